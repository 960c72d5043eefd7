"""Enter the answers: the rows of a unit laid over each other, the later role on top."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

import numpy as np
from attrs import define, field, frozen

from scoring.engine.entering.cells import Cell, CellFault, Top, read_cell, read_list_cell
from scoring.engine.entering.desk import Desk, Row
from scoring.engine.entering.words import Words
from scoring.engine.questions import Question
from scoring.model import catalogue
from scoring.model.columns import Column, Mask, State
from scoring.model.criteria import ROLES
from scoring.model.problems import Place
from scoring.model.sheet import Layer, Raw
from scoring.model.units import Unit

_COUNCIL_ONLY = ("appraiser", "council", "superior")
_Said = TypeVar("_Said", bound=Top)


@define
class Answers:
    """Every answer of a table: what counts, who said it, and what each role said."""

    columns: dict[str, Column] = field(factory=dict)
    lists: dict[str, list[Any]] = field(factory=dict)
    roles: dict[str, Mask] = field(factory=dict)
    layers: dict[str, Layer] = field(factory=dict)


@frozen
class _Laid(Generic[_Said]):
    """One question, a cell a unit: what counts, the role it is of, what each role said."""

    tops: list[_Said | State]
    roles: list[int]
    said_by_role: Mapping[int, list[_Said | State]]


def read_answers(
    desk: Desk, units: Sequence[Unit], layered: Sequence[Sequence[Row]], words: Words
) -> Answers:
    """Give the answers to every question that has a column."""
    answers = Answers()
    spoken = sorted({0, *(row.role for rows in layered for row in rows)}) if desk.has_roles else []
    columns: dict[int, dict[str, Column]] = {role: {} for role in spoken}
    lists: dict[int, dict[str, list[Any]]] = {role: {} for role in spoken}
    for question in desk.program.questions:
        name = question.column
        if name not in desk.columns:
            continue
        if question.type == "numbers":
            told = _lay(desk, question, layered, words, spoken, read_list_cell)
            answers.lists[name] = told.tops
            for role, said in told.said_by_role.items():
                lists[role][name] = said
            _check_asked(desk, question, units, layered, told.tops)
        elif not desk.has_roles:
            answers.columns[name], cells = _plain(desk, question, layered, words)
            _check_asked(desk, question, units, layered, cells)
        else:
            laid = _lay(desk, question, layered, words, spoken, read_cell)
            counted = _granted(question, laid)
            answers.columns[name] = _column(counted)
            answers.roles[name] = np.array(laid.roles, dtype=np.uint8)
            for role, own in laid.said_by_role.items():
                columns[role][name] = _column(own)
            _check_asked(desk, question, units, layered, counted)
    answers.layers = {ROLES[role]: Layer(columns[role], lists[role]) for role in spoken}
    _check_limits(desk, answers.columns, layered)
    return answers


def _column(cells: Sequence[Cell]) -> Column:
    """Give the column of cells that were read once for each text, so that many are one object."""
    cell_by_id = {id(cell): cell for cell in cells}
    code_by_id = {key: code for code, key in enumerate(cell_by_id)}
    codes = np.fromiter((code_by_id[id(cell)] for cell in cells), np.intp, len(cells))
    return Column.of(list(cell_by_id.values())).take(codes)


def _granted(question: Question, laid: _Laid[Any]) -> list[Cell]:
    """Hold what a unit asks to be let off; only the appraiser grants it."""
    return [
        State.HELD if top is State.NOT_APPLICABLE and role == 0 and question.type != "item" else top
        for top, role in zip(laid.tops, laid.roles, strict=True)
    ]


def _plain(
    desk: Desk, question: Question, layered: Sequence[Sequence[Row]], words: Words
) -> tuple[Column, list[Cell]]:
    """Read a column of a sheet without roles, where each unit has one row.

    People write few different things into many cells, so each is read once.
    """
    table, index = desk.table.rows, desk.columns[question.column]
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
                desk.add(fault_by_key[key].make(desk.table.place(row.index, index)))
    if any(cell is State.NOT_APPLICABLE for cell in value_by_key.values()):
        for (row,), cell in zip(layered, cells, strict=True):
            _check_entry(desk, question, row, cell, State.MISSING, words)
    code_by_key = {key: code for code, key in enumerate(value_by_key)}
    codes = np.fromiter(map(code_by_key.__getitem__, keys), np.intp, len(keys))
    return Column.of(list(value_by_key.values())).take(codes), cells


def _lay(
    desk: Desk,
    question: Question,
    layered: Sequence[Sequence[Row]],
    words: Words,
    spoken: Sequence[int],
    read: Callable[[Question, Raw], _Said | State],
) -> _Laid[_Said]:
    """Lay the rows of each unit over each other for one question."""
    index, table = desk.columns[question.column], desk.table.rows
    laid: _Laid[_Said] = _Laid([], [], {role: [] for role in spoken})
    seen: dict[str, _Said | State] = {}
    for rows in layered:
        top: _Said | State = State.MISSING
        top_role = 0
        said: dict[int, _Said | State] = {}
        for row in rows:
            raw = table[row.index][index]
            if isinstance(raw, str) and raw in seen:
                value = seen[raw]
            else:
                try:
                    value = read(question, raw)
                except CellFault as error:
                    desk.add(error.make(desk.table.place(row.index, index)))
                    continue
                if isinstance(raw, str):
                    seen[raw] = value
            if value is State.MISSING:
                continue
            _check_entry(desk, question, row, value, top, words)
            said[row.role] = value
            top, top_role = value, row.role
        laid.tops.append(top)
        laid.roles.append(top_role)
        for role in spoken:
            laid.said_by_role[role].append(said.get(role, State.MISSING))
    return laid


def _check_entry(
    desk: Desk, question: Question, row: Row, value: Top, before: Top, words: Words
) -> None:
    """Check who may say this, and that setting aside or changing has a reason."""
    sets_aside = value is State.NOT_APPLICABLE and question.type != "item"
    if sets_aside and not words.explain(row, question):
        desk.add(catalogue.not_applicable_unreasoned(_place(desk, question, row), row.unit))
    if not desk.has_roles:
        return
    role = ROLES[row.role]
    if role == "self" and question.owner in _COUNCIL_ONLY:
        what, place = question.code or question.column, _place(desk, question, row)
        desk.add(catalogue.wrong_role(place, what, question.owner, role))
    # A state is an integer code, so that “not applicable” would equal an answer of 2.
    if before is State.MISSING or before is value:
        return
    same = before == value and isinstance(before, State) == isinstance(value, State)
    if not same and not words.explain(row, question):
        place = _place(desk, question, row)
        desk.add(catalogue.change_unreasoned(place, row.unit, role, question.column))


def _place(desk: Desk, question: Question, row: Row) -> Place:
    return desk.table.place(row.index, desk.columns[question.column])


def _check_asked(
    desk: Desk,
    question: Question,
    units: Sequence[Unit],
    layered: Sequence[Sequence[Row]],
    cells: Sequence[Top],
) -> None:
    refuses = desk.program.criteria.policy.missing == "refuse"
    if not refuses and not question.unit_kinds:
        return
    index = desk.columns[question.column]
    for unit, rows, cell in zip(units, layered, cells, strict=True):
        asked = not question.unit_kinds or unit.kind in question.unit_kinds
        place = desk.table.place(rows[-1].index, index)
        if refuses and asked and cell is State.MISSING:
            desk.add(catalogue.missing_answer(place, unit.id, question.column))
        if not asked and not isinstance(cell, State):
            desk.add(catalogue.answer_not_asked(place, unit.id, question.code or "", unit.kind))


def _check_limits(desk: Desk, made: Mapping[str, Column], layered: Sequence[Sequence[Row]]) -> None:
    for question in desk.program.questions:
        name, limit = question.column, question.limit
        if limit is None or not {name, limit} <= set(made):
            continue
        part, whole = made[name], made[limit]
        both = (part.states == 0) & (whole.states == 0)
        above = both & (part.numbers > whole.numbers)
        for row in np.nonzero(above)[0].tolist():
            place = desk.table.place(layered[row][-1].index, desk.columns[name])
            most = whole.numbers.at(row)
            desk.add(catalogue.above_limit(place, name, part.numbers.at(row), limit, most))
