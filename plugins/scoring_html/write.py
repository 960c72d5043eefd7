"""Write: a document as one HTML page that fetches nothing and runs one script, its own."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any

from scoring import Block, Document, Grid, Heading, Section, Text
from scoring_html.blocks import Page, tag
from scoring_html.head import official_head

_FOUND = Text(vi="{n} / {all} đơn vị", en="{n} of {all} units")
_NONE = Text(
    vi="Không đơn vị nào khớp. Thử ít chữ hơn; gõ không dấu cũng được.",
    en="No unit matches. Try fewer letters; accents may be left out.",
)
_SEARCH = Text(vi="Tìm đơn vị", en="Find a unit")
_HINT = Text(vi="Tên, xếp loại… gõ không dấu cũng được", en="Name, grade … accents may be left out")
_ORDER = Text(vi="Sắp theo", en="Order by")
_OPEN, _CLOSE = Text(vi="Mở tất cả", en="Open all"), Text(vi="Đóng tất cả", en="Close all")
_PRINT = Text(vi="In", en="Print")
_SKIP = Text(vi="Đến nội dung", en="Skip to the content")
_CONTENTS = Text(vi="Mục lục", en="Contents")
_TOOLS = Text(vi="Tìm và sắp xếp", en="Search and order")
_DIGEST = Text(vi="Mã kết quả", en="Digest of the result")
_FOOT = Text(
    vi="Ai chấm lại cùng số liệu theo cùng bộ tiêu chí phải ra đúng mã này.",
    en="Whoever scores the same answers by the same set gets this very digest.",
)


def write_html(document: Document, options: Mapping[str, Any]) -> bytes:
    """Write a document as a page that works from a file, without network and without script."""
    page = Page(str(options.get("lang", "vi")))
    body = [*_body(document, page)]
    style, script = _style(document, page), _file("page.js")
    policy = "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_hash(style)}'",
            f"script-src '{_hash(script)}'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    head = [
        "<!DOCTYPE html>",
        f'<html lang="{page.lang}">',
        "<head>",
        '<meta charset="utf-8">',
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{page.say(document.title)}</title>",
        f"<style>{style}</style>",
        "</head>",
    ]
    lines = [*head, *body, f"<script>{script}</script>", "</html>", ""]
    # A half of a pair of signs on its own cannot be written in UTF-8.
    return "\n".join(lines).encode("utf-8", "replace")


def _file(name: str) -> str:
    return (files("scoring_html") / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _style(document: Document, page: Page) -> str:
    """Give the style sheet, with the digest at the foot of every printed page."""
    rules = _file("page.css") + page.width_rules()
    short = "".join(sign for sign in document.short_digest if sign.isalnum() and sign.isascii())
    if short:
        said = _DIGEST.in_(page.lang)
        rules += f'@page{{@bottom-left{{content:"{said} {short}";font:8pt sans-serif}}}}\n'
    if document.is_landscape:
        rules += "@page{size:A4 landscape}\n"
    return rules


# ---- the body -------------------------------------------------------------------------------


def _body(document: Document, page: Page) -> Iterator[str]:
    yield '<body class="official">' if document.letterhead is not None else "<body>"
    yield f'<a class="skip" href="#noi-dung">{page.say(_SKIP)}</a>'
    yield from _header(document, page)
    yield '<main id="noi-dung" tabindex="-1">'
    rest = [block for block in document.blocks if block is not _own_title(document)]
    start = _first_list(rest)
    yield from page.blocks(rest[:start])
    if start < len(rest):
        yield from _tools(page)
    yield from page.blocks(rest[start:])
    yield "</main>"
    yield from _footer(document, page)
    yield "</body>"


def _first_list(blocks: Sequence[Block]) -> int:
    """Give where the first list of units starts, with its heading; the end if there is none."""
    for place, block in enumerate(blocks):
        if isinstance(block, Grid) and block.targets:
            return place - 1 if place and isinstance(blocks[place - 1], Heading) else place
    return len(blocks)


def _own_title(document: Document) -> Block | None:
    """Give the heading that says the title, which stands in the header of the page."""
    first = document.blocks[0] if document.blocks else None
    return first if isinstance(first, Heading) and first.level == 1 else None


def _header(document: Document, page: Page) -> Iterator[str]:
    yield "<header>"
    if document.mark is not None:
        yield f'<p class="mark">{page.say(document.mark)}</p>'
    title = _own_title(document)
    if document.letterhead is not None:
        yield from official_head(document.letterhead, page)
        yield f"<h1>{page.say(document.title)}</h1>"
    else:
        said = title.text if isinstance(title, Heading) else document.title
        yield f"<h1>{page.say(said)}</h1>"
    if document.subject is not None:
        yield f'<p class="subject">{page.say(document.subject)}</p>'
    if document.letterhead is None:
        yield from _contents(document, page)
    yield "</header>"


def _contents(document: Document, page: Page) -> Iterator[str]:
    """Give links to the headings, and to sections that stand under none of them."""
    links = []
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 2:
            links.append((page.heading_id(block), block.text))
        elif isinstance(block, Section) and not block.id.startswith("don-vi-"):
            links.append((page.anchor(block.id), block.title))
    if len(links) > 1:
        yield f'<nav aria-label="{page.say(_CONTENTS)}"><ul>'
        for target, text in links:
            yield f'<li><a href="#{page.fragment(target)}">{page.say(text)}</a>'
        yield "</ul></nav>"


def _tools(page: Page) -> Iterator[str]:
    """Give the tools, hidden until the script that serves them runs."""
    yield f'<div class="tools" role="search" aria-label="{page.say(_TOOLS)}" hidden>'
    yield f'<label for="tim">{page.say(_SEARCH)}</label>'
    yield (
        f'<input id="tim" type="search" autocomplete="off" spellcheck="false" '
        f'placeholder="{page.say(_HINT)}">'
    )
    yield f'<label for="xep" class="narrow">{page.say(_ORDER)}</label>'
    yield '<select id="xep" class="narrow"></select>'
    yield (
        f'<p id="dem" role="status" data-found="{page.say(_FOUND)}" '
        f'data-none="{page.say(_NONE)}"></p>'
    )
    for name, said in (("mo", _OPEN), ("dong", _CLOSE), ("in", _PRINT)):
        yield f'<button type="button" id="{name}">{page.say(said)}</button>'
    yield "</div>"


def _footer(document: Document, page: Page) -> Iterator[str]:
    if document.digest:
        yield (
            f"<footer><p>{page.say(_DIGEST)} <b>{page.words(document.short_digest)}</b>. "
            f"{page.say(_FOOT)}</p><p><code>{page.words(document.digest)}</code></p></footer>"
        )
