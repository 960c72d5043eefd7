"""Dossiers: the units that get a form, with what earlier roles said of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen

from scoring import (
    ROLES,
    Program,
    Question,
    Registry,
    Sheet,
    SheetError,
    State,
    Unit,
    enter_with_problems,
    machine_number,
    nfc,
    read_table,
)

ROSTER = ("unit", "name", "kind", "group", "parent", "role")
NOT_APPLICABLE = "kad"
# In a hidden cell: what a unit asks to be let off, and nobody has granted yet.
ASKED_OFF = "kad?"
YES, NO, OVERDUE, NOT_DONE = "có", "không", "quá hạn", "chưa"

Written = Decimal | str | date


@frozen
class Dossier:
    """A unit, and by role and question what was said of it: answers, and words about them.

    `decided` is the title of the grade that the council decided, with its reason.
    """

    unit: Unit
    answers: Mapping[str, Mapping[str, Written]] = field(factory=dict)
    remarks: Mapping[tuple[str, str, str], str] = field(factory=dict)
    decided: tuple[str, str] = ("", "")

    def answer(self, role: str, column: str) -> Written | None:
        """Give what a role answered, None where it was silent."""
        return self.answers.get(role, {}).get(column)

    def remark(self, role: str, kind: str, *about: str) -> str:
        """Give what a role put into words about a question or its criterion."""
        return "; ".join(
            said for one in dict.fromkeys(about) if (said := self.remarks.get((role, kind, one)))
        )


def read_roster(file: Path, program: Program, registry: Registry) -> list[Dossier]:
    """Give the units of a list; answers in it are passed over. Raises `SheetError`."""
    table = read_table(file, registry)
    kept = [index for index, name in enumerate(table.header) if nfc(name.strip()) in ROSTER]
    roster = evolve(
        table,
        header=tuple(table.header[index] for index in kept),
        rows=[[row[index] for index in kept] for row in table.rows],
    )
    # Nobody has answered yet, so nothing is asked and no blank is missed.
    sheet, problems = enter_with_problems(evolve(program, questions=()), roster)
    if sheet is None or any(one.is_error for one in problems):
        raise SheetError(problems)
    return [Dossier(unit) for unit in sheet.units]


def read_dossiers(file: Path, program: Program, registry: Registry) -> list[Dossier]:
    """Give the units of a sheet with what was said of them. Raises `SheetError`."""
    sheet, problems = enter_with_problems(program, read_table(file, registry))
    if sheet is None or any(one.is_error for one in problems):
        raise SheetError(problems)
    return dossiers_of(program, sheet)


def dossiers_of(program: Program, sheet: Sheet) -> list[Dossier]:
    """Give the dossiers of a sheet; one without roles holds what the units said."""
    layers: Mapping[str, Any] = sheet.layers or {ROLES[0]: sheet}
    remarks: dict[str, dict[tuple[str, str, str], str]] = {}
    for one in sheet.remarks:
        own = remarks.setdefault(one.unit, {})
        key = (one.role or ROLES[0], one.kind, one.about)
        own[key] = f"{own[key]}; {one.text}" if key in own else one.text
    return [
        Dossier(
            unit,
            {role: _said(program, layer, row) for role, layer in layers.items()},
            remarks.get(unit.id, {}),
            _decided(program, sheet, unit.id),
        )
        for row, unit in enumerate(sheet.units)
    ]


def _decided(program: Program, sheet: Sheet, unit: str) -> tuple[str, str]:
    grade, reason = sheet.decided.get(unit, ("", ""))
    titles = {one.id: one.title for one in program.criteria.grades}
    return titles.get(grade, grade), reason


def _said(program: Program, layer: Any, row: int) -> dict[str, Written]:
    said: dict[str, Written] = {}
    for question in program.questions:
        name = question.column
        written: Written | None = None
        if name in layer.lists:
            written = _write_list(layer.lists[name][row])
        elif name in layer.columns:
            written = write_answer(question, layer.columns[name].cell(row))
        if written is not None:
            said[name] = written
    return said


def _write_list(said: tuple[Fraction, ...] | State) -> str | None:
    if isinstance(said, State):
        return NOT_APPLICABLE if said is State.NOT_APPLICABLE else None
    return "; ".join(machine_number(one).replace(".", ",") for one in said)


def write_answer(question: Question, said: Fraction | State) -> Written | None:
    """Give an answer as people write it into a cell; None for a blank."""
    if isinstance(said, State):
        # Only a unit asks to be let off; the engine holds the cell until that is granted.
        return None if said is State.MISSING else NOT_APPLICABLE
    if question.type in ("flag", "item"):
        return (NO, YES, OVERDUE)[int(said)]
    if question.type == "option":
        return question.options[int(said)][1]
    if question.type == "date":
        return date.fromordinal(int(said)) if said else NOT_DONE
    return number_cell(said)


def number_cell(number: Fraction) -> Decimal | str:
    """Give a number as a cell takes it; a ratio without an end stays a text."""
    written = machine_number(number)
    return written if "/" in written else Decimal(written)
