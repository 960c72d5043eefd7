"""`danvan form`: files in a folder, nothing overwritten, nothing guessed."""

from __future__ import annotations

import contextlib
import io
import sys
from pathlib import Path

import pytest

from scoring import MissingExtraError
from scoring_excel.form.command import make_all
from tests.cli.running import danvan
from tests.fixtures.small_sets import leaf, small_set
from tests.plugins.excel.form_books import (
    CRITERIA,
    book,
    brief_of,
    marks_of,
    program_of,
    roster_of,
    write_forms,
)

UNITS = CRITERIA / "law10-commune" / "units.csv"
MARKED = {"kind": "council-marks", "combine": "mean", "out_of": 10, "marks": {"ask": "Điểm"}}


def two_units(folder: Path) -> Path:
    file = folder / "units.csv"
    text = "unit,name,kind,group\nP01,Phường Đúc,Phường,Cụm 1\nX02,Xã Đắk Nông,commune,Cụm 1\n"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_workbook_is_written_for_each_unit(tmp_path):
    told = danvan("form", "law10-commune", "--units", two_units(tmp_path), "-o", tmp_path / "p")
    assert (told.code, told.out) == (0, "")
    assert "Đã ghi 2 tệp phiếu" in told.err
    files = sorted((tmp_path / "p").iterdir())
    assert [file.name for file in files] == ["p01-phuong-duc.xlsx", "x02-xa-dak-nong.xlsx"]
    marks = marks_of(book(files[0].read_bytes()))
    assert (marks.form.role, marks.form.set_id) == ("self", "law10-commune")
    assert marks.form.digest == program_of("law10-commune").criteria.digest
    assert marks.form.period == "2026-01-01/2026-12-31"
    assert [(one.id, one.name, one.kind) for one in marks.units] == [("P01", "Phường Đúc", "ward")]


def test_a_filled_form_is_kept_unless_it_is_to_be_replaced(tmp_path):
    units, folder = two_units(tmp_path), tmp_path / "p"
    assert danvan("form", "law10-commune", "--units", units, "-o", folder).code == 0
    assert danvan("form", "law10-commune", "--units", units, "-o", folder).code == 0
    filled, other = folder / "p01-phuong-duc.xlsx", folder / "x02-xa-dak-nong.xlsx"
    filled.write_bytes(b"filled")
    other.unlink()
    told = danvan("form", "law10-commune", "--units", units, "-o", folder)
    assert told.code == 1
    assert str(filled) in told.err
    assert "--replace" in told.err
    assert filled.read_bytes() == b"filled"
    assert not other.exists()
    assert danvan("form", "law10-commune", "--units", units, "-o", folder, "--replace").code == 0
    assert filled.read_bytes() != b"filled"


def test_without_units_the_bundled_example_is_named_and_not_taken(tmp_path):
    told = danvan("form", "law10-commune", cwd=tmp_path)
    assert told.code == 2
    assert f"--units {UNITS}" in told.err
    assert list(tmp_path.iterdir()) == []
    assert "--sheet" in danvan("form", "law10-commune", "--for", "council").err


def test_what_is_wrong_with_the_units_is_told_in_both_languages(tmp_path):
    file = tmp_path / "units.csv"
    file.write_text("unit,name,kind\nP01,Một,xe\nP01,Hai,ward\n", encoding="utf-8")
    for lang, word in (("vi", "thiếu cột “group”"), ("en", "the column “group” is missing")):
        told = danvan("form", "law10-commune", "--units", file, cwd=tmp_path, lang=lang)
        assert told.code == 1
        assert word in told.err
        assert "S202" in told.err
        assert "S203" in told.err
    assert [one.name for one in tmp_path.iterdir()] == ["units.csv"]


