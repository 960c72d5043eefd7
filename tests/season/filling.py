"""Fill in forms as a person does: only cells that Excel lets one write to, as one types.

A form is found its way about by its hidden marks, so that nothing here depends on where a
question stands on the page.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
from attrs import frozen
from openpyxl.cell import Cell

from scoring import Question, parse_number, say_number
from scoring_excel.layout import (
    COLUMNS_MARK,
    LISTS,
    LOCKED_MARK,
    MARK,
    MARKS,
    QUESTION_MARK,
    UNIT_MARK,
)

_ITEM = {"yes": "có", "no": "không", "overdue": "quá hạn"}


@frozen
class Entry:
    """What is written where: `column` is a role, "reason", "evidence", "note" or "mark"."""

    unit: str
    question: str
    column: str
    value: object


Places = Mapping[tuple[str, str, str], Cell]


def places(book: Any) -> Places:
    """Give the cell of each unit, question and column of a form."""
    found: dict[tuple[str, str, str], Cell] = {}
    for sheet in book.worksheets:
        if sheet.title not in (MARKS, LISTS):
            found.update(_places(sheet))
    return found


def _places(sheet: Any) -> Iterator[tuple[tuple[str, str, str], Cell]]:
    unit, said_by_column = "", dict[int, str]()
    for first, *rest in sheet.iter_rows():
        mark = str(first.value or "")
        if mark == COLUMNS_MARK:
            said_by_column = {cell.column: str(cell.value) for cell in rest if cell.value}
        elif mark.startswith(UNIT_MARK):
            unit = mark.removeprefix(UNIT_MARK)
            questions = {  # those of a member stand beside each other
                column: said.removeprefix(QUESTION_MARK)
                for column, said in said_by_column.items()
                if said.startswith(QUESTION_MARK)
            }
            for column, name in questions.items():
                yield (unit, name, MARK), sheet.cell(first.row, column)
        elif mark.startswith((QUESTION_MARK, LOCKED_MARK)):
            name = mark.partition(":")[2]
            for column, said in said_by_column.items():
                yield (unit, name, said), sheet.cell(first.row, column)


def open_places(file: Path) -> tuple[str, Places]:
    """Give the member of the council whose form it is ("" for other forms), and its cells."""
    book = openpyxl.load_workbook(file)
    facts = {row[1]: row[2] for row in book[MARKS].iter_rows(values_only=True) if row[0] == "fact"}
    return str(facts.get("member") or ""), places(book)


def fill(file: Path, entries: Iterable[Entry]) -> int:
    """Write entries into a form and save it; give how many there were.

    Fails where the form has no such cell, or has locked it.
    """
    book = openpyxl.load_workbook(file)
    where, count = places(book), 0
    for count, one in enumerate(entries, 1):  # noqa: B007
        cell = where[one.unit, one.question, one.column]
        assert not cell.protection.locked, f"{file.name}: {cell.coordinate} is locked ({one})"
        cell.value = one.value
        if isinstance(one.value, str):
            cell.data_type = "s"  # else a text with “=” in front would become a formula
    book.save(file)
    return count


def typed(question: Question, text: str) -> object:
    """Give what a person types, or picks, for an answer of a sheet; None for a blank."""
    text = text.strip()
    if not text or text.casefold() in ("kad", "n/a"):
        return "kad" if text else None
    if question.type == "flag":
        return "có" if text.casefold() in ("yes", "có", "1", "x") else "không"
    if question.type == "item":
        return _ITEM.get(text, text)
    if question.type == "option":
        return dict(question.options).get(text, text)
    if question.type == "date":
        return date.fromisoformat(text) if text[:1].isdecimal() else text
    if question.type == "numbers":
        return "; ".join(say_number(parse_number(one)) for one in text.split(";"))
    number = parse_number(text)
    if question.type == "share" and not text.endswith("%"):
        return text
    return text if text.endswith("%") else _number(number)


def _number(number: Fraction) -> int | Decimal:
    whole = number.denominator == 1
    return number.numerator if whole else Decimal(number.numerator) / Decimal(number.denominator)


def typed_text(text: str) -> object:
    """Give what Excel makes of a text that a person types: a number, a day, or the text."""
    if re.fullmatch(r"-?\d+(,\d+)?", text):
        return _number(parse_number(text))
    if day := re.fullmatch(r"(\d{2})/(\d{2})/(\d{4})", text):
        return date(*map(int, reversed(day.groups())))
    return text


# What the columns of a form are called, as a page for councils has it.
_COLUMNS = {"tự chấm": "self", "thẩm định": "appraised", "hội đồng": "council", "lý do": "reason",
            "minh chứng": "evidence", "ghi chú": "note", "điểm": MARK}  # fmt: skip


def fill_as_told(file: Path, table: str) -> int:
    """Fill in a form by a table “unit, question, column, what is typed” with a head."""
    _, *rows = csv.reader(table.strip().splitlines())
    return fill(
        file,
        [
            Entry(unit, question, _COLUMNS.get(column.casefold(), column), typed_text(text))
            for unit, question, column, text in rows
        ],
    )


def read_rows(sheet: Path) -> list[dict[str, str]]:
    """Give the rows of a CSV sheet by the heads of its columns."""
    with sheet.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def entries_of(
    row: Mapping[str, str], questions: Iterable[Question], role: str, where: Places
) -> Iterator[Entry]:
    """Give what a role enters of a sheet's row: the answers that its form has a place for."""
    for question in questions:
        key = row["unit"], question.column, role
        if key not in where or where[key].protection.locked:
            continue
        value = typed(question, row.get(question.column, ""))
        if value is not None:
            yield Entry(*key, value)
            if value == "kad":
                yield Entry(row["unit"], question.column, "reason", row.get("reason") or "không có")
