"""R12, frequency: how often it was done of how often it had to be."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from scoring import (
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
    fault,
)
from scoring_basics import previews
from scoring_basics.checks import above_nothing


def points(case: Case) -> Numbers:
    """Give max × count ÷ required, 0 below the threshold, at most max."""
    # Dividing last keeps one denominator until then, which is several times faster.
    counted = case.count.at_most(case.required)
    if case.has("zero_below"):
        counted = choose(case.count < case.required * case.zero_below, 0, counted)
    return counted * case.max / case.required


def explain(case: Case, say: Say) -> str:
    """Write count ÷ required × max with the numbers put in."""
    share = case.count / case.required
    line = f"{say(case.count)} ÷ {say(case.required)}"
    if case.zero_below is not None and share < case.zero_below:
        return f"{line} < {say.share(case.zero_below)}" + say.text(
            vi=", dưới ngưỡng nên 0 điểm", en=", below the threshold, so 0 points"
        )
    if share > 1:
        return f"{line} > 100% → 100% × {say(case.max)}"
    return f"{line} × {say(case.max)}"


def preview(case: Cells) -> str:
    """Write count ÷ required × max, 0 below the threshold, at most max."""
    counted = f"MIN({case.count},{case.say(case.required)})"
    if case.has("zero_below"):
        least = case.required * case.zero_below
        counted = f"IF({previews.compared(case.count, '<', least)},0,{counted})"
    return f"{counted}*{case.say(case.max)}/{case.say(case.required)}"


def reach(case: Case) -> tuple[Fraction, Fraction]:
    """Give the least and the greatest points."""
    return Fraction(0), case.max


def check(case: Case) -> Sequence[ParameterFault]:
    """Refuse a duty of less than one time."""
    if case.required >= 1:
        return []
    return [
        fault(
            "required phải từ 1 trở lên.",
            "required must be 1 or more.",
            "Viết số lần phải làm trong kỳ.",
            "Write how many times it must be done in the period.",
            "required",
        )
    ]


def doubt(case: Case) -> Sequence[ParameterFault]:
    """Doubt a threshold of 0%."""
    return above_nothing("zero_below", case.zero_below)


KIND = RuleKind(
    name="frequency",
    title=Text(vi="Theo số lần", en="Frequency"),
    formula=Text(
        vi="số lần ÷ số lần phải làm × điểm tối đa, tính nhiều nhất 100%",
        en="times ÷ times required × max, at most 100% counts",
    ),
    slots=(Slot("count", "count", Text(vi="số lần đã làm", en="times it was done"), UP),),
    parameters=(
        Parameter(
            "required",
            POSITIVE,
            Text(vi="số lần phải làm trong kỳ", en="times it must be done in the period"),
        ),
        Parameter(
            "zero_below",
            SHARE,
            Text(vi="dưới tỷ lệ này thì 0 điểm", en="below this share there are 0 points"),
            required=False,
            absent=Text(vi="không có ngưỡng", en="no threshold"),
        ),
    ),
    points=points,
    preview=preview,
    explain=explain,
    reach=reach,
    check=check,
    doubt=doubt,
    source="R12",
    worked=(
        Worked(
            {"required": 4},
            {"count": 3},
            "7.50",
            "10",
            Text(vi="đối thoại hằng quý, đủ 3 trong 4", en="quarterly dialogue, 3 of 4 held"),
        ),
        Worked(
            {"required": 52, "zero_below": "80%"},
            {"count": 45},
            "5.19",
            "6",
            Text(vi="tiếp dân hằng tuần 45/52, trên 80%", en="weekly reception 45/52, above 80%"),
        ),
        Worked(
            {"required": 52, "zero_below": "80%"},
            {"count": 41},
            "0.00",
            "6",
            Text(vi="41/52 dưới 80%", en="41/52 is below 80%"),
        ),
        Worked(
            {"required": 5, "zero_below": "80%"},
            {"count": 4},
            "4.80",
            "6",
            Text(vi="đúng 80% thì chưa mất điểm", en="exactly 80% still earns points"),
        ),
        Worked(
            {"required": 1},
            {"count": 3},
            "8.00",
            "8",
            Text(vi="làm nhiều hơn không được thêm điểm", en="doing more earns no more"),
        ),
    ),
)
