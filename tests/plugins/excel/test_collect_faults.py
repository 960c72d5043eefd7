"""Faults of forms: everything that goes wrong with workbooks in real life, each by its name.

Those that make a form another form (marks, sets, doubles) have a golden folder each in
tests/problems; here are the cells, the same in every format, and the files.
"""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from scoring import Problem
from scoring_excel.collect.biff import MAGIC, Findings, find_cells
from scoring_excel.collect.folder import list_files
from scoring_excel.collect.gather import Gathered, gather
from scoring_excel.collect.tcvn import old_reading, read_tcvn
from scoring_excel.collect.unclear import unclear_reading
from tests.fixtures.forms import row_of, write_form
from tests.problems.forms import program
from tests.programs import convert

openpyxl = pytest.importorskip("openpyxl")

WELL = {"1.done": 31, "1.total": 36, "3": "có", "4": "8,5"}


def gather_in(folder: Path) -> Gathered:
    return gather(program(), [(path, path.name) for path in list_files(folder)])


def told_of(folder: Path, question: str, answer: object, **more: object) -> list[Problem]:
    """Give what is said of a form whose one answer is this."""
    write_form(folder / "P01.xlsx", program(), answers={**WELL, question: answer}, **more)
    return list(gather_in(folder).problems)


# ---- cells -------------------------------------------------------------------------------

# Question, what was typed, the code, a part of what is said.
CELLS: dict[str, tuple[str, object, str, str]] = {
    "the unit of measure typed along": ("4", "8,5 điểm", "F123", "có lẽ là 8,5"),
    "the unit typed without a blank": ("4", "8.5đ", "F123", "“đ”"),
    "full-width digits": ("4", "８", "F123", "có lẽ là 8"),
    "a full-width comma": ("4", "8，5", "F123", "có lẽ là 8,5"),
    "a superscript digit": ("4", "8²", "S301", "không phải là số"),
    "the letter O for a zero": ("1.total", "4O", "F123", "có lẽ là 40"),
    "the letter l for a one": ("1.total", "4l", "F123", "có lẽ là 41"),
    "several numbers in one cell": ("4", "8; 9", "F123", "nhiều số"),
    "a number with two readings": ("1.total", "32.150", "S302", "32150"),
    "words where a number is asked": ("4", "khá tốt", "S301", "không phải là số"),
    "a number to a power": ("4", "8e0", "S301", "số mũ"),
    "a date in a number cell": ("4", date(2026, 5, 8), "F121", "08/05/2026"),
    "a number in a date cell": ("2", 46073, "F122", "20/02/2026"),
    "a small number in a date cell": ("2", 20, "F122", "số 20"),
    "a date that does not exist": ("2", "31/02/2026", "S306", "không phải là ngày"),
    "a date month first": ("2", "02/20/2026", "S306", "không phải là ngày"),
    "a date of two readings": ("2", "05/02/2026", "F125", "ngày 5 tháng 2 năm 2026"),
    "a date in words": ("2", "đầu năm", "S306", "không phải là ngày"),
    "a percentage where points are asked": ("4", "80%x", "S301", "không phải là số"),
    "80 where at most 10 is asked": ("4", 80, "S303", "ngoài khoảng"),
    "a negative number": ("4", -1, "S303", "ngoài khoảng"),
    "more done than there were": ("1.done", 99, "S308", "lớn hơn"),
    "a word that is no choice": ("3", "hơi hơi", "S305", "không có trong các lựa chọn"),
    "a formula without a value": ("4", "=1+1", "F118", "chưa có kết quả"),
    "a formula that divided by zero": ("4", "#DIV/0!", "F119", "#DIV/0!"),
    "a formula that lost its cell": ("4", "#REF!", "F119", "#REF!"),
    "a lookup that found nothing": ("3", "#N/A", "F119", "#N/A"),
    "letters of an old code": ("3", "kh«ng", "F124", "“không”"),
    "aside without a reason": ("3", "kad", "S307", "không nêu lý do"),
    "an answer that is not theirs": ("5", "Tốt", "S311", "người thẩm định"),
}


@pytest.mark.parametrize("fault", CELLS)
def test_a_cell_is_named_with_what_to_do(fault: str, tmp_path: Path) -> None:
    question, answer, code, said = CELLS[fault]
    (problem,) = told_of(tmp_path, question, answer)
    assert problem.code == code
    assert said in problem.message.vi
    cell = f"D{row_of(program(), question)}"
    assert problem.place.said().vi == f"P01.xlsx, trang “P01”, {cell}"
    assert problem.hint.vi
    assert problem.hint.en


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("4", "\u00a08,5 "),
        ("4", "8.5"),
        ("4", "85/10"),
        ("1.total", "1 250"),
        ("1.total", "36"),
        ("2", date(2026, 2, 20)),
        ("2", "20/02/2026"),
        ("2", "20.2.2026"),
        ("2", "chưa"),
        ("3", True),
        ("3", " CÓ "),
        ("3", "x"),
        ("4", None),
    ],
)
def test_what_people_mean_well_is_taken(question: str, answer: object, tmp_path: Path) -> None:
    assert told_of(tmp_path, question, answer) == []


