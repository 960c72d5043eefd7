"""Criteria sets as tests: `pytest my-set/` reads, runs and holds a set to the laws.

For each criteria.toml below the paths given to pytest there is a test that it reads, one
for each executable example, one for the expected results beside it, and one for each
law. Nothing heavy is imported before such a file is met.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

FILE_NAME = "criteria.toml"


def pytest_addoption(parser: Any) -> None:
    """Add the options of this plugin."""
    group = parser.getgroup("scoring", "criteria sets / bộ tiêu chí")
    group.addoption(
        "--scoring-lang",
        choices=("vi", "en"),
        default=None,
        help="language of what is told of a criteria set (default: that of the machine)",
    )
    group.addoption(
        "--scoring-examples",
        type=int,
        default=5,
        metavar="N",
        help="generated sheets on which each law is tried (default: %(default)s)",
    )


def pytest_collect_file(file_path: Path, parent: Any) -> Any:
    """Collect a criteria file."""
    if file_path.name != FILE_NAME:
        return None
    from scoring_pytest.collect import CriteriaFile

    return CriteriaFile.from_parent(parent, path=file_path)
