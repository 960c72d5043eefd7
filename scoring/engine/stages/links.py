"""Links: a unit's grade limited by the grade of a unit it belongs to, or of its components."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from scoring.engine.conditions import Judge
from scoring.engine.frame import Frame
from scoring.engine.stages.gates import Plan
from scoring.model.columns import Mask
from scoring.model.criteria import LinkCondition
from scoring.model.result import NO_GRADE


def parent_rows(frame: Frame) -> Mask:
    """Give the row of each unit's parent, −1 where it has none."""
    units = frame.units
    if not units.parents:
        return np.full(len(units), -1, dtype=np.int64)
    row_by_id = {unit_id: row for row, unit_id in enumerate(units.ids)}
    return np.array(
        [-1 if parent is None else row_by_id.get(parent, -1) for parent in units.parents],
        dtype=np.int64,
    )


def settle(
    plan: Plan,
    frame: Frame,
    grades: Mask,
    eligible: Mask,
    earlier: Mapping[str, Mask] | None = None,
) -> tuple[Mask, dict[str, Mask]]:
    """Lower grades along the links until nothing changes; give them and the gates closed.

    `earlier` names the gates that closed when the links were last settled. Grades only
    fall and there are few of them, so it ends; the order of rows does not matter because
    every round looks at the grades of the round before.
    """
    open_ = np.zeros(len(frame), dtype=np.uint8)
    closed = {gate.id: (earlier or {}).get(gate.id, open_) for gate, _ in plan.linked}
    if not plan.linked:
        return grades, closed
    judge = Judge(plan.criteria, plan.row_by_code, frame)
    parents = parent_rows(frame)
    lowest = len(plan.criteria.grades) - 1
    while True:
        before = grades
        linked = _linker(plan, frame, parents, before)
        for gate, kind in plan.linked:
            hit = judge.ask(gate.when, linked).yes & eligible & (grades != NO_GRADE)
            parameter: object = 1
            if kind.takes == "link":
                others = _worst(str(gate.parameter), parents, before)
                hit = hit & (others != NO_GRADE)
                parameter = others
            elif kind.takes == "grade":
                parameter = plan.criteria.grade_index(str(gate.parameter))
            elif kind.takes == "steps":
                parameter = gate.parameter
                # A drop happens once, not in every round, nor again after the quotas.
                hit = hit & (closed[gate.id] == 0)
            grades = kind.apply(grades, hit, parameter, lowest)
            closed[gate.id] = np.maximum(closed[gate.id], hit.astype(np.uint8))
        if np.array_equal(before, grades):
            return grades, closed


def undecided(plan: Plan, frame: Frame, grades: Mask) -> dict[str, Mask]:
    """Tell for each linked gate which units it may yet close for, at these grades."""
    judge = Judge(plan.criteria, plan.row_by_code, frame)
    linked = _linker(plan, frame, parent_rows(frame), grades)
    return {gate.id: judge.ask(gate.when, linked).unknown for gate, _ in plan.linked}


def _linker(
    plan: Plan, frame: Frame, parents: Mask, grades: Mask
) -> Callable[[LinkCondition], Mask]:
    """Give what answers conditions on linked units, at these grades."""

    def linked(condition: LinkCondition) -> Mask:
        least = None if condition.grade is None else plan.criteria.grade_index(condition.grade)
        return _linked(condition.link, least, _of_kind(condition, parents, frame), grades)

    return linked


def _of_kind(condition: LinkCondition, parents: Mask, frame: Frame) -> Mask:
    """Cut the links to units of another kind than the condition looks at."""
    if condition.kind is None:
        return parents
    kinds = frame.units.kinds
    wanted = np.array([name == condition.kind for name in kinds.labels], dtype=bool)
    is_wanted = wanted[kinds.codes]
    # A parent is looked at from below, a component from above.
    seen = is_wanted[np.maximum(parents, 0)] if condition.link == "parent" else is_wanted
    return np.where(seen, parents, -1)


def _linked(link: str, least: int | None, parents: Mask, grades: Mask) -> Mask:
    """Tell which units have such a linked unit (graded `least` or lower, if given)."""
    there = parents >= 0
    if link == "parent":
        above = np.where(there, grades[np.maximum(parents, 0)], NO_GRADE)
        return there if least is None else there & (above >= least)
    counted = there if least is None else there & (grades >= least)
    found = np.zeros(len(grades), dtype=bool)
    found[parents[counted]] = True
    return found


def _worst(link: str, parents: Mask, grades: Mask) -> Mask:
    """Give the grade of the parent, or the lowest of the components; −1 for none."""
    there = parents >= 0
    if link == "parent":
        return np.where(there, grades[np.maximum(parents, 0)], NO_GRADE)
    worst = np.full(len(grades), NO_GRADE, dtype=grades.dtype)
    np.maximum.at(worst, parents[there], grades[there])
    return worst
