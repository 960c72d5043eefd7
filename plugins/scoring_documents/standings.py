"""Standings: the units of a result as a paper shows them. Nothing here is computed anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from scoring import UNIT_STATE_SAID, Result, State, Text, say_number, why
from scoring_documents.wording import DASH, both, join, points_said

_OUT = {
    State.MISSING: DASH,
    State.NOT_APPLICABLE: Text(vi="KAD", en="n/a"),
    State.HELD: Text(vi="giữ lại", en="held"),
}
_BY_STATE = ("unclassified", "held", "provisional")


@frozen
class Group:
    """A peer group with its rows in order of rank; `name` is "" where all units are one group."""

    name: str
    rows: tuple[int, ...]


def list_groups(result: Result) -> tuple[Group, ...]:
    """Give the groups within which units are ranked, each with its rows as they are printed."""
    order = list(result.in_rank_order())
    if result.criteria.ranking.within == "all":
        last = len(order) + 1
        return (Group("", tuple(sorted(order, key=lambda row: result.rank(row) or last))),)
    groups = result.units.groups
    found = ((name, tuple(row for row in order if groups[row] == name)) for name in groups.labels)
    return tuple(Group(name, rows) for name, rows in found if rows)


def rows_in(result: Result, *states: str) -> tuple[int, ...]:
    """Give the rows of units in some states, in the order in which they are printed."""
    return tuple(
        row for group in list_groups(result) for row in group.rows if result.state(row) in states
    )


def is_scored(result: Result, row: int) -> bool:
    """Tell whether a unit has its final grade and rank."""
    return result.state(row) == "scored"


def by_grade(result: Result, rows: Sequence[int]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Give the scored units of each grade, from the highest down; empty grades too."""
    for grade in result.criteria.grades:
        yield (
            grade.title,
            tuple(
                row for row in rows if is_scored(result, row) and result.grade_id(row) == grade.id
            ),
        )


def count_states(result: Result, rows: Sequence[int]) -> tuple[int, ...]:
    """Count the units without a grade: not classified, held, provisional."""
    states = [result.state(row) for row in rows]
    return tuple(states.count(name) for name in _BY_STATE)


# ---- one unit, cell by cell --------------------------------------------------------------------


def rank_said(result: Result, row: int) -> Text:
    """Write the rank, with “=” where it is shared."""
    rank = result.rank(row)
    if rank is None:
        return DASH
    return Text.same(f"{rank}{'=' if is_tied(result, row) else ''}")


def is_tied(result: Result, row: int) -> bool:
    """Tell whether a unit shares its rank."""
    return result.rank(row) is not None and bool(result.codes("tied")[row])


def grade_said(result: Result, row: int) -> Text:
    """Write the grade; of a unit without a final one, what became of it."""
    state, grade = result.state(row), result.grade_id(row)
    if state != "scored" or grade is None:
        return UNIT_STATE_SAID.get(state, DASH)
    return Text.same(result.criteria.grades[result.criteria.grade_index(grade)].title)


def total_said(result: Result, row: int) -> Text:
    """Write the total with the decimals of the policy."""
    return points_said(result.total(row), result.criteria.policy.total_rounding.places)


def why_said(result: Result, row: int) -> Text:
    """Write why a unit is not higher, or has no rank."""
    return join(why(result, row))


def leaf_places(result: Result) -> int | None:
    """Give the decimals that points of leaves are padded to; nothing is ever cut off."""
    policy = result.criteria.policy
    places = policy.leaf_rounding.places
    return policy.total_rounding.places if places is None else places


def part_said(result: Result, code: str, row: int) -> Text:
    """Write the points of a criterion or a part; where something in it is open, say so instead."""
    places = leaf_places(result)
    found = result.points(code, row)
    if isinstance(found, State):
        return _out(result, code, row, found)
    if code not in result.row_by_code and _is_open(result, code, row):
        return _OUT[State.HELD]
    return points_said(found, places)


def _out(result: Result, code: str, row: int, state: State) -> Text:
    """Write a leaf without points of its own; some of these count as points all the same."""
    policy = result.criteria.policy
    points = result.numbers("points").at(result.row_by_code[code], row)
    if state is State.MISSING and policy.missing == "zero":
        return points_said(points, leaf_places(result))
    if state is State.NOT_APPLICABLE and points:
        return points_said(points, leaf_places(result))
    return _OUT[state]


def _is_open(result: Result, code: str, row: int) -> bool:
    """Tell whether a leaf below a group waits for an answer or a decision."""
    open_states = {State.HELD}
    if result.criteria.policy.missing != "zero":
        open_states.add(State.MISSING)
    below = (result.points(leaf.code, row) for leaf in result.criteria.below(code))
    return any(isinstance(found, State) and found in open_states for found in below)


def extra_said(result: Result, name: str, row: int) -> Text:
    """Write the bonus or the deduction of a unit."""
    if result.state(row) == "held":
        return DASH
    return both(lambda lang: say_number(result.numbers(name).at(row), lang))
