"""Picture: an SVG of whatever origin, reduced to what draws and cannot do anything else."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, XMLParser

_SVG = "{http://www.w3.org/2000/svg}"
_BARE = {"rect", "line", "circle", "ellipse", "polyline", "polygon", "path"}
_SHAPES = _BARE | {"svg", "g", "title", "text", "tspan"}
# Numbers, colours and words only: nothing here can name an address, a script or a style.
_PLACES = {"viewBox", "width", "height", "x", "y", "cx", "cy", "r", "rx", "ry"}
_PLACES |= {"x1", "y1", "x2", "y2"}
_PLACES |= {"d", "points", "dx", "dy", "transform"}
_PAINT = {"fill", "stroke", "fill-opacity", "stroke-opacity", "opacity", "fill-rule"}
_PAINT |= {"stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin"}
_LETTERS = {"font-family", "font-size", "font-weight", "font-style", "text-anchor"}
_ATTRIBUTES = _PLACES | _PAINT | _LETTERS | {"role"}
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
    if name in _BARE:
        yield f"<{name}{attributes}/>"
        return
    # The description is told below the picture; breaks between shapes say nothing.
    yield f"<{name}{attributes}>" + html.escape((element.text or "").strip("\n"))
    for child in element:
        if child.tag.removeprefix(_SVG) in _SHAPES:
            yield from _write(child)
        yield html.escape((child.tail or "").strip("\n"))
    yield f"</{name}>"
