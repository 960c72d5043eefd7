"""R15, a rate by steps: cases for every so many people, on a ladder of points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from scoring import (
    BANDS,
    POSITIVE,
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
from scoring_basics import bands, previews
from scoring_basics.checks import above_zero
from scoring_basics.directions import of_bands, opposite


def slots(parameters: Mapping[str, Any]) -> tuple[Slot, ...]:
    """Ask for the cases and what they are measured by."""
    way = of_bands(parameters["bands"] or ())
    return (
        Slot("cases", "count", Text(vi="số vụ việc", en="number of cases"), way),
        Slot(
            "base",
            "number",
            Text(
                vi="quy mô để so (ví dụ số dân)",
                en="what they are measured by (such as residents)",
            ),
            opposite(way),
            divides=True,
        ),
    )


def points(case: Case) -> Numbers:
    """Give the points of the step that cases ÷ base × per lies on."""
    return bands.pick(case.bands, case.cases * case.per / case.base)


def explain(case: Case, say: Say) -> str:
    """Write the rate and the edges of its step."""
    rate = case.cases * case.per / case.base
    step = bands.said_place(bands.picked(case.bands, rate), say)
    return f"{say(case.cases)} ÷ {say(case.base)} × {say(case.per)} = {say(rate)} {step}"


def preview(case: Cells) -> str | None:
    """Write the points of the step that cases ÷ base × per lies on."""
    intervals = [band.interval for band in case.bands]
    points_ = previews.said_points([band.points for band in case.bands])
    return previews.picked(intervals, points_, f"{case.cases}*{case.say(case.per)}", case.base)


def reach(case: Case) -> tuple[Fraction, Fraction]:
    """Give the least and the greatest points."""
    return bands.reach(case.bands)


def check(case: Case) -> Sequence[ParameterFault]:
    """Refuse a rate for every 0 people."""
    return above_zero("per", case.per)


_BANDS = [
    {"at_most": 0, "points": 5},
    {"at_most": "0.5", "points": 3},
    {"at_most": 1, "points": 1},
    {"points": 0},
]

KIND = RuleKind(
    name="rate-band",
    title=Text(vi="Theo mức của một tỷ suất", en="By steps of a rate"),
    formula=Text(
        vi="số vụ việc ÷ quy mô × đơn vị tính → điểm của mức",
        en="cases ÷ base × per → points of the step",
    ),
    slots=slots,
    parameters=(
        Parameter(
            "per",
            POSITIVE,
            Text(
                vi="tính trên bao nhiêu (ví dụ 10000 dân)", en="for every how many (such as 10000)"
            ),
        ),
        Parameter(
            "bands",
            BANDS,
            Text(vi="các mức của tỷ suất và điểm", en="steps of the rate and points"),
        ),
    ),
    points=points,
    preview=preview,
    explain=explain,
    reach=reach,
    check=check,
    source="R15",
    worked=(
        Worked(
            {"per": 10000, "bands": _BANDS},
            {"cases": 14, "base": 32150},
            "0",
            "5",
            Text(
                vi="14 đơn trên 32150 dân là 4,3545… mỗi 10000 dân, trên 1",
                en="14 petitions for 32150 residents are 4.3545… for every 10000, above 1",
            ),
        ),
        Worked(
            {"per": 10000, "bands": _BANDS},
            {"cases": 1, "base": 20000},
            "3",
            "5",
            Text(vi="đúng 0,5: mức này gồm cả cạnh", en="exactly 0.5: the step includes its edge"),
        ),
        Worked(
            {"per": 10000, "bands": _BANDS},
            {"cases": 1, "base": 19999},
            "1",
            "5",
            Text(vi="hơn 0,5 một chút", en="a little above 0.5"),
        ),
        Worked(
            {"per": 10000, "bands": _BANDS},
            {"cases": 0, "base": 32150},
            "5",
            "5",
            Text(vi="không có đơn nào", en="no petition"),
        ),
    ),
)
