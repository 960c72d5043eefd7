"""Heat map: unit by part, what was reached of the applicable maximum, a number in each cell."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from scoring import Criterion, Picture, Result, Text
from scoring_documents.pictures.colours import STEPS, share_step, words_on
from scoring_documents.pictures.drawing import (
    LINE,
    PAPER,
    QUIET,
    ROW,
    SMALL,
    WIDTH,
    Drawing,
    widest,
)
from scoring_documents.pictures.rows import Row, draw_between, rows_of, titled, units_of
from scoring_documents.pictures.shares import Share, say_percent, share_of
from scoring_documents.standings import rank_said

_TITLE = Text(vi="Mỗi phần đạt bao nhiêu phần trăm", en="What was reached of each part, in percent")
_NOTE = Text(
    vi="Số: phần trăm điểm tối đa áp dụng, cắt phần lẻ · KAD: không áp dụng · trống: để trống · "
    "giữ: chờ quyết định · *: có tiêu chí để trống",
    en="Numbers: percent of the applicable maximum, cut · n/a: not applicable · blank: left blank · "
    "held: awaits a decision · *: a criterion was left blank",
)
_GAP = 60
_LEAST_CELL, _MOST_CELL = 300, 1000
_LEGEND = 150


@frozen
class _Columns:
    """Where the columns of the map stand."""

    ranks: int
    left: int
    cell: int


def heat_map(result: Result, group: str | None = None) -> Picture:
    """Draw what each unit reached of each part; what is no number is never shown as 0."""
    title = titled(_TITLE, group)
    said = _said(result, units_of(result, group))
    rows = rows_of(result, group)
    vi, en = (_draw(result, rows, lang, title.in_(lang), said.in_(lang)) for lang in ("vi", "en"))
    return Picture(title, Text(vi=vi, en=en), said)


def _said(result: Result, units: Sequence[int]) -> Text:
    """Say for each part how many reached half of it and less, and who the least."""
    lines = Text(vi=f"{len(units)} đơn vị.", en=f"{len(units)} units.")
    for part in result.criteria.parts:
        found = [(share_of(result, part, row).share, row) for row in units]
        shares = [(share, row) for share, row in found if share is not None]
        if not shares:
            lines = lines + f" {part.code}: –."
            continue
        least, row = min(shares)
        weak = sum(2 * share < 1 for share, _ in shares)
        name, percent = result.units.names[row], say_percent(least)
        lines = lines + Text(
            vi=f" {part.code}: thấp nhất {percent}% ({name}), {weak} đơn vị dưới 50%.",
            en=f" {part.code}: lowest {percent}% ({name}), {weak} units below 50%.",
        )
    return lines


def _draw(result: Result, rows: Sequence[Row], lang: str, title: str, said: str) -> str:
    parts = result.criteria.parts
    columns, width = _lay_out(result, rows, len(parts), lang)
    drawing = Drawing(width)
    for number, part in enumerate(parts):
        middle = columns.left + number * columns.cell + columns.cell // 2
        room = columns.cell - 20
        full = f"{part.code} {part.title}"
        drawing.words(middle, 130, part.code, room=room, anchor="middle", is_bold=True, full=full)
    for number, row in enumerate(rows):
        y = 180 + number * ROW
        if row.unit is not None:
            _unit(drawing, result, row.unit, lang, columns, y)
        else:
            draw_between(drawing, result, row, lang, y)
    foot = _legend(drawing, parts, lang, 180 + len(rows) * ROW + 60)
    return drawing.svg(foot, title, said)


def _lay_out(result: Result, rows: Sequence[Row], parts: int, lang: str) -> tuple[_Columns, int]:
    units = [row.unit for row in rows if row.unit is not None]
    ranks = widest([rank_said(result, row).in_(lang) for row in units], 600)
    names = widest([result.units.names[row] for row in units], 2000)
    left = ranks + _GAP + names + _GAP
    cell = max(_LEAST_CELL, min(_MOST_CELL, (WIDTH - left) // max(parts, 1)))
    return _Columns(ranks, left, cell), max(WIDTH, left + cell * parts)


def _unit(drawing: Drawing, result: Result, row: int, lang: str, columns: _Columns, y: int) -> None:
    line = y + 135
    drawing.words(columns.ranks, line, rank_said(result, row).in_(lang), anchor="end", colour=QUIET)
    room = columns.left - columns.ranks - 2 * _GAP
    drawing.words(columns.ranks + _GAP, line, result.units.names[row], room=room)
    for number, part in enumerate(result.criteria.parts):
        x = columns.left + number * columns.cell
        _cell(drawing, share_of(result, part, row), lang, x, y, columns.cell)


def _cell(drawing: Drawing, share: Share, lang: str, x: int, y: int, width: int) -> None:
    middle, line = x + width // 2, y + 135
    if share.share is None:
        drawing.box(x + 10, y + 10, width - 20, ROW - 20, PAPER, LINE, "3 2")
        words = share.aside.in_(lang) if share.aside is not None else "–"
        drawing.words(middle, line, words, size=SMALL, anchor="middle", colour=QUIET)
        return
    step = share_step(share.share)
    drawing.box(x + 10, y + 10, width - 20, ROW - 20, STEPS[step], LINE)
    words = say_percent(share.share) + ("*" if share.is_partial else "")
    drawing.words(middle, line, words, anchor="middle", colour=words_on(step))


def _legend(drawing: Drawing, parts: Sequence[Criterion], lang: str, y: int) -> int:
    """Write what the columns and the signs mean; give where the legend ends."""
    codes = widest([part.code for part in parts], 900, SMALL, is_bold=True)
    left = codes + _GAP
    for part in parts:
        y += _LEGEND
        drawing.words(0, y, part.code, room=codes, size=SMALL, is_bold=True)
        drawing.words(left, y, part.title, room=drawing.width - left, size=SMALL)
    return drawing.notes(y + 20, _NOTE.in_(lang))
