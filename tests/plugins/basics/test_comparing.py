"""Kinds that compare: with a target, a period before, a threshold, a table, or each other."""

from fractions import Fraction

import harness
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import BANDS, Case, Numbers, Points
from scoring_basics import bands
from scoring_basics.rules import (
    community_threshold,
    composite,
    item_aggregate,
    rate_band,
    table,
    target,
    trend,
    vote_share,
)

counts = st.integers(0, 400)
some = st.integers(1, 400)
decimals = st.decimals(-500, 500, places=2).map(str)
positives = st.decimals(0, 500, places=2).map(str)
shares = st.sampled_from(["0", "1/3", "50%", "2/3", "75%", "1"])

FALLING = [{"at_least": "90%", "points": 10}, {"more_than": "70%", "points": 5}, {"points": 0}]
RISING = [{"at_most": "70%", "points": 0}, {"below": "90%", "points": 5}, {"points": 10}]


# ---- bands ---------------------------------------------------------------------------


@pytest.mark.parametrize("written", [FALLING, RISING])
@given(values=st.lists(st.fractions(-2, 2), min_size=1, max_size=20))
def test_picking_a_block_is_picking_one_by_one(written, values):
    steps = BANDS.read(written)
    edges = [Fraction(9, 10), Fraction(7, 10), *values]
    picked = bands.pick(steps, Numbers.of(edges))
    assert picked.fractions() == [bands.picked(steps, value).points for value in edges]


def test_falling_and_rising_bands_say_the_same():
    values = Numbers.of([Fraction(n, 100) for n in range(101)])
    falling, rising = BANDS.read(FALLING), BANDS.read(RISING)
    assert bands.pick(falling, values).fractions() == bands.pick(rising, values).fractions()


def test_one_open_band_holds_every_number():
    only = BANDS.read([{"points": 3}])
    assert bands.pick(only, Numbers.of([0, -5, 7])).fractions() == [3, 3, 3]
    assert bands.pick(only, Numbers.of([0, -5, 7])).shape == (3,)


def test_a_band_of_one_number_lies_between_its_neighbours():
    steps = BANDS.read(
        [{"more_than": 5, "points": 2}, {"equals": 5, "points": 1}, {"below": 5, "points": 0}]
    )
    values = [Fraction(5), Fraction(501, 100), Fraction(499, 100)]
    assert bands.pick(steps, Numbers.of(values)).fractions() == [1, 2, 0]


# ---- targets -------------------------------------------------------------------------

reports = st.fixed_dictionaries({"actual": positives, "target": some})


@given(rows=st.lists(st.lists(reports, min_size=3, max_size=3), min_size=2, max_size=2))
def test_a_target_obeys_the_laws_in_a_block(rows):
    rules = [{"cap": 1, "zero_below": "50%"}, {"cap": "120%", "zero_below": "1/3"}]
    harness.assert_laws(target.KIND, rules, ["6", "7.5"], rows)


@given(report=reports, more=some, name=st.sampled_from(["actual", "target"]))
def test_a_target_is_monotone(report, more, name):
    greater = str(Fraction(report[name]) + more)
    rule = {"cap": "110%", "zero_below": "60%"}
    harness.assert_monotone(target.KIND, rule, "6", report, name, greater)


def test_a_target_whose_threshold_is_above_its_cap_is_refused():
    assert harness.faults(target.KIND, {"cap": "50%", "zero_below": "60%"})
    assert not harness.faults(target.KIND, {"cap": "60%", "zero_below": "60%"})


# ---- rates and trends ----------------------------------------------------------------

RATES = [{"at_most": 0, "points": 5}, {"at_most": "0.5", "points": 3}, {"points": 0}]


@given(rows=st.lists(st.fixed_dictionaries({"cases": counts, "base": some}), min_size=1))
def test_a_rate_obeys_the_laws(rows):
    harness.assert_laws(rate_band.KIND, [{"per": 100, "bands": RATES}], ["5"], [rows])


