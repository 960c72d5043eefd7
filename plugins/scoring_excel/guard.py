"""Guard: an archive is measured before it is opened, and a worksheet before it is believed.

A small file can unpack to gigabytes, claim a million columns, or declare entities that
grow without end. Whoever reads a workbook of strangers asks here first. Only the XML of an
archive is unpacked, and it is handed on, so that nothing is unpacked twice for a look.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from io import SEEK_END
from pathlib import Path
from typing import IO

from attrs import frozen

from scoring import Text, say_file_error


@frozen
class Bounds:
    """How much a workbook may hold: entries, bytes unpacked, unpacked to packed, tags, cells.

    Beyond a `ratio` an archive is suspicious; `columns` ends with the column `letters`.
    """

    entries: int
    unpacked: int
    ratio: int
    tags: int
    rows: int
    columns: int
    letters: str


# A sheet of a whole country; a form of one unit, or of some dozens (40 units: 220,000 tags).
SHEET_BOUNDS = Bounds(200, 40_000_000, 200, 8_000_000, 20_000, 702, "ZZ")
FORM_BOUNDS = Bounds(300, 16_000_000, 200, 600_000, 5_000, 256, "IV")

# The end of an archive with the longest comment; the longest that an entry of a workbook is told.
_END_OF_ARCHIVE, _ENTRY = 65_557, 1_000

XML = (".xml", ".rels", ".vml")
# A cell that holds something; an empty one closes at once.
_CELL = rb'<c\b[^>]*?\br="%s"[^>]*(?<!/)>'
_FAR_RIGHT = re.compile(_CELL % rb"([A-Z]{2,})\d+")
_FAR_DOWN = re.compile(_CELL % rb"[A-Z]+(\d{4,})")
# A formula that no program has worked out yet: there is no value behind it.
_UNCOUNTED = re.compile(
    rb"(<c\b[^>]*>)\s*(?:<f\b[^>]*/>|<f\b[^>]*>[^<]*</f>)\s*(<v\s*/>|<v></v>)?\s*</c>"
)
_ADDRESS = re.compile(rb'\br="([A-Z]+)(\d+)"')


class UnfitError(Exception):
    """A workbook is not opened; `why` says it to people."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.why = Text(vi=vi, en=en)


def unpack(file: Path | IO[bytes], bounds: Bounds) -> Mapping[str, bytes]:
    """Give the XML parts of an archive by name; raises `UnfitError` before any harm is done."""
    try:
        with (
            nullcontext(file) if not isinstance(file, Path) else file.open("rb") as stream,
            zipfile.ZipFile(_weighed(stream, bounds)) as archive,
        ):
            entries = archive.infolist()
            _measure(entries, bounds)
            parts = {
                entry.filename: archive.read(entry)
                for entry in entries
                if entry.filename.endswith(XML)
            }
    except (OSError, ValueError) as error:
        why = say_file_error(error)
        raise UnfitError(why.vi, why.en) from None
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError) as error:
        raise UnfitError(
            f"không phải là bảng tính, hoặc tệp hỏng hay có mật khẩu ({error})",
            f"no workbook, or a damaged or locked one ({error})",
        ) from None
    if sum(part.count(b"<") for part in parts.values()) > bounds.tags:
        raise UnfitError("bảng tính quá lớn", "the workbook is too large")
    for part in parts.values():
        _refuse_entities(part)
    return parts


def _weighed(stream: IO[bytes], bounds: Bounds) -> IO[bytes]:
    """Give the archive back, unless its directory alone would take long to read."""
    end = stream.seek(0, SEEK_END)
    start = stream.seek(max(0, end - _END_OF_ARCHIVE))
    tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    # Its own count of entries may be a lie; how many bytes it has is what will be read.
    size = int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0
    if min(size, start + at) > bounds.entries * _ENTRY:
        raise UnfitError("bảng tính quá lớn", "the workbook is too large")
    stream.seek(0)
    return stream


def _measure(entries: list[zipfile.ZipInfo], bounds: Bounds) -> None:
    """Refuse what is too much; pictures are never unpacked, so only the XML is weighed."""
    told = [entry for entry in entries if entry.filename.endswith(XML)]
    unpacked = sum(entry.file_size for entry in told)
    packed = max(1, sum(entry.compress_size for entry in told))
    if len(entries) > bounds.entries or unpacked > bounds.unpacked:
        raise UnfitError("bảng tính quá lớn", "the workbook is too large")
    if unpacked > packed * bounds.ratio:
        raise UnfitError(
            "bảng tính nén bất thường, không mở",
            "the workbook is packed suspiciously and is not opened",
        )


def _refuse_entities(part: bytes) -> None:
    # UTF-16 would hide the words, and no program writes a workbook so.
    if part[:2] in (b"\xff\xfe", b"\xfe\xff") or b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise UnfitError("bảng tính khai báo thực thể XML", "the workbook declares XML entities")


def check_cells(part: bytes, bounds: Bounds) -> None:
    """Refuse a worksheet of XLSX with a cell out of bounds; raises `UnfitError`."""
    if any(column_number(cell[1].decode()) > bounds.columns for cell in _FAR_RIGHT.finditer(part)):
        raise too_wide(bounds)
    if any(int(cell[1]) > bounds.rows for cell in _FAR_DOWN.finditer(part)):
        raise too_long(bounds)


def too_long(bounds: Bounds) -> UnfitError:
    """Say that a worksheet has too many rows."""
    return UnfitError(
        f"bảng có hơn {bounds.rows} dòng", f"the table has more than {bounds.rows} rows"
    )


def too_wide(bounds: Bounds) -> UnfitError:
    """Say that a worksheet has too many columns."""
    return UnfitError(
        f"có ô ngoài {bounds.columns} cột đầu (sau cột {bounds.letters})",
        f"a cell stands beyond the first {bounds.columns} columns (after column {bounds.letters})",
    )


def uncounted(part: bytes) -> Iterator[tuple[int, int]]:
    """Give the row and the column of each formula of XLSX that nobody worked out yet."""
    for cell in _UNCOUNTED.finditer(part):
        address = _ADDRESS.search(cell[1])
        # A text formula may well give an empty text.
        if address and not (cell[2] and b't="str"' in cell[1]):
            yield int(address[2]), column_number(address[1].decode())


def column_number(letters: str) -> int:
    """Give the number of a column from its letters: 1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
