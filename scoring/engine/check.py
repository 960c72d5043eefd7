"""Check: is a criteria set fit for use? Its problems, its examples, its expected results."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from attrs import frozen

from scoring.engine.catalog import FoundSet, find_set
from scoring.engine.compile import Program, compile_criteria
from scoring.engine.enter import enter_with_problems
from scoring.engine.entering.cells import CellFault, read_cell, read_list_cell
from scoring.engine.examine import section
from scoring.engine.frame import Frame
from scoring.engine.locate import Lines
from scoring.engine.questions import EVIDENCE, Question
from scoring.engine.read import read_criteria, read_with_problems
from scoring.engine.run import run
from scoring.engine.stages.points import Leaf, run_block, single
from scoring.engine.stages.quotas import places_of
from scoring.engine.tell import STATE_NAMES
from scoring.model import catalogue
from scoring.model.columns import Column, State
from scoring.model.criteria import CriteriaSet, Example
from scoring.model.errors import NumberError, ProblemsError
from scoring.model.numbers import machine_number, parse_number, say_number
from scoring.model.problems import Place, Problem
from scoring.model.result import Result
from scoring.model.sheet import Sheet, Table
from scoring.model.text import Text
from scoring.model.units import Unit, Units
from scoring.plugin.parameters import show_value
from scoring.plugin.registry import Registry

_Cell = TypeVar("_Cell")
UNITS, EXPECTED, ITEMS = "units.csv", "expected.csv", "items.csv"


@frozen
class Checked:
    """What a check found: the set if it reads, all problems, and how much was tried."""

    criteria: CriteriaSet | None
    problems: tuple[Problem, ...]
    examples: int = 0
    units: int = 0

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that forbid using the set."""
        return tuple(problem for problem in self.problems if problem.is_error)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems a council should look at."""
        return tuple(problem for problem in self.problems if not problem.is_error)


def check_criteria(found: FoundSet, registry: Registry) -> Checked:
    """Read a set with its warnings, run its examples, and score its units.

    Its folder may hold units.csv with the expected.csv that must result, and items.csv
    for the set named in `items`.
    """
    criteria, problems = read_with_problems(found.file, registry)
    if criteria is None or any(problem.is_error for problem in problems):
        return Checked(criteria, problems)
    program = compile_criteria(criteria, registry)
    more = [*registry.check_criteria(criteria), *example_problems(program)]
    examples = sum(len(one.examples) for one in criteria.scored)
    units = 0
    if (found.folder / UNITS).is_file():
        result, faults = score_folder(found.folder, program, registry)
        more += faults
        if result is not None:
            units = len(result.units)
            more += expected_problems(found.folder / EXPECTED, result)
            more += quota_problems(criteria, result)
    everything = sorted([*problems, *more], key=lambda one: (one.place.order(), one.code))
    return Checked(criteria, tuple(everything), examples, units)


# ---- examples ------------------------------------------------------------------------------


def example_problems(
    program: Program, code: str | None = None, number: int | None = None
) -> list[Problem]:
    """Run every executable example of a set, or one; give those that contradict their rule."""
    criteria = program.criteria
    lines = Lines(Path(criteria.path).read_text(encoding="utf-8-sig")) if criteria.path else None
    plan = program.plans["points"]
    problems: list[Problem] = []
    for leaf in plan.leaves:
        for index, example in enumerate(leaf.criterion.examples):
            if code not in (None, leaf.name) or number not in (None, index + 1):
                continue
            keys = (section(criteria, leaf.criterion), leaf.name, "example", index)
            line = None if lines is None else lines.at(keys)
            excerpt = None if lines is None else lines.excerpt(line)
            place = Place(criteria.path, line=line, excerpt=excerpt)
            problems += _run_example(program, leaf, example, index + 1, place)
    return problems


def _run_example(
    program: Program, leaf: Leaf, example: Example, number: int, place: Place
) -> Iterator[Problem]:
    if leaf.kind.scope == "peers":
        why = Text(
            vi="quy tắc so trong cụm không có ví dụ một đơn vị; hãy dùng expected.csv.",
            en="a rule within the group has no example of one unit; use expected.csv.",
        )
        yield catalogue.broken_example(place, leaf.name, number, why)
        return
    try:
        sheet = _example_sheet(program, leaf, example)
    except _ExampleFault as error:
        yield catalogue.broken_example(place, leaf.name, number, error.text)
        return
    plan = program.plans["points"]
    numbers, states = run_block(single(leaf), plan, Frame(sheet))
    state = STATE_NAMES[State(int(states[0, 0]))]
    points = numbers.spread((1, 1)).at(0, 0)
    if example.state is not None:
        if state != example.state:
            yield catalogue.wrong_example(
                place, leaf.name, number, example.state, _shown(state, points)
            )
    elif state not in ("value", "missing") or points != example.points:
        assert example.points is not None
        yield catalogue.wrong_example(
            place, leaf.name, number, say_number(example.points), _shown(state, points)
        )


def _shown(state: str, points: Fraction) -> str:
    return say_number(points) if state == "value" else state


class _ExampleFault(Exception):
    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def _example_sheet(program: Program, leaf: Leaf, example: Example) -> Sheet:
    """Give the sheet of one unit that answers as the example says."""
    criterion = leaf.criterion
    kind = (criterion.unit_kinds or program.criteria.unit_kinds)[0]
    columns: dict[str, Column] = {}
    lists: dict[str, list[tuple[Fraction, ...] | State]] = {}
    column_by_key = dict(_keys(leaf))
    unknown = sorted(set(example.given) - set(column_by_key))
    if unknown:
        known = ", ".join(column_by_key)
        raise _ExampleFault(
            Text(
                vi=f"không có ô “{unknown[0]}”; có: {known}.",
                en=f"there is no slot “{unknown[0]}”; known: {known}.",
            )
        )
    for key, column in column_by_key.items():
        question = program.question_by_column.get(column)
        raw = example.given.get(key)
        if isinstance(raw, list | dict):
            raw = _written(raw, key, question is None or question.type == "numbers")
        if question is None and isinstance(raw, tuple):
            lists[column] = [raw]
        elif question is not None and question.type == "numbers":
            text = "; ".join(str(one) for one in raw) if isinstance(raw, tuple) else raw
            lists[column] = [_or_fault(read_list_cell, question, text)]
        elif question is None:
            columns[column] = Column.of([_number(raw)])
        else:
            text = raw if isinstance(raw, bool) or raw is None else str(raw)
            columns[column] = Column.of([_or_fault(read_cell, question, text)])
    unit = Unit("example", "example", kind, "")
    return Sheet(Units.of([unit]), columns, lists=lists)


def _written(raw: object, key: str, is_list: bool) -> tuple[Fraction, ...]:
    """Give the numbers of a list that an example writes; raises where none belongs."""
    if not isinstance(raw, list) or not is_list:
        shown = show_value(raw)
        raise _ExampleFault(
            Text(
                vi=f"“{key}” không nhận {shown}; cần một giá trị.",
                en=f"“{key}” does not take {shown}; one value is wanted.",
            )
        )
    return tuple(one for one in map(_number, raw) if isinstance(one, Fraction))


def _number(raw: object) -> Fraction | State:
    try:
        return State.MISSING if raw is None else parse_number(raw)  # type: ignore[arg-type]
    except NumberError as error:
        raise _ExampleFault(error.text) from None


def _or_fault(read: Callable[[Question, Any], _Cell], question: Question, raw: object) -> _Cell:
    try:
        return read(question, raw)
    except CellFault as error:
        raise _ExampleFault(error.make(Place()).message) from None


def _keys(leaf: Leaf) -> Iterator[tuple[str, str]]:
    """Give (key in an example, column) for every slot of a leaf and of its parts."""
    for slot in leaf.slots:
        source = leaf.sources[slot.name]
        yield slot.name, source.column if source.column is not None else f"feed:{source.feed}"
    for part in leaf.parts:
        letter = part.name.removeprefix(leaf.name).lstrip(".")
        for key, column in _keys(part):
            yield f"{letter}.{key}", column
    if leaf.criterion.evidence_rule is not None and leaf.name == leaf.criterion.code:
        yield EVIDENCE, f"{leaf.name}.{EVIDENCE}"


# ---- units and expected results ----------------------------------------------------------------


def score_folder(
    folder: Path, program: Program, registry: Registry
) -> tuple[Result | None, list[Problem]]:
    """Score units.csv of a set's folder, with its items.csv where the set feeds on items."""
    problems: list[Problem] = []
    items: Result | None = None
    if program.criteria.items is not None and (folder / ITEMS).is_file():
        sibling = folder.parent / program.criteria.items
        name = str(sibling) if sibling.is_dir() else program.criteria.items
        try:
            scoring_items = read_criteria(find_set(name, registry).file, registry)
        except ProblemsError as error:  # the set of the items is broken, not this one
            return None, list(error.problems)
        inner = compile_criteria(scoring_items, registry)
        items, problems = _score(folder / ITEMS, inner, registry, None)
    result, more = _score(folder / UNITS, program, registry, items)
    return result, [*problems, *more]


