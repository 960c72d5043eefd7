"""The result: a ranked, classified evaluation of every unit, as named columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np
from attrs import field, frozen

from scoring.model.columns import Mask, Numbers, State
from scoring.model.criteria import CriteriaSet
from scoring.model.problems import Problem
from scoring.model.sheet import Sheet
from scoring.model.units import Units


class UnitState:
    """What became of a unit: only a scored one has a rank."""

    SCORED = 0
    HELD = 1
    UNCLASSIFIED = 2
    PROVISIONAL = 3
    NAMES = ("scored", "held", "unclassified", "provisional")


NO_GRADE = -1
NO_RANK = 0

ResultColumn: TypeAlias = Numbers | Mask


@frozen(eq=False)
class Result:
    """Every column that scoring made, with what it was made from.

    `columns` maps a name to exact `Numbers` ("part:1",
    "total", "bonus" …) or to an array of codes ("grade", "rank", "state", "gate:ID",
    "place:GRADE"); all in the order of `units`. The points of leaves are one block under
    "points" with their states under "states"; `row_by_code` gives the row of a leaf.
    `items` is the evaluation of the items (models, people) that fed this one, `program`
    the compiled set that made it, which explaining needs.
    """

    criteria: CriteriaSet
    sheet: Sheet
    columns: Mapping[str, ResultColumn]
    engine: str
    plugins: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    row_by_code: Mapping[str, int] = field(factory=dict)
    items: Result | None = None
    program: Any = field(default=None, repr=False)

    @property
    def units(self) -> Units:
        """The units in the order of the sheet."""
        return self.sheet.units

    def numbers(self, name: str) -> Numbers:
        """Give a column of exact numbers by name; raises `KeyError`."""
        column = self.columns[name]
        if not isinstance(column, Numbers):
            raise KeyError(name)
        return column

    def codes(self, name: str) -> Mask:
        """Give a column of codes by name; raises `KeyError`."""
        column = self.columns[name]
        if isinstance(column, Numbers):
            raise KeyError(name)
        return column

    def state(self, row: int) -> str:
        """Say what became of a unit."""
        return UnitState.NAMES[int(self.codes("state")[row])]

    def grade_id(self, row: int) -> str | None:
        """Give the grade of a unit, or None if it has none."""
        code = int(self.codes("grade")[row])
        return None if code == NO_GRADE else self.criteria.grades[code].id

    def total(self, row: int) -> Fraction | None:
        """Give the total of a unit, or None if no number can stand for it yet."""
        if int(self.codes("state")[row]) == UnitState.HELD:
            return None
        return self.numbers("total").at(row)

    def rank(self, row: int) -> int | None:
        """Give the rank of a unit within its group; only a scored unit has one."""
        return self._rank("rank", row)

    def rank_overall(self, row: int) -> int | None:
        """Give the rank of a unit among all units of the sheet."""
        return self._rank("rank_overall", row)

    def _rank(self, name: str, row: int) -> int | None:
        scored = int(self.codes("state")[row]) == UnitState.SCORED
        return int(self.codes(name)[row]) or None if scored else None

    def points(self, code: str, row: int) -> Fraction | State:
        """Give the points of a leaf (or a state that stands in for them), or of a group."""
        if code not in self.row_by_code:
            return self.numbers(f"part:{code}").at(row)
        index = self.row_by_code[code]
        state = State(int(self.codes("states")[index, row]))
        return self.numbers("points").at(index, row) if state is State.VALUE else state

    def in_rank_order(self) -> Sequence[int]:
        """Give the rows group by group, ranked units first, ties in order of id.

        The order of ids only settles where a line is printed, never a rank.
        """
        last = np.iinfo(np.int64).max
        groups = self.units.groups
        return sorted(
            range(len(self.units)),
            key=lambda row: (
                groups[row],
                self.rank(row) or last,
                self.units.ids[row],
            ),
        )
