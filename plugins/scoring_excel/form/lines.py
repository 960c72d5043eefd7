"""Lines: what stands in a form from top to bottom, as data, before any cell is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from scoring import Criterion, Program, Question, Text

SHARED = Text(vi="Số liệu chung", en="Figures of the unit")
BONUS = Text(vi="Điểm thưởng", en="Bonuses")
DEDUCTION = Text(vi="Điểm trừ", en="Deductions")

# Who answers, in words that stand in the cell of whoever does not.
LOCKED_SAID = {
    "appraiser": "tổ thẩm định chấm",
    "council": "hội đồng chấm",
    "superior": "cấp trên chấm",
}


@frozen
class Section:
    """A heading over a stretch of the form that is no criterion."""

    title: str


@frozen
class Group:
    """A criterion that only holds others; `level` is 0 for a part of the set."""

    criterion: Criterion
    level: int


@frozen
class Leaf:
    """A criterion with a rule; with `question` if that is all it asks."""

    criterion: Criterion
    question: Question | None = None


@frozen
class Ask:
    """A question in a line of its own."""

    question: Question


@frozen
class Elsewhere:
    """Something a criterion needs that is not asked here."""

    said: str


@frozen
class Acceptance:
    """Where a role says that it has seen all, and takes what it leaves blank as it stands."""


Line = Acceptance | Section | Group | Leaf | Ask | Elsewhere


def lines_for(program: Program, kind: str) -> list[Line]:
    """Give the lines of the form of a unit of this kind, in the order of the instrument."""
    criteria = program.criteria
    lines: list[Line] = []
    shared = [one for one in program.questions if one.column in criteria.fields]
    if shared:
        lines += [Section(SHARED.vi), *(Ask(question) for question in shared)]
    for part in criteria.parts:
        lines += _tree(program, part, kind, 0)
    for title, extras in ((BONUS, criteria.bonuses), (DEDUCTION, criteria.deductions)):
        told = [line for one in extras if _is_asked(one, kind) for line in _leaf(program, one)]
        lines += [Section(title.vi), *told] if told else []
    return lines


def plan_by_code(program: Program) -> dict[str, Any]:
    """Give what the program knows of each rule: its slots, where they are answered, its parts."""
    return {leaf.name: leaf for leaf in program.plans["points"].leaves}


def _is_asked(criterion: Criterion, kind: str) -> bool:
    return not criterion.unit_kinds or kind in criterion.unit_kinds


def _tree(program: Program, criterion: Criterion, kind: str, level: int) -> list[Line]:
    if not _is_asked(criterion, kind):
        return []
    if criterion.rule is not None:
        return list(_leaf(program, criterion))
    children = program.criteria.children_by_code.get(criterion.code, ())
    below = [line for child in children for line in _tree(program, child, kind, level + 1)]
    return [Group(criterion, level), *below] if below else []


def _leaf(program: Program, criterion: Criterion) -> Iterator[Line]:
    """Give a leaf in one line if it asks one thing, else its questions below it."""
    fields = program.criteria.fields
    own = [
        one for one in program.questions if one.code == criterion.code and one.column not in fields
    ]
    elsewhere = _said_elsewhere(program, criterion)
    if len(own) == 1 and not elsewhere:
        yield Leaf(criterion, own[0])
        return
    yield Leaf(criterion)
    yield from (Elsewhere(said) for said in elsewhere)
    yield from (Ask(question) for question in own)


def _said_elsewhere(program: Program, criterion: Criterion) -> list[str]:
    """Say what a rule takes from the shared figures and from the list of models."""
    leaf, fields = plan_by_code(program)[criterion.code], program.criteria.fields
    said: list[str] = []
    for one in (leaf, *leaf.parts):
        for slot in one.slots:
            source = one.sources[slot.name]
            if source.column is None:
                said.append(
                    f"{slot.said.vi[:1].upper()}{slot.said.vi[1:]}: lấy từ danh sách mô hình"
                )
            elif source.column in fields:
                said.append(f"{fields[source.column].ask}: lấy từ “{SHARED.vi}” ở trên")
    return list(dict.fromkeys(said))
