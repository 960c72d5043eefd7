"""Blocks: each block of a document as HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from scoring import (
    Block,
    Grid,
    Heading,
    Item,
    Outline,
    PageBreak,
    Paragraph,
    Picture,
    Section,
    Signature,
    Signatures,
    Text,
)
from scoring_html.picture import safe_svg

_RECIPIENTS = Text(vi="Nơi nhận:", en="Recipients:")
_OPEN_UNIT = Text(vi="xem giải thích", en="see why")
_DOTS = "……………………………"
# HTML has no place for these at all, not even escaped.
_UNSPEAKABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_DEEPEST = 6


def tag(name: str, **attributes: str) -> str:
    """Write a start tag; every value is escaped."""
    said = (f' {key.replace("_", "-")}="{html.escape(value)}"' for key, value in attributes.items())
    return f"<{name}{''.join(said)}>"


def _width_class(widths: Sequence[int]) -> str:
    return "w" + "-".join(str(width) for width in widths)


class Page:
    """One page in one language; it remembers which ids are taken."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._id_by_heading: dict[int, str] = {}
        self._widths: set[tuple[int, ...]] = set()

    def width_rules(self) -> str:
        """Give the rules of the widths of columns that the tables of the page asked for."""
        return "".join(
            f".{_width_class(widths)} col:nth-child({number}){{width:{width * 100 // sum(widths)}%}}\n"
            for widths in sorted(self._widths)
            for number, width in enumerate(widths, 1)
        )

    def words(self, words: str) -> str:
        """Write words so that they are words in HTML, whatever signs they hold."""
        return html.escape(_UNSPEAKABLE.sub("\ufffd", words)).replace("\n", "<br>")

    def say(self, text: Text) -> str:
        """Write a text in the language of the page."""
        return self.words(text.in_(self.lang))

    def anchor(self, name: str) -> str:
        """Give an id: that of a section, without blanks, which an id must not have."""
        return re.sub(r"\s", "_", _UNSPEAKABLE.sub("\ufffd", name))

    def fragment(self, name: str) -> str:
        """Write an id as the fragment of an address."""
        return quote(name, safe="")

    def heading_id(self, heading: Heading) -> str:
        """Give the id of a heading that the contents point at."""
        return self._id_by_heading.setdefault(id(heading), f"muc-{len(self._id_by_heading) + 1}")

    def blocks(self, blocks: Sequence[Block], level: int = 2) -> Iterator[str]:
        """Write blocks; headings of sections start at a level."""
        for block in blocks:
            yield from self._block(block, level)

    def _block(self, block: Block, level: int) -> Iterator[str]:
        if isinstance(block, Heading):
            yield self._heading(block, level)
        elif isinstance(block, Paragraph):
            yield self._paragraph(block)
        elif isinstance(block, Grid):
            yield from self._grid(block)
        elif isinstance(block, Outline):
            yield "".join(self._items(block.items, "tree"))
        elif isinstance(block, Picture):
            yield from self._picture(block)
        elif isinstance(block, Section):
            yield from self._section(block, level)
        elif isinstance(block, Signature | Signatures):
            signs = block if isinstance(block, Signatures) else Signatures((block,))
            yield from self._signatures(signs)
        elif isinstance(block, PageBreak):
            yield '<hr class="break">'

    # ---- words ----------------------------------------------------------------------------

    def _heading(self, heading: Heading, level: int) -> str:
        deep = min(max(heading.level, level), _DEEPEST)
        known = self._id_by_heading.get(id(heading))
        mark = f' id="{known}"' if known else ""
        return f"<h{deep}{mark}>{self.say(heading.text)}</h{deep}>"

    def _paragraph(self, paragraph: Paragraph) -> str:
        style = paragraph.style
        said = self.say(paragraph.text)
        if style == "plain":
            return f"<p>{said}</p>"
        if style == "article":
            first, second, *rest = [*said.split(" ", 2), "", ""]
            said = f"<b>{first} {second}</b> {' '.join(rest).rstrip()}"
        if style == "centre" and paragraph.text.in_(self.lang).isupper():
            said = f"<b>{said}</b>"
        return f'<p class="{html.escape(style)}">{said}</p>'

    def _items(self, items: Sequence[Item], mark: str = "") -> Iterator[str]:
        # Closing tags that HTML can do without are left out: there are many thousands.
        yield f'<ul class="{mark}">' if mark else "<ul>"
        for item in items:
            yield f"<li><span>{self.say(item.text)}</span>"
            if item.value is not None:
                yield f"<b>{self.say(item.value)}</b>"
            for detail in item.details:
                yield f"<p>{self.say(detail)}"
            if item.items:
                yield from self._items(item.items)
        yield "</ul>"

    # ---- tables ---------------------------------------------------------------------------

    def _grid(self, grid: Grid) -> Iterator[str]:
        is_list = bool(grid.targets)
        about = self.say(grid.caption) if grid.caption is not None else ""
        label = about or self.say(grid.columns[0].title if grid.columns else Text.same(""))
        yield f'<div class="{"cards" if is_list else "scroll"}"' + (
            ">" if is_list else f' role="group" tabindex="0" aria-label="{label}">'
        )
        widths = tuple(column.width for column in grid.columns)
        if all(widths):
            self._widths.add(widths)
        yield f'<table class="{_width_class(widths)}">' if all(widths) else "<table>"
        if about:
            yield f"<caption>{about}</caption>"
        if all(widths):
            yield f"<colgroup>{'<col>' * len(widths)}</colgroup>"
        yield "<thead><tr>"
        for column in grid.columns:
            number = ' class="n"' if column.is_number else ""
            yield f'<th scope="col"{number}>{self.say(column.title)}</th>'
        yield "</tr></thead><tbody>"
        targets = grid.targets or ("",) * len(grid.rows)
        for row, target in zip(grid.rows, targets, strict=True):
            yield self._row(grid, row, target)
        yield "</tbody></table></div>"

    def _row(self, grid: Grid, row: Sequence[Text], target: str) -> str:
        named = self._named_column(grid)
        cells = []
        for number, (column, cell) in enumerate(zip(grid.columns, row, strict=True)):
            said = self.say(cell)
            if number == named and target:
                hint = self.say(_OPEN_UNIT)
                said = f'<a href="#{self.fragment(self.anchor(target))}" title="{hint}">{said}</a>'
            marks = ' class="n"' if column.is_number else ""
            if grid.targets:
                marks += f' data-l="{self.say(column.title)}"'
            name = "th" if number == named and grid.targets else "td"
            cells.append(f"<{name}{marks}{' scope=row' if name == 'th' else ''}>{said}</{name}>")
        return f"<tr>{''.join(cells)}"

    def _named_column(self, grid: Grid) -> int:
        """Give the column that names the row: the first that is no number."""
        return next((n for n, one in enumerate(grid.columns) if not one.is_number), 0)

    # ---- pictures, sections, places to sign ----------------------------------------------

    def _picture(self, picture: Picture) -> Iterator[str]:
        svg = safe_svg(picture.svg.in_(self.lang))
        yield "<figure>"
        if svg:
            label = self.say(picture.title)
            yield f'<div class="scroll" role="group" tabindex="0" aria-label="{label}">{svg}</div>'
        yield f"<figcaption><b>{self.say(picture.title)}.</b> {self.say(picture.said)}</figcaption>"
        yield "</figure>"

    def _section(self, section: Section, level: int) -> Iterator[str]:
        anchor = html.escape(self.anchor(section.id))
        if not section.is_folded:
            yield f'<section id="{anchor}"><h{level}>{self.say(section.title)}</h{level}>'
            yield from self.blocks(section.blocks, level + 1)
            yield "</section>"
            return
        # The id stands inside, so that a browser without script opens what a link points into.
        yield f"<details><summary>{self.say(section.title)}</summary>"
        yield f'<div id="{anchor}">'
        yield from self.blocks(section.blocks, level + 1)
        yield "</div></details>"

    def _signatures(self, signatures: Signatures) -> Iterator[str]:
        yield '<div class="signatures">'
        if signatures.recipients:
            yield f'<div class="recipients"><b>{self.say(_RECIPIENTS)}</b><ul>'
            yield from (f"<li>{self.say(one)}" for one in signatures.recipients)
            yield "</ul></div>"
        for signer in signatures.signers:
            yield '<div class="signer">'
            if signer.on_behalf is not None:
                yield f"<p><b>{self.say(signer.on_behalf)}</b></p>"
            yield f"<p><b>{self.say(signer.role)}</b></p>"
            if signer.manner is not None:
                yield f"<p><i>{self.say(signer.manner)}</i></p>"
            yield f'<p class="name"><b>{self.words(signer.name or _DOTS)}</b></p></div>'
        yield "</div>"
