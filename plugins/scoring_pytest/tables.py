"""Tables: a sheet written back as the cells that people would have typed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from scoring import Program, Sheet, State, Table, machine_number

REASON = "lý do ghi trong biên bản"
_ITEMS = ("không", "có", "quá hạn")


def write_number(value: Fraction) -> str:
    """Write a number so that it has one reading: 8.5, 12, 97/8."""
    text = machine_number(value)
    # Three decimals could be thousands to a Vietnamese reader; a ratio could not.
    return f"{value.numerator}/{value.denominator}" if len(text.partition(".")[2]) > 2 else text


def write_cell(question: Any, cell: Any) -> str:
    """Write an answer as it would be typed into the sheet."""
    if cell is State.MISSING or cell is State.HELD:
        return ""
    if cell is State.NOT_APPLICABLE:
        return "kad"
    if question.type == "numbers":
        return "; ".join(write_number(one) for one in cell)
    if question.type == "flag":
        return "có" if cell else "không"
    if question.type == "item":
        return _ITEMS[int(cell)]
    if question.type == "option":
        return str(question.options[int(cell)][0])
    if question.type == "date":
        return date.fromordinal(int(cell)).isoformat() if cell else "chưa"
    return write_number(cell)


def table_of(program: Program, sheet: Sheet) -> Table:
    """Write a sheet back as a table, one row a unit; who said what is not kept."""
    questions = [one for one in program.questions if one.column in (*sheet.columns, *sheet.lists)]
    heading = ("unit", "name", "kind", "group", "parent", "reason")
    decided = ("decided_grade", "decided_reason")
    rows: list[Sequence[str]] = []
    for index, unit in enumerate(sheet.units):
        cells = [
            sheet.lists[one.column][index]
            if one.type == "numbers"
            else sheet.columns[one.column].cell(index)
            for one in questions
        ]
        said = sheet.decided.get(unit.id, ("", ""))
        written = [write_cell(one, cell) for one, cell in zip(questions, cells, strict=True)]
        about = [unit.id, unit.name, unit.kind, unit.group, unit.parent or "", REASON]
        rows.append([*about, *said, *written])
    columns = [one.column for one in questions]
    return Table(sheet.file or "sheet", (*heading, *decided, *columns), rows)
