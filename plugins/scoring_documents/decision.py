"""Quyết định: recognises the result, with the lists of units as its annex."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from scoring import (
    Block,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Result,
    Text,
    say_day,
)
from scoring_documents.lists import open_grid, recognised_lists
from scoring_documents.paper import Paper
from scoring_documents.standings import by_grade, rows_in
from scoring_documents.wording import BLANK, counted

NAME = "quyet-dinh"


def compose_decision(result: Result, options: Mapping[str, Any]) -> Document:
    """Compose the decision; raises `PaperError` while a unit is held or provisional."""
    paper = Paper(NAME, result, options)
    paper.refuse_open()
    subject = paper.about(
        "Về việc công nhận kết quả chấm điểm, xếp loại", "Recognising the points and grades"
    )
    blocks = [
        *paper.notes(),
        Paragraph(Text.same(_authority(paper)), "centre"),
        *paper.bases(*_grounds(paper)),
        Paragraph(Text(vi="QUYẾT ĐỊNH:", en="DECIDES:"), "centre"),
        *_articles(paper),
        paper.signed_by_one(
            f"Như Điều {_last_article(result)};", f"{paper.council_name.vi};", paper.archive
        ),
        PageBreak(),
        *_annex(paper),
    ]
    return paper.document(Text(vi="QUYẾT ĐỊNH", en="DECISION"), subject, blocks, sign="QĐ")


def _authority(paper: Paper) -> str:
    return (paper.head.authority or paper.council.body.name or BLANK).upper()


def _grounds(paper: Paper) -> Iterator[str]:
    """Give what the decision rests on beyond the law: the minutes, and who proposes it."""
    met = paper.council.meeting.start
    when = say_day(None).vi if met is None else f"ngày {met:%d/%m/%Y}"
    name = paper.council_name.vi
    if not paper.head.bases:
        yield f"Căn cứ Biên bản họp {name} {when}"
        yield f"Theo đề nghị của {name}"


def _articles(paper: Paper) -> Iterator[Block]:
    result = paper.result
    scored, out = rows_in(result, "scored"), rows_in(result, "unclassified")
    about, period = paper.about("", "").vi.strip(), paper.period
    said = [(title, len(rows)) for title, rows in by_grade(result, scored) if rows]
    graded_vi = "; ".join(f"{count} đơn vị xếp loại {title}" for title, count in said)
    graded_en = "; ".join(f"{count} graded {title}" for title, count in said)
    yield _article(
        1,
        f"Công nhận kết quả chấm điểm, xếp loại của {len(scored)} đơn vị {about}, "
        f"kỳ đánh giá {period.vi}, gồm: {graded_vi or 'không có đơn vị nào'} "
        "(có danh sách kèm theo).",
        f"Recognises the points and grades of {counted(len(scored))}, period {period.en}: "
        f"{graded_en or 'none'} (list annexed).",
    )
    if out:
        yield _article(
            2,
            f"Không xếp loại đối với {len(out)} đơn vị, với lý do nêu tại danh sách kèm theo.",
            f"Does not classify {counted(len(out))}, for the reasons in the annex.",
        )
    yield _article(
        _last_article(result),
        f"Quyết định này có hiệu lực kể từ ngày ký. {_cap(paper.council_name.vi)}, các cơ quan, "
        "đơn vị liên quan và các đơn vị có tên trong danh sách chịu trách nhiệm thi hành Quyết định "
        "này./.",
        "This decision takes effect on the day it is signed; the council and the units listed carry "
        "it out.",
    )


def _last_article(result: Result) -> int:
    """Give the number of the article that says who carries the decision out."""
    return 3 if rows_in(result, "unclassified") else 2


def _article(number: int, vi: str, en: str) -> Paragraph:
    return Paragraph(Text(vi=f"Điều {number}. {vi}", en=f"Article {number}. {en}"), "article")


def _cap(text: str) -> str:
    return text[:1].upper() + text[1:]


def _annex(paper: Paper) -> Iterator[Block]:
    yield Heading(Text(vi="DANH SÁCH", en="ANNEX: LIST OF UNITS"))
    named = paper.reference(NAME, "QĐ", "Quyết định")
    yield Paragraph(Text(vi=f"(Kèm theo {named})", en=f"(Annexed to {named})"), "centre")
    yield Heading(
        Text(vi="I. Các đơn vị được công nhận xếp loại", en="I. Units recognised"), level=2
    )
    yield from recognised_lists(paper.result)
    out = open_grid(paper.result, "unclassified")
    if out is not None:
        yield Heading(Text(vi="II. Các đơn vị không xếp loại", en="II. Not classified"), level=2)
        yield out
    waiting = open_grid(paper.result, "held", "provisional")
    if waiting is not None:
        yield Heading(
            Text(
                vi="Các đơn vị chưa có kết quả, không thuộc phạm vi công nhận",
                en="Units without a result yet, not recognised",
            ),
            level=2,
        )
        yield waiting
