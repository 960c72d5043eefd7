"""HTML: one page that needs nothing from outside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scoring import hookimpl

if TYPE_CHECKING:
    from scoring import Writer


@hookimpl
def scoring_writers() -> Sequence[Writer]:
    """Offer the writer of HTML."""
    from scoring import Late, Text, Writer

    title = Text(vi="Trang HTML cho trình duyệt", en="HTML page for a browser")
    write = Late("scoring_html.write:write_html")
    return (Writer("html", title, ".html", "document", write, form="toan-canh"),)
