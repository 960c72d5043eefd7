"""Tell: conditions and answers in the words of the council."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

from scoring.engine.conditions import Judge
from scoring.engine.questions import Question
from scoring.model.columns import State
from scoring.model.criteria import (
    AllCondition,
    AnyCondition,
    Condition,
    CriteriaSet,
    Criterion,
    FieldCondition,
    LinkCondition,
    NotCondition,
    PartsCondition,
    PointsCondition,
    StateCondition,
    TotalCondition,
)
from scoring.model.numbers import say_number, say_share
from scoring.model.sheet import Remark
from scoring.model.text import Text, join

STATE_SAID = {
    "value": Text(vi="có điểm", en="has points"),
    "missing": Text(vi="để trống", en="left blank"),
    "not-applicable": Text(vi="không áp dụng", en="not applicable"),
    "held": Text(vi="chờ quyết định", en="held"),
}
STATE_NAMES = {
    State.VALUE: "value",
    State.MISSING: "missing",
    State.NOT_APPLICABLE: "not-applicable",
    State.HELD: "held",
}
ROLE_SAID = {
    "self": Text(vi="tự chấm", en="self-assessed"),
    "appraised": Text(vi="thẩm định", en="appraised"),
    "council": Text(vi="hội đồng", en="council"),
    "": Text.same(""),
}
REMARK_SAID = {
    "reason": Text(vi="Lý do ghi lại", en="Reason on record"),
    "evidence": Text(vi="Minh chứng", en="Evidence"),
    "note": Text(vi="Ghi chú", en="Note"),
}
STATUS_SAID = {
    "draft": Text(vi="dự thảo", en="draft"),
    "in-force": Text(vi="đang áp dụng", en="in force"),
    "legacy": Text(vi="đã hết áp dụng, để tham khảo", en="no longer applied, for reference"),
}
OWNER_SAID = {
    "unit": Text(vi="đơn vị tự chấm", en="the unit"),
    "appraiser": Text(vi="tổ thẩm định", en="the appraiser"),
    "council": Text(vi="hội đồng", en="the council"),
    "superior": Text(vi="cấp trên", en="the superior"),
    "survey": Text(vi="khảo sát", en="a survey"),
}
UNIT_STATE_SAID = {
    "held": Text(vi="Chưa xếp hạng: giữ lại", en="Not ranked: held"),
    "unclassified": Text(vi="Không xếp loại", en="Not classified"),
    "provisional": Text(vi="Tạm tính, chưa xếp hạng", en="Provisional, not ranked"),
}
_TOTAL_SAID = {
    "total": Text(vi="tổng điểm", en="the total"),
    "bonus": Text(vi="điểm thưởng", en="the bonus"),
    "deduction": Text(vi="điểm trừ", en="the deduction"),
}


def say_points(points: Fraction, places: int | None = None) -> Text:
    """Write points in both languages, with at least `places` decimals."""
    return Text(vi=say_number(points, "vi", places), en=say_number(points, "en", places))


def say_remark(remark: Remark) -> Text:
    """Say what a remark is and whose, without its words: “Lý do ghi lại (thẩm định)”."""
    role = ROLE_SAID.get(remark.role, Text.same(remark.role))
    said = REMARK_SAID[remark.kind]
    return said + " (" + role + ")" if role.vi else said


def say_line(*parts: Fraction | str) -> Text:
    """Write points and the signs between them as one line."""
    said = Text.same("")
    for part in parts:
        said = said + (part if isinstance(part, str) else say_points(part))
    return said


def say_cites(cites: Iterable[str], criteria: CriteriaSet) -> Iterator[Text]:
    """Write cited clauses as people know them: “L10 Đ12.3” by the number of its law."""
    for cite in cites:
        basis_id, _, clause = cite.partition(" ")
        yield Text.same(f"{criteria.bases[basis_id].cite} {clause}".strip())


def say_answer(question: Question, value: Fraction) -> Text:
    """Write an answer as people gave it: a date, an option's title, yes or no, a number."""
    if question.type == "flag":
        return Text(vi="có", en="yes") if value == 1 else Text(vi="không", en="no")
    if question.type == "item":
        words = (
            Text(vi="chưa", en="no"),
            Text(vi="có", en="yes"),
            Text(vi="quá hạn", en="overdue"),
        )
        return words[int(value)]
    if question.type == "option":
        return Text.same(question.options[int(value)][1])
    if question.type == "date":
        if value == 0:
            return Text(vi="chưa thực hiện", en="not done")
        return Text.same(f"{date.fromordinal(int(value)):%d/%m/%Y}")
    if question.type == "share":
        return Text(vi=say_share(value, "vi"), en=say_share(value, "en"))
    unit = Text.same(f" {question.unit}") if question.unit else Text.same("")
    return say_points(value) + unit


def name_of(criterion: Criterion) -> Text:
    """Name a criterion as the instrument does: code and title."""
    return Text.same(f"{criterion.code} {criterion.title}")


