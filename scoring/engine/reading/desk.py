"""The desk: one file on it, what was read of it so far, and every problem found."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from scoring.engine import format as shape
from scoring.engine.locate import Lines
from scoring.engine.locate import Path as Keys
from scoring.model import catalogue
from scoring.model.criteria import Field
from scoring.model.problems import Place, Problem
from scoring.model.text import nfc
from scoring.plugin.parameters import TEXT, Parameter, ParameterFault
from scoring.plugin.registry import Registry

MOST_PROBLEMS = 200
MOST_TABLES = 2_000
Table: TypeAlias = dict[str, Any]

# Tables of which a file has many, each with a name of its own.
_NAMED = ("criterion", "bonus", "deduction", "field", "basis")
# A broken rule says nothing against the points its criterion is worth.
_INSIDE = ("rule", "example", "depends_on", "evidence_rule", "basis")


class FullError(Exception):
    """So many problems were found that more would help nobody."""


class Desk:
    """One reading of one file: what every reader of a table works with."""

    def __init__(self, file: str, registry: Registry) -> None:
        self.file = file
        self.registry = registry
        self.lines = Lines("")
        self.problems: list[Problem] = []
        # Tables that could not be read whole; what rests on them is not judged.
        self.unsure: set[Keys] = set()
        # What tables further down speak of.
        self.fields: dict[str, Field] = {}
        self.grade_ids: list[str] = []
        self.has_items = False
        # For lists that are examined: which of their entries could be read.
        self._kept: dict[Keys, list[int]] = {}

    # ---- problems and places ---------------------------------------------------------------

    def place(self, path: Keys) -> Place:
        """Give the place of a key; what concerns the whole file has no line."""
        if not path:
            return Place(self.file)
        line = self.lines.at(path)
        return Place(
            self.file,
            line=line,
            key=".".join(str(key) for key in path),
            excerpt=self.lines.excerpt(line),
        )

    def add(self, problem: Callable[..., Problem], path: Keys, *args: Any) -> None:
        """Note a problem at a key, and doubt the table it stands in."""
        found = problem(self.place(path), *args)
        if found.is_error and path:
            self.doubt(path)
        self.note(found)

    def add_fault(self, path: Keys, name: str, fault: ParameterFault) -> None:
        """Note that the value of a key is not what it must be."""
        self.add(catalogue.wrong_value, path, name, fault.message, fault.hint)

    def note(self, problem: Problem) -> None:
        """Note a problem that has its place; raises `FullError` when there are too many."""
        if len(self.problems) >= MOST_PROBLEMS:
            raise FullError
        self.problems.append(problem)

    def doubt(self, path: Keys) -> None:
        """Remember the table that a problem leaves unread."""
        depth = 2 if path[0] in _NAMED else 1
        inside = depth == 2 and path[2:3] and path[2] in _INSIDE
        self.unsure.add(path[: 3 if inside else depth])

    def is_unsure_field(self, name: str | None) -> bool:
        """Tell whether a field could not be read whole."""
        return any(path[:2] == ("field", name) for path in self.unsure)

    def keep(self, path: Keys) -> None:
        """Remember that an entry of a list could be read."""
        number = path[-1]
        assert isinstance(number, int)
        self._kept.setdefault(path[:-1], []).append(number)

    def kept_place(self, path: Keys) -> Place:
        """Give the place of an entry by its number among those that could be read."""
        for table, kept in self._kept.items():
            if path[: len(table)] == table and len(path) > len(table):
                number = path[len(table)]
                assert isinstance(number, int)
                path = (*table, kept[number], *path[len(table) + 1 :])
        return self.place(path)

    # ---- tables by their shape -------------------------------------------------------------

    def table(self, raw: object, path: Keys, keys: Sequence[Parameter]) -> Table:
        """Read a table by its shape; what does not fit is a problem and stays out."""
        if not isinstance(raw, dict):
            self.not_a_table(path)
            return {}
        key_by_name = {key.name: key for key in keys}
        values: Table = {}
        for name, value in raw.items():
            if name not in key_by_name:
                self.add(catalogue.unknown_key, (*path, name), name, list(key_by_name))
                continue
            try:
                values[name] = key_by_name[name].type.read(value)
            except ParameterFault as error:
                self.add_fault((*path, name, *error.path), name, error)
        for key in keys:
            if key.required and key.name not in raw:
                self.missing(path, key)
        return values

    def knows_keys(self, raw: Table, path: Keys, known: Sequence[str]) -> bool:
        """Tell whether a table holds known keys only; notes each other one."""
        strange = [key for key in raw if key not in known]
        for key in strange:
            self.add(catalogue.unknown_key, (*path, key), key, known)
        return not strange

    def not_a_table(self, path: Keys) -> None:
        """Note that something else stands where a table is wanted."""
        self.add(catalogue.not_a_table, path, dotted(path), _header(path))

    def missing(self, path: Keys, key: Parameter) -> None:
        """Note that a table lacks a key."""
        how = f"{key.name} = …"
        if key.type is shape.NODE:
            how = f"{key.name} = {{ … }}" if path else f"[{key.name}]"
        elif key.type is shape.NODES:
            how = f"[[{key.name}]]"
        if not path:
            self.unsure.add((key.name,))
        said = key.said
        if key.type not in (shape.NODE, shape.NODES, TEXT):
            said = said + ": " + key.type.said
        self.add(catalogue.missing_key, path, key.name, how, said)

    def named(self, raw: object, path: Keys) -> list[tuple[Keys, object]]:
        """Give the tables of a table, with their paths: [criterion.1], and so on."""
        if isinstance(raw, dict):
            if not self._bears(len(raw), path):
                return []
            return [((*path, key), item) for key, item in raw.items()]
        if raw is not None:
            self.add(catalogue.not_a_table, path, dotted(path), f"[{path[-1]}.…]")
        return []

    def listed(self, raw: object, path: Keys) -> list[tuple[Keys, object]]:
        """Give the tables of a list, with their paths: [[grade]] by [[grade]]."""
        if isinstance(raw, list):
            if not self._bears(len(raw), path):
                return []
            return [((*path, index), item) for index, item in enumerate(raw)]
        if raw is not None:
            how = f"[[{path[-1]}]]" if len(path) == 1 else f"{path[-1]} = [{{ … }}]"
            self.add(catalogue.not_a_list, path, dotted(path), how)
        return []

    def _bears(self, count: int, path: Keys) -> bool:
        if count > MOST_TABLES:
            self.add(catalogue.too_many_tables, path, dotted(path), count, MOST_TABLES)
        return count <= MOST_TABLES

    # ---- single words ----------------------------------------------------------------------

    def text(self, raw: object, path: Keys) -> str | None:
        """Read a name that must be written as text."""
        try:
            return str(TEXT.read(raw))
        except ParameterFault as error:
            self.add_fault(path, str(path[-1]), error)
            return None

    def code(self, path: Keys) -> str:
        """Read the code of a criterion or field, which must do as the title of a column."""
        name = nfc(str(path[-1]))
        if not name or name != name.strip() or name.startswith("#") or len(name) > 40:
            self.add(catalogue.wrong_code, path, name[:40])
        elif not name.isprintable():
            self.add(catalogue.wrong_code, path, repr(name)[1:-1])
        return name


def plain(text: object) -> str | None:
    """Give a text that may be left out."""
    return None if text is None else str(text)


def dotted(path: Keys) -> str:
    """Say a path as people count: grade.1 is the first."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in path)


def _header(path: Keys) -> str:
    """Say how the table at a path is written."""
    if any(isinstance(part, int) for part in path):
        name = next(part for part in reversed(path) if isinstance(part, str))
        return f"[[{name}]]" if len(path) == 2 else "{ … }"
    bare = all(re.fullmatch("[A-Za-z0-9_-]+", str(part)) for part in path)
    parts = path if bare else [*path[:1], *(f'"{part}"' for part in path[1:])]
    return "[" + ".".join(str(part) for part in parts) + "]"
