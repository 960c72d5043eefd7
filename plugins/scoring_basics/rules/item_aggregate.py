"""R17, from a unit's items: the mean, the best, the sum of their scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from scoring import (
    COUNT,
    POSITIVE,
    UP,
    Case,
    Cells,
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
    one_of,
    total,
)
from scoring_basics.checks import above_zero, wanted
from scoring_basics.entries import count_present, sort_entries

_ONLY_WITH_SCORES = ("aggregate", "best", "fewer", "when_none")


def slots(parameters: Mapping[str, Any]) -> tuple[Slot, ...]:
    """Ask for the scores of the items, or for a number made of them."""
    scale = parameters["scale_in"]
    return (
        Slot(
            "scores",
            "numbers",
            Text(vi="điểm của từng mô hình, hạng mục", en="the score of each item"),
            # Only a sum may have items worth more than the scale counts in all.
            high=None if parameters["aggregate"] == "sum" else scale,
        ),
        Slot(
            "score",
            "number",
            Text(vi="điểm tổng hợp của các mô hình", en="one score made of the items"),
            UP,
            high=scale,
        ),
    )


def _aggregate(case: Case, count: Numbers) -> Numbers:
    """Give the mean, the greatest, the sum, or the mean of the best."""
    if case.aggregate == "sum":
        return case.scores.sum()
    some = count.at_least(1)
    if case.aggregate == "mean":
        return case.scores.sum() / some
    best_first = sort_entries(-case.scores, case.present["scores"])
    if case.aggregate == "max":
        return -best_first[0]
    entries = best_first.shape[0]
    best = total([choose(case.best > rank, -best_first[rank], 0) for rank in range(entries)])
    return best / (some.at_most(case.best) if case.fewer == "divide-by-present" else case.best)


def points(case: Case) -> Numbers | Points:
    """Give aggregate ÷ scale_in × max, at most max."""
    if "score" in case.answered:
        return (case.score / case.scale_in * case.max).at_most(case.max)
    count = count_present(case.present["scores"])
    nothing = count == 0
    if case.scores.shape[0]:
        earned = (_aggregate(case, count) / case.scale_in * case.max).at_most(case.max)
    else:
        earned = Numbers.one(0).spread(np.broadcast_shapes(count.shape, case.max.shape))
    if case.when_none == "not-applicable":
        return Points(earned, not_applicable=nothing)
    return Points(earned, held=nothing) if case.when_none == "hold" else earned


def _said_aggregate(case: Case, say: Say) -> tuple[str, Fraction]:
    """Write the aggregate of the scores, and give it."""
    scores: Sequence[Fraction] = case.scores
    if case.aggregate == "max":
        return say(max(scores)), max(scores)
    counted, divisor = list(scores), len(scores)
    if case.aggregate == "best":
        counted = sorted(scores, reverse=True)[: int(case.best)]
        divisor = len(counted) if case.fewer == "divide-by-present" else int(case.best)
    line = " + ".join(say(score) for score in counted)
    if len(counted) > 1:
        line = f"({line})"
    if case.aggregate == "sum":
        return line, sum(counted, Fraction(0))
    divided = f"{line} ÷ {divisor}" if divisor > 1 else line
    return divided, sum(counted, Fraction(0)) / divisor


def explain(case: Case, say: Say) -> str:
    """Write aggregate ÷ scale_in × max with the numbers put in."""
    if "score" in case.answered:
        line, score = say(case.score), case.score
    elif not case.scores:
        return say.text(vi="không có mô hình, hạng mục nào được chấm", en="no item was scored")
    else:
        line, score = _said_aggregate(case, say)
    line = f"{line} ÷ {say(case.scale_in)} × {say(case.max)}"
    if score > case.scale_in:
        return line + say.text(
            vi=f", tính nhiều nhất {say(case.max)}", en=f", at most {say(case.max)}"
        )
    return line


def preview(case: Cells) -> str | None:
    """Write score ÷ scale_in × max; a list of scores in one cell is beyond a formula."""
    if not case.has("score"):
        return None
    most = case.say(case.max)
    return f"MIN({case.score}*{most}/{case.say(case.scale_in)},{most})"


def reach(case: Case) -> tuple[Fraction, Fraction]:
    """Give the least and the greatest points."""
    return Fraction(0), case.max


def check(case: Case) -> Sequence[ParameterFault]:
    """Refuse an aggregate that is half said, or said beside a ready score."""
    faults = above_zero("scale_in", case.scale_in)
    if "score" in case.answered:
        return faults + [
            fault(
                f"{name} chỉ dùng khi hỏi điểm từng mục (scores).",
                f"{name} is only for the scores of each item.",
                f"Bỏ {name}, hoặc hỏi scores thay cho score.",
                f"Leave {name} out, or ask for scores instead of score.",
                name,
            )
            for name in _ONLY_WITH_SCORES
            if case.has(name)
        ]
    faults += wanted("aggregate", case.aggregate, "cách gộp điểm các mục", "how to join the scores")
    faults += wanted("when_none", case.when_none, "khi không có mục nào", "what if there is none")
    if case.aggregate == "best":
        faults += wanted("best", case.best, "lấy bao nhiêu mục cao nhất", "how many of the best")
        faults += above_zero("best", case.best)
        faults += wanted("fewer", case.fewer, "khi có ít mục hơn best", "what if there are fewer")
        return faults
    return faults + [
        fault(
            f"{name} chỉ dùng với aggregate = “best”.",
            f"{name} is only for aggregate = “best”.",
            f"Bỏ {name}.",
            f"Leave {name} out.",
            name,
        )
        for name in ("best", "fewer")
        if case.has(name) and case.aggregate is not None
    ]


def _only(vi: str, en: str) -> Text:
    return Text(vi=vi, en=en)


_MEAN = {"aggregate": "mean", "scale_in": 100, "when_none": "zero"}
_BEST = {
    "aggregate": "best",
    "best": 2,
    "fewer": "divide-by-best",
    "scale_in": 100,
    "when_none": "zero",
}

KIND = RuleKind(
    name="item-aggregate",
    title=Text(vi="Gộp điểm các mô hình, hạng mục", en="From the scores of items"),
    formula=Text(
        vi="điểm gộp ÷ thang điểm của mục × điểm tối đa", en="aggregate ÷ scale of an item × max"
    ),
    slots=slots,
    parameters=(
        Parameter(
            "scale_in",
            POSITIVE,
            Text(vi="điểm gộp ứng với điểm tối đa", en="the aggregate that earns the maximum"),
        ),
        Parameter(
            "aggregate",
            one_of("mean", "best", "sum", "max"),
            Text(
                vi="mean: trung bình; best: trung bình các mục cao nhất; sum: tổng; max: cao nhất",
                en="mean; best: mean of the best ones; sum; max: the best one",
            ),
            required=False,
            absent=_only("đã hỏi điểm tổng hợp", "a ready score is asked for"),
        ),
        Parameter(
            "best",
            COUNT,
            Text(vi="số mục cao nhất được tính", en="how many of the best count"),
            required=False,
            absent=_only("mọi mục đều tính", "every item counts"),
        ),
        Parameter(
            "fewer",
            one_of("divide-by-best", "divide-by-present"),
            Text(
                vi="khi có ít mục hơn: chia cho số phải có hay số hiện có",
                en="with fewer items: divide by how many count, or by how many there are",
            ),
            required=False,
            absent=_only("chỉ có nghĩa với best", "means something for best only"),
        ),
        Parameter(
            "when_none",
            one_of("zero", "not-applicable", "hold"),
            Text(vi="khi không có mục nào", en="when there is no item"),
            required=False,
            absent=_only("đã hỏi điểm tổng hợp", "a ready score is asked for"),
        ),
    ),
    alternatives=(("scores",), ("score",)),
    points=points,
    preview=preview,
    explain=explain,
    reach=reach,
    check=check,
    source="R17",
    worked=(
        Worked(
            _BEST,
            {"scores": [82, 75, 60]},
            "11.78",
            "15",
            Text(vi="hai mục cao nhất: 78,5 của 100", en="the best two: 78.5 of 100"),
        ),
        Worked(
            {"scale_in": 100},
            {"score": "78.5"},
            "11.78",
            "15",
            Text(vi="điểm tổng hợp có sẵn", en="a ready score"),
        ),
        Worked(
            _BEST,
            {"scores": [80]},
            "6",
            "15",
            Text(vi="chỉ có một mục, vẫn chia cho 2", en="one item only, still divided by 2"),
        ),
        Worked(
            {**_BEST, "fewer": "divide-by-present"},
            {"scores": [80]},
            "12",
            "15",
            Text(vi="chỉ có một mục, chia cho 1", en="one item only, divided by 1"),
        ),
        Worked(
            _MEAN,
            {"scores": [82, 75, 60]},
            "7.23",
            "10",
            Text(vi="trung bình 217/3", en="the mean is 217/3"),
        ),
        Worked(
            {**_MEAN, "aggregate": "max"},
            {"scores": [60, 82, 75]},
            "8.2",
            "10",
            Text(vi="mục cao nhất", en="the best one"),
        ),
        Worked(
            {"aggregate": "sum", "scale_in": 10, "when_none": "zero"},
            {"scores": [4, "3.5", 5]},
            "5",
            "5",
            Text(
                vi="tổng 12,5 vượt 10 nên được điểm tối đa",
                en="the sum 12.5 is above 10: the maximum",
            ),
        ),
        Worked(
            _MEAN, {"scores": []}, "0", "10", Text(vi="không có mục nào", en="there is no item")
        ),
        Worked(
            {**_MEAN, "when_none": "not-applicable"},
            {"scores": []},
            "not-applicable",
            "10",
            Text(vi="không có mục nào thì không áp dụng", en="no item, so not applicable"),
        ),
        Worked(
            {**_MEAN, "when_none": "hold"},
            {"scores": []},
            "held",
            "10",
            Text(vi="không có mục nào thì treo điểm", en="no item, so held"),
        ),
    ),
)
