"""Intervals, and ladders of them that cover every number exactly once."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import Interval, Numbers, ParameterFault, cover_once, read_interval

VALUES = st.fractions(-5, 5, max_denominator=4)
SMALL = Fraction(1, 10**6)


@st.composite
def intervals(draw):
    low, high = draw(st.one_of(st.none(), VALUES)), draw(st.one_of(st.none(), VALUES))
    return Interval(low, draw(st.booleans()), high, draw(st.booleans()))


@given(intervals(), st.lists(VALUES, min_size=1, max_size=8))
def test_a_column_lies_inside_where_each_number_does(interval, values):
    assert interval.holds(Numbers.of(values)).tolist() == [interval.has(one) for one in values]


@given(intervals())
def test_an_edge_belongs_to_the_side_that_says_so(interval):
    low, high = interval.low, interval.high
    if low is not None and (high is None or high > low):
        assert interval.has(low) == interval.with_low
        assert not interval.has(low - SMALL)
    if high is not None and (low is None or high > low):
        assert interval.has(high) == interval.with_high
        assert not interval.has(high + SMALL)


@st.composite
def ladders(draw):
    """Give the intervals of a ladder with all edges written, falling or rising."""
    edges = sorted(draw(st.lists(VALUES, max_size=5, unique=True)))
    up = [draw(st.booleans()) for _ in edges]  # does the edge belong to the step above it?
    lows, highs = [None, *edges], [*edges, None]
    steps = [
        Interval(low, True if n == 0 else up[n - 1], high, True if high is None else not up[n])
        for n, (low, high) in enumerate(zip(lows, highs, strict=True))
    ]
    return steps if draw(st.booleans()) else steps[::-1]


@given(ladders(), st.lists(VALUES, min_size=1, max_size=10))
def test_a_ladder_without_gap_or_overlap_is_taken_and_covers_each_number_once(steps, values):
    closed = cover_once(steps)
    for value in [*values, *(edge for one in steps for edge in (one.low, one.high) if edge)]:
        assert sum(step.has(value) for step in closed) == 1


@given(ladders(), st.booleans())
def test_edges_left_to_the_neighbour_are_filled_in(steps, falling):
    rising = steps[0].low is None and steps[0].high is not None
    bare = [
        Interval(None, True, one.high, one.with_high)
        if rising
        else Interval(one.low, one.with_low, None, True)
        for one in steps
    ]
    written, filled = cover_once(steps), cover_once(bare)
    for value in [Fraction(n, 4) for n in range(-24, 25)]:
        assert [one.has(value) for one in filled] == [one.has(value) for one in written]


@given(ladders().filter(lambda steps: len(steps) > 1), st.data())
def test_a_gap_or_an_overlap_is_refused_where_it_is(steps, data):
    rising = steps[0].low is None
    index = data.draw(st.integers(0, len(steps) - 2))
    lower, upper = (index, index + 1) if rising else (index + 1, index)
    shift = data.draw(st.sampled_from([SMALL, -SMALL, None]))
    one = steps[upper]
    low = one.low if shift is None else one.low + shift
    with_low = not one.with_low if shift is None else one.with_low
    broken = list(steps)
    broken[upper] = Interval(low, with_low, one.high, one.with_high)
    with pytest.raises(ParameterFault) as caught:
        cover_once(broken)
    assert caught.value.path[0] in (lower, upper)


@pytest.mark.parametrize(
    "steps",
    [
        [Interval(Fraction(1))],
        [Interval(None, True, Fraction(1))],
        [Interval(Fraction(2), True, Fraction(3)), Interval(None, True, Fraction(2), False)],
    ],
)
def test_an_end_that_is_not_covered_is_refused(steps):
    with pytest.raises(ParameterFault):
        cover_once(steps)


@pytest.mark.parametrize(
    ("raw", "inside", "outside"),
    [
        ({"at_least": "70%", "below": "90%"}, ["0.7", "0.89"], ["0.69", "0.9"]),
        ({"more_than": 0}, ["0.001"], ["0"]),
        ({"at_most": 2}, ["2", "-5"], ["2.01"]),
        ({"equals": 3}, ["3"], ["2.99", "3.01"]),
        ({}, ["-1000", "0", "1000"], []),
    ],
)
def test_edges_are_read_as_they_are_written(raw, inside, outside):
    interval = read_interval(raw)
    assert all(interval.has(Fraction(one)) for one in inside)
    assert not any(interval.has(Fraction(one)) for one in outside)


@pytest.mark.parametrize(
    "raw",
    [
        {"at_least": 1, "more_than": 1},
        {"at_most": 1, "below": 1},
        {"equals": 1, "below": 2},
        {"at_least": 2, "at_most": 1},
        {"at_least": 1, "below": 1},
        {"at_least": "x"},
    ],
)
def test_edges_that_make_no_interval_are_refused(raw):
    with pytest.raises(ParameterFault):
        read_interval(raw)
