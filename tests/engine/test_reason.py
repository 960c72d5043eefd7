"""What a linter that reasons must find, what it must leave alone, and that it never lies."""

from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.engine.possible import Reasoner, meet
from scoring.engine.read import read_with_problems
from scoring.model.interval import Interval
from tests.fixtures.small_sets import leaf, program, registry, score, small_set, toml

CARE = {"marks": {"points": "proposal"}, "owner": "unit", "evidence": "hồ sơ"}
YES = {"kind": "boolean", "yes": {"ask": "Có không?"}, "points_yes": 40, "points_no": 0}
BANDS = {
    "kind": "band",
    "value": {"ask": "Bao nhiêu?"},
    "bands": [{"at_least": 3, "points": 60}, {"points": 20}],
}
TREE = {"1": leaf(40, YES, **CARE), "2": leaf(60, BANDS, **CARE)}
FIELDS = {
    "cases": {"ask": "Số vụ", "type": "count"},
    "fined": {"ask": "Bị phạt", "type": "flag", "blank": "hold"},
    "share": {"ask": "Tỷ lệ", "type": "share"},
}
KIND_2 = {**TREE, "2": {**TREE["2"], "unit_kinds": ["agency"]}}


def codes(**changes):
    """Give the codes of the problems of a small set."""
    changes = {"criterion": TREE, "policy": {"missing": "hold"}, **changes}
    with TemporaryDirectory() as folder:
        file = Path(folder) / "small.toml"
        file.write_text(small_set(**changes), encoding="utf-8")
        _, problems = read_with_problems(file, registry())
    return [problem.code for problem in problems]


def gates(*whens):
    """Give gates with these conditions."""
    effect = {"ceiling": "kha"}
    return {
        "gate": [
            {"id": f"g{n}", "title": "Chặn", "when": when, "effect": effect}
            for n, when in enumerate(whens)
        ]
    }


def points(code, **edges):
    return {"criterion": code, "points": edges}


def test_a_set_with_nothing_to_find_is_left_alone():
    assert codes() == []
    assert codes(**gates(points("1", at_most=0), {"not": points("1", at_least=40)})) == []


DEAD = [
    points("1", more_than=40),
    points("2", below=20),  # its lowest step gives 20, and blanks are held
    {"criterion": "2", "share": {"below": "1/3"}},
    {"total": {"more_than": 100}},
    {"bonus": {"at_least": 1}},
    {"all": [{"total": {"at_least": 90}}, {"total": {"below": 70}}]},
]


@pytest.mark.parametrize("when", DEAD, ids=str)
def test_a_gate_that_cannot_close_is_found(when):
    assert codes(**gates(when)) == ["C512"]


def test_a_blank_that_counts_as_0_lets_a_gate_close():
    assert codes(**gates(points("2", below=20)), policy={"missing": "zero"}) == []


def test_a_gate_that_no_kind_or_only_another_kind_can_meet_is_found():
    assert codes(criterion=KIND_2, **gates(points("2", at_most=20))) == ["C516"]
    both = gates(points("2", at_most=20), points("1", at_most=0))
    assert codes(criterion=KIND_2, **both) == []
    # For wards “2” never applies, so “not” of it is true of every ward.
    assert codes(criterion=KIND_2, **gates({"not": points("2", at_least=60)})) == ["C517"]
    stated = {"all": [{"not": points("2", at_least=60)}, {"criterion": "2", "state": "held"}]}
    assert codes(criterion=KIND_2, **gates(stated, points("1", at_most=0))) == []


FIELD_GATES = [
    ({"field": "cases", "value": {"at_most": -1}}, ["C512"]),
    ({"field": "cases", "value": {"more_than": 2, "below": 3}}, ["C512"]),
    ({"field": "cases", "value": {"at_least": "2.5"}}, ["C520"]),
    ({"field": "cases", "value": {"at_least": 0}}, ["C518"]),
    ({"field": "share", "value": {"below": 70}}, ["C518", "C520"]),
    ({"field": "share", "value": {"below": "70%"}}, []),
    ({"field": "fined", "is": True}, []),
    ({"all": [{"field": "fined", "is": True}, {"field": "fined", "is": False}]}, ["C512"]),
    ({"any": [{"field": "fined", "is": True}, {"field": "fined", "is": False}]}, ["C518"]),
]


