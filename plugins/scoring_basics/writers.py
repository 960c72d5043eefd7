"""Writers: JSON and CSV for programs, Markdown for people."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from scoring import (
    Block,
    Document,
    Grid,
    Heading,
    Item,
    Letterhead,
    Outline,
    Paragraph,
    Picture,
    Result,
    Section,
    Signature,
    Signatures,
    Text,
    Writer,
    disarm,
    evaluations,
    say_day,
    serialise,
)


def write_json(result: Result, options: Mapping[str, Any]) -> bytes:
    """Write the whole result as JSON; numbers are strings."""
    text = json.dumps(serialise(result), ensure_ascii=False, indent=2)
    return (text + "\n").encode("utf-8")


def write_csv(result: Result, options: Mapping[str, Any]) -> bytes:
    """Write a row a unit: verdict, totals, parts and the points of each criterion.

    Numbers have a decimal point. A text that a spreadsheet would take for a formula is
    kept from it by an apostrophe.
    """
    lang = str(options.get("lang", "vi"))
    units = evaluations(result)
    first: Mapping[str, Any] = units[0] if units else {}
    parts, codes = list(first.get("parts", ())), list(first.get("points", ()))
    plain = (
        "rank",
        "rank_overall",
        "unit",
        "name",
        "kind",
        "group",
        "state",
        "total",
        "grade",
        "sum",
        "applicable_max",
        "bonus",
        "deduction",
    )
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(
        [
            *plain,
            "tied",
            "gates",
            *(f"part:{one}" for one in parts),
            *(f"points:{one}" for one in codes),
            "reasons",
        ]
    )
    for unit in units:
        cells = ["" if unit[name] is None else str(unit[name]) for name in plain]
        cells += ["yes" if unit["tied"] else "no", " ".join(unit["gates"])]
        cells += [unit["parts"][one] for one in parts]
        cells += [_points(unit["points"][one]) for one in codes]
        cells.append("; ".join(reason[lang] for reason in unit["reasons"]))
        writer.writerow([disarm(cell) for cell in cells])
    # A byte-order mark makes Excel read the file as UTF-8.
    return out.getvalue().encode("utf-8-sig")


def _points(cell: Mapping[str, Any]) -> str:
    return str(cell["points"]) if cell["state"] == "value" else str(cell["state"])


def write_markdown(document: Document, options: Mapping[str, Any]) -> bytes:
    """Write a document as Markdown; a picture is told in words."""
    lang = str(options.get("lang", "vi"))
    blocks = [text for block in document.blocks for text in _block(block, lang)]
    if document.letterhead is not None:
        subject = () if document.subject is None else (f"**{_escaped(document.subject, lang)}**",)
        title = f"# {_escaped(document.title, lang)}"
        blocks = [*_letterhead(document.letterhead), title, *subject, *blocks]
    if document.mark is not None:
        blocks.insert(0, f"**{_escaped(document.mark, lang)}**")
    if document.digest_said is not None:
        blocks.append(f"*{_escaped(document.digest_said, lang)}*")
    return ("\n\n".join(blocks) + "\n").encode("utf-8")


def _letterhead(head: Letterhead) -> Iterator[str]:
    """Give the lines of an official head, which stand in Vietnamese in either language."""
    nation: tuple[str, ...] = ("ĐẢNG CỘNG SẢN VIỆT NAM",)
    said = "Số"
    if head.kind == "state":
        nation = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
        said = "Số:"
    number = "" if head.number is None else f"{said} {head.number or '……'}"
    dated = f"{head.place or '……………'}, {say_day(head.day).vi}"
    for line in (head.superior, head.issuer, number, *nation, dated):
        if line:
            yield _escaped(Text.same(line), "vi")


def _block(block: Block, lang: str) -> Iterator[str]:
    if isinstance(block, Heading):
        yield "#" * block.level + " " + _escaped(block.text, lang)
    elif isinstance(block, Paragraph):
        yield _paragraph(block, lang)
    elif isinstance(block, Grid):
        yield _grid(block, lang)
    elif isinstance(block, Outline):
        yield "\n".join(_items(block.items, lang, 0))
    elif isinstance(block, Picture):
        yield f"*{_escaped(block.title, lang)}: {_escaped(block.said, lang)}*"
    elif isinstance(block, Section):
        yield f"## {_escaped(block.title, lang)}"
        for below in block.blocks:
            yield from _block(below, lang)
    elif isinstance(block, Signature | Signatures):
        signers = block.signers if isinstance(block, Signatures) else (block,)
        for signer in signers:
            if signer.on_behalf is not None:
                yield f"**{_escaped(signer.on_behalf, lang)}**"
            yield f"**{_escaped(signer.role, lang)}**"
            if signer.manner is not None:
                yield f"*{_escaped(signer.manner, lang)}*"
            yield _escaped(Text.same(signer.name or "……………………"), lang)
        if isinstance(block, Signatures) and block.recipients:
            yield "\n".join(f"- {_escaped(one, lang)}" for one in block.recipients)


def _paragraph(paragraph: Paragraph, lang: str) -> str:
    text = _escaped(paragraph.text, lang)
    if paragraph.style == "article":
        first, second, rest = (*text.split(" ", 2), "", "")[:3]
        return f"**{first} {second}** {rest}"
    around = {"note": "*", "basis": "*"}.get(paragraph.style, "")
    if paragraph.style == "centre" and text.isupper():
        around = "**"
    return f"{around}{text}{around}"


def _escaped(text: Text, lang: str) -> str:
    said = text.in_(lang)
    for sign in ("\\", "|", "<", "*", "`", "["):
        said = said.replace(sign, "\\" + sign)
    return said.replace("\n", " ")


def _grid(grid: Grid, lang: str) -> str:
    lines = [
        "| " + " | ".join(_escaped(column.title, lang) for column in grid.columns) + " |",
        "|" + "|".join("---:" if column.is_number else "---" for column in grid.columns) + "|",
    ]
    lines += ["| " + " | ".join(_escaped(cell, lang) for cell in row) + " |" for row in grid.rows]
    return "\n".join(lines)


def _items(items: tuple[Item, ...], lang: str, depth: int) -> Iterator[str]:
    for item in items:
        value = "" if item.value is None else f": **{_escaped(item.value, lang)}**"
        yield "  " * depth + f"- {_escaped(item.text, lang)}{value}"
        for detail in item.details:
            yield "  " * (depth + 1) + f"- {_escaped(detail, lang)}"
        yield from _items(item.items, lang, depth + 1)


WRITERS: tuple[Writer, ...] = (
    Writer(
        "json",
        Text(vi="JSON cho chương trình", en="JSON for programs"),
        ".json",
        "result",
        write_json,
    ),
    Writer(
        "csv", Text(vi="CSV cho bảng tính", en="CSV for spreadsheets"), ".csv", "result", write_csv
    ),
    Writer("md", Text.same("Markdown"), ".md", "document", write_markdown),
)
