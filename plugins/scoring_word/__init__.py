"""Word: documents from templates that a secretary can edit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from scoring import hookimpl

if TYPE_CHECKING:
    from scoring import Commands, Document, Writer


def _write(document: Document, options: Mapping[str, Any]) -> bytes:
    from scoring_word.write import write

    return write(document, options)


@hookimpl
def scoring_writers() -> Sequence[Writer]:
    """Offer the writer of Word."""
    from scoring import Text, Writer

    title = Text(vi="văn bản Word", en="Word document")
    return (Writer("docx", title, ".docx", "document", _write, is_text=False),)


@hookimpl
def scoring_commands(commands: Commands) -> None:
    """Offer `danvan template` and `danvan check-template`."""
    from scoring_word.commands import add_commands

    add_commands(commands)
