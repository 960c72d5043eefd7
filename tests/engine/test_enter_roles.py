"""Roles: a unit asks, the appraiser grants; kinds of units in people's words."""

from __future__ import annotations

import pytest

from scoring import State, Table
from scoring.engine.enter import enter_with_problems
from scoring.engine.entering.cells import kind_named
from tests.fixtures.small_sets import program, small_set

HEADER = ("unit", "name", "kind", "group", "role", "reason", "1")


def sheet_of(rows: list[tuple[str, ...]]):
    made = program(small_set())
    header = tuple(
        question.column if name == "1" else name
        for name in HEADER
        for question in made.questions[:1]
    )
    return enter_with_problems(made, Table("units.csv", header, [list(row) for row in rows]))


SELF = ("P1", "Phường 1", "Phường", "Cụm 1", "self", "không phát sinh", "kad")


def test_a_unit_that_lets_itself_off_is_held_until_the_appraiser_speaks() -> None:
    sheet, problems = sheet_of([SELF])
    assert problems == ()
    column = next(iter(sheet.columns.values()))
    assert column.cell(0) is State.HELD


def test_the_appraiser_grants_it_with_a_reason() -> None:
    sheet, problems = sheet_of([SELF, (*SELF[:4], "appraised", "đúng, không phát sinh", "kad")])
    assert problems == ()
    column = next(iter(sheet.columns.values()))
    assert column.cell(0) is State.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("written", "kind"),
    [("Phường", "ward"), ("xã", "commune"), ("ĐẶC KHU", "special_zone"), ("ward", "ward"), ("?", "?")],
)  # fmt: skip
def test_kinds_are_read_as_people_write_them(written: str, kind: str) -> None:
    assert kind_named(written) == kind


def test_an_answer_of_2_is_not_the_same_as_not_applicable() -> None:
    _, problems = sheet_of([SELF, (*SELF[:4], "appraised", "", "2")])
    assert [problem.code for problem in problems] == ["S312"]
