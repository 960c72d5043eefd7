"""Exact columns: numbers of one unit or a million, and the state of each cell.

`Numbers` is arithmetic: an array of numerators over denominators, element by element.
It carries bounds, and every step uses the smallest integers in which they prove that
nothing can overflow: of 16, 32 or 64 bits, or of any size. All ways give the same
numbers, and no step is ever a binary float.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import IntEnum
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from attrs import field, frozen

from scoring.model.errors import NumberError
from scoring.model.text import Text

if TYPE_CHECKING:
    from scoring.model.numbers import Rounding

Mask: TypeAlias = np.ndarray[Any, Any]
Integers: TypeAlias = np.ndarray[Any, Any] | int
Operand: TypeAlias = "Numbers | Fraction | int"
Type: TypeAlias = np.dtype[Any]

# How far numbers may lie from 0 in each type. One bit is kept back, so that the sum of two
# numbers that fit can always be formed.
_Widths: TypeAlias = tuple[tuple[int, Type], ...]
_WIDTHS: _Widths = tuple((2 ** (bits - 2), np.dtype(f"int{bits}")) for bits in (16, 32, 64))
_ANY_SIZE = np.dtype(object)


class State(IntEnum):
    """What a cell is. The four are different things, and none of them is a zero."""

    VALUE = 0
    MISSING = 1
    NOT_APPLICABLE = 2
    HELD = 3


@contextmanager
def always_wide() -> Iterator[None]:
    """Let no new column fit 16, 32 or 64 bits meanwhile, so that the ways can be compared.

    For tests: it holds for the whole process, so nothing else should be scored meanwhile.
    """
    global _WIDTHS
    widths, _WIDTHS = _WIDTHS, ()
    try:
        yield
    finally:
        _WIDTHS = widths


def _type_for(*bounds: int) -> Type:
    """Give the smallest integers that hold everything within the bounds."""
    reach = max(max(bounds), -min(bounds))
    for room, type_ in _WIDTHS:
        if reach < room:
            return type_
    return _ANY_SIZE


def _is_any_size(numbers: Integers) -> bool:
    return not isinstance(numbers, int) and numbers.dtype.hasobject


def _as(numbers: Integers, type_: Type) -> Integers:
    """Write integers in a type, unless they are one number or need any size already."""
    if isinstance(numbers, int) or numbers.dtype == _ANY_SIZE:
        return numbers
    return numbers.astype(type_, copy=False)


def _combine(ufunc: Any, a: Integers, b: Integers, type_: Type) -> Integers:
    """Work out a ufunc in integers of a type that holds operands and outcome."""
    if _is_any_size(a) or _is_any_size(b):
        type_ = _ANY_SIZE
    combined: Integers = ufunc(a, b, dtype=type_)
    return combined


def _range_of(numbers: Integers) -> tuple[int, int]:
    if isinstance(numbers, int):
        return numbers, numbers
    if numbers.size == 0:
        return 0, 0
    return int(numbers.min()), int(numbers.max())


def _product_range(a: tuple[int, int], b: tuple[int, int]) -> tuple[int, int]:
    if a[0] >= 0 and b[0] >= 0:
        return a[0] * b[0], a[1] * b[1]
    corners = (a[0] * b[0], a[0] * b[1], a[1] * b[0], a[1] * b[1])
    return min(corners), max(corners)


class Numbers:
    """Exact numbers, element by element: numerators over positive denominators.

    Any shape numpy can broadcast. Understands + - * /, comparisons (exact, by cross
    multiplication) and the few functions below; the other operand may be `Numbers`,
    a `Fraction` or an `int`. A binary float is refused with `TypeError`.
    """

    __array_ufunc__ = None  # numpy must hand `array * Numbers` to us, not loop over it
    __slots__ = ("_den_high", "_high", "_low", "den", "num")

    num: Integers
    den: Integers

    def __init__(
        self,
        num: Integers,
        den: Integers = 1,
        bounds: tuple[int, int] | None = None,
        den_high: int | None = None,
    ) -> None:
        """Take numerators and positive denominators as they are; nothing is copied.

        `bounds` are the least and greatest numerator possible, `den_high` the greatest
        denominator; measured where they are not given.
        """
        self.num, self.den = num, den
        self._low, self._high = bounds if bounds is not None else _range_of(num)
        self._den_high = den_high if den_high is not None else _range_of(den)[1]

    # ---- coming in -------------------------------------------------------------

    @classmethod
    def of(cls, values: Sequence[Fraction | int]) -> Numbers:
        """Give a row of numbers over their least common denominator."""
        den = lcm(*(value.denominator for value in values)) if values else 1
        nums = [value.numerator * (den // value.denominator) for value in values]
        bounds = (min(nums), max(nums)) if nums else (0, 0)
        return cls(np.array(nums, dtype=_type_for(den, *bounds)), den, bounds, den)

    @classmethod
    def one(cls, value: Operand) -> Numbers:
        """Give a single number, which stands beside a column of any length."""
        if type(value) is Numbers:
            return value
        if type(value) is int:
            return cls(value, 1, (value, value), 1)
        if isinstance(value, bool | np.bool_) or not isinstance(value, int | np.integer | Fraction):
            raise TypeError(f"{value!r} is not an exact number")
        num, den = int(value.numerator), int(value.denominator)
        return cls(num, den, (num, num), den)

    @classmethod
    def stack(cls, rows: Sequence[Numbers]) -> Numbers:
        """Put columns of one length on top of each other: shape (rows, length)."""
        rows = _share_den(rows)
        shape, den = rows[0].shape, rows[0].den
        if any(row.shape != shape for row in rows):
            shape = np.broadcast_shapes(*(row.shape for row in rows))
        low, high = min(row._low for row in rows), max(row._high for row in rows)
        is_wide = any(row.is_wide for row in rows)
        type_ = _ANY_SIZE if is_wide else _type_for(low, high)
        stacked = np.empty((len(rows), *shape), dtype=type_)
        for index, row in enumerate(rows):
            stacked[index] = row.num
        if not all(isinstance(row.den, int) for row in rows):
            dens = [np.broadcast_to(np.asarray(row.den, dtype=object), shape) for row in rows]
            den = np.stack(dens)
        return cls(stacked, den, (low, high), max(row._den_high for row in rows))

    @classmethod
    def gather(cls, columns: Sequence[Numbers], stretch: slice) -> Numbers:
        """Put a stretch of several columns on top of each other."""
        den = columns[0].den
        parts = [
            one.num[stretch]
            for one in columns
            if isinstance(one.num, np.ndarray) and isinstance(one.den, int) and one.den == den
        ]
        if len(parts) < len(columns):
            return cls.stack([one[stretch] for one in columns])
        low, high = min([one._low for one in columns]), max([one._high for one in columns])
        gathered = np.empty((len(parts), len(parts[0])), dtype=_type_for(low, high))
        for row, part in enumerate(parts):
            gathered[row] = part
        return cls(gathered, den, (low, high), columns[0]._den_high)

    @staticmethod
    def alike(rows: Sequence[Numbers]) -> Sequence[Numbers]:
        """Write numbers over one denominator, if each list of them has one."""
        return _share_den(rows)

    @classmethod
    def pile(cls, blocks: Sequence[Numbers], room: np.ndarray[Any, Any]) -> Numbers:
        """Write blocks of rows over one denominator under each other into an array."""
        row = 0
        for block in blocks:
            count = block.shape[0]
            room[row : row + count] = block.num
            row += count
        bounds = (min(block._low for block in blocks), max(block._high for block in blocks))
        return cls(room, blocks[0].den, bounds, blocks[0]._den_high)

    # ---- going out -------------------------------------------------------------

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of the column."""
        if isinstance(self.den, int) and isinstance(self.num, np.ndarray):
            return tuple(self.num.shape)
        return np.broadcast_shapes(np.shape(self.num), np.shape(self.den))

    @property
    def is_wide(self) -> bool:
        """Tell whether the column left 64-bit integers for integers of any size."""
        return _is_any_size(self.num) or _is_any_size(self.den)

    @property
    def bounds(self) -> tuple[int, int, int]:
        """A least and a greatest numerator and a greatest denominator; none lies beyond."""
        return self._low, self._high, self._den_high

    def zeros(self) -> Mask | None:
        """Tell which numbers are 0; None if it is known that none is."""
        if self._low > 0 or self._high < 0:
            return None
        zero = np.asarray(self.num) == 0
        return zero if zero.any() else None

    def outside(self, low: Operand, high: Operand | None) -> Mask | None:
        """Tell which numbers are below `low` or above `high`; None if none is."""
        bottom, top = Numbers.one(low), None if high is None else Numbers.one(high)
        masks = [] if _is_never_above(bottom, self) else [self < bottom]
        if top is not None and not _is_never_above(self, top):
            masks.append(self > top)
        if not any(mask.any() for mask in masks):
            return None
        return masks[0] if len(masks) == 1 else masks[0] | masks[1]

    def at(self, *index: int) -> Fraction:
        """Give one number."""
        num, den = (
            part if isinstance(part, int) else np.broadcast_to(part, self.shape)[index]
            for part in (self.num, self.den)
        )
        return Fraction(int(num), int(den))

    def fractions(self) -> list[Fraction]:
        """Give the numbers of a one-row column one by one; of a single number, that one."""
        if not self.shape:
            return [self.at()]
        nums = np.broadcast_to(np.asarray(self.num, dtype=object), self.shape).tolist()
        dens = np.broadcast_to(np.asarray(self.den, dtype=object), self.shape).tolist()
        return [Fraction(num, den) for num, den in zip(nums, dens, strict=True)]

    def __getitem__(self, index: Any) -> Numbers:
        bounds = self._low, self._high
        if isinstance(self.den, int) and isinstance(self.num, np.ndarray):
            return Numbers(self.num[index], self.den, bounds, self._den_high)
        shape = self.shape
        num, den = (
            part if isinstance(part, int) else np.broadcast_to(part, shape)[index]
            for part in (self.num, self.den)
        )
        return Numbers(num, den, bounds, self._den_high)

    def reshape(self, *shape: int) -> Numbers:
        """Give the same numbers in another shape."""
        num, den = (
            part if isinstance(part, int) else np.broadcast_to(part, self.shape).reshape(shape)
            for part in (self.num, self.den)
        )
        return Numbers(num, den, (self._low, self._high), self._den_high)

    def spread(self, shape: tuple[int, ...]) -> Numbers:
        """Give the same numbers broadcast to a full shape."""
        if isinstance(self.den, int) and np.shape(self.num) == shape:
            return self
        num = np.broadcast_to(_boxed(self.num), shape)
        den = self.den if isinstance(self.den, int) else np.broadcast_to(self.den, shape)
        return Numbers(num, den, (self._low, self._high), self._den_high)

    def __repr__(self) -> str:
        size = np.prod(self.shape, dtype=np.int64)
        shown = ", ".join(str(value) for value in self.reshape(-1)[:6].fractions()) if size else ""
        return f"Numbers({shown}{', …' if size > 6 else ''}; shape {self.shape})"

    # ---- arithmetic --------------------------------------------------------------

    def __add__(self, other: Operand) -> Numbers:
        a, b = _common(self, Numbers.one(other))
        return _join(np.add, a, b, (a._low + b._low, a._high + b._high))

    def __neg__(self) -> Numbers:
        # An array of a sheet may hold the one number of its type that has no opposite there.
        num = _as(self.num, _type_for(self._low, self._high))
        return Numbers(-num, self.den, (-self._high, -self._low), self._den_high)

    def __sub__(self, other: Operand) -> Numbers:
        a, b = _common(self, Numbers.one(other))
        return _join(np.subtract, a, b, (a._low - b._high, a._high - b._low))

    def __mul__(self, other: Operand) -> Numbers:
        b = Numbers.one(other)
        num, bounds = _times(self.num, (self._low, self._high), b.num, (b._low, b._high))
        den, den_bounds = _times(self.den, (1, self._den_high), b.den, (1, b._den_high))
        return Numbers(num, den, bounds, den_bounds[1])._lean()

    def __truediv__(self, other: Operand) -> Numbers:
        """Divide; raises `ZeroDivisionError` if any divisor is 0."""
        b = Numbers.one(other)
        if b._low <= 0:
            b = _divisor(b)
        num, bounds = _times(self.num, (self._low, self._high), b.den, (1, b._den_high))
        den, den_bounds = _times(self.den, (1, self._den_high), b.num, (b._low, b._high))
        if isinstance(b.num, np.ndarray) and b._low < 0:
            sign = np.where(den < 0, -1, 1).astype(np.int32)
            num, den = _boxed(num) * sign, den * sign
            size = max(abs(bound) for bound in (*bounds, *den_bounds))
            bounds, den_bounds = (-size, size), (1, size)
        elif b._high < 0:
            num, den = -num, -den
            bounds, den_bounds = (-bounds[1], -bounds[0]), (-den_bounds[1], -den_bounds[0])
        return Numbers(num, den, bounds, den_bounds[1])._lean()

    def __radd__(self, other: Operand) -> Numbers:
        return self + other

    def __rsub__(self, other: Operand) -> Numbers:
        return Numbers.one(other) - self

    def __rmul__(self, other: Operand) -> Numbers:
        return self * other

    def __rtruediv__(self, other: Operand) -> Numbers:
        return Numbers.one(other) / self

    def __abs__(self) -> Numbers:
        high = max(abs(self._low), abs(self._high))
        num = _as(self.num, _type_for(self._low, self._high))
        num = abs(num) if isinstance(num, int) else np.abs(num)
        return Numbers(num, self.den, (0, high), self._den_high)

    # ---- comparison ----------------------------------------------------------------

    def _sides(self, other: Operand) -> tuple[Integers, Integers]:
        b = Numbers.one(other)
        if isinstance(self.den, int) and isinstance(b.den, int) and self.den == b.den:
            return self.num, b.num
        left, _ = _times(self.num, (self._low, self._high), b.den, (1, b._den_high))
        right, _ = _times(b.num, (b._low, b._high), self.den, (1, self._den_high))
        return left, right

    def __lt__(self, other: Operand) -> Mask:
        left, right = self._sides(other)
        return np.asarray(left < right, dtype=bool)

    def __le__(self, other: Operand) -> Mask:
        left, right = self._sides(other)
        return np.asarray(left <= right, dtype=bool)

    def __gt__(self, other: Operand) -> Mask:
        left, right = self._sides(other)
        return np.asarray(left > right, dtype=bool)

    def __ge__(self, other: Operand) -> Mask:
        left, right = self._sides(other)
        return np.asarray(left >= right, dtype=bool)

    def __eq__(self, other: object) -> Mask:  # type: ignore[override]
        left, right = self._sides(other)  # type: ignore[arg-type]
        return np.asarray(left == right, dtype=bool)

    def __ne__(self, other: object) -> Mask:  # type: ignore[override]
        return ~(self == other)

    __hash__ = None  # type: ignore[assignment]

    # ---- the few functions rules need ------------------------------------------------

    def at_most(self, ceiling: Operand) -> Numbers:
        """Give the smaller of the two, element by element."""
        top = Numbers.one(ceiling)
        if isinstance(self.den, int) and isinstance(top.den, int):
            a, b = _common(self, top)
            return _join(np.minimum, a, b, (min(a._low, b._low), min(a._high, b._high)))
        return choose(self <= top, self, top)

    def at_least(self, floor: Operand) -> Numbers:
        """Give the greater of the two, element by element."""
        bottom = Numbers.one(floor)
        if isinstance(self.den, int) and isinstance(bottom.den, int):
            a, b = _common(self, bottom)
            return _join(np.maximum, a, b, (max(a._low, b._low), max(a._high, b._high)))
        return choose(self >= bottom, self, bottom)

    def floor(self) -> Numbers:
        """Give the whole number at or below each number."""
        if isinstance(self.den, int) and self.den == 1:
            return self
        return Numbers(self.num // self.den, 1)

    def ceiling(self) -> Numbers:
        """Give the whole number at or above each number."""
        return -((-self).floor())

    def sum(self, axis: int = 0) -> Numbers:
        """Add up along an axis."""
        if isinstance(self.den, int) and not isinstance(self.num, int):
            count = self.num.shape[axis]
            bounds = (min(0, self._low * count), max(0, self._high * count))
            type_ = _ANY_SIZE if self.is_wide else _type_for(self._low, self._high, *bounds)
            num = np.add.reduce(self.num, axis=axis, dtype=type_)
            return Numbers(num, self.den, bounds, self._den_high)
        full = self.spread(self.shape)
        rows = [full[(slice(None),) * axis + (i,)] for i in range(self.shape[axis])]
        return total(rows)

    def rounded(self, rounding: Rounding) -> Numbers:
        """Round every number; a rounding "none" gives the numbers as they are."""
        if rounding.places is None:
            return self
        grain = 10**rounding.places
        if isinstance(self.den, int) and grain % self.den == 0:
            return _over(self, grain)
        num, bounds = _times(self.num, (self._low, self._high), grain, (grain, grain))
        # Every mode below forms at most 2·num ± den and 2·den.
        most = self._den_high
        type_ = _type_for(2 * bounds[0] - most, 2 * bounds[1] + most, 2 * most)
        num, den = _as(num, type_), _as(self.den, type_)
        rounded = Numbers(_MODES[rounding.mode](num, den, bounds[0] >= 0), grain)
        rounded.num = _as(rounded.num, _type_for(rounded._low, rounded._high))
        return rounded

    def order_codes(self) -> Mask:
        """Give 64-bit integers that order and tie exactly as the numbers do."""
        if isinstance(self.den, int) and not self.is_wide:
            # Never fewer bits: numpy cuts a greater number put beside them without a word.
            return np.asarray(self.num, dtype=np.int64)
        values = self.fractions()
        code_by_value = {value: code for code, value in enumerate(sorted(set(values)))}
        return np.array([code_by_value[value] for value in values], dtype=np.int64)

    def _lean(self) -> Numbers:
        """Drop common factors of a wide column, and return to 64 bits if it can."""
        if not self.is_wide:
            return self
        num, den = np.asarray(self.num, dtype=object), np.asarray(self.den, dtype=object)
        num, den = np.broadcast_arrays(num, den)
        factor = np.gcd(num, den)
        num, den = num // factor, den // factor
        (low, high), (den_low, den_high) = _range_of(num), _range_of(den)
        type_ = _type_for(low, high, den_high)
        num, den = num.astype(type_), den.astype(type_)
        if den_low == den_high:
            return Numbers(num, den_high, (low, high), den_high)
        return Numbers(num, den, (low, high), den_high)


def _join(ufunc: Any, a: Numbers, b: Numbers, bounds: tuple[int, int]) -> Numbers:
    """Combine the numerators of two columns over one denominator."""
    type_ = _type_for(a._low, a._high, b._low, b._high, *bounds)
    num = _combine(ufunc, a.num, b.num, type_)
    if isinstance(a.num, int) and isinstance(b.num, int):
        num = int(num)
    made = Numbers(num, a.den, bounds, a._den_high)
    return made._lean() if made.is_wide else made


def _times(
    a: Integers, a_range: tuple[int, int], b: Integers, b_range: tuple[int, int]
) -> tuple[Integers, tuple[int, int]]:
    """Multiply integers, wide where the product could leave 63 bits."""
    if isinstance(b, int) and b == 1:
        return a, a_range
    if isinstance(a, int) and a == 1:
        return b, b_range
    product = _product_range(a_range, b_range)
    if isinstance(a, int) and isinstance(b, int):
        return a * b, product
    type_ = _type_for(*product, *a_range, *b_range)
    if type_ == _ANY_SIZE:
        # The carried bounds may be loose; look at the numbers before going wide.
        a_range, b_range = _range_of(a), _range_of(b)
        product = _product_range(a_range, b_range)
        type_ = _type_for(*product, *a_range, *b_range)
    return _combine(np.multiply, a, b, type_), product


def _over(numbers: Numbers, den: int) -> Numbers:
    """Write numbers over a denominator that is a multiple of their own."""
    assert isinstance(numbers.den, int)
    factor = den // numbers.den
    num, bounds = _times(numbers.num, (numbers._low, numbers._high), factor, (factor, factor))
    return Numbers(num, den, bounds, den)


def _common(a: Numbers, b: Numbers) -> tuple[Numbers, Numbers]:
    """Write two columns over one denominator."""
    if isinstance(a.den, int) and isinstance(b.den, int):
        if a.den == b.den:
            return a, b
        den = lcm(a.den, b.den)
        return _over(a, den), _over(b, den)
    den_array, den_bounds = _times(a.den, (1, a._den_high), b.den, (1, b._den_high))
    x, x_bounds = _times(a.num, (a._low, a._high), b.den, (1, b._den_high))
    y, y_bounds = _times(b.num, (b._low, b._high), a.den, (1, a._den_high))
    return (
        Numbers(x, den_array, x_bounds, den_bounds[1]),
        Numbers(y, den_array, y_bounds, den_bounds[1]),
    )


def _share_den(rows: Sequence[Numbers]) -> list[Numbers]:
    """Write columns over one scalar denominator if each has a scalar one."""
    dens = {row.den if isinstance(row.den, int) else 0 for row in rows}
    if 0 in dens or len(dens) == 1:
        return list(rows)
    den = lcm(*dens)
    return [_over(row, den) for row in rows]


def _is_never_above(a: Numbers, b: Numbers) -> bool:
    """Tell whether the bounds alone prove that no number of `a` is above one of `b`."""
    if isinstance(a.den, int) and isinstance(b.den, int):
        return a._high * b.den <= b._low * a.den
    return a._high <= 0 <= b._low


def _divisor(b: Numbers) -> Numbers:
    """Measure a divisor that is not known to be positive; refuse a zero in it."""
    if bool(np.any(np.asarray(b.num) == 0)):
        raise ZeroDivisionError("a divisor of a rule is 0; the rule must say what then")
    return Numbers(b.num, b.den, _range_of(b.num), b._den_high)


def choose(mask: Mask, yes: Operand, no: Operand) -> Numbers:
    """Give `yes` where the mask is true, `no` elsewhere."""
    a, b = Numbers.one(yes), Numbers.one(no)
    if isinstance(a.den, int) and isinstance(b.den, int):
        a, b = _common(a, b)
        den: Integers = a.den
    else:
        den = _pick(mask, a.den, b.den, (1, max(a._den_high, b._den_high)))
    bounds = (min(a._low, b._low), max(a._high, b._high))
    num = _pick(mask, a.num, b.num, bounds)
    return Numbers(num, den, bounds, max(a._den_high, b._den_high))


def _pick(mask: Mask, yes: Integers, no: Integers, bounds: tuple[int, int]) -> Integers:
    """Give integers of `yes` where the mask is true, of `no` elsewhere.

    no + mask·(yes − no), which takes a fraction of the time that a choice in every cell does.
    """
    width = bounds[1] - bounds[0]
    type_ = _type_for(*bounds, width, -width)
    if type_ == _ANY_SIZE or np.ndim(mask) == 0 or _is_any_size(yes) or _is_any_size(no):
        chosen: Integers = np.where(mask, _boxed(yes), _boxed(no))
        return chosen
    if isinstance(yes, int) and isinstance(no, int):
        more: Integers = yes - no
    else:
        more = np.subtract(yes, no, dtype=type_)
    picked: Integers = np.multiply(np.asarray(mask, dtype=bool), more, dtype=type_)
    if not (isinstance(no, int) and no == 0):
        picked += no
    return picked


def _boxed(numbers: Integers) -> Any:
    """Keep numpy from refusing a Python integer beyond 64 bits."""
    if isinstance(numbers, int):
        return np.asarray(numbers, dtype=_type_for(numbers))
    return numbers


def total(rows: Sequence[Numbers]) -> Numbers:
    """Add up columns of one length; the sum of none is 0."""
    if not rows:
        return Numbers.one(0)
    result = rows[0] + (rows[1] if len(rows) > 1 else 0)
    for row in rows[2:]:
        result = result + row
    return result


def _round_half_up(num: Any, den: Any, positive: bool) -> Any:
    if positive:
        # The same as (2·num + den) // (2·den): the half that den // 2 may lack decides nothing.
        return (num + den // 2) // den
    size = (2 * abs(num) + den) // (2 * den)
    return (
        np.where(num < 0, -size, size)
        if isinstance(num, np.ndarray)
        else (-size if num < 0 else size)
    )


def _round_half_even(num: Any, den: Any, positive: bool) -> Any:
    floor = num // den
    rest = 2 * (num - floor * den)
    up = (rest > den) | ((rest == den) & (floor % 2 == 1))
    return floor + (up.astype(floor.dtype) if isinstance(up, np.ndarray) else int(up))


def _round_floor(num: Any, den: Any, positive: bool) -> Any:
    return num // den


def _round_ceiling(num: Any, den: Any, positive: bool) -> Any:
    return -(-num // den)


def _round_down(num: Any, den: Any, positive: bool) -> Any:
    floor, ceiling = num // den, -(-num // den)
    return (
        np.where(num < 0, ceiling, floor)
        if isinstance(num, np.ndarray)
        else (ceiling if num < 0 else floor)
    )


def _round_up(num: Any, den: Any, positive: bool) -> Any:
    floor, ceiling = num // den, -(-num // den)
    return (
        np.where(num < 0, floor, ceiling)
        if isinstance(num, np.ndarray)
        else (floor if num < 0 else ceiling)
    )


_MODES = {
    "half-up": _round_half_up,
    "half-even": _round_half_even,
    "down": _round_down,
    "up": _round_up,
    "floor": _round_floor,
    "ceiling": _round_ceiling,
}


@frozen(eq=False)
class Column:
    """Exact numbers of many units with the state of each cell.

    `states` holds `State` codes (uint8). Where a cell is not a value its number means
    nothing and must not be read; it is a harmless 0 only so that arrays stay whole.
    """

    numbers: Numbers
    states: Mask = field()

    @classmethod
    def of(cls, cells: Sequence[Fraction | int | State]) -> Column:
        """Give a column of numbers and states, one cell a unit."""
        numbers = Numbers.of([0 if isinstance(cell, State) else cell for cell in cells])
        states = [cell if isinstance(cell, State) else State.VALUE for cell in cells]
        return cls(numbers, np.array(states, dtype=np.uint8))

    def __len__(self) -> int:
        return len(self.states)

    def cell(self, index: int) -> Fraction | State:
        """Give one cell: its number, or the state that stands in for one."""
        state = State(int(self.states[index]))
        return self.numbers.at(index) if state is State.VALUE else state

    def cells(self) -> list[Fraction | State]:
        """Give every cell in order."""
        return [self.cell(index) for index in range(len(self))]

    @cached_property
    def has_gaps(self) -> bool:
        """Tell whether some cell is not a value."""
        return bool(self.states.any())

    def take(self, rows: Any) -> Column:
        """Give the cells of some rows."""
        return Column(self.numbers[rows], self.states[rows])


def refuse_float(value: object) -> None:
    """Raise `NumberError` if the value is a binary float."""
    if isinstance(value, complex | np.inexact) or type(value).__name__ == "float":
        raise NumberError(
            Text(
                vi=f"{value!r} là số thực nhị phân, không chính xác; "
                "hãy dùng số nguyên hoặc Fraction.",
                en=f"{value!r} is a binary float, which is not exact; use an int or a Fraction.",
            )
        )
