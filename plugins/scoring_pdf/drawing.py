"""A drawing made safe: of an SVG from whatever hand only shapes and texts remain.

What could reach for a file, an address or a program, or unfold without end, is left out. A
drawing that cannot be read is None; its words are printed in its place.
"""

from __future__ import annotations

import re
from decimal import Decimal
from xml.etree import ElementTree

from scoring_pdf.letters import printable

_SVG = "http://www.w3.org/2000/svg"
_SHAPES = {"rect", "line", "circle", "ellipse", "path", "polygon", "polyline"}
_PAINT = {"defs", "linearGradient", "radialGradient", "stop", "pattern", "clipPath"}
_KEPT = {"svg", "g", "text", "tspan", "title", "desc", *_SHAPES, *_PAINT}
_BOX = re.compile(r'\bviewBox="[-\d.]+[ ,]+[-\d.]+[ ,]+(\d+\.?\d*)[ ,]+(\d+\.?\d*)"')
_MOST_SIGNS, _MOST_DEPTH = 4_000_000, 50


def clean(svg: str) -> str | None:
    """Give the drawing with only shapes and texts in it, in letters that we have."""
    if len(svg) > _MOST_SIGNS or "<!" in svg.replace("<!--", ""):
        return None  # a DOCTYPE can hold entities that unfold to gigabytes
    try:
        root = ElementTree.fromstring(svg)
    except (ElementTree.ParseError, ValueError, RecursionError):
        return None
    if _name(root) != "svg" or _is_deeper(root, _MOST_DEPTH):
        return None
    for element in list(root.iter()):
        for child in list(element):
            if _name(child) not in _KEPT:
                element.remove(child)
    for element in root.iter():
        _clean_element(element)
    root.set("xmlns", _SVG)
    root.set("font-family", "Tinos")
    return ElementTree.tostring(root, encoding="unicode")


def is_tall(svg: str) -> bool:
    """Tell whether a drawing is about as high as it is wide, or higher."""
    box = _BOX.search(svg)
    return box is not None and Decimal(box[2]) * 10 > Decimal(box[1]) * 9


def _name(element: ElementTree.Element) -> str:
    """Give the name of an SVG element, "" for any other."""
    space, _, name = str(element.tag).rpartition("}")
    return name if space in ("", "{" + _SVG) else ""


def _is_deeper(root: ElementTree.Element, most: int) -> bool:
    level = [root]
    for _ in range(most):
        level = [child for element in level for child in element]
    return bool(level)


def _clean_element(element: ElementTree.Element) -> None:
    element.tag = _name(element)
    for name in list(element.attrib):
        if not _is_harmless(name, element.attrib[name]):
            del element.attrib[name]
    # Texts stay as they are but for letters; the spaces between elements mean nothing.
    element.text = printable(element.text) if element.text else None
    element.tail = printable(element.tail) if element.tail else None


def _is_harmless(name: str, value: str) -> bool:
    """Tell whether an attribute only shapes or paints, with paint from the drawing itself."""
    if ":" in name or "{" in name or name in ("href", "font-family", "font", "class"):
        return False
    if name.lower().startswith("on"):
        return False
    outside = value.replace(" ", "").lower().replace("url(#", "")
    return "url(" not in outside and "font-family" not in outside and "\\" not in outside
