"""The JSON Schema of a criteria file, so that editors check while somebody types.

Made from the same lists as the reader (`format.py`) and from what the plugins offer. It
checks one table at a time; whether the tables agree is for `danvan check` to tell.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, TypeAlias

from scoring.engine import format as shape
from scoring.model import criteria as words
from scoring.model.text import Text
from scoring.plugin.kinds import GateKind, RuleKind, Slot
from scoring.plugin.parameters import EDGES_SCHEMA, Parameter, ParameterFault
from scoring.plugin.registry import Registry

Schema: TypeAlias = dict[str, Any]

FILE_NAME = "criteria.schema.json"
DRAFT = "https://json-schema.org/draft/2020-12/schema"
# What a code may be: it titles a column of the sheet.
_CODE: Schema = {"pattern": r"^(?!#)\S(.*\S)?$", "maxLength": 40}


def criteria_schema(registry: Registry) -> Schema:
    """Give the JSON Schema (draft 2020-12) of criteria files that use these plugins."""
    kinds = registry.rule_kinds.values()
    return {
        "$schema": DRAFT,
        "title": "Bộ tiêu chí (criteria.toml)",
        "description": "Một bộ tiêu chí chấm điểm: tiêu chí, quy tắc, quy ước, xếp loại, xếp hạng.",
        **_table(
            shape.FILE,
            format={"const": 1},
            set=_ref("set"),
            basis=_named("basis"),
            field=_named("field", _CODE),
            policy=_ref("policy"),
            criterion={**_named("criterion", _CODE), "minProperties": 1},
            bonus=_named("addition", _CODE),
            deduction=_named("addition", _CODE),
            gate=_list("gate"),
            grade={**_list("grade"), "minItems": 1},
            quota=_named("quota"),
            rank=_ref("rank"),
        ),
        "$defs": {
            "set": _table(shape.SET),
            "basis": _table(shape.BASIS),
            "field": {**_table(shape.FIELD), "allOf": _field_demands()},
            "policy": _table(shape.POLICY),
            "criterion": _table(shape.CRITERION, **_criterion_parts()),
            "addition": _table(shape.ADDITION, **_criterion_parts()),
            "example": {
                **_table(shape.EXAMPLE),
                "oneOf": [{"required": ["points"]}, {"required": ["state"]}],
            },
            "answer": _answer(),
            "edges": {
                "type": "object",
                "additionalProperties": False,
                "minProperties": 1,
                "properties": dict(EDGES_SCHEMA),
            },
            "condition": {"anyOf": _conditions()},
            "gate": _table(
                shape.GATE, when=_ref("condition"), effect=_effect(registry.gate_kinds.values())
            ),
            "grade": _table(shape.GRADE, needs=_ref("condition")),
            "quota": _table(shape.QUOTA),
            "rank": _table(shape.RANK, tie_breakers=_tie_breakers(registry)),
            # Only a rule inside another says how many points it is worth.
            "rule": {"not": {"required": ["max"]}, **_one_of_kinds(kinds)},
            "part": {"required": ["max"], **_one_of_kinds(k for k in kinds if not k.has_parts)},
            **{f"rule-{kind.name}": _rule(kind) for kind in kinds},
        },
    }


def write_schema(schema: Mapping[str, Any]) -> str:
    """Write a schema as the text of its file."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _list(name: str) -> Schema:
    return {"type": "array", "items": _ref(name), "maxItems": 2000}


def _named(name: str, names: Schema | None = None) -> Schema:
    table: Schema = {"type": "object", "additionalProperties": _ref(name)}
    return table if names is None else {**table, "propertyNames": names}


def _table(keys: Sequence[Parameter], **deeper: Schema) -> Schema:
    """Give the schema of a table; `deeper` says more of keys than their type does."""
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            key.name: {"description": key.said.vi, **deeper.get(key.name, key.type.schema)}
            for key in keys
        },
        "required": [key.name for key in keys if key.required],
    }


def _criterion_parts() -> dict[str, Schema]:
    return {
        "rule": _ref("rule"),
        "depends_on": _table(shape.DEPENDS_ON, points=_ref("edges")),
        "evidence_rule": _table(shape.EVIDENCE_RULE),
        "example": _list("example"),
    }


def _field_demands() -> list[Schema]:
    return [
        {
            "if": {"properties": {"type": {"const": type_}}, "required": ["type"]},
            "then": {"required": [key]},
        }
        for type_, key in (("flag", "blank"), ("option", "options"))
    ]


def _answer() -> Schema:
    sources = [{"required": [key]} for key in ("ask", "field", "from")]
    return {**_table(shape.ANSWER), "oneOf": sources}


# ---- rules -----------------------------------------------------------------------------


def _one_of_kinds(kinds: Iterable[RuleKind]) -> Schema:
    return {"oneOf": [_ref(f"rule-{kind.name}") for kind in kinds]}


