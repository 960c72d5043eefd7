"""Workbooks: what people type comes in exactly, and hostile files do not come in."""

from __future__ import annotations

import io
import sys
import time
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest

from scoring import MissingExtraError, SheetError
from scoring_excel.read import MOST_ROWS, read

openpyxl = pytest.importorskip("openpyxl")


def workbook(path: Path, *rows: list[object], **sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for name, more in sheets.items():
        sheet = book.create_sheet(name)
        for row in more:
            sheet.append(row)
    book.save(path)
    return path


def test_cells_are_texts_of_what_people_see(tmp_path: Path) -> None:
    file = workbook(
        tmp_path / "a.xlsx",
        ["Mã ", None, "điểm"],
        [],
        [1.1, "Nội dung", 8.3],
        [True, date(2026, 2, 28), 32.125],
        [
            10,
            datetime(2026, 2, 28, 17, 30),  # noqa: DTZ001
            1234567.5,
        ],
        ["1.10", 100.07, 1e-7],
    )
    table = read(file)
    assert table.header == ("Mã", "", "điểm")
    assert list(table.rows) == [
        ["1.1", "Nội dung", "8.3"],
        [True, "2026-02-28", "32.1250"],
        [10, "2026-02-28 17:30:00", "1234567.5"],
        ["1.10", "100.07", "0.0000001"],
    ]
    assert table.place(0, 2).said().vi == f"{file}, trang “Sheet”, C3"


def test_hidden_sheets_are_set_aside_and_others_are_not(tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", ["a"], ["1"], Ghi=[["b"]], Trống=[])
    with pytest.raises(SheetError) as error:
        read(file)
    assert "“Sheet”, “Ghi”" in error.value.problems[0].message.vi
    book = openpyxl.load_workbook(file)
    book["Ghi"].sheet_state = "hidden"
    book.save(file)
    assert read(file).header == ("a",)


def test_a_formula_nobody_worked_out_is_not_a_blank(tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", ["unit", "điểm"], ["DV01", "=1+2"], ["DV02", 3])
    with pytest.raises(SheetError) as error:
        read(file)
    (problem,) = error.value.problems
    assert problem.place.said().vi == f"{file}, B2"
    assert "lưu lại" in problem.message.vi


def _repack(source: Path, target: Path, name: str, change: object) -> Path:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", 8) as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry.filename, change(content) if entry.filename == name else content)
    return target


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda xml: xml.replace(b"</sheetData>", b'<row r="2"><c r="XFD2"><v>1</v></c></row></sheetData>'), "cột ZZ"),
        (lambda xml: b'<!DOCTYPE x [<!ENTITY a "b">]>' + xml, "thực thể"),
        (lambda xml: xml + b" " * 9_000_000, "nén bất thường"),
        (lambda xml: xml[:120], "sai định dạng"),
    ],
)  # fmt: skip
def test_hostile_workbooks_are_refused_at_once(change: object, said: str, tmp_path: Path) -> None:
    good = workbook(tmp_path / "good.xlsx", ["a"], ["1"])
    bad = _repack(good, tmp_path / "bad.xlsx", SHEET, change)
    begin = time.monotonic()
    with pytest.raises(SheetError) as error:
        read(bad)
    assert said in error.value.problems[0].message.vi
    assert time.monotonic() - begin < 1


def test_files_that_are_no_workbook_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"unit,name\n")
    empty = io.BytesIO()
    zipfile.ZipFile(empty, "w").close()
    (tmp_path / "b.xlsx").write_bytes(empty.getvalue())
    for name in ("a.xlsx", "b.xlsx", "none.xlsx", "."):
        with pytest.raises(SheetError):
            read(tmp_path / name)


def test_too_many_rows_are_refused_and_not_cut(tmp_path: Path) -> None:
    good = workbook(tmp_path / "good.xlsx", ["a"], ["1"])
    far = f'<row r="{MOST_ROWS + 5}"><c r="A{MOST_ROWS + 5}"><v>1</v></c></row>'.encode()
    bad = _repack(
        good, tmp_path / "bad.xlsx", SHEET, lambda xml: xml.replace(b"</sheetData>", far + b"</sheetData>")
    )  # fmt: skip
    with pytest.raises(SheetError) as error:
        read(bad)
    assert str(MOST_ROWS) in error.value.problems[0].message.vi


def test_without_openpyxl_the_install_line_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(MissingExtraError) as error:
        read(tmp_path / "a.xlsx")
    assert 'pip install "danvan-scoring[excel]"' in error.value.text.vi
