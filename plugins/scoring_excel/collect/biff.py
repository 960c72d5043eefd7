"""What the reader of .xls files leaves out: cells with errors, formulas, and a password.

It hands an error of Excel over as a blank, and a blank would count as an answer not given. So
the records of the workbook are looked through for errors. The format is [MS-CFB] for the
container and [MS-XLS] for the records; numbers are little-endian.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import islice

from attrs import define, field

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ERROR_SAID = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_FORMULA, _EOF, _FILEPASS, _BOUNDSHEET, _BOOLERR, _BOF = 0x06, 0x0A, 0x2F, 0x85, 0x205, 0x809
_FREE = 0xFFFFFFFA  # sector numbers from here on mean no sector
_SMALL = 4096  # streams below this lie in a stream of small sectors
_ROOT = 5
_ENTRY = 128

Spot = tuple[int, int]


@define
class Findings:
    """What the records of a workbook tell: errors and formulas by worksheet, a password."""

    errors: dict[int, dict[Spot, str]] = field(factory=dict)
    formulas: dict[int, set[Spot]] = field(factory=dict)
    is_locked: bool = False


def find_cells(content: bytes) -> Findings:
    """Give what the reader proper leaves out, worksheet by worksheet.

    A file whose records cannot be followed has nothing here; the reader proper refuses it.
    """
    found = Findings()
    try:
        stream = workbook_stream(content)
    except (struct.error, IndexError, ValueError):
        return found
    sheets: list[int] = []
    index = -1
    for offset, kind, body in _records(stream):
        if kind == _FILEPASS:
            return Findings(is_locked=True)
        if kind == _BOUNDSHEET and len(body) >= 4:
            sheets.append(struct.unpack_from("<I", body)[0])
        elif kind == _BOF and offset in sheets:
            index = sheets.index(offset)
        elif kind in (_BOOLERR, _FORMULA) and len(body) >= 8:
            spot, error = _error(kind, body)
            if error:
                found.errors.setdefault(index, {})[spot] = error
            if kind == _FORMULA:
                found.formulas.setdefault(index, set()).add(spot)
    return found


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    offset = 0
    while offset + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, offset)
        yield offset, kind, stream[offset + 4 : offset + 4 + length]
        offset += 4 + length


def _error(kind: int, body: bytes) -> tuple[Spot, str]:
    """Give where a record stands, and the error it holds; "" if it holds none."""
    row, column = struct.unpack_from("<HH", body)
    code = None
    if kind == _BOOLERR and body[7]:
        code = body[6]
    elif kind == _FORMULA and len(body) >= 14 and body[12:14] == b"\xff\xff" and body[6] == 2:
        code = body[8]
    said = "" if code is None else _ERROR_SAID.get(code, "#N/A")
    return (row + 1, column + 1), said


def workbook_stream(content: bytes) -> bytes:
    """Give the stream of records out of the container; raises `ValueError`."""
    size = 1 << struct.unpack_from("<H", content, 30)[0]
    small = 1 << struct.unpack_from("<H", content, 32)[0]
    if not (512 <= size <= 4096 and small == 64):
        raise ValueError("the sectors have no size that there is")
    sectors = _Sectors(content, size)
    directory = sectors.chain(struct.unpack_from("<I", content, 48)[0])
    root: bytes = b""
    for start in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        entry = directory[start : start + _ENTRY]
        name = entry[: max(0, struct.unpack_from("<H", entry, 64)[0] - 2)]
        first, length = struct.unpack_from("<II", entry, 116)
        if entry[66] == _ROOT:
            root = entry
        elif name.decode("utf-16-le", "replace") in ("Workbook", "Book"):
            if length >= _SMALL:
                return sectors.chain(first)[:length]
            inner = sectors.chain(struct.unpack_from("<I", root, 116)[0])
            table = sectors.chain(struct.unpack_from("<I", content, 60)[0])
            nexts = struct.unpack(f"<{len(table) // 4}I", table)
            pieces = (inner[one * small : (one + 1) * small] for one in _follow(first, nexts))
            return b"".join(pieces)[:length]
    raise ValueError("there is no workbook inside")


class _Sectors:
    """The sectors of a container and which follows which."""

    def __init__(self, content: bytes, size: int) -> None:
        self.content, self.size = content, size
        tables = list(struct.unpack_from("<109I", content, 76))
        more = struct.unpack_from("<I", content, 68)[0]
        for _ in range(len(content) // size):
            if more >= _FREE:
                break
            *listed, more = struct.unpack(f"<{size // 4}I", self.sector(more))
            tables += listed
        whole = b"".join(self.sector(one) for one in tables if one < _FREE)
        self.nexts = struct.unpack(f"<{len(whole) // 4}I", whole)

    def sector(self, number: int) -> bytes:
        start = (number + 1) * self.size
        return self.content[start : start + self.size].ljust(self.size, b"\0")

    def chain(self, first: int) -> bytes:
        return b"".join(self.sector(one) for one in _follow(first, self.nexts))


def _follow(first: int, nexts: tuple[int, ...]) -> Iterator[int]:
    """Give the sectors of a chain in order; one that bites its tail is cut."""

    def step() -> Iterator[int]:
        one = first
        while one < len(nexts):
            yield one
            one = nexts[one]

    return islice(step(), len(nexts))
