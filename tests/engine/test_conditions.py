"""Conditions: yes, no, or not known yet; and a condition is only known when it must be."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import Column, Interval, Sheet, State
from scoring.engine.conditions import Judge
from scoring.engine.frame import Frame
from scoring.model.criteria import (
    AllCondition,
    AnyCondition,
    Field,
    FieldCondition,
    NotCondition,
    StateCondition,
)
from scoring.model.units import Unit, Units

YES, NO, UNKNOWN = True, False, None
ONE = Interval(Fraction(1), True, Fraction(1), True)


class Criteria:
    """As much of a set as conditions on fields look at."""

    def __init__(self, blank, names):
        self.fields = {name: Field(name, "?", "flag", blank=blank) for name in names}


def judge(answers, blank="hold"):
    """Give a judge of one unit for each row of answers."""
    names = [f"f{n}" for n in range(len(answers[0]))] if answers else []
    units = Units.of([Unit(str(n), str(n), "ward", "g") for n in range(len(answers))])
    columns = {
        name: Column.of([State.MISSING if row[n] is None else int(row[n]) for row in answers])
        for n, name in enumerate(names)
    }
    return Judge(Criteria(blank, names), {}, Frame(Sheet(units, columns)))


def field(n):
    return FieldCondition(f"f{n}", ONE)


def told(answer):
    """Give the answers as True, False and None."""
    assert not (answer.yes & answer.unknown).any(), "what is not known is no yes"
    return [
        None if unknown else bool(yes)
        for yes, unknown in zip(answer.yes.tolist(), answer.unknown.tolist(), strict=True)
    ]


TRUTH = st.sampled_from([YES, NO, UNKNOWN])


def both(values):
    if NO in values:
        return NO
    return UNKNOWN if UNKNOWN in values else YES


def either(values):
    if YES in values:
        return YES
    return UNKNOWN if UNKNOWN in values else NO


@given(st.lists(st.lists(TRUTH, min_size=3, max_size=3), min_size=1, max_size=6))
def test_all_any_and_not_are_those_of_three_values(rows):
    ask = judge(rows).ask
    fields = tuple(field(n) for n in range(3))
    assert told(ask(AllCondition(fields))) == [both(row) for row in rows]
    assert told(ask(AnyCondition(fields))) == [either(row) for row in rows]
    flipped = {YES: NO, NO: YES, UNKNOWN: UNKNOWN}
    assert told(ask(NotCondition(fields[0]))) == [flipped[row[0]] for row in rows]
    # De Morgan, which two-valued shortcuts break.
    neither = NotCondition(AnyCondition(fields))
    none = AllCondition(tuple(NotCondition(one) for one in fields))
    assert told(ask(neither)) == told(ask(none))


@st.composite
def conditions(draw, depth=0):
    way = draw(st.sampled_from(["field", "all", "any", "not"] if depth < 3 else ["field"]))
    if way == "field":
        return field(draw(st.integers(0, 2)))
    if way == "not":
        return NotCondition(draw(conditions(depth + 1)))
    below = tuple(draw(st.lists(conditions(depth + 1), min_size=1, max_size=3)))
    return AllCondition(below) if way == "all" else AnyCondition(below)


@given(conditions(), st.lists(TRUTH, min_size=3, max_size=3), st.data())
def test_what_is_known_stays_so_whatever_the_blanks_turn_out_to_be(condition, row, data):
    (before,) = told(judge([row]).ask(condition))
    filled = [data.draw(st.booleans()) if value is UNKNOWN else value for value in row]
    (after,) = told(judge([filled]).ask(condition))
    assert after is not UNKNOWN
    assert before in (UNKNOWN, after)


@pytest.mark.parametrize(("blank", "expected"), [("hold", [UNKNOWN]), ("no", [NO]), ("yes", [YES])])
def test_a_blank_means_what_the_field_says(blank, expected):
    assert told(judge([[UNKNOWN]], blank).ask(field(0))) == expected


def test_what_does_not_apply_is_a_no_and_is_known():
    units = Units.of([Unit("a", "a", "ward", "g")])
    sheet = Sheet(units, {"f0": Column.of([State.NOT_APPLICABLE])})
    asked = Judge(Criteria("hold", ["f0"]), {}, Frame(sheet))
    assert told(asked.ask(field(0))) == [NO]
    assert told(asked.ask(StateCondition("not-applicable", field="f0"))) == [YES]
    assert told(asked.ask(StateCondition("missing", field="f0"))) == [NO]


def test_a_state_is_always_known():
    asked = judge([[UNKNOWN], [YES]])
    assert told(asked.ask(StateCondition("missing", field="f0"))) == [YES, NO]
    assert np.array_equal(asked.ask(StateCondition("held", field="f0")).yes, [False, False])
