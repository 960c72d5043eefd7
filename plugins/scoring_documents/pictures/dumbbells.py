"""Dumbbells: the total by what units said of themselves beside the total that counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from scoring import Picture, Result, Text, as_said, run, say_number
from scoring_documents.pictures.axis import Axis, draw_marks
from scoring_documents.pictures.drawing import (
    ACCENT,
    CONTRAST,
    LINE,
    PAPER,
    QUIET,
    ROW,
    SMALL,
    WIDTH,
    Drawing,
    widest,
)
from scoring_documents.pictures.ranking import grade_marks
from scoring_documents.pictures.rows import (
    Row,
    draw_between,
    rows_of,
    say_total,
    titled,
    units_of,
)
from scoring_documents.standings import rank_said

_TITLE = Text(vi="Tự chấm và kết quả được tính", en="Self-assessed and counted totals")
_KEY = Text(
    vi="Vòng rỗng: theo số liệu đơn vị tự chấm · chấm đặc: được tính · cột phải: tự chấm → được tính",
    en="Ring: by what the unit said of itself · dot: what counts · right: self → counted",
)
_GAP = 60
_MIDDLE = 90

Ends = tuple[Fraction | None, Fraction | None]


def self_against_appraised(
    result: Result, group: str | None = None, said_so: Result | None = None
) -> Picture | None:
    """Draw the total of each unit by its own answers beside the one that counts.

    Both totals come from the engine: `said_so` is its result for the answers of the units
    alone, made here where it is not given. Without self-assessments there is no picture.
    """
    if "self" not in result.sheet.layers:
        return None
    said_so = said_so or run(result.program, as_said(result.sheet, "self"), items=result.items)
    units = units_of(result, group)
    ends = {row: (said_so.total(row), result.total(row)) for row in units}
    title, said = titled(_TITLE, group), _said(result, ends)
    rows = rows_of(result, group)
    vi, en = (
        _draw(result, rows, ends, lang, title.in_(lang), said.in_(lang)) for lang in ("vi", "en")
    )
    return Picture(title, Text(vi=vi, en=en), said)


def _said(result: Result, ends: Mapping[int, Ends]) -> Text:
    """Say how many fell, rose and stayed, and who fell furthest."""
    changes = [
        (counted - own, row)
        for row, (own, counted) in ends.items()
        if own is not None and counted is not None
    ]
    fell, rose = sum(gap < 0 for gap, _ in changes), sum(gap > 0 for gap, _ in changes)
    same = len(changes) - fell - rose
    said = Text(
        vi=f"So với tự chấm: {fell} đơn vị giảm, {rose} đơn vị tăng, {same} đơn vị giữ nguyên",
        en=f"Against self-assessment: {fell} units lower, {rose} higher, {same} the same",
    )
    if fell:
        gap, row = min(changes)
        name = result.units.names[row]
        said = said + Text(
            vi=f"; giảm nhiều nhất: {name} ({say_total(result, gap, 'vi')})",
            en=f"; lowered most: {name} ({say_total(result, gap, 'en')})",
        )
    return said + "."


def _draw(
    result: Result,
    rows: Sequence[Row],
    ends: Mapping[int, Ends],
    lang: str,
    title: str,
    said: str,
) -> str:
    drawing = Drawing()
    units = [row.unit for row in rows if row.unit is not None]
    ranks = widest([rank_said(result, row).in_(lang) for row in units], 600)
    names = widest([result.units.names[row] for row in units], 1900)
    changes = widest([_say_change(result, ends[row], lang) for row in units], 1700)
    totals = [total for row in units for total in ends[row] if total is not None]
    left, right = ranks + names + 3 * _GAP, WIDTH - changes - 2 * _GAP
    axis = Axis.around(totals, left, right)
    marks = grade_marks(result, axis, lang)
    top = draw_marks(drawing, axis, marks, (0, WIDTH), len(rows) * ROW + 20)
    for number, row in enumerate(rows):
        y = top + 20 + number * ROW
        if row.unit is None:
            draw_between(drawing, result, row, lang, y)
            continue
        drawing.words(
            ranks, y + 135, rank_said(result, row.unit).in_(lang), anchor="end", colour=QUIET
        )
        drawing.words(ranks + _GAP, y + 135, result.units.names[row.unit], room=names)
        _dumbbell(drawing, axis, ends[row.unit], y + _MIDDLE)
        change = _say_change(result, ends[row.unit], lang)
        drawing.words(WIDTH, y + 135, change, anchor="end", room=changes)
    foot = top + 20 + len(rows) * ROW
    for end, anchor in ((axis.low, "start"), (axis.high, "end")):
        words = say_number(end, lang)
        drawing.words(axis.at(end), foot + 110, words, size=SMALL, anchor=anchor, colour=QUIET)
    drawing.line((left, foot), (right, foot), LINE)
    foot += 130
    return drawing.svg(drawing.notes(foot, _KEY.in_(lang)), title, said)


def _say_change(result: Result, ends: Ends, lang: str) -> str:
    own, counted = ("–" if end is None else say_total(result, end, lang) for end in ends)
    return own if own == counted else f"{own} → {counted}"


def _dumbbell(drawing: Drawing, axis: Axis, ends: Ends, y: int) -> None:
    own, counted = ends
    if own is not None and counted is not None:
        fell = counted < own
        colour, dash = (CONTRAST, "4 2") if fell else (ACCENT, "")
        drawing.line((axis.at(own), y), (axis.at(counted), y), colour, 24, dash)
    if counted is not None:
        drawing.dot(axis.at(counted), y, 50, ACCENT, ACCENT)
    if own is not None:
        # On top, so that a ring around the dot shows where both are the same.
        drawing.dot(axis.at(own), y, 50, PAPER if own != counted else "none", CONTRAST)
