"""Conditions: the language of gates and of what a grade needs, asked of all units at once.

An answer is one of three for each unit: yes, no, or not known yet (some points it looks
at are held or missing).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

import numpy as np
from attrs import frozen

from scoring.engine.frame import Frame
from scoring.model.columns import Mask, Numbers, State, choose
from scoring.model.criteria import (
    AllCondition,
    AnyCondition,
    Condition,
    CriteriaSet,
    Criterion,
    FieldCondition,
    LinkCondition,
    NotCondition,
    PartsCondition,
    PointsCondition,
    StateCondition,
    TotalCondition,
)

VALUE, MISSING = int(State.VALUE), int(State.MISSING)
NOT_APPLICABLE, HELD = int(State.NOT_APPLICABLE), int(State.HELD)
_STATE_BY_NAME = {"missing": MISSING, "not-applicable": NOT_APPLICABLE, "held": HELD}


@frozen(eq=False)
class Answered:
    """For each unit: does the condition hold, and is that known?"""

    yes: Mask
    unknown: Mask


@frozen(eq=False)
class Judge:
    """What conditions are asked of: a set, the rows of its leaves, and a frame."""

    criteria: CriteriaSet
    row_by_code: Mapping[str, int]
    frame: Frame

    def ask(
        self, condition: Condition, linked: Callable[[LinkCondition], Mask] | None = None
    ) -> Answered:
        """Answer a condition for every unit; `linked` answers for linked units."""
        if isinstance(condition, AllCondition | AnyCondition):
            return self._several(condition, linked)
        if isinstance(condition, NotCondition):
            inner = self.ask(condition.condition, linked)
            return Answered(~inner.yes & ~inner.unknown, inner.unknown)
        if isinstance(condition, LinkCondition):
            length = len(self.frame)
            yes = np.zeros(length, dtype=bool) if linked is None else linked(condition)
            return Answered(yes, np.zeros(length, dtype=bool))
        if isinstance(condition, PointsCondition):
            return self._points(condition)
        if isinstance(condition, StateCondition):
            return self._state(condition)
        if isinstance(condition, FieldCondition):
            return self._field(condition)
        if isinstance(condition, PartsCondition):
            return self._parts(condition)
        assert isinstance(condition, TotalCondition)
        return self._known(condition.interval.holds(self.frame.numbers(condition.of)))

    def _known(self, yes: Mask) -> Answered:
        return Answered(yes, np.zeros(len(self.frame), dtype=bool))

    def _several(
        self, condition: AllCondition | AnyCondition, linked: Callable[[LinkCondition], Mask] | None
    ) -> Answered:
        answers = [self.ask(one, linked) for one in condition.conditions]
        yes = np.stack([answer.yes for answer in answers])
        unknown = np.stack([answer.unknown for answer in answers])
        return _joined(yes, unknown, isinstance(condition, AllCondition))

    # ---- looking at points -------------------------------------------------------------

    def earned(self, code: str) -> tuple[Numbers, Numbers, Mask, Mask]:
        """Give points, applicable maximum, where the criterion applies, and where it is held."""
        frame = self.frame
        if code in self.row_by_code:
            most = self.criteria.criterion_by_code[code].max or Fraction(0)
            return (
                frame.numbers("points")[frame.point_rows[code]],
                Numbers.one(most),
                self._states(code) != NOT_APPLICABLE,
                self._held(code),
            )
        applicable = frame.numbers(f"applicable:{code}")
        # Points of leaves below may have been let go; only their states are asked for.
        held = np.zeros(len(frame), dtype=bool)
        for leaf in self.criteria.below(code):
            held = held | self._held(leaf.code)
        return frame.numbers(f"part:{code}"), applicable, applicable > 0, held

    def _states(self, code: str) -> Mask:
        states: Mask = self.frame.codes("states")[self.row_by_code[code]]
        return states

    def _held(self, code: str) -> Mask:
        states = self._states(code)
        held: Mask = states == HELD
        if self.criteria.policy.missing != "zero":
            held = held | (states == MISSING)
        return held

    def _points(self, condition: PointsCondition) -> Answered:
        points, most, applies, held = self.earned(condition.criterion)
        if condition.share:
            points = points / choose(most <= 0, 1, most)
        yes = condition.interval.holds(points) & applies & ~held
        return Answered(yes, held & applies)

    def _parts(self, condition: PartsCondition) -> Answered:
        answers = [self._of_part(part, condition) for part in self.criteria.parts]
        yes = np.stack([yes for yes, _ in answers])
        unknown = np.stack([unknown for _, unknown in answers])
        return _joined(yes, unknown, condition.every)

    def _of_part(self, part: Criterion, condition: PartsCondition) -> tuple[Mask, Mask]:
        points, most, applies, held = self.earned(part.code)
        inside = condition.interval.holds(points / choose(most <= 0, 1, most))
        # A part that does not apply asks nothing of the unit.
        yes = (inside & ~held) | ~applies if condition.every else inside & ~held & applies
        return yes, held & applies

    # ---- looking at answers --------------------------------------------------------------

    def _state(self, condition: StateCondition) -> Answered:
        if condition.criterion is not None and condition.criterion in self.row_by_code:
            states = self.frame.codes("states")[self.row_by_code[condition.criterion]]
        elif condition.criterion is not None:
            _, _, applies, held = self.earned(condition.criterion)
            states = np.where(~applies, NOT_APPLICABLE, np.where(held, HELD, VALUE))
        else:
            assert condition.field is not None
            states = self.frame.answer(condition.field).states
        return self._known(states == _STATE_BY_NAME[condition.state])

    def _field(self, condition: FieldCondition) -> Answered:
        column = self.frame.answer(condition.field)
        blank = self.criteria.fields[condition.field].blank
        numbers, given = column.numbers, column.states == VALUE
        if blank in ("yes", "no"):
            missing = column.states == MISSING
            numbers = choose(missing, int(blank == "yes"), numbers)
            given = given | missing
        aside = column.states == NOT_APPLICABLE
        return Answered(condition.interval.holds(numbers) & given, ~given & ~aside)


def _joined(yes: Mask, unknown: Mask, every: bool) -> Answered:
    """Join answers (conditions x units): all of them, or any.

    One clear no settles an "all", one clear yes an "any"; otherwise an unknown answer
    leaves the whole unknown.
    """
    some_yes: Mask = np.asarray(yes.any(axis=0))
    open_: Mask = np.asarray(unknown.any(axis=0))
    if every:
        no: Mask = np.asarray((~yes & ~unknown).any(axis=0))
        return Answered(np.asarray(yes.all(axis=0)), open_ & ~no)
    return Answered(some_yes, open_ & ~some_yes)
