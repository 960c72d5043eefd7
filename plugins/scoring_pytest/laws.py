"""The laws that every evaluation keeps, whoever wrote the criteria set.

Each law is a function of a program and a sheet, and of the result of the items where the
set feeds on one. It raises `LawBroken`, an `AssertionError` that tells in the words of
the set which unit and which criterion broke it. What a law compares with is reckoned
here a second time in plain fractions, one unit after the other, or is another run of the
same sheet that must give the same.
"""

from __future__ import annotations

import copy
import hashlib
import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np
from attrs import evolve, frozen

from scoring import (
    DOWN,
    Column,
    Criterion,
    Numbers,
    Program,
    Registry,
    Remark,
    Result,
    Rounding,
    Sheet,
    SheetError,
    State,
    Text,
    always_wide,
    compile_criteria,
    enter_table,
    explain,
    load_registry,
    read_criteria,
    run,
    say_number,
    tabulate,
)
from scoring_pytest.strategies import REASON

VALUE, MISSING = int(State.VALUE), int(State.MISSING)
NOT_APPLICABLE, HELD = int(State.NOT_APPLICABLE), int(State.HELD)
NO_GRADE = -1
# What a quota says of a unit, as in the columns `place:GRADE`.
HAS_PLACE, NO_PLACE, AWAITS_VOTE, VOTED_TOO_MANY = 1, 2, 3, 4
# Columns that depend on the other units of the sheet, by design.
_AMONG_UNITS = ("rank", "rank_overall", "tied", "grade", "state")

Law = Callable[..., None]


