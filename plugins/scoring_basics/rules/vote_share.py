"""R18, a vote: the share in favour against a threshold."""

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
)
from scoring_basics import previews
from scoring_basics.bands import percent
from scoring_basics.checks import not_above
from scoring_basics.thresholds import EDGE_PARAMETER, reached


def points(case: Case) -> Numbers:
    """Give points_passed where yes ÷ base reaches the threshold, else points_failed."""
    passed = reached(case.yes, case.base, case.threshold, case.edge)
    return choose(passed, case.points_passed, case.points_failed)


def explain(case: Case, say: Say) -> str:
    """Write the share in favour against the threshold."""
    share, edge = case.yes / case.base, say.share(case.threshold)
    if bool(reached(case.yes, case.base, case.threshold, case.edge)):
        said = f"{'≥' if case.edge == 'at-least' else '>'} {edge}" + say.text(
            vi=", đạt", en=", passed"
        )
    else:
        said = f"{'<' if case.edge == 'at-least' else '≤'} {edge}" + say.text(
            vi=", không đạt", en=", not passed"
        )
    return f"{say(case.yes)} ÷ {say(case.base)} = {percent(share, say)} {said}"


def preview(case: Cells) -> str:
    """Write the points of a passed or a failed vote as a condition."""
    passed = previews.reached(case.yes, case.base, case.threshold, case.edge)
    return f"IF({passed},{case.say(case.points_passed)},{case.say(case.points_failed)})"


def reach(case: Case) -> tuple[Fraction, Fraction]:
    """Give the least and the greatest points."""
    return case.points_failed, case.points_passed


def check(case: Case) -> Sequence[ParameterFault]:
    """Refuse a failed vote that earns more than a passed one."""
    return not_above("points_failed", case.points_failed, "points_passed", case.points_passed)


_RULE = {
    "threshold": "75%",
    "edge": "at-least",
    "points_passed": 10,
    "points_failed": 0,
}

KIND = RuleKind(
    name="vote-share",
    title=Text(vi="Bỏ phiếu", en="A vote"),
    formula=Text(
        vi="số phiếu tán thành ÷ số để tính, so với ngưỡng",
        en="votes in favour ÷ base, against a threshold",
    ),
    slots=(
        Slot("yes", "count", Text(vi="số phiếu tán thành", en="votes in favour"), UP),
        Slot(
            "base",
            "count",
            Text(
                vi="số để tính tỷ lệ (thành viên, có mặt hoặc phiếu hợp lệ)",
                en="what the share is taken of (members, those present or valid votes)",
            ),
            DOWN,
            divides=True,
        ),
    ),
    parameters=(
        Parameter(
            "threshold",
            SHARE,
            Text(vi="tỷ lệ tán thành phải đạt", en="the share in favour to be reached"),
        ),
        EDGE_PARAMETER,
        Parameter("points_passed", POSITIVE, Text(vi="điểm khi đạt", en="points when passed")),
        Parameter(
            "points_failed", POSITIVE, Text(vi="điểm khi không đạt", en="points when not passed")
        ),
    ),
    limits=(Limit("yes", "base"),),
    points=points,
    preview=preview,
    explain=explain,
    reach=reach,
    check=check,
    source="R18",
    worked=(
        Worked(
            _RULE,
            {"yes": 9, "base": 13},
            "0",
            "10",
            Text(vi="9 trên 13 thành viên, dưới 75%", en="9 of 13 members, below 75%"),
        ),
        Worked(
            _RULE,
            {"yes": 9, "base": 11},
            "10",
            "10",
            Text(vi="9 trên 11 người có mặt, đạt", en="9 of 11 present, passed"),
        ),
        Worked(
            _RULE,
            {"yes": 9, "base": 12},
            "10",
            "10",
            Text(vi="đúng 75% thì đạt “từ 75%”", en="exactly 75% passes “at least 75%”"),
        ),
        Worked(
            {**_RULE, "edge": "more-than"},
            {"yes": 9, "base": 12},
            "0",
            "10",
            Text(vi="đúng 75% không đạt “trên 75%”", en="exactly 75% fails “more than 75%”"),
        ),
    ),
)
