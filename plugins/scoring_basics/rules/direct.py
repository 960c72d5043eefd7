"""R9, a direct mark: the council gives the points, in steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from scoring import (
    POSITIVE,
    UP,
    Case,
    Cells,
    Parameter,
    ParameterFault,
    Points,
    RuleKind,
    Say,
    Slot,
    Text,
    Worked,
)
from scoring_basics.checks import above_zero, not_above


def slots(parameters: Mapping[str, Any]) -> tuple[Slot, ...]:
    """Ask the mark, between the least and the maximum."""
    least, most = parameters.get("least"), parameters.get("max")
    said = Text(vi="điểm chấm", en="the mark given")
    return (Slot("points", "number", said, UP, low=0 if least is None else least, high=most),)


def points(case: Case) -> Points:
    """Give the mark; one that is off the steps is held."""
    steps = (case.points - case.least) / case.step
    return Points(case.points, held=steps != steps.floor())


def explain(case: Case, say: Say) -> str:
    """Write the mark and the scale it was given on."""
    scale = say.text(
        vi=f"thang {say(case.least)}–{say(case.max)}, bước {say(case.step)}",
        en=f"scale {say(case.least)}–{say(case.max)}, in steps of {say(case.step)}",
    )
    if (case.points - case.least) % case.step:
        off = say.text(vi="không đúng bước chấm", en="off the steps")
        return f"{say(case.points)} {off} ({scale})"
    return say.text(vi="chấm trực tiếp", en="marked directly") + f" ({scale}): {say(case.points)}"


def preview(case: Cells) -> str:
    """Write the mark itself, held where it is off the steps."""
    steps = f"({case.points}-{case.say(case.least)})/{case.say(case.step)}"
    return f"IF(ROUND({steps},9)=ROUND({steps},0),{case.points},{case.HELD})"


def reach(case: Case) -> tuple[Fraction, Fraction]:
    """Give the least mark, and the greatest that the steps reach."""
    return case.least, case.least + (case.max - case.least) // case.step * case.step


def check(case: Case) -> Sequence[ParameterFault]:
    """Refuse a step of 0 and a least mark above the maximum."""
    return [
        *above_zero("step", case.step),
        *not_above("least", case.least, "max", case.max),
    ]


KIND = RuleKind(
    name="direct",
    title=Text(vi="Chấm trực tiếp", en="Direct mark"),
    formula=Text(vi="điểm do người chấm cho", en="the mark that was given"),
    slots=slots,
    parameters=(
        Parameter("least", POSITIVE, Text(vi="điểm thấp nhất", en="the least mark")),
        Parameter("step", POSITIVE, Text(vi="bước chấm, tính từ least", en="step, from least up")),
    ),
    points=points,
    preview=preview,
    explain=explain,
    reach=reach,
    check=check,
    source="R9",
    worked=(
        Worked(
            {"least": 0, "step": "0.5"},
            {"points": "6.5"},
            "6.50",
            "8",
            Text(vi="hội đồng cho 6,5 của 8", en="the council gives 6.5 of 8"),
        ),
        Worked(
            {"least": 0, "step": "0.5"},
            {"points": "6.3"},
            "held",
            "8",
            Text(vi="6,3 không đúng bước 0,5, giữ lại", en="6.3 is not a step of 0.5: held"),
        ),
        Worked(
            {"least": 1, "step": 2},
            {"points": 5},
            "5.00",
            "7",
            Text(vi="bước 2 tính từ 1: 1, 3, 5, 7", en="steps of 2 from 1: 1, 3, 5, 7"),
        ),
    ),
)
