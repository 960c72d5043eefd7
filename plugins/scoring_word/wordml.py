"""WordprocessingML: the few pieces of markup of which our documents are made.

Pieces are texts of XML. What people wrote comes in by `said` alone, so that no name can be
taken for markup. Lengths are twips (twentieths of a point), sizes half points; all whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

# What a file of XML cannot hold: control signs, halves of pairs, two signs that are none.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SIGNS = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#39;"))
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_TAB = '</w:t><w:tab/><w:t xml:space="preserve">'

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)


def twips(millimetres: int) -> int:
    """Give a length in twips, rounded."""
    return (millimetres * 7200 + 63) // 127


def clean(text: str) -> str:
    """Give a text that XML can hold; a sign that it cannot becomes a question mark."""
    return _NO_XML.sub("?", text).replace("\r\n", "\n").replace("\r", "\n")


def said(text: str) -> str:
    """Give a text as XML: nothing in it is markup."""
    text = clean(text)
    for sign, name in _SIGNS:
        text = text.replace(sign, name)
    return text


def run(text: str, properties: str = "") -> str:
    """Give a run; lines of the text stay lines, tabs stay tabs."""
    if not text:
        return ""
    words = said(text).replace("\n", _BREAK).replace("\t", _TAB)
    ink = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{ink}<w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(style: str, content: str = "", properties: str = "", is_kept: bool = False) -> str:
    """Give a paragraph in a style; one that `is_kept` stays with the next on its page."""
    kept = "<w:keepNext/>" if is_kept else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}{properties}</w:pPr>{content}</w:p>'


def field(code: str, shown: str = "1", properties: str = "") -> str:
    """Give a field that Word works out, such as the number of the page."""
    ink = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return (
        f'<w:r>{ink}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{ink}<w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f'<w:r>{ink}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r>{ink}<w:t>{shown}</w:t></w:r>"
        f'<w:r>{ink}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def cell(width: int, content: str, properties: str = "") -> str:
    """Give a cell of a table; it holds paragraphs."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'


def row(cells: Iterable[str], is_header: bool = False) -> str:
    """Give a row that no page breaks in two; a header stands again on every page."""
    header = "<w:tblHeader/>" if is_header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{''.join(cells)}</w:tr>"


def table(
    widths: Sequence[int], rows: Iterable[str], style: str = "", margin: int = 0, name: str = ""
) -> str:
    """Give a table of fixed columns in a style; without one it has no lines.

    The widths stand in the table, in its columns and in its cells, as Word and LibreOffice
    each look elsewhere. `name` is read to those who cannot see it.
    """
    look = f'<w:tblStyle w:val="{style}"/>' if style else ""
    sides = f'<w:left w:w="{margin}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/>'
    caption = f'<w:tblCaption w:val="{said(name)}"/>' if name else ""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr>{look}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblInd w:w="0" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{sides}</w:tblCellMar>"
        f'<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>{caption}</w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
