"""Gate kinds: none raises a grade, none gives one, and each says what it does."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring_basics.gates import GATE_KINDS

KIND_BY_NAME = {kind.name: kind for kind in GATE_KINDS}
LOWEST = 3


def apply(name, codes, parameter, hit=True):
    kind = KIND_BY_NAME[name]
    codes = np.array(codes)
    given_parameter = np.array(parameter) if kind.takes == "link" else parameter
    return kind.apply(codes, np.full(codes.shape, hit), given_parameter, LOWEST).tolist()


@pytest.mark.parametrize(
    ("name", "codes", "parameter", "expected"),
    [
        ("ceiling", [-1, 0, 1, 2, 3], 2, [-1, 2, 2, 2, 3]),
        ("force", [-1, 0, 1, 2, 3], 3, [-1, 3, 3, 3, 3]),
        ("force", [-1, 0, 1, 2, 3], 1, [-1, 1, 1, 2, 3]),
        ("drop", [-1, 0, 1, 2, 3], 1, [-1, 1, 2, 3, 3]),
        ("drop", [-1, 0, 1, 2, 3], 2, [-1, 2, 3, 3, 3]),
        ("unclassified", [-1, 0, 1, 2, 3], 1, [-1, -1, -1, -1, -1]),
        ("discretion", [-1, 0, 1, 2, 3], 1, [-1, 0, 1, 2, 3]),
        ("ceiling_of", [-1, 0, 0, 1, 3], [2, -1, 2, 0, 2], [-1, 0, 2, 1, 3]),
    ],
)
def test_a_gate_does_what_its_name_says(name, codes, parameter, expected):
    assert apply(name, codes, parameter) == expected


@given(
    name=st.sampled_from(sorted(KIND_BY_NAME)),
    cells=st.lists(
        st.tuples(st.integers(-1, LOWEST), st.booleans(), st.integers(-1, LOWEST)), min_size=1
    ),
    parameter=st.integers(0, LOWEST),
)
def test_no_gate_raises_a_grade_or_touches_a_unit_it_does_not_hit(name, cells, parameter):
    kind = KIND_BY_NAME[name]
    codes, hit, linked = (np.array(part) for part in zip(*cells, strict=True))
    before = codes.copy()
    after = kind.apply(codes, hit, linked if kind.takes == "link" else parameter, LOWEST)
    assert np.array_equal(codes, before), "a gate must leave its input alone"
    assert np.array_equal(after[~hit], codes[~hit])
    assert np.all((after >= codes) | (after == -1))
    assert np.all(after[codes == -1] == -1)
    assert np.all(after <= LOWEST)
    again = kind.apply(after, hit, linked if kind.takes == "link" else parameter, LOWEST)
    if name != "drop":
        assert np.array_equal(again, after)


@pytest.mark.parametrize("kind", GATE_KINDS, ids=lambda kind: kind.name)
def test_a_gate_says_what_it_does(kind):
    said = kind.said("2" if kind.takes == "steps" else "Khá")
    assert said.vi
    assert said.en
    assert kind.takes in ("grade", "steps", "true", "link")
    assert kind.asks_council == (kind.name == "discretion")


def test_gates_stand_in_order():
    names = [kind.name for kind in GATE_KINDS]
    assert names == sorted(set(names))
