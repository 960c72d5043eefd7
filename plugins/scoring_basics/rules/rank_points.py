"""C3, points by rank in the group; equal values share the better place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from scoring import (
    POSITIVE,
    Case,
    Numbers,
    Parameter,
    ParameterFault,
    RuleKind,
    Say,
    Slot,
    Text,
    Worked,
    choose,
    fault,
    list_of,
)
from scoring_basics import peers


def slots(parameters: Mapping[str, Any]) -> tuple[Slot, ...]:
    """Ask for the value the units are ranked by."""
    return (
        Slot(
            "value",
            "number",
            Text(vi="giá trị để xếp thứ trong nhóm", en="value ranked in the group"),
            peers.direction(parameters["better"]),
            low=None,
        ),
    )


def points(case: Case) -> Numbers:
    """Give the points of the unit's place among its peers."""
    shape = case.value.shape
    codes = peers.order_codes(case.value)
    before = peers.count_before(
        codes if case.better == "high" else -codes,
        peers.pools(case, shape),
        peers.counted(case, shape),
    ).reshape(shape)
    earned = case.rest
    for place, worth in reversed(list(enumerate(case.places))):
        earned = choose(before == place, worth, earned)
    return earned


def explain(case: Case, say: Say) -> str:
    """Write the unit's value and its place."""
    place = peers.better_than(case.value, case.peers["value"], case.better) + 1
    members = len(case.peers["value"])
    return say.text(
        vi=f"{say(case.value)}: thứ {place} trong {members} đơn vị của nhóm",
        en=f"{say(case.value)}: place {place} of {members} units of the group",
    )


def reach(case: Case) -> tuple[Fraction, Fraction]:
    """Give the least and the greatest points."""
    return min(case.rest, *case.places), max(case.rest, *case.places)


def check(case: Case) -> Sequence[ParameterFault]:
    """Refuse a worse place that earns more."""
    ladder = [*case.places, case.rest]
    return [
        fault(
            "thứ hạng kém hơn lại được nhiều điểm hơn.",
            "a worse place earns more points.",
            "Xếp điểm giảm dần theo thứ hạng, rest không lớn hơn điểm cuối.",
            "Let the points fall from place to place, and rest be no more than the last.",
            *(("places", index + 1) if index + 1 < len(case.places) else ("rest",)),
        )
        for index in range(len(ladder) - 1)
        if ladder[index + 1] > ladder[index]
    ]


_RULE = {"better": "high", "places": [10, 8, 6], "rest": 4}

KIND = RuleKind(
    name="rank-points",
    title=Text(vi="Theo thứ hạng trong nhóm", en="By rank in the group"),
    formula=Text(vi="thứ hạng trong nhóm → điểm", en="place in the group → points"),
    slots=slots,
    parameters=(
        peers.BETTER_PARAMETER,
        Parameter(
            "places",
            list_of(POSITIVE),
            Text(vi="điểm của hạng nhất, nhì, ba …", en="points of the first, second … place"),
        ),
        Parameter("rest", POSITIVE, Text(vi="điểm của các hạng còn lại", en="points of the rest")),
    ),
    points=points,
    explain=explain,
    reach=reach,
    check=check,
    scope="peers",
    source="C3",
    worked=(
        Worked(
            _RULE,
            [{"value": 95}, {"value": 90}, {"value": 85}, {"value": 80}, {"value": 75}],
            ["10", "8", "6", "4", "4"],
            "10",
            Text(vi="nhất 10, nhì 8, ba 6, còn lại 4", en="first 10, second 8, third 6, rest 4"),
        ),
        Worked(
            _RULE,
            [{"value": 95}, {"value": 90}, {"value": 90}, {"value": 80}],
            ["10", "8", "8", "4"],
            "10",
            Text(vi="hai đơn vị cùng hạng nhì, không có hạng ba", en="two share the second place"),
        ),
        Worked(
            {**_RULE, "better": "low"},
            [{"value": "0.5"}, {"value": 0}, {"value": 2}],
            ["8", "10", "6"],
            "10",
            Text(vi="thấp hơn là tốt hơn", en="lower is better"),
        ),
        Worked(
            _RULE,
            [{"value": 95}, {"value": 90}, {"value": 85}],
            ["10", "10", "8"],
            "10",
            Text(vi="mỗi nhóm xếp riêng", en="each group is ranked by itself"),
            groups=("Cụm 1", "Cụm 2", "Cụm 2"),
        ),
    ),
)
