"""R6, per item: so many points for each, up to a cap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from scoring import (
    POSITIVE,
    TEXT,
    UP,
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
    list_of,
    number_or,
    table_of,
    total,
)
from scoring_basics import previews
from scoring_basics.checks import SLOT_ID_PARAMETER, one_of_two, unique_ids
from scoring_basics.writing import exactly

ITEMS = list_of(
    table_of(
        SLOT_ID_PARAMETER,
        Parameter("title", TEXT, Text(vi="tên loại", en="name of the sort")),
        Parameter("each", POSITIVE, Text(vi="điểm mỗi cái", en="points for each")),
    )
)


def slots(parameters: Mapping[str, Any]) -> tuple[Slot, ...]:
    """Ask one count, or one for each sort of item."""
    items = parameters.get("items")
    if items is None:
        return (Slot("count", "count", Text(vi="số lượng", en="how many"), UP),)
    return tuple(
        Slot(item.id, "count", Text.same(item.title), UP, ask=item.title) for item in items
    )


def points(case: Case) -> Numbers:
    """Give what the items earn together, at most the cap."""
    if case.items is None:
        earned = case.count * case.each
    else:
        earned = total([getattr(case, item.id) * item.each for item in case.items])
    return earned if isinstance(case.cap, str) else earned.at_most(case.cap)


def explain(case: Case, say: Say) -> str:
    """Write count × points for each sort, and the cap where it bites."""
    if case.items is None:
        line, earned = f"{say(case.count)} × {exactly(case.each, say)}", case.count * case.each
    else:
        line, earned = "", Fraction(0)
        for item in case.items:
            count = getattr(case, item.id)
            earned += count * item.each
            term = f"{say(count)} × {exactly(item.each, say)} ({item.title})"
            line += f" + {term}" if line else term
    if isinstance(case.cap, str) or earned <= case.cap:
        return line
    return f"{line} = {say(earned)} > {say(case.cap)}" + say.text(
        vi=f", lấy mức trần {say(case.cap)}", en=f", so the cap {say(case.cap)}"
    )


def preview(case: Cells) -> str:
    """Write what the items earn together, at most the cap."""
    if case.items is None:
        earned = previews.summed([case.count], [case.each])
    else:
        cells = [getattr(case, item.id) for item in case.items]
        earned = previews.summed(cells, [item.each for item in case.items])
    return earned if isinstance(case.cap, str) else f"MIN({earned},{case.say(case.cap)})"


def reach(case: Case) -> tuple[Fraction, Fraction]:
    """Give the least and the greatest points; without a cap, up to the maximum."""
    return Fraction(0), case.max if isinstance(case.cap, str) else case.cap


def check(case: Case) -> Sequence[ParameterFault]:
    """Refuse a rule with both `each` and `items`, and two sorts with one id."""
    ids = [item.id for item in case.items or ()]
    return [
        *one_of_two("each", case.each, "items", case.items),
        *unique_ids("items", ids, taken=("count", "each", "items", "cap")),
    ]


_MODELS = {
    "items": [
        {"id": "registered", "title": "mô hình đăng ký", "each": 2},
        {"id": "recognised", "title": "mô hình được công nhận", "each": 3},
    ],
    "cap": 10,
}

KIND = RuleKind(
    name="per-item",
    title=Text(vi="Theo số lượng", en="Per item"),
    formula=Text(
        vi="số lượng × điểm mỗi cái, nhiều nhất bằng mức trần",
        en="count × points for each, at most the cap",
    ),
    slots=slots,
    parameters=(
        Parameter(
            "each",
            POSITIVE,
            Text(vi="điểm mỗi cái", en="points for each"),
            required=False,
            absent=Text(vi="mỗi loại có điểm riêng, trong items", en="each sort has its own"),
        ),
        Parameter(
            "items",
            ITEMS,
            Text(vi="các loại, mỗi loại một câu hỏi", en="the sorts, a question each"),
            required=False,
            absent=Text(vi="chỉ có một loại", en="there is only one sort"),
        ),
        Parameter(
            "cap",
            number_or("none"),
            Text(
                vi="mức trần; “none”: không cắt, vượt điểm tối đa thì giữ lại xem xét",
                en="the cap; “none”: nothing is cut off, points above the maximum are held",
            ),
        ),
    ),
    points=points,
    preview=preview,
    explain=explain,
    reach=reach,
    check=check,
    source="R6",
    worked=(
        Worked(
            {"each": "0.5", "cap": 2},
            {"count": 6},
            "2.00",
            "2",
            Text(vi="6 × 0,5 = 3, mức trần 2", en="6 × 0.5 = 3, the cap is 2"),
        ),
        Worked(
            {"each": "1/3", "cap": 5},
            {"count": 2},
            "0.67",
            "5",
            Text(vi="mỗi cái 1/3 điểm, đúng 1/3", en="a third of a point each, exactly"),
        ),
        Worked(
            _MODELS,
            {"registered": 2, "recognised": 1},
            "7.00",
            "10",
            Text(vi="hai loại: 2 × 2 + 1 × 3", en="two sorts: 2 × 2 + 1 × 3"),
        ),
        Worked(
            _MODELS,
            {"registered": 4, "recognised": 2},
            "10.00",
            "10",
            Text(vi="hai loại, quá mức trần", en="two sorts, above the cap"),
        ),
        Worked(
            {"each": 1, "cap": "none"},
            {"count": 4},
            "4.00",
            "5",
            Text(vi="không có mức trần, vẫn trong điểm tối đa", en="no cap, and within the max"),
        ),
    ),
)
