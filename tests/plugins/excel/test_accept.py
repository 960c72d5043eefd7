"""Accepting what was left blank: one mark confirms what stands, and never more than that."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import ROLES, Program, Result, Table, compile_criteria, digest, read_criteria
from scoring_excel.collect.folder import list_files
from scoring_excel.collect.gather import Gathered, gather
from scoring_excel.form.dossier import dossiers_of, read_dossiers
from scoring_excel.form.guide import GUIDE
from scoring_excel.layout import ACCEPTED, ACCEPTED_ASK, ALL_SEEN, QUESTION_MARK
from tests.cli.running import Told, danvan
from tests.fixtures.forms import row_of, write_form
from tests.plugins.excel.form_books import (
    CRITERIA,
    SETS,
    answers,
    book,
    brief_of,
    enter_table,
    marks_of,
    program_of,
    registry,
    roster_of,
    score,
    write_forms,
)
from tests.problems.forms import CRITERIA as SMALL
from tests.programs import convert

openpyxl = pytest.importorskip("openpyxl")

FACTS = ("unit", "name", "kind", "group", "parent")
TCPL = "tcpl-25-2021"
# The set, the role that it counts, the role that fills the form.
COUNTED = (
    (TCPL, "council", "council"),
    ("law10-commune", "appraised", "appraised"),
    ("law10-commune", "appraised", "council"),
    ("hcm-q11-2023", "council", "council"),
    ("nd-233-2026", "appraised", "appraised"),
)
MOST_UNITS = 3
ROLES_AFTER = ("appraiser", "council", "superior")


@cache
def counting(file: Path, counts: str) -> Program:
    """Give the program of a set, made to count the answers of a role."""
    text = file.read_text(encoding="utf-8")
    if "\ncounts = " not in text:
        text = text.replace("\n[policy]\n", f'\n[policy]\ncounts = "{counts}"\n')
    with TemporaryDirectory() as folder:
        made = Path(folder) / file.parent.name / file.name
        made.parent.mkdir()
        made.write_text(text, encoding="utf-8")
        program = compile_criteria(read_criteria(made, registry()), registry())
    assert program.criteria.policy.counts == counts
    return program


# ---- sheets of texts -------------------------------------------------------------------------

Cells = dict[tuple[str, str], dict[str, str]]


def cells_of(header: Sequence[str], rows: Sequence[Sequence[Any]]) -> Cells:
    """Give the rows of a sheet by unit and role."""
    told = [dict(zip(header, map(str, row), strict=True)) for row in rows]
    return {(row["unit"], row["role"]): row for row in told}


def table_of(cells: Cells) -> Table:
    """Give the sheet of some rows."""
    header = tuple(dict.fromkeys(name for row in cells.values() for name in row))
    return Table("bảng", header, [[row.get(name, "") for name in header] for row in cells.values()])


def states(result: Result) -> dict[str, str]:
    return {id_: result.state(row) for row, id_ in enumerate(result.units.ids)}


def said_by_units(program: Program, set_id: str, seed: int) -> tuple[Cells, Cells]:
    """Give what units say of themselves, and what is left to roles after them."""
    table, _ = answers(program, roster_of(set_id)[:MOST_UNITS], seed)
    judged = {one.column for one in program.questions if one.owner in ROLES_AFTER}
    own: Cells = {}
    left: Cells = {}
    for (unit, _), row in cells_of(table.header, table.rows).items():
        own[unit, "self"] = {**row, **dict.fromkeys(judged, ""), "role": "self"}
        left[unit, ""] = {name: row[name] for name in judged if row[name] != "kad"}
    return own, left


# ---- forms that are filled -------------------------------------------------------------------


def columns_of(sheet: Any) -> tuple[dict[str, int], dict[str, int]]:
    """Give the rows of a worksheet by their marks, and its columns by theirs."""
    rows = {str(cell.value): cell.row for cell in sheet["A"] if cell.value is not None}
    columns = {str(cell.value): cell.column for cell in sheet[rows["columns"]] if cell.value}
    return rows, columns


def make_form(
    path: Path,
    program: Program,
    role: str,
    sheet: Table,
    accepted: Sequence[str],
    typed: Mapping[tuple[str, str], Mapping[str, str]] | None = None,
) -> Path:
    """Write the form of a role upon a sheet, accept some units, and type some answers."""
    dossiers = dossiers_of(program, enter_table(program, sheet))
    opened = openpyxl.load_workbook(BytesIO(write_forms(brief_of(program, role), dossiers)))
    for unit in marks_of(opened).units:
        page = opened[unit.sheet]
        rows, columns = columns_of(page)
        said = dict((typed or {}).get((unit.id, ""), {}))
        if unit.id in accepted:
            said[ACCEPTED] = ALL_SEEN
        for name, text in said.items():
            if text and QUESTION_MARK + name in rows:
                cell = page.cell(rows[QUESTION_MARK + name], columns[role])
                assert not cell.protection.locked
                cell.value = text
    path.parent.mkdir(parents=True, exist_ok=True)
    opened.save(path)
    return path


def gather_in(program: Program, folder: Path, sheet: Table | None, **more: Any) -> Gathered:
    files = [(path, path.name) for path in list_files(folder)]
    return gather(program, files, onto=sheet, **more)


def told(gathered: Gathered) -> list[str]:
    return [problem.code for problem in gathered.problems if problem.code != "F125"]


# ---- what a mark does ------------------------------------------------------------------------


@pytest.mark.parametrize(("set_id", "counts", "role"), COUNTED)
def test_a_mark_confirms_all_that_was_said_as_if_the_role_had_typed_it(
    set_id: str, counts: str, role: str, tmp_path: Path
) -> None:
    program = counting(CRITERIA / set_id / "criteria.toml", counts)
    own, left = said_by_units(program, set_id, 7)
    sheet, units = table_of(own), [unit for unit, _ in own]
    make_form(tmp_path / "form.xlsx", program, role, sheet, units, left)
    gathered = gather_in(program, tmp_path, sheet)
    assert set(told(gathered)) <= {"F136"}
    typed: Cells = {}
    asked_off = 0
    for unit in units:
        row = own[unit, "self"]
        said = {name: text for name, text in row.items() if text != "kad"}
        facts = {"role": role, "reason": ""}
        typed[unit, "self"], typed[unit, role] = row, {**said, **taken(program, left, unit, role)}
        typed[unit, role] |= facts
        asked_off += sum(
            row[one.column] == "kad" and one.type != "item" for one in program.questions
        )
    assert told(gathered) == ["F136"] * asked_off
    result, wanted = score(program, table(gathered)), score(program, table_of(typed))
    assert digest(result) == digest(wanted)
    assert "provisional" not in states(result).values()


def taken(program: Program, left: Cells, unit: str, role: str) -> dict[str, str]:
    """Give what a role is asked of a unit besides what the unit answered."""
    shut = {one.column for one in program.questions if one.owner == "council" != role}
    return {name: text for name, text in left[unit, ""].items() if text and name not in shut}


def table(gathered: Gathered) -> Table:
    return Table("gom", tuple(gathered.header), gathered.rows)


@pytest.mark.parametrize(("set_id", "counts", "role"), COUNTED[:2])
def test_without_the_mark_a_blank_confirms_nothing(
    set_id: str, counts: str, role: str, tmp_path: Path
) -> None:
    program = counting(CRITERIA / set_id / "criteria.toml", counts)
    own, left = said_by_units(program, set_id, 3)
    own = {
        key: {name: "" if text == "kad" else text for name, text in row.items()}
        for key, row in own.items()
    }
    sheet, units = table_of(own), [unit for unit, _ in own]
    make_form(tmp_path / "form.xlsx", program, role, sheet, units[:1], left)
    gathered = gather_in(program, tmp_path, sheet)
    found = cells_of(gathered.header, gathered.rows)
    for unit in units[1:]:
        said = {name for name, text in found[unit, role].items() if text}
        assert said - {*FACTS, "role"} <= set(left[unit, ""])
    first, *others = states(score(program, table(gathered))).values()
    assert first != "provisional"
    # Where a blank holds a unit, that comes first.
    assert set(others) <= {"provisional", "held"}
    assert set_id != TCPL or "provisional" in others


# ---- the rule, cell by cell ------------------------------------------------------------------

ASKED = {
    "1.done": ("5", "12"),
    "1.total": ("36", "40"),
    "2": ("2026-02-20", "05/02/2026"),
    "3": ("có", "không"),
    "4": ("8,5", "9"),
    "5": ("Tốt", "Kém"),
}
OWNED = {"5"}  # by the appraiser
BLANK, KAD = "", "kad"


def a_row(*names: str) -> st.SearchStrategy[dict[str, str]]:
    """Draw what one role says: an answer, a blank, a “kad”."""
    return st.fixed_dictionaries({one: st.sampled_from((*ASKED[one], BLANK, KAD)) for one in names})


WHOLE = [one for one in ASKED if one not in OWNED]


@given(
    st.sampled_from(("appraised", "council")),
    a_row(*WHOLE),
    a_row(*ASKED),
    a_row(*ASKED),
    st.booleans(),
)
@settings(max_examples=60)
def test_an_own_answer_wins_then_the_latest_before_and_a_kad_is_never_taken_over(
    role: str,
    by_unit: dict[str, str],
    by_appraiser: dict[str, str],
    own: dict[str, str],
    is_marked: bool,
) -> None:
    program = counting(SMALL, "appraised")
    rows: Cells = {("P01", "self"): by_unit}
    if role == "council":
        rows["P01", "appraised"] = by_appraiser
    sheet = small_sheet(rows)
    with TemporaryDirectory() as folder:
        mark = {"accept": "có"} if is_marked else {}
        reasons = dict.fromkeys(ASKED, "đã đối chiếu")
        file = Path(folder) / "form.xlsx"
        said = {name: text for name, text in own.items() if text}
        write_form(file, program, "P01", role, said, reasons=reasons, **mark)
        gathered = gather_in(program, Path(folder), sheet)
    found = cells_of(gathered.header, gathered.rows)["P01", role]
    waiting = 0
    for name in ASKED:
        before = [row.get(name, "") for row in rows.values()]
        last = next((text for text in reversed(before) if text), "")
        takes = is_marked and not own[name] and last != KAD
        assert found[name] == (last if takes else own[name])
        is_open = last == KAD and before[-1] != KAD if role == "council" else last == KAD
        waiting += is_marked and is_open and not own[name]
    assert told(gathered) == ["F136"] * waiting


def small_sheet(rows: Mapping[tuple[str, str], Mapping[str, str]]) -> Table:
    """Give a sheet of the small set, with a reason in each row."""
    facts = {"kind": "ward", "group": "Cụm 1", "reason": "đã xem"}
    names = {"P01": "Phường Một", "P02": "Phường Hai", "P03": "Phường Ba"}
    whole = dict.fromkeys((*ASKED, "6"), "")
    return table_of(
        {
            (unit, role): {
                "unit": unit,
                "name": names[unit],
                **facts,
                "role": role,
                **whole,
                **said,
            }
            for (unit, role), said in rows.items()
        }
    )


WELL = {"1.done": "12", "1.total": "36", "2": "05/02/2026", "3": "có", "4": "8,5"}


def test_a_day_that_was_taken_over_is_not_warned_of_where_nobody_typed_it(tmp_path: Path) -> None:
    program = counting(SMALL, "appraised")
    write_form(tmp_path / "a.xlsx", program, "P01", "appraised", accept="có")
    assert gather_in(program, tmp_path, small_sheet({("P01", "self"): WELL})).problems == []


def test_an_answer_that_does_not_fit_those_taken_over_is_told_at_its_cell(tmp_path: Path) -> None:
    program = counting(SMALL, "appraised")
    reasons = {"1.done": "đếm lại"}
    write_form(
        tmp_path / "a.xlsx",
        program,
        "P01",
        "appraised",
        {"1.done": 40},
        reasons=reasons,
        accept="có",
    )
    (problem,) = gather_in(program, tmp_path, small_sheet({("P01", "self"): WELL})).problems
    assert (problem.code, problem.place.row) == ("S308", row_of(program, "1.done", "appraised"))


def test_what_an_appraiser_let_off_stays_so_without_a_word(tmp_path: Path) -> None:
    program = counting(SMALL, "council")
    asked = {("P01", "self"): {**WELL, "3": KAD}, ("P01", "appraised"): {"3": KAD}}
    write_form(tmp_path / "a.xlsx", program, "P01", "council", accept="có")
    gathered = gather_in(program, tmp_path, small_sheet(asked))
    assert told(gathered) == []
    assert cells_of(gathered.header, gathered.rows)["P01", "council"]["3"] == ""


@given(st.permutations(range(3)))
@settings(max_examples=6)
def test_the_order_of_the_files_changes_nothing(order: list[int]) -> None:
    program, folder = counting(SMALL, "appraised"), three_forms()
    sheet = small_sheet({(unit, "self"): {**WELL, "3": KAD} for unit in ("P01", "P02")})
    files = [(path, path.name) for path in list_files(folder)]
    wanted = gather(program, files, onto=sheet)
    found = gather(program, [files[place] for place in order], onto=sheet)
    assert (found.rows, found.problems) == (wanted.rows, wanted.problems)
    assert told(found) == ["F136", "F136", "F134"]


@cache
def three_forms() -> Path:
    """Give a folder with the marked forms of three units; the sheet lacks the last."""
    from tempfile import mkdtemp

    folder = Path(mkdtemp())
    for unit in ("P01", "P02", "P03"):
        form = folder / f"{unit}.xlsx"
        write_form(form, counting(SMALL, "appraised"), unit, "appraised", accept="có")
    return folder


# ---- what is wrong with a mark ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "code"),
    [("x", "F135"), ("không", "F135"), (1, "F135"), ("#N/A", "F119"), ("=1+1", "F118")],
)
def test_no_other_word_accepts(typed: object, code: str, tmp_path: Path) -> None:
    program = counting(SMALL, "appraised")
    write_form(tmp_path / "a.xlsx", program, "P01", "appraised", accept=typed)
    gathered = gather_in(program, tmp_path, small_sheet({("P01", "self"): WELL}))
    assert told(gathered) == [code]
    assert [row[:2] for row in gathered.rows] == [["P01", "Phường Một"]]


@pytest.mark.parametrize("typed", ["có", "CÓ", " Có ", "co\u0301"])
def test_the_word_may_be_spelt_as_keyboards_do(typed: str, tmp_path: Path) -> None:
    program = counting(SMALL, "appraised")
    write_form(tmp_path / "a.xlsx", program, "P01", "appraised", accept=typed)
    gathered = gather_in(program, tmp_path, small_sheet({("P01", "self"): WELL}))
    assert cells_of(gathered.header, gathered.rows)["P01", "appraised"]["4"] == "8,5"


def test_a_mark_that_was_deleted_is_told_and_words_beside_it_are_not_lost(tmp_path: Path) -> None:
    program = counting(SMALL, "appraised")
    row = row_of(program, "6", "appraised") + 1
    sheet = small_sheet({("P01", "self"): WELL})
    for change, code in (
        ({"delete_row": row}, "F112"),
        ({"cell": f"E{row}", "value": "a"}, "F126"),
    ):
        write_form(tmp_path / "a.xlsx", program, "P01", "appraised", accept="có", changes=[change])
        (problem,) = gather_in(program, tmp_path, sheet).problems
        assert problem.code == code
        assert code != "F112" or ACCEPTED_ASK in problem.message.vi


def collect_onto(tmp_path: Path, onto: Path | None, *more: object) -> Told:
    chosen = [] if onto is None else ["--onto", onto]
    return danvan("collect", TCPL, tmp_path / "in", "-o", tmp_path / "out.csv", *chosen, *more)


@pytest.fixture
def season(tmp_path: Path) -> Path:
    """A folder `in` with a council's form in which one unit is accepted, and self.csv."""
    program = program_of(TCPL)
    own, _ = said_by_units(program, TCPL, 5)
    own = {
        key: {**row, **dict.fromkeys(row.keys() & {"1.1.a.done"}, "2")} for key, row in own.items()
    }
    with (tmp_path / "self.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(next(iter(own.values()))))
        writer.writeheader()
        writer.writerows(own.values())
    make_form(tmp_path / "in" / "form.xlsx", program, "council", table_of(own), ["P01"])
    return tmp_path


def test_without_an_earlier_sheet_there_is_nothing_to_accept(season: Path) -> None:
    missed = collect_onto(season, None)
    assert missed.code == 1
    assert "lỗi [F134]" in missed.err
    assert "--onto" in missed.err
    other = season / "other.csv"
    lines = (season / "self.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    other.write_text(
        "".join(line for line in lines if not line.startswith("P01,")), encoding="utf-8"
    )
    lacking = collect_onto(season, other, "--replace")
    assert lacking.code == 1
    assert f"bảng “{other}” chưa có dòng của cấp trước" in lacking.err
    assert collect_onto(season, season / "self.csv", "--replace").code == 0


def test_the_same_form_may_be_laid_again_and_a_changed_one_replaces(season: Path) -> None:
    first = collect_onto(season, season / "self.csv")
    assert first.code == 0, first.err
    whole = season / "whole.csv"
    (season / "out.csv").rename(whole)
    assert collect_onto(season, whole).code == 0
    assert csv_cells(season / "out.csv") == csv_cells(whole)
    # A fresh form of the whole sheet holds what was confirmed, and accepts two units more.
    dossiers = read_dossiers(whole, program_of(TCPL), registry())
    opened = book(write_forms(brief_of(program_of(TCPL), "council"), dossiers))
    for unit in marks_of(opened).units:
        rows, columns = columns_of(opened[unit.sheet])
        opened[unit.sheet].cell(rows[QUESTION_MARK + ACCEPTED], columns["council"]).value = "có"
    opened.save(season / "in" / "form.xlsx")
    again = collect_onto(season, whole, "--replace", "--replace-rows")
    assert again.code == 0, again.err
    before, after = (csv_cells(season / name) for name in ("whole.csv", "out.csv"))
    for unit in {unit for unit, _ in after}:
        said = {name: text for name, text in after[unit, "self"].items() if text not in ("", "kad")}
        council = after[unit, "council"]
        assert all(council[name] for name in said if name not in ("reason", "parent"))
        assert unit != "P01" or council.keys() == before[unit, "council"].keys()


def csv_cells(file: Path) -> Cells:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        header, *rows = csv.reader(stream)
    return cells_of(header, rows)


# ---- what the form says ----------------------------------------------------------------------


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("set_id", SETS)
def test_only_a_role_that_counts_is_asked_whether_it_has_seen_all(set_id: str, role: str) -> None:
    program = program_of(set_id)
    opened = book(write_forms(brief_of(program, role), roster_of(set_id)[:1]))
    (unit,) = marks_of(opened).units
    rows, _ = columns_of(opened[unit.sheet])
    is_asked = role == program.criteria.policy.counts
    assert (QUESTION_MARK + ACCEPTED in rows) is is_asked
    guide = " ".join(str(cell.value) for cell in opened[GUIDE]["B"])
    assert ("dòng “Đã xem hết”" in guide) is is_asked


FORMATS = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "ods": "ods", "xls": "xls:MS Excel 97"}


