"""The document: headings, paragraphs, tables; no file format."""

from __future__ import annotations

from typing import TypeAlias

from attrs import frozen

from scoring.model.text import Text


@frozen
class Heading:
    """A heading; level 1 is the title."""

    text: Text
    level: int = 1


@frozen
class Paragraph:
    """A paragraph; `style` is "plain", "note" (small, explains) or "quote"."""

    text: Text
    style: str = "plain"


@frozen
class TableColumn:
    """A column of a table; numbers stand to the right."""

    title: Text
    is_number: bool = False


@frozen
class Grid:
    """A table: every row has a text for each column."""

    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[Text, ...], ...]
    caption: Text | None = None


@frozen
class Item:
    """A line of an outline, with a value at its end and lines below it."""

    text: Text
    value: Text | None = None
    details: tuple[Text, ...] = ()
    items: tuple[Item, ...] = ()


@frozen
class Outline:
    """A tree of lines, as an explanation is."""

    items: tuple[Item, ...]


@frozen
class Signature:
    """A signature block: who signs, in which capacity."""

    role: Text
    name: str = ""


Block: TypeAlias = Heading | Paragraph | Grid | Outline | Signature


@frozen
class Document:
    """What is said, in order; a writer decides in which format."""

    title: Text
    blocks: tuple[Block, ...]
