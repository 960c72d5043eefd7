"""Ranking bars: the totals of units side by side, with the lines of the grades."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from scoring import Picture, Result, Text, say_number
from scoring_documents.pictures.axis import Axis, draw_marks
from scoring_documents.pictures.colours import grade_colour
from scoring_documents.pictures.drawing import (
    INK,
    LINE,
    PAPER,
    QUIET,
    ROW,
    SIZE,
    WIDTH,
    Drawing,
    widest,
)
from scoring_documents.pictures.rows import (
    Row,
    draw_between,
    rows_of,
    say_extremes,
    say_total,
    titled,
    units_of,
)
from scoring_documents.standings import grade_said, rank_said

_TITLE = Text(vi="Tổng điểm và xếp loại", en="Totals and grades")
_GAP = 60
_BAR = 110


def ranking_bars(result: Result, group: str | None = None) -> Picture:
    """Draw the totals of a group, or of all groups one after the other, as bars.

    A unit without a rank has a bar without a filling, one without a total none at all.
    """
    title = titled(_TITLE, group)
    said = say_extremes(result, units_of(result, group))
    rows = rows_of(result, group)
    vi, en = (_draw(result, rows, lang, title.in_(lang), said.in_(lang)) for lang in ("vi", "en"))
    return Picture(title, Text(vi=vi, en=en), said)


def grade_marks(result: Result, axis: Axis, lang: str) -> list[tuple[Fraction, str]]:
    """Give where each grade starts on an axis and its title, if grades go by points."""
    edges = [
        (grade.totals.low, grade.title)
        for grade in result.criteria.grades
        if grade.totals.low is not None and not grade.share
    ]
    return [
        (edge, f"{title} {say_number(edge, lang)}")
        for edge, title in edges
        if axis.low <= edge <= axis.high
    ]


def _draw(result: Result, rows: Sequence[Row], lang: str, title: str, said: str) -> str:
    drawing = Drawing()
    units = [row.unit for row in rows if row.unit is not None]
    axis, columns = _lay_out(result, units, lang)
    marks = grade_marks(result, axis, lang)
    top = draw_marks(drawing, axis, marks, (0, WIDTH), len(rows) * ROW + 20)
    foot, zero = top + 20 + len(rows) * ROW, axis.at(Fraction(0))
    drawing.line((zero, top), (zero, foot), LINE)
    for number, row in enumerate(rows):
        y = top + 20 + number * ROW
        if row.unit is not None:
            _unit(drawing, result, row.unit, lang, axis, columns, y)
        else:
            draw_between(drawing, result, row, lang, y)
    return drawing.svg(foot + 20, title, said)


def _lay_out(result: Result, units: Sequence[int], lang: str) -> tuple[Axis, tuple[int, int, int]]:
    """Give the axis, and where ranks end, where totals end and where verdicts start."""
    totals = [total for row in units if (total := result.total(row)) is not None]
    ranks = widest([rank_said(result, row).in_(lang) for row in units], 600)
    names = widest([result.units.names[row] for row in units], 1900)
    points = widest([say_total(result, total, lang) for total in totals], 900)
    verdicts = widest([grade_said(result, row).in_(lang) for row in units], 2100)
    left, right = ranks + _GAP + names + _GAP, WIDTH - verdicts - _GAP - points - _GAP
    axis = Axis.over(totals, result.criteria.policy.scale, left, right)
    return axis, (ranks, right + _GAP + points, WIDTH - verdicts)


def _unit(
    drawing: Drawing,
    result: Result,
    row: int,
    lang: str,
    axis: Axis,
    columns: tuple[int, int, int],
    y: int,
) -> None:
    ranks, points, verdicts = columns
    line, total = y + 135, result.total(row)
    drawing.words(ranks, line, rank_said(result, row).in_(lang), anchor="end", colour=QUIET)
    room = axis.left - ranks - 2 * _GAP
    drawing.words(ranks + _GAP, line, result.units.names[row], room=room)
    if total is not None:
        _bar(drawing, result, row, axis, total, y + 40)
        drawing.words(points, line, say_total(result, total, lang), anchor="end")
    verdict = grade_said(result, row).in_(lang)
    drawing.words(verdicts, line, verdict, room=WIDTH - verdicts, size=SIZE)


def _bar(drawing: Drawing, result: Result, row: int, axis: Axis, total: Fraction, y: int) -> None:
    zero, end = axis.at(Fraction(0)), axis.at(total)
    left, width = min(zero, end), abs(end - zero)
    if result.rank(row) is None:
        drawing.box(left, y, width, _BAR, PAPER, QUIET, "3 2")
        return
    grades = result.criteria.grades
    code = int(result.codes("grade")[row])
    drawing.box(left, y, width, _BAR, grade_colour(max(code, 0), len(grades)), INK)
