"""Enter the units of a table: which rows are theirs, and who they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scoring.engine.entering.cells import kind_named
from scoring.engine.entering.desk import Desk, Row
from scoring.model import catalogue
from scoring.model.criteria import ROLES
from scoring.model.units import Unit


def read_rows(desk: Desk) -> list[Row]:
    """Give the rows that name a unit and a role, each pair once."""
    rows: list[Row] = []
    first: dict[tuple[str, int], int] = {}
    for index in range(len(desk.table.rows)):
        place = desk.table.place(index, desk.columns["unit"])
        unit = desk.text(index, "unit")
        if not unit:
            desk.add(catalogue.no_unit_id(place))
            continue
        role = _role(desk, index)
        if role is None:
            continue
        if (unit, role) in first:
            earlier = desk.table.place(first[unit, role]).row or 0
            said = ROLES[role] if desk.has_roles else ""
            desk.add(catalogue.duplicate_unit(place, unit, said, earlier))
            continue
        first[unit, role] = index
        rows.append(Row(index, unit, role))
    return rows


def _role(desk: Desk, row: int) -> int | None:
    # A file without roles holds what counts, whoever wrote it.
    if not desk.has_roles:
        return len(ROLES) - 1
    text = desk.text(row, "role").casefold()
    if text in ROLES:
        return ROLES.index(text)
    place = desk.table.place(row, desk.columns["role"])
    desk.add(catalogue.unknown_role(place, text, ROLES))
    return None


def read_units(desk: Desk, rows: Sequence[Row]) -> tuple[list[Unit], list[list[Row]]]:
    """Give the units, and the rows of each with the later role last."""
    rows_by_unit: dict[str, list[Row]] = {}
    for row in rows:
        rows_by_unit.setdefault(row.unit, []).append(row)
    for own in rows_by_unit.values():
        own.sort(key=lambda row: row.role)
    units = [_unit(desk, own) for own in rows_by_unit.values()]
    if "parent" in desk.columns and desk.program.criteria.items is None:
        _check_parents(desk, units, rows_by_unit)
    return units, list(rows_by_unit.values())


def _unit(desk: Desk, rows: Sequence[Row]) -> Unit:
    said = {name: _agreed(desk, rows, name) for name in ("name", "kind", "group", "parent")}
    kind, kinds = kind_named(said["kind"]), desk.program.criteria.unit_kinds
    if kind not in kinds and "kind" in desk.columns:
        place = desk.table.place(rows[0].index, desk.columns["kind"])
        desk.add(catalogue.unknown_unit_kind(place, kind, kinds))
    unit = rows[0].unit
    return Unit(unit, said["name"] or unit, kind, said["group"], said["parent"] or None)


def _agreed(desk: Desk, rows: Sequence[Row], name: str) -> str:
    """Give what the rows of a unit say of it; a later row may leave it blank."""
    said = ""
    for row in rows:
        text = desk.text(row.index, name)
        if said and text and text != said:
            place = desk.table.place(row.index, desk.columns[name])
            desk.add(catalogue.unit_disagrees(place, row.unit, name, said, text))
        said = said or text
    return said


def _check_parents(
    desk: Desk, units: Sequence[Unit], rows_by_unit: Mapping[str, list[Row]]
) -> None:
    """Refuse parents that close a circle.

    A parent outside the sheet is refused only where grades look at it, because items
    name the units they belong to.
    """
    parent_by_id = {unit.id: unit.parent for unit in units}
    looks = any(plan for plan in desk.program.plans["gates"].linked)
    for unit in units:
        seen, above = {unit.id}, unit.parent
        while above in parent_by_id and above not in seen:
            seen.add(above)
            above = parent_by_id[above]
        outside = looks and unit.parent is not None and unit.parent not in parent_by_id
        if above == unit.id or outside:
            place = desk.table.place(rows_by_unit[unit.id][0].index, desk.columns["parent"])
            desk.add(
                catalogue.unknown_parent_unit(place, unit.id, unit.parent or "", above == unit.id)
            )