@pytest.mark.parametrize(("when", "found"), FIELD_GATES, ids=str)
def test_values_no_answer_can_have_are_found(when, found):
    used = {
        name: one for name, one in FIELDS.items() if f"'{name}'" in str(when) or name in str(when)
    }
    assert codes(field=used, **gates(when)) == found


NEEDS = [
    ({"every_part": {"more_than": "100%"}}, ["C514"]),
    (points("1", at_least=41), ["C514"]),
    ({"total": {"below": 90}}, ["C514"]),  # of a grade from 90 up
    ({"every_part": {"at_least": "70%"}}, []),
    ({"all": [{"every_part": {"at_least": "70%"}}, points("1", below=20)]}, ["C514"]),
    ({"deduction": {"at_most": 0}}, []),
]


@pytest.mark.parametrize(("needs", "found"), NEEDS, ids=str)
def test_needs_that_cannot_be_met_are_found(needs, found):
    ladder = [
        {"id": "tot", "title": "Tốt", "from": 90, "needs": needs},
        {"id": "kha", "title": "Khá"},
    ]
    assert codes(grade=ladder) == found


def test_a_grade_shut_to_a_kind_and_one_between_two_totals_are_found():
    needs = points("2", at_least=20)
    ladder = [
        {"id": "tot", "title": "Tốt", "from": 90, "needs": needs},
        {"id": "kha", "title": "Khá"},
    ]
    assert codes(criterion=KIND_2, grade=ladder) == ["C515"]
    ladder = [
        {"id": "tot", "title": "Tốt", "from": "89.9"},
        {"id": "kha", "title": "Khá", "from": "89.2"},
        {"id": "yeu", "title": "Yếu"},
    ]
    assert codes(grade=ladder, policy={"missing": "hold", "total_rounding": "0 half-up"}) == [
        "C511"
    ]
    assert codes(grade=ladder) == []


def test_ends_and_caps_that_nothing_reaches_are_found():
    bonus = {"bonus": {"B": leaf(5, {**YES, "points_yes": 5}, **CARE)}}
    hold = {"missing": "hold"}
    assert codes(policy={**hold, "clamp": {"min": 0, "max": 101}}) == ["C405"]
    assert codes(policy={**hold, "clamp": {"min": 1, "max": 100}}) == ["C406"]
    capped = {**hold, "bonus_cap": 5, "clamp": {"min": 0, "max": 105}}
    assert codes(policy=capped, **bonus) == []
    assert codes(policy={**capped, "bonus_cap": 3}, **bonus) == ["C405"]
    assert codes(policy={**capped, "bonus_cap": 6}, **bonus) == ["C407"]


def test_rules_inside_a_rule_are_held_to_their_own_maximum():
    def several(first, second, most=40):
        parts = [{**YES, "max": 20, "points_yes": first}, {**YES, "max": 20, "points_yes": second}]
        rule = {"kind": "composite", "combine": "sum", "parts": parts}
        return codes(criterion={**TREE, "1": leaf(most, rule, **CARE)})

    assert several(20, 20) == []
    assert several(20, 10) == ["C212", "C212"]  # the part, and so the whole
    assert several(30, 10) == ["C211", "C212"]
    assert "C211" in several(20, 20, most=39)


def test_the_same_points_for_every_answer_are_found():
    flat = {**BANDS, "bands": [{"at_least": 3, "points": 60}, {"points": 60}]}
    assert codes(criterion={**TREE, "2": leaf(60, flat, **CARE)}) == ["C215"]


def test_a_least_number_of_0_answers_is_doubted():
    rule = {
        "kind": "survey",
        "percent": {"ask": "Tỷ lệ hài lòng"},
        "n": {"ask": "Số phiếu"},
        "least_answers": 0,
        "when_few": "hold",
    }
    assert codes(criterion={**TREE, "1": leaf(40, rule, **CARE)}) == ["C216"]
    rule["least_answers"] = 1
    assert codes(criterion={**TREE, "1": leaf(40, rule, **CARE)}) == []


