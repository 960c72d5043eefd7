"""What every offer of the basics owes the engine, whatever it does."""

import pickle

import pytest
from attrs import evolve

from scoring_basics import scoring_gate_kinds, scoring_rule_kinds, scoring_tie_breakers

OFFERS = [
    *(kind.planned() for kind in scoring_rule_kinds()),
    *scoring_gate_kinds(),
    *scoring_tie_breakers(),
]


@pytest.mark.parametrize("offer", OFFERS, ids=lambda offer: offer.name)
def test_an_offer_can_be_pickled_so_that_a_compiled_set_can(offer):
    # Reading is over when a set is compiled; only what runs and explains goes along.
    kept = evolve(offer, parameters=()) if hasattr(offer, "parameters") else offer
    assert pickle.loads(pickle.dumps(kept)).name == offer.name