def say_condition(condition: Condition, criteria: CriteriaSet) -> Text:
    """Say a condition in one phrase."""
    if isinstance(condition, AllCondition | AnyCondition):
        between = " và " if isinstance(condition, AllCondition) else " hoặc "
        between_en = " and " if isinstance(condition, AllCondition) else " or "
        said = [say_condition(one, criteria) for one in condition.conditions]
        return Text(vi=join(said, between).vi, en=join(said, between_en).en)
    if isinstance(condition, NotCondition):
        inner = say_condition(condition.condition, criteria)
        return Text(vi=f"không phải ({inner.vi})", en=f"not ({inner.en})")
    if isinstance(condition, PointsCondition):
        name = name_of(criteria.criterion_by_code[condition.criterion])
        what = (
            Text(vi="đạt tỷ lệ ", en="reaches a share ")
            if condition.share
            else Text(vi="đạt điểm ", en="has points ")
        )
        return name + " " + what + condition.interval.said(condition.share)
    if isinstance(condition, StateCondition):
        if condition.criterion is not None:
            about = name_of(criteria.criterion_by_code[condition.criterion])
        else:
            about = Text.same(criteria.fields[str(condition.field)].ask)
        return about + ": " + STATE_SAID[condition.state]
    if isinstance(condition, FieldCondition):
        about = Text.same(criteria.fields[condition.field].ask + ": ")
        if condition.said in ("yes", "no"):
            yes = condition.said == "yes"
            return about + Text(vi="có" if yes else "không", en="yes" if yes else "no")
        return about + (Text.same(condition.said) if condition.said else condition.interval.said())
    if isinstance(condition, TotalCondition):
        return _TOTAL_SAID[condition.of] + " " + condition.interval.said()
    if isinstance(condition, PartsCondition):
        who = (
            Text(vi="mọi phần đạt ", en="every part reaches ")
            if condition.every
            else Text(vi="có phần đạt ", en="some part reaches ")
        )
        return who + condition.interval.said(share=True)
    return _say_link(condition, criteria)


def _say_link(condition: LinkCondition, criteria: CriteriaSet) -> Text:
    who = {
        "parent": Text(vi="đơn vị cấp trên", en="the unit it belongs to"),
        "component": Text(vi="một đơn vị trực thuộc", en="a unit that belongs to it"),
    }[condition.link]
    if condition.kind is not None:
        who = who + f" ({condition.kind})"
    if condition.grade is None:
        return Text(vi="có ", en="there is ") + who
    title = criteria.grades[criteria.grade_index(condition.grade)].title
    return who + Text(vi=f" xếp “{title}” hoặc thấp hơn", en=f" is graded “{title}” or lower")


def why_unmet(condition: Condition, judge: Judge) -> Iterator[Text]:
    """Say, with the numbers, why the one unit of the judge's frame misses a condition."""
    criteria = judge.criteria
    answer = judge.ask(condition)
    if bool(answer.yes[0]):
        return
    if isinstance(condition, AllCondition):
        for one in condition.conditions:
            yield from why_unmet(one, judge)
    elif isinstance(condition, PartsCondition) and condition.every:
        for part in criteria.parts:
            share = share_of(part.code, judge)
            if share is not None and not condition.interval.has(share):
                needed = condition.interval.said(share=True)
                yield Text(
                    vi=f"phần {part.code} đạt {_percent(share, 'vi')}, cần {needed.vi}",
                    en=f"part {part.code} reaches {_percent(share, 'en')}, {needed.en} is needed",
                )
    elif isinstance(condition, PointsCondition):
        points, most, _, _ = judge.earned(condition.criterion)
        found = points.at(0) / most.spread((1,)).at(0) if condition.share else points.at(0)
        shown = (
            Text(vi=_percent(found, "vi"), en=_percent(found, "en"))
            if condition.share
            else say_points(found)
        )
        needed = condition.interval.said(condition.share)
        yield Text(
            vi=f"tiêu chí {condition.criterion} đạt {shown.vi}, cần {needed.vi}",
            en=f"criterion {condition.criterion} has {shown.en}, {needed.en} is needed",
        )
    else:
        said = say_condition(condition, criteria)
        yield Text(vi=f"chưa đạt: {said.vi}", en=f"not met: {said.en}")


def share_of(code: str, judge: Judge) -> Fraction | None:
    """Give the share of its applicable maximum that a criterion earned; None if none applies."""
    points, most, applies, _ = judge.earned(code)
    if not bool(applies[0]):
        return None
    return points.at(0) / most.spread((1,)).at(0)


def _percent(share: Fraction, lang: str) -> str:
    """Write a reached share, cut (never rounded up) to two decimals of a percent."""
    cut = Fraction(int(share * 10_000), 100)
    more = "…" if cut != share * 100 else ""
    return f"{say_number(cut, lang)}{more}%"
