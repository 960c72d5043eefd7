"""Numbers against plain fractions, and rounding against `decimal` too."""

import decimal
import operator
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import (
    NumberError,
    Numbers,
    Rounding,
    choose,
    machine_number,
    parse_number,
    say_number,
    say_share,
    total,
)
from scoring.model.columns import refuse_float
from scoring.model.numbers import ROUNDING_MODES, is_terminating

# Small ones, ones about the edge of 63 bits, and ones far beyond it.
INTEGERS = st.one_of(
    st.integers(-50, 50),
    st.builds(
        lambda near, by: near + by, st.sampled_from([2**62, -(2**62), 2**31]), st.integers(-3, 3)
    ),
    st.integers(-(10**24), 10**24),
)
FRACTIONS = st.builds(
    Fraction, INTEGERS, st.sampled_from([1, 2, 3, 7, 100, 2**31 - 1, 2**62 + 1, 10**20])
)
SIMPLE = st.fractions(min_value=-1000, max_value=1000, max_denominator=40)
ANY = st.one_of(SIMPLE, FRACTIONS)
ROWS = st.lists(st.tuples(ANY, ANY), min_size=1, max_size=6)


def split(rows):
    """Give both sides of some pairs as lists."""
    return [list(side) for side in zip(*rows, strict=True)]


@pytest.mark.parametrize("sign", ["lt", "le", "gt", "ge", "eq", "ne"])
@given(rows=ROWS)
def test_comparisons_are_those_of_fractions(sign, rows):
    compare = getattr(operator, sign)
    left, right = split(rows)
    expected = [compare(a, b) for a, b in rows]
    assert compare(Numbers.of(left), Numbers.of(right)).tolist() == expected
    assert compare(Numbers.of(left), right[0]).tolist() == [compare(a, right[0]) for a in left]


@pytest.mark.parametrize("name", ["add", "sub", "mul", "truediv"])
@given(values=st.lists(ANY, min_size=1, max_size=5), other=ANY)
def test_a_single_number_works_from_either_side(name, values, other):
    work = getattr(operator, name)
    column = Numbers.of(values)
    if name != "truediv" or other:
        assert work(column, other).fractions() == [work(value, other) for value in values]
    if name != "truediv" or all(values):
        assert work(other, column).fractions() == [work(other, value) for value in values]


@given(rows=ROWS)
def test_division_by_negative_numbers_keeps_denominators_positive(rows):
    above, below = split(rows)
    below = [-abs(value) or Fraction(-1) for value in below]
    quotient = Numbers.of(above) / Numbers.of(below)
    assert quotient.fractions() == [a / b for a, b in zip(above, below, strict=True)]
    assert bool(np.all(np.asarray(quotient.den) > 0))
    assert (quotient <= 0).tolist() == [a / b <= 0 for a, b in zip(above, below, strict=True)]


def test_a_divisor_of_zero_is_refused_and_never_an_infinity():
    for divisor in (0, Numbers.of([1, 0]), Numbers.of([Fraction(0), Fraction(1, 3)])):
        with pytest.raises(ZeroDivisionError):
            Numbers.of([1, 2]) / divisor


