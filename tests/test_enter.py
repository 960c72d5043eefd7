"""From the cells of a sheet to exact answers: what is taken, what is refused, and why."""

import random
import unicodedata
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

import scoring_basics
import scoring_csv
from scoring import compile_criteria, load_registry, read_criteria, run
from scoring.engine.enter import enter_with_problems
from scoring.engine.entering.cells import CellFault, read_cell, read_list_cell
from scoring.engine.questions import Question
from scoring.model.columns import State
from scoring.model.criteria import ROLES
from scoring.model.problems import Place
from scoring.model.sheet import Table

GOOD = Path(__file__).parent / "good"
REGISTRY = load_registry({"basics": scoring_basics, "csv": scoring_csv})
PROGRAM = compile_criteria(read_criteria(GOOD, REGISTRY), REGISTRY)
SHEET = (GOOD / "sheet.csv").read_text(encoding="utf-8")


def question(type_, **more):
    return Question(column="1", ask="?", type=type_, code="1", slot="x", **more)


NUMBER = question("number", low=Fraction(0))
COUNT = question("count", low=Fraction(0))
SHARE = question("share", low=Fraction(0), high=Fraction(1))
MARK = question("number", low=Fraction(0), high=Fraction(40))
OPTION = question("option", options=(("on-time", "đúng hạn"), ("late", "muộn")))
DIVISOR = question("count", low=Fraction(0), divides=True, zero_is_told=False)
ANY = question("number")

TAKEN = [
    (NUMBER, "8,5", "17/2"),
    (NUMBER, "8.5", "17/2"),
    (NUMBER, " 8,5\u00a0", "17/2"),
    (NUMBER, "+8,5", "17/2"),
    (NUMBER, "08", 8),
    (NUMBER, "1 250", 1250),
    (NUMBER, "1\u00a0250\u202f000", 1250000),
    (NUMBER, "1 250,5", "2501/2"),
    (NUMBER, "1.234.567", 1234567),
    (NUMBER, "1.234.567,8", "12345678/10"),
    (NUMBER, "70%", "7/10"),
    (NUMBER, "33,3%", "333/1000"),
    (NUMBER, "2/3", "2/3"),
    (NUMBER, "0,125", "1/8"),
    (NUMBER, "0.125", "1/8"),
    (NUMBER, "32,1500", "643/20"),
    (NUMBER, "1234.567", "1234567/1000"),
    (NUMBER, 12, 12),
    (ANY, "-8,5", "-17/2"),
    (MARK, "32.150", "643/20"),
    (MARK, "8,125", "65/8"),
    (COUNT, "32150", 32150),
    (COUNT, "12,0", 12),
    (COUNT, 7, 7),
    (SHARE, "100%", 1),
    (SHARE, "0,7", "7/10"),
    (SHARE, "17/18", "17/18"),
    *((question("flag"), text, 1) for text in ("1", "x", "X", "có", "CÓ", "Có", "co", "yes", "đúng", "✓")),
    *((question("flag"), text, 0) for text in ("0", "không", "Không", "khong", "no", "chưa", "sai")),
    (question("flag"), True, 1),
    (question("flag"), False, 0),
    (question("item"), "quá hạn", 2),
    (question("item"), "2", 2),
    (question("item"), "có", 1),
    (question("item"), "không", 0),
    (question("date"), "05/03/2026", date(2026, 3, 5).toordinal()),
    (question("date"), "5/3/2026", date(2026, 3, 5).toordinal()),
    (question("date"), "5-3-2026", date(2026, 3, 5).toordinal()),
    (question("date"), "05.03.2026", date(2026, 3, 5).toordinal()),
    (question("date"), "2026-03-05", date(2026, 3, 5).toordinal()),
    (question("date"), "2026-03-05 00:00:00", date(2026, 3, 5).toordinal()),
    (question("date"), "29/02/2024", date(2024, 2, 29).toordinal()),
    (question("date"), "chưa", 0),
    (question("date"), "Chưa thực hiện", 0),
    (OPTION, "on-time", 0),
    (OPTION, "Muộn", 1),
    (DIVISOR, "3", 3),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "raw", "value"), TAKEN, ids=lambda one: str(one)[:20])
def test_takes(asked, raw, value):
    assert read_cell(asked, raw) == Fraction(value)
    if isinstance(raw, str):
        assert read_cell(asked, unicodedata.normalize("NFD", raw)) == Fraction(value)


@pytest.mark.parametrize("raw", ["", "  ", None, "\u00a0"])
def test_a_blank_is_missing_and_not_zero(raw):
    for asked in (NUMBER, question("flag"), question("date"), OPTION):
        assert read_cell(asked, raw) is State.MISSING


