"""Heights: how tall a row must be for its texts, before any program has laid them out.

A row is written with such a height but not fixed to it, so that Excel lets it grow when
people write more into it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

# About a hundredth of a column's width: what a sign of each size takes of it, bold ones too.
_SIGN_BY_SIZE = {15: 118, 11: 84, 10: 78, 9: 68}
_LINE_BY_SIZE = {15: 22, 11: 15, 10: 14, 9: 12}
_MARGIN = 4


def text_height(pieces: Sequence[tuple[str, int]], width: int) -> int:
    """Give the height in points of (text, size of letters) in a column of so many signs."""
    height = _MARGIN
    for text, size in pieces:
        for line in text.strip("\n").split("\n"):
            height += _lines(line, width, size) * _LINE_BY_SIZE[size]
    return height


def _lines(line: str, width: int, size: int) -> int:
    """Count the lines that words fill, as a word that does not fit moves on whole."""
    room = max(1, width * 100 // _SIGN_BY_SIZE[size])
    count, used = 1, 0
    for word in line.split(" "):
        length = min(len(word), room)
        if used and used + 1 + length > room:
            count, used = count + 1, length
        else:
            used += length + (1 if used else 0)
    return count


def growing_sheet() -> type[Any]:
    """Give a kind of worksheet whose rows have a height but are not fixed to it."""
    from xlsxwriter.worksheet import Worksheet

    class GrowingSheet(Worksheet):  # type: ignore[misc]  # xlsxwriter has no types
        """Leaves out the mark of a fixed height in the rows of `growing`."""

        def __init__(self) -> None:
            super().__init__()
            self.growing: set[int] = set()

        def grow(self, row: int, height: int) -> None:
            """Give a row a height to begin with."""
            self.set_row(row, height)
            self.growing.add(row)

        def _xml_start_tag_unencoded(self, tag: str, attributes: Any = ()) -> None:
            if tag == "row" and int(dict(attributes)["r"]) - 1 in self.growing:
                attributes = [one for one in attributes if one[0] != "customHeight"]
            super()._xml_start_tag_unencoded(tag, attributes)

    return GrowingSheet
