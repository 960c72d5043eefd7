"""K3, marks of a council: many members mark, one number results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from scoring import (
    POSITIVE,
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
    one_of,
)
from scoring_basics.checks import above_zero
from scoring_basics.entries import count_present, entry_at, sort_entries

LEAST_MARKS = {"mean": 1, "median": 1, "drop-high-low": 3}


def slots(parameters: Mapping[str, Any]) -> tuple[Slot, ...]:
    """Ask the marks; none can be above the scale of a mark."""
    said = Text(vi="điểm của từng thành viên", en="the marks of the members")
    return (Slot("marks", "numbers", said, high=parameters.get("out_of")),)


def points(case: Case) -> Numbers | Points:
    """Give max × the combined mark ÷ the scale of a mark."""
    present = case.present["marks"]
    count = count_present(present)
    too_few = count < LEAST_MARKS[case.combine]
    if not len(present):
        return Points(choose(too_few, 0, 0), held=too_few)
    if case.combine == "mean":
        mark = case.marks.sum(0) / choose(too_few, 1, count)
    else:
        marks, places = sort_entries(case.marks, present), np.sum(present, axis=0)
        last = np.maximum(places - 1, 0)
        if case.combine == "median":
            mark = (entry_at(marks, last // 2) + entry_at(marks, places // 2)) / 2
        else:
            inner = case.marks.sum(0) - marks[0] - entry_at(marks, last)
            mark = inner / choose(too_few, 1, count - 2)
    return Points(mark * (case.max / case.out_of), held=too_few)


def explain(case: Case, say: Say) -> str:
    """Write the marks in order, how they were combined, and the scale."""
    marks = sorted(case.marks)
    if len(marks) < LEAST_MARKS[case.combine]:
        return say.text(
            vi=f"{len(marks)} phiếu chấm, cần ít nhất {LEAST_MARKS[case.combine]}",
            en=f"{len(marks)} marks, at least {LEAST_MARKS[case.combine]} are needed",
        )
    scale = f" ÷ {say(case.out_of)} × {say(case.max)}"
    if case.combine == "median":
        middle = (marks[(len(marks) - 1) // 2] + marks[len(marks) // 2]) / 2
        listed = "; ".join(say(mark) for mark in marks)
        word = say.text(vi="trung vị của", en="the median of")
        return f"{word} {listed}: {say(middle)}{scale}"
    if case.combine == "mean":
        listed = " + ".join(say(mark) for mark in marks)
        return f"({listed}) ÷ {len(marks)}{scale}"
    listed = " + ".join(say(mark) for mark in marks[1:-1])
    dropped = say.text(
        vi=f"bỏ điểm thấp nhất {say(marks[0])} và cao nhất {say(marks[-1])}",
        en=f"without the lowest {say(marks[0])} and the highest {say(marks[-1])}",
    )
    return f"{dropped}: ({listed}) ÷ {len(marks) - 2}{scale}"


def reach(case: Case) -> tuple[Fraction, Fraction]:
    """Give the least and the greatest points."""
    return Fraction(0), case.max


def check(case: Case) -> Sequence[ParameterFault]:
    """Refuse marks without a scale."""
    return above_zero("out_of", case.out_of)


_MARKS = ["8.5", 8, 9, "8.5", "7.5"]

KIND = RuleKind(
    name="council-marks",
    title=Text(vi="Điểm hội đồng", en="Marks of a council"),
    formula=Text(
        vi="điểm gộp ÷ thang chấm × điểm tối đa",
        en="combined mark ÷ scale of a mark × max",
    ),
    slots=slots,
    parameters=(
        Parameter(
            "combine",
            one_of("mean", "median", "drop-high-low"),
            Text(
                vi="gộp bằng trung bình, trung vị, hay trung bình sau khi bỏ cao nhất, thấp nhất",
                en="combine by mean, median, or mean without the highest and the lowest",
            ),
        ),
        Parameter("out_of", POSITIVE, Text(vi="thang của một phiếu", en="the scale of a mark")),
    ),
    points=points,
    explain=explain,
    reach=reach,
    check=check,
    source="K3",
    worked=(
        Worked(
            {"combine": "mean", "out_of": 10},
            {"marks": _MARKS},
            "8.30",
            "10",
            Text(vi="trung bình của năm phiếu", en="the mean of five marks"),
        ),
        Worked(
            {"combine": "median", "out_of": 10},
            {"marks": _MARKS},
            "8.50",
            "10",
            Text(vi="trung vị của năm phiếu", en="the median of five marks"),
        ),
        Worked(
            {"combine": "drop-high-low", "out_of": 10},
            {"marks": _MARKS},
            "8.33",
            "10",
            Text(vi="bỏ cao nhất 9 và thấp nhất 7,5", en="without the 9 and the 7.5"),
        ),
        Worked(
            {"combine": "median", "out_of": 10},
            {"marks": [9, 6, 8, 7]},
            "3.75",
            "5",
            Text(vi="số phiếu chẵn: giữa 7 và 8", en="an even number: between 7 and 8"),
        ),
        Worked(
            {"combine": "drop-high-low", "out_of": 10},
            {"marks": [8, 9]},
            "held",
            "10",
            Text(vi="hai phiếu không đủ để bỏ hai", en="two marks are too few to drop two"),
        ),
        Worked(
            {"combine": "mean", "out_of": 10},
            {"marks": []},
            "held",
            "10",
            Text(vi="chưa có phiếu nào", en="no marks yet"),
        ),
    ),
)
