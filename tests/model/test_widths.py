"""Integers of 16, 32 or 64 bits and of any size give the same numbers, the true ones."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import Numbers, Rounding, always_wide, choose

# About the edges of 16, 32 and 64 bits, where a step must move to wider integers in time.
EDGES = [
    sign * (2**bits + more)
    for sign in (1, -1)
    for bits in (13, 14, 15, 29, 30, 31, 61, 62)
    for more in (-1, 0, 1)
]
WHOLE = st.one_of(st.integers(-300, 300), st.sampled_from(EDGES))
NUMBERS = st.builds(Fraction, WHOLE, st.sampled_from([1, 2, 3, 100, 2**29 + 1]))
ROWS = st.lists(st.tuples(NUMBERS, NUMBERS, st.booleans()), min_size=1, max_size=5)
MODES = ["half-up", "half-even", "down", "up", "floor", "ceiling"]


def column(values, each):
    """Give numbers over one denominator, or each over its own."""
    if not each:
        return Numbers.of(values)
    nums, dens = zip(*((value.numerator, value.denominator) for value in values), strict=True)
    return Numbers(np.array(nums, dtype=object), np.array(dens, dtype=object))._lean()


STEPS = {
    "sum": (lambda a, b, m: a + b, lambda a, b, m: a + b),
    "difference": (lambda a, b, m: a - b, lambda a, b, m: a - b),
    "product": (lambda a, b, m: a * b, lambda a, b, m: a * b),
    "quotient": (lambda a, b, m: a / choose(b == 0, 1, b), lambda a, b, m: a / (b or 1)),
    "least": (lambda a, b, m: a.at_most(b), lambda a, b, m: min(a, b)),
    "greatest": (lambda a, b, m: a.at_least(b), lambda a, b, m: max(a, b)),
    "choice": (lambda a, b, m: choose(m, a, b), lambda a, b, m: a if m else b),
}


@pytest.mark.parametrize("step", STEPS)
@settings(max_examples=60)
@given(rows=ROWS, each=st.booleans())
def test_every_step_gives_the_true_number_in_every_width(step, rows, each):
    work, plain = STEPS[step]
    a, b, mask = (list(part) for part in zip(*rows, strict=True))
    expected = [plain(*row) for row in rows]

    def worked():
        made = work(column(a, each), column(b, each), np.array(mask))
        return made.spread(made.shape)

    assert worked().fractions() == expected
    with always_wide():
        assert worked().is_wide
        assert worked().fractions() == expected


@pytest.mark.parametrize("mode", MODES)
@settings(max_examples=60)
@given(rows=ROWS, each=st.booleans(), places=st.integers(0, 3))
def test_rounding_gives_the_true_number_in_every_width(mode, rows, each, places):
    rounding = Rounding(places, mode)
    values = [value for value, _, _ in rows]
    expected = [rounding.of(value) for value in values]
    assert column(values, each).rounded(rounding).fractions() == expected
    with always_wide():
        assert column(values, each).rounded(rounding).fractions() == expected


def test_small_numbers_stay_narrow_and_great_ones_grow_in_time():
    small = Numbers.of([3, 40])
    assert small.num.dtype == np.int16
    assert (small * 400).num.dtype == np.int16
    assert (small * 500).num.dtype == np.int32
    assert (small * 500).fractions() == [1500, 20_000]
    assert (small * 2**30).num.dtype == np.int64
    assert (small * 2**60).is_wide


@pytest.mark.parametrize("type_", [np.int16, np.int32])
def test_an_array_of_a_sheet_may_hold_all_that_its_type_holds(type_):
    least, most = int(np.iinfo(type_).min), int(np.iinfo(type_).max)
    raw = Numbers(np.array([least, most, 0], dtype=type_))
    assert (-raw).fractions() == [-least, -most, 0]
    assert abs(raw).fractions() == [-least, most, 0]
    assert (raw + raw).fractions() == [2 * least, 2 * most, 0]
    assert (raw - most).fractions() == [least - most, 0, -most]
    assert (-raw.order_codes()).tolist() == [-least, -most, 0]
    assert raw.sum().at() == -1


@given(rows=ROWS, low=NUMBERS, high=NUMBERS)
def test_what_lies_outside_is_told_or_known_not_to_be(rows, low, high):
    values = [value for value, _, _ in rows]
    expected = [value < low or value > high for value in values]
    outside = Numbers.of(values).outside(low, high)
    assert ([False] * len(values) if outside is None else outside.tolist()) == expected
    zeros = Numbers.of(values).zeros()
    assert ([False] * len(values) if zeros is None else zeros.tolist()) == [v == 0 for v in values]
