"""Quotas: how many may hold a grade, and what becomes of those who find no place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

import numpy as np
from attrs import frozen

from scoring.engine.frame import Frame
from scoring.engine.stages import gates as gates_stage
from scoring.engine.stages.links import parent_rows, settle
from scoring.model.columns import Mask
from scoring.model.criteria import CriteriaSet, Quota
from scoring.model.numbers import Rounding
from scoring.model.result import NO_GRADE, UnitState

NAME = "quotas"
# Nobody stacks units higher, and a circle of parents must end somewhere.
MOST_LEVELS = 12
NOT_CONCERNED, HAS_PLACE, NO_PLACE, AWAITS_VOTE, VOTED_TOO_MANY = range(5)


@frozen(eq=False)
class Plan:
    """The quotas from the highest grade down."""

    criteria: CriteriaSet
    quotas: tuple[Quota, ...]
    gates: gates_stage.Plan


def plan(criteria: CriteriaSet, offers: Any, earlier: Mapping[str, Any]) -> Plan:
    """Put the quotas in the order of the ladder."""
    quotas = sorted(criteria.quotas, key=lambda one: criteria.grade_index(one.grade))
    return Plan(criteria, tuple(quotas), earlier["gates"])


def run(plan: Plan, frame: Frame) -> None:
    """Add `place:GRADE`, `gate:ID` of linked gates, and the final `grade` and `state`."""
    start = frame.codes("grade:gated")
    before = {gate.id: frame.codes(f"gate:{gate.id}:before") for gate, _ in plan.gates.linked}
    while True:
        grades, state, places = _allot(plan, frame, start)
        grades[state != UnitState.SCORED] = NO_GRADE
        grades, closed = settle(plan.gates, frame, grades, state == UnitState.SCORED, before)
        wasted = np.zeros(len(frame), dtype=bool)
        for quota in plan.quotas:
            code = plan.criteria.grade_index(quota.grade)
            wasted |= (places[quota.grade] == HAS_PLACE) & (grades > code)
        if not wasted.any():
            break
        # A head whose unit found no place gives up a place of his own, and it goes to the
        # next; the units are settled before those that belong to them.
        depth = _depth(frame)
        first = wasted & (depth == depth[wasted].min())
        start = np.where(first, grades, start)
    for quota in plan.quotas:
        frame.add(f"place:{quota.grade}", places[quota.grade])
    for gate_id, codes in closed.items():
        frame.add(f"gate:{gate_id}", codes)
    state[(grades == NO_GRADE) & (state == UnitState.SCORED)] = UnitState.UNCLASSIFIED
    frame.add("grade", grades)
    # A unit held for a vote on its place keeps its rank: the vote is about the grade.
    frame.add("state", state)


def _allot(plan: Plan, frame: Frame, start: Mask) -> tuple[Mask, Mask, dict[str, Mask]]:
    """Give the grades and states after the quotas, and who has a place of which grade."""
    criteria = plan.criteria
    grades = start.copy()
    state = frame.codes("state:graded").copy()
    places: dict[str, Mask] = {}
    for quota in plan.quotas:
        code = criteria.grade_index(quota.grade)
        place = np.full(len(frame), NOT_CONCERNED, dtype=np.uint8)
        for members in _groups(plan, frame):
            _share_places(plan, quota, frame, members, grades, place)
        places[quota.grade] = place
        grades[place == NO_PLACE] = code + 1
        _fall(criteria, frame, grades, place == NO_PLACE)
        _vote(criteria, frame, grades, state, place, code)
    return grades, state, places


def _depth(frame: Frame) -> Mask:
    """Give how many units stand above each one, as far as it can matter."""
    parents = parent_rows(frame)
    depth = np.zeros(len(frame), dtype=np.int64)
    above = parents
    for _ in range(MOST_LEVELS):
        depth += above >= 0
        above = np.where(above >= 0, parents[np.maximum(above, 0)], -1)
    return depth


def _groups(plan: Plan, frame: Frame) -> Iterator[Mask]:
    """Give the rows of each group that competes for places."""
    if plan.criteria.ranking.within == "all":
        yield np.arange(len(frame))
        return
    codes = frame.units.groups.codes
    order = np.argsort(codes, kind="stable")
    edges = np.nonzero(np.diff(codes[order]))[0] + 1
    yield from np.split(order, edges)


def places_of(
    quota: Quota, criteria: CriteriaSet, grades: Mask, share: Fraction | None = None
) -> int:
    """Give how many of a group may hold the grade.

    For "graded-finally" x places leave the others in the base: x ≤ share x (base − x),
    which gives x ≤ base x share ÷ (1 + share).
    """
    share = quota.share if share is None else share
    if quota.small_group_under is not None and len(grades) < quota.small_group_under:
        return int(quota.small_group_places or 0)
    base = Fraction(len(grades))
    if quota.base_grade is not None:
        least = criteria.grade_index(quota.base_grade)
        base = Fraction(int(((grades != NO_GRADE) & (grades <= least)).sum()))
    places = base * share
    if quota.base == "graded-finally":
        places = places / (1 + share)
    return int(Rounding(0, quota.rounding).of(places))


def _share_places(
    plan: Plan, quota: Quota, frame: Frame, members: Mask, grades: Mask, place: Mask
) -> None:
    code = plan.criteria.grade_index(quota.grade)
    candidates = members[grades[members] == code]
    if not len(candidates):
        return
    places = places_of(quota, plan.criteria, grades[members])
    ranks = frame.codes("rank")[candidates]
    better = np.searchsorted(np.sort(ranks), ranks, side="left")
    up_to = np.searchsorted(np.sort(ranks), ranks, side="right")
    inside, across = up_to <= places, (better < places) & (up_to > places)
    place[candidates] = np.where(inside, HAS_PLACE, NO_PLACE)
    if not across.any():
        return
    if quota.tie_on_line == "vote":
        free = places - int(inside.sum())
        chosen = sum(_voted(frame, row, plan.criteria, code) for row in candidates[across].tolist())
        # The council votes on the places there are; a vote for more settles nothing.
        place[candidates[across]] = AWAITS_VOTE if chosen <= free else VOTED_TOO_MANY
    elif quota.tie_on_line == "include":
        most = (
            places_of(quota, plan.criteria, grades[members], quota.upper)
            if quota.upper is not None
            else len(members)
        )
        if int(up_to[across][0]) <= most:
            place[candidates[across]] = HAS_PLACE


def _voted(frame: Frame, row: int, criteria: CriteriaSet, code: int) -> bool:
    """Tell whether the council gave a unit the grade of the quota."""
    said = frame.sheet.decided.get(frame.units.ids[row])
    return said is not None and criteria.grade_index(said[0]) <= code


def _fall(criteria: CriteriaSet, frame: Frame, grades: Mask, moved: Mask) -> None:
    """Let a unit that moved down fall on to a grade whose needs it meets."""
    for code, grade in enumerate(criteria.grades):
        if grade.needs is not None:
            unmet = moved & (grades == code) & ~frame.codes(f"needs:{grade.id}")
            grades[unmet] = code + 1


def _vote(
    criteria: CriteriaSet, frame: Frame, grades: Mask, state: Mask, place: Mask, code: int
) -> None:
    """Take the council's decision on a tie across the line, or hold the unit for it."""
    for row in np.nonzero((place == AWAITS_VOTE) | (place == VOTED_TOO_MANY))[0].tolist():
        said = frame.sheet.decided.get(frame.units.ids[row])
        if said is None or place[row] == VOTED_TOO_MANY:
            state[row] = UnitState.HELD
        else:
            grades[row] = max(code, criteria.grade_index(said[0]))
