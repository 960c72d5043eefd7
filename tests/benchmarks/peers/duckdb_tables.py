"""duckdb: one query over a table in memory, all threads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import duckdb
import numpy as np

from tests.benchmarks import workload
from tests.benchmarks.peers.texts import SQL, Text, text
from tests.benchmarks.workload import Drawn


def query(names: list[str]) -> str:
    """Write the query: one step on top of the other, then the ranks."""
    source = "units"
    for step in workload.STEPS:
        made = step(SQL, {name: Text(name) for name in names})
        columns = ", ".join(f"{text(value)} AS {name}" for name, value in made.items())
        source = f"(SELECT *, {columns} FROM {source})"
        names = [*names, *made]
    kept = ", ".join((*workload.POINTS, "total", "grade"))
    return (
        f"SELECT {kept}, rank() OVER (PARTITION BY unit_group ORDER BY key DESC) AS rank, "
        f"rank() OVER (ORDER BY key DESC) AS rank_overall, place FROM {source}"
    )


def prepare(units: Drawn) -> Callable[[], dict[str, Any]]:
    """Make the work of scoring all units; the table holds 32-bit integers from the start."""
    connection = duckdb.connect()
    drawn = {name: array.astype(np.int32) for name, array in units.columns.items()}
    drawn["unit_group"] = units.groups.astype(np.int32)
    drawn["place"] = np.arange(len(units), dtype=np.int32)
    connection.register("drawn", drawn)
    connection.execute("CREATE TABLE units AS SELECT * FROM drawn")
    connection.unregister("drawn")
    sql = query(list(units.columns))
    return lambda: connection.execute(sql).fetchnumpy()


def integers(made: dict[str, Any]) -> dict[str, Any]:
    """Give what was worked out as integer columns, in the order of the units."""
    order = np.argsort(made["place"])
    return {name: np.asarray(made[name])[order] for name in made if name != "place"}
