"""Read a guarded XLSX workbook: its cells by openpyxl, what openpyxl leaves out by itself.

openpyxl is handed the cells and nothing else: rules of drop-downs and colours take it longer than
all answers, and tell nothing that is asked here.

openpyxl's swift reader tells neither merged cells nor formulas without a result, so both are
looked up in the worksheet's own XML.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from scoring import MissingExtraError, Text
from scoring_excel.collect.book import ERROR, UNCOUNTED, Book, Cell, Page, Span, cell_of
from scoring_excel.guard import FORM_BOUNDS, UnfitError, check_cells, column_number, uncounted

WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_SHEETS = "xl/worksheets/"
_PASSED = re.compile(
    rb"<(dataValidations|conditionalFormatting|extLst)\b[^>]*(?<!/)>.*?</\1>", re.DOTALL
)
_MERGED = re.compile(rb'<mergeCell\b[^>]*?\bref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_FORMULA = re.compile(rb'<c\b[^>]*?\br="([A-Z]+)(\d+)"[^>]*>\s*<f\b')
# Thousands of cell formats are no form; each of them costs the reader time.
MOST_FORMATS = 20_000


def read_openxml(file: str, parts: Mapping[str, bytes]) -> Book:
    """Give the workbook of an XLSX file; raises `UnfitError`."""
    try:
        import openpyxl
    except ImportError:
        what = Text(vi="Đọc bảng tính Excel", en="Reading Excel workbooks")
        raise MissingExtraError(what, "excel") from None
    for name, part in parts.items():
        if name.startswith(_SHEETS):
            check_cells(part, FORM_BOUNDS)
    if parts.get("xl/styles.xml", b"").count(b"<xf ") > MOST_FORMATS:
        raise UnfitError("bảng tính có quá nhiều định dạng", "the workbook has too many formats")
    try:
        part_by_name = _worksheets(parts)
        with warnings.catch_warnings():
            # It warns of what it leaves out, such as pictures and days before 1900.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(
                _bare(parts), read_only=True, data_only=True, keep_links=False
            )
            pages = [_page(sheet, part_by_name[sheet.title]) for sheet in book.worksheets]
            book.close()
    except UnfitError:
        raise
    except Exception as error:
        # openpyxl raises many kinds of exceptions at malformed workbooks.
        raise UnfitError(f"sai định dạng XLSX ({error})", f"malformed XLSX ({error})") from error
    return Book(file, pages)


def _bare(parts: Mapping[str, bytes]) -> BytesIO:
    """Give the archive anew, without what is not read of it."""
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as made:
        for name, part in parts.items():
            made.writestr(name, _PASSED.sub(b"", part) if name.startswith(_SHEETS) else part)
    return archive


def _worksheets(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give the XML of each worksheet by its name."""
    from defusedxml.ElementTree import fromstring

    target_by_id = {
        relation.get("Id"): relation.get("Target", "") for relation in fromstring(parts[_RELATIONS])
    }
    part_by_name: dict[str, bytes] = {}
    for node in fromstring(parts[WORKBOOK]).iter():
        if node.tag.rpartition("}")[2] == "sheet":
            (id_,) = (said for name, said in node.items() if name.rpartition("}")[2] == "id")
            target = target_by_id[id_]
            name = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            part_by_name[node.get("name", "")] = parts.get(name, b"")
    return part_by_name


def _page(sheet: Any, part: bytes) -> Page:
    cells = dict(_cells(sheet))
    for spot in uncounted(part):
        cells[spot] = Cell("", UNCOUNTED)
    merged = [_span(match) for match in _MERGED.finditer(part)]
    formulas = {
        (int(match[2]), column_number(match[1].decode())) for match in _FORMULA.finditer(part)
    }
    return Page(sheet.title, cells, merged, formulas)


def _cells(sheet: Any) -> Iterator[tuple[tuple[int, int], Cell]]:
    # Its own word on its size may be missing or a lie; the cells tell.
    sheet.reset_dimensions()
    bounds = {"max_row": FORM_BOUNDS.rows, "max_col": FORM_BOUNDS.columns}
    for number, row in enumerate(sheet.iter_rows(**bounds), 1):
        for column, cell in enumerate(row, 1):
            if cell.value is None:
                continue
            if cell.data_type == "e":
                yield (number, column), Cell(str(cell.value), ERROR)
                continue
            font = (cell.font.name or "") if isinstance(cell.value, str) and cell.font else ""
            made = cell_of(cell.value, font)
            if made is not None:
                yield (number, column), made


def _span(match: re.Match[bytes]) -> Span:
    left, top, right, bottom = (said.decode() for said in match.groups())
    return int(top), column_number(left), int(bottom), column_number(right)
