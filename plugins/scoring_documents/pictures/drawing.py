"""Drawing: shapes and words as SVG.

Everything is measured in tenths of a pixel as integers, so that the same picture is the same
text on every machine. There are no ids, scripts, style sheets or outside references, so that
many pictures can stand on one page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from scoring_documents.pictures.lettering import shorten, width_of, wrap

# Arial stands on Windows, Arimo on Linux with the same widths, Tinos comes with the PDFs.
FONTS = "Arial, Arimo, Tinos, sans-serif"
WIDTH = 6400
SIZE, SMALL = 120, 100
ROW = 190
# Around everything, for signs that reach over their width.
MARGIN = 60

INK, QUIET, LINE, PALE, PAPER = "#1a1a1a", "#555555", "#8c8c8c", "#e4e7eb", "#ffffff"
ACCENT, CONTRAST = "#08519c", "#b35806"

# XML has no place for these at all, not even escaped.
_UNSPEAKABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}


def escape(words: str) -> str:
    """Write words so that they are words in XML, whatever signs they hold."""
    spoken = _UNSPEAKABLE.sub("\ufffd", words)
    escaped = "".join(_ESCAPES.get(sign, sign) for sign in spoken)
    if escaped and unicodedata.combining(escaped[0]):
        # An accent would join the “>” before it when the text is composed (“>” + U+0338 = “≯”).
        return f"&#{ord(escaped[0])};{escaped[1:]}"
    return escaped


def pixels(tenths: int) -> str:
    """Write tenths of a pixel as pixels."""
    sign, (whole, rest) = "-" if tenths < 0 else "", divmod(abs(tenths), 10)
    return f"{sign}{whole}.{rest}" if rest else f"{sign}{whole}"


class Drawing:
    """Shapes and words, in the order in which they lie over each other."""

    def __init__(self, width: int = WIDTH) -> None:
        self.width = width
        self._shapes: list[str] = []

    def box(
        self, x: int, y: int, width: int, height: int, fill: str, edge: str = "", dash: str = ""
    ) -> None:
        """Draw a rectangle."""
        line = f' stroke="{edge}"' if edge else ""
        line += f' stroke-dasharray="{dash}"' if dash else ""
        corner = f'x="{pixels(x)}" y="{pixels(y)}"'
        size = f'width="{pixels(width)}" height="{pixels(height)}"'
        self._shapes.append(f'<rect {corner} {size} fill="{fill}"{line}/>')

    def line(
        self,
        start: tuple[int, int],
        end: tuple[int, int],
        colour: str,
        width: int = 10,
        dash: str = "",
    ) -> None:
        """Draw a straight line."""
        (x1, y1), (x2, y2) = start, end
        ends = f'x1="{pixels(x1)}" y1="{pixels(y1)}" x2="{pixels(x2)}" y2="{pixels(y2)}"'
        broken = f' stroke-dasharray="{dash}"' if dash else ""
        self._shapes.append(
            f'<line {ends} stroke="{colour}" stroke-width="{pixels(width)}"{broken}/>'
        )

    def boxes(self, boxes: Sequence[tuple[int, int, int, int]], fill: str, edge: str) -> None:
        """Draw many like rectangles as one shape; each is (x, y, width, height)."""
        path = "".join(
            f"M{pixels(x)} {pixels(y)}h{pixels(width)}v{pixels(height)}h{pixels(-width)}z"
            for x, y, width, height in boxes
        )
        if path:
            self._shapes.append(f'<path d="{path}" fill="{fill}" stroke="{edge}"/>')

    def strokes(
        self,
        strokes: Sequence[tuple[tuple[int, int], tuple[int, int]]],
        colour: str,
        width: int = 10,
    ) -> None:
        """Draw many like lines as one shape; each is from a point to a point."""
        path = "".join(
            f"M{pixels(x1)} {pixels(y1)}L{pixels(x2)} {pixels(y2)}"
            for (x1, y1), (x2, y2) in strokes
        )
        if path:
            self._shapes.append(
                f'<path d="{path}" stroke="{colour}" stroke-width="{pixels(width)}"/>'
            )

    def dot(self, x: int, y: int, radius: int, fill: str, edge: str) -> None:
        """Draw a circle."""
        where = f'cx="{pixels(x)}" cy="{pixels(y)}" r="{pixels(radius)}"'
        self._shapes.append(f'<circle {where} fill="{fill}" stroke="{edge}" stroke-width="1.6"/>')

    def words(
        self,
        x: int,
        y: int,
        words: str,
        *,
        room: int | None = None,
        size: int = SIZE,
        anchor: str = "start",
        colour: str = INK,
        is_bold: bool = False,
        full: str = "",
    ) -> None:
        """Write words; what does not fit the room ends in “…” and is whole in the title.

        `full` is a title that says more than the words. `y` is the line they stand on.
        """
        shown = words if room is None else shorten(words, room, size, is_bold)
        if not shown:
            return
        full = full or ("" if shown == words else words)
        marks = "" if anchor == "start" else f' text-anchor="{anchor}"'
        marks += ' font-weight="bold"' if is_bold else ""
        marks += "" if size == SIZE else f' font-size="{pixels(size)}"'
        marks += "" if colour == INK else f' fill="{colour}"'
        text = f'<text x="{pixels(x)}" y="{pixels(y)}"{marks}>{escape(shown)}</text>'
        self._shapes.append(f"<g><title>{escape(full)}</title>{text}</g>" if full else text)

    def svg(self, height: int, title: str, said: str) -> str:
        """Give the whole picture, with a title and a description for those who cannot see it."""
        left, width, tall = pixels(-MARGIN), pixels(self.width + 2 * MARGIN), pixels(height)
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left} 0 {width} {tall}" width="{width}" '
            f'height="{tall}" role="img" font-family="{FONTS}" font-size="{pixels(SIZE)}" '
            f'fill="{INK}">'
        )
        about = f"<title>{escape(title)}</title><desc>{escape(said)}</desc>"
        ground = f'<rect x="{left}" width="{width}" height="{tall}" fill="{PAPER}"/>'
        return "\n".join([head, about, ground, *self._shapes, "</svg>"])

    def notes(self, y: int, words: str) -> int:
        """Write small words over the whole width, below a height; give where they end."""
        for line in wrap(words, self.width, SMALL, most=6):
            y += 150
            self.words(0, y, line, size=SMALL, colour=QUIET)
        return y + 50


def widest(words: Sequence[str], most: int, size: int = SIZE, is_bold: bool = False) -> int:
    """Give the room that the widest of some words takes, but no more than the most."""
    return min(most, max((width_of(one, size, is_bold) for one in words), default=0))
