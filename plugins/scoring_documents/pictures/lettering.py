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
    191: "'",
    260: "|",
    278: "ijlt,./:;\\ ",
    334: "frI!()-[]`·",
    351: "•",
    409: '"',
    444: "“”",
    480: "{}^",
    500: "cksvxyzJ*",
    557: "0123456789abdeghnopqu#$?_đ–≥≤÷±",
    584: "+<=>~×−",
    611: "FLTZ●○",
    656: "ơ",
    670: "ưBEPS",
    723: "wACDHKNRUVXYĐ",
    778: "GOQ&",
    834: "m",
    858: "ƠƯ",
    890: "M%",
    944: "W",
    1000: "—…→▲▼►",
    1016: "@",
}
_WIDTH_BY_SIGN = {sign: width for width, signs in _SIGNS_BY_WIDTH.items() for sign in signs}
_UNKNOWN = 1000
# Bold letters are wider by an eighth, narrow ones by up to a third.
_BOLD_PERCENT, _NARROW, _BOLD_MORE = 113, 445, 100


@lru_cache(maxsize=1024)
def _sign_width(sign: str) -> int:
    known = _WIDTH_BY_SIGN.get(sign)
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
    widths = (_bold_width(sign) if is_bold else _sign_width(sign) for sign in words)
    return -(-sum(widths) * size // 1000)


def _bold_width(sign: str) -> int:
    width = _sign_width(sign)
    return width * _BOLD_PERCENT // 100 + (_BOLD_MORE if 0 < width <= _NARROW else 0)


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
