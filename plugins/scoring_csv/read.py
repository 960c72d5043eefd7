"""Read a CSV file to a table of texts; comma, semicolon or tab, with or without a BOM."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from scoring import Place, SheetError, Table, Text, nfc, say_file_error, unreadable_sheet

# A cell longer than this is not an answer; refusing it bounds what a broken quote can eat.
MOST_SIGNS = 100_000


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
        why = str(error)
        raise _refused(
            Place(file, line=reader.line_num),
            Text(vi=f"sai định dạng CSV ({why})", en=f"malformed CSV ({why})"),
        ) from None
    if not rows:
        raise _refused(place, Text(vi="tệp trống", en="the file is empty"))
    header = tuple(nfc(cell.strip()) for cell in rows[0])
    body = [
        _fitted(row, len(header), file, number)
        for row, number in zip(rows[1:], numbers[1:], strict=True)
    ]
    return Table(file, header, body, numbers[0] + 1, row_numbers=numbers[1:])


def _delimiter(text: str) -> str:
    """Take the sign that the header uses most; Excel in Vietnamese writes semicolons."""
    header = text.split("\n", 1)[0]
    return max((",", ";", "\t"), key=header.count)


def _fitted(row: list[str], width: int, file: str, number: int) -> list[str]:
    """Make a row as wide as the header; a cell beyond it would be lost, so it is refused."""
    if len(row) > width and any(cell.strip() for cell in row[width:]):
        raise _refused(
            Place(file, line=number),
            Text(
                vi=f"dòng {number} có {len(row)} ô, tiêu đề chỉ có {width} "
                "(số lẻ viết bằng dấu phẩy phải đặt trong ngoặc kép, hoặc dùng dấu chấm phẩy ngăn ô)",
                en=f"row {number} has {len(row)} cells, the header {width} "
                "(a decimal comma needs quotes, or semicolons between cells)",
            ),
        )
    return row[:width] + [""] * (width - len(row))


def _refused(place: Place, why: Text) -> SheetError:
    return SheetError([unreadable_sheet(place, why)])