def test_a_case_that_takes_more_than_there_is_is_doubted():
    rule = {"kind": "deduct", "cases": {"ask": "Số vụ"}, "start": 40, "each": 41, "floor": 0}
    assert codes(criterion={**TREE, "1": leaf(40, rule, **CARE)}) == ["C216"]
    rule["each"] = 40
    assert codes(criterion={**TREE, "1": leaf(40, rule, **CARE)}) == []


# ---- what is said to be impossible never happens ---------------------------------------------

EDGES = st.sampled_from(["at_least", "more_than", "at_most", "below", "equals"])


def edges(values):
    return st.builds(lambda edge, value: {edge: value}, EDGES, st.sampled_from(values))


PLAIN = st.one_of(
    st.builds(lambda e: points("1", **e), edges([0, 20, 40])),
    st.builds(lambda e: points("2", **e), edges([0, 20, 40, 60])),
    st.builds(lambda e: {"criterion": "2", "share": e}, edges(["0%", "1/3", "100%"])),
    st.builds(lambda e: {"total": e}, edges([0, 20, 60, 100])),
    st.builds(lambda e: {"every_part": e}, edges(["0%", "50%", "100%"])),
    st.builds(lambda e: {"some_part": e}, edges(["0%", "50%", "100%"])),
    st.builds(lambda e: {"field": "cases", "value": e}, edges([-1, 0, 1, "1.5"])),
    st.builds(lambda yes: {"field": "fined", "is": yes}, st.booleans()),
    st.builds(
        lambda s: {"criterion": "2", "state": s}, st.sampled_from(["not-applicable", "held"])
    ),
)
WHEN = st.recursive(
    PLAIN,
    lambda inner: st.one_of(
        st.builds(lambda some: {"all": some}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda some: {"any": some}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda one: {"not": one}, inner),
    ),
    max_leaves=5,
)
ROWS = [
    {"unit": f"U{n}", "kind": kind, "1": yes, "2": value, "cases": cases, "fined": fined}
    for n, (kind, yes, value, cases, fined) in enumerate(
        (kind, yes, value, cases, fined)
        for kind in ("ward", "agency")
        for yes in ("có", "không")
        for value in (0, 3)
        for cases in (0, 1, 2)
        for fined in ("có", "không")
    )
]


@given(WHEN)
@settings(max_examples=80)
def test_what_is_impossible_closes_no_gate_and_what_always_closes_leaves_none_open(when):
    fields = {name: FIELDS[name] for name in ("cases", "fined")}
    changes = {"criterion": KIND_2, "field": fields, "policy": {"missing": "hold"}}
    text = small_set(**changes, **gates(when))
    compiled = program(text)
    reasoner = Reasoner(compiled.criteria, registry().rule_kinds)
    rows = [row if row["kind"] == "agency" else {**row, "2": ""} for row in ROWS]
    result = score(text, rows).result
    closed = result.codes("gate:g0")
    gate = compiled.criteria.gates[0]
    for kind in ("ward", "agency"):
        theirs = [closed[n] == 1 for n, row in enumerate(rows) if row["kind"] == kind]
        if not reasoner.is_possible(gate.when, kind):
            assert not any(theirs), toml(when)
        if not reasoner.is_possible(gate.when, kind, wanted=False):
            assert all(theirs), toml(when)


@given(
    *(
        st.builds(
            lambda low, size, with_low, with_high: Interval(
                low, with_low, None if low is None else low + size, with_high
            ),
            st.none() | st.integers(0, 4).map(Fraction),
            st.integers(0, 3),
            st.booleans(),
            st.booleans(),
        )
        for _ in range(2)
    )
)
def test_what_two_intervals_share_is_in_both(a, b):
    shared = meet(a, b)
    for value in (Fraction(n, 2) for n in range(-2, 18)):
        assert (a.has(value) and b.has(value)) == (shared is not None and shared.has(value))
