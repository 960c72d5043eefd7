"""Who said what is kept: reasons about one answer, tables written back, changes told in full."""

from fractions import Fraction

import pytest

from scoring import (
    SheetError,
    State,
    as_said,
    digest,
    enter_table,
    explain,
    explain_leaf,
    revisions,
    run,
    serialise,
    tabulate,
)
from scoring.engine.serialise import sheet_digest
from tests.fixtures.small_sets import leaf, plain, program, small_set, table

SET = small_set(criterion={"1": plain(60), "2": plain(40, owner="appraiser")})


def roles(*rows):
    return enter_table(program(SET), table([{"unit": "P1", "reason": "", **row} for row in rows]))


def test_a_reason_about_one_answer_serves_where_a_reason_is_asked_for():
    own = {"role": "self", "1": "50", "2": "", "reason:1": ""}
    sheet = roles(own, {"role": "appraised", "1": "45", "2": "30", "reason:1": "thiếu biên bản"})
    (remark,) = sheet.remarks
    assert (remark.role, remark.about, remark.kind) == ("appraised", "1", "reason")
    assert remark.text == "thiếu biên bản"


def test_a_reason_about_another_answer_does_not_serve():
    own = {"role": "self", "1": "50", "2": "", "reason:2": ""}
    with pytest.raises(SheetError) as raised:
        roles(own, {"role": "appraised", "1": "45", "2": "30", "reason:2": "khác"})
    assert [one.code for one in raised.value.problems] == ["S312"]


def test_evidence_is_no_reason():
    own = {"role": "self", "1": "50", "2": "", "evidence:1": "QĐ 12"}
    with pytest.raises(SheetError):
        roles(own, {"role": "appraised", "1": "45", "2": "30", "evidence:1": "QĐ 13"})


def test_words_about_what_nobody_asks_are_refused():
    with pytest.raises(SheetError) as raised:
        roles({"role": "self", "1": "50", "2": "", "note:9": "?"})
    assert [one.code for one in raised.value.problems] == ["S103"]


def three_layers():
    return roles(
        {"role": "self", "1": "50", "2": "", "reason:1": "", "evidence:1": "sổ, ảnh"},
        {"role": "appraised", "1": "45.5", "2": "30", "reason:1": "thiếu biên bản"},
        {"role": "council", "1": "", "2": "31", "reason": "hội đồng thống nhất"},
    )


def test_every_role_is_kept_not_only_the_one_that_counts():
    sheet = three_layers()
    assert list(sheet.layers) == ["self", "appraised", "council"]
    assert [sheet.layers[one].columns["2"].cell(0) for one in sheet.layers] == [
        State.MISSING,
        30,
        31,
    ]
    assert sheet.self_columns["1"].cell(0) == 50
    assert sheet.take([0]).layers["council"].columns["2"].cell(0) == 31


def test_a_table_written_back_holds_every_role_and_word():
    again = tabulate(program(SET), three_layers())
    assert again.header == (
        *("unit", "name", "kind", "group", "role", "reason", "1", "2"),
        *("evidence:1", "reason:1"),
    )
    assert [row[4:] for row in again.rows] == [
        ["self", "", "50", "", "sổ, ảnh", ""],
        ["appraised", "", "45.5", "30", "", "thiếu biên bản"],
        ["council", "hội đồng thống nhất", "", "31", "", ""],
    ]
    assert sheet_digest(enter_table(program(SET), again)) == sheet_digest(three_layers())


def test_what_an_early_role_said_is_part_of_the_digest():
    compiled = program(SET)
    one = roles({"role": "self", "1": "50", "2": ""}, {"role": "council", "1": "45", "reason": "x"})
    two = roles({"role": "self", "1": "49", "2": ""}, {"role": "council", "1": "45", "reason": "x"})
    assert one.columns["1"].cell(0) == two.columns["1"].cell(0)
    assert digest(run(compiled, one)) != digest(run(compiled, two))


