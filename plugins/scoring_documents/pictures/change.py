"""Change: the ranks of an earlier evaluation beside those of this one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from scoring import Picture, Result, Text
from scoring_documents.pictures.drawing import (
    ACCENT,
    CONTRAST,
    INK,
    QUIET,
    ROW,
    SMALL,
    WIDTH,
    Drawing,
)
from scoring_documents.pictures.rows import MOST_ROWS, groups_of, titled, units_of

_TITLE = Text(vi="Thứ hạng so với lần trước", en="Ranks beside the time before")
_BEFORE = Text(vi="Lần trước", en="Before")
_NOW = Text(vi="Lần này", en="Now")
_NEW = Text(vi="mới", en="new")
_GONE = Text(vi="không còn trong bảng", en="no longer listed")
_UNRANKED = Text(vi="không xếp hạng", en="no rank")
_LEFT, _RIGHT = 2250, WIDTH - 2650
_GAP = 80


@frozen
class _Unit:
    """A unit at both times; a rank is None where it had none, `is_new` where it was not there."""

    name: str
    before: int | None
    now: int | None
    group: str = ""
    is_new: bool = False
    is_gone: bool = False


def rank_change(
    result: Result,
    before: Mapping[str, int | None],
    group: str | None = None,
    names: Mapping[str, str] | None = None,
) -> Picture:
    """Draw the ranks of the time before on the left, joined to those of now on the right.

    `before` maps unit ids to ranks, `names` those that are gone to their names. Only the same
    id is the same unit: whoever was merged or renamed appears as gone and as new. Where there
    are too many, those whose rank moved most are shown.
    """
    every = _collect(result, before, group, names or {})
    units = _most_moved(every)
    title, said = titled(_TITLE, group), _said(every, len(units))
    vi, en = (_draw(units, lang, title.in_(lang), said.in_(lang)) for lang in ("vi", "en"))
    return Picture(title, Text(vi=vi, en=en), said)


def _collect(
    result: Result, before: Mapping[str, int | None], group: str | None, names: Mapping[str, str]
) -> list[_Unit]:
    units = [
        _Unit(
            result.units.names[row],
            before.get(result.units.ids[row]),
            result.rank(row),
            result.units.groups[row] if len(groups_of(result)) > 1 and group is None else "",
            is_new=result.units.ids[row] not in before,
        )
        for row in units_of(result, group)
    ]
    here = set(result.units.ids)
    gone = sorted(unit for unit in before if unit not in here)
    return units + [_Unit(names.get(one, one), before[one], None, is_gone=True) for one in gone]


def _places(units: Sequence[_Unit], order: Sequence[int]) -> tuple[dict[int, int], dict[str, int]]:
    """Give the height of each unit and of the heading above each group."""
    heights: dict[int, int] = {}
    headings: dict[str, int] = {}
    y = 190
    for number in order:
        group = units[number].group
        if group and group not in headings:
            headings[group] = y
            y += ROW
        heights[number] = y
        y += ROW
    return heights, headings


def _moved(unit: _Unit) -> int:
    if unit.before is None or unit.now is None:
        return 0
    return unit.before - unit.now


def _most_moved(units: Sequence[_Unit]) -> list[_Unit]:
    if len(units) <= MOST_ROWS:
        return list(units)
    kept = sorted(range(len(units)), key=lambda n: (-abs(_moved(units[n])), n))[:MOST_ROWS]
    return [units[n] for n in sorted(kept)]


def _said(units: Sequence[_Unit], shown: int) -> Text:
    """Say how many rose, fell, stayed, came and went, and who rose and fell most."""
    both = [one for one in units if one.before is not None and one.now is not None]
    rose, fell = sum(_moved(one) > 0 for one in both), sum(_moved(one) < 0 for one in both)
    new, gone = sum(one.is_new for one in units), sum(one.is_gone for one in units)
    said = Text(
        vi=f"{rose} đơn vị lên hạng, {fell} xuống hạng, {len(both) - rose - fell} giữ hạng, "
        f"{new} mới, {gone} không còn trong bảng",
        en=f"{rose} units rose, {fell} fell, {len(both) - rose - fell} kept their rank, "
        f"{new} are new, {gone} no longer listed",
    )
    if rose:
        best = max(both, key=_moved)
        said = said + Text(vi="; lên nhiều nhất: ", en="; rose most: ") + _named(best)
    if fell:
        worst = min(both, key=_moved)
        said = said + Text(vi="; xuống nhiều nhất: ", en="; fell most: ") + _named(worst)
    if shown < len(units):
        said = said + Text(
            vi=f". Hình chỉ có {shown} đơn vị đổi hạng nhiều nhất",
            en=f". The picture has the {shown} that moved most",
        )
    return said + "."


def _named(unit: _Unit) -> str:
    return f"{unit.name} ({unit.before} → {unit.now})"


def _draw(units: Sequence[_Unit], lang: str, title: str, said: str) -> str:
    drawing = Drawing()
    last = max((one.before or 0 for one in units), default=0) + 1
    groups = list(dict.fromkeys(one.group for one in units if not one.is_gone))
    left = [n for n, one in enumerate(units) if not one.is_new]
    left.sort(key=lambda n: (units[n].is_gone, _order(units[n], groups, last), n))
    right = [n for n, one in enumerate(units) if not one.is_gone]
    starts, left_heads = _places(units, left)
    ends, right_heads = _places(units, right)
    drawing.words(_LEFT, 130, _BEFORE.in_(lang), anchor="end", is_bold=True)
    drawing.words(_RIGHT, 130, _NOW.in_(lang), is_bold=True)
    for group, y in left_heads.items():
        drawing.words(_LEFT, y + 135, group, room=_LEFT, anchor="end", colour=QUIET, is_bold=True)
    for group, y in right_heads.items():
        drawing.words(_RIGHT, y + 135, group, room=WIDTH - _RIGHT, colour=QUIET, is_bold=True)
    for number in (number for number in starts if number in ends):
        _join(drawing, units[number], starts[number], ends[number])
    for number, y in starts.items():
        _start(drawing, units[number], lang, y)
    for number, y in ends.items():
        _end(drawing, units[number], lang, y)
    foot = max((*starts.values(), *ends.values()), default=0) + ROW
    return drawing.svg(foot + 20, title, said)


def _order(unit: _Unit, groups: Sequence[str], last: int) -> tuple[int, int]:
    group = groups.index(unit.group) if unit.group in groups else len(groups)
    return group, unit.before or last


def _join(drawing: Drawing, unit: _Unit, start: int, end: int) -> None:
    moved = _moved(unit)
    colour = ACCENT if moved > 0 else CONTRAST if moved < 0 else QUIET
    ends = (_LEFT + _GAP, start + 90), (_RIGHT - _GAP, end + 90)
    drawing.line(*ends, colour, 24 if moved else 12, "6 3" if moved < 0 else "")


def _start(drawing: Drawing, unit: _Unit, lang: str, y: int) -> None:
    colour = QUIET if unit.is_gone else INK
    rank = "–" if unit.before is None else str(unit.before)
    drawing.words(_LEFT - 400, y + 135, unit.name, room=_LEFT - 400, anchor="end", colour=colour)
    drawing.words(_LEFT, y + 135, rank, anchor="end", room=350, is_bold=True)
    if unit.is_gone:
        room = _RIGHT - _LEFT - 2 * _GAP
        drawing.words(_LEFT + _GAP, y + 135, _GONE.in_(lang), room=room, size=SMALL, colour=QUIET)


def _end(drawing: Drawing, unit: _Unit, lang: str, y: int) -> None:
    rank = "–" if unit.now is None else str(unit.now)
    drawing.words(_RIGHT, y + 135, rank, room=350, is_bold=True)
    note = _note(unit, lang)
    room = WIDTH - _RIGHT - 400 - 850
    drawing.words(_RIGHT + 400, y + 135, unit.name, room=room)
    drawing.words(WIDTH, y + 135, note, room=800, anchor="end", size=SMALL, colour=QUIET)


def _note(unit: _Unit, lang: str) -> str:
    """Say in a sign or a word what became of the rank."""
    if unit.is_new:
        return _NEW.in_(lang)
    if unit.now is None:
        return _UNRANKED.in_(lang)
    moved = _moved(unit)
    return f"{'▲' if moved > 0 else '▼'} {abs(moved)}" if moved else "="
