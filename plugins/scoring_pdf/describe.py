"""Describe a document as plain data: texts, numbers and lists, all that the layout asks for.

The layout gets no markup, so a text is printed as it is, whatever signs it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from attrs import define, field

from scoring import (
    Document,
    Grid,
    Heading,
    Item,
    Letterhead,
    Outline,
    PageBreak,
    Paragraph,
    Picture,
    Section,
    Signature,
    Signatures,
    TableColumn,
    Text,
    say_day,
    short_digest,
)
from scoring_pdf.columns import fit, want
from scoring_pdf.drawing import clean, is_tall
from scoring_pdf.letters import printable

_DOTS = "……"
# Widths of the text in hundredths of a point: A4 without 30 mm at the left, 15 at the right.
_PORTRAIT, _LANDSCAPE = 46_770, 71_430
_LONG_CELL = 400
_WHOLE = ("NHÂN DÂN", "THƯỜNG VỤ", "MẶT TRẬN", "TỔ QUỐC", "HỘI ĐỒNG", "DÂN VẬN", "TUYÊN GIÁO")
_ARTICLE = re.compile(r"(\S+ \S+)\s+(.*)", re.DOTALL)  # “Điều 1.”, and what it orders
_WORDS = {
    "digest": Text(vi="Mã kết quả", en="Digest of the result"),
    "page": Text(vi="trang", en="page"),
    "recipients": Text(vi="Nơi nhận:", en="Recipients:"),
}


def describe(document: Document, lang: str) -> dict[str, Any]:
    """Give all that the layout needs to know of a document, in one language."""
    return _Describer(document, lang).document()


@define
class _Describer:
    """What is known while the blocks are gone through: the language, the last level."""

    paper: Document
    lang: str
    level: int = 0
    target_by_id: dict[str, str] = field(factory=dict)
    reached: set[str] = field(factory=set)
    widths_by_columns: dict[tuple[TableColumn, ...], tuple[int, list[int]]] = field(factory=dict)

    def document(self) -> dict[str, Any]:
        paper, head = self.paper, self.paper.letterhead
        sections = (block for block in paper.walk() if isinstance(block, Section))
        for number, section in enumerate(sections):
            self.target_by_id.setdefault(section.id, f"section-{number}")
        self.level = 0 if head is None else 1  # the title of a paper is the first heading
        return {
            "lang": self.lang,
            "title": self.name(paper.title),
            "subject": self.say(paper.subject),
            "mark": self.say(paper.mark),
            "digest": say_digest(paper.digest),
            "is_landscape": paper.is_landscape,
            "day": [head.day.year, head.day.month, head.day.day] if head and head.day else None,
            "letterhead": None if head is None else _letterhead(head),
            "words": {name: self.say(word) for name, word in _WORDS.items()},
            "blocks": _gather(self.blocks(paper.blocks, depth=2)),
        }

    def say(self, text: Text | None) -> str:
        return "" if text is None else printable(text.in_(self.lang))

    def name(self, text: Text) -> str:
        """Give a title; whoever has the paper read aloud needs one, were it dots."""
        return self.say(text).strip() or _DOTS

    def blocks(self, blocks: Sequence[Any], depth: int) -> Iterator[dict[str, Any]]:
        for block, after in zip_longest(blocks, blocks[1:]):
            if isinstance(block, Section):
                # Of sections that share an id the first is the one that is meant.
                target = "" if block.id in self.reached else self.target_by_id[block.id]
                self.reached.add(block.id)
                yield self.heading(block.title, depth, target)
                yield from self.blocks(block.blocks, depth + 1)
            elif isinstance(block, Grid) and not block.columns:
                continue
            elif isinstance(block, Paragraph):
                yield self.paragraph(block, isinstance(after, Signature | Signatures))
            else:
                yield self.block(block)

    def block(self, block: Any) -> dict[str, Any]:
        if isinstance(block, Heading):
            return self.heading(block.text, block.level)
        if isinstance(block, Grid):
            return self.grid(block)
        if isinstance(block, Outline):
            return {"is": "outline", "items": [self.item(one) for one in block.items]}
        if isinstance(block, Picture):
            return self.picture(block)
        if isinstance(block, PageBreak):
            return {"is": "page-break"}
        if isinstance(block, Signature):
            block = Signatures((block,))
        return self.signatures(block)

    def heading(self, text: Text, level: int, target: str = "") -> dict[str, Any]:
        """Give a heading; in the structure of the PDF no level may be left out."""
        self.level = min(max(level, 1), self.level + 1)
        looks = min(max(level, 1), 4)
        return {
            "is": "heading",
            "text": self.name(text),
            "looks": looks,
            "level": self.level,
            "target": target,
        }

    def paragraph(self, paragraph: Paragraph, is_kept: bool) -> dict[str, Any]:
        said, style, lead = self.say(paragraph.text), paragraph.style, ""
        if style == "article" and (article := _ARTICLE.fullmatch(said)):
            lead, said = article.groups()
        if style == "centre" and said.isupper() and self.paper.letterhead is not None:
            style = "order"  # “QUYẾT ĐỊNH:”, and above it who decides
        return {"is": "paragraph", "style": style, "lead": lead, "text": said, "is_kept": is_kept}

    def grid(self, grid: Grid) -> dict[str, Any]:
        size, widths = self.columns(grid.columns)
        rows = [[self.say(cell) for cell in row] for row in grid.rows]
        return {
            "is": "grid",
            "caption": self.say(grid.caption),
            "titles": [self.say(column.title) for column in grid.columns],
            "numbers": [column.is_number for column in grid.columns],
            "size": size,
            "widths": widths,
            "rows": rows,
            "long": [any(len(cell) > _LONG_CELL for cell in row) for row in rows],
            "targets": [self.target_by_id.get(target, "") for target in grid.targets],
        }

    def columns(self, columns: tuple[TableColumn, ...]) -> tuple[int, list[int]]:
        """Give the columns of all tables with these heads, so that they stand alike."""
        if columns not in self.widths_by_columns:
            grids = (block for block in self.paper.walk() if isinstance(block, Grid))
            rows = [row for grid in grids if grid.columns == columns for row in grid.rows]
            wants = [
                want(
                    self.say(column.title),
                    [self.say(row[at]) for row in rows],
                    column.width,
                    column.is_number,
                )
                for at, column in enumerate(columns)
            ]
            space = _LANDSCAPE if self.paper.is_landscape else _PORTRAIT
            self.widths_by_columns[columns] = fit(wants, space)
        return self.widths_by_columns[columns]

    def item(self, item: Item) -> dict[str, Any]:
        return {
            "text": self.say(item.text),
            "value": self.say(item.value),
            "details": [self.say(detail) for detail in item.details],
            "items": [self.item(one) for one in item.items],
        }

    def picture(self, picture: Picture) -> dict[str, Any]:
        svg = clean(picture.svg.in_(self.lang))
        return {
            "is": "picture",
            "title": self.say(picture.title),
            "said": self.say(picture.said).strip() or self.name(picture.title),
            "svg": svg,
            "is_turned": svg is not None and self.paper.is_landscape and is_tall(svg),
            "width": min(max(picture.width, 1), 100),
        }

    def signatures(self, places: Signatures) -> dict[str, Any]:
        signers = [
            {
                "on_behalf": self.say(one.on_behalf),
                "role": self.say(one.role),
                "manner": self.say(one.manner),
                "name": printable(one.name),
            }
            for one in places.signers
        ]
        recipients = ["- " + self.say(one).removeprefix("- ") for one in places.recipients]
        return {"is": "signatures", "signers": signers, "recipients": recipients}


def _gather(blocks: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Let headings go along with a picture that stands on a page of its own."""
    made: list[dict[str, Any]] = []
    for block in blocks:
        if block.get("is_turned"):
            block["headings"] = []
            while made and made[-1]["is"] == "heading":
                block["headings"].insert(0, made.pop())
        made.append(block)
    return made


