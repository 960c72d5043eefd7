"""How many places a quota gives, and who gets them."""

from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.engine.stages.quotas import places_of
from scoring.model.criteria import Quota


def quota(base="group", **more):
    base_grade = None if base == "group" else "tot"
    given = {"share": Fraction(1, 5), "rounding": "floor", "tie_on_line": "exclude", **more}
    return Quota(grade="xuat-sac", base=base, base_grade=base_grade, **given)


def grade_index(grade):
    return ["xuat-sac", "tot", "kha"].index(grade)


CRITERIA = SimpleNamespace(grade_index=grade_index)


def places(one, grades):
    return places_of(one, CRITERIA, np.array(grades, dtype=np.int8))


def test_twenty_units_graded_tot_give_four_or_three_places():
    # The decree (NĐ 233/2026) can be read both ways, so the set says which.
    grades = [0] * 8 + [1] * 12 + [2] * 5 + [-1] * 3
    assert places(quota("graded"), grades) == 4
    assert places(quota("graded-finally"), grades) == 3


def test_a_fifth_of_36_units_is_seven_places():
    assert places(quota(), [0] * 36) == 7
    assert places(quota(rounding="ceiling"), [0] * 36) == 8
    assert places(quota(rounding="half-up"), [0] * 36) == 7


@pytest.mark.parametrize(("count", "given"), [(4, 1), (5, 1), (10, 2)])
def test_a_small_group_has_a_number_of_its_own(count, given):
    assert places(quota(small_group_under=5, small_group_places=1), [0] * count) == given


@given(
    st.integers(0, 60),
    st.fractions(0, 1, max_denominator=20),
    st.sampled_from(["floor", "ceiling", "half-up"]),
)
def test_finally_graded_places_are_a_share_of_the_others(base, share, rounding):
    grades = [0] * base
    if rounding == "floor":
        x = places(quota("graded-finally", share=share), grades)
        assert x <= share * (base - x)
        assert x + 1 > share * (base - x - 1)
    assert places(quota(share=share, rounding=rounding), grades) <= base
