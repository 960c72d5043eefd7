"""Forms: complete, locked where they must be, never a formula out of a text, never overwritten."""

from __future__ import annotations

import zipfile
from collections import Counter
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from scoring import SheetError, Unit, compile_criteria, read_criteria
from scoring_excel.form import book as book_module
from scoring_excel.form.book import write_ballot
from scoring_excel.form.command import MOST_UNITS, bundle, split_members
from scoring_excel.form.desk import footer
from scoring_excel.form.dossier import Dossier, read_roster
from scoring_excel.form.grid import ASK, CODE, POINTS, Grid
from scoring_excel.form.lines import LOCKED_SAID
from scoring_excel.form.names import sheet_names
from scoring_excel.layout import (
    ACCEPTED,
    ALONE,
    COLUMNS_MARK,
    DECIDED,
    DECIDED_REASON,
    EVIDENCE,
    LISTS,
    LOCKED_MARK,
    MARKS,
    NOTE,
    QUESTION_MARK,
    REASON,
    UNIT_MARK,
)
from tests.fixtures.small_sets import leaf, small_set
from tests.plugins.excel.form_books import (
    CRITERIA,
    SETS,
    answers,
    book,
    brief_of,
    marks_of,
    program_of,
    registry,
    roster_of,
    write_forms,
)
from tests.programs import convert, text_of

RANKED = {"value": {"ask": "Số đạt"}, "better": "high", "places": [100, 50], "rest": 0}
ROLES = ("self", "appraised", "council")
NEVER_ASKED = {"self": {"appraiser", "council", "superior"}, "appraised": {"council"}}


def marks_in(sheet: Any) -> list[tuple[int, str]]:
    """Give the marks of column A with their rows."""
    column = sheet.iter_rows(min_col=1, max_col=1)
    return [(cell.row, str(cell.value)) for (cell,) in column if cell.value is not None]


def columns_in(sheet: Any) -> dict[str, int]:
    """Give the columns of a worksheet by their hidden marks."""
    (row,) = [row for row, mark in marks_in(sheet) if mark == COLUMNS_MARK]
    cells = next(sheet.iter_rows(min_row=row, max_row=row, min_col=2))
    return {str(cell.value): cell.column for cell in cells if cell.value is not None}


def one_of_each_kind(set_id: str) -> list[Dossier]:
    return list({one.unit.kind: one for one in roster_of(set_id)}.values())


# ---- complete --------------------------------------------------------------------------------


@pytest.mark.parametrize("set_id", SETS)
@pytest.mark.parametrize("role", ROLES)
def test_every_question_stands_once_and_only_input_cells_are_open(set_id, role):
    program = program_of(set_id)
    dossiers = one_of_each_kind(set_id)[: 9 if role == "self" else 1]
    opened = book(write_forms(brief_of(program, role), dossiers))
    marks = marks_of(opened)
    assert [unit.id for unit in marks.units] == [one.unit.id for one in dossiers]
    for unit in marks.units:
        sheet = opened[unit.sheet]
        found = dict(marks_in(sheet))
        asked = {
            one.column: one
            for one in program.questions
            if not one.unit_kinds or unit.kind in one.unit_kinds
        }
        shut = {name for name, one in asked.items() if one.owner in NEVER_ASKED.get(role, ())}
        counted = Counter(found.values())
        decided = {DECIDED, DECIDED_REASON} if role == "council" else set()
        decided |= {ACCEPTED} if role == program.criteria.policy.counts else set()
        wanted = {QUESTION_MARK + name for name in {*asked, *decided} - shut}
        wanted |= {LOCKED_MARK + name for name in shut}
        assert {m for m in counted if m.startswith((QUESTION_MARK, LOCKED_MARK))} == wanted
        assert {counted[mark] for mark in wanted} == {1}
        assert found[1] == UNIT_MARK + unit.id
        told = {(m.column, m.row) for m in marks.questions if m.sheet == unit.sheet}
        assert told == {
            (mark.partition(":")[2], row) for row, mark in found.items() if mark in wanted
        }
        assert open_cells(sheet) == inputs_of(sheet, role)


def open_cells(sheet: Any) -> set[str]:
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    return {cell.coordinate for row in sheet for cell in row if not cell.protection.locked}


