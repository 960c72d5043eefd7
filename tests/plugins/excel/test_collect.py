"""Collecting forms: what reads well comes in, the rest is named, and no order changes anything."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import disarm, enter_table, rearm
from scoring_csv.read import read
from scoring_excel.collect.folder import list_files
from scoring_excel.collect.gather import Gathered, gather
from scoring_excel.collect.write import write_table
from tests.cli.running import Told, danvan
from tests.fixtures.forms import row_of, write_form
from tests.problems.forms import CRITERIA, program

openpyxl = pytest.importorskip("openpyxl")

SET = CRITERIA.parent
WELL: Mapping[str, Any] = {"1.done": 31, "1.total": 36, "3": "có", "4": "8,5"}


def gather_in(folder: Path, **more: Any) -> Gathered:
    files = [(path, path.relative_to(folder).as_posix()) for path in list_files(folder)]
    return gather(program(), files, **more)


def codes(gathered: Gathered) -> list[str]:
    return [problem.code for problem in gathered.problems]


def rows(file: Path) -> dict[tuple[str, str], dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return {(row["unit"], row["role"]): row for row in csv.DictReader(stream)}


def collect(folder: Path, *more: object) -> Told:
    return danvan("collect", SET, folder, *more)


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    """A folder with the well-filled forms of two units."""
    folder = tmp_path / "forms"
    write_form(folder / "P02.xlsx", program(), "P02", answers={**WELL, "1.done": 36})
    write_form(folder / "cum-1" / "P01.xlsx", program(), "P01", answers=WELL)
    return folder


# ---- one sheet ---------------------------------------------------------------------------


def test_a_folder_becomes_one_sheet_that_scores(forms: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    told = collect(forms, "-o", sheet)
    assert told.code == 0, told.err
    assert told.out == ""
    assert told.err.endswith("Đã gom 2/2 đơn vị.\n")
    assert sheet.read_bytes().startswith(b"\xef\xbb\xbfunit,name,kind,group,role,reason,1.done")
    assert list(rows(sheet)) == [("P01", "self"), ("P02", "self")]
    assert rows(sheet)["P01", "self"]["4"] == "8,5"
    entered = enter_table(program(), read(sheet))
    assert list(entered.units.names) == ["Phường Một", "Phường Hai"]
    assert danvan("score", SET, sheet).code == 0


def test_reasons_evidence_and_notes_come_along_question_by_question(tmp_path: Path) -> None:
    write_form(
        tmp_path / "P01.xlsx",
        program(),
        answers={**WELL, "3": "kad"},
        reasons={"3": "Không có hộ dân"},
        evidence={"4": "Phiếu 05\ncòn lưu"},
        notes={"1.done": "=1+1"},
    )
    gathered = gather_in(tmp_path)
    assert codes(gathered) == []
    row = dict(zip(gathered.header, gathered.rows[0], strict=True))
    assert row["reason:3"] == "Không có hộ dân"
    assert row["evidence:4"] == "Phiếu 05\ncòn lưu"
    assert row["note:1.done"] == "=1+1"
    assert "note:4" not in row


def test_a_row_that_moved_is_found_by_its_mark(tmp_path: Path) -> None:
    moved = [{"copy_row": 4}, {"delete_row": 4}]
    write_form(tmp_path / "a.xlsx", program(), answers=WELL, changes=moved)
    renamed = [{"rename": "Trang của tôi"}]
    write_form(tmp_path / "b.xlsx", program(), "P02", answers=WELL, changes=renamed)
    gathered = gather_in(tmp_path)
    assert codes(gathered) == []
    column = gathered.header.index("1.done")
    assert [row[column] for row in gathered.rows] == ["31", "31"]


def test_a_unit_with_an_error_stays_out_and_the_others_come_in(forms: Path, tmp_path: Path) -> None:
    write_form(forms / "P03.xlsx", program(), "P03", answers={**WELL, "4": "x", "1.done": 99})
    (forms / "hong.xlsx").write_bytes(b"PK\x03\x04")
    sheet = tmp_path / "sheet.csv"
    told = collect(forms, "-o", sheet)
    assert told.code == 1
    assert [unit for unit, _ in rows(sheet)] == ["P01", "P02"]
    assert "P03.xlsx, trang “P03”, D8: lỗi [S301]" in told.err
    assert "P03.xlsx, trang “P03”, D4: lỗi [S308]" in told.err
    last = told.err.splitlines()[-1]
    assert last == "Đã gom 2/3 đơn vị; 1 đơn vị chưa vào bảng; 1 tệp không đọc được."
    assert (
        "Collected 2 of 3 units; 1 are not in the sheet"
        in danvan("collect", SET, forms, "-o", sheet, lang="en").err
    )


@given(st.permutations(range(4)))
@settings(max_examples=8)
def test_the_order_of_the_files_changes_nothing(order: list[int]) -> None:
    folder = many_forms()
    files = [(path, path.name) for path in list_files(folder)]
    wanted = gather(program(), files)
    found = gather(program(), [files[place] for place in order])
    assert found.rows == wanted.rows
    assert found.problems == wanted.problems


def many_forms(made: list[Path] = []) -> Path:  # noqa: B006  (made once)
    """Give a folder with two units, one of them twice and differently, and a broken form."""
    if not made:
        from tempfile import mkdtemp

        folder = Path(mkdtemp())
        write_form(folder / "a.xlsx", program(), "P02", answers=WELL)
        write_form(folder / "b.xlsx", program(), "P01", answers=WELL)
        write_form(folder / "c.xlsx", program(), "P01", answers={**WELL, "4": 9})
        (folder / "d.xlsx").write_bytes(b"")
        made.append(folder)
    return made[0]


# ---- who has answered --------------------------------------------------------------------

UNITS = "unit,name,kind,group\nP02,Phường Hai,ward,Cụm 1\nP01,Phường Một,ward,Cụm 1\n"


def test_units_that_have_not_answered_are_named_and_that_is_no_error(
    forms: Path, tmp_path: Path
) -> None:
    listed, sheet = tmp_path / "units.csv", tmp_path / "sheet.csv"
    listed.write_text(UNITS + "P09,Phường Chín,ward,Cụm 1\n", encoding="utf-8")
    told = collect(forms, "-o", sheet, "--units", listed)
    assert told.code == 0, told.err
    assert "đơn vị “P09” (Phường Chín) chưa gửi phiếu" in told.err
    assert told.err.endswith("Đã gom 2/3 đơn vị; 1 đơn vị chưa vào bảng.\n")
    # The sheet has the order of the list.
    assert [unit for unit, _ in rows(sheet)] == ["P02", "P01"]


def test_a_form_of_a_stranger_is_an_error(forms: Path, tmp_path: Path) -> None:
    listed = tmp_path / "units.csv"
    listed.write_text(UNITS, encoding="utf-8")
    write_form(forms / "P03.xlsx", program(), "P03", answers=WELL)
    told = collect(forms, "-o", tmp_path / "sheet.csv", "--units", listed)
    assert told.code == 1
    assert "[F128]" in told.err
    assert ("P03", "self") not in rows(tmp_path / "sheet.csv")


def test_a_faulty_list_of_units_is_told_before_any_form(forms: Path, tmp_path: Path) -> None:
    listed = tmp_path / "units.csv"
    listed.write_text("ma,name,kind\nP01,Một,tàu\n", encoding="utf-8")
    told = collect(forms, "-o", tmp_path / "a.csv", "--units", listed)
    assert told.code == 1
    assert "[S102]" in told.err
    assert not (tmp_path / "a.csv").exists()


def test_a_kind_on_the_list_may_be_written_as_people_do(forms: Path, tmp_path: Path) -> None:
    listed = tmp_path / "units.csv"
    listed.write_text(UNITS.replace(",ward,", ",Phường,"), encoding="utf-8")
    told = collect(forms, "-o", tmp_path / "a.csv", "--units", listed)
    assert (told.code, "cảnh báo" in told.err) == (0, False), told.err
    assert rows(tmp_path / "a.csv")["P01", "self"]["kind"] == "ward"


def test_the_name_of_a_file_cannot_command_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "x\x1b[31m.pdf").write_bytes(b"%PDF")
    told = danvan("collect", SET, tmp_path, "-o", tmp_path / "a.csv")
    assert "x�[31m.pdf" in told.err
    assert "\x1b" not in told.err


# ---- onto a sheet that is there ----------------------------------------------------------


def appraise(folder: Path, answer: object, reason: str = "Đối chiếu sổ") -> Path:
    write_form(
        folder / "tham-dinh.xlsx",
        program(),
        ["P01", "P02"],
        "appraised",
        answers={"4": answer, "5": "Tốt"},
        reasons={"4": reason},
    )
    return folder


def test_what_was_appraised_is_laid_onto_what_the_units_said(forms: Path, tmp_path: Path) -> None:
    sheet, whole = tmp_path / "self.csv", tmp_path / "whole.csv"
    assert collect(forms, "-o", sheet).code == 0
    told = collect(appraise(tmp_path / "back", 7), "-o", whole, "--onto", sheet)
    assert told.code == 0, told.err
    assert len(rows(whole)) == 4
    assert rows(whole)["P01", "self"] == {**rows(sheet)["P01", "self"], "reason:4": ""}
    assert rows(whole)["P01", "appraised"]["4"] == "7"
    assert rows(whole)["P01", "appraised"]["1.done"] == ""
    enter_table(program(), read(whole))


def test_a_change_without_a_reason_is_told_at_the_cell_of_the_form(
    forms: Path, tmp_path: Path
) -> None:
    sheet = tmp_path / "self.csv"
    collect(forms, "-o", sheet)
    told = collect(appraise(tmp_path / "back", 7, ""), "-o", tmp_path / "b.csv", "--onto", sheet)
    assert told.code == 1
    cell = f"E{row_of(program(), '4')}".replace("E", "D")
    assert f"tham-dinh.xlsx, trang “P01”, {cell}: lỗi [S312]" in told.err


def test_a_row_that_is_there_is_replaced_only_when_asked(forms: Path, tmp_path: Path) -> None:
    sheet, first, again = (tmp_path / name for name in ("self.csv", "first.csv", "again.csv"))
    collect(forms, "-o", sheet)
    collect(appraise(tmp_path / "back", 7), "-o", first, "--onto", sheet)
    changed = appraise(tmp_path / "back", 6)
    told = collect(changed, "-o", again, "--onto", first)
    assert told.code == 1
    assert told.err.count("[F131]") == 2
    assert not again.exists()
    assert collect(changed, "-o", again, "--onto", first, "--replace-rows").code == 0
    assert rows(again)["P01", "appraised"]["4"] == "6"
    # The same rows once more are no conflict.
    assert collect(changed, "-o", again, "--onto", again).code == 0


def test_a_sheet_without_roles_cannot_be_laid_upon(forms: Path, tmp_path: Path) -> None:
    plain = tmp_path / "plain.csv"
    plain.write_text("unit,name,kind,group,4\nP01,A,ward,Cụm 1,8\n", encoding="utf-8")
    told = collect(forms, "-o", tmp_path / "b.csv", "--onto", plain)
    assert told.code == 2
    assert "cột role" in told.err


def test_marks_of_members_fill_a_row_of_the_council_and_keep_what_it_holds(tmp_path: Path) -> None:
    sheet, whole = tmp_path / "sheet.csv", tmp_path / "whole.csv"
    write_form(
        tmp_path / "council" / "h.xlsx",
        program(),
        "P01",
        "council",
        answers={"4": 9, "decided_grade": "Đạt", "decided_reason": "Hội đồng nhất trí"},
        reasons={"4": "Xem lại phiếu"},
    )
    assert collect(tmp_path / "council", "-o", sheet).code == 0
    for name, mark in (("Bình", "8,5"), ("An", 9)):
        facts = {"member": name}
        file = tmp_path / "members" / f"{name}.xlsx"
        write_form(file, program(), ["P01"], "member", answers={"P01": [mark]}, facts=facts)
    told = collect(tmp_path / "members", "-o", whole, "--onto", sheet)
    assert told.code == 0, told.err
    row = rows(whole)["P01", "council"]
    assert (row["4"], row["6"], row["decided_grade"]) == ("9", "9; 8,5", "Đạt")
    assert enter_table(program(), read(whole)).decided == {"P01": ("dat", "Hội đồng nhất trí")}
    told_marks = (tmp_path / "whole-phieu.csv").read_text(encoding="utf-8-sig")
    assert told_marks == 'member,unit,question,mark\nAn,P01,6,9\nBình,P01,6,"8,5"\n'


def test_one_person_has_one_voice_however_the_name_is_written(tmp_path: Path) -> None:
    for number, name in enumerate(("Nguyễn An", "nguyễn  an")):
        facts, answers = {"member": name}, {"P01": [8 + number]}
        file = tmp_path / f"{number}.xlsx"
        write_form(file, program(), ["P01"], "member", answers=answers, facts=facts)
    gathered = gather_in(tmp_path)
    assert codes(gathered) == ["F132", "F132"]
    assert gathered.rows == []


def test_a_voice_sent_twice_counts_once(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        facts = {"member": "An"}
        write_form(tmp_path / name, program(), ["P01"], "member", answers={"P01": [8]}, facts=facts)
    gathered = gather_in(tmp_path)
    assert codes(gathered) == ["F117"]
    assert [one.mark for one in gathered.ballots] == ["8"]


def test_a_faulty_mark_of_one_member_keeps_the_unit_out_and_not_the_voice(tmp_path: Path) -> None:
    for name, marks in (("An", [8, 9]), ("Bình", ["8; 9", 7])):
        answers = {"P01": marks[:1], "P02": marks[1:]}
        file = tmp_path / f"{name}.xlsx"
        facts = {"member": name}
        write_form(file, program(), ["P01", "P02"], "member", answers=answers, facts=facts)
    gathered = gather_in(tmp_path)
    assert codes(gathered) == ["F123"]
    assert [row[0] for row in gathered.rows] == ["P02"]
    assert [one.unit for one in gathered.ballots] == ["P02", "P02"]


# ---- files that are written --------------------------------------------------------------


def test_another_file_is_never_written_over_unasked(forms: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("của người khác", encoding="utf-8")
    told = collect(forms, "-o", sheet)
    assert told.code == 1
    assert "--replace" in told.err
    assert sheet.read_text(encoding="utf-8") == "của người khác"
    assert collect(forms, "-o", sheet, "--replace").code == 0
    # Once more the same: nothing is lost by writing it.
    assert collect(forms, "-o", sheet).code == 0


def test_a_crash_while_writing_leaves_the_old_file_whole(
    forms: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from scoring.engine import save

    sheet = tmp_path / "sheet.csv"
    sheet.write_bytes(b"old")

    def crash(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(save.os, "fsync", crash)
    told = collect(forms, "-o", sheet, "--replace")
    assert told.code == 1
    assert "No space left" in told.err
    assert sheet.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["forms", "sheet.csv"]


def test_problems_go_into_a_table_that_can_be_mailed_back(forms: Path, tmp_path: Path) -> None:
    write_form(forms / "P03.xlsx", program(), "P03", answers={**WELL, "4": "=cmd|x", "3": "@x"})
    table, book = tmp_path / "loi.csv", tmp_path / "loi.xlsx"
    collect(forms, "-o", tmp_path / "a.csv", "--problems", table)
    with table.open(encoding="utf-8-sig", newline="") as stream:
        told = list(csv.DictReader(stream))
    assert [(row["tệp"], row["trang"], row["ô"], row["mức"], row["mã"]) for row in told] == [
        ("P03.xlsx", "P03", "D7", "lỗi", "S305"),
        ("P03.xlsx", "P03", "D8", "lỗi", "F118"),
    ]
    assert all(row["điều gì"] and row["làm gì"] for row in told)
    collect(forms, "-o", tmp_path / "a.csv", "--problems", book)
    sheet = openpyxl.load_workbook(book).active
    assert [cell.value for cell in sheet[2]][:5] == ["P03.xlsx", "P03", "D7", "lỗi", "S305"]
    assert all(cell.data_type == "s" for row in sheet.iter_rows() for cell in row)


def test_outputs_inside_the_folder_are_not_taken_for_forms(forms: Path) -> None:
    sheet, problems = forms / "sheet.csv", forms / "loi.xlsx"
    for _ in range(2):
        told = collect(forms, "-o", sheet, "--problems", problems)
        assert told.code == 0, told.err
        assert "cảnh báo" not in told.err


def test_wrong_endings_are_refused_before_any_work(forms: Path, tmp_path: Path) -> None:
    assert collect(forms, "-o", tmp_path / "a.xlsx").code == 2
    assert collect(forms, "-o", tmp_path / "a.csv", "--problems", tmp_path / "b.txt").code == 2


# ---- texts that a spreadsheet would run --------------------------------------------------


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)))
def test_a_text_is_never_a_formula_and_never_another_text(texts: list[str]) -> None:
    for text in (*texts, "=1+1", "'=1", "''+a", "-5", "-a", "@x", "\tx", "'đã"):
        kept = disarm(text)
        assert rearm(kept) == text
        assert kept[:1] not in tuple("=+@\t\r")
        assert kept[:1] != "-" or kept[1:].replace(".", "", 1).isdecimal()


@given(
    st.lists(
        st.text(st.sampled_from("=+-@'\t\n\",; aă5"), max_size=6).filter(lambda said: said.strip()),
        min_size=1,
        max_size=5,
    )
)
def test_a_written_sheet_reads_back_the_same(texts: list[str]) -> None:
    from scoring_csv.read import parse

    header = [f"c{place}" for place in range(len(texts))]
    table = parse(write_table(header, [texts]), "sheet.csv")
    assert list(table.rows[0]) == texts


def test_many_units_without_a_form_are_listed_in_one_sentence(forms: Path, tmp_path: Path) -> None:
    listed, table = tmp_path / "units.csv", tmp_path / "loi.csv"
    more = "".join(f"Q{number},Phường {number},ward,Cụm 1\n" for number in range(9))
    listed.write_text(UNITS + more, encoding="utf-8")
    told = collect(forms, "-o", tmp_path / "a.csv", "--units", listed, "--problems", table)
    assert told.code == 0, told.err
    assert told.err.startswith("9 đơn vị chưa gửi phiếu: Phường 0, Phường 1,")
    assert table.read_text(encoding="utf-8-sig").count("F129") == 9