def _score(
    file: Path, program: Program, registry: Registry, items: Result | None
) -> tuple[Result | None, list[Problem]]:
    try:
        table = read_table(file, registry)
    except ProblemsError as error:
        return None, list(error.problems)
    sheet, problems = enter_with_problems(program, table)
    return (None if sheet is None else run(program, sheet, items=items)), list(problems)


def read_table(file: Path, registry: Registry) -> Table:
    """Read a file of answers with the importer of its suffix; raises `SheetError`."""
    from scoring.model.errors import SheetError

    suffix = file.suffix.lower()
    for importer in registry.importers.values():
        if suffix in importer.suffixes:
            return importer.read(file)
    known = ", ".join(sorted(s for one in registry.importers.values() for s in one.suffixes))
    why = Text(
        vi=f"chưa đọc được tệp kiểu “{suffix}” (đọc được: {known})",
        en=f"no reader for files of type “{suffix}” (known: {known})",
    )
    raise SheetError([catalogue.unreadable_sheet(Place(str(file)), why)])


def expected_problems(file: Path, result: Result) -> Iterator[Problem]:
    """Compare a result with expected.csv: unit, and any of total, grade, rank, state, points:CODE."""
    if not file.is_file():
        return
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows: Sequence[Mapping[str, str]] = list(csv.DictReader(stream))
    for number, wanted in enumerate(rows, 2):
        place = Place(str(file), row=number)
        row = result.units.find(wanted.get("unit", ""))
        if row is None:
            yield catalogue.wrong_expected(place, wanted.get("unit", ""), "unit", "", "–")
            continue
        for name, text in wanted.items():
            if name == "unit" or name.startswith("#"):
                continue
            found = _found(result, row, name)
            if not _same(found, text or ""):
                yield catalogue.wrong_expected(
                    place, wanted["unit"], name, text or "–", found or "–"
                )


