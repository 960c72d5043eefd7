"""C4, by share of the group: the top so many percent get so many points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from scoring import (
    POSITIVE,
    SHARE,
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
    table_of,
)
from scoring_basics import peers
from scoring_basics.bands import percent


def slots(parameters: Mapping[str, Any]) -> tuple[Slot, ...]:
    """Ask for the value the units are compared by."""
    return (
        Slot(
            "value",
            "number",
            Text(vi="giá trị để so trong nhóm", en="value compared in the group"),
            peers.direction(parameters["better"]),
            low=None,
        ),
    )


def points(case: Case) -> Numbers:
    """Give the points of the first step whose share the unit is within.

    A unit is within the top x when those strictly better are less than x of the group.
    """
    shape = case.value.shape
    pool, who = peers.pools(case, shape), peers.counted(case, shape)
    codes = peers.order_codes(case.value)
    if case.better == "low":
        codes = -codes
    before = Numbers(peers.count_before(codes, pool, who).reshape(shape))
    members = Numbers(peers.count_members(pool, who).reshape(shape))
    earned = case.steps[-1].points
    for step in reversed(case.steps[:-1]):
        earned = choose(before < step.top * members, step.points, earned)
    return Numbers.one(earned).spread(shape)


def explain(case: Case, say: Say) -> str:
    """Write how many are better, and within which share that is."""
    members = len(case.peers["value"])
    before = peers.better_than(case.value, case.peers["value"], case.better)
    share = Fraction(before, members)
    line = say.text(
        vi=f"{before} trong {members} đơn vị của nhóm tốt hơn",
        en=f"{before} of {members} units of the group are better",
    )
    for step in case.steps[:-1]:
        if share < step.top:
            return f"{line}: {percent(share, say)} < {say.share(step.top)}"
    if len(case.steps) == 1:
        return line
    return f"{line}: {percent(share, say)} ≥ {say.share(case.steps[-2].top)}"


def reach(case: Case) -> tuple[Fraction, Fraction]:
    """Give the least and the greatest points."""
    points_of_steps = [step.points for step in case.steps]
    return min(points_of_steps), max(points_of_steps)


def check(case: Case) -> Sequence[ParameterFault]:
    """Refuse steps that do not widen, or that pay more for standing lower."""
    faults = []
    last = len(case.steps) - 1
    for index, step in enumerate(case.steps):
        if (step.top is None) != (index == last):
            faults.append(
                fault(
                    "chỉ bậc cuối để trống top, mọi bậc khác phải có.",
                    "the last step has no top, every other one has.",
                    "Viết { top = “20%”, points = 10 }, …, { points = 4 }.",
                    "Write { top = “20%”, points = 10 }, …, { points = 4 }.",
                    "steps",
                    index,
                )
            )
            continue
        if index == 0:
            continue
        before = case.steps[index - 1]
        if step.top is not None and before.top is not None and step.top <= before.top:
            faults.append(
                fault(
                    "top của bậc này không lớn hơn bậc trước.",
                    "the top of this step is not above the one before.",
                    "Xếp các bậc từ tỷ lệ nhỏ đến lớn.",
                    "Order the steps from the smallest share up.",
                    "steps",
                    index,
                    "top",
                )
            )
        if step.points > before.points:
            faults.append(
                fault(
                    "bậc này kém hơn mà lại được nhiều điểm hơn bậc trước.",
                    "this step is lower and earns more than the one before.",
                    "Xếp điểm giảm dần.",
                    "Let the points fall.",
                    "steps",
                    index,
                    "points",
                )
            )
    return faults


_RULE = {"better": "high", "steps": [{"top": "20%", "points": 10}, {"points": 4}]}

KIND = RuleKind(
    name="percentile",
    title=Text(vi="Theo tốp của nhóm", en="By share of the group"),
    formula=Text(
        vi="số đơn vị tốt hơn ÷ số đơn vị trong nhóm < tốp → điểm",
        en="units that are better ÷ units of the group < top → points",
    ),
    slots=slots,
    parameters=(
        peers.BETTER_PARAMETER,
        Parameter(
            "steps",
            list_of(
                table_of(
                    Parameter(
                        "top",
                        SHARE,
                        Text(vi="tốp bao nhiêu của nhóm", en="the top so much of the group"),
                        required=False,
                        absent=Text(vi="các đơn vị còn lại", en="the rest"),
                    ),
                    Parameter("points", POSITIVE, Text(vi="điểm", en="points")),
                )
            ),
            Text(vi="các tốp và điểm, bậc cuối không có top", en="shares and points"),
        ),
    ),
    points=points,
    explain=explain,
    reach=reach,
    check=check,
    scope="peers",
    source="C4",
    worked=(
        Worked(
            _RULE,
            [{"value": 95}, {"value": 90}, {"value": 85}, {"value": 80}, {"value": 75}],
            ["10", "4", "4", "4", "4"],
            "10",
            Text(vi="tốp 20% của 5 đơn vị là một", en="the top 20% of 5 units are one"),
        ),
        Worked(
            _RULE,
            [{"value": 95}, {"value": 95}, {"value": 85}, {"value": 80}, {"value": 75}],
            ["10", "10", "4", "4", "4"],
            "10",
            Text(
                vi="hai đơn vị bằng nhau cùng đứng đầu: không ai tốt hơn họ",
                en="two equal at the head: nobody is better than they are",
            ),
        ),
        Worked(
            _RULE,
            [{"value": 95}, {"value": 90}, {"value": 85}, {"value": 80}],
            ["10", "4", "4", "4"],
            "10",
            Text(vi="nhóm nhỏ: người đứng đầu luôn trong tốp", en="a small group: its head is in"),
        ),
        Worked(
            {"better": "low", "steps": [{"top": "50%", "points": 5}, {"points": 0}]},
            [{"value": 3}, {"value": 1}, {"value": 2}, {"value": 7}],
            ["0", "5", "5", "0"],
            "5",
            Text(vi="thấp hơn là tốt hơn, tốp một nửa", en="lower is better, the top half"),
        ),
    ),
)
