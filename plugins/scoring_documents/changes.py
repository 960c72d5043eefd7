"""Nhật ký sửa đổi: who changed what from self-assessment to council, and what that moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from scoring import (
    ROLE_SAID,
    Block,
    Document,
    Grid,
    Heading,
    Paragraph,
    Result,
    Revision,
    Signature,
    Signatures,
    TableColumn,
    Text,
)
from scoring_documents.history import History, history_of
from scoring_documents.paper import SIGNED, Paper
from scoring_documents.pictures import self_against_appraised
from scoring_documents.standings import total_said
from scoring_documents.wording import DASH, signed

NAME = "nhat-ky-sua-doi"
_MOST_SHIFTS = 10


def compose_changes(result: Result, options: Mapping[str, Any]) -> Document:
    """Compose the log: counts, the greatest shifts of totals, then every single change."""
    paper, history = Paper(NAME, result, options), history_of(result)
    subject = paper.about("Từ tự chấm đến kết quả được tính", "From self-assessment to what counts")
    blocks = [*paper.notes(), *_log(history), _foot(paper)]
    title = Text(vi="NHẬT KÝ SỬA ĐỔI", en="LOG OF CHANGES")
    return paper.document(title, subject, blocks, is_landscape=True)


def _log(history: History) -> Iterator[Block]:
    if not history.result.sheet.layers:
        yield Paragraph(
            Text(
                vi="Bảng số liệu không ghi vai trò (tự chấm, thẩm định, hội đồng) nên không có sửa đổi "
                "nào để ghi lại.",
                en="The sheet has no roles, so there is no change to log.",
            )
        )
        return
    if not history.revisions:
        yield Paragraph(Text(vi="Không có số liệu nào bị sửa đổi.", en="No answer was changed."))
        return
    yield Heading(Text(vi="1. Số lượng sửa đổi", en="1. Counts"), level=2)
    yield _counts(history)
    if history.roles:
        yield Heading(
            Text(vi="2. Tổng điểm thay đổi nhiều nhất", en="2. Greatest shifts of totals"), level=2
        )
        yield from _shifts(history)
        picture = self_against_appraised(history.result)
        if picture is not None:
            yield picture
    yield Heading(Text(vi="3. Từng sửa đổi", en="3. Every change"), level=2)
    yield changes_grid(history.result, history.revisions)


def _counts(history: History) -> Grid:
    columns = (
        TableColumn(Text(vi="Người sửa", en="Who"), width=3),
        TableColumn(Text(vi="Số sửa đổi", en="Changes"), is_number=True, width=2),
        TableColumn(Text(vi="Số đơn vị", en="Units"), is_number=True, width=2),
        TableColumn(Text(vi="Tăng", en="Raised"), is_number=True, width=2),
        TableColumn(Text(vi="Giảm", en="Lowered"), is_number=True, width=2),
        TableColumn(Text(vi="Chưa ghi lý do", en="Without a reason"), is_number=True, width=2),
    )
    roles = dict.fromkeys(one.role for one in history.revisions)
    rows = []
    for role in roles:
        own = [one for one in history.revisions if one.role == role]
        counts = (
            len(own),
            len({one.unit for one in own}),
            sum(one.change is not None and one.change > 0 for one in own),
            sum(one.change is not None and one.change < 0 for one in own),
            sum(not one.reason for one in own),
        )
        rows.append((ROLE_SAID[role], *(Text.same(str(count)) for count in counts)))
    return Grid(columns, tuple(rows))


def _shifts(history: History) -> Iterator[Block]:
    """Give the units whose total moved most away from what they said of themselves."""
    first = history.roles[0]
    result = history.result
    found: list[tuple[Fraction, int]] = []
    for row in range(len(result.units)):
        shift = history.shift(first, row) if history.has_spoken(first, row) else None
        if shift:
            found.append((shift, row))
    found.sort(key=lambda one: (-abs(one[0]), result.units.ids[one[1]]))
    if not found:
        yield Paragraph(Text(vi="Không có tổng điểm nào thay đổi.", en="No total was moved."))
        return
    columns = (
        TableColumn(Text(vi="Đơn vị", en="Unit"), width=6),
        TableColumn(Text(vi="Theo tự chấm", en="As self-assessed"), is_number=True, width=2),
        TableColumn(Text(vi="Được tính", en="Counted"), is_number=True, width=2),
        TableColumn(Text(vi="Chênh lệch", en="Shift"), is_number=True, width=2),
    )
    places = result.criteria.policy.total_rounding.places
    rows = (
        (
            Text.same(result.units.names[row]),
            history.total(first, row),
            total_said(result, row),
            signed(shift, places),
        )
        for shift, row in found[:_MOST_SHIFTS]
    )
    yield Grid(columns, tuple(rows))


def changes_grid(result: Result, changed: Sequence[Revision], with_unit: bool = True) -> Grid:
    """Give changes line by line: which answer, by whom, from what to what, why."""
    name_by_id = dict(zip(result.units.ids, result.units.names, strict=True))
    unit = (TableColumn(Text(vi="Đơn vị", en="Unit"), width=5),) if with_unit else ()
    columns = (
        TableColumn(Text(vi="TT", en="No."), is_number=True, width=1),
        *unit,
        TableColumn(Text(vi="Tiêu chí", en="Criterion"), width=2),
        TableColumn(Text(vi="Số liệu", en="Answer"), width=8),
        TableColumn(Text(vi="Người sửa", en="By"), width=3),
        TableColumn(Text(vi="Từ", en="From"), is_number=True, width=3),
        TableColumn(Text(vi="Thành", en="To"), is_number=True, width=3),
        TableColumn(Text(vi="Chênh", en="Change"), is_number=True, width=2),
        TableColumn(Text(vi="Lý do", en="Reason"), width=8),
    )
    rows = []
    for number, one in enumerate(changed, 1):
        named = (Text.same(name_by_id[one.unit]),) if with_unit else ()
        rows.append(
            (
                Text.same(str(number)),
                *named,
                Text.same(one.question.code or ""),
                Text.same(one.question.ask),
                ROLE_SAID[one.role],
                one.before,
                one.after,
                DASH if one.change is None else signed(one.change),
                Text.same(one.reason),
            )
        )
    return Grid(columns, tuple(rows))


def _foot(paper: Paper) -> Signatures:
    maker = Signature(Text(vi="NGƯỜI LẬP", en="MADE BY"), paper.council.secretary, manner=SIGNED)
    chair = paper.signature(Text(vi="TỔ TRƯỞNG THẨM ĐỊNH", en="HEAD OF THE APPRAISERS"), "", SIGNED)
    return Signatures((maker, chair), paper.recipients())
