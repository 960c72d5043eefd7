"""The JSON Schema: made from what the reader reads, true of every shipped set."""

import copy
import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest
import tomli

import scoring_basics
import scoring_csv
from scoring import load_registry
from scoring.engine.read import read_with_problems
from scoring.engine.schema import FILE_NAME, criteria_schema, write_schema

ROOT = Path(__file__).resolve().parents[2]
REGISTRY = load_registry({"basics": scoring_basics, "csv": scoring_csv})
SCHEMA = criteria_schema(REGISTRY)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
SETS = sorted((ROOT / "criteria").glob("*/criteria.toml"))
GOOD = ROOT / "tests" / "good" / "criteria.toml"


def as_json(value):
    """Give what an editor hands to its checker: days as texts."""
    if isinstance(value, dict):
        return {key: as_json(below) for key, below in value.items()}
    if isinstance(value, list):
        return [as_json(below) for below in value]
    return value.isoformat() if isinstance(value, date) else value


def load(file):
    return as_json(tomli.loads(file.read_text(encoding="utf-8")))


def test_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_shipped_file_is_what_is_made():
    shipped = (ROOT / "criteria" / FILE_NAME).read_text(encoding="utf-8")
    assert shipped == write_schema(SCHEMA), "run: python docs/generate.py"
    assert json.loads(shipped) == SCHEMA


def test_every_rule_kind_has_its_branch():
    for name in REGISTRY.rule_kinds:
        branch = SCHEMA["$defs"][f"rule-{name}"]
        assert branch["properties"]["kind"]["const"] == name
        assert {"$ref": f"#/$defs/rule-{name}"} in SCHEMA["$defs"]["rule"]["oneOf"]


@pytest.mark.parametrize("file", [GOOD, *SETS], ids=lambda file: file.parent.name)
def test_a_good_set_is_valid(file):
    error = jsonschema.exceptions.best_match(VALIDATOR.iter_errors(load(file)))
    assert error is None, f"{error.json_path}: {error.message}"


@pytest.mark.parametrize("name", sorted(REGISTRY.rule_kinds))
def test_every_worked_rule_is_valid(name):
    kind = REGISTRY.rule_kinds[name]
    for worked in kind.worked:
        rule = {"kind": name, **worked.rule}
        given = worked.given if isinstance(worked.given, dict) else worked.given[0]
        if kind.has_parts:
            continue
        for slot in given:
            rule[slot] = {"ask": "Bao nhiêu?"}
        text = load(GOOD)
        text["criterion"]["2"]["rule"] = as_json(jsonable(rule))
        errors = list(VALIDATOR.iter_errors(text))
        assert not errors, (rule, jsonschema.exceptions.best_match(errors))


def jsonable(value):
    if isinstance(value, dict):
        return {key: jsonable(below) for key, below in value.items()}
    if isinstance(value, list | tuple):
        return [jsonable(below) for below in value]
    return value


def put(path, value):
    def change(text):
        for key in path[:-1]:
            text = text[key]
        text[path[-1]] = value

    return change


def drop(*path):
    def change(text):
        for key in path[:-1]:
            text = text[key]
        del text[path[-1]]

    return change


RULE = ("criterion", "1.1", "rule")
MISTAKES = [
    put(["polcy"], {}),
    put(["format"], 2),
    drop("policy"),
    drop("rank"),
    drop("grade"),
    put(["criterion"], {}),
    drop("policy", "missing"),
    put(["policy", "missing"], "không"),
    put(["policy", "roundings"], "none"),
    put(["policy", "leaf_rounding"], "2 half_up"),
    put(["policy", "order"], "sum"),
    put(["policy", "clamp"], {"min": 0}),
    put(["set", "status"], "nháp"),
    put(["set", "period"], {"from": "1/1/2026"}),
    put(["set", "unit_kinds"], ["quận"]),
    put(["basis", "L10", "titel"], "x"),
    put(["field", "population", "type"], "flag"),
    put(["criterion", "#1"], {"title": "x", "max": 1}),
    put(["criterion", "1.1", "max"], True),
    put(["criterion", "1.1", "max"], "40 điểm"),
    put(["criterion", "1.1", "titel"], "x"),
    put(["criterion", "1.1", "owner"], "ward"),
    put([*RULE, "kind"], "proportionall"),
    put([*RULE, "dne"], {"ask": "?"}),
    put([*RULE, "max"], 5),
    put([*RULE, "zero_below"], [1]),
    put([*RULE, "not_applicable_when_zero"], "done"),
    drop(*RULE, "kind"),
    drop(*RULE, "done"),
    put([*RULE, "done"], {"ask": "?", "field": "population"}),
    put([*RULE, "done"], {"asks": "?"}),
    put([*RULE, "done"], {"unit": "việc"}),
    put(["criterion", "1.1", "example", 0, "state"], "held"),
    put(["criterion", "2", "rule", "bands"], [{"at_least": 1}]),
    put(["criterion", "2", "rule", "bands", 0, "from"], 1),
    put(["criterion", "2", "rule", "done"], {"ask": "?"}),
    put(["gate", 0, "when"], {"criterion": "2", "point": {"at_most": 0}}),
    put(["gate", 0, "when"], {"criterion": "2", "points": {}}),
    put(["gate", 0, "effect"], {"ceiling": "kha", "drop": 1}),
    put(["gate", 0, "effect"], {"drop": 0}),
    put(["gate", 0, "effect"], {"ha_bac": 1}),
    put(["grade", 0, "form"], 80),
    put(["grade", 0, "needs"], {"all": []}),
    put(["quota", "tot", "round"], "up"),
    put(["quota", "tot", "base"], "graded"),
    put(["rank", "tie_breakers", 0, "kind"], "criteria"),
    put(["rank", "tie_breakers", 0, "off"], "1"),
    drop("rank", "tie_breakers", 0, "of"),
]


@pytest.mark.parametrize("number", range(len(MISTAKES)))
def test_a_planted_mistake_is_refused(number):
    text = copy.deepcopy(load(GOOD))
    MISTAKES[number](text)
    assert not VALIDATOR.is_valid(text)


def test_the_reader_and_the_schema_agree_on_keys():
    """What the schema lets stand, the reader knows, and the other way round."""
    _, problems = read_with_problems(GOOD, REGISTRY)
    assert problems == ()
    assert SCHEMA["properties"].keys() >= load(GOOD).keys()


def test_a_set_may_name_its_schema(tmp_path):
    folder = tmp_path / "good"
    folder.mkdir()
    text = "#:schema ../criteria.schema.json\n" + GOOD.read_text(encoding="utf-8")
    (folder / "criteria.toml").write_text(text, encoding="utf-8")
    criteria, problems = read_with_problems(folder, REGISTRY)
    assert (criteria is not None, problems) == (True, ())
