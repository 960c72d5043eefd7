"""Make mutants of a criteria file: one number changed, one line dropped, two bands swapped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from attrs import frozen

# Keys whose value is told to people and decides nothing.
TOLD = (
    "title", "note", "ask", "unit", "evidence", "cite", "issuer", "link", "in_force", "format",
    "replaces", "status", "period", "basis", "given",
)  # fmt: skip
_KEY = re.compile(r"\s*([A-Za-z0-9_\"'.-]+)\s*=")
_TEXT = re.compile(r"\"(?:[^\"\\]|\\.)*\"")
_NUMBER = re.compile(r"(?<![\w.\-])\d+(?:[.,]\d+)?(?![\w.\-])")
_WRITTEN = re.compile(r"\d+(?:[.,]\d+)?(?:%|/\d+)?")


@frozen
class Mutant:
    """A criteria text with one change; `line` counts from 1."""

    kind: str
    line: int
    before: str
    after: str
    text: str


def mutants(text: str) -> Iterator[Mutant]:
    """Give every mutant of a criteria text, in order of lines."""
    lines = text.split("\n")
    for index, line in enumerate(lines):
        key = _key(line)
        if key is None or key in TOLD:
            continue
        for changed in _other_numbers(line):
            yield _mutant("number", lines, index, [changed])
        if _stands_alone(line):
            yield _mutant("drop", lines, index, [])
    yield from _swapped_bands(lines)


def _mutant(kind: str, lines: list[str], index: int, new: list[str]) -> Mutant:
    text = "\n".join([*lines[:index], *new, *lines[index + 1 :]])
    return Mutant(kind, index + 1, lines[index].strip(), new[0].strip() if new else "", text)


def _key(line: str) -> str | None:
    """Give the key of a line; a line inside a list of tables counts as "item"."""
    stripped = line.strip()
    if not stripped or stripped.startswith(("#", "[")):
        return "item" if stripped.startswith("[") and "=" in stripped and "{" in stripped else None
    if stripped.startswith("{"):
        return "item"
    match = _KEY.match(line)
    return match[1].strip("\"'") if match else None


def _stands_alone(line: str) -> bool:
    """Tell whether the line is a whole statement, so that dropping it leaves TOML."""
    stripped = line.split(" #")[0].strip()
    pairs = (("[", "]"), ("{", "}"))
    return not stripped.startswith("{") and all(
        stripped.count(left) == stripped.count(right) for left, right in pairs
    )


def _other_numbers(line: str) -> Iterator[str]:
    """Give the line with each of its numbers changed, one at a time."""
    code = line.split(" #")[0]
    texts = list(_TEXT.finditer(code))
    spans = [(m.start() + 1, m.end() - 1) for m in texts if _WRITTEN.fullmatch(m[0][1:-1])]
    inside = [(m.start(), m.end()) for m in texts]
    spans += [
        (m.start(), m.end())
        for m in _NUMBER.finditer(code)
        if not any(start <= m.start() < end for start, end in inside)
    ]
    for start, end in sorted(spans):
        found = _NUMBER.search(code[start:end]) or re.search(r"\d+(?:[.,]\d+)?", code[start:end])
        if found is None:
            continue
        new = _changed(found[0])
        yield code[: start + found.start()] + new + code[start + found.end() :]


def _changed(number: str) -> str:
    """Give another number: one more in its last digit but one, so that it matters."""
    whole, dot, rest = number.partition(".")
    return f"{int(whole) + 1}{dot}{rest}"


def _swapped_bands(lines: list[str]) -> Iterator[Mutant]:
    for index, line in enumerate(lines):
        if not line.strip().startswith("bands"):
            continue
        tables = re.findall(r"\{[^{}]*\}", line)
        for first, second in pairwise(tables):
            points = [
                re.search(r"points\s*=\s*(\"[^\"]*\"|[\d.]+)", one) for one in (first, second)
            ]
            if points[0] is None or points[1] is None or points[0][1] == points[1][1]:
                continue
            one = first.replace(points[0][0], points[1][0])
            two = second.replace(points[1][0], points[0][0])
            swapped = line.replace(f"{first}, {second}", f"{one}, {two}")
            if swapped != line:
                yield _mutant("bands", lines, index, [swapped])
    yield from _swapped_band_lines(lines)


def _swapped_band_lines(lines: list[str]) -> Iterator[Mutant]:
    """Swap the points of two steps that stand on lines of their own."""
    found = re.compile(r"points\s*=\s*(\"[^\"]*\"|[\d.]+)")
    for index in range(len(lines) - 1):
        one, two = lines[index], lines[index + 1]
        if not (one.strip().startswith("{") and two.strip().startswith("{")):
            continue
        a, b = found.search(one), found.search(two)
        if a is None or b is None or a[1] == b[1]:
            continue
        new = [one.replace(a[0], b[0]), two.replace(b[0], a[0])]
        text = "\n".join([*lines[:index], *new, *lines[index + 2 :]])
        yield Mutant("bands", index + 1, one.strip(), new[0].strip(), text)
