"""R5, a curve: points run straight from one mark of a scale to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from scoring import (
    NUMBER,
    POSITIVE,
    Case,
    Cells,
    Entry,
    Numbers,
    Parameter,
    ParameterFault,
    ParameterType,
    Points,
    RuleKind,
    Say,
    Slot,
    Text,
    Worked,
    fault,
    list_of,
    one_of,
)
from scoring_basics import previews
from scoring_basics.bands import percent, pick_where
from scoring_basics.directions import direction, opposite


def _read_mark(raw: object) -> Entry:
    if not isinstance(raw, list) or len(raw) != 2:
        raise fault(
            "mỗi mốc cần hai số: giá trị và điểm.",
            "each mark needs two numbers: the value and its points.",
            "Viết [70, 0].",
            "Write [70, 0].",
        )
    read = {"x": NUMBER.read, "y": POSITIVE.read}
    values: dict[str, object] = {}
    for index, (name, reader) in enumerate(read.items()):
        try:
            values[name] = reader(raw[index])
        except ParameterFault as error:
            raise ParameterFault(error.message, error.hint, (index, *error.path)) from None
    return Entry(values)


_MARK = ParameterType(
    "mark",
    Text(vi="mốc [giá trị, điểm]", en="marks [value, points]"),
    _read_mark,
    {"type": "array", "items": dict(NUMBER.schema), "minItems": 2, "maxItems": 2},
)
_MARKS = list_of(_MARK, least=2)


def _read_curve(raw: object) -> tuple[Entry, ...]:
    """Read the marks; each also learns the line beyond it: rise × value + start."""
    marks: Any = _MARKS.read(raw)
    lines = []
    for left, right in pairwise(marks):
        # Marks that do not rise are refused later, all rules in one go.
        rise = (right.y - left.y) / (right.x - left.x) if right.x > left.x else Fraction(0)
        lines.append({"rise": rise, "start": left.y - rise * left.x})
    lines.append({"rise": Fraction(0), "start": marks[-1].y})
    return tuple(Entry({**mark.values, **line}) for mark, line in zip(marks, lines, strict=True))


CURVE = ParameterType(_MARKS.name, _MARKS.said, _read_curve, _MARKS.schema)


def slots(parameters: Mapping[str, Any]) -> tuple[Slot, ...]:
    """Give the number, or the pair whose ratio is the number."""
    way = direction([mark.y for mark in parameters.get("curve") or ()])
    if parameters.get("outside") == "refuse":
        way = None
    return (
        Slot("value", "number", Text(vi="giá trị đạt được", en="the value reached"), way, low=None),
        Slot("done", "number", Text(vi="số đã thực hiện", en="how much was done"), way),
        Slot(
            "total",
            "number",
            Text(vi="tổng số phải thực hiện", en="how much there was"),
            opposite(way),
            divides=True,
        ),
    )


def points(case: Case) -> Numbers | Points:
    """Give slope × value + start of the stretch in which the value lies."""
    value = case.value if "value" in case.answered else case.done / case.total
    # Rise and start have one small denominator each, so they are what is picked;
    # the value, whose denominator may differ from cell to cell, is used once.
    marks = case.curve[::-1]
    beyond = [value > mark.x for mark in marks]
    rise = pick_where(beyond, [*(mark.rise for mark in marks), Fraction(0)])
    start = pick_where(beyond, [*(mark.start for mark in marks), case.curve[0].y])
    earned = value * rise + start
    if case.outside == "refuse":
        return Points(earned, held=beyond[0] | (value < case.curve[0].x))
    return earned


def explain(case: Case, say: Say) -> str:
    """Write the share of the stretch that was walked, times what the stretch gives."""
    is_value = "value" in case.answered
    value = case.value if is_value else case.done / case.total
    # A curve over a ratio is written in shares, so its values are read as percentages.
    shown = say if is_value else lambda number: percent(number, say)
    line = "" if is_value else f"{say(case.done)} ÷ {say(case.total)} = {shown(value)}; "
    first, last = case.curve[0], case.curve[-1]
    if value < first.x or value > last.x:
        sign, end = ("<", first) if value < first.x else (">", last)
        outside = f"{line}{shown(value)} {sign} {shown(end.x)}"
        if case.outside == "refuse":
            return outside + say.text(vi=", ngoài thang đo", en=", outside the scale")
        return outside + say.text(
            vi=f", lấy điểm của mốc {shown(end.x)}", en=f", as at the mark {shown(end.x)}"
        )
    left, right = next(pair for pair in pairwise(case.curve) if value <= pair[1].x)
    walked = f"({shown(value)} − {shown(left.x)}) ÷ ({shown(right.x)} − {shown(left.x)})"
    if left.y == 0:
        return f"{line}{walked} × {say(right.y)}"
    return f"{line}{say(left.y)} + {walked} × ({say(right.y)} − {say(left.y)})"


def preview(case: Cells) -> str | None:
    """Write rise × value + start of the stretch in which the value lies."""
    if len(case.curve) > previews.MOST_STEPS:
        return None
    number, per = (case.value, None) if case.has("value") else (case.done, case.total)
    value = number if per is None else f"{number}/{per}"
    first, last = case.curve[0], case.curve[-1]
    refused = case.outside == "refuse"
    written = case.HELD if refused else case.say(first.y)
    edge = ">=" if refused else ">"
    for mark in case.curve[:-1]:
        line = f"{value}*{case.say(mark.rise)}+{case.say(mark.start)}"
        written = f"IF({previews.compared(number, edge, mark.x, per)},{line},{written})"
    beyond = case.HELD if refused else case.say(last.y)
    return f"IF({previews.compared(number, '>', last.x, per)},{beyond},{written})"


def reach(case: Case) -> tuple[Fraction, Fraction]:
    """Give the least and the greatest points."""
    heights = [mark.y for mark in case.curve]
    return min(heights), max(heights)


def check(case: Case) -> Sequence[ParameterFault]:
    """Refuse marks whose values do not rise."""
    return [
        fault(
            "giá trị của các mốc phải tăng dần.",
            "the values of the marks must rise.",
            "Xếp các mốc từ giá trị nhỏ đến lớn, mỗi giá trị một lần.",
            "Order the marks from the smallest value to the greatest, each value once.",
            "curve",
            index + 1,
        )
        for index, (left, right) in enumerate(pairwise(case.curve))
        if left.x >= right.x
    ]


KIND = RuleKind(
    name="piecewise-linear",
    title=Text(vi="Nội suy theo mốc", en="Straight lines between marks"),
    formula=Text(
        vi="điểm mốc dưới + (giá trị − mốc dưới) ÷ (mốc trên − mốc dưới) × chênh lệch điểm",
        en="points of the mark below + (value − below) ÷ (above − below) × difference in points",
    ),
    slots=slots,
    parameters=(
        Parameter("curve", CURVE, Text(vi="các mốc [giá trị, điểm]", en="marks [value, points]")),
        Parameter(
            "outside",
            one_of("flat", "refuse"),
            Text(
                vi="ngoài mốc đầu và cuối: giữ điểm của mốc, hay giữ lại chờ xem xét",
                en="beyond the first and last mark: keep the mark’s points, or hold the cell",
            ),
        ),
    ),
    alternatives=(("value",), ("done", "total")),
    points=points,
    preview=preview,
    explain=explain,
    reach=reach,
    check=check,
    source="R5",
    worked=(
        Worked(
            {"curve": [[70, 0], [100, 5]], "outside": "flat"},
            {"value": "88.5"},
            "3.08",
            "5",
            Text(vi="18,5/30 của 5 điểm", en="18.5/30 of 5 points"),
        ),
        Worked(
            {"curve": [[70, 0], [100, 5]], "outside": "flat"},
            {"value": 70},
            "0.00",
            "5",
            Text(vi="đúng mốc đầu", en="exactly at the first mark"),
        ),
        Worked(
            {"curve": [[70, 0], [100, 5]], "outside": "flat"},
            {"value": "112.5"},
            "5.00",
            "5",
            Text(vi="quá mốc cuối, giữ 5 điểm", en="beyond the last mark, still 5 points"),
        ),
        Worked(
            {"curve": [[70, 0], [100, 5]], "outside": "refuse"},
            {"value": "112.5"},
            "held",
            "5",
            Text(vi="quá mốc cuối, giữ lại chờ xem xét", en="beyond the last mark, held"),
        ),
        Worked(
            {"curve": [["50%", 2], ["80%", 5], ["100%", 10]], "outside": "flat"},
            {"done": 9, "total": 10},
            "7.50",
            "10",
            Text(vi="tỷ lệ 90% giữa hai mốc 80% và 100%", en="90%, between the marks 80% and 100%"),
        ),
        Worked(
            {"curve": [[0, 6], [12, 0]], "outside": "flat"},
            {"value": 5},
            "3.50",
            "6",
            Text(vi="càng nhiều càng ít điểm", en="the more, the fewer points"),
        ),
    ),
)
