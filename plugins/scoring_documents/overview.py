"""The overview: a whole evaluation for the screen, with every explanation behind its unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from scoring import (
    Basis,
    Block,
    Document,
    Explanation,
    Grid,
    Heading,
    Item,
    Outline,
    Paragraph,
    Picture,
    Result,
    Section,
    Step,
    TableColumn,
    Text,
    as_said,
    digest,
    explain,
    outline_of,
    run,
    say_number,
    say_policies,
)
from scoring_documents.lists import counts_grid
from scoring_documents.pictures import (
    MOST_ROWS,
    GroupShares,
    group_shares,
    heat_map,
    rank_change,
    ranking_bars,
    self_against_appraised,
    unit_in_group,
)
from scoring_documents.standings import (
    Group,
    grade_said,
    list_groups,
    rank_said,
    total_said,
    why_said,
)
from scoring_documents.wording import join, period_said, status_notes

# Who decides, the evidence and the clauses stand once below; beside every unit as well while
# that does not swell the page.
_MOST_WITH_SOURCE = 60
# Beyond this a browser, and whoever composes the page, would wait too long.
_MOST_EXPLAINED = 500
NAME = "toan-canh"
_UNITS = Text(vi="Giải thích từng đơn vị", en="Every unit explained")
_TOO_MANY = Text(
    vi=f"Có hơn {_MOST_EXPLAINED} đơn vị nên trang này không kèm giải thích từng đơn vị; "
    "lệnh “danvan explain” giải thích bất kỳ đơn vị nào.",
    en=f"With more than {_MOST_EXPLAINED} units this page explains none of them; "
    "“danvan explain” explains any.",
)


def compose_overview(result: Result, options: Mapping[str, Any]) -> Document:
    """Compose the whole evaluation: who is where, pictures, and why for every unit.

    Options: `before`, the ranks of an earlier evaluation by unit id; `link`, which gives the
    address of a cited text that the set gives none for.
    """
    title = Text.same(result.criteria.title)
    blocks = (
        Heading(title),
        *_head(result),
        *_rankings(result),
        *_pictures(result, options.get("before")),
        *_problems(result),
        *_units(result),
        *_foundations(result, options.get("link")),
    )
    return Document(title, blocks, digest=digest(result), form=NAME)


# ---- all units ------------------------------------------------------------------------------


def _head(result: Result) -> Iterator[Block]:
    issuer, period = result.criteria.issuer, period_said(result.criteria)
    about = Text(vi=f"Kỳ đánh giá: {period.vi}", en=f"Period: {period.en}")
    yield Paragraph(about + (f" · {issuer}" if issuer else ""), "note")
    yield from (Paragraph(note, "note") for note in status_notes(result))
    if len(result.units):
        yield counts_grid(result)


def _rankings(result: Result) -> Iterator[Block]:
    columns = (
        TableColumn(Text(vi="Hạng", en="Rank"), is_number=True, width=3),
        TableColumn(Text(vi="Đơn vị", en="Unit"), width=7),
        TableColumn(Text(vi="Tổng điểm", en="Total"), is_number=True, width=3),
        TableColumn(Text(vi="Xếp loại", en="Grade"), width=5),
        TableColumn(Text(vi="Vì sao chưa cao hơn", en="Why not higher"), width=10),
    )
    for group in list_groups(result):
        yield Heading(Text.same(group.name) if group.name else _all_units(), 2)
        rows = tuple(_ranking_row(result, row) for row in group.rows)
        targets = tuple(_target(result, row) for row in group.rows)
        yield Grid(columns, rows, targets=targets)


def _all_units() -> Text:
    return Text(vi="Bảng xếp hạng", en="Ranking")


def _ranking_row(result: Result, row: int) -> tuple[Text, ...]:
    return (
        rank_said(result, row),
        Text.same(result.units.names[row]),
        total_said(result, row),
        grade_said(result, row),
        why_said(result, row),
    )


def _is_explained(result: Result) -> bool:
    return len(result.units) <= _MOST_EXPLAINED


def _target(result: Result, row: int) -> str:
    return section_id(result.units.ids[row]) if _is_explained(result) else ""


def section_id(unit: str) -> str:
    """Give the id of the section of a unit: plain signs, and two units never share one."""
    return "don-vi-" + re.sub("[^A-Za-z0-9.-]", lambda sign: f"_{ord(sign[0]):x}_", unit)


def _pictures(result: Result, before: Mapping[str, int] | None) -> Iterator[Block]:
    if not len(result.units):
        return
    yield Heading(Text(vi="Hình ảnh", en="Pictures"), 2)
    said_so = None
    if "self" in result.sheet.layers:
        said_so = run(result.program, as_said(result.sheet, "self"), items=result.items)
    # All groups in one picture while they fit; a picture a group beyond that.
    fits = len(result.units) <= MOST_ROWS
    for name in [None] if fits else [group.name or None for group in list_groups(result)]:
        yield from _pictures_of(result, name, before, said_so)


def _pictures_of(
    result: Result, group: str | None, before: Mapping[str, int] | None, said_so: Result | None
) -> Iterator[Picture]:
    yield ranking_bars(result, group)
    yield heat_map(result, group)
    if said_so is not None:
        beside = self_against_appraised(result, group, said_so)
        if beside is not None:
            yield beside
    if before is not None:
        yield rank_change(result, before, group)


def _problems(result: Result) -> Iterator[Block]:
    if not result.problems:
        return
    yield Heading(Text(vi="Điều cần xem lại", en="What needs a look"), 2)
    yield Outline(tuple(Item(one.message, details=(one.hint,)) for one in result.problems))


# ---- unit by unit ---------------------------------------------------------------------------


def _units(result: Result) -> Iterator[Block]:
    yield Heading(_UNITS, 2)
    if not _is_explained(result):
        yield Paragraph(_TOO_MANY)
        return
    with_source = len(result.units) <= _MOST_WITH_SOURCE
    spreads: dict[str, Mapping[str, GroupShares]] = {}
    for group in list_groups(result):
        for row in group.rows:
            among = result.units.groups[row]
            if among not in spreads:
                spreads[among] = group_shares(result, among)
            yield _unit(result, row, group, spreads[among], with_source)


def _unit(
    result: Result,
    row: int,
    group: Group,
    spread: Mapping[str, GroupShares],
    with_source: bool,
) -> Section:
    told: Explanation = explain(result, row)
    verdicts = Text(vi="Xếp loại và xếp hạng", en="Grade and rank")
    blocks: list[Block] = [
        Outline((outline_of(told.total, with_source=with_source),)),
        Heading(verdicts, 3),
        Outline(tuple(outline_of(step) for step in told.verdicts)),
    ]
    if len(group.rows) > 1:
        blocks.insert(0, unit_in_group(result, row, spread))
    unit = result.units[row]
    return Section(section_id(unit.id), _unit_title(result, row), tuple(blocks), is_folded=True)


def _unit_title(result: Result, row: int) -> Text:
    rank, total = rank_said(result, row), total_said(result, row)
    facts = []
    if result.rank(row) is not None:
        facts.append(Text(vi=f"hạng {rank.vi}", en=f"rank {rank.en}"))
    if result.total(row) is not None:
        facts.append(Text(vi=f"{total.vi} điểm", en=f"{total.en} points"))
    facts.append(grade_said(result, row))
    return Text.same(f"{result.units.names[row]} — ") + join(facts, " · ")


# ---- what it rests on -----------------------------------------------------------------------


def _foundations(
    result: Result, link: Callable[[Basis], str | None] | None
) -> Iterator[Section | Paragraph]:
    yield Section(
        "tieu-chi",
        Text(vi="Bộ tiêu chí: điểm, người chấm, minh chứng, căn cứ", en="The criteria set"),
        (_criteria(result), Paragraph(say_policies(result.criteria), "note")),
        is_folded=True,
    )
    bases = tuple(_basis(one, link) for one in result.criteria.bases.values())
    if bases:
        title = Text(vi="Văn bản được dẫn", en="Texts that are cited")
        yield Section("can-cu", title, (Outline(bases),), is_folded=True)


def _basis(basis: Basis, link: Callable[[Basis], str | None] | None) -> Item:
    address = basis.link or (link(basis) if link is not None else None)
    details = () if address is None else (Text.same(address),)
    return Item(Text.same(f"{basis.cite}: {basis.title}"), details=details)


def _criteria(result: Result) -> Grid:
    """Give each criterion with its maximum, who gives it, its evidence and its clauses."""
    columns = (
        TableColumn(Text(vi="Tiêu chí", en="Criterion"), width=6),
        TableColumn(Text(vi="Điểm tối đa", en="Maximum"), is_number=True, width=2),
        TableColumn(
            Text(vi="Căn cứ · người chấm · minh chứng", en="Clauses · given by · evidence"), width=8
        ),
    )
    steps = explain(result, 0).total.walk() if len(result.units) else iter(())
    told = (step for step in steps if step.kind in ("group", "leaf", "bonus", "deduction"))
    return Grid(columns, tuple(_criterion_row(result, step) for step in told))


def _criterion_row(result: Result, step: Step) -> tuple[Text, ...]:
    most = result.criteria.criterion_by_code[str(step.code)].max
    said = Text.same("–")
    if most is not None:
        said = Text(vi=say_number(most, "vi"), en=say_number(most, "en"))
    return step.label, said, join(step.source, " · ")
