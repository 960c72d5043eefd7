"""Find the line of a TOML key, which the parser does not tell.

The text has been parsed already, so it is known to follow the grammar: one walk over its
signs is enough, and the work grows with the length of the file and nothing else.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TypeAlias

import tomli

Path: TypeAlias = tuple[str | int, ...]

# Deeper keys are placed at the table around them; nothing a criteria file knows is deeper.
MOST_LEVELS = 32

_STRING = re.compile(
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*+"{3,5}'
    r"|'''(?:[^']|'{1,2}(?!'))*+'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*+"'
    r"|'[^'\n]*+'",
    re.DOTALL,
)
_BLANK = re.compile(r"(?:[ \t\n]|#[^\n]*)*+")
_PLAIN = re.compile(r"[^,\[\]{}#\n]*+")
_PART = re.compile(r"[ \t]*+([A-Za-z0-9_-]++|\"(?:[^\"\\\n]|\\.)*+\"|'[^'\n]*+')[ \t]*+")


class Lines:
    """The line of every key of a TOML text; `at(path)` gives the nearest known one.

    A text that is not TOML may be given too: then its lines can be shown, and the keys
    before the first fault have their place.
    """

    def __init__(self, text: str) -> None:
        """Walk over the text once."""
        # Only "\n" ends a line of TOML; other signs that Python takes for line ends may
        # stand in a text, and would put every later line off by one.
        self._lines = text.split("\n") if text else []
        self._line_by_path: dict[Path, int] = {}
        walk = _Walk(text, self._line_by_path)
        with suppress(_LostError):
            walk.file()

    def at(self, path: Path) -> int | None:
        """Give the line of a key, or of the innermost table around it that has one."""
        path = path[:MOST_LEVELS]
        while path:
            if path in self._line_by_path:
                return self._line_by_path[path]
            path = path[:-1]
        return 1 if self._lines else None

    def excerpt(self, line: int | None) -> str | None:
        """Give a line of the text, cut to a readable length."""
        if line is None or not 1 <= line <= len(self._lines):
            return None
        text = self._lines[line - 1].rstrip("\r")
        return text if len(text) <= 120 else text[:117] + "…"


class _LostError(Exception):
    """The text does not go on as TOML does."""


class _Walk:
    """One walk from the first sign to the last; `line` is always that of `spot`."""

    def __init__(self, text: str, found: dict[Path, int]) -> None:
        self.text = text
        self.found = found
        self.spot = 0
        self.line = 1
        self.last_by_list: dict[Path, int] = {}

    def file(self) -> None:
        """Walk over every statement."""
        table: Path = ()
        self._take(_BLANK)
        while self.spot < len(self.text):
            if self._next() == "[":
                table = self._header()
            else:
                self._pair(table)
            self._take(_BLANK)

    def _next(self) -> str:
        return self.text[self.spot : self.spot + 1]

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.spot)
        if match is None:
            raise _LostError
        self.line += self.text.count("\n", self.spot, match.end())
        self.spot = match.end()
        return match[0]

    def _skip(self, sign: str) -> None:
        if not self.text.startswith(sign, self.spot):
            raise _LostError
        self.spot += len(sign)

    def _key(self) -> list[str]:
        parts = []
        while True:
            parts.append(_unquoted(self._take(_PART).strip(" \t")))
            if self._next() != ".":
                return parts
            self.spot += 1

    def _note(self, path: Path, line: int) -> None:
        if len(path) <= MOST_LEVELS:
            self.found.setdefault(path, line)

    def _header(self) -> Path:
        line, brackets = self.line, "[[" if self.text.startswith("[[", self.spot) else "["
        self._skip(brackets)
        parts = self._key()[: MOST_LEVELS + 1]
        self._skip("]" * len(brackets))
        path: Path = ()
        for part in parts[:-1]:
            path = self._inside((*path, part))
            self._note(path, line)
        path = (*path, parts[-1])
        self._note(path, line)
        if brackets == "[[":
            self.last_by_list[path] = self.last_by_list.get(path, -1) + 1
            path = self._inside(path)
            self._note(path, line)
        else:
            # The header of a table may come after one of its parts, which stood for it.
            self.found[path] = line
        return path

    def _inside(self, path: Path) -> Path:
        last = self.last_by_list.get(path)
        return path if last is None else (*path, last)

    def _pair(self, table: Path) -> None:
        line = self.line
        path = table
        for part in self._key()[: MOST_LEVELS + 1]:
            path = (*path, part)
            self._note(path, line)
        self._skip("=")
        self._value(path)

    def _value(self, path: Path) -> None:
        """Walk over a value; open lists and tables are kept here, not on Python's stack."""
        # Each open bracket: its closing sign, its path, the number of its next item.
        open_: list[tuple[str, Path, int]] = []
        while True:
            self._blank_in(open_)
            sign = self._next()
            if sign and sign in "[{":
                self.spot += 1
                open_.append(("]" if sign == "[" else "}", path, 0))
            elif sign and sign in "\"'":
                self._take(_STRING)
            elif not self._take(_PLAIN):
                raise _LostError
            entry = self._entry(open_)
            if entry is None:
                return
            path = entry

    def _blank_in(self, open_: list[tuple[str, Path, int]]) -> None:
        if open_:
            self._take(_BLANK)
        else:
            while self._next() in (" ", "\t"):
                self.spot += 1

    def _entry(self, open_: list[tuple[str, Path, int]]) -> Path | None:
        """Close what ends here and give the path of the next entry, or None after the last."""
        while open_:
            self._take(_BLANK)
            closing, path, number = open_[-1]
            if self._next() == ",":
                self.spot += 1
                self._take(_BLANK)
            if self._next() == closing:
                self.spot += 1
                open_.pop()
                continue
            if self.spot >= len(self.text):
                raise _LostError
            open_[-1] = (closing, path, number + 1)
            line = self.line
            if closing == "]":
                path = (*path, number) if len(path) <= MOST_LEVELS else path
                self._note(path, line)
                return path
            for part in self._key():
                if len(path) <= MOST_LEVELS:
                    path = (*path, part)
                    self._note(path, line)
            self._skip("=")
            return path
        return None


def _unquoted(part: str) -> str:
    if part[:1] == "'":
        return part[1:-1]
    if part[:1] != '"':
        return part
    if "\\" not in part:
        return part[1:-1]
    try:
        return str(tomli.loads(f"x = {part}")["x"])
    except tomli.TOMLDecodeError:
        raise _LostError from None
