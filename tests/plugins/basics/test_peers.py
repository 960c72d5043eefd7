"""Kinds that need the whole peer group, held against a slow and plain reading."""

from fractions import Fraction

import harness
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import Numbers
from scoring_basics import peers
from scoring_basics.rules import leader_relative, min_max, percentile, rank_points

values = st.one_of(st.integers(-3, 3).map(str), st.decimals(-50, 50, places=2).map(str))
targets = st.fixed_dictionaries({"actual": st.integers(0, 12), "target": st.integers(0, 4)})
MAX = Fraction(10)


@st.composite
def members(draw, answers):
    """Some units of some groups; None is a unit that does not count."""
    size = draw(st.integers(1, 9))
    units = draw(st.lists(st.one_of(answers, answers, st.none()), min_size=size, max_size=size))
    groups = draw(st.lists(st.sampled_from("XYZ"), min_size=size, max_size=size))
    if all(unit is None for unit in units):
        units[0] = draw(answers)
    return units, groups


def among(units, groups, index):
    return [u for u, g in zip(units, groups, strict=True) if u is not None and g == groups[index]]


def assert_as_told(kind, rule, block, expected):
    """Hold the outcomes of the units that count against a function of (own, peers)."""
    units, groups = block
    row = harness.block(kind, [rule], [str(MAX)], [units], groups)[0]
    for index, unit in enumerate(units):
        if unit is None:
            continue
        assert row[index] == expected(unit, among(units, groups, index)), (unit, groups)
        for lang in ("vi", "en"):
            harness.told_among(kind, rule, str(MAX), units, index, groups, lang)
        low, high = harness.reach(kind, rule, str(MAX), list(unit))
        assert low <= row[index] <= high


# ---- each kind against its plain reading ---------------------------------------------


def led(own, others):
    actual, target = Fraction(own["actual"]), own["target"]
    if target == 0:
        best = max(one["actual"] for one in others if one["target"] == 0)
        return MAX * actual / best if best else 0
    if actual < target:
        return MAX / 2 * actual / target
    excess = max(
        Fraction(one["actual"] - one["target"], one["target"]) for one in others if one["target"]
    )
    return MAX / 2 * (1 + ((actual - target) / target / excess if excess else 0))


@given(members(targets))
def test_leader_relative_is_its_formula(block):
    assert_as_told(leader_relative.KIND, {}, block, led)


valued = st.fixed_dictionaries({"value": values})
better = st.sampled_from(["high", "low"])


@given(block=members(valued), better=better, word=st.sampled_from(["full", "half", "zero"]))
def test_min_max_is_its_formula(block, better, word):
    def placed(own, others):
        numbers = [Fraction(one["value"]) for one in others]
        low, high = min(numbers), max(numbers)
        if low == high:
            return MAX * {"full": Fraction(1), "half": Fraction(1, 2), "zero": 0}[word]
        share = (Fraction(own["value"]) - low) / (high - low)
        return MAX * (share if better == "high" else 1 - share)

    assert_as_told(min_max.KIND, {"better": better, "all_equal": word}, block, placed)


def count_better(own, others, better):
    value = Fraction(own["value"])
    numbers = [Fraction(one["value"]) for one in others]
    return sum(number > value if better == "high" else number < value for number in numbers)


@given(block=members(valued), better=better)
def test_rank_points_are_by_competition_rank(block, better):
    def ranked(own, others):
        return dict(enumerate((10, 8, 6))).get(count_better(own, others, better), 4)

    rule = {"better": better, "places": [10, 8, 6], "rest": 4}
    assert_as_told(rank_points.KIND, rule, block, ranked)


@given(block=members(valued), better=better)
def test_percentile_counts_who_is_strictly_better(block, better):
    def standing(own, others):
        share = Fraction(count_better(own, others, better), len(others))
        return 10 if share < Fraction(1, 5) else 7 if share < Fraction(1, 2) else 4

    steps = [{"top": "20%", "points": 10}, {"top": "50%", "points": 7}, {"points": 4}]
    assert_as_told(percentile.KIND, {"better": better, "steps": steps}, block, standing)


# ---- laws ----------------------------------------------------------------------------

PEER_RULES = [
    (leader_relative.KIND, {}, targets),
    (min_max.KIND, {"better": "low", "all_equal": "half"}, valued),
    (rank_points.KIND, {"better": "high", "places": [10, 8], "rest": 1}, valued),
    (
        percentile.KIND,
        {"better": "high", "steps": [{"top": "1/3", "points": 9}, {"points": 1}]},
        valued,
    ),
]
PEER_IDS = [kind.name for kind, _, _ in PEER_RULES]


