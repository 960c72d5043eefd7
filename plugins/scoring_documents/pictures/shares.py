"""Shares: what a unit reached of each part, exact, beside the others of its group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

from attrs import frozen

from scoring import Criterion, Result, State, Text

_NOT_APPLICABLE = Text(vi="KAD", en="n/a")
_MISSING = Text(vi="trống", en="blank")
_HELD = Text(vi="giữ", en="held")


@frozen
class Share:
    """What a unit reached of a part: a share of the applicable maximum, or why there is none.

    `is_partial` says that some criterion of the part was left blank and counts as 0.
    """

    share: Fraction | None
    aside: Text | None = None
    is_partial: bool = False


@frozen
class GroupShares:
    """The least, the middle and the greatest share of a part, among those who have one."""

    least: Fraction
    middle: Fraction
    greatest: Fraction
    units: int


def share_of(result: Result, part: Criterion, row: int) -> Share:
    """Give what a unit reached of a part."""
    states = _states(result, part, row)
    most, points = _most(result, part, row, states), result.points(part.code, row)
    if most <= 0 or all(state is State.NOT_APPLICABLE for state in states):
        return Share(None, _NOT_APPLICABLE)
    applying = [state for state in states if state is not State.NOT_APPLICABLE]
    blank = State.MISSING in applying
    if all(state is State.MISSING for state in applying):
        return Share(None, _MISSING)
    if State.HELD in applying or (blank and result.criteria.policy.missing != "zero"):
        return Share(None, _HELD)
    assert isinstance(points, Fraction)
    return Share(points / most, is_partial=blank)


def _states(result: Result, part: Criterion, row: int) -> list[State]:
    """Give the states of the leaves of a part."""
    block = result.codes("states")
    leaves = result.criteria.below(part.code)
    return [State(int(block[result.row_by_code[leaf.code], row])) for leaf in leaves]


def _most(result: Result, part: Criterion, row: int, states: Sequence[State]) -> Fraction:
    """Give the greatest points that a part can have for a unit."""
    if part.code not in result.row_by_code:
        return result.numbers(f"applicable:{part.code}").at(row)
    return part.max or Fraction(0)


@lru_cache(maxsize=8)
def group_shares(result: Result, group: str) -> Mapping[str, GroupShares]:
    """Give the spread of each part over a group; parts that nobody has a share of lack.

    Found once for a group, however many of its units are drawn.
    """
    rows = [row for row in range(len(result.units)) if result.units.groups[row] == group]
    spread = {}
    for part in result.criteria.parts:
        found = (share_of(result, part, row).share for row in rows)
        shares = sorted(share for share in found if share is not None)
        if shares:
            spread[part.code] = GroupShares(shares[0], middle_of(shares), shares[-1], len(shares))
    return spread


def middle_of(ordered: Sequence[Fraction]) -> Fraction:
    """Give the median of numbers in order."""
    half = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[half]
    return (ordered[half - 1] + ordered[half]) / 2


def say_percent(share: Fraction) -> str:
    """Write a share as whole percent, cut and never rounded up: 100 is reached or not."""
    percent = abs(share * 100).__floor__()
    return f"-{percent}" if share < 0 and percent else str(percent)
