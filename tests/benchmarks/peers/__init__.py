"""Other engines on the same formulas, one a file.

Each has `prepare(units)`, which gives the work to be timed, and `integers(outcome)`, which
gives what came out, to be held against the engine before any time counts.
"""