@given(st.lists(ANY, min_size=1, max_size=6))
def test_functions_of_one_column_are_those_of_fractions(values):
    column = Numbers.of(values)
    assert (-column).fractions() == [-value for value in values]
    assert abs(column).fractions() == [abs(value) for value in values]
    assert column.floor().fractions() == [value // 1 for value in values]
    assert column.ceiling().fractions() == [-(-value // 1) for value in values]
    assert total([column, column]).fractions() == [2 * value for value in values]
    assert [column.at(index) for index in range(len(values))] == values


@given(st.lists(st.lists(ANY, min_size=3, max_size=3), min_size=1, max_size=4), st.booleans())
def test_columns_on_top_of_each_other_keep_their_numbers_and_add_up(rows, each):
    columns = [Numbers.of(row) for row in rows]
    if each:  # a denominator of its own for each cell
        columns = [one / Numbers.of([1, 2, 3]) * Numbers.of([1, 2, 3]) for one in columns]
    block = Numbers.stack(columns)
    assert block.shape == (len(rows), 3)
    assert [block[row].fractions() for row in range(len(rows))] == rows
    sums = [sum((row[column] for row in rows), Fraction(0)) for column in range(3)]
    assert block.sum().fractions() == sums
    assert block.sum(axis=1).fractions() == [sum(row, Fraction(0)) for row in rows]


@given(st.lists(ANY, min_size=1, max_size=8), st.booleans())
def test_order_codes_order_and_tie_as_the_numbers_do(values, each):
    column = Numbers.of(values)
    if each:
        spread = Numbers.of([Fraction(n + 1) for n in range(len(values))])
        column = column * spread / spread
    codes = column.order_codes()
    assert codes.dtype == np.int64
    for a, one in enumerate(values):
        for b, other in enumerate(values):
            assert (codes[a] < codes[b]) == (one < other)
            assert (codes[a] == codes[b]) == (one == other)


@given(rows=ROWS, data=st.data())
def test_choosing_takes_each_number_from_its_side(rows, data):
    mask = data.draw(st.lists(st.booleans(), min_size=len(rows), max_size=len(rows)))
    left, right = split(rows)
    expected = [a if m else b for m, (a, b) in zip(mask, rows, strict=True)]
    assert choose(np.array(mask), Numbers.of(left), Numbers.of(right)).fractions() == expected
    chosen = choose(np.array(mask), left[0], Numbers.of(right))
    assert chosen.fractions() == [left[0] if m else b for m, b in zip(mask, right, strict=True)]
    chosen = choose(np.array(mask), left[0], right[0]).spread((len(mask),))
    assert chosen.fractions() == [left[0] if m else right[0] for m in mask]


@pytest.mark.parametrize("value", [0.5, np.float64(2), True, np.True_, "1", None])
def test_only_exact_numbers_come_in(value):
    with pytest.raises(TypeError):
        Numbers.one(value)
    with pytest.raises(TypeError):
        Numbers.of([1]) + value


# ---- rounding ----------------------------------------------------------------------------

DECIMAL_MODE = {
    "half-up": decimal.ROUND_HALF_UP,
    "half-even": decimal.ROUND_HALF_EVEN,
    "down": decimal.ROUND_DOWN,
    "up": decimal.ROUND_UP,
    "floor": decimal.ROUND_FLOOR,
    "ceiling": decimal.ROUND_CEILING,
}
DECIMALS = st.decimals(-(10**6), 10**6, places=4, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize("mode", ROUNDING_MODES)
@given(values=st.lists(DECIMALS, min_size=1, max_size=6), places=st.integers(0, 3))
def test_rounding_is_that_of_decimal(mode, values, places):
    rounding = Rounding.parse(f"{places} {mode}")
    step = decimal.Decimal(1).scaleb(-places)
    expected = [Fraction(value.quantize(step, rounding=DECIMAL_MODE[mode])) for value in values]
    exact = [Fraction(value) for value in values]
    assert [rounding.of(value) for value in exact] == expected
    assert Numbers.of(exact).rounded(rounding).fractions() == expected


@pytest.mark.parametrize("mode", ROUNDING_MODES)
@given(rows=ROWS, places=st.integers(0, 3))
def test_rounding_a_column_is_rounding_each_number(mode, rows, places):
    rounding = Rounding(places, mode)
    left, right = split(rows)
    assert Numbers.of(left).rounded(rounding).fractions() == [rounding.of(a) for a in left]
    right = [value or Fraction(1) for value in right]
    quotient = Numbers.of(left) / Numbers.of(right)
    expected = [rounding.of(a / b) for a, b in zip(left, right, strict=True)]
    assert quotient.rounded(rounding).fractions() == expected


@given(ANY, st.sampled_from(ROUNDING_MODES), st.integers(0, 4))
def test_rounding_moves_less_than_a_step_and_once_is_enough(value, mode, places):
    rounding = Rounding(places, mode)
    rounded = rounding.of(value)
    assert abs(rounded - value) < Fraction(1, 10**places)
    assert (rounded * 10**places).denominator == 1
    assert rounding.of(rounded) == rounded
    if mode.startswith("half"):
        assert abs(rounded - value) <= Fraction(1, 2 * 10**places)


def test_halves_move_away_from_zero_as_vietnamese_instruments_round():
    two = Rounding.parse("2 half-up")
    halves = [Fraction("2.125"), Fraction("-2.125"), Fraction("0.005"), Fraction("89.995")]
    assert [str(machine_number(two.of(one))) for one in halves] == ["2.13", "-2.13", "0.01", "90"]
    assert two.of(Fraction("89.994")) == Fraction("89.99")


@pytest.mark.parametrize(
    "text", ["2", "half-up", "10 half-up", "-1 floor", "2 nearest", "", "²  up"]
)
def test_a_rounding_that_does_not_say_all_is_refused(text):
    with pytest.raises(NumberError):
        Rounding.parse(text)


@given(st.sampled_from(ROUNDING_MODES), st.integers(0, 9))
def test_a_rounding_reads_as_it_is_written(mode, places):
    assert Rounding.parse(str(Rounding(places, mode))) == Rounding(places, mode)
    assert str(Rounding.parse("none")) == "none"


@given(ANY)
def test_no_rounding_keeps_the_number(value):
    assert Rounding(None).of(value) == value
    assert Numbers.of([value]).rounded(Rounding(None)).fractions() == [value]


# ---- from text and to text ---------------------------------------------------------------


@given(ANY.filter(lambda value: max(abs(value.numerator), value.denominator) < 10**14))
def test_a_number_for_programs_reads_back_as_itself(value):
    written = machine_number(value)
    assert parse_number(written) == value
    assert ("/" in written) == (not is_terminating(value))


@given(DECIMALS.map(Fraction), st.sampled_from(["vi", "en"]))
def test_a_number_for_people_reads_back_as_itself(value, lang):
    said = say_number(value, lang)
    assert ("," in said) <= (lang == "vi")
    assert ("." in said) <= (lang == "en")
    assert parse_number(said) == value


@given(ANY)
def test_what_is_cut_for_people_says_so(value):
    said = say_number(value, "en")
    if said.endswith("…"):
        cut = parse_number(said[:-1]) if len(said) < 30 else None
        assert cut is None or abs(cut) <= abs(value)
        assert cut is None or abs(value - cut) < Fraction(1, 10**4)
    else:
        assert len(said) > 30 or parse_number(said) == value


@given(st.fractions(0, 2, max_denominator=400))
def test_a_share_for_people_is_the_share(value):
    assert parse_number(say_share(value, "vi")) == value
    assert parse_number(say_share(value, "en")) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("8.5", Fraction(17, 2)),
        ("8,5", Fraction(17, 2)),
        ("2/3", Fraction(2, 3)),
        ("70%", Fraction(7, 10)),
        ("0,5%", Fraction(1, 200)),
        (" +3 ", 3),
        ("-1/4", Fraction(-1, 4)),
        (decimal.Decimal("0.1"), Fraction(1, 10)),
        (7, 7),
        (Fraction(1, 3), Fraction(1, 3)),
    ],
)
def test_the_ways_to_write_a_number(text, value):
    assert parse_number(text) == value


@pytest.mark.parametrize(
    "text",
    [
        *("", "x", "1e5", "1E-2", "inf", "nan", "1/0", "1.2.3", "1 000", "５", "2/3/4", "--1", "٣"),
        *("9" * 31, 10**30, "1" * 5000, "1_000", 0.5, True, None),
    ],
)
def test_what_is_no_exact_number_is_refused(text):
    with pytest.raises(NumberError):
        parse_number(text)


@pytest.mark.parametrize("value", [0.5, np.float32(1), 2j, np.complex64(1)])
def test_a_binary_float_is_refused_by_name(value):
    with pytest.raises(NumberError, match="binary float"):
        refuse_float(value)


def test_repr_shows_numbers_and_not_arrays():
    assert repr(Numbers.of([1, Fraction(1, 2)])) == "Numbers(1, 1/2; shape (2,))"
    assert repr(Numbers.one(3)) == "Numbers(3; shape ())"
    assert repr(Numbers.of([])) == "Numbers(; shape (0,))"
