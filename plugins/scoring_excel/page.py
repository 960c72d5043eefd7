"""Page: a worksheet told as data, titles and cells; nothing of Excel yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Context, Decimal
from typing import TypeAlias

from attrs import evolve, field, frozen

from scoring import Text

# A workbook holds 15 digits of a number and no more.
MOST_DIGITS = 15
_NEAREST = Context(prec=MOST_DIGITS)
_EXACT = Text(vi="số đúng", en="exact")


@frozen
class Amount:
    """A number as a workbook can hold it, shown with `decimals`.

    `exact` is the number in full where the workbook only holds the nearest one.
    """

    number: Decimal
    decimals: int = 0
    exact: str = ""


@frozen
class Cell:
    """What stands in a cell; `tone` is "state", "title" or the role that spoke last."""

    value: str | Amount
    tone: str = ""


@frozen
class Title:
    """The head of a column.

    Numbers that cannot pass `most` are coloured by how near to it they are: as a "gain", a
    "loss" or a "total". The column is as wide as its texts, from `narrowest` to `widest` letters.
    """

    text: str
    is_number: bool = False
    most: Decimal | None = None
    colour: str = ""
    narrowest: int = 6
    widest: int = 40


Row: TypeAlias = Sequence[Cell]


@frozen
class Page:
    """A worksheet: one table, whose first `frozen` columns stay in sight."""

    name: str
    titles: Sequence[Title]
    rows: Sequence[Row] = field(factory=tuple)
    frozen: int = 0
    is_filtered: bool = True


def amount(machine: str) -> Amount:
    """Give the number that a machine text stands for: "88.28", or "79/36"."""
    above, divided, below = machine.partition("/")
    if divided:
        return Amount(_NEAREST.divide(Decimal(above), Decimal(below)), 4, machine)
    decimals = len(machine.partition(".")[2])
    if len(machine.replace(".", "").lstrip("-0")) > MOST_DIGITS:
        return Amount(_NEAREST.plus(Decimal(machine)), min(decimals, 6), machine)
    return Amount(Decimal(machine), decimals)


def with_exact_columns(page: Page, lang: str) -> Page:
    """Add a column of texts after each column with a number that no workbook holds."""
    inexact = {
        column
        for row in page.rows
        for column, cell in enumerate(row)
        if isinstance(cell.value, Amount) and cell.value.exact
    }
    if not inexact:
        return page
    titles: list[Title] = []
    for column, title in enumerate(page.titles):
        titles.append(title)
        if column in inexact:
            titles.append(Title(f"{title.text} ({_EXACT.in_(lang)})"))
    return evolve(page, titles=titles, rows=[list(_told(row, inexact)) for row in page.rows])


def _told(row: Row, inexact: set[int]) -> Iterator[Cell]:
    for column, cell in enumerate(row):
        yield cell
        if column in inexact:
            yield Cell(cell.value.exact if isinstance(cell.value, Amount) else "")
