"""Enter: a table of texts to a sheet of exact columns, or every problem at once.

One parser for CSV, workbooks and forms. Nothing is guessed and nothing is dropped in
silence; a cell is a value, missing (blank) or not applicable ("kad", "n/a").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np
from attrs import define, field

from scoring.engine.compile import Program
from scoring.engine.examine import RESERVED
from scoring.engine.questions import Question
from scoring.model import catalogue
from scoring.model.columns import Column, Mask, State
from scoring.model.criteria import ROLES, UNIT_KINDS
from scoring.model.errors import NumberError, SheetError
from scoring.model.interval import Interval
from scoring.model.numbers import parse_number
from scoring.model.problems import Place, Problem
from scoring.model.sheet import Raw, Remark, Sheet, Table
from scoring.model.text import Text, nfc
from scoring.model.units import Unit, Units

_NOT_APPLICABLE = frozenset(
    {"kad", "n/a", "na", "không áp dụng", "khong ap dung", "not applicable"}
)
_YES = frozenset({"1", "x", "✓", "✔", "có", "co", "yes", "y", "true", "đúng", "dung", "đạt"})
_NO = frozenset({"0", "không", "khong", "no", "n", "false", "sai", "chưa", "chua", "không đạt"})
_OVERDUE = frozenset({"2", "quá hạn", "qua han", "overdue"})
_NOT_DONE = frozenset({"chưa", "chua", "không", "khong", "no", "chưa thực hiện"})
_COUNCIL_ONLY = ("appraiser", "council", "superior")

_GROUPED = re.compile(
    r"[+-]?\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|[+-]?\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?", re.ASCII
)
_TWO_READINGS = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00:00)?", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)

HEADINGS: Mapping[str, Text] = {
    "unit": Text(vi="mã đơn vị", en="id of the unit"),
    "name": Text(vi="tên đơn vị", en="name of the unit"),
    "kind": Text(vi="loại đơn vị", en="kind of the unit"),
    "group": Text(vi="cụm, khối thi đua", en="peer group"),
}

Cell = Fraction | State
Top = Fraction | tuple[Fraction, ...] | State

# A sheet of a whole country may be wrong in every cell; nobody reads a million problems.
MOST_PROBLEMS = 1_000


class _FullError(Exception):
    """So many problems were found that more would help nobody."""


class CellFault(Exception):
    """A cell cannot be read; holds the constructor of its problem."""

    def __init__(self, make: Callable[[Place], Problem]) -> None:
        super().__init__()
        self.make = make


def enter_table(program: Program, table: Table) -> Sheet:
    """Give the sheet of a table of answers.

    Several rows of a unit with different roles are laid over each other cell by cell,
    the later role on top. Raises `SheetError` with every problem of the table.
    """
    sheet, problems = enter_with_problems(program, table)
    errors = [problem for problem in problems if problem.is_error]
    if errors or sheet is None:
        raise SheetError(errors)
    return sheet


def enter_with_problems(program: Program, table: Table) -> tuple[Sheet | None, tuple[Problem, ...]]:
    """Give the sheet as far as it can be read, with its errors and warnings in order."""
    entry = _Entry(program, table)
    sheet: Sheet | None = None
    is_full = False
    try:
        sheet = entry.read()
    except _FullError:
        is_full = True
    problems = sorted(dict.fromkeys(entry.problems), key=lambda one: (one.place.order(), one.code))
    if is_full:
        problems.append(catalogue.too_many_faults(table.place(), MOST_PROBLEMS))
    return sheet, tuple(problems)


# ---- cells -----------------------------------------------------------------------------


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


# ---- the table --------------------------------------------------------------------------


@define
class _Row:
    """A row of the table: its unit and its role."""

    index: int
    unit: str
    role: int


@define
class _Entry:
    """One reading of a table."""

    program: Program
    table: Table
    problems: list[Problem] = field(factory=list)

    def _add(self, problem: Problem) -> None:
        if len(self.problems) >= MOST_PROBLEMS:
            raise _FullError
        self.problems.append(problem)

    def read(self) -> Sheet | None:
        columns = self._columns()
        if not self.table.rows:
            self._add(catalogue.no_units(self.table.place()))
            return None
        if "unit" not in columns:
            return None
        rows = self._rows(columns)
        units, rows_by_unit = self._units(rows, columns)
        if not units:
            return None
        has_roles = "role" in columns
        sheet = self._answers(units, rows_by_unit, columns, has_roles)
        return sheet if not any(problem.is_error for problem in self.problems) else None

    def _text(self, row: int, column: int | None) -> str:
        if column is None:
            return ""
        value = self.table.rows[row][column]
        return "" if value is None else nfc(str(value).strip())

    def _columns(self) -> dict[str, int]:
        known = {*RESERVED, *(question.column for question in self.program.questions)}
        found: dict[str, int] = {}
        for index, heading in enumerate(self.table.header):
            name = nfc(heading.strip())
            if not name or name.startswith("#"):
                continue
            place = self.table.place(None, index)
            if name in found:
                self._add(catalogue.duplicate_column(place, name))
            elif name not in known:
                self._add(catalogue.unknown_column(place, name, sorted(known)))
            else:
                found[name] = index
        for name, said in HEADINGS.items():
            if name not in found:
                self._add(catalogue.missing_column(self.table.place(), name, said))
        for question in self.program.questions:
            if question.column not in found:
                said = Text.same(question.ask)
                self._add(catalogue.missing_column(self.table.place(), question.column, said))
        return found

    # ---- units -----------------------------------------------------------------------

    def _rows(self, columns: Mapping[str, int]) -> list[_Row]:
        rows: list[_Row] = []
        first: dict[tuple[str, int], int] = {}
        for index in range(len(self.table.rows)):
            unit = self._text(index, columns["unit"])
            if not unit:
                self._add(catalogue.no_unit_id(self.table.place(index, columns["unit"])))
                continue
            role = self._role(index, columns.get("role"))
            if role is None:
                continue
            if (unit, role) in first:
                earlier = self.table.place(first[unit, role]).row or 0
                place = self.table.place(index, columns["unit"])
                said = ROLES[role] if "role" in columns else ""
                self._add(catalogue.duplicate_unit(place, unit, said, earlier))
                continue
            first[unit, role] = index
            rows.append(_Row(index, unit, role))
        return rows

    def _role(self, row: int, column: int | None) -> int | None:
        # A file without roles holds what counts, whoever wrote it.
        if column is None:
            return len(ROLES) - 1
        text = self._text(row, column).casefold()
        if text in ROLES:
            return ROLES.index(text)
        place = self.table.place(row, column)
        self._add(catalogue.unknown_role(place, text, ROLES))
        return None

    def _units(
        self, rows: Sequence[_Row], columns: Mapping[str, int]
    ) -> tuple[list[Unit], dict[str, list[_Row]]]:
        rows_by_unit: dict[str, list[_Row]] = {}
        for row in rows:
            rows_by_unit.setdefault(row.unit, []).append(row)
        units: list[Unit] = []
        kinds = self.program.criteria.unit_kinds
        for unit_id, own in rows_by_unit.items():
            own.sort(key=lambda row: row.role)
            said = {
                name: self._agreed(own, name, columns.get(name))
                for name in ("name", "kind", "group", "parent")
            }
            said["kind"] = kind_named(said["kind"])
            if said["kind"] not in kinds and "kind" in columns:
                place = self.table.place(own[0].index, columns["kind"])
                self._add(catalogue.unknown_unit_kind(place, said["kind"], kinds))
            units.append(
                Unit(
                    unit_id,
                    said["name"] or unit_id,
                    said["kind"],
                    said["group"],
                    said["parent"] or None,
                )
            )
        if "parent" in columns and self.program.criteria.items is None:
            self._check_parents(units, rows_by_unit, columns["parent"])
        return units, rows_by_unit

    def _agreed(self, rows: Sequence[_Row], name: str, column: int | None) -> str:
        """Give what the rows of a unit say of it; a later row may leave it blank."""
        said = ""
        for row in rows:
            text = self._text(row.index, column)
            if said and text and text != said:
                place = self.table.place(row.index, column)
                self._add(catalogue.unit_disagrees(place, row.unit, name, said, text))
            said = said or text
        return said

    def _check_parents(
        self, units: Sequence[Unit], rows_by_unit: Mapping[str, list[_Row]], column: int
    ) -> None:
        """Refuse parents that close a circle.

        A parent outside the sheet is refused only where grades look at it, because items
        name the units they belong to.
        """
        parent_by_id = {unit.id: unit.parent for unit in units}
        looks = any(plan for plan in self.program.plans["gates"].linked)
        for unit in units:
            seen, above = {unit.id}, unit.parent
            while above in parent_by_id and above not in seen:
                seen.add(above)
                above = parent_by_id[above]
            outside = looks and unit.parent is not None and unit.parent not in parent_by_id
            if above == unit.id or outside:
                place = self.table.place(rows_by_unit[unit.id][0].index, column)
                self._add(
                    catalogue.unknown_parent_unit(
                        place, unit.id, unit.parent or "", above == unit.id
                    )
                )

    # ---- answers -----------------------------------------------------------------------

    def _answers(
        self,
        units: Sequence[Unit],
        rows_by_unit: Mapping[str, list[_Row]],
        columns: Mapping[str, int],
        has_roles: bool,
    ) -> Sheet:
        made: dict[str, Column] = {}
        roles: dict[str, Mask] = {}
        own: dict[str, Column] = {}
        lists: dict[str, list[tuple[Fraction, ...] | State]] = {}
        layered = [rows_by_unit[unit.id] for unit in units]
        reasons = self._reasons(layered, columns)
        for question in self.program.questions:
            index = columns.get(question.column)
            if index is None:
                continue
            if question.type == "numbers":
                tops = [
                    self._top_list(question, index, rows, reasons, has_roles) for rows in layered
                ]
                lists[question.column] = tops
                self._check_asked(question, index, units, layered, tops)
                continue
            if not has_roles:
                made[question.column], cells = self._plain(question, index, layered, reasons)
                self._check_asked(question, index, units, layered, cells)
                continue
            cells, codes, first = self._layer(question, index, layered, reasons)
            made[question.column] = Column.of(cells)
            roles[question.column] = np.array(codes, dtype=np.uint8)
            own[question.column] = Column.of(first)
            self._check_asked(question, index, units, layered, cells)
        self._check_limits(made, columns, layered)
        return Sheet(
            units=Units.of(units),
            columns=made,
            roles=roles,
            self_columns=own,
            lists=lists,
            remarks=tuple(
                Remark(row.unit, ROLES[row.role] if has_roles else "", reasons[row.index])
                for rows in layered
                for row in rows
                if reasons.get(row.index)
            ),
            decided=self._decisions(layered, columns),
            file=self.table.file,
        )

    def _reasons(
        self, layered: Sequence[Sequence[_Row]], columns: Mapping[str, int]
    ) -> dict[int, str]:
        return {
            row.index: self._text(row.index, columns.get("reason"))
            for rows in layered
            for row in rows
        }

    def _plain(
        self,
        question: Question,
        index: int,
        layered: Sequence[Sequence[_Row]],
        reasons: Mapping[int, str],
    ) -> tuple[Column, list[Cell]]:
        """Read a column of a sheet without roles, where each unit has one row.

        People write few different things into many cells, so each is read once.
        """
        table = self.table.rows
        raws = [table[rows[0].index][index] for rows in layered]
        keys: list[Any] = raws
        if set(map(type, raws)) != {str}:
            # True and 1 would be one key in a dictionary, but are two answers.
            keys = [(type(raw), raw) for raw in raws]
        value_by_key: dict[Any, Cell] = {}
        fault_by_key: dict[Any, CellFault] = {}
        for key, raw in dict(zip(keys, raws, strict=True)).items():
            try:
                value_by_key[key] = read_cell(question, raw)
            except CellFault as error:
                value_by_key[key] = State.MISSING
                fault_by_key[key] = error
        cells = [value_by_key[key] for key in keys]
        if fault_by_key:
            for (row,), key in zip(layered, keys, strict=True):
                if key in fault_by_key:
                    self._add(fault_by_key[key].make(self.table.place(row.index, index)))
        if any(cell is State.NOT_APPLICABLE for cell in value_by_key.values()):
            for (row,), cell in zip(layered, cells, strict=True):
                self._check_entry(question, index, row, cell, State.MISSING, reasons, False)
        code_by_key = {key: code for code, key in enumerate(value_by_key)}
        codes = np.fromiter(map(code_by_key.__getitem__, keys), np.intp, len(keys))
        return Column.of(list(value_by_key.values())).take(codes), cells

    def _layer(
        self,
        question: Question,
        index: int,
        layered: Sequence[Sequence[_Row]],
        reasons: Mapping[int, str],
    ) -> tuple[list[Cell], list[int], list[Cell]]:
        """Lay the rows of each unit over each other for one question."""
        cells: list[Cell] = []
        codes: list[int] = []
        own: list[Cell] = []
        seen: dict[Raw, Cell] = {}
        table = self.table.rows
        for rows in layered:
            top: Cell = State.MISSING
            top_role = 0
            first_cell: Cell = State.MISSING
            for row in rows:
                raw = table[row.index][index]
                if isinstance(raw, str) and raw in seen:
                    value = seen[raw]
                else:
                    try:
                        value = read_cell(question, raw)
                    except CellFault as error:
                        self._add(error.make(self.table.place(row.index, index)))
                        continue
                    if isinstance(raw, str):
                        seen[raw] = value
                if value is State.MISSING:
                    continue
                self._check_entry(question, index, row, value, top, reasons, True)
                if row.role == 0:
                    first_cell = value
                top, top_role = value, row.role
            asks = top_role == 0 and question.type != "item"
            # A unit may ask to be let off a criterion; only the appraiser grants it.
            cells.append(State.HELD if asks and top is State.NOT_APPLICABLE else top)
            codes.append(top_role)
            own.append(first_cell)
        return cells, codes, own

    def _check_entry(
        self,
        question: Question,
        index: int,
        row: _Row,
        value: Top,
        before: Top,
        reasons: Mapping[int, str],
        has_roles: bool,
    ) -> None:
        """Check who may say this, and that setting aside or changing has a reason."""
        if value is State.NOT_APPLICABLE and not reasons.get(row.index) and question.type != "item":
            place = self.table.place(row.index, index)
            self._add(catalogue.not_applicable_unreasoned(place, row.unit))
        if not has_roles:
            return
        role = ROLES[row.role]
        if role == "self" and question.owner in _COUNCIL_ONLY:
            place = self.table.place(row.index, index)
            self._add(
                catalogue.wrong_role(place, question.code or question.column, question.owner, role)
            )
        # A state is an integer code, so that “not applicable” would equal an answer of 2.
        same = before == value and isinstance(before, State) == isinstance(value, State)
        if before is not State.MISSING and not same and not reasons.get(row.index):
            place = self.table.place(row.index, index)
            self._add(catalogue.change_unreasoned(place, row.unit, role, question.column))

    def _top_list(
        self,
        question: Question,
        index: int,
        rows: Sequence[_Row],
        reasons: Mapping[int, str],
        has_roles: bool,
    ) -> tuple[Fraction, ...] | State:
        top: tuple[Fraction, ...] | State = State.MISSING
        for row in rows:
            try:
                value = read_list_cell(question, self.table.rows[row.index][index])
            except CellFault as error:
                self._add(error.make(self.table.place(row.index, index)))
                continue
            if value is not State.MISSING:
                self._check_entry(question, index, row, value, top, reasons, has_roles)
                top = value
        return top

    def _check_asked(
        self,
        question: Question,
        index: int,
        units: Sequence[Unit],
        layered: Sequence[Sequence[_Row]],
        cells: Sequence[Top],
    ) -> None:
        refuses = self.program.criteria.policy.missing == "refuse"
        if not refuses and not question.unit_kinds:
            return
        for unit, rows, cell in zip(units, layered, cells, strict=True):
            asked = not question.unit_kinds or unit.kind in question.unit_kinds
            if refuses and asked and cell is State.MISSING:
                place = self.table.place(rows[-1].index, index)
                self._add(catalogue.missing_answer(place, unit.id, question.column))
            if not asked and not isinstance(cell, State):
                place = self.table.place(rows[-1].index, index)
                self._add(
                    catalogue.answer_not_asked(place, unit.id, question.code or "", unit.kind)
                )

    def _check_limits(
        self,
        made: Mapping[str, Column],
        columns: Mapping[str, int],
        layered: Sequence[Sequence[_Row]],
    ) -> None:
        for question in self.program.questions:
            if question.limit is None or not {question.column, question.limit} <= set(made):
                continue
            part, whole = made[question.column], made[question.limit]
            both = (part.states == 0) & (whole.states == 0)
            above = both & (part.numbers > whole.numbers)
            for row in np.nonzero(above)[0].tolist():
                place = self.table.place(layered[row][-1].index, columns[question.column])
                self._add(
                    catalogue.above_limit(
                        place,
                        question.column,
                        part.numbers.at(row),
                        question.limit,
                        whole.numbers.at(row),
                    )
                )

    def _decisions(
        self, layered: Sequence[Sequence[_Row]], columns: Mapping[str, int]
    ) -> dict[str, tuple[str, str]]:
        decided: dict[str, tuple[str, str]] = {}
        index = columns.get("decided_grade")
        if index is None:
            return decided
        grades = [grade.id for grade in self.program.criteria.grades]
        title_by_id = {grade.id: grade.title for grade in self.program.criteria.grades}
        title_to_id = {grade.title.casefold(): grade.id for grade in self.program.criteria.grades}
        for rows in layered:
            for row in rows:
                text = self._text(row.index, index)
                if not text:
                    continue
                if ROLES[row.role] != "council":
                    place = self.table.place(row.index, index)
                    self._add(catalogue.decided_by_other(place, row.unit, ROLES[row.role]))
                    continue
                grade = text if text in grades else title_to_id.get(text.casefold(), text)
                reason = self._text(row.index, columns.get("decided_reason"))
                if grade not in grades or not reason:
                    place = self.table.place(row.index, index)
                    known = [one.title for one in self.program.criteria.grades]
                    said = title_by_id.get(grade, text)
                    self._add(catalogue.wrong_decision(place, said, known))
                    continue
                decided[row.unit] = (grade, reason)
        return decided
