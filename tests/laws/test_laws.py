"""The laws on generated sets and sheets, over every kind that is on offer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import scoring_basics
import scoring_csv
from scoring import load_registry
from scoring_pytest import laws
from scoring_pytest.strategies import programs, sheets

REGISTRY = load_registry({"basics": scoring_basics, "csv": scoring_csv})


@pytest.mark.parametrize("name", laws.LAWS)
@given(data=st.data())
def test_a_law_holds_on_any_set_and_sheet(name, data):
    program = data.draw(programs(REGISTRY), label="set")
    sheet = data.draw(sheets(program), label="sheet")
    laws.hold(program, sheet, registry=REGISTRY, names=[name])
