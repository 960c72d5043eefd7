"""Read a council's file: TOML to a `Council`, or every problem at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

from scoring.engine.format import NODE, NODES, TEXTS
from scoring.engine.locate import Path as Keys
from scoring.engine.reading.desk import MOST_PROBLEMS, Desk, FullError, Table
from scoring.engine.reading.toml import MOST_BYTES, read_toml
from scoring.model import catalogue
from scoring.model.council import Body, Council, Meeting, Member, PaperHead, Signer, Vote
from scoring.model.document import LETTERHEADS
from scoring.model.errors import CouncilError, say_file_error
from scoring.model.problems import Place, Problem
from scoring.model.text import Text
from scoring.plugin.parameters import (
    COUNT,
    DATE,
    FLAG,
    SHARE,
    TEXT,
    Parameter,
    ParameterType,
    fault,
    one_of,
)
from scoring.plugin.registry import Registry


def _moment(raw: object) -> date:
    """Read a day with or without the time of a clock on the wall."""
    if not isinstance(raw, date) or (isinstance(raw, datetime) and raw.tzinfo is not None):
        raise fault(
            "cần ngày và giờ.",
            "a day and an hour are wanted.",
            "Viết không có ngoặc kép, ví dụ 2026-12-10T08:00:00; chưa rõ giờ thì chỉ ghi ngày.",
            "Write it without quotes, such as 2026-12-10T08:00:00; the day alone if need be.",
        )
    return raw


MOMENT = ParameterType("moment", Text(vi="ngày và giờ", en="day and hour"), _moment)


def _key(name: str, type_: ParameterType, vi: str, en: str, required: bool = False) -> Parameter:
    return Parameter(name, type_, Text(vi=vi, en=en), required)


FILE = (
    _key("body", NODE, "cơ quan ban hành", "who issues the papers"),
    _key("council", NODE, "hội đồng", "the council"),
    _key("meeting", NODE, "phiên họp", "the meeting"),
    _key("paper", NODE, "từng loại văn bản", "a head for each paper"),
)
BODY = (
    _key(
        "kind",
        one_of(*LETTERHEADS),
        "văn bản của Nhà nước (state) hay của Đảng (party)",
        "papers of the State or of the Party",
    ),
    _key("superior", TEXT, "cơ quan cấp trên, in ở dòng đầu", "the body above, on the first line"),
    _key("name", TEXT, "cơ quan ban hành", "the body that issues"),
    _key("place", TEXT, "địa danh, in trước ngày tháng", "the place, before the day"),
    _key("sign", TEXT, "chữ viết tắt trong số ký hiệu", "its short sign in numbers"),
)
COUNCIL = (
    _key("title", TEXT, "tên hội đồng", "its name"),
    _key("chair", TEXT, "người chủ trì", "who presides"),
    _key("secretary", TEXT, "thư ký", "who takes the minutes"),
    _key("quorum", SHARE, "tỷ lệ thành viên phải có mặt", "share of members who must be present"),
    _key("members", NODES, "các thành viên", "its members"),
)
MEMBER = (
    _key("name", TEXT, "họ và tên", "name", required=True),
    _key("duty", TEXT, "chức vụ, vai trò trong hội đồng", "office, part in the council"),
    _key("present", FLAG, "có mặt hay không", "whether present"),
    _key("note", TEXT, "lý do vắng mặt, ghi chú", "why absent, a note"),
)
MEETING = (
    _key("start", MOMENT, "bắt đầu lúc nào", "when it began"),
    _key("end", MOMENT, "kết thúc lúc nào", "when it ended"),
    _key("place", TEXT, "họp ở đâu", "where it was"),
    _key("present", COUNT, "số thành viên có mặt", "how many members were present"),
    _key("absent", TEXTS, "ai vắng, vì sao", "who was absent, and why"),
    _key("invited", TEXTS, "ai được mời dự", "who was invited"),
    _key("opinions", TEXTS, "các ý kiến phát biểu", "what was said"),
    _key("votes", NODES, "các lần biểu quyết", "what was voted on"),
)
VOTE = (
    _key("question", TEXT, "biểu quyết về việc gì", "what was put to the vote", required=True),
    _key("for", COUNT, "số phiếu tán thành", "votes for"),
    _key("against", COUNT, "số phiếu không tán thành", "votes against"),
    _key("abstain", COUNT, "số phiếu không có ý kiến", "abstentions"),
)
PAPER = (
    _key("number", TEXT, "số và ký hiệu, không có chữ “Số”", "number and signs, without “Số”"),
    _key("day", DATE, "ngày ban hành", "the day it is issued"),
    _key("to", TEXT, "kính gửi ai", "whom it addresses"),
    _key("authority", TEXT, "ai quyết định, nếu không phải là cơ quan ban hành", "who decides"),
    _key("bases", TEXTS, "các căn cứ, mỗi căn cứ một dòng", "what it rests on, a line each"),
    _key("recipients", TEXTS, "nơi nhận", "who receives it"),
    _key("signer", NODE, "người ký", "who signs"),
    _key("contact", TEXT, "nơi tiếp nhận phản ánh, khiếu nại", "where complaints are taken"),
    _key("until", DATE, "nhận phản ánh, khiếu nại đến ngày", "last day for complaints"),
)
SIGNER = (
    _key("on_behalf", TEXT, "ký thay ai, ví dụ “TM. ỦY BAN NHÂN DÂN”", "for whom"),
    _key("role", TEXT, "chức vụ người ký, ví dụ “CHỦ TỊCH”", "as what"),
    _key("name", TEXT, "họ và tên người ký", "by what name"),
)


def read_council(path: str | Path, registry: Registry) -> Council:
    """Give the council of a file; raises `CouncilError` with all its errors, each with its line."""
    council, problems = read_council_with_problems(path, registry)
    errors = [problem for problem in problems if problem.is_error]
    if errors or council is None:
        raise CouncilError(errors)
    return council


def read_council_with_problems(
    path: str | Path, registry: Registry
) -> tuple[Council | None, tuple[Problem, ...]]:
    """Give the council as far as it can be read, with its errors and warnings in order."""
    file = Path(path)
    try:
        with file.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        return None, (catalogue.unreadable_file(Place(str(file)), say_file_error(error)),)
    desk = Desk(str(file), registry)
    council, more = None, []
    try:
        council = _read(desk, content)
    except FullError:
        more = [catalogue.too_many_problems(Place(str(file)), MOST_PROBLEMS)]
    found = sorted(dict.fromkeys(desk.problems), key=lambda one: (one.place.order(), one.code))
    return council, (*found, *more)


def _read(desk: Desk, content: bytes) -> Council | None:
    top = read_toml(desk, content)
    if top is None:
        return None
    found = desk.table(top, (), FILE)
    head = _table(desk, found, ("council",), COUNCIL)
    members = _members(desk, head.pop("members", None))
    council = Council(
        **head,
        body=Body(**_table(desk, found, ("body",), BODY)),
        members=members,
        meeting=_meeting(desk, found),
        head_by_form=_heads(desk, found.get("paper")),
    )
    _check_names(desk, council)
    _check_meeting(desk, council)
    _check_numbers(desk, council)
    return council


def _table(desk: Desk, found: Table, path: Keys, keys: Sequence[Parameter]) -> Table:
    """Read a table that may be absent; its texts are plain texts."""
    name = path[-1]
    table = desk.table(found[name], path, keys) if name in found else {}
    return {key: _plain(value) for key, value in table.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return str(value)
    if isinstance(value, tuple):
        return tuple(str(one) for one in value)
    return value


def _listed(
    desk: Desk, raw: object, path: Keys, keys: Sequence[Parameter]
) -> list[tuple[Keys, Table]]:
    """Read the tables of a list; those that lack what they need are told and left out."""
    needed = {key.name for key in keys if key.required}
    tables = []
    for spot, one in desk.listed(raw, path):
        table = {key: _plain(value) for key, value in desk.table(one, spot, keys).items()}
        if needed <= set(table):
            tables.append((spot, table))
    return tables


def _members(desk: Desk, raw: object) -> tuple[Member, ...]:
    rows = _listed(desk, raw, ("council", "members"), MEMBER)
    return tuple(
        Member(row["name"], row.get("duty", ""), row.get("present"), row.get("note", ""))
        for _, row in rows
    )


def _meeting(desk: Desk, found: Table) -> Meeting:
    table = _table(desk, found, ("meeting",), MEETING)
    if "present" in table:
        table["present"] = int(table["present"])
    rows = _listed(desk, table.pop("votes", None), ("meeting", "votes"), VOTE)
    words = ("for", "against", "abstain")
    votes = tuple(
        Vote(row["question"], *(int(row.get(word, Fraction(0))) for word in words))
        for _, row in rows
    )
    return Meeting(**table, votes=votes)


def _heads(desk: Desk, raw: object) -> dict[str, PaperHead]:
    known = sorted(desk.registry.forms)
    heads: dict[str, PaperHead] = {}
    for path, one in desk.named(raw, ("paper",)):
        name = str(path[-1])
        if name not in known:
            desk.add(catalogue.unknown_key, path, name, known)
            continue
        table = {key: _plain(value) for key, value in desk.table(one, path, PAPER).items()}
        signer = None
        if "signer" in table:
            signer = Signer(**_table(desk, table, (*path, "signer"), SIGNER))
        heads[name] = PaperHead(**{**table, "signer": signer})
    return heads


# ---- what does not go together -----------------------------------------------------------------


def _check_names(desk: Desk, council: Council) -> None:
    """Tell who presides or writes and is not on the list: in a paper a slip of a name is grave."""
    names = [member.name for member in council.members]
    for key in ("chair", "secretary"):
        name = getattr(council, key)
        if names and name and name not in names:
            desk.add(catalogue.not_a_member, ("council", key), name, names)
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name in seen:
            desk.add(catalogue.same_member, ("council", "members", index, "name"), name)
        seen.add(name)


def _check_meeting(desk: Desk, council: Council) -> None:
    meeting = council.meeting
    start, end = meeting.start, meeting.end
    if start is not None and end is not None and _ends_before(start, end):
        desk.add(catalogue.ends_before, ("meeting", "end"))
    told = [member.is_present for member in council.members]
    counted = sum(bool(one) for one in told)
    if meeting.present is not None and told:
        most = len(told)
        if meeting.present > most or (None not in told and meeting.present != counted):
            args = meeting.present, most if None in told else counted, most
            desk.add(catalogue.present_disagrees, ("meeting", "present"), *args)
    if council.is_quorate is False:
        assert council.quorum is not None
        there = council.present or 0
        desk.add(catalogue.not_quorate, ("council", "quorum"), there, len(told), council.quorum)
    for index, vote in enumerate(meeting.votes):
        cast = vote.yes + vote.no + vote.abstained
        if council.present is not None and cast > council.present:
            desk.add(catalogue.too_many_votes, ("meeting", "votes", index), cast, council.present)


def _ends_before(start: date, end: date) -> bool:
    if isinstance(start, datetime) and isinstance(end, datetime):
        return end < start
    days = [one.date() if isinstance(one, datetime) else one for one in (start, end)]
    return days[1] < days[0]


def _check_numbers(desk: Desk, council: Council) -> None:
    """Tell a number in the other kind’s manner: the State writes “12/QĐ-UBND”, the Party “12-QĐ/TU”."""
    for form, head in council.head_by_form.items():
        digits = head.number.lstrip("0123456789 .…")
        wanted, other = ("/", "-") if council.body.kind == "state" else ("-", "/")
        if digits.startswith(other):
            desk.add(catalogue.number_of_other_kind, ("paper", form, "number"), head.number, wanted)


__all__ = ["BODY", "COUNCIL", "FILE", "MEETING", "MEMBER", "PAPER", "SIGNER", "VOTE"]
