"""No binary float on any path to a score: the source itself says so.

The check reads the syntax tree; and it is tried on planted faults, because a check that
cannot fail is no check.
"""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted(
    path for folder in ("scoring", "plugins") for path in (ROOT / folder).rglob("*.py")
)

# Of integers and fractions these are whole or exact.
WHOLE_MATH = {"gcd", "lcm", "comb", "isqrt", "ceil", "floor", "prod"}
FLOATING = {"mean", "average", "median", "divide", "true_divide", "linspace", "percentile"}
FLOATING |= {"quantile", "std", "var", "sqrt", "round", "around", "rint", "interp", "nanmean"}
FLOATING |= {"float16", "float32", "float64", "float128", "longdouble", "double", "single", "half"}
FLOATING |= {"floating", "inexact", "nan", "inf", "e", "pi", "random", "reciprocal", "power"}
# numpy's names of float types as texts: "f8", ">d", "float64" (but "datetime64" is whole).
FLOAT_CODE = re.compile(r"[<>=]?([fdgec]\d*$|float|double|half|single|longdouble|complex)")
ALLOWED = {
    # Refusing floats takes naming them.
    ("columns.py", "refuse_float", "inexact"),
    ("columns.py", "refuse_float", "complex"),
    # How alike two words must be for "did you mean"; no score comes near it.
    ("text.py", "nearest", "0.65"),
    ("commands.py", "row_of", "0.4"),
}


class Finder(ast.NodeVisitor):
    """Notes everything that can bring a binary float, or run a text."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.function = ""
        self.found: list[str] = []
        self.arrays = {"np", "numpy"}

    def note(self, node: ast.AST, what: str) -> None:
        last = what.removeprefix("the literal ").removeprefix("np.")
        if (self.file, self.function, last) not in ALLOWED:
            self.found.append(f"{self.file}:{node.lineno}: {what}")

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        before, self.function = self.function, node.name
        self.generic_visit(node)
        self.function = before

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, float | complex):
            self.note(node, f"the literal {node.value!r}")

    def visit_Name(self, node: ast.Name) -> None:
        if node.id in ("float", "complex", "eval", "exec", "round"):
            self.note(node, node.id)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        owner = node.value.id if isinstance(node.value, ast.Name) else None
        if owner in ("np", "numpy") and node.attr in FLOATING:
            self.note(node, f"{owner}.{node.attr}")
        outside = owner in ("cmath", "statistics", "random")
        if outside or (owner == "math" and node.attr not in WHOLE_MATH):
            self.note(node, f"{owner}.{node.attr}")
        if node.attr in ("mean", "std", "var") and not isinstance(node.ctx, ast.Store):
            self._method(node)
        self.generic_visit(node)

    def _method(self, node: ast.Attribute) -> None:
        # `case.mean` is an answer of a survey; `column.mean()` would be numpy's.
        if isinstance(getattr(node, "parent", None), ast.Call) and node.parent.func is node:
            self.note(node, f"….{node.attr}()")

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        for alias in node.names:
            if node.module == "math" and alias.name not in WHOLE_MATH:
                self.note(node, f"math.{alias.name}")
            if node.module in ("statistics", "random", "cmath"):
                self.note(node, f"{node.module}.{alias.name}")
            if node.module == "numpy" and alias.name in FLOATING:
                self.note(node, f"numpy.{alias.name}")

    def visit_Call(self, node: ast.Call) -> None:
        if isinstance(node.func, ast.Attribute) and node.func.attr == "astype":
            for value in (*node.args, *(one.value for one in node.keywords)):
                if isinstance(value, ast.Constant) and FLOAT_CODE.match(str(value.value)):
                    self.note(node, f"astype({value.value!r})")
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        # `/` is a Fraction's or Numbers'; of two counts it would be a float.
        sides = (node.left, node.right)
        if isinstance(node.op, ast.Div) and any(self._is_count(side) for side in sides[:1]):
            self.note(node, "the true division of a count or an array")
        if isinstance(node.op, ast.Pow) and isinstance(node.right, ast.UnaryOp):
            self.note(node, "a negative power")
        self.generic_visit(node)

    def _is_count(self, node: ast.AST) -> bool:
        """Tell whether a side is an int or an array for certain."""
        if isinstance(node, ast.Constant):
            return isinstance(node.value, int)
        if isinstance(node, ast.BinOp) and not isinstance(node.op, ast.Div):
            return self._is_count(node.left) and self._is_count(node.right)
        if isinstance(node, ast.Attribute):
            return node.attr in ("num", "den", "numerator", "denominator", "size")
        if isinstance(node, ast.Call):
            name = node.func
            if isinstance(name, ast.Name):
                return name.id in ("len", "int", "ord")
            return isinstance(name, ast.Attribute) and (
                isinstance(name.value, ast.Name) and name.value.id in ("np", "numpy")
            )
        return False


def floats_in(source: str, file: str = "planted.py") -> list[str]:
    tree = ast.parse(source)
    for node in ast.walk(tree):
        for child in ast.iter_child_nodes(node):
            child.parent = node
    finder = Finder(file)
    finder.visit(tree)
    return finder.found


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_source_file_knows_no_binary_float(path):
    assert floats_in(path.read_text(encoding="utf-8"), path.name) == []


def test_all_sources_are_looked_at():
    names = {path.name for path in SOURCES}
    assert {
        "numbers.py",
        "columns.py",
        "run.py",
        "totals.py",
        "proportional.py",
        "read.py",
    } <= names


PLANTED = [
    "x = 0.5",
    "x = -1e3",
    "x = 2j",
    "x = float(count)",
    "def f(x: float) -> int: ...",
    "x = round(total, 2)",
    "x = np.mean(points)",
    "x = points.mean()",
    "x = np.average(points, weights=w)",
    "x = np.divide(a, b)",
    "x = np.linspace(0, 1, 5)",
    "x = np.float64(3)",
    "x = points.astype('float64')",
    "x = points.astype(dtype='f8')",
    "x = points.astype('>d')",
    "x = points.astype(float)",
    "x = np.zeros(3, dtype=float)",
    "x = np.nan",
    "from numpy import float64",
    "x = math.sqrt(2)",
    "x = math.fsum(points)",
    "from math import log",
    "import statistics\nx = statistics.mean(points)",
    "from statistics import median",
    "x = random.random()",
    "x = 1 / 3",
    "x = len(rows) / 2",
    "x = numbers.num / numbers.den",
    "x = np.cumsum(a) / b",
    "x = int(a) / b",
    "x = 10 ** -2",
    "x = eval(formula)",
    "exec(formula)",
]


@pytest.mark.parametrize("source", PLANTED)
def test_a_planted_float_is_caught(source):
    assert floats_in(source)


HONEST = [
    "x = Fraction(1, 3)",
    "x = total / Fraction(3)",
    "x = case.done / case.total",
    "x = case.mean - case.lowest",
    "x = np.add.reduce(num, axis=0)",
    "x = (2 * num + den) // (2 * den)",
    "x = gcd(a, b)\nfrom math import gcd, lcm",
    "x = math.isqrt(n)",
    "x = rounding.of(value)",
    "x = 10 ** places",
    "x = days.astype('datetime64[D]')",
    "x = path / 'units.csv'",
]


@pytest.mark.parametrize("source", HONEST)
def test_exact_arithmetic_is_let_pass(source):
    assert floats_in(source) == []
