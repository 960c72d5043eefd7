"""Facts: what a set says of something, apart from how it is told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

from attrs import frozen

from scoring.engine import format as shape
from scoring.engine.comparing.values import say_value
from scoring.model.text import Text
from scoring.plugin.parameters import Parameter

NOTHING = Text(vi="không có", en="none")


@frozen
class Fact:
    """What a set says of something: a value to compare, and how people read it."""

    label: Text
    value: object
    said: Text


Facts: TypeAlias = dict[str, Fact]


def plain_fact(table: str, name: str, value: object, none: Text = NOTHING) -> Fact:
    """Give what a key of the file says, as it stands there."""
    parameter = next(key for key in getattr(shape, table) if key.name == name)
    said = none if value is None else say_value(value, parameter)
    return Fact(head_of(parameter.said), value, said)


def label_of(table: str, name: str) -> Text:
    """Give what a key of the file means, as the reference says it."""
    keys: Sequence[Parameter] = getattr(shape, table)
    return head_of(next(key.said for key in keys if key.name == name))


def head_of(said: Text) -> Text:
    """Give the words of a label without the advice that follows them."""
    vi, en = (re.split(r"; | \(|, ví dụ|, such as|: ", one)[0] for one in (said.vi, said.en))
    return Text(vi=vi, en=en)
