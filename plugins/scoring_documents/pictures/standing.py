"""Standing: one unit against its group, part by part."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from scoring import Criterion, Picture, Result, Text
from scoring_documents.pictures.axis import Axis
from scoring_documents.pictures.drawing import (
    ACCENT,
    INK,
    LINE,
    PALE,
    PAPER,
    QUIET,
    SMALL,
    WIDTH,
    Drawing,
    widest,
)
from scoring_documents.pictures.shares import (
    GroupShares,
    Share,
    group_shares,
    say_percent,
    share_of,
)

_TITLE = Text(vi="So với cụm", en="Beside its group")
_KEY = Text(
    vi="Chấm: đơn vị · dải: từ thấp nhất đến cao nhất của cụm · vạch: giữa cụm (trung vị), "
    "theo % điểm tối đa áp dụng",
    en="Dot: the unit · band: from the least to the greatest of the group · mark: its middle (median), "
    "in % of the applicable maximum",
)
_GAP = 80
_PITCH = 220


def unit_in_group(
    result: Result, row: int, spread: Mapping[str, GroupShares] | None = None
) -> Picture:
    """Draw what a unit reached of each part within the spread of its group.

    `spread` is that of its group, for those who draw many units of one.
    """
    if spread is None:
        spread = group_shares(result, result.units.groups[row])
    said = _said(result, row, spread)
    vi, en = (_draw(result, row, spread, lang, said.in_(lang)) for lang in ("vi", "en"))
    return Picture(_title(result, row), Text(vi=vi, en=en), said)


def _title(result: Result, row: int) -> Text:
    group = result.units.groups[row]
    name = Text.same(f"{result.units.names[row]}: ")
    among = Text(vi=f"so với {group}", en=f"beside {group}") if group else _TITLE
    return name + among


def _said(result: Result, row: int, spread: Mapping[str, GroupShares]) -> Text:
    said = Text.same("")
    for part in result.criteria.parts:
        share, group = share_of(result, part, row), spread.get(part.code)
        said = said + (" " if said.vi else "") + _say_part(part, share, group)
    return said


def _say_part(part: Criterion, share: Share, group: GroupShares | None) -> Text:
    if share.share is None or group is None:
        return Text.same(f"{part.code}: ") + (share.aside or "–") + "."
    own, middle = say_percent(share.share), say_percent(group.middle)
    return Text(
        vi=f"{part.code}: {own}%, giữa cụm {middle}%.",
        en=f"{part.code}: {own}%, the group’s middle {middle}%.",
    )


def _draw(result: Result, row: int, spread: Mapping[str, GroupShares], lang: str, said: str) -> str:
    drawing = Drawing()
    parts = result.criteria.parts
    names = widest([f"{part.code} {part.title}" for part in parts], 2600)
    right = WIDTH - 1150
    reached = [end for one in spread.values() for end in (one.least, one.greatest)]
    axis = Axis.over(reached, Fraction(1), names + 2 * _GAP, right)
    codes = {part.code: 20 + number * _PITCH for number, part in enumerate(parts)}
    _spread(drawing, spread, axis, codes)
    for part in parts:
        y = codes[part.code]
        drawing.words(0, y + 145, f"{part.code} {part.title}", room=names)
        _own(drawing, share_of(result, part, row), spread.get(part.code), lang, axis, y)
    end = drawing.notes(20 + len(parts) * _PITCH, _KEY.in_(lang))
    return drawing.svg(end, _title(result, row).in_(lang), said)


def _spread(
    drawing: Drawing,
    spread: Mapping[str, GroupShares],
    axis: Axis,
    height_by_code: Mapping[str, int],
) -> None:
    """Draw the line of each part, the band of the group on it, and the middle of the group."""
    heights = height_by_code.values()
    lines = [((axis.left, y + 100), (axis.right, y + 100)) for y in heights]
    drawing.strokes(lines, LINE, 6)
    there = [(one, height_by_code[code]) for code, one in spread.items()]
    bands = []
    for one, y in there:
        left, right = axis.at(one.least), axis.at(one.greatest)
        bands.append((left, y + 50, max(right - left, 10), 100))
    drawing.boxes(bands, PALE, LINE)
    middles = [(axis.at(one.middle), y) for one, y in there]
    drawing.strokes([((x, y + 30), (x, y + 170)) for x, y in middles], INK, 20)


def _own(
    drawing: Drawing, share: Share, group: GroupShares | None, lang: str, axis: Axis, y: int
) -> None:
    """Draw what the unit reached, and write it beside the middle of its group."""
    line, words_at = y + 145, axis.right + _GAP
    if share.share is None or group is None:
        words = share.aside.in_(lang) if share.aside is not None else "–"
        drawing.words(words_at, line, words, colour=QUIET)
        return
    drawing.dot(axis.at(share.share), y + 100, 60, ACCENT, PAPER)
    star = "*" if share.is_partial else ""
    drawing.words(words_at, line, f"{say_percent(share.share)}%{star}", is_bold=True)
    beside = Text(vi="giữa", en="middle").in_(lang) + f" {say_percent(group.middle)}%"
    drawing.words(WIDTH, line, beside, size=SMALL, anchor="end", colour=QUIET)
