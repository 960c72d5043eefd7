"""The frame: the columns of a run while they are made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from scoring.model.columns import Column, Mask, Numbers
from scoring.model.sheet import Sheet
from scoring.model.units import Units


class Frame:
    """The units from `start` to `stop` of a sheet, and the columns made of them so far.

    A stage reads columns and adds new ones under new names; it never changes one.
    `points` (leaves x units, in the order of the program's rows) and `states` are kept as
    blocks, because every leaf is read there many times. `peer_points` holds what needed
    the whole sheet and was made before it was cut into blocks; `point_rows` gives the row
    of a leaf in `points`. A frame that `traces` also keeps what a stage had in between, for
    an explanation.
    """

    def __init__(
        self, sheet: Sheet, start: int = 0, stop: int | None = None, traces: bool = False
    ) -> None:
        self.sheet = sheet
        self.start = start
        self.stop = len(sheet) if stop is None else stop
        self.columns: dict[str, Any] = {}
        self.traces = traces
        self.peer_points: Mapping[int, tuple[Numbers, Mask]] = {}
        self.point_rows: Mapping[str, int] = {}

    def __len__(self) -> int:
        return self.stop - self.start

    @property
    def window(self) -> slice:
        """The rows of the sheet that this frame covers."""
        return slice(self.start, self.stop)

    @property
    def units(self) -> Units:
        """All units of the sheet."""
        return self.sheet.units

    def kinds(self) -> Mask:
        """Give the codes of the units' kinds."""
        return self.sheet.units.kinds.codes[self.window]

    def add(self, name: str, column: Any) -> None:
        """Add a column; raises `ValueError` if the name is taken."""
        if name in self.columns:
            raise ValueError(f"the column {name!r} is there already")
        self.columns[name] = column

    def trace(self, name: str, column: Numbers) -> None:
        """Keep what stands between two columns, if anybody will explain it."""
        if self.traces:
            self.add(name, column)

    def numbers(self, name: str) -> Numbers:
        """Give a column of exact numbers."""
        numbers: Numbers = self.columns[name]
        return numbers

    def codes(self, name: str) -> Mask:
        """Give a column of codes."""
        codes: Mask = self.columns[name]
        return codes

    def answer(self, name: str) -> Column:
        """Give what the units answered to a question."""
        column = self.sheet.columns[name]
        return column if len(self) == len(column) else column.take(self.window)


class Store:
    """The columns of a whole run, filled block by block so that memory is claimed once."""

    def __init__(self, length: int) -> None:
        self._length = length
        self._nums: dict[str, np.ndarray[Any, Any]] = {}
        self._dens: dict[str, Any] = {}

    def put(self, frame: Frame, names: Mapping[str, Any]) -> None:
        """Copy the columns of a block to their place."""
        for name, column in names.items():
            if isinstance(column, Numbers):
                self._put_numbers(name, frame, column)
            else:
                self._place(name, frame, column)

    def _place(self, name: str, frame: Frame, array: Any) -> None:
        values = np.asarray(array)
        shape = (*values.shape[:-1], self._length)
        if name not in self._nums:
            self._nums[name] = np.zeros(shape, dtype=values.dtype)
        elif values.dtype == object and self._nums[name].dtype != object:
            self._nums[name] = self._nums[name].astype(object)
        self._nums[name][..., frame.window] = values

    def _put_numbers(self, name: str, frame: Frame, column: Numbers) -> None:
        shape = (*column.shape[:-1], len(frame)) if column.shape else (len(frame),)
        full = column.spread(shape)
        first = name not in self._nums
        self._place(name, frame, full.num)
        known, den = self._dens.get(name, 1), full.den
        if isinstance(den, int) and isinstance(known, int) and (first or known == den):
            self._dens[name] = den
            return
        # Blocks with different denominators: from here on one is kept for each cell.
        if isinstance(known, int):
            self._dens[name] = np.full(self._nums[name].shape, known, dtype=object)
        self._dens[name][..., frame.window] = den

    def columns(self) -> dict[str, Any]:
        """Give every column, whole."""
        return {
            name: Numbers(array, self._dens[name])._lean() if name in self._dens else array
            for name, array in self._nums.items()
        }