def test_a_leading_apostrophe_is_no_part_of_a_number(tmp_path: Path) -> None:
    form = write_form(tmp_path / "P01.xlsx", program(), answers=WELL)
    book = openpyxl.load_workbook(form)
    cell = book["P01"][f"D{row_of(program(), '4')}"]
    cell.value, cell.quotePrefix, cell.data_type = "7", True, "s"
    book.save(form)
    gathered = gather_in(tmp_path)
    assert gathered.problems == []
    assert gathered.rows[0][gathered.header.index("4")] == "7"


def test_old_letters_are_known_by_their_font_too(tmp_path: Path) -> None:
    cell = f"G{row_of(program(), '4')}"
    change = {"cell": cell, "value": "cã", "font": ".VnTime"}
    (problem,) = told_of(tmp_path, "4", 8, changes=[change])
    assert (problem.code, problem.place.said().vi) == ("F124", f"P01.xlsx, trang “P01”, {cell}")
    assert "“có”" in problem.message.vi


@pytest.mark.parametrize(
    "text", ["Đã đối thoại", "Thà rằng", "ban hành năm 2026", "m²", "café", "50°C", "Báo cáo số 5"]
)
def test_letters_of_today_are_not_taken_for_old_ones(text: str) -> None:
    assert old_reading(text) is None


def test_a_sentence_in_tcvn3_can_be_read() -> None:
    old = "Céng hßa x· héi chñ nghÜa ViÖt Nam"
    assert old_reading(old) == read_tcvn(old) == "Cộng hòa xã hội chủ nghĩa Việt Nam"
    assert old_reading(old, ".VnTimeH") == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert old_reading("Coäng hoøa", "VNI-Times") == ""


@pytest.mark.parametrize("text", ["", "tốt", "8e0", "một", "Oo", "--", "8 hay 9"])
def test_nothing_is_made_of_a_text_that_is_no_number(text: str) -> None:
    reading = unclear_reading(text)
    assert reading is None or not reading[1]


# ---- the same in every format ------------------------------------------------------------

