"""The whole plugin API on one page.

A plugin is a module (or any object) named in the entry-point group `scoring`, with some
of these functions marked by `hookimpl`. *Offer* hooks take nothing and return frozen
descriptions; they are called once, when the registry is made. No hook runs while
scoring, so no plugin can slow or reorder a run.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pluggy

if TYPE_CHECKING:  # every plugin imports this page, so it stays light
    import click

    from scoring.model.criteria import Basis, CriteriaSet
    from scoring.model.problems import Problem
    from scoring.model.result import Result
    from scoring.model.sheet import Sheet
    from scoring.plugin.kinds import Form, GateKind, Importer, RuleKind, TieBreaker, Writer

GROUP = "scoring"
hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)


class Commands(Protocol):
    """The click group of `danvan`, as a plugin sees it; `lang` is the language of the call."""

    @property
    def lang(self) -> str:
        """The language of this call, "vi" or "en"."""

    def offer(self, name: str, vi: str, en: str) -> Callable[[Callable[..., Any]], click.Command]:
        """Give what makes a command of a function; click's options go below it."""

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Add a command made elsewhere."""


@hookspec
def scoring_rule_kinds() -> Sequence[RuleKind]:  # type: ignore[empty-body]
    """Offer ways to earn points."""


@hookspec
def scoring_gate_kinds() -> Sequence[GateKind]:  # type: ignore[empty-body]
    """Offer effects that a gate may have on a grade."""


@hookspec
def scoring_tie_breakers() -> Sequence[TieBreaker]:  # type: ignore[empty-body]
    """Offer ways to split equal totals."""


@hookspec
def scoring_importers() -> Sequence[Importer]:  # type: ignore[empty-body]
    """Offer readers of files of answers."""


@hookspec
def scoring_forms() -> Sequence[Form]:  # type: ignore[empty-body]
    """Offer kinds of documents."""


@hookspec
def scoring_writers() -> Sequence[Writer]:  # type: ignore[empty-body]
    """Offer file formats."""


@hookspec
def scoring_criteria_roots() -> Sequence[Path]:  # type: ignore[empty-body]
    """Offer folders of criteria sets; each set is a folder with a criteria.toml."""


@hookspec
def scoring_check_criteria(criteria: CriteriaSet) -> Sequence[Problem]:  # type: ignore[empty-body]
    """Report further problems of a criteria set that reads well. Runs in `danvan check`."""


@hookspec
def scoring_check_sheet(criteria: CriteriaSet, sheet: Sheet) -> Sequence[Problem]:  # type: ignore[empty-body]
    """Report further problems of a sheet. Runs before scoring, never changes a cell."""


@hookspec(firstresult=True)
def scoring_link(basis: Basis) -> str | None:
    """Give the address of a cited text. Display only; the first answer is taken.

    Asked by `danvan explain` where the criteria set itself gives no address.
    """


@hookspec
def scoring_after_run(result: Result) -> None:
    """Look at a finished result. Runs at the doors (command line, web), never inside."""


@hookspec
def scoring_commands(commands: Commands) -> None:
    """Add commands to `danvan`; `commands` is its click group.

    `@commands.offer(name, vi, en)` above a function makes a command whose help speaks the
    language of the call; `commands.lang` is that language. Import work inside the function.
    """
