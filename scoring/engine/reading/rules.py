"""Read a rule: its kind, its parameters, its parts and what it asks."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from attrs import evolve

from scoring.engine import format as shape
from scoring.engine.locate import Path as Keys
from scoring.engine.reading.answers import WrittenRule, read_answers, read_enough, read_zeros
from scoring.engine.reading.desk import Desk, Table, dotted
from scoring.model import catalogue
from scoring.model.criteria import Rule
from scoring.plugin.kinds import Case, RuleKind, Slot
from scoring.plugin.parameters import ParameterFault, show_value

# Their columns are told apart by a letter.
MOST_PARTS = 26


def read_rule(desk: Desk, raw: object, path: Keys, code: str, most: Fraction | None) -> Rule | None:
    """Read the rule of a criterion that is worth `most`; None if anything is wrong with it."""
    if not isinstance(raw, dict):
        desk.not_a_table(path)
        return None
    kind = _read_kind(desk, raw, path, code)
    if kind is None:
        return None
    before = len(desk.problems)
    written = WrittenRule(kind, raw, path, code)
    parameters = _read_parameters(desk, written)
    if len(desk.problems) > before and not isinstance(kind.slots, tuple):
        _check_doubtful_keys(desk, written)
        return None
    parts = _read_parts(desk, written) if kind.has_parts else ()
    slots = kind.slots_for({**parameters, "max": most})
    _check_keys(desk, written, slots)
    answers = read_answers(desk, written, slots)
    rule = Rule(
        kind=kind.name,
        answers=answers,
        parameters=parameters,
        parts=parts,
        on_zero=read_zeros(desk, written, slots),
        enough=read_enough(desk, written, answers),
    )
    if kind.check is not None and len(desk.problems) == before:
        case = Case({**parameters, "max": most, "answered": frozenset(answers)})
        for error in kind.check(case):
            _add_fault(desk, written, str(error.path[0]) if error.path else "", error.path, error)
    return rule if len(desk.problems) == before else None


def _read_kind(desk: Desk, raw: Table, path: Keys, code: str) -> RuleKind | None:
    if "kind" not in raw:
        desk.missing(path, shape.RULE_KIND)
        return None
    name, kinds = raw["kind"], desk.registry.rule_kinds
    kind = kinds.get(name) if isinstance(name, str) else None
    if kind is None:
        spot = (*path, "kind")
        desk.add(catalogue.unknown_kind, spot, code, show_value(name), sorted(kinds))
    return kind


def _read_parameters(desk: Desk, rule: WrittenRule) -> Table:
    values: Table = {}
    for parameter in rule.kind.parameters:
        name = parameter.name
        values[name] = None
        if name not in rule.raw:
            if parameter.required:
                desk.missing(rule.path, parameter)
            continue
        try:
            values[name] = parameter.type.read(rule.raw[name])
        except ParameterFault as error:
            _add_fault(desk, rule, name, (name, *error.path), error)
    return values


def _add_fault(
    desk: Desk, rule: WrittenRule, parameter: str, path: Keys, fault: ParameterFault
) -> None:
    desk.add(
        catalogue.wrong_parameter,
        (*rule.path, *path),
        rule.code,
        rule.kind.name,
        parameter,
        fault.message,
        fault.hint,
    )


# ---- keys ------------------------------------------------------------------------------------


def _check_keys(desk: Desk, rule: WrittenRule, slots: Sequence[Slot]) -> None:
    """Refuse keys that the kind does not read."""
    known = {"kind", "at_least", *shape.ZERO_KEYS}
    known |= {slot.name for slot in slots}
    known |= {parameter.name for parameter in rule.kind.parameters}
    known |= {"parts"} if rule.kind.has_parts else set()
    # What a part is worth is said in its rule; what a criterion is worth, beside its rule.
    known -= {"max"}
    strange = [key for key in rule.raw if key not in known and key != "max"]
    if "max" in rule.raw and "parts" not in rule.path:
        strange.append("max")
    for key in strange:
        desk.add(catalogue.unknown_key, (*rule.path, key), key, sorted(known))


def _check_doubtful_keys(desk: Desk, rule: WrittenRule) -> None:
    """Refuse what is surely misspelt where slots are made from parameters that are broken.

    The names of the slots are unknown then; but a question is a table, so that every
    other value is a misspelt parameter.
    """
    known = ["kind", *(parameter.name for parameter in rule.kind.parameters)]
    others = {*known, *shape.ZERO_KEYS, "at_least", "parts", "max"}
    for key, value in rule.raw.items():
        if key not in others and not isinstance(value, dict):
            desk.add(catalogue.unknown_key, (*rule.path, key), key, known)


# ---- parts -----------------------------------------------------------------------------------


def _read_parts(desk: Desk, rule: WrittenRule) -> tuple[Rule, ...]:
    raw, path = rule.raw.get("parts"), (*rule.path, "parts")
    if not isinstance(raw, list) or not raw:
        desk.missing(rule.path, shape.RULE_PARTS)
        return ()
    if len(raw) > MOST_PARTS:
        desk.add(catalogue.too_many_tables, path, dotted(path), len(raw), MOST_PARTS)
        return ()
    parts: list[Rule] = []
    for number, (spot, table) in enumerate(desk.listed(raw, path), 1):
        most = _read_part_max(desk, table, spot)
        part = read_rule(desk, table, spot, f"{rule.code}/{number}", most)
        if part is not None and most is not None:
            parts.append(evolve(part, parameters={**part.parameters, "max": most}))
    return tuple(parts)


def _read_part_max(desk: Desk, table: object, path: Keys) -> Fraction | None:
    if not isinstance(table, dict):
        return None
    if "max" not in table:
        desk.missing(path, shape.PART_MAX)
        return None
    try:
        most: Any = shape.PART_MAX.type.read(table["max"])
    except ParameterFault as error:
        desk.add_fault((*path, "max"), "max", error)
        return None
    return Fraction(most)