FORMATS = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "ods": "ods", "xls": "xls:MS Excel 97"}
EVERYWHERE = {
    "chu": ("4", "8,5 điểm", "F123"),
    "ngay": ("4", date(2026, 5, 8), "F121"),
    "so": ("2", 46073, "F122"),
    "loi": ("4", "=1/0", "F119"),
    "cu": ("3", "kh«ng", "F124"),
    "ngoai": ("4", 11, "S303"),
}


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Faulty forms as LibreOffice saves them in every format."""
    place = tmp_path_factory.mktemp("faults")
    forms = [
        write_form(place / f"{name}.xlsx", program(), answers={**WELL, question: answer})
        for name, (question, answer, _) in EVERYWHERE.items()
    ]
    merge = {"merge": "D4:D5"}
    forms.append(write_form(place / "tron.xlsx", program(), answers=WELL, changes=[merge]))
    for name, filter_ in FORMATS.items():
        convert(forms, filter_, place / name)
    return place


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("name", EVERYWHERE)
def test_a_fault_is_the_same_in_every_format(name: str, format_: str, saved: Path) -> None:
    question, _, code = EVERYWHERE[name]
    gathered = gather(program(), [(saved / format_ / f"{name}.{format_}", "P01")])
    (problem,) = gathered.problems
    assert problem.code == code
    assert problem.place.said().vi == f"P01, trang “P01”, D{row_of(program(), question)}"


@pytest.mark.parametrize("format_", FORMATS)
def test_merged_answers_are_told_in_every_format(format_: str, saved: Path) -> None:
    gathered = gather(program(), [(saved / format_ / f"tron.{format_}", "P01")])
    assert [(one.code, one.place.row) for one in gathered.problems] == [("F120", 4), ("F120", 5)]


def test_words_beside_the_formulas_of_a_form_are_told_too(tmp_path: Path) -> None:
    changes = [
        {"cell": "H2", "value": "shown"},
        {"cell": "H5", "value": "=1+1"},
        {"cell": "H6", "value": "gửi sau"},
    ]
    write_form(tmp_path / "P01.xlsx", program(), answers=WELL, changes=changes)
    (problem,) = gather_in(tmp_path).problems
    assert (problem.code, problem.place.said().vi) == ("F126", "P01.xlsx, trang “P01”, H6")


# ---- files -------------------------------------------------------------------------------


def docx() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return out.getvalue()


def locked_ods() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", b"\x01\x02")
        archive.writestr("META-INF/manifest.xml", "<m:encryption-data/>")
    return out.getvalue()


LOCKED_XLSX = MAGIC + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le")
FILES: dict[str, tuple[str, bytes, str, str]] = {
    "a Word file under another name": ("a.xlsx", docx(), "F103", "tệp Word"),
    "a PDF under another name": ("a.xls", b"%PDF-1.7", "F103", "PDF"),
    "an old Word file": ("a.xls", MAGIC + "WordDocument".encode("utf-16-le"), "F103", "tệp Word"),
    "a web page under another name": ("a.xls", b"<html></html>", "F103", "trang web"),
    "an empty file": ("a.xlsx", b"", "F103", "0 byte"),
    "a password": ("a.xlsx", LOCKED_XLSX, "F102", "mật khẩu"),
    "a password of LibreOffice": ("a.ods", locked_ods(), "F102", "mật khẩu"),
    "an archive cut short": ("a.xlsx", b"PK\x03\x04" + b"\0" * 99, "F101", "hỏng"),
    "a container cut short": ("a.xls", MAGIC + b"\xff" * 600, "F101", "XLS"),
    "a table of texts": ("a.csv", b"unit,name\n", "F104", "CSV"),
    "a letter beside the forms": ("cong-van.docx", docx(), "F104", "tệp Word"),
    "a photograph": ("anh.jpg", b"\xff\xd8\xff\xe0", "F104", "ảnh"),
    "an archive of forms": ("tat-ca.rar", b"Rar!\x1a", "F104", "RAR"),
}


@pytest.mark.parametrize("fault", FILES)
def test_a_file_that_is_no_form_is_named(fault: str, tmp_path: Path) -> None:
    name, content, code, said = FILES[fault]
    (tmp_path / name).write_bytes(content)
    (problem,) = gather_in(tmp_path).problems
    assert problem.code == code
    assert problem.place.said().vi == name
    assert said in problem.message.vi


def test_a_workbook_is_known_by_its_content_and_not_by_its_ending(tmp_path: Path) -> None:
    form = write_form(tmp_path / "P01.xlsx", program(), answers=WELL)
    form.rename(tmp_path / "P01.xls")
    write_form(tmp_path / "P02.xlsx", program(), "P02", answers=WELL).rename(tmp_path / "P02.tai")
    gathered = gather_in(tmp_path)
    assert gathered.problems == []
    assert len(gathered.rows) == 2


def test_a_workbook_of_somebody_else_is_no_form(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "thu-chi.xlsx")
    assert [problem.code for problem in gather_in(tmp_path).problems] == ["F105"]


def test_what_programs_leave_behind_is_passed_over(tmp_path: Path) -> None:
    for name in ("~$P01.xlsx", ".~lock.P01.xlsx#", "Thumbs.db", ".DS_Store", "desktop.ini"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "__MACOSX").mkdir()
    (tmp_path / "__MACOSX" / "a.xlsx").write_bytes(b"x")
    assert gather_in(tmp_path).problems == []


def test_a_file_that_may_not_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = write_form(tmp_path / "P01.xlsx", program(), answers=WELL)
    write_form(tmp_path / "P02.xlsx", program(), "P02", answers=WELL)
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path == form:
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    gathered = gather_in(tmp_path)
    (problem,) = gathered.problems
    assert problem.code == "F101"
    assert "đang mở trong Excel" in problem.message.vi
    assert len(gathered.rows) == 1


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    import os

    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    os.mkfifo(tmp_path / "a.xlsx")
    assert [problem.code for problem in gather_in(tmp_path).problems] == ["F101"]


# ---- errors of old workbooks -------------------------------------------------------------


@pytest.mark.parametrize("cut", [0, 8, 30, 76, 100, 511, 512, 700])
def test_a_container_that_lies_gives_no_errors_and_no_crash(cut: int) -> None:
    assert find_cells((MAGIC + b"\xfe" * 2_000)[:cut]) == Findings()


def test_a_chain_of_sectors_that_bites_its_tail_is_cut() -> None:
    header = bytearray(MAGIC + b"\0" * 504)
    header[30:34] = b"\x09\0\x06\0"
    header[44:52] = b"\x01\0\0\0" + b"\0\0\0\0"
    header[68:72] = b"\0\0\0\0"  # the list of tables goes on in the first sector, for ever
    header[76:512] = b"\0\0\0\0" + b"\xff" * 432
    assert find_cells(bytes(header) + b"\0" * 1_024) == Findings()