def inputs_of(sheet: Any, role: str) -> set[str]:
    """Give the cells that the marks say are to be filled."""
    columns = columns_in(sheet)
    words = (EVIDENCE, REASON, NOTE) if role == "self" else (REASON,)
    rows = {row: mark for row, mark in marks_in(sheet) if mark.startswith(QUESTION_MARK)}
    alone = {QUESTION_MARK + name for name in ALONE}
    return {
        sheet.cell(row, columns[name]).coordinate
        for row, mark in rows.items()
        for name in (role, *(() if mark in alone else words))
    }


@pytest.mark.parametrize("set_id", SETS)
def test_every_input_is_checked_while_typing_within_what_excel_takes(set_id):
    opened = book(write_forms(brief_of(program_of(set_id)), roster_of(set_id)[:1]))
    sheet = opened[marks_of(opened).units[0].sheet]
    column = columns_in(sheet)["self"]
    answered = {
        sheet.cell(row, column).coordinate
        for row, mark in marks_in(sheet)
        if mark.startswith(QUESTION_MARK)
    }
    rules = sheet.data_validations.dataValidation
    assert {str(cell) for rule in rules for cell in rule.sqref.ranges} == answered
    for rule in rules:
        assert len(rule.formula1 or "") <= 255
        assert 0 < len(rule.promptTitle) <= 32
        assert 0 < len(rule.prompt) <= 255
        assert 0 < len(rule.error) <= 255
        assert rule.errorStyle in (None, "stop")
        assert rule.allow_blank
        if rule.type == "list" and rule.formula1.startswith('"'):
            assert rule.formula1 in ('"có,không,kad"', '"có,không,quá hạn,kad"')
        elif rule.type == "list":
            assert rule.formula1.startswith(f"'{LISTS}'!")


def test_an_answer_of_somebody_else_is_said_and_not_asked():
    program = program_of("law10-commune")
    opened = book(write_forms(brief_of(program), roster_of("law10-commune")[:1]))
    marks = marks_of(opened)
    sheet = opened[marks.units[0].sheet]
    column = columns_in(sheet)["self"]
    locked = [row for row, mark in marks_in(sheet) if mark.startswith(LOCKED_MARK)]
    assert {sheet.cell(row, column).value for row in locked} == {LOCKED_SAID["appraiser"]}


def test_every_word_of_a_form_is_told_as_its_own():
    program = program_of("hcm-tanbinh-2023")
    _, dossiers = answers(program, roster_of("hcm-tanbinh-2023")[:2], 5)
    for role in ROLES:
        opened = book(write_forms(brief_of(program, role), dossiers))
        marks = marks_of(opened)
        for unit in marks.units:
            own = {word.text for word in marks.words if word.sheet == unit.sheet}
            sheet = opened[unit.sheet]
            hidden = {row for row, mark in marks_in(sheet) if mark == COLUMNS_MARK}
            for row in sheet.iter_rows(min_col=2):
                for cell in row:
                    is_answer = not cell.protection.locked
                    if cell.data_type == "s" and cell.row not in hidden and not is_answer:
                        assert cell.value in own, cell.coordinate


def test_a_criterion_for_other_kinds_of_units_is_left_out():
    text = small_set(
        criterion={
            "1": leaf(50, {"kind": "external", "value": {"ask": "A"}, "scale_in": 50}),
            "2": leaf(
                50,
                {"kind": "external", "value": {"ask": "B"}, "scale_in": 50},
                unit_kinds=["agency"],
            ),
        }
    )
    program = compiled(text)
    units = [Dossier(Unit("P", "P", "ward", "1")), Dossier(Unit("C", "C", "agency", "1"))]
    opened = book(write_forms(brief_of(program, "appraised"), units))
    asked = [
        [mark for _, mark in marks_in(opened[unit.sheet]) if mark.startswith(QUESTION_MARK)]
        for unit in marks_of(opened).units
    ]
    assert asked == [["q:1"], ["q:1", "q:2"]]


def compiled(text: str) -> Any:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        file = Path(folder) / "criteria.toml"
        file.write_text(text, encoding="utf-8")
        return compile_criteria(read_criteria(file, registry()), registry())


