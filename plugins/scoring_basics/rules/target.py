"""R14, against a target: what was reached of what was assigned."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from scoring import (
    DOWN,
    POSITIVE,
    SHARE,
    UP,
    Case,
    Cells,
    Numbers,
    Parameter,
    ParameterFault,
    RuleKind,
    Say,
    Slot,
    Text,
    Worked,
    choose,
)
from scoring_basics import previews
from scoring_basics.bands import percent
from scoring_basics.checks import above_nothing, not_above


def points(case: Case) -> Numbers:
    """Give max × actual ÷ target, at most cap × max, 0 below the threshold."""
    # Dividing last keeps one denominator until then, which is several times faster.
    counted = case.actual.at_most(case.target * case.cap)
    if case.has("zero_below"):
        counted = choose(case.actual < case.target * case.zero_below, 0, counted)
    return counted * case.max / case.target


def explain(case: Case, say: Say) -> str:
    """Write actual ÷ target × max with the numbers put in."""
    share = case.actual / case.target
    line = f"{say(case.actual)} ÷ {say(case.target)}"
    if case.zero_below is not None and share < case.zero_below:
        return f"{line} = {percent(share, say)} < {say.share(case.zero_below)}" + say.text(
            vi=", dưới mức tối thiểu nên 0 điểm", en=", below the least share, so 0 points"
        )
    if share > case.cap:
        cap = say.share(case.cap)
        return f"{line} = {percent(share, say)} > {cap} → {cap} × {say(case.max)}"
    return f"{line} × {say(case.max)}"


def preview(case: Cells) -> str:
    """Write max × actual ÷ target, at most cap × max, 0 below the threshold."""
    counted = f"MIN({case.actual},{case.target}*{case.say(case.cap)})"
    if case.has("zero_below"):
        below = previews.compared(case.actual, "<", case.zero_below, case.target)
        counted = f"IF({below},0,{counted})"
    return f"{counted}*{case.say(case.max)}/{case.target}"


def reach(case: Case) -> tuple[Fraction, Fraction]:
    """Give the least and the greatest points."""
    return Fraction(0), case.cap * case.max


def check(case: Case) -> Sequence[ParameterFault]:
    """Refuse a threshold above the cap: nobody could earn points."""
    return not_above("zero_below", case.zero_below, "cap", case.cap)


def doubt(case: Case) -> Sequence[ParameterFault]:
    """Doubt a threshold of 0%."""
    return above_nothing("zero_below", case.zero_below)


KIND = RuleKind(
    name="target",
    title=Text(vi="So với chỉ tiêu giao", en="Against an assigned target"),
    formula=Text(vi="thực hiện ÷ chỉ tiêu giao × điểm tối đa", en="actual ÷ assigned target × max"),
    slots=(
        Slot("actual", "number", Text(vi="số thực hiện", en="what was reached"), UP),
        Slot(
            "target",
            "number",
            Text(vi="chỉ tiêu được giao", en="the target assigned"),
            DOWN,
            divides=True,
        ),
    ),
    parameters=(
        Parameter(
            "cap",
            POSITIVE,
            Text(
                vi="tỷ lệ tính nhiều nhất (1 là 100%)",
                en="the greatest share that counts (1 is 100%)",
            ),
        ),
        Parameter(
            "zero_below",
            SHARE,
            Text(vi="dưới tỷ lệ này thì 0 điểm", en="below this share there are 0 points"),
            required=False,
            absent=Text(vi="không có mức tối thiểu", en="no least share"),
        ),
    ),
    points=points,
    preview=preview,
    explain=explain,
    reach=reach,
    check=check,
    doubt=doubt,
    source="R14",
    worked=(
        Worked(
            {"cap": 1},
            {"actual": 11, "target": 14},
            "4.71",
            "6",
            Text(vi="11/14 chỉ tiêu của 6 điểm", en="11/14 of the target, for 6 points"),
        ),
        Worked(
            {"cap": 1},
            {"actual": 15, "target": 14},
            "6",
            "6",
            Text(vi="vượt chỉ tiêu vẫn chỉ tính 100%", en="above the target still counts as 100%"),
        ),
        Worked(
            {"cap": "120%"},
            {"actual": 15, "target": 10},
            "6",
            "5",
            Text(vi="vượt nhiều, tính đến 120%", en="far above, counted up to 120%"),
        ),
        Worked(
            {"cap": 1, "zero_below": "0.5"},
            {"actual": 12, "target": 25},
            "0",
            "25",
            Text(vi="48% dưới 50% nên 0", en="48% is below 50%, so 0"),
        ),
        Worked(
            {"cap": 1, "zero_below": "0.5"},
            {"actual": 25, "target": 50},
            "12.5",
            "25",
            Text(vi="đúng 50% thì được tính", en="exactly 50% counts"),
        ),
        Worked(
            {"cap": 1, "not_applicable_when_zero": "target"},
            {"actual": 3, "target": 0},
            "not-applicable",
            "5",
            Text(vi="không được giao chỉ tiêu", en="no target was assigned"),
        ),
    ),
)
