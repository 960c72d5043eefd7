"""Telling: the rooms of `explain.py`, each of which tells one side of a unit.

They look one way: `dossier` is all that is known of the unit; `inputs` tells what was
reported and `work` the arithmetic; `leaves` tells a criterion from both; `totals` adds
the leaves up; `verdicts` tells what became of the total.
"""
