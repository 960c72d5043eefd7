"""Lettering: how wide words are, so that none is cut and none lies over another.

A picture must fit whichever of its fonts draws it, so each width is the wider one of Tinos
(the metrics of Times New Roman) and Arimo (those of Arial), in thousandths of the size.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# What has the width of its class. An accent above or below a letter adds nothing to it.
_SIGNS_BY_WIDTH = {
    0: "\u034f",
    200: "'",
    278: "ijl,. ",
    280: "|;:/\\tI",
    334: "f!()[]rI·-`",
    410: '"',
    445: "“”",
    480: "{}^",
    500: "ckszvxyJ*",
    550: "≥≤÷±",
    557: "abdeghnopquL0123456789_$#?–",
    584: "+<>=~×",
    612: "EFTZ●○",
    667: "BPS",
    668: "ơư",
    723: "ACDĐHKNRUVXYw",
    780: "GOQ&",
    834: "m",
    890: "M%",
    945: "W",
    990: "▲▼►",
    1000: "—…→",
    1016: "@",
}
_WIDTH_BY_SIGN = {sign: width for width, signs in _SIGNS_BY_WIDTH.items() for sign in signs}
_HORNED = {"ơ": 668, "ư": 670, "Ơ": 858, "Ư": 856}
_UNKNOWN = 1000
_BOLD_PERCENT = 112


@lru_cache(maxsize=1024)
def _sign_width(sign: str) -> int:
    known = _HORNED.get(sign) or _WIDTH_BY_SIGN.get(sign)
    if known is not None:
        return known
    if unicodedata.combining(sign):
        return 0
    parts = unicodedata.normalize("NFD", sign)
    if len(parts) == 1:
        return _UNKNOWN
    # “ờ” falls apart into o, horn and grave; only its last accent may be taken off.
    return _sign_width(unicodedata.normalize("NFC", parts[:-1]))


def width_of(words: str, size: int, is_bold: bool = False) -> int:
    """Give how wide words are at most, in the measure of the size."""
    thousandths = sum(_sign_width(sign) for sign in words) * size
    if is_bold:
        thousandths = thousandths * _BOLD_PERCENT // 100
    return -(-thousandths // 1000)


def shorten(words: str, room: int, size: int, is_bold: bool = False) -> str:
    """Give the words, or as many of their signs as fit the room with “…”."""
    if width_of(words, size, is_bold) <= room:
        return words
    kept = words
    while kept and width_of(kept.rstrip() + "…", size, is_bold) > room:
        # A sign goes with the accents that stand on it.
        kept = kept.rstrip()[:-1]
    return kept.rstrip() + "…" if kept else ""


def wrap(words: str, room: int, size: int, most: int = 2) -> list[str]:
    """Give the words on lines of a width; the last line of the most is shortened."""
    lines: list[str] = []
    rest = words.split()
    while rest and len(lines) < most - 1:
        line = rest.pop(0)
        while rest and width_of(f"{line} {rest[0]}", size) <= room:
            line = f"{line} {rest.pop(0)}"
        lines.append(shorten(line, room, size))
    if rest:
        lines.append(shorten(" ".join(rest), room, size))
    return lines
