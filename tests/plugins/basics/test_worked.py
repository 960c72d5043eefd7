"""Every worked row of every kind: the documentation is the test."""

import harness
import pytest

from scoring_basics.rules import RULE_KINDS

ROWS = [
    pytest.param(kind, row, id=f"{kind.name}-{index}")
    for kind in RULE_KINDS
    for index, row in enumerate(kind.worked)
]


@pytest.mark.parametrize(("kind", "row"), ROWS)
def test_a_worked_row_gives_what_it_says(kind, row):
    harness.assert_worked(kind, row)


@pytest.mark.parametrize("kind", RULE_KINDS, ids=lambda kind: kind.name)
def test_a_kind_has_worked_rows_and_says_where_it_comes_from(kind):
    assert kind.worked
    assert kind.source
    for lang in ("vi", "en"):
        assert kind.title.in_(lang)
        assert kind.formula.in_(lang)


def test_kinds_stand_in_order_and_have_names_of_their_own():
    names = [kind.name for kind in RULE_KINDS]
    assert names == sorted(set(names))
