"""scikit-criteria: the weighted sum of points that are there already, and its rank.

It works in binary floats and ranks by them, so its order is not held against the others.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from skcriteria import mkdm
from skcriteria.agg.simple import WeightedSumModel

from tests.benchmarks import workload
from tests.benchmarks.peers import arrays
from tests.benchmarks.workload import Drawn


def prepare(units: Drawn) -> Callable[[], Any]:
    """Make the work; the points are worked out beforehand, by numpy."""
    scored = arrays.prepare(units)()
    matrix = np.stack([scored[name] for name in workload.POINTS], axis=1)
    decisions = mkdm(matrix, [max] * matrix.shape[1], weights=np.ones(matrix.shape[1]))
    model = WeightedSumModel()
    return lambda: model.evaluate(decisions)


def integers(ranked: Any) -> dict[str, Any]:
    """Give nothing: it has no integers to compare."""
    return {}
