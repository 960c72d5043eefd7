"""Checks that several kinds make of their parameters, each in one sentence to the author."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from scoring import (
    ID,
    Parameter,
    ParameterFault,
    ParameterType,
    Text,
    fault,
    say_number,
)

Faults = list[ParameterFault]


def above_zero(name: str, value: Fraction | None) -> Faults:
    """Refuse a number that is there and is not above 0."""
    if value is None or value > 0:
        return []
    return [
        fault(
            f"{name} phải lớn hơn 0.",
            f"{name} must be above 0.",
            "Viết một số lớn hơn 0.",
            "Write a number above 0.",
            name,
        )
    ]


def not_above(low: str, low_value: Fraction | None, high: str, high_value: Any) -> Faults:
    """Refuse two numbers in the wrong order; one that is left out is in order."""
    if low_value is None or high_value is None or low_value <= high_value:
        return []
    return [
        fault(
            f"{low} = {say_number(low_value)} lớn hơn {high} = {say_number(high_value)}.",
            f"{low} = {say_number(low_value, 'en')} is above "
            f"{high} = {say_number(high_value, 'en')}.",
            f"Đặt {low} không lớn hơn {high}.",
            f"Set {low} no higher than {high}.",
            low,
        )
    ]


def one_of_two(first: str, first_value: object, second: str, second_value: object) -> Faults:
    """Refuse a rule with both of two parameters, or with neither."""
    if (first_value is None) != (second_value is None):
        return []
    both = first_value is not None
    return [
        fault(
            f"có cả {first} và {second}." if both else f"thiếu {first} hoặc {second}.",
            f"both {first} and {second} are given." if both else f"{first} or {second} is missing.",
            f"Giữ lại đúng một: {first} hoặc {second}.",
            f"Keep exactly one: {first} or {second}.",
            *((second,) if both else ()),
        )
    ]


def wanted(name: str, value: object, vi: str, en: str) -> Faults:
    """Refuse a parameter left out; `vi` and `en` say what makes it necessary."""
    if value is not None:
        return []
    return [
        fault(
            f"thiếu {name}: {vi}.",
            f"{name} is missing: {en}.",
            f"Thêm {name} = ….",
            f"Add {name} = ….",
        )
    ]


def unique_ids(name: str, ids: Sequence[str], taken: Iterable[str] = ()) -> Faults:
    """Refuse an id that comes twice, or that already means something in the rule."""
    words = {"kind", "max", "at_least", "parts", "answered", "applies", "present", *taken}
    faults = []
    for index, one in enumerate(ids):
        if one in ids[:index] or one in words or one.endswith("_when_zero"):
            again = one in ids[:index]
            faults.append(
                fault(
                    f"mã “{one}” {'đã có ở trên' if again else 'đã mang nghĩa khác'}.",
                    f"the id “{one}” {'comes twice' if again else 'already means something else'}.",
                    "Đặt một mã khác.",
                    "Choose another id.",
                    name,
                    index,
                    "id",
                )
            )
    return faults


def above_nothing(name: str, value: Fraction | None) -> Faults:
    """Doubt a threshold of 0: no answer lies below it."""
    if value is None or value != 0:
        return []
    return [
        fault(
            f"{name} = 0 không loại trường hợp nào.",
            f"{name} = 0 keeps nothing out.",
            f"Ghi ngưỡng thật, hoặc bỏ {name}.",
            f"Write the real threshold, or drop {name}.",
            name,
        )
    ]


# An id that names a slot is more than a label: rules that differ in it ask other questions.
SLOT_ID = ParameterType("id", ID.said, lambda raw: str(ID.read(raw)), ID.schema)

SLOT_ID_PARAMETER = Parameter(
    "id", SLOT_ID, Text(vi="mã, là tên cột khi nhập", en="id, the name of the column")
)
