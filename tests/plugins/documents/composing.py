"""Compose papers in tests: a registry of our own plugins, results, and what stands in a paper."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import scoring_basics
import scoring_csv
import scoring_documents
from scoring import (
    Block,
    Council,
    Document,
    Grid,
    Heading,
    Item,
    Outline,
    Paragraph,
    Registry,
    Result,
    Section,
    Signature,
    Signatures,
    Text,
    compose,
    load_registry,
    read_council,
)
from scoring.engine.draft import draft_council
from tests.fixtures.small_sets import bundled

SETS = ("hue-36-2022", "nd-233-2026", "hcm-tanbinh-2023", "tcpl-25-2021")
PAPERS = (
    *("bang-tong-hop", "bien-ban", "giai-trinh", "nhat-ky-sua-doi", "phieu-cham-diem"),
    *("quyet-dinh", "thong-bao", "to-trinh"),
)


@cache
def registry() -> Registry:
    own = {"basics": scoring_basics, "csv": scoring_csv, "documents": scoring_documents}
    return load_registry(own)


@cache
def result_of(set_id: str) -> Result:
    return bundled(set_id).result


def paper(form: str, result: Result, **options: Any) -> Document:
    """Compose a paper as a draft, about the first unit where it must be about one."""
    offered = registry().forms[form]
    if offered.about == "unit":
        options.setdefault("row", 0)
    return compose(result, offered, {"draft": True, **options})


def filled_council(kind: str, folder: Path) -> Council:
    """Read the council's file that `danvan new council` starts, with every line filled in."""
    file = folder / f"{kind}.toml"
    lines = draft_council(kind).split("\n")
    # A line to fill in starts with “# ” and then a key, an entry or the end of a list.
    bare = [line[2:] if _is_to_fill(line) else line for line in lines]
    file.write_text("\n".join(bare), encoding="utf-8")
    return read_council(file, registry())


def _is_to_fill(line: str) -> bool:
    after = line.removeprefix("# ")
    word = after.partition(" = ")[0]
    return after != line and (after[:1] in (" ", "]") or (" = " in after and " " not in word))


# ---- what stands in it -------------------------------------------------------------------------


def texts_of(document: Document) -> Iterator[Text]:
    yield document.title
    if document.subject is not None:
        yield document.subject
    for block in document.walk():
        yield from _texts(block)


def _texts(block: Block) -> Iterator[Text]:
    if isinstance(block, Heading | Paragraph):
        yield block.text
    elif isinstance(block, Section):
        yield block.title
    elif isinstance(block, Grid):
        yield from (column.title for column in block.columns)
        yield from (cell for row in block.rows for cell in row)
    elif isinstance(block, Outline):
        yield from _lines(block.items)
    elif isinstance(block, Signature):
        yield block.role
    elif isinstance(block, Signatures):
        yield from (signer.role for signer in block.signers)
        yield from block.recipients


def _lines(items: Sequence[Item]) -> Iterator[Text]:
    for item in items:
        yield item.text
        yield from filter(None, (item.value,))
        yield from item.details
        yield from _lines(item.items)


def said(document: Document, lang: str = "vi") -> str:
    """Give all the texts of a paper, a line each."""
    return "\n".join(text.in_(lang) for text in texts_of(document))


def grids(document: Document, *titles: str) -> list[Grid]:
    """Give the tables that have all these columns."""
    found = []
    for block in document.walk():
        if isinstance(block, Grid):
            own = {column.title.vi for column in block.columns}
            if set(titles) <= own:
                found.append(block)
    return found


def cells(grid: Grid, title: str) -> list[str]:
    """Give a column of a table by its title."""
    index = [column.title.vi for column in grid.columns].index(title)
    return [row[index].vi for row in grid.rows]


def names_in(found: Sequence[Grid]) -> list[str]:
    """Give the units that stand in some tables."""
    return [name for grid in found for name in cells(grid, "Đơn vị")]
