"""Serialise: a result as plain data for programs, and the digest that names it.

Numbers are strings with a decimal point ("88.28"), or a ratio ("79/36") where decimals
have no end; never a binary float.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from scoring.engine.stages.gates import CLOSED
from scoring.engine.stages.quotas import AWAITS_VOTE, HAS_PLACE, NO_PLACE, VOTED_TOO_MANY
from scoring.engine.tabulate import tabulate
from scoring.engine.tell import STATE_NAMES
from scoring.engine.why import why
from scoring.model.columns import Column, Mask, Numbers, State
from scoring.model.criteria import ROLES
from scoring.model.numbers import machine_number
from scoring.model.problems import Problem
from scoring.model.result import Result
from scoring.model.sheet import Sheet
from scoring.model.text import Text

FORMAT = 1
PLACE_SAID = {
    HAS_PLACE: "has-place",
    NO_PLACE: "no-place",
    AWAITS_VOTE: "awaits-vote",
    VOTED_TOO_MANY: "voted-too-many",
}


def serialise(result: Result, with_answers: bool = True) -> dict[str, Any]:
    """Give the whole result as plain data, units in the order of ranks.

    Without its answers a result cannot be made again; they are half of the data.
    """
    columns = _Columns(result)
    sheet = sheet_digest(result.sheet)
    answers = _answers(result) if with_answers else {}
    items = {} if result.items is None or not with_answers else {"items": _answers(result.items)}
    return {
        "format": FORMAT,
        "set": {"id": result.criteria.id, "digest": result.criteria.digest},
        "sheet": {"digest": sheet, **answers},
        **items,
        "engine": result.engine,
        "digest": _digest(result, columns, sheet),
        "units": _evaluations(result, columns),
        "problems": [_problem(problem) for problem in result.problems],
    }


def evaluations(result: Result) -> list[dict[str, Any]]:
    """Give every unit's evaluation as plain data, in the order of ranks."""
    return _evaluations(result, _Columns(result))


def _evaluations(result: Result, columns: _Columns) -> list[dict[str, Any]]:
    return [
        {**columns.unit(row), "reasons": [_both(text) for text in why(result, row)]}
        for row in result.in_rank_order()
    ]


def digest(result: Result) -> str:
    """Give the digest of a result: the same inputs give the same one, on any machine.

    It does not depend on the order of rows, plugins or workers, nor on how reasons are
    worded: it names what was decided.
    """
    return _digest(result, _Columns(result), sheet_digest(result.sheet))


def _digest(result: Result, columns: _Columns, sheet: str) -> str:
    order = sorted(range(len(result.units)), key=lambda row: result.units.ids[row])
    canonical = {
        "set": result.criteria.digest,
        "sheet": sheet,
        "engine": result.engine,
        "units": [columns.unit(row) for row in order],
    }
    return _sha256(canonical)


def _sha256(data: object) -> str:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(text.encode("utf-8")).hexdigest()


def sheet_digest(sheet: Sheet) -> str:
    """Give the digest of what units reported, whatever the order of rows and columns."""
    units = sheet.units
    order = sorted(range(len(units)), key=lambda row: units.ids[row])
    return _sha256(
        [
            [
                [units.ids[row], units.names[row], units.kinds[row], units.groups[row]]
                for row in order
            ],
            [units.parents[row] for row in order] if units.parents else [],
            _said(sheet.columns, sheet.lists, order),
            {name: [int(codes[row]) for row in order] for name, codes in sheet.roles.items()},
            {role: _said(one.columns, one.lists, order) for role, one in sheet.layers.items()},
            sorted([one.unit, one.role, one.about, one.kind, one.text] for one in sheet.remarks),
            sorted([unit, *said] for unit, said in sheet.decided.items()),
        ]
    )


def _said(
    columns: Mapping[str, Column],
    lists: Mapping[str, Sequence[tuple[Fraction, ...] | State]],
    order: Sequence[int],
) -> dict[str, object]:
    """Give the answers to each question as machine texts."""
    said: dict[str, object] = {}
    for name, column in columns.items():
        texts = written(column.numbers, None, len(order))
        for row in np.nonzero(column.states)[0].tolist():
            texts[row] = STATE_NAMES[State(int(column.states[row]))]
        said[name] = [texts[row] for row in order]
    for name, cells in lists.items():
        said[name] = [_cells(cells[row]) for row in order]
    return said


def _answers(result: Result) -> dict[str, object]:
    """Give the answers as the table from which this very result can be made again."""
    table = tabulate(result.program, result.sheet)
    return {"header": list(table.header), "rows": [list(row) for row in table.rows]}


def _cells(cell: tuple[Fraction, ...] | State) -> object:
    return STATE_NAMES[cell] if isinstance(cell, State) else [machine_number(one) for one in cell]


