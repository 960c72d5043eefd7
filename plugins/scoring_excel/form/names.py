"""Names of worksheets, made safe for Excel."""

from __future__ import annotations

import re
from collections.abc import Iterable

from scoring import nfc

MOST_SHEET = 31

_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f]+")


def sheet_names(wanted: Iterable[str], reserved: Iterable[str] = ()) -> list[str]:
    """Give a worksheet name for each text: at most 31 signs, all different."""
    taken = {name.casefold() for name in ("History", *reserved)}
    names = []
    for text in wanted:
        name = " ".join(_FORBIDDEN.sub(" ", nfc(text)).split()).strip("' ")
        names.append(_untaken(_within(name, MOST_SHEET) or "Đơn vị", taken, MOST_SHEET, " ({})"))
    return names


def _within(text: str, most: int) -> str:
    """Cut a text to so many signs as Excel counts them, in UTF-16."""
    while len(text.encode("utf-16-le")) > 2 * most:
        text = text[:-1]
    return text.strip("' ")


def _untaken(name: str, taken: set[str], most: int, more: str) -> str:
    """Give the name, or the name with the first number that makes it new."""
    tried, number = name, 1
    while tried.casefold() in taken:
        number += 1
        end = more.format(number)
        tried = _within(name, most - len(end)) + end
    taken.add(tried.casefold())
    return tried
