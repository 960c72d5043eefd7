"""Problems: what is wrong, where, why, and what to do, in both languages.

A `Problem` is a value, made by a constructor of the catalogue (`catalogue/`) from typed
arguments, never put together where it is found. All problems of an input are shown
at once.
"""

from __future__ import annotations

from enum import Enum

from attrs import frozen

from scoring.model.text import Text


class Severity(Enum):
    """How much a problem matters: an error stops the work, a warning is shown."""

    ERROR = "error"
    WARNING = "warning"


@frozen
class Place:
    """Where something stands: a line of a criteria file, or a cell of a sheet.

    `line`, `row` and `column` count from 1. `key` is the path of a TOML key, `heading`
    the title of a sheet's column, `excerpt` the line itself.
    """

    file: str = ""
    line: int | None = None
    key: str | None = None
    excerpt: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: int | None = None
    heading: str | None = None
    is_spreadsheet: bool = False

    def said(self) -> Text:
        """Say the place in one short phrase."""
        if self.row is None and self.column is None:
            spot = f"{self.file}:{self.line}" if self.line is not None else self.file
            return Text.same(spot)
        cell = self._cell()
        return Text(
            vi=self._phrase(cell, "trang", "dòng", "cột"),
            en=self._phrase(cell, "sheet", "row", "column"),
        )

    def _cell(self) -> str | None:
        if not self.is_spreadsheet or self.row is None or self.column is None:
            return None
        letters, rest = "", self.column
        while rest:
            rest, digit = divmod(rest - 1, 26)
            letters = chr(ord("A") + digit) + letters
        return f"{letters}{self.row}"

    def _phrase(self, cell: str | None, sheet: str, row: str, column: str) -> str:
        words = [self.file]
        if self.sheet:
            words.append(f"{sheet} “{self.sheet}”")
        if cell:
            words.append(cell)
        elif self.row is not None:
            words.append(f"{row} {self.row}")
        if self.heading is not None and not cell:
            words.append(f"{column} “{self.heading}”")
        return ", ".join(word for word in words if word)

    def order(self) -> tuple[str, int, int, int]:
        """Give the key by which problems are put in order of place."""
        return self.file, self.line or 0, self.row or 0, self.column or 0


@frozen
class Problem:
    """One thing that is wrong.

    `message` says what and why, `hint` what to do. `code` ("C201") is stable and has
    a page in the reference.
    """

    code: str
    severity: Severity
    place: Place
    message: Text
    hint: Text

    @property
    def is_error(self) -> bool:
        """Tell whether the problem stops the work."""
        return self.severity is Severity.ERROR

    def in_(self, lang: str) -> str:
        """Write the problem as people read it: place, code, message, excerpt, hint."""
        word = {
            ("vi", True): "lỗi",
            ("en", True): "error",
            ("vi", False): "cảnh báo",
            ("en", False): "warning",
        }[lang, self.is_error]
        where = self.place.said().in_(lang)
        lines = [f"{where}: {word} [{self.code}]: {self.message.in_(lang)}".lstrip(": ")]
        if self.place.excerpt is not None:
            lines.append(f"{self.place.line:>6} | {self.place.excerpt.strip()}")
        lines.append(f"    {self.hint.in_(lang)}")
        return "\n".join(lines)
