"""Formulas as text: operators that write an expression instead of working it out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import frozen


def _written(sign: str) -> Callable[[Any, Any], Text]:
    return lambda self, other: Text(f"({text(self)} {sign} {text(other)})")


def _mirrored(sign: str) -> Callable[[Any, Any], Text]:
    return lambda self, other: Text(f"({text(other)} {sign} {text(self)})")


@frozen(eq=False)
class Text:
    """An expression that is written, not worked out."""

    text: str

    __add__, __radd__ = _written("+"), _mirrored("+")
    __sub__, __rsub__ = _written("-"), _mirrored("-")
    __mul__, __rmul__ = _written("*"), _mirrored("*")
    __gt__, __ge__ = _written(">"), _written(">=")
    __lt__, __le__ = _written("<"), _written("<=")
    __eq__ = _written("=")  # type: ignore[assignment]
    __hash__ = None  # type: ignore[assignment]


def text(value: Any) -> str:
    """Give the text of an expression or of a number."""
    return value.text if isinstance(value, Text) else str(value)


@frozen
class OnTexts:
    """Operators that write text; the words differ between SQL and a workbook."""

    choice: str
    least_of: str
    greatest_of: str
    quotient: str

    def where(self, condition: Any, yes: Any, no: Any) -> Text:
        return Text(self.choice.format(text(condition), text(yes), text(no)))

    def least(self, a: Any, b: Any) -> Text:
        return Text(f"{self.least_of}({text(a)}, {text(b)})")

    def greatest(self, a: Any, b: Any) -> Text:
        return Text(f"{self.greatest_of}({text(a)}, {text(b)})")

    def whole(self, a: Any, b: Any) -> Text:
        return Text(self.quotient.format(text(a), text(b)))

    def half_up(self, a: Any, b: Any) -> Text:
        return self.whole(Text(text(a)) * 2 + b, Text(text(b)) * 2)


SQL = OnTexts(
    choice="CASE WHEN {0} THEN {1} ELSE {2} END",
    least_of="least",
    greatest_of="greatest",
    quotient="(({0}) // ({1}))",
)