@given(report=st.fixed_dictionaries({"cases": counts, "base": some}), more=some)
def test_a_rate_whose_points_fall_is_monotone_both_ways(report, more):
    rule = {"per": 100, "bands": RATES}
    slots = harness.slots_of(rate_band.KIND, rule, "5")
    assert (slots["cases"].direction, slots["base"].direction) == ("down", "up")
    for name in ("cases", "base"):
        harness.assert_monotone(rate_band.KIND, rule, "5", report, name, report[name] + more)


def test_a_rate_promises_no_direction_where_its_points_rise_and_fall():
    hill = [{"at_least": 10, "points": 0}, {"at_least": 5, "points": 3}, {"points": 1}]
    slots = harness.slots_of(rate_band.KIND, {"per": 1, "bands": hill}, "5")
    assert slots["cases"].direction is None


def test_a_rate_for_every_nobody_is_refused():
    assert harness.faults(rate_band.KIND, {"per": 0, "bands": RATES})


CHANGES = [{"at_least": "3%", "points": 5}, {"at_least": 0, "points": 3}, {"points": 0}]


@given(rows=st.lists(st.fixed_dictionaries({"current": positives, "previous": some}), min_size=1))
def test_a_trend_in_percent_obeys_the_laws(rows):
    harness.assert_laws(trend.KIND, [{"mode": "percent", "bands": CHANGES}], ["5"], [rows])


@given(
    rows=st.lists(st.fixed_dictionaries({"current": decimals, "previous": decimals}), min_size=1)
)
def test_a_trend_by_difference_takes_any_numbers_zero_too(rows):
    rule = {"mode": "difference", "bands": CHANGES}
    harness.assert_laws(trend.KIND, [rule], ["5"], [[*rows, {"current": 0, "previous": 0}]])


def test_only_a_trend_in_percent_divides():
    for mode, divides in (("percent", True), ("difference", False)):
        slots = harness.slots_of(trend.KIND, {"mode": mode, "bands": CHANGES}, "5")
        assert slots["previous"].divides is divides


# ---- votes and consent ---------------------------------------------------------------


@st.composite
def ballots(draw, names=("yes", "base")):
    whole = draw(some)
    return {names[0]: draw(st.integers(0, whole)), names[1]: whole}


@given(
    rows=st.lists(st.lists(ballots(), min_size=3, max_size=3), min_size=2, max_size=2),
    edge=st.sampled_from(["at-least", "more-than"]),
    share=shares,
)
def test_a_vote_obeys_the_laws_and_counts_whole_votes(rows, edge, share):
    rules = [
        {"threshold": share, "edge": edge, "points_passed": 10, "points_failed": 1},
        {"threshold": "2/3", "edge": edge, "points_passed": 8, "points_failed": 0},
    ]
    outcomes = harness.assert_laws(vote_share.KIND, rules, ["10", "10"], rows)
    for ballot, outcome in zip(rows[1], outcomes[1], strict=True):
        three_times, twice = 3 * ballot["yes"], 2 * ballot["base"]
        passed = three_times >= twice if edge == "at-least" else three_times > twice
        assert outcome == (8 if passed else 0)


def test_a_failed_vote_cannot_earn_more():
    rule = {"threshold": "75%", "edge": "at-least", "points_passed": 1, "points_failed": 2}
    assert harness.faults(vote_share.KIND, rule)


GROUPS = [{"id": "t1", "title": "Tổ 1"}, {"id": "t2", "title": "Tổ 2"}]


@given(
    rows=st.lists(
        st.tuples(ballots(("t1_yes", "t1_total")), ballots(("t2_yes", "t2_total"))),
        min_size=1,
        max_size=5,
    ),
    share=shares,
    edge=st.sampled_from(["at-least", "more-than"]),
)
def test_consent_needs_every_group(rows, share, edge):
    common = {"required": share, "edge": edge, "points_met": 5, "points_not": 1}
    givens = [{**first, **second} for first, second in rows]
    rule = {**common, "groups": GROUPS}
    outcomes = harness.assert_laws(community_threshold.KIND, [rule], ["5"], [givens])[0]
    for pair, outcome in zip(rows, outcomes, strict=True):
        alone = [
            harness.one(
                community_threshold.KIND,
                common,
                "5",
                dict(zip(("yes", "total"), ballot.values(), strict=True)),
            )
            for ballot in pair
        ]
        assert outcome == min(alone)