@pytest.mark.parametrize("raw", ["kad", "KAD", "n/a", "N/A", "không áp dụng", "Không áp dụng "])
def test_not_applicable_is_a_state(raw):
    for asked in (NUMBER, question("flag"), question("date"), OPTION):
        assert read_cell(asked, raw) is State.NOT_APPLICABLE
        assert read_cell(asked, unicodedata.normalize("NFD", raw)) is State.NOT_APPLICABLE


REFUSED = [
    (NUMBER, "32.150", "S302"),
    (NUMBER, "32,150", "S302"),
    (COUNT, "1.250", "S302"),
    (SHARE, "1.250", "S302"),
    (NUMBER, "8,5 điểm", "S301"),
    (NUMBER, "1e5", "S301"),
    (NUMBER, "８,５", "S301"),
    (NUMBER, "٣", "S301"),
    (NUMBER, "1,234,567", "S301"),
    (NUMBER, "12 34", "S301"),
    (NUMBER, "1.23.456", "S301"),
    (NUMBER, "8,5,1", "S301"),
    (NUMBER, "8.", "S301"),
    (NUMBER, ",5", "S301"),
    (NUMBER, "2/0", "S301"),
    (NUMBER, "2//3", "S301"),
    (NUMBER, "5%%", "S301"),
    (NUMBER, "--5", "S301"),
    (NUMBER, "−5", "S301"),
    (NUMBER, "=1+1", "S301"),
    (NUMBER, "inf", "S301"),
    (NUMBER, "nan", "S301"),
    (NUMBER, "9" * 31, "S301"),
    (NUMBER, "có", "S301"),
    (NUMBER, True, "S301"),
    (NUMBER, "-1", "S303"),
    (SHARE, "70", "S303"),
    (SHARE, "101%", "S303"),
    (MARK, "41", "S303"),
    (COUNT, "8,5", "S304"),
    (COUNT, "70%", "S304"),
    (question("flag"), "2", "S305"),
    (question("flag"), "có lẽ", "S305"),
    (question("item"), "3", "S305"),
    (OPTION, "sớm", "S305"),
    (OPTION, "0", "S305"),
    (question("date"), "31/02/2026", "S306"),
    (question("date"), "29/02/2026", "S306"),
    (question("date"), "3/2026", "S306"),
    (question("date"), "05/03/26", "S306"),
    (question("date"), "2026-13-01", "S306"),
    (question("date"), "2026-03-05 10:30:00", "S306"),
    (question("date"), "46086", "S306"),
    (question("date"), "0", "S306"),
    (question("date"), "01/01/0000", "S306"),
    (DIVISOR, "0", "S309"),
]


@pytest.mark.parametrize(("asked", "raw", "code"), REFUSED, ids=lambda one: str(one)[:20])
def test_refuses(asked, raw, code):
    with pytest.raises(CellFault) as caught:
        read_cell(asked, raw)
    problem = caught.value.make(Place("sheet.csv", row=2, heading="1"))
    assert problem.code == code
    assert problem.hint.vi
    assert problem.hint.en


def test_an_ambiguous_number_is_asked_back_in_forms_that_are_taken():
    with pytest.raises(CellFault) as caught:
        read_cell(NUMBER, "32.125")
    hint = caught.value.make(Place()).hint.vi
    assert "32125" in hint
    assert "32,1250" in hint
    assert read_cell(NUMBER, "32125") == 32125
    assert read_cell(NUMBER, "32,1250") == Fraction(257, 8)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("8,5; 8", ["17/2", 8]),
        ("8,5;8;9", ["17/2", 8, 9]),
        ("8.5 ; 9;", ["17/2", 9]),
        ("7", [7]),
        (7, [7]),
    ],
)
def test_takes_a_list(raw, value):
    asked = question("numbers", low=Fraction(0), high=Fraction(10))
    assert read_list_cell(asked, raw) == tuple(Fraction(one) for one in value)


@pytest.mark.parametrize(
    ("raw", "code"),
    [("8,5; x", "S301"), (";", "S301"), ("8;;9", "S301"), ("8; 11", "S303"), ("8, 9", "S301")],
)
def test_refuses_a_list(raw, code):
    asked = question("numbers", low=Fraction(0), high=Fraction(10))
    with pytest.raises(CellFault) as caught:
        read_list_cell(asked, raw)
    assert caught.value.make(Place()).code == code


