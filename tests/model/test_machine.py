"""Machine numbers beside the number they stand for."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from scoring import machine_number

VALUES = st.one_of(
    st.fractions(max_denominator=60),
    st.builds(Fraction, st.integers(-(10**9), 10**9), st.sampled_from([1, 8, 10**6, 5**7, 2**12])),
)


@given(value=VALUES, places=st.none() | st.integers(0, 5))
def test_a_machine_number_is_the_number_with_no_digit_more_than_needed(value, places):
    text = machine_number(value, places)
    assert Fraction(text) == value
    if "/" not in text:
        decimals = len(text.partition(".")[2])
        shorter = (value * 10 ** (decimals - 1)).denominator == 1 if decimals else True
        assert decimals >= (places or 0)
        assert decimals == (places or 0) or not shorter