@pytest.mark.parametrize(
    ("share", "edge", "needed"),
    [("2/3", "at-least", 125), ("50%", "more-than", 94), ("1", "at-least", 187)],
)
def test_consent_of_187_households_is_told_in_households(share, edge, needed):
    rule = {"required": share, "edge": edge, "points_met": 5, "points_not": 0}
    ask = [{"yes": yes, "total": 187} for yes in (needed - 1, needed)]
    outcomes = [harness.one(community_threshold.KIND, rule, "5", one) for one in ask]
    assert outcomes == [0, 5]
    assert str(needed) in harness.told(community_threshold.KIND, rule, "5", ask[0])


def test_more_consent_than_households_is_held():
    rule = {"required": "50%", "edge": "at-least", "points_met": 5, "points_not": 0}
    answers = {"yes": 5, "total": 4}
    assert harness.one(community_threshold.KIND, rule, "5", answers) == harness.HELD
    assert "5" in harness.told(community_threshold.KIND, rule, "5", answers)


def test_a_group_is_named_once():
    rule = {"required": "50%", "edge": "at-least", "points_met": 5, "points_not": 0}
    twice = {**rule, "groups": [GROUPS[0], GROUPS[0]]}
    assert harness.faults(community_threshold.KIND, twice)


# ---- tables --------------------------------------------------------------------------

TABLE = {
    "rows": [{"at_least": 90}, {"more_than": 70}, {}],
    "columns": [{"at_most": 0}, {"below": 2}, {}],
    "cells": [[10, 8, 5], [7, 5, 3], [3, 1, 0]],
}
spots = st.sampled_from(["-1", "0", "1", "1.99", "2", "70", "70.01", "89.9", "90", "100"])


@given(rows=st.lists(st.fixed_dictionaries({"row": spots, "column": spots}), min_size=1))
def test_a_table_obeys_the_laws(rows):
    outcomes = harness.assert_laws(table.KIND, [TABLE], ["10"], [rows])[0]
    for answers, outcome in zip(rows, outcomes, strict=True):
        row, column = Fraction(answers["row"]), Fraction(answers["column"])
        r = 0 if row >= 90 else 1 if row > 70 else 2
        c = 0 if column <= 0 else 1 if column < 2 else 2
        assert outcome == TABLE["cells"][r][c]


@pytest.mark.parametrize(
    "cells", [[[1, 2, 3]], [[1, 2, 3], [1, 2], [1, 2, 3]], [[1, 2, 3]] * 4], ids=len
)
def test_a_table_with_cells_missing_or_left_over_is_refused(cells):
    assert harness.faults(table.KIND, {**TABLE, "cells": cells})


@pytest.mark.parametrize("rows", [[{"at_least": 90}, {"below": 80}], [{"at_leest": 90}, {}], [1]])
def test_a_ladder_with_a_gap_or_a_wrong_key_is_refused(rows):
    with pytest.raises(Exception, match=r".") as error:
        table.LADDER.read(rows)
    assert type(error.value).__name__ == "ParameterFault"


# ---- items ---------------------------------------------------------------------------

BEST = {
    "aggregate": "best",
    "best": 2,
    "fewer": "divide-by-best",
    "scale_in": 100,
    "when_none": "zero",
}
scores = st.lists(st.decimals(0, 100, places=1).map(str), max_size=5)


