"""Lists: the choices of drop-downs, on a hidden worksheet, where no length or comma hurts."""

from __future__ import annotations

from collections.abc import Sequence

from scoring_excel.form.grid import letters
from scoring_excel.layout import LISTS


class Lists:
    """The lists of one workbook; the same choices stand once."""

    def __init__(self) -> None:
        self.columns: dict[tuple[str, ...], int] = {}

    def place(self, choices: Sequence[str]) -> str:
        """Give where a list of choices stands, as a drop-down names it."""
        column = letters(self.columns.setdefault(tuple(choices), len(self.columns)))
        return f"='{LISTS}'!${column}$1:${column}${len(choices)}"
