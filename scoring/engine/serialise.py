"""Serialise: a result as plain data for programs, and the digest that names it.

Numbers are strings with a decimal point ("88.28"), or a ratio ("79/36") where decimals
have no end; never a binary float.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from scoring.engine.stages.gates import CLOSED
from scoring.engine.stages.quotas import AWAITS_VOTE, HAS_PLACE, NO_PLACE
from scoring.engine.tell import STATE_NAMES
from scoring.engine.why import why
from scoring.model.columns import Numbers, State
from scoring.model.criteria import ROLES
from scoring.model.numbers import Rounding, machine_number
from scoring.model.problems import Problem
from scoring.model.result import Result
from scoring.model.sheet import Sheet
from scoring.model.text import Text

FORMAT = 1
_PLACE_SAID = {HAS_PLACE: "has-place", NO_PLACE: "no-place", AWAITS_VOTE: "awaits-vote"}


def serialise(result: Result) -> dict[str, Any]:
    """Give the whole result as plain data, units in the order of ranks."""
    units = [unit_data(result, row) for row in result.in_rank_order()]
    return {
        "format": FORMAT,
        "set": {"id": result.criteria.id, "digest": result.criteria.digest},
        "sheet": {"digest": sheet_digest(result.sheet)},
        "engine": result.engine,
        "digest": _digest(result, units),
        "units": units,
        "problems": [_problem(problem) for problem in result.problems],
    }


def digest(result: Result) -> str:
    """Give the digest of a result: the same inputs give the same one, on any machine.

    It does not depend on the order of rows, plugins or workers.
    """
    return _digest(result, [unit_data(result, row) for row in range(len(result.units))])


def _digest(result: Result, units: list[dict[str, Any]]) -> str:
    # Sentences may be worded better one day; the digest names what was decided.
    decided = [{key: unit[key] for key in unit if key != "reasons"} for unit in units]
    canonical = {
        "set": result.criteria.digest,
        "sheet": sheet_digest(result.sheet),
        "engine": result.engine,
        "units": sorted(decided, key=lambda unit: str(unit["unit"])),
    }
    return _sha256(canonical)


def _sha256(data: object) -> str:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(text.encode("utf-8")).hexdigest()


def sheet_digest(sheet: Sheet) -> str:
    """Give the digest of what units reported, whatever the order of rows and columns."""
    rows = []
    for row, unit in enumerate(sheet.units):
        cells: dict[str, object] = {
            name: _cell(column.cell(row)) for name, column in sheet.columns.items()
        }
        for name, lists in sheet.lists.items():
            entry = lists[row]
            cells[name] = (
                _cell(entry) if isinstance(entry, State) else [_cell(one) for one in entry]
            )
        roles = {name: int(codes[row]) for name, codes in sheet.roles.items()}
        rows.append([unit.id, unit.name, unit.kind, unit.group, unit.parent, cells, roles])
    remarks = sorted([remark.unit, remark.role, remark.text] for remark in sheet.remarks)
    decided = sorted([unit, *said] for unit, said in sheet.decided.items())
    return _sha256([sorted(rows, key=lambda one: str(one[0])), remarks, decided])


def _cell(cell: Fraction | State) -> str:
    return STATE_NAMES[cell] if isinstance(cell, State) else machine_number(cell)


def unit_data(result: Result, row: int) -> dict[str, Any]:
    """Give one unit's evaluation as plain data."""
    unit = result.units[row]
    policy = result.criteria.policy
    leaf, whole = policy.leaf_rounding, policy.total_rounding
    state = result.state(row)

    def number(name: str, rounding: Rounding) -> str:
        return machine_number(result.numbers(name).at(row), rounding.places)

    total = result.total(row)
    return {
        "unit": unit.id,
        "name": unit.name,
        "kind": unit.kind,
        "group": unit.group,
        "parent": unit.parent,
        "state": state,
        "points": {
            code: _points(result, code, row) for code in sorted(result.row_by_code, key=_natural)
        },
        "parts": {
            part.code: machine_number(_part(result, part.code, row), leaf.places)
            for part in result.criteria.parts
        },
        "applicable_max": machine_number(result.numbers("applicable_max").at(row)),
        "sum": number("sum", leaf),
        "bonus": machine_number(result.numbers("bonus").at(row)),
        "deduction": machine_number(result.numbers("deduction").at(row)),
        "total": None if total is None else machine_number(total, whole.places),
        "grade": result.grade_id(row),
        "gates": [gate.id for gate in result.criteria.gates if _closed(result, gate.id, row)],
        "quota": _quota(result, row),
        "rank": result.rank(row),
        "tied": result.rank(row) is not None and bool(result.codes("tied")[row]),
        "rank_overall": result.rank_overall(row),
        "reasons": [_both(text) for text in why(result, row)],
    }


def _natural(code: str) -> tuple[tuple[int, str], ...]:
    """Order codes as an instrument does: 1.2 before 1.10."""
    return tuple((int(one) if one.isdecimal() else 0, one) for one in code.split("."))


def _part(result: Result, code: str, row: int) -> Fraction:
    points = result.points(code, row)
    return Fraction(0) if isinstance(points, State) else points


def _points(result: Result, code: str, row: int) -> Mapping[str, Any]:
    index = result.row_by_code[code]
    state = State(int(result.codes("states")[index, row]))
    criterion = result.criteria.criterion_by_code[code]
    places = result.criteria.policy.leaf_rounding.places
    return {
        "points": machine_number(result.numbers("points").at(index, row), places),
        "max": None if criterion.max is None else machine_number(criterion.max),
        "state": STATE_NAMES[state],
        "role": _role(result, code, row),
    }


def _role(result: Result, code: str, row: int) -> str | None:
    """Give the latest role that spoke about a criterion, where the sheet has roles."""
    own = [
        int(codes[row])
        for name, codes in result.sheet.roles.items()
        if name == code or name.startswith(f"{code}.")
    ]
    return ROLES[max(own)] if own else None


def _closed(result: Result, gate: str, row: int) -> bool:
    column = result.columns.get(f"gate:{gate}")
    return column is not None and not isinstance(column, Numbers) and int(column[row]) == CLOSED


def _quota(result: Result, row: int) -> dict[str, str] | None:
    for quota in result.criteria.quotas:
        place = int(result.codes(f"place:{quota.grade}")[row])
        if place in _PLACE_SAID:
            return {"grade": quota.grade, "place": _PLACE_SAID[place]}
    return None


def _both(text: Text) -> dict[str, str]:
    return {"vi": text.vi, "en": text.en}


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "place": _both(problem.place.said()),
        "message": _both(problem.message),
        "hint": _both(problem.hint),
    }
