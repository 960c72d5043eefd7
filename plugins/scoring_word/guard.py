"""Guard: keep out of papers what a template from a stranger could carry into them.

Every paper holds on to what its template holds. So a template is measured before it is
opened, and refused if anything in it runs, is fetched from elsewhere, or says one thing to us
and another to Word.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from scoring import (
    Place,
    Problem,
    ProblemsError,
    Text,
    say_file_error,
)
from scoring_word.problems import (
    unreadable_template,
    unsafe_template,
)

MOST_PACKED = 10_000_000
MOST_ENTRIES = 200
MOST_UNPACKED = 30_000_000
MOST_XML = 4_000_000
MOST_RATIO = 200

# The end of an archive, with the longest comment; what an entry of its directory may weigh.
_END, _LONGEST_END, _ENTRY = b"PK\x05\x06", 65_557, 1_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_ENCODING = re.compile(rb"""^[^>]{0,200}?encoding\s*=\s*["']([^"']*)["']""")
_LINK = re.compile("(https?://|mailto:)", re.IGNORECASE)
# Relations whose other end runs, or is taken into the text by Word.
_RUNNING = re.compile(
    "/(vbaProject|wordVbaData|oleObject|package|control|activeXControlBinary|aFChunk|subDocument"
    "|attachedTemplate|attachedToolbars|frame|webSettings/frame|mailMergeSource"
    "|mailMergeHeaderSource|keyMapCustomizations|ui/extensibility)$"
)
# Fields that only tell about the document itself. Others fetch or run, or may do one day.
_SAFE = (
    "= AUTHOR CREATEDATE DATE DOCPROPERTY FILENAME FORMCHECKBOX FORMDROPDOWN FORMTEXT HYPERLINK IF "
    "LASTSAVEDBY NOTEREF NUMPAGES NUMWORDS PAGE PAGEREF PRINTDATE REF SAVEDATE SECTION "
    "SECTIONPAGES SEQ STYLEREF SUBJECT SYMBOL TC TIME TITLE TOC"
)
SAFE_FIELDS = frozenset(_SAFE.split())


def read_template(path: Path) -> bytes:
    """Give the bytes of a template that may be filled in; raises `ProblemsError`."""
    place = Place(str(path))
    try:
        if path.stat().st_size > MOST_PACKED:
            raise _unreadable(place, Text(vi="tệp quá lớn", en="the file is too large"))
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        raise _unreadable(place, say_file_error(error)) from None
    problems = list(dict.fromkeys(_unsafe(_parts(content, place), place)))
    if problems:
        raise ProblemsError(problems)
    return content


def _unreadable(place: Place, why: Text) -> ProblemsError:
    return ProblemsError([unreadable_template(place, why)])


# ---- the archive -------------------------------------------------------------------------------


def _parts(content: bytes, place: Place) -> Mapping[str, bytes]:
    """Give the parts of an archive within bounds, by name."""
    # Its own count of entries may be a lie; what its directory weighs is what will be read.
    at = content.rfind(_END, max(0, len(content) - _LONGEST_END))
    size = int.from_bytes(content[at + 12 : at + 16], "little") if at >= 0 else 0
    if min(size, len(content)) > MOST_ENTRIES * _ENTRY:
        raise _unreadable(place, Text(vi="tệp quá lớn", en="the file is too large"))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _measure(archive.infolist(), place)
            return {entry.filename: archive.read(entry) for entry in archive.infolist()}
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError) as error:
        why = Text(
            vi=f"không phải là tệp Word .docx, hoặc tệp hỏng hay có mật khẩu ({error})",
            en=f"no Word file .docx, or a damaged or locked one ({error})",
        )
        raise _unreadable(place, why) from None


def _measure(entries: list[zipfile.ZipInfo], place: Place) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    most = max((entry.file_size for entry in entries if _is_xml(entry.filename)), default=0)
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED or most > MOST_XML:
        raise _unreadable(place, Text(vi="tệp quá lớn", en="the file is too large"))
    if unpacked > packed * MOST_RATIO:
        why = Text(
            vi="tệp nén bất thường, không mở", en="it is packed suspiciously and is not opened"
        )
        raise _unreadable(place, why)
    if len({entry.filename.casefold() for entry in entries}) < len(entries):
        why = Text(vi="hai phần trong tệp trùng tên", en="two parts of it have one name")
        raise _unreadable(place, why)


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


# ---- what is in it -----------------------------------------------------------------------------


def _unsafe(parts: Mapping[str, bytes], place: Place) -> Iterator[Problem]:
    """Give what is not safe in the parts; raises where one cannot be read for certain."""
    for name, part in parts.items():
        if not _is_xml(name):
            yield from _unsafe_binary(name, place)
            continue
        root = _parse(part, place)
        if name == "[Content_Types].xml":
            yield from _unsafe_types(root, place)
        elif name.lower().endswith(".rels"):
            yield from _unsafe_relations(root, place)
        else:
            _refuse_hidden(name, root, place)
            yield from _unsafe_fields(root, place)


def _parse(part: bytes, place: Place) -> Any:
    from lxml import etree

    # Whatever is not plain UTF-8 could say one thing here and another to Word.
    declared = _ENCODING.match(part)
    plain = declared is None or declared[1].lower() in (b"utf-8", b"us-ascii", b"ascii")
    if b"\0" in part or not plain:
        why = Text(vi="có phần không phải UTF-8", en="a part of it is not UTF-8")
        raise _unreadable(place, why)
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        why = Text(vi="tệp khai báo thực thể XML", en="it declares XML entities")
        raise _unreadable(place, why)
    try:
        return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        why = Text(vi=f"sai định dạng ({error})", en=f"malformed ({error})")
        raise _unreadable(place, why) from None


def _refuse_hidden(name: str, root: Any, place: Place) -> None:
    """Refuse notes in the XML of the text: Word writes none, and what fills tags in reads them."""
    from lxml import etree

    if name.startswith("word/") and next(root.iter(etree.Comment, etree.PI), None) is not None:
        why = Text(vi="có ghi chú ẩn trong XML", en="it has hidden notes in its XML")
        raise _unreadable(place, why)


def _unsafe_binary(name: str, place: Place) -> Iterator[Problem]:
    if re.search(r"vbaProject|\.(bin|exe|dll|ole|xls.?|doc.?|ppt.?|htm.?|mht)$", name, re.I):
        yield _embedded(place, name)


def _embedded(place: Place, name: str) -> Problem:
    return unsafe_template(
        place,
        Text(vi=f"đối tượng nhúng hoặc macro ({name})", en=f"an embedded object or macro ({name})"),
        Text(
            vi="Xóa đối tượng nhúng; lưu lại kiểu “Word Document (.docx)”, không phải .docm.",
            en="Delete the object; save it as “Word Document (.docx)”, not .docm.",
        ),
    )


def _unsafe_types(root: Any, place: Place) -> Iterator[Problem]:
    types = {one.get("ContentType", "") for one in root.iter() if one.get("ContentType")}
    yield from (_embedded(place, one) for one in sorted(types) if "macroEnabled" in one)
    if _DOCUMENT not in types and not any("macroEnabled" in one for one in types):
        why = Text(
            vi="không phải là văn bản Word .docx (mẫu .dotx hãy lưu lại thành .docx)",
            en="no Word document .docx (save a .dotx as .docx)",
        )
        raise _unreadable(place, why)


def _unsafe_relations(root: Any, place: Place) -> Iterator[Problem]:
    for one in root.iter("{*}Relationship"):
        type_, target = one.get("Type", ""), one.get("Target", "")
        is_outside = one.get("TargetMode", "Internal") != "Internal"
        if is_outside and type_.endswith("/hyperlink") and _LINK.match(target):
            continue
        if is_outside:
            yield _outside(place, type_.rpartition("/")[2], target)
        elif _RUNNING.search(type_):
            yield _embedded(place, target)


def _outside(place: Place, type_: str, target: str) -> Problem:
    shown = target if len(target) <= 60 else target[:57] + "…"
    return unsafe_template(
        place,
        Text(
            vi=f"liên kết lấy từ bên ngoài ({type_}: {shown})",
            en=f"something fetched from outside ({type_}: {shown})",
        ),
        Text(
            vi="Nhúng hình vào tệp thay vì liên kết; gỡ mẫu gắn kèm (Developer → Document Template).",
            en="Embed pictures instead of linking; detach the template (Developer → Document Template).",
        ),
    )


# ---- fields of Word ----------------------------------------------------------------------------


def _unsafe_fields(root: Any, place: Place) -> Iterator[Problem]:
    for code in _field_codes(root):
        name = code.split(None, 1)[0].upper() if code.strip() else ""
        if (name[:1] if name.startswith("=") else name) not in SAFE_FIELDS:
            shown = code.strip()[:40] or "{ … }"
            yield unsafe_template(
                place,
                Text(vi=f"trường Word “{shown}”", en=f"the Word field “{shown}”"),
                Text(
                    vi="Bỏ trường này; được dùng: số trang, ngày, mục lục và tham chiếu trong văn bản.",
                    en="Take it out; page numbers, dates, contents and cross-references are fine.",
                ),
            )


def _field_codes(root: Any) -> Iterator[str]:
    """Give the code of every field; a field inside the code of another leaves a blank there."""
    codes: list[list[str]] = []
    for element in root.iter(f"{_W}fldSimple", f"{_W}fldChar", f"{_W}instrText"):
        if element.tag == f"{_W}fldSimple":
            yield element.get(f"{_W}instr", "")
        elif element.tag == f"{_W}instrText" and codes:
            codes[-1].append(element.text or "")
        elif element.tag == f"{_W}instrText":
            # A code outside any field is judged as one: Word may see what we do not.
            yield element.text or ""
        elif element.get(f"{_W}fldCharType") == "begin":
            codes.append([])
        elif element.get(f"{_W}fldCharType") == "end" and codes:
            yield "".join(codes.pop())
    yield from ("".join(code) for code in codes)
