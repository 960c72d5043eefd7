"""The sheet: what units reported, cell by cell, and who said so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property

import numpy as np
from attrs import field, frozen

from scoring.model.columns import Column, Mask, State
from scoring.model.problems import Place
from scoring.model.units import Units

# What an importer may hand over for a cell; never a binary float.
Raw = str | int | bool | None


# What a remark is: why somebody entered what they did, what proves it, anything else.
REMARK_KINDS = ("reason", "evidence", "note")


@frozen
class Provenance:
    """What a stored result says of itself: the set, the engine and the digest it was made with."""

    set_id: str
    set_digest: str
    engine: str
    digest: str


@frozen
class Table:
    """A file of rows and columns as it was read: texts and places, nothing judged.

    `rows` are equally long lists in the order of `header`; `place(row, column)` in
    people's words is built from `file`, `sheet` and `first_row` (the number of the
    first data row as a person sees it in the file). `places` says where cells stand
    that do not stand in rows, as on a form. A table out of a stored result has its
    `provenance`, and the table of its items.
    """

    file: str
    header: tuple[str, ...]
    rows: Sequence[Sequence[Raw]]
    first_row: int = 2
    sheet: str | None = None
    row_numbers: Sequence[int] | None = None
    is_spreadsheet: bool = False
    places: Mapping[tuple[int, int], Place] = field(factory=dict)
    provenance: Provenance | None = None
    items: Table | None = None

    def place(self, row: int | None = None, column: int | None = None) -> Place:
        """Tell where a cell stands; without a row, the header."""
        if row is not None and column is not None and (row, column) in self.places:
            return self.places[row, column]
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
    """What somebody put into words about a unit, or about one answer of it.

    `kind` is one of `REMARK_KINDS`; `about` is a question or the code of a criterion, ""
    where it is about all that the role entered.
    """

    unit: str
    role: str
    text: str
    about: str = ""
    kind: str = "reason"


@frozen(eq=False)
class Layer:
    """What one role said of the units; where it was silent a cell is missing."""

    columns: Mapping[str, Column]
    lists: Mapping[str, Sequence[tuple[Fraction, ...] | State]] = field(factory=dict)

    def take(self, rows: Sequence[int], index: Mask) -> Layer:
        """Give the layer of some units."""
        return Layer(
            {name: column.take(index) for name, column in self.columns.items()},
            {name: [cells[row] for row in rows] for name, cells in self.lists.items()},
        )


@frozen(eq=False)
class Sheet:
    """The answers of many units as exact columns.

    `columns` maps a question ("1.1.done", or a field id) to one `Column` in the order
    of `units`. `roles` maps a question to the role each cell came from (index into
    `ROLES`), and is absent where the file had no roles. `layers` keeps what each role said,
    by role. `lists` holds answers that are lists of numbers.
    """

    units: Units
    columns: Mapping[str, Column]
    roles: Mapping[str, Mask] = field(factory=dict)
    layers: Mapping[str, Layer] = field(factory=dict)
    lists: Mapping[str, Sequence[tuple[Fraction, ...] | State]] = field(factory=dict)
    remarks: tuple[Remark, ...] = ()
    decided: Mapping[str, tuple[str, str]] = field(factory=dict)
    file: str = ""

    def __len__(self) -> int:
        return len(self.units)

    @property
    def self_columns(self) -> Mapping[str, Column]:
        """What the units said of themselves; empty where the file had no roles."""
        return self.layers["self"].columns if "self" in self.layers else {}

    @cached_property
    def remarks_by_unit(self) -> Mapping[str, Sequence[Remark]]:
        """The remarks of each unit that has any, in order."""
        remarks: dict[str, list[Remark]] = {}
        for remark in self.remarks:
            remarks.setdefault(remark.unit, []).append(remark)
        return remarks

    def take(self, rows: Sequence[int]) -> Sheet:
        """Give the same sheet with only some units, in the order asked for."""
        index = np.asarray(rows, dtype=np.intp)
        units = self.units.take(rows)
        kept = set(units.ids)
        return Sheet(
            units=units,
            columns={name: column.take(index) for name, column in self.columns.items()},
            roles={name: codes[index] for name, codes in self.roles.items()},
            layers={role: layer.take(rows, index) for role, layer in self.layers.items()},
            lists={name: [cells[row] for row in rows] for name, cells in self.lists.items()},
            remarks=tuple(remark for remark in self.remarks if remark.unit in kept),
            decided={unit: said for unit, said in self.decided.items() if unit in kept},
            file=self.file,
        )
