"""Fill: put values into the fields of a template, in a sandbox, once.

docxtpl finds the tags in the markup of Word; what they may do is judged here once more, on
the very text that is run. Values are written as text and are never read for tags.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from scoring import (
    Place,
    Problem,
    ProblemsError,
    Text,
)
from scoring_word.fields import CONTENT, Filled, Rows
from scoring_word.problems import (
    broken_tag,
    endless_template,
    forbidden_tag,
    torn_template,
    unreadable_template,
)
from scoring_word.tags import (
    LOOP_WORDS,
    PART_SAID,
    Known,
    Tags,
    forbidden_in,
    parser,
    part_kind,
    read_tags,
)

MOST_TURNS = 200_000
MOST_SIGNS = 20_000_000
# Stands where the content goes, until it is put there as markup of its own.
HERE = "urn:danvan:noi-dung"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class Opened:
    """A template that was opened: its tags are judged, then it is filled in once."""

    def __init__(self, content: bytes, file: str) -> None:
        self._place = Place(file)
        self._content = content
        self._package = _open(content, self._place)

    def tags(self, known: Known) -> Tags:
        """Judge every tag, given what can be named."""
        return read_tags(list(self._trees()), known, self._place)

    def fill(self, filled: Filled) -> Any:
        """Give the document of python-docx with every field filled in."""
        template = _templates()(io.BytesIO(self._content), self._place)
        try:
            template.render({**filled, CONTENT: _here()}, _environment(self._place))
        except ProblemsError:
            raise
        except Exception as error:
            # A malformed document fails in many ways, deep inside the libraries.
            raise _malformed(self._place, error) from error
        return template.docx

    def _trees(self) -> Iterator[tuple[str, Any]]:
        from lxml import etree

        for part in self._package.iter_parts():
            name = str(part.partname)
            if name.endswith(".xml"):
                # The document's own tree is already there.
                yield name, etree.fromstring(part.blob)


def _malformed(place: Place, error: Exception) -> ProblemsError:
    why = Text(vi=f"sai định dạng DOCX ({error})", en=f"malformed DOCX ({error})")
    return ProblemsError([unreadable_template(place, why)])


def _open(content: bytes, place: Place) -> Any:
    import docx

    try:
        document = docx.Document(io.BytesIO(content))
        _need_parts(document)
    except Exception as error:
        raise _malformed(place, error) from error
    return document.part.package


def _need_parts(document: Any) -> None:
    """Fail where a part is missing or malformed that a paper is made with later."""
    # Word and LibreOffice always call the namespace so, and docxtpl looks for nothing else.
    if document.element.nsmap.get("w") != _WORD or document.element.body.sectPr is None:
        raise ValueError("w:body")
    for part in (document.styles, document.settings):
        if part.element is None:
            raise ValueError("w:styles")
    for section in document.sections:
        sides = (section.left_margin, section.right_margin, section.top_margin)
        if None in (section.page_width, section.page_height, section.bottom_margin, *sides):
            raise ValueError("w:pgSz, w:pgMar")
    if document.core_properties.title is None:
        raise ValueError("dc:title")


def _here() -> Any:
    from markupsafe import Markup

    return Markup(f'<noi_dung xmlns="{HERE}"/>')


# ---- the sandbox -------------------------------------------------------------------------------


def _environment(place: Place) -> Any:
    """Give an environment in which only data can be reached, for one filling."""
    from jinja2 import StrictUndefined
    from jinja2.runtime import LoopContext
    from jinja2.sandbox import SandboxedEnvironment

    turns = 0

    def rows(value: object) -> Iterator[Mapping[str, str]]:
        nonlocal turns
        if not isinstance(value, Rows):
            raise _forbidden(place, "for")
        for row in value:
            turns += 1
            if turns > MOST_TURNS:
                raise ProblemsError([endless_template(place, MOST_TURNS)])
            yield row

    class Sandbox(SandboxedEnvironment):
        def getattr(self, obj: Any, attribute: str) -> Any:
            if isinstance(obj, dict):
                return obj[attribute] if attribute in obj else self.undefined(name=attribute)
            if isinstance(obj, LoopContext) and attribute in LOOP_WORDS:
                return getattr(obj, attribute)
            raise _forbidden(place, attribute)

        def getitem(self, obj: Any, argument: Any) -> Any:
            raise _forbidden(place, str(argument))

        def call(self, *_: Any, **__: Any) -> Any:
            raise _forbidden(place, "( )")

        @staticmethod
        def concat(pieces: Iterable[str]) -> str:
            return _joined(pieces, place)

    environment = Sandbox(autoescape=True, undefined=StrictUndefined)
    environment.filters = {**parser().filters, "rows": rows}
    environment.globals.clear()
    return environment


def _joined(pieces: Iterable[str], place: Place) -> str:
    texts: list[str] = []
    signs = 0
    for piece in pieces:
        texts.append(piece)
        signs += len(piece)
        if signs > MOST_SIGNS:
            raise ProblemsError([endless_template(place, MOST_SIGNS)])
    return "".join(texts)


def _forbidden(place: Place, what: str) -> ProblemsError:
    return ProblemsError([forbidden_tag(place, "", Text.same(f"“{what}”"))])


def _templates() -> Any:
    """Give the class that fills templates in, with our judgement between reading and running."""
    from docxtpl import DocxTemplate
    from jinja2 import TemplateError, nodes
    from lxml import etree

    class Template(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
        def __init__(self, content: io.BytesIO, place: Place) -> None:
            super().__init__(content)
            self._said = place

        def render_xml_part(
            self, src_xml: str, part: Any, context: Mapping[str, Any], jinja_env: Any = None
        ) -> str:
            try:
                tree = jinja_env.parse(src_xml)
                problems = [forbidden_tag(self._said, "", what) for what in forbidden_in(tree)]
                if problems:
                    raise ProblemsError(problems)
                for loop in tree.find_all(nodes.For):
                    loop.iter = nodes.Filter(loop.iter, "rows", [], [], None, None)
                made: str = jinja_env.from_string(tree).render(context)
            except (TemplateError, RecursionError) as error:
                raise ProblemsError([self._broken(error)]) from error
            made = self.resolve_listing(made)
            try:
                etree.fromstring(made.encode())
            except etree.XMLSyntaxError as error:
                kind = part_kind(str(part.partname))
                raise ProblemsError([torn_template(self._said, "", PART_SAID[kind])]) from error
            return made

        def _broken(self, error: Exception) -> Problem:
            why = Text(vi=f"không điền được ({error})", en=f"it cannot be filled in ({error})")
            return broken_tag(self._said, "", why)

        def render_properties(self, context: Mapping[str, Any], jinja_env: Any = None) -> None:
            """Leave the properties of the file alone; they are said anew when it is saved."""

    return Template
