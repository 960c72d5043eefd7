"""Gather a folder of forms into one sheet, with everything that is wrong on the way.

What reads well comes in. A unit with an error does not, and is named with all its errors, so
that one answer sent back to it is enough. The order of the files changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from attrs import define, field, frozen

from scoring import (
    Place,
    Problem,
    Program,
    Table,
)
from scoring_excel.collect.accept import accept_blanks
from scoring_excel.collect.ballots import Ballot, ballots_of, tell_ballots
from scoring_excel.collect.book import Book
from scoring_excel.collect.cells import Entry, entries_of
from scoring_excel.collect.form import Form, read_form
from scoring_excel.collect.judge import SheetRow, judge
from scoring_excel.collect.merge import earlier_rows, lines_of, merge, order, tell_doubles
from scoring_excel.collect.oldreader import OldReader
from scoring_excel.collect.open import open_book
from scoring_excel.collect.units import Listed, hold_to_list, listed_units
from scoring_excel.problems import (
    empty_form,
    form_awaited,
)

_OTHER_FILE = "F104"


@frozen
class Gathered:
    """The sheet, the marks of members, what is wrong with forms, and who has sent none.

    `units` counts the units that came in, `expected` those of the list, or else all that a
    form speaks of; `unread` counts files without a readable form.
    """

    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    ballots: Sequence[Ballot]
    faults: Sequence[Problem]
    awaited: Sequence[Listed]
    units: int
    expected: int
    unread: int

    @property
    def problems(self) -> list[Problem]:
        """All that is to be told: the faults of forms by place, then the units awaited."""
        silent = [form_awaited(unit.place, unit.id, unit.name) for unit in self.awaited]
        return [*self.faults, *silent]

    @property
    def has_errors(self) -> bool:
        """Tell whether anything is left to mend; that a unit has not answered is no error."""
        return any(problem.is_error for problem in self.faults)


@define
class _Gathering:
    """One gathering: what was found so far. `sheet` is the file that has the earlier rows."""

    program: Program
    listed: Mapping[str, Listed]
    earlier: Mapping[str, Sequence[SheetRow]]
    sheet: str
    entries: list[Entry] = field(factory=list)
    problems: list[Problem] = field(factory=list)
    faulty: set[str] = field(factory=set)
    unread: int = 0

    def take(self, opened: Book | Problem) -> None:
        """Take in one file: its entries, or why it has none."""
        form = opened if isinstance(opened, Problem) else read_form(opened, self.program)
        if isinstance(form, Problem):
            self.problems.append(form)
            self.unread += form.code != _OTHER_FILE
            return
        for unit, problem in form.problems:
            self.problems.append(problem)
            self.faulty |= {unit} if problem.is_error else set()
        self.entries += self._entries(form)

    def _entries(self, form: Form) -> list[Entry]:
        questions = {question.column: question for question in self.program.questions}
        entries = entries_of(form, questions)
        accept_blanks(self.program, entries, self.earlier, self.sheet)
        judge(self.program, entries, self._before(form.role))
        for entry in entries:
            is_read = not entry.problems and not form.is_faulty(entry.unit)
            if form.role == "self" and is_read and not entry.said():
                entry.problems.append(empty_form(entry.place, entry.unit))
        return entries

    def _before(self, role: str) -> dict[str, list[SheetRow]]:
        """Give the rows of the earlier sheet that a form of this role is laid upon."""
        return {
            unit: [row for row in rows if row.texts.get("role", "").casefold() != role]
            for unit, rows in self.earlier.items()
        }

    def well(self) -> list[Entry]:
        """Give the entries that come into the sheet, and note what is wrong with the rest."""
        plain = [entry for entry in self.entries if not entry.is_voice]
        voices = [entry for entry in self.entries if entry.is_voice]
        if self.listed:
            hold_to_list(self.entries, self.listed)
        kept = [*tell_doubles(plain), *tell_ballots(voices)]
        self.note(self.entries)
        return [one for one in kept if one.unit not in self.faulty]

    def note(self, entries: Iterable[Entry]) -> None:
        """Note the problems of entries; a unit with an error is faulty in every role."""
        for entry in entries:
            self.problems += entry.problems
            self.faulty |= {entry.unit} if entry.has_error else set()


def gather(
    program: Program,
    files: Sequence[tuple[Path, str]],
    units: Table | None = None,
    onto: Table | None = None,
    replace_rows: bool = False,
    seen: Callable[[Path], None] = lambda path: None,
) -> Gathered:
    """Give the sheet of all forms among some files; each is a path and its name for people.

    `units` is the council's list, `onto` the sheet that the rows are laid upon. `seen` is
    called after each file.
    """
    listed = {} if units is None else listed_units(program, units)
    earlier, file = ({}, "") if onto is None else (earlier_rows(onto), onto.file)
    gathering = _Gathering(program, listed, earlier, file)
    with OldReader() as old:
        for path, name in files:
            gathering.take(open_book(path, name, old))
            seen(path)
    answered = {entry.unit for entry in gathering.entries} | gathering.faulty
    well = gathering.well()
    ballots = ballots_of(entry for entry in well if entry.is_voice)
    lines = order(lines_of(well, ballots), list(listed))
    sheet = merge(program, lines, onto, replace_rows)
    if sheet.conflicts:
        gathering.problems += [problem for _, problem in sheet.conflicts]
        gathering.faulty |= {unit for unit, _ in sheet.conflicts}
        kept = [line for line in lines if line.key[0] not in gathering.faulty]
        sheet = merge(program, kept, onto, replace_rows)
    came_in = {entry.unit for entry in well} - gathering.faulty
    return Gathered(
        header=sheet.header,
        rows=sheet.cells(),
        ballots=[one for one in ballots if one.unit not in gathering.faulty],
        faults=in_order(gathering.problems),
        awaited=[unit for unit in listed.values() if unit.id not in answered],
        units=len(came_in),
        expected=len(listed or answered),
        unread=gathering.unread,
    )


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Give problems by file, worksheet and cell, each once."""
    return sorted(dict.fromkeys(problems), key=_order)


def _order(problem: Problem) -> tuple[str, str, int, int, str]:
    place: Place = problem.place
    return place.file, place.sheet or "", place.row or 0, place.column or 0, problem.code


__all__ = ["Gathered", "gather", "in_order"]
