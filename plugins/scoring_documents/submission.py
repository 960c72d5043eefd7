"""Tờ trình: asks the body above to recognise the result."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from scoring import Block, Document, Heading, Paragraph, Result, Text, revisions, say_day
from scoring_documents.lists import counts_grid, open_grid, ranked_grids
from scoring_documents.paper import Paper
from scoring_documents.standings import rows_in
from scoring_documents.wording import counted, or_blank

NAME = "to-trinh"


def compose_submission(result: Result, options: Mapping[str, Any]) -> Document:
    """Compose the submission, with what is still open in plain sight."""
    paper = Paper(NAME, result, options)
    subject = paper.about(
        "Về việc công nhận kết quả chấm điểm, xếp loại", "On recognising the points and grades"
    )
    addressee = or_blank(paper.head.to)
    blocks = [
        *paper.notes(),
        Paragraph(Text(vi=f"Kính gửi: {addressee}", en=f"To: {addressee}"), "centre"),
        *paper.bases(),
        Paragraph(_opening(paper)),
        Heading(Text(vi="1. Quá trình thực hiện", en="1. What was done"), level=2),
        *_course(paper),
        Heading(Text(vi="2. Kết quả", en="2. The result"), level=2),
        counts_grid(result),
        *ranked_grids(result),
        *_open(result),
        Heading(Text(vi="3. Đề nghị", en="3. What is asked"), level=2),
        *_proposal(paper, addressee),
        paper.signed_by_one("Như trên;", f"{paper.council_name.vi};", paper.archive),
    ]
    return paper.document(Text(vi="TỜ TRÌNH", en="SUBMISSION"), subject, blocks, sign="TTr")


def _opening(paper: Paper) -> Text:
    period = paper.period
    return Text(
        vi=f"{paper.body} báo cáo và kính trình kết quả chấm điểm, xếp loại kỳ đánh giá {period.vi} như sau:",
        en=f"{paper.body} reports and submits the points and grades of {period.en}:",
    )


def _course(paper: Paper) -> Iterator[Block]:
    result = paper.result
    count = len(result.units)
    yield Paragraph(
        Text(
            vi=f"Tổng số đơn vị được chấm điểm: {count}; số tiêu chí chấm điểm: "
            f"{len(result.criteria.leaves)}; thang điểm, cách làm tròn và điều kiện xếp loại theo "
            "đúng bộ tiêu chí.",
            en=f"Scored: {counted(count)}, on {len(result.criteria.leaves)} criteria; the scale, the "
            "rounding and the grades are as the set provides.",
        )
    )
    if result.sheet.roles:
        changed = revisions(result.program, result.sheet)
        units = len({one.unit for one in changed})
        yield Paragraph(
            Text(
                vi=f"Qua thẩm định và xét của hội đồng, {len(changed)} số liệu của {units} đơn vị được "
                "điều chỉnh, mỗi điều chỉnh đều ghi lý do (có nhật ký sửa đổi kèm theo).",
                en=f"Appraisal and council changed {len(changed)} answers of {counted(units)}, each "
                "with its reason (log annexed).",
            )
        )
    met = paper.council.meeting.start
    when = say_day(None).vi if met is None else f"ngày {met:%d/%m/%Y}"
    yield Paragraph(
        Text(
            vi=f"{paper.council_name.vi[:1].upper()}{paper.council_name.vi[1:]} đã họp {when}, thống "
            "nhất kết quả (có biên bản kèm theo).",
            en=f"The council met on {when} and agreed on the result (minutes annexed).",
        )
    )


def _open(result: Result) -> Iterator[Block]:
    grid = open_grid(result)
    if grid is not None:
        yield Heading(
            Text(vi="Các đơn vị chưa hoặc không xếp loại", en="Units without a grade"), level=3
        )
        yield grid


def _proposal(paper: Paper, addressee: str) -> Iterator[Block]:
    scored = len(rows_in(paper.result, "scored"))
    waiting = len(rows_in(paper.result, "held", "provisional"))
    yield Paragraph(
        Text(
            vi=f"Kính trình {addressee} xem xét, quyết định công nhận kết quả chấm điểm, xếp loại của "
            f"{scored} đơn vị nêu trên.",
            en=f"We ask {addressee} to recognise the points and grades of the {counted(scored)}.",
        )
    )
    if waiting:
        yield Paragraph(
            Text(
                vi=f"Riêng {waiting} đơn vị đang giữ lại hoặc tạm tính sẽ được trình bổ sung khi có đủ "
                "căn cứ.",
                en=f"{counted(waiting)} held or provisional will be submitted later.",
            )
        )
    yield Paragraph(
        Text(
            vi="Tài liệu kèm theo: bảng tổng hợp điểm và xếp hạng; biên bản họp hội đồng; nhật ký sửa "
            "đổi; dự thảo quyết định./.",
            en="Annexed: the summary; the minutes; the log of changes; the draft decision.",
        )
    )