def test_three_decimals_are_written_so_that_they_have_one_reading():
    (row,) = tabulate(program(SET), roles({"role": "self", "1": "12.1250", "2": ""})).rows
    assert row[6] == "12.1250"


def test_a_unit_nobody_said_a_word_about_keeps_its_row():
    (row,) = tabulate(program(SET), roles({"role": "council", "1": "", "2": ""})).rows
    assert row[:1] + row[4:] == ["P1", "self", "", "", ""]


def test_changes_are_told_with_who_what_and_why():
    first, second = revisions(program(SET), three_layers())
    assert (first.question.column, first.from_role, first.role) == ("1", "self", "appraised")
    assert (first.before.vi, first.after.vi, first.change) == ("50", "45,5", Fraction(-9, 2))
    assert first.reason == "thiếu biên bản"
    assert (second.question.column, second.role, second.change) == ("2", "council", 1)
    assert second.reason == "hội đồng thống nhất"


def test_an_answer_said_again_is_no_change():
    sheet = roles(
        {"role": "self", "1": "50", "2": ""},
        {"role": "appraised", "1": "50", "2": "30"},
    )
    assert revisions(program(SET), sheet) == ()


def test_being_let_off_is_a_change_and_not_a_number():
    sheet = roles(
        {"role": "self", "1": "2", "2": ""},
        {"role": "appraised", "1": "kad", "2": "30", "reason": "không phát sinh"},
    )
    (change,) = revisions(program(SET), sheet)
    assert (change.after.vi, change.change) == ("không áp dụng", None)


def test_the_sheet_as_the_unit_said_it_shows_what_the_later_roles_changed():
    compiled, sheet = program(SET), three_layers()
    totals = [
        run(compiled, one).total(0)
        for one in (as_said(sheet, "self"), as_said(sheet, "appraised"), sheet)
    ]
    # The unit's 50 with the council's 31 for what the unit may not say; then 45.5 + 30.
    assert totals == [81, Fraction(151, 2), Fraction(153, 2)]


def test_as_said_grants_what_the_unit_asked_to_be_let_off():
    sheet = roles({"role": "self", "1": "kad", "2": "", "reason": "không phát sinh"})
    assert sheet.columns["1"].cell(0) is State.HELD
    assert as_said(sheet, "self").columns["1"].cell(0) is State.NOT_APPLICABLE


def test_marks_of_members_are_layers_too():
    text = small_set(
        criterion={
            "1": leaf(
                100,
                {
                    "kind": "council-marks",
                    "marks": {"ask": "Điểm"},
                    "out_of": 100,
                    "combine": "mean",
                },
            )
        }
    )
    rows = [{"unit": "P1", "role": "council", "1": "80; 90.5"}]
    sheet = enter_table(program(text), table(rows))
    assert sheet.layers["council"].lists["1"] == [(80, Fraction(181, 2))]
    (unit,) = serialise(run(program(text), sheet))["units"]
    assert unit["points"]["1"]["role"] == "council"
    again = tabulate(program(text), sheet)
    assert again.rows[0][-1] == "80; 90.5"
    assert sheet_digest(enter_table(program(text), again)) == sheet_digest(sheet)


def test_words_about_an_answer_stand_beside_it_in_the_explanation():
    result = run(program(SET), three_layers())
    told = explain_leaf(result, 0, "1")
    assert [line.vi for line in told.inputs] == [
        "Điểm: 45,5 (thẩm định, tự chấm 50)",
        "Minh chứng (tự chấm): sổ, ảnh",
        "Lý do ghi lại (thẩm định): thiếu biên bản",
    ]


def test_words_about_all_of_it_stand_before_the_grade():
    verdicts = explain(run(program(SET), three_layers()), 0).verdicts
    said = [(one.label.vi, one.note.vi) for one in verdicts if one.kind == "remark"]
    assert said == [("Lý do ghi lại (hội đồng)", "hội đồng thống nhất")]
