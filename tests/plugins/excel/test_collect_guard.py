"""Hostile files: refused before they harm, told by name, and the next file goes on."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import Problem
from scoring_excel.collect.biff import MAGIC
from scoring_excel.collect.gather import gather
from scoring_excel.collect.oldreader import OldReader
from scoring_excel.collect.open import MOST_BYTES, open_book
from scoring_excel.collect.openxml import MOST_FORMATS
from scoring_excel.guard import FORM_BOUNDS, UnfitError
from tests.fixtures.forms import write_form
from tests.problems.forms import program
from tests.programs import convert

openpyxl = pytest.importorskip("openpyxl")

WELL = {"1.done": 31, "1.total": 36, "3": "có", "4": "8,5"}
SHEET = "xl/worksheets/sheet2.xml"
END = b"</sheetData>"
ODS_SORT = "application/vnd.oasis.opendocument.spreadsheet"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"


def repack(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """Change the parts of an archive."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return path


def in_sheet(before: bytes, after: bytes) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        assert before in parts[SHEET]
        parts[SHEET] = parts[SHEET].replace(before, after, 1)

    return change


def put(name: str, content: bytes) -> Callable[[dict[str, bytes]], None]:
    return lambda parts: parts.update({name: content})


def add_entries(parts: dict[str, bytes]) -> None:
    parts.update({f"xl/media/{number}.bin": b"" for number in range(FORM_BOUNDS.entries)})


def add_formats(parts: dict[str, bytes]) -> None:
    formats = "".join(f'<xf numFmtId="{number}"/>' for number in range(MOST_FORMATS + 1))
    parts["xl/styles.xml"] = f"<x>{formats}</x>".encode()


def add_tags(parts: dict[str, bytes]) -> None:
    rows = "".join(f"<row r='{number}'/>" for number in range(FORM_BOUNDS.tags))
    parts["xl/worksheets/sheet9.xml"] = rows.encode()


def entities(parts: dict[str, bytes]) -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    parts[SHEET] = laughs + parts[SHEET]


def far(address: str) -> Callable[[dict[str, bytes]], None]:
    row = address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    cell = f'<row r="{row}"><c r="{address}"><v>1</v></c></row></sheetData>'
    return in_sheet(END, cell.encode())


XLSX: dict[str, tuple[Callable[[dict[str, bytes]], None], str]] = {
    "a column beyond all": (far("XFD3"), "sau cột IV"),
    "a row beyond all": (far("A1048576"), "dòng"),
    "both at once, which ends some readers": (far("XFD1048576"), "cột"),
    "entities": (entities, "thực thể"),
    "blanks without end": (in_sheet(END, END + b" " * 15_000_000), "nén bất thường"),
    "a text without end": (put("xl/sharedStrings.xml", b"a" * 17_000_000), "quá lớn"),
    "thousands of entries": (add_entries, "quá lớn"),
    "formats without end": (add_formats, "định dạng"),
    "tags without end": (add_tags, "quá lớn"),
    "a cut worksheet": (in_sheet(END, b""), "sai định dạng"),
    "no worksheets": (put("xl/_rels/workbook.xml.rels", b"<x/>"), "sai định dạng"),
    "words in UTF-16": (put(SHEET, "<a/>".encode("utf-16")), "thực thể"),
}


def refusal(path: Path) -> Problem:
    with OldReader() as old:
        opened = open_book(path, path.name, old)
    assert isinstance(opened, Problem), "it was opened"
    return opened


@pytest.mark.parametrize("case", XLSX)
def test_a_hostile_workbook_of_excel_is_refused(case: str, tmp_path: Path) -> None:
    change, said = XLSX[case]
    path = repack(write_form(tmp_path / "P01.xlsx", program(), answers=WELL), change)
    problem = refusal(path)
    assert (problem.code, problem.place.file) == ("F101", "P01.xlsx")
    assert said in problem.message.vi


def test_a_header_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = write_form(tmp_path / "P01.xlsx", program(), answers=WELL)
    content = bytearray(path.read_bytes())
    # In the directory at the end of the archive each entry says its size unpacked.
    start = content.index(b"PK\x01\x02")
    while (start := content.find(b"PK\x01\x02", start)) >= 0:
        content[start + 24 : start + 28] = b"\x10\0\0\0"
        start += 4
    path.write_bytes(content)
    assert refusal(path).code == "F101"


def test_photographs_in_a_form_are_not_weighed_for_they_are_not_opened(tmp_path: Path) -> None:
    path = write_form(tmp_path / "P01.xlsx", program(), answers=WELL)
    repack(path, put("xl/media/image1.png", b"\x89PNG" + b"\0" * 30_000_000))
    assert gather(program(), [(path, "P01.xlsx")]).problems == []


