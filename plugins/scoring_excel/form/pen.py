"""The pen: writes a worksheet, and remembers every word that it wrote of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from scoring_excel.form.dossier import Written, number_cell
from scoring_excel.form.looks import Looks
from scoring_excel.layout import WordMark

DAY = "dd/mm/yyyy"


class Pen:
    """Writes one worksheet; `words` are what stands on it besides answers."""

    def __init__(self, sheet: Any, name: str, looks: Looks) -> None:
        self.sheet, self.name, self.looks = sheet, name, looks
        self.words: list[WordMark] = []

    def text(self, row: int, column: int, text: str, look: str) -> None:
        """Write a text, which stays a text whatever it begins with."""
        if not text:
            self.blank(row, column, look)
            return
        self.sheet.write_string(row, column, text, self.looks(look))
        self._remember(text)

    def pieces(self, row: int, column: int, pieces: Sequence[tuple[str, str]], look: str) -> None:
        """Write a text of several looks: (text, look) one after the other."""
        said = [piece for piece in pieces if piece[0]]
        if len(said) < 2:
            self.text(row, column, "".join(text for text, _ in said), look)
            return
        run = [part for text, own in said for part in (self.looks(own), text)]
        self.sheet.write_rich_string(row, column, *run, self.looks(look))
        self._remember("".join(text for text, _ in said))

    def number(self, row: int, column: int, number: Fraction | int | None, look: str) -> None:
        """Write an exact number, or its ratio as a text where decimals do not end."""
        if number is None:
            self.blank(row, column, look)
            return
        self.written(row, column, number_cell(Fraction(number)), look)

    def written(
        self, row: int, column: int, said: Written | None, look: str, number: str | None = None
    ) -> None:
        """Write what somebody said: a number, a day or a text; a blank where that is None."""
        if said is None or said == "":
            self.blank(row, column, look, number)
        elif isinstance(said, Decimal):
            self.sheet.write_number(row, column, said, self.looks(look, number))
            self._remember(str(said))
        elif isinstance(said, date):
            self.sheet.write_datetime(row, column, said, self.looks(look, DAY))
            self._remember(said.isoformat())
            self._remember(f"{said:%d/%m/%Y}")
        else:
            self.sheet.write_string(row, column, said, self.looks(look, number))
            self._remember(said)

    def entered(
        self, row: int, column: int, said: Written | None, look: str, number: str | None = None
    ) -> None:
        """Write what the role of this form answered before: an answer, no word of the form."""
        known = len(self.words)
        self.written(row, column, said, look, number)
        del self.words[known:]

    def formula(
        self, row: int, column: int, formula: str, look: str, number: str | None = None
    ) -> None:
        """Write a formula without a result, so that an unopened file shows nothing false."""
        self.sheet.write_formula(row, column, f"={formula}", self.looks(look, number), "")

    def blank(self, row: int, column: int, look: str, number: str | None = None) -> None:
        """Write an empty cell of a look."""
        self.sheet.write_blank(row, column, None, self.looks(look, number))

    def mark(self, row: int, column: int, mark: str) -> None:
        """Write a hidden mark."""
        self.sheet.write_string(row, column, mark)

    def across(self, row: int, first: int, last: int, text: str, look: str) -> None:
        """Write a text over several columns of a row."""
        self.sheet.merge_range(row, first, row, last, "", self.looks(look))
        self.text(row, first, text, look)

    def _remember(self, text: str) -> None:
        self.words.append(WordMark(self.name, text))
