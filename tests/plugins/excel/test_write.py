"""The workbook of a result: exact numbers, words for states, and no text that comes alive."""

from __future__ import annotations

import io
import sys
import zipfile
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import scoring_excel
from scoring import (
    MissingExtraError,
    Result,
    digest,
    machine_number,
    parse_number,
    say_policies,
    serialise,
)
from scoring_excel.page import MOST_DIGITS, amount
from scoring_excel.write import write
from tests.fixtures.small_sets import bundled, leaf, plain, score, small_set
from tests.programs import convert

openpyxl = pytest.importorskip("openpyxl")


def opened(result: Result, lang: str = "vi") -> Any:
    return openpyxl.load_workbook(io.BytesIO(write(result, {"lang": lang})))


def table(sheet: Any) -> list[dict[str, Any]]:
    """Give the rows of a worksheet by the heads of its columns."""
    head, *rows = sheet.iter_rows(values_only=True)
    assert len(set(head)) == len(head), head
    return [dict(zip(head, row, strict=True)) for row in rows]


def said(value: object) -> Fraction:
    """Give the number that a cell holds, digit by digit."""
    assert isinstance(value, int | float), value
    return Fraction(Decimal(repr(value)))


@pytest.fixture(scope="module")
def hue() -> Result:
    return bundled("hue-36-2022").result


# ---- numbers -------------------------------------------------------------------------------


def test_the_writer_is_offered_for_results() -> None:
    (writer,) = scoring_excel.scoring_writers()
    assert (writer.name, writer.suffix, writer.takes, writer.is_text) == (
        "xlsx",
        ".xlsx",
        "result",
        False,
    )


def test_ranks_and_totals_are_the_numbers_of_the_result(hue: Result) -> None:
    rows = {row["Mã"]: row for row in table(opened(hue)["Xếp hạng"])}
    units = serialise(hue)["units"]
    assert list(rows) == [unit["unit"] for unit in units]
    titles = {grade.id: grade.title for grade in hue.criteria.grades}
    for unit in units:
        row = rows[unit["unit"]]
        assert row["Đơn vị"] == unit["name"]
        assert row["Hạng"] == (unit["rank"] if unit["rank"] is not None else "–")
        assert row["Xếp loại"] == titles.get(unit["grade"], "–")
        if unit["total"] is None:
            assert row["Tổng điểm"] == "giữ lại"
        else:
            assert said(row["Tổng điểm"]) == Fraction(unit["total"])


def test_every_point_is_a_number_or_a_word_and_never_a_blank(hue: Result) -> None:
    words = {"missing": "trống", "not-applicable": "KAD", "held": "giữ lại"}
    found = set()
    rows = table(opened(hue)["Điểm"])
    for unit, row in zip(serialise(hue)["units"], rows, strict=True):
        cells = {head.split(" ")[0]: cell for head, cell in row.items()}
        for code, point in unit["points"].items():
            found.add(point["state"])
            if point["state"] == "value":
                assert said(cells[code]) == Fraction(point["points"]), (unit["unit"], code)
            else:
                assert cells[code] == words[point["state"]]
    assert found >= {"value", "missing", "not-applicable"}


def test_parts_and_sums_add_up_to_what_the_result_says(hue: Result) -> None:
    rows = table(opened(hue)["Phần"])
    for unit, row in zip(serialise(hue)["units"], rows, strict=True):
        cells = {head.split(" ")[0]: cell for head, cell in row.items()}
        for part, points in unit["parts"].items():
            assert said(cells[part]) == Fraction(points)
        assert said(row["Cộng"]) == Fraction(unit["sum"])
        assert said(row["Tối đa áp dụng"]) == Fraction(unit["applicable_max"])


def test_a_number_without_end_is_near_in_its_cell_and_exact_beside_it() -> None:
    text = small_set(
        policy={"leaf_rounding": "none", "total_rounding": "none"},
        criterion={
            "1": leaf(
                100,
                {"kind": "proportional", "done": {"ask": "làm"}, "total": {"ask": "giao"}},
            )
        },
    )
    rows = [{"unit": "A", "1.done": 1, "1.total": 3}, {"unit": "B", "1.done": 1, "1.total": 4}]
    book = opened(score(text, rows).result)
    by_unit = {row["Mã"]: row for row in table(book["Xếp hạng"])}
    assert by_unit["A"]["Tổng điểm (số đúng)"] == "100/3"
    assert said(by_unit["A"]["Tổng điểm"]) == Fraction(Decimal("33.3333333333333"))
    assert by_unit["B"]["Tổng điểm (số đúng)"] is None
    assert said(by_unit["B"]["Tổng điểm"]) == 25
    (cell,) = [cell for cell in book["Xếp hạng"]["F"] if cell.value == by_unit["A"]["Tổng điểm"]]
    assert cell.number_format.startswith('"≈ "')


