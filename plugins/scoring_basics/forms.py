"""Forms: what is said of a result. The ranking of all units; the explanation of one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from scoring import (
    STATUS_SAID,
    UNIT_STATE_SAID,
    Basis,
    Document,
    Explanation,
    Form,
    Grid,
    Heading,
    Item,
    Outline,
    Paragraph,
    Result,
    TableColumn,
    Text,
    digest,
    explain,
    explain_leaf,
    outline_of,
    say_number,
    say_policies,
    why,
)

_DASH = Text.same("–")


def ranking(result: Result, options: Mapping[str, Any]) -> Document:
    """Compose the ranked, classified list, group by group, with what kept each unit back."""
    criteria = result.criteria
    period = f"{criteria.period.start:%d/%m/%Y}" + (
        f" – {criteria.period.to:%d/%m/%Y}" if criteria.period.to else ""
    )
    status = STATUS_SAID[criteria.status]
    blocks: list[Any] = [
        Heading(Text.same(criteria.title)),
        Paragraph(
            Text(vi=f"Kỳ {period} · {status.vi}", en=f"Period {period} · {status.en}"), "note"
        ),
    ]
    if criteria.note:
        blocks.append(Paragraph(Text.same(criteria.note), "note"))
    for group, rows in _by_group(result):
        if group:
            blocks.append(Heading(Text.same(group), level=2))
        blocks.append(_grid(result, rows))
    blocks.append(Paragraph(say_policies(result.criteria), "note"))
    title = Text.same(criteria.title)
    return Document(title, tuple(blocks), digest=digest(result), form="ranking")


def _by_group(result: Result) -> Iterator[tuple[str, list[int]]]:
    order = list(result.in_rank_order())
    if result.criteria.ranking.within == "all":
        ranked = sorted(order, key=lambda row: result.rank(row) or len(order) + 1)
        yield "", ranked
        return
    for label in result.units.groups.labels:
        rows = [row for row in order if result.units.groups[row] == label]
        if rows:
            yield label, rows


def _grid(result: Result, rows: list[int]) -> Grid:
    columns = (
        TableColumn(Text(vi="Hạng", en="Rank"), is_number=True),
        TableColumn(Text(vi="Đơn vị", en="Unit")),
        TableColumn(Text(vi="Tổng điểm", en="Total"), is_number=True),
        TableColumn(Text(vi="Xếp loại", en="Grade")),
        TableColumn(Text(vi="Vì sao chưa cao hơn", en="Why not higher")),
    )
    return Grid(columns, tuple(_row(result, row) for row in rows))


def _row(result: Result, row: int) -> tuple[Text, ...]:
    rank = result.rank(row)
    tied = rank is not None and bool(result.codes("tied")[row])
    grade = result.grade_id(row)
    titles = {one.id: one.title for one in result.criteria.grades}
    total = result.total(row)
    places = result.criteria.policy.total_rounding.places
    state = result.state(row)
    reasons = why(result, row)
    return (
        _DASH if rank is None else Text.same(f"{rank}{'=' if tied else ''}"),
        Text.same(result.units.names[row]),
        _DASH
        if total is None
        else Text(vi=say_number(total, "vi", places), en=say_number(total, "en", places)),
        Text.same(titles[grade]) if grade is not None else UNIT_STATE_SAID[state],
        Text(vi="; ".join(one.vi for one in reasons), en="; ".join(one.en for one in reasons)),
    )


def explanation(result: Result, options: Mapping[str, Any]) -> Document:
    """Compose why one unit has its points.

    Options: `row`; `code` for one criterion; `link`, which gives the address of a cited
    text that the set gives none for.
    """
    row = int(options["row"])
    unit = result.units[row]
    told: Explanation = explain(result, row)
    title = Text(
        vi=f"{unit.name}: vì sao có điểm này", en=f"{unit.name}: where its points come from"
    )
    code = options.get("code")
    steps = (told.total,) if code is None else (explain_leaf(result, row, str(code)),)
    blocks: list[Any] = [
        Heading(title),
        Paragraph(Text.same(told.set_title), "note"),
        Outline(tuple(outline_of(step) for step in steps)),
    ]
    if code is None:
        blocks.append(Heading(Text(vi="Xếp loại và xếp hạng", en="Grade and rank"), level=2))
        blocks.append(Outline(tuple(outline_of(step) for step in told.verdicts)))
        blocks.append(Paragraph(say_policies(result.criteria), "note"))
    bases = _bases(result, None if code is None else str(code), options.get("link"))
    if bases:
        blocks.append(Heading(Text(vi="Căn cứ", en="What it rests on"), level=2))
        blocks.append(Outline(bases))
    return Document(title, tuple(blocks), digest=digest(result), form="explanation")


def _bases(
    result: Result, code: str | None, link: Callable[[Basis], str | None] | None
) -> tuple[Item, ...]:
    """Give the texts that a set cites, or those of one criterion, with their addresses."""
    criteria = result.criteria
    cites = None if code is None else criteria.criterion_by_code[code].basis
    items = []
    for basis in criteria.bases.values():
        if cites is not None and all(cite.partition(" ")[0] != basis.id for cite in cites):
            continue
        address = basis.link or (link(basis) if link is not None else None)
        details = () if address is None else (Text.same(address),)
        items.append(Item(Text.same(f"{basis.cite}: {basis.title}"), details=details))
    return tuple(items)


FORMS: tuple[Form, ...] = (
    Form("ranking", Text(vi="Bảng xếp hạng", en="Ranking"), ranking),
    Form(
        "explanation",
        Text(vi="Giải thích một đơn vị", en="Explanation of a unit"),
        explanation,
        about="unit",
    ),
)
