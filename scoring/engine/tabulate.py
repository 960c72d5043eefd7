"""Tabulate: a sheet back to the table it could have been read from.

What is entered again gives the same sheet, to the digest. So answers can be stored beside a
result, and laid out for the next role to work on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from scoring.engine.compile import Program
from scoring.engine.questions import Question
from scoring.model.columns import State
from scoring.model.criteria import ROLES
from scoring.model.numbers import machine_number
from scoring.model.sheet import Remark, Sheet, Table
from scoring.model.units import Unit

_ITEM_SAID = ("no", "yes", "overdue")
_THREE_DECIMALS = re.compile(r"-?\d{1,3}\.\d{3}")

_Words = Mapping[tuple[str, str], Mapping[str, str]]


def tabulate(program: Program, sheet: Sheet) -> Table:
    """Give the table of a sheet: a row a unit, or a row a unit and role that spoke."""
    words = _words(sheet.remarks)
    said = sorted({heading for texts in words.values() for heading in texts if ":" in heading})
    decides = ("decided_grade", "decided_reason") if sheet.decided else ()
    header = (
        *("unit", "name", "kind", "group"),
        *(("parent",) if sheet.units.parents else ()),
        *(("role",) if sheet.layers else ()),
        *("reason", *decides),
        *(question.column for question in program.questions),
        *said,
    )
    rows = [
        [cells.get(heading, "") for heading in header]
        for row, unit in enumerate(sheet.units)
        for cells in _rows(program.questions, sheet, row, unit, words)
    ]
    return Table(file=sheet.file, header=header, rows=rows)


def _words(remarks: Sequence[Remark]) -> _Words:
    """Give the remarks by unit and role, under the heading each is read from."""
    words: dict[tuple[str, str], dict[str, str]] = {}
    for one in remarks:
        heading = f"{one.kind}:{one.about}" if one.about else one.kind
        words.setdefault((one.unit, one.role), {})[heading] = one.text
    return words


def _rows(
    questions: Sequence[Question], sheet: Sheet, row: int, unit: Unit, words: _Words
) -> Iterator[dict[str, str]]:
    told = {"unit": unit.id, "name": unit.name, "kind": unit.kind, "group": unit.group}
    told["parent"] = unit.parent or ""
    grade, reason = sheet.decided.get(unit.id, ("", ""))
    decision = {"decided_grade": grade, "decided_reason": reason}
    if not sheet.layers:
        answers = _answers(questions, sheet, row, None)
        yield {**told, **answers, **decision, **words.get((unit.id, ""), {})}
        return
    spoke = False
    for role in ROLES:
        own = words.get((unit.id, role), {})
        answers = _answers(questions, sheet, row, role) if role in sheet.layers else {}
        more = decision if role == ROLES[-1] else {}
        if any(answers.values()) or own or any(more.values()):
            spoke = True
            yield {**told, "role": role, **answers, **more, **own}
    if not spoke:
        # A unit that nobody said a word about keeps a row, so that it is not forgotten.
        yield {**told, "role": ROLES[0]}


def _answers(
    questions: Sequence[Question], sheet: Sheet, row: int, role: str | None
) -> dict[str, str]:
    columns = sheet.columns if role is None else sheet.layers[role].columns
    lists = sheet.lists if role is None else sheet.layers[role].lists
    answers = {}
    for question in questions:
        if question.column in lists:
            answers[question.column] = write_cell(question, lists[question.column][row])
        elif question.column in columns:
            answers[question.column] = write_cell(question, columns[question.column].cell(row))
    return answers


def write_cell(question: Question, cell: Fraction | tuple[Fraction, ...] | State) -> str:
    """Write an answer so that it is read back the same; a list as “8.5; 8”."""
    if isinstance(cell, State):
        return "kad" if cell is State.NOT_APPLICABLE else ""
    if isinstance(cell, tuple):
        return "; ".join(map(_number, cell))
    if question.type == "flag":
        return "yes" if cell else "no"
    if question.type == "item":
        return _ITEM_SAID[int(cell)]
    if question.type == "option":
        return question.options[int(cell)][0]
    if question.type == "date":
        return date.fromordinal(int(cell)).isoformat() if cell else "chưa"
    return _number(cell)


def _number(value: Fraction) -> str:
    digits = machine_number(value)
    # “32.125” could be thousands to whoever reads texts; a fourth decimal leaves one reading.
    return digits + "0" if _THREE_DECIMALS.fullmatch(digits) else digits
