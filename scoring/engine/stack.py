"""Stack: parameters of several rules of one shape as columns, one row a rule."""

from __future__ import annotations

from collections.abc import Sequence
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
    if isinstance(value, Entry):
        return ("entry", *((name, signature(one)) for name, one in value.values.items()))
    if isinstance(value, tuple):
        return ("tuple", *(signature(one) for one in value))
    shape: type[Any] = type(value)
    if attrs.has(shape):
        names = [attribute.name for attribute in attrs.fields(shape)]
        return (shape, *(signature(getattr(value, name)) for name in names))
    return value


def stack(values: Sequence[Any]) -> Any:
    """Stack values of one signature: numbers become a `Numbers` of shape (rules, 1)."""
    first = values[0]
    if isinstance(first, Fraction):
        if all(value == first for value in values):
            return Numbers.one(first)
        return Numbers.of(values).reshape(len(values), 1)
    if isinstance(first, Label):
        return first if all(value == first for value in values) else None
    if isinstance(first, Entry):
        return Entry({name: stack([v.values[name] for v in values]) for name in first.values})
    if isinstance(first, tuple):
        return tuple(stack(column) for column in zip(*values, strict=True))
    if attrs.has(type(first)):
        names = [attribute.name for attribute in attrs.fields(type(first))]
        return type(first)(**{name: stack([getattr(v, name) for v in values]) for name in names})
    return first
