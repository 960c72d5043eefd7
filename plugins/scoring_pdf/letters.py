"""The letters of our fonts: which there are, and how wide each is.

A sign that a font lacks would stop the writing of an accessible PDF, so it is shown as a
box instead. The widths tell how wide the columns of a table must be. Both are read
from the font files themselves.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from scoring import nfc

FONTS = Path(__file__).parent / "fonts"
EM = 2048  # units of width in the size of a letter, the same in all four fonts
BOX = "\N{WHITE SQUARE}"
_LONGEST_WORD = 32
_BREAK = "\N{ZERO WIDTH SPACE}"
# Spaces at which a line does not end: “≥ 90”, “20 điểm”.
_TIED = re.compile(r"(?<=[≥≤]) (?=\d)|(?<=\d) (?=điểm\b)")
# A long blank to fill by hand goes on in the next line.
_DOTTED = re.compile("…{5,}")
# Control signs are boxes, as names with them are damaged; only tabs and new lines are meant.
_OTHERS = dict.fromkeys((*range(32), *range(127, 160)), BOX)
_OTHERS |= {ord("\n"): "\n", ord("\r"): "\n", ord("\t"): " ", 0x2028: "\n", 0x2029: "\n"}


@cache
def widths(style: str) -> Mapping[int, int]:
    """Give the width of each letter of a font, "Regular" or "Bold", by its code."""
    data = (FONTS / f"Tinos-{style}.ttf").read_bytes()
    tables = _tables(data)
    count = struct.unpack_from(">H", data, tables["hhea"] + 34)[0]
    advances = struct.unpack_from(f">{2 * count}H", data, tables["hmtx"])[::2]
    last = count - 1
    return {code: advances[min(glyph, last)] for code, glyph in _glyphs(data, tables["cmap"])}


def _tables(data: bytes) -> dict[str, int]:
    """Give where each table of a font file starts."""
    count = struct.unpack_from(">H", data, 4)[0]
    entries = (struct.unpack_from(">4sLLL", data, 12 + 16 * one) for one in range(count))
    return {tag.decode("ascii"): start for tag, _, start, _ in entries}


def _glyphs(data: bytes, start: int) -> Iterator[tuple[int, int]]:
    """Give each code with its glyph, from the map of the Basic Multilingual Plane."""
    (offset,) = (
        offset
        for platform, encoding, offset in struct.iter_unpack(
            ">HHL", data[start + 4 : start + 4 + 8 * struct.unpack_from(">H", data, start + 2)[0]]
        )
        if (platform, encoding) == (3, 1)
    )
    at = start + offset
    doubled = struct.unpack_from(">H", data, at + 6)[0]
    size = doubled >> 1
    ends = struct.unpack_from(f">{size}H", data, at + 14)
    starts = struct.unpack_from(f">{size}H", data, at + 16 + doubled)
    deltas = struct.unpack_from(f">{size}H", data, at + 16 + 2 * doubled)
    ranges_at = at + 16 + 3 * doubled
    ranges = struct.unpack_from(f">{size}H", data, ranges_at)
    for one, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if ranges[one]:
                place = ranges_at + 2 * one + ranges[one] + 2 * (code - first)
                glyph = struct.unpack_from(">H", data, place)[0]
                if not glyph:
                    continue
            glyph = (glyph + deltas[one]) & 0xFFFF
            if glyph:
                yield code, glyph


def printable(text: str) -> str:
    """Give a text of which every sign can be printed; what the fonts lack becomes a box."""
    shown = nfc(text).replace("\r\n", "\n").translate(_OTHERS)
    if not shown.isascii():
        shown = "".join(map(_shown, shown))
        shown = _TIED.sub("\N{NO-BREAK SPACE}", shown)
        shown = _DOTTED.sub(lambda run: _BREAK.join(run[0]), shown)
    return " ".join(map(_soft, shown.split(" "))) if len(shown) > _LONGEST_WORD else shown


def _shown(sign: str) -> str:
    # Signs without a shape of their own: among them those that turn the order of letters.
    if unicodedata.category(sign) == "Cf" or "\ufe00" <= sign <= "\ufe0f":
        return ""
    if ord(sign) in widths("Regular") or sign == "\n":
        return sign
    return " " if unicodedata.category(sign) == "Zs" else BOX


def _soft(word: str) -> str:
    """Let a word longer than any in a language break at the edge of the paper."""
    if len(word) <= _LONGEST_WORD:
        return word
    step = _LONGEST_WORD >> 1
    return _BREAK.join(word[at : at + step] for at in range(0, len(word), step))


def measure(text: str, style: str = "Regular") -> int:
    """Give the width of a text on one line, in units of its size (see `EM`)."""
    known = widths(style)
    return sum(known.get(ord(sign), EM) for sign in text)


def longest_word(text: str, style: str = "Regular") -> int:
    """Give the width of the widest piece that cannot be broken."""
    pieces = re.split(f"[ \n{_BREAK}]+", text)
    return max((measure(piece, style) for piece in pieces), default=0)