def test_a_list_may_be_missing_or_not_apply():
    assert read_list_cell(question("numbers"), "") is State.MISSING
    assert read_list_cell(question("numbers"), None) is State.MISSING
    assert read_list_cell(question("numbers"), "kad") is State.NOT_APPLICABLE


# ---- the table -----------------------------------------------------------------------------


def table(text, sign=","):
    header, *rows = [line.split(sign) for line in text.strip("\n").split("\n")]
    return Table("sheet.csv", tuple(header), rows)


def enter(text, sign=",", program=PROGRAM):
    sheet, problems = enter_with_problems(program, table(text, sign))
    return sheet, [problem.code for problem in problems]


def importer(content, tmp_path):
    file = tmp_path / "sheet.csv"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return enter_with_problems(PROGRAM, REGISTRY.importers["csv"].read(file))


def answers(sheet):
    return {
        unit.id: {name: str(column.cell(row)) for name, column in sheet.columns.items()}
        for row, unit in enumerate(sheet.units)
    }


def test_a_sheet_is_exact():
    sheet, codes = enter(SHEET)
    assert codes == []
    assert sheet.units.ids == ["P01", "P02", "X01"]
    assert sheet.columns["1.1.done"].cell(0) == Fraction(17)
    assert sheet.columns["1.2"].cell(1) == Fraction(0)


def test_comma_semicolon_and_tab_give_one_sheet(tmp_path):
    commas, problems = importer(SHEET, tmp_path)
    assert problems == ()
    for sign in ";\t":
        other, problems = importer(SHEET.replace(",", sign), tmp_path)
        assert problems == ()
        assert answers(other) == answers(commas)


@pytest.mark.parametrize("changed", [
    lambda text: "\ufeff" + text,
    lambda text: text.replace("\n", "\r\n"),
    lambda text: text.replace("\n", "\r"),
    lambda text: text.replace("\n", "\n\n,,,\n"),
    lambda text: "\n" + text,
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: text.rstrip("\n"),
    lambda text: "\n".join(f'"{line.replace(",", chr(34) + "," + chr(34))}"' for line in text.split("\n") if line),
])  # fmt: skip
def test_the_habits_of_programs_change_nothing(tmp_path, changed):
    plain, _ = importer(SHEET, tmp_path)
    other, problems = importer(changed(SHEET), tmp_path)
    assert problems == ()
    assert answers(other) == answers(plain)
    assert other.units.names == plain.units.names


def test_a_row_keeps_its_number_after_blank_rows(tmp_path):
    _, problems = importer(SHEET.replace("P02", "\n,,\n\nP02").replace(",10,", ",mười,"), tmp_path)
    (problem,) = problems
    assert (problem.code, problem.place.row, problem.place.heading) == ("S301", 6, "1.1.done")


def test_rows_wider_than_the_header_are_all_told(tmp_path):
    file = tmp_path / "sheet.csv"
    file.write_text(SHEET.replace(",17,", ",8,5,").replace(",10,", ",7,5,"), encoding="utf-8")
    from scoring import SheetError

    with pytest.raises(SheetError) as caught:
        REGISTRY.importers["csv"].read(file)
    assert [problem.place.line for problem in caught.value.problems] == [2, 3]


def test_columns_of_notes_are_skipped():
    lines = SHEET.strip().split("\n")
    noted = "\n".join([lines[0] + ",#note,# ý kiến", *(line + ",?,x" for line in lines[1:])])
    sheet, codes = enter(noted)
    assert codes == []
    assert answers(sheet) == answers(enter(SHEET)[0])


def test_the_order_of_columns_is_free():
    rows = [line.split(",") for line in SHEET.strip().split("\n")]
    order = list(range(len(rows[0])))
    random.Random(7).shuffle(order)
    mixed = "\n".join(",".join(row[index] for index in order) for row in rows)
    assert answers(enter(mixed)[0]) == answers(enter(SHEET)[0])


def test_every_problem_is_told_at_once():
    text = SHEET.replace("ward,Cụm 1,32150", "wardd,Cụm 1,32.150").replace(
        "có,0,không", "vâng,x,không"
    )
    sheet, codes = enter(text)
    assert sheet is None
    assert codes == ["S203", "S302", "S305", "S301"]


# ---- roles -------------------------------------------------------------------------------------

HEAD = SHEET.split("\n", 1)[0] + ",role,reason"


def rows(*lines):
    return "\n".join([HEAD, *lines])


SELF = "P01,Phường Một,ward,Cụm 1,32150,17,18,có,,,,self,"
APPRAISED = "P01,,,,,16,,,2,,,appraised,Thiếu một văn bản"
COUNCIL = "P01,,,,,,,,,có,0,council,"


