"""Streak: how many months in a row a habit was kept."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from scoring import (
    COUNT,
    POSITIVE,
    UP,
    Case,
    Numbers,
    Parameter,
    ParameterFault,
    Points,
    RuleKind,
    Say,
    Slot,
    Text,
    Worked,
    choose,
    fault,
)


def points(case: Case) -> Points:
    """Give max × the longest streak ÷ the months asked for, at most max."""
    kept = case.present["months"] & (case.months >= case.least)
    longest = current = Numbers.one(0)
    for month in kept:
        current = choose(month, current + 1, 0)
        longest = longest.at_least(current)
    earned = (longest / case.asked).at_most(1) * case.max
    # A list without a single month says nothing; it is not a habit broken.
    return Points(earned, held=~case.present["months"].any(axis=0))


def explain(case: Case, say: Say) -> str:
    """Write which months were kept, the longest streak, and the share it earns."""
    if not case.months:
        return say.text("chưa ghi tháng nào", "no month is reported")
    signs = "".join("■" if month >= case.least else "□" for month in case.months)
    longest = max(map(len, signs.split("□")))
    told = say.text(f"dài nhất {longest} tháng liền", f"{longest} months in a row at most")
    if longest >= case.asked:
        return f"{signs}: {told} ≥ {say(case.asked)} → 100% × {say(case.max)}"
    return f"{signs}: {told}; {longest} ÷ {say(case.asked)} × {say(case.max)}"


def reach(case: Case) -> tuple[Fraction, Fraction]:
    """Give the least and the greatest points."""
    return Fraction(0), case.max


def check(case: Case) -> Sequence[ParameterFault]:
    """Refuse a streak of no months, and a habit that every month keeps."""
    return [
        fault(
            f"{name} phải lớn hơn 0.",
            f"{name} must be greater than 0.",
            "Viết một số lớn hơn 0.",
            "Write a number greater than 0.",
            name,
        )
        for name, value in (("asked", case.asked), ("least", case.least))
        if value <= 0
    ]


KIND = RuleKind(
    name="streak",
    title=Text(vi="Số tháng liên tục", en="Months in a row"),
    formula=Text(
        vi="số tháng liền dài nhất ÷ số tháng cần đạt × điểm tối đa, nhiều nhất 100%",
        en="longest run of months ÷ months asked × max, at most 100% counts",
    ),
    slots=(
        Slot(
            "months",
            "numbers",
            Text(vi="số lần của từng tháng, theo thứ tự", en="times in each month, in order"),
            UP,
        ),
    ),
    parameters=(
        Parameter("asked", COUNT, Text(vi="số tháng liền cần đạt", en="months in a row asked for")),
        Parameter(
            "least", POSITIVE, Text(vi="số lần tối thiểu mỗi tháng", en="least times a month")
        ),
    ),
    points=points,
    explain=explain,
    reach=reach,
    check=check,
    source="quy chế của huyện",
    worked=(
        Worked(
            {"asked": 6, "least": 1},
            {"months": [1, 1, 0, 2, 1, 1]},
            "10.00",
            "20",
            Text(vi="đứt ở tháng 3: dài nhất 3 trong 6 tháng", en="broken in March: 3 of 6"),
        ),
        Worked(
            {"asked": 6, "least": 1},
            {"months": [0, 1, 1, 1, 1, 1, 1, 1]},
            "20.00",
            "20",
            Text(vi="bảy tháng liền, quá 6 không được thêm", en="seven in a row earn no more"),
        ),
        Worked(
            {"asked": 3, "least": 2},
            {"months": [2, 1, 2, 3]},
            "6.67",
            "10",
            Text(vi="một lần chưa đủ hai", en="once is not twice"),
        ),
        Worked(
            {"asked": 3, "least": 1},
            {"months": []},
            "held",
            "10",
            Text(vi="chưa ghi tháng nào", en="no month is reported"),
        ),
    ),
)
