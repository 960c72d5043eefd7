"""Read a CSV file to a table of texts; comma, semicolon or tab, with or without a BOM."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from scoring import (
    Place,
    Problem,
    SheetError,
    Table,
    Text,
    nfc,
    rearm,
    say_file_error,
    unreadable_sheet,
)

# A cell longer than this is not an answer; refusing it bounds what a broken quote can eat.
MOST_SIGNS = 100_000


MOST_PROBLEMS = 1_000

_SAID = (
    (
        "field larger than",
        f"có ô dài hơn {MOST_SIGNS} ký tự; có lẽ thiếu ngoặc kép đóng",
        f"a cell is longer than {MOST_SIGNS} signs; a closing quote may be missing",
    ),
    ("unexpected end", "thiếu ngoặc kép đóng", "a closing quote is missing"),
    (
        "'",
        "sau ngoặc kép đóng còn chữ; ngoặc kép trong ô phải viết hai lần",
        "something follows a closing quote; a quote inside a cell is written twice",
    ),
)


def read(path: Path) -> Table:
    """Give the table of a CSV file. Raises `SheetError` if it cannot be read."""
    place = Place(str(path))
    try:
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        raise _refused(place, say_file_error(error)) from None
    return parse(content, str(path))


def parse(content: bytes, file: str) -> Table:
    """Give the table of the bytes of a CSV file; `file` is its name in messages."""
    place = Place(file)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _refused(
            place,
            Text(
                vi="tệp không phải UTF-8; trong Excel hãy lưu kiểu “CSV UTF-8”",
                en="the file is not UTF-8; in Excel save it as “CSV UTF-8”",
            ),
        ) from None
    if "\0" in text:
        raise _refused(
            place,
            Text(
                vi="tệp có ký tự NUL, có lẽ không phải là CSV",
                en="the file holds NUL signs, so it is hardly CSV",
            ),
        )
    rows: list[list[str]] = []
    numbers: list[int] = []
    csv.field_size_limit(MOST_SIGNS)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    line = 0
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append(row)
                numbers.append(line + 1)
            line = reader.line_num
    except csv.Error as error:
        raise _refused(Place(file, line=reader.line_num), _said(str(error))) from None
    if not rows:
        raise _refused(place, Text(vi="tệp trống", en="the file is empty"))
    if "'" in text:
        # Programs keep a spreadsheet from running a text by an apostrophe; it is no part of it.
        rows = [[rearm(cell) for cell in row] for row in rows]
    header = tuple(nfc(cell.strip()) for cell in rows[0])
    body: list[list[str]] = []
    too_wide: list[Problem] = []
    for row, number in zip(rows[1:], numbers[1:], strict=True):
        if any(cell.strip() for cell in row[len(header) :]):
            too_wide.append(_too_wide(Place(file, line=number), len(row), len(header)))
        body.append(row[: len(header)] + [""] * (len(header) - len(row)))
    if too_wide:
        raise SheetError(too_wide[:MOST_PROBLEMS])
    return Table(file, header, body, numbers[0] + 1, row_numbers=numbers[1:])


def _delimiter(text: str) -> str:
    """Take the sign that the header uses most; Excel in Vietnamese writes semicolons."""
    header = re.sub(r'"[^"]*"', "", text.lstrip()).partition("\n")[0].partition("\r")[0]
    return max((",", ";", "\t"), key=header.count)


def _said(why: str) -> Text:
    """Say in both languages what the reader of the standard library says."""
    for start, vi, en in _SAID:
        if why.startswith(start):
            return Text(vi=vi, en=en)
    return Text(vi=f"sai định dạng CSV ({why})", en=f"malformed CSV ({why})")


def _too_wide(place: Place, cells: int, width: int) -> Problem:
    """Refuse a row wider than the header: what stands beyond it would be lost."""
    return unreadable_sheet(
        place,
        Text(
            vi=f"dòng này có {cells} ô, tiêu đề chỉ có {width}; số lẻ viết bằng dấu phẩy "
            "phải đặt trong ngoặc kép, hoặc ngăn các ô bằng dấu chấm phẩy",
            en=f"this row has {cells} cells, the header only {width}; "
            "a decimal comma needs quotes, or semicolons between the cells",
        ),
    )


def _refused(place: Place, why: Text) -> SheetError:
    return SheetError([unreadable_sheet(place, why)])
