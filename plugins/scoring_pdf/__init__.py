"""PDF: the same result gives the same bytes, with fonts of our own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scoring import hookimpl

if TYPE_CHECKING:
    from scoring import Writer


@hookimpl
def scoring_writers() -> Sequence[Writer]:
    """Offer the writer of PDF."""
    from scoring import Late, Text, Writer

    title = Text(vi="PDF để in và lưu", en="PDF to print and keep")
    write = Late("scoring_pdf.write:write")
    return (Writer("pdf", title, ".pdf", "document", write, is_text=False),)