@pytest.mark.parametrize(
    ("changes", "is_reckoned"),
    [
        ({}, True),
        # Excel has no rounding of halves to even, and no score is better than a wrong one.
        ({"policy": {"leaf_rounding": "2 half-even"}}, False),
        ({"criterion": {"1": leaf(100, {"kind": "rank-points", **RANKED})}}, False),
    ],
)
def test_what_a_formula_cannot_say_has_no_provisional_score(changes, is_reckoned):
    unit = Dossier(Unit("P", "P", "ward", "1"))
    opened = book(write_forms(brief_of(compiled(small_set(**changes))), [unit]))
    sheet = opened[marks_of(opened).units[0].sheet]
    cells = [cell.value for cell in sheet[Grid("self").letter(POINTS)]]
    assert any(str(value).startswith("=") for value in cells) is is_reckoned


# ---- texts stay texts ------------------------------------------------------------------------

FORMULA, ADDRESS = "=cmd|'/c calc'!A1", "https://example.org/"


def test_a_name_that_looks_like_a_formula_stays_a_text():
    unit = Unit("=1+1", FORMULA, "ward", ADDRESS)
    brief = brief_of(program_of("law10-commune"), "appraised")
    opened = book(write_forms(brief, [Dossier(unit)]))
    own = "'" + marks_of(opened).units[0].sheet.replace("'", "''") + "'!"
    formulas = [
        str(cell.value)
        for sheet in opened
        for row in sheet
        for cell in row
        if cell.data_type == "f"
    ]
    # The list of units counts on the worksheet that bears the name; nothing else says it.
    assert not [one for one in formulas if "cmd|" in one.replace(own, "")]
    assert not [one for one in formulas if one.startswith("=cmd")]
    links = [link.target for sheet in opened for link in sheet._hyperlinks]
    assert not any(links)
    assert marks_of(opened).units[0].name == FORMULA


def test_the_pen_writes_texts_as_texts_whatever_the_library_would_make_of_them():
    # The guard: `write_string`, where `write` would make a formula. The same text shows both.
    import xlsxwriter

    stream = BytesIO()
    made = xlsxwriter.Workbook(stream, {"in_memory": True})
    made.add_worksheet("a").write(0, 0, FORMULA)
    made.close()
    assert book(stream.getvalue())["a"]["A1"].data_type == "f"
    stream = BytesIO()
    made = xlsxwriter.Workbook(stream, dict(book_module.OPTIONS))
    made.add_worksheet("a").write(0, 0, FORMULA)
    made.close()
    assert book(stream.getvalue())["a"]["A1"].data_type == "s"


# ---- the same bytes, the same file -----------------------------------------------------------


def test_the_same_units_give_the_same_bytes():
    program, units = program_of("hue-36-2022"), roster_of("hue-36-2022")[:2]
    for role in ROLES:
        first, second = (write_forms(brief_of(program, role), units) for _ in range(2))
        assert first == second
        with zipfile.ZipFile(BytesIO(first)) as archive:
            told = archive.read("docProps/core.xml").decode()
            assert {one.date_time[:3] for one in archive.infolist()} == {(1980, 1, 1)}
        # The clock of the machine is not asked, so tomorrow's file is the same.
        assert told.count("2022-01-01T00:00:00Z") == 2


