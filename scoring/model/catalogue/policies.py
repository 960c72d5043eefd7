"""Policies: what a set must say aloud."""

from __future__ import annotations

from fractions import Fraction

from scoring.model.catalogue.entry import WARNING, Said, problem, worded
from scoring.model.numbers import say_number
from scoring.model.text import Text


@problem("C401", "thứ tự phép tính không hợp", "an order of operations that cannot be")
def wrong_order(step: str, before: str) -> Said:
    """The order of operations is part of the instrument, and some orders have no meaning."""
    return worded(
        f"trong order, “{step}” phải đứng sau “{before}”.",
        f"in order, “{step}” must come after “{before}”.",
        "Thứ tự thường dùng: round-leaves, sum, cap, normalise, bonus, deduct, clamp, round-total.",
        "The usual order: round-leaves, sum, cap, normalise, bonus, deduct, clamp, round-total.",
    )


@problem("C402", "thiếu một bước", "a step is missing")
def missing_step(step: str, because: Text) -> Said:
    """A policy that no step of the order carries out would be applied by nobody."""
    return worded(
        f"order thiếu “{step}”: {because.vi}.",
        f"order lacks “{step}”: {because.en}.",
        f"Thêm “{step}” vào order.",
        f"Add “{step}” to order.",
    )


@problem("C403", "khoảng chặn rỗng", "an empty clamp")
def empty_clamp() -> Said:
    """The least total must be below the greatest."""
    return worded(
        "clamp: min không nhỏ hơn max.",
        "clamp: min is not below max.",
        "Đổi lại hai số.",
        "Swap the two numbers.",
    )


@problem(
    "C404",
    "chưa nói giới hạn điểm thưởng, điểm trừ",
    "the cap on bonuses or deductions is not said",
)
def cap_not_said(key: str) -> Said:
    """Whether bonuses or deductions have a limit as a whole must be written."""
    return worded(
        f"bộ tiêu chí có điểm thưởng hoặc điểm trừ nên [policy] phải có {key}.",
        f"the set has bonuses or deductions, so [policy] must have {key}.",
        f'Thêm {key} = số điểm nhiều nhất, hoặc "none" nếu không giới hạn.',
        f'Add {key} = the most points, or "none" for no limit.',
    )


@problem("C405", "mức chặn không ai chạm tới", "an end of the clamp nobody reaches", WARNING)
def clamp_unreached(end: str, found: Fraction, reach: Fraction) -> Said:
    """An end outside what criteria, bonuses and deductions can give clamps nothing."""
    vi, en = ("lớn nhất", "greatest") if end == "max" else ("nhỏ nhất", "least")
    return worded(
        f"clamp: {end} = {say_number(found)}, mà tổng điểm {vi} có thể có là {say_number(reach)}.",
        f"clamp: {end} is {say_number(found, 'en')}, the {en} total there can be is "
        f"{say_number(reach, 'en')}.",
        f'Ghi {end} = {say_number(reach, "en")}, hoặc {end} = "none" nếu không chặn.',
        f'Write {end} = {say_number(reach, "en")}, or {end} = "none" for no end.',
    )


@problem("C406", "mức chặn cho điểm không ai làm ra", "a clamp that gives points away", WARNING)
def clamp_gives(low: Fraction) -> Said:
    """A least total above 0 is given to a unit that did nothing at all."""
    return worded(
        f"clamp: min = {say_number(low)} cho không {say_number(low)} điểm cả khi đơn vị chưa làm gì.",
        f"clamp: min is {say_number(low, 'en')}, points for a unit that did nothing.",
        "Ghi min = 0.",
        "Write min = 0.",
    )


@problem("C407", "trần không ai chạm tới", "a cap nobody reaches", WARNING)
def cap_unreached(key: str, cap: Fraction, most: Fraction) -> Said:
    """A cap at or above what its criteria can give together holds nothing back."""
    return worded(
        f"{key} = {say_number(cap)}, mà các mục cộng lại nhiều nhất {say_number(most)} điểm.",
        f"{key} is {say_number(cap, 'en')}, the items give {say_number(most, 'en')} points at most.",
        "Hạ mức trần, sửa max của các mục, hoặc bỏ trần.",
        "Lower the cap, mend max of the items, or drop the cap.",
    )
