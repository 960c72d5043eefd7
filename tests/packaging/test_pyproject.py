"""pyproject.toml, requirements.lock and docs/why/dependencies.md say the same."""

import importlib
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PYPROJECT["project"]
CONTRACTS = PYPROJECT["tool"]["importlinter"]["contracts"]
EXTRAS = PROJECT["optional-dependencies"]

REQUIREMENTS = {
    requirement.name: requirement
    for line in [*PROJECT["dependencies"], *(line for extra in EXTRAS.values() for line in extra)]
    if (requirement := Requirement(line)).name != PROJECT["name"]
}
PLUGINS = {path.parent.name for path in (ROOT / "plugins").glob("*/__init__.py")}
PINS = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()[1:]


def test_the_core_stays_small():
    names = {Requirement(line).name for line in PROJECT["dependencies"]}
    assert names == {"attrs", "click", "numpy", "pluggy", "rich", "tomli"}


def test_a_pin_is_a_name_and_a_version_and_nothing_else():
    assert PINS
    assert [pin for pin in PINS if not re.fullmatch(r"[\w.-]+==[\w.]+", pin)] == []


@pytest.mark.parametrize("name", sorted(REQUIREMENTS))
def test_the_lock_pins_a_version_that_is_asked_for(name):
    version_by_name = {
        canonicalize_name(name): version for name, version in (pin.split("==") for pin in PINS)
    }
    assert REQUIREMENTS[name].specifier.contains(version_by_name[canonicalize_name(name)])


@pytest.mark.parametrize("name", sorted(REQUIREMENTS))
def test_every_dependency_earns_its_place_in_one_line(name):
    page = (ROOT / "docs" / "why" / "dependencies.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith(f"| {name} |")]
    assert len(rows) == 1
    why, licence, size = rows[0].strip("| ").split(" | ")[1:]
    assert why
    assert licence
    assert re.fullmatch(r"\d+(\.\d)?", size)


def test_no_dependency_is_described_that_is_not_there():
    page = (ROOT / "docs" / "why" / "dependencies.md").read_text(encoding="utf-8")
    described = set(re.findall(r"^\| (\w[\w.-]*) \|", page, flags=re.MULTILINE)) - {"package"}
    assert described == set(REQUIREMENTS)


def test_the_extra_all_holds_every_extra_that_a_user_may_want():
    (line,) = EXTRAS["all"]
    assert Requirement(line).extras == EXTRAS.keys() - {"all", "bench", "dev"}


@pytest.mark.parametrize(
    "module", [module for group in PROJECT["entry-points"].values() for module in group.values()]
)
def test_an_entry_point_names_a_module_that_is_there(module):
    assert importlib.import_module(module)


def test_the_command_names_a_function_that_is_there():
    module, name = PROJECT["scripts"]["danvan"].split(":")
    assert callable(getattr(importlib.import_module(module), name))


def test_every_plugin_is_offered_by_an_entry_point():
    offered = {module for group in PROJECT["entry-points"].values() for module in group.values()}
    assert offered == PLUGINS


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract["name"])
def test_a_contract_that_names_a_plugin_names_them_all(contract):
    keys = ("source_modules", "forbidden_modules", "modules")
    named = {name for key in keys for name in contract.get(key, [])}
    assert named & PLUGINS in (set(), PLUGINS)


def test_the_contracts_look_at_every_package():
    assert set(PYPROJECT["tool"]["importlinter"]["root_packages"]) == {"scoring", *PLUGINS}
