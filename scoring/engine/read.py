"""Read a criteria file: TOML to a `CriteriaSet`, or every problem at once."""

from __future__ import annotations

from pathlib import Path

from scoring.engine import format as shape
from scoring.engine.examine import examine
from scoring.engine.reading.desk import MOST_PROBLEMS, Desk, FullError
from scoring.engine.reading.sets import read_set
from scoring.engine.reading.toml import MOST_BYTES, read_toml
from scoring.model import catalogue
from scoring.model.criteria import CriteriaSet
from scoring.model.errors import CriteriaError, say_file_error
from scoring.model.problems import Place, Problem
from scoring.plugin.parameters import show_value
from scoring.plugin.registry import Registry

FILE_NAME = "criteria.toml"


def read_criteria(path: str | Path, registry: Registry) -> CriteriaSet:
    """Give the criteria set of a file, or of a folder holding criteria.toml.

    Every number is exact. Raises `CriteriaError` with all the errors of the file, each
    with its line; warnings are the business of `check_criteria`.
    """
    criteria, problems = read_with_problems(path, registry)
    errors = [problem for problem in problems if problem.is_error]
    if errors or criteria is None:
        raise CriteriaError(errors)
    return criteria


def read_with_problems(
    path: str | Path, registry: Registry
) -> tuple[CriteriaSet | None, tuple[Problem, ...]]:
    """Give the set as far as it can be read, with its errors and warnings in order."""
    file = Path(path)
    if file.is_dir():
        file = file / FILE_NAME
    try:
        with file.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        return None, (catalogue.unreadable_file(Place(str(file)), say_file_error(error)),)
    # The folder of a relative path is known only from where the path starts.
    folder = file.absolute().parent.name if file.name == FILE_NAME else None
    desk = Desk(str(file), registry)
    criteria, more = None, []
    try:
        criteria = _read(desk, content, folder)
    except FullError:
        more = [catalogue.too_many_problems(Place(str(file)), MOST_PROBLEMS)]
    found = sorted(dict.fromkeys(desk.problems), key=lambda one: (one.place.order(), one.code))
    return criteria, (*found, *more)


def _read(desk: Desk, content: bytes, folder: str | None) -> CriteriaSet | None:
    """Read the bytes of a file in a folder, and examine what they say."""
    top = read_toml(desk, content)
    if top is None:
        return None
    version = top.get("format")
    if version is None:
        desk.add(catalogue.missing_format, ())
    elif isinstance(version, bool) or version != 1:
        desk.add(catalogue.wrong_format, ("format",), show_value(version))
        return None
    criteria = read_set(desk, desk.table({**top, "format": 1}, (), shape.FILE), content)
    if folder is not None and ("set",) not in desk.unsure and criteria.id != folder:
        desk.add(catalogue.id_not_folder, ("set", "id"), criteria.id, folder)
    is_read = not any(problem.is_error for problem in desk.problems)
    for problem in examine(criteria, desk.registry, desk.kept_place, frozenset(desk.unsure)):
        desk.note(problem)
    return criteria if is_read else None
