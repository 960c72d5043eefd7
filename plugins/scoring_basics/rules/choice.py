"""R2, a choice: each level of a rubric has its points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from scoring import (
    ID,
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
    choose,
    list_of,
    table_of,
)
from scoring_basics import previews
from scoring_basics.checks import unique_ids

# Excel takes texts of 255 signs in a formula.
_LONGEST_TITLE = 200

OPTIONS = list_of(
    table_of(
        Parameter("id", ID, Text(vi="mã, ghi vào bảng nhập", en="id, written in the sheet")),
        Parameter("title", TEXT, Text(vi="tên mức", en="name of the level")),
        Parameter("points", POSITIVE, Text(vi="điểm của mức", en="points of the level")),
    )
)


def slots(parameters: Mapping[str, Any]) -> tuple[Slot, ...]:
    """Give the one question with the levels to choose from."""
    options = tuple((one.id, one.title) for one in parameters.get("options") or ())
    said = Text(vi="mức đạt được", en="level reached")
    return (Slot("choice", "option", said, options=options),)


def points(case: Case) -> Numbers:
    """Give the points of the chosen level."""
    earned = Numbers.one(0)
    for index, option in enumerate(case.options):
        earned = choose(case.choice == index, option.points, earned)
    return earned


def explain(case: Case, say: Say) -> str:
    """Say the level that was chosen."""
    return f"“{case.options[int(case.choice)].title}”"


def preview(case: Cells) -> str | None:
    """Write the points of the chosen level as nested conditions."""
    titles = [str(option.title) for option in case.options]
    if len(titles) > previews.MOST_STEPS or max(map(len, titles)) > _LONGEST_TITLE:
        return None
    written = case.HELD
    for option in reversed(case.options):
        title = str(option.title).replace('"', '""')
        written = f'IF({case.choice}="{title}",{case.say(option.points)},{written})'
    return written


def reach(case: Case) -> tuple[Fraction, Fraction]:
    """Give the least and the greatest points."""
    levels = [option.points for option in case.options]
    return min(levels), max(levels)


def check(case: Case) -> Sequence[ParameterFault]:
    """Two levels must not share an id."""
    return unique_ids("options", [option.id for option in case.options])


KIND = RuleKind(
    name="choice",
    title=Text(vi="Chọn mức", en="Choice of a level"),
    formula=Text(vi="mức được chọn → điểm của mức", en="the level chosen → its points"),
    slots=slots,
    parameters=(
        Parameter("options", OPTIONS, Text(vi="các mức và điểm", en="the levels and their points")),
    ),
    points=points,
    preview=preview,
    explain=explain,
    reach=reach,
    check=check,
    source="R2",
    worked=tuple(
        Worked(
            {
                "options": [
                    {"id": "tot", "title": "Tốt", "points": 5},
                    {"id": "kha", "title": "Khá", "points": 3},
                    {"id": "trung-binh", "title": "Trung bình", "points": "1.5"},
                    {"id": "yeu", "title": "Yếu", "points": 0},
                ]
            },
            {"choice": level},
            earned,
            "5",
            note,
        )
        for level, earned, note in (
            ("kha", "3.00", Text(vi="mức khá: 3 của 5 điểm", en="“khá”: 3 of 5 points")),
            ("trung-binh", "1.50", Text(vi="mức trung bình", en="the level “trung bình”")),
            ("yeu", "0.00", Text(vi="mức thấp nhất", en="the lowest level")),
        )
    ),
)
