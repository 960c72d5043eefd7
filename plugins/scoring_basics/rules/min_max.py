"""C2, between the least and the greatest of the group."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from scoring import (
    Case,
    Numbers,
    Parameter,
    RuleKind,
    Say,
    Slot,
    Text,
    Worked,
    choose,
    one_of,
)
from scoring_basics import peers

_SHARE_BY_WORD = {"full": Fraction(1), "half": Fraction(1, 2), "zero": Fraction(0)}


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
    """Give (value − worst) ÷ (best − worst) × max."""
    value, shape = case.value, case.value.shape
    row, codes = value.reshape(-1), peers.order_codes(value)
    pool, who = peers.pools(case, shape), peers.counted(case, shape)
    if case.better == "low":
        codes = -codes
    best = row[peers.leaders(codes, pool, who)].reshape(*shape)
    worst = row[peers.leaders(-codes, pool, who)].reshape(*shape)
    width = best - worst
    level = width == 0
    share = (value - worst) / choose(level, 1, width)
    return choose(level, _SHARE_BY_WORD[case.all_equal], share) * case.max


def explain(case: Case, say: Say) -> str:
    """Write where the unit stands between the worst and the best."""
    low, high = min(case.peers["value"]), max(case.peers["value"])
    if low == high:
        share = say.share(_SHARE_BY_WORD[case.all_equal])
        return say.text(
            vi=f"mọi đơn vị trong nhóm đều {say(low)}: {share} × {say(case.max)}",
            en=f"every unit of the group has {say(low)}: {share} × {say(case.max)}",
        )
    if case.better == "high":
        above, width = f"({say(case.value)} − {say(low)})", f"({say(high)} − {say(low)})"
    else:
        above, width = f"({say(high)} − {say(case.value)})", f"({say(high)} − {say(low)})"
    return f"{above} ÷ {width} × {say(case.max)}"


def reach(case: Case) -> tuple[Fraction, Fraction]:
    """Give the least and the greatest points."""
    return Fraction(0), case.max


_RULE = {"better": "high", "all_equal": "full"}

KIND = RuleKind(
    name="min-max",
    title=Text(vi="Giữa thấp nhất và cao nhất nhóm", en="Between the least and the greatest"),
    formula=Text(
        vi="(giá trị − kém nhất) ÷ (tốt nhất − kém nhất) × điểm tối đa",
        en="(value − worst) ÷ (best − worst) × max",
    ),
    slots=slots,
    parameters=(
        peers.BETTER_PARAMETER,
        Parameter(
            "all_equal",
            one_of("full", "half", "zero"),
            Text(
                vi="khi mọi đơn vị bằng nhau, hoặc chỉ có một đơn vị",
                en="when all units are equal, or there is only one",
            ),
        ),
    ),
    points=points,
    explain=explain,
    reach=reach,
    scope="peers",
    source="C2",
    worked=(
        Worked(
            _RULE,
            [{"value": 40}, {"value": 55}, {"value": 70}],
            ["0", "5", "10"],
            "10",
            Text(vi="cao hơn là tốt hơn", en="higher is better"),
        ),
        Worked(
            {**_RULE, "better": "low"},
            [{"value": 40}, {"value": 55}, {"value": 70}],
            ["10", "5", "0"],
            "10",
            Text(vi="thấp hơn là tốt hơn", en="lower is better"),
        ),
        Worked(
            {**_RULE, "all_equal": "half"},
            [{"value": 40}, {"value": 40}],
            ["5", "5"],
            "10",
            Text(vi="mọi đơn vị bằng nhau", en="all units are equal"),
        ),
        Worked(
            {**_RULE, "all_equal": "zero"},
            [{"value": 40}, {"value": 55}, {"value": 70}],
            ["0", "0", "10"],
            "10",
            Text(
                vi="đơn vị một mình một nhóm; hai đơn vị nhóm kia vẫn so với nhau",
                en="one unit alone in its group; the two others are compared",
            ),
            groups=("Cụm 2", "Cụm 1", "Cụm 1"),
        ),
    ),
)
