"""R7, a checklist: the share of the applicable items that are done and up to date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from scoring import (
    COUNT,
    POSITIVE,
    TEXT,
    UP,
    Case,
    Cells,
    Entry,
    Parameter,
    ParameterFault,
    ParameterType,
    Points,
    RuleKind,
    Say,
    Slot,
    Text,
    Worked,
    choose,
    fault,
    list_of,
    table_of,
    total,
)
from scoring_basics.checks import SLOT_ID_PARAMETER, unique_ids

DONE, OVERDUE = 1, 2

_ITEM_LIST = list_of(
    table_of(
        SLOT_ID_PARAMETER,
        Parameter("title", TEXT, Text(vi="nội dung", en="what is to be done")),
        Parameter(
            "weight",
            POSITIVE,
            Text(vi="trọng số", en="weight"),
            required=False,
            absent=Text(vi="trọng số 1", en="a weight of 1"),
        ),
    )
)


def _read_items(raw: object) -> object:
    if isinstance(raw, int) and not isinstance(raw, bool):
        return COUNT.read(raw)
    # An item without a weight weighs as much as any other: filled in here, so that
    # rules with and without weights can be planned together.
    items: Any = _ITEM_LIST.read(raw)
    return tuple(
        Entry({**item.values, "weight": Fraction(1) if item.weight is None else item.weight})
        for item in items
    )


ITEMS = ParameterType(
    "checklist items",
    Text(
        vi="số mục, hoặc danh sách [{ id, title, weight }]",
        en="number of items, or a list [{ id, title, weight }]",
    ),
    _read_items,
    {"anyOf": [{"type": "integer", "minimum": 1}, dict(_ITEM_LIST.schema)]},
    columns=_ITEM_LIST.columns,
)


def slots(parameters: Mapping[str, Any]) -> tuple[Slot, ...]:
    """Ask a state for each listed item, or how many items are in each state."""
    items = parameters.get("items")
    if isinstance(items, tuple):
        # A greater state is not a better one: 2 means done but overdue.
        return tuple(
            Slot(item.id, "item", Text.same(item.title), may_not_apply=True, ask=item.title)
            for item in items
        )
    done = Text(vi="số mục đã làm và còn hạn", en="items done and up to date")
    overdue = Text(vi="số mục đã làm nhưng quá hạn", en="items done but overdue for renewal")
    out = Text(vi="số mục không áp dụng", en="items that do not apply")
    return (
        Slot("done", "count", done, UP, high=items),
        Slot("overdue", "count", overdue, high=items, ask=overdue.vi),
        Slot("not_applicable", "count", out, UP, high=items, ask=out.vi),
    )


def points(case: Case) -> Points:
    """Give max × weight done ÷ weight applicable."""
    if isinstance(case.items, tuple):
        return _points_of_list(case)
    counted = case.done
    if "overdue" in case.answered:
        counted = counted + case.overdue
    if "not_applicable" not in case.answered:
        return Points(case.done / case.items * case.max, held=counted > case.items)
    applicable = case.items - case.not_applicable
    none = applicable <= 0
    # Counts are whole numbers, so this puts 1 where no item applies and changes nothing else.
    earned = case.done * case.max / applicable.at_least(1)
    too_many = counted + case.not_applicable > case.items
    return Points(earned, not_applicable=none, held=too_many)


def _points_of_list(case: Case) -> Points:
    done, applicable = [], []
    for item in case.items:
        here = case.applies[item.id]
        done.append(choose((getattr(case, item.id) == DONE) & here, item.weight, 0))
        applicable.append(choose(here, item.weight, 0))
    weight = total(applicable)
    none = weight == 0
    earned = total(done) / choose(none, 1, weight) * case.max
    return Points(earned, not_applicable=none)


def explain(case: Case, say: Say) -> str:
    """Write done ÷ applicable × max, after what was left out and why."""
    if isinstance(case.items, tuple):
        here = [item for item in case.items if bool(case.applies[item.id])]
        state = {item.id: getattr(case, item.id) for item in here}
        whole = sum((item.weight for item in case.items), Fraction(0))
        out = whole - sum((item.weight for item in here), Fraction(0))
        done = sum((item.weight for item in here if state[item.id] == DONE), Fraction(0))
        undone = [f"“{item.title}”" for item in here if state[item.id] == 0]
        late = [f"“{item.title}”" for item in here if state[item.id] == OVERDUE]
        notes = [_note(", ".join(undone), "chưa làm", "not done", say)] if undone else []
        if late:
            notes.append(
                _note(
                    ", ".join(late),
                    "quá hạn, tính như chưa làm",
                    "overdue, counted as not done",
                    say,
                )
            )
    else:
        whole, done = case.items, case.done
        out = case.not_applicable if "not_applicable" in case.answered else Fraction(0)
        overdue = case.overdue if "overdue" in case.answered else Fraction(0)
        if done + overdue + out > whole:
            terms = " + ".join(say(number) for number in (done, overdue, out) if number)
            return f"{terms} > {say(whole)}" + say.text(
                vi=": khai nhiều hơn số mục phải có", en=": more than there are items"
            )
        notes = []
        if overdue:
            notes.append(
                _note(
                    say(overdue),
                    "mục quá hạn, tính như chưa làm",
                    "overdue, counted as not done",
                    say,
                )
            )
    if out == whole:
        return say.text(vi="không mục nào áp dụng", en="no item applies")
    below = f"({say(whole)} − {say(out)})" if out else say(whole)
    return "; ".join(notes) + (": " if notes else "") + f"{say(done)} ÷ {below} × {say(case.max)}"


def _note(what: str, vi: str, en: str, say: Say) -> str:
    return f"{what} {say.text(vi=vi, en=en)}"


def preview(case: Cells) -> str:
    """Write max × weight done ÷ weight applicable."""
    if isinstance(case.items, tuple):
        cells = [(getattr(case, item.id), case.say(item.weight)) for item in case.items]
        done = "+".join(f'IF({cell}="có",{weight},0)' for cell, weight in cells)
        here = "+".join(f'IF({cell}="kad",0,{weight})' for cell, weight in cells)
        return f"IF(({here})=0,{case.NOT_APPLICABLE},({done})/({here})*{case.say(case.max)})"
    items, most = case.say(case.items), case.say(case.max)
    claimed = "+".join(address for address in case.addresses.values() if address is not None)
    if not case.has("not_applicable"):
        return f"IF({claimed}>{items},{case.HELD},{case.done}/{items}*{most})"
    left = f"({items}-{case.not_applicable})"
    earned = f"{case.done}*{most}/{left}"
    return f"IF({left}<=0,{case.NOT_APPLICABLE},IF({claimed}>{items},{case.HELD},{earned}))"


def reach(case: Case) -> tuple[Fraction, Fraction]:
    """Give the least and the greatest points."""
    return Fraction(0), case.max


def check(case: Case) -> Sequence[ParameterFault]:
    """Refuse a list of no items, two items with one id, and an item without weight."""
    if not isinstance(case.items, tuple):
        if case.items > 0:
            return []
        return [
            fault(
                "danh mục không có mục nào.",
                "the checklist has no items.",
                "Viết số mục từ 1 trở lên.",
                "Write a number of items from 1 up.",
                "items",
            )
        ]
    faults = unique_ids("items", [item.id for item in case.items], taken=("items",))
    for index, item in enumerate(case.items):
        if item.weight == 0:
            faults.append(
                fault(
                    "một mục có trọng số 0 không làm thay đổi điểm.",
                    "an item of weight 0 changes no points.",
                    "Bỏ mục này, hoặc cho trọng số lớn hơn 0.",
                    "Leave the item out, or give it a weight above 0.",
                    "items",
                    index,
                    "weight",
                )
            )
    return faults


_REPORTS = {
    "items": [
        {"id": "open", "title": "báo cáo công khai", "weight": 2},
        {"id": "consult", "title": "báo cáo lấy ý kiến"},
        {"id": "plan", "title": "kế hoạch"},
    ]
}

KIND = RuleKind(
    name="checklist",
    title=Text(vi="Danh mục kiểm tra", en="Checklist"),
    formula=Text(
        vi="mục đã làm ÷ mục áp dụng × điểm tối đa; mục quá hạn tính như chưa làm",
        en="items done ÷ items that apply × max; an overdue item counts as not done",
    ),
    slots=slots,
    parameters=(
        Parameter(
            "items",
            ITEMS,
            Text(
                vi="số mục (khai bằng số lượng) hoặc danh sách các mục (khai từng mục)",
                en="how many items (asked as counts), or the list of items (asked one by one)",
            ),
        ),
    ),
    alternatives=(
        ("done",),
        ("done", "overdue"),
        ("done", "not_applicable"),
        ("done", "overdue", "not_applicable"),
    ),
    points=points,
    preview=preview,
    explain=explain,
    reach=reach,
    check=check,
    source="R7; Luật 10/2022/QH15 Đ11–13",
    worked=(
        Worked(
            {"items": 14},
            {"done": 9, "overdue": 1, "not_applicable": 2},
            "7.50",
            "10",
            Text(
                vi="14 nhóm, 2 không áp dụng, 9 còn hạn, 1 quá hạn: 9/12",
                en="14 groups, 2 do not apply, 9 up to date, 1 overdue: 9/12",
            ),
        ),
        Worked(
            {"items": 14},
            {"done": 12, "overdue": 1, "not_applicable": 1},
            "9.23",
            "10",
            Text(vi="14 nhóm, 1 không áp dụng: 12/13", en="14 groups, 1 does not apply: 12/13"),
        ),
        Worked(
            {"items": 5},
            {"done": 4},
            "2.40",
            "3",
            Text(vi="4 trong 5 nội dung của kế hoạch", en="4 of the plan’s 5 fields"),
        ),
        Worked(
            {"items": 4},
            {"done": 0, "not_applicable": 4},
            "not-applicable",
            "6",
            Text(vi="không mục nào áp dụng", en="no item applies"),
        ),
        Worked(
            {"items": 14},
            {"done": 12, "overdue": 2, "not_applicable": 1},
            "held",
            "10",
            Text(vi="12 + 2 + 1 quá 14 mục, giữ lại", en="12 + 2 + 1 exceed 14 items: held"),
        ),
        Worked(
            _REPORTS,
            {"open": "done", "consult": "overdue", "plan": "done"},
            "2.25",
            "3",
            Text(
                vi="từng mục có trọng số: 3/4, mục quá hạn không tính",
                en="items with weights: 3/4, the overdue one not counted",
            ),
        ),
        Worked(
            _REPORTS,
            {"open": "n/a", "consult": "done", "plan": "not-done"},
            "1.50",
            "3",
            Text(vi="bỏ mục không áp dụng: 1/2", en="without the one that does not apply: 1/2"),
        ),
        Worked(
            _REPORTS,
            {"open": "n/a", "consult": "n/a", "plan": "n/a"},
            "not-applicable",
            "3",
            Text(vi="không mục nào áp dụng", en="no item applies"),
        ),
    ),
)
