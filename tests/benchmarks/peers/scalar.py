"""One unit after the other in pure Python, with the exact numbers of the standard library."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import numpy as np

from tests.benchmarks import workload
from tests.benchmarks.workload import Drawn


class Plain:
    """Operators on single numbers."""

    @staticmethod
    def where(condition: bool, yes: Any, no: Any) -> Any:
        return yes if condition else no

    least, greatest = staticmethod(min), staticmethod(max)

    @staticmethod
    def whole(a: Any, b: Any) -> Any:
        return a // b


class OnFractions(Plain):
    """Operators on `Fraction`."""

    number = Fraction

    @staticmethod
    def half_up(a: Fraction, b: Fraction | int) -> int:
        return (2 * (Fraction(a) / b) + 1) // 2


class OnDecimals(Plain):
    """Operators on `Decimal`: a quotient of small numbers that ends in a half is exact."""

    number = Decimal

    @staticmethod
    def half_up(a: Decimal, b: Decimal | int) -> Decimal:
        return (Decimal(a) / b).quantize(Decimal(1), ROUND_HALF_UP)


def _units(o: Any, units: Drawn) -> Iterator[dict[str, Any]]:
    names = list(units.columns)
    for cells in zip(*(column.tolist() for column in units.columns.values()), strict=True):
        unit = {name: o.number(cell) for name, cell in zip(names, cells, strict=True)}
        for step in workload.STEPS:
            unit.update(step(o, unit))
        yield unit


def _ranks(keys: list[Any]) -> dict[Any, int]:
    rank_by_key: dict[Any, int] = {}
    for place, key in enumerate(sorted(keys, reverse=True), start=1):
        rank_by_key.setdefault(key, place)
    return rank_by_key


def _prepare(o: Any, units: Drawn) -> Callable[[], list[dict[str, Any]]]:
    groups = units.groups.tolist()

    def work() -> list[dict[str, Any]]:
        scored = list(_units(o, units))
        overall = _ranks([unit["key"] for unit in scored])
        within = {
            group: _ranks([u["key"] for u, g in zip(scored, groups, strict=True) if g == group])
            for group in set(groups)
        }
        for unit, group in zip(scored, groups, strict=True):
            unit["rank"], unit["rank_overall"] = within[group][unit["key"]], overall[unit["key"]]
        return scored

    return work


def prepare_fraction(units: Drawn) -> Callable[[], list[dict[str, Any]]]:
    """Make the work of scoring with `Fraction`."""
    return _prepare(OnFractions, units)


def prepare_decimal(units: Drawn) -> Callable[[], list[dict[str, Any]]]:
    """Make the work of scoring with `Decimal`."""
    return _prepare(OnDecimals, units)


def integers(scored: list[dict[str, Any]]) -> dict[str, Any]:
    """Give what was worked out as integer columns."""
    names = (*workload.POINTS, "total", "grade", "rank", "rank_overall")
    return {name: np.array([int(unit[name]) for unit in scored]) for name in names}
