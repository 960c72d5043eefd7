"""Thresholds: whether a share is reached, and how many that takes."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import Any

from scoring import Numbers, Parameter, Text, one_of

EDGE_PARAMETER = Parameter(
    "edge",
    one_of("at-least", "more-than"),
    Text(
        vi="at-least: bằng ngưỡng là đạt; more-than: phải trên ngưỡng",
        en="at-least: the threshold itself is enough; more-than: it is not",
    ),
)


def reached(
    part: Numbers | Fraction, whole: Numbers | Fraction, share: Numbers | Fraction, edge: str
) -> Any:
    """Tell whether part ÷ whole reaches the share, without dividing."""
    needed = share * whole
    return part >= needed if edge == "at-least" else part > needed


def least_reaching(whole: Fraction, share: Fraction, edge: str) -> int:
    """Give the least count that reaches the share of a whole."""
    needed = share * whole
    return ceil(needed) if edge == "at-least" else floor(needed) + 1
