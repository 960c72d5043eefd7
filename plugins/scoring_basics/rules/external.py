"""R13, external: the result of another index, brought to this scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from scoring import (
    POSITIVE,
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
)
from scoring_basics.checks import above_zero


def slots(parameters: Mapping[str, Any]) -> tuple[Slot, ...]:
    """Give the one question; an index cannot be above its own scale."""
    said = Text(vi="kết quả của chỉ số", en="result of the index")
    return (Slot("value", "number", said, UP, high=parameters.get("scale_in")),)


def points(case: Case) -> Numbers:
    """Give value ÷ scale × max."""
    return case.value * (case.max / case.scale_in)


def explain(case: Case, say: Say) -> str:
    """Write value ÷ scale × max with the numbers put in."""
    return f"{say(case.value)} ÷ {say(case.scale_in)} × {say(case.max)}"


def preview(case: Cells) -> str:
    """Write value ÷ scale × max."""
    return f"{case.value}*{case.say(case.max)}/{case.say(case.scale_in)}"


def reach(case: Case) -> tuple[Fraction, Fraction]:
    """Give the least and the greatest points."""
    return Fraction(0), case.max


def check(case: Case) -> Sequence[ParameterFault]:
    """Refuse an index without a scale."""
    return above_zero("scale_in", case.scale_in)


KIND = RuleKind(
    name="external",
    title=Text(vi="Lấy từ chỉ số khác", en="From another index"),
    formula=Text(vi="kết quả ÷ thang của chỉ số × điểm tối đa", en="result ÷ its scale × max"),
    slots=slots,
    parameters=(
        Parameter(
            "scale_in",
            POSITIVE,
            Text(vi="thang điểm của chỉ số", en="the scale of the index"),
        ),
    ),
    points=points,
    preview=preview,
    explain=explain,
    reach=reach,
    check=check,
    source="R13",
    worked=(
        Worked(
            {"scale_in": 100},
            {"value": "88.40"},
            "13.26",
            "15",
            Text(vi="chỉ số CCHC 88,40/100", en="PAR index 88.40/100"),
        ),
        Worked(
            {"scale_in": 10},
            {"value": 10},
            "15.00",
            "15",
            Text(vi="đạt trọn thang 10", en="the whole of a scale of 10"),
        ),
    ),
)
