"""Directions: whether points can only rise, or only fall, as an answer grows."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from scoring import DOWN, UP, Band


def direction(points: Sequence[Fraction]) -> str | None:
    """Tell how points move along an answer that grows; None if both ways."""
    if not points:
        return None
    steps = list(pairwise(points))
    if all(before <= after for before, after in steps):
        return UP
    return DOWN if all(before >= after for before, after in steps) else None


def of_bands(bands: Sequence[Band]) -> str | None:
    """Tell how points move as the number that is looked up in the bands grows."""
    points = [band.points for band in bands]
    rising = bool(bands) and bands[0].interval.low is None
    return direction(points if rising else points[::-1])


def opposite(way: str | None) -> str | None:
    """Give the direction of a divisor, from that of its ratio."""
    return {UP: DOWN, DOWN: UP}.get(way or "")
