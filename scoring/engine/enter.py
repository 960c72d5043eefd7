"""Enter: a table of texts to a sheet of exact columns, or every problem at once.

One parser for CSV, workbooks and forms. Nothing is guessed and nothing is dropped in
silence; a cell is a value, missing (blank) or not applicable ("kad", "n/a").
"""

from __future__ import annotations

from collections.abc import Mapping

from scoring.engine.compile import Program
from scoring.engine.entering.answers import read_answers
from scoring.engine.entering.desk import MOST_PROBLEMS, Desk, FullError
from scoring.engine.entering.units import read_rows, read_units
from scoring.engine.entering.words import read_decisions, read_words, remark_columns
from scoring.engine.examine import RESERVED
from scoring.model import catalogue
from scoring.model.errors import SheetError
from scoring.model.problems import Problem
from scoring.model.sheet import Sheet, Table
from scoring.model.text import Text, nfc
from scoring.model.units import Units

HEADINGS: Mapping[str, Text] = {
    "unit": Text(vi="mã đơn vị", en="id of the unit"),
    "name": Text(vi="tên đơn vị", en="name of the unit"),
    "kind": Text(vi="loại đơn vị", en="kind of the unit"),
    "group": Text(vi="cụm, khối thi đua", en="peer group"),
}


def enter_table(program: Program, table: Table) -> Sheet:
    """Give the sheet of a table of answers.

    Several rows of a unit with different roles are laid over each other cell by cell,
    the later role on top. Raises `SheetError` with every problem of the table.
    """
    sheet, problems = enter_with_problems(program, table)
    errors = [problem for problem in problems if problem.is_error]
    if errors or sheet is None:
        raise SheetError(errors)
    return sheet


def enter_with_problems(program: Program, table: Table) -> tuple[Sheet | None, tuple[Problem, ...]]:
    """Give the sheet as far as it can be read, with its errors and warnings in order."""
    desk = Desk(program, table)
    sheet: Sheet | None = None
    is_full = False
    try:
        sheet = _read(desk)
    except FullError:
        is_full = True
    problems = sorted(dict.fromkeys(desk.problems), key=lambda one: (one.place.order(), one.code))
    if is_full:
        problems.append(catalogue.too_many_faults(table.place(), MOST_PROBLEMS))
    return sheet, tuple(problems)


def _read(desk: Desk) -> Sheet | None:
    _read_columns(desk)
    if not desk.table.rows:
        desk.add(catalogue.no_units(desk.table.place()))
        return None
    if "unit" not in desk.columns:
        return None
    units, layered = read_units(desk, read_rows(desk))
    if not units:
        return None
    words = read_words(desk, layered)
    answers = read_answers(desk, units, layered, words)
    decided = read_decisions(desk, layered)
    if any(problem.is_error for problem in desk.problems):
        return None
    return Sheet(
        units=Units.of(units),
        columns=answers.columns,
        roles=answers.roles,
        layers=answers.layers,
        lists=answers.lists,
        remarks=words.remarks,
        decided=decided,
        file=desk.table.file,
    )


def _read_columns(desk: Desk) -> None:
    """Find the columns of the table; a heading that nobody knows is a problem."""
    table, asked = desk.table, {question.column: question for question in desk.program.questions}
    known = {*RESERVED, *asked}
    about_one = remark_columns(desk)
    for index, heading in enumerate(table.header):
        name = nfc(heading.strip())
        if not name or name.startswith("#"):
            continue
        place = table.place(None, index)
        if name in desk.columns:
            desk.add(catalogue.duplicate_column(place, name))
        elif name not in known and name not in about_one:
            desk.add(catalogue.unknown_column(place, name, sorted(known)))
        else:
            desk.columns[name] = index
    needed = {**HEADINGS, **{name: Text.same(one.ask) for name, one in asked.items()}}
    for name, said in needed.items():
        if name not in desk.columns:
            desk.add(catalogue.missing_column(table.place(), name, said))
