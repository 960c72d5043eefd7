"""Peers: who leads a group and who stands before whom, by exact numbers.

Everything here works on cells: one criterion of one unit, the whole block laid out in
one row. A *pool* is the set of cells that are compared with each other.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from scoring import DOWN, UP, Case, Numbers, Parameter, Text, one_of

BETTER_PARAMETER = Parameter(
    "better",
    one_of("high", "low"),
    Text(vi="high: cao hơn là tốt hơn; low: thấp hơn là tốt hơn", en="which values are better"),
)

# Above this the scaled numerators of `order_codes` could leave 63 bits.
_ROOM = 2**62


def direction(better: str | None) -> str | None:
    """Give the direction of the value a unit is compared by."""
    return {"high": UP, "low": DOWN}.get(better or "")


def pools(case: Case, shape: tuple[int, ...]) -> Any:
    """Give the pool of every cell: its group, criteria kept apart."""
    first = np.arange(shape[0], dtype=np.int64)[:, np.newaxis] * case.groups
    return (first + case.group[np.newaxis, :]).reshape(-1)


def counted(case: Case, shape: tuple[int, ...]) -> Any:
    """Tell of every cell whether it counts among its peers."""
    return np.broadcast_to(case.counted, shape).reshape(-1)


def order_codes(numbers: Numbers) -> Any:
    """Give a code for every cell that orders and ties exactly as the numbers do.

    Two different fractions with denominators up to d are at least 1/d² apart, so their
    whole parts after multiplying by d² differ too.
    """
    row = numbers.reshape(-1)
    full = row.spread(row.shape)
    num = np.asarray(full.num)
    if isinstance(full.den, int):
        wide = num.dtype.hasobject
        codes = num.astype(object if wide else np.int64)
    else:
        scale = int(full.den.max(initial=1)) ** 2
        greatest = int(np.abs(num).max(initial=0)) if num.size else 0
        wide = scale * max(greatest, 1) >= _ROOM
        codes = num.astype(object if wide else np.int64) * scale // full.den
    if codes.dtype.hasobject:
        # Places in the order are as good as the numbers, and fit 64 bits.
        codes = np.unique(codes, return_inverse=True)[1].reshape(-1)
    return codes


def leaders(codes: Any, pool: Any, who: Any) -> Any:
    """Give for every cell a cell of its pool with the greatest code among `who`.

    A pool in which nobody counts gets some cell; its own cells do not count either.
    """
    size = int(pool.max(initial=-1)) + 1
    greatest = np.full(size, np.iinfo(np.int64).min)
    np.maximum.at(greatest, pool[who], codes[who])
    lead = who & (codes == greatest[pool])
    leader = np.zeros(size, dtype=np.int64)
    leader[pool[lead]] = np.flatnonzero(lead)
    return leader[pool]


def count_before(codes: Any, pool: Any, who: Any) -> Any:
    """Give for every cell how many of `who` in its pool have a greater code."""
    cells = np.flatnonzero(who)
    order = cells[np.lexsort((-codes[cells], pool[cells]))]
    sorted_codes, sorted_pool = codes[order], pool[order]
    place = np.arange(len(order))
    begins_pool = np.ones(len(order), dtype=bool)
    begins_pool[1:] = sorted_pool[1:] != sorted_pool[:-1]
    begins_tie = begins_pool.copy()
    begins_tie[1:] |= sorted_codes[1:] != sorted_codes[:-1]
    pool_start = np.maximum.accumulate(np.where(begins_pool, place, 0))
    tie_start = np.maximum.accumulate(np.where(begins_tie, place, 0))
    before = np.zeros(len(pool), dtype=np.int64)
    before[order] = tie_start - pool_start
    return before


def count_members(pool: Any, who: Any) -> Any:
    """Give for every cell how many of `who` are in its pool."""
    return np.bincount(pool[who], minlength=int(pool.max(initial=-1)) + 1)[pool]


def better_than(value: Fraction, others: list[Fraction], better: str) -> int:
    """Give how many of the others are strictly better, for an explanation."""
    if better == "high":
        return sum(other > value for other in others)
    return sum(other < value for other in others)
