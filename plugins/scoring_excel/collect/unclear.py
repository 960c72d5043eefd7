"""Say what a number that cannot be read probably means; it is never taken for it.

The engine has refused the cell already. Here it only gets a better answer: that the digits
are of another alphabet, that a letter stands for a digit, that the unit was typed along.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from scoring import NumberError, Text, parse_number

_OF_LETTERS = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "|": "1"})
_WITH_UNIT = re.compile(r"([+-]?[0-9][0-9.,]*(?:/[0-9]+)?)\s*(\D+)")
_SIGNS = str.maketrans({"，": ",", "．": ".", "、": ",", "٫": ",", "−": "-", "–": "-", "％": "%"})
_LIST = re.compile(r"[^;]+(;[^;]+)+;?")

Reading = tuple[Text, str]


def unclear_reading(text: str) -> Reading | None:
    """Give why a text is no number, and what it probably means; None if that is not plain."""
    for reading in _READINGS:
        found = reading(text)
        if found is not None:
            return found
    return None


def _foreign_digits(text: str) -> Reading | None:
    likely = "".join(
        str(unicodedata.decimal(sign)) if sign.isdecimal() and not sign.isascii() else sign
        for sign in text.translate(_SIGNS)
    )
    if likely == text or not _is_number(likely):
        return None
    return Text(
        vi="có chữ số hoặc dấu không phải loại thường (toàn khổ …)",
        en="digits or signs are not the plain ones (full-width …)",
    ), likely


def _letters(text: str) -> Reading | None:
    likely = text.translate(_OF_LETTERS)
    if likely == text or not any(sign.isdigit() for sign in text) or not _is_number(likely):
        return None
    return Text(
        vi="có chữ cái O, l, I thay cho chữ số", en="letters O, l, I stand for digits"
    ), likely


def _with_unit(text: str) -> Reading | None:
    match = _WITH_UNIT.fullmatch(text)
    if match is None or not _is_number(match[1]):
        return None
    unit = match[2].strip()
    if not unit[:1].isalpha() and unit[:1] not in ("‰", "°"):
        return None
    return Text(
        vi=f"ghi kèm đơn vị tính “{unit}”", en=f"the unit “{unit}” is written along"
    ), match[1]


def _several(text: str) -> Reading | None:
    if not _LIST.fullmatch(text):
        return None
    return Text(vi="có nhiều số trong một ô", en="several numbers stand in one cell"), ""


_READINGS: tuple[Callable[[str], Reading | None], ...] = (
    _foreign_digits,
    _letters,
    _with_unit,
    _several,
)


def _is_number(text: str) -> bool:
    try:
        parse_number(text)
    except NumberError:
        return False
    return True
