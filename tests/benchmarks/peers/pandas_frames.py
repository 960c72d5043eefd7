"""pandas: one data frame of 64-bit integers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from tests.benchmarks import workload
from tests.benchmarks.peers.arrays import OnArrays
from tests.benchmarks.workload import Drawn


class OnSeries(OnArrays):
    """Operators on series; a choice between two goes by way of numpy, which is faster."""

    @staticmethod
    def where(condition: Any, yes: Any, no: Any) -> Any:
        return pd.Series(np.where(condition, yes, no))


def score(frame: pd.DataFrame) -> pd.DataFrame:
    """Score and rank the units of a frame with a column `group`."""
    columns = {name: frame[name] for name in frame}
    for step in workload.STEPS:
        columns.update(step(OnSeries, columns))
    made = pd.DataFrame({name: columns[name] for name in (*workload.POINTS, "total", "grade")})
    key = columns["key"]
    by_group = key.groupby(frame["group"])
    made["rank"] = by_group.rank(method="min", ascending=False).astype(np.int64)
    made["rank_overall"] = key.rank(method="min", ascending=False).astype(np.int64)
    return made


def prepare(units: Drawn) -> Callable[[], pd.DataFrame]:
    """Make the work of scoring all units; the frame holds 64-bit integers from the start."""
    columns = {name: array.astype(np.int64) for name, array in units.columns.items()}
    frame = pd.DataFrame({**columns, "group": units.groups.astype(np.int64)})
    return lambda: score(frame)


def integers(made: pd.DataFrame) -> dict[str, Any]:
    """Give what was worked out as integer columns."""
    return {name: made[name].to_numpy() for name in made}
