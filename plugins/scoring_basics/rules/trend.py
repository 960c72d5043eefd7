"""R16, the trend: how this period moved against the last, on a ladder of points."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from scoring import (
    BANDS,
    Case,
    Cells,
    Numbers,
    Parameter,
    RuleKind,
    Say,
    Slot,
    Text,
    Worked,
    one_of,
)
from scoring_basics import bands, previews
from scoring_basics.directions import of_bands, opposite


def slots(parameters: Mapping[str, Any]) -> tuple[Slot, ...]:
    """Ask for both periods; only a change in percent divides by the last one."""
    in_percent = parameters["mode"] == "percent"
    low = 0 if in_percent else None
    way = of_bands(parameters["bands"] or ())
    return (
        Slot(
            "current", "number", Text(vi="kết quả kỳ này", en="result of this period"), way, low=low
        ),
        Slot(
            "previous",
            "number",
            Text(vi="kết quả kỳ trước", en="result of the period before"),
            opposite(way),
            divides=in_percent,
            low=low,
        ),
    )


def points(case: Case) -> Numbers:
    """Give the points of the step that the change lies on."""
    change = case.current - case.previous
    if case.mode == "percent":
        change = change / case.previous
    return bands.pick(case.bands, change)


def explain(case: Case, say: Say) -> str:
    """Write the change and the edges of its step."""
    change = case.current - case.previous
    line = f"{say(case.current)} − {say(case.previous)}"
    if case.mode == "percent":
        share = change / case.previous
        step = bands.said_place(bands.picked(case.bands, share), say, share=True)
        return f"({line}) ÷ {say(case.previous)} = {bands.percent(share, say)} {step}"
    return f"{line} = {say(change)} {bands.said_place(bands.picked(case.bands, change), say)}"


def preview(case: Cells) -> str | None:
    """Write the points of the step that the change lies on."""
    intervals = [band.interval for band in case.bands]
    points_ = previews.said_points([band.points for band in case.bands])
    per = case.previous if case.mode == "percent" else None
    return previews.picked(intervals, points_, f"({case.current}-{case.previous})", per)


def reach(case: Case) -> tuple[Fraction, Fraction]:
    """Give the least and the greatest points."""
    return bands.reach(case.bands)


_POINTS = [
    {"at_least": 3, "points": 5},
    {"at_least": 0, "points": 3},
    {"points": 0},
]
_SHARES = [
    {"at_least": "3%", "points": 5},
    {"at_least": 0, "points": 3},
    {"points": 0},
]

KIND = RuleKind(
    name="trend",
    title=Text(vi="So với kỳ trước", en="Against the period before"),
    formula=Text(
        vi="mức tăng, giảm so với kỳ trước → điểm của mức",
        en="change since the period before → points of the step",
    ),
    slots=slots,
    parameters=(
        Parameter(
            "mode",
            one_of("difference", "percent"),
            Text(
                vi="difference: hiệu hai kỳ; percent: hiệu so với kỳ trước",
                en="difference of the two; percent of the period before",
            ),
        ),
        Parameter(
            "bands",
            BANDS,
            Text(
                vi="các mức thay đổi và điểm (với percent, viết “3%”)",
                en="steps of the change and points (for percent, write “3%”)",
            ),
        ),
    ),
    points=points,
    preview=preview,
    explain=explain,
    reach=reach,
    source="R16",
    worked=(
        Worked(
            {"mode": "difference", "bands": _POINTS},
            {"current": "91.2", "previous": "88.4"},
            "3",
            "5",
            Text(vi="tăng 2,8 điểm, chưa đến 3", en="up by 2.8 points, short of 3"),
        ),
        Worked(
            {"mode": "percent", "bands": _SHARES},
            {"current": "91.2", "previous": "88.4"},
            "5",
            "5",
            Text(vi="tăng 3,1674…%, trên 3%", en="up by 3.1674…%, above 3%"),
        ),
        Worked(
            {"mode": "difference", "bands": _POINTS},
            {"current": "88.4", "previous": "88.4"},
            "3",
            "5",
            Text(vi="giữ nguyên, đúng cạnh 0", en="unchanged, on the edge 0"),
        ),
        Worked(
            {"mode": "percent", "bands": _SHARES},
            {"current": 70, "previous": 80},
            "0",
            "5",
            Text(vi="giảm 12,5%", en="down by 12.5%"),
        ),
        Worked(
            {"mode": "percent", "bands": _SHARES, "not_applicable_when_zero": "previous"},
            {"current": 70, "previous": 0},
            "not-applicable",
            "5",
            Text(vi="kỳ trước bằng 0 thì không so được", en="nothing to compare with"),
        ),
    ),
)
