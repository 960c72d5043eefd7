"""Names of files are plain, different, short, and none that Windows keeps for itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import file_stems, slug
from scoring.model.names import MOST_SIGNS


@pytest.mark.parametrize(
    ("text", "plain"),
    [("Phường Đúc", "phuong-duc"), ("P01-Xã Đắk Rlấp (mới)", "p01-xa-dak-rlap-moi"), ("???", "")],
)
def test_a_slug_is_plain_letters(text, plain):
    assert slug(text) == plain


def test_file_names_are_no_names_that_windows_keeps_for_itself():
    assert file_stems(["CON", "nul", "Con Cuông", "con", ""], "phieu") == [
        "phieu-con",
        "phieu-nul",
        "con-cuong",
        "phieu-con-2",
        "phieu",
    ]


@given(st.lists(st.text(max_size=120), max_size=12))
def test_file_names_are_different_and_short(names):
    stems = file_stems(names, "phieu")
    assert len({stem.casefold() for stem in stems}) == len(names)
    assert all(0 < len(f"{stem}.xlsx") <= MOST_SIGNS for stem in stems)
    assert all(stem.isascii() and "/" not in stem for stem in stems)
