"""What a file is, told by its content: an ending can be typed by anybody."""

from __future__ import annotations

import zipfile
from io import BytesIO

from scoring import Text
from scoring_excel.collect.biff import MAGIC
from scoring_excel.collect.ods import CONTENT, MANIFEST
from scoring_excel.collect.openxml import WORKBOOK

OPENXML, ODS, XLS, LOCKED = "openxml", "ods", "xls", "locked"
WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xltx", ".xltm", ".ods", ".ots", ".fods", ".xls", ".xlsb")

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORD_STREAM = "WordDocument".encode("utf-16-le")
_SIGNS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "tệp PDF", "a PDF"),
    (b"\xff\xd8\xff", "ảnh", "a picture"),
    (b"\x89PNG", "ảnh", "a picture"),
    (b"GIF8", "ảnh", "a picture"),
    (b"{\\rtf", "tệp Word (RTF)", "a Word file (RTF)"),
    (b"Rar!", "tệp nén RAR", "a RAR archive"),
    (b"7z\xbc\xaf", "tệp nén 7z", "a 7z archive"),
    (b"<?xml", "tệp XML (có lẽ lưu kiểu “XML Spreadsheet”)", "XML (perhaps “XML Spreadsheet”)"),
    (b"<html", "trang web (HTML)", "a web page (HTML)"),
    (b"<!doctype html", "trang web (HTML)", "a web page (HTML)"),
)
_EMPTY = Text(vi="tệp rỗng (0 byte)", en="an empty file (0 bytes)")
_ZIPPED = Text(vi="tệp nén", en="an archive")
_TABLE = Text(vi="bảng chữ CSV", en="a CSV table")
_WRITTEN = Text(vi="tệp chữ", en="a text file")
_UNKNOWN = Text(vi="tệp không rõ loại", en="a file of an unknown sort")


def kind_of(content: bytes, ending: str) -> str | Text:
    """Give OPENXML, ODS, XLS or LOCKED; for anything else what it is, in words."""
    if not content:
        return _EMPTY
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(content, ending)
    if content.startswith(MAGIC):
        if _ENCRYPTED in content:
            return LOCKED
        return Text(vi="tệp Word", en="a Word file") if _WORD_STREAM in content else XLS
    start = content[:200].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    for sign, vi, en in _SIGNS:
        if start.startswith(sign.lower()):
            return Text(vi=vi, en=en)
    return _text(content, ending)


def _text(content: bytes, ending: str) -> Text:
    try:
        content[:100_000].decode("utf-8-sig", "strict" if len(content) < 100_000 else "ignore")
    except UnicodeDecodeError:
        return _UNKNOWN
    if b"\0" in content[:100_000]:
        return _UNKNOWN
    return _TABLE if ending in (".csv", ".tsv", ".txt") else _WRITTEN


def _zipped(content: bytes, ending: str) -> str | Text:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist()[:10_000])
            locked = MANIFEST in names and b"encryption-data" in _head(archive, MANIFEST)
            sort = _head(archive, "mimetype") if "mimetype" in names else b""
    except (zipfile.BadZipFile, ValueError, RuntimeError, OSError, EOFError):
        # A workbook cut short on its way is refused by whoever opens it, with the reason.
        return OPENXML if ending in WORKBOOK_ENDINGS else _ZIPPED
    if WORKBOOK in names:
        return OPENXML
    if "xl/workbook.bin" in names:
        return Text(
            vi="bảng tính nhị phân XLSB; hãy lưu lại kiểu .xlsx",
            en="an XLSB workbook; save it as .xlsx",
        )
    if "word/document.xml" in names or b"opendocument.text" in sort:
        return Text(vi="tệp Word", en="a Word file")
    if CONTENT in names and b"opendocument.spreadsheet" in sort:
        return LOCKED if locked else ODS
    return _ZIPPED


def _head(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as stream:
        return stream.read(100_000)
