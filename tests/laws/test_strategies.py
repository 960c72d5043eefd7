"""The strategies: what they draw is valid, and reaches every kind that is on offer."""

from collections import Counter
from datetime import date
from fractions import Fraction

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

import scoring_basics
import scoring_csv
from scoring import (
    State,
    compile_criteria,
    enter_table,
    load_registry,
    read_criteria,
    run,
    tabulate,
)
from scoring.engine.serialise import sheet_digest
from scoring_pytest import laws
from scoring_pytest.strategies import (
    criteria_tables,
    criteria_texts,
    keep,
    programs,
    sheets,
    sheets_with_items,
)
from scoring_pytest.toml import write_toml

REGISTRY = load_registry({"basics": scoring_basics, "csv": scoring_csv})


@settings(max_examples=80)
@given(criteria_texts(REGISTRY))
def test_a_generated_file_reads_without_errors(text):
    assert read_criteria(keep(text), REGISTRY).id == "generated"


def test_every_kind_on_offer_is_drawn():
    seen = Counter()

    @settings(max_examples=250)
    @given(criteria_tables(REGISTRY))
    def draw(table):
        tables = [*table["criterion"].values(), *table.get("bonus", {}).values()]
        seen.update(one["rule"]["kind"] for one in tables if "rule" in one)
        seen.update(key for gate in table.get("gate", ()) for key in gate["effect"])
        seen.update(tie["kind"] for tie in table["rank"].get("tie_breakers", ()))
        seen.update(one.get("combine", "sum") for one in tables if "rule" not in one)
        seen.update([table["policy"]["not_applicable"], table["policy"]["missing"]])
        seen.update(quota["base"].partition(":")[0] for quota in table.get("quota", {}).values())

    draw()
    offers = {*REGISTRY.rule_kinds, *REGISTRY.gate_kinds, *REGISTRY.tie_breakers}
    words = {"sum", "weighted", "mean", "min", "best", "normalise", "full-marks", "smaller-scale"}
    words |= {"redistribute", "zero", "hold", "refuse", "group", "graded", "graded-finally"}
    assert offers | words <= set(seen)


def test_a_sheet_shows_every_state_and_every_kind_of_unit_state():
    cells, states = Counter(), Counter()

    @settings(max_examples=240)
    @given(st.data())
    def draw(data):
        program = data.draw(programs(REGISTRY))
        sheet = data.draw(sheets(program))
        cells.update(state for one in sheet.columns.values() for state in one.states.tolist())
        result = run(program, sheet)
        states.update(result.state(row) for row in range(len(sheet)))

    draw()
    assert {State.VALUE, State.MISSING, State.NOT_APPLICABLE} <= set(cells)
    assert set(states) == {"scored", "held", "unclassified", "provisional"}
    # Ranks and quotas are only tried on units that are scored.
    assert states["scored"] > states.total() / 4


@given(st.data())
def test_a_sheet_written_as_a_table_enters_as_the_same_sheet(data):
    program = data.draw(programs(REGISTRY))
    sheet = data.draw(sheets(program))
    again = enter_table(program, tabulate(program, sheet))
    assert sheet_digest(again) == sheet_digest(sheet)
    assert again.layers.keys() == sheet.layers.keys() | ({"self"} if sheet.layers else set())


@given(st.data())
def test_rows_of_roles_can_be_asked_for(data):
    program = data.draw(programs(REGISTRY))
    assert data.draw(sheets(program, roles=True)).roles or not program.questions
    assert not data.draw(sheets(program, roles=False)).roles


ITEMS = {
    "format": 1,
    "set": {
        "id": "items",
        "title": "Chấm mô hình",
        "status": "draft",
        "issuer": "Hội đồng thử",
        "period": {"from": date(2026, 1, 1)},
        "unit_kinds": ["model"],
    },
    "policy": {
        "scale": 10,
        "leaf_rounding": "none",
        "total_rounding": "none",
        "not_applicable": "normalise",
        "missing": "hold",
        "order": ["sum", "normalise"],
        "clamp": {"min": "none", "max": "none"},
        "compare": "exact",
    },
    "criterion": {
        "1": {
            "title": "Chất lượng",
            "max": 10,
            "rule": {"kind": "direct", "least": 0, "step": "0.5", "points": {"ask": "Điểm?"}},
        }
    },
    "grade": [{"id": "dat", "title": "Đạt", "from": 5}, {"id": "khong", "title": "Không đạt"}],
    "rank": {"within": "group", "method": "competition", "tied": "shared"},
}


@pytest.fixture(scope="module")
def fed():
    """A set whose one criterion is fed by the items of a unit, and the set of the items."""
    units = {**ITEMS, "set": {**ITEMS["set"], "id": "units", "unit_kinds": ["ward"]}}
    units["set"]["items"] = "items"
    rule = {"kind": "item-aggregate", "aggregate": "best", "best": 2, "scale_in": 10}
    rule |= {"fewer": "divide-by-best", "when_none": "zero", "scores": {"from": "items"}}
    units["criterion"] = {"1": {**ITEMS["criterion"]["1"], "rule": rule}}
    return [
        compile_criteria(read_criteria(keep(write_toml(table)), REGISTRY), REGISTRY)
        for table in (units, ITEMS)
    ]


@pytest.mark.parametrize("name", laws.LAWS)
@settings(max_examples=10)
@given(data=st.data())
def test_the_laws_hold_on_sets_that_feed_on_items(fed, name, data):
    sheet, items = data.draw(sheets_with_items(*fed))
    assert {unit.parent for unit in items.units} <= {None, *sheet.units.ids}
    laws.hold(fed[0], sheet, items, registry=REGISTRY, names=[name])


VALUES = st.recursive(
    st.one_of(st.booleans(), st.integers(-(10**9), 10**9), st.text(max_size=8), st.dates()),
    lambda below: st.one_of(
        st.lists(below, max_size=3), st.dictionaries(st.text(max_size=4), below, max_size=3)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.text(max_size=4), st.dictionaries(st.text(max_size=4), VALUES)))
def test_toml_is_written_as_it_is_read(table):
    assert tomli.loads(write_toml(table)) == table


def test_toml_takes_no_binary_float():
    with pytest.raises(TypeError):
        write_toml({"a": 0.5})
    assert tomli.loads(write_toml({"a": Fraction(1, 3)})) == {"a": "1/3"}
