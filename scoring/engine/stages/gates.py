"""Gates: facts that limit a grade whatever the total."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from attrs import frozen

from scoring.engine.conditions import Judge
from scoring.engine.examine import walk
from scoring.engine.frame import Frame
from scoring.model.criteria import CriteriaSet, Gate, LinkCondition
from scoring.model.result import UnitState
from scoring.plugin.kinds import GateKind

NAME = "gates"
OPEN, CLOSED, UNKNOWN = 0, 1, 2


@frozen(eq=False)
class Plan:
    """The gates with their kinds, in the order of the file, which is the instrument's."""

    criteria: CriteriaSet
    row_by_code: Mapping[str, int]
    gates: tuple[tuple[Gate, GateKind], ...]

    @property
    def plain(self) -> tuple[tuple[Gate, GateKind], ...]:
        """The gates that look at the unit alone."""
        return tuple(one for one in self.gates if not is_linked(one[0]))

    @property
    def linked(self) -> tuple[tuple[Gate, GateKind], ...]:
        """The gates that look at the grade of another unit."""
        return tuple(one for one in self.gates if is_linked(one[0]))


def is_linked(gate: Gate) -> bool:
    """Tell whether the gate looks at another unit."""
    return any(isinstance(one, LinkCondition) for one in walk(gate.when)) or (
        isinstance(gate.parameter, str) and gate.effect == "ceiling_of"
    )


def plan(criteria: CriteriaSet, offers: Any, earlier: Mapping[str, Any]) -> Plan:
    """Bind each gate to its kind."""
    rows = earlier["points"].row_by_code
    gates = tuple((gate, offers.gate_kinds[gate.effect]) for gate in criteria.gates)
    return Plan(criteria, rows, gates)


def run(plan: Plan, frame: Frame) -> None:
    """Add `gate:ID` for the gates that look at the unit alone, and `state:gated`."""
    judge = Judge(plan.criteria, plan.row_by_code, frame)
    state = frame.codes("state:sum").copy()
    for gate, _ in plan.plain:
        answer = judge.ask(gate.when)
        codes = np.where(answer.unknown, UNKNOWN, np.where(answer.yes, CLOSED, OPEN))
        frame.add(f"gate:{gate.id}", codes.astype(np.uint8))
        state[answer.unknown & (state == UnitState.SCORED)] = UnitState.HELD
    frame.add("state:gated", state)
