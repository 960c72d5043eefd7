"""Bảng tổng hợp: points by part, total, grade and rank of every unit, group by group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from scoring import (
    Block,
    Criterion,
    Document,
    Grid,
    Heading,
    PageBreak,
    Paragraph,
    Result,
    Signature,
    Signatures,
    TableColumn,
    Text,
    say_number,
)
from scoring_documents.lists import GRADE, RANK, TOTAL, UNIT, counts_grid, tie_note
from scoring_documents.paper import SIGNED, Paper
from scoring_documents.pictures import heat_map, rank_change, ranking_bars
from scoring_documents.standings import (
    extra_said,
    grade_said,
    is_tied,
    list_groups,
    part_said,
    rank_said,
    total_said,
    why_said,
)
from scoring_documents.wording import join

NAME = "bang-tong-hop"
_NOTE = Text(vi="Ghi chú", en="Note")
_EXTRAS = (
    ("bonus", Text(vi="Điểm thưởng", en="Bonus")),
    ("deduction", Text(vi="Điểm trừ", en="Deduction")),
)


def compose_summary(result: Result, options: Mapping[str, Any]) -> Document:
    """Compose the summary of all units, signed by who made it and by the chair."""
    paper = Paper(NAME, result, options)
    title = Text(vi="BẢNG TỔNG HỢP ĐIỂM VÀ XẾP HẠNG", en="SUMMARY OF POINTS AND RANKING")
    period = paper.period
    subject = paper.about("Kết quả chấm điểm, xếp loại", "Points and grades")
    subject = subject + Text(vi=f", kỳ đánh giá {period.vi}", en=f", period {period.en}")
    blocks = [
        *paper.notes(),
        *_groups(result),
        Paragraph(_legend(result), "note"),
        Heading(Text(vi="Tổng hợp theo xếp loại", en="Counts by grade"), level=2),
        counts_grid(result),
        _foot(paper),
        PageBreak(),
        *_pictures(result, options),
    ]
    return paper.document(title, subject, blocks, is_landscape=True)


def _groups(result: Result) -> Iterator[Block]:
    tied = False
    for group in list_groups(result):
        if group.name:
            yield Heading(Text.same(group.name), level=2)
        yield _grid(result, group.rows)
        tied = tied or any(is_tied(result, row) for row in group.rows)
    if tied:
        yield tie_note()


def _extras(result: Result) -> list[tuple[str, Text]]:
    """Give the sums beside the scale that the set has."""
    has = {"bonus": result.criteria.bonuses, "deduction": result.criteria.deductions}
    return [(name, title) for name, title in _EXTRAS if has[name]]


def _grid(result: Result, rows: Sequence[int]) -> Grid:
    parts, extras = result.criteria.parts, _extras(result)
    columns = (
        TableColumn(RANK, is_number=True, width=2),
        TableColumn(UNIT, width=7),
        *(TableColumn(_part_title(part), is_number=True, width=3) for part in parts),
        *(TableColumn(title, is_number=True, width=3) for _, title in extras),
        TableColumn(TOTAL, is_number=True, width=3),
        TableColumn(GRADE, width=4),
        TableColumn(_NOTE, width=9),
    )
    cells = (
        (
            rank_said(result, row),
            Text.same(result.units.names[row]),
            *(part_said(result, part.code, row) for part in parts),
            *(extra_said(result, name, row) for name, _ in extras),
            total_said(result, row),
            grade_said(result, row),
            why_said(result, row),
        )
        for row in rows
    )
    return Grid(columns, tuple(cells))


def _part_title(part: Criterion) -> Text:
    if part.max is None:
        return Text.same(part.code)
    vi, en = (say_number(part.max, lang) for lang in ("vi", "en"))
    # A space that never breaks, so that a narrow column keeps number and noun together.
    return Text(vi=f"{part.code} ({vi}\u00a0điểm)", en=f"{part.code} (of\u00a0{en})")


def _legend(result: Result) -> Text:
    """Name the parts that the heads of the columns only number."""
    named = join(Text.same(f"{part.code}: {part.title}") for part in result.criteria.parts)
    kad = Text(vi=" KAD: không áp dụng.", en=" n/a: not applicable.")
    return Text(vi="Các phần: ", en="Parts: ") + named + Text.same(".") + kad


def _pictures(result: Result, options: Mapping[str, Any]) -> Iterator[Block]:
    yield Heading(Text(vi="Phụ lục: biểu đồ", en="Annex: pictures"), level=2)
    for group in list_groups(result):
        if len(group.rows) > 1:
            yield ranking_bars(result, group.name or None)
            yield heat_map(result, group.name or None)
    before = options.get("before")
    if before:
        yield rank_change(result, before)


def _foot(paper: Paper) -> Signatures:
    maker = Signature(
        Text(vi="NGƯỜI LẬP BẢNG", en="MADE BY"), paper.council.secretary, manner=SIGNED
    )
    chair = paper.signature(
        Text(vi="CHỦ TỊCH HỘI ĐỒNG", en="CHAIR OF THE COUNCIL"), paper.council.chair, SIGNED
    )
    return Signatures((maker, chair), paper.recipients())
