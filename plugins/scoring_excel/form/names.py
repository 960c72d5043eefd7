"""Names: of worksheets and of files, made safe for Excel and for every file system."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from scoring import nfc

MOST_SHEET, MOST_FILE = 31, 80

_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f]+")
_RESERVED_FILES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)


def slug(text: str) -> str:
    """Give a text in plain small letters and hyphens: “Phường Đúc” → “phuong-duc”."""
    plain = unicodedata.normalize("NFKD", text.replace("đ", "d").replace("Đ", "D"))
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return re.sub(r"[^a-z0-9]+", "-", letters.casefold()).strip("-")


def file_stems(wanted: Iterable[str]) -> list[str]:
    """Give a file name without suffix for each text, all different, none reserved."""
    taken: set[str] = set()
    stems = []
    for text in wanted:
        stem = slug(text)[: MOST_FILE - 10].strip("-") or "phieu"
        if stem in _RESERVED_FILES:
            stem = f"phieu-{stem}"
        stems.append(_untaken(stem, taken, MOST_FILE - 6, "-{}"))
    return stems


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
