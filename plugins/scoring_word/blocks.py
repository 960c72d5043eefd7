"""Blocks: what a document says, as paragraphs and tables of Word."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from attrs import evolve

from scoring import (
    Block,
    Document,
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
from scoring_word.columns import MARGIN, Fit, fit, text_width
from scoring_word.picture import draw_png, size_of
from scoring_word.styles import BOLD
from scoring_word.wordml import NAMESPACES, cell, paragraph, row, run, said, table, twips

STYLE_BY_MANNER = {
    "plain": "NoiDung",
    "note": "GhiChu",
    "quote": "TrichDan",
    "centre": "GiuaDong",
    "basis": "CanCu",
    "article": "NoiDung",
}
DEEPEST_HEADING, DEEPEST_ITEM = 4, 7
_INDENT = twips(6)
_LEAST_VALUE, _VALUE_SIZE = twips(20), 26
_DOTS = (
    '<w:tcBorders><w:bottom w:val="dotted" w:sz="4" w:space="0" w:color="A6A6A6"/></w:tcBorders>'
)
_BLANK_LINES = 4
_AROUND = twips(45)  # what a heading above and the title below a picture take of its page
_DOTTED = "……………………"
_NORMAL_SIZE = 24
_FIRST_BOOKMARK = 90_000
_MOST_COLUMNS = 60  # Word opens no table of more than 63
_EMU = 635  # in a twip

# Gives the id of a picture that was put into the file, for its PNG.
Store = Callable[[bytes], str]


class Body:
    """Writes the blocks of a document, one after the other, in the styles of a template.

    `styles` gives the id of one of our styles in this template, `store` takes a picture
    into the file, `size` is the width and the height of the text on a page in twips.
    """

    def __init__(
        self, lang: str, size: tuple[int, int], styles: Callable[[str], str], store: Store
    ) -> None:
        self._lang, (self._width, self._height) = lang, size
        self._style, self._store = styles, store
        self._anchors: dict[str, str] = {}
        self._unplaced: dict[str, str] = {}
        self._starts_page = False
        self._pictures = 0

    def write(self, document: Document) -> Iterator[str]:
        """Give the markup of every block."""
        sections = [block for block in document.walk() if isinstance(block, Section)]
        self._anchors = {one.id: f"muc_{n}" for n, one in enumerate(sections, 1)}
        self._unplaced = dict(self._anchors)
        for block in document.blocks:
            yield from self._block(block, 0)

    def _block(self, block: Block, depth: int) -> Iterator[str]:
        if isinstance(block, Heading):
            yield self._heading(block.text, block.level + depth)
        elif isinstance(block, Paragraph):
            yield self._paragraph(block)
        elif isinstance(block, Grid):
            for part in _cut(block):
                yield from self._grid(part)
        elif isinstance(block, Outline):
            yield from self._outline(block)
        elif isinstance(block, Picture):
            yield from self._picture(block)
        elif isinstance(block, Section):
            yield self._heading(block.title, 2 + depth, self._unplaced.pop(block.id, ""))
            for below in block.blocks:
                yield from self._block(below, depth + 1)
        elif isinstance(block, Signature | Signatures):
            yield from self._signatures(block)
        elif isinstance(block, PageBreak):
            self._starts_page = True

    # ---- lines ---------------------------------------------------------------------------------

    def _line(self, style: str, content: str, properties: str = "", is_kept: bool = False) -> str:
        """Give a paragraph; the first after a break of the page starts a page."""
        start = "<w:pageBreakBefore/>" if self._starts_page else ""
        self._starts_page = False
        return paragraph(self._style(style), content, start + properties, is_kept)

    def _heading(self, text: Text, level: int, anchor: str = "") -> str:
        content = run(text.in_(self._lang))
        if anchor:
            # Far from the numbers that bookmarks of the template have.
            number = _FIRST_BOOKMARK + int(anchor.rpartition("_")[2])
            content = (
                f'<w:bookmarkStart w:id="{number}" w:name="{anchor}"/>{content}'
                f'<w:bookmarkEnd w:id="{number}"/>'
            )
        return self._line(f"Heading{min(level, DEEPEST_HEADING)}", content)

    def _paragraph(self, block: Paragraph) -> str:
        text = block.text.in_(self._lang)
        content = run(text)
        if block.style == "article":
            words = text.split(" ", 2)
            first = " ".join(words[:2])
            content = run(first, BOLD) + run(text[len(first) :])
        elif block.style == "centre" and text.isupper():
            content = run(text, BOLD)
        return self._line(STYLE_BY_MANNER[block.style], content)

    # ---- explanations --------------------------------------------------------------------------

    def _outline(self, outline: Outline) -> Iterator[str]:
        """Give a tree of lines; where any has a value, as a table with the values at its right."""
        items = list(_walk(outline.items, 0))
        values = [one.value.in_(self._lang) for one, _ in items if one.value is not None]
        if not values:
            for item, depth in items:
                yield from self._item(item, depth)
            return
        right = max(text_width(one, _VALUE_SIZE, True) for one in values) + 2 * MARGIN
        right = min(max(right, _LEAST_VALUE), self._width // 3)
        widths = (self._width - right, right)
        if self._starts_page:
            yield self._line("SauBang", "", is_kept=True)
        yield table(widths, [self._valued(item, depth, widths) for item, depth in items])
        yield self._line("SauBang", "")

    def _valued(self, item: Item, depth: int, widths: Sequence[int]) -> str:
        value = "" if item.value is None else item.value.in_(self._lang)
        left = "".join(self._item(item, depth, in_table=True))
        right = paragraph(self._style("GiaTri"), run(value))
        return row([cell(widths[0], left, _DOTS), cell(widths[1], right, _DOTS)])

    def _item(self, item: Item, depth: int, in_table: bool = False) -> Iterator[str]:
        """Give a line of an explanation and its details, indented."""
        indent = min(depth, DEEPEST_ITEM) * _INDENT
        is_sum = not depth and (item.value is not None or bool(item.items))
        content = run(item.text.in_(self._lang), BOLD if is_sum else "")
        lay = f'<w:ind w:left="{indent}"/>' if indent else ""
        # Within a table rows are whole anyway; only the name of a part must not end a page.
        kept = bool(item.details) if not in_table else bool(item.items) and not item.details
        yield self._line("DongDiem", content, lay, is_kept=kept)
        for detail in item.details:
            lay = f'<w:ind w:left="{indent + _INDENT}"/>'
            yield self._line("ChiTiet", run(detail.in_(self._lang)), lay)

    # ---- tables --------------------------------------------------------------------------------

    def _grid(self, grid: Grid) -> Iterator[str]:
        if grid.caption is not None:
            yield self._line("TenBang", run(grid.caption.in_(self._lang)), is_kept=True)
        elif self._starts_page:
            yield self._line("SauBang", "", is_kept=True)
        laid = fit(grid, self._lang, self._width)
        rows = [self._header(grid, laid), *self._rows(grid, laid)]
        caption = "" if grid.caption is None else grid.caption.in_(self._lang)
        yield table(laid.widths, rows, self._style("Bang"), MARGIN, caption)
        # Two tables without a line between them would grow together.
        yield self._line("SauBang", "")

    def _header(self, grid: Grid, laid: Fit) -> str:
        middle = '<w:vAlign w:val="center"/>'
        cells = (
            cell(width, self._cell("DauBang", one.title.in_(self._lang), laid), middle)
            for one, width in zip(grid.columns, laid.widths, strict=True)
        )
        return row(cells, is_header=True)

    def _rows(self, grid: Grid, laid: Fit) -> Iterator[str]:
        styles = ["OSo" if one.is_number else "OBang" for one in grid.columns]
        for index, texts in enumerate(grid.rows):
            target = grid.targets[index] if index < len(grid.targets) else ""
            anchor = self._anchors.get(target, "")
            yield row(
                cell(width, self._cell(style, text.in_(self._lang), laid, anchor))
                for style, text, width in zip(styles, texts, laid.widths, strict=True)
            )

    def _cell(self, style: str, text: str, laid: Fit, anchor: str = "") -> str:
        size = laid.size
        ink = "" if size == _NORMAL_SIZE else f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        content = run(text, ink)
        if anchor and style == "OBang" and content:
            content = f'<w:hyperlink w:anchor="{anchor}" w:history="1">{content}</w:hyperlink>'
        return paragraph(self._style(style), content)

    # ---- places to sign ------------------------------------------------------------------------

    def _signatures(self, block: Signature | Signatures) -> Iterator[str]:
        signers = block.signers if isinstance(block, Signatures) else (block,)
        recipients = block.recipients if isinstance(block, Signatures) else ()
        columns = [self._recipients(recipients)] if recipients or len(signers) < 2 else []
        columns += [self._signer(one) for one in signers]
        yield self._line("SauBang", "", is_kept=True)
        each = self._width // len(columns)
        widths = [self._width - each * (len(columns) - 1)] + [each] * (len(columns) - 1)
        cells = [cell(width, content) for width, content in zip(widths, columns, strict=True)]
        yield table(widths, [row(cells)])
        yield self._line("SauBang", "")

    def _recipients(self, recipients: Sequence[Text]) -> str:
        if not recipients:
            return paragraph(self._style("NoiNhanDong"))
        label = {"vi": "Nơi nhận:", "en": "Recipients:"}[self._lang]
        lines = [paragraph(self._style("NoiNhanDau"), run(label), is_kept=True)]
        for index, recipient in enumerate(recipients, 1):
            text = recipient.in_(self._lang)
            text = text if text.startswith("-") else f"- {text}"
            if not text.endswith((".", ";")):
                text += "." if index == len(recipients) else ";"
            lines.append(paragraph(self._style("NoiNhanDong"), run(text), is_kept=True))
        return "".join(lines)

    def _signer(self, signer: Signature) -> str:
        lines = []
        if signer.on_behalf is not None:
            lines.append(("ChucVu", signer.on_behalf.in_(self._lang)))
        lines.append(("ChucVu", signer.role.in_(self._lang)))
        if signer.manner is not None:
            lines.append(("CachKy", signer.manner.in_(self._lang)))
        lines += [("HoTen", "")] * _BLANK_LINES
        drawn = [paragraph(self._style(style), run(text), is_kept=True) for style, text in lines]
        return "".join(drawn) + paragraph(self._style("HoTen"), run(signer.name or _DOTTED))

    # ---- pictures ------------------------------------------------------------------------------

    def _picture(self, picture: Picture) -> Iterator[str]:
        title, words = picture.title.in_(self._lang), picture.said.in_(self._lang)
        width = self._width * min(max(picture.width, 1), 100) // 100
        png = draw_png(picture.svg.in_(self._lang), width)
        if png is None:
            # Nothing is lost in silence: what there was to see is said.
            yield self._line("TenHinh", run(title), is_kept=True)
            yield self._line("GhiChu", run(words))
            return
        yield self._line("HinhVe", self._drawing(png, width, title, words), is_kept=True)
        yield self._line("TenHinh", run(title))

    def _drawing(self, png: bytes, width: int, title: str, words: str) -> str:
        self._pictures += 1
        across, down = size_of(png)
        height = min(width * down // across, self._height - _AROUND)
        extent = f'cx="{height * across // down * _EMU}" cy="{height * _EMU}"'
        name, number = f"hinh{self._pictures}.png", self._pictures
        return (
            f'<w:r><w:drawing {NAMESPACES}><wp:inline distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent {extent}/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
            f'<wp:docPr id="{number}" name="{name}" descr="{said(words)}" title="{said(title)}"/>'
            "<wp:cNvGraphicFramePr>"
            '<a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic>'
            '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
            f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="{name}"/><pic:cNvPicPr/>'
            f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{self._store(png)}"/>'
            "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>"
            f'<a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
            "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )


def _walk(items: Sequence[Item], depth: int) -> Iterator[tuple[Item, int]]:
    for item in items:
        yield item, depth
        yield from _walk(item.items, depth + 1)


def _cut(grid: Grid) -> Iterator[Grid]:
    """Give a table that is too wide for Word in parts, each with its first two columns."""
    if len(grid.columns) <= _MOST_COLUMNS:
        yield from (grid,) if grid.columns else ()
        return
    step = _MOST_COLUMNS - 2
    for at in range(2, len(grid.columns), step):
        rows = tuple((*row[:2], *row[at : at + step]) for row in grid.rows)
        yield evolve(grid, columns=(*grid.columns[:2], *grid.columns[at : at + step]), rows=rows)
