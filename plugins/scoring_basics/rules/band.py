"""R3, bands: the step on which a number or a ratio falls decides."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from scoring import (
    BANDS,
    FLAG,
    Case,
    Cells,
    Limit,
    Numbers,
    Parameter,
    RuleKind,
    Say,
    Slot,
    Text,
    Worked,
)
from scoring_basics import bands, previews
from scoring_basics.directions import of_bands, opposite


def slots(parameters: Mapping[str, Any]) -> tuple[Slot, ...]:
    """Give the number, or the pair whose ratio is the number."""
    up = of_bands(parameters.get("bands") or ())
    return (
        Slot("value", "number", Text(vi="giá trị đạt được", en="the value reached"), up, low=None),
        Slot("done", "number", Text(vi="số đã thực hiện", en="how much was done"), up),
        Slot(
            "total",
            "number",
            Text(vi="tổng số phải thực hiện", en="how much there was"),
            opposite(up),
            divides=True,
        ),
    )


def points(case: Case) -> Numbers:
    """Give the points of the band in which the value or the ratio lies."""
    value = case.value if "value" in case.answered else case.done / case.total
    return bands.pick(case.bands, value)


def explain(case: Case, say: Say) -> str:
    """Write the value beside the edges of its band."""
    is_value = "value" in case.answered
    value = case.value if is_value else case.done / case.total
    line = (
        say(value)
        if is_value
        else f"{say(case.done)} ÷ {say(case.total)} = {bands.percent(value, say)}"
    )
    if len(case.bands) == 1:
        return line
    return f"{line} {bands.picked(case.bands, value).interval.said(not is_value).in_(say.lang)}"


def preview(case: Cells) -> str | None:
    """Write the points of the band as nested conditions."""
    intervals = [band.interval for band in case.bands]
    points_ = previews.said_points([band.points for band in case.bands])
    if case.has("value"):
        return previews.picked(intervals, points_, case.value)
    return previews.picked(intervals, points_, case.done, case.total)


def reach(case: Case) -> tuple[Fraction, Fraction]:
    """Give the least and the greatest points."""
    return bands.reach(case.bands)


_MEDIATION = [
    {"at_least": "90%", "points": 10},
    {"at_least": "80%", "points": 8},
    {"at_least": "70%", "points": 5},
    {"points": 2},
]
_PARTNERS = [
    {"below": 2, "points": 1},
    {"below": 3, "points": 4},
    {"below": 4, "points": 7},
    {"points": 10},
]

KIND = RuleKind(
    name="band",
    title=Text(vi="Theo bậc", en="By bands"),
    formula=Text(
        vi="giá trị (hoặc thực hiện ÷ tổng) thuộc bậc nào thì lấy điểm bậc đó",
        en="the value (or done ÷ total) earns the points of the band it lies in",
    ),
    slots=slots,
    parameters=(
        Parameter(
            "bands", BANDS, Text(vi="các bậc, mỗi cạnh ghi rõ", en="the steps, every edge written")
        ),
        Parameter(
            "may_exceed",
            FLAG,
            Text(vi="thực hiện được vượt tổng", en="done may exceed total"),
            required=False,
            absent=Text(vi="thực hiện không được vượt tổng", en="done must not exceed total"),
        ),
    ),
    alternatives=(("value",), ("done", "total")),
    limits=(Limit("done", "total", unless="may_exceed"),),
    points=points,
    preview=preview,
    explain=explain,
    reach=reach,
    source="R3",
    worked=(
        Worked(
            {"bands": _MEDIATION},
            {"done": 47, "total": 52},
            "10.00",
            "10",
            Text(vi="hòa giải thành 47/52 vụ, trên 90%", en="47 of 52 mediated, above 90%"),
        ),
        Worked(
            {"bands": _MEDIATION},
            {"done": 41, "total": 52},
            "5.00",
            "10",
            Text(vi="41/52 từ 70% đến dưới 80%", en="41 of 52 is from 70% to below 80%"),
        ),
        Worked(
            {"bands": _MEDIATION},
            {"done": 9, "total": 10},
            "10.00",
            "10",
            Text(vi="đúng 90%: cạnh thuộc bậc trên", en="exactly 90%: the upper step’s edge"),
        ),
        Worked(
            {"bands": [{"more_than": "90%", "points": 10}, {"points": 8}]},
            {"done": 9, "total": 10},
            "8.00",
            "10",
            Text(vi="“trên 90%” không gồm 90%", en="“more than 90%” leaves 90% out"),
        ),
        Worked(
            {"bands": [{"at_least": "2/3", "points": 4}, {"points": 0}]},
            {"done": 2, "total": 3},
            "4.00",
            "4",
            Text(vi="đúng 2/3, không phải 66,67%", en="exactly 2/3, not 66.67%"),
        ),
        Worked(
            {"bands": _PARTNERS},
            {"value": 3},
            "7.00",
            "10",
            Text(vi="3 lực lượng phối hợp, bậc viết từ thấp lên", en="3 partners, steps rising"),
        ),
        Worked(
            {"bands": [{"at_least": 1, "points": 15}, {"points": 12}], "may_exceed": True},
            {"done": 6, "total": 5},
            "15.00",
            "15",
            Text(vi="vượt kế hoạch, 120%", en="above the plan, 120%"),
        ),
    ),
)
