"""numpy, one criterion after the other: whole columns of 64-bit integers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from tests.benchmarks import workload
from tests.benchmarks.workload import Drawn


class OnArrays:
    """Operators on numpy arrays."""

    where = staticmethod(np.where)
    least, greatest = staticmethod(np.minimum), staticmethod(np.maximum)

    @staticmethod
    def whole(a: Any, b: Any) -> Any:
        return a // b

    @staticmethod
    def half_up(a: Any, b: Any) -> Any:
        return (2 * a + b) // (2 * b)


class _Wide(dict[str, Any]):
    """The columns as 64-bit integers, each made when it is read."""

    def __getitem__(self, name: str) -> Any:
        return super().__getitem__(name).astype(np.int64, copy=False)


def _ranks(groups: Any, keys: Any) -> Any:
    """Rank within groups, the greatest key first; equal keys share the better rank."""
    order = np.lexsort((-keys, groups))
    key, group = keys[order], groups[order]
    place = np.arange(len(order))
    new_group = np.concatenate(([True], group[1:] != group[:-1]))
    new_key = new_group | np.concatenate(([True], key[1:] != key[:-1]))
    start = np.maximum.accumulate(np.where(new_group, place, 0))
    first = np.maximum.accumulate(np.where(new_key, place, 0))
    ranks = np.empty(len(order), dtype=np.int64)
    ranks[order] = first - start + 1
    return ranks


def prepare(units: Drawn) -> Callable[[], dict[str, Any]]:
    """Make the work of scoring all units."""

    def work() -> dict[str, Any]:
        columns = _Wide(units.columns)
        for step in workload.STEPS:
            columns.update(step(OnArrays, columns))
        columns["rank"] = _ranks(units.groups, columns["key"])
        columns["rank_overall"] = _ranks(np.zeros_like(units.groups), columns["key"])
        return columns

    return work


def integers(columns: dict[str, Any]) -> dict[str, Any]:
    """Give what was worked out as integer columns."""
    return {
        name: columns[name] for name in (*workload.POINTS, "total", "grade", "rank", "rank_overall")
    }
