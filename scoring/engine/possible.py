"""Possible: what can the points, totals and fields of a unit be, and can a condition hold?

A condition is unfolded into worlds: stretches of numbers that must be true together. It
is impossible when no world is left. What is said here is only ever certain: where
something cannot be told, it is possible.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import TypeAlias

from attrs import field, frozen

from scoring.model.criteria import (
    AllCondition,
    AnyCondition,
    Condition,
    CriteriaSet,
    Criterion,
    Field,
    FieldCondition,
    LinkCondition,
    NotCondition,
    PartsCondition,
    PointsCondition,
    Rule,
    StateCondition,
    TotalCondition,
)
from scoring.model.interval import Interval
from scoring.plugin.kinds import Case, RuleKind

Range: TypeAlias = tuple[Fraction, Fraction]
World: TypeAlias = Mapping[tuple[str, ...], Interval]

# More ways than this to meet a condition are not walked through.
MOST_WORLDS = 512

ZERO, ONE = Fraction(0), Fraction(1)
_WHOLE = ("count", "flag", "option", "date")


def meet(a: Interval, b: Interval) -> Interval | None:
    """Give what two intervals share; None if that is nothing."""
    low, with_low = a.low, a.with_low
    if b.low is not None and (low is None or b.low >= low):
        low, with_low = b.low, b.with_low and (b.low != a.low or a.with_low)
    high, with_high = a.high, a.with_high
    if b.high is not None and (high is None or b.high <= high):
        high, with_high = b.high, b.with_high and (b.high != a.high or a.with_high)
    if low is None or high is None or low < high or (low == high and with_low and with_high):
        return Interval(low, with_low, high, with_high)
    return None


def reach_of(
    rule: Rule, most: Fraction | None, kinds: Mapping[str, RuleKind]
) -> tuple[Range, tuple[Range, ...]] | None:
    """Give the least and greatest points of a rule and of each rule inside it.

    None where that is not known: a rule without a maximum.
    """
    if most is None:
        return None
    parts = []
    for part in rule.parts:
        inside = reach_of(part, _part_max(part), kinds)
        if inside is None:
            return None
        parts.append(inside[0])
    given = {**rule.parameters, "max": most, "answered": frozenset(rule.answers)}
    if parts:
        given["parts"] = tuple(parts)
    return kinds[rule.kind].reach(Case(given)), tuple(parts)


def _part_max(part: Rule) -> Fraction | None:
    most = part.parameters.get("max")
    return most if isinstance(most, Fraction) else None


@frozen(eq=False)
class Reasoner:
    """Tells what is possible in a set that reads without errors, kind by kind of unit."""

    criteria: CriteriaSet
    kinds: Mapping[str, RuleKind]
    _ranges: dict[str, Interval] = field(factory=dict, init=False)

    # ---- what applies --------------------------------------------------------------------

    def applies(self, criterion: Criterion, kind: str) -> bool:
        """Tell whether a criterion, or any below a group, is for a kind of unit."""
        if criterion.rule is not None:
            return not criterion.unit_kinds or kind in criterion.unit_kinds
        return any(self.applies(leaf, kind) for leaf in self.criteria.below(criterion.code))

    def applicable_max(self, criterion: Criterion, kind: str) -> Fraction:
        """Give the greatest points a unit of a kind can earn in a criterion."""
        most = criterion.max or ZERO
        children = self.criteria.children_by_code.get(criterion.code, ())
        if not self.applies(criterion, kind):
            return ZERO
        if not children or criterion.combine != "sum":
            return most
        return sum((self.applicable_max(child, kind) for child in children), ZERO)

    # ---- ranges --------------------------------------------------------------------------

    def points_range(self, criterion: Criterion) -> Interval:
        """Give the points that a criterion, a bonus or a deduction can have."""
        if criterion.code not in self._ranges:
            self._ranges[criterion.code] = self._points_range(criterion)
        return self._ranges[criterion.code]

    def _points_range(self, criterion: Criterion) -> Interval:
        low, high = ZERO, criterion.max
        if criterion.rule is not None:
            reach = reach_of(criterion.rule, criterion.max, self.kinds)
            if reach is not None:
                high = reach[0][1]
                if not self._can_be_lost(criterion):
                    low = max(reach[0][0], ZERO)
        elif criterion.cap is not None and high is not None:
            high = min(high, criterion.cap)
        return Interval(low, True, high, True)

    def _can_be_lost(self, criterion: Criterion) -> bool:
        """Tell whether something other than the rule can leave the leaf with 0 points."""
        rule = criterion.rule
        assert rule is not None
        return (
            self.criteria.policy.missing == "zero"
            or criterion.depends_on is not None
            or criterion.evidence_rule is not None
            or bool(rule.on_zero)
            or rule.enough is not None
            or bool(rule.parts)
        )

    def extra_range(self, name: str) -> Interval:
        """Give what all bonuses, or all deductions, can come to."""
        is_bonus = name == "bonus"
        extras = self.criteria.bonuses if is_bonus else self.criteria.deductions
        policy = self.criteria.policy
        if not extras or ("bonus" if is_bonus else "deduct") not in policy.order:
            return Interval(ZERO, True, ZERO, True)
        most = self.sum_of_extras(name)
        cap = policy.bonus_cap if is_bonus else policy.deduction_cap
        if cap is not None and (most is None or cap < most):
            most = cap
        return Interval(ZERO, True, most, True)

    def sum_of_extras(self, name: str) -> Fraction | None:
        """Give the sum of the maxima of bonuses or deductions; None without a ceiling."""
        extras = self.criteria.bonuses if name == "bonus" else self.criteria.deductions
        ends = [self.points_range(one).high for one in extras]
        known = [end for end in ends if end is not None]
        return sum(known, ZERO) if len(known) == len(ends) else None

    def unclamped_range(self) -> Interval:
        """Give the totals that the criteria can give before the clamp."""
        bonus, deduction = self.extra_range("bonus").high, self.extra_range("deduction").high
        scale = self.criteria.policy.scale
        return Interval(
            None if deduction is None else -deduction,
            True,
            None if bonus is None else scale + bonus,
            True,
        )

    def total_range(self) -> Interval:
        """Give the totals a unit can have."""
        clamp, range_ = self.criteria.policy.clamp, self.unclamped_range()
        if "clamp" not in self.criteria.policy.order:
            return range_
        clamped = meet(range_, Interval(clamp.min, True, clamp.max, True))
        return range_ if clamped is None else clamped

    def field_range(self, one: Field) -> Interval:
        """Give the values a field can hold, as numbers."""
        high = {
            "share": ONE,
            "flag": ONE,
            "option": Fraction(len(one.options) - 1) if one.options else None,
        }.get(one.type)
        return Interval(ZERO, True, high, True)

    # ---- conditions ----------------------------------------------------------------------

    def is_possible(
        self, condition: Condition, kind: str, total: Interval | None = None, wanted: bool = True
    ) -> bool:
        """Tell whether a unit of a kind can meet a condition (or fail it, unless `wanted`).

        `total` says within which totals. Failing it counts only where the criteria it looks
        at apply: anything can be set aside by an appraiser.
        """
        worlds = self._worlds(condition, kind, wanted)
        if worlds is None or total is None:
            return worlds is None or bool(worlds)
        key = ("total", "total")
        return any(
            meet(world.get(key, self.total_range()), meet(total, self.total_range()) or _NOTHING)
            is not None
            for world in worlds
        )

    def _worlds(self, condition: Condition, kind: str, wanted: bool) -> list[World] | None:
        """Give the worlds in which a condition holds; None if there are too many to tell."""
        if isinstance(condition, NotCondition):
            return self._worlds(condition.condition, kind, not wanted)
        if isinstance(condition, AllCondition | AnyCondition):
            below = [self._worlds(one, kind, wanted) for one in condition.conditions]
            return _joined(below, isinstance(condition, AllCondition) == wanted)
        if isinstance(condition, PartsCondition):
            below = [
                self._share(part, condition.interval, wanted)
                for part in self.criteria.parts
                if self.applies(part, kind)
            ]
            if not below:
                return [{}] if condition.every == wanted else []
            return _joined(below, condition.every == wanted)
        if isinstance(condition, PointsCondition):
            criterion = self.criteria.criterion_by_code[condition.criterion]
            if not self.applies(criterion, kind):
                return [] if wanted else [{}]
            if condition.share:
                return self._share(criterion, condition.interval, wanted)
            range_ = self.points_range(criterion)
            if criterion.rule is None:
                most = self.applicable_max(criterion, kind)
                if self.criteria.policy.not_applicable not in ("redistribute", "full-marks"):
                    range_ = meet(range_, Interval(ZERO, True, most, True)) or range_
            return _stretch(("points", criterion.code), condition.interval, range_, wanted)
        if isinstance(condition, FieldCondition):
            one = self.criteria.fields[condition.field]
            range_ = self.field_range(one)
            whole = one.type in _WHOLE
            return _stretch(("field", one.id), condition.interval, range_, wanted, whole)
        if isinstance(condition, TotalCondition):
            range_ = self.total_range()
            if condition.of != "total":
                range_ = self.extra_range(condition.of)
            return _stretch(("total", condition.of), condition.interval, range_, wanted)
        return self._fact(condition, kind, wanted)

    def _share(self, criterion: Criterion, interval: Interval, wanted: bool) -> list[World]:
        range_, most = self.points_range(criterion), criterion.max
        if not most:
            return [{}]
        if criterion.rule is not None:
            # A share of a leaf is the same thing as its points.
            return _stretch(
                ("points", criterion.code),
                _times(interval, most),
                range_,
                wanted,
            )
        share = Interval(ZERO, True, ONE, True)
        return _stretch(("share", criterion.code), interval, share, wanted)

    def _fact(self, condition: Condition, kind: str, wanted: bool) -> list[World]:
        """Give the worlds of something that is so or not: a state, a link."""
        known: bool | None = None
        key: tuple[str, ...]
        if isinstance(condition, StateCondition):
            name = condition.criterion
            key = ("state", name or condition.field or "", condition.state)
            if name is not None:
                criterion = self.criteria.criterion_by_code[name]
                if not self.applies(criterion, kind):
                    known = condition.state == "not-applicable"
                elif criterion.rule is None and condition.state == "missing":
                    known = False  # a group is held, not missing
        else:
            assert isinstance(condition, LinkCondition)
            key = ("link", condition.link, condition.grade or "", condition.kind or "")
        if known is not None:
            return [{}] if known == wanted else []
        so = Fraction(int(wanted))
        return [{key: Interval(so, True, so, True)}]


# An interval that holds no total at all.
_NOTHING = Interval(ONE, False, ONE, True)


def _times(interval: Interval, factor: Fraction) -> Interval:
    return Interval(
        None if interval.low is None else interval.low * factor,
        interval.with_low,
        None if interval.high is None else interval.high * factor,
        interval.with_high,
    )


def _stretch(
    key: tuple[str, ...], interval: Interval, range_: Interval, wanted: bool, whole: bool = False
) -> list[World]:
    """Give the worlds in which a number lies in an interval, or outside it."""
    pieces = [interval]
    if not wanted:
        pieces = []
        if interval.low is not None:
            pieces.append(Interval(None, True, interval.low, not interval.with_low))
        if interval.high is not None:
            pieces.append(Interval(interval.high, not interval.with_high, None, True))
    worlds: list[World] = []
    for piece in pieces:
        inside = meet(_wholes(piece) if whole else piece, range_)
        if inside is not None:
            worlds.append({key: inside})
    return worlds


def _wholes(interval: Interval) -> Interval:
    """Draw an interval in to the whole numbers it holds."""
    low, high = interval.low, interval.high
    if low is not None:
        low = Fraction(math.ceil(low) if interval.with_low else math.floor(low) + 1)
    if high is not None:
        high = Fraction(math.floor(high) if interval.with_high else math.ceil(high) - 1)
    return Interval(low, True, high, True)


def _joined(below: Sequence[list[World] | None], together: bool) -> list[World] | None:
    """Join worlds: all of them at once, or any."""
    if together and any(worlds == [] for worlds in below):
        return []
    if not together:
        known = [world for worlds in below if worlds is not None for world in worlds]
        return None if any(worlds is None for worlds in below) else known
    count = math.prod(len(worlds) for worlds in below if worlds is not None)
    if any(worlds is None for worlds in below) or count > MOST_WORLDS:
        return None
    joined = [_merged(some) for some in product(*(worlds for worlds in below if worlds))]
    return [world for world in joined if world is not None]


def _merged(worlds: Sequence[World]) -> World | None:
    merged: dict[tuple[str, ...], Interval] = {}
    for world in worlds:
        for key, interval in world.items():
            inside = meet(merged[key], interval) if key in merged else interval
            if inside is None:
                return None
            merged[key] = inside
    return merged
