"""R8, deduction: a start, less so much a case, down to a floor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from scoring import (
    DOWN,
    POSITIVE,
    TEXT,
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
    fault,
    list_of,
    say_number,
    table_of,
    total,
)
from scoring_basics import previews
from scoring_basics.checks import SLOT_ID_PARAMETER, not_above, one_of_two, unique_ids
from scoring_basics.writing import exactly

TYPES = list_of(
    table_of(
        SLOT_ID_PARAMETER,
        Parameter("title", TEXT, Text(vi="tên loại vụ việc", en="name of the type of case")),
        Parameter("each", POSITIVE, Text(vi="điểm trừ mỗi vụ", en="points off for each")),
    )
)


def slots(parameters: Mapping[str, Any]) -> tuple[Slot, ...]:
    """Ask one count of cases, or one for each type."""
    types = parameters.get("types")
    if types is None:
        return (Slot("cases", "count", Text(vi="số vụ", en="number of cases"), DOWN),)
    return tuple(
        Slot(type_.id, "count", Text.same(type_.title), DOWN, ask=type_.title) for type_ in types
    )


def points(case: Case) -> Numbers:
    """Give the start less what the cases cost, at least the floor."""
    if case.types is None:
        lost = case.cases * case.each
    else:
        lost = total([getattr(case, type_.id) * type_.each for type_ in case.types])
    return (case.start - lost).at_least(case.floor)


def explain(case: Case, say: Say) -> str:
    """Write start − cases × points, and the floor where it holds."""
    if case.types is None:
        terms = [(case.cases, case.each, "")]
    else:
        terms = [(getattr(case, one.id), one.each, f" ({one.title})") for one in case.types]
    line = say(case.start) + "".join(
        f" − {say(count)} × {exactly(each, say)}{title}" for count, each, title in terms
    )
    left = case.start - sum((count * each for count, each, _ in terms), Fraction(0))
    if left >= case.floor:
        return line
    return f"{line} = {say(left)} < {say(case.floor)}" + say.text(
        vi=f", giữ mức sàn {say(case.floor)}", en=f", so the floor {say(case.floor)}"
    )


def preview(case: Cells) -> str:
    """Write the start less what the cases cost, at least the floor."""
    if case.types is None:
        lost = previews.summed([case.cases], [case.each])
    else:
        cells = [getattr(case, type_.id) for type_ in case.types]
        lost = previews.summed(cells, [type_.each for type_ in case.types])
    return f"MAX({case.say(case.start)}-({lost}),{case.say(case.floor)})"


def reach(case: Case) -> tuple[Fraction, Fraction]:
    """Give the least and the greatest points."""
    costs = [case.each] if case.types is None else [type_.each for type_ in case.types]
    return (case.floor if any(costs) else case.start), case.start


def check(case: Case) -> Sequence[ParameterFault]:
    """Refuse both `each` and `types`, two types with one id, a floor above the start."""
    ids = [type_.id for type_ in case.types or ()]
    return [
        *one_of_two("each", case.each, "types", case.types),
        *unique_ids("types", ids, taken=("cases", "start", "each", "types", "floor")),
        *not_above("floor", case.floor, "start", case.start),
    ]


def doubt(case: Case) -> Sequence[ParameterFault]:
    """Doubt a case that takes more points than there are to take."""
    if case.each is None or case.each <= case.start - case.floor:
        return []
    left = case.start - case.floor
    return [
        fault(
            f"mỗi vụ trừ {say_number(case.each)} điểm, trong khi chỉ có {say_number(left)} để trừ.",
            f"each case takes {say_number(case.each, 'en')} points, of "
            f"{say_number(left, 'en')} there are to take.",
            f"Ghi each = {say_number(left, 'en')} nếu một vụ là mất hết điểm.",
            f"Write each = {say_number(left, 'en')} if one case costs them all.",
            "each",
        )
    ]


KIND = RuleKind(
    name="deduct",
    title=Text(vi="Trừ điểm", en="Deduction"),
    formula=Text(
        vi="điểm ban đầu − số vụ × điểm trừ, không dưới mức sàn",
        en="start − cases × points off, not below the floor",
    ),
    slots=slots,
    parameters=(
        Parameter("start", POSITIVE, Text(vi="điểm ban đầu", en="points at the start")),
        Parameter(
            "each",
            POSITIVE,
            Text(vi="điểm trừ mỗi vụ", en="points off for each case"),
            required=False,
            absent=Text(vi="mỗi loại có điểm trừ riêng, trong types", en="each type has its own"),
        ),
        Parameter(
            "types",
            TYPES,
            Text(vi="các loại vụ việc, mỗi loại một câu hỏi", en="types of cases, a question each"),
            required=False,
            absent=Text(vi="chỉ có một loại", en="there is only one type"),
        ),
        Parameter("floor", POSITIVE, Text(vi="mức sàn", en="the least it can leave")),
    ),
    points=points,
    preview=preview,
    explain=explain,
    reach=reach,
    check=check,
    doubt=doubt,
    source="R8",
    worked=(
        Worked(
            {"start": 10, "each": "2.5", "floor": 0},
            {"cases": 3},
            "2.50",
            "10",
            Text(vi="ba vụ: 10 − 3 × 2,5", en="three cases: 10 − 3 × 2.5"),
        ),
        Worked(
            {"start": 10, "each": "2.5", "floor": 0},
            {"cases": 5},
            "0.00",
            "10",
            Text(vi="năm vụ: không dưới 0", en="five cases: not below 0"),
        ),
        Worked(
            {"start": 10, "each": "2.5", "floor": 0},
            {"cases": 4},
            "0.00",
            "10",
            Text(vi="bốn vụ: vừa chạm mức sàn", en="four cases: exactly at the floor"),
        ),
        Worked(
            {
                "start": 6,
                "types": [
                    {"id": "upheld", "title": "phản ánh đúng", "each": 1},
                    {"id": "disciplined", "title": "bị kỷ luật", "each": 2},
                ],
                "floor": 1,
            },
            {"upheld": 1, "disciplined": 1},
            "3.00",
            "6",
            Text(vi="hai loại: 6 − 1 − 2", en="two types: 6 − 1 − 2"),
        ),
    ),
)
