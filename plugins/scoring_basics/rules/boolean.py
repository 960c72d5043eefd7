"""R1, yes or no: one number of points for each."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from scoring import (
    POSITIVE,
    Case,
    Cells,
    Numbers,
    Parameter,
    RuleKind,
    Say,
    Slot,
    Text,
    Worked,
    choose,
)
from scoring_basics.directions import direction


def slots(parameters: Mapping[str, Any]) -> tuple[Slot, ...]:
    """Give the one question; which answer is better depends on the points."""
    no, yes = parameters.get("points_no"), parameters.get("points_yes")
    way = None if no is None or yes is None else direction([no, yes])
    return (Slot("yes", "flag", Text(vi="có hay không", en="yes or no"), way),)


def points(case: Case) -> Numbers:
    """Give the points of the answer."""
    return choose(case.yes == 1, case.points_yes, case.points_no)


def explain(case: Case, say: Say) -> str:
    """Say the answer that decided."""
    return say.text(vi="có", en="yes") if case.yes == 1 else say.text(vi="không", en="no")


def preview(case: Cells) -> str:
    """Write the points of the answer as a condition."""
    return f'IF({case.yes}="có",{case.say(case.points_yes)},{case.say(case.points_no)})'


def reach(case: Case) -> tuple[Fraction, Fraction]:
    """Give the least and the greatest points."""
    return min(case.points_yes, case.points_no), max(case.points_yes, case.points_no)


KIND = RuleKind(
    name="boolean",
    title=Text(vi="Có hoặc không", en="Yes or no"),
    formula=Text(vi="có → points_yes; không → points_no", en="yes → points_yes; no → points_no"),
    slots=slots,
    parameters=(
        Parameter("points_yes", POSITIVE, Text(vi="điểm khi có", en="points for yes")),
        Parameter("points_no", POSITIVE, Text(vi="điểm khi không", en="points for no")),
    ),
    points=points,
    preview=preview,
    explain=explain,
    reach=reach,
    source="R1",
    worked=(
        Worked(
            {"points_yes": 4, "points_no": 0},
            {"yes": "true"},
            "4.00",
            "4",
            Text(vi="quy chế đã ban hành", en="the regulation has been issued"),
        ),
        Worked(
            {"points_yes": 4, "points_no": 0},
            {"yes": "false"},
            "0.00",
            "4",
            Text(vi="quy chế chưa ban hành", en="the regulation has not been issued"),
        ),
        Worked(
            {"points_yes": 0, "points_no": 3},
            {"yes": "true"},
            "0.00",
            "3",
            Text(
                vi="câu hỏi ngược: có vi phạm thì mất điểm",
                en="a question the other way round: a breach costs the points",
            ),
        ),
    ),
)
