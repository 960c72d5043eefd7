"""Lists of numbers of a unit: the marks of a council, the scores of its models."""

from __future__ import annotations

from typing import Any

import numpy as np

from scoring import Numbers

_LAST = np.iinfo(np.int64).max


def count_present(present: Any) -> Numbers:
    """Give how many entries each cell has."""
    return Numbers(np.add.reduce(present, axis=0, dtype=np.int64), 1, (0, len(present)))


def sort_entries(entries: Numbers, present: Any) -> Numbers:
    """Give the entries of each cell in rising order, those that exist first."""
    # Codes order exactly as the numbers do; sorting them spares every division.
    codes = entries.reshape(-1).order_codes().reshape(entries.shape)
    order = np.argsort(np.where(present, codes, _LAST), axis=0, kind="stable")
    return _take(entries, order)


def entry_at(entries: Numbers, place: Any) -> Numbers:
    """Give from each cell the entry at its own place, counted from 0."""
    return _take(entries, place[np.newaxis])[0]


def _take(entries: Numbers, order: Any) -> Numbers:
    full = entries.spread(entries.shape)
    num, den = (
        part if isinstance(part, int) else np.take_along_axis(part, order, axis=0)
        for part in (full.num, full.den)
    )
    return Numbers(num, den)
