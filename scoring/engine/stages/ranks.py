"""Ranks: units in order; equal keys share a rank, and nothing else decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from attrs import evolve, frozen

from scoring.engine.frame import Frame
from scoring.engine.stages.grades import compared
from scoring.model.columns import Mask, Numbers, choose
from scoring.model.criteria import CriteriaSet
from scoring.model.result import NO_RANK, UnitState
from scoring.plugin.kinds import TieBreaker

NAME = "ranks"


@frozen(eq=False)
class Plan:
    """The chain of tie-breakers with what each is given."""

    criteria: CriteriaSet
    breakers: tuple[tuple[TieBreaker, Mapping[str, Any]], ...]


def plan(criteria: CriteriaSet, offers: Any, earlier: Mapping[str, Any]) -> Plan:
    """Bind the tie-breakers."""
    breakers = tuple(
        (evolve(offers.tie_breakers[tie.kind], parameters=()), tie.parameters)
        for tie in criteria.ranking.tie_breakers
    )
    return Plan(criteria, breakers)


@frozen(eq=False)
class FrameStanding:
    """What a tie-breaker sees of a frame."""

    frame: Frame

    def points(self, code: str) -> Numbers:
        """Give the points of a leaf, a group, a bonus or a deduction."""
        if code in self.frame.point_rows:
            return self.frame.numbers("points")[self.frame.point_rows[code]]
        return self.frame.numbers(f"part:{code}")

    def total(self, name: str) -> Numbers:
        """Give a total by name."""
        return self.frame.numbers(name)

    def field(self, name: str, better: str = "high") -> Numbers:
        """Give a field as a key, greater first; a unit without a value comes last."""
        column = self.frame.answer(name)
        given = column.states == 0
        key = column.numbers if better == "high" else -column.numbers
        least = min((key.at(int(row)) for row in np.nonzero(given)[0]), default=0)
        return choose(given, key, least - 1)

    def gap(self) -> Numbers:
        """Give how far what counts is from what the unit said of itself, in answers."""
        sheet = self.frame.sheet
        gap = Numbers(np.zeros(len(self.frame), dtype=np.int64))
        for name, own in sheet.self_columns.items():
            counted = sheet.columns[name]
            both = (own.states == 0) & (counted.states == 0)
            gap = gap + choose(both, abs(counted.numbers - own.numbers), 0)
        return gap


def keys(plan: Plan, frame: Frame) -> list[Mask]:
    """Give the order codes that rank a unit: the total first, then each tie-breaker."""
    share = plan.criteria.ranking.by == "share"
    standing = FrameStanding(frame)
    return [
        compared(plan.criteria, frame, share).order_codes(),
        *(
            breaker.key(standing, parameters).spread((len(frame),)).order_codes()
            for breaker, parameters in plan.breakers
        ),
    ]


def run(plan: Plan, frame: Frame) -> None:
    """Add `rank` (in the group, or among all), `rank_overall` and `tied`."""
    scored = np.nonzero(frame.codes("state:graded") == UnitState.SCORED)[0]
    everyone = len(scored) == len(frame)
    chain = [codes if everyone else codes[scored] for codes in keys(plan, frame)]
    method = plan.criteria.ranking.method
    line = best_first(chain)
    overall, tied = _number(scored[line.order], line.is_new, None, len(frame), method)
    ranks = overall
    if plan.criteria.ranking.within == "group":
        coded = frame.units.groups
        # Sorting stably by group keeps the best first in each; small integers sort fastest.
        small = np.min_scalar_type(len(coded.labels))
        groups = coded.codes[scored[line.order]].astype(small)
        by_group = np.argsort(groups, kind="stable")
        key = np.cumsum(line.is_new)[by_group]
        is_new = _differs(key) | _differs(groups[by_group])
        rows = scored[line.order[by_group]]
        ranks, tied = _number(rows, is_new, groups[by_group], len(frame), method)
    frame.add("rank", ranks)
    frame.add("rank_overall", overall)
    frame.add("tied", tied)


@frozen(eq=False)
class Line:
    """Rows in order, the best first, and where a row has another key than the one before."""

    order: Mask
    is_new: Mask


def best_first(chain: Sequence[Mask]) -> Line:
    """Put rows in order: the greatest first key, of equal ones the greatest second one …"""
    count = len(chain[0])
    packed, width = _pack(chain)
    if packed is not None and width * count < 2**62:
        # With its row behind it each key is different, and sorting plain numbers is fastest.
        shift = count.bit_length()
        packed = np.sort((packed << shift) | np.arange(count))
        order, line = packed & ((1 << shift) - 1), packed >> shift
        return Line(order, _differs(line))
    order = np.lexsort([-codes for codes in reversed(chain)])
    is_new = np.zeros(count, dtype=bool)
    for codes in chain:
        is_new |= _differs(codes[order])
    return Line(order, is_new)


def _differs(line: Mask) -> Mask:
    """Tell of each element whether it differs from the one before; the first does."""
    differs = np.ones(len(line), dtype=bool)
    np.not_equal(line[1:], line[:-1], out=differs[1:])
    return differs


def _number(
    rows: Mask, is_new: Mask, groups: Mask | None, length: int, method: str
) -> tuple[Mask, Mask]:
    """Give the rank of each row of a line, and whether it is shared; 0 for all others."""
    count = len(rows)
    places = np.arange(count, dtype=np.int32)
    if method == "dense":
        line = np.cumsum(is_new, dtype=np.int32)
    else:
        line = np.maximum.accumulate(places * is_new) + 1
    if groups is not None:
        begins = np.maximum.accumulate(places * _differs(groups))
        line = line - line[begins] + 1
    shared = ~is_new
    shared[:-1] |= shared[1:]
    ranks, tied = np.full(length, NO_RANK, dtype=np.int32), np.zeros(length, dtype=bool)
    ranks[rows], tied[rows] = line, shared
    return ranks, tied


def _pack(chain: Sequence[Mask]) -> tuple[Mask | None, int]:
    """Pack keys into one integer that sorts best first, and give its span; None if too great."""
    packed, width = np.zeros(len(chain[0]), dtype=np.int64), 1
    for codes in chain:
        low, high = int(codes.min(initial=0)), int(codes.max(initial=0))
        span = high - low + 1
        if width * span >= 2**62:
            return None, 0
        packed = packed * span + (high - codes)
        width *= span
    return packed, width
