"""The one door for numbers: exact from text to paper.

A number is a `Fraction`; nothing in this package turns text into any other kind of
number. Rounding is a named policy of the criteria set and never happens unasked.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from attrs import field, frozen

from scoring.model.errors import NumberError
from scoring.model.text import Text

# A council writes points, counts and shares. 30 digits hold any of them with room to
# spare, and keep a hostile 5,000-digit number from costing a second.
MOST_DIGITS = 30

_DECIMAL = re.compile(r"([+-]?)(\d+)(?:[.,](\d+))?", re.ASCII)
_EXPONENT = re.compile(r"[+-]?\d+(?:[.,]\d+)?[eE][+-]?\d+", re.ASCII)


def _refuse(text: str, vi: str, en: str) -> NumberError:
    shown = text if len(text) <= 40 else text[:37] + "…"
    return NumberError(Text(vi=f"“{shown}” {vi}", en=f"“{shown}” {en}"))


def _decimal(text: str, whole: str) -> Fraction:
    match = _DECIMAL.fullmatch(text.strip())
    if match is None:
        if _EXPONENT.fullmatch(text.strip()):
            raise _refuse(
                whole,
                "dùng số mũ; hãy viết đủ các chữ số.",
                "uses an exponent; write all its digits.",
            )
        raise _refuse(
            whole,
            "không phải là số; hãy viết 12, 8.5, 8,5, 2/3 hoặc 70%.",
            "is not a number; write 12, 8.5, 8,5, 2/3 or 70%.",
        )
    sign, units, decimals = match[1], match[2], match[3] or ""
    if len(units) + len(decimals) > MOST_DIGITS:
        raise _refuse(
            whole,
            f"dài hơn {MOST_DIGITS} chữ số.",
            f"has more than {MOST_DIGITS} digits.",
        )
    value = Fraction(int(units + decimals), 10 ** len(decimals))
    return -value if sign == "-" else value


def parse_number(value: str | int | Decimal | Fraction) -> Fraction:
    """Give the exact number that a text of a criteria file stands for.

    Takes integers, decimals with a point or a comma, ratios "2/3" and percentages
    "70%" (the number 7/10). Raises `NumberError` for anything else: an exponent, an
    infinity, more than 30 digits, a binary float.
    """
    if isinstance(value, Fraction):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise _refuse(
            str(value),
            "không phải là số chính xác.",
            "is not an exact number.",
        )
    text = str(value).strip() if not isinstance(value, int) else None
    if text is None:
        if abs(int(value)) >= 10**MOST_DIGITS:
            raise _refuse(
                "…",
                f"dài hơn {MOST_DIGITS} chữ số.",
                f"has more than {MOST_DIGITS} digits.",
            )
        return Fraction(int(value))
    if text.endswith("%"):
        return _decimal(text[:-1], text) / 100
    if "/" in text:
        above, _, below = text.partition("/")
        divisor = _decimal(below, text)
        if divisor == 0:
            raise _refuse(text, "chia cho 0.", "divides by zero.")
        return _decimal(above, text) / divisor
    return _decimal(text, text)


def is_terminating(value: Fraction) -> bool:
    """Tell whether the number can be written with finitely many decimals."""
    return _decimals(value.denominator) is not None


@lru_cache(maxsize=1024)
def _decimals(den: int) -> int | None:
    """Give how many decimals a fraction over a denominator needs; None if they do not end."""
    powers = []
    for prime in (2, 5):
        power = 0
        while den % prime == 0:
            den, power = den // prime, power + 1
        powers.append(power)
    return max(powers) if den == 1 else None


def _decimal_text(value: Fraction, places: int) -> str:
    return _pointed(round_half_up(value, places), places)


def _pointed(scaled: int, places: int) -> str:
    sign, digits = ("-" if scaled < 0 else ""), str(abs(scaled)).rjust(places + 1, "0")
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else sign + digits


def round_half_up(value: Fraction, places: int) -> int:
    """Give value x 10^places as an integer, halves away from zero."""
    scaled = abs(value) * Fraction(10) ** places
    rounded = _half_up(scaled.numerator, scaled.denominator)
    return rounded if value >= 0 else -rounded


def machine_number(value: Fraction, places: int | None = None) -> str:
    """Write an exact number for programs: "88.28", or "79/36" if it has no end.

    `places` pads with zeros up to that many decimals and never cuts digits off.
    """
    num, den = value.numerator, value.denominator
    needed = _decimals(den)
    if needed is None:
        return f"{num}/{den}"
    shown = max(needed, places or 0)
    return _pointed(num * 10**shown // den, shown)


def say_number(value: Fraction, lang: str = "vi", places: int | None = None) -> str:
    """Write a number for people: decimal comma in Vietnamese, point in English.

    A number whose decimals do not end (or exceed six) is cut to four and marked "…",
    so that nobody takes what is shown for the exact value.
    """
    written = machine_number(value, places)
    if "/" in written or len(written.partition(".")[2]) > max(6, places or 0):
        cut = Fraction(int(abs(value) * 10**4), 10**4)
        written = ("-" if value < 0 else "") + _decimal_text(cut, 4) + "…"
    return written.replace(".", ",") if lang == "vi" else written


def say_share(value: Fraction, lang: str = "vi") -> str:
    """Write a share for people, as a percentage with at most two decimals.

    A share that two decimals cannot hold is written as a ratio: "2/3", not "66,67%".
    """
    percent = value * 100
    if is_terminating(percent) and (percent * 100).denominator == 1:
        return say_number(percent, lang) + "%"
    return f"{value.numerator}/{value.denominator}"


ROUNDING_MODES = ("half-up", "half-even", "down", "up", "floor", "ceiling")

_SAID: dict[str, Text] = {
    "half-up": Text(vi="nửa lên", en="half up"),
    "half-even": Text(vi="nửa về chẵn", en="half to even"),
    "down": Text(vi="bỏ phần lẻ", en="toward zero"),
    "up": Text(vi="làm tròn ra xa 0", en="away from zero"),
    "floor": Text(vi="xuống", en="down"),
    "ceiling": Text(vi="lên", en="up"),
}


@frozen
class Rounding:
    """Say how numbers are rounded: `places` decimals in a mode, or not at all.

    "half-up" moves halves away from zero, the habit of Vietnamese instruments
    (2.125 becomes 2.13). `places` is None for "none": the exact number is kept.
    """

    places: int | None
    mode: str = field(default="half-up")

    @classmethod
    def parse(cls, text: str) -> Rounding:
        """Read "2 half-up", "0 floor" or "none"; raises `NumberError`."""
        if text.strip() == "none":
            return cls(None)
        places, _, mode = text.strip().partition(" ")
        if not (len(places) == 1 and places in "0123456789" and mode.strip() in ROUNDING_MODES):
            raise _refuse(
                text,
                f"không phải là cách làm tròn; viết “none” hoặc số chữ số lẻ (0–9) rồi một trong "
                f"{', '.join(ROUNDING_MODES)}, ví dụ “2 half-up”.",
                f"is not a rounding; write “none”, or the decimals (0–9) and one of "
                f"{', '.join(ROUNDING_MODES)}, such as “2 half-up”.",
            )
        return cls(int(places), mode.strip())

    def of(self, value: Fraction) -> Fraction:
        """Round one number."""
        if self.places is None:
            return value
        grain = 10**self.places
        above, below = value.numerator * grain, value.denominator
        return Fraction(_ROUND[self.mode](above, below), grain)

    def __str__(self) -> str:
        return "none" if self.places is None else f"{self.places} {self.mode}"

    def said(self) -> Text:
        """Say the rounding to people."""
        if self.places is None:
            return Text(vi="không làm tròn", en="not rounded")
        mode = _SAID[self.mode]
        return Text(
            vi=f"làm tròn {self.places} chữ số lẻ, {mode.vi}",
            en=f"rounded to {self.places} places, {mode.en}",
        )


def _half_up(above: int, below: int) -> int:
    size = (2 * abs(above) + below) // (2 * below)
    return size if above >= 0 else -size


def _half_even(above: int, below: int) -> int:
    floor, rest = divmod(above, below)
    return floor + (2 * rest > below or (2 * rest == below and floor % 2 == 1))


_ROUND: dict[str, Callable[[int, int], int]] = {
    "half-up": _half_up,
    "half-even": _half_even,
    "down": lambda above, below: above // below if above >= 0 else -(-above // below),
    "up": lambda above, below: -(-above // below) if above >= 0 else above // below,
    "floor": lambda above, below: above // below,
    "ceiling": lambda above, below: -(-above // below),
}