class LawBroken(AssertionError):
    """A law does not hold; `text` says where, in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@frozen
class Said:
    """What a law promises, in one sentence."""

    name: str
    check: Law
    promise: Text


LAWS: dict[str, Said] = {}


def law(vi: str, en: str) -> Callable[[Law], Law]:
    """Enter a function into `LAWS` with the sentence that it stands for."""

    def enter(check: Law) -> Law:
        name = check.__name__.rstrip("_")
        LAWS[name] = Said(name, check, Text(vi=vi, en=en))
        return check

    return enter


# ---- telling ---------------------------------------------------------------------------


def _broken(
    result: Result, name: str, vi: str, en: str, row: int | None = None, code: str | None = None
) -> LawBroken:
    """Make the error that names the unit, the criterion and its clause."""
    where_vi, where_en = [], []
    if row is not None:
        unit = result.units[row]
        where_vi.append(f"đơn vị {unit.id} ({unit.name})")
        where_en.append(f"unit {unit.id} ({unit.name})")
    if code is not None:
        criterion = result.criteria.criterion_by_code.get(code)
        title = f"{code} “{criterion.title}”" if criterion else f"“{code}”"
        clause = f" [{', '.join(criterion.basis)}]" if criterion and criterion.basis else ""
        where_vi.append(f"tiêu chí {title}{clause}")
        where_en.append(f"criterion {title}{clause}")
    return LawBroken(
        Text(
            vi=f"định luật “{name}” bị vi phạm: {', '.join([*where_vi, vi])}",
            en=f"the law “{name}” is broken: {', '.join([*where_en, en])}",
        )
    )


def _n(value: object, lang: str) -> str:
    return say_number(value, lang) if isinstance(value, Fraction) else str(value)


def _differ(
    result: Result, name: str, column: str, row: int | None, was: object, now: object, how: Text
) -> LawBroken:
    """Make the error of two runs that should agree and do not."""
    code = column.partition(":")[2] if column.startswith(("points:", "part:")) else None
    return _broken(
        result,
        name,
        f"cột “{column}” là {_n(was, 'vi')}, nhưng {how.vi} thì là {_n(now, 'vi')}",
        f"the column “{column}” is {_n(was, 'en')}, but {how.en} it is {_n(now, 'en')}",
        row,
        code,
    )


# ---- looking at results --------------------------------------------------------------------


def cells_by_column(result: Result) -> dict[str, list[Any]]:
    """Give every column of a result as exact cells; leaves as `points:CODE`, `states:CODE`."""
    cells: dict[str, list[Any]] = {}
    length = len(result.units)
    for name, column in result.columns.items():
        if name in ("points", "states"):
            continue
        if isinstance(column, Numbers):
            cells[name] = column.spread((length,)).fractions()
        else:
            cells[name] = np.asarray(column).tolist()
    points, states = result.numbers("points"), result.codes("states")
    for code, row in result.row_by_code.items():
        cells[f"points:{code}"] = points[row].spread((length,)).fractions()
        cells[f"states:{code}"] = states[row].tolist()
    return cells


def digest_of(result: Result) -> str:
    """Give a digest of all that was found out about every unit."""
    told = hashlib.sha256()
    for unit in result.units:
        told.update(repr(unit).encode())
    for name, cells in sorted(cells_by_column(result).items()):
        told.update(f"\n{name}:".encode())
        told.update(",".join(str(cell) for cell in cells).encode())
    return told.hexdigest()


def _agree(
    name: str, result: Result, other: Result, how: Text, columns: Sequence[str] | None = None
) -> None:
    """Refuse two results of one sheet that differ anywhere."""
    ours, theirs = cells_by_column(result), cells_by_column(other)
    for column in sorted(ours) if columns is None else columns:
        for row, (was, now) in enumerate(zip(ours[column], theirs[column], strict=True)):
            if was != now:
                raise _differ(result, name, column, row, was, now, how)


def _leaves(program: Program) -> Sequence[Any]:
    leaves: Sequence[Any] = program.plans["points"].leaves
    return leaves


def _peer_codes(program: Program) -> set[str]:
    """Give the leaves whose points hang on other units."""
    blocks = [block for block in program.plans["points"].blocks if block.needs_peers]
    codes = {leaf.name for block in blocks for leaf in block.leaves}
    while True:
        more = {
            leaf.name
            for leaf in _leaves(program)
            if leaf.criterion.depends_on is not None
            and leaf.criterion.depends_on.criterion in codes
        }
        if more <= codes:
            return codes
        codes |= more


def _linked_gates(program: Program) -> set[str]:
    return {gate.id for gate, _ in program.plans["gates"].linked}


def _scored(result: Result, row: int) -> bool:
    """Tell whether the unit is ranked: everything about it is known."""
    return int(result.codes("state:graded")[row]) == 0


def _groups(result: Result) -> list[list[int]]:
    """Give the rows of each group that is ranked on its own."""
    if result.criteria.ranking.within == "all":
        return [list(range(len(result.units)))]
    rows: dict[str, list[int]] = {}
    for row, unit in enumerate(result.units):
        rows.setdefault(unit.group, []).append(row)
    return list(rows.values())


# ---- the laws: one unit ----------------------------------------------------------------------


@law(
    "điểm của một đơn vị không phụ thuộc các đơn vị khác",
    "the points of a unit do not depend on other units",
)
def row(program: Program, sheet: Sheet, items: Result | None = None) -> None:
    """Hold that a unit alone gets what it gets among all (rules of the unit only)."""
    result = run(program, sheet, items=items)
    ours = cells_by_column(result)
    peers, linked = _peer_codes(program), _linked_gates(program)
    if peers:
        kept = [f"{what}:{c}" for c in result.row_by_code if c not in peers for what in _CELL]
    else:
        linked_columns = {f"gate:{one}" for one in linked}
        linked_columns |= {"grade:gated", "state:graded"} if linked else set()
        kept = [
            name
            for name in ours
            if name not in _AMONG_UNITS
            and not name.startswith("place:")
            and name.removesuffix(":before") not in linked_columns
        ]
    for index in range(len(sheet)):
        alone = cells_by_column(run(program, sheet.take([index]), items=items))
        for name in kept:
            if ours[name][index] != alone[name][0]:
                how = Text(vi="chấm riêng đơn vị này", en="scored alone")
                raise _differ(result, "row", name, index, ours[name][index], alone[name][0], how)


_CELL = ("points", "states")


@law("điểm nằm giữa 0 và điểm tối đa", "points lie between 0 and the maximum")
def bounds(program: Program, sheet: Sheet, items: Result | None = None) -> None:
    """Hold that points lie in 0 … max, and the total in what it is clamped to."""
    result = run(program, sheet, items=items)
    policy = program.criteria.policy
    for code in result.row_by_code:
        most = program.criteria.criterion_by_code[code].max
        for index in range(len(sheet)):
            points = result.points(code, index)
            if isinstance(points, Fraction) and (
                points < 0 or (most is not None and points > most)
            ):
                raise _broken(
                    result,
                    "bounds",
                    f"được {_n(points, 'vi')} điểm, ngoài khoảng 0–{_n(most, 'vi')}",
                    f"it has {_n(points, 'en')} points, outside 0–{_n(most, 'en')}",
                    index,
                    code,
                )
    order = policy.order
    if "clamp" not in order or any(
        step in order[order.index("clamp") :] for step in ("normalise", "bonus", "deduct")
    ):
        return
    exact, totals = cells_by_column(result)["exact_total"], cells_by_column(result)["total"]
    for index in range(len(sheet)):
        for bound, sign in ((policy.clamp.min, 1), (policy.clamp.max, -1)):
            if bound is None:
                continue
            rounded = policy.total_rounding.of(bound) if "round-total" in order else bound
            if sign * (exact[index] - bound) < 0 or sign * (totals[index] - rounded) < 0:
                raise _broken(
                    result,
                    "bounds",
                    f"tổng điểm {_n(totals[index], 'vi')} vượt mức chặn {_n(bound, 'vi')}",
                    f"the total {_n(totals[index], 'en')} passes its bound {_n(bound, 'en')}",
                    index,
                )


@law("điểm các phần cộng lại đúng bằng tổng", "the parts add up to the total")
def sum_(program: Program, sheet: Sheet, items: Result | None = None) -> None:
    """Hold that leaves re-add to parts, and parts, step by step, to the total."""
    result = run(program, sheet, items=items)
    cells = cells_by_column(result)
    for index in range(len(sheet)):
        added = _Added(result, cells, index)
        for code, points, applicable in added.parts:
            for name, was in ((f"part:{code}", points), (f"applicable:{code}", applicable)):
                if cells[name][index] != was:
                    how = Text(vi="cộng lại từ các tiêu chí con", en="added up from its criteria")
                    raise _differ(result, "sum", name, index, cells[name][index], was, how)
        for name, number in added.totals().items():
            if cells[name][index] != number:
                how = Text(vi="cộng lại theo thứ tự của bộ tiêu chí", en="added up in its order")
                raise _differ(result, "sum", name, index, cells[name][index], number, how)


class _Added:
    """The tree of one unit added up in plain fractions."""

    def __init__(self, result: Result, cells: Mapping[str, list[Any]], index: int) -> None:
        self.criteria, self.policy = result.criteria, result.criteria.policy
        self.cells, self.index = cells, index
        # Code, points and applicable maximum of every group.
        self.parts: list[tuple[str, Fraction, Fraction]] = []
        below = [self._node(part) for part in self.criteria.parts]
        self.earned = _sum(points for points, _ in below)
        self.applicable = _sum(most for _, most in below)

    def _leaf(self, one: Criterion) -> tuple[Fraction, Fraction]:
        state = self.cells[f"states:{one.code}"][self.index]
        aside = state == NOT_APPLICABLE and self.policy.not_applicable != "full-marks"
        points = self.cells[f"points:{one.code}"][self.index]
        return points, Fraction(0) if aside else one.max or Fraction(0)

    def _node(self, one: Criterion) -> tuple[Fraction, Fraction]:
        if one.rule is not None:
            return self._leaf(one)
        children = self.criteria.children_by_code[one.code]
        below = [self._node(child) for child in children]
        most = one.max or Fraction(0)
        if one.combine in ("min", "best"):
            # Children are compared by what they earned of what applied; the first one wins.
            counted = [child for child in below if child[1] > 0]
            pick = min if one.combine == "min" else max
            points, applicable = pick(
                counted, key=lambda child: child[0] / child[1], default=(Fraction(0), Fraction(0))
            )
        else:
            shares = {
                "sum": [Fraction(1)] * len(children),
                "mean": [Fraction(1, len(children))] * len(children),
                "weighted": [child.weight or Fraction(0) for child in children],
            }[one.combine]
            points = _sum(p * share for (p, _), share in zip(below, shares, strict=True))
            applicable = _sum(m * share for (_, m), share in zip(below, shares, strict=True))
        if "cap" in self.policy.order and applicable > 0:
            points = points if one.cap is None else min(points, one.cap)
            points = points if one.floor is None else max(points, one.floor)
        if self.policy.not_applicable == "redistribute":
            points = points * most / applicable if applicable > 0 else Fraction(0)
            applicable = most if applicable > 0 else Fraction(0)
        self.parts.append((one.code, points, applicable))
        return points, applicable

    def _extra(self, items: Sequence[Criterion], cap: Fraction | None) -> Fraction:
        earned = _sum(
            self.cells[f"points:{one.code}"][self.index]
            for one in items
            if self.cells[f"states:{one.code}"][self.index] != NOT_APPLICABLE
        )
        return earned if cap is None else min(earned, cap)

    def totals(self) -> dict[str, Fraction]:
        """Give the sums of the unit by the name of their column."""
        policy = self.policy
        bonus = self._extra(self.criteria.bonuses, policy.bonus_cap)
        deduction = self._extra(self.criteria.deductions, policy.deduction_cap)
        total, exact = self.earned, None
        for step in policy.order:
            if step == "normalise" and policy.not_applicable in ("normalise", "redistribute"):
                total = total * policy.scale / self.applicable if self.applicable > 0 else total
            elif step == "bonus":
                total += bonus
            elif step == "deduct":
                total -= deduction
            elif step == "clamp":
                total = total if policy.clamp.min is None else max(total, policy.clamp.min)
                total = total if policy.clamp.max is None else min(total, policy.clamp.max)
            elif step == "round-total":
                exact, total = total, policy.total_rounding.of(total)
        return {
            "sum": self.earned,
            "applicable_max": self.applicable,
            "bonus": bonus,
            "deduction": deduction,
            "exact_total": total if exact is None else exact,
            "total": total,
        }


def _sum(numbers: Iterator[Fraction]) -> Fraction:
    total = Fraction(0)
    for number in numbers:
        total += number
    return total


# ---- the laws: rules ---------------------------------------------------------------------------


@law("làm tốt hơn không bao giờ bị ít điểm hơn", "doing better never earns fewer points")
def monotone(program: Program, sheet: Sheet, items: Result | None = None) -> None:
    """Hold each slot to the direction it declares: a greater answer, no worse points."""
    result = run(program, sheet, items=items)
    sheet = result.sheet
    questions = program.question_by_column
    for leaf in _leaves(program):
        columns = [source.column for source in leaf.sources.values()]
        for slot in leaf.slots:
            column = leaf.sources[slot.name].column
            watched = leaf.rule.enough is not None and leaf.rule.enough.slot == slot.name
            if (
                slot.direction is None
                or column not in sheet.columns
                or columns.count(column) > 1
                or watched  # below "enough" another outcome speaks
            ):
                continue
            limit = questions[column].limit
            greater = _raised(sheet, column, slot, questions[column], limit)
            changed = [i for i in range(len(sheet)) if greater[i] is not None]
            # A rule that looks at its peers is asked about one unit at a time.
            runs = [[i] for i in changed] if leaf.kind.scope == "peers" else [changed]
            for rows in runs:
                if rows:
                    cells = [
                        greater[i] if i in rows else _cell(sheet, column, i) for i in _all(sheet)
                    ]
                    after = run(program, with_column(sheet, column, cells), items=items)
                    _not_worse(result, after, leaf, slot, rows)


def _all(sheet: Sheet) -> range:
    return range(len(sheet))


def _cell(sheet: Sheet, column: str, index: int) -> Fraction | State:
    return sheet.columns[column].cell(index)


def with_column(sheet: Sheet, name: str, cells: Sequence[Any]) -> Sheet:
    """Give the sheet with other answers to one question."""
    return evolve(sheet, columns={**sheet.columns, name: Column.of(cells)})


def _raised(
    sheet: Sheet, column: str, slot: Any, question: Any, limit: str | None
) -> list[Fraction | None]:
    """Give for each unit a greater answer that could have been entered, or None."""
    highs = [high for high in (slot.high, question.high) if high is not None]
    raised: list[Fraction | None] = []
    for index in _all(sheet):
        cell = _cell(sheet, column, index)
        if isinstance(cell, State) or (cell == 0 and (slot.divides or slot.type == "date")):
            raised.append(None)
            continue
        if slot.type in ("flag", "item"):
            raised.append(Fraction(1) if cell == 0 else None)
            continue
        top = min(highs) if highs else None
        if limit is not None and limit in sheet.columns:
            other = _cell(sheet, limit, index)
            if isinstance(other, Fraction):
                top = other if top is None else min(top, other)
        whole = slot.type in ("count", "date", "option") or question.type == "count"
        step = Fraction(1) if whole else Fraction(1, 3)
        if top is not None and cell + step > top:
            raised.append(Fraction(top) if top > cell and not whole else None)
        else:
            raised.append(cell + step)
    return raised


def _not_worse(result: Result, after: Result, leaf: Any, slot: Any, rows: Sequence[int]) -> None:
    for index in rows:
        before, now = result.points(leaf.name, index), after.points(leaf.name, index)
        if isinstance(before, State) or isinstance(now, State):
            continue
        if (now > before) if slot.direction == DOWN else (now < before):
            raise _broken(
                result,
                "monotone",
                f"câu trả lời “{slot.name}” tăng lên thì điểm từ {_n(before, 'vi')} "
                f"thành {_n(now, 'vi')}, ngược với chiều đã khai ({slot.direction})",
                f"with a greater “{slot.name}” the points go from {_n(before, 'en')} "
                f"to {_n(now, 'en')}, against the declared direction ({slot.direction})",
                index,
                leaf.name,
            )


@law(
    "ô trống không thành 0 điểm, trừ khi bộ tiêu chí nói vậy",
    "a blank never counts as 0 unless the set says so",
)
def missing(program: Program, sheet: Sheet, items: Result | None = None) -> None:
    """Hold that a blank is told as missing, and that "hold" and "refuse" do what they say."""
    result = run(program, sheet, items=items)
    _no_blank_is_scored(result)
    for name in sorted(sheet.columns):
        question = program.question_by_column.get(name)
        if question is None or question.slot == "evidence":
            continue  # no evidence is an answer: the set says what it gives
        blank = with_column(sheet, name, [State.MISSING] * len(sheet))
        after = run(program, blank, items=items)
        _no_blank_is_scored(after)
        for leaf in _leaves(program):
            if name in _columns_of(leaf):
                _blank_is_told(result, after, leaf, name)
        if program.criteria.policy.missing == "refuse":
            _blank_is_refused(program, result, blank, question)


def _columns_of(leaf: Any) -> set[str]:
    own = {source.column for source in leaf.sources.values() if source.column is not None}
    return own.union(*(_columns_of(part) for part in leaf.parts))


def _no_blank_is_scored(result: Result) -> None:
    if result.criteria.policy.missing == "zero":
        return
    for code, leaf_row in result.row_by_code.items():
        for index in np.nonzero(result.codes("states")[leaf_row] == MISSING)[0].tolist():
            if result.state(index) == "scored" or result.rank(index) is not None:
                raise _broken(
                    result,
                    "missing",
                    "bỏ trống mà đơn vị vẫn được xếp hạng",
                    "left blank, and yet the unit is ranked",
                    index,
                    code,
                )


def _blank_is_told(before: Result, after: Result, leaf: Any, column: str) -> None:
    was = before.codes("states")[before.row_by_code[leaf.name]]
    now = after.codes("states")[after.row_by_code[leaf.name]]
    for index in np.nonzero((was == VALUE) & (now == VALUE))[0].tolist():
        if leaf.criterion.depends_on is None and leaf.criterion.evidence_rule is None:
            raise _broken(
                after,
                "missing",
                f"ô “{column}” bỏ trống mà vẫn có điểm "
                f"({_n(after.points(leaf.name, index), 'vi')})",
                f"“{column}” is blank, and yet there are points "
                f"({_n(after.points(leaf.name, index), 'en')})",
                index,
                leaf.name,
            )


def _blank_is_refused(program: Program, result: Result, blank: Sheet, question: Any) -> None:
    kinds = question.unit_kinds
    if kinds and not any(unit.kind in kinds for unit in blank.units):
        return
    try:
        enter_table(program, tabulate(program, _by_nobody(blank)))
    except SheetError:
        return
    raise _broken(
        result,
        "missing",
        f"bộ tiêu chí không nhận ô trống (missing = refuse), nhưng cột “{question.column}” "
        "bỏ trống vẫn được nhận",
        f"the set refuses blanks (missing = refuse), but a blank “{question.column}” was taken",
        None,
        question.code,
    )


# ---- the laws: verdicts ------------------------------------------------------------------------


def _compared(result: Result, cells: Mapping[str, list[Any]], index: int, share: bool) -> Fraction:
    """Give what grades and ranks compare of a unit."""
    rounded = result.criteria.policy.compare == "rounded"
    number: Fraction = cells["total" if rounded else "exact_total"][index]
    if not share:
        return number
    most = cells["applicable_max"][index]
    return number / most if most > 0 else number


@law("mỗi tổng điểm thuộc đúng một hạng", "each total belongs to exactly one grade")
def ladder(program: Program, sheet: Sheet, items: Result | None = None) -> None:
    """Hold that every total, and every edge of the ladder, has exactly one grade."""
    result = run(program, sheet, items=items)
    cells, grades = cells_by_column(result), program.criteria.grades
    share = any(grade.share for grade in grades)
    for index in range(len(sheet)):
        number = _compared(result, cells, index, share)
        fits = [code for code, grade in enumerate(grades) if grade.totals.has(number)]
        if fits != [cells["grade:band"][index]]:
            said = ", ".join(grades[code].id for code in fits) or "—"
            raise _broken(
                result,
                "ladder",
                f"mức {_n(number, 'vi')} thuộc {len(fits)} hạng ({said})",
                f"{_n(number, 'en')} belongs to {len(fits)} grades ({said})",
                index,
            )
    edges = {edge for grade in grades for edge in (grade.totals.low, grade.totals.high)}
    for edge in sorted(edge for edge in edges if edge is not None):
        for number in (edge - Fraction(1, 10**6), edge, edge + Fraction(1, 10**6)):
            fits = [code for code, grade in enumerate(grades) if grade.totals.has(number)]
            if len(fits) != 1:
                raise _broken(
                    result,
                    "ladder",
                    f"mức {_n(number, 'vi')} thuộc {len(fits)} hạng",
                    f"{_n(number, 'en')} belongs to {len(fits)} grades",
                )


@law("điều kiện chặn không bao giờ nâng hạng", "a gate never raises a grade")
def gate(program: Program, sheet: Sheet, items: Result | None = None) -> None:
    """Hold that gates, needs, links, quotas and decisions only ever lower a grade."""
    result = run(program, sheet, items=items)
    cells = cells_by_column(result)
    for before, after in pairwise(("grade:band", "grade:gated", "grade")):
        for index, (was, now) in enumerate(zip(cells[before], cells[after], strict=True)):
            if now != NO_GRADE and (now < was or was == NO_GRADE):
                raise _broken(
                    result,
                    "gate",
                    f"hạng được nâng từ {_grade(result, was)} lên {_grade(result, now)}",
                    f"the grade rises from {_grade(result, was)} to {_grade(result, now)}",
                    index,
                )
    for index in range(len(sheet)):
        if (cells["grade"][index] != NO_GRADE) != (result.state(index) == "scored"):
            raise _broken(
                result,
                "gate",
                f"trạng thái “{result.state(index)}” không đi với hạng {result.grade_id(index)}",
                f"the state “{result.state(index)}” does not go with {result.grade_id(index)}",
                index,
            )


def _grade(result: Result, code: int) -> str:
    return "—" if code == NO_GRADE else f"“{result.criteria.grades[code].title}”"


class _Standing:
    """What a tie-breaker may look at, read from a finished result."""

    def __init__(self, result: Result) -> None:
        self.result = result

    def points(self, code: str) -> Numbers:
        """Give the points of a criterion."""
        if code in self.result.row_by_code:
            return self.result.numbers("points")[self.result.row_by_code[code]]
        return self.result.numbers(f"part:{code}")

    def total(self, name: str) -> Numbers:
        """Give a total by name."""
        return self.result.numbers(name)

    def field(self, name: str, better: str = "high") -> Numbers:
        """Give a field, the better first; no answer comes last."""
        cells = self.result.sheet.columns[name].cells()
        sign = 1 if better == "high" else -1
        given = [sign * cell for cell in cells if isinstance(cell, Fraction)]
        last = min(given, default=Fraction(0)) - 1
        return Numbers.of([last if isinstance(cell, State) else sign * cell for cell in cells])

    def gap(self) -> Numbers:
        """Give how far what counts is from what the unit said of itself."""
        sheet = self.result.sheet
        gaps = [Fraction(0)] * len(sheet)
        for name, own in sheet.self_columns.items():
            pairs = zip(own.cells(), sheet.columns[name].cells(), strict=True)
            for index, (said, counted) in enumerate(pairs):
                if isinstance(said, Fraction) and isinstance(counted, Fraction):
                    gaps[index] += abs(counted - said)
        return Numbers.of(gaps)


@law(
    "bằng điểm thì đồng hạng, hơn điểm thì hạng trên",
    "equal keys share a rank, a better key ranks higher",
)
def rank(program: Program, sheet: Sheet, items: Result | None = None) -> None:
    """Hold that ranks follow the total, then the tie-breakers, and nothing else."""
    result = run(program, sheet, items=items)
    cells, criteria = cells_by_column(result), program.criteria
    share = criteria.ranking.by == "share"
    standing = _Standing(result)
    chain = [[_compared(result, cells, index, share) for index in range(len(sheet))]]
    for breaker, parameters in program.plans["ranks"].breakers:
        chain.append(breaker.key(standing, parameters).spread((len(sheet),)).fractions())
    keys = list(zip(*chain, strict=True))
    everyone = [list(range(len(sheet)))]
    for name, groups in (("rank", _groups(result)), ("rank_overall", everyone)):
        for members in groups:
            ranked = [index for index in members if _scored(result, index)]
            for index in set(members) - set(ranked):
                if cells[name][index]:
                    raise _ranked_wrongly(result, index, cells[name][index], 0)
            for index in ranked:
                better = [keys[other] for other in ranked if keys[other] > keys[index]]
                dense = criteria.ranking.method == "dense"
                place = 1 + (len(set(better)) if dense else len(better))
                if cells[name][index] != place:
                    raise _ranked_wrongly(result, index, cells[name][index], place)
                same = [other for other in ranked if keys[other] == keys[index]]
                if name == "rank" and bool(cells["tied"][index]) != (len(same) > 1):
                    raise _broken(
                        result, "rank", "ghi sai là đồng hạng", "tied is told wrongly", index
                    )


def _ranked_wrongly(result: Result, index: int, found: int, wanted: int) -> LawBroken:
    return _broken(
        result,
        "rank",
        f"xếp hạng {found or '—'}, lẽ ra {wanted or '—'}",
        f"ranked {found or '—'} where it should be {wanted or '—'}",
        index,
    )


@law(
    "không nhiều chỗ hơn chỉ tiêu, đồng hạng thì như nhau",
    "no more places than the quota, and equal ranks are treated alike",
)
def quota(program: Program, sheet: Sheet, items: Result | None = None) -> None:
    """Hold that a quota gives places from the top, no more than it has, ties alike."""
    result = run(program, sheet, items=items)
    cells, criteria = cells_by_column(result), program.criteria
    # Where grades hang on other units a place may be given up, and go to the next.
    given_up = bool(_linked_gates(program))
    grades = list(cells["grade:gated"])
    for one in sorted(criteria.quotas, key=lambda one: criteria.grade_index(one.grade)):
        code, place = criteria.grade_index(one.grade), cells[f"place:{one.grade}"]
        for members in _groups(result):
            candidates = [
                index
                for index in members
                if grades[index] == code and (place[index] or not given_up)
            ]
            _hold_quota(result, one, place, members, candidates, grades)
        for index, told in enumerate(place):
            if told == NO_PLACE:
                grades[index] = code + 1
                while not _meets(cells, criteria.grades[grades[index]].id, index):
                    grades[index] += 1
            decided = sheet.decided.get(result.units.ids[index])
            if told == AWAITS_VOTE and decided is not None:
                grades[index] = max(code, criteria.grade_index(decided[0]))


def _meets(cells: Mapping[str, list[Any]], grade_id: str, index: int) -> bool:
    needs = cells.get(f"needs:{grade_id}")
    return needs is None or bool(needs[index])


def _hold_quota(
    result: Result,
    one: Any,
    place: Sequence[int],
    members: Sequence[int],
    candidates: Sequence[int],
    grades: Sequence[int],
) -> None:
    ranks = result.codes("rank").tolist()
    given = [index for index in candidates if place[index] == HAS_PLACE]
    waiting = [index for index in candidates if place[index] in (AWAITS_VOTE, VOTED_TOO_MANY)]
    others = [index for index in members if index not in candidates]
    title = f"“{result.criteria.grades[result.criteria.grade_index(one.grade)].title}”"

    def broken(vi: str, en: str, index: int) -> LawBroken:
        return _broken(result, "quota", f"hạng {title}: {vi}", f"grade {title}: {en}", index)

    for index in others:
        if place[index]:
            raise broken("không thuộc diện xét mà có tên", "told of a place it never sought", index)
    most = _places(result, one, one.share, members, grades)
    if one.tie_on_line == "include":
        upper = one.upper
        most = (
            len(members)
            if upper is None
            else max(most, _places(result, one, upper, members, grades))
        )
    if len(given) > most:
        raise broken(
            f"{len(given)} đơn vị được xếp, chỉ tiêu là {most}",
            f"{len(given)} units hold it where {most} may",
            given[-1],
        )
    if waiting and one.tie_on_line != "vote":
        raise broken("chờ biểu quyết dù bộ tiêu chí không nói", "awaits a vote unasked", waiting[0])
    for index in candidates:
        for other in candidates:
            if ranks[index] == ranks[other] and place[index] != place[other]:
                raise broken("đồng hạng mà xử lý khác nhau", "equal ranks, unequal places", index)
            if ranks[index] < ranks[other] and place[other] < place[index] and place[other]:
                raise broken("hạng trên lại mất chỗ", "a better rank loses its place", index)
    # Whoever is inside the places without any tie has one.
    for index in candidates:
        up_to = [other for other in candidates if ranks[other] <= ranks[index]]
        inside = len(up_to) <= _places(result, one, one.share, members, grades)
        if inside and place[index] != HAS_PLACE:
            raise broken("trong chỉ tiêu mà không có chỗ", "within the quota, no place", index)


def _places(
    result: Result, one: Any, share: Fraction, members: Sequence[int], grades: Sequence[int]
) -> int:
    if one.small_group_under is not None and len(members) < one.small_group_under:
        return int(one.small_group_places or 0)
    counted = len(members)
    if one.base != "group":
        least = result.criteria.grade_index(one.base_grade)
        counted = len([index for index in members if 0 <= grades[index] <= least])
    # x of the base hold the grade: x ≤ share × base, or x ≤ share × (base - x).
    places = counted * share / (1 + share) if one.base == "graded-finally" else counted * share
    return int(Rounding(0, one.rounding).of(Fraction(places)))


# ---- the laws: the whole -------------------------------------------------------------------------


@law("thứ tự các dòng không quyết định gì", "the order of rows decides nothing")
def permutation(program: Program, sheet: Sheet, items: Result | None = None) -> None:
    """Hold that the same units in another order get the same."""
    result = run(program, sheet, items=items)
    ours = cells_by_column(result)
    rows = list(_all(sheet))
    for order in (rows[::-1], rows[1::2] + rows[::2]):
        moved = cells_by_column(run(program, sheet.take(order), items=items))
        for name, cells in ours.items():
            for place, index in enumerate(order):
                if cells[index] != moved[name][place]:
                    how = Text(vi="đổi thứ tự các dòng", en="with the rows in another order")
                    was, now = cells[index], moved[name][place]
                    raise _differ(result, "permutation", name, index, was, now, how)


@law("mỗi điểm trong lời giải thích cộng lại đúng tổng", "the explanation adds up to the total")
def explanation(program: Program, sheet: Sheet, items: Result | None = None) -> None:
    """Hold that the steps of every explanation re-add, all the way up to the total."""
    result = run(program, sheet, items=items)
    totals = cells_by_column(result)["total"]
    for index in range(len(sheet)):
        told = explain(result, index)
        if told.total.points != totals[index]:
            raise _unexplained(result, index, "total", told.total.points, totals[index])
        for step in told.total.walk():
            if step.steps and step.points is not None and step.added() != step.points:
                raise _unexplained(result, index, step.code, step.added(), step.points)


def _unexplained(
    result: Result, index: int, code: str | None, added: object, points: object
) -> LawBroken:
    return _broken(
        result,
        "explanation",
        f"các bước cộng lại được {_n(added, 'vi')}, kết quả là {_n(points, 'vi')}",
        f"the steps add up to {_n(added, 'en')}, the result is {_n(points, 'en')}",
        index,
        code,
    )


@law("không có số thực nhị phân ở bất cứ đâu", "no binary float is anywhere")
def exact(program: Program, sheet: Sheet, items: Result | None = None) -> None:
    """Hold that answers and results are integers through and through."""
    result = run(program, sheet, items=items)
    columns: dict[str, Any] = {**result.columns}
    columns |= {f"answer:{name}": one.numbers for name, one in result.sheet.columns.items()}
    columns |= {f"self:{name}": one.numbers for name, one in result.sheet.self_columns.items()}
    for name, column in columns.items():
        parts = (column.num, column.den) if isinstance(column, Numbers) else (column,)
        for part in parts:
            if not _is_exact(part):
                kind = getattr(part, "dtype", type(part).__name__)
                raise _broken(
                    result,
                    "exact",
                    f"cột “{name}” chứa {kind}",
                    f"the column “{name}” holds {kind}",
                )


def _is_exact(part: Any) -> bool:
    if not isinstance(part, np.ndarray):
        return isinstance(part, int)
    if part.dtype == object:
        return all(isinstance(one, int) for one in part.ravel().tolist())
    # 64-bit unsigned would turn into a float beside a signed number.
    return part.dtype.kind in "bi" or part.dtype == np.uint8


@law("chạy lại ở đâu, cách nào cũng ra một kết quả", "every replay gives the same")
def replay(
    program: Program,
    sheet: Sheet,
    items: Result | None = None,
    registry: Registry | None = None,
) -> None:
    """Hold that workers, blocks, pickling, reading again and order of plugins change nothing."""
    result = run(program, sheet, items=items)
    digest = digest_of(result)

    def same(other: Result, how: Text) -> None:
        if digest_of(other) != digest:
            _agree("replay", result, other, how)
            raise _broken(result, "replay", f"kết quả khác khi {how.vi}", f"differs {how.en}")

    same(run(program, sheet, items=items), Text(vi="chạy lần nữa", en="run again"))
    for block in (1, 3, 16_384):
        for workers in (1, 2):
            same(
                run(program, sheet, items=items, block=block, workers=workers),
                Text(
                    vi=f"chia khối {block} đơn vị cho {workers} luồng",
                    en=f"in blocks of {block} units on {workers} threads",
                ),
            )
    thawed, same_sheet = pickle.loads(pickle.dumps((program, sheet)))
    same(run(thawed, same_sheet, items=items), Text(vi="lưu rồi mở lại", en="pickled"))
    same(run(copy.deepcopy(program), sheet, items=items), Text(vi="sao chép", en="copied"))
    entered = enter_table(program, tabulate(program, sheet))
    how = Text(vi="ghi thành bảng rồi đọc lại", en="laid out as a table and entered again")
    same(run(program, entered, items=items), how)
    registry = load_registry() if registry is None else registry
    for offers in (registry, turned(registry)):
        again = compile_criteria(read_criteria(program.criteria.path, offers), offers)
        how = Text(vi="đọc lại tệp, plugin theo thứ tự khác", en="read again, plugins in any order")
        same(run(again, sheet, items=items), how)
    thin = run(program, sheet, items=items, keep_points=False)
    for name in ("total", "exact_total", "grade", "rank", "rank_overall", "state"):
        ours, theirs = result.columns[name], thin.columns[name]
        if not bool(np.all(ours == theirs)):
            how = Text(vi="không giữ điểm từng tiêu chí", en="without keeping the points")
            raise _differ(result, "replay", name, None, ours, theirs, how)


def _by_nobody(sheet: Sheet) -> Sheet:
    """Give what counts in a sheet as rows without roles, each with a reason."""
    remarks = tuple(Remark(unit, "", REASON) for unit in sheet.units.ids)
    return evolve(sheet, roles={}, layers={}, remarks=remarks)


def turned(registry: Registry) -> Registry:
    """Give a registry whose offers stand in the opposite order."""
    tables = ("rule_kinds", "gate_kinds", "tie_breakers", "importers", "forms", "writers")
    opposite: dict[str, Any] = {
        name: dict(reversed(getattr(registry, name).items())) for name in tables
    }
    return evolve(registry, plugins=registry.plugins[::-1], **opposite)


@law(
    "số nguyên hẹp và số nguyên cỡ bất kỳ cho cùng kết quả",
    "narrow integers and integers of any size give the same",
)
def widths(program: Program, sheet: Sheet, items: Result | None = None) -> None:
    """Hold that integers of any size give what narrow ones give."""
    result = run(program, sheet, items=items)
    with always_wide():
        wide = run(program, sheet, items=items)
    if digest_of(result) != digest_of(wide):
        how = Text(vi="tính bằng số nguyên cỡ bất kỳ", en="with integers of any size")
        _agree("widths", result, wide, how)


def hold(
    program: Program,
    sheet: Sheet,
    items: Result | None = None,
    registry: Registry | None = None,
    names: Sequence[str] | None = None,
) -> None:
    """Hold a program and a sheet to every law, or to those named."""
    for name in LAWS if names is None else names:
        more = {"registry": registry} if name == "replay" else {}
        LAWS[name].check(program, sheet, items=items, **more)


__all__ = [
    "LAWS",
    "LawBroken",
    "Said",
    "cells_by_column",
    "digest_of",
    "hold",
    "turned",
    "with_column",
]