def test_rules_of_drop_downs_and_colours_are_passed_over_without_end_or_sense(
    tmp_path: Path,
) -> None:
    path = write_form(tmp_path / "P01.xlsx", program(), answers=WELL)
    rules = "".join(f'<dataValidation sqref="D{row}" type="tệ"/>' for row in range(20_000))
    after = f"</sheetData><dataValidations>{rules}</dataValidations>".encode()
    repack(path, in_sheet(END, after))
    gathered = gather(program(), [(path, "P01.xlsx")])
    assert (gathered.problems, len(gathered.rows)) == ([], 1)


def test_a_file_larger_than_any_form_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "P01.xlsx"
    with path.open("wb") as stream:
        stream.truncate(MOST_BYTES + 1)
    assert "MB" in refusal(path).message.vi


# ---- ODS ---------------------------------------------------------------------------------


def ods(path: Path, rows: str, before: str = "") -> Path:
    head = f'<o:document-content xmlns:o="{OFFICE}" xmlns:t="{TABLE}">'
    body = f"<o:body><o:spreadsheet><t:table t:name='A'>{rows}</t:table></o:spreadsheet></o:body>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODS_SORT)
        archive.writestr("content.xml", f"{before}{head}{body}</o:document-content>")
    return path


CELL = '<t:table-cell {} o:value-type="float" o:value="1"/>'
ODS: dict[str, tuple[str, str, str]] = {
    "a cell repeated to the right": (
        "<t:table-row>" + CELL.format("t:number-columns-repeated='16384'") + "</t:table-row>",
        "",
        "cột",
    ),
    "a row repeated downwards": (
        "<t:table-row t:number-rows-repeated='1048576'>" + CELL.format("") + "</t:table-row>",
        "",
        "dòng",
    ),
    "entities": ("", '<!DOCTYPE x [<!ENTITY a "haha">]>', "thực thể"),
    "blanks without end": (" " * 15_000_000, "", "nén bất thường"),
    "a text without end": ("a" * 17_000_000, "", "quá lớn"),
    "tags that do not close": ("<t:table-row>", "", "sai định dạng"),
    "tags without end": ("<a>" * 200_000, "", "nén bất thường"),
    "groups in groups": (
        "<t:table-row-group>" * 1_200 + "</t:table-row-group>" * 1_200,
        "",
        "lồng quá sâu",
    ),
}


@pytest.mark.parametrize("case", ODS)
def test_a_hostile_workbook_of_libreoffice_is_refused(case: str, tmp_path: Path) -> None:
    rows, before, said = ODS[case]
    problem = refusal(ods(tmp_path / "a.ods", rows, before))
    assert problem.code == "F101"
    assert said in problem.message.vi


def test_the_blank_rest_of_a_worksheet_is_no_harm(tmp_path: Path) -> None:
    rest = (
        f"<t:table-row>{CELL.format('')}<t:table-cell t:number-columns-repeated='16383'/>"
        "</t:table-row><t:table-row t:number-rows-repeated='1048575'>"
        "<t:table-cell t:number-columns-repeated='16384'/></t:table-row>"
    )
    with OldReader() as old:
        book = open_book(ods(tmp_path / "a.ods", rest), "a.ods", old)
    assert [len(page.cells) for page in book.pages] == [1]


# ---- anything at all ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A good form in every format."""
    place = tmp_path_factory.mktemp("saved")
    form = write_form(place / "P01.xlsx", program(), answers=WELL)
    files = [form, *convert([form], "ods", place), *convert([form], "xls:MS Excel 97", place)]
    return {path.suffix: path.read_bytes() for path in files}


@pytest.mark.parametrize("ending", [".xlsx", ".ods", ".xls"])
@given(data=st.data())
@settings(max_examples=60)
def test_a_damaged_form_is_told_or_read_and_never_ends_in_a_crash(
    ending: str, data: st.DataObject, saved: dict[str, bytes], tmp_path_factory: Any
) -> None:
    path = tmp_path_factory.getbasetemp() / f"damaged{ending}"
    path.write_bytes(damage(data, saved[ending]))
    gathered = gather(program(), [(path, path.name)])
    assert gathered.units or gathered.has_errors


def damage(data: st.DataObject, content: bytes) -> bytes:
    """Overwrite some bytes of a file; of an archive, of what is packed in it."""
    if not content.startswith(b"PK"):
        return overwrite(data, content)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        names = [name for name in old.namelist() if name.endswith((".xml", ".rels"))]
        hit = data.draw(st.sampled_from(names))
        for name in old.namelist():
            new.writestr(name, overwrite(data, old.read(name)) if name == hit else old.read(name))
    return out.getvalue()


