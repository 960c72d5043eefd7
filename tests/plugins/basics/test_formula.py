"""Formulas: what they mean, what they refuse, and that nothing leads out of them."""

from fractions import Fraction

import harness
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import Numbers, ParameterFault, Say
from scoring_basics import formula
from scoring_basics.rules import expression

NUMBERS = {"a": Fraction(3), "b": Fraction(1, 2), "zero": Fraction(0), "max": Fraction(10)}


def compute(text, values=NUMBERS):
    cells = {name: Numbers.one(value) for name, value in values.items()}
    computed = formula.compute(formula.parse(text), cells)
    return harness.HELD if np.any(computed.impossible) else computed.numbers.at()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("10 - 3 - 2", 5),
        ("12 / 2 / 3", 2),
        ("12 / (2 / 3)", 18),
        ("-a + 5", 2),
        ("2 - -a", 5),
        ("-2 * 3", -6),
        ("1 / 3", Fraction(1, 3)),
        ("0.1 + 0.2", Fraction(3, 10)),
        ("50% * max", 5),
        ("12.5%", Fraction(1, 8)),
        ("min(max, 0.5*a + 0.5*b)", Fraction(7, 4)),
        ("max(a, b, 7)", 7),
        ("max", 10),
        ("max(max, 11) - max", 1),
        ("if(a > b, 1, 2)", 1),
        ("if(a < 3, 1, 2)", 2),
        ("if(a <= 3, 1, 2)", 1),
        ("if(a >= 3.01, 1, 2)", 2),
        ("if(b = 0.5, 1, 2)", 1),
        ("if(zero = 0, max, a / zero)", 10),
        ("if(a = 3, if(b = 1, 1, 2), 3)", 2),
        ("  a\n + b ", Fraction(7, 2)),
    ],
)
def test_a_formula_means_what_it_says(text, value):
    assert compute(text) == value


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("", 1),
        ("a +", 4),
        ("a b", 3),
        ("(a", 3),
        ("a)", 2),
        ("0,5 * a", 2),
        ("min(0,5*a, 10)", 6),
        ("min(a)", 1),
        ("min", 1),
        ("min * 2", 1),
        ("a(1)", 1),
        ("if(a, 1, 2)", 5),
        ("if(a > 1, 2)", 12),
        ("if(1 < a < 3, 1, 2)", 10),
        ("if", 3),
        ("a > b", 3),
        ("a ** 2", 4),
        ("a // 2", 4),
        ("a ^ 2", 3),
        ("2a", 2),
        (".5", 1),
        ("1e5", 2),
        ("a.real", 2),
        ("a[0]", 2),
        ("'a'", 1),
        ("a; b", 2),
        ("__import__('os')", 12),
        ("a % 2", 3),
        ("á", 1),
    ],
)
def test_a_wrong_formula_is_refused_and_says_where(text, at):
    with pytest.raises(ParameterFault) as error:
        formula.parse(text)
    assert f"ký tự thứ {at}:" in error.value.message.vi
    assert f"sign {at}:" in error.value.message.en


@pytest.mark.parametrize("raw", [None, 3, ["a"], {"a": 1}])
def test_a_formula_is_a_text(raw):
    with pytest.raises(ParameterFault):
        formula.parse(raw)


@pytest.mark.parametrize(
    "text",
    [
        "+".join(["a"] * 251),  # 501 signs
        "+".join(["a"] * 60),  # 119 pieces
        "(" * 21 + "a" + ")" * 21,
        "-" * 30 + "a",
        "min(a," * 25 + "a" + ")" * 25,
        "9" * 31,  # more digits than a number may have
    ],
)
def test_a_formula_is_bounded(text):
    with pytest.raises(ParameterFault):
        formula.parse(text)


def test_a_formula_up_to_the_bounds_is_read():
    assert compute("(" * 20 + "a" + ")" * 20) == 3
    assert compute("+".join(["a"] * 50)) == 150


def test_formulas_are_plain_values_that_spaces_do_not_tell_apart():
    one, same, other = (formula.parse(text) for text in ("a+b", " a + b", "a-b"))
    assert one == same
    assert hash(one) == hash(same)
    assert one != other
    assert one.names() == {"a", "b"}
    assert str(same) == "a + b"


@pytest.mark.parametrize("text", ["a / zero", "1 / (a - 3)", "if(1 / zero > 1, 1, 2)", "1 / 0"])
def test_a_division_by_zero_holds_the_cell(text):
    assert compute(text) == harness.HELD


