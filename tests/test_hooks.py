"""Hooks that are asked: each plugin in turn, faults named, answers in an order of their own."""

import types

import click
import pytest

import scoring_basics
import scoring_csv
from scoring import (
    Basis,
    Place,
    PluginFaultError,
    PluginLoadError,
    Problem,
    Severity,
    Text,
    UnknownNameError,
    compile_criteria,
    compose,
    enter_table,
    find_set,
    hookimpl,
    load_registry,
    read_criteria,
    run,
)

OURS = {"basics": scoring_basics, "csv": scoring_csv}
L10 = Basis("L10", "Luật 10/2022/QH15", "Luật Thực hiện dân chủ ở cơ sở")


def make_plugin(**hooks):
    """Give a module with these hooks."""
    module = types.ModuleType("plugin")
    for name, function in hooks.items():
        setattr(module, name, hookimpl(function))
    return module


@pytest.fixture(scope="module")
def scored():
    registry = load_registry(OURS)
    found = find_set("law10-commune", registry)
    program = compile_criteria(read_criteria(found.file, registry), registry)
    table = registry.importers["csv"].read(found.folder / "units.csv")
    return run(program, enter_table(program, table))


def test_a_crash_is_told_of_the_plugin_at_fault_and_of_no_other():
    def crash(criteria, sheet):
        return sheet.no_such_thing

    plugins = {
        "a": make_plugin(scoring_check_sheet=lambda criteria, sheet: []),
        "b": make_plugin(scoring_check_sheet=crash),
        "c": make_plugin(scoring_check_sheet=lambda criteria, sheet: None),
    }
    with pytest.raises(PluginFaultError) as fault:
        load_registry(plugins).check_sheet(None, object())
    assert fault.value.plugin == "b"
    assert "“b” (explicit) failed in scoring_check_sheet: AttributeError" in fault.value.text.en
    assert "“b” (explicit) hỏng trong scoring_check_sheet" in fault.value.text.vi


def test_what_a_plugin_raises_on_purpose_is_not_called_a_crash():
    def refuse(result):
        raise UnknownNameError(Text.same("no journal"))

    with pytest.raises(UnknownNameError):
        load_registry({"a": make_plugin(scoring_after_run=refuse)}).after_run(None)


@pytest.mark.parametrize("name", ["scoring_check_sheet", "scoring_rule_kinds", "scoring_rule_kind"])
def test_a_hook_that_is_not_marked_is_refused_and_not_passed_over(name):
    module = types.ModuleType("plugin")
    setattr(module, name, lambda: ())
    with pytest.raises(PluginLoadError, match=f"“a”.*{name} is not marked with hookimpl"):
        load_registry({"a": module})


def test_a_marked_function_that_is_no_hook_is_refused():
    with pytest.raises(PluginLoadError, match="scoring_rule_kind"):
        load_registry({"a": make_plugin(scoring_rule_kind=lambda: ())})


def test_an_offer_that_crashes_is_told_of_its_plugin():
    def crash():
        raise OSError("no disk")

    with pytest.raises(PluginFaultError, match="failed in scoring_forms: OSError: no disk"):
        load_registry({"a": make_plugin(scoring_forms=crash)})


def test_problems_of_plugins_stand_in_order_of_place_whoever_found_them():
    def one(code, line):
        place = Place("criteria.toml", line=line)
        return Problem(code, Severity.WARNING, place, Text.same(code), Text.same(""))

    first = make_plugin(scoring_check_criteria=lambda criteria: [one("X2", 9), one("X1", 2)])
    second = make_plugin(scoring_check_criteria=lambda criteria: [one("X3", 5)])
    for plugins in ({"a": first, "b": second}, {"a": second, "b": first}):
        problems = load_registry(plugins).check_criteria(None)
        assert [problem.code for problem in problems] == ["X1", "X3", "X2"]


def test_the_first_plugin_by_name_that_knows_an_address_gives_it():
    plugins = {
        "a": make_plugin(scoring_link=lambda basis: None),
        "b": make_plugin(scoring_link=lambda basis: f"b:{basis.id}"),
        "c": make_plugin(scoring_link=lambda basis: "c"),
    }
    assert load_registry(plugins).link(L10) == "b:L10"
    assert load_registry({"a": plugins["a"]}).link(L10) is None
    assert load_registry(OURS).link(L10) is None


def test_an_explanation_ends_with_the_texts_it_rests_on_and_their_addresses(scored):
    registry = load_registry(OURS)
    options = {"row": 0, "link": lambda basis: f"kho:{basis.id}"}
    write, form = registry.writers["md"].write, registry.forms["explanation"]
    text = write(compose(scored, form, options), {"lang": "vi"}).decode()
    _, _, end = text.partition("## Căn cứ")
    assert [basis.cite in end for basis in scored.criteria.bases.values()] == [True, True]
    assert "kho:L10" in end
    leaf = write(compose(scored, form, options | {"code": "1.1"}), {"lang": "vi"}).decode()
    _, _, end = leaf.partition("## Căn cứ")
    assert "kho:L10" in end
    assert "kho:QD25" not in end
    assert "kho:" not in write(compose(scored, form, {"row": 0}), {"lang": "vi"}).decode()


def test_a_command_of_a_plugin_is_one_of_danvan(monkeypatch):
    from scoring.cli import commands
    from scoring.plugin import discover

    @click.command("hello", help="say hello")
    def hello():
        click.echo("chào")

    plugin = discover.Plugin("a", "explicit", "")
    module = make_plugin(scoring_commands=lambda commands: commands.add_command(hello))
    monkeypatch.setattr(discover, "discover_plugins", lambda: [(plugin, module)])
    group = commands.Commands("danvan")
    context = click.Context(group)
    assert group.list_commands(context) == ["hello"]
    assert group.get_command(context, "hello") is hello
    assert group.get_command(context, "bye") is None


def test_a_plugin_whose_commands_crash_is_named(monkeypatch):
    from scoring.cli import commands
    from scoring.plugin import discover

    def crash(commands):
        raise ValueError("no such command")

    found = [(discover.Plugin("a", "danvan-a", "1.0"), make_plugin(scoring_commands=crash))]
    monkeypatch.setattr(discover, "discover_plugins", lambda: found)
    group = commands.Commands("danvan")
    with pytest.raises(PluginFaultError, match=r"“a” \(danvan-a\) failed in scoring_commands"):
        group.list_commands(click.Context(group))
