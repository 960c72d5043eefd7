"""The store: columns filled block by block are the columns that one block gives."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import Numbers
from scoring.engine.frame import Frame, Store
from scoring.model.sheet import Sheet
from scoring.model.units import Unit, Units

NUMBERS = st.one_of(
    st.integers(-(10**6), 10**6).map(Fraction),
    st.fractions(max_denominator=40),
    st.fractions(min_value=10**20, max_value=10**21, max_denominator=10**20),
)


def frames(length, edges):
    sheet = Sheet(Units.of([Unit(str(n), str(n), "ward", "g") for n in range(length)]), {})
    stops = [*edges, length]
    return [Frame(sheet, a, b) for a, b in zip([0, *edges], stops, strict=True)]


def column(values, each):
    """Give numbers over one denominator, or each over its own."""
    if not each:
        return Numbers.of(values)
    return Numbers(
        np.array([v.numerator for v in values], dtype=object),
        np.array([v.denominator for v in values], dtype=object),
    )._lean()


@given(st.lists(NUMBERS, min_size=1, max_size=9), st.data())
def test_blocks_of_any_denominators_and_widths_are_put_together(values, data):
    edges = sorted(data.draw(st.sets(st.integers(1, len(values)), max_size=3)) - {len(values)})
    store = Store(len(values))
    for frame in frames(len(values), edges):
        part = values[frame.window]
        store.put(frame, {"a": column(part, data.draw(st.booleans()))})
    assert store.columns()["a"].fractions() == values


@pytest.mark.parametrize("first", ["each", "one"])
def test_a_block_over_one_denominator_may_follow_one_over_several(first):
    several = Numbers(np.array([1, 2]), np.array([3, 4]))
    one = Numbers(np.array([5, 6]), 7)
    blocks = [several, one, one] if first == "each" else [one, several, one]
    store = Store(6)
    for frame, block in zip(frames(6, [2, 4]), blocks, strict=True):
        store.put(frame, {"a": block})
    expected = [number for block in blocks for number in block.fractions()]
    assert store.columns()["a"].fractions() == expected
    assert Fraction(1, 3) in expected


def test_codes_keep_their_type():
    store = Store(4)
    for frame in frames(4, [2]):
        store.put(frame, {"state": np.array([1, 2], dtype=np.uint8)})
    assert store.columns()["state"].tolist() == [1, 2, 1, 2]
    assert store.columns()["state"].dtype == np.uint8


def test_a_number_that_every_block_repeats_is_kept_once():
    store = Store(6)
    for frame in frames(6, [2, 4]):
        store.put(frame, {"max": Numbers.one(100).spread((2,))})
    assert store.columns()["max"].num.strides == (0,)
    assert store.columns()["max"].fractions() == [100] * 6


@pytest.mark.parametrize("turn", [0, 1, 2])
def test_a_number_that_one_block_breaks_is_kept_for_every_unit(turn):
    store, expected = Store(6), []
    for index, frame in enumerate(frames(6, [2, 4])):
        block = Numbers.of([7, 8]) if index == turn else Numbers.one(100).spread((2,))
        store.put(frame, {"max": block})
        expected += block.fractions()
    assert store.columns()["max"].fractions() == expected


def test_rows_without_gaps_are_values():
    store = Store(4)
    for frame, gaps in zip(frames(4, [2]), [(), (1,)], strict=True):
        frame.gaps = gaps
        states = np.zeros((3, 2), dtype=np.uint8)
        states[list(gaps)] = 2
        store.put(frame, {"states": states})
    assert store.columns()["states"].tolist() == [[0] * 4, [0, 0, 2, 2], [0] * 4]


def test_a_block_of_small_integers_may_follow_a_wide_denominator():
    wide = Numbers.of([Fraction(1, 2_299_560_084_691)] * 2)
    small = Numbers(np.array([1, 3], dtype=np.int32), np.array([2, 4], dtype=np.int32))
    store = Store(4)
    for frame, block in zip(frames(4, [2]), [wide, small], strict=True):
        store.put(frame, {"a": block})
    assert store.columns()["a"].fractions() == [*wide.fractions(), *small.fractions()]
