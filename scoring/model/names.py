"""Names of files, made so that every file system takes them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

MOST_SIGNS = 80

_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)


def slug(text: str) -> str:
    """Give a text in plain small letters and hyphens: “Phường Đúc” → “phuong-duc”."""
    plain = unicodedata.normalize("NFKD", text.replace("đ", "d").replace("Đ", "D"))
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return re.sub(r"[^a-z0-9]+", "-", letters.casefold()).strip("-")


def file_stems(wanted: Iterable[str], spare: str) -> list[str]:
    """Give a file name without suffix for each text, all different, none reserved by Windows.

    `spare` stands in where nothing is left of a text, and before a reserved name.
    """
    taken: set[str] = set()
    stems = []
    for text in wanted:
        stem = slug(text)[: MOST_SIGNS - 10].strip("-") or spare
        if stem in _RESERVED:
            stem = f"{spare}-{stem}"
        tried, number = stem, 1
        while tried in taken:
            number += 1
            tried = f"{stem}-{number}"
        taken.add(tried)
        stems.append(tried)
    return stems
