"""Making forms for tests, and reading what stands in them."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl

import scoring_basics
import scoring_csv
import scoring_excel
from scoring import (
    CriteriaSet,
    Program,
    Question,
    Registry,
    Result,
    Table,
    compile_criteria,
    enter_table,
    load_registry,
    machine_number,
    read_criteria,
    run,
)
from scoring_excel.form.book import write_forms
from scoring_excel.form.desk import Brief
from scoring_excel.form.dossier import Dossier, dossiers_of, read_roster
from scoring_excel.form.grid import CODE, POINTS, Grid
from scoring_excel.layout import MARKS, Marks, read_marks

CRITERIA = Path(__file__).parents[3] / "criteria"
SETS = sorted(path.parent.name for path in CRITERIA.glob("*/criteria.toml"))


@cache
def registry() -> Registry:
    """Give the plugins that forms need, whatever is installed."""
    return load_registry({"basics": scoring_basics, "csv": scoring_csv, "excel": scoring_excel})


@cache
def program_of(set_id: str) -> Program:
    """Give the compiled program of a bundled set."""
    file = CRITERIA / set_id / "criteria.toml"
    return compile_criteria(read_criteria(file, registry()), registry())


@cache
def roster_of(set_id: str) -> Sequence[Dossier]:
    """Give the units of a bundled set, without their answers."""
    return tuple(read_roster(CRITERIA / set_id / "units.csv", program_of(set_id), registry()))


def brief_of(program: Program, role: str = "self", **more: str) -> Brief:
    return Brief(program, registry().rule_kinds, role, **more)


def book(content: bytes) -> Any:
    """Open a workbook as openpyxl sees it, formulas as texts."""
    return openpyxl.load_workbook(io.BytesIO(content), rich_text=False)


def marks_of(opened: Any) -> Marks:
    """Give the hidden marks of a workbook, which must be there."""
    rows = [
        ["" if cell is None else str(cell) for cell in row]
        for row in opened[MARKS].iter_rows(values_only=True)
    ]
    marks = read_marks(rows)
    assert marks is not None
    return marks


# ---- answers ---------------------------------------------------------------------------------


def answers(
    program: Program, units: Sequence[Dossier], seed: int
) -> tuple[Table, Sequence[Dossier]]:
    """Give made-up answers of appraisers: on edges, zeros, “kad”, blanks; as a table, as dossiers."""
    draw = random.Random(seed)
    columns = [question.column for question in program.questions]
    rows = []
    for one in units:
        said = {"unit": one.unit.id, "name": one.unit.name, "kind": one.unit.kind}
        said |= {"group": one.unit.group, "role": "appraised", "reason": "thử"}
        said |= {"parent": one.unit.parent or ""}
        asked = {
            question.column: answer(question, draw)
            for question in program.questions
            if not question.unit_kinds or one.unit.kind in question.unit_kinds
        }
        rows.append(said | _within_limits(program, asked))
    header = ("unit", "name", "kind", "group", "role", "reason", "parent", *columns)
    table = Table("bảng", header, [[row.get(name, "") for name in header] for row in rows])
    return table, dossiers_of(program, enter_table(program, table))


def answer(question: Question, draw: random.Random) -> str:
    """Give one answer that the sheet takes, now and then a blank or “kad”."""
    if draw.random() * 100 < 4:
        return ""
    if draw.random() * 100 < 4 and question.slot != "evidence":
        return "kad"
    return _ANSWERS[question.type](question, draw)


def _count(question: Question, draw: random.Random) -> str:
    low = int(question.low or 0) + (question.divides and not question.zero_is_told)
    high = draw.choice((3, 12, 60)) if question.high is None else int(question.high)
    return str(draw.randint(low, max(low, high)))


def _number(question: Question, draw: random.Random) -> str:
    if question.high is None and question.divides:
        return _count(question, draw)
    low = Fraction(0) if question.low is None else question.low
    high = Fraction(draw.choice((1, 20, 100))) if question.high is None else question.high
    steps = draw.choice((1, 2, 10, 20, 100))
    return machine_number(low + (high - low) * draw.randint(0, steps) / steps).split("/")[0]


def _day(question: Question, draw: random.Random) -> str:
    day = date(2025, 11, 1) + timedelta(days=draw.randint(0, 400))
    return draw.choice(("chưa", f"{day:%d/%m/%Y}", f"{day:%d/%m/%Y}"))


_ANSWERS: Mapping[str, Any] = {
    "count": _count,
    "number": _number,
    "share": lambda _, draw: f"{draw.randint(0, 100)}%",
    "flag": lambda _, draw: draw.choice(("có", "không")),
    "item": lambda _, draw: draw.choice(("có", "không", "quá hạn", "kad")),
    "option": lambda question, draw: draw.choice(question.options)[1],
    "date": _day,
    "numbers": lambda *_: "8,5; 9",
}


def _within_limits(program: Program, asked: dict[str, str]) -> dict[str, str]:
    """Let no answer exceed the one that bounds it, and hit it now and then."""
    for question in program.questions:
        said, most = asked.get(question.column, ""), asked.get(question.limit or "", "")
        numbers = [one.replace(".", "").isdecimal() for one in (said, most)]
        if all(numbers) and Fraction(said) > Fraction(most):
            asked[question.column] = most
    return asked


# ---- scoring and reading back ----------------------------------------------------------------


def score(program: Program, table: Table, set_id: str | None = None) -> Result:
    """Score a table, with the items of the bundled set where it feeds on any."""
    items = None
    if set_id is not None and program.criteria.items is not None:
        inner = program_of(program.criteria.items)
        read = registry().importers["csv"].read(CRITERIA / set_id / "items.csv")
        items = run(inner, enter_table(inner, read))
    return run(program, enter_table(program, table), items=items)


def shown_points(
    opened: Any, marks: Marks, role: str, criteria: CriteriaSet
) -> Iterator[tuple[str, str, object]]:
    """Give (unit, criterion, what its provisional cell holds), groups too."""
    grid = Grid(role)
    for unit in marks.units:
        sheet = opened[unit.sheet]
        for row in range(1, sheet.max_row + 1):
            code = sheet.cell(row, grid.at(CODE) + 1).value
            if str(code) in criteria.criterion_by_code:
                yield unit.id, str(code), sheet.cell(row, grid.at(POINTS) + 1).value


__all__ = [
    "CRITERIA",
    "SETS",
    "answers",
    "book",
    "brief_of",
    "marks_of",
    "program_of",
    "registry",
    "roster_of",
    "score",
    "shown_points",
    "write_forms",
]