@settings(max_examples=60)
@given(
    lists=st.lists(scores, min_size=1, max_size=4),
    aggregate=st.sampled_from(["mean", "best", "sum", "max"]),
    fewer=st.sampled_from(["divide-by-best", "divide-by-present"]),
    when_none=st.sampled_from(["zero", "not-applicable", "hold"]),
)
def test_items_obey_the_laws_whatever_their_number(lists, aggregate, fewer, when_none):
    rule = {"aggregate": aggregate, "scale_in": 100, "when_none": when_none}
    if aggregate == "best":
        rule |= {"best": 2, "fewer": fewer}
    givens = [{"scores": one} for one in lists]
    outcomes = harness.assert_laws(item_aggregate.KIND, [rule], ["15"], [givens])[0]
    for one, outcome in zip(lists, outcomes, strict=True):
        there = sorted((Fraction(score) for score in one), reverse=True)
        if not there:
            words = {"not-applicable": harness.NOT_APPLICABLE, "hold": harness.HELD}
            assert outcome == words.get(when_none, 0)
            continue
        divisor = 2 if fewer == "divide-by-best" else min(2, len(there))
        value = {
            "mean": sum(there) / len(there),
            "best": sum(there[:2]) / divisor,
            "sum": sum(there),
            "max": there[0],
        }[aggregate]
        assert outcome == min(15, value / 100 * 15)


def test_rules_that_count_different_numbers_of_items_share_a_block():
    rules = [BEST, {**BEST, "best": 3}]
    givens = [[{"scores": [82, 75, 60]}, {"scores": [80]}]] * 2
    outcomes = harness.assert_laws(item_aggregate.KIND, rules, ["15", "15"], givens)
    assert outcomes == [
        [Fraction("11.775"), 6],
        [Fraction(217, 3) * 15 / 100, 4],
    ]


@pytest.mark.parametrize(
    ("change", "answered"),
    [
        ({"aggregate": "mean"}, ["scores"]),
        ({"scale_in": 0}, ["scores"]),
        ({"best": 0}, ["scores"]),
        ({}, ["score"]),
    ],
)
def test_an_aggregate_half_said_is_refused(change, answered):
    assert harness.faults(item_aggregate.KIND, {**BEST, **change}, "15", answered)


@pytest.mark.parametrize("name", ["best", "fewer", "when_none", "aggregate"])
def test_an_aggregate_that_lacks_a_word_is_refused(name):
    rule = {key: value for key, value in BEST.items() if key != name}
    assert harness.faults(item_aggregate.KIND, rule, "15", ["scores"])


# ---- composites ----------------------------------------------------------------------

outcomes_of_parts = st.lists(
    st.one_of(st.none(), st.integers(0, 10).map(Fraction), st.just(harness.HELD)),
    min_size=1,
    max_size=4,
)


def part_of(row):
    """The points of one part for some units: None does not apply, "held" is held."""
    numbers = [Fraction(0) if one in (None, harness.HELD) else one for one in row]
    return Points(
        Numbers.of(numbers).reshape(1, -1),
        not_applicable=np.array([[one is None for one in row]]),
        held=np.array([[one == harness.HELD for one in row]]),
    )


@given(row=outcomes_of_parts, combine=st.sampled_from(["sum", "max", "min", "first"]))
def test_a_composite_joins_the_parts_that_apply(row, combine):
    case = Case({"combine": combine, "parts": tuple(part_of([one]) for one in row)})
    result = composite.points(case)
    assert bool(result.held[0, 0]) == (harness.HELD in row)
    assert bool(result.not_applicable[0, 0]) == all(one is None for one in row)
    there = [one for one in row if one is not None]
    if there and harness.HELD not in row:
        joined = {"sum": sum, "max": max, "min": min, "first": lambda ones: ones[0]}[combine](there)
        assert result.numbers.at(0, 0) == joined


def test_a_composite_takes_parts_that_leave_their_masks_out():
    parts = tuple(Points(Numbers.of([n, n + 1]).reshape(1, 2)) for n in (3, 1))
    result = composite.points(Case({"combine": "sum", "parts": parts}))
    assert [result.numbers.at(0, unit) for unit in (0, 1)] == [4, 6]
    assert not result.held.any()
    assert not result.not_applicable.any()


@pytest.mark.parametrize(
    ("combine", "expected"), [("sum", (0, 7)), ("max", (0, 5)), ("min", (0, 5)), ("first", (0, 5))]
)
def test_a_composite_reaches_what_its_parts_reach(combine, expected):
    parts = ((Fraction(0), Fraction(2)), (Fraction(1), Fraction(5)))
    assert composite.reach(Case({"combine": combine, "parts": parts})) == expected
