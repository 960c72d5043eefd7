"""Tables of criteria as councils keep them, and the trees they become."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.engine.gather import Gathered, gather_entries
from scoring.model.sheet import Table


def table(*rows: str, header: str = "Mã|Nội dung|Điểm tối đa", **more: object) -> Table:
    names = tuple(cell.strip() for cell in header.split("|"))
    cells = [[cell.strip() for cell in row.split("|")] for row in rows]
    return Table("bang.xlsx", names, cells, is_spreadsheet=True, **more)  # type: ignore[arg-type]


def tree(gathered: Gathered) -> dict[str, str | None]:
    assert [problem.in_("vi") for problem in gathered.problems] == []
    return {entry.code: entry.under for entry in gathered.entries}


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ("1 1.1 1.2 2 2.1", {"1": None, "1.1": "1", "1.2": "1", "2": None, "2.1": "2"}),
        # groups first, then what stands under them
        ("1 2 1.1 2.1", {"1": None, "2": None, "1.1": "1", "2.1": "2"}),
        ("A A1 A2 B B1", {"A": None, "A1": "A", "A2": "A", "B": None, "B1": "B"}),
        ("I I.1 II II.1", {"I": None, "I.1": "I", "II": None, "II.1": "II"}),
        # numbers go on through the parts: the codes stay the instrument's own
        ("I 1 2 II 3 4", {"I": None, "1": "I", "2": "I", "II": None, "3": "II", "4": "II"}),
        # numbers start again in each part
        ("I 1 2 II 1", {"I": None, "I.1": "I", "I.2": "I", "II": None, "II.1": "II"}),
        ("I 1.1 1.2 II 2.1", {"I": None, "1.1": "I", "1.2": "I", "II": None, "2.1": "II"}),
        ("1 1.1 a) b) 1.2", {"1": None, "1.1": "1", "a": "1.1", "b": "1.1", "1.2": "1"}),
        (
            "A 1 1.1 B 1 1.1",
            {"A": None, "A.1": "A", "A.1.1": "A.1", "B": None, "B.1": "B", "B.1.1": "B.1"},
        ),
        # C and D are letters after A and B, though they are Roman signs too
        ("A B C D", {"A": None, "B": None, "C": None, "D": None}),
        ("H I", {"H": None, "I": None}),
        ("I II III IV V", dict.fromkeys(("I", "II", "III", "IV", "V"))),
    ],
)
def test_codes_make_the_tree(codes: str, expected: dict[str, str | None]) -> None:
    parents = set(expected.values())
    leaves = [code for code in expected if code not in parents]
    written = codes.split()
    rows = [
        f"{raw}|Tiêu chí {raw}|{5 if code in leaves else ''}"
        for raw, code in zip(written, expected, strict=True)
    ]
    assert tree(gather_entries(table(*rows))) == expected


def test_a_column_says_what_stands_under_what() -> None:
    found = gather_entries(
        table("X | Phần một | 10 |", "p | Việc | 10 | X", header="code|title|max|under")
    )
    assert tree(found) == {"X": None, "p": "X"}


def test_groups_without_points_get_the_sum_of_theirs() -> None:
    found = gather_entries(table("1 | Phần | ", "1.1 | Một | 2,5", "1.2 | Hai | 7,5 điểm"))
    assert [entry.max for entry in found.entries] == [10, Fraction(5, 2), Fraction(15, 2)]


@pytest.mark.parametrize(
    "header",
    [
        "STT|Nội dung tiêu chí|Điểm chuẩn",
        "TT | Tiêu chí, tiêu chí thành phần | Điểm tối đa (điểm)",
        "Code | Title | Max",
        "Mã số|Chỉ tiêu|Thang điểm",
        "No.|Criterion|Points",
        "STT|Nội dung đánh giá|Số điểm",
    ],
)
def test_headings_are_known_in_both_languages(header: str) -> None:
    assert tree(gather_entries(table("1|Một|100", header=header))) == {"1": None}


def test_titles_of_the_document_may_stand_above_the_headings() -> None:
    found = gather_entries(
        table(
            "(Ban hành kèm theo Quyết định)||",
            "TT|Nội dung|Điểm tối đa",
            "(1)|(2)|(3)",
            "1|Một|100",
            header="BỘ TIÊU CHÍ||",
        )
    )
    assert tree(found) == {"1": None}
    assert "BỘ TIÊU CHÍ" in found.remarks[0].vi


def test_nothing_of_the_table_is_lost() -> None:
    found = gather_entries(
        table(
            "1|Một|100|Mỗi việc 5 điểm|Biên bản|Hội đồng|Hạn 15/12",
            "|- ít nhất hai việc||||||",
            "2|Hai|0||||",
            header="Mã|Nội dung|Điểm tối đa|Cách chấm|Minh chứng|Người chấm|Thời hạn",
        )
    )
    one, two = found.entries
    assert one.words == ("Mỗi việc 5 điểm", "Thời hạn: Hạn 15/12", "- ít nhất hai việc")
    assert (one.evidence, one.owner) == ("Biên bản", "council")
    assert (two.evidence, two.owner, two.words) == (None, None, ())
    assert [remark.vi for remark in found.remarks] == [
        "Dòng 3 không có mã, được giữ làm lời ở tiêu chí “1”: - ít nhất hai việc"
    ]


def test_bonuses_and_deductions_stand_outside_the_scale() -> None:
    found = gather_entries(
        table(
            "I|Kết quả|100",
            "II|Điểm thưởng|5",
            "1|Nhân rộng|3",
            "2|Được khen|4",
            "III|Điểm trừ|",
            "1|Vi phạm|-10",
            "|Tổng cộng|100",
        )
    )
    assert tree(found) == {"I": None, "II.1": None, "II.2": None, "III.1": None}
    assert [entry.section for entry in found.entries] == [
        "criterion",
        "bonus",
        "bonus",
        "deduction",
    ]
    assert found.caps == {"bonus": 5, "deduction": 10}
    assert found.entries[-1].max == 10


def test_everything_wrong_is_told_at_its_cell_at_once() -> None:
    found = gather_entries(
        table(
            "1|Phần một|40",
            "1.1|Việc|15",
            "1.1|Việc khác|20",
            "1.2||5",
            "2|Phần hai|mười",
            "2026-02-01|Phần bốn|1.000",
            "3|Phần ba|",
            "|Tổng cộng|90",
        )
    )
    assert found.entries == ()
    told = [(problem.place.said().vi, problem.code) for problem in found.problems]
    assert told == [
        ("bang.xlsx, A3", "C105"),
        ("bang.xlsx, A4", "C105"),
        ("bang.xlsx, B5", "C102"),
        ("bang.xlsx, C6", "S301"),
        ("bang.xlsx, A7", "C103"),
        ("bang.xlsx, C7", "S302"),
        ("bang.xlsx, C8", "C102"),
    ]


def test_a_wrong_sum_is_told_at_the_cell_of_the_group() -> None:
    found = gather_entries(table("1|Phần|40", "1.1|Một|15", "1.2|Hai|20", "|Tổng cộng|100"))
    assert [(one.place.said().vi, one.code) for one in found.problems] == [
        ("bang.xlsx, C2", "C303"),
        ("bang.xlsx, C5", "C103"),
    ]
    assert "35" in found.problems[0].message.vi


def test_parents_that_are_not_there_or_go_in_circles_are_told() -> None:
    header = "code|title|max|under"
    lost = gather_entries(table("1|Một|10|9", header=header))
    assert [one.code for one in lost.problems] == ["C301"]
    circle = gather_entries(table("1|Một|10|2", "2|Hai|10|1", header=header))
    assert "C302" in [one.code for one in circle.problems]


def test_a_table_without_the_columns_says_which_are_missing() -> None:
    found = gather_entries(table("Phường A|12", header="Đơn vị|Dân số"))
    assert [one.code for one in found.problems] == ["S102"] * 3
    assert {word for one in found.problems for word in ("code", "title", "max") if word in one.message.vi} == {"code", "title", "max"}  # fmt: skip


def test_a_table_of_headings_alone_has_no_criteria() -> None:
    assert [one.code for one in gather_entries(table()).problems] == ["C310"]


CELL = st.one_of(
    st.sampled_from(
        ["", "1", "1.1", "I", "II", "a)", "A1", "Tổng cộng", "5", "-5", "2,5", "1.000", "×"]
    ),
    st.text(max_size=6),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(CELL, CELL, CELL, CELL), max_size=9))
def test_whatever_a_table_holds_is_answered(rows: list[tuple[str, ...]]) -> None:
    found = gather_entries(Table("t.csv", ("mã", "nội dung", "điểm", "thuộc"), rows))
    assert bool(found.entries) != bool(found.problems)
    codes = [entry.code for entry in found.entries]
    assert len(codes) == len(set(codes))
    assert all(entry.under is None or entry.under in codes for entry in found.entries)
