"""Giải trình: the answer to a complaint; every point of one unit, in polite official words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from scoring import (
    Basis,
    Block,
    Document,
    Heading,
    Outline,
    Paragraph,
    Result,
    Text,
    explain,
    outline_of,
    say_day,
    say_policies,
    why,
)
from scoring_documents.changes import changes_grid
from scoring_documents.history import History, history_of
from scoring_documents.paper import Paper, lines
from scoring_documents.pictures import unit_in_group
from scoring_documents.standings import grade_said, rank_said, total_said
from scoring_documents.wording import BLANK, or_blank, quoted

NAME = "giai-trinh"


def compose_answer(result: Result, options: Mapping[str, Any]) -> Document:
    """Compose the explanation of one unit; raises `PaperError` where none is named."""
    paper, history = Paper(NAME, result, options), history_of(result)
    row = paper.needed_row()
    unit = result.units[row]
    told = explain(result, row)
    blocks = [
        *paper.notes(),
        *_opening(paper, unit.name),
        Heading(Text(vi="1. Kết quả của đơn vị", en="1. The unit’s result"), level=2),
        *_result(result, row),
        unit_in_group(result, row),
        Heading(Text(vi="2. Điểm từng tiêu chí và cách tính", en="2. Every point"), level=2),
        Outline((outline_of(told.total),)),
        Heading(Text(vi="3. Xếp loại và xếp hạng", en="3. Grade and rank"), level=2),
        Outline(tuple(outline_of(step) for step in told.verdicts)),
        *_changes(history, row),
        Heading(Text(vi="5. Quy ước và căn cứ", en="5. Policies and sources"), level=2),
        Paragraph(say_policies(result.criteria)),
        *_sources(result, options.get("link")),
        *_closing(paper, unit.name),
        paper.signed_by_one(f"{unit.name};", f"{paper.council_name.vi};", paper.archive),
    ]
    subject = Text(
        vi=f"Về kết quả chấm điểm, xếp loại của {unit.name}",
        en=f"On the points and grade of {unit.name}",
    )
    title = Text(vi="GIẢI TRÌNH", en="EXPLANATION")
    values = {"ten_don_vi": Text.same(unit.name), "tong_diem": total_said(result, row)}
    return paper.document(title, subject, blocks, sign="GT", values=values)


def _opening(paper: Paper, name: str) -> Iterator[Block]:
    to, period = paper.head.to or name, paper.period
    yield Paragraph(Text(vi=f"Kính gửi: {to}", en=f"To: {to}"), "centre")
    yield Paragraph(
        Text(
            vi=f"{paper.body} trân trọng cảm ơn ý kiến của {to} về kết quả chấm điểm, xếp loại kỳ đánh giá "
            f"{period.vi} theo bộ tiêu chí {quoted(paper.criteria.title)}. Sau khi đối chiếu hồ sơ và kết quả "
            f"chấm điểm, {paper.body} xin giải trình như sau:",
            en=f"{paper.body} thanks {to} for its opinion on the points and grade of {period.en} by "
            f"{quoted(paper.criteria.title)}. Having compared the files with the result, it explains:",
        )
    )


def _result(result: Result, row: int) -> Iterator[Block]:
    rank, group = rank_said(result, row), result.units.groups[row]
    total, grade = total_said(result, row), grade_said(result, row)
    among = (f" trong “{group}”", f" in “{group}”")
    if result.criteria.ranking.within == "all":
        among = (" chung", " of all")
    yield Paragraph(
        Text(
            vi=f"Tổng điểm: {total.vi}. Xếp loại: {grade.vi}. Thứ hạng{among[0]}: {rank.vi}.",
            en=f"Total: {total.en}. Grade: {grade.en}. Rank{among[1]}: {rank.en}.",
        )
    )
    reasons = why(result, row)
    if reasons:
        is_scored = result.state(row) == "scored"
        head = (
            Text(vi="Điều còn thiếu để có kết quả cao hơn:", en="What a higher result still needs:")
            if is_scored
            else Text(vi="Lý do đơn vị chưa có thứ hạng:", en="Why the unit has no rank:")
        )
        yield Paragraph(head)
        yield from lines(reasons)


def _changes(history: History, row: int) -> Iterator[Block]:
    yield Heading(
        Text(vi="4. Những điểm khác với số liệu đơn vị tự chấm", en="4. What was changed"), level=2
    )
    changed = history.revisions_of(row)
    if changed:
        yield changes_grid(history.result, changed, with_unit=False)
    else:
        yield Paragraph(
            Text(
                vi="Số liệu được tính đúng như đã ghi, không có số liệu nào bị sửa.",
                en="The figures count as they were entered; none was changed.",
            )
        )


def _sources(result: Result, link: Callable[[Basis], str | None] | None) -> Iterator[Block]:
    """Give the texts that the set cites, with their addresses where somebody knows them."""
    for basis in result.criteria.bases.values():
        address = basis.link or (link(basis) if link is not None else None)
        where = "" if address is None else f" ({address})"
        yield from lines((Text.same(f"{basis.cite}: {basis.title}{where}"),))


def _closing(paper: Paper, name: str) -> Iterator[Block]:
    where, until = or_blank(paper.head.contact, BLANK), say_day(paper.head.until)
    yield Paragraph(
        Text(
            vi=f"Trường hợp chưa nhất trí, đề nghị {name} gửi ý kiến kèm tài liệu chứng minh về {where} "
            f"đến hết {until.vi} để được xem xét, trả lời. Trân trọng./.",
            en=f"If it does not agree, {name} is asked to write to {where} until {until.en}, with "
            "proof.",
        )
    )
