"""Read a whole set: its head, its bases, fields and policies, and every other table."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from scoring.engine import format as shape
from scoring.engine.locate import Path as Keys
from scoring.engine.reading.criteria import read_criteria_tables
from scoring.engine.reading.desk import Desk, Table
from scoring.engine.reading.gates import read_gates
from scoring.engine.reading.grades import list_grade_ids, read_grades
from scoring.engine.reading.quotas import read_quotas
from scoring.engine.reading.ranks import read_ranking
from scoring.model import catalogue
from scoring.model.criteria import Basis, CriteriaSet, Field, Policy
from scoring.model.text import nfc


def read_set(desk: Desk, top: Table, content: bytes) -> CriteriaSet:
    """Give the set as far as it can be read; where a table is missing, with a stand-in."""
    head = desk.table(top["set"], ("set",), shape.SET) if "set" in top else {}
    desk.has_items = "items" in head
    bases = _read_bases(desk, top.get("basis"))
    desk.fields.update(_read_fields(desk, top.get("field")))
    policy = _read_policy(desk, top.get("policy"))
    criteria = read_criteria_tables(desk, top.get("criterion"), "criterion")
    bonuses = read_criteria_tables(desk, top.get("bonus"), "bonus")
    deductions = read_criteria_tables(desk, top.get("deduction"), "deduction")
    desk.grade_ids = list_grade_ids(desk, top.get("grade"))
    gates = read_gates(desk, top.get("gate"))
    grades = read_grades(desk, top.get("grade"))
    quotas = read_quotas(desk, top.get("quota"))
    ranking = read_ranking(desk, top.get("rank"))
    for key, items in (("bonus_cap", bonuses), ("deduction_cap", deductions)):
        if items and isinstance(top.get("policy"), dict) and key not in top["policy"]:
            desk.add(catalogue.cap_not_said, ("policy",), key)
    # What is missing was told; a stand-in lets the rest be examined in the same go.
    stand_in: Table = {key.name: None for key in shape.SET if key.required}
    stand_in |= {"id": "", "unit_kinds": ()}
    return CriteriaSet(
        **_known(CriteriaSet, {**stand_in, **head}),
        policy=policy,  # type: ignore[arg-type]
        criteria=criteria,
        bonuses=bonuses,
        deductions=deductions,
        gates=gates,
        grades=grades,
        quotas=quotas,
        ranking=ranking,  # type: ignore[arg-type]
        fields=desk.fields,
        bases=bases,
        path=desk.file,
        digest="sha256:" + hashlib.sha256(content).hexdigest(),
    )


def _read_bases(desk: Desk, raw: object) -> dict[str, Basis]:
    bases = {}
    for path, table in desk.named(raw, ("basis",)):
        found = {"cite": "", "title": "", **desk.table(table, path, shape.BASIS)}
        name = nfc(str(path[-1]))
        bases[name] = Basis(id=name, **_known(Basis, found))
    return bases


def _read_fields(desk: Desk, raw: object) -> dict[str, Field]:
    fields = [_read_field(desk, table, path) for path, table in desk.named(raw, ("field",))]
    return {field.id: field for field in fields}


def _read_field(desk: Desk, raw: object, path: Keys) -> Field:
    found = desk.table(raw, path, shape.FIELD)
    name = desk.code(path)
    for type_, key in (("flag", "blank"), ("option", "options")):
        if found.get("type") == type_ and isinstance(raw, dict) and not raw.get(key):
            desk.missing(path, next(one for one in shape.FIELD if one.name == key))
    return Field(id=name, **_known(Field, {"ask": "", "type": "number", **found}))


def _read_policy(desk: Desk, raw: object) -> Policy | None:
    if raw is None:
        return None
    found = desk.table(raw, ("policy",), shape.POLICY)
    needed = {key.name for key in shape.POLICY if key.required}
    return Policy(**found) if needed <= set(found) else None


def _known(model: Any, values: Mapping[str, Any]) -> Table:
    """Give the values that a class of the model has a place for."""
    names = {attribute.name for attribute in model.__attrs_attrs__}
    return {
        name: str(value) if isinstance(value, str) else value
        for name, value in values.items()
        if name in names
    }
