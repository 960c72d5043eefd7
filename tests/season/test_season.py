"""The season by files: what was typed into a form reaches the last paper, with who said it."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.running import danvan
from tests.season.filling import Entry, fill, read_rows
from tests.season.walk import (
    APPRAISED,
    DECIDED,
    MEMBERS,
    REASONS,
    SELF,
    SET,
    UNITS,
    Season,
    plain_sheet,
)

PAPERS = ("bang-tong-hop", "bien-ban", "nhat-ky-sua-doi", "phieu-cham-diem", "quyet-dinh",
          "thong-bao", "to-trinh")  # fmt: skip
STARTS = {"docx": b"PK", "pdf": b"%PDF", "html": b"<!", "md": b""}

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def season(tmp_path_factory: pytest.TempPathFactory) -> Season:
    """Walk through the whole season once."""
    made = Season(tmp_path_factory.mktemp("Mùa chấm điểm"))
    for step in (made.report_of_units, made.appraise, made.mark, made.decide):
        step()
    return made


def result(season: Season, name: str = "ket-qua.json") -> Mapping[str, Any]:
    data: Mapping[str, Any] = json.loads((season.folder / name).read_text(encoding="utf-8"))
    return data


def units(season: Season, name: str = "ket-qua.json") -> dict[str, Mapping[str, Any]]:
    return {unit["unit"]: unit for unit in result(season, name)["units"]}


# ---- the way -------------------------------------------------------------------------------


def test_every_step_ends_well_and_takes_in_every_unit(season: Season) -> None:
    assert {step: told.err for step, told in season.told.items() if told.code} == {}
    for step in ("collect", "collect 2", "collect 3", "collect 4"):
        assert "Đã gom 7/7 đơn vị." in season.told[step].err


def test_each_role_has_its_forms(season: Season) -> None:
    names = {name: len(season.forms(name)) for name in ("tu-cham", "tham-dinh", "thanh-vien", "hoi-dong")}  # fmt: skip
    assert names == {"tu-cham": 7, "tham-dinh": 1, "thanh-vien": 3, "hoi-dong": 1}


def test_a_step_leaves_the_sheet_of_the_step_before_as_it_was(season: Season) -> None:
    roles = [
        {row["role"] for row in read_rows(season.folder / f"bang-{number}.csv")}
        for number in (1, 2, 3, 4)
    ]
    assert roles == [{"self"}, {"self", "appraised"}, *[{"self", "appraised", "council"}] * 2]


# ---- nothing is lost -----------------------------------------------------------------------


def test_the_result_is_that_of_a_sheet_typed_by_hand(season: Season, tmp_path: Path) -> None:
    plain_sheet(tmp_path / "bang.csv")
    told = danvan(
        "score", SET, tmp_path / "bang.csv", "--format", "json", "-o", tmp_path / "k.json"
    )
    assert told.code == 0, told.err
    by_hand = json.loads((tmp_path / "k.json").read_text(encoding="utf-8"))
    assert result(season)["units"] == by_hand["units"]


def test_every_answer_stands_in_the_row_of_who_gave_it(season: Season) -> None:
    rows = {(row["unit"], row["role"]): row for row in read_rows(season.folder / "bang-4.csv")}
    assert len(rows) == 3 * len(UNITS)
    for said, role in ((SELF, "self"), (APPRAISED, "appraised")):
        for unit, answers in said.items():
            spoken = {name for name in SELF["P1"] if rows[unit, role][name]}
            assert spoken - {"B.2"} == set(answers) - {"B.2"}, (unit, role)
    assert rows["P2", "self"]["A.1.done"] == "20"
    assert rows["P2", "appraised"]["A.1.done"] == "19"


def test_reasons_evidence_and_notes_come_back_word_for_word(season: Season) -> None:
    rows = {(row["unit"], row["role"]): row for row in read_rows(season.folder / "bang-4.csv")}
    for (unit, about), reason in REASONS.items():
        assert rows[unit, "appraised"][f"reason:{about}"] == reason
    for unit in SELF:
        assert rows[unit, "self"]["evidence:A.1.done"] == f"sổ công khai {unit}"
    for unit, (_, reason) in DECIDED.items():
        assert rows[unit, "council"]["decided_reason"] == reason
    said = season.danvan("explain", "explain", SET, "ket-qua.json", "P1").out
    assert "Ghi chú (tự chấm): =2 hội nghị, có ảnh" in said


def test_names_of_units_are_kept_sign_by_sign(season: Season) -> None:
    assert {one["name"] for one in units(season).values()} == {unit[1] for unit in UNITS}


def test_every_mark_of_every_member_is_kept_with_the_name(season: Season) -> None:
    rows = read_rows(season.folder / "bang-3-phieu.csv")
    kept = {(row["member"], row["unit"]): row["mark"].replace(",", ".") for row in rows}
    assert kept == {
        (name, unit): mark for name, own in MEMBERS.items() for unit, mark in own.items()
    }


def test_the_same_marks_come_out_whatever_order_the_forms_come_in(season: Season) -> None:
    (row,) = (
        row for row in read_rows(season.folder / "bang-3.csv")
        if (row["unit"], row["role"]) == ("P3", "council")
    )  # fmt: skip
    assert row["C.1"] == "8,5; 8; 8,5"  # by the names of the members


def test_colleagues_may_read_a_sheet_as_any_other_file(season: Season) -> None:
    other = season.folder / "khac.txt"
    other.touch()
    assert (season.folder / "bang-1.csv").stat().st_mode == other.stat().st_mode


# ---- what it comes to ----------------------------------------------------------------------


def test_nothing_is_ranked_before_everybody_has_spoken(season: Season) -> None:
    assert {one["state"] for one in units(season, "ket-qua-1.json").values()} == {"held"}
    assert {one["state"] for one in units(season, "ket-qua-2.json").values()} == {"held"}
    waiting = units(season, "ket-qua-3.json")
    assert {unit for unit, one in waiting.items() if one["state"] == "held"} == {"P2", "P3", "P5"}


def test_the_council_settles_what_was_left_to_it_and_no_more(season: Season) -> None:
    before, after = units(season, "ket-qua-3.json"), units(season)
    assert {one["state"] for one in after.values()} == {"scored"}
    assert {unit: after[unit]["grade"] for unit in DECIDED} == {
        unit: grade for unit, (grade, _) in DECIDED.items()
    }
    for unit in after:
        assert after[unit]["points"] == before[unit]["points"], unit
    assert (after["P2"]["rank"], after["P3"]["rank"]) == (2, 2)


def test_points_name_the_last_role_that_spoke_about_them(season: Season) -> None:
    points = units(season)["P2"]["points"]
    assert {code: one["role"] for code, one in points.items() if code != "C.1"} == {
        "A.1": "appraised", "A.2": "self", "A.3": "self", "B.1": "self",
        "B.2": "appraised", "T": "self",
    }  # fmt: skip


def test_the_log_names_every_change_and_nothing_else(season: Season) -> None:
    file = season.folder / "nhat-ky.xlsx"
    season.danvan("xlsx", "score", SET, "ket-qua.json", "-o", file)
    _, *rows = openpyxl.load_workbook(file)["Sửa đổi"].iter_rows(values_only=True)
    assert [(row[0], row[2], row[5], row[7], row[8], row[9]) for row in rows] == [
        ("P2", "A.1.done", "20 nội dung", "19 nội dung", -1, REASONS["P2", "A.1.done"]),
        ("X1", "T", "4 mô hình", "3 mô hình", -1, REASONS["X1", "T"]),
    ]


# ---- what is read from it ------------------------------------------------------------------


def test_a_stored_result_serves_as_well_as_the_sheet(season: Season) -> None:
    from_sheet = season.danvan("a", "explain", SET, "bang-4.csv", "P4")
    from_result = season.danvan("b", "explain", SET, "ket-qua.json", "P4")
    assert from_result.out == from_sheet.out
    season.danvan("c", "score", SET, "ket-qua.json", "-o", "lai.json")
    assert result(season, "lai.json") == result(season)


MADE = [(form, format_) for form in (*PAPERS, "giai-trinh") for format_ in STARTS]


@pytest.mark.parametrize(("form", "format_"), MADE)
def test_every_paper_is_made_of_the_stored_result(season: Season, form: str, format_: str) -> None:
    unit = ("--unit", "P3") if form == "giai-trinh" else ()
    file = season.folder / f"{form}.{format_}"
    told = season.danvan("report", "report", SET, "ket-qua.json", "--form", form, *unit, "-o", file)
    assert told.code == 0, told.err
    content = file.read_bytes()
    assert content.lstrip().lower().startswith(STARTS[format_].lower())
    if format_ in ("html", "md"):
        digest = result(season)["digest"].removeprefix("sha256:")[:16]
        assert digest in content.decode().replace(" ", "")


# ---- nothing is written over ---------------------------------------------------------------


def test_filled_forms_are_not_written_over(season: Season) -> None:
    before = {file: file.read_bytes() for file in season.forms("tu-cham")}
    told = season.danvan("again", "form", SET, "--units", "don-vi.csv", "-o", "tu-cham")
    assert told.code != 0
    assert "--replace" in told.err
    assert {file: file.read_bytes() for file in season.forms("tu-cham")} == before


def test_a_sheet_is_not_written_over_by_a_different_one(season: Season) -> None:
    before = (season.folder / "bang-2.csv").read_bytes()
    told = season.danvan("again", "collect", SET, "tu-cham", "-o", "bang-2.csv")
    assert told.code != 0
    assert (season.folder / "bang-2.csv").read_bytes() == before


def test_marks_that_are_in_the_sheet_outlive_a_council_form_that_says_nothing_of_them(
    season: Season,
) -> None:
    command = ("collect", SET, "hoi-dong", "--onto", "bang-3.csv", "-o", "bang-5.csv")
    told = season.danvan("again", *command, "--replace-rows")
    assert told.code == 0, told.err
    with (season.folder / "bang-5.csv").open(encoding="utf-8-sig", newline="") as stream:
        marks = {
            row["unit"]: row["C.1"] for row in csv.DictReader(stream) if row["role"] == "council"
        }
    assert all(marks.values()), marks


@pytest.mark.parametrize("role", ["appraised", "council"])
def test_a_form_made_anew_holds_what_its_role_said_before(season: Season, role: str) -> None:
    folder, sheet = f"lai-{role}", f"lai-{role}.csv"
    season.danvan("form", "form", SET, "--sheet", "bang-4.csv", "--for", role, "-o", folder)
    told = season.danvan("collect", "collect", SET, folder, "--onto", "bang-4.csv", "-o", sheet)
    assert told.code == 0, told.err
    assert read_rows(season.folder / sheet) == read_rows(season.folder / "bang-4.csv")


def test_an_answer_taken_back_is_a_conflict_until_the_rows_are_to_be_replaced(
    season: Season,
) -> None:
    season.danvan("form", "form", SET, "--sheet", "bang-4.csv", "--for", "appraised", "-o", "rut")
    (file,) = season.forms("rut")
    fill(
        file, [Entry("P2", "A.1.done", "appraised", None), Entry("P2", "A.1.done", "reason", None)]
    )
    command = ("collect", SET, "rut", "--onto", "bang-4.csv", "-o", "rut.csv")
    told = season.danvan("conflict", *command)
    assert told.code == 1
    assert "“P2”" in told.err
    assert "--replace-rows" in told.err
    season.danvan("replace", *command, "--replace", "--replace-rows")
    rows = {(row["unit"], row["role"]): row for row in read_rows(season.folder / "rut.csv")}
    assert rows["P2", "appraised"]["A.1.done"] == ""
    assert rows["P2", "council"]["C.1"] == "8; 8; 8"
