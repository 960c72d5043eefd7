"""Picture: an SVG of whatever origin, reduced to what draws and cannot do anything else."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, XMLParser

_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = frozenset(
    [
        "svg",
        "g",
        "title",
        "desc",
        "rect",
        "line",
        "circle",
        "ellipse",
        "polyline",
        "polygon",
        "path",
        "text",
        "tspan",
    ]
)
# Numbers, colours and words only: nothing here can name an address, a script or a style.
_ATTRIBUTES = frozenset(
    [
        "viewBox",
        "width",
        "height",
        "x",
        "y",
        "x1",
        "y1",
        "x2",
        "y2",
        "cx",
        "cy",
        "r",
        "rx",
        "ry",
        "d",
        "points",
        "dx",
        "dy",
        "transform",
        "fill",
        "stroke",
        "fill-opacity",
        "stroke-opacity",
        "opacity",
        "stroke-width",
        "stroke-dasharray",
        "stroke-linecap",
        "stroke-linejoin",
        "fill-rule",
        "font-family",
        "font-size",
        "font-weight",
        "font-style",
        "text-anchor",
        "role",
    ]
)
_REFERENCE = re.compile(r"url\s*\(|javascript:", re.IGNORECASE)
_DECLARATION = re.compile(r"<!(?!--)|<\?(?!xml\s)", re.IGNORECASE)


def safe_svg(text: str) -> str:
    """Give the drawing with known shapes and attributes only; "" where it is no SVG."""
    # Entities could grow without end; a drawing needs none.
    if _DECLARATION.search(text):
        return ""
    parser = XMLParser()
    try:
        parser.feed(text)
        root = parser.close()
    except ParseError:
        return ""
    return "".join(_write(root)) if root.tag == f"{_SVG}svg" else ""


def _write(element: Element) -> Iterator[str]:
    name = str(element.tag).removeprefix(_SVG)
    attributes = "".join(
        f' {key}="{html.escape(value)}"'
        for key, value in element.attrib.items()
        if key in _ATTRIBUTES and not _REFERENCE.search(value)
    )
    yield f"<{name}{attributes}>" + html.escape(element.text or "")
    for child in element:
        if isinstance(child.tag, str) and child.tag.removeprefix(_SVG) in _SHAPES:
            yield from _write(child)
        yield html.escape(child.tail or "")
    yield f"</{name}>"
