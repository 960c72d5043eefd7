"""Tabulate: a sheet back to the table it could have been read from.

What is entered again gives the same sheet, to the digest. So answers can be stored beside a
result, and laid out for the next role to work on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

import numpy as np

from scoring.engine.compile import Program
from scoring.engine.questions import Question
from scoring.model.columns import Column, State
from scoring.model.criteria import ROLES
from scoring.model.numbers import machine_number
from scoring.model.sheet import Remark, Sheet, Table
from scoring.model.units import Unit

_ITEM_SAID = ("no", "yes", "overdue")
_THREE_DECIMALS = re.compile(r"-?\d{1,3}\.\d{3}")

_Words = Mapping[tuple[str, str], Mapping[str, str]]
_Columns = Mapping[str, Sequence[str]]


def tabulate(program: Program, sheet: Sheet) -> Table:
    """Give the table of a sheet: a row a unit, or a row a unit and role that spoke."""
    words = _words(sheet.remarks)
    said = sorted({heading for texts in words.values() for heading in texts if ":" in heading})
    decides = ("decided_grade", "decided_reason") if sheet.decided else ()
    header = (
        *("unit", "name", "kind", "group"),
        *(("parent",) if sheet.units.parents else ()),
        *(("role",) if sheet.layers else ()),
        *("reason", *decides),
        *(question.column for question in program.questions),
        *said,
    )
    columns_by_role = {
        role: _columns(program.questions, sheet, role) for role in (sheet.layers or (None,))
    }
    rows = [
        [cells.get(heading, "") for heading in header]
        for row, unit in enumerate(sheet.units)
        for cells in _rows(sheet, row, unit, words, columns_by_role)
    ]
    return Table(file=sheet.file, header=header, rows=rows)


def _words(remarks: Sequence[Remark]) -> _Words:
    """Give the remarks by unit and role, under the heading each is read from."""
    words: dict[tuple[str, str], dict[str, str]] = {}
    for one in remarks:
        heading = f"{one.kind}:{one.about}" if one.about else one.kind
        words.setdefault((one.unit, one.role), {})[heading] = one.text
    return words


def _rows(
    sheet: Sheet,
    row: int,
    unit: Unit,
    words: _Words,
    columns_by_role: Mapping[str | None, _Columns],
) -> Iterator[dict[str, str]]:
    told = {"unit": unit.id, "name": unit.name, "kind": unit.kind, "group": unit.group}
    told["parent"] = unit.parent or ""
    grade, reason = sheet.decided.get(unit.id, ("", ""))
    decision = {"decided_grade": grade, "decided_reason": reason}
    if not sheet.layers:
        answers = {name: texts[row] for name, texts in columns_by_role[None].items()}
        yield {**told, **answers, **decision, **words.get((unit.id, ""), {})}
        return
    spoke = False
    for role in ROLES:
        own = words.get((unit.id, role), {})
        answers = {name: texts[row] for name, texts in columns_by_role.get(role, {}).items()}
        more = decision if role == ROLES[-1] else {}
        if any(answers.values()) or own or any(more.values()):
            spoke = True
            yield {**told, "role": role, **answers, **more, **own}
    if not spoke:
        # A unit that nobody said a word about keeps a row, so that it is not forgotten.
        yield {**told, "role": ROLES[0]}


def _columns(questions: Sequence[Question], sheet: Sheet, role: str | None) -> _Columns:
    """Give the answers of a role (or those that count) as texts, a column a question."""
    columns = sheet.columns if role is None else sheet.layers[role].columns
    lists = sheet.lists if role is None else sheet.layers[role].lists
    texts: dict[str, list[str]] = {}
    for question in questions:
        name = question.column
        if name in lists:
            texts[name] = [write_cell(question, cell) for cell in lists[name]]
        elif name in columns:
            texts[name] = _written(question, columns[name], len(sheet))
    return texts


def _written(question: Question, column: Column, count: int) -> list[str]:
    """Write a column; equal answers are written once."""
    full = column.numbers.spread((count,))
    nums = np.asarray(full.num).tolist()
    dens = [full.den] * count if isinstance(full.den, int) else np.asarray(full.den).tolist()
    pairs = list(zip(nums, dens, strict=True))
    text_by_pair = dict.fromkeys(pairs, "")
    states = column.states.tolist()
    for pair, state in zip(pairs, states, strict=True):
        if state == State.VALUE and not text_by_pair[pair]:
            text_by_pair[pair] = write_cell(question, Fraction(*pair))
    return [
        text_by_pair[pair] if state == State.VALUE else write_cell(question, State(state))
        for pair, state in zip(pairs, states, strict=True)
    ]


def write_cell(question: Question, cell: Fraction | tuple[Fraction, ...] | State) -> str:
    """Write an answer so that it is read back the same; a list as “8.5; 8”."""
    if isinstance(cell, State):
        return "kad" if cell is State.NOT_APPLICABLE else ""
    if isinstance(cell, tuple):
        return "; ".join(map(_number, cell))
    if question.type == "flag":
        return "yes" if cell else "no"
    if question.type == "item":
        return _ITEM_SAID[int(cell)]
    if question.type == "option":
        return question.options[int(cell)][0]
    if question.type == "date":
        return date.fromordinal(int(cell)).isoformat() if cell else "chưa"
    return _number(cell)


def _number(value: Fraction) -> str:
    digits = machine_number(value)
    # “32.125” could be thousands to whoever reads texts; a fourth decimal leaves one reading.
    return digits + "0" if _THREE_DECIMALS.fullmatch(digits) else digits
