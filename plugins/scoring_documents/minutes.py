"""Biên bản: who met, what they looked at, what they decided, what they could not decide yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from scoring import (
    Block,
    Council,
    Document,
    Grid,
    Heading,
    Paragraph,
    Result,
    TableColumn,
    Text,
    say_share,
)
from scoring_documents.lists import counts_grid, open_grid, ranked_grids
from scoring_documents.paper import Paper
from scoring_documents.standings import list_groups, total_said
from scoring_documents.wording import (
    BLANK,
    LINE,
    SHORT_BLANK,
    counted,
    listed,
    moment_said,
    or_blank,
    quoted,
)

NAME = "bien-ban"
_PRESENT = {
    True: Text(vi="có mặt", en="present"),
    False: Text(vi="vắng", en="absent"),
    None: Text.same(SHORT_BLANK),
}


def compose_minutes(result: Result, options: Mapping[str, Any]) -> Document:
    """Compose the minutes, signed by the secretary and the chair."""
    paper = Paper(NAME, result, options)
    subject = Text(
        vi=f"Họp {paper.council_name.vi} xét kết quả chấm điểm, xếp loại theo bộ tiêu chí "
        + quoted(paper.criteria.title),
        en=f"Meeting of {paper.council_name.en} on the points and grades by the criteria set "
        + quoted(paper.criteria.title),
    )
    blocks = [
        *paper.notes(),
        Paragraph(_opening(paper)),
        Heading(Text(vi="I. Thành phần", en="I. Who was there"), level=2),
        *_attendance(paper.council),
        Heading(Text(vi="II. Nội dung", en="II. Agenda"), level=2),
        *_agenda(),
        Heading(Text(vi="III. Kết quả chấm điểm, xếp loại", en="III. Result"), level=2),
        counts_grid(result),
        *ranked_grids(result),
        *_open(result),
        *_decisions(paper),
        Heading(Text(vi="V. Ý kiến thảo luận", en="V. Opinions"), level=2),
        *_opinions(paper.council),
        Heading(Text(vi="VI. Kết luận", en="VI. Conclusion"), level=2),
        Paragraph(_closing(paper)),
        paper.signed_by_council(),
    ]
    return paper.document(Text(vi="BIÊN BẢN", en="MINUTES"), subject, blocks, sign="BB")


def _opening(paper: Paper) -> Text:
    meeting, period = paper.council.meeting, paper.period
    start = moment_said(meeting.start)
    place = or_blank(meeting.place)
    return Text(
        vi=f"Hôm nay, vào hồi {start.vi}, tại {place}, {paper.council_name.vi} họp "
        f"xét kết quả chấm điểm, xếp loại {len(paper.result.units)} đơn vị, kỳ đánh giá {period.vi}.",
        en=f"Began: {start.en}, at {place}. Subject: the points and grades of "
        f"{counted(len(paper.result.units))}, period {period.en}.",
    )


# ---- who was there -----------------------------------------------------------------------------


def _attendance(council: Council) -> Iterator[Block]:
    yield _line("Chủ trì", "Presiding", or_blank(council.chair))
    yield _line("Thư ký", "Secretary", or_blank(council.secretary))
    if council.members:
        yield _members(council)
    yield Paragraph(_count(council))
    absent = list(council.meeting.absent) or [
        f"{one.name} ({one.note})" if one.note else one.name
        for one in council.members
        if one.is_present is False
    ]
    yield _line("Vắng mặt", "Absent", "; ".join(absent) or _none(council.members))
    invited = "; ".join(council.meeting.invited)
    yield _line("Khách mời", "Invited", or_blank(invited))


def _line(vi: str, en: str, said: str) -> Paragraph:
    return Paragraph(Text(vi=f"{vi}: {said}", en=f"{en}: {said}"))


def _none(members: Sequence[Any]) -> str:
    return "không" if members and all(one.is_present for one in members) else BLANK


def _members(council: Council) -> Grid:
    columns = (
        TableColumn(Text(vi="TT", en="No."), is_number=True),
        TableColumn(Text(vi="Họ và tên", en="Name"), width=6),
        TableColumn(Text(vi="Chức vụ, nhiệm vụ trong hội đồng", en="Office"), width=8),
        TableColumn(Text(vi="Có mặt", en="Present"), width=3),
    )
    rows = (
        (
            Text.same(str(number)),
            Text.same(one.name),
            Text.same(one.duty),
            _PRESENT[one.is_present],
        )
        for number, one in enumerate(council.members, 1)
    )
    return Grid(columns, tuple(rows))


def _count(council: Council) -> Text:
    """Say how many were present, and whether that is enough."""
    present = SHORT_BLANK if council.present is None else f"{council.present:02d}"
    most = f"{len(council.members):02d}" if council.members else SHORT_BLANK
    needed = SHORT_BLANK if council.quorum is None else say_share(council.quorum)
    enough = {
        True: Text(vi="đủ điều kiện họp", en="quorate"),
        False: Text(vi="CHƯA ĐỦ điều kiện họp", en="NOT quorate"),
        None: Text(vi=f"điều kiện họp: {SHORT_BLANK}", en=f"quorate: {SHORT_BLANK}"),
    }[council.is_quorate]
    return Text(
        vi=f"Số thành viên có mặt: {present}/{most}; số phải có mặt ít nhất: {needed}; {enough.vi}.",
        en=f"Members present: {present} of {most}; needed: {needed}; {enough.en}.",
    )


# ---- what was looked at and decided ------------------------------------------------------------


def _agenda() -> Iterator[Block]:
    lines = (
        (
            "1. Thư ký báo cáo bảng tổng hợp điểm, các thay đổi khi thẩm định và lý do.",
            "1. The secretary reports the summary, the changes made in appraisal and their reasons.",
        ),
        (
            "2. Hội đồng thảo luận từng nhóm đơn vị, các trường hợp đồng hạng, giữ lại, không xếp loại.",
            "2. The council discusses each group, ties, and units held or not classified.",
        ),
        (
            "3. Hội đồng biểu quyết các việc còn ý kiến khác nhau và thông qua kết quả.",
            "3. It votes on what is not agreed, and adopts the result.",
        ),
    )
    for vi, en in lines:
        yield Paragraph(Text(vi=vi, en=en))


def _open(result: Result) -> Iterator[Block]:
    grid = open_grid(result)
    if grid is not None:
        yield Heading(
            Text(
                vi="Các đơn vị giữ lại, tạm tính, không xếp loại và lý do",
                en="Units held, provisional or not classified, and why",
            ),
            level=3,
        )
        yield grid


def _decisions(paper: Paper) -> Iterator[Block]:
    yield Heading(Text(vi="IV. Các việc hội đồng quyết định", en="IV. Decisions"), level=2)
    ties = list(_ties(paper.result))
    for line in ties:
        yield Paragraph(line)
    decided = _decided(paper.result)
    if decided is not None:
        yield decided
    if paper.council.meeting.votes:
        yield _votes(paper.council)
    if not ties and decided is None and not paper.council.meeting.votes:
        yield Paragraph(
            Text(
                vi="Không có trường hợp đồng hạng hoặc phải biểu quyết riêng.",
                en="There was no tie and no separate vote.",
            )
        )


def _ties(result: Result) -> Iterator[Text]:
    """Say which units share a rank."""
    for group in list_groups(result):
        ranks = [result.rank(row) for row in group.rows]
        for rank in dict.fromkeys(one for one in ranks if one is not None):
            rows = [row for row in group.rows if result.rank(row) == rank]
            if len(rows) < 2:
                continue
            names = listed([result.units.names[row] for row in rows])
            total = total_said(result, rows[0])
            place = f" ({group.name})" if group.name else ""
            yield Text(
                vi=f"Đồng hạng {rank}{place}, cùng {total.vi} điểm: {names}.",
                en=f"Tied on rank {rank}{place} with {total.en} points: {names}.",
            )


def _decided(result: Result) -> Grid | None:
    """Give the grades that the council decided itself, with its reasons."""
    if not result.sheet.decided:
        return None
    titles = {grade.id: grade.title for grade in result.criteria.grades}
    name_by_id = dict(zip(result.units.ids, result.units.names, strict=True))
    columns = (
        TableColumn(Text(vi="Đơn vị", en="Unit"), width=3),
        TableColumn(Text(vi="Hội đồng quyết định", en="Decided"), width=3),
        TableColumn(Text(vi="Lý do", en="Why"), width=6),
    )
    rows = (
        (Text.same(name_by_id[unit]), Text.same(titles.get(grade, grade)), Text.same(reason))
        for unit, (grade, reason) in sorted(result.sheet.decided.items())
    )
    return Grid(columns, tuple(rows))


def _votes(council: Council) -> Grid:
    columns = (
        TableColumn(Text(vi="Nội dung biểu quyết", en="Question"), width=8),
        TableColumn(Text(vi="Tán thành", en="For"), is_number=True, width=2),
        TableColumn(Text(vi="Không tán thành", en="Against"), is_number=True, width=2),
        TableColumn(Text(vi="Không có ý kiến", en="Abstained"), is_number=True, width=2),
        TableColumn(Text(vi="Tỷ lệ tán thành", en="Share for"), is_number=True, width=2),
    )
    rows = (
        (
            Text.same(vote.question),
            Text.same(str(vote.yes)),
            Text.same(str(vote.no)),
            Text.same(str(vote.abstained)),
            _share(vote.yes, council.present),
        )
        for vote in council.meeting.votes
    )
    return Grid(columns, tuple(rows))


def _share(votes: int, present: int | None) -> Text:
    """Write the share of the members present; a share that does not end stays a ratio."""
    if not present:
        return Text.same(SHORT_BLANK)
    share = Fraction(votes, present)
    return Text(vi=say_share(share, "vi"), en=say_share(share, "en"))


def _opinions(council: Council) -> Iterator[Block]:
    for opinion in council.meeting.opinions:
        yield Paragraph(Text.same(f"– {opinion}"))
    if not council.meeting.opinions:
        for _ in range(3):
            yield Paragraph(Text.same(LINE))


def _closing(paper: Paper) -> Text:
    end = moment_said(paper.council.meeting.end)
    return Text(
        vi="Hội đồng thống nhất kết quả nêu tại mục III và mục IV, giao thư ký hoàn thiện hồ sơ, trình "
        f"cấp có thẩm quyền xem xét, quyết định. Phiên họp kết thúc vào hồi {end.vi}. Biên bản đã được đọc "
        f"cho các thành viên cùng nghe, nhất trí và được lập thành {SHORT_BLANK} bản./.",
        en="The council adopts what sections III and IV say and asks the secretary to submit it. "
        f"Ended: {end.en}. Read to all members and agreed; made in {SHORT_BLANK} copies.",
    )
