"""Stacking: rules of one signature become one block, and only those."""

from datetime import date
from fractions import Fraction

from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

from scoring import Band, Entry, Interval, Numbers
from scoring.engine.stack import signature, stack
from scoring.model.criteria import Outcome
from scoring.plugin.parameters import Label

NUMBERS = st.fractions(0, 10, max_denominator=12)


@given(st.lists(NUMBERS, min_size=1, max_size=5))
def test_numbers_become_a_column_with_a_row_for_each_rule(values):
    assert len({signature(value) for value in values}) == 1
    stacked = stack(values)
    assert isinstance(stacked, Numbers)
    assert stacked.spread((len(values), 1)).reshape(-1).fractions() == values


@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=4))
def test_what_is_inside_is_stacked_field_by_field(pairs):
    bands = [
        (Band(Interval(low, True), points), Band(Interval(None, True, low, False), Fraction(0)))
        for low, points in pairs
    ]
    assert len({signature(one) for one in bands}) == 1
    upper, lower = stack(bands)
    shape = (len(pairs), 1)
    assert upper.points.spread(shape).reshape(-1).fractions() == [points for _, points in pairs]
    assert lower.interval.high.spread(shape).reshape(-1).fractions() == [low for low, _ in pairs]
    assert (upper.interval.with_low, lower.interval.with_high) == (True, False)


@frozen
class Step:
    share: Fraction | None
    word: str


def test_what_may_not_be_stacked_has_another_signature():
    alike = [
        (Fraction(1), Fraction(2, 3)),
        (Label("một"), Label("hai")),
        (Entry({"a": Fraction(1)}), Entry({"a": Fraction(2)})),
        (Step(Fraction(1), "x"), Step(Fraction(0), "x")),
    ]
    for one, other in alike:
        assert signature(one) == signature(other)
    unlike = [
        (Fraction(1), None),
        ("sum", "min"),
        (True, False),
        (date(2026, 1, 1), date(2026, 1, 2)),
        ((Fraction(1),), (Fraction(1), Fraction(2))),
        (Entry({"a": Fraction(1)}), Entry({"b": Fraction(1)})),
        (Entry({"a": Fraction(1)}), Entry({"a": None})),
        (Step(Fraction(1), "x"), Step(None, "x")),
        (Step(Fraction(1), "x"), Step(Fraction(1), "y")),
        (Outcome(state="hold"), Outcome(share=Fraction(0))),
        (Outcome(state="hold"), Outcome(state="not-applicable")),
        (Interval(Fraction(1), True), Interval(Fraction(1), False)),
    ]
    for one, other in unlike:
        assert signature(one) != signature(other)


def test_a_label_that_differs_is_let_go_and_one_that_does_not_stays():
    assert stack([Label("một"), Label("một")]) == "một"
    assert stack([Label("một"), Label("hai")]) is None
