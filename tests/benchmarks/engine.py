"""The engine on the workload: what all share, and the fuller variant."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from scoring import Program, Result, compile_criteria, load_registry, read_criteria, run
from tests.benchmarks import workload
from tests.benchmarks.workload import Drawn


@cache
def program(full: bool = False) -> Program:
    """Compile the criteria set of the workload."""
    registry = load_registry()
    with tempfile.TemporaryDirectory() as folder:
        path = workload.write_criteria(Path(folder) / "workload", full)
        return compile_criteria(read_criteria(path, registry), registry)


def prepare(units: Drawn, *, full: bool = False, **options: Any) -> Callable[[], Result]:
    """Make the work of scoring all units."""
    planned, sheet = program(full), workload.sheet_of(units)
    return lambda: run(planned, sheet, **options)


def integers(result: Result) -> dict[str, Any]:
    """Give what was worked out as integer columns, points in hundredths."""
    made = {name: result.codes(name) for name in ("grade", "rank", "rank_overall")}
    made["total"] = _hundredths(result.numbers("total"))
    if len(result.row_by_code) == result.numbers("points").shape[0]:
        points = _hundredths(result.numbers("points"))
        for item in workload.ITEMS:
            made[item.points_name] = points[result.row_by_code[item.code]]
    return made


def _hundredths(numbers: Any) -> Any:
    over = numbers * 100
    assert isinstance(over.den, int)
    whole, rest = np.divmod(np.asarray(over.num), over.den)
    assert not rest.any()
    return whole
