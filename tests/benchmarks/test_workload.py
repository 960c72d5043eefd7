import numpy as np
import pytest

from tests.benchmarks import engine, workload
from tests.benchmarks.peers import arrays, scalar


def differing(found, expected):
    return [name for name in found if not np.array_equal(found[name], expected[name])]


def test_the_engine_and_the_fractions_give_the_same_integers():
    units = workload.draw(16)
    expected = scalar.integers(scalar.prepare_fraction(units)())
    found = engine.integers(engine.prepare(units)())
    assert set(found) == set(expected)
    assert differing(found, expected) == []


def test_decimals_and_whole_columns_give_them_too():
    units = workload.draw(300)
    expected = engine.integers(engine.prepare(units)())
    assert differing(scalar.integers(scalar.prepare_decimal(units)()), expected) == []
    assert differing(arrays.integers(arrays.prepare(units)()), expected) == []


def test_the_workload_has_ties_gaps_and_every_grade():
    made = engine.integers(engine.prepare(workload.draw(3321))())
    assert set(made["grade"].tolist()) == set(range(len(workload.GRADES)))
    assert len(set(made["total"].tolist())) < 3321
    columns = workload.draw(3321).columns
    assert any((columns[f"c{code}_05_total"] == 0).any() for code in "13")


@pytest.mark.parametrize("full", [False, True])
def test_blocks_threads_and_thinned_points_change_nothing(full):
    units = workload.draw(500, full)
    expected = engine.integers(engine.prepare(units, full=full)())
    for options in ({"block": 64}, {"block": 64, "workers": 2}, {"keep_points": False}):
        found = engine.integers(engine.prepare(units, full=full, **options)())
        assert differing(found, expected) == []


def test_a_size_always_gives_the_same_units():
    first, second = workload.draw(40, full=True), workload.draw(40, full=True)
    assert differing(first.columns, second.columns) == []
    assert differing(workload.draw(40).columns, second.columns) == []
