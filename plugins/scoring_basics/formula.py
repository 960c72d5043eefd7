"""Formulas: arithmetic over named inputs, read by us and bounded in size.

    expression  :=  term (("+" | "-") term)*
    term        :=  factor (("*" | "/") factor)*
    factor      :=  "-" factor | number | number "%" | name | "(" expression ")"
                 |  ("min" | "max") "(" expression ("," expression)+ ")"
                 |  "if" "(" condition "," expression "," expression ")"
    condition   :=  expression ("<" | "<=" | ">" | ">=" | "=") expression

`max` that is not called is the criterion's maximum. Nothing else can be said: there is
no way from a formula to Python.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from operator import add, eq, ge, gt, le, lt, mul, sub
from typing import Any

import numpy as np
from attrs import field, frozen

from scoring import NUMBER, Cells, Numbers, ParameterFault, Say, choose, fault

MOST_SIGNS = 500
MOST_NESTING = 20
MOST_NODES = 100

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*", re.ASCII)
RESERVED = ("min", "max", "if")

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?%?)|(?P<name>[A-Za-z_][A-Za-z0-9_]*)|(?P<sign><=|>=|[-+*/(),<>=]))",
    re.ASCII,
)
_DECIMAL_COMMA = re.compile(r"\d,\d", re.ASCII)
_COMPARE: Mapping[str, Callable[[Any, Any], Any]] = {
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
    "=": eq,
}
_COMBINE: Mapping[str, Callable[[Any, Any], Any]] = {"+": add, "-": sub, "*": mul}
_STRENGTH = {"+": 1, "-": 1, "*": 2, "/": 2}
_SHOWN = {"*": "×", "/": "÷", "-": "−", "<=": "≤", ">=": "≥"}


@frozen
class Node:
    """A piece of a formula: what is done, to which pieces.

    `word` is "number", "name", "negative", "if", "min", "max" or one of the signs.
    """

    word: str
    pieces: tuple[Node, ...] = ()
    value: Fraction | None = None
    name: str | None = None


@frozen
class Formula:
    """A formula that was read: its text and its tree. A plain value, equal and hashable."""

    text: str = field(eq=False)
    root: Node

    def __str__(self) -> str:
        return self.text

    def names(self) -> frozenset[str]:
        """Give the names a formula uses, the criterion's maximum among them."""
        return frozenset(node.name for node in _walk(self.root) if node.name is not None)


@frozen
class _Token:
    kind: str
    text: str
    at: int


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for piece in node.pieces:
        yield from _walk(piece)


def _wrong(at: int, vi: str, en: str) -> ParameterFault:
    return fault(
        f"công thức sai ở ký tự thứ {at + 1}: {vi}.",
        f"the formula is wrong at sign {at + 1}: {en}.",
        "Dùng + - * / ( ), số như 0.5 hoặc 50%, tên đầu vào, min(…), max(…), "
        "if(a >= b, …, …) và max là điểm tối đa.",
        "Use + - * / ( ), numbers such as 0.5 or 50%, names of inputs, min(…), max(…), "
        "if(a >= b, …, …), and max for the maximum.",
    )


def _tokens(text: str) -> list[_Token]:
    comma = _DECIMAL_COMMA.search(text)
    if comma is not None:
        raise _wrong(
            comma.start() + 1,
            f"“{comma[0]}” có thể là số thập phân hoặc hai số; viết “{comma[0].replace(',', '.')}” "
            f"hoặc “{comma[0].replace(',', ', ')}”",
            f"“{comma[0]}” may be one decimal or two numbers; write "
            f"“{comma[0].replace(',', '.')}” or “{comma[0].replace(',', ', ')}”",
        )
    tokens, at, end = [], 0, len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if match is None:
            at += len(text[at:]) - len(text[at:].lstrip())
            raise _wrong(at, f"không hiểu “{text[at]}”", f"“{text[at]}” means nothing here")
        kind = str(match.lastgroup)
        tokens.append(_Token(kind, match[kind], match.start(kind)))
        at = match.end()
    return [*tokens, _Token("end", "", end)]


