"""Hypothesis strategies: sheets for any set, and whole criteria sets for any plugins.

Public: `sheets`, `sheets_with_items`, `tables` (the rows before they are entered),
`criteria_tables` (a criteria file as a dict), `criteria_texts` (as TOML) and `programs`.
What they draw is valid: it can be entered, and it reads without errors.
"""

from __future__ import annotations

import contextlib
import hashlib
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import attrs
from hypothesis import strategies as st

from scoring import (
    Case,
    NumberError,
    ParameterFault,
    Program,
    Registry,
    Result,
    RuleKind,
    Sheet,
    State,
    Table,
    compile_criteria,
    enter_table,
    machine_number,
    parse_number,
    read_criteria,
    run,
    write_cell,
)
from scoring_pytest.toml import write_toml

REASON = "lý do ghi trong biên bản"
_NOT_THE_UNIT = ("appraiser", "council", "superior")
ROLES = ("self", "appraised", "council")
Draw = st.DrawFn
Tables = dict[str, Any]

# ---- sheets ----------------------------------------------------------------------------


def sheets(
    program: Program,
    max_units: int = 6,
    min_units: int = 1,
    roles: bool | None = None,
    parents: Sequence[str] = (),
) -> st.SearchStrategy[Sheet]:
    """Give sheets that fit the questions of a program.

    Cells keep to their types, bounds and limits; some are blank where the set takes
    blanks, some are not applicable with a reason, some divisors are 0 where the set says
    what that means. `roles` says whether rows are self, appraised and council (None is
    either). `parents` are the ids that units belong to, as items do.
    """
    drawn = tables(program, max_units, min_units, roles, parents)
    return drawn.map(lambda table: enter_table(program, table))


def sheets_with_items(
    program: Program, items_program: Program | None = None, max_units: int = 6
) -> st.SearchStrategy[tuple[Sheet, Result | None]]:
    """Give a sheet, and the result of items of its units if the set feeds on items."""

    @st.composite
    def both(draw: Draw) -> tuple[Sheet, Result | None]:
        sheet = draw(sheets(program, max_units))
        if items_program is None:
            return sheet, None
        items = draw(sheets(items_program, 2 * max_units, parents=tuple(sheet.units.ids)))
        return sheet, run(items_program, items)

    return both()


def tables(
    program: Program,
    max_units: int = 6,
    min_units: int = 1,
    roles: bool | None = None,
    parents: Sequence[str] = (),
) -> st.SearchStrategy[Table]:
    """Give tables of texts that `enter_table` takes without an error."""

    @st.composite
    def written(draw: Draw) -> Table:
        return _write_table(draw, program, (min_units, max_units), roles, parents)

    return written()


def _write_table(
    draw: Draw,
    program: Program,
    size: tuple[int, int],
    roles: bool | None,
    parents: Sequence[str],
) -> Table:
    count = draw(st.integers(*size))
    has_roles = draw(st.booleans()) if roles is None else roles
    cells = _Cells(program)
    asked = [one.column for one in program.questions]
    about = ("unit", "name", "kind", "group", "parent", "reason", "decided_grade", "decided_reason")
    header = (*about, *(("role",) if has_roles else ()), *asked)
    kinds, grades = program.criteria.unit_kinds, [one.id for one in program.criteria.grades]
    groups = ("A", "B") if draw(st.booleans()) else ("A",)
    linked = bool(program.plans["gates"].linked)
    refuses = program.criteria.policy.missing == "refuse"
    rows: list[list[str]] = []
    for index in range(count):
        # Items have names of their own, so that none is taken for the unit it belongs to.
        unit = f"{'M' if parents else 'U'}{index + 1}"
        above = list(parents) or ([f"U{n + 1}" for n in range(index)] if linked else [])
        parent = draw(st.sampled_from(["", *above])) if above else ""
        kind, group = draw(st.sampled_from(kinds)), draw(st.sampled_from(groups))
        decided = draw(st.sampled_from(["", "", *grades]))
        told = [decided, REASON if decided else ""]
        said = [unit, f"Đơn vị {index + 1}", kind, group, parent, REASON]
        layers = [role for role in ROLES if draw(st.booleans())] or ["council"]
        if refuses and layers == ["self"]:
            layers = ["self", "council"]
        below: dict[str, Any] = {}
        for layer in layers if has_roles else [""]:
            answers, below = cells.row(draw, kind, layer, below)
            # Only the council, or a file without roles, decides.
            verdict = told if layer in ("", "council") else ["", ""]
            rows.append([*said, *verdict, *([layer] if has_roles else []), *answers])
    return Table("generated.csv", header, rows)


