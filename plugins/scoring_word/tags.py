"""Tags: what a secretary wrote between braces, judged paragraph by paragraph, all at once.

A template may show a field, choose by `if` and repeat by `for`: it can neither call nor
compute anything. What may stand in a tag is listed here; the rest is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from attrs import evolve, field, frozen

from scoring import (
    Place,
    Problem,
    Text,
)
from scoring_word.fields import CONTENT
from scoring_word.problems import (
    broken_tag,
    endless_template,
    forbidden_tag,
    misplaced_content,
    torn_template,
    unfilled_tag,
    unknown_template_field,
)

FILTERS = ("upper", "lower", "capitalize", "trim", "length", "join", "first", "last", "default")
LOOP_WORDS = ("index", "index0", "first", "last", "length", "revindex")
LONGEST_TAG, DEEPEST, MOST_TAGS = 300, 10, 2_000

Known = Mapping[str, tuple[str, ...] | None]

_P = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_LOOSE = re.compile(r"\{\{|\{%|\{#|%\}|\}\}")
_INSIDE = re.compile(r"(\{\{|\{%)-?(tr|tc|p|r)?(?:\s+|(?<=[{%-]))(.*?)-?(?:\}\}|%\})", re.DOTALL)
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_FOR = re.compile(r"for\s+(\w+)\s+in\s+(\w+)")
# Tags of the library that fills templates in, which reach into the markup itself.
_MARKUP = ("colspan", "cellbg", "vm", "hm")

PART_SAID = {
    "document": Text(vi="thân văn bản", en="the body"),
    "header": Text(vi="đầu trang", en="the header"),
    "footer": Text(vi="chân trang", en="the footer"),
    "footnotes": Text(vi="cước chú", en="the footnotes"),
    "endnotes": Text(vi="chú thích cuối", en="the endnotes"),
    "comments": Text(vi="nhận xét (comment)", en="the comments"),
    "core": Text(vi="thuộc tính tệp", en="the properties"),
}
_FILLED = ("document", "header", "footer", "footnotes")


@frozen
class Spoken:
    """A text of a template in which tags may stand: a paragraph, or an attribute.

    `home` is the path of what a paragraph stands in: the body, a cell, a text box.
    """

    text: str
    part: str
    home: str = ""

    @property
    def is_body(self) -> bool:
        """Tell whether it is a paragraph of the body itself, in no table and no box."""
        return self.home == "/w:document/w:body"


@frozen
class Tags:
    """What the tags of a template name, and what is wrong with them."""

    names: frozenset[str] = frozenset()
    repeated: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = field(default=())


def part_kind(name: str) -> str:
    """Give what kind of part a name in the archive stands for: "document", "header" …"""
    return name.rpartition("/")[2].partition(".")[0].rstrip("0123456789")


def read_tags(parts: Sequence[tuple[str, Any]], known: Known, place: Place) -> Tags:
    """Judge the tags in the parts of a template, given as names and trees of XML."""
    names: set[str] = set()
    repeated: set[str] = set()
    problems: list[Problem] = []
    contents = 0
    for name, root in parts:
        kind = part_kind(name)
        spoken = list(_speak(root, kind))
        if kind not in _FILLED:
            problems += _unfilled(spoken, kind, place)
            continue
        judge = _Judge(known, place)
        for one in spoken[:MOST_TAGS]:
            judge.hear(one)
        if len(spoken) > MOST_TAGS:
            problems.append(endless_template(place, MOST_TAGS))
        judge.end()
        names |= judge.names
        repeated |= judge.repeated
        problems += judge.problems
        contents += judge.contents
        if contents > 1:
            problems.append(misplaced_content(place, "{{p noi_dung }}"))
            contents = 1
    return Tags(frozenset(names), frozenset(repeated), tuple(dict.fromkeys(problems)))


def _unfilled(spoken: Sequence[Spoken], kind: str, place: Place) -> Iterator[Problem]:
    part = PART_SAID.get(kind, Text.same(kind))
    for one in spoken:
        yield from (unfilled_tag(place, part, tag) for tag in _TAG.findall(one.text))


def _speak(root: Any, part: str) -> Iterator[Spoken]:
    """Give every text with signs of a tag, in order: paragraphs, attributes, any other text."""
    tree = root.getroottree()
    for element in root.iter("*"):
        for value in element.attrib.values():
            if _LOOSE.search(value):
                yield Spoken(value, part)
        if element.tag == _P:
            text = "".join(_texts(element))
            if _LOOSE.search(text):
                yield Spoken(text, part, tree.getpath(element.getparent()))
            continue
        for text in _loose_texts(element):
            if _LOOSE.search(text):
                yield Spoken(text, part)


def _texts(paragraph: Any) -> Iterator[str]:
    """Give all text of a paragraph, without that of text boxes that hang on it."""
    yield _text(paragraph)
    for element in paragraph.iterdescendants():
        if element.tag != _P and _paragraph_of(element) is paragraph:
            yield _text(element)
        if _paragraph_of(element) is paragraph:
            yield element.tail or ""


def _loose_texts(element: Any) -> Iterator[str]:
    """Give the texts in and after an element that stand in no paragraph."""
    if _paragraph_of(element) is None:
        yield _text(element)
        yield element.tail or ""


def _paragraph_of(element: Any) -> Any:
    return next(element.iterancestors(_P), None)


def _text(element: Any) -> str:
    return element.text or ""


# ---- one tag after the other -------------------------------------------------------------------


def _reach(home: str, whole: str | None) -> str:
    """Give where a tag takes hold: with "tr" in the table of its row, with "tc" in the row."""
    cut = {"tr": "/w:tr", "tc": "/w:tc"}.get(whole or "")
    return home if cut is None else home.rpartition(cut)[0]


@frozen
class _Opened:
    """A choice or a loop that is open: its word, where it was opened, what it repeats."""

    word: str
    spoken: Spoken
    name: str = ""
    of: str = ""


class _Judge:
    """Reads the tags of one part in order, and remembers which are open."""

    def __init__(self, known: Known, place: Place) -> None:
        self._known, self._place = known, place
        self._open: list[_Opened] = []
        self.names: set[str] = set()
        self.repeated: set[str] = set()
        self.problems: list[Problem] = []
        self.contents = 0

    def hear(self, spoken: Spoken) -> None:
        """Judge the tags of one text."""
        text = spoken.text
        for tag in _TAG.findall(text):
            self._tag(tag.translate(_QUOTES), spoken)
        left = _LOOSE.search(_TAG.sub("", text))
        if left:
            self._broken(
                text,
                f"“{left[0]}” thiếu nửa còn lại trong cùng một đoạn",
                f"“{left[0]}” lacks its other half in the same paragraph",
            )

    def end(self) -> None:
        """Tell what was opened and never closed."""
        for one in self._open:
            self._broken(
                one.spoken.text,
                f"“{one.word}” mở mà không đóng",
                f"“{one.word}” is opened and never closed",
            )

    def _broken(self, text: str, vi: str, en: str) -> None:
        self.problems.append(broken_tag(self._place, text, Text(vi=vi, en=en)))

    def _forbidden(self, text: str, what: Text) -> None:
        self.problems.append(forbidden_tag(self._place, text, what))

    def _tag(self, tag: str, spoken: Spoken) -> None:
        if tag.startswith("{#"):
            return
        if len(tag) > LONGEST_TAG or re.search(r"\s{10}", tag):
            self._broken(spoken.text, "thẻ quá dài", "the tag is too long")
            return
        match = _INSIDE.fullmatch(tag)
        inside = match[3].strip() if match else ""
        if match is None or not inside:
            self._broken(spoken.text, f"thẻ “{tag}” trống", f"the tag “{tag}” is empty")
        elif match[2] in ("tr", "tc") and "/w:tc" not in spoken.home:
            self._broken(
                spoken.text,
                f"“{match[2]}” chỉ dùng được trong bảng",
                f"“{match[2]}” is for tables only",
            )
        elif tag.startswith("{{"):
            self._show(inside, spoken)
        else:
            self._order(inside, evolve(spoken, home=_reach(spoken.home, match[2])))

    def _show(self, inside: str, spoken: Spoken) -> None:
        if re.search(rf"\b{CONTENT}\b", inside):
            self._content(spoken)
        self._expression(inside, spoken)

    def _content(self, spoken: Spoken) -> None:
        self.names.add(CONTENT)
        self.contents += 1
        alone = re.fullmatch(rf"\s*\{{\{{p\s+{CONTENT}\s*\}}\}}\s*", spoken.text)
        if not alone or not spoken.is_body or self._open or spoken.part != "document":
            self.problems.append(misplaced_content(self._place, spoken.text))

    def _order(self, inside: str, spoken: Spoken) -> None:
        word, _, rest = inside.partition(" ")
        if len(self._open) == DEEPEST and word in ("for", "if"):
            self._broken(
                spoken.text,
                f"thẻ lồng nhau quá {DEEPEST} lớp",
                f"tags are nested more than {DEEPEST} deep",
            )
        if word == "for":
            self._for(inside, spoken)
        elif word in ("if", "elif"):
            if word == "if":
                self._open.append(_Opened("if", spoken))
            self._expression(rest or "?", spoken)
        elif word in ("endif", "endfor", "else"):
            self._close(word, spoken)
        elif word in _MARKUP:
            self._forbidden(spoken.text, Text.same(f"“{word}”"))
        else:
            self._forbidden(spoken.text, Text(vi=f"lệnh “{word}”", en=f"the statement “{word}”"))

    def _for(self, inside: str, spoken: Spoken) -> None:
        match = _FOR.fullmatch(inside)
        if match is None:
            self._open.append(_Opened("for", spoken))
            self._broken(
                spoken.text,
                "vòng lặp viết là “for d in danh_sach”",
                "a loop is “for d in list”",
            )
            return
        self._expression(match[2], spoken)
        if self._known.get(match[2], ()) is None:
            self._broken(
                spoken.text, f"“{match[2]}” không phải là danh sách", f"“{match[2]}” is no list"
            )
        self.repeated.add(match[2])
        self._open.append(_Opened("for", spoken, match[1], match[2]))

    def _close(self, word: str, spoken: Spoken) -> None:
        wanted = {"endif": ("if",), "endfor": ("for",), "else": ("if", "for")}[word]
        if not self._open or self._open[-1].word not in wanted:
            self._broken(
                spoken.text,
                f"“{word}” không đóng gì cả, hoặc đóng sai thứ tự",
                f"“{word}” closes nothing, or in the wrong order",
            )
            return
        if self._open[-1].spoken.home != spoken.home:
            part = PART_SAID.get(spoken.part, Text.same(spoken.part))
            self.problems.append(torn_template(self._place, spoken.text, part))
        if word != "else":
            self._open.pop()

    def _expression(self, inside: str, spoken: Spoken) -> None:
        from jinja2 import TemplateError, nodes

        try:
            tree = parser().parse("{{ " + inside + " }}")
        except (TemplateError, RecursionError) as error:
            why = getattr(error, "message", None) or "too deep"
            self._broken(
                spoken.text,
                f"không hiểu “{inside}” ({_say_syntax(why)})",
                f"“{inside}” makes no sense ({why})",
            )
            return
        whats = list(dict.fromkeys(forbidden_in(tree)))
        for what in whats:
            self._forbidden(spoken.text, what)
        if not whats:
            self._fields(tree, spoken, nodes)

    def _fields(self, tree: Any, spoken: Spoken, nodes: Any) -> None:
        lists = {one.name: one.of for one in self._open if one.name}
        inside = {*lists, *(("loop",) if lists else ())}
        for node in tree.find_all(nodes.Name):
            if node.name in inside:
                continue
            self.names.add(node.name)
            if node.name not in self._known:
                self._unknown(spoken, node.name, sorted(self._known))
        for node in tree.find_all(nodes.Getattr):
            name = getattr(node.node, "name", "")
            keys = LOOP_WORDS if name == "loop" else self._known.get(lists.get(name, "")) or ()
            # An empty list does not tell which columns it would have.
            if node.attr not in keys and (keys or name not in lists):
                self._unknown(spoken, f"{name}.{node.attr}", [f"{name}.{key}" for key in keys])

    def _unknown(self, spoken: Spoken, name: str, known: Sequence[str]) -> None:
        self.problems.append(unknown_template_field(self._place, spoken.text, name, known))


_SYNTAX_SAID = (
    ("unexpected char", "có ký tự lạ"),
    ("unexpected", "thừa hoặc sai dấu"),
    ("expected token", "thiếu hoặc thừa dấu"),
    ("Expected an expression", "còn trống"),
)


def _say_syntax(said: str) -> str:
    return next((vi for start, vi in _SYNTAX_SAID if said.startswith(start)), "sai cách viết")


# ---- what may stand in a tag -------------------------------------------------------------------


@cache
def parser() -> Any:
    """Give a parser of tags that knows no filter but ours and no outside value."""
    from jinja2.sandbox import SandboxedEnvironment

    parser = SandboxedEnvironment(autoescape=True)
    parser.filters = {name: parser.filters[name] for name in FILTERS}
    parser.globals.clear()
    return parser


_NODES = (
    "Template Output TemplateData Name Const Getattr Filter Test Compare Operand And Or "
    "Not If For CondExpr"
)
_ALLOWED = frozenset(_NODES.split())
_CALLED = {
    "Call": Text(vi="lời gọi hàm", en="a call"),
    "Include": Text(vi="mẫu khác (include)", en="another template (include)"),
    "Import": Text(vi="mẫu khác (import)", en="another template (import)"),
    "FromImport": Text(vi="mẫu khác (import)", en="another template (import)"),
    "Extends": Text(vi="mẫu khác (extends)", en="another template (extends)"),
    "Macro": Text.same("macro"),
    "Assign": Text(vi="phép gán (set)", en="an assignment (set)"),
}


def forbidden_in(tree: Any) -> Iterator[Text]:
    """Give what stands in a parsed template and may not."""
    from jinja2 import nodes

    for node in tree.find_all(nodes.Node):
        name = type(node).__name__
        if name not in _ALLOWED:
            sign = getattr(node, "operator", None) or name
            yield _CALLED.get(
                name, Text(vi=f"phép tính hoặc lệnh “{sign}”", en=f"the operation “{sign}”")
            )
        elif name in ("Filter", "Test") and node.name not in (*FILTERS, *_TESTS):
            yield Text(vi=f"bộ lọc “{node.name}”", en=f"the filter “{node.name}”")
        elif name == "Getattr" and node.attr.startswith("_"):
            yield Text(vi=f"thuộc tính “{node.attr}”", en=f"the attribute “{node.attr}”")
        elif name == "For" and not isinstance(node.iter, nodes.Name):
            yield Text(
                vi="vòng lặp trên thứ không phải danh sách", en="a loop over what is no list"
            )


_TESTS = ("defined", "undefined", "odd", "even", "divisibleby", "eq", "equalto", "ne", "in")
