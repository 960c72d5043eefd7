"""Lay the entries of all forms into one sheet: a row a unit and role, in an order of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import define, field, frozen

from scoring import (
    ROLES,
    Place,
    Problem,
    Program,
    Table,
    nfc,
)
from scoring_excel.collect.ballots import Ballot, lists_of
from scoring_excel.collect.cells import Entry
from scoring_excel.collect.judge import DECISIONS, FIXED, SheetRow, facts_of
from scoring_excel.problems import (
    form_repeated,
    form_twice,
    row_conflict,
)

Key = tuple[str, str]
_REMARKS = ("reason", "evidence", "note")


def tell_doubles(entries: Sequence[Entry]) -> list[Entry]:
    """Give the entries without those sent twice; two that differ are told, both of them."""
    kept: dict[Key, Entry] = {}
    for entry in entries:
        first = kept.setdefault((entry.unit, entry.role), entry)
        if first is entry:
            continue
        if first.said() == entry.said():
            entry.problems.append(form_repeated(entry.place, entry.unit, first.file))
            continue
        for one, other in ((first, entry), (entry, first)):
            problem = form_twice(one.place, one.unit, one.role, other.file)
            if problem not in one.problems:
                one.problems.append(problem)
    return list(kept.values())


@frozen
class Line:
    """What comes into the sheet of one unit in one role: texts by column, blanks too."""

    key: Key
    texts: Mapping[str, str]
    place: Place


@define
class SheetLines:
    """A sheet while it is put together: its columns in order, its rows by unit and role."""

    header: list[str] = field(factory=list)
    rows: dict[Key, dict[str, str]] = field(factory=dict)
    conflicts: list[tuple[str, Problem]] = field(factory=list)

    def cells(self) -> list[list[str]]:
        """Give the rows as lists in the order of the header."""
        return [[texts.get(name, "") for name in self.header] for texts in self.rows.values()]


def lines_of(entries: Iterable[Entry], ballots: Iterable[Ballot]) -> list[Line]:
    """Give a line an entry, and one a unit that has marks of members."""
    entries = list(entries)
    lines = [
        Line((entry.unit, entry.role), {**facts_of(entry), **entry.texts}, entry.place)
        for entry in entries
        if not entry.is_voice
    ]
    by_unit = {entry.unit: entry for entry in entries if entry.is_voice}
    for unit, cells in lists_of(ballots).items():
        entry = by_unit[unit]
        lines.append(Line((unit, entry.role), {**facts_of(entry), **cells}, entry.place))
    return lines


def merge(
    program: Program, lines: Iterable[Line], onto: Table | None, replace_rows: bool
) -> SheetLines:
    """Give the sheet of all lines, upon the rows of an earlier one.

    A line fills what the earlier row leaves blank. Where it says otherwise it is a conflict,
    unless it is asked to replace; what it does not speak of stays as it is. So do the marks of
    the members of a council, which come from forms of their own, where a cell for them is blank.
    """
    sheet = SheetLines()
    voiced = {question.column for question in program.questions if question.type == "numbers"}
    if onto is not None:
        for rows in earlier_rows(onto).values():
            for row in rows:
                key = row.texts.get("unit", ""), row.texts.get("role", "").casefold()
                sheet.rows[key] = dict(row.texts)
    for line in lines:
        before = sheet.rows.get(line.key, {})
        spoken = {name: said for name, said in line.texts.items() if said or name not in voiced}
        differs = any(before.get(name) and before[name] != said for name, said in spoken.items())
        if differs and not replace_rows:
            file = "" if onto is None else onto.file
            sheet.conflicts.append((line.key[0], row_conflict(line.place, *line.key, file)))
        else:
            sheet.rows[line.key] = {**before, **spoken}
    sheet.header = _header(program, sheet.rows.values(), onto)
    return sheet


def _header(program: Program, rows: Iterable[Mapping[str, str]], onto: Table | None) -> list[str]:
    """Give the columns: those of the earlier sheet, then what else a row says, in order."""
    used = {name for texts in rows for name, said in texts.items() if said}
    asked = [question.column for question in program.questions]
    remarks = [f"{kind}:{name}" for kind in _REMARKS for name in asked]
    must = {*FIXED, *asked} - {"parent"}
    whole = [
        name for name in (*FIXED, *DECISIONS, *asked, *remarks) if name in must or name in used
    ]
    begun = [] if onto is None else [nfc(name.strip()) for name in onto.header]
    return begun + [name for name in whole if name not in begun]


def earlier_rows(table: Table) -> dict[str, list[SheetRow]]:
    """Give the rows of a sheet by unit, to lay more upon them."""
    rows: dict[str, list[SheetRow]] = {}
    for index, cells in enumerate(table.rows):
        texts = {
            nfc(name.strip()): "" if cell is None else str(cell).strip()
            for name, cell in zip(table.header, cells, strict=True)
        }
        rows.setdefault(nfc(texts.get("unit", "")), []).append(SheetRow(texts, table.place(index)))
    return rows


def order(lines: Iterable[Line], listed: Sequence[str]) -> list[Line]:
    """Give the lines in the order of the list of units, else of their ids; roles in order."""
    place_by_unit = {unit: place for place, unit in enumerate(listed)}
    return sorted(
        lines,
        key=lambda line: (
            place_by_unit.get(line.key[0], len(listed)),
            line.key[0],
            ROLES.index(line.key[1]),
        ),
    )
