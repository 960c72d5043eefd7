"""Read a guarded ODS workbook as LibreOffice writes it: exact digits, errors, merged cells.

The numbers of the file are decimal texts, and stay so. A range that is repeated without end
is what fills the rest of a worksheet; it is passed over while blank and refused when it is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from scoring_excel.collect.book import (
    DATE,
    ERROR,
    FLAG,
    NUMBER,
    TEXT,
    UNCOUNTED,
    Book,
    Cell,
    Page,
    Span,
    Spot,
    is_error,
)
from scoring_excel.guard import FORM_BOUNDS, UnfitError, too_long, too_wide
from scoring_excel.read import plain_number

CONTENT, MANIFEST = "content.xml", "META-INF/manifest.xml"
# What a cell bears that is not blank.
_SAYING = ("value-type", "formula", "number-rows-spanned", "number-columns-spanned")
_NUMBERS = ("float", "percentage", "currency")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(T|$)", re.ASCII)
_MIDNIGHT = re.compile(r"T00:00:00(\.0+)?$")


def read_ods(file: str, parts: Mapping[str, bytes]) -> Book:
    """Give the workbook of an ODS file; raises `UnfitError`."""
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        root = fromstring(parts[CONTENT])
    except (KeyError, ParseError) as error:
        raise UnfitError(f"sai định dạng ODS ({error})", f"malformed ODS ({error})") from None
    fonts: dict[str, str] = {}
    for style in _children(root, "automatic-styles", "style"):
        name = _get(style, "name")
        for properties in style:
            font = _get(properties, "font-name")
            if _name(properties) == "text-properties" and font:
                fonts[name] = font
    tables = [node for node in root.iter() if _name(node) == "table"]
    try:
        return Book(file, [_page(table, fonts) for table in tables])
    except RecursionError:
        raise UnfitError(
            "sai định dạng ODS (lồng quá sâu)", "malformed ODS (nested too deep)"
        ) from None


def _page(table: Any, fonts: Mapping[str, str]) -> Page:
    cells: dict[Spot, Cell] = {}
    merged: list[Span] = []
    formulas: set[Spot] = set()
    row = 1
    for line in _rows(table):
        repeated = _count(line, "number-rows-repeated")
        found = list(_nodes(line))
        if found and row + repeated - 1 > FORM_BOUNDS.rows:
            raise too_long(FORM_BOUNDS)
        for column, node in found:
            cell = _cell(node, fonts)
            down, right = (
                _count(node, "number-rows-spanned"),
                _count(node, "number-columns-spanned"),
            )
            for below in range(repeated):
                if cell is not None:
                    cells[row + below, column] = cell
                if _get(node, "formula"):
                    formulas.add((row + below, column))
            if down > 1 or right > 1:
                merged.append((row, column, row + down - 1, column + right - 1))
        row += repeated
    return Page(_get(table, "name"), cells, merged, formulas)


def _rows(node: Any) -> Iterator[Any]:
    """Give the rows of a table, out of the groups that may hold them."""
    for child in node:
        if _name(child) == "table-row":
            yield child
        elif _name(child) in ("table-row-group", "table-header-rows", "table-rows"):
            yield from _rows(child)


def _nodes(line: Any) -> Iterator[tuple[int, Any]]:
    """Give the column and the node of each cell that holds something, or is merged."""
    column = 1
    for node in line:
        if _name(node) not in ("table-cell", "covered-table-cell"):
            continue
        repeated = _count(node, "number-columns-repeated")
        # A blank cell says nothing but how it looks.
        if len(node) or any(_get(node, said) for said in _SAYING):
            if column + repeated - 1 > FORM_BOUNDS.columns:
                raise too_wide(FORM_BOUNDS)
            yield from ((column + step, node) for step in range(repeated))
        column += repeated


def _cell(node: Any, fonts: Mapping[str, str]) -> Cell | None:
    type_ = _get(node, "value-type")
    if type_ in _NUMBERS:
        return Cell(plain_number(_get(node, "value")), NUMBER)
    day = _get(node, "date-value")
    if type_ == "date" and _DAY.match(day):
        return Cell(_MIDNIGHT.sub("", day).replace("T", " "), DATE)
    if type_ == "boolean":
        return Cell("có" if _get(node, "boolean-value") == "true" else "không", FLAG)
    text = "\n".join(_said(part) for part in node if _name(part) == "p").strip()
    if not text:
        # A text formula may well give an empty text; one without any type was never counted.
        return Cell("", UNCOUNTED) if _get(node, "formula") and not type_ else None
    if is_error(text):
        return Cell(text, ERROR)
    return Cell(text, TEXT, fonts.get(_get(node, "style-name"), ""))


def _said(node: Any) -> str:
    """Give the text of a paragraph, with the blanks and breaks that stand as elements."""
    said = node.text or ""
    for child in node:
        if _name(child) == "s":
            said += " " * min(_count(child, "c"), 1_000)
        elif _name(child) in ("tab", "line-break"):
            said += "\t" if _name(child) == "tab" else "\n"
        elif _name(child) != "annotation":
            said += _said(child)
        said += child.tail or ""
    return said


def _children(root: Any, *path: str) -> list[Any]:
    nodes = [root]
    for name in path:
        nodes = [child for node in nodes for child in node if _name(child) == name]
    return nodes


def _name(node: Any) -> str:
    return str(node.tag).rpartition("}")[2]


def _get(node: Any, name: str) -> str:
    """Give an attribute by its own name, whatever its namespace; LibreOffice repeats some."""
    return next((said for key, said in node.items() if key.rpartition("}")[2] == name), "")


def _count(node: Any, name: str) -> int:
    said = _get(node, name)
    return max(1, int(said)) if said.isdecimal() and len(said) < 9 else 1
