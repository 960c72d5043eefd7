"""Write a criteria file: plain values, lists and tables to TOML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)


def write_toml(table: Mapping[str, Any]) -> str:
    """Give the TOML text of a table; tables inside lists and rules are written inline."""
    return "\n".join(_table(table, ())) + "\n"


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _text(text: str) -> str:
    # JSON lets the sign 127 stand as it is, TOML does not.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _is_table(value: Any, depth: int) -> bool:
    return isinstance(value, Mapping) and depth < 2


def _table(table: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    below = {name: value for name, value in table.items() if _is_table(value, len(path))}
    lists = {k: v for k, v in table.items() if not path and isinstance(v, list)}
    # Plain values first: behind a header they would belong to another table.
    for name, value in table.items():
        if name not in below and name not in lists:
            yield f"{_key(name)} = {_value(value)}"
    for name, value in below.items():
        yield f"\n[{'.'.join(_key(part) for part in (*path, name))}]"
        yield from _table(value, (*path, name))
    for name, items in lists.items():
        for item in items:
            yield f"\n[[{_key(name)}]]"
            yield from (f"{_key(key)} = {_value(one)}" for key, one in item.items())


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return f"[{', '.join(_value(one) for one in value)}]"
    if isinstance(value, Mapping):
        pairs = ", ".join(f"{_key(key)} = {_value(one)}" for key, one in value.items())
        return f"{{ {pairs} }}"
    if isinstance(value, Fraction):
        return json.dumps(str(value))
    raise TypeError(f"{value!r} has no form in TOML")