class _Reader:
    """Reads the tokens from left to right, binding * and / closer than + and -."""

    def __init__(self, text: str) -> None:
        self.tokens, self.next, self.nodes = _tokens(text), 0, 0

    @property
    def token(self) -> _Token:
        return self.tokens[self.next]

    def step(self) -> _Token:
        token = self.token
        self.next += 1
        return token

    def want(self, sign: str) -> None:
        if self.token.text != sign:
            found = self.token.text
            raise _wrong(
                self.token.at,
                f"cần “{sign}”" + (f" thay cho “{found}”" if found else ", công thức hết quá sớm"),
                f"“{sign}” is wanted"
                + (f", not “{found}”" if found else ", the formula ends too soon"),
            )
        self.next += 1

    def node(self, word: str, *pieces: Node, **rest: Any) -> Node:
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise fault(
                f"công thức có hơn {MOST_NODES} phép tính và số.",
                f"the formula has more than {MOST_NODES} operations and numbers.",
                "Chia tiêu chí thành nhiều phần.",
                "Split the criterion into parts.",
            )
        return Node(word, pieces, **rest)

    def expression(self, nesting: int, strength: int = 1) -> Node:
        left = self.factor(nesting)
        while _STRENGTH.get(self.token.text, 0) >= strength:
            sign = self.step().text
            left = self.node(sign, left, self.expression(nesting, _STRENGTH[sign] + 1))
        return left

    def factor(self, nesting: int) -> Node:
        if nesting > MOST_NESTING:
            raise _wrong(
                self.token.at,
                f"lồng nhau quá {MOST_NESTING} lớp",
                f"it is nested deeper than {MOST_NESTING}",
            )
        token = self.step()
        if token.text == "-":
            return self.node("negative", self.factor(nesting + 1))
        if token.text == "(":
            inside = self.expression(nesting + 1)
            self.want(")")
            return inside
        if token.kind == "number":
            return self.node("number", value=NUMBER.read(token.text))
        if token.kind == "name":
            if token.text == "if":
                return self.choice(nesting + 1)
            if token.text in ("min", "max") and self.token.text == "(":
                return self.extreme(token, nesting + 1)
            if token.text == "min" or self.token.text == "(":
                raise _wrong(
                    token.at,
                    f"“{token.text}” không dùng như thế này",
                    f"“{token.text}” cannot be used like this",
                )
            return self.node("name", name=token.text)
        self.next -= 1
        raise _wrong(
            token.at,
            f"cần một số hoặc một tên thay cho “{token.text}”" if token.text else "hết quá sớm",
            f"a number or a name is wanted, not “{token.text}”"
            if token.text
            else "it ends too soon",
        )

    def extreme(self, token: _Token, nesting: int) -> Node:
        self.want("(")
        pieces = [self.expression(nesting)]
        while self.token.text == ",":
            self.step()
            pieces.append(self.expression(nesting))
        self.want(")")
        if len(pieces) < 2:
            raise _wrong(
                token.at,
                f"{token.text}(…) cần ít nhất hai giá trị",
                f"{token.text}(…) takes two values or more",
            )
        return self.node(token.text, *pieces)

    def choice(self, nesting: int) -> Node:
        self.want("(")
        left = self.expression(nesting)
        if self.token.text not in _COMPARE:
            raise _wrong(
                self.token.at,
                "điều kiện của if cần một trong < <= > >= =",
                "the condition of if needs one of < <= > >= =",
            )
        sign = self.step().text
        condition = self.node(sign, left, self.expression(nesting))
        self.want(",")
        yes = self.expression(nesting)
        self.want(",")
        no = self.expression(nesting)
        self.want(")")
        return self.node("if", condition, yes, no)


def parse(raw: object) -> Formula:
    """Read a formula; raises `ParameterFault` that says where it is wrong."""
    if not isinstance(raw, str) or not raw.strip():
        raise _wrong(0, "cần một công thức trong ngoặc kép", "a formula in quotes is wanted")
    if len(raw) > MOST_SIGNS:
        raise fault(
            f"công thức dài hơn {MOST_SIGNS} ký tự.",
            f"the formula has more than {MOST_SIGNS} signs.",
            "Chia tiêu chí thành nhiều phần.",
            "Split the criterion into parts.",
        )
    reader = _Reader(raw)
    root = reader.expression(0)
    if reader.token.kind != "end":
        raise _wrong(
            reader.token.at,
            f"thừa “{reader.token.text}”",
            f"“{reader.token.text}” is left over",
        )
    return Formula(raw.strip(), root)


@frozen(eq=False)
class Computed:
    """What a formula gives: numbers, and the cells in which it divides by 0."""

    numbers: Numbers
    impossible: Any


def compute(formula: Formula, values: Mapping[str, Numbers]) -> Computed:
    """Compute a formula for every cell at once; exact."""
    return _compute(formula.root, values)


def _either(masks: Sequence[Any]) -> Any:
    """Join masks; False stands for an empty one."""
    joined: Any = False
    for mask in masks:
        joined = joined | mask
    return joined


