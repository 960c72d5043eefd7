"""R4, in proportion: what was done of what there was to do."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from scoring import (
    DOWN,
    NUMBER,
    SHARE,
    UP,
    Case,
    Cells,
    Limit,
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
    """Give max × done ÷ total, 0 below the threshold, at most cap × max."""
    # Dividing last keeps one denominator until then, which is several times faster.
    counted = case.done.at_most(case.total * case.cap) if case.has("cap") else case.done
    if case.has("zero_below"):
        counted = choose(case.done < case.total * case.zero_below, 0, counted)
    return counted * case.max / case.total


def explain(case: Case, say: Say) -> str:
    """Write done ÷ total × max with the numbers put in."""
    share = case.done / case.total
    line = f"{say(case.done)} ÷ {say(case.total)}"
    if case.zero_below is not None and share < case.zero_below:
        return f"{line} < {say.share(case.zero_below)}" + say.text(
            vi=", dưới ngưỡng nên 0 điểm", en=", below the threshold, so 0 points"
        )
    if case.cap is not None and share > case.cap:
        return f"{line} > {say.share(case.cap)} → {say.share(case.cap)} × {say(case.max)}"
    return f"{line} × {say(case.max)}"


def preview(case: Cells) -> str:
    """Write max × done ÷ total, 0 below the threshold, at most cap × max."""
    counted = case.done
    if case.has("cap"):
        counted = f"MIN({counted},{case.total}*{case.say(case.cap)})"
    if case.has("zero_below"):
        below = previews.compared(case.done, "<", case.zero_below, case.total)
        counted = f"IF({below},0,{counted})"
    return f"{counted}*{case.say(case.max)}/{case.total}"


def reach(case: Case) -> tuple[Fraction, Fraction]:
    """Give the least and the greatest points."""
    cap = case.cap if case.cap is not None else Fraction(1)
    return Fraction(0), cap * case.max


def check(case: Case) -> Sequence[ParameterFault]:
    """Refuse a threshold above the cap, which leaves no points to earn."""
    if case.zero_below is not None and case.cap is not None and case.zero_below > case.cap:
        return [
            fault(
                "zero_below lớn hơn cap nên không ai có điểm.",
                "zero_below is above cap, so nobody earns points.",
                "Hạ zero_below xuống.",
                "Lower zero_below.",
                "zero_below",
            )
        ]
    return []


def doubt(case: Case) -> Sequence[ParameterFault]:
    """Doubt a threshold of 0%."""
    return above_nothing("zero_below", case.zero_below)


KIND = RuleKind(
    name="proportional",
    title=Text(vi="Theo tỷ lệ", en="In proportion"),
    formula=Text(vi="thực hiện ÷ tổng × điểm tối đa", en="done ÷ total × max"),
    slots=(
        Slot("done", "number", Text(vi="số đã thực hiện", en="how much was done"), UP),
        Slot(
            "total",
            "number",
            Text(vi="tổng số phải thực hiện", en="how much there was"),
            DOWN,
            divides=True,
        ),
    ),
    parameters=(
        Parameter(
            "zero_below",
            SHARE,
            Text(vi="dưới tỷ lệ này thì 0 điểm", en="below this share there are 0 points"),
            required=False,
            absent=Text(vi="không có ngưỡng", en="no threshold"),
        ),
        Parameter(
            "cap",
            NUMBER,
            Text(vi="tỷ lệ tính nhiều nhất", en="the greatest share that counts"),
            required=False,
            absent=Text(vi="thực hiện không được vượt tổng", en="done must not exceed total"),
        ),
    ),
    limits=(Limit("done", "total", unless="cap"),),
    points=points,
    preview=preview,
    explain=explain,
    reach=reach,
    check=check,
    doubt=doubt,
    source="R4; Xuân Lộc CV 244/PNV 08/08/2022",
    worked=(
        Worked(
            {},
            {"done": 17, "total": 18},
            "1.89",
            "2",
            Text(vi="17/18 của 2 điểm", en="17/18 of 2 points"),
        ),
        Worked(
            {"zero_below": "90%"},
            {"done": 4, "total": 5},
            "0",
            "1",
            Text(
                vi="4/5 = 80% dưới 90% nên 0 (ví dụ trong văn bản gốc ghi 0,8 là sai)",
                en="4/5 = 80% is below 90%, so 0 (the example in the source says 0.8, wrongly)",
            ),
        ),
    ),
)
