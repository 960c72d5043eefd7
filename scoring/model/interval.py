"""Interval: a stretch of numbers whose every edge says which side it belongs to."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from attrs import frozen

from scoring.model.columns import Mask, Numbers
from scoring.model.numbers import say_number, say_share
from scoring.model.text import Text


@frozen
class Interval:
    """Hold the numbers from `low` to `high`; None is an open end.

    `with_low` and `with_high` tell whether the edge itself belongs to the stretch.
    Inside a rule that plans many criteria at once the edges may be `Numbers`.
    """

    low: Fraction | None = None
    with_low: bool = True
    high: Fraction | None = None
    with_high: bool = True

    def holds(self, numbers: Numbers) -> Mask:
        """Tell for each number whether it lies in the interval; exact."""
        inside = np.ones(np.shape(numbers.num), dtype=bool)
        if self.low is not None:
            inside = inside & (numbers >= self.low if self.with_low else numbers > self.low)
        if self.high is not None:
            inside = inside & (numbers <= self.high if self.with_high else numbers < self.high)
        return inside

    def has(self, value: Fraction) -> bool:
        """Tell whether one number lies in the interval."""
        above = self.low is None or (value >= self.low if self.with_low else value > self.low)
        below = self.high is None or (value <= self.high if self.with_high else value < self.high)
        return above and below

    def said(self, share: bool = False) -> Text:
        """Say the interval as signs: "≥ 70% và < 90%"."""
        return Text(vi=self._signs("vi", " và ", share), en=self._signs("en", " and ", share))

    def _signs(self, lang: str, both: str, share: bool) -> str:
        say = say_share if share else say_number
        if self.low is not None and self.low == self.high:
            return f"= {say(self.low, lang)}"
        signs = []
        if self.low is not None:
            signs.append(f"{'≥' if self.with_low else '>'} {say(self.low, lang)}")
        if self.high is not None:
            signs.append(f"{'≤' if self.with_high else '<'} {say(self.high, lang)}")
        return both.join(signs) or {"vi": "mọi giá trị", "en": "any value"}[lang]


ANYTHING = Interval()
