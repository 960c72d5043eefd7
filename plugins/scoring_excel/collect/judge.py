"""Let the engine judge the answers of a form, and explain better what it could not read.

There is one parser of cells, the engine's. A form becomes a table with a row a unit, whose
cells stand where the form has them; so every problem names the worksheet and the cell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from scoring import (
    Place,
    Problem,
    Program,
    Question,
    Table,
    enter_with_problems,
)
from scoring_excel.collect.cells import Entry, day_read
from scoring_excel.collect.unclear import unclear_reading
from scoring_excel.problems import (
    unclear_answer,
)

FIXED = ("unit", "name", "kind", "group", "parent", "role", "reason")
DECISIONS = ("decided_grade", "decided_reason")
# Told of a whole sheet only: a parent may not have answered yet, a blank be filled by others.
_LATER = ("S205", "S310")
_NOT_A_NUMBER = "S301"


@frozen
class SheetRow:
    """A row of a sheet that is there already: its texts by column, and where they stand."""

    texts: Mapping[str, str]
    place: Place


def facts_of(entry: Entry) -> dict[str, str]:
    """Give what a row of the sheet says of the unit itself."""
    unit = entry.found.unit
    facts = {"unit": unit.id, "name": unit.name, "kind": unit.kind, "group": unit.group}
    return {**facts, "parent": unit.parent, "role": entry.role}


def judge(
    program: Program, entries: Sequence[Entry], earlier: Mapping[str, Sequence[SheetRow]]
) -> None:
    """Add to each entry the problems that the engine finds in it.

    `earlier` gives the rows that the sheet has of a unit in other roles.
    """
    questions = {question.column: question for question in program.questions}
    for entry in entries:
        # A mark that is no single number would pass for the marks of several members.
        if entry.is_voice:
            _one_mark_a_cell(entry, questions)
    table, entry_by_row = _table(program, entries, earlier)
    if not table.rows:
        return
    _, problems = enter_with_problems(program, table)
    row_by_place = {place: row for (row, _), place in table.places.items()}
    for problem in problems:
        row = row_by_place.get(problem.place)
        own = None if row is None else entry_by_row.get(row)
        if own is None:
            _share(problem, entries, row)
        elif problem.code not in _LATER or _is_asked(problem, own):
            own.problems.append(_better(problem, own, questions))
    for entry in entries:
        _tell_days(entry, questions)


def _share(problem: Problem, entries: Sequence[Entry], row: int | None) -> None:
    """Let a problem of the whole table be every unit's; one of an earlier row is not ours."""
    if row is None and problem.is_error:
        for entry in entries:
            entry.problems.append(problem)


def _is_asked(problem: Problem, entry: Entry) -> bool:
    """Tell whether a blank that the set refuses is one that the unit's own form asked for."""
    if problem.code != "S310" or entry.role != "self":
        return False
    return any(entry.places.get(name) == problem.place for name in entry.found.answers)


def _table(
    program: Program, entries: Sequence[Entry], earlier: Mapping[str, Sequence[SheetRow]]
) -> tuple[Table, dict[int, Entry]]:
    rows: list[tuple[Mapping[str, str], Mapping[str, Place], Place]] = []
    entry_by_row: dict[int, Entry] = {}
    for entry in entries:
        rows += [(row.texts, {}, row.place) for row in earlier.get(entry.unit, ())]
        entry_by_row[len(rows)] = entry
        rows.append(({**facts_of(entry), **entry.texts}, entry.places, entry.place))
    asked = [question.column for question in program.questions]
    known = {*FIXED, *DECISIONS, *asked}
    more = sorted({name for texts, _, _ in rows for name in texts} - known)
    has_decision = any(texts.get(DECISIONS[0]) for texts, _, _ in rows)
    header = (*FIXED, *(DECISIONS if has_decision else ()), *asked, *more)
    places = {
        (row, column): own.get(name, place)
        for row, (_, own, place) in enumerate(rows)
        for column, name in enumerate(header)
    }
    cells = [[texts.get(name, "") for name in header] for texts, _, _ in rows]
    file = entries[0].file if entries else ""
    return Table(file, header, cells, is_spreadsheet=True, places=places), entry_by_row


def _better(problem: Problem, entry: Entry, questions: Mapping[str, Question]) -> Problem:
    """Say what a number that cannot be read probably means, where that is plain."""
    if problem.code != _NOT_A_NUMBER:
        return problem
    for name, place in entry.places.items():
        if place == problem.place and name in questions:
            reading = unclear_reading(entry.texts[name])
            return (
                problem if reading is None else unclear_answer(place, entry.texts[name], *reading)
            )
    return problem


def _one_mark_a_cell(entry: Entry, questions: Mapping[str, Question]) -> None:
    for name in entry.found.answers:
        question = questions.get(name)
        reading = unclear_reading(entry.texts.get(name, ""))
        if question is not None and question.type == "numbers" and reading and not reading[1]:
            problem = unclear_answer(entry.places[name], entry.texts[name], *reading)
            entry.problems.append(problem)
            entry.texts[name] = ""


def _tell_days(entry: Entry, questions: Mapping[str, Question]) -> None:
    wrong = {problem.place for problem in entry.problems if problem.is_error}
    for name, place in entry.places.items():
        question = questions.get(name)
        is_date = question is not None and question.type == "date"
        if is_date and place not in wrong and name not in entry.accepted:
            told = day_read(place, entry.texts[name])
            if told is not None:
                entry.problems.append(told)


__all__ = ["DECISIONS", "FIXED", "SheetRow", "facts_of", "judge"]