def sheet_of_roles(folder: Path) -> Path:
    """Write a collected sheet: what a unit said, and one change by the appraisers."""
    header = UNITS.read_text(encoding="utf-8").splitlines()[0].split(",")
    columns = [name for name in header if name not in ("unit", "name", "kind", "group", "reason")]
    fixed = "P01,Phường Đúc,ward,Cụm 1"
    said = {"self": {"1.1": "có", "2.6": "3"}, "appraised": {"2.6": "2"}}
    lines = [f"unit,name,kind,group,role,reason,reason:2.6,evidence:1.1,{','.join(columns)}"]
    for role, answers in said.items():
        about = ",thiếu sổ quý III," if role == "appraised" else ",,QĐ 12 năm 2026"
        cells = ",".join(answers.get(name, "") for name in columns)
        lines.append(f"{fixed},{role},{about},{cells}")
    file = folder / "sheet.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def test_the_council_sees_what_was_said_before_and_why(tmp_path):
    sheet = sheet_of_roles(tmp_path)
    command = ("form", "law10-commune", "--sheet", sheet, "--for", "council", "-o", tmp_path / "p")
    assert danvan(*command).code == 0
    (file,) = (tmp_path / "p").iterdir()
    assert file.name == "law10-commune-hoi-dong.xlsx"
    opened = book(file.read_bytes())
    marks = marks_of(opened)
    shown = opened[marks.units[0].sheet]
    row = {one.column: one.row for one in marks.questions}["2.6"]
    cells = [cell.value for cell in shown[row]]
    assert (cells[5], cells[6], cells[7]) == (3, 2, None)
    assert cells[10] == "Thẩm định – Lý do: thiếu sổ quý III"
    row = {one.column: one.row for one in marks.questions}["1.1"]
    assert shown[row][10].value == "Đơn vị – Minh chứng: QĐ 12 năm 2026"


def test_a_form_made_anew_keeps_what_its_role_wrote_before(tmp_path):
    call = ("form", "law10-commune", "--sheet", sheet_of_roles(tmp_path), "-o", tmp_path / "p")
    assert danvan(*call, "--for", "appraised").code == 0
    (file,) = (tmp_path / "p").iterdir()
    opened = book(file.read_bytes())
    marks = marks_of(opened)
    row = {one.column: one.row for one in marks.questions}["2.6"]
    cells = [cell.value for cell in opened[marks.units[0].sheet][row]]
    assert cells[5:8] == [3, 2, "thiếu sổ quý III"]
    # The form of a unit begins blank: what was said before is no answer of this year.
    assert danvan(*call, "--for", "self").code == 0
    opened = book((tmp_path / "p" / "p01-phuong-duc.xlsx").read_bytes())
    assert opened[marks_of(opened).units[0].sheet][row][5].value is None


def test_members_of_the_council_get_a_file_each(tmp_path):
    folder = tmp_path / "marked"
    folder.mkdir()
    criteria = {"1": leaf(100, MARKED, owner="council")}
    text = small_set(criterion=criteria, set={"id": "marked", "unit_kinds": ["ward", "commune"]})
    (folder / "criteria.toml").write_text(text, encoding="utf-8")
    call = ("form", folder, "--units", two_units(tmp_path), "--for", "member", "-o", tmp_path / "p")
    assert "--members" in danvan(*call).err
    assert danvan(*call, "--members", "Lê Ánh; Trần Bắc").code == 0
    assert sorted(one.name for one in (tmp_path / "p").iterdir()) == [
        "marked-phieu-cham-le-anh.xlsx",
        "marked-phieu-cham-tran-bac.xlsx",
    ]
    refused = danvan("form", "law10-commune", "--units", UNITS, "--for", "member", "--members", "A")
    assert refused.code == 2
    assert "--for council" in refused.err


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "count", "is_shown"),
    [(Terminal(), 21, True), (Terminal(), 20, False), (io.StringIO(), 21, False)],
)
def test_many_forms_show_a_bar_on_a_terminal_and_never_in_a_pipe(stream, count, is_shown):
    jobs = [(f"{n}.xlsx", bytes) for n in range(count)]
    with contextlib.redirect_stderr(stream):
        made = list(make_all(jobs, lambda vi, _: vi))
    assert [name for name, _ in made] == [name for name, _ in jobs]
    assert ("Đang làm phiếu" in stream.getvalue()) is is_shown


def test_without_the_library_the_line_that_installs_it_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingExtraError, match="excel"):
        write_forms(brief_of(program_of("law10-commune")), roster_of("law10-commune")[:1])
