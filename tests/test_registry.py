"""The registry: every offer once, every clash refused by name, nothing found by luck."""

import sys
from types import ModuleType

import pytest

import scoring_basics
import scoring_csv
from scoring import (
    DuplicateOfferError,
    PluginFaultError,
    PluginLoadError,
    TieBreaker,
    load_registry,
)
from scoring.model.text import Text
from scoring.plugin.hooks import hookimpl


def plugin(**functions):
    """Give a module with hooks; each value is what the hook gives."""
    module = ModuleType("planted")
    for name, answer in functions.items():
        hook = hookimpl((lambda given: lambda: given)(answer))
        setattr(module, name, hook)
    return module


def breaker(name, key=None):
    return TieBreaker(name, Text.same(name), key or (lambda standing, parameters: None))


OFFER = plugin(scoring_tie_breakers=(breaker("older"),))


# ---- an explicit mapping -----------------------------------------------------------------


def test_a_mapping_needs_nothing_installed(monkeypatch):
    monkeypatch.setattr(sys, "path", [])
    registry = load_registry({"mine": OFFER})
    assert list(registry.tie_breakers) == ["older"]
    assert [one.name for one in registry.plugins] == ["mine"]
    assert registry.owner_by_offer == {("tie_breakers", "older"): "mine"}
    assert not registry.rule_kinds


def test_no_plugin_is_a_registry_too():
    assert load_registry({}).rule_kinds == {}


def test_the_order_of_plugins_decides_nothing():
    modules = {"basics": scoring_basics, "csv": scoring_csv, "mine": OFFER}
    one = load_registry(modules)
    other = load_registry(dict(reversed(modules.items())))
    renamed = load_registry({"a": OFFER, "b": scoring_csv, "c": scoring_basics})
    for shape in ("rule_kinds", "gate_kinds", "tie_breakers", "importers", "forms", "writers"):
        names = list(getattr(one, shape))
        assert names == sorted(names)
        assert names == list(getattr(other, shape)) == list(getattr(renamed, shape))
    assert one.plugins == other.plugins
    assert one.owner_by_offer == other.owner_by_offer


def test_two_offers_of_one_name_are_refused_naming_both_plugins():
    again = plugin(scoring_tie_breakers=(breaker("older"),))
    with pytest.raises(DuplicateOfferError) as caught:
        load_registry({"first": OFFER, "second": again})
    for lang in ("vi", "en"):
        told = caught.value.text.in_(lang)
        assert "“first”" in told
        assert "“second”" in told
        assert "“older”" in told


def test_one_plugin_that_offers_a_name_twice_is_refused():
    twice = plugin(scoring_tie_breakers=(breaker("older"), breaker("older")))
    with pytest.raises(DuplicateOfferError, match="“mine”"):
        load_registry({"mine": twice})


def test_one_name_may_be_a_rule_and_a_tie_breaker():
    both = plugin(scoring_tie_breakers=(breaker("band"),))
    registry = load_registry({"basics": scoring_basics, "mine": both})
    assert registry.rule_kinds["band"].name == registry.tie_breakers["band"].name == "band"


def test_a_hook_of_an_unknown_name_is_refused():
    with pytest.raises(PluginLoadError, match="scoring_rule_kindz"):
        load_registry({"mine": plugin(scoring_rule_kindz=())})


def test_a_hook_that_gives_something_else_is_refused():
    with pytest.raises(PluginLoadError, match="not a TieBreaker") as caught:
        load_registry({"mine": plugin(scoring_tie_breakers=("older",))})
    assert caught.value.plugin == "mine"


def test_a_hook_that_crashes_is_told_of_its_plugin():
    module = ModuleType("planted")

    def scoring_rule_kinds():
        raise RuntimeError("no such table")

    module.scoring_rule_kinds = hookimpl(scoring_rule_kinds)
    with pytest.raises(PluginFaultError, match=r"“mine”.*no such table"):
        load_registry({"mine": module})


# ---- what is installed -------------------------------------------------------------------


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Give a function that installs a distribution with plugins into a folder of its own."""

    def installed(distribution, code, *names, folder="site"):
        home = tmp_path / folder
        info = home / f"{distribution.replace('-', '_')}-1.0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Name: {distribution}\nVersion: 1.0\n")
        module = f"planted_{distribution.replace('-', '_')}"
        lines = "\n".join(f"{name} = {module}" for name in names)
        (info / "entry_points.txt").write_text(f"[scoring]\n{lines}\n")
        (home / f"{module}.py").write_text(code)
        if str(home) not in sys.path:
            monkeypatch.syspath_prepend(home)
        return home

    return installed


CODE = """
from scoring import Text, TieBreaker, hookimpl

@hookimpl
def scoring_tie_breakers():
    return (TieBreaker("{name}", Text.same("{name}"), print),)
"""


def test_an_installed_plugin_is_found_with_its_distribution(install):
    install("planted-one", CODE.format(name="older-one"), "one")
    registry = load_registry()
    (found,) = [one for one in registry.plugins if one.name == "one"]
    assert (found.distribution, found.version) == ("planted-one", "1.0")
    assert found.offers == {"tie_breakers": ("older-one",)}
    assert {"basics", "csv"} <= {one.name for one in registry.plugins}


def test_two_distributions_under_one_entry_point_are_refused_naming_both(install):
    install("planted-two", CODE.format(name="older-two"), "same")
    install("planted-three", CODE.format(name="older-three"), "same")
    with pytest.raises(DuplicateOfferError) as caught:
        load_registry()
    for lang in ("vi", "en"):
        assert "planted-two" in caught.value.text.in_(lang)
        assert "planted-three" in caught.value.text.in_(lang)


def test_two_distributions_with_one_offer_are_refused_naming_both(install):
    install("planted-four", CODE.format(name="shared"), "four")
    install("planted-five", CODE.format(name="shared"), "five")
    with pytest.raises(DuplicateOfferError) as caught:
        load_registry()
    assert "planted-four" in caught.value.text.en
    assert "planted-five" in caught.value.text.en


def test_a_distribution_that_is_found_twice_is_one(install):
    # The folder of a checkout may stand on the path beside its installation.
    home = install("planted-six", CODE.format(name="older-six"), "six", folder="checkout")
    install("planted-six", CODE.format(name="older-six"), "six", folder="site")
    assert home.name == "checkout"
    names = [one.name for one in load_registry().plugins]
    assert names.count("six") == 1


def test_a_plugin_that_cannot_be_imported_is_named_with_what_to_do(install):
    install("planted-seven", "import a_module_that_is_not_there", "seven")
    with pytest.raises(PluginLoadError) as caught:
        load_registry()
    error = caught.value
    assert (error.plugin, error.distribution) == ("seven", "planted-seven")
    assert "a_module_that_is_not_there" in error.text.en
    for lang in ("vi", "en"):
        assert "pip uninstall planted-seven" in error.text.in_(lang)


def test_a_plugin_that_fails_while_it_is_imported_is_named(install):
    install("planted-eight", "1 / 0", "eight")
    with pytest.raises(PluginLoadError, match=r"planted-eight.*ZeroDivisionError"):
        load_registry()


def test_an_explicit_mapping_is_not_disturbed_by_a_broken_installation(install):
    install("planted-nine", "1 / 0", "nine")
    assert list(load_registry({"mine": OFFER}).tie_breakers) == ["older"]