def written(numbers: Numbers, places: int | None, length: int) -> list[str]:
    """Write a column of numbers as machine texts; equal numbers are written once."""
    full = numbers.spread((length,))
    nums = np.asarray(full.num).tolist()
    keys: list[Any] = nums
    if isinstance(full.den, int):
        fraction_by_key = {num: Fraction(num, full.den) for num in set(nums)}
    else:
        keys = list(zip(nums, np.asarray(full.den).tolist(), strict=True))
        fraction_by_key = {pair: Fraction(*pair) for pair in set(keys)}
    text_by_key = {key: machine_number(one, places) for key, one in fraction_by_key.items()}
    return [text_by_key[key] for key in keys]


class _Columns:
    """The columns of a result as texts, from which each unit's data is taken."""

    def __init__(self, result: Result) -> None:
        self.result = result
        criteria, policy = result.criteria, result.criteria.policy
        leaf, whole = policy.leaf_rounding.places, policy.total_rounding.places
        count = len(result.units)

        def texts(name: str, places: int | None = None) -> list[str]:
            return written(result.numbers(name), places, count)

        self.totals = {
            "applicable_max": texts("applicable_max"),
            "sum": texts("sum", leaf),
            "bonus": texts("bonus"),
            "deduction": texts("deduction"),
            "total": texts("total", whole),
        }
        self.codes = sorted(result.row_by_code, key=_natural)
        points = result.numbers("points")
        self.points = {
            code: written(points[result.row_by_code[code]], leaf, count) for code in self.codes
        }
        states = result.codes("states")
        named = [STATE_NAMES[state] for state in sorted(State)]
        self.states = {
            code: [named[state] for state in states[result.row_by_code[code]].tolist()]
            for code in self.codes
        }
        self.most = {
            code: None
            if (most := criteria.criterion_by_code[code].max) is None
            else machine_number(most)
            for code in self.codes
        }
        self.parts = {
            part.code: self.points[part.code]
            if part.code in self.points
            else texts(f"part:{part.code}", leaf)
            for part in criteria.parts
        }
        self.roles = {code: self._roles(code) for code in self.codes}
        self.tied = result.codes("tied").tolist()
        self._unit_by_row: dict[int, dict[str, Any]] = {}

    def _roles(self, code: str) -> list[int] | None:
        """Give the latest role that spoke about a criterion, where the sheet has roles."""
        sheet = self.result.sheet
        own = [codes for name, codes in sheet.roles.items() if _belongs(name, code)]
        own += [
            _speakers(sheet, name) for name in sheet.lists if sheet.layers and _belongs(name, code)
        ]
        return np.max(np.stack(own), axis=0).tolist() if own else None

    def unit(self, row: int) -> dict[str, Any]:
        """Give one unit's data, without the reasons; put together once."""
        if row not in self._unit_by_row:
            self._unit_by_row[row] = self._unit(row)
        return self._unit_by_row[row]

    def _unit(self, row: int) -> dict[str, Any]:
        result, state = self.result, self.result.state(row)
        unit = result.units[row]
        rank = result.rank(row)
        totals = {name: texts[row] for name, texts in self.totals.items()}
        return {
            "unit": unit.id,
            "name": unit.name,
            "kind": unit.kind,
            "group": unit.group,
            "parent": unit.parent,
            "state": state,
            "points": {code: self._point(code, row) for code in self.codes},
            "parts": {code: texts[row] for code, texts in self.parts.items()},
            **totals,
            "total": None if state == "held" else totals["total"],
            "grade": result.grade_id(row),
            "gates": [gate.id for gate in result.criteria.gates if _closed(result, gate.id, row)],
            "quota": _quota(result, row),
            "rank": rank,
            "tied": rank is not None and self.tied[row],
            "rank_overall": result.rank_overall(row),
        }

    def _point(self, code: str, row: int) -> Mapping[str, Any]:
        roles = self.roles[code]
        return {
            "points": self.points[code][row],
            "max": self.most[code],
            "state": self.states[code][row],
            "role": None if roles is None else ROLES[roles[row]],
        }


def _belongs(column: str, code: str) -> bool:
    return column == code or column.startswith(f"{code}.")


def _speakers(sheet: Sheet, column: str) -> Mask:
    """Give the latest role that gave a list of numbers, 0 where none did."""
    latest = np.zeros(len(sheet), dtype=np.uint8)
    for role, layer in sheet.layers.items():
        for row, cell in enumerate(layer.lists.get(column, ())):
            if cell is not State.MISSING:
                latest[row] = ROLES.index(role)
    return latest


def _natural(code: str) -> tuple[tuple[int, str], ...]:
    """Order codes as an instrument does: 1.2 before 1.10."""
    return tuple((int(one) if one.isdecimal() else 0, one) for one in code.split("."))


def _closed(result: Result, gate: str, row: int) -> bool:
    column = result.columns.get(f"gate:{gate}")
    return column is not None and not isinstance(column, Numbers) and int(column[row]) == CLOSED


def _quota(result: Result, row: int) -> dict[str, str] | None:
    for quota in result.criteria.quotas:
        place = int(result.codes(f"place:{quota.grade}")[row])
        if place in PLACE_SAID:
            return {"grade": quota.grade, "place": PLACE_SAID[place]}
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