def _rule(kind: RuleKind) -> Schema:
    slots, are_all = _known_slots(kind)
    divisors = [slot.name for slot in slots if slot.divides]
    properties: Schema = {
        "kind": {"const": kind.name, "description": kind.title.vi},
        "max": {"description": shape.PART_MAX.said.vi, **shape.PART_MAX.type.schema},
        "at_least": {
            "description": "ít nhất bao nhiêu thì quy tắc mới tính được",
            **_table(shape.ENOUGH),
        },
    }
    if divisors or not are_all:
        named: Schema = {"enum": divisors} if are_all else {"type": "string"}
        for key, said in _ZERO_SAID.items():
            properties[key] = {"description": said.vi, **named}
    for slot in slots:
        properties[slot.name] = {"description": slot.said.vi, **_ref("answer")}
    for parameter in kind.parameters:
        properties[parameter.name] = {
            "description": parameter.said.vi,
            **parameter.type.schema,
        }
    if kind.has_parts:
        properties["parts"] = {
            "description": shape.RULE_PARTS.said.vi,
            "type": "array",
            "items": _ref("part"),
            "minItems": 1,
            "maxItems": 26,
        }
    in_ways = {name for way in kind.alternatives for name in way}
    required = ["kind", *(parameter.name for parameter in kind.parameters if parameter.required)]
    if are_all:
        required += [slot.name for slot in slots if slot.name not in in_ways and not slot.ask]
    required += ["parts"] if kind.has_parts else []
    schema: Schema = {
        "title": kind.title.vi,
        "description": kind.formula.vi,
        "type": "object",
        # Slots that are made from a list of items bear names of the author's.
        "additionalProperties": False if are_all else _ref("answer"),
        "properties": properties,
        "required": required,
    }
    if are_all and kind.alternatives:
        schema["oneOf"] = [_way(way, in_ways) for way in kind.alternatives]
    return schema


def _way(way: Sequence[str], in_ways: set[str]) -> Schema:
    others = sorted(in_ways - set(way))
    schema: Schema = {"required": list(way)}
    return {**schema, "properties": dict.fromkeys(others, False)} if others else schema


_ZERO_SAID = {
    "not_applicable_when_zero": Text(
        vi="số chia bằng 0 thì tiêu chí không áp dụng", en="a zero divisor: not applicable"
    ),
    "full_when_zero": Text(vi="số chia bằng 0 thì được điểm tối đa", en="a zero divisor: full"),
    "zero_when_zero": Text(vi="số chia bằng 0 thì 0 điểm", en="a zero divisor: no points"),
    "hold_when_zero": Text(vi="số chia bằng 0 thì giữ lại xem xét", en="a zero divisor: held"),
}


def _known_slots(kind: RuleKind) -> tuple[tuple[Slot, ...], bool]:
    """Give the slots whose names are known, and whether these are all.

    Slots of some kinds are made from their parameters. Where every worked row of such a
    kind asks the same, and no list of the author's names anything, these are all.
    """
    if isinstance(kind.slots, tuple):
        return kind.slots, True
    asked = [
        kind.slots_for({**_worked_parameters(kind, worked.rule), "max": Fraction(worked.max)})
        for worked in kind.worked
    ]
    names_things = any("id" in parameter.type.columns for parameter in kind.parameters)
    names = [{slot.name for slot in slots} for slots in asked]
    common = set.intersection(*names) if names else set()
    # A slot may divide with some parameters only; where it can, a key may say so.
    ordered = sorted((slot for slots in asked for slot in slots), key=lambda one: not one.divides)
    first_by_name: dict[str, Slot] = {}
    for slot in ordered:
        first_by_name.setdefault(slot.name, slot)
    known = tuple(slot for name, slot in sorted(first_by_name.items()) if name in common)
    return known, not names_things and all(one == common for one in names)


def _worked_parameters(kind: RuleKind, rule: Mapping[str, Any]) -> dict[str, object]:
    values: dict[str, object] = dict.fromkeys(parameter.name for parameter in kind.parameters)
    for parameter in kind.parameters:
        if parameter.name in rule:
            try:
                values[parameter.name] = parameter.type.read(rule[parameter.name])
            except ParameterFault:  # a worked row may show what is refused
                continue
    return values


# ---- gates, grades, ranking --------------------------------------------------------------


def _conditions() -> list[Schema]:
    text: Schema = {"type": "string"}
    edges, condition = _ref("edges"), _ref("condition")
    state: Schema = {"enum": ["missing", "not-applicable", "held"]}
    shapes: list[tuple[dict[str, Schema], tuple[str, ...]]] = [
        ({"criterion": text, "points": edges}, ()),
        ({"criterion": text, "share": edges}, ()),
        ({"criterion": text, "state": state}, ()),
        ({"field": text, "state": state}, ()),
        ({"field": text, "is": {"type": ["boolean", "string"]}}, ()),
        ({"field": text, "value": edges}, ()),
        *(({key: edges}, ()) for key in ("total", "bonus", "deduction", "every_part", "some_part")),
        (
            {
                "linked": {"enum": ["parent", "component"]},
                "kind": {"enum": list(words.UNIT_KINDS)},
                "graded": text,
            },
            ("kind", "graded"),
        ),
        *(
            ({key: {"type": "array", "items": condition, "minItems": 1}}, ())
            for key in ("all", "any")
        ),
        ({"not": condition}, ()),
    ]
    return [
        {
            "type": "object",
            "additionalProperties": False,
            "properties": properties,
            "required": [key for key in properties if key not in optional],
        }
        for properties, optional in shapes
    ]


_TAKES: Mapping[str, Schema] = {
    "grade": {"type": "string"},
    "steps": {"type": "integer", "minimum": 1, "maximum": 20},
    "true": {"const": True},
    "link": {"enum": ["parent", "component"]},
}


def _effect(kinds: Iterable[GateKind]) -> Schema:
    return {
        "type": "object",
        "additionalProperties": False,
        "minProperties": 1,
        "maxProperties": 1,
        "properties": {
            kind.name: {"description": kind.title.vi, **_TAKES[kind.takes]} for kind in kinds
        },
    }


def _tie_breakers(registry: Registry) -> Schema:
    branches = []
    for breaker in registry.tie_breakers.values():
        table = _table(breaker.parameters)
        table["properties"] = {
            "kind": {"const": breaker.name, "description": breaker.title.vi},
            **table["properties"],
        }
        table["required"] = ["kind", *table["required"]]
        branches.append({"title": breaker.title.vi, **table})
    return {"type": "array", "items": {"oneOf": branches}}


__all__ = ["DRAFT", "FILE_NAME", "criteria_schema", "write_schema"]
