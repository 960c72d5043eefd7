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
    chain = [codes[scored] for codes in keys(plan, frame)]
    groups = frame.units.groups.codes[scored]
    method = plan.criteria.ranking.method
    if plan.criteria.ranking.within == "all":
        groups = np.zeros_like(groups)
    ranks, tied = _rank(groups, chain, method)
    overall, _ = _rank(np.zeros_like(groups), chain, method)
    for name, values, type_ in (
        ("rank", ranks, np.int64),
        ("rank_overall", overall, np.int64),
        ("tied", tied, np.bool_),
    ):
        column = np.full(len(frame), NO_RANK, dtype=type_)
        column[scored] = values
        frame.add(name, column)


def _rank(groups: Mask, chain: Sequence[Mask], method: str) -> tuple[Mask, Mask]:
    """Rank within groups, greatest key first; give ranks and whether each is shared."""
    count = len(groups)
    if count == 0:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=bool)
    packed = _pack(groups, chain)
    if packed is not None:
        order = np.argsort(packed, kind="stable")
        line = packed[order]
        new_key = np.concatenate(([True], line[1:] != line[:-1]))
    else:
        order = np.lexsort([-codes for codes in reversed(chain)] + [groups])
        new_key = np.zeros(count, dtype=bool)
        for codes in (groups, *chain):
            line = codes[order]
            new_key |= np.concatenate(([True], line[1:] != line[:-1]))
    group_line = groups[order]
    new_group = np.concatenate(([True], group_line[1:] != group_line[:-1]))
    places = np.arange(count)
    group_start = np.maximum.accumulate(np.where(new_group, places, 0))
    key_start = np.maximum.accumulate(np.where(new_key, places, 0))
    if method == "dense":
        numbers = np.cumsum(new_key)
        ranks_line = numbers - numbers[group_start] + 1
    else:
        ranks_line = key_start - group_start + 1
    key_end = np.concatenate((new_key[1:], [True]))
    shared_line = ~(new_key & key_end)
    ranks, shared = np.empty(count, dtype=np.int64), np.empty(count, dtype=bool)
    ranks[order], shared[order] = ranks_line, shared_line
    return ranks, shared


def _pack(groups: Mask, chain: Sequence[Mask]) -> Mask | None:
    """Pack group and keys into one integer that sorts best first, if 62 bits hold it."""
    packed = groups.astype(np.int64)
    width = int(packed.max()) + 1
    for codes in chain:
        low, high = int(codes.min()), int(codes.max())
        span = high - low + 1
        if width * span >= 2**62:
            return None
        packed = packed * span + (high - codes)
        width *= span
    return packed
