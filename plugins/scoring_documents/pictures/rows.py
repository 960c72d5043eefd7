"""Rows: which units a picture shows, in the order of their ranks."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import frozen

from scoring import Result, Text, say_number
from scoring_documents.pictures.drawing import PAPER, QUIET, ROW, SIZE, Drawing
from scoring_documents.pictures.lettering import width_of
from scoring_documents.standings import list_groups

MOST_ROWS = 40
_LEAST_ROWS = 4


@frozen
class Row:
    """A line of a picture: a unit, the heading of a group, or units that are left out.

    `unit` is the row of the result. `left_out` are rows of units that there is no room for.
    """

    unit: int | None = None
    heading: str | None = None
    left_out: tuple[int, ...] = ()


def units_of(result: Result, group: str | None) -> list[int]:
    """Give the units of a group, or all, as they are printed."""
    units = [row for one in list_groups(result) for row in one.rows]
    return [row for row in units if group is None or result.units.groups[row] == group]


def groups_of(result: Result) -> list[str]:
    """Give the groups that have units, where ranks are within groups; else none."""
    return [group.name for group in list_groups(result) if group.name]


def rows_of(result: Result, group: str | None = None) -> list[Row]:
    """Give the rows of a picture: of a group, or of every group below its heading.

    Where there are more units than a picture holds, the middle ones of a group are left
    out, and the row in their place says so.
    """
    groups = groups_of(result)
    if group is not None or len(groups) < 2:
        return thinned(units_of(result, group), MOST_ROWS)
    shown = groups[: MOST_ROWS // _LEAST_ROWS]
    fits = len(result.units) <= MOST_ROWS
    most = MOST_ROWS if fits else max(_LEAST_ROWS, MOST_ROWS // len(shown))
    rows: list[Row] = []
    for label in shown:
        rows.append(Row(heading=label))
        rows += thinned(units_of(result, label), most)
    rest = [row for label in groups[len(shown) :] for row in units_of(result, label)]
    return [*rows, Row(left_out=tuple(rest))] if rest else rows


def thinned(units: Sequence[int], most: int) -> list[Row]:
    """Give a row a unit; where they are too many, the first and the last of them."""
    if len(units) <= most:
        return [Row(unit=row) for row in units]
    top, end = units[: (most + 1) // 2], units[len(units) - most // 2 :]
    middle = tuple(units[len(top) : len(units) - len(end)])
    return [*(Row(unit=row) for row in top), Row(left_out=middle), *(Row(unit=row) for row in end)]


def say_left_out(result: Result, row: Row, lang: str) -> str:
    """Say how many units are left out, and between which totals they lie."""
    totals = [total for one in row.left_out if (total := result.total(one)) is not None]
    if not totals:
        return f"… {Text(vi='và', en='and')} {len(row.left_out)}"
    low, high = say_total(result, min(totals), lang), say_total(result, max(totals), lang)
    count = len(row.left_out)
    said = Text(
        vi=f"… {count} đơn vị khác, từ {low} đến {high} điểm",
        en=f"… {count} more units, from {low} to {high} points",
    )
    return said.in_(lang)


def draw_between(drawing: Drawing, result: Result, row: Row, lang: str, y: int) -> None:
    """Write a row that is no unit: the heading of a group, or how many are left out."""
    words = row.heading or say_left_out(result, row, lang)
    is_bold = row.heading is not None
    # On paper of its own, so that no line runs through the words.
    width = min(drawing.width, width_of(words, SIZE, is_bold) + 60)
    drawing.box(0, y, width, ROW, PAPER)
    drawing.words(0, y + 135, words, room=drawing.width, colour=QUIET, is_bold=is_bold)


def say_total(result: Result, total: Fraction, lang: str) -> str:
    """Write a total with the decimals of the set."""
    return say_number(total, lang, result.criteria.policy.total_rounding.places)


def say_extremes(result: Result, units: Sequence[int]) -> Text:
    """Say who is best and least, and how many have no rank."""
    scored = [row for row in units if result.rank(row) is not None]
    count = Text(vi=f"{len(units)} đơn vị", en=f"{len(units)} units")
    if not scored:
        return count + Text(vi=", chưa đơn vị nào xếp hạng.", en=", none of them ranked.")
    totals = [(result.total(row) or Fraction(0), -place, row) for place, row in enumerate(scored)]
    first, last = max(totals)[-1], min(totals)[-1]
    said = count + Text(
        vi=f"; cao nhất {_named(result, first, 'vi')}; thấp nhất {_named(result, last, 'vi')}",
        en=f"; highest {_named(result, first, 'en')}; lowest {_named(result, last, 'en')}",
    )
    rest = len(units) - len(scored)
    if rest:
        said = said + Text(vi=f"; {rest} đơn vị không xếp hạng", en=f"; {rest} without a rank")
    return said + "."


def _named(result: Result, row: int, lang: str) -> str:
    total = result.total(row)
    points = "–" if total is None else say_total(result, total, lang)
    return f"{result.units.names[row]} ({points})"


def titled(title: Text, group: str | None) -> Text:
    """Give a title with the group that it is about."""
    return title + f": {group}" if group else title