def overwrite(data: st.DataObject, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content) - 1))
        some = data.draw(st.binary(min_size=1, max_size=6) | st.sampled_from([b"<", b'"', b"9999"]))
        changed[start : start + len(some)] = some
    return bytes(changed)


# ---- the child that reads old workbooks --------------------------------------------------

GARBAGE = MAGIC + b"\x3e\0\x03\0\xfe\xff\x09\0" + b"\x07" * 4_000


def child(tmp_path: Path, body: str) -> Path:
    script = tmp_path / "child.py"
    script.write_text(
        f"import os, sys, time\nfor line in sys.stdin:\n    {body}\n", encoding="utf-8"
    )
    return script


def reading(old: OldReader, tmp_path: Path) -> str:
    with pytest.raises(UnfitError) as error:
        old.read("a.xls", tmp_path / "a.xls", b"")
    return error.value.why.vi


def test_garbage_in_a_container_is_told_and_the_next_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_bytes(GARBAGE)
    form = write_form(tmp_path / "b.xlsx", program(), answers=WELL)
    gathered = gather(program(), [(tmp_path / "a.xls", "a.xls"), (form, "b.xlsx")])
    assert [problem.code for problem in gathered.problems] == ["F101"]
    assert len(gathered.rows) == 1


def test_a_child_that_dies_is_replaced_and_no_file_takes_another_down(tmp_path: Path) -> None:
    script = child(
        tmp_path, "os.abort() if 'bad' in line else print('{\"pages\": []}', flush=True)"
    )
    with OldReader(script=script) as old:
        for name in ("good", "bad", "bad", "good"):
            if name == "bad":
                with pytest.raises(UnfitError) as error:
                    old.read(name, tmp_path / name, b"")
                assert "làm hỏng chương trình đọc" in error.value.why.vi
            else:
                assert old.read(name, tmp_path / name, b"").pages == []


def test_a_child_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    with OldReader(seconds=1, script=child(tmp_path, "time.sleep(60)")) as old:
        assert "quá lâu" in reading(old, tmp_path)


def test_the_first_answer_of_a_new_child_is_not_the_last_one_of_the_old(tmp_path: Path) -> None:
    late = "time.sleep(2 if 'slow' in line else 0); print('{\"pages\": []}', flush=True)"
    with OldReader(seconds=1, script=child(tmp_path, late)) as old:
        with pytest.raises(UnfitError):
            old.read("slow", tmp_path / "slow", b"")
        assert old.read("quick", tmp_path / "quick", b"").pages == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_memory_of_the_child_is_bounded(tmp_path: Path) -> None:
    from scoring_excel.collect.oldreader import CHILD

    text = CHILD.read_text(encoding="utf-8")
    script = tmp_path / "child.py"
    hungry = 'json.loads(line)["path"]'
    assert hungry in text
    script.write_text(text.replace(hungry, "str(len(bytearray(4_000_000_000)))"), encoding="utf-8")
    with OldReader(script=script) as old:
        assert "làm hỏng chương trình đọc" in reading(old, tmp_path)


def test_no_child_is_left_behind(tmp_path: Path) -> None:
    with OldReader(script=child(tmp_path, "print('{\"pages\": []}', flush=True)")) as old:
        old.read("a", tmp_path / "a", b"")
        process = old._process
    assert process is not None
    assert process.poll() is not None


def test_a_module_beside_the_forms_is_not_taken_for_a_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "python_calamine.py").write_text("raise SystemExit('caught')", encoding="utf-8")
    (tmp_path / "a.xls").write_bytes(GARBAGE)
    monkeypatch.chdir(tmp_path)
    with OldReader() as old:
        assert "XLS" in reading(old, tmp_path)


def test_an_old_workbook_under_a_password_is_told(tmp_path: Path) -> None:
    script = child(tmp_path, "print('{\"locked\": true}', flush=True)")
    (tmp_path / "a.xls").write_bytes(MAGIC + b"\0" * 600)
    with OldReader(script=script) as old:
        problem = open_book(tmp_path / "a.xls", "a.xls", old)
    assert isinstance(problem, Problem)
    assert problem.code == "F102"


def test_without_the_reader_of_old_workbooks_the_install_line_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from importlib import util

    from scoring import MissingExtraError

    monkeypatch.setattr(util, "find_spec", lambda name: None)
    with OldReader() as old, pytest.raises(MissingExtraError) as error:
        old.read("a.xls", tmp_path / "a.xls", b"")
    assert 'pip install "danvan-scoring[excel]"' in error.value.text.vi


def test_a_form_in_memory_is_measured_as_one_on_disk() -> None:
    from scoring_excel.guard import unpack

    with pytest.raises(UnfitError):
        unpack(io.BytesIO(b"PK"), FORM_BOUNDS)
