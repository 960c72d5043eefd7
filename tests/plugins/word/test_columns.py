"""Columns of a table: they fill the page, break no word, and give words the room."""

from __future__ import annotations

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from scoring import Grid, TableColumn, Text
from scoring_word.columns import MARGIN, fit, text_width

WIDTH = 9354
words = st.lists(st.sampled_from(["Phường", "Thủy", "Biều", "thiếu", "1,76", "điểm"]), max_size=9)
columns = st.lists(
    st.builds(
        TableColumn,
        words.map(lambda one: Text.same(" ".join(one))),
        st.booleans(),
        st.sampled_from([0, 0, 1, 2, 5]),
    ),
    min_size=1,
    max_size=24,
)


def grid(*titles: object, rows: list[list[str]]) -> Grid:
    made = tuple(
        one if isinstance(one, TableColumn) else TableColumn(Text.same(str(one))) for one in titles
    )
    return Grid(made, tuple(tuple(map(Text.same, row)) for row in rows))


@given(columns, st.integers(1, 4), st.data())
def test_columns_fill_the_width_exactly_and_break_no_word(made, count, data):
    row = st.lists(words.map(" ".join), min_size=len(made), max_size=len(made))
    rows = [data.draw(row) for _ in range(count)]
    laid = fit(Grid(tuple(made), tuple(tuple(map(Text.same, one)) for one in rows)), "vi", WIDTH)
    assert sum(laid.widths) == WIDTH
    assert min(laid.widths) > 0
    longest = [
        max((text_width(word, laid.size) for one in rows for word in one[at].split()), default=0)
        for at in range(len(made))
    ]
    if laid.size > 16:
        pairs = zip(laid.widths, longest, strict=True)
        assert all(width >= word + 2 * MARGIN for width, word in pairs)


def test_a_number_is_never_broken():
    laid = fit(
        grid(TableColumn(Text.same("a"), True), "b", rows=[["1 234 567,89", "x " * 400]]),
        "vi",
        WIDTH,
    )
    assert laid.widths[0] >= text_width("1 234 567,89", laid.size) + 2 * MARGIN


def test_weights_share_what_columns_without_one_leave():
    made = (
        TableColumn(Text.same("TT"), True),
        TableColumn(Text.same("a"), width=1),
        TableColumn(Text.same("b"), width=3),
    )
    first, second, third = fit(grid(*made, rows=[["1", "x", "y"]]), "vi", WIDTH).widths
    assert first < 700
    assert third == pytest.approx(3 * second, abs=5)


def test_one_long_cell_does_not_take_the_room_of_the_many():
    rows = [["Phường Hương Long", "Tốt", "thiếu 1,76 điểm để đạt Xuất sắc"]] * 20
    rows.append(["Phường Tây Lộc", "Chưa xếp hạng: giữ lại", "chưa rõ"])
    laid = fit(grid("Đơn vị", "Xếp loại", "Vì sao", rows=rows), "vi", WIDTH)
    assert laid.widths[0] >= text_width("Phường Hương Long", laid.size) + 2 * MARGIN
    assert laid.widths[1] < laid.widths[0]


def test_many_columns_have_smaller_letters():
    sizes = [
        fit(grid(*range(n), rows=[["88,24"] * n]), "vi", WIDTH).size for n in (5, 9, 12, 16, 30)
    ]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == 24
    assert sizes[-1] == 16


def test_widths_of_letters_are_about_those_of_the_font():
    from scoring_word.picture import find_fonts

    folder = find_fonts()
    assert folder is not None
    with TTFont(folder / "Tinos-Regular.ttf") as font:
        widths, glyphs, unit = font["hmtx"], font.getBestCmap(), font["head"].unitsPerEm
        for text in ("Phường Hương Long", "thiếu 1,76 điểm để đạt Xuất sắc (≥ 90)", "ỦY BAN"):
            drawn = sum(widths[glyphs[ord(sign)]][0] for sign in text) * 1000 / unit
            assert text_width(text, 100) == pytest.approx(drawn, rel=0.12)
