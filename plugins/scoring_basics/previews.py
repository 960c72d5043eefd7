"""Previews: pieces of spreadsheet formulas that several kinds write for a provisional score.

A spreadsheet reckons in binary. So two numbers are compared by the sign of a difference
in which nothing was divided, rounded to nine decimals: counts and what people write with
a few decimals come out as they do in the engine, on the very edge of a step too.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from scoring import Cells, Interval

# Excel takes formulas nested 64 deep; a ladder of more steps is not written.
MOST_STEPS = 40


def compared(number: str, sign: str, bound: Fraction, per: str | None = None) -> str:
    """Write that a number, or number ÷ `per`, stands in a relation to a bound."""
    above, below = bound.numerator, bound.denominator
    left = number if below == 1 else f"{number}*{below}"
    if above == 0:
        return f"ROUND({left},9){sign}0"
    right = str(abs(above)) if per is None else per if abs(above) == 1 else f"{per}*{abs(above)}"
    return f"ROUND({left}{'-' if above > 0 else '+'}{right},9){sign}0"


def reached(part: str, whole: str, share: Fraction, edge: str) -> str:
    """Write that part ÷ whole reaches a share."""
    return compared(part, ">=" if edge == "at-least" else ">", share, whole)


def picked(
    intervals: Sequence[Interval], values: Sequence[str], number: str, per: str | None = None
) -> str | None:
    """Write the value of the interval in which a number lies, or number ÷ `per`."""
    if len(intervals) > MOST_STEPS:
        return None
    written = values[-1]
    for interval, value in reversed(list(zip(intervals[:-1], values[:-1], strict=True))):
        written = f"IF({_taken(intervals, interval, number, per)},{value},{written})"
    return written


def _taken(intervals: Sequence[Interval], interval: Interval, number: str, per: str | None) -> str:
    """Write that a number lies in an interval or in one before it, as bands are picked."""
    if intervals[0].low is None and interval.high is not None:
        return compared(number, "<=" if interval.with_high else "<", interval.high, per)
    low = Fraction(0) if interval.low is None else interval.low
    return compared(number, ">=" if interval.with_low else ">", low, per)


def said_points(points: Sequence[Fraction]) -> list[str]:
    """Write points, one by one."""
    return [Cells.say(one) for one in points]


def summed(addresses: Sequence[str], each: Sequence[Fraction | int]) -> str:
    """Write the sum of cells, each times a number."""
    terms = [
        address if number == 1 else f"{address}*{Cells.say(number)}"
        for address, number in zip(addresses, each, strict=True)
    ]
    return "+".join(terms)
