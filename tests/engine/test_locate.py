"""The line of every key, found without help from the parser."""

import time
from datetime import date

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from scoring.engine.locate import Lines

KEYS = st.one_of(
    st.sampled_from(["a", "b", "max", "rule", "1", "1-2", "under"]),
    st.text("abc.#=\"'[]{}, \\Đặ\n\u2028", max_size=5),
)
LEAVES = st.one_of(
    st.integers(-9, 9),
    st.booleans(),
    st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    st.text("x\n\"'[]{}#=,\\ \u2028\x85Đ", max_size=8),
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)
TABLES = st.dictionaries(KEYS, VALUES, max_size=5)


class Writer:
    """A small writer of TOML that remembers the line on which it wrote each key."""

    def __init__(self, draw):
        self.draw, self.text, self.line_by_path = draw, "", {}

    def put(self, text):
        self.text += text

    def here(self, path):
        self.line_by_path[path] = self.text.count("\n") + 1

    def key(self, key):
        bare = key and all(sign.isascii() and (sign.isalnum() or sign in "-_") for sign in key)
        if bare and self.draw(st.booleans()):
            self.put(key)
        elif "'" not in key and "\n" not in key and self.draw(st.booleans()):
            self.put(f"'{key}'")
        else:
            self.put(self.basic(key))

    @staticmethod
    def basic(text):
        escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"{escaped}"'

    def blank(self):
        self.put(self.draw(st.sampled_from(["", " ", "\n", "\n  # a ] } \" ''' note\n\t", "#\n"])))

    def string(self, text):
        if self.draw(st.booleans()) and "\\" not in text and '"""' not in text:
            escaped = text.replace('"', '\\"') if self.draw(st.booleans()) else text
            self.put('"""\n' + escaped + ('"""' if not escaped.endswith('"') else '\\\n"""'))
        elif self.draw(st.booleans()) and "'" not in text:
            self.put(f"'''{text}'''")
        else:
            self.put(self.basic(text))

    def value(self, value, path):
        if isinstance(value, bool):
            self.put("true" if value else "false")
        elif isinstance(value, str):
            self.string(value)
        elif isinstance(value, list):
            self.put("[")
            for number, item in enumerate(value):
                self.blank()
                self.here((*path, number))
                self.value(item, (*path, number))
                self.blank()
                if number < len(value) - 1 or self.draw(st.booleans()):
                    self.put(",")
            self.blank()
            self.put("]")
        elif isinstance(value, dict):
            self.put("{")
            for number, (key, item) in enumerate(value.items()):
                self.blank()
                self.here((*path, key))
                self.key(key)
                self.put(" = ")
                self.value(item, (*path, key))
                self.blank()
                if number < len(value) - 1:
                    self.put(",")
            self.put("}")
        else:
            self.put(str(value))

    def pairs(self, table, path):
        for key, value in table.items():
            self.here((*path, key))
            self.key(key)
            self.put(self.draw(st.sampled_from([" = ", "=", "\t=  "])))
            self.value(value, (*path, key))
            self.put(self.draw(st.sampled_from(["\n", "  # a note\n", "\n\n#\n"])))

    def header(self, brackets, keys, path):
        self.here(path)
        self.put("[" * brackets)
        for number, key in enumerate(keys):
            self.put(" . " if number and self.draw(st.booleans()) else "." if number else "")
            self.key(key)
        self.put("]" * brackets + "\n")


@st.composite
def written(draw):
    writer = Writer(draw)
    writer.pairs(draw(TABLES), ())
    for number in range(draw(st.integers(0, 3))):
        name = f"t{number}"
        if draw(st.booleans()):
            writer.header(1, [name, "inner"], (name, "inner"))
            writer.pairs(draw(TABLES), (name, "inner"))
            continue
        for index in range(draw(st.integers(1, 3))):
            writer.header(2, [name], (name, index))
            writer.pairs(draw(TABLES), (name, index))
            if draw(st.booleans()):
                writer.header(1, [name, "sub table"], (name, index, "sub table"))
                writer.pairs(draw(TABLES), (name, index, "sub table"))
    return writer.text, writer.line_by_path


@given(written())
def test_finds_the_line_of_every_key(case):
    text, line_by_path = case
    tomli.loads(text)
    lines = Lines(text)
    assert {path: lines.at(path) for path in line_by_path} == line_by_path


@given(st.text("ab=[]{}\"'#,.\n\\ 1", max_size=60))
def test_broken_text_ends_the_walk_quietly(text):
    line = Lines(text).at(("a", "b"))
    assert line is None if not text else 1 <= line <= text.count("\n") + 1


CASES = [
    ("a.b.c = 1\n", ("a", "b", "c"), 1),
    ("\n[a.b]\nc = 1\n[a]\nd = 1\n", ("a",), 4),
    ("[[g]]\n[[g]]\nid = 1\n[g.when]\nall = [\n  {x = 1},\n  {x = {\n y = 2}}]\n",
     ("g", 1, "when", "all", 1, "x", "y"), 8),
    ("[[g]]\n[[g.e]]\na=1\n[[g]]\n[[g.e]]\na=1\n[[g.e]]\nb=1\n", ("g", 1, "e", 1, "b"), 8),
    ('s = """\n[not.a.table]\nx = 1\n"""\nx = 2\n', ("x",), 5),
    ('t = """a\u2028b\x85c"""\nx = 2\n', ("x",), 2),
    ('"\\u0061" = 1\n', ("a",), 1),
    ("[a]\nx = 1\n", ("a", "x", "deeper", 3, "still"), 2),
    ("x = 1\n", ("nowhere",), 1),
]  # fmt: skip


@pytest.mark.parametrize(("text", "path", "line"), CASES)
def test_finds_the_line(text, path, line):
    assert Lines(text).at(path) == line


def test_a_long_file_takes_no_time():
    criterion = (
        '[criterion."{0}"]\ntitle = "Tiêu chí {0}"\nmax = 5\nbasis = [\n  "L10",\n]\n'
        '[criterion."{0}".rule]\nkind = "band"\nbands = [\n  {{ at_least = 1, points = 5 }},\n'
        "  {{ points = 0 }},\n]\n"
    )
    text = "".join(criterion.format(number) for number in range(300))
    assert text.count("\n") == 3600
    start = time.process_time()
    lines = Lines(text)
    assert time.process_time() - start < 1
    assert lines.at(("criterion", "299", "rule", "bands", 1, "points")) == 3599


def test_an_excerpt_is_cut_and_bounded():
    lines = Lines("x = 1\ny = '" + "z" * 500 + "'\n")
    assert lines.excerpt(1) == "x = 1"
    assert len(lines.excerpt(2)) == 118
    assert lines.excerpt(9) is None
    assert lines.excerpt(None) is None
