"""A tie across the line of a quota that the council votes on."""

from __future__ import annotations

import pytest

from tests.fixtures.small_sets import plain, score, small_set

QUOTA = {
    "xuat-sac": {"share": "50%", "base": "group", "round": "floor", "tie_on_line": "vote"},
}
GRADES = [
    {"id": "xuat-sac", "title": "Xuất sắc", "from": 90},
    {"id": "tot", "title": "Tốt"},
]


def scored(**decisions: str):
    text = small_set(criterion={"1": plain(100)}, grade=GRADES, quota=QUOTA)
    rows = [
        {
            "unit": unit,
            "1": points,
            "decided_grade": decisions.get(unit, ""),
            "decided_reason": "biểu quyết" if unit in decisions else "",
        }
        for unit, points in (("A", 99), ("B", 95), ("C", 95), ("D", 10))
    ]
    return score(text, rows)


def test_without_a_vote_both_are_held() -> None:
    seen = scored()
    assert [seen.state(one) for one in "ABCD"] == ["scored", "held", "held", "scored"]


def test_the_vote_gives_the_one_place_that_is_left() -> None:
    seen = scored(B="xuat-sac", C="tot")
    assert [seen.grade(one) for one in "ABCD"] == ["xuat-sac", "xuat-sac", "tot", "tot"]


@pytest.mark.parametrize("unit", ["B", "C"])
def test_a_vote_for_more_than_the_places_settles_nothing(unit: str) -> None:
    seen = scored(B="xuat-sac", C="xuat-sac")
    assert seen.state(unit) == "held"
    assert seen.grade("A") == "xuat-sac"