class _Cells:
    """Draws the answers of one row."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.questions = program.questions
        self.known = _numbers_in(program.criteria)
        period = program.criteria.period
        self.first = period.start - timedelta(40)
        self.last = (period.to or period.start + timedelta(365)) + timedelta(40)
        self.days = sorted(_days_in(program.criteria))

    def row(
        self, draw: Draw, kind: str, role: str, below: Mapping[str, Any]
    ) -> tuple[list[str], dict[str, Any]]:
        """Give a row of cells as texts, with what then counts, for a unit of a kind and a role.

        `below` holds what counts by the rows of earlier roles, which this row is laid over.
        """
        refuses = self.program.criteria.policy.missing == "refuse"
        # One number decides how bare a row is, so that most rows are whole.
        bare = 0 if refuses else draw(st.sampled_from([0, 0, 0, 1, 4]))
        cells = {one.column: self._cell(draw, one, kind, bare) for one in self.questions}
        if role == "self":
            for one in self.questions:
                if one.owner in _NOT_THE_UNIT:
                    cells[one.column] = State.MISSING
        laid = {
            column: below.get(column, State.MISSING) if cell is State.MISSING else cell
            for column, cell in cells.items()
        }
        drawn = dict(laid)
        # An answer of an earlier role may exceed a limit that this row lowers.
        self._keep_limits(laid)
        cells |= {column: cell for column, cell in laid.items() if cell != drawn[column]}
        return [write_cell(one, cells[one.column]) for one in self.questions], laid

    def _cell(self, draw: Draw, question: Any, kind: str, bare: int) -> Any:
        if question.unit_kinds and kind not in question.unit_kinds:
            return State.MISSING
        luck = draw(st.integers(0, 19))
        if luck < bare:
            return State.MISSING
        if luck == 19 and question.type != "numbers":
            return State.NOT_APPLICABLE
        return draw(self._value(question))

    def _value(self, question: Any) -> st.SearchStrategy[Any]:
        if question.type == "flag":
            return st.integers(0, 1)
        if question.type == "item":
            return st.sampled_from([1, 0, 2, State.NOT_APPLICABLE])
        if question.type == "option":
            return st.integers(0, len(question.options) - 1)
        if question.type == "date":
            near = [day + timedelta(n) for day in self.days for n in (-1, 0, 1, 7, 8)]
            days = st.dates(self.first, self.last)
            days = st.one_of(st.sampled_from(near), days) if near else days
            return st.one_of(days.map(date.toordinal), st.just(0))
        if question.type == "numbers":
            # An empty list is typed as a blank.
            least = int(self.program.criteria.policy.missing == "refuse")
            return st.lists(self._number(question), min_size=least, max_size=6).map(tuple)
        return self._number(question)

    def _number(self, question: Any) -> st.SearchStrategy[Fraction]:
        low = Fraction(0) if question.low is None else question.low
        high = question.high
        if question.type == "share":
            high = Fraction(1) if high is None else min(high, Fraction(1))
        never_zero = question.divides and not question.zero_is_told
        whole = question.type == "count"

        def fits(number: Fraction) -> bool:
            inside = low <= number and (high is None or number <= high)
            return inside and not (never_zero and number == 0)

        known = [one for one in self.known if fits(one) and (not whole or one.denominator == 1)]
        least = -(-low.numerator // low.denominator)
        most = least + 40 if high is None else min(high.numerator // high.denominator, 10**6)
        ways = [st.sampled_from(known)] if known else []
        if most >= least:
            ways.append(st.integers(least, most).map(Fraction))
        if not whole:
            top = low + 20 if high is None else high
            ways.append(
                st.one_of(
                    st.integers(0, 4).map(lambda n: low + (top - low) * n / 4),
                    st.integers(0, 300).map(lambda n: low + (top - low) * n / 300),
                )
            )
        return st.one_of(ways).filter(fits)

    def _keep_limits(self, cells: dict[str, Any]) -> None:
        """Bring each answer down to the one that limits it; shared fields may form chains."""
        for _ in self.questions:
            changed = False
            for one in self.questions:
                if one.limit is None:
                    continue
                part, whole = cells[one.column], cells.get(one.limit)
                if not (isinstance(part, Fraction) and isinstance(whole, Fraction)):
                    continue
                if part > whole:
                    changed = True
                    lower = Fraction(whole // 1) if one.type == "count" else whole
                    if lower == 0 and one.divides and not one.zero_is_told:
                        cells[one.limit] = part  # this one cannot be lowered so far
                    else:
                        cells[one.column] = lower
            if not changed:
                return


def _walk(value: object) -> Iterator[object]:
    """Give every plain value inside a criteria set."""
    if isinstance(value, Mapping):
        for one in value.values():
            yield from _walk(one)
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _walk(one)
    elif hasattr(value, "values") and not callable(value.values):
        yield from _walk(value.values)
    elif attrs.has(kind := type(value)):
        for attribute in attrs.fields(kind):
            yield from _walk(getattr(value, attribute.name, None))
    else:
        yield value


def _numbers_in(criteria: Any) -> list[Fraction]:
    """Give the numbers a set itself names: edges are where mistakes live."""
    rules = [one.rule for one in criteria.scored]
    found = {one for one in _walk((rules, criteria.gates)) if isinstance(one, Fraction)}
    found |= {one.max for one in criteria.scored if one.max is not None}
    return sorted(one for one in found if one.denominator < 10**6)


def _days_in(criteria: Any) -> set[date]:
    rules = [one.rule for one in criteria.scored]
    return {one for one in _walk(rules) if isinstance(one, date)}


# ---- criteria sets -----------------------------------------------------------------------


def criteria_texts(
    registry: Registry, max_leaves: int = 8, set_id: str = "generated"
) -> st.SearchStrategy[str]:
    """Give criteria files as TOML, over every kind that a registry offers."""
    return criteria_tables(registry, max_leaves, set_id).map(write_toml)


def programs(registry: Registry, max_leaves: int = 8) -> st.SearchStrategy[Program]:
    """Give compiled criteria sets; each is kept in a file, so that it can be read again."""
    return criteria_texts(registry, max_leaves).map(
        lambda text: compile_criteria(read_criteria(keep(text), registry), registry)
    )


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="scoring-")


def keep(text: str) -> Path:
    """Give the path of a file that holds the text until the program ends."""
    path = Path(_folder().name) / f"{hashlib.sha256(text.encode()).hexdigest()[:16]}.toml"
    path.write_bytes(text.encode())
    return path


def criteria_tables(
    registry: Registry, max_leaves: int = 8, set_id: str = "generated"
) -> st.SearchStrategy[Tables]:
    """Give criteria files as dicts: random trees, rules, policies, gates, grades, quotas."""

    @st.composite
    def written(draw: Draw) -> Tables:
        return _Author(draw, registry, max_leaves, set_id).write()

    return written()


_ALL_KINDS = ("commune", "ward")
_PLAIN_ORDER = ("normalise", "bonus", "deduct", "clamp")
_ROUNDINGS = ("2 half-up", "1 half-even", "0 half-up", "2 down", "3 up", "1 floor", "0 ceiling")
_LINES = (90, 80, 70, 65, 50, 40, 20)


class _Author:
    """Writes one criteria file."""

    def __init__(self, draw: Draw, registry: Registry, max_leaves: int, set_id: str) -> None:
        self.draw, self.registry = draw, registry
        self.max_leaves, self.set_id = max_leaves, set_id
        self.fields: Tables = {}
        self.criteria: Tables = {}
        self.rules = _rules_of(registry)

    def pick(self, choices: Sequence[Any]) -> Any:
        return self.draw(st.sampled_from(choices))

    def maybe(self, of: int = 2) -> bool:
        return self.draw(st.integers(1, of)) == of

    # ---- the file -------------------------------------------------------------------------

    def write(self) -> Tables:
        """Give the whole file."""
        if self.maybe():
            self.fields["population"] = {"ask": "Dân số", "type": "count", "unit": "người"}
        if self.maybe():
            self.fields["fined"] = {
                "ask": "Có bị xử phạt không?",
                "type": "flag",
                "blank": self.pick(["hold", "no", "yes"]),
            }
        parts = [self.part(str(n + 1)) for n in range(self.draw(st.integers(1, 3)))]
        scale = Fraction(0)
        for most in parts:
            scale += most
        self.scale = scale
        # Some criterion must be for every kind of unit.
        next(one for one in self.criteria.values() if "rule" in one).pop("unit_kinds", None)
        self._depend()
        bonuses, deductions = self.extras("B"), self.extras("D")
        table: Tables = {
            "format": 1,
            "set": {
                "id": self.set_id,
                "title": "Bộ tiêu chí thử",
                "status": "draft",
                "issuer": "Hội đồng thử",
                "period": {"from": date(2026, 1, 1), "to": date(2026, 12, 31)},
                "unit_kinds": list(_ALL_KINDS),
            },
            "basis": {"L": {"cite": "Luật thử", "title": "Luật để thử"}},
            "field": self.fields,
            "policy": self.policy(bool(bonuses), bool(deductions)),
            "criterion": self.criteria,
            "bonus": bonuses,
            "deduction": deductions,
        }
        share = table["policy"]["not_applicable"] == "smaller-scale" or self.maybe(4)
        table["grade"] = self.grades(share)
        table["gate"] = [self.gate(n) for n in range(self.draw(st.integers(0, 3)))]
        table["quota"] = self.quotas()
        table["rank"] = self.rank(share)
        return {name: value for name, value in table.items() if value not in ({}, [])}

    # ---- the tree -------------------------------------------------------------------------

    def part(self, code: str, under: str | None = None, depth: int = 0) -> Fraction:
        """Add a criterion with what is below it; give its maximum."""
        if depth >= 2 or self.maybe() or len(self.criteria) >= self.max_leaves:
            most, rule = self.draw(self.rules)
            return self.leaf(code, under, most, rule)
        here: Tables = {"title": f"Nhóm {code}"}
        self.criteria[code] = here
        if under is not None:
            here["under"] = under
        combine = self.pick(["sum", "sum", "sum", "weighted", "mean", "min", "best"])
        count = self.draw(st.integers(1, 3))
        if combine == "sum":
            most = Fraction(0)
            for n in range(count):
                most += self.part(f"{code}.{n + 1}", code, depth + 1)
        else:
            here["combine"] = combine
            most, rule = self.draw(self.rules)
            for n in range(count):
                other_most, other = self.draw(self.rules)
                self.leaf(f"{code}.{n + 1}", code, most, other if other_most == most else rule)
            if combine == "weighted":
                self._weigh(code, count)
        here["max"] = number(most)
        if self.maybe(4):
            here["cap"] = number(most * self.pick([Fraction(1, 2), Fraction(9, 10)]))
        if self.maybe(4):
            here["floor"] = number(most * self.pick([Fraction(1, 10), Fraction(1, 4)]))
        return most

    def _weigh(self, code: str, count: int) -> None:
        weights = [Fraction(self.draw(st.integers(1, 5))) for _ in range(count)]
        whole = Fraction(0)
        for weight in weights:
            whole += weight
        for n, weight in enumerate(weights):
            self.criteria[f"{code}.{n + 1}"]["weight"] = number(weight / whole)

    def leaf(
        self,
        code: str,
        under: str | None,
        most: Fraction,
        rule: Tables,
        where: Tables | None = None,
    ) -> Fraction:
        """Add a criterion with a rule; give its maximum."""
        here: Tables = {
            "title": f"Tiêu chí {code}",
            "max": number(most),
            "owner": self.pick(["unit", "appraiser", "survey"]),
            "evidence": "hồ sơ",
            "basis": [f"L Đ{code}"],
            "rule": self._answered(rule),
        }
        if under is not None:
            here["under"] = under
        if self.maybe(5):
            here["unit_kinds"] = [self.pick(_ALL_KINDS)]
        if self.maybe(5):
            here["evidence_rule"] = {
                "late": self.pick(["50%", "80%"]),
                "missing": self.pick(["zero", "hold", "not-applicable", "50%"]),
            }
        (self.criteria if where is None else where)[code] = here
        return most

    def _answered(self, rule: Tables) -> Tables:
        """Let a rule say what zeros mean, share a field, or want enough of something."""
        answered = {
            name: value for name, value in rule.items() if name not in ("_divides", "_numbers")
        }
        for slot in rule.get("_divides", ()):
            how = self.pick(["", "not_applicable", "full", "zero", "hold"])
            used = [key for key in answered if key.endswith("_when_zero")]
            if how and f"{how}_when_zero" not in used and slot not in map(answered.get, used):
                answered[f"{how}_when_zero"] = slot
        for slot in rule.get("_numbers", ()):
            if "population" in self.fields and self.maybe(5):
                answered[slot] = {"field": "population"}
            elif self.maybe(8) and "at_least" not in answered:
                answered["at_least"] = {
                    "slot": slot,
                    "count": self.pick([1, 3]),
                    "otherwise": self.pick(["hold", "zero", "50%", "not-applicable"]),
                }
        return answered

    def _depend(self) -> None:
        """Let a leaf count only where an earlier one earned points."""
        leaves = [code for code, one in self.criteria.items() if "rule" in one]
        for index, code in enumerate(leaves):
            if index and self.maybe(6):
                self.criteria[code]["depends_on"] = {
                    "criterion": self.pick(leaves[:index]),
                    "points": self.pick([{"more_than": 0}, {"at_least": 1}]),
                }

    def extras(self, letter: str) -> Tables:
        """Give bonuses or deductions."""
        extras: Tables = {}
        for n in range(self.draw(st.integers(0, 2))):
            most, rule = self.draw(self.rules)
            self.leaf(f"{letter}{n + 1}", None, most, rule, extras)
        return extras

    # ---- policies ---------------------------------------------------------------------------

    def policy(self, bonuses: bool, deductions: bool) -> Tables:
        """Give the policies, in an order that can be carried out."""
        order = list(self.draw(st.permutations(_PLAIN_ORDER)))
        policy: Tables = {
            "scale": number(self.scale),
            "leaf_rounding": self.pick(["none", *_ROUNDINGS]),
            "total_rounding": self.pick(["none", *_ROUNDINGS]),
            "not_applicable": self.pick(
                ["normalise", "full-marks", "smaller-scale", "redistribute"]
            ),
            "missing": self.pick(["zero", "hold", "refuse"]),
            "order": ["round-leaves", "sum", "cap", *order, "round-total"],
            "clamp": {
                "min": self.pick([0, "none"]),
                "max": self.pick([number(self.scale), "none", number(self.scale + 5)]),
            },
            "compare": self.pick(["rounded", "exact"]),
        }
        if self.maybe(4):
            policy["counts"] = self.pick(ROLES)
        if bonuses:
            policy["bonus_cap"] = self.pick([5, "none"])
        if deductions:
            policy["deduction_cap"] = self.pick([5, "none"])
        return policy

    # ---- verdicts -----------------------------------------------------------------------------

    def grades(self, share: bool) -> list[Tables]:
        """Give a ladder; lines are shares of the scale."""
        count = self.draw(st.integers(1, 4))
        lines = sorted(
            self.draw(
                st.lists(st.sampled_from(_LINES), min_size=count, max_size=count, unique=True)
            )
        )[::-1]
        grades: list[Tables] = []
        for n, line in enumerate(lines):
            edge = f"{line}%" if share else number(self.scale * line / 100)
            grade: Tables = {"id": f"g{n + 1}", "title": f"Hạng {n + 1}"}
            grade[self.pick(["from", "from", "above"])] = edge
            if self.maybe(3):
                grade["needs"] = self.condition(0, linked=False)
            grades.append(grade)
        self.grade_ids = [*(grade["id"] for grade in grades), "last"]
        return [*grades, {"id": "last", "title": "Hạng cuối"}]

    def condition(self, depth: int, linked: bool) -> Tables:
        """Give a condition."""
        ways = ["points", "share", "state", "total", "every_part", "some_part"]
        ways += ["flag"] if "fined" in self.fields else []
        ways += ["number"] if "population" in self.fields else []
        ways += ["linked"] if linked else []
        ways += ["all", "any", "not"] if depth < 2 else []
        way = self.pick(ways)
        code = self.pick(list(self.criteria))
        edge = self.pick(["at_least", "more_than", "below", "at_most"])
        if way == "points":
            most = parse_number(str(self.criteria[code]["max"]))
            # Half of the maximum can be reached from both sides, so no gate is dead.
            return {"criterion": code, "points": {edge: number(most / 2)}}
        if way == "share":
            return {"criterion": code, "share": {edge: self.pick(["50%", "2/3"])}}
        if way == "state":
            return {"criterion": code, "state": self.pick(["missing", "not-applicable", "held"])}
        if way == "total":
            return {self.pick(["total", "bonus", "deduction"]): {edge: number(self.scale / 2)}}
        if way in ("every_part", "some_part"):
            return {way: {edge: self.pick(["50%", "70%", "1/3"])}}
        if way == "flag":
            return {"field": "fined", "is": self.draw(st.booleans())}
        if way == "number":
            return {"field": "population", "value": {edge: 20}}
        if way == "linked":
            graded = {"graded": self.pick(self.grade_ids)} if self.maybe() else {}
            return {"linked": self.pick(["parent", "component"]), **graded}
        if way == "not":
            return {"not": self.condition(depth + 1, linked)}
        return {way: [self.condition(depth + 1, linked) for _ in range(2)]}

    def gate(self, n: int) -> Tables:
        """Give a gate with any effect on offer."""
        kind = self.registry.gate_kinds[self.pick(sorted(self.registry.gate_kinds))]
        parameter = {
            "grade": self.grade_ids,
            "steps": [1, 2],
            "true": [True],
            "link": ["parent", "component"],
        }[kind.takes]
        return {
            "id": f"gate-{n + 1}",
            "title": f"Điều kiện {n + 1}",
            "when": self.condition(0, linked=self.maybe(3) and not kind.asks_council),
            "effect": {kind.name: self.pick(parameter)},
        }

    def quotas(self) -> Tables:
        """Give quotas on grades that have one below them."""
        quotas: Tables = {}
        for grade in self.grade_ids[:-1]:
            if not self.maybe(3):
                continue
            base = self.pick(["group", "graded", "graded-finally"])
            quota: Tables = {
                "share": self.pick(["20%", "1/3", "50%", "70%"]),
                "base": base if base == "group" else f"{base}:{self.pick(self.grade_ids)}",
                "round": self.pick(["floor", "ceiling", "half-up"]),
                "tie_on_line": self.pick(["exclude", "include", "vote"]),
            }
            if self.maybe(3):
                quota["small_group"] = {"under": 3, "places": self.pick([0, 1])}
            if self.maybe(3):
                quota["upper"] = self.pick(["70%", "80%"])
            quotas[grade] = quota
        return quotas

    def rank(self, share: bool) -> Tables:
        """Give a ranking with tie-breakers of any kind on offer."""
        method = self.pick(["competition", "dense", "ordinal"])
        breakers = [
            breaker
            for name in self.draw(st.lists(st.sampled_from(_sorted(self.registry)), max_size=2))
            if (breaker := self._tie_breaker(name)) is not None
        ]
        rank: Tables = {
            "within": self.pick(["group", "all"]),
            "method": method,
            "tied": "vote" if method == "ordinal" else self.pick(["shared", "vote"]),
        }
        return (
            rank
            | ({"tie_breakers": breakers} if breakers else {})
            | ({"by": "share"} if share else {})
        )

    def _tie_breaker(self, name: str) -> Tables | None:
        breaker = self.registry.tie_breakers[name]
        table: Tables = {"kind": name}
        for parameter in breaker.parameters:
            words = parameter.type.schema.get("enum")
            if parameter.name == breaker.names_criterion:
                table[parameter.name] = self.pick(list(self.criteria))
            elif words:
                table[parameter.name] = self.pick(list(words))
            elif "population" in self.fields:
                table[parameter.name] = "population"
            else:
                return None
        return table


def _sorted(registry: Registry) -> list[str]:
    return sorted(registry.tie_breakers)


def number(value: Fraction) -> int | str:
    """Write a number as a criteria file has it."""
    return value.numerator if value.denominator == 1 else machine_number(value)


# ---- rules -------------------------------------------------------------------------------------


def _worked_of(kind: RuleKind) -> tuple[tuple[Fraction, Tables], ...]:
    """Give the rules in the worked rows of a kind, with a question for each slot."""
    found: dict[str, tuple[Fraction, Tables]] = {}
    for worked in kind.worked:
        given = worked.given if isinstance(worked.given, Mapping) else worked.given[0]
        most = parse_number(worked.max)
        rule = {"kind": kind.name, **worked.rule}
        found[repr((rule, most, sorted(given)))] = (most, {"rule": rule, "given": tuple(given)})
    return tuple(found.values())


def _rules_of(registry: Registry) -> st.SearchStrategy[tuple[Fraction, Tables]]:
    """Give (maximum, rule table) over every kind: worked rows, and variations of them."""
    worked_by_name = {
        name: tuple(one for one in _worked_of(kind) if kind.has_parts or _is_sound(kind, *one))
        for name, kind in registry.rule_kinds.items()
    }
    names = sorted(name for name, worked in worked_by_name.items() if worked)

    @st.composite
    def rule(draw: Draw) -> tuple[Fraction, Tables]:
        most, worked = draw(st.sampled_from(worked_by_name[draw(st.sampled_from(names))]))
        base = worked["rule"]
        if draw(st.booleans()):
            varied = _varied(draw, base)
            other = draw(st.sampled_from([most, most, Fraction(10), Fraction(5)]))
            if _is_sound(registry.rule_kinds[base["kind"]], other, {**worked, "rule": varied}):
                base, most = varied, other
        return most, _with_questions(registry, base, worked["given"], most)

    return rule()


def _varied(draw: Draw, value: Any) -> Any:
    """Change some numbers of a rule table."""
    if isinstance(value, Mapping):
        fixed = ("kind", "id", "title", "max")
        return {k: v if k in fixed else _varied(draw, v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_varied(draw, one) for one in value]
    if isinstance(value, bool | date) or draw(st.integers(0, 2)):
        return value
    with contextlib.suppress(NumberError):
        known = parse_number(value)
        by = draw(st.sampled_from([Fraction(1, 2), Fraction(2, 3), Fraction(9, 10), Fraction(2)]))
        return number(known * by)
    return value


def _parameters(kind: RuleKind, rule: Mapping[str, Any]) -> dict[str, Any]:
    return {
        one.name: one.type.read(_plain(rule[one.name])) if one.name in rule else None
        for one in kind.parameters
    }


def _plain(value: Any) -> Any:
    """Turn tuples and mappings into what a TOML parser gives."""
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def _is_sound(kind: RuleKind, most: Fraction, worked: Tables) -> bool:
    """Tell whether a kind takes these parameters and stays between 0 and the maximum."""
    if kind.has_parts:
        return False
    try:
        values = _parameters(kind, worked["rule"])
        values |= {"max": most, "answered": frozenset(worked["given"])}
    except ParameterFault:
        return False
    case = Case(values)
    if kind.check is not None and kind.check(case):
        return False
    least, greatest = kind.reach(case)
    return least >= 0 and greatest <= most


def _with_questions(
    registry: Registry, rule: Mapping[str, Any], given: Sequence[str], most: Fraction
) -> Tables:
    """Give a rule table with a question for each slot that the worked row answers."""
    kind = registry.rule_kinds[rule["kind"]]
    table: Tables = _plain(rule)
    if kind.has_parts:
        table["parts"] = [
            _bare(_with_questions(registry, part, _own(given, n), parse_number(part["max"])))
            for n, part in enumerate(rule["parts"], 1)
        ]
        return table
    slots = kind.slots_for({**_parameters(kind, rule), "max": most})
    divides, numbers = [], []
    for slot in slots:
        if slot.name not in given:
            continue
        if slot.divides:
            divides.append(slot.name)
        if slot.type in ("count", "number"):
            numbers.append(slot.name)
        table.setdefault(slot.name, {"ask": f"Hỏi {slot.said.vi}?"})
    return {**table, "_divides": divides, "_numbers": numbers}


def _own(given: Sequence[str], n: int) -> list[str]:
    start = f"{n}."
    return [name.removeprefix(start) for name in given if name.startswith(start)]


def _bare(table: Tables) -> Tables:
    return {name: value for name, value in table.items() if not name.startswith("_")}


__all__ = [
    "criteria_tables",
    "criteria_texts",
    "keep",
    "number",
    "programs",
    "sheets",
    "sheets_with_items",
    "tables",
]
