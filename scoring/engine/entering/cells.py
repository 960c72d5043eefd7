"""Read a cell as people write it: an exact value, or the state that stands in for one.

Nothing is guessed: what has two readings, or none, is a fault that says what to do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction

from scoring.engine.questions import Question
from scoring.model import catalogue
from scoring.model.columns import State
from scoring.model.criteria import UNIT_KINDS
from scoring.model.errors import NumberError
from scoring.model.interval import Interval
from scoring.model.numbers import parse_number
from scoring.model.problems import Place, Problem
from scoring.model.sheet import Raw
from scoring.model.text import Text, nfc

_NOT_APPLICABLE = frozenset(
    {"kad", "n/a", "na", "không áp dụng", "khong ap dung", "not applicable"}
)
_YES = frozenset({"1", "x", "✓", "✔", "có", "co", "yes", "y", "true", "đúng", "dung", "đạt"})
_NO = frozenset({"0", "không", "khong", "no", "n", "false", "sai", "chưa", "chua", "không đạt"})
_OVERDUE = frozenset({"2", "quá hạn", "qua han", "overdue"})
_NOT_DONE = frozenset({"chưa", "chua", "không", "khong", "no", "chưa thực hiện"})

_GROUPED = re.compile(
    r"[+-]?\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|[+-]?\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?", re.ASCII
)
_TWO_READINGS = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00:00)?", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)

Cell = Fraction | State
Top = Fraction | tuple[Fraction, ...] | State


class CellFault(Exception):
    """A cell cannot be read; holds the constructor of its problem."""

    def __init__(self, make: Callable[[Place], Problem]) -> None:
        super().__init__()
        self.make = make


def read_number_cell(text: str, low: Fraction | None, high: Fraction | None) -> Fraction:
    """Read a number as people write it: 8,5 · 8.5 · 1 250 · 1.234.567 · 70% · 2/3.

    "32.150" has two readings; it is taken only where bounds leave one of them. Raises
    `CellFault`.
    """
    if len(text) < 10 and text.isascii() and text.isdecimal():
        return Fraction(int(text))  # as most cells are; this is many times faster
    if _TWO_READINGS.fullmatch(text):
        whole = Fraction(int(text.replace(".", "").replace(",", "")))
        small = parse_number(text)
        bounds = Interval(low, True, high, True)
        fits = [value for value in (whole, small) if bounds.has(value)]
        if len(fits) != 1 or high is None:
            raise CellFault(lambda place: catalogue.ambiguous_number(place, text, whole, small))
        return fits[0]
    if _GROUPED.fullmatch(text):
        text = re.sub(r"[. \u00a0\u202f]", "", text)
    try:
        return parse_number(text)
    except NumberError as error:
        why = error.text
        raise CellFault(lambda place: catalogue.cell_not_number(place, text, _tail(why))) from None


def _tail(text: Text) -> Text:
    """Drop the quoted cell that the message repeats."""
    vi, en = (said.partition("” ")[2] or said for said in (text.vi, text.en))
    return Text(vi=vi, en=en)


def read_cell(question: Question, raw: Raw) -> Cell:
    """Give the exact value or the state of a cell; raises `CellFault`."""
    if raw is None:
        return State.MISSING
    if isinstance(raw, bool):
        raw = "yes" if raw else "no"
    text = raw if isinstance(raw, str) else str(raw)
    text = nfc(text.strip())
    if not text:
        return State.MISSING
    folded = text.casefold()
    if folded in _NOT_APPLICABLE:
        return State.NOT_APPLICABLE
    return _READERS[question.type](question, text, folded)


def _number(question: Question, text: str, folded: str) -> Fraction:
    value = read_number_cell(text, question.low, question.high)
    if question.type == "count" and value.denominator != 1:
        raise CellFault(lambda place: catalogue.cell_not_whole(place, value))
    low, high = question.low, question.high
    if (low is not None and value < low) or (high is not None and value > high):
        bounds, is_share = Interval(low, True, high, True), question.type == "share"
        raise CellFault(
            lambda place: catalogue.out_of_bounds(place, value, bounds.said(is_share), is_share)
        )
    if question.divides and value == 0 and not question.zero_is_told:
        raise CellFault(
            lambda place: catalogue.zero_divisor(place, question.code or "", question.slot or "")
        )
    return value


def _flag(question: Question, text: str, folded: str) -> Fraction:
    if folded in _YES:
        return Fraction(1)
    if folded in _NO:
        return Fraction(0)
    raise CellFault(lambda place: catalogue.cell_not_choice(place, text, ("có", "không")))


def _item(question: Question, text: str, folded: str) -> Fraction:
    if folded in _OVERDUE:
        return Fraction(2)
    if folded in _YES or folded in _NO:
        return _flag(question, text, folded)
    choices = ("có", "không", "quá hạn", "kad")
    raise CellFault(lambda place: catalogue.cell_not_choice(place, text, choices))


def _option(question: Question, text: str, folded: str) -> Fraction:
    for index, (name, title) in enumerate(question.options):
        if folded in (name.casefold(), nfc(title).casefold()):
            return Fraction(index)
    choices = tuple(title for _, title in question.options)
    raise CellFault(lambda place: catalogue.cell_not_choice(place, text, choices))


def _day(question: Question, text: str, folded: str) -> Fraction:
    if folded in _NOT_DONE:
        return Fraction(0)
    iso, local = _ISO.fullmatch(text), _DAY_FIRST.fullmatch(text)
    try:
        if iso:
            return Fraction(date(int(iso[1]), int(iso[2]), int(iso[3])).toordinal())
        if local:
            return Fraction(date(int(local[3]), int(local[2]), int(local[1])).toordinal())
    except ValueError:
        pass
    raise CellFault(lambda place: catalogue.cell_not_date(place, text))


_READERS: Mapping[str, Callable[[Question, str, str], Fraction]] = {
    "count": _number,
    "number": _number,
    "share": _number,
    "flag": _flag,
    "item": _item,
    "option": _option,
    "date": _day,
}


def read_list_cell(question: Question, raw: Raw) -> tuple[Fraction, ...] | State:
    """Give a list of numbers, written "8,5; 8; 9"; raises `CellFault`."""
    text = nfc(str(raw).strip()) if raw is not None else ""
    if not text:
        return State.MISSING
    if text.casefold() in _NOT_APPLICABLE:
        return State.NOT_APPLICABLE
    entries = [one.strip() for one in text.split(";")]
    if entries[-1] == "" and len(entries) > 1:
        entries.pop()  # a sign after the last number is a habit, not an answer
    return tuple(_number(question, one, "") for one in entries)


def kind_named(text: str) -> str:
    """Give the id of a unit kind written as people do: "Phường" is a ward."""
    folded = text.casefold()
    return next((kind for kind, said in UNIT_KINDS.items() if folded == said.vi.casefold()), text)
