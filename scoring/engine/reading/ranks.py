"""Read the ranking: within what units are ranked, and what parts those that are equal."""

from __future__ import annotations

from scoring.engine import format as shape
from scoring.engine.locate import Path as Keys
from scoring.engine.reading.desk import Desk
from scoring.model import catalogue
from scoring.model.criteria import Ranking, TieBreak
from scoring.plugin.parameters import show_value


def read_ranking(desk: Desk, raw: object) -> Ranking | None:
    """Read [rank]."""
    if raw is None:
        return None
    found = desk.table(raw, ("rank",), shape.RANK)
    breakers = []
    for path, table in desk.listed(found.get("tie_breakers"), ("rank", "tie_breakers")):
        breaker = _read_tie_break(desk, table, path)
        if breaker is not None:
            breakers.append(breaker)
            desk.keep(path)
    if not {"within", "method", "tied"} <= set(found):
        return None
    return Ranking(
        within=found["within"],
        method=found["method"],
        tied=found["tied"],
        tie_breakers=tuple(breakers),
        by=found.get("by", "total"),
    )


def _read_tie_break(desk: Desk, raw: object, path: Keys) -> TieBreak | None:
    if not isinstance(raw, dict):
        desk.not_a_table(path)
        return None
    if "kind" not in raw:
        desk.missing(path, shape.TIE_KIND)
        return None
    kind = show_value(raw["kind"])
    breaker = desk.registry.tie_breakers.get(kind)
    if breaker is None:
        known = sorted(desk.registry.tie_breakers)
        desk.add(catalogue.unknown_tie_breaker, (*path, "kind"), kind, known)
        return None
    rest = {key: value for key, value in raw.items() if key != "kind"}
    return TieBreak(breaker.name, desk.table(rest, path, breaker.parameters))
