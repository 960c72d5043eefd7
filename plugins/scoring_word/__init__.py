"""Word: documents from templates that a secretary can edit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scoring import hookimpl

if TYPE_CHECKING:
    from scoring import Commands, Writer


@hookimpl
def scoring_writers() -> Sequence[Writer]:
    """Offer the writer of Word."""
    from scoring import Late, Text, Writer

    title = Text(vi="văn bản Word", en="Word document")
    write = Late("scoring_word.write:write")
    return (Writer("docx", title, ".docx", "document", write, is_text=False),)


@hookimpl
def scoring_commands(commands: Commands) -> None:
    """Offer `danvan template` and `danvan check-template`."""
    from scoring_word.commands import add_commands

    add_commands(commands)
