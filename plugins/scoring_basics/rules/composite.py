"""R19, several rules in one: their points added, or the best, the least, the first."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from scoring import (
    Case,
    Cells,
    Parameter,
    Points,
    RuleKind,
    Say,
    Text,
    Worked,
    choose,
    one_of,
    total,
)


def _or(masks: list[Any], shape: tuple[int, ...]) -> Any:
    """Join masks, of which those left out are empty."""
    joined = np.zeros(shape, dtype=bool)
    for mask in masks:
        if mask is not None:
            joined = joined | mask
    return joined


def points(case: Case) -> Points:
    """Join the points of the parts that apply; a held part holds the whole."""
    shape = np.broadcast_shapes(*(part.numbers.shape for part in case.parts))
    applies = [~_or([part.not_applicable], shape) for part in case.parts]
    numbers = [part.numbers for part in case.parts]
    if case.combine == "sum":
        joined = total(
            [choose(mask, number, 0) for mask, number in zip(applies, numbers, strict=True)]
        )
    else:
        joined, taken = numbers[-1], applies[-1]
        for mask, number in zip(reversed(applies[:-1]), reversed(numbers[:-1]), strict=True):
            better = mask
            if case.combine == "max":
                better = mask & (~taken | (number >= joined))
            elif case.combine == "min":
                better = mask & (~taken | (number <= joined))
            joined, taken = choose(better, number, joined), taken | mask
    return Points(
        joined,
        not_applicable=~np.any(applies, axis=0),
        held=_or([part.held for part in case.parts], shape),
    )


def _letter(index: int) -> str:
    return chr(ord("a") + index) if index < 26 else str(index + 1)


def explain(case: Case, say: Say) -> str:
    """Write each part with its points, then how they are joined."""
    away = say.text(vi="không áp dụng", en="not applicable")
    lines = [
        f"{_letter(index)}) {text}: {away if points is None else say(points)}"
        for index, (text, points) in enumerate(case.parts)
    ]
    there = [points for _, points in case.parts if points is not None]
    if not there:
        return "; ".join(lines)
    written = [say(points) for points in there]
    joined = {
        "sum": " + ".join(written),
        "max": say.text(vi="cao nhất trong ", en="the greatest of ") + "; ".join(written),
        "min": say.text(vi="thấp nhất trong ", en="the least of ") + "; ".join(written),
        "first": say.text(vi="phần đầu tiên áp dụng: ", en="the first that applies: ") + written[0],
    }[case.combine]
    return "; ".join(lines) + f" → {joined}"


def preview(case: Cells) -> str:
    """Write how the parts are joined; one that does not apply is no number to the sheet."""
    parts = case.parts
    if case.combine == "first":
        joined = parts[-1]
        for part in reversed(parts[:-1]):
            joined = f"IF(ISNUMBER({part}),{part},{joined})"
    else:
        joined = f"{case.combine.upper()}({','.join(parts)})"
    held = ",".join(f"{part}={case.HELD}" for part in parts)
    none = f"COUNT({','.join(parts)})=0"
    return f"IF(OR({held}),{case.HELD},IF({none},{case.NOT_APPLICABLE},{joined}))"


def reach(case: Case) -> tuple[Fraction, Fraction]:
    """Give the least and the greatest points, from those of the parts.

    `parts` holds the reach of each part. As any part may not apply, the least is that
    of one part alone.
    """
    if not case.has("parts"):
        return Fraction(0), case.max
    greatest = [high for _, high in case.parts]
    least = min(low for low, _ in case.parts)
    if case.combine == "sum":
        return least, sum((max(high, Fraction(0)) for high in greatest), Fraction(0))
    return least, max(greatest)


_DOCUMENTS = {
    "combine": "sum",
    "parts": [
        {
            "kind": "band",
            "max": 1,
            "bands": [{"at_least": "100%", "points": 1}, {"points": 0}],
            "not_applicable_when_zero": "total",
        },
        {
            "kind": "band",
            "max": 2,
            "bands": [{"at_least": "100%", "points": 2}, {"points": 0}],
            "not_applicable_when_zero": "total",
        },
    ],
}

KIND = RuleKind(
    name="composite",
    title=Text(vi="Nhiều quy tắc gộp lại", en="Several rules in one"),
    formula=Text(
        vi="tổng, cao nhất, thấp nhất hoặc phần đầu tiên áp dụng trong các phần",
        en="sum, greatest, least or first applicable of the parts",
    ),
    slots=(),
    parameters=(
        Parameter(
            "combine",
            one_of("sum", "max", "min", "first"),
            Text(
                vi="sum: cộng; max: cao nhất; min: thấp nhất; first: phần đầu tiên áp dụng",
                en="sum; max: the greatest; min: the least; first: the first that applies",
            ),
        ),
    ),
    points=points,
    preview=preview,
    explain=explain,
    reach=reach,
    has_parts=True,
    source="R19; QĐ 25/2021/QĐ-TTg Điều 3",
    # A slot of a part is named by the place of its part: "1.done".
    worked=(
        Worked(
            _DOCUMENTS,
            {"1.done": 4, "1.total": 4, "2.done": 3, "2.total": 4},
            "1",
            "3",
            Text(
                vi="ban hành đủ: 1; có văn bản chưa đúng: 0",
                en="all of them issued: 1; one of them unlawful: 0",
            ),
        ),
        Worked(
            _DOCUMENTS,
            {"1.done": 4, "1.total": 4, "2.done": 4, "2.total": 4},
            "3",
            "3",
            Text(vi="đủ và đúng", en="all issued, all lawful"),
        ),
        Worked(
            _DOCUMENTS,
            {"1.done": 0, "1.total": 0, "2.done": 0, "2.total": 0},
            "not-applicable",
            "3",
            Text(
                vi="không được giao; chính sách full-marks của bộ tiêu chí cho đủ 3 điểm",
                en="none assigned; a set with the policy full-marks gives all 3 points",
            ),
        ),
    ),
)