def _compute(node: Node, values: Mapping[str, Numbers]) -> Computed:
    if node.word == "number":
        return Computed(Numbers.one(node.value or 0), False)
    if node.word == "name":
        return Computed(values[str(node.name)], False)
    pieces = [_compute(piece, values) for piece in node.pieces if piece.word not in _COMPARE]
    if node.word == "if":
        return _choose(node, values, *pieces)
    impossible = _either([piece.impossible for piece in pieces])
    numbers = pieces[0].numbers
    if node.word == "negative":
        return Computed(-numbers, impossible)
    for piece in pieces[1:]:
        other = piece.numbers
        if node.word == "min":
            numbers = numbers.at_most(other)
        elif node.word == "max":
            numbers = numbers.at_least(other)
        elif node.word == "/":
            zero = other == 0
            if np.any(zero):
                impossible, other = impossible | zero, choose(zero, 1, other)
            numbers = numbers / other
        else:
            numbers = _COMBINE[node.word](numbers, other)
    return Computed(numbers, impossible)


def _choose(node: Node, values: Mapping[str, Numbers], yes: Computed, no: Computed) -> Computed:
    """Take one branch a cell; a division by 0 in the other one does no harm."""
    condition = node.pieces[0]
    left, right = (_compute(piece, values) for piece in condition.pieces)
    holds = _COMPARE[condition.word](left.numbers, right.numbers)
    impossible: Any = False
    if yes.impossible is not False or no.impossible is not False:
        impossible = np.where(holds, yes.impossible, no.impossible)
    return Computed(
        choose(holds, yes.numbers, no.numbers),
        _either([left.impossible, right.impossible, impossible]),
    )


def write(formula: Formula, values: Mapping[str, Fraction], say: Say) -> str:
    """Write the formula with the numbers put in."""
    return _write(formula.root, values, say, 0)


def write_sheet(formula: Formula, names: Mapping[str, str]) -> str:
    """Write the formula as a spreadsheet takes it, with `names` put in for the inputs.

    Sides are compared by the sign of their difference rounded to nine decimals, as a
    spreadsheet reckons in binary.
    """
    return _write_sheet(formula.root, names)


def _write_sheet(node: Node, names: Mapping[str, str]) -> str:
    if node.word == "number":
        return Cells.say(node.value or 0)
    if node.word == "name":
        return names[str(node.name)]
    pieces = [_write_sheet(piece, names) for piece in node.pieces]
    if node.word == "negative":
        return f"(-{pieces[0]})"
    if node.word in ("min", "max", "if"):
        return f"{node.word.upper()}({','.join(pieces)})"
    if node.word in _COMPARE:
        return f"ROUND({pieces[0]}-{pieces[1]},9){node.word}0"
    return f"({pieces[0]}{node.word}{pieces[1]})"


def _write(node: Node, values: Mapping[str, Fraction], say: Say, strength: int) -> str:
    if node.word in ("number", "name"):
        value = node.value if node.word == "number" else values[str(node.name)]
        written = say(value or Fraction(0))
        return f"({written})" if strength and written.startswith("-") else written
    pieces = node.pieces
    if node.word == "negative":
        return f"(−{_write(pieces[0], values, say, 3)})"
    if node.word == "if":
        return _write_choice(node, values, say, strength)
    if node.word in ("min", "max"):
        name = {
            "min": say.text(vi="nhỏ nhất", en="least"),
            "max": say.text(vi="lớn nhất", en="greatest"),
        }[node.word]
        return f"{name}({'; '.join(_write(piece, values, say, 0) for piece in pieces)})"
    own = _STRENGTH.get(node.word, 0)
    sign = _SHOWN.get(node.word, node.word)
    # The right side of − and ÷ keeps its parentheses: a − (b − c) is not a − b − c.
    left, right = _write(pieces[0], values, say, own), _write(pieces[1], values, say, own + 1)
    written = f"{left} {sign} {right}"
    return f"({written})" if own < strength else written


def _write_choice(node: Node, values: Mapping[str, Fraction], say: Say, strength: int) -> str:
    """Write what was asked, the answer, and only the branch that is taken."""
    condition, yes, no = node.pieces
    cells = {name: Numbers.one(value) for name, value in values.items()}
    left, right = (_compute(piece, cells).numbers for piece in condition.pieces)
    holds = bool(_COMPARE[condition.word](left, right))
    answer = say.text(vi="đúng", en="true") if holds else say.text(vi="sai", en="false")
    branch = _write(yes if holds else no, values, say, 0)
    written = f"{_write(condition, values, say, 0)}: {answer} → {branch}"
    return f"({written})" if strength else written
