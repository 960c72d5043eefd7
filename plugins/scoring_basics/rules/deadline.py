"""R11, a deadline: full points on time, fewer for every step late."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import numpy as np

from scoring import (
    DATE,
    DOWN,
    POSITIVE,
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
    choose,
    one_of,
)
from scoring_basics.checks import not_above, one_of_two, wanted
from scoring_basics.writing import counted, exactly

_EPOCH = date(1970, 1, 1).toordinal()
_STEP = {
    "day": Text(vi="ngày", en="day"),
    "week": Text(vi="tuần", en="week"),
    "month": Text(vi="tháng", en="month"),
}


def slots(parameters: Mapping[str, Any]) -> tuple[Slot, ...]:
    """Ask the day it was done, or how many days late it was."""
    return (
        # "Not done" is no day at all, so a later day does not always mean fewer points.
        Slot("on", "date", Text(vi="ngày hoàn thành", en="the day it was done")),
        Slot("days_late", "count", Text(vi="số ngày trễ", en="days late"), DOWN),
    )


def started_months(due: date, ordinals: Any) -> Any:
    """Give how many months late each day is, a started month as a whole one.

    A month ends on the due day of the next month, or on its last day if that is sooner:
    due on 31/01, 28/02 is one month late and 01/03 begins the second.
    """
    days = (ordinals - _EPOCH).astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    day_of_month = (days - months.astype("datetime64[D]")).astype(np.int64) + 1
    passed = months.astype(np.int64) - ((due.year - 1970) * 12 + due.month - 1)
    return np.maximum(passed + (day_of_month > due.day), 0)


def _steps(case: Case, late: Numbers) -> Numbers:
    """Give the started steps of lateness; none where it was on time."""
    if case.step == "month":
        days = np.asarray(late.num, dtype=np.int64) + case.due.toordinal()
        return Numbers(started_months(case.due, days))
    days = late.at_least(0)
    return days if case.step == "day" else (days / 7).ceiling()


def points(case: Case) -> Numbers:
    """Give the points of a day on time, late or never."""
    by_date = "on" in case.answered
    late = case.on - case.due.toordinal() if by_date else case.days_late
    if by_date:
        # A cell without a day must not be carried 2,000 years back.
        late = choose(case.on == 0, 0, late)
    if case.has("late"):
        earned = choose(late > 0, case.late, case.on_time)
    else:
        earned = (case.on_time - _steps(case, late) * case.per_step).at_least(case.floor)
    return choose(case.on == 0, case.not_done, earned) if by_date else earned


def explain(case: Case, say: Say) -> str:
    """Write the two days, the started steps, and what they cost."""
    by_date = "on" in case.answered
    if by_date and case.on == 0:
        return say.text(vi="chưa thực hiện", en="not done")
    late = int(case.on) - case.due.toordinal() if by_date else int(case.days_late)
    line = ""
    if by_date:
        due, on = _day(case.due), _day(date.fromordinal(int(case.on)))
        line = say.text(vi=f"hạn {due}, thực hiện {on}: ", en=f"due {due}, done {on}: ")
    if late <= 0:
        return line + say.text(vi="đúng hạn", en="on time")
    line += say.text(vi=f"trễ {late} ngày", en=f"{counted(late, 'day')} late")
    if case.late is not None:
        return line
    steps = int(_steps(case, Numbers.of([Fraction(late)])).at(0))
    if case.step != "day":
        word = _STEP[case.step]
        line += " = " + say.text(
            vi=f"{steps} {word.vi} (chưa tròn cũng tính)",
            en=f"{counted(steps, word.en)} (a started one counts)",
        )
    taken = f"{say(case.on_time)} − {steps} × {exactly(case.per_step, say)}"
    left = case.on_time - steps * case.per_step
    if left >= case.floor:
        return f"{line}; {taken}"
    return f"{line}; {taken} = {say(left)} < {say(case.floor)}" + say.text(
        vi=f", giữ mức sàn {say(case.floor)}", en=f", so the floor {say(case.floor)}"
    )


def _day(day: date) -> str:
    return f"{day.day:02}/{day.month:02}/{day.year}"


def preview(case: Cells) -> str:
    """Write the points of a day on time, late or never."""
    if not case.has("on"):
        return _preview_late(case, case.days_late)
    earned = _preview_late(case, f"({case.on}-{_written(case.due)})")
    return f"IF(ISNUMBER({case.on}),{earned},{case.say(case.not_done)})"


def _preview_late(case: Cells, late: str) -> str:
    on_time = case.say(case.on_time)
    if case.has("late"):
        return f"IF({late}>0,{case.say(case.late)},{on_time})"
    steps = {"day": f"MAX({late},0)", "week": f"ROUNDUP(MAX({late},0)/7,0)"}.get(case.step)
    if steps is None:
        day = case.on if case.has("on") else f"({case.days_late}+{_written(case.due)})"
        passed = f"(YEAR({day})-{case.due.year})*12+MONTH({day})-{case.due.month}"
        steps = f"MAX({passed}+IF(DAY({day})>{case.due.day},1,0),0)"
    return f"MAX({on_time}-{steps}*{case.say(case.per_step)},{case.say(case.floor)})"


def _written(day: date) -> str:
    return f"DATE({day.year},{day.month},{day.day})"


def reach(case: Case) -> tuple[Fraction, Fraction]:
    """Give the least and the greatest points."""
    worst = case.late
    if worst is None:
        worst = case.floor if case.per_step else case.on_time
    ends = [case.on_time, worst]
    if "on" in case.answered:
        ends.append(case.not_done)
    return min(ends), max(ends)


def check(case: Case) -> Sequence[ParameterFault]:
    """Refuse a rule that does not say what every day, late or never, is worth."""
    faults = one_of_two("per_step", case.per_step, "late", case.late)
    if case.per_step is not None:
        for name in ("step", "floor"):
            faults += wanted(
                name,
                getattr(case, name),
                "trừ theo bước trễ cần bước và mức sàn",
                "points off by steps need the step and a floor",
            )
    if "on" in case.answered:
        for name in ("due", "not_done"):
            faults += wanted(
                name,
                getattr(case, name),
                "hỏi ngày thì cần hạn và điểm khi chưa làm",
                "asking a day needs the due day and the points when it is not done",
            )
    elif case.step == "month":
        faults += wanted(
            "due",
            case.due,
            "số ngày trễ chỉ đổi ra tháng được khi biết hạn",
            "days late become months only from a due day",
        )
    return [
        *faults,
        *not_above("floor", case.floor, "on_time", case.on_time),
        *not_above("late", case.late, "on_time", case.on_time),
        *not_above("not_done", case.not_done, "on_time", case.on_time),
    ]


_DUE = date(2025, 2, 28)
_WEEKS = {
    "due": _DUE,
    "on_time": 5,
    "per_step": 1,
    "step": "week",
    "floor": 0,
    "not_done": 0,
}
_MONTHS = {**_WEEKS, "due": date(2025, 1, 31), "step": "month"}
_CONFERENCE = {"due": date(2026, 3, 31), "on_time": 8, "late": 4, "not_done": 0}


def _days_after(due: date, days: int) -> str:
    return (due + timedelta(days=days)).isoformat()


KIND = RuleKind(
    name="deadline",
    title=Text(vi="Theo thời hạn", en="Deadline"),
    formula=Text(
        vi="điểm đúng hạn − số bước trễ (bước bắt đầu tính là một bước) × điểm trừ, "
        "không dưới mức sàn; hoặc một mức điểm khi trễ",
        en="points on time − steps late (a started step counts) × points off, "
        "not below the floor; or one number of points when late",
    ),
    slots=slots,
    parameters=(
        Parameter(
            "due",
            DATE,
            Text(vi="hạn, kể cả ngày đó", en="the last day that is on time"),
            required=False,
            absent=Text(vi="khai số ngày trễ", en="the days late are asked"),
        ),
        Parameter("on_time", POSITIVE, Text(vi="điểm đúng hạn", en="points when on time")),
        Parameter(
            "per_step",
            POSITIVE,
            Text(vi="điểm trừ mỗi bước trễ", en="points off for each step late"),
            required=False,
            absent=Text(vi="trễ thì lấy điểm late", en="when late, the points of `late`"),
        ),
        Parameter(
            "step",
            one_of("day", "week", "month"),
            Text(vi="bước trễ: ngày, tuần hoặc tháng", en="a step: a day, a week or a month"),
            required=False,
            absent=Text(vi="trễ thì lấy điểm late", en="when late, the points of `late`"),
        ),
        Parameter(
            "floor",
            POSITIVE,
            Text(vi="mức sàn khi trễ", en="the least when late"),
            required=False,
            absent=Text(vi="trễ thì lấy điểm late", en="when late, the points of `late`"),
        ),
        Parameter(
            "late",
            POSITIVE,
            Text(vi="điểm khi trễ, trễ bao lâu cũng vậy", en="points when late, however late"),
            required=False,
            absent=Text(vi="trừ theo bước trễ", en="points go off by steps"),
        ),
        Parameter(
            "not_done",
            POSITIVE,
            Text(vi="điểm khi chưa thực hiện", en="points when it was not done"),
            required=False,
            absent=Text(vi="khai số ngày trễ", en="the days late are asked"),
        ),
    ),
    alternatives=(("on",), ("days_late",)),
    points=points,
    preview=preview,
    explain=explain,
    reach=reach,
    check=check,
    source="R11",
    worked=(
        Worked(
            _WEEKS,
            {"on": "2025-03-11"},
            "3.00",
            "5",
            Text(vi="hạn 28/02, gửi 11/03: 11 ngày là 2 tuần", en="11 days are 2 started weeks"),
        ),
        Worked(
            _WEEKS,
            {"on": "2025-02-28"},
            "5.00",
            "5",
            Text(vi="đúng ngày cuối cùng", en="on the very last day"),
        ),
        Worked(
            _WEEKS,
            {"on": _days_after(_DUE, 7)},
            "4.00",
            "5",
            Text(vi="trễ trọn 7 ngày là 1 tuần", en="seven days late are one week"),
        ),
        Worked(
            _WEEKS,
            {"on": _days_after(_DUE, 8)},
            "3.00",
            "5",
            Text(vi="ngày thứ 8 bắt đầu tuần thứ hai", en="the eighth day begins the second week"),
        ),
        Worked(
            _WEEKS,
            {"on": "2025-12-31"},
            "0.00",
            "5",
            Text(vi="không dưới mức sàn", en="not below the floor"),
        ),
        Worked(
            {**_WEEKS, "floor": 1},
            {"on": "chưa"},
            "0.00",
            "5",
            Text(vi="chưa làm khác với làm trễ", en="not done is not the same as late"),
        ),
        Worked(
            _MONTHS,
            {"on": "2025-02-28"},
            "4.00",
            "5",
            Text(vi="hạn 31/01, đến hết tháng 2 là 1 tháng", en="due 31/01: February is one month"),
        ),
        Worked(
            _MONTHS,
            {"on": "2025-03-01"},
            "3.00",
            "5",
            Text(vi="sang 01/03 là tháng thứ hai", en="1 March begins the second month"),
        ),
        Worked(
            {"on_time": 5, "per_step": "0.5", "step": "day", "floor": 1},
            {"days_late": 3},
            "3.50",
            "5",
            Text(vi="khai thẳng số ngày trễ", en="the days late are asked outright"),
        ),
        Worked(
            _CONFERENCE,
            {"on": "2026-04-01"},
            "4.00",
            "8",
            Text(vi="trễ một ngày cũng là trễ: 4 điểm", en="one day late is late: 4 points"),
        ),
        Worked(
            _CONFERENCE,
            {"on": "2026-01-15"},
            "8.00",
            "8",
            Text(vi="trước hạn", en="before the due day"),
        ),
    ),
)
