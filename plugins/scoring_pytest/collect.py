"""Collect: a criteria file as a list of tests, each failing in the words of the set."""

from __future__ import annotations

import locale
import os
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from scoring import (
    CriteriaSet,
    Problem,
    ProblemsError,
    Program,
    Registry,
    Result,
    ScoringError,
    compile_criteria,
    example_problems,
    expected_problems,
    find_set,
    load_registry,
    read_criteria,
    score_folder,
)
from scoring_pytest.laws import LAWS, LawBroken, Said

UNITS, EXPECTED = "units.csv", "expected.csv"
_READS = "reads"


def language(config: Any) -> str:
    """Give the language to tell failures in: the option's, or the machine's."""
    chosen: str | None = config.getoption("--scoring-lang")
    if chosen:
        return chosen
    names = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    name = next((one for one in names if one), "") or locale.getlocale()[0] or ""
    return "vi" if name.casefold().startswith("vi") else "en"


class CriteriaFile(pytest.File):
    """A criteria set: it reads, its examples run, its results are as expected, laws hold."""

    def collect(self) -> Iterator[pytest.Item]:
        """Give the tests of the set; a set that does not read has one, which says why."""
        self.lang = language(self.config)
        yield CriteriaItem.from_parent(self, name=_READS, check=self.reads)
        try:
            criteria = self.criteria
        except ScoringError:
            return
        for criterion in criteria.scored:
            for number, _ in enumerate(criterion.examples, 1):
                name = f"example[{criterion.code}-{number}]"
                yield CriteriaItem.from_parent(
                    self, name=name, check=_bound(self.example, criterion.code, number)
                )
        if (self.path.parent / EXPECTED).is_file():
            yield CriteriaItem.from_parent(self, name="expected", check=self.expected)
        for law in LAWS.values():
            yield CriteriaItem.from_parent(
                self, name=f"law[{law.name}]", check=_bound(self.law, law)
            )

    # ---- what the tests stand on ---------------------------------------------------------

    @cached_property
    def registry(self) -> Registry:
        """The installed plugins."""
        return load_registry()

    @cached_property
    def criteria(self) -> CriteriaSet:
        """The set as it reads."""
        return read_criteria(self.path, self.registry)

    @cached_property
    def program(self) -> Program:
        """The set, compiled."""
        return compile_criteria(self.criteria, self.registry)

    @cached_property
    def items_program(self) -> Program | None:
        """The set that scores the items, from a folder beside this one, or by its id."""
        name = self.criteria.items
        if name is None:
            return None
        beside = self.path.parent.parent / name
        folder = beside if beside.is_dir() else find_set(name, self.registry).folder
        return compile_criteria(read_criteria(folder, self.registry), self.registry)

    def result(self) -> Result:
        """Give the result of the sheet beside the set."""
        result, problems = score_folder(self.path.parent, self.program, self.registry)
        _refuse([problem for problem in problems if problem.is_error])
        assert result is not None, "a sheet without errors has a result"
        return result

    # ---- the tests -----------------------------------------------------------------------

    def reads(self) -> None:
        """Hold that the file has no errors."""
        _ = self.criteria

    def example(self, code: str, number: int) -> None:
        """Hold that an executable example gives what it says."""
        _refuse(example_problems(self.program, code, number))

    def expected(self) -> None:
        """Hold that the sheet beside the set gives the results beside it."""
        _refuse(list(expected_problems(self.path.parent / EXPECTED, self.result())))

    def law(self, law: Said) -> None:
        """Hold a law on the sheet beside the set, then on generated ones."""
        from scoring_pytest.trial import try_law

        given = self.result() if (self.path.parent / UNITS).is_file() else None
        if given is not None:
            more = {"registry": self.registry} if law.name == "replay" else {}
            law.check(self.program, given.sheet, items=given.items, **more)
        examples = self.config.getoption("--scoring-examples")
        try_law(law, self.program, self.items_program, self.registry, examples)


def _refuse(problems: Sequence[Problem]) -> None:
    if problems:
        raise ProblemsError(problems)


def _bound(check: Callable[..., None], *arguments: Any) -> Callable[[], None]:
    return lambda: check(*arguments)


class CriteriaItem(pytest.Item):
    """One test of a criteria set."""

    def __init__(self, *, check: Callable[[], None], **more: Any) -> None:
        super().__init__(**more)
        self.check = check

    def runtest(self) -> None:
        """Run the test."""
        self.check()

    def repr_failure(self, excinfo: Any, style: Any = None) -> Any:
        """Tell the failure in the words of the set; a fault of the program stays a traceback."""
        error = excinfo.value
        lang = self.parent.lang  # type: ignore[union-attr]  # made by our collector
        if isinstance(error, LawBroken | ScoringError):
            return error.text.in_(lang)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Give the file and the name of the test."""
        return self.path, None, f"{self.path.parent.name}: {self.name}"
