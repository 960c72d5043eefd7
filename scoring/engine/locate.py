"""Find the line of a TOML key, which the parser does not tell.

Each statement of the file (a header, or a key with its value) is parsed alone by tomli,
so there is no grammar of ours; the work grows with the length of the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

import tomli

Path: TypeAlias = tuple[str | int, ...]

# A statement that spans more lines than this is searched no further; the key is then
# placed at the statement's first line, or at its table.
_MOST_LINES = 400


class Lines:
    """The line of every key of a TOML text; `at(path)` gives the nearest known one."""

    def __init__(self, text: str) -> None:
        """Read the text once; it may be broken, then what reads well is known."""
        self._lines = text.splitlines()
        self._line_by_path: dict[Path, int] = {}
        self._read(text.splitlines(keepends=True))

    def at(self, path: Path) -> int | None:
        """Give the line of a key, or of the innermost table around it that has one."""
        while path:
            if path in self._line_by_path:
                return self._line_by_path[path]
            path = path[:-1]
        return 1 if self._lines else None

    def excerpt(self, line: int | None) -> str | None:
        """Give a line of the text, cut to a readable length."""
        if line is None or not 1 <= line <= len(self._lines):
            return None
        text = self._lines[line - 1]
        return text if len(text) <= 120 else text[:117] + "…"

    def _read(self, lines: list[str]) -> None:
        table: Path = ()
        counts: dict[Path, int] = {}
        index = 0
        while index < len(lines):
            stripped = lines[index].strip()
            if not stripped or stripped.startswith("#"):
                index += 1
                continue
            end, parsed = self._statement(lines, index)
            if parsed is None:
                index += 1
                continue
            if stripped.startswith("["):
                table = self._header(parsed, counts)
                self._line_by_path.setdefault(table, index + 1)
            else:
                for path in _paths(parsed):
                    self._line_by_path.setdefault((*table, *path), index + 1)
                if end - index > 1:
                    self._inside(lines, index, end, table)
            index = end

    def _statement(self, lines: list[str], start: int) -> tuple[int, dict[str, Any] | None]:
        text = ""
        for end in range(start, min(start + _MOST_LINES, len(lines))):
            text += lines[end]
            # A value that spans lines ends in a closing sign; parsing before one is waste.
            if end > start and not any(sign in lines[end] for sign in "]}'\""):
                continue
            try:
                return end + 1, tomli.loads(text, parse_float=str)
            except (tomli.TOMLDecodeError, ValueError, RecursionError):
                continue
        return start + 1, None

    def _header(self, parsed: dict[str, Any], counts: dict[Path, int]) -> Path:
        path: Path = ()
        node: Any = parsed
        while isinstance(node, dict) and node:
            key, node = next(iter(node.items()))
            path = (*path, key)
            if isinstance(node, list):
                counts[path] = counts.get(path, -1) + 1
                node = node[0]
                path = (*path, counts[path])
            elif (node and path in counts) or (path in counts and isinstance(node, dict)):
                path = (*path, counts[path])
        return path

    def _inside(self, lines: list[str], start: int, end: int, table: Path) -> None:
        """Place the items of a list written one to a line."""
        key = lines[start].partition("=")[0].strip().strip("\"'")
        number = 0
        for index in range(start, end):
            text = lines[index].strip().rstrip(",")
            if index == start:
                text = text.partition("=")[2].strip().lstrip("[").strip()
            if not text.startswith(("{", "[")):
                continue
            self._line_by_path[(*table, key, number)] = index + 1
            try:
                item = tomli.loads(f"x = {text}", parse_float=str)["x"]
            except (tomli.TOMLDecodeError, ValueError, RecursionError):
                item = None
            if isinstance(item, dict):
                for path in _paths(item):
                    self._line_by_path[(*table, key, number, *path)] = index + 1
            number += 1


def _paths(value: Any) -> Iterator[Path]:
    pairs: Any = ()
    if isinstance(value, dict):
        pairs = value.items()
    elif isinstance(value, list):
        pairs = enumerate(value)
    for key, below in pairs:
        yield (key,)
        for path in _paths(below):
            yield (key, *path)
