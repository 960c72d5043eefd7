"""Axis: where exact numbers lie on a line of tenths of a pixel."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from attrs import frozen

from scoring_documents.pictures.drawing import LINE, QUIET, SMALL, Drawing
from scoring_documents.pictures.lettering import shorten, width_of

_LEVEL = 130
_MOST_LABEL = 1800


@frozen
class Axis:
    """A line from `low` to `high`, which lie at `left` and at `right`."""

    low: Fraction
    high: Fraction
    left: int
    right: int

    @classmethod
    def over(cls, values: Iterable[Fraction], whole: Fraction, left: int, right: int) -> Axis:
        """Give a line that holds 0, a whole and every value: bars start at 0, or they lie."""
        found = [Fraction(0), whole, *values]
        low, high = min(found), max(found)
        return cls(low, high if high > low else low + 1, left, right)

    @classmethod
    def around(cls, values: Iterable[Fraction], left: int, right: int) -> Axis:
        """Give a line from ten to ten that holds every value: for places, not for lengths."""
        found = list(values) or [Fraction(0)]
        low, high = (min(found) / 10).__floor__() * 10, (max(found) / 10).__ceil__() * 10
        return cls(Fraction(low), Fraction(high if high > low else low + 10), left, right)

    def at(self, value: Fraction) -> int:
        """Give where a value lies; a greater one never lies further to the left."""
        way = (value - self.low) / (self.high - self.low) * (self.right - self.left)
        return self.left + way.__floor__()


def label_levels(
    labels: Sequence[tuple[int, str]], left: int, right: int
) -> list[tuple[int, int, str]]:
    """Give labels centred on their places, on as few levels as keep them apart.

    Each is (middle, level, words); level 0 is the lowest.
    """
    ends: list[int] = []
    placed = []
    for place, words in labels:
        shown = shorten(words, _MOST_LABEL, SMALL)
        half = width_of(shown, SMALL) // 2 + 1
        middle = max(left + half, min(right - half, place))
        level = next((n for n, end in enumerate(ends) if end <= middle - half), len(ends))
        ends[level : level + 1] = [middle + half + 60]
        placed.append((middle, level, shown))
    return placed


def draw_marks(
    drawing: Drawing,
    axis: Axis,
    marks: Sequence[tuple[Fraction, str]],
    room: tuple[int, int],
    foot: int,
) -> int:
    """Draw upright lines with words above them; give how high the words stand.

    `room` is from where to where words may reach; the lines go down to `foot`.
    """
    marks = sorted(marks)
    placed = label_levels([(axis.at(value), words) for value, words in marks], *room)
    levels = max((level for _, level, _ in placed), default=-1) + 1
    height = levels * _LEVEL
    for (value, words), (middle, level, shown) in zip(marks, placed, strict=True):
        x, y = axis.at(value), height - level * _LEVEL
        drawing.line((x, y + 20), (x, foot + height), LINE, 8, "3 2")
        full = words if shown != words else ""
        drawing.words(middle, y - 20, shown, size=SMALL, anchor="middle", colour=QUIET, full=full)
    return height
