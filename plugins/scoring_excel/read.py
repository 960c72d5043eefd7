"""Read an XLSX workbook to a table of texts; a hostile file is refused before it is opened.

A small file can unpack to gigabytes or claim a million columns. So the archive is measured
first, and only the cells within bounds are read. Numbers are texts of the digits that
the workbook shows; nothing binary reaches a score.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import IO, Any

from scoring import (
    MissingExtraError,
    Place,
    SheetError,
    Table,
    Text,
    nfc,
    unreadable_sheet,
)
from scoring_excel.guard import (
    SHEET_BOUNDS,
    UnfitError,
    check_cells,
    too_long,
    uncounted,
    unpack,
)

MOST_ROWS = SHEET_BOUNDS.rows
MOST_COLUMNS = SHEET_BOUNDS.columns
MOST_PROBLEMS = 1_000
MOST_DIGITS = 400  # a number of a workbook has at most 308 before its point
WORKSHEETS = "xl/worksheets/"

_THREE_DECIMALS = re.compile(r"-?\d{1,3}\.\d{3}")

Row = list[str | int | bool | None]


def read(path: Path) -> Table:
    """Give the table of the one visible worksheet that holds something.

    Raises `SheetError` if the workbook cannot be read or is out of bounds, and
    `MissingExtraError` without openpyxl.
    """
    place = Place(str(path))
    try:
        import openpyxl
    except ImportError:
        what = Text(vi="Đọc bảng tính Excel", en="Reading Excel workbooks")
        raise MissingExtraError(what, "excel") from None
    _measure(path, place)
    try:
        # A stream of ours, as openpyxl leaves its own open when it fails.
        with path.open("rb") as stream:
            name, rows = _sheet(openpyxl, stream, place)
    except SheetError:
        raise
    except Exception as error:
        # openpyxl raises many kinds of exceptions at malformed workbooks.
        why = Text(vi=f"sai định dạng XLSX ({error})", en=f"malformed XLSX ({error})")
        raise _refused(place, why) from error
    return _table(path, name, rows)


def _refused(place: Place, why: Text) -> SheetError:
    return SheetError([unreadable_sheet(place, why)])


def _measure(path: Path, place: Place) -> None:
    """Refuse an archive out of bounds, and worksheets that cannot be taken at their word."""
    try:
        parts = unpack(path, SHEET_BOUNDS)
        for name, part in parts.items():
            if name.startswith(WORKSHEETS):
                check_cells(part, SHEET_BOUNDS)
                _refuse_uncounted(part, place)
    except UnfitError as error:
        raise _refused(place, error.why) from None


def _refuse_uncounted(part: bytes, place: Place) -> None:
    places = [
        Place(place.file, row=row, column=column, is_spreadsheet=True)
        for row, column in uncounted(part)
    ]
    if places:
        why = Text(
            vi="công thức chưa có kết quả; hãy mở bằng Excel rồi lưu lại",
            en="a formula without a result; open the workbook in Excel and save it",
        )
        raise SheetError([unreadable_sheet(one, why) for one in places[:MOST_PROBLEMS]])


def _sheet(openpyxl: Any, stream: IO[bytes], place: Place) -> tuple[str, list[tuple[int, Row]]]:
    """Give the name of the worksheet and its rows that hold something."""
    book = openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
    try:
        found: list[tuple[str, list[tuple[int, Row]]]] = []
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                rows = [row for row in _rows(sheet, place) if any(_is_said(c) for c in row[1])]
                if rows:
                    found.append((sheet.title, rows))
    finally:
        book.close()
    if not found:
        raise _refused(place, Text(vi="bảng tính trống", en="the workbook is empty"))
    if len(found) > 1:
        names = ", ".join(f"“{name}”" for name, _ in found)
        why = Text(
            vi=f"nhiều trang có dữ liệu ({names}); hãy ẩn các trang không đọc",
            en=f"several sheets hold something ({names}); hide those that are not to be read",
        )
        raise _refused(place, why)
    return found[0]


def _rows(sheet: Any, place: Place) -> Iterator[tuple[int, Row]]:
    bounds = {"max_row": MOST_ROWS + 1, "max_col": MOST_COLUMNS}
    # Its own word on its size may be missing or a lie; the cells tell.
    sheet.reset_dimensions()
    for number, padded in enumerate(sheet.iter_rows(values_only=True, **bounds), 1):
        width = len(padded)
        while width and padded[width - 1] is None:
            width -= 1
        cells = padded[:width]
        if number > MOST_ROWS and any(_is_said(cell) for cell in cells):
            raise _refused(place, too_long(SHEET_BOUNDS).why)
        yield number, [plain(cell) for cell in cells]


def _is_said(cell: object) -> bool:
    return cell is not None and str(cell).strip() != ""


def plain(cell: Any) -> str | int | bool | None:
    """Give a cell as a text of what a person sees in it."""
    if cell is None or isinstance(cell, bool | int):
        return cell
    if isinstance(cell, str):
        return nfc(cell)
    if isinstance(cell, datetime):
        # A day without a time is what people type; a time is shown and judged later.
        return cell.date().isoformat() if cell.time() == cell.time().min else str(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    if type(cell).__name__ in ("float", "Decimal"):
        # The shortest digits of the stored number are those that were typed.
        return plain_number(str(cell))
    return str(cell)


def plain_number(said: str) -> str:
    """Give a number cell as a text that has one reading only: “8.3”, “32.1250”."""
    try:
        number = Decimal(said)
    except InvalidOperation:
        return said
    if not number.is_finite() or abs(number.adjusted()) > MOST_DIGITS:
        return said
    digits = format(number, "f")
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    # A number cell has one reading only; a fourth decimal tells that to whoever reads
    # texts, where "32.125" could be thousands.
    return digits + "0" if _THREE_DECIMALS.fullmatch(digits) else digits


def _table(path: Path, name: str, rows: Sequence[tuple[int, Row]]) -> Table:
    width = max(
        index + 1 for _, cells in rows for index, cell in enumerate(cells) if _is_said(cell)
    )
    full = [(number, [*cells, *[None] * width][:width]) for number, cells in rows]
    (first, header), body = full[0], full[1:]
    return Table(
        file=str(path),
        header=tuple("" if cell is None else nfc(str(cell).strip()) for cell in header),
        rows=[cells for _, cells in body],
        first_row=first + 1,
        sheet=name,
        row_numbers=[number for number, _ in body],
        is_spreadsheet=True,
    )
