"""Thông báo: makes the result public, and says where and until when to complain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from scoring import Block, Document, Heading, Paragraph, Result, Text, say_day, short_digest
from scoring_documents.lists import counts_grid, open_grid, ranked_grids
from scoring_documents.paper import Paper, digest_of
from scoring_documents.wording import BLANK, counted, or_blank

NAME = "thong-bao"


def compose_notice(result: Result, options: Mapping[str, Any]) -> Document:
    """Compose the notice; raises `PaperError` while a unit is held or provisional."""
    paper = Paper(NAME, result, options)
    paper.refuse_open()
    subject = paper.about(
        "Công khai kết quả chấm điểm, xếp loại", "Publication of points and grades"
    )
    blocks = [
        *paper.notes(),
        Paragraph(_opening(paper)),
        Heading(Text(vi="1. Kết quả chung", en="1. In all"), level=2),
        counts_grid(result),
        Heading(Text(vi="2. Điểm, xếp loại và thứ hạng", en="2. Points, grades, ranks"), level=2),
        *ranked_grids(result),
        *_open(result),
        *_complaints(paper),
        paper.signed_by_one("Các đơn vị được chấm điểm;", "Niêm yết công khai;", paper.archive),
    ]
    return paper.document(Text(vi="THÔNG BÁO", en="NOTICE"), subject, blocks, sign="TB")


def _opening(paper: Paper) -> Text:
    about, period = paper.about("", ""), paper.period
    count = len(paper.result.units)
    return Text(
        vi=f"{paper.body} thông báo công khai kết quả chấm điểm, xếp loại {count} đơn vị "
        f"{about.vi.strip()}, kỳ đánh giá {period.vi}, như sau:",
        en=f"{paper.body} makes public the points and grades of {counted(count)} "
        f"{about.en.strip()}, period {period.en}:",
    )


def _open(result: Result) -> Iterator[Block]:
    grid = open_grid(result)
    if grid is not None:
        yield Heading(
            Text(vi="Các đơn vị chưa hoặc không xếp loại", en="Units without a grade"), level=3
        )
        yield grid


def _complaints(paper: Paper) -> Iterator[Block]:
    head = paper.head
    where, until = or_blank(head.contact, BLANK + BLANK), say_day(head.until)
    name = short_digest(digest_of(paper.result))
    yield Heading(Text(vi="3. Phản ánh, kiến nghị, khiếu nại", en="3. Complaints"), level=2)
    yield Paragraph(
        Text(
            vi=f"Mọi ý kiến phản ánh, kiến nghị, khiếu nại về kết quả này gửi về: {where}; "
            f"thời hạn tiếp nhận: đến hết {until.vi}. Ý kiến cần nêu rõ tên đơn vị, tiêu chí và "
            "lý do, kèm tài liệu chứng minh (nếu có).",
            en=f"Complaints about this result go to: {where}; until the end of {until.en}. They "
            "name the unit, the criterion and the reason, with proof if there is any.",
        )
    )
    yield Paragraph(
        Text(
            vi=f"Khi đối chiếu với kết quả gốc, dùng mã kết quả {name}. Mỗi đơn vị được nhận phiếu "
            "chấm điểm ghi rõ điểm từng tiêu chí và lý do.",
            en=f"To compare with the result itself, use its digest {name}. Each unit receives its "
            "score sheet with the points of each criterion and the reasons.",
        )
    )
    yield Paragraph(
        Text(
            vi=f"Trên đây là thông báo của {paper.body}./.", en=f"Thus the notice of {paper.body}."
        )
    )
