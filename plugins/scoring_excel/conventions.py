"""Conventions: what a result rests on, in words: policies, ladder, digests, how to read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from attrs import frozen

from scoring import STATUS_SAID, Result, Text, say_number, say_policies, say_share

_STEPS = {
    "round-leaves": Text(vi="làm tròn từng tiêu chí", en="round each leaf"),
    "sum": Text(vi="cộng", en="sum"),
    "cap": Text(vi="áp mức trần của nhóm", en="cap groups"),
    "normalise": Text(vi="quy đổi", en="normalise"),
    "bonus": Text(vi="cộng điểm thưởng", en="add the bonus"),
    "deduct": Text(vi="trừ điểm trừ", en="deduct"),
    "clamp": Text(vi="giới hạn tổng điểm", en="clamp the total"),
    "round-total": Text(vi="làm tròn tổng điểm", en="round the total"),
}
_COMPARE = {
    "rounded": Text(vi="tổng điểm đã làm tròn", en="the rounded total"),
    "exact": Text(vi="tổng điểm chưa làm tròn", en="the exact total"),
}
_WITHIN = {
    "group": Text(vi="trong từng cụm", en="within each group"),
    "all": Text(vi="chung mọi đơn vị", en="among all units"),
}
_METHOD = {
    "competition": Text(vi="1, 2, 2, 4", en="1, 2, 2, 4"),
    "dense": Text(vi="1, 2, 2, 3", en="1, 2, 2, 3"),
    "ordinal": Text(vi="1, 2, 3, 4", en="1, 2, 3, 4"),
}
_TIED = {
    "shared": Text(vi="cùng hạng", en="share the rank"),
    "vote": Text(vi="hội đồng bỏ phiếu", en="the council votes"),
}
_ON_LINE = {
    "exclude": Text(vi="không nhận cả nhóm bằng điểm", en="none of the tied gets a place"),
    "include": Text(vi="nhận cả nhóm bằng điểm", en="all the tied get a place"),
    "vote": Text(vi="hội đồng bỏ phiếu", en="the council votes"),
}
_QUOTA_BASE = {
    "group": Text(vi="số đơn vị của cụm", en="the units of the group"),
    "graded": Text(vi="số đơn vị đạt “{}” trở lên", en="the units graded “{}” or higher"),
    "graded-finally": Text(
        vi="số đơn vị cuối cùng xếp “{}” trở lên", en="the units finally graded “{}” or higher"
    ),
}
_NO_LIMIT = Text(vi="không giới hạn", en="no limit")


@frozen
class Convention:
    """One line: what it is about, and what holds."""

    what: Text
    said: Text
    is_heading: bool = False


def conventions(result: Result, data: Mapping[str, Any]) -> Iterator[Convention]:
    """Give every line, under headings; `data` is what `serialise` gave."""
    for heading, lines in (
        (Text(vi="Bộ tiêu chí", en="Criteria set"), _instrument(result)),
        (Text(vi="Cách tính", en="How totals are made"), _policies(result)),
        (Text(vi="Xếp loại, xếp hạng", en="Grades and ranks"), _verdicts(result)),
        (Text(vi="Cách đọc tệp này", en="How to read this file"), _reading()),
        (Text(vi="Dấu vết", en="Trace"), _trace(result, data)),
    ):
        yield Convention(heading, Text.same(""), is_heading=True)
        yield from lines


def _line(vi: str, en: str, said: Text) -> Convention:
    return Convention(Text(vi=vi, en=en), said)


def _instrument(result: Result) -> Iterator[Convention]:
    criteria = result.criteria
    period = f"{criteria.period.start:%d/%m/%Y}" + (
        f" – {criteria.period.to:%d/%m/%Y}" if criteria.period.to else ""
    )
    yield _line("Tên", "Title", Text.same(criteria.title))
    yield _line("Mã", "Id", Text.same(criteria.id))
    yield _line("Tình trạng", "Status", STATUS_SAID[criteria.status])
    yield _line("Ban hành", "Issuer", Text.same(criteria.issuer))
    yield _line("Kỳ đánh giá", "Period", Text.same(period))
    if criteria.note:
        yield _line("Lưu ý", "Note", Text.same(criteria.note))
    for basis in criteria.bases.values():
        yield _line("Căn cứ", "Basis", Text.same(f"{basis.cite}: {basis.title}"))


def _policies(result: Result) -> Iterator[Convention]:
    policy = result.criteria.policy
    yield _line("Thang điểm", "Scale", _number(policy.scale))
    yield _line("Nói gọn", "In short", say_policies(result.criteria))
    steps = [_STEPS[step] for step in policy.order]
    order = (" → ".join(one.vi for one in steps), " → ".join(one.en for one in steps))
    yield _line("Thứ tự tính", "Order of work", Text(vi=order[0], en=order[1]))
    low, high = _limit(policy.clamp.min), _limit(policy.clamp.max)
    clamp = Text(vi=f"từ {low.vi} đến {high.vi}", en=f"from {low.en} to {high.en}")
    yield _line("Giới hạn tổng điểm", "Limits of the total", clamp)
    yield _line("Điểm thưởng nhiều nhất", "Most bonus", _limit(policy.bonus_cap))
    yield _line("Điểm trừ nhiều nhất", "Most deduction", _limit(policy.deduction_cap))


def _number(value: Fraction) -> Text:
    return Text(vi=say_number(value, "vi"), en=say_number(value, "en"))


def _limit(value: Fraction | None) -> Text:
    return _NO_LIMIT if value is None else _number(value)


def _verdicts(result: Result) -> Iterator[Convention]:
    criteria = result.criteria
    yield _line("So bằng", "Compared by", _COMPARE[criteria.policy.compare])
    for grade in criteria.grades:
        said = grade.totals.said(grade.share)
        yield _line("Xếp loại", "Grade", Text.same(f"{grade.title}: ") + said)
    plans = result.program.plans if result.program is not None else {}
    kinds = {gate.id: kind for gate, kind in plans["gates"].gates} if "gates" in plans else {}
    titles = {grade.id: grade.title for grade in criteria.grades}
    for gate in criteria.gates:
        parameter = str(gate.parameter)
        effect = kinds[gate.id].said(titles.get(parameter, parameter)) if gate.id in kinds else ""
        yield _line("Điều kiện chặn", "Gate", Text.same(f"{gate.title}: ") + effect)
    for quota in criteria.quotas:
        yield _line("Chỉ tiêu", "Quota", _quota(quota, titles))
    ranking = criteria.ranking
    yield _line("Xếp hạng", "Ranked", _WITHIN[ranking.within])
    yield _line("Cách đánh số hạng", "Ranks are numbered", _METHOD[ranking.method])
    for number, (breaker, given) in enumerate(
        plans["ranks"].breakers if "ranks" in plans else (), 1
    ):
        more = ", ".join(str(value) for value in given.values())
        said = Text.same(f"{number}. ") + breaker.title + (f" ({more})" if more else "")
        yield _line("Bằng điểm thì xét", "Ties are split by", said)
    yield _line("Vẫn bằng nhau", "Still tied", _TIED[ranking.tied])


def _quota(quota: Any, titles: Mapping[str, str]) -> Text:
    """Say a quota in one sentence."""
    base, line = _QUOTA_BASE[quota.base], _ON_LINE[quota.tie_on_line]
    counted = titles.get(quota.base_grade or "", "")
    small = Text.same("")
    if quota.small_group_under is not None:
        under, places = quota.small_group_under, quota.small_group_places
        small = Text(
            vi=f"; cụm dưới {under} đơn vị: {places} chỗ",
            en=f"; a group under {under} units: {places} places",
        )
    return (
        Text(
            vi=f"“{titles[quota.grade]}”: nhiều nhất {say_share(quota.share, 'vi')} "
            f"{base.vi.format(counted)}; bằng điểm ngay vạch: {line.vi}",
            en=f"“{titles[quota.grade]}”: at most {say_share(quota.share, 'en')} of "
            f"{base.en.format(counted)}; tied on the line: {line.en}",
        )
        + small
    )


def _reading() -> Iterator[Convention]:
    yield _line(
        "Số",
        "Numbers",
        Text(
            vi="Là số, tính tiếp được. Excel chỉ giữ 15 chữ số: số nào dài hơn hoặc viết không hết "
            "(như 1/3) thì ô số mang dấu ≈, và cột “số đúng” bên cạnh ghi đủ bằng chữ.",
            en="Are numbers to count with. Excel holds 15 digits: a number that is longer, or has "
            "no end (as 1/3), bears the sign ≈, and the column “exact” beside it has it in full.",
        ),
    )
    yield _line(
        "Chữ trong ô điểm",
        "Words among points",
        Text(
            vi="“trống”: chưa có số liệu; “KAD”: không áp dụng; “giữ lại”: chờ quyết định. "
            "Không chữ nào là số 0; tính vào tổng thế nào thì xem “Cách tính”.",
            en="“blank”: no answer; “n/a”: not applicable; “held”: waits for a decision. None is "
            "a zero; what each does to the total is said above.",
        ),
    )
    yield _line(
        "Màu chữ",
        "Colours of letters",
        Text(
            vi="Xanh lam: thẩm định; tím: hội đồng; đen: đơn vị tự chấm, hoặc bảng không ghi vai.",
            en="Blue: appraised; violet: the council; black: the unit, or a sheet without roles.",
        ),
    )
    yield _line(
        "Màu nền",
        "Colours of cells",
        Text(
            vi="Càng vàng càng xa điểm tối đa; điểm trừ càng đỏ càng bị trừ nhiều. Chỉ để dễ nhìn.",
            en="The more yellow, the further from the maximum; the more red, the more was deducted. "
            "Only to help the eye.",
        ),
    )
    yield _line(
        "Sửa tệp này",
        "Changing this file",
        Text(
            vi="Không đổi được kết quả. Muốn kết quả khác thì sửa số liệu rồi chấm lại; "
            "mã kết quả ở chân trang sẽ khác.",
            en="Does not change the result. To have another one, change the answers and score "
            "again; the digest at the foot of each page will differ.",
        ),
    )


def _trace(result: Result, data: Mapping[str, Any]) -> Iterator[Convention]:
    yield _line("Mã kết quả", "Digest of the result", Text.same(data["digest"]))
    yield _line("Mã bộ tiêu chí", "Digest of the set", Text.same(data["set"]["digest"]))
    yield _line("Mã bảng số liệu", "Digest of the sheet", Text.same(data["sheet"]["digest"]))
    yield _line("Phần mềm", "Engine", Text.same(data["engine"]))
    for plugin in result.plugins:
        yield _line("Phần mở rộng", "Plugin", Text.same(plugin))
