"""HTML: one page that needs nothing from outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from scoring import hookimpl

if TYPE_CHECKING:
    from scoring import Document, Writer


def _write(document: Document, options: Mapping[str, Any]) -> bytes:
    from scoring_html.write import write_html

    return write_html(document, options)


@hookimpl
def scoring_writers() -> Sequence[Writer]:
    """Offer the writer of HTML."""
    from scoring import Text, Writer

    title = Text(vi="Trang HTML cho trình duyệt", en="HTML page for a browser")
    return (Writer("html", title, ".html", "document", _write, form="toan-canh"),)
