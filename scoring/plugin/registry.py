"""The registry: every offer of every plugin, by name; a value that is passed around.

Two offers of one name are refused naming both plugins, so no order decides.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import pluggy
from attrs import define

from scoring.model.criteria import Basis, CriteriaSet
from scoring.model.errors import PluginLoadError, ScoringError
from scoring.model.problems import Problem
from scoring.model.result import Result
from scoring.model.sheet import Sheet
from scoring.model.text import Text
from scoring.plugin import hooks
from scoring.plugin.discover import (
    Plugin,
    clash,
    discover_plugins,
    fault_error,
    given_plugins,
    load_error,
)
from scoring.plugin.kinds import Form, GateKind, Importer, RuleKind, TieBreaker, Writer

_Offer = TypeVar("_Offer")


@define(frozen=True, slots=False)
class Registry:
    """Every offer by name. Built once by `load_registry`, changed by nobody."""

    plugins: tuple[Plugin, ...]
    rule_kinds: Mapping[str, RuleKind]
    gate_kinds: Mapping[str, GateKind]
    tie_breakers: Mapping[str, TieBreaker]
    importers: Mapping[str, Importer]
    forms: Mapping[str, Form]
    writers: Mapping[str, Writer]
    criteria_roots: tuple[tuple[str, Path], ...]
    owner_by_offer: Mapping[tuple[str, str], str]
    hook: Any

    def check_criteria(self, criteria: CriteriaSet) -> list[Problem]:
        """Ask every plugin for further problems of a criteria set."""
        return self._gather("scoring_check_criteria", criteria=criteria)

    def check_sheet(self, criteria: CriteriaSet, sheet: Sheet) -> list[Problem]:
        """Ask every plugin for further problems of a sheet."""
        return self._gather("scoring_check_sheet", criteria=criteria, sheet=sheet)

    def link(self, basis: Basis) -> str | None:
        """Ask for the address of a cited text; the first answer is taken."""
        return next((link for link in self._ask("scoring_link", basis=basis) if link), None)

    def after_run(self, result: Result) -> None:
        """Let plugins look at a finished result."""
        for _ in self._ask("scoring_after_run", result=result):
            pass

    def _ask(self, name: str, **arguments: Any) -> Iterator[Any]:
        """Call a hook plugin by plugin, so that a crash is told of the one at fault."""
        plugin_by_name = {plugin.name: plugin for plugin in self.plugins}
        for call in getattr(self.hook, name).get_hookimpls():
            try:
                answer = call.function(*(arguments[argument] for argument in call.argnames))
            except ScoringError:
                raise
            except Exception as error:
                raise fault_error(plugin_by_name[call.plugin_name], name, error) from error
            yield answer

    def _gather(self, name: str, **arguments: Any) -> list[Problem]:
        found = [problem for problems in self._ask(name, **arguments) for problem in problems or ()]
        # Plugins are called in no promised order; the answer must not show it.
        return sorted(found, key=lambda one: (one.place.order(), one.code, one.message.en))


_SHAPES: tuple[tuple[str, str, type], ...] = (
    ("rule_kinds", "scoring_rule_kinds", RuleKind),
    ("gate_kinds", "scoring_gate_kinds", GateKind),
    ("tie_breakers", "scoring_tie_breakers", TieBreaker),
    ("importers", "scoring_importers", Importer),
    ("forms", "scoring_forms", Form),
    ("writers", "scoring_writers", Writer),
)


def load_registry(plugins: Mapping[str, object] | None = None) -> Registry:
    """Find the plugins and take their offers.

    Without an argument every installed plugin is loaded; with a mapping from name to
    module only those, so that a test needs no installed state. Raises `PluginLoadError`
    and `DuplicateOfferError`.
    """
    found = discover_plugins() if plugins is None else given_plugins(plugins)
    manager = pluggy.PluginManager(hooks.GROUP)
    manager.add_hookspecs(hooks)
    for plugin, module in found:
        unmarked = [name for name in dir(module) if _is_unmarked(module, name)]
        if unmarked:
            raise load_error(plugin, f"{unmarked[0]} is not marked with hookimpl")
        try:
            manager.register(module, name=plugin.name)
        except (ValueError, pluggy.PluginValidationError) as error:
            raise load_error(plugin, str(error)) from error
    try:
        manager.check_pending()
    except pluggy.PluginValidationError as error:
        raise PluginLoadError("?", "?", Text.same(str(error))) from error

    offers: dict[str, dict[str, Any]] = {shape: {} for shape, _, _ in _SHAPES}
    owner: dict[tuple[str, str], Plugin] = {}
    described: list[Plugin] = []
    for plugin, module in found:
        named: dict[str, tuple[str, ...]] = {}
        for shape, hook, type_ in _SHAPES:
            taken: list[Any] = _offers(plugin, module, hook, type_)
            for offer in taken:
                key = (shape, offer.name)
                if key in owner:
                    raise clash(shape, offer.name, owner[key], plugin)
                owner[key], offers[shape][offer.name] = plugin, offer
            if taken:
                named[shape] = tuple(sorted(offer.name for offer in taken))
        described.append(Plugin(plugin.name, plugin.distribution, plugin.version, named))
    roots = sorted(
        (plugin.name, root)
        for plugin, module in found
        for root in _offers(plugin, module, "scoring_criteria_roots", Path)
    )
    return Registry(
        plugins=tuple(described),
        criteria_roots=tuple(roots),
        owner_by_offer={key: plugin.name for key, plugin in owner.items()},
        hook=manager.hook,
        **{shape: dict(sorted(by_name.items())) for shape, by_name in offers.items()},
    )


def _is_unmarked(module: object, name: str) -> bool:
    """Tell a function that is named like a hook, and that pluggy would pass over in silence."""
    function = getattr(module, name)
    return (
        name.startswith(f"{hooks.GROUP}_")
        and inspect.isroutine(function)
        and not hasattr(function, f"{hooks.GROUP}_impl")
    )


def _offers(plugin: Plugin, module: object, hook: str, type_: type[_Offer]) -> list[_Offer]:
    call: Callable[[], Sequence[_Offer]] | None = getattr(module, hook, None)
    if call is None:
        return []
    try:
        taken = list(call())
    except Exception as error:
        raise fault_error(plugin, hook, error) from error
    wrong = [offer for offer in taken if not isinstance(offer, type_)]
    if wrong:
        raise load_error(plugin, f"{hook} gave {wrong[0]!r}, not a {type_.__name__}")
    return taken
