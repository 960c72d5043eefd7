"""Units: who is scored, kept as columns so that a million cost little."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from attrs import field, frozen

from scoring.model.columns import Mask


@frozen
class Unit:
    """One unit that is scored: a ward, an agency, a model.

    `group` is its peer group, `parent` the id of the unit it belongs to, if any.
    """

    id: str
    name: str
    kind: str
    group: str
    parent: str | None = None


@frozen(eq=False)
class Coded:
    """A column of few different texts: a code a row into sorted `labels`."""

    labels: tuple[str, ...]
    codes: Mask

    @classmethod
    def of(cls, texts: Sequence[str]) -> Coded:
        """Code a column of texts; labels are sorted, so order of rows decides nothing."""
        labels = tuple(sorted(set(texts)))
        code_by_label = {label: code for code, label in enumerate(labels)}
        codes = np.fromiter((code_by_label[text] for text in texts), np.int64, len(texts))
        return cls(labels, codes)

    def __getitem__(self, row: int) -> str:
        return self.labels[int(self.codes[row])]

    def take(self, rows: Any) -> Coded:
        """Give the codes of some rows under the same labels."""
        return Coded(self.labels, self.codes[rows])


@frozen(eq=False)
class Units:
    """The units of a sheet in its order; `units[3]` gives one."""

    ids: Sequence[str]
    names: Sequence[str]
    kinds: Coded
    groups: Coded
    parents: Sequence[str | None] = field(factory=tuple)

    @classmethod
    def of(cls, units: Sequence[Unit]) -> Units:
        """Give the columns of a list of units."""
        return cls(
            ids=[unit.id for unit in units],
            names=[unit.name for unit in units],
            kinds=Coded.of([unit.kind for unit in units]),
            groups=Coded.of([unit.group for unit in units]),
            parents=[unit.parent for unit in units] if any(u.parent for u in units) else (),
        )

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, row: int) -> Unit:
        return Unit(
            id=self.ids[row],
            name=self.names[row],
            kind=self.kinds[row],
            group=self.groups[row],
            parent=self.parents[row] if self.parents else None,
        )

    def __iter__(self) -> Iterator[Unit]:
        return (self[row] for row in range(len(self)))

    def find(self, unit_id: str) -> int | None:
        """Give the row of a unit by its id, or by its name if that is the only match."""
        if unit_id in self.ids:
            return list(self.ids).index(unit_id)
        folded = unit_id.casefold()
        rows = [row for row, name in enumerate(self.names) if name.casefold() == folded]
        return rows[0] if len(rows) == 1 else None

    def take(self, rows: Sequence[int]) -> Units:
        """Give some units, in the order asked for."""
        index = np.asarray(rows, dtype=np.intp)
        return Units(
            ids=[self.ids[row] for row in rows],
            names=[self.names[row] for row in rows],
            kinds=self.kinds.take(index),
            groups=self.groups.take(index),
            parents=[self.parents[row] for row in rows] if self.parents else (),
        )
