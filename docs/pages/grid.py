"""Markdown tables and the few words that several pages share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scoring import Parameter, Text

Row = Sequence[str]


def table(headings: Row, rows: Iterable[Row]) -> list[str]:
    """Give the lines of a table."""
    lines = [_line(headings), _line(["---"] * len(headings))]
    return [*lines, *(_line([cell(one) for one in row]) for row in rows)]


def _line(cells: Row) -> str:
    return f"| {' | '.join(cells)} |"


def cell(text: str) -> str:
    """Give a text that stays within its cell."""
    return text.replace("|", "\\|").replace("\n", " ")


def code(text: object) -> str:
    """Give a text as code."""
    return f"`{text}`"


def both(text: Text) -> str:
    """Give a text in both languages, once where they are the same."""
    return text.en if text.vi == text.en else f"{text.en} · *{text.vi}*"


def choices(words: Iterable[str]) -> str:
    """Give a list of words that may be written."""
    return " · ".join(code(word) for word in words)


def keys_table(parameters: Iterable[Parameter]) -> list[str]:
    """Give the table of keys: what each takes and means, and what leaving it out means."""
    keys = list(parameters)
    rows = [
        (code(one.name), "must" if one.required else "may", takes(one), both(one.said))
        for one in keys
    ]
    headings = ("key", "", "takes", "meaning")
    if all(one.absent is None for one in keys):
        return table(headings, rows)
    absent = ["" if one.absent is None else both(one.absent) for one in keys]
    return table(
        (*headings, "left out"), [(*row, said) for row, said in zip(rows, absent, strict=True)]
    )


def takes(parameter: Parameter) -> str:
    """Say what may be written for a key; a long list of words stands at the end."""
    said = parameter.type.said.en
    return said if said.count("|") < 9 else "list of the words [below](#words)"


def nested_tables(parameters: Iterable[Parameter]) -> list[str]:
    """Give a table of keys for every parameter that takes tables itself."""
    lines: list[str] = []
    for one in parameters:
        if one.type.columns:
            lines += ["", f"A table of {code(one.name)}:", ""]
            lines += keys_table(one.type.columns.values())
    return lines
