"""Tie-breakers: the greater key comes first, and keys are exact."""

from fractions import Fraction

import pytest

import scoring_basics
from scoring import Numbers
from scoring_basics.tie_breakers import TIE_BREAKERS

KIND_BY_NAME = {kind.name: kind for kind in TIE_BREAKERS}


class Two:
    """Two units that stand side by side."""

    def points(self, code):
        return {"1": Numbers.of([5, Fraction(16, 3)])}[code]

    def total(self, name):
        return {"deduction": Numbers.of([0, 2]), "bonus": Numbers.of([1, 3])}[name]

    def field(self, name, better="high"):
        numbers = {"population": Numbers.of([9000, 12000])}[name]
        return numbers if better == "high" else -numbers

    def gap(self):
        return Numbers.of([Fraction(1, 3), Fraction(1, 4)])


@pytest.mark.parametrize(
    ("name", "parameters", "first"),
    [
        ("criterion", {"of": "1"}, 1),
        ("fewer-deductions", {}, 0),
        ("more-bonus", {}, 1),
        ("smaller-gap", {}, 1),
        ("field", {"of": "population", "better": "high"}, 1),
        ("field", {"of": "population", "better": "low"}, 0),
    ],
)
def test_the_better_unit_has_the_greater_key(name, parameters, first):
    key = KIND_BY_NAME[name].key(Two(), parameters).fractions()
    assert key.index(max(key)) == first
    assert len(set(key)) == 2


def test_a_tie_breaker_that_names_a_criterion_has_that_parameter():
    for kind in TIE_BREAKERS:
        names = [parameter.name for parameter in kind.parameters]
        assert kind.names_criterion is None or kind.names_criterion in names
        assert kind.title.vi
        assert kind.title.en


def test_the_basics_offer_them_by_their_hooks():
    assert scoring_basics.scoring_tie_breakers() is TIE_BREAKERS
    assert {kind.name for kind in scoring_basics.scoring_gate_kinds()} >= {"ceiling", "drop"}
    assert {kind.name for kind in scoring_basics.scoring_rule_kinds()} >= {"target", "min-max"}
    names = [kind.name for kind in TIE_BREAKERS]
    assert names == sorted(set(names))
