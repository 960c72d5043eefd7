"""Read conditions: what a gate waits for and what a grade needs, and the edges in them."""

from __future__ import annotations

from fractions import Fraction

from scoring.engine import format as shape
from scoring.engine.locate import Path as Keys
from scoring.engine.reading.desk import Desk, Table
from scoring.model import catalogue
from scoring.model.criteria import (
    UNIT_KINDS,
    AllCondition,
    AnyCondition,
    Condition,
    FieldCondition,
    LinkCondition,
    NotCondition,
    PartsCondition,
    PointsCondition,
    StateCondition,
    TotalCondition,
)
from scoring.model.interval import Interval
from scoring.model.text import Text
from scoring.plugin.parameters import ParameterFault, read_interval

_EXAMPLES = (
    '{ criterion = "5.1", points = { at_most = 0 } }, { field = "…", is = true }, '
    '{ every_part = { at_least = "50%" } }, { all = [ … ] }'
)
# Conditions on points: which keys stand together, and which of them holds the interval.
_WORD_BY_KEYS = {
    frozenset({"criterion", "points"}): "points",
    frozenset({"criterion", "share"}): "share",
    frozenset({"total"}): "total",
    frozenset({"bonus"}): "bonus",
    frozenset({"deduction"}): "deduction",
    frozenset({"every_part"}): "every_part",
    frozenset({"some_part"}): "some_part",
}


def read_edges(desk: Desk, raw: object, path: Keys) -> Interval | None:
    """Read an interval whose edges stand in a table of their own."""
    if raw is None:
        return None
    known = list(shape.EDGES_SCHEMA)
    if not isinstance(raw, dict) or not raw:
        desk.add(
            catalogue.wrong_value,
            path,
            str(path[-1]),
            Text(
                vi="cần một khoảng có ít nhất một cạnh.",
                en="an interval with at least one edge is wanted.",
            ),
            Text(
                vi=f"Viết {{ at_least = 5 }}; các cạnh: {', '.join(known)}.",
                en=f"Write {{ at_least = 5 }}; the edges: {', '.join(known)}.",
            ),
        )
        return None
    if not desk.knows_keys(raw, path, known):
        return None
    try:
        return read_interval(raw)
    except ParameterFault as error:
        desk.add_fault(path, str(path[-1]), error)
        return None


def read_condition(desk: Desk, raw: object, path: Keys) -> Condition | None:
    """Read a condition with all that stands below it."""
    if not isinstance(raw, dict) or not raw:
        return _refuse(desk, path, "cần một bảng điều kiện", "a table of conditions is wanted")
    if not desk.knows_keys(raw, path, shape.CONDITION_KEYS):
        return None
    keys = set(raw)
    for word in ("all", "any"):
        if keys == {word}:
            return _several(desk, raw, word, path)
    if keys == {"not"}:
        inner = read_condition(desk, raw["not"], (*path, "not"))
        return NotCondition(inner) if inner is not None else None
    return _plain(desk, raw, keys, path)


def _several(desk: Desk, raw: Table, word: str, path: Keys) -> Condition | None:
    below = [
        read_condition(desk, item, spot) for spot, item in desk.listed(raw[word], (*path, word))
    ]
    if raw[word] == []:
        return _refuse(desk, path, f"{word} trống", f"{word} is empty")
    if not below or any(one is None for one in below):
        return None
    build = AllCondition if word == "all" else AnyCondition
    return build(tuple(one for one in below if one is not None))


def _plain(desk: Desk, raw: Table, keys: set[str], path: Keys) -> Condition | None:
    """Read a condition that joins no others."""
    names: dict[str, str] = {}
    for key in ("criterion", "field", "graded", "kind"):
        if key in raw:
            name = desk.text(raw[key], (*path, key))
            if name is None:
                return None
            names[key] = name
    if keys in ({"criterion", "state"}, {"field", "state"}):
        if raw["state"] not in ("missing", "not-applicable", "held"):
            return _refuse(desk, path, "trạng thái lạ", "an unknown state")
        return StateCondition(raw["state"], names.get("criterion"), names.get("field"))
    if keys in ({"field", "is"}, {"field", "value"}):
        return _of_field(desk, raw, names["field"], path)
    if "linked" in keys and keys <= {"linked", "kind", "graded"}:
        return _of_link(desk, raw, names, path)
    return _with_edges(desk, raw, names, path)


def _with_edges(desk: Desk, raw: Table, names: dict[str, str], path: Keys) -> Condition | None:
    """Read a condition that asks whether points lie in an interval."""
    word = _WORD_BY_KEYS.get(frozenset(raw))
    if word is None:
        return _refuse(desk, path, "các khóa không đi cùng nhau", "these keys do not go together")
    interval = read_edges(desk, raw[word], (*path, word))
    if interval is None:
        return None
    if word in ("points", "share"):
        return PointsCondition(names["criterion"], interval, word == "share")
    if word in ("every_part", "some_part"):
        return PartsCondition(interval, word == "every_part")
    return TotalCondition(word, interval)


def _of_link(desk: Desk, raw: Table, names: dict[str, str], path: Keys) -> Condition | None:
    if raw["linked"] not in ("parent", "component"):
        return _refuse(
            desk, path, "linked là parent hoặc component", "linked is parent or component"
        )
    if names.get("kind") not in (None, *UNIT_KINDS):
        return _refuse(desk, path, "kind là một loại đơn vị", "kind is a kind of unit")
    return LinkCondition(raw["linked"], names.get("graded"), names.get("kind"))


def _of_field(desk: Desk, raw: Table, name: str, path: Keys) -> Condition | None:
    if name not in desk.fields:
        desk.add(catalogue.unknown_field, path, name, sorted(desk.fields))
        return None
    if "value" in raw:
        interval = read_edges(desk, raw["value"], (*path, "value"))
        return None if interval is None else FieldCondition(name, interval)
    if desk.is_unsure_field(name):
        return None
    field, wanted = desk.fields[name], raw["is"]
    if field.type == "flag" and isinstance(wanted, bool):
        return FieldCondition(name, _just(int(wanted)), "yes" if wanted else "no")
    if field.type == "option" and wanted in field.options:
        return FieldCondition(name, _just(field.options.index(wanted)), str(wanted))
    return _refuse(
        desk, path, "is không hợp với kiểu của trường", "is does not fit the field’s type"
    )


def _just(number: int) -> Interval:
    return Interval(Fraction(number), True, Fraction(number), True)


def _refuse(desk: Desk, path: Keys, vi: str, en: str) -> Condition | None:
    """Say what is wrong with a condition; gives the None that stands for it."""
    desk.add(
        catalogue.wrong_condition,
        path,
        Text(vi=vi + ".", en=en + "."),
        Text(vi=f"Ví dụ: {_EXAMPLES}.", en=f"For example: {_EXAMPLES}."),
    )
    return None
