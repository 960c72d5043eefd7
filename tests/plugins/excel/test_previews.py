"""Provisional points: what a form's formulas show is what the engine gives, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from attrs import evolve

from scoring import (
    Cells,
    Program,
    Result,
    Rounding,
    State,
    Table,
    Unit,
    compile_criteria,
    enter_table,
    machine_number,
)
from scoring import read_criteria as read_set
from scoring_basics.rules import RULE_KINDS
from scoring_excel.form.dossier import Dossier, dossiers_of
from tests.fixtures.small_sets import leaf, small_set
from tests.plugins.excel.form_books import (
    SETS,
    answers,
    book,
    brief_of,
    marks_of,
    program_of,
    registry,
    roster_of,
    score,
    shown_points,
    write_forms,
)
from tests.programs import convert

UNITS, MADE_UP = 5, 6
Shown = tuple[str, str, object, object]
# Kinds that look at the peer group, or at lists of numbers in one cell, are beyond a formula.
WITHOUT = {"council-marks", "leader-relative", "min-max", "percentile", "rank-points"}


def test_every_kind_of_one_unit_alone_can_say_itself_as_a_formula():
    assert {kind.name for kind in RULE_KINDS if kind.preview is None} == WITHOUT


# ---- held against the engine -----------------------------------------------------------------


def said(result: Result, code: str, row: int) -> str:
    """Say what the engine gives a cell, as the form would show it."""
    points = result.points(code, row)
    if isinstance(points, State):
        return {
            State.MISSING: "",
            State.NOT_APPLICABLE: Cells.NOT_APPLICABLE.strip('"'),
            State.HELD: Cells.HELD.strip('"'),
        }[points]
    return machine_number(points)


def shown(value: object, places: int | None) -> str:
    """Say what a cell shows, its number as a text with the places of the set."""
    if value is None or isinstance(value, str):
        return value or ""
    digits = Decimal(str(value))
    return machine_number(Fraction(digits if places is None else round(digits, places)))


def recalculated(files: Mapping[str, bytes], folder: Path) -> dict[str, Any]:
    """Let LibreOffice work out the formulas of workbooks, and open what it wrote."""
    sources = folder / "made"
    sources.mkdir()
    for name, content in files.items():
        (sources / f"{name}.xlsx").write_bytes(content)
    listed = [sources / f"{name}.xlsx" for name in files]
    done = convert(listed, "xlsx:Calc MS Excel 2007 XML", folder / "counted")
    return {file.stem: openpyxl.load_workbook(file, data_only=True) for file in done}


@pytest.fixture(scope="module")
def worked_set(tmp_path_factory: pytest.TempPathFactory) -> tuple[Program, Table]:
    """Give a set that has every worked row of every kind with a preview as a criterion."""
    criteria: dict[str, Any] = {}
    given: dict[str, str] = {}
    for kind in RULE_KINDS:
        for index, row in enumerate(kind.worked if kind.preview is not None else ()):
            if any(isinstance(one, list) for one in row.given.values()):  # type: ignore[union-attr]
                continue
            if row.points[:1].isdecimal() and Fraction(str(row.points)) > Fraction(row.max):
                continue  # of a rule by itself; a set refuses points above the maximum
            code = f"{kind.name}-{index}"
            rule, columns = asking({"kind": kind.name, **row.rule}, row.given, code)
            criteria[code] = leaf(row.max, rule, title=f"{code}: {row.note.vi}")
            given |= columns
    most = sum((Fraction(one["max"]) for one in criteria.values()), Fraction(0))
    scale = {"policy": {"scale": machine_number(most), "clamp": {"min": 0, "max": "none"}}}
    file = tmp_path_factory.mktemp("worked") / "criteria.toml"
    file.write_text(small_set(criterion=criteria, **scale), encoding="utf-8")
    program = compile_criteria(read_set(file, registry()), registry())
    fixed = {"unit": "A", "name": "A", "kind": "ward", "group": "1"}
    fixed |= {"role": "appraised", "reason": "thử"}
    # A column bears the code alone where one thing is asked; what a row leaves out is 0.
    row = fixed | {
        one.column: given.get(one.column, given.get(f"{one.column}.{one.slot}", "0"))
        for one in program.questions
    }
    return program, Table("bảng", tuple(row), [list(row.values())])


def asking(rule: dict[str, Any], given: Mapping[str, Any], code: str) -> tuple[Any, dict[str, str]]:
    """Give a rule that asks for what is given, and the columns of the sheet that answer it."""
    if "parts" in rule:
        columns: dict[str, str] = {}
        parts = []
        for index, part in enumerate(rule["parts"]):
            start = f"{index + 1}."
            own = {k.removeprefix(start): v for k, v in given.items() if k.startswith(start)}
            asked, more = asking(part, own, f"{code}.{'abcdefgh'[index]}")
            parts.append(asked)
            columns |= more
        return {**rule, "parts": parts}, columns
    listed = {"items", "types", "levels", "groups", "inputs"} & {
        key for key, value in rule.items() if isinstance(value, list)
    }
    asks = {} if listed else {name: {"ask": f"Câu hỏi {name}"} for name in given}
    return {**rule, **asks}, {f"{code}.{name}": written(value) for name, value in given.items()}


def written(value: object) -> str:
    words = {"true": "có", "false": "không", "not-done": "chưa", "n/a": "kad"}
    words |= {"done": "có", "overdue": "quá hạn"}
    return words.get(str(value), str(value))


def test_every_kind_shows_on_a_form_what_the_engine_gives(worked_set, tmp_path):
    program, worked = worked_set
    others = [Dossier(Unit(f"B{n}", f"B{n}", "ward", "1")) for n in range(MADE_UP)]
    made, _ = answers(program, others, 7)
    rows = [
        dict(zip(table.header, row, strict=True)) for table in (worked, made) for row in table.rows
    ]
    header = tuple(rows[0])
    table = Table("bảng", header, [[row.get(name, "") for name in header] for row in rows])
    content = write_forms(
        brief_of(program, "council"), dossiers_of(program, enter_table(program, table))
    )
    opened = recalculated({"worked": content}, tmp_path)["worked"]
    result = score(program, table)
    cells = leaves_of(both(content, opened, program.criteria, "council"), program.criteria)
    wrong = {
        (unit, code): (formula, value, wanted)
        for unit, code, formula, value in cells
        if shown(value, 2) != (wanted := said(result, code, result.units.find(unit)))
    }
    assert wrong == {}
    assert len(cells) == len(program.criteria.leaves) * len(rows)
    assert all(str(formula).startswith("=") for _, _, formula, _ in cells)


def test_generated_answers_show_on_forms_what_the_engine_gives(tmp_path):
    files, tables, role_by_set = {}, {}, {}
    for seed, set_id in enumerate(SETS):
        program, role = program_of(set_id), ("council", "self")[seed % 2]
        tables[set_id], dossiers = answers(program, roster_of(set_id)[:UNITS], seed)
        if role == "self":
            dossiers = [evolve(one, answers={"self": one.answers["appraised"]}) for one in dossiers]
        files[set_id] = write_forms(brief_of(program, role), dossiers)
        role_by_set[set_id] = role
    wrong, seen = {}, []
    for set_id, opened in recalculated(files, tmp_path).items():
        result = score(program_of(set_id), tables[set_id], set_id)
        cells = list(both(files[set_id], opened, result.criteria, role_by_set[set_id]))
        assert_sums(result.criteria, cells)
        for unit, code, formula, value in leaves_of(cells, result.criteria):
            if not str(formula).startswith("="):
                assert value is None
                continue
            wanted = said(result, code, result.units.find(unit))
            seen.append(wanted)
            if not is_shown(value, wanted, result.criteria, code):
                wrong[set_id, unit, code] = value, wanted
    assert wrong == {}
    assert len(seen) > 500
    assert {"", "0", "KAD", "chờ xem xét"} <= set(seen)


def both(content: bytes, opened: Any, criteria: Any, role: str) -> Iterator[Shown]:
    """Give (unit, criterion, formula, what it gives) of the provisional cells of a form."""
    made = book(content)
    marks = marks_of(made)
    formulas = shown_points(made, marks, role, criteria)
    values = shown_points(opened, marks, role, criteria)
    for (unit, code, formula), (_, _, value) in zip(formulas, values, strict=True):
        yield unit, code, formula, value


def leaves_of(cells: Iterable[Shown], criteria: Any) -> list[Shown]:
    leaves = {one.code for one in criteria.scored}
    return [cell for cell in cells if cell[1] in leaves]


def assert_sums(criteria: Any, cells: Sequence[Shown]) -> None:
    """Hold the cells of groups: the sum of what stands below, nothing where it is no sum."""
    value_by_place = {(unit, code): value for unit, code, _, value in cells}
    for (unit, code), value in value_by_place.items():
        if criteria.criterion_by_code[code].rule is not None:
            continue
        inside = [
            one for one in criteria.criteria if one.code == code or is_below(criteria, one, code)
        ]
        points = [
            Decimal(str(found))
            for one in inside
            if one.rule is not None
            and isinstance(found := value_by_place.get((unit, one.code)), int | float)
        ]
        if any(one.combine != "sum" for one in inside):
            assert value is None
        elif points:
            assert round(Decimal(str(value)), 6) == round(sum(points), 6)
        else:
            assert not value


def is_below(criteria: Any, criterion: Any, code: str) -> bool:
    while criterion.under is not None:
        if criterion.under == code:
            return True
        criterion = criteria.criterion_by_code[criterion.under]
    return False


def is_shown(value: object, wanted: str, criteria: Any, code: str) -> bool:
    """Tell whether a cell shows what the engine gives, to the places of the set."""
    policy, criterion = criteria.policy, criteria.criterion_by_code[code]
    places = policy.leaf_rounding.places if "round-leaves" in policy.order else None
    if value in (None, "") and wanted == "0":
        # What was not judged yet counts as failed to the engine; a form waits for it.
        return criterion.evidence_rule is not None or criterion.depends_on is not None
    if "/" in wanted:
        return shown(value, 9) == machine_number(Rounding(9).of(Fraction(wanted)))
    return shown(value, places) == wanted
