"""Revisions: what each role changed of what an earlier one had said, and why.

A complaint asks who changed what; the answer is taken from the sheet, never from memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import numpy as np
from attrs import evolve, frozen

from scoring.engine.compile import Program
from scoring.engine.questions import Question
from scoring.engine.tell import STATE_SAID, say_answer, say_points
from scoring.model.columns import Column, Mask, State
from scoring.model.criteria import ROLES
from scoring.model.sheet import Layer, Sheet
from scoring.model.text import Text

_Cell = Fraction | State | tuple[Fraction, ...]


@frozen
class Revision:
    """One answer that a later role changed.

    `before` and `after` are written as people gave them, `from_role` and `role` say who;
    `change` is after minus before where both are numbers. `reason` is what the later role put
    on record for it, about this answer, its criterion, or all that it entered.
    """

    unit: str
    question: Question
    from_role: str
    role: str
    before: Text
    after: Text
    change: Fraction | None
    reason: str


def revisions(program: Program, sheet: Sheet) -> tuple[Revision, ...]:
    """Give every change, unit by unit in the order of the sheet, question by question."""
    reason_by = {
        (one.unit, one.role, one.about): one.text for one in sheet.remarks if one.kind == "reason"
    }
    return tuple(
        revision
        for row, unit in enumerate(sheet.units.ids)
        for question in program.questions
        for revision in _of_cell(sheet, question, row, unit, reason_by)
    )


def _of_cell(
    sheet: Sheet,
    question: Question,
    row: int,
    unit: str,
    reason_by: Mapping[tuple[str, str, str], str],
) -> Iterator[Revision]:
    before: _Cell = State.MISSING
    from_role = ""
    for role in (role for role in ROLES if role in sheet.layers):
        after = _cell(sheet.layers[role], question, row)
        if after is State.MISSING:
            continue
        if before is not State.MISSING and not _is_same(before, after):
            about = (question.column, question.code or "", "")
            found = (reason_by[unit, role, one] for one in about if (unit, role, one) in reason_by)
            yield Revision(
                unit=unit,
                question=question,
                from_role=from_role,
                role=role,
                before=_said(question, before),
                after=_said(question, after),
                change=_change(question, before, after),
                reason=next(found, ""),
            )
        before, from_role = after, role


def _cell(layer: Layer, question: Question, row: int) -> _Cell:
    if question.column in layer.lists:
        return layer.lists[question.column][row]
    column = layer.columns.get(question.column)
    return State.MISSING if column is None else column.cell(row)


def _is_same(one: _Cell, other: _Cell) -> bool:
    # A state is an integer code, so that “not applicable” would equal an answer of 2.
    return one == other and isinstance(one, State) == isinstance(other, State)


def _said(question: Question, cell: _Cell) -> Text:
    if isinstance(cell, State):
        return STATE_SAID[{State.NOT_APPLICABLE: "not-applicable"}.get(cell, "missing")]
    if isinstance(cell, tuple):
        said = [say_points(one) for one in cell]
        return Text(vi="; ".join(one.vi for one in said), en="; ".join(one.en for one in said))
    return say_answer(question, cell)


def _change(question: Question, before: _Cell, after: _Cell) -> Fraction | None:
    if question.type not in ("count", "number", "share"):
        return None
    if isinstance(before, State) or isinstance(after, State):
        return None
    if isinstance(before, tuple) or isinstance(after, tuple):
        return None
    return after - before


def as_said(sheet: Sheet, role: str) -> Sheet:
    """Give the sheet as if nobody after `role` had changed what was already said.

    Where no role up to it spoke, what counts stays; what a unit asked to be let off is
    let off. The sheet that results has no roles, so nothing in it is provisional. It
    answers one question only: what difference did the later roles make?
    """
    spoken = [one for one in ROLES[: ROLES.index(role) + 1] if one in sheet.layers]
    columns = dict(sheet.columns)
    lists = dict(sheet.lists)
    for one in spoken:
        layer = sheet.layers[one]
        for name, column in layer.columns.items():
            columns[name] = _laid_over(columns[name], column)
        for name, cells in layer.lists.items():
            lists[name] = _list_over(lists[name], cells)
    return evolve(sheet, columns=columns, lists=lists, roles={}, layers={})


def _laid_over(below: Column, above: Column) -> Column:
    speaks: Mask = above.states != State.MISSING
    if not bool(np.any(speaks)):
        return below
    pairs = zip(below.cells(), above.cells(), speaks.tolist(), strict=True)
    return Column.of([top if says else bottom for bottom, top, says in pairs])


def _list_over(
    below: Sequence[tuple[Fraction, ...] | State], above: Sequence[tuple[Fraction, ...] | State]
) -> list[tuple[Fraction, ...] | State]:
    pairs = zip(below, above, strict=True)
    return [bottom if top is State.MISSING else top for bottom, top in pairs]
