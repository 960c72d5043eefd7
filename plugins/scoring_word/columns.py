"""Columns: how wide each column of a table is, worked out here so that every reader agrees.

Word and LibreOffice each fit columns in their own way. So the widths are fixed, from the
weights of the columns and, where these have none, from what stands in them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from attrs import frozen

from scoring import Grid

MARGIN = 70  # at either side of a cell, in twips
# Half points, by how many columns there are.
_SIZES = ((7, 24), (10, 22), (13, 20), (17, 18))
_SMALLEST = 16
_MOST_LOOKED_AT = 400

# Advance widths of Times New Roman in thousandths of the size, a few classes of signs.
_NARROW, _WIDE, _WIDEST = "iljt.,;:'!|()[]/ ’-", "mwMW%@", "—…ƠƯ"
_NARROWS, _PLAIN, _CAPITAL, _WIDES, _WIDESTS, _BOLD = 320, 500, 700, 890, 1000, 50


@frozen
class Fit:
    """The widths of the columns in twips, and the size of the letters in half points."""

    widths: tuple[int, ...]
    size: int


def fit(grid: Grid, lang: str, width: int) -> Fit:
    """Fit a table into a width, with the largest letters that break no word."""
    start = next((size for most, size in _SIZES if len(grid.columns) <= most), _SMALLEST)
    for size in range(start, _SMALLEST, -1):
        least = _least(grid, lang, size)
        if sum(least) <= width:
            return Fit(_share(grid, lang, size, least, width), size)
    size = _SMALLEST
    return Fit(_share(grid, lang, size, _squeeze(_least(grid, lang, size), width), width), size)


def text_width(text: str, size: int, is_bold: bool = False) -> int:
    """Give about how wide a text is, in twips."""
    thousandths = sum(_advance(sign) + (_BOLD if is_bold else 0) for sign in text)
    # A half point is ten twips.
    return -(-thousandths * size * 10 // 1000)


def _advance(sign: str) -> int:
    base = unicodedata.normalize("NFD", sign)[:1]
    if base in _NARROW:
        return _NARROWS
    if base in _WIDE:
        return _WIDES
    if base in _WIDEST:
        return _WIDESTS
    return _CAPITAL if base.isupper() else _PLAIN


def _cells(grid: Grid, lang: str, index: int) -> Iterable[str]:
    return (row[index].in_(lang) for row in grid.rows[:_MOST_LOOKED_AT])


def _least(grid: Grid, lang: str, size: int) -> list[int]:
    """Give the least width of each column: its longest word, or number, in one piece."""
    widths = []
    for index, column in enumerate(grid.columns):
        words = [text_width(one, size, True) for one in column.title.in_(lang).split()]
        for text in _cells(grid, lang, index):
            pieces = [text] if column.is_number else text.split()
            words += [text_width(piece, size) for piece in pieces]
        widths.append(max(words, default=0) + 2 * MARGIN)
    return widths


def _wanted(grid: Grid, lang: str, size: int, width: int) -> list[int]:
    """Give how wide each column would be if nine cells in ten stood on one line, within reason."""
    widths = []
    for index, column in enumerate(grid.columns):
        title = text_width(column.title.in_(lang), size, True) // 2
        cells = sorted(text_width(one, size) for one in _cells(grid, lang, index)) or [0]
        often = cells[-1] if column.is_number else cells[(len(cells) - 1) * 9 // 10]
        widths.append(min(max(title, often) + 2 * MARGIN, width // 2))
    return widths


def _share(grid: Grid, lang: str, size: int, least: Sequence[int], width: int) -> tuple[int, ...]:
    """Share a width among columns: what they must have, then by weight or by want."""
    weights = [column.width for column in grid.columns]
    wanted = _wanted(grid, lang, size, width)
    if any(weights):
        # Columns without a weight get what they want; the rest goes by weight.
        given = [max(least[i], 0 if weights[i] else wanted[i]) for i in range(len(least))]
        if sum(given) > width:
            given = list(least)
        return _by_weight(given, weights, width)
    wants = [max(0, w - m) for w, m in zip(wanted, least, strict=True)]
    # What nobody wants goes to the columns of words: a number far from its heading is hard to find.
    words = [0 if column.is_number else w for column, w in zip(grid.columns, wanted, strict=True)]
    return _grow(least, wants, words if any(words) else wanted, width)


def _by_weight(given: Sequence[int], weights: Sequence[int], width: int) -> tuple[int, ...]:
    """Give columns with weights their share, but never less than what they must have."""
    widths = list(given)
    open_ = {index for index, weight in enumerate(weights) if weight}
    while open_:
        room = width - sum(widths[i] for i in range(len(widths)) if i not in open_)
        whole = sum(weights[i] for i in open_)
        short = {i for i in open_ if room * weights[i] < given[i] * whole}
        if not short:
            for i in open_:
                widths[i] = room * weights[i] // whole
            break
        open_ -= short
    return _filled(widths, width)


def _grow(
    least: Sequence[int], wants: Sequence[int], words: Sequence[int], width: int
) -> tuple[int, ...]:
    """Give columns what they want, modest ones first; what nobody wants goes to the words."""
    spare = width - sum(least)
    widths = list(least)
    order = sorted(range(len(wants)), key=lambda i: wants[i])
    for left, index in zip(range(len(order), 0, -1), order, strict=True):
        more = min(wants[index], spare // left)
        widths[index] += more
        spare -= more
    said = max(1, sum(words))
    grown = [one + spare * word // said for one, word in zip(widths, words, strict=True)]
    return _filled(grown, width)


def _squeeze(least: Sequence[int], width: int) -> list[int]:
    whole = sum(least)
    return [one * width // whole for one in least]


def _filled(widths: Sequence[int], width: int) -> tuple[int, ...]:
    """Give the twips that rounding left over to the widest column."""
    widest = max(range(len(widths)), key=lambda i: widths[i])
    return tuple(
        one + (width - sum(widths) if index == widest else 0) for index, one in enumerate(widths)
    )
