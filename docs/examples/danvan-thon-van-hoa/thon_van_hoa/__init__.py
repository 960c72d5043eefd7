"""Thôn, tổ dân phố văn hóa: a rule kind, a criteria set, and what a district needs beside.

Everything comes in by the hooks of `scoring`; nothing is imported before it is used.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from scoring import hookimpl

if TYPE_CHECKING:
    from scoring import Basis, Commands, CriteriaSet, Problem, Result, RuleKind, Sheet


@hookimpl
def scoring_rule_kinds() -> Sequence[RuleKind]:
    """Offer the rule that counts months in a row."""
    from thon_van_hoa.streak import KIND

    return (KIND,)


@hookimpl
def scoring_criteria_roots() -> Sequence[Path]:
    """Offer the criteria set of hamlets and residential groups."""
    return (Path(__file__).parent / "criteria",)


@hookimpl
def scoring_check_criteria(criteria: CriteriaSet) -> Sequence[Problem]:
    """Refuse a streak longer than the assessment period."""
    from thon_van_hoa.months import check_criteria

    return check_criteria(criteria)


@hookimpl
def scoring_check_sheet(criteria: CriteriaSet, sheet: Sheet) -> Sequence[Problem]:
    """Refuse a list of months that has more months than the period."""
    from thon_van_hoa.months import check_sheet

    return check_sheet(criteria, sheet)


@hookimpl
def scoring_link(basis: Basis) -> str | None:
    """Give the address of the office's own copy of a cited text."""
    from thon_van_hoa.office import find_copy

    return find_copy(basis)


@hookimpl
def scoring_after_run(result: Result) -> None:
    """Enter the run in the office's journal, if it keeps one."""
    from thon_van_hoa.office import enter_journal

    enter_journal(result)


@hookimpl
def scoring_commands(commands: Commands) -> None:
    """Add `danvan journal`, which shows the journal."""
    from thon_van_hoa.commands import journal

    commands.add_command(journal)