def test_rows_begin_with_a_height_and_may_grow():
    content = write_forms(brief_of(program_of("law10-commune")), roster_of("law10-commune")[:1])
    with zipfile.ZipFile(BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet2.xml").decode()
    rows = [part.partition(">")[0] for part in sheet.split("<row ")[1:]]
    growing = [row for row in rows if "ht=" in row and "customHeight" not in row]
    assert len(growing) > 60


def test_a_provisional_cell_holds_nothing_until_a_program_reckons():
    content = write_forms(brief_of(program_of("hue-36-2022")), roster_of("hue-36-2022")[:1])
    import openpyxl

    opened = openpyxl.load_workbook(BytesIO(content), data_only=True)
    sheet = opened[marks_of(opened).units[0].sheet]
    points = [sheet.cell(row, Grid("self").at(POINTS) + 1).value for row in range(10, 60)]
    assert {value for value in points if value is not None} <= {""}


# ---- names -----------------------------------------------------------------------------------


@given(st.lists(st.text(max_size=60), max_size=12))
def test_worksheet_names_are_taken_by_excel(names):
    made = sheet_names(names, ("Danh sách",))
    assert len({name.casefold() for name in [*made, "Danh sách"]}) == len(names) + 1
    for name in made:
        assert 0 < len(name.encode("utf-16-le")) <= 62
        assert not set(name) & set("[]:*?/\\")
        assert name[0] != "'" != name[-1]


# ---- many units, many members ----------------------------------------------------------------


def test_up_to_forty_units_share_a_workbook_and_more_are_split_by_group():
    few = [Dossier(Unit(f"U{n}", f"U{n}", "ward", f"Cụm {n % 3}")) for n in range(MOST_UNITS)]
    assert [len(own) for _, own in bundle(few)] == [MOST_UNITS]
    many = [Dossier(Unit(f"U{n}", f"U{n}", "ward", "A" if n < 90 else "B")) for n in range(100)]
    assert [(title, len(own)) for title, own in bundle(many)] == [
        ("A 1", 40),
        ("A 2", 40),
        ("A 3", 10),
        ("B", 10),
    ]


def council_set() -> Any:
    marked = {"kind": "council-marks", "combine": "mean", "out_of": 10, "marks": {"ask": "Điểm"}}
    wards = leaf(50, marked, owner="council", unit_kinds=["ward"])
    return compiled(small_set(criterion={"1": leaf(50, marked, owner="council"), "2": wards}))


def test_the_foot_of_a_page_keeps_to_what_excel_takes_and_a_digit_out_of_its_size():
    criteria = evolve(program_of("law10-commune").criteria, id="&" * 90)
    foot = footer(criteria, "3 đơn vị & " + "x&" * 90)
    assert len(foot) <= 255
    assert "&9 3 đơn vị && x&&x" in foot


def test_a_member_marks_all_units_on_one_worksheet():
    units = [Unit("P", "Phường", "ward", "1"), Unit("C", "Cơ quan", "agency", "2")]
    brief = brief_of(council_set(), "member", member="Nguyễn Thị Ánh")
    opened = book(write_ballot(brief, units))
    marks = marks_of(opened)
    assert marks.form.member == "Nguyễn Thị Ánh"
    assert [(one.id, one.sheet) for one in marks.units] == [
        ("P", "Phiếu chấm"),
        ("C", "Phiếu chấm"),
    ]
    sheet = opened["Phiếu chấm"]
    assert [mark for _, mark in marks_in(sheet)] == [COLUMNS_MARK, "unit:P", "unit:C"]
    assert columns_in(sheet) == {"q:1": 5, "q:2": 6}
    assert {(one.column, one.row) for one in marks.questions} == {("1", 4), ("2", 4)}
    assert open_cells(sheet) == {"E6", "F6", "E7"}


def test_members_are_named_once_each():
    assert split_members(" Lê A; Trần B ;; Lê A") == ["Lê A", "Trần B"]


# ---- the list of units -----------------------------------------------------------------------


def test_all_that_is_wrong_with_a_list_of_units_is_told_at_once(tmp_path):
    file = tmp_path / "units.csv"
    file.write_text(
        "unit,name,kind,group,1.1\nP01,Một,ward,A,có\nP01,Hai,ward,A,\n,Ba,ward,A,\nP04,Bốn,xe,A,\n",
        encoding="utf-8",
    )
    with pytest.raises(SheetError) as caught:
        read_roster(file, program_of("law10-commune"), registry())
    assert [(one.code, one.place.row) for one in caught.value.problems] == [
        ("S202", 3),
        ("S201", 4),
        ("S203", 5),
    ]


def test_answers_in_a_list_of_units_are_passed_over(tmp_path):
    file = tmp_path / "units.csv"
    file.write_text("unit,name,kind,group,1.1\nP01,Một,Phường,A,sai bét\n", encoding="utf-8")
    (one,) = read_roster(file, program_of("law10-commune"), registry())
    assert one == Dossier(Unit("P01", "Một", "ward", "A"))


# ---- what a program makes of it --------------------------------------------------------------


def test_libreoffice_opens_every_form_of_every_set_without_an_error(tmp_path):
    made = []
    for seed, set_id in enumerate(SETS):
        program = program_of(set_id)
        _, dossiers = answers(program, roster_of(set_id)[:2], seed)
        role = ROLES[seed % 3]
        made.append(tmp_path / f"{set_id}.xlsx")
        made[-1].write_bytes(write_forms(brief_of(program, role, deadline="12/12/2026"), dossiers))
    brief = brief_of(council_set(), "member", member="Lê Văn Ước")
    made.append(tmp_path / "member.xlsx")
    made[-1].write_bytes(write_ballot(brief, [Unit("P", "Phường Đúc", "ward", "1")]))
    for pdf in convert(made, "pdf", tmp_path / "pdf"):
        text = text_of(pdf)
        assert "Trang 1/" in text
        assert not [
            word for word in ("#REF!", "#NAME?", "#VALUE!", "#N/A", "Err:5") if word in text
        ]


# ---- the appraisers' form --------------------------------------------------------------------


def test_a_change_without_a_reason_is_counted_and_the_answer_that_counts_is_the_later(tmp_path):
    import openpyxl

    program = program_of("law10-commune")
    unit = roster_of("law10-commune")[0]
    said_before = {"1.1": "có", "2.6": Decimal(3), "2.5.done": "kad", "4.1": "kad"}
    dossier = evolve(unit, answers={"self": said_before})
    made = book(write_forms(brief_of(program, "appraised"), [dossier]))
    sheet = made[marks_of(made).units[0].sheet]
    columns = columns_in(sheet)
    row = {mark: row for row, mark in marks_in(sheet)}
    for question, said, reason in (
        ("1.1", "không", None),
        ("2.6", 4, "thiếu một quý trong hồ sơ"),
        ("1.2.what", "có", None),
        ("2.4.done", "kad", None),
        ("4.1", "kad", "không có thôn nào"),
    ):
        sheet.cell(row[f"q:{question}"], columns["appraised"]).value = said
        sheet.cell(row[f"q:{question}"], columns[REASON]).value = reason
    made.save(tmp_path / "filled.xlsx")
    (counted,) = convert([tmp_path / "filled.xlsx"], "xlsx:Calc MS Excel 2007 XML", tmp_path / "c")
    opened = openpyxl.load_workbook(counted, data_only=True)
    sheet = opened[marks_of(opened).units[0].sheet]
    said = [str(cell.value) for cell in sheet["B"] if str(cell.value).startswith("Đã ghi")]
    assert said == [
        (
            "Đã ghi 5/48 ô. Ô để trống là nhận như trước. Còn 2 ô thiếu lý do (dòng tô đỏ). "
            "Còn 1 ô đơn vị đề nghị kad chưa xét (dòng tô cam)."
        )
    ]
    points = {
        sheet.cell(line, Grid("appraised").at(CODE) + 1).value: sheet.cell(
            line, Grid("appraised").at(POINTS) + 1
        ).value
        for line in range(8, sheet.max_row)
    }
    assert (points["1.1"], points["2.6"]) == (0, 2)
    # The engine holds what a unit asks to be let off, until the appraisers grant it.
    assert (points["2.5"], points["4.1"]) == ("chờ xem xét", "KAD")
    roll = opened["Danh sách"]
    assert [cell.value for cell in roll[4]][1:] == [
        1,
        unit.unit.name,
        unit.unit.id,
        "Phường",
        unit.unit.group,
        "5/48",
        2,
        1,
    ]


def test_hidden_worksheets_are_hidden_and_the_question_is_what_people_read():
    opened = book(write_forms(brief_of(program_of("htx-09-2017")), roster_of("htx-09-2017")[:1]))
    assert {name: opened[name].sheet_state for name in (MARKS, LISTS)} == {
        MARKS: "veryHidden",
        LISTS: "veryHidden",
    }
    sheet = opened[marks_of(opened).units[0].sheet]
    assert sheet.column_dimensions["A"].hidden
    asked = [sheet.cell(row, Grid("self").at(ASK) + 1).value for row, _ in marks_in(sheet)]
    assert any(one and "Minh chứng: " in one for one in asked)


def test_the_bundled_lists_of_units_are_read():
    assert (CRITERIA / "hue-36-2022" / "units.csv").is_file()
    assert len(roster_of("hue-36-2022")) == 36
