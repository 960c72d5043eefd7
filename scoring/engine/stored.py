"""Stored: is a result that was stored still the result of its answers?

A stored result holds the answers it was made from, so any later command scores them again and
compares digests; nothing in the file is taken at its word.
"""

from __future__ import annotations

from collections.abc import Iterator

from scoring.engine.serialise import digest
from scoring.model import catalogue
from scoring.model.problems import Problem
from scoring.model.result import Result
from scoring.model.sheet import Table

_SHORT = len("sha256:") + 16


def stored_problems(table: Table, result: Result) -> Iterator[Problem]:
    """Compare a result with what the file of its answers says of itself, if it says anything."""
    said, criteria = table.provenance, result.criteria
    if said is None:
        return
    place = table.place()
    if said.set_digest != criteria.digest:
        stored, now = (
            f"{name} ({one[:_SHORT]})"
            for name, one in ((said.set_id, said.set_digest), (criteria.id, criteria.digest))
        )
        yield catalogue.stored_under_other_set(place, stored, now)
    elif said.engine != result.engine:
        yield catalogue.stored_by_other_engine(place, said.engine, result.engine)
    elif said.digest != (now := digest(result)):
        yield catalogue.stored_result_changed(place, said.digest[:_SHORT], now[:_SHORT])
