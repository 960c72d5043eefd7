"""Writing: numbers as they stand in an explanation."""

from __future__ import annotations

from fractions import Fraction

from scoring import Say


def exactly(number: Fraction, say: Say) -> str:
    """Write a number in full: "0,5", and "1/3" where decimals would not end."""
    written = say(number)
    return f"{number.numerator}/{number.denominator}" if written.endswith("…") else written


def counted(count: int, noun: str) -> str:
    """Write a count with its English noun."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