def say_digest(digest: str) -> str:
    """Write the first 16 signs of a digest in groups of four, as people read them out."""
    name = printable(short_digest(digest))
    return " ".join(name[at : at + 4] for at in range(0, len(name), 4))


def _letterhead(head: Letterhead) -> Mapping[str, str]:
    """Give the lines of a letterhead; they are Vietnamese whatever the language."""
    place = printable(head.place).strip() or _DOTS
    return {
        "kind": head.kind,
        "issuer": _body(head.issuer),
        "superior": _body(head.superior),
        "number": _number(head),
        "place_and_day": f"{place}, {say_day(head.day).vi}",
    }


def _body(name: str) -> str:
    """Write the name of a body in capitals; words that are one word to people stay on a line."""
    said = printable(name).upper()
    for whole in _WHOLE:
        said = said.replace(whole, whole.replace(" ", "\u00a0"))
    return said


def _number(head: Letterhead) -> str:
    """Write the number as each office does, with dots where it is filled in by hand."""
    if head.number is None:
        return ""
    number = printable(head.number).strip()
    mark = "-" if head.kind == "party" else "/"
    if not number:
        number = _DOTS + mark + _DOTS
    elif number.startswith(mark):
        number = _DOTS + number
    return f"Số {number}" if head.kind == "party" else f"Số: {number}"
