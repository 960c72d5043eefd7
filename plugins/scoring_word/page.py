"""The page: how wide its text is, turning it on its side, a mark on every page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from scoring_word.wordml import NAMESPACES, paragraph, run, twips

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TWIP = 635
# On its side a page is bound at its top, so its sides may be narrower.
_SIDES = (twips(20), twips(15))
_BOX = '<w:bdr w:val="single" w:sz="8" w:space="4" w:color="auto"/>'


def text_size_of(made: Any) -> tuple[int, int]:
    """Give the width and the height of the text on a page of the last section, in twips."""
    section = made.sections[-1]
    width = section.page_width - section.left_margin - section.right_margin
    height = section.page_height - section.top_margin - section.bottom_margin
    return int(width) // _TWIP, int(height) // _TWIP


def text_in(made: Any) -> Iterator[str]:
    """Give the text of the body and of every header and footer of a document."""
    yield _text_of(made.element.body)
    for relation in made.part.rels.values():
        if relation.reltype.endswith(("/header", "/footer")):
            yield _text_of(relation.target_part.element)


def turn(made: Any) -> None:
    """Turn every upright page on its side, and widen the tables of the template with it."""
    before, _ = text_size_of(made)
    for section in made.sections:
        if section.page_width >= section.page_height:
            continue
        section.page_width, section.page_height = section.page_height, section.page_width
        section.orientation = 1
        section.left_margin, section.right_margin = (side * _TWIP for side in _SIDES)
    more = text_size_of(made)[0] - before
    for table in made.element.body.findall(f"{_W}tbl"):
        _widen(table, more)
    for indent in made.element.body.findall(f"{_W}p/{_W}pPr/{_W}ind"):
        _keep_in_the_middle(indent, more)


def _widen(table: Any, more: int) -> None:
    """Widen a table by its empty column, or else every column alike."""
    columns = table.findall(f"{_W}tblGrid/{_W}gridCol")
    widths = [int(column.get(f"{_W}w") or 0) for column in columns]
    rows = [row.findall(f"{_W}tc") for row in table.findall(f"{_W}tr")]
    if more <= 0 or not sum(widths) or any(len(cells) != len(columns) for cells in rows):
        return
    wider = _wider(widths, rows, more)
    for column, width in zip(columns, wider, strict=True):
        column.set(f"{_W}w", str(width))
    for cells in rows:
        for cell, width in zip(cells, wider, strict=True):
            for one in cell.findall(f"{_W}tcPr/{_W}tcW"):
                one.set(f"{_W}w", str(width))
    for one in table.findall(f"{_W}tblPr/{_W}tblW"):
        one.set(f"{_W}w", str(sum(wider)))


def _keep_in_the_middle(indent: Any, more: int) -> None:
    """Let a line that stands in alike on both sides, such as a rule, stay as long as it is."""
    left, right = (indent.get(f"{_W}{side}") or "0" for side in ("left", "right"))
    if left == right != "0" and left.isdecimal():
        for side in ("left", "right"):
            indent.set(f"{_W}{side}", str(int(left) + more // 2))


def _wider(widths: Sequence[int], rows: Sequence[Sequence[Any]], more: int) -> list[int]:
    wider = list(widths)
    for index in range(len(widths)):
        if not any(_text_of(cells[index]).strip() for cells in rows):
            wider[index] += more
            return wider
    return [width + more * width // sum(widths) for width in widths]


# ---- a mark on every page ----------------------------------------------------------------------


def bear_mark(made: Any, mark: str, style: str) -> None:
    """Write a mark at the top of every page, unless the template already shows it there."""
    for index, section in enumerate(made.sections):
        for kind in _kinds(made, section):
            header = _header(made, section, kind, is_first=index == 0)
            if header is not None and mark not in _text_of(header):
                header.insert(0, _marked(mark, style))


def _kinds(made: Any, section: Any) -> Iterator[str]:
    """Give the kinds of pages that have a header of their own."""
    yield "default"
    if section.different_first_page_header_footer:
        yield "first"
    if made.settings.odd_and_even_pages_header_footer:
        yield "even"


def _header(made: Any, section: Any, kind: str, is_first: bool) -> Any:
    """Give the root of a header; a later section without one shows that of the section before."""
    for reference in section._sectPr.findall(f"{_W}headerReference"):
        if reference.get(f"{_W}type") == kind:
            return made.part.rels[reference.get(_ID)].target_part.element
    if not is_first:
        return None
    name = {"default": "header", "first": "first_page_header", "even": "even_page_header"}[kind]
    header = getattr(section, name)
    header.is_linked_to_previous = False
    return header._element


def _text_of(element: Any) -> str:
    return "".join(one.text or "" for one in element.iter(f"{_W}t"))


def _marked(mark: str, style: str) -> Any:
    from docx.oxml.parser import parse_xml

    line = paragraph(style, run(mark, _BOX))
    return parse_xml(line.replace("<w:p>", f"<w:p {NAMESPACES}>", 1))
