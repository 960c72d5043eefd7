"""The workload: 60 criteria of twenty kinds, and units made from a seed, integers only.

Every criterion is said twice: as the rule of a criteria file, which the engine reads, and
as a formula on plain integers, which each of the peers works out with operators of its own.
Points, parts and totals of the formulas are hundredths of a point.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from attrs import frozen

from scoring import Coded, Column, Numbers, Sheet, Units

SEED = 20261123
GROUPS = 20
PARTS = 6
GRADES = (("tot", 5600), ("kha", 5200), ("dat", 4800), ("chua-dat", 0))
DUE = date(2026, 2, 28).toordinal()

# What a formula may use beside + − * and comparisons; each peer brings its own:
# where(condition, yes, no), least(a, b), greatest(a, b), whole(a, b) which is a ÷ b without
# the rest, and half_up(a, b) which is a ÷ b to the nearest whole number, halves up.
Operators = Any
Formula = Callable[..., Any]


@frozen
class Slot:
    """One column: its numbers are whole multiples of 1 ÷ `den` from `low` to `high`.

    `of` names an earlier column of the criterion that this one cannot exceed; `step` keeps
    the numbers to multiples.
    """

    name: str
    low: int
    high: int
    den: int = 1
    of: str | None = None
    step: int = 1


@frozen
class Item:
    """One criterion: its rule, its columns, its formula, and what it is worth."""

    code: str
    most: int
    rule: Mapping[str, Any]
    slots: tuple[Slot, ...]
    formula: Formula
    may_not_apply: str | None = None

    @property
    def part(self) -> str:
        """The part it stands under."""
        return self.code.partition(".")[0]

    def column(self, slot: Slot) -> str:
        """Name a column as the engine does."""
        return self.code if len(self.slots) == 1 else f"{self.code}.{slot.name}"

    def name(self, slot: Slot) -> str:
        """Name a column so that every peer can take it for a word."""
        return "c" + self.column(slot).replace(".", "_")

    @property
    def points_name(self) -> str:
        """Name the column of its points, for peers."""
        return "p" + self.code.replace(".", "_")

    def points(self, o: Operators, columns: Mapping[str, Any]) -> Any:
        """Work out the points with a peer's operators; where it does not apply they are 0."""
        values = {slot.name: columns[self.name(slot)] for slot in self.slots}
        if self.may_not_apply is None:
            return self.formula(o, **values)
        divisor = values[self.may_not_apply]
        values[self.may_not_apply] = o.where(divisor == 0, 1, divisor)
        return o.where(divisor == 0, 0, self.formula(o, **values))

    def aside(self, o: Operators, columns: Mapping[str, Any]) -> Any:
        """Give the maximum that does not apply to a unit; None if it always applies."""
        if self.may_not_apply is None:
            return None
        slot = next(slot for slot in self.slots if slot.name == self.may_not_apply)
        return o.where(columns[self.name(slot)] == 0, self.most, 0)


def _points(hundredths: int) -> str:
    return f"{hundredths // 100}.{hundredths % 100:02}"


def _bands(edge: str, steps: Sequence[tuple[object, int]], rest: int) -> list[dict[str, Any]]:
    return [*({edge: at, "points": _points(p)} for at, p in steps), {"points": _points(rest)}]


def _ladder(o: Operators, steps: Sequence[tuple[Any, int]], rest: int) -> Any:
    """Give the points of the first step whose condition holds."""
    picked: Any = rest
    for condition, worth in reversed(steps):
        picked = o.where(condition, worth, picked)
    return picked


# ---- the kinds: k is 0, 1 or 2 and varies the parameters, m is the maximum --------------

Made = tuple[Mapping[str, Any], tuple[Slot, ...], Formula]


def _boolean(k: int, m: int) -> Made:
    no = (0, 50, 25)[k]
    rule = {"points_yes": _points(m), "points_no": _points(no)}
    return rule, (Slot("yes", 0, 1),), lambda o, yes: o.where(yes == 1, m, no)


