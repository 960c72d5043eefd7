"""Columns: they fill the paper, hold their words, and go to who needs the room."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scoring_pdf.columns import PADDING, SMALLEST, fit, want
from scoring_pdf.letters import EM, longest_word, measure, widths

SPACE = 46_770
CELL = st.text(alphabet="abcđẩ 0123,%\n", max_size=60)
COLUMN = st.tuples(
    CELL, st.lists(CELL, max_size=6), st.sampled_from([0, 0, 0, 1, 2, 5]), st.booleans()
)


@given(columns=st.lists(COLUMN, min_size=1, max_size=14))
def test_the_columns_fill_the_paper_and_break_no_word(columns):
    wants = [want(*column) for column in columns]
    size, found = fit(wants, SPACE)
    assert sum(found) == SPACE
    assert SMALLEST <= size <= 12
    needed = [-(-one.least * size * 100 // EM) + PADDING for one in wants]
    if sum(needed) <= SPACE:
        assert all(width >= need for width, need in zip(found, needed, strict=True))
    else:
        assert size == SMALLEST


def test_a_number_is_never_broken():
    wants = [want("Điểm", ["1 234,5"], 0, True), want("Ghi chú", ["dài " * 200], 0, False)]
    size, found = fit(wants, SPACE)
    assert found[0] >= measure("1 234,5") * size * 100 // EM + PADDING


def test_a_column_of_names_gets_one_line_before_a_column_of_reasons_gets_more():
    names = [f"Phường Thủy Xuân {at}" for at in range(20)]
    reasons = ["thiếu 1,76 điểm để đạt Xuất sắc " * 4] * 20
    wants = [want("Đơn vị", names, 0, False), want("Vì sao", reasons, 0, False)]
    size, found = fit(wants, SPACE)
    longest = max(map(measure, names)) * size * 100 // EM
    assert longest < found[0] < longest + 4 * PADDING


def test_weights_are_kept():
    wants = [want("A", ["a"], 1, False), want("B", ["b"], 3, False)]
    _, (first, second) = fit(wants, SPACE)
    assert abs(second - 3 * first) <= 3


def test_texts_without_a_weight_leave_room_for_those_with_one():
    wants = [want("A", ["chữ " * 500], 0, False), want("B", ["chữ " * 500], 1, False)]
    _, (_, second) = fit(wants, SPACE)
    assert second * 5 >= SPACE * 2


def test_many_columns_shrink_the_letters():
    sizes = [fit([want("12,34", ["12,34"], 0, True)] * count, SPACE)[0] for count in (3, 8, 11, 14)]
    assert sizes == [12, 11, 10, 9]


def test_widths_are_those_of_the_fonts():
    # Tinos has the widths of Times New Roman: a digit is half as wide as the letters are high.
    assert {widths(style)[ord("0")] * 2 for style in ("Regular", "Bold")} == {EM}
    assert longest_word("ổ đẩy", "Bold") == measure("đẩy", "Bold")
