"""Write a document as PDF: the same document gives the same bytes, on every machine.

The layout is in `paper.typ`; the document goes to it as data. The program that sets the
pages sees no folder, no font but ours, and no clock.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from scoring import Document, MissingExtraError, Text

FONTS = Path(__file__).parent / "fonts"
LAYOUT = Path(__file__).parent / "paper.typ"
STANDARD = "ua-1"  # PDF/UA-1: can be read aloud, every letter in it


def write(document: Document, options: Mapping[str, Any]) -> bytes:
    """Give the PDF of a document; `options` holds "lang".

    Raises `MissingExtraError` without typst.
    """
    pdf: bytes = typeset(document, options, format="pdf", pdf_standards=STANDARD)
    return pdf


def typeset(document: Document, options: Mapping[str, Any], **output: Any) -> Any:
    """Set the pages of a document; `output` is what typst is told of the format."""
    typst = _typst()
    # What makes pages is fetched when there are pages to make, not at every command.
    from scoring_pdf.describe import describe

    data = json.dumps(describe(document, str(options.get("lang", "vi"))), ensure_ascii=False)
    with TemporaryDirectory(prefix="danvan-pdf-") as empty:
        return typst.compile(
            LAYOUT.read_bytes(),
            root=empty,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"data": data},
            **output,
        )


@cache
def _fonts() -> Any:
    """Give our fonts, found once, and no other."""
    return _typst().Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )


def _typst() -> Any:
    try:
        import typst
    except ImportError:
        what = Text(
            vi="Máy này chưa xuất được PDF; có thể dùng --format docx (trên Windows ARM chỉ có "
            "cách này). Xuất PDF",
            en="This machine cannot write PDF yet; --format docx may do instead (on Windows ARM "
            "it is the only way). Writing PDF",
        )
        raise MissingExtraError(what, "pdf") from None
    return typst