def _choice(k: int, m: int) -> Made:
    worth = (m, m * (4 - k) // 5, m * 2 // 5, 0)
    options = [
        {"id": f"muc-{i}", "title": f"Mức {i}", "points": _points(p)} for i, p in enumerate(worth)
    ]
    return (
        {"options": options},
        (Slot("choice", 0, 3),),
        lambda o, choice: _ladder(o, [(choice == i, worth[i]) for i in range(3)], worth[3]),
    )


def _band(k: int, m: int) -> Made:
    steps = [(90 - 2 * k, m), (80 - 3 * k, m * 4 // 5), (60, m // 2)]
    return (
        {"bands": _bands("at_least", [(f"{edge}%", p) for edge, p in steps], m // 5)},
        (Slot("total", 1, 250), Slot("done", 0, 250, of="total")),
        lambda o, done, total: _ladder(
            o, [(done * 100 >= total * edge, p) for edge, p in steps], m // 5
        ),
    )


def _rate_band(k: int, m: int) -> Made:
    steps = [(1 + k, m), (4 + k, m * 3 // 5), (8 + k, m // 4)]
    return (
        {"per": 10000, "bands": _bands("at_most", steps, 0)},
        (Slot("cases", 0, 20), Slot("base", 2000, 30000)),
        lambda o, cases, base: _ladder(
            o, [(cases * 10000 <= base * edge, p) for edge, p in steps], 0
        ),
    )


def _proportional(k: int, m: int) -> Made:
    return (
        {"not_applicable_when_zero": "total"},
        (Slot("total", 0, 60 + 20 * k), Slot("done", 0, 100, of="total")),
        lambda o, done, total: o.half_up(done * m, total),
    )


def _target(k: int, m: int) -> Made:
    least = 40 + 10 * k
    return (
        {"cap": 1, "zero_below": f"{least}%"},
        (Slot("target", 1, 120), Slot("actual", 0, 150)),
        lambda o, actual, target: o.where(
            actual * 100 < target * least, 0, o.half_up(o.least(actual, target) * m, target)
        ),
    )


def _frequency(k: int, m: int) -> Made:
    required = (4, 12, 52)[k]
    return (
        {"required": required},
        (Slot("count", 0, required + 2),),
        lambda o, count: o.half_up(o.least(count, required) * m, required),
    )


def _checklist(k: int, m: int) -> Made:
    items = 14 - k
    return (
        {"items": items},
        (Slot("done", 0, items - 6), Slot("overdue", 0, 2), Slot("not_applicable", 0, 4)),
        lambda o, done, overdue, not_applicable: o.half_up(done * m, items - not_applicable),
    )


def _external(k: int, m: int) -> Made:
    scale = 100 - 20 * k
    return (
        {"scale_in": scale},
        (Slot("value", 0, scale * 100, den=100),),
        lambda o, value: o.half_up(value * m, scale * 100),
    )


def _survey(k: int, m: int) -> Made:
    few = 30 + 10 * k
    rule = {"mapping": "from-lowest", "lowest": 1, "highest": 5}
    return (
        {**rule, "least_answers": few, "when_few": "zero"},
        (Slot("mean", 100, 500, den=100), Slot("n", 20, 300)),
        lambda o, mean, n: o.where(n < few, 0, o.half_up((mean - 100) * m, 400)),
    )


def _per_item(k: int, m: int) -> Made:
    each = 25 + 25 * k
    return (
        {"each": _points(each), "cap": _points(m)},
        (Slot("count", 0, 8),),
        lambda o, count: o.least(count * each, m),
    )


def _deduct(k: int, m: int) -> Made:
    each, floor = m // 4, (0, 20, 50)[k]
    return (
        {"start": _points(m), "each": _points(each), "floor": _points(floor)},
        (Slot("cases", 0, 6),),
        lambda o, cases: o.greatest(m - cases * each, floor),
    )


def _deadline(k: int, m: int) -> Made:
    each, floor, due = m // 5, (0, 10, 20)[k], DUE + 30 * k
    rule = {"due": date.fromordinal(due), "on_time": _points(m), "per_step": _points(each)}
    return (
        {**rule, "step": "week", "floor": _points(floor), "not_done": 0},
        (Slot("on", DUE - 40, DUE + 120),),
        lambda o, on: o.greatest(m - o.whole(o.greatest(on - due, 0) + 6, 7) * each, floor),
    )


def _direct(k: int, m: int) -> Made:
    return (
        {"least": 0, "step": "0.25"},
        (Slot("points", 0, m, den=100, step=25),),
        lambda o, points: points + 0,
    )


def _curve(k: int, m: int) -> Made:
    knee, half = 8000 + 500 * k, m // 2
    rise = 10000 - knee
    curve = [[50, 0], [_points(knee), _points(half)], [100, _points(m)]]
    return (
        {"outside": "flat", "curve": curve},
        (Slot("value", 0, 10000, den=100),),
        lambda o, value: o.where(
            value > knee,
            o.half_up((value - knee) * half + half * rise, rise),
            o.half_up(o.greatest(value - 5000, 0) * half, knee - 5000),
        ),
    )


def _trend(k: int, m: int) -> Made:
    steps = [(30 - 5 * k, m), (0, m * 3 // 5)]
    return (
        {
            "mode": "difference",
            "bands": _bands("at_least", [(f"{e // 10}.{e % 10}", p) for e, p in steps], 0),
        },
        (Slot("previous", 500, 900, den=10), Slot("current", 500, 950, den=10)),
        lambda o, current, previous: _ladder(
            o, [(current - previous >= edge, p) for edge, p in steps], 0
        ),
    )


def _vote_share(k: int, m: int) -> Made:
    threshold, failed = 50 + 5 * k, (0, 25, 50)[k]
    return (
        {
            "threshold": f"{threshold}%",
            "edge": "more-than",
            "points_passed": _points(m),
            "points_failed": _points(failed),
        },
        (Slot("base", 5, 60), Slot("yes", 0, 60, of="base")),
        lambda o, yes, base: o.where(yes * 100 > base * threshold, m, failed),
    )


def _community(k: int, m: int) -> Made:
    part, whole = ((2, 3), (1, 2), (3, 5))[k]
    return (
        {
            "required": f"{part}/{whole}",
            "edge": "at-least",
            "points_met": _points(m),
            "points_not": _points(m // 4),
        },
        (Slot("total", 50, 400), Slot("yes", 0, 400, of="total")),
        lambda o, yes, total: o.where(yes * whole >= total * part, m, m // 4),
    )


def _table(k: int, m: int) -> Made:
    high, low = 90 - 5 * k, 60 - 5 * k
    cells = [[m, m * 4 // 5, m // 2], [m * 7 // 10, m // 2, m * 3 // 10], [m * 3 // 10, m // 10, 0]]
    return (
        {
            "rows": [{"at_least": high}, {"at_least": low}, {}],
            "columns": [{"at_most": 0}, {"at_most": 2}, {}],
            "cells": [[_points(cell) for cell in row] for row in cells],
        },
        (Slot("row", 0, 100), Slot("column", 0, 4)),
        lambda o, row, column: _ladder(
            o,
            [
                (row >= edge, _ladder(o, [(column <= 0, one[0]), (column <= 2, one[1])], one[2]))
                for edge, one in zip((high, low), cells[:2], strict=True)
            ],
            _ladder(o, [(column <= 0, cells[2][0]), (column <= 2, cells[2][1])], cells[2][2]),
        ),
    )


def _expression(k: int, m: int) -> Made:
    a, b = ((5, 5), (6, 4), (7, 3))[k]
    inputs = [{"id": one, "title": f"Nội dung {one}", "type": "count"} for one in "xy"]
    return (
        {"formula": f"max * ({a} * x + {b} * y) / 1000", "inputs": inputs},
        (Slot("x", 0, 100), Slot("y", 0, 100)),
        lambda o, x, y: o.half_up((x * a + y * b) * m, 1000),
    )


_MAKERS: Mapping[str, Callable[[int, int], Made]] = {
    "boolean": _boolean,
    "choice": _choice,
    "band": _band,
    "rate-band": _rate_band,
    "proportional": _proportional,
    "target": _target,
    "frequency": _frequency,
    "checklist": _checklist,
    "external": _external,
    "survey": _survey,
    "per-item": _per_item,
    "deduct": _deduct,
    "deadline": _deadline,
    "direct": _direct,
    "piecewise-linear": _curve,
    "trend": _trend,
    "vote-share": _vote_share,
    "community-threshold": _community,
    "table": _table,
    "expression": _expression,
}


def _items() -> Iterator[Item]:
    makers = [(k, kind, make) for k in range(3) for kind, make in _MAKERS.items()]
    a_part = len(makers) // PARTS
    for index, (k, kind, make) in enumerate(makers):
        most = 100 if k == 0 else 200
        rule, slots, formula = make(k, most)
        yield Item(
            code=f"{index // a_part + 1}.{index % a_part + 1:02}",
            most=most,
            rule={"kind": kind, **rule},
            slots=slots,
            formula=formula,
            may_not_apply="total" if kind == "proportional" else None,
        )


ITEMS = tuple(_items())
SCALE = sum(item.most for item in ITEMS) // 100

# The fuller variant: rules that compare peers, a grade with needs, a gate, a quota.
PEER_RULES: Mapping[str, Mapping[str, Any]] = {
    "7.01": {"kind": "leader-relative"},
    "7.02": {"kind": "min-max", "better": "high", "all_equal": "full"},
    "7.03": {"kind": "rank-points", "better": "high", "places": [1, "0.8", "0.6"], "rest": "0.4"},
    "7.04": {
        "kind": "percentile",
        "better": "high",
        "steps": [{"top": "20%", "points": 1}, {"top": "60%", "points": "0.6"}, {"points": "0.2"}],
    },
}
PEER_COLUMNS = {"7.01": ("actual", "target"), "7.02": ("",), "7.03": ("",), "7.04": ("",)}


# ---- what the peers work out ----------------------------------------------------------------
#
# Each step names new columns from those before it, so that a peer that writes queries can
# put one step on top of the other.

Columns = Mapping[str, Any]


def points_of(o: Operators, columns: Columns) -> dict[str, Any]:
    """Give the points of every criterion, and in `aside` what does not apply."""
    made = {item.points_name: item.points(o, columns) for item in ITEMS}
    asides = [item.aside(o, columns) for item in ITEMS]
    return {**made, "aside": _sum([one for one in asides if one is not None])}


def parts_of(o: Operators, columns: Columns) -> dict[str, Any]:
    """Give the sum of each part."""
    return {f"part{part}": part_of(part, columns) for part in range(1, PARTS + 1)}


def part_of(part: int, columns: Columns) -> Any:
    """Give the sum of one part."""
    return _sum([columns[one.points_name] for one in ITEMS if one.part == str(part)])


def total_of(o: Operators, columns: Columns) -> dict[str, Any]:
    """Give the total, raised to the full scale where something does not apply."""
    earned = _sum([columns[f"part{part}"] for part in range(1, PARTS + 1)])
    whole = SCALE * 100
    return {"total": o.half_up(earned * whole, whole - columns["aside"])}


def grade_of(o: Operators, columns: Columns) -> dict[str, Any]:
    """Give the grade, and a key that is greater for the better of two units."""
    total = columns["total"]
    steps = [(total >= least, code) for code, (_, least) in enumerate(GRADES[:-1])]
    grade = _ladder(o, steps, len(GRADES) - 1)
    return {"grade": grade, "key": total * (SCALE * 100 + 1) + columns["part1"]}


STEPS = (points_of, parts_of, total_of, grade_of)
POINTS = tuple(item.points_name for item in ITEMS)


def _sum(terms: Sequence[Any]) -> Any:
    summed = terms[0]
    for term in terms[1:]:
        summed = summed + term
    return summed


# ---- the criteria file ---------------------------------------------------------------------


def _toml(value: object) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_toml(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_toml(one) for one in value) + "]"
    return str(value) if isinstance(value, date | int) else json.dumps(value, ensure_ascii=False)


def criteria_text(full: bool = False) -> str:
    """Write the criteria file; the fuller variant adds peers, needs, a gate and a quota."""
    scale = SCALE + len(PEER_RULES) if full else SCALE
    lines = [
        "format = 1",
        '[set]\nid = "workload"\ntitle = "Bộ tiêu chí để đo tốc độ"\nstatus = "draft"',
        'issuer = "Phép đo"\nperiod = { from = 2026-01-01, to = 2026-12-31 }',
        'unit_kinds = ["commune"]',
        f'[policy]\nscale = {scale}\nleaf_rounding = "2 half-up"\ntotal_rounding = "2 half-up"',
        'not_applicable = "normalise"\nmissing = "zero"\ncompare = "rounded"',
        'order = ["round-leaves", "sum", "normalise", "clamp", "round-total"]',
        'clamp = { min = 0, max = "none" }',
    ]
    for part in range(1, PARTS + 1):
        most = sum(item.most for item in ITEMS if item.part == str(part))
        lines.append(f'[criterion.{part}]\ntitle = "Phần {part}"\nmax = "{_points(most)}"')
    if full:
        lines.append(f'[criterion.7]\ntitle = "Phần 7"\nmax = {len(PEER_RULES)}')
    rules = [(item.code, item.most, _asked(item)) for item in ITEMS]
    rules += [(code, 100, _asked_peers(code)) for code in PEER_RULES if full]
    for code, most, rule in rules:
        lines.append(
            f'[criterion."{code}"]\ntitle = "Tiêu chí {code}"\nunder = "{code[0]}"\n'
            f'max = "{_points(most)}"\nrule = {_toml(rule)}'
        )
    if full:
        lines.append(
            '[[gate]]\nid = "veto"\ntitle = "Không có quy chế"\n'
            'when = { criterion = "1.01", points = { at_most = 0 } }\neffect = { ceiling = "kha" }'
        )
    for index, (grade, least) in enumerate(GRADES):
        lines.append(f'[[grade]]\nid = "{grade}"\ntitle = "Hạng {index + 1}"')
        if least:
            lines.append(f'from = "{_points(least)}"')
        if full and not index:
            lines.append('needs = { every_part = { at_least = "30%" } }')
    if full:
        lines.append(
            f'[quota.{GRADES[0][0]}]\nshare = "20%"\nbase = "group"\nround = "floor"\n'
            'tie_on_line = "exclude"'
        )
    lines.append(
        '[rank]\nwithin = "group"\nmethod = "competition"\ntied = "shared"\n'
        'tie_breakers = [{ kind = "criterion", of = "1" }]'
    )
    return "\n".join(lines) + "\n"


def _asked(item: Item) -> dict[str, Any]:
    if "inputs" in item.rule:
        return dict(item.rule)
    return {**item.rule, **{slot.name: {"ask": f"Số {slot.name}"} for slot in item.slots}}


def _asked_peers(code: str) -> dict[str, Any]:
    names = [name or "value" for name in PEER_COLUMNS[code]]
    return {**PEER_RULES[code], **{name: {"ask": f"Số {name}"} for name in names}}


def write_criteria(folder: Path, full: bool = False) -> Path:
    """Write the criteria file into a folder and give the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "criteria.toml").write_text(criteria_text(full), encoding="utf-8")
    return folder


# ---- units ----------------------------------------------------------------------------------


@frozen
class Ids(Sequence[str]):
    """The ids of many units, written only when one is read."""

    count: int

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, row: Any) -> Any:
        if not 0 <= row < self.count:
            raise IndexError(row)
        return f"X{row:07}"


@frozen(eq=False)
class Drawn:
    """Units as plain integer arrays: one a column, and the group of each unit."""

    columns: Mapping[str, Any]
    groups: Any

    def __len__(self) -> int:
        return len(self.groups)

    @property
    def bytes(self) -> int:
        """How much there is to read."""
        return sum(array.nbytes for array in self.columns.values()) + self.groups.nbytes


def draw(count: int, full: bool = False) -> Drawn:
    """Draw the units of a size; the same size always gives the same units."""
    random = np.random.default_rng([SEED, count])
    columns: dict[str, Any] = {}
    for item in ITEMS:
        for slot in item.slots:
            type_ = np.int16 if slot.high < 2**15 else np.int32
            array = random.integers(slot.low, slot.high, count, dtype=type_, endpoint=True)
            if slot.of is not None:
                array %= columns[item.name(item.slots[0])] + 1
            if slot.step > 1:
                array -= array % slot.step
            columns[item.name(slot)] = array
    if full:
        for code, names in PEER_COLUMNS.items():
            for name in names:
                array = random.integers(0, 1000, count, dtype=np.int16)
                columns[_peer_name(code, name)] = array
    return Drawn(columns, random.integers(0, GROUPS, count, dtype=np.int16))


def _peer_name(code: str, name: str) -> str:
    return "c" + (f"{code}.{name}" if name else code).replace(".", "_")


def sheet_of(units: Drawn) -> Sheet:
    """Give the units as a sheet, on the same arrays."""
    count = len(units)
    given = np.zeros(count, dtype=np.uint8)
    columns = {
        item.column(slot): Column(Numbers(units.columns[item.name(slot)], slot.den), given)
        for item in ITEMS
        for slot in item.slots
    }
    for code, names in PEER_COLUMNS.items():
        for name in names:
            if _peer_name(code, name) in units.columns:
                column = f"{code}.{name}" if name else code
                columns[column] = Column(Numbers(units.columns[_peer_name(code, name)]), given)
    labels = tuple(f"Cụm {number:02}" for number in range(1, GROUPS + 1))
    return Sheet(
        units=Units(
            ids=Ids(count),
            names=Ids(count),
            kinds=Coded(("commune",), np.zeros(count, dtype=np.int16)),
            groups=Coded(labels, units.groups),
        ),
        columns=columns,
    )
