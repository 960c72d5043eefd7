"""Write the values of a criteria file in the words of people."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from scoring.engine.tell import say_points
from scoring.model.criteria import Clamp, Outcome, Period
from scoring.model.interval import Interval
from scoring.model.numbers import Rounding, say_share
from scoring.model.text import Text, join
from scoring.plugin.parameters import Band, Entry, Parameter


def say_value(value: object, parameter: Parameter | None = None) -> Text:
    """Write a value of a criteria file for people."""
    if isinstance(value, bool):
        return Text(vi="có", en="yes") if value else Text(vi="không", en="no")
    if isinstance(value, int | Fraction):
        is_share = parameter is not None and parameter.type.name == "share"
        number = Fraction(value)
        return say_percent(number) if is_share else say_points(number)
    if isinstance(value, date):
        return Text.same(f"{value:%d/%m/%Y}")
    if isinstance(value, Period):
        end = Text.same("…") if value.to is None else say_value(value.to)
        return join([say_value(value.start), end], " – ")
    if isinstance(value, Rounding | Interval):
        return value.said()
    if isinstance(value, Clamp):
        return join(
            [
                Text.same("…") if edge is None else say_points(edge)
                for edge in (value.min, value.max)
            ],
            " – ",
        )
    if isinstance(value, Outcome):
        if value.share is None:
            return Text.same(str(value.state))
        return say_percent(value.share) + Text(vi=" điểm tối đa", en=" of the maximum")
    if isinstance(value, Band):
        return join([value.interval.said(), say_points(value.points)], ": ")
    if isinstance(value, Entry | dict):
        columns = parameter.type.columns if parameter is not None else {}
        pairs = (value.values if isinstance(value, Entry) else value).items()
        return join(
            [
                Text.same(f"{name}: ") + say_value(one, columns.get(name))
                if len(pairs) > 1
                else say_value(one, columns.get(name))
                for name, one in pairs
                if one is not None
            ]
        )
    if isinstance(value, tuple):
        between = "; " if any(isinstance(one, Entry | Band | tuple) for one in value) else ", "
        return join([say_value(one, parameter) for one in value], between)
    return Text.same(f"“{value}”") if " " in str(value) else Text.same(str(value))


def say_percent(value: Fraction) -> Text:
    """Write a share as a percentage in both languages."""
    return Text(vi=say_share(value), en=say_share(value, "en"))
