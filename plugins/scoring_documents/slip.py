"""Phiếu chấm điểm: every criterion of one unit, what was said by whom, what counts and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import evolve

from scoring import (
    ROLE_SAID,
    ROLES,
    Block,
    Document,
    Explanation,
    Grid,
    Heading,
    PageBreak,
    Paragraph,
    Result,
    Signature,
    Signatures,
    Step,
    TableColumn,
    Text,
    explain,
    say_number,
    why,
)
from scoring_documents.history import History, history_of
from scoring_documents.paper import SIGNED, Paper, lines
from scoring_documents.pictures import unit_in_group
from scoring_documents.standings import (
    grade_said,
    leaf_places,
    list_groups,
    rank_said,
    total_said,
    why_said,
)
from scoring_documents.wording import DASH, join, points_said, signed

NAME = "phieu-cham-diem"
# In landscape a picture as wide as the page would leave no room for the table.
_PICTURE_WIDTH = {False: 100, True: 66}
_HEAD = Text(vi="PHIẾU CHẤM ĐIỂM", en="SCORE SHEET")


def compose_slip(result: Result, options: Mapping[str, Any]) -> Document:
    """Compose the sheet of one unit; without one, of every unit, each on a page of its own."""
    paper, history = Paper(NAME, result, options), history_of(result)
    row = paper.row
    if row is not None:
        subject = Text.same(result.units.names[row])
        blocks = [*paper.notes(), *_slip(paper, history, row), _foot(paper)]
    else:
        subject = paper.about("Các đơn vị được chấm điểm", "All units scored")
        blocks = [*paper.notes(), *_slips(paper, history)]
    return paper.document(_HEAD, subject, blocks, is_landscape=bool(history.roles))


def _slips(paper: Paper, history: History) -> Iterator[Block]:
    rows = [row for group in list_groups(paper.result) for row in group.rows]
    for index, row in enumerate(rows):
        if index:
            yield PageBreak()
        yield Heading(Text.same(paper.result.units.names[row]), level=2)
        yield from _slip(paper, history, row)
        yield _foot(paper)


def _slip(paper: Paper, history: History, row: int) -> Iterator[Block]:
    result = paper.result
    told = explain(result, row)
    period = paper.period
    yield Paragraph(
        Text(
            vi=f"Bộ tiêu chí: {paper.criteria.title}. Kỳ đánh giá: {period.vi}. Cụm, khối: "
            f"{result.units.groups[row]}.",
            en=f"Criteria set: {paper.criteria.title}. Period: {period.en}. Group: "
            f"{result.units.groups[row]}.",
        )
    )
    yield _verdict(result, row)
    if paper.row is not None:
        yield evolve(unit_in_group(result, row), width=_PICTURE_WIDTH[bool(history.roles)])
    yield _grid(result, history, told, row)
    remarks = history.remarks(row)
    if remarks:
        yield Heading(Text(vi="Lý do, ghi chú đã ghi lại", en="Reasons on record"), level=3)
        yield from lines(remarks)


def _verdict(result: Result, row: int) -> Grid:
    """Give total, grade and rank at the top, where everybody looks first."""
    columns = (
        TableColumn(Text(vi="Tổng điểm", en="Total"), width=2),
        TableColumn(Text(vi="Xếp loại", en="Grade"), width=3),
        TableColumn(Text(vi="Thứ hạng trong cụm, khối", en="Rank in the group"), width=2),
        TableColumn(Text(vi="Điều còn thiếu, lý do", en="What is missing, why"), width=6),
    )
    cells = (
        total_said(result, row),
        grade_said(result, row),
        rank_said(result, row),
        why_said(result, row) if why(result, row) else DASH,
    )
    return Grid(columns, (cells,))


def _grid(result: Result, history: History, told: Explanation, row: int) -> Grid:
    roles = [TableColumn(_capital(ROLE_SAID[one]), True, 3) for one in history.roles]
    # Where nobody changed anything there is little to note, and more room for the arithmetic.
    work, notes = (10, 6) if roles else (13, 4)
    columns = (
        TableColumn(Text(vi="Mã", en="Code"), width=2),
        TableColumn(Text(vi="Tiêu chí", en="Criterion"), width=8),
        TableColumn(Text(vi="Điểm tối đa", en="Maximum"), is_number=True, width=3),
        TableColumn(Text(vi="Số liệu và cách tính", en="Answers and arithmetic"), width=work),
        *roles,
        TableColumn(Text(vi="Điểm được tính", en="Points"), is_number=True, width=3),
        TableColumn(Text(vi="Lý do, ghi chú", en="Reason, note"), width=notes),
    )
    steps = [step for step in told.total.walk() if step is not told.total]
    lines = [_line(result, history, step, row) for step in steps]
    lines.append(_total_line(result, history, row))
    return Grid(columns, tuple(lines))


def _line(result: Result, history: History, step: Step, row: int) -> tuple[Text, ...]:
    code = step.code
    known = code is not None and code in result.criteria.criterion_by_code
    name = Text.same(result.criteria.criterion_by_code[str(code)].title) if known else step.label
    most = points_said(step.max, None) if step.max is not None else Text.same("")
    said = [_without_role(one) for one in step.inputs]
    said += [step.arithmetic] if step.arithmetic is not None else []
    notes = [*([step.note] if step.note is not None else []), *history.reasons(row, code)]
    return (
        Text.same(code or ""),
        name,
        most,
        join(said),
        *(history.points(role, code, row) for role in history.roles),
        _points(result, step),
        join(notes),
    )


def _without_role(said: Text) -> Text:
    """Leave out who gave an answer where nobody said otherwise: the columns tell it."""
    vi, en = said.vi, said.en
    for role in ROLES:
        vi = vi.removesuffix(f" ({ROLE_SAID[role].vi})")
        en = en.removesuffix(f" ({ROLE_SAID[role].en})")
    return Text(vi=vi, en=en)


def _points(result: Result, step: Step) -> Text:
    if step.points is None:
        return Text.same("")
    if step.kind == "policy":
        return signed(step.points)
    if step.state == "not-applicable" and not step.points:
        return Text(vi="KAD", en="n/a")
    if step.state in ("missing", "held") and result.criteria.policy.missing != "zero":
        return DASH
    return points_said(step.points, leaf_places(result))


def _total_line(result: Result, history: History, row: int) -> tuple[Text, ...]:
    scale = result.criteria.policy.scale
    return (
        Text.same(""),
        Text(vi="TỔNG ĐIỂM", en="TOTAL"),
        Text(vi=say_number(scale, "vi"), en=say_number(scale, "en")),
        Text.same(""),
        *(history.total(role, row) for role in history.roles),
        total_said(result, row),
        Text.same(""),
    )


def _capital(text: Text) -> Text:
    return Text(vi=text.vi[:1].upper() + text.vi[1:], en=text.en[:1].upper() + text.en[1:])


def _foot(paper: Paper) -> Signatures:
    unit = Signature(
        Text(vi="ĐẠI DIỆN ĐƠN VỊ", en="FOR THE UNIT"),
        manner=Text(vi="(Ký xác nhận đã nhận phiếu)", en="(received)"),
    )
    chair = paper.signature(paper.for_council, paper.council.chair, SIGNED)
    return Signatures((unit, chair), paper.recipients())
