"""Wording: what a paper says the same way wherever it says it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from fractions import Fraction

from scoring import Basis, CriteriaSet, Result, Text, say_day, say_number

SHORT_BLANK = "………"
BLANK = "……………………………"
LINE = "…………………………………………………………………………………………………………………"
DASH = Text.same("–")
DRAFT = Text(vi="DỰ THẢO", en="DRAFT")

_STATUS = {
    "draft": Text(
        vi="Bộ tiêu chí dùng để chấm đang là dự thảo.",
        en="The criteria set used is itself a draft.",
    ),
    "legacy": Text(
        vi="Bộ tiêu chí này đã hết áp dụng, chỉ để tham khảo.",
        en="This criteria set is no longer applied and is for reference only.",
    ),
}
_STATUTE = ("Luật", "Pháp lệnh", "Bộ luật")
# What a paper may rest on; a set may cite news and tables as well, which bind nobody.
_BINDING = (
    *_STATUTE,
    *("Hiến pháp", "Nghị quyết", "Nghị định", "Quyết định", "Thông tư", "Chỉ thị", "Quy định"),
    *("Hướng dẫn", "Kế hoạch", "Chương trình", "Kết luận", "Quy chế", "Công văn"),
)


def both(say: Callable[[str], str]) -> Text:
    """Say the same in both languages."""
    return Text(vi=say("vi"), en=say("en"))


def join(texts: Iterable[Text], separator: str = "; ") -> Text:
    """Join texts, language by language."""
    kept = list(texts)
    return both(lambda lang: separator.join(text.in_(lang) for text in kept))


def or_blank(text: str, blank: str = BLANK) -> str:
    """Give a text, or dots to write it on."""
    return text or blank


def points_said(points: Fraction | None, places: int | None) -> Text:
    """Write points with the decimals of the policy; a dash where no number can stand."""
    if points is None:
        return DASH
    return both(lambda lang: say_number(points, lang, places))


def signed(points: Fraction, places: int | None = None) -> Text:
    """Write a difference with its sign."""
    sign = "+" if points > 0 else ""
    return both(lambda lang: sign + say_number(points, lang, places))


def period_said(criteria: CriteriaSet) -> Text:
    """Say the period: a whole year as the year, anything else from day to day."""
    start, end = criteria.period.start, criteria.period.to
    if end is None:
        return Text(vi=f"từ {say_day(start).vi}", en=f"from {say_day(start).en}")
    if (start, end) == (date(start.year, 1, 1), date(start.year, 12, 31)):
        return Text(vi=f"năm {start.year}", en=str(start.year))
    return Text(
        vi=f"từ {say_day(start).vi} đến {say_day(end).vi}",
        en=f"from {say_day(start).en} to {say_day(end).en}",
    )


def set_said(criteria: CriteriaSet) -> Text:
    """Name the criteria set within a sentence."""
    named = quoted(criteria.title)
    return Text(vi=f"bộ tiêu chí {named}", en=f"the criteria set {named}")


def quoted(text: str) -> str:
    """Put a name between quotes; those within it become single ones."""
    return "“" + text.replace("“", "‘").replace("”", "’") + "”"


def status_notes(result: Result) -> tuple[Text, ...]:
    """Say what a reader must know of the set before taking the result for more than it is."""
    criteria = result.criteria
    notes = [_STATUS[criteria.status]] if criteria.status in _STATUS else []
    if criteria.note:
        notes.append(Text.same(criteria.note))
    return tuple(notes)


def moment_said(moment: datetime | date | None) -> Text:
    """Say when something was: “08 giờ 00 phút, ngày 10 tháng 12 năm 2026”."""
    hour = minute = SHORT_BLANK
    if isinstance(moment, datetime):
        hour, minute = f"{moment:%H}", f"{moment:%M}"
        moment = moment.date()
    day = say_day(moment)
    return Text(vi=f"{hour} giờ {minute} phút, {day.vi}", en=f"{hour}:{minute} on {day.en}")


def binding_bases(criteria: CriteriaSet, day: date | None) -> list[str]:
    """Name the texts of the set that a decision can rest on, as the decree wants it.

    A law is named without its number. What is not in force on the day (or, if there is none,
    at the end of the period) is left out.
    """
    when = day or criteria.period.to or criteria.period.start
    return [
        _named(basis)
        for basis in criteria.bases.values()
        if basis.cite.startswith(_BINDING) and _is_in_force(basis, when)
    ]


def _is_in_force(basis: Basis, day: date) -> bool:
    if basis.in_force is None:
        return True
    start, end = basis.in_force.start, basis.in_force.to
    return start <= day and (end is None or day <= end)


def _named(basis: Basis) -> str:
    statute = next((word for word in _STATUTE if basis.cite.startswith(word)), None)
    if statute is not None:
        return basis.title if basis.title.startswith(statute) else f"{statute} {basis.title}"
    if basis.title in basis.cite:
        return basis.cite
    return f"{basis.cite} – {basis.title}"


def counted(count: int, noun: str = "unit") -> str:
    """Count things in English."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def listed(names: Sequence[str]) -> str:
    """List names in a sentence."""
    return ", ".join(names)
