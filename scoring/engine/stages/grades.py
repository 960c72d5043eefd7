"""Grades: the class of each unit, by its total, by what a grade needs, by the gates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from attrs import frozen

from scoring.engine.conditions import Judge
from scoring.engine.frame import Frame
from scoring.engine.stages import gates as gates_stage
from scoring.engine.stages.gates import CLOSED, UNKNOWN
from scoring.engine.stages.links import settle, undecided
from scoring.model.columns import Mask, Numbers, choose
from scoring.model.criteria import CriteriaSet
from scoring.model.result import NO_GRADE, UnitState

NAME = "grades"


@frozen(eq=False)
class Plan:
    """The ladder of grades and the gates that act on it."""

    criteria: CriteriaSet
    gates: gates_stage.Plan


def plan(criteria: CriteriaSet, offers: Any, earlier: Mapping[str, Any]) -> Plan:
    """Bind the ladder to its gates."""
    return Plan(criteria, earlier["gates"])


def compared(criteria: CriteriaSet, frame: Frame, share: bool) -> Numbers:
    """Give what grades and ranks compare: the total (rounded or exact), or its share."""
    name = "total" if criteria.policy.compare == "rounded" else "exact_total"
    numbers = frame.numbers(name)
    if not share:
        return numbers
    most = frame.numbers("applicable_max")
    return numbers / choose(most <= 0, 1, most)


def run(plan: Plan, frame: Frame) -> None:
    """Add `grade:band`, `needs:GRADE`, `grade:gated`, `asked` and `state:graded`."""
    criteria = plan.criteria
    grades = np.full(len(frame), NO_GRADE, dtype=np.int8)
    share = any(grade.share for grade in criteria.grades)
    numbers = compared(criteria, frame, share)
    for code, grade in enumerate(criteria.grades):
        grades[grade.totals.holds(numbers)] = code
    frame.add("grade:band", grades.copy())
    state = frame.codes("state:gated").copy()
    judge = Judge(criteria, plan.gates.row_by_code, frame)
    for code, grade in enumerate(criteria.grades):
        if grade.needs is None:
            continue
        answer = judge.ask(grade.needs)
        met = answer.yes
        frame.add(f"needs:{grade.id}", met)
        unsure = answer.unknown & (grades == code) & (state == UnitState.SCORED)
        state[unsure] = UnitState.HELD
        grades[(grades == code) & ~met] = code + 1
    grades, state = _gate(plan, frame, grades, state)
    grades, closed = _link(plan, frame, grades, state)
    # A gate that looks at another unit may take the grade away altogether.
    state[(grades == NO_GRADE) & (state == UnitState.SCORED)] = UnitState.UNCLASSIFIED
    frame.add("grade:gated", grades)
    frame.add("state:graded", state)
    for gate_id, codes in closed.items():
        frame.add(f"gate:{gate_id}:before", codes)


def _link(plan: Plan, frame: Frame, grades: Mask, state: Mask) -> tuple[Mask, dict[str, Mask]]:
    """Settle the linked gates; a unit is held while such a gate may yet close for it."""
    while True:
        scored = state == UnitState.SCORED
        grades[~scored] = NO_GRADE
        settled, closed = settle(plan.gates, frame, grades, scored)
        waiting = undecided(plan.gates, frame, settled)
        held = [scored & mask for mask in waiting.values() if (scored & mask).any()]
        if not held:
            break
        # A held unit has no grade for others to look at, so all is settled anew.
        state[np.logical_or.reduce(held)] = UnitState.HELD
    for gate_id, mask in waiting.items():
        closed[gate_id] = np.where(mask & (closed[gate_id] != CLOSED), UNKNOWN, closed[gate_id])
    return settled, closed


def _gate(plan: Plan, frame: Frame, grades: Mask, state: Mask) -> tuple[Mask, Mask]:
    """Apply the gates in the instrument's order, and the council's decisions."""
    criteria = plan.criteria
    lowest = len(criteria.grades) - 1
    asked = np.zeros(len(frame), dtype=bool)
    for gate, kind in plan.gates.plain:
        hit = frame.codes(f"gate:{gate.id}") == CLOSED
        if kind.asks_council:
            asked |= hit
            continue
        parameter: Any = gate.parameter
        if kind.takes == "grade":
            parameter = criteria.grade_index(str(gate.parameter))
        elif kind.takes == "true":
            parameter = 1
        before = grades
        grades = kind.apply(grades, hit & (grades != NO_GRADE), parameter, lowest)
        gone = (grades == NO_GRADE) & (before != NO_GRADE)
        state[gone & (state == UnitState.SCORED)] = UnitState.UNCLASSIFIED
    frame.add("asked", asked)
    for row in np.nonzero(asked & (state == UnitState.SCORED))[0].tolist():
        said = frame.sheet.decided.get(frame.units.ids[row])
        if said is None:
            state[row] = UnitState.HELD
        else:
            # The council decides below the band, never above it.
            grades[row] = max(int(grades[row]), criteria.grade_index(said[0]))
    return grades, state
