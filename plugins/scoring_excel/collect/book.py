"""A workbook as it was read, whatever its format: worksheets of cells, nothing judged."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from datetime import date, datetime
from typing import Any

from attrs import field, frozen

from scoring import Place
from scoring_excel.read import plain

# What a cell holds. An error is Excel's own; an uncounted cell a formula without result.
TEXT, NUMBER, DATE, FLAG, ERROR, UNCOUNTED = "text", "number", "date", "flag", "error", "uncounted"

ERRORS = frozenset(
    ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!")
)
# LibreOffice shows some of its errors by number.
_ERROR = re.compile(r"(Err|Lỗi):\d{3}")

Spot = tuple[int, int]
Span = tuple[int, int, int, int]


@frozen
class Cell:
    """A cell that holds something: its text as people see it, and its font where told."""

    text: str
    kind: str
    font: str = ""


@frozen
class Page:
    """A worksheet. Rows and columns count from 1; `merged` holds (top, left, bottom, right).

    `formulas` tells which cells show what a formula came to.
    """

    name: str
    cells: Mapping[Spot, Cell]
    merged: Sequence[Span] = ()
    formulas: Set[Spot] = frozenset()

    def text(self, row: int, column: int) -> str:
        """Give what a cell says, trimmed; "" where it says nothing."""
        cell = self.cells.get((row, column))
        return "" if cell is None else cell.text

    def place(self, file: str, row: int | None = None, column: int | None = None) -> Place:
        """Tell where a cell stands, or the worksheet."""
        return Place(file, sheet=self.name, row=row, column=column, is_spreadsheet=True)

    def span(self, row: int, column: int) -> Span | None:
        """Give the merged range that a cell lies in."""
        for top, left, bottom, right in self.merged:
            if top <= row <= bottom and left <= column <= right:
                return top, left, bottom, right
        return None


@frozen
class Book:
    """A workbook: its file as people know it, and its worksheets in order."""

    file: str
    pages: Sequence[Page] = field(factory=tuple)


def cell_of(value: Any, font: str = "") -> Cell | None:
    """Give the cell of a value as a library hands it over; None for a blank."""
    said = plain(value)
    if said is None:
        return None
    text = str(said).replace("_x000D_", "").replace("\r\n", "\n").strip()
    if isinstance(value, bool):
        return Cell("có" if value else "không", FLAG)
    if not text:
        return None
    if isinstance(value, str):
        return Cell(text, ERROR if is_error(text) else TEXT, font)
    return Cell(text, DATE if isinstance(value, date | datetime) else NUMBER)


def is_error(text: str) -> bool:
    """Tell whether a text is an error of Excel or LibreOffice."""
    return text in ERRORS or _ERROR.fullmatch(text) is not None


def letters_of(column: int) -> str:
    """Give the letters of a column: A for 1, AA for 27."""
    letters = ""
    while column:
        column, digit = divmod(column - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def address(row: int, column: int) -> str:
    """Give the address of a cell as people say it: “F14”."""
    return f"{letters_of(column)}{row}"
