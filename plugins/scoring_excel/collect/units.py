"""The council's own list of units: who is to answer, and by which name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from scoring import (
    Place,
    Program,
    SheetError,
    Table,
    Unit,
    enter_with_problems,
    nfc,
)
from scoring_excel.collect.cells import Entry
from scoring_excel.problems import (
    list_differs,
    unit_not_listed,
)

FACTS = ("name", "kind", "group", "parent")
_ROSTER = ("unit", *FACTS, "role")


@frozen
class Listed:
    """A unit of the list, and where it stands there."""

    unit: Unit
    place: Place

    @property
    def id(self) -> str:
        """The id of the unit."""
        return self.unit.id

    @property
    def name(self) -> str:
        """The name of the unit."""
        return self.unit.name


def listed_units(program: Program, table: Table) -> dict[str, Listed]:
    """Give the units of a list by id; answers in it are passed over. Raises `SheetError`."""
    heads = [nfc(name.strip()) for name in table.header]
    kept = [index for index, name in enumerate(heads) if name in _ROSTER]
    roster = evolve(
        table,
        header=tuple(heads[index] for index in kept),
        rows=[[row[index] for index in kept] for row in table.rows],
    )
    # Nobody has answered on a list, so nothing is asked of it.
    sheet, problems = enter_with_problems(evolve(program, questions=()), roster)
    if sheet is None or any(problem.is_error for problem in problems):
        raise SheetError(problems)
    column = roster.header.index("unit")
    rows = {nfc(str(row[column]).strip()): index for index, row in enumerate(roster.rows)}
    return {unit.id: Listed(unit, roster.place(rows[unit.id], column)) for unit in sheet.units}


def hold_to_list(entries: Sequence[Entry], listed: Mapping[str, Listed]) -> None:
    """Refuse entries of units that are not on the list; for the others the list is right."""
    for entry in entries:
        one = listed.get(entry.unit)
        if one is None:
            entry.problems.append(unit_not_listed(entry.place, entry.unit, entry.found.unit.name))
            continue
        for name in FACTS:
            found, said = getattr(entry.found.unit, name), getattr(one.unit, name) or ""
            if said != found:
                if entry.role == "self":
                    problem = list_differs(entry.place, entry.unit, name, found, said)
                    entry.problems.append(problem)
                entry.found.unit = evolve(entry.found.unit, **{name: said})
