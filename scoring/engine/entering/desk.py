"""The desk at which a table is entered: the table, its columns, and what is wrong with it."""

from __future__ import annotations

from attrs import define, field

from scoring.engine.compile import Program
from scoring.model.criteria import ROLES
from scoring.model.problems import Problem
from scoring.model.sheet import Table
from scoring.model.text import nfc

# A sheet of a whole country may be wrong in every cell; nobody reads a million problems.
MOST_PROBLEMS = 1_000


class FullError(Exception):
    """So many problems were found that more would help nobody."""


@define
class Row:
    """A row of the table: its unit and its role (an index into `ROLES`)."""

    index: int
    unit: str
    role: int


@define
class Desk:
    """One reading of a table. `columns` gives the place of a heading in the rows."""

    program: Program
    table: Table
    problems: list[Problem] = field(factory=list)
    columns: dict[str, int] = field(factory=dict)

    @property
    def has_roles(self) -> bool:
        """Tell whether rows say who wrote them."""
        return "role" in self.columns

    def add(self, problem: Problem) -> None:
        """Note a problem; raises `FullError` when there are too many."""
        if len(self.problems) >= MOST_PROBLEMS:
            raise FullError
        self.problems.append(problem)

    def text(self, row: int, heading: str) -> str:
        """Give what a cell says, trimmed; "" where there is no such column."""
        column = self.columns.get(heading)
        value = None if column is None else self.table.rows[row][column]
        return "" if value is None else nfc(str(value).strip())

    def role_said(self, row: Row) -> str:
        """Give the role of a row, "" where the table has no roles."""
        return ROLES[row.role] if self.has_roles else ""