def test_a_division_by_zero_holds_only_the_units_that_meet_it():
    rule = {
        "formula": "if(a > 5, a / b, a)",
        "inputs": [{"id": "a", "title": "A"}, {"id": "b", "title": "B"}],
    }
    givens = [{"a": 6, "b": 0}, {"a": 6, "b": 3}, {"a": 4, "b": 0}]
    assert harness.block(expression.KIND, [rule], ["10"], [givens]) == [[harness.HELD, 2, 4]]


# ---- against another reading: Python's own, on trees we made --------------------------


@st.composite
def trees(draw, depth=3):
    """A formula fully in parentheses, and the value it must have."""
    if depth == 0 or draw(st.booleans()):
        name = draw(st.sampled_from(["a", "b", "2", "0.25"]))
        return name, NUMBERS.get(name) or Fraction(name)
    (left, x), (right, y) = draw(trees(depth - 1)), draw(trees(depth - 1))
    sign = draw(st.sampled_from(["+", "-", "*", "/", "min", "max", "if"]))
    if sign == "/" and y == 0:
        sign = "+"
    if sign in ("min", "max"):
        return f"{sign}({left}, {right})", {"min": min, "max": max}[sign](x, y)
    if sign == "if":
        return f"if({left} < {right}, {left}, {right})", min(x, y)
    value = {
        "+": lambda: x + y,
        "-": lambda: x - y,
        "*": lambda: x * y,
        "/": lambda: x / y,
    }[sign]()
    return f"({left} {sign} {right})", value


@given(trees())
def test_a_formula_gives_the_exact_value_of_its_tree(tree):
    text, value = tree
    assert compute(text) == value
    for lang in ("vi", "en"):
        assert formula.write(formula.parse(text), NUMBERS, Say(lang))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a - (b - a)", "3 − (0,5 − 3)"),
        ("a - b - a", "3 − 0,5 − 3"),
        ("(a + b) * 2", "(3 + 0,5) × 2"),
        ("a / (b * 2)", "3 ÷ (0,5 × 2)"),
        ("2 * -a", "2 × (−3)"),
        ("min(max, a)", "nhỏ nhất(10; 3)"),
        ("if(a >= b, a * 2, b)", "3 ≥ 0,5: đúng → 3 × 2"),
        ("1 + if(a < b, a, b)", "1 + (3 < 0,5: sai → 0,5)"),
    ],
)
def test_a_formula_is_written_with_its_numbers(text, written):
    assert formula.write(formula.parse(text), NUMBERS, Say("vi")) == written


# ---- the kind ------------------------------------------------------------------------

RULE = {
    "formula": "max * (a + 2*b) / (a + b + 1)",
    "inputs": [{"id": "a", "title": "Số A", "type": "count"}, {"id": "b", "title": "Số B"}],
}


@given(
    rows=st.lists(
        st.fixed_dictionaries({"a": st.integers(0, 99), "b": st.integers(0, 99)}), min_size=1
    )
)
def test_an_expression_is_the_same_alone_and_in_a_block(rows):
    rules = [RULE, RULE]
    outcomes = harness.block(expression.KIND, rules, ["5", "8"], [rows, rows])
    for c, maximum in enumerate((5, 8)):
        for answers, outcome in zip(rows, outcomes[c], strict=True):
            a, b = answers["a"], answers["b"]
            assert outcome == Fraction(maximum * (a + 2 * b), a + b + 1)
            assert outcome == harness.one(expression.KIND, RULE, str(maximum), answers)


@pytest.mark.parametrize(
    "change",
    [
        {"formula": "a"},
        {"formula": "a + b + c"},
        {"inputs": [{"id": "a", "title": "A"}]},
        {"inputs": [{"id": "a", "title": "A"}, {"id": "a", "title": "A"}]},
        {"inputs": [*RULE["inputs"], {"id": "max", "title": "Lớn nhất"}]},
        {"inputs": [*RULE["inputs"], {"id": "if", "title": "Nếu"}]},
        {"inputs": [*RULE["inputs"], {"id": "c-d", "title": "C trừ D"}]},
        {"inputs": [*RULE["inputs"], {"id": "2c", "title": "Hai C"}]},
    ],
)
def test_a_formula_and_its_inputs_must_fit(change):
    assert harness.faults(expression.KIND, RULE) == []
    assert harness.faults(expression.KIND, {**RULE, **change})
