"""Picking: which step of a ladder a number falls on, for one number or a million.

The steps cover every number exactly once and stand in order, rising or falling; the
parameter type has seen to that. So each step but the last needs one comparison only.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from scoring import Band, Interval, Numbers, Say, choose


def pick(bands: Sequence[Band], numbers: Numbers) -> Numbers:
    """Give the points of the band each number lies in."""
    return pick_value([band.interval for band in bands], [band.points for band in bands], numbers)


def pick_value(
    intervals: Sequence[Interval], values: Sequence[Numbers | Fraction], numbers: Numbers
) -> Numbers:
    """Give the value that belongs to the interval each number lies in."""
    picked_values = pick_where(taken(intervals, numbers), values)
    return picked_values.spread(np.broadcast_shapes(picked_values.shape, numbers.shape))


def taken(intervals: Sequence[Interval], numbers: Numbers) -> list[Any]:
    """Tell for each interval but the last which numbers lie in it or in one before it."""
    rising = intervals[0].low is None and intervals[0].high is not None
    if rising:
        return [_below(numbers, i.high, i.with_high) for i in intervals[:-1]]
    return [_above(numbers, i.low, i.with_low) for i in intervals[:-1]]


def _below(numbers: Numbers, edge: Fraction | None, with_edge: bool) -> Any:
    assert edge is not None  # only the last step is open towards that side
    return numbers <= edge if with_edge else numbers < edge


def _above(numbers: Numbers, edge: Fraction | None, with_edge: bool) -> Any:
    assert edge is not None
    return numbers >= edge if with_edge else numbers > edge


def pick_where(masks: Sequence[Any], values: Sequence[Numbers | Fraction]) -> Numbers:
    """Give the value whose mask is the first that is true; the last one where none is."""
    picked_values = Numbers.one(values[-1])
    for mask, value in reversed(list(zip(masks, values[:-1], strict=True))):
        picked_values = choose(mask, value, picked_values)
    return picked_values


def picked(bands: Sequence[Band], value: Fraction) -> Band:
    """Give the band one number lies in."""
    return next(band for band in bands if band.interval.has(value))


def reach(bands: Sequence[Band]) -> tuple[Fraction, Fraction]:
    """Give the least and the greatest points of the bands."""
    points = [band.points for band in bands]
    return min(points), max(points)


def said_place(band: Band, say: Say, share: bool = False) -> str:
    """Write the edges of a band, to stand behind the number that lies in it."""
    return band.interval.said(share).in_(say.lang)


def percent(share: Fraction, say: Say) -> str:
    """Write a share as a percentage; "…" marks that its decimals were cut."""
    return f"{say(share * 100)}%"
