"""Show: how problems, tables and explanations look on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from scoring.model.document import (
    Block,
    Document,
    Grid,
    Heading,
    Item,
    Outline,
    Paragraph,
    Picture,
    Section,
    Signature,
    Signatures,
)
from scoring.model.problems import Problem

if TYPE_CHECKING:
    from rich.console import Console

# Wide enough for a ranking in a pipe or a file, where there is no terminal to fit.
PIPE_WIDTH = 120


def console(to_stderr: bool = False) -> Console:
    """Give a console for stdout or stderr; colours only on a terminal."""
    from rich.console import Console

    stream = sys.stderr if to_stderr else sys.stdout
    width = None if stream.isatty() else PIPE_WIDTH
    return Console(file=stream, width=width, highlight=False, soft_wrap=False, emoji=False)


def show_problems(problems: Sequence[Problem], lang: str) -> None:
    """Write problems to stderr, all at once, and count them."""
    from rich.text import Text as Styled

    out = console(to_stderr=True)
    for problem in problems:
        style = "red" if problem.is_error else "yellow"
        first, *rest = problem.in_(lang).split("\n")
        out.print(Styled(first, style=style), soft_wrap=True)
        for line in rest:
            out.print(Styled(line), soft_wrap=True)
    errors = sum(problem.is_error for problem in problems)
    others = len(problems) - errors
    if lang == "vi":
        said = f"{errors} lỗi" + (f", {others} cảnh báo" if others else "")
    else:
        said = f"{errors} error{'' if errors == 1 else 's'}" + (
            f", {others} warning{'' if others == 1 else 's'}" if others else ""
        )
    if len(problems) > 1:
        out.print(Styled(said, style="bold"))


def show_document(document: Document, lang: str, out: Console | None = None) -> None:
    """Write a document to the terminal."""
    out = out or console()
    if document.mark is not None:
        out.print(document.mark.in_(lang), style="bold red", markup=False)
    for block in document.blocks:
        _block(block, lang, out)
    if document.digest_said is not None:
        _block(Paragraph(document.digest_said, "note"), lang, out)


def _block(block: Block, lang: str, out: Console) -> None:
    if isinstance(block, Heading):
        _heading(block, lang, out)
    elif isinstance(block, Paragraph):
        out.print(block.text.in_(lang), style="dim" if block.style == "note" else "", markup=False)
    elif isinstance(block, Grid):
        _grid(block, lang, out)
    elif isinstance(block, Outline):
        _outline(block, lang, out)
    elif isinstance(block, Picture):
        out.print(f"{block.title.in_(lang)}: {block.said.in_(lang)}", markup=False)
    elif isinstance(block, Section):
        _heading(Heading(block.title, 2), lang, out)
        for below in block.blocks:
            _block(below, lang, out)
    elif isinstance(block, Signature | Signatures):
        signers = block.signers if isinstance(block, Signatures) else (block,)
        for signer in signers:
            out.print(f"\n{signer.role.in_(lang)}\n\n{signer.name}", markup=False)


def _heading(heading: Heading, lang: str, out: Console) -> None:
    if heading.level > 1:
        out.print()
    out.print(heading.text.in_(lang), style="bold", markup=False)


def _grid(grid: Grid, lang: str, out: Console) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text as Styled

    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    last = len(grid.columns) - 1
    for index, column in enumerate(grid.columns):
        table.add_column(
            column.title.in_(lang),
            justify="right" if column.is_number else "left",
            no_wrap=index != last,
            overflow="fold",
        )
    for row in grid.rows:
        table.add_row(*(Styled(cell.in_(lang)) for cell in row))
    out.print(table)


def _outline(outline: Outline, lang: str, out: Console) -> None:
    from rich.text import Text as Styled
    from rich.tree import Tree

    def line(item: Item) -> Styled:
        said = Styled(item.text.in_(lang))
        if item.value is not None:
            said.append("  ").append(item.value.in_(lang), style="bold")
        # One remark on a line of its own reads better behind it.
        alone = len(item.details) == 1 and item.value is None and not item.items
        for detail in item.details:
            said.append(" · " if alone else "\n").append(detail.in_(lang), style="dim")
        return said

    def grow(tree: Tree, item: Item) -> None:
        branch = tree.add(line(item))
        for below in item.items:
            grow(branch, below)

    for item in outline.items:
        tree = Tree(line(item), guide_style="dim")
        for below in item.items:
            grow(tree, below)
        out.print(tree)
