"""Stack: parameters of several rules of one shape as columns, one row a rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import attrs

from scoring.model.columns import Numbers
from scoring.plugin.parameters import Entry, Label


def signature(value: object) -> Any:
    """Give what two values must share to be stacked; numbers and labels may differ."""
    if isinstance(value, Fraction):
        return "#"
    if isinstance(value, Label):
        return "label"
    if isinstance(value, tuple):
        return ("tuple", *(signature(one) for one in value))
    fields = _fields(value)
    if fields is None:
        return value
    return (type(value), *((name, signature(one)) for name, one in fields.items()))


def stack(values: Sequence[Any]) -> Any:
    """Stack values of one signature: numbers become a `Numbers` of shape (rules, 1)."""
    first = values[0]
    if isinstance(first, Fraction):
        if all(value == first for value in values):
            return Numbers.one(first)
        return Numbers.of(values).reshape(len(values), 1)
    if isinstance(first, Label):
        return first if all(value == first for value in values) else None
    if isinstance(first, tuple):
        return _alike([stack(column) for column in zip(*values, strict=True)])
    return _by_field(values, stack) if _fields(first) is not None else first


def _alike(values: Sequence[Any]) -> tuple[Any, ...]:
    """Write the numbers of a list, field by field, over one denominator: once, not every run."""
    if not values:
        return ()
    if all(isinstance(value, Numbers) for value in values):
        return tuple(Numbers.alike(values))
    if _fields(values[0]) is None or len({type(value) for value in values}) > 1:
        return tuple(values)
    columns = {
        name: _alike([getattr(value, name) for value in values])
        for name in _fields(values[0]) or ()
    }
    return tuple(
        _built(value, {name: column[row] for name, column in columns.items()})
        for row, value in enumerate(values)
    )


def _by_field(values: Sequence[Any], make: Any) -> Any:
    """Make one value of several by making each of its fields of theirs."""
    names = _fields(values[0]) or {}
    return _built(values[0], {name: make([getattr(v, name) for v in values]) for name in names})


def _fields(value: object) -> Mapping[str, object] | None:
    """Give the fields of an entry or of a frozen class; None for anything else."""
    if isinstance(value, Entry):
        return value.values
    kind = type(value)
    if not attrs.has(kind):
        return None
    return {attribute.name: getattr(value, attribute.name) for attribute in attrs.fields(kind)}


def _built(like: object, fields: Mapping[str, Any]) -> Any:
    return Entry(dict(fields)) if isinstance(like, Entry) else type(like)(**fields)