def test_the_later_role_wins_cell_by_cell():
    sheet, codes = enter(rows(SELF, APPRAISED, COUNCIL))
    assert codes == []
    assert len(sheet) == 1
    found = answers(sheet)["P01"]
    assert (found["population"], found["1.1.done"], found["1.1.total"]) == ("32150", "16", "18")
    assert (found["2"], found["B1"]) == ("2", "1")
    assert sheet.self_columns["1.1.done"].cell(0) == 17
    assert ROLES[sheet.roles["1.1.done"][0]] == "appraised"
    assert ROLES[sheet.roles["population"][0]] == "self"
    assert [(one.unit, one.role, one.text) for one in sheet.remarks] == [
        ("P01", "appraised", "Thiếu một văn bản")
    ]


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_rows_is_all_one(seed):
    lines = [
        SELF,
        APPRAISED,
        COUNCIL,
        *(line + ",council," for line in SHEET.strip().split("\n")[2:]),
    ]
    plain, _ = enter(rows(*lines))
    random.Random(seed).shuffle(lines)
    mixed, codes = enter(rows(*lines))
    assert codes == []
    assert answers(mixed) == answers(plain)

    def told(sheet):
        result = run(PROGRAM, sheet)
        return {
            unit.id: (result.total(row), result.grade_id(row), result.rank(row))
            for row, unit in enumerate(sheet.units)
        }

    assert told(mixed) == told(plain)


ROLE_FAULTS = [
    ([SELF, APPRAISED.replace("Thiếu một văn bản", "")], ["S312"]),
    ([SELF, APPRAISED.replace(",16,", ",17,").replace("Thiếu một văn bản", "")], []),
    ([SELF.replace("có,,", "có,2,")], ["S311"]),
    ([SELF, SELF], ["S202"]),
    ([SELF.replace("self", "Tự chấm")], ["S204"]),
    ([SELF.replace("self", "SELF")], []),
    ([SELF, APPRAISED.replace("P01,,", "P01,Phường Hai,")], ["S206"]),
    ([SELF, APPRAISED.replace(",16,", ",kad,")], []),
    ([SELF, APPRAISED.replace(",16,", ",kad,").replace("Thiếu một văn bản", "")], ["S307", "S312"]),
    ([SELF.replace(",17,", ",19,")], ["S308"]),
    ([SELF.replace("P01", " ")], ["S201"]),
]


@pytest.mark.parametrize(("lines", "wanted"), ROLE_FAULTS, ids=range(len(ROLE_FAULTS)))
def test_roles_and_reasons(lines, wanted):
    _, codes = enter(rows(*lines))
    assert codes == wanted


def test_lists_obey_roles_and_reasons_too(tmp_path):
    text = (GOOD / "criteria.toml").read_text(encoding="utf-8")
    start, end = text.index("[criterion.2.rule]"), text.index("[bonus.B1]")
    rule = '[criterion.2.rule]\nkind = "council-marks"\nmarks = { ask = "Điểm từng thành viên" }\n'
    rule += 'combine = "mean"\nout_of = 40\n'
    folder = tmp_path / "good"
    folder.mkdir()
    (folder / "criteria.toml").write_text(text[:start] + rule + "\n" + text[end:], encoding="utf-8")
    program = compile_criteria(read_criteria(folder, REGISTRY), REGISTRY)
    _, codes = enter(rows(SELF.replace("có,,", "có,38; 39,")), program=program)
    assert codes == ["S311"]
    appraised = APPRAISED.replace(",2,,", ",38; 39,,")
    sheet, codes = enter(rows(SELF, appraised), program=program)
    assert codes == []
    assert sheet.lists["2"] == [(Fraction(38), Fraction(39))]
    council = COUNCIL.replace(",,có", ",40,có")
    _, codes = enter(rows(SELF, appraised, council), program=program)
    assert codes == ["S312"]


def test_only_the_council_decides_on_a_grade():
    head = HEAD + ",decided_grade,decided_reason"
    own = SELF + ",Tốt,Xin xếp loại tốt"
    council = COUNCIL + ",Khá,Xét hoàn cảnh"
    _, codes = enter("\n".join([head, own]))
    assert codes == ["S208"]
    sheet, codes = enter("\n".join([head, SELF + ",,", council]))
    assert codes == []
    assert sheet.decided == {"P01": ("kha", "Xét hoàn cảnh")}
    for decision in (",Khá,", ",Giỏi,Vì thế"):
        _, codes = enter("\n".join([head, SELF + ",,", COUNCIL + decision]))
        assert codes == ["S207"]
