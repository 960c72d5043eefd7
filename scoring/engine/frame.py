"""The frame: the columns of a run while they are made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from scoring.model.columns import Column, Integers, Mask, Numbers
from scoring.model.sheet import Sheet
from scoring.model.units import Units


class Frame:
    """The units from `start` to `stop` of a sheet, and the columns made of them so far.

    A stage reads columns and adds new ones under new names; it never changes one.
    `points` (leaves x units, in the order of the program's rows) and `states` are kept as
    blocks, because every leaf is read there many times. `peer_points` holds what needed the whole sheet and was made
    before it was cut into blocks; `point_rows` gives the row of a leaf in `points`. The
    points are written into `room` if there is some. A frame that `traces` also keeps what a stage had in between, for
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
        self.peer_points: Mapping[int, tuple[Numbers, Mask | None]] = {}
        self.gaps: tuple[int, ...] | None = None
        self.room: np.ndarray[Any, Any] | None = None
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

    @property
    def gap_rows(self) -> tuple[int, ...]:
        """The rows of `states` in which not every cell is a value."""
        if self.gaps is None:
            self.gaps = tuple(np.nonzero(self.codes("states").any(axis=1))[0].tolist())
        return self.gaps

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


class Line:
    """Integers of all units, filled stretch by stretch; one number as long as all agree."""

    def __init__(self, length: int) -> None:
        self._length = length
        self._number: int | None = None
        self.array: np.ndarray[Any, Any] | None = None

    def claim(self, rows: tuple[int, ...], type_: Any) -> np.ndarray[Any, Any]:
        """Give the array, which is made of what is known so far."""
        if self._number:
            # What the other blocks agreed on may be wider than this block.
            type_ = np.promote_types(type_, np.asarray(self._number).dtype)
        self.array = np.zeros((*rows, self._length), dtype=type_)
        if self._number:
            self.array[...] = self._number
        return self.array

    def put(self, window: slice, values: Integers) -> None:
        """Write a stretch; an array that is part of this one is in its place already."""
        if self.array is None and isinstance(values, int) and self._number in (None, values):
            self._number = values
            return
        filled = np.asarray(values)
        whole = (
            self.array if self.array is not None else self.claim(filled.shape[:-1], filled.dtype)
        )
        if filled.base is whole:
            return
        type_ = np.promote_types(whole.dtype, filled.dtype)
        if type_ != whole.dtype:
            whole = self.array = whole.astype(type_)
        whole[..., window] = filled

    def whole(self) -> Integers:
        """Give the array, or the one number."""
        return self.array if self.array is not None else self._number or 0


def _single(values: Integers) -> Integers:
    """Give one number for a column that repeats it without storing it anew for each unit."""
    if isinstance(values, np.ndarray) and values.size > 1 and not any(values.strides):
        return int(values.flat[0])
    return values


class Store:
    """The columns of a whole run, filled block by block so that memory is claimed once."""

    def __init__(self, length: int) -> None:
        self._length = length
        self._lines: dict[str, Line] = {}
        self._dens: dict[str, Line] = {}
        self._bounds: dict[str, tuple[int, int, int]] = {}

    def claim(self, name: str, rows: int, type_: Any) -> np.ndarray[Any, Any]:
        """Give the place where rows of numbers will be, so that they can be written there."""
        return self._line(name).claim((rows,), type_)

    def put(self, frame: Frame, names: Mapping[str, Any]) -> None:
        """Copy the columns of a block to their place."""
        for name, column in names.items():
            if isinstance(column, Numbers):
                self._put_numbers(name, frame, column)
            elif name == "states":
                self._put_states(frame, column)
            else:
                self._line(name).put(frame.window, column)

    def _line(self, name: str) -> Line:
        return self._lines.setdefault(name, Line(self._length))

    def _put_numbers(self, name: str, frame: Frame, column: Numbers) -> None:
        full = column.spread((*column.shape[:-1], len(frame)))
        self._line(name).put(frame.window, _single(full.num))
        self._dens.setdefault(name, Line(self._length)).put(frame.window, full.den)
        bounds = full.bounds
        known = self._bounds.setdefault(name, bounds)
        self._bounds[name] = (
            min(known[0], bounds[0]),
            max(known[1], bounds[1]),
            max(known[2], bounds[2]),
        )

    def _put_states(self, frame: Frame, states: Mask) -> None:
        """Copy the rows that hold more than values, which are zeros and there already."""
        line = self._line("states")
        whole = (
            line.array
            if line.array is not None
            else self.claim("states", len(states), states.dtype)
        )
        for row in frame.gap_rows:
            whole[row, frame.window] = states[row]

    def columns(self) -> dict[str, Any]:
        """Give every column, whole."""
        made: dict[str, Any] = {}
        for name, line in self._lines.items():
            if name not in self._dens:
                made[name] = line.array
                continue
            low, high, den_high = self._bounds[name]
            numbers = Numbers(line.whole(), self._dens[name].whole(), (low, high), den_high)._lean()
            made[name] = numbers.spread((self._length,)) if line.array is None else numbers
        return made
