"""Write a result as an XLSX workbook: numbers are numbers, and a text is never anything else.

The same result gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from textwrap import wrap
from typing import Any

from scoring import MissingExtraError, Result, Text, short_digest
from scoring_excel.page import Amount, Cell, Page, Row, Title
from scoring_excel.pages import pages, tell

_FONT = {"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter"}
_EDGE = {"border": 1, "border_color": "#C5CED8"}
_HEAD = {"bold": True, "bg_color": "#DCE6F1", "text_wrap": True, **_EDGE}
_TONES: Mapping[str, Mapping[str, Any]] = {
    "": {},
    "state": {"italic": True, "font_color": "#57606A", "bg_color": "#F1F3F5", "align": "center"},
    "title": {"bold": True, "bg_color": "#EEF3F8"},
    "self": {},
    "appraised": {"font_color": "#0B4F9E"},
    "council": {"font_color": "#6F2C91"},
}
_WHITE = "#FFFFFF"
_SCALES: Mapping[str, Mapping[str, Any]] = {
    "total": {"type": "2_color_scale", "min_color": _WHITE, "max_color": "#B7D4EE"},
    "gain": {"type": "2_color_scale", "min_color": "#FFE9A8", "max_color": _WHITE},
    "loss": {"type": "2_color_scale", "min_color": _WHITE, "max_color": "#F6C3BC"},
}

_LINE = 15  # the height of a line, in points
_LETTER = 85  # the width of a letter of text, in hundredths of the digit that columns count in
_ACROSS = 170  # digits that are read well across an A4 page lying on its side
_MOST_LETTERS = 32_767  # in one cell
_MOST_HEADER = 120

# A file says when it was made. This one says what it was made from, and is the same each time.
_MADE = datetime(2000, 1, 1, tzinfo=UTC)


def write(result: Result, options: Mapping[str, Any]) -> bytes:
    """Write the sheets of a result; raises `MissingExtraError` without XlsxWriter."""
    try:
        import xlsxwriter
    except ImportError:
        what = Text(vi="Ghi bảng tính Excel", en="Writing Excel workbooks")
        raise MissingExtraError(what, "excel") from None
    lang = str(options.get("lang", "vi"))
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        told = tell(result, lang)
        name = told.data["digest"]
        book.set_properties({"title": result.criteria.title, "comments": name, "created": _MADE})
        painter = _Painter(book)
        for page in pages(told):
            sheet = painter.paint(page)
            _set_print(sheet, page, _head(result), _foot(name, lang))
    return out.getvalue()


def _head(result: Result) -> str:
    title = result.criteria.title
    return _printed(title if len(title) <= _MOST_HEADER else title[: _MOST_HEADER - 1] + "…")


def _foot(name: str, lang: str) -> str:
    said = Text(vi="Mã kết quả", en="Digest of the result").in_(lang)
    return f"{said} {short_digest(name)}"


def _printed(text: str) -> str:
    """Give a text that a header shows as it is: there “&” starts a command."""
    return text.replace("&", "&&")


def _set_print(sheet: Any, page: Page, head: str, foot: str) -> None:
    """Lay a worksheet out for A4: the head of the table and the digest on every page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(*(Decimal(one) for one in ("0.4", "0.4", "0.6", "0.6")))
    sheet.fit_to_pages(max(1, (2 * sum(_widths(page)) + _ACROSS) // (2 * _ACROSS)), 0)
    sheet.repeat_rows(0)
    if page.frozen:
        sheet.repeat_columns(0, page.frozen - 1)
    sheet.set_header(f"&L&8 {head}&R&8 &A")
    sheet.set_footer(f"&L&8 {foot}&R&8 &P/&N")


class _Painter:
    """What paints pages into a workbook; equal formats are made once."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self._formats: dict[tuple[str, int | None, bool], Any] = {}

    def paint(self, page: Page) -> Any:
        """Add a worksheet."""
        sheet = self.book.add_worksheet(page.name)
        widths = _widths(page)
        for column, (title, width) in enumerate(zip(page.titles, widths, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, _fit(title.text), self._head(title))
        heads = [Cell(title.text) for title in page.titles]
        sheet.set_row(0, _LINE * _lines(heads, widths) + 6)
        for number, row in enumerate(page.rows, 1):
            if (lines := _lines(row, widths)) > 1:
                sheet.set_row(number, _LINE * lines)
            for column, cell in enumerate(row):
                self._put(sheet, number, column, cell)
        sheet.freeze_panes(1, page.frozen)
        if page.is_filtered:
            sheet.autofilter(0, 0, max(1, len(page.rows)), len(page.titles) - 1)
        self._colour(sheet, page)
        return sheet

    def _put(self, sheet: Any, row: int, column: int, cell: Cell) -> None:
        if isinstance(cell.value, Amount):
            number = cell.value
            style = self._style(cell.tone, number.decimals, bool(number.exact))
            sheet.write_number(row, column, number.number, style)
        elif not cell.value:
            sheet.write_blank(row, column, None, self._style(cell.tone))
        else:
            # Never `write`, which takes “=…” for a formula and “http…” for a link.
            sheet.write_string(row, column, _fit(cell.value), self._style(cell.tone))

    def _style(self, tone: str, decimals: int | None = None, nearest: bool = False) -> Any:
        key = (tone, decimals, nearest)
        if key not in self._formats:
            looks = {**_FONT, **_EDGE, **_TONES[tone]}
            if decimals is None:
                looks = {"text_wrap": True, "indent": 0 if tone == "state" else 1, **looks}
            else:
                shown = "0." + "0" * decimals if decimals else "0"
                looks = {"align": "right", **looks}
                looks["num_format"] = f'"≈ "{shown}' if nearest else shown
            self._formats[key] = self.book.add_format(looks)
        return self._formats[key]

    def _head(self, title: Title) -> Any:
        key = ("head", None, title.is_number)
        if key not in self._formats:
            align = "center" if title.is_number else "left"
            self._formats[key] = self.book.add_format(
                {**_FONT, **_HEAD, "align": align, "indent": 1 - title.is_number}
            )
        return self._formats[key]

    def _colour(self, sheet: Any, page: Page) -> None:
        """Colour numbers lightly by how near they are to what they can reach."""
        for column, title in enumerate(page.titles):
            if page.rows and title.colour and title.most is not None and title.most > 0:
                ends = {"min_type": "num", "min_value": 0, "max_type": "num"}
                look = {**_SCALES[title.colour], **ends, "max_value": title.most}
                sheet.conditional_format(1, column, len(page.rows), column, look)


def _widths(page: Page) -> list[int]:
    """Give each column the width of its longest text, within what its title allows."""
    widths = []
    for column, title in enumerate(page.titles):
        longest = max((_letters(row[column]) for row in page.rows), default=0)
        word = max(map(len, title.text.split()), default=0)
        wanted = max(longest, word) * _LETTER // 100 + 3
        widths.append(max(title.narrowest, min(title.widest, wanted)))
    return widths


def _letters(cell: Cell) -> int:
    if isinstance(cell.value, Amount):
        whole = len(str(int(cell.value.number)))
        return whole + cell.value.decimals + (3 if cell.value.exact else 1)
    return max(map(len, cell.value.splitlines()), default=0)


def _lines(row: Row, widths: Sequence[int]) -> int:
    """Give how many lines the tallest text of a row needs."""
    pairs = zip(row, widths, strict=True)
    return max(
        (_lines_of(cell.value, width * 100 // _LETTER - 2) for cell, width in pairs), default=1
    )


def _lines_of(value: str | Amount, width: int) -> int:
    if isinstance(value, Amount) or (len(value) <= width and "\n" not in value):
        return 1
    return sum(max(1, len(wrap(line, width))) for line in value[:_MOST_LETTERS].splitlines())


def _fit(text: str) -> str:
    """Give a text that a cell can hold; one that is cut says so."""
    return text if len(text) <= _MOST_LETTERS else text[: _MOST_LETTERS - 1] + "…"
