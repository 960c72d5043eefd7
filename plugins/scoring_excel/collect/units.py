"""The council's own list of units: who is to answer, and by which name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from scoring import Place, Table, list_differs, nfc, unit_not_listed
from scoring_excel.collect.cells import Entry

FACTS = ("name", "kind", "group", "parent")


@frozen
class Listed:
    """A unit of the list, and where it stands there."""

    id: str
    facts: Mapping[str, str]
    place: Place

    @property
    def name(self) -> str:
        """The name of the unit, or its id where the list has none."""
        return self.facts.get("name") or self.id


def listed_units(table: Table) -> dict[str, Listed]:
    """Give the units of a list by id; only what the list says of them is taken."""
    found: dict[str, Listed] = {}
    heads = {nfc(name.strip()): index for index, name in enumerate(table.header)}
    for row, cells in enumerate(table.rows):
        said = {
            name: nfc(str(cells[index] or "").strip())
            for name, index in heads.items()
            if name in ("unit", *FACTS)
        }
        id_ = said.pop("unit", "")
        if id_:
            found.setdefault(id_, Listed(id_, said, table.place(row, heads["unit"])))
    return found


def hold_to_list(entries: Sequence[Entry], listed: Mapping[str, Listed]) -> None:
    """Refuse entries of units that are not on the list; for the others the list is right."""
    for entry in entries:
        unit = listed.get(entry.unit)
        if unit is None:
            entry.problems.append(unit_not_listed(entry.place, entry.unit, entry.found.unit.name))
            continue
        for name, said in unit.facts.items():
            found = getattr(entry.found.unit, name)
            if said and said != found:
                if entry.role == "self":
                    problem = list_differs(entry.place, entry.unit, name, found, said)
                    entry.problems.append(problem)
                entry.found.unit = evolve(entry.found.unit, **{name: said})
