"""The sheet: what units reported, cell by cell, and who said so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np
from attrs import field, frozen

from scoring.model.columns import Column, Mask, State
from scoring.model.problems import Place
from scoring.model.units import Units

# What an importer may hand over for a cell; never a binary float.
Raw = str | int | bool | None


@frozen
class Table:
    """A file of rows and columns as it was read: texts and places, nothing judged.

    `rows` are equally long lists in the order of `header`; `place(row, column)` in
    people's words is built from `file`, `sheet` and `first_row` (the number of the
    first data row as a person sees it in the file).
    """

    file: str
    header: tuple[str, ...]
    rows: Sequence[Sequence[Raw]]
    first_row: int = 2
    sheet: str | None = None
    row_numbers: Sequence[int] | None = None
    is_spreadsheet: bool = False

    def place(self, row: int | None = None, column: int | None = None) -> Place:
        """Tell where a cell stands; without a row, the header."""
        number = None
        if row is not None:
            number = self.row_numbers[row] if self.row_numbers else self.first_row + row
        elif column is not None:
            number = self.first_row - 1
        return Place(
            file=self.file,
            sheet=self.sheet,
            row=number,
            column=None if column is None else column + 1,
            heading=None if column is None else self.header[column],
            is_spreadsheet=self.is_spreadsheet,
        )


@frozen
class Remark:
    """A reason that somebody gave for what they entered for a unit."""

    unit: str
    role: str
    text: str


@frozen(eq=False)
class Sheet:
    """The answers of many units as exact columns.

    `columns` maps a question ("1.1.done", or a field id) to one `Column` in the order
    of `units`. `roles` maps a question to the role each cell came from (index into
    `ROLES`), and is absent where the file had no roles. `self_columns` keeps what the
    units said of themselves. `lists` holds answers that are lists of numbers.
    """

    units: Units
    columns: Mapping[str, Column]
    roles: Mapping[str, Mask] = field(factory=dict)
    self_columns: Mapping[str, Column] = field(factory=dict)
    lists: Mapping[str, Sequence[tuple[Fraction, ...] | State]] = field(factory=dict)
    remarks: tuple[Remark, ...] = ()
    decided: Mapping[str, tuple[str, str]] = field(factory=dict)
    file: str = ""

    def __len__(self) -> int:
        return len(self.units)

    def take(self, rows: Sequence[int]) -> Sheet:
        """Give the same sheet with only some units, in the order asked for."""
        index = np.asarray(rows, dtype=np.intp)
        units = self.units.take(rows)
        kept = set(units.ids)
        return Sheet(
            units=units,
            columns={name: column.take(index) for name, column in self.columns.items()},
            roles={name: codes[index] for name, codes in self.roles.items()},
            self_columns={name: col.take(index) for name, col in self.self_columns.items()},
            lists={name: [cells[row] for row in rows] for name, cells in self.lists.items()},
            remarks=tuple(remark for remark in self.remarks if remark.unit in kept),
            decided={unit: said for unit, said in self.decided.items() if unit in kept},
            file=self.file,
        )
