"""A wrong number in a shipped set must not pass unnoticed; the whole run is a command."""

import re

from scoring.engine.catalog import BUNDLED
from tests.mutation.mutate import mutants
from tests.mutation.page import PAGE, REASONS
from tests.mutation.trial import plan_mutants, try_mutants

SAMPLE = 60
ROW = re.compile(r"^\| ([a-z0-9-]+|\*\*all\*\*) \| (\d+) \| (\d+) \| (\d+) \| ([\d.]+) \|$", re.M)


def test_there_are_mutants_enough_of_every_set():
    planned = plan_mutants()
    assert len(planned) >= 500
    shipped = {file.parent.name for file in BUNDLED.glob("*/criteria.toml")}
    assert {name for name, _ in planned} == shipped
    assert {mutant.kind for _, mutant in planned} == {"number", "drop", "bands"}


def test_a_mutant_is_one_change_of_one_or_two_lines():
    text = 'scale = 100  # not 200\nbands = [\n  { at_least = "90%", points = 4 },\n  { points = 0 },\n]\n'
    found = [(one.kind, one.line, one.after) for one in mutants(text)]
    assert ("number", 1, "scale = 101") in found
    assert ("drop", 1, "") in found
    assert ("number", 3, '{ at_least = "91%", points = 4 },') in found
    assert ("bands", 3, '{ at_least = "90%", points = 0 },') in found
    assert not any("201" in after for _, _, after in found)


def test_of_a_sample_at_least_95_in_100_are_caught():
    trial = try_mutants(plan_mutants(most=SAMPLE))
    assert trial.tried == SAMPLE
    assert 100 * trial.caught >= 95 * SAMPLE, trial.survivors


def test_the_page_tells_of_every_set_that_95_in_100_are_caught_and_why_not_the_rest():
    page = PAGE.read_text(encoding="utf-8")
    rows = ROW.findall(page)
    shipped = {file.parent.name for file in BUNDLED.glob("*/criteria.toml")}
    assert {name for name, *_ in rows} == {*shipped, "**all**"}
    for name, tried, caught, left, _ in rows:
        assert int(caught) + int(left) == int(tried)
        assert 100 * int(caught) >= 95 * int(tried), name
    assert "without a reason" not in page
    assert len({one.why for one in REASONS}) == len(REASONS)