def quota_problems(criteria: CriteriaSet, result: Result) -> Iterator[Problem]:
    """Give the quotas that leave no place in any group, were all its units of the best."""
    within = criteria.ranking.within
    codes = result.units.groups.codes
    sizes = [len(result.units)] if within == "all" else np.bincount(codes).tolist()
    sizes = [size for size in sizes if size]
    lines = Lines(Path(criteria.path).read_text(encoding="utf-8-sig")) if criteria.path else None
    for quota in criteria.quotas:
        if not any(places_of(quota, criteria, np.zeros(size, dtype=np.int8)) for size in sizes):
            keys = ("quota", quota.grade)
            line = None if lines is None else lines.at(keys)
            excerpt = None if lines is None else lines.excerpt(line)
            place = Place(criteria.path, line=line, excerpt=excerpt)
            yield catalogue.quota_without_place(place, quota.grade, max(sizes, default=0))


def _found(result: Result, row: int, name: str) -> str:
    if name.startswith(("points:", "part:")):
        cell = result.points(name.partition(":")[2], row)
        return STATE_NAMES[cell] if isinstance(cell, State) else machine_number(cell)
    if name in ("total", "rank", "rank_overall"):
        value = {"total": result.total, "rank": result.rank, "rank_overall": result.rank_overall}[
            name
        ](row)
        return "" if value is None else machine_number(Fraction(value))
    if name == "grade":
        return result.grade_id(row) or ""
    if name == "state":
        return result.state(row)
    if name in ("sum", "bonus", "deduction", "applicable_max"):
        return machine_number(result.numbers(name).at(row))
    return ""


def _same(found: str, wanted: str) -> bool:
    if found == wanted or (found == "not-applicable" and wanted.casefold() in ("kad", "n/a")):
        return True
    try:
        return parse_number(found) == parse_number(wanted)
    except ValueError:
        return False
