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


def _is_rising(intervals: Sequence[Interval]) -> bool:
    return intervals[0].low is None and intervals[0].high is not None


def _before_the_next(interval: Interval, numbers: Numbers, rising: bool) -> Any:
    """Tell which numbers the ladder up to this step has taken."""
    if rising:
        return numbers <= interval.high if interval.with_high else numbers < interval.high
    return numbers >= interval.low if interval.with_low else numbers > interval.low


def pick(bands: Sequence[Band], numbers: Numbers) -> Numbers:
    """Give the points of the band each number lies in."""
    rising = _is_rising([band.interval for band in bands])
    last = Numbers.one(bands[-1].points)
    points = last.spread(np.broadcast_shapes(last.shape, numbers.shape))
    for band in reversed(bands[:-1]):
        points = choose(_before_the_next(band.interval, numbers, rising), band.points, points)
    return points


def picked(bands: Sequence[Band], value: Fraction) -> Band:
    """Give the band one number lies in."""
    return next(band for band in bands if band.interval.has(value))


def place(intervals: Sequence[Interval], numbers: Numbers) -> Any:
    """Give for each number the place in the list of the interval it lies in."""
    rising = _is_rising(intervals)
    places = np.full(numbers.shape, len(intervals) - 1)
    for index in reversed(range(len(intervals) - 1)):
        taken = _before_the_next(intervals[index], numbers, rising)
        places = np.where(taken, index, places)
    return places


def reach(bands: Sequence[Band]) -> tuple[Fraction, Fraction]:
    """Give the least and the greatest points of the bands."""
    points = [band.points for band in bands]
    return min(points), max(points)


def percent(share: Fraction, say: Say) -> str:
    """Write a share as a percentage; "…" marks that its decimals were cut."""
    return f"{say(share * 100)}%"