@given(
    st.builds(
        lambda above, places: Fraction(above, 10**places),
        st.integers(-(10**17), 10**17),
        st.integers(0, 12),
    )
)
def test_a_workbook_gives_back_each_number_it_can_hold(number: Fraction) -> None:
    written = amount(machine_number(number))
    assert len(written.number.normalize().as_tuple().digits) <= MOST_DIGITS
    if written.exact:
        assert parse_number(written.exact) == number
    else:
        # The text in the file is that of the double that a spreadsheet makes of it.
        assert Fraction(Decimal(f"{written.number:.16G}")) == number
        assert Fraction(Decimal(repr(float(written.number)))) == number


def test_numbers_show_the_decimals_of_the_policy(hue: Result) -> None:
    sheet = opened(hue)["Xếp hạng"]
    assert sheet["F2"].number_format == "0.00"
    assert sheet["A2"].number_format == "0"


# ---- texts ---------------------------------------------------------------------------------

ALIVE = ["=1+2", '=HYPERLINK("http://x.vn","x")', "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1:A9)",
         "http://x.vn", "mailto:a@x.vn", "internal:Sheet1!A1", "12", "{=A1}", "\t=1+2"]  # fmt: skip


@pytest.fixture(scope="module")
def alive() -> Result:
    rows = [{"unit": f"U{n}", "name": name, "1": 50} for n, name in enumerate(ALIVE)]
    return score(small_set(), rows).result