@pytest.mark.parametrize(("kind", "rule", "answers"), PEER_RULES, ids=PEER_IDS)
@given(data=st.data())
def test_the_order_of_units_changes_nothing(kind, rule, answers, data):
    units, groups = data.draw(members(answers))
    order = data.draw(st.permutations(range(len(units))))
    before = harness.block(kind, [rule], ["10"], [units], groups)[0]
    after = harness.block(
        kind, [rule], ["10"], [[units[i] for i in order]], [groups[i] for i in order]
    )[0]
    counted = [place for place, i in enumerate(order) if units[i] is not None]
    assert [after[place] for place in counted] == [before[order[place]] for place in counted]


@pytest.mark.parametrize(("kind", "rule", "answers"), PEER_RULES, ids=PEER_IDS)
@given(data=st.data())
def test_a_group_is_not_touched_by_the_others(kind, rule, answers, data):
    units, groups = data.draw(members(answers))
    here = [index for index, group in enumerate(groups) if group == groups[0]]
    if all(units[index] is None for index in here):
        return
    whole = harness.block(kind, [rule], ["10"], [units], groups)[0]
    alone = harness.block(kind, [rule], ["10"], [[units[i] for i in here]])[0]
    for place, index in enumerate(here):
        if units[index] is not None:
            assert alone[place] == whole[index]


@pytest.mark.parametrize(("kind", "rule", "answers"), PEER_RULES, ids=PEER_IDS)
@given(data=st.data())
def test_criteria_of_a_block_do_not_mix(kind, rule, answers, data):
    size = data.draw(st.integers(1, 5))
    rows = [data.draw(st.lists(answers, min_size=size, max_size=size)) for _ in range(3)]
    maxima = ["10", "5", "2.5"]
    together = harness.block(kind, [rule] * 3, maxima, rows)
    for maximum, row, outcomes in zip(maxima, rows, together, strict=True):
        assert harness.block(kind, [rule], [maximum], [row])[0] == outcomes


@pytest.mark.parametrize(("kind", "rule", "answers"), PEER_RULES, ids=PEER_IDS)
@given(data=st.data())
def test_points_follow_the_unit_in_its_promised_direction(kind, rule, answers, data):
    units, groups = data.draw(members(answers))
    units = [unit or data.draw(answers) for unit in units]
    name = "actual" if "actual" in units[0] else "value"
    more = str(Fraction(units[0][name]) + data.draw(st.integers(1, 20)))
    before = harness.block(kind, [rule], ["10"], [units], groups)[0][0]
    after = harness.block(kind, [rule], ["10"], [[{**units[0], name: more}, *units[1:]]], groups)
    way = harness.slots_of(kind, rule, "10")[name].direction
    assert before <= after[0][0] if way == "up" else before >= after[0][0]


# ---- order codes ---------------------------------------------------------------------


def assert_orders(numbers):
    codes = peers.order_codes(numbers)
    assert codes.dtype == np.int64
    exact = numbers.reshape(-1).fractions()
    for i, one in enumerate(exact):
        for j, other in enumerate(exact):
            assert (one < other) == bool(codes[i] < codes[j])
            assert (one == other) == bool(codes[i] == codes[j])


@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(1, 50)), min_size=1, max_size=8))
def test_codes_order_and_tie_as_fractions_do(pairs):
    num, den = (np.array(part, dtype=np.int64) for part in zip(*pairs, strict=True))
    assert_orders(Numbers(num, den))


@given(st.lists(st.tuples(st.integers(-(10**25), 10**25), st.integers(1, 10**20)), min_size=1))
def test_codes_order_numbers_of_any_size(pairs):
    num, den = (np.array(part, dtype=object) for part in zip(*pairs[:8], strict=True))
    assert_orders(Numbers(num, den))
    assert_orders(Numbers(num, 7))


# ---- refusals ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("places", "rest"), [([10, 8, 9], 4), ([10, 8, 6], 7), ([1, 2], 0), ([3], 4)]
)
def test_a_worse_place_cannot_earn_more(places, rest):
    rule = {"better": "high", "places": places, "rest": rest}
    assert harness.faults(rank_points.KIND, rule)


@pytest.mark.parametrize(
    "steps",
    [
        [{"top": "20%", "points": 10}],
        [{"points": 10}, {"points": 4}],
        [{"top": "50%", "points": 10}, {"top": "20%", "points": 6}, {"points": 4}],
        [{"top": "20%", "points": 4}, {"points": 10}],
    ],
)
def test_steps_of_the_group_widen_and_fall(steps):
    assert harness.faults(percentile.KIND, {"better": "high", "steps": steps})