@pytest.fixture(scope="module")
def trip(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Table]:
    """Let LibreOffice save a council's form in every format: a unit accepted, one not, one typed."""
    place, program = tmp_path_factory.mktemp("trip"), program_of(TCPL)
    own, _ = said_by_units(program, TCPL, 11)
    units = [unit for unit, _ in own]
    for row in own.values():
        row |= {name: "" for name, text in row.items() if text == "kad"} | {"2.4": "3"}
    own[units[0], "self"]["2.4"] = "kad"
    sheet = table_of(own)
    typed = {(units[0], ""): {"3.1.a.done": "1"}, (units[2], ""): own[units[2], "self"]}
    accepted = [units[0]]
    form = make_form(place / "form.xlsx", program, "council", sheet, accepted, typed)
    for name, filter_ in FORMATS.items():
        convert([form], filter_, place / name)
    return place, sheet


@pytest.mark.parametrize("format_", FORMATS)
def test_the_mark_survives_every_program(format_: str, trip: tuple[Path, Table]) -> None:
    (place, sheet), program = trip, program_of(TCPL)
    whole = gather_in(program, place / format_, sheet)
    plain = place / "plain"
    plain.mkdir(exist_ok=True)
    (plain / "form.xlsx").write_bytes((place / "form.xlsx").read_bytes())
    assert told(whole) == told(gather_in(program, plain, sheet))
    assert whole.rows == gather_in(program, plain, sheet).rows


def test_the_form_counts_what_still_waits_and_what_is_accepted(trip: tuple[Path, Table]) -> None:
    place, sheet = trip
    own = cells_of(sheet.header, sheet.rows)
    asked = {one.column for one in program_of(TCPL).questions}
    opened = openpyxl.load_workbook(place / "xlsx" / "form.xlsx", data_only=True)
    units = marks_of(opened).units
    said = [
        str(cell.value)
        for unit in units
        for cell in opened[unit.sheet]["B"]
        if str(cell.value).startswith("Đã ghi")
    ]
    first, second, third = (
        sum(bool(text) for name, text in own[unit.id, "self"].items() if name in asked)
        for unit in units
    )
    assert f" Nhận {first - 2} ô để trống như cấp trước." in said[0]
    assert " Còn 1 ô đơn vị đề nghị kad chưa xét" in said[0]
    assert f" Còn {second} ô hội đồng chưa xét." in said[1]
    assert f"Đã ghi {third}/" in said[2]
    assert "chưa xét" not in said[2]
    roll = opened["Danh sách"]
    assert [roll.cell(row, 10).value for row in range(3, 7)] == ["Ô khác chưa xét", 0, second, 0]
