"""Totals: leaves to parts, parts to the total, in the order of operations of the set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from attrs import frozen

from scoring.engine.frame import Frame
from scoring.engine.stages import points as points_stage
from scoring.engine.stages.points import HELD, MISSING, NOT_APPLICABLE
from scoring.model.columns import Mask, Numbers, choose, total
from scoring.model.criteria import ROLES, CriteriaSet, Criterion, Policy
from scoring.model.result import UnitState

NAME = "totals"

# Where a leaf does not apply, by row; a row that is not there applies everywhere.
Aside: TypeAlias = Mapping[int, Mask]


@frozen(eq=False)
class Node:
    """A criterion of the tree with the rows of the points block it reads.

    `row` is set for a leaf. `weight` is what the node's points count for in its parent.
    """

    code: str
    max: Fraction
    row: int | None
    combine: str
    cap: Fraction | None
    floor: Fraction | None
    weight: Fraction
    children: tuple[Node, ...] = ()

    @cached_property
    def worth(self) -> Fraction:
        """What the maxima of the children count for together."""
        return sum((child.max * child.weight for child in self.children), Fraction(0))


@frozen(eq=False)
class Plan:
    """The tree, the rows of bonuses and deductions, and the policies."""

    root: Node
    bonus_rows: tuple[int, ...]
    deduction_rows: tuple[int, ...]
    tree_rows: tuple[int, ...]
    policy: Policy
    points: points_stage.Plan


@frozen(eq=False)
class Earned:
    """What a node earned, of what applicable maximum; None means the full maximum."""

    points: Numbers
    applicable: Numbers | None


def plan(criteria: CriteriaSet, offers: Any, earlier: Mapping[str, Any]) -> Plan:
    """Turn the criteria into a tree of rows."""
    points: points_stage.Plan = earlier["points"]
    rows = points.row_by_code

    def node(criterion: Criterion, weight: Fraction) -> Node:
        children = criteria.children_by_code.get(criterion.code, ())
        return Node(
            code=criterion.code,
            max=criterion.max or Fraction(0),
            row=rows.get(criterion.code),
            combine=criterion.combine,
            cap=criterion.cap,
            floor=criterion.floor,
            weight=weight,
            children=tuple(node(child, _weight(criterion, child, children)) for child in children),
        )

    parts = tuple(node(part, Fraction(1)) for part in criteria.parts)
    root = Node("", criteria.policy.scale, None, "sum", None, None, Fraction(1), parts)
    return Plan(
        root=root,
        bonus_rows=tuple(rows[one.code] for one in criteria.bonuses),
        deduction_rows=tuple(rows[one.code] for one in criteria.deductions),
        tree_rows=tuple(rows[leaf.code] for leaf in criteria.leaves),
        policy=criteria.policy,
        points=points,
    )


def _weight(group: Criterion, child: Criterion, children: Sequence[Criterion]) -> Fraction:
    if group.combine == "weighted":
        return child.weight or Fraction(0)
    return Fraction(1, len(children)) if group.combine == "mean" else Fraction(1)


# ---- running ---------------------------------------------------------------------------


def run(plan: Plan, frame: Frame) -> None:
    """Add the columns of parts and totals, and `state:sum`."""
    points, states = frame.numbers("points"), frame.codes("states")
    aside = {row: states[row] == NOT_APPLICABLE for row in frame.gap_rows}
    root = _node(plan.root, plan, points, aside, frame)
    policy = plan.policy
    scale = Numbers.one(policy.scale)
    applicable = root.applicable if root.applicable is not None else scale
    nothing = applicable <= 0
    total_points = root.points
    bonus = _extra(plan.bonus_rows, points, policy.bonus_cap, len(frame))
    deduction = _extra(plan.deduction_rows, points, policy.deduction_cap, len(frame))
    frame.add("sum", root.points)
    for step in policy.order:
        if step == "normalise" and root.applicable is not None and _normalises(policy):
            # Where nothing applies there is nothing to normalise to.
            grown = total_points * choose(nothing, 1, scale)
            total_points = grown / choose(nothing, 1, applicable)
        elif step == "bonus" and plan.bonus_rows:
            total_points = total_points + bonus
        elif step == "deduct" and plan.deduction_rows:
            total_points = total_points - deduction
        elif step == "clamp":
            if policy.clamp.min is not None:
                total_points = total_points.at_least(policy.clamp.min)
            if policy.clamp.max is not None:
                total_points = total_points.at_most(policy.clamp.max)
        elif step == "round-total":
            frame.add("exact_total", total_points.spread((len(frame),)))
            total_points = total_points.rounded(policy.total_rounding)
        frame.trace(f"after:{step}", total_points)
    if "exact_total" not in frame.columns:
        frame.add("exact_total", total_points.spread((len(frame),)))
    frame.add("applicable_max", applicable.spread((len(frame),)))
    frame.add("bonus", bonus)
    frame.add("deduction", deduction)
    frame.add("total", total_points.spread((len(frame),)))
    frame.add("state:sum", _states(plan, frame, np.broadcast_to(nothing, (len(frame),))))


def _normalises(policy: Policy) -> bool:
    return policy.not_applicable in ("normalise", "redistribute")


def _extra(rows: Sequence[int], points: Numbers, cap: Fraction | None, length: int) -> Numbers:
    if not rows:
        return Numbers(np.zeros(length, dtype=np.int64))
    earned = _sum_rows(points, rows)
    return earned.at_most(cap) if cap is not None else earned


def _sum_rows(points: Numbers, rows: Sequence[int]) -> Numbers:
    return (
        points[list(rows)].sum()
        if isinstance(points.den, int)
        else total([points[r] for r in rows])
    )


def _node(node: Node, plan: Plan, points: Numbers, aside: Aside, frame: Frame) -> Earned:
    if node.row is not None:
        return Earned(points[node.row], _leaf_applicable(node, plan, aside))
    plain = node.combine == "sum" and all(child.row is not None for child in node.children)
    if plain and plan.policy.not_applicable != "redistribute":
        rows = [child.row for child in node.children if child.row is not None]
        earned = _sum_rows(points, rows)
        gone = [_leaf_applicable(child, plan, aside) for child in node.children] if aside else []
        applicable = _applicable_sum(node, gone)
        return _keep(node, plan, frame, Earned(earned, applicable))
    below = [_node(child, plan, points, aside, frame) for child in node.children]
    if node.combine in ("min", "best"):
        return _keep(node, plan, frame, _extreme(node, below))
    weights = [child.weight for child in node.children]
    earned = total(
        [one.points if w == 1 else one.points * w for one, w in zip(below, weights, strict=True)]
    )
    gone = [
        None if one.applicable is None else one.applicable * w
        for one, w in zip(below, weights, strict=True)
    ]
    return _keep(node, plan, frame, Earned(earned, _applicable_sum(node, gone)))


def _leaf_applicable(node: Node, plan: Plan, aside: Aside) -> Numbers | None:
    """Give the maximum of a leaf where it applies, 0 where it does not."""
    assert node.row is not None
    mask = aside.get(node.row)
    if mask is None or plan.policy.not_applicable == "full-marks":
        return None
    return choose(mask, 0, node.max) if mask.any() else None


def _applicable_sum(node: Node, below: Sequence[Numbers | None]) -> Numbers | None:
    if all(one is None for one in below):
        return None
    there = [one for one in below if one is not None]
    rest = [child for child, one in zip(node.children, below, strict=True) if one is not None]
    return total([*there, Numbers.one(node.worth - sum(one.max * one.weight for one in rest))])


def _extreme(node: Node, below: Sequence[Earned]) -> Earned:
    """Give the least or the best of the children that apply, with what it applies to.

    Children that apply in part are compared by what they earned of what applied, so that
    what is set aside costs nothing here either.
    """
    best = most = key = Numbers.one(Fraction(0))
    for one in below:
        its_most = Numbers.one(node.max) if one.applicable is None else one.applicable
        here = its_most > 0
        its_key = one.points / choose(here, its_most, 1)
        better = its_key > key if node.combine == "best" else its_key < key
        chosen = here & ((most <= 0) | better)
        best = choose(chosen, one.points, best)
        key = choose(chosen, its_key, key)
        most = choose(chosen, its_most, most)
    whole = bool(np.asarray(most == node.max).all())
    return Earned(best, None if whole else most)


def _keep(node: Node, plan: Plan, frame: Frame, earned: Earned) -> Earned:
    """Cap a group, give back what was set aside in it, and note the part's columns."""
    points, applicable = earned.points, earned.applicable
    if node.code:
        frame.trace(f"earned:{node.code}", points)
    if "cap" in plan.policy.order:
        if node.cap is not None:
            points = points.at_most(node.cap)
        if node.floor is not None:
            # A group that does not apply has no floor to stand on.
            floor = node.floor if applicable is None else choose(applicable > 0, node.floor, 0)
            points = points.at_least(floor)
    if node.code:
        frame.trace(f"capped:{node.code}", points)
    if plan.policy.not_applicable == "redistribute" and applicable is not None and node.code:
        # A group that applies at all is worth its full maximum again.
        some = applicable > 0
        points = choose(some, points * node.max / choose(some, applicable, 1), 0)
        applicable = choose(some, node.max, 0)
    if node.code:
        frame.add(f"part:{node.code}", points)
        whole = Numbers.one(node.max) if applicable is None else applicable
        frame.add(f"applicable:{node.code}", whole.spread((len(frame),)))
    return Earned(points, applicable)


def _states(plan: Plan, frame: Frame, nothing: Mask) -> Mask:
    """Say what stands in the way of a score: held, provisional, or nothing applicable."""
    states = frame.codes("states")
    unit = np.zeros(len(frame), dtype=np.uint8)
    if plan.policy.counts is not None and frame.sheet.roles:
        unit[_below_role(plan.policy.counts, frame)] = UnitState.PROVISIONAL
    if frame.gap_rows:
        gaps = states[list(frame.gap_rows)]
        held = (gaps == HELD).any(axis=0)
        if plan.policy.missing != "zero":
            held |= (gaps == MISSING).any(axis=0)
            unit[points_stage.peers_waiting(plan.points, frame)] = UnitState.PROVISIONAL
        unit[held] = UnitState.HELD
    unit[nothing] = UnitState.UNCLASSIFIED
    return unit


def _below_role(counts: str, frame: Frame) -> Mask:
    """Tell which units have an answer from a role below the one that counts."""
    least = ROLES.index(counts)
    below = np.zeros(len(frame), dtype=bool)
    for name, codes in frame.sheet.roles.items():
        given = frame.answer(name).states == 0
        below |= given & (codes[frame.window] < least)
    return below