def inside(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        return "".join(archive.read(name).decode() for name in sheets)


def test_a_name_never_becomes_a_formula_or_a_link(alive: Result) -> None:
    content = write(alive, {"lang": "vi"})
    xml = inside(content)
    assert "<f>" not in xml
    assert "<hyperlink" not in xml
    book = openpyxl.load_workbook(io.BytesIO(content))
    names = [row["Đơn vị"] for row in table(book["Xếp hạng"])]
    # The importer trims the tab; what is left is kept sign by sign.
    assert sorted(names) == sorted(one.strip() for one in ALIVE)
    assert {cell.data_type for cell in book["Xếp hạng"]["C"]} == {"s"}


def test_without_the_guard_the_same_names_would_come_alive(
    alive: Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    from xlsxwriter.worksheet import Worksheet

    # `write` guesses from how a text begins; that is what the guard keeps away from.
    monkeypatch.setattr(Worksheet, "write_string", Worksheet.write)
    xml = inside(write(alive, {"lang": "vi"}))
    assert "<f>" in xml
    assert "<hyperlink" in xml


def test_signs_that_xml_cannot_hold_and_markup_stay_text() -> None:
    name = 'Phường <b>&amp; "Ấ" _x0041_ \x07 kêu'
    result = score(small_set(), [{"unit": "A", "name": name, "1": 50}]).result
    (row,) = table(opened(result)["Xếp hạng"])
    assert 'Phường <b>&amp; "Ấ"' in row["Đơn vị"]
    assert row["Đơn vị"].endswith("kêu")


def test_a_text_longer_than_a_cell_is_cut_where_everybody_sees_it() -> None:
    from scoring_excel.write import _fit

    assert _fit("x" * 32_767) == "x" * 32_767
    assert len(_fit("x" * 40_000)) == 32_767
    assert _fit("x" * 40_000).endswith("…")


# ---- the sheets ----------------------------------------------------------------------------

VI = ["Xếp hạng", "Phần", "Điểm", "Lý do", "Vấn đề", "Tiêu chí", "Quy ước"]
EN = ["Ranking", "Parts", "Points", "Reasons", "Problems", "Criteria", "Conventions"]


def test_the_sheets_speak_the_language_asked_for(hue: Result) -> None:
    assert opened(hue, "vi").sheetnames == VI
    assert opened(hue, "en").sheetnames == EN


def test_each_sheet_is_ready_for_the_printer_and_the_eye(hue: Result) -> None:
    book = opened(hue)
    name = digest(hue).removeprefix("sha256:")[:16]
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert str(sheet.page_setup.paperSize) == "9"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$1:$1"
        assert name in sheet.oddFooter.left.text
        assert sheet.freeze_panes.endswith("2")
        assert sheet["A1"].font.bold
        assert (sheet.auto_filter.ref is None) == (sheet.title == "Quy ước")


def test_the_conventions_name_what_the_result_rests_on(hue: Result) -> None:
    data = serialise(hue)
    lines = {cell for row in opened(hue)["Quy ước"].iter_rows(values_only=True) for cell in row}
    for text in (
        data["digest"],
        data["set"]["digest"],
        data["sheet"]["digest"],
        data["engine"],
        hue.criteria.id,
        hue.criteria.title,
        "01/01/2022 – 31/12/2022",
        say_policies(hue.criteria).vi,
    ):
        assert text in lines, text


@pytest.mark.parametrize(
    "name", ["law10-commune", "nd-233-2026", "hcm-tanbinh-2023", "tcpl-25-2021", "dvk-model-rubric"]
)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_policy_gate_and_quota_of_a_set_has_its_line(name: str, lang: str) -> None:
    result = bundled(name).result
    sheet = opened(result, lang).worksheets[-1]
    lines = [row[0] for row in sheet.iter_rows(values_only=True)]
    criteria = result.criteria
    for vi, en, count in (
        ("Điều kiện chặn", "Gate", len(criteria.gates)),
        ("Chỉ tiêu", "Quota", len(criteria.quotas)),
        ("Bằng điểm thì xét", "Ties are split by", len(criteria.ranking.tie_breakers)),
    ):
        assert lines.count(vi if lang == "vi" else en) == count


ROLES = [
    {"unit": "A", "role": "self", "1": 90, "2": 5, "note:1": "có ảnh"},
    {"unit": "A", "role": "appraised", "1": 80, "2": "", "reason:1": "thiếu hồ sơ"},
    {"unit": "A", "role": "council", "2": 7, "reason": "xem lại tại chỗ"},
    {"unit": "B", "role": "self", "1": 60, "2": 4},
]  # fmt: skip


@pytest.fixture(scope="module")
def with_roles() -> Result:
    text = small_set(criterion={"1": plain(90), "2": plain(10)})
    return score(text, ROLES).result


def test_who_changed_what_and_why_is_on_a_sheet_of_its_own(with_roles: Result) -> None:
    rows = table(opened(with_roles)["Sửa đổi"])
    assert [
        (row["Mã"], row["Câu hỏi"], row["Trước"], row["Người sửa"], row["Sau"], row["Lý do"])
        for row in rows
    ] == [
        ("A", "1", "90", "thẩm định", "80", "thiếu hồ sơ"),
        ("A", "2", "5", "hội đồng", "7", "xem lại tại chỗ"),
    ]
    assert [row["Chênh lệch"] for row in rows] == [-10, 2]


def test_every_remark_stands_word_for_word_with_who_wrote_it(with_roles: Result) -> None:
    rows = table(opened(with_roles)["Lý do"])
    assert {(row["Người viết"], row["Là"], row["Câu hỏi"], row["Viết gì"]) for row in rows} == {
        ("tự chấm", "ghi chú", "1", "có ảnh"),
        ("thẩm định", "lý do", "1", "thiếu hồ sơ"),
        ("hội đồng", "lý do", None, "xem lại tại chỗ"),
    }


def test_the_colour_of_a_point_tells_who_spoke_last(with_roles: Result) -> None:
    sheet = opened(with_roles)["Điểm"]
    row = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == "A")
    assert [cell.font.color.rgb if cell.font.color else None for cell in row[3:5]] == [
        "FF0B4F9E",
        "FF6F2C91",
    ]


def test_problems_found_while_scoring_are_listed_or_said_to_be_none(hue: Result) -> None:
    (row,) = table(opened(hue)["Vấn đề"])
    assert row["Điều gì"] == "Không có vấn đề nào khi chấm."


def test_ranks_among_all_stand_in_their_order() -> None:
    text = small_set(rank={"within": "all", "method": "competition", "tied": "shared"})
    rows = [{"unit": one, "group": group, "1": points} for one, group, points in
            (("A", "Cụm 1", 50), ("B", "Cụm 2", 90), ("C", "Cụm 1", 70))]  # fmt: skip
    sheet = opened(score(text, rows).result)["Xếp hạng"]
    assert [row["Mã"] for row in table(sheet)] == ["B", "C", "A"]


# ---- the file ------------------------------------------------------------------------------


def test_the_same_result_gives_the_same_bytes(hue: Result) -> None:
    assert write(hue, {"lang": "vi"}) == write(bundled("hue-36-2022").result, {"lang": "vi"})


def test_without_xlsxwriter_the_install_line_is_said(
    hue: Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingExtraError) as error:
        write(hue, {"lang": "vi"})
    assert 'pip install "danvan-scoring[excel]"' in error.value.text.vi


@pytest.mark.slow
def test_libreoffice_opens_it_and_sees_the_same(hue: Result, alive: Result, tmp_path: Any) -> None:
    files = []
    for name, result in (("hue", hue), ("song", alive)):
        files.append(tmp_path / f"{name}.xlsx")
        files[-1].write_bytes(write(result, {"lang": "vi"}))
    again = convert(files, "xlsx:Calc MS Excel 2007 XML", tmp_path / "lại")
    for mine, saved in zip(files, again, strict=True):
        one, other = openpyxl.load_workbook(mine), openpyxl.load_workbook(saved)
        assert one.sheetnames == other.sheetnames
        for sheet in one:
            values = [list(row) for row in sheet.iter_rows(values_only=True)]
            kept = other[sheet.title].iter_rows(
                max_row=len(values), max_col=len(values[0]), values_only=True
            )
            assert [list(row) for row in kept] == values
