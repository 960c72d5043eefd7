"""Ranks beside the plainest reading: how many stand before, and who stands beside."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.engine.stages import ranks

SMALL = st.integers(-3, 3)
# Keys so great that they do not fit one integer together.
GREAT = st.sampled_from([-(2**61), -(2**40), 0, 2**40, 2**61])
CHAINS = st.one_of(
    st.lists(st.tuples(SMALL, SMALL), max_size=8), st.lists(st.tuples(GREAT, SMALL), max_size=8)
)


def plain_rank(keys, key, method):
    better = [one for one in keys if one > key]
    return len(set(better) if method == "dense" else better) + 1


@pytest.mark.parametrize("method", ["competition", "dense"])
@given(keys=CHAINS)
def test_a_rank_counts_those_who_are_better(method, keys):
    chain = [np.array([key[i] for key in keys], dtype=np.int64) for i in range(2)]
    line = ranks.best_first(chain)
    found, tied = ranks._number(line.order, line.is_new, None, len(keys), method)
    assert found.tolist() == [plain_rank(keys, key, method) for key in keys]
    assert tied.tolist() == [keys.count(key) > 1 for key in keys]


@given(keys=CHAINS)
def test_the_best_come_first_whether_the_keys_fit_one_integer_or_not(keys):
    chain = [np.array([key[i] for key in keys], dtype=np.int64) for i in range(2)]
    line = ranks.best_first(chain)
    assert [keys[row] for row in line.order.tolist()] == sorted(keys, reverse=True)
