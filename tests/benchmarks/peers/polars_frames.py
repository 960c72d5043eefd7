"""polars, in memory: expressions on one data frame of 32-bit integers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl

from tests.benchmarks import workload
from tests.benchmarks.workload import Drawn


def _expression(value: Any) -> pl.Expr:
    return value if isinstance(value, pl.Expr) else pl.lit(value, dtype=pl.Int32)


class OnExpressions:
    """Operators on polars expressions."""

    @staticmethod
    def where(condition: Any, yes: Any, no: Any) -> pl.Expr:
        return pl.when(condition).then(_expression(yes)).otherwise(_expression(no))

    @staticmethod
    def least(a: Any, b: Any) -> pl.Expr:
        return pl.min_horizontal(_expression(a), _expression(b))

    @staticmethod
    def greatest(a: Any, b: Any) -> pl.Expr:
        return pl.max_horizontal(_expression(a), _expression(b))

    @staticmethod
    def whole(a: Any, b: Any) -> pl.Expr:
        return _expression(a) // b

    @staticmethod
    def half_up(a: Any, b: Any) -> pl.Expr:
        return (2 * _expression(a) + b) // (2 * _expression(b))


def prepare(units: Drawn) -> Callable[[], pl.DataFrame]:
    """Make the work of scoring all units; a planned query, run by all threads."""
    columns = {name: pl.Series(array, dtype=pl.Int32) for name, array in units.columns.items()}
    frame = pl.DataFrame({**columns, "group": units.groups})

    def work() -> pl.DataFrame:
        query, names = frame.lazy(), list(units.columns)
        for step in workload.STEPS:
            made = step(OnExpressions, {name: pl.col(name) for name in names})
            query = query.with_columns(**made)
            names += made
        rank = pl.col("key").rank("min", descending=True)
        return query.select(
            *workload.POINTS,
            "total",
            "grade",
            rank.over("group").alias("rank"),
            rank.alias("rank_overall"),
        ).collect()

    return work


def integers(made: pl.DataFrame) -> dict[str, Any]:
    """Give what was worked out as integer columns."""
    return {name: made[name].to_numpy() for name in made.columns}
