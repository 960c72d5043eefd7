"""Write a document as a Word file: fill in a template, then put the blocks in their place."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import evolve

from scoring import (
    Block,
    Document,
    MissingExtraError,
    Place,
    ProblemsError,
    Section,
    Signature,
    Signatures,
    Text,
)
from scoring_word.blocks import Body
from scoring_word.fields import (
    CONTENT,
    DIGEST,
    RECIPIENTS,
    SIGNERS,
    fill_fields,
    known_names,
)
from scoring_word.guard import read_template
from scoring_word.pack import repack
from scoring_word.problems import (
    no_digest_field,
)
from scoring_word.wordml import clean

TEMPLATES = Path(__file__).parent / "templates"


def template_for(document: Document) -> Path:
    """Give the shipped template with the letterhead of a document, or the plain one."""
    head = document.letterhead
    return TEMPLATES / f"{'plain' if head is None else head.kind}.docx"


def write(document: Document, options: Mapping[str, Any]) -> bytes:
    """Give a document as a Word file; the same document gives the same bytes.

    Options: `lang`; `template`, the path of another template than the shipped one. Raises
    `ProblemsError` where that template cannot be used, `MissingExtraError` without docxtpl.
    """
    need_docxtpl()
    file = Path(options.get("template") or template_for(document))
    return write_from(read_template(file), str(file), document, str(options.get("lang", "vi")))


def write_from(template: bytes, file: str, document: Document, lang: str) -> bytes:
    """Give a document written from the bytes of a template that was read before."""
    from scoring_word.fill import Opened

    filled = fill_fields(document, lang)
    opened = Opened(template, file)
    tags = opened.tags(known_names(filled))
    problems = [one for one in tags.problems if one.is_error]
    if DIGEST not in tags.names:
        problems.append(no_digest_field(Place(file)))
    if problems:
        raise ProblemsError(problems)
    made = opened.fill(filled)
    if not _bears(made, str(filled[DIGEST])):
        raise ProblemsError([no_digest_field(Place(file))])
    _place_blocks(made, _without(document, tags.names), lang)
    _say_properties(made, document, lang)
    return _saved(made)


def need_docxtpl() -> None:
    """Raise `MissingExtraError` where what fills in templates is not installed."""
    try:
        import docxtpl  # noqa: F401
    except ImportError:
        what = Text(vi="Ghi văn bản Word", en="Writing Word documents")
        raise MissingExtraError(what, "word") from None


def _bears(made: Any, digest: str) -> bool:
    """Tell whether the digest really stands there: a tag may be in a choice that was not taken."""
    from scoring_word.page import text_in

    wanted = "".join(digest.casefold().split())
    return any(wanted in "".join(text.casefold().split()) for text in text_in(made))


def _saved(made: Any) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return repack(out.getvalue())


# ---- places to sign ----------------------------------------------------------------------------


def _without(document: Document, names: frozenset[str]) -> Document:
    """Give a document without what its template lays out on its own: signers, recipients."""
    if not names & {SIGNERS, RECIPIENTS}:
        return document
    return evolve(document, blocks=_thinned(document.blocks, names))


def _thinned(blocks: tuple[Block, ...], names: frozenset[str]) -> tuple[Block, ...]:
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, Section):
            kept.append(evolve(block, blocks=_thinned(block.blocks, names)))
        elif isinstance(block, Signature | Signatures):
            signed = block if isinstance(block, Signatures) else Signatures((block,))
            signers = () if SIGNERS in names else signed.signers
            recipients = () if RECIPIENTS in names else signed.recipients
            if signers or recipients:
                kept.append(Signatures(signers, recipients))
        else:
            kept.append(block)
    return tuple(kept)


# ---- the content -------------------------------------------------------------------------------


def _place_blocks(made: Any, document: Document, lang: str) -> None:
    """Turn the page where the document asks for it, and put its blocks where they go."""
    from scoring_word.page import bear_mark, text_size_of, turn
    from scoring_word.restyle import Restyle

    styles = Restyle(made)
    if document.is_landscape:
        turn(made)
    if document.mark is not None:
        bear_mark(made, document.mark.in_(lang), styles.id_of("DauTrang"))

    def store(png: bytes) -> str:
        return str(made.part.get_or_add_image(io.BytesIO(png))[0])

    body = Body(lang, text_size_of(made), styles.id_of, store)
    _insert(made, "".join(body.write(document)))


def _insert(made: Any, markup: str) -> None:
    """Put the markup of the blocks where the template has its place for them.

    As text: moving many rows from one tree to another takes longer with each row.
    """
    from docx.oxml.parser import parse_xml
    from lxml import etree

    from scoring_word.fill import HERE

    root = made.part._element
    etree.strip_tags(root, etree.Comment)
    for here in list(root.iter(f"{{{HERE}}}{CONTENT}")):
        here.addprevious(etree.Comment(HERE))
        here.getparent().remove(here)
    whole = etree.tostring(root, encoding="unicode")
    made.part._element = parse_xml(whole.replace(f"<!--{HERE}-->", markup, 1).encode())


def _say_properties(made: Any, document: Document, lang: str) -> None:
    """Say what the file is, and nothing of when, where or by whom its template was made."""
    properties = made.core_properties
    for element in list(properties._element):
        properties._element.remove(element)
    properties.title = clean(document.title.in_(lang))[:255]
    properties.language = {"vi": "vi-VN", "en": "en-GB"}[lang]
    if document.subject is not None:
        properties.subject = clean(document.subject.in_(lang))[:255]
    if document.letterhead is not None:
        properties.author = clean(document.letterhead.issuer)[:255]
