"""The columns of a table: how wide each is, and how large the letters.

All lengths are whole hundredths of a point. A column never becomes narrower than its longest
word, as long as the letters may still shrink for it. What is left goes, step by step, to
the column where it saves the most lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from scoring_pdf.letters import EM, longest_word, measure

PADDING = 840  # at both sides of a cell together, with a little air
SMALLEST = 8
# A table of so many columns starts with letters of that size, in points.
_SIZES = ((5, 12), (8, 11), (11, 10))
_MANY_COLUMNS_SIZE = 9
_SAMPLE = 16  # cells of a column that stand for all of them, from the shortest to the longest
_MOST_LINES = 4
_RAGGED = 108  # a text of several lines leaves so much of them empty, in hundredths


@frozen
class Want:
    """What a column asks for, in units of its letters: the least, and lengths of its texts."""

    least: int
    lengths: tuple[int, ...]
    weight: int = 0
    is_number: bool = False


def want(title: str, cells: Sequence[str], weight: int, is_number: bool) -> Want:
    """Give what a column with this title and these cells asks for."""
    lengths = sorted(max(map(measure, cell.split("\n"))) for cell in cells)
    if is_number:  # a number is never broken, not even at a space
        least = lengths[-1] if lengths else 0
    else:
        least = max(map(longest_word, set(cells)), default=0)
    least = max(least, longest_word(title, "Bold"), EM)
    return Want(least, (*_thin(lengths), measure(title, "Bold")), weight, is_number)


def _thin(lengths: Sequence[int]) -> tuple[int, ...]:
    if len(lengths) <= _SAMPLE:
        return tuple(lengths)
    last = len(lengths) - 1
    return tuple(lengths[last * one // (_SAMPLE - 1)] for one in range(_SAMPLE))


def fit(wants: Sequence[Want], space: int) -> tuple[int, list[int]]:
    """Give the size of the letters in points, and the widths of the columns within `space`."""
    size = next((size for most, size in _SIZES if len(wants) <= most), _MANY_COLUMNS_SIZE)
    while size > SMALLEST and sum(_length(one.least, size) for one in wants) > space:
        size -= 1
    least = [_length(one.least, size) for one in wants]
    if sum(least) > space:  # the letters cannot shrink further, so words will break
        return size, _divide(space, least)
    weighed = [at for at, one in enumerate(wants) if one.weight]
    if not weighed:
        return size, _settle(wants, least, size, space)
    return size, _weigh(wants, least, size, space, weighed)


def _length(units: int, size: int) -> int:
    """Give the width of a column whose text has so many units, rounded up."""
    return -(-units * size * 100 // EM) + PADDING


def _divide(space: int, weights: Sequence[int]) -> list[int]:
    """Divide a length by weights, without a rest."""
    whole, before, widths = sum(weights), 0, []
    for weight in weights:
        after = before + weight
        widths.append(space * after // whole - space * before // whole)
        before = after
    return widths


def _settle(wants: Sequence[Want], least: Sequence[int], size: int, space: int) -> list[int]:
    """Start from the least widths and widen where that saves most lines; then fill the paper."""
    widths = list(least)
    columns = [[_length(one, size) for one in want.lengths] for want in wants]
    gains = [dict(_gains(texts, width)) for texts, width in zip(columns, widths, strict=True)]
    while True:
        rest = space - sum(widths)
        steps = [
            (gain * 1_000_000 // (goal - widths[at]), -at, goal)
            for at, by_goal in enumerate(gains)
            for goal, gain in by_goal.items()
            if goal - widths[at] <= rest
        ]
        if not steps:
            break
        _, at, goal = max(steps)
        widths[-at] = goal
        gains[-at] = dict(_gains(columns[-at], goal))
    texts = [0 if one.is_number else width for one, width in zip(wants, widths, strict=True)]
    more = _divide(space - sum(widths), texts if any(texts) else widths)
    return [width + extra for width, extra in zip(widths, more, strict=True)]


def _gains(texts: Sequence[int], width: int) -> Iterator[tuple[int, int]]:
    """Give the widths worth trying for a column, with the lines that each would save."""
    now = sum(_lines(text, width) for text in texts)
    for goal in {_goal(text, lines) for text in texts for lines in range(1, _MOST_LINES + 1)}:
        if goal > width:
            gain = now - sum(_lines(text, goal) for text in texts)
            if gain > 0:
                yield goal, gain


def _goal(text: int, lines: int) -> int:
    """Give the width at which a text needs so many lines."""
    if lines == 1:
        return text
    return -(-(text - PADDING) * _RAGGED // (100 * lines)) + PADDING


def _lines(text: int, width: int) -> int:
    """Guess how many lines a text needs in a column."""
    if text <= width:
        return 1
    return -(-(text - PADDING) * _RAGGED // (100 * (width - PADDING)))


def _weigh(
    wants: Sequence[Want], least: Sequence[int], size: int, space: int, weighed: Sequence[int]
) -> list[int]:
    """Give the columns without a weight what they need, and the others the rest by weight."""
    widths = [one.weight * space for one in wants]
    plain = [at for at in range(len(wants)) if at not in weighed]
    if plain:
        # Texts without a weight must not press the weighed ones into a corner.
        free = space - sum(least[at] for at in weighed)
        need = [max(_length(wants[at].least, size), _widest(wants[at], size)) for at in plain]
        room = max(sum(least[at] for at in plain), min(sum(need), free >> 1))
        some = [wants[at] for at in plain]
        for at, width in zip(
            plain, _settle(some, [least[at] for at in plain], size, room), strict=True
        ):
            widths[at] = width
    return _share(widths, least, weighed, space)


def _widest(want: Want, size: int) -> int:
    """Give the width of the longest cell; a title may take several lines."""
    return max((_length(one, size) for one in want.lengths[:-1]), default=0)


def _share(
    widths: list[int], least: Sequence[int], weighed: Sequence[int], space: int
) -> list[int]:
    """Let the weighed columns share what the others leave, each at least its least."""
    waiting = list(weighed)
    while waiting:
        rest = space - sum(width for at, width in enumerate(widths) if at not in waiting)
        shares = _divide(rest, [widths[at] for at in waiting])
        tight = [at for at, share in zip(waiting, shares, strict=True) if share < least[at]]
        for at, share in zip(waiting, shares, strict=True):
            if at in tight or not tight:
                widths[at] = max(share, least[at])
        if not tight:
            break
        waiting = [at for at in waiting if at not in tight]
    return widths
