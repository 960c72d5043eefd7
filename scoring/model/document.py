"""The document: what is said, in order; no file format.

A form composes it, a writer decides how it looks on paper or on a screen. Blocks are few on
purpose: whoever writes a writer writes each of them once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TypeAlias

from attrs import field, frozen

from scoring.model.text import Text

LETTERHEADS = ("state", "party")


def short_digest(digest: str) -> str:
    """Give the first 16 signs of a digest, which is what people compare."""
    return digest.removeprefix("sha256:")[:16]


STYLES = ("plain", "note", "quote", "centre", "basis", "article")


@frozen
class Heading:
    """A heading; level 1 is the title."""

    text: Text
    level: int = 1


@frozen
class Paragraph:
    """A paragraph; `style` is one of `STYLES`.

    "note" is small and explains; "basis" is a line “Căn cứ …;” of an official paper, in italics;
    "article" begins with two words in bold, such as “Điều 1.”; "centre" is bold where it is all in
    capitals (“QUYẾT ĐỊNH:”).
    """

    text: Text
    style: str = "plain"


@frozen
class TableColumn:
    """A column of a table; numbers stand to the right.

    `width` is its weight beside the other columns (a column twice as wide has twice as
    much); 0 is as wide as its text needs.
    """

    title: Text
    is_number: bool = False
    width: int = 0


@frozen
class Grid:
    """A table: every row has a text for each column.

    `targets` may name, a row each, the `Section` that tells more ("" for none).
    """

    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[Text, ...], ...]
    caption: Text | None = None
    targets: tuple[str, ...] = ()


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
class Picture:
    """A drawing as SVG, a text a language; `said` tells in words what there is to see.

    `svg` draws the same for the screen and for paper: plain shapes and texts, no script, no
    style sheet, nothing from outside, with `viewBox`. `width` is the percentage of the
    text's width that it wants.
    """

    title: Text
    svg: Text
    said: Text
    width: int = 100


@frozen
class Signature:
    """A place to sign: in which capacity, the note under it, who.

    `manner` is what stands above the name, such as “(Ký, ghi rõ họ tên)”; `on_behalf` the
    line above the role (“TM. HỘI ĐỒNG”).
    """

    role: Text
    name: str = ""
    on_behalf: Text | None = None
    manner: Text | None = None


@frozen
class Signatures:
    """Places to sign, side by side, with the recipients at the left where there are any."""

    signers: tuple[Signature, ...]
    recipients: tuple[Text, ...] = ()


@frozen
class PageBreak:
    """What follows starts on a page of its own, on paper."""


@frozen
class Section:
    """Blocks under a title of their own, with an `id` by which others point at them.

    On a screen a section that `is_folded` opens when asked for; on paper it is plain.
    """

    id: str
    title: Text
    blocks: tuple[Block, ...]
    is_folded: bool = False


Block: TypeAlias = (
    Heading | Paragraph | Grid | Outline | Picture | Signature | Signatures | PageBreak | Section
)


@frozen
class Letterhead:
    """The head of an official paper.

    `kind` is "state" (Nghị định 30/2020/NĐ-CP: the national name and motto on the right) or
    "party" (Hướng dẫn 36-HD/VPTW: the Party's name on the right). `superior` is the body above
    the one that issues; where it is blank there is none. `number` is the number with its signs
    (“12/QĐ-UBND”, without “Số”); its dots are blanks to fill by hand, and None is a paper that
    has no line for a number. `day` is None where the day is written in when signing.
    """

    kind: str
    issuer: str
    superior: str = ""
    number: str | None = ""
    place: str = ""
    day: date | None = None


Value: TypeAlias = Text | tuple[Mapping[str, Text], ...]


@frozen
class Document:
    """What is said, in order; a writer decides in which format.

    `letterhead` makes it an official paper; its `title` (“QUYẾT ĐỊNH”) stands below with the
    `subject`. `digest` names the result that is shown: every writer prints it at the foot
    of the paper. `form` is the name of the form that composed it. `values` holds what a
    template may name on its own beside the blocks: texts, and lists of rows of texts. `mark` is
    a word that every page must bear in plain sight (“DỰ THẢO” on a draft).
    """

    title: Text
    blocks: tuple[Block, ...]
    letterhead: Letterhead | None = None
    subject: Text | None = None
    digest: str = ""
    form: str = ""
    is_landscape: bool = False
    mark: Text | None = None
    values: Mapping[str, Value] = field(factory=dict)

    @property
    def short_digest(self) -> str:
        """The first 16 signs of the digest, as they are printed; "" without one."""
        return short_digest(self.digest)

    @property
    def digest_said(self) -> Text | None:
        """The line by which a paper names its result; None without a digest."""
        name = self.short_digest
        said = Text(vi=f"Mã kết quả {name}", en=f"Digest of the result {name}")
        return said if name else None

    def walk(self) -> Iterator[Block]:
        """Give every block, those inside sections too."""
        yield from _walk(self.blocks)


def _walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Section):
            yield from _walk(block.blocks)
