"""Pages: the worksheets of a result. Every number is the one that `serialise` gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from attrs import frozen

from scoring import (
    ROLE_SAID,
    UNIT_KINDS,
    UNIT_STATE_SAID,
    CriteriaSet,
    Criterion,
    Result,
    Text,
    machine_number,
    revisions,
    say_number,
    serialise,
)
from scoring_excel.conventions import conventions
from scoring_excel.page import Amount, Cell, Page, Row, Title, amount, with_exact_columns

_DASH = "–"
_LONGEST_TITLE = 60
STATE_SAID = {
    "missing": Text(vi="trống", en="blank"),
    "not-applicable": Text(vi="KAD", en="n/a"),
    "held": Text(vi="giữ lại", en="held"),
}
_UNIT_STATE_SAID = {"scored": Text(vi="Đã xếp hạng", en="Ranked"), **UNIT_STATE_SAID}
_PLACE_SAID = {
    "has-place": Text(vi="có chỗ", en="has a place"),
    "no-place": Text(vi="hết chỗ", en="no place left"),
    "awaits-vote": Text(vi="chờ hội đồng bỏ phiếu", en="waits for the council’s vote"),
    "voted-too-many": Text(vi="phải bỏ phiếu lại", en="must be voted on again"),
}
_REMARK_SAID = {
    "reason": Text(vi="lý do", en="reason"),
    "evidence": Text(vi="minh chứng", en="evidence"),
    "note": Text(vi="ghi chú", en="note"),
}
_OWNER_SAID = {
    "unit": Text(vi="đơn vị", en="unit"),
    "appraiser": Text(vi="tổ thẩm định", en="appraiser"),
    "council": Text(vi="hội đồng", en="council"),
    "superior": Text(vi="cấp trên", en="superior"),
    "survey": Text(vi="khảo sát", en="survey"),
}
_SEVERITY_SAID = {
    "error": Text(vi="lỗi", en="error"),
    "warning": Text(vi="cảnh báo", en="warning"),
}

Unit = Mapping[str, Any]


@frozen
class Told:
    """A result as plain data in one language, units in the order they are listed."""

    result: Result
    lang: str
    data: Mapping[str, Any]
    units: Sequence[Unit]

    @property
    def criteria(self) -> CriteriaSet:
        """The set that the result was made with."""
        return self.result.criteria

    def say(self, vi: str, en: str) -> str:
        """Give the one or the other."""
        return Text(vi=vi, en=en).in_(self.lang)

    def titles(self, *said: tuple[str, str], widest: int = 40) -> list[Title]:
        """Give the heads of columns of texts."""
        return [Title(self.say(*one), widest=widest) for one in said]

    def counts(self, *said: tuple[str, str], narrowest: int = 11) -> list[Title]:
        """Give the heads of columns of numbers."""
        return [Title(self.say(*one), is_number=True, narrowest=narrowest) for one in said]


def tell(result: Result, lang: str) -> Told:
    """Give a result as data; where all are ranked together they stand in that order."""
    data = serialise(result, with_answers=False)
    units: Sequence[Unit] = data["units"]
    if result.criteria.ranking.within == "all":
        units = sorted(units, key=lambda unit: unit["rank"] or len(units) + 1)
    return Told(result, lang, data, units)


def pages(told: Told) -> tuple[Page, ...]:
    """Give every worksheet of a result."""
    made = [_ranking(told), _parts(told), _points(told)]
    if told.result.sheet.layers:
        made.append(_changes(told))
    made += [_remarks(told), _problems(told), _criteria(told), _conventions(told)]
    return tuple(with_exact_columns(page, told.lang) for page in made)


# ---- a row a unit --------------------------------------------------------------------------


def _ranking(told: Told) -> Page:
    """Give rank, total and grade, with what kept each unit back."""
    titles = [
        *told.counts(("Hạng", "Rank"), narrowest=7),
        *_unit_titles(told),
        *told.titles(("Loại", "Kind"), widest=16),
        _total_title(told),
        *told.titles(("Xếp loại", "Grade"), widest=18),
        *told.titles(("Tình trạng", "State"), ("Đồng hạng", "Tied"), widest=16),
        *told.counts(("Hạng chung", "Rank overall"), narrowest=8),
        *told.titles(("Điều kiện chặn", "Gates"), widest=30),
        *told.titles(("Chỉ tiêu", "Quota"), widest=20),
        *told.titles(
            ("Vì sao chưa cao hơn, chưa xếp hạng", "Why not higher, or not ranked"), widest=46
        ),
    ]
    rows = [list(_ranked(told, unit)) for unit in told.units]
    return Page(told.say("Xếp hạng", "Ranking"), titles, rows, frozen=3)


def _ranked(told: Told, unit: Unit) -> Iterator[Cell]:
    grades, gates = _titles_by_id(told.criteria.grades), _titles_by_id(told.criteria.gates)
    kind = UNIT_KINDS.get(unit["kind"], Text.same(unit["kind"]))
    yield _rank(unit["rank"])
    yield from _named(unit)
    yield Cell(kind.in_(told.lang))
    yield _total(told, unit)
    yield Cell(_DASH if unit["grade"] is None else grades[unit["grade"]])
    aside = "" if unit["state"] == "scored" else "state"
    yield Cell(_UNIT_STATE_SAID[unit["state"]].in_(told.lang), aside)
    yield Cell(told.say("có", "yes") if unit["tied"] else "")
    yield _rank(unit["rank_overall"])
    yield Cell("; ".join(gates[gate] for gate in unit["gates"]))
    yield Cell(_quota(told, unit["quota"], grades))
    yield Cell("; ".join(reason[told.lang] for reason in unit["reasons"]))


def _titles_by_id(named: Sequence[Any]) -> dict[str, str]:
    return {one.id: one.title for one in named}


def _rank(rank: int | None) -> Cell:
    return Cell(_DASH, "state") if rank is None else Cell(Amount(Decimal(rank)))


def _named(unit: Unit) -> list[Cell]:
    return [Cell(unit["unit"]), Cell(unit["name"]), Cell(unit["group"])]


def _total(told: Told, unit: Unit) -> Cell:
    if unit["total"] is None:
        return Cell(STATE_SAID["held"].in_(told.lang), "state")
    return Cell(amount(unit["total"]))


def _quota(told: Told, quota: Mapping[str, str] | None, grades: Mapping[str, str]) -> str:
    if quota is None:
        return ""
    return f"“{grades[quota['grade']]}”: {_PLACE_SAID[quota['place']].in_(told.lang)}"


def _parts(told: Told) -> Page:
    """Give the points of each part, and how the total came about."""
    parts, sums = told.criteria.parts, ("sum", "applicable_max", "bonus", "deduction")
    titles = [
        *_unit_titles(told),
        *(_criterion_title(told, part) for part in parts),
        *told.counts(("Cộng", "Sum"), ("Tối đa áp dụng", "Applicable maximum")),
        *told.counts(("Điểm thưởng", "Bonus"), ("Điểm trừ", "Deduction"), ("Tổng điểm", "Total")),
    ]
    rows = [
        [
            *_named(unit),
            *(Cell(amount(unit["parts"][part.code])) for part in parts),
            *(Cell(amount(unit[name])) for name in sums),
            _total(told, unit),
        ]
        for unit in told.units
    ]
    return Page(told.say("Phần", "Parts"), titles, rows, frozen=2)


def _unit_titles(told: Told) -> list[Title]:
    named = told.titles(("Mã", "Id"), widest=16) + told.titles(("Đơn vị", "Unit"))
    return named + told.titles(("Cụm", "Group"), widest=24)


def _total_title(told: Told) -> Title:
    """Give the head of the totals, which a bonus may lift above the scale."""
    scale = amount(machine_number(told.criteria.policy.scale)).number
    totals = [amount(unit["total"]).number for unit in told.units if unit["total"]]
    said = told.say("Tổng điểm", "Total")
    return Title(said, True, most=max([scale, *totals]), colour="total", narrowest=13)


def _criterion_title(told: Told, criterion: Criterion) -> Title:
    title, most = criterion.title, criterion.max
    if len(title) > _LONGEST_TITLE:
        title = title[: _LONGEST_TITLE - 1].rstrip() + "…"
    if most is None:
        return Title(f"{criterion.code} {title}", is_number=True, narrowest=11)
    text = f"{criterion.code} {title} ({say_number(most, told.lang)})"
    number = amount(machine_number(most)).number
    section = told.criteria.section_of(criterion)
    colour = {"criterion": "gain", "deduction": "loss"}.get(section, "")
    return Title(text, is_number=True, most=number, colour=colour, narrowest=11)


def _points(told: Told) -> Page:
    """Give the points of each criterion; what is no number is said in a word."""
    codes = list(told.units[0]["points"]) if told.units else []
    named = told.criteria.criterion_by_code
    titles = [*_unit_titles(told), *(_criterion_title(told, named[code]) for code in codes)]
    rows = [
        [*_named(unit), *(_point(told, unit["points"][code]) for code in codes)]
        for unit in told.units
    ]
    return Page(told.say("Điểm", "Points"), titles, rows, frozen=2)


def _point(told: Told, point: Mapping[str, Any]) -> Cell:
    if point["state"] != "value":
        return Cell(STATE_SAID[point["state"]].in_(told.lang), "state")
    return Cell(amount(point["points"]), point["role"] or "")


# ---- who said what -------------------------------------------------------------------------


def _changes(told: Told) -> Page:
    """Give every answer that a later role changed, with the reason it gave."""
    titles = [
        *told.titles(("Mã", "Id"), ("Đơn vị", "Unit"), ("Câu hỏi", "Question")),
        *told.titles(("Nội dung", "What is asked"), ("Người nói trước", "Said before by")),
        *told.titles(("Trước", "Before"), ("Người sửa", "Changed by"), ("Sau", "After")),
        *told.counts(("Chênh lệch", "Change")),
        *told.titles(("Lý do", "Reason")),
    ]
    names = dict(zip(told.result.units.ids, told.result.units.names, strict=True))
    rows = [
        [
            *(Cell(one.unit), Cell(names[one.unit])),
            *(Cell(one.question.column), Cell(one.question.ask)),
            *(Cell(_role(told, one.from_role)), Cell(one.before.in_(told.lang))),
            *(Cell(_role(told, one.role), one.role), Cell(one.after.in_(told.lang))),
            Cell("") if one.change is None else Cell(amount(machine_number(one.change))),
            Cell(one.reason),
        ]
        for one in revisions(told.result.program, told.result.sheet)
    ]
    return Page(told.say("Sửa đổi", "Changes"), titles, rows, frozen=2)


def _role(told: Told, role: str) -> str:
    return ROLE_SAID[role].in_(told.lang)


def _remarks(told: Told) -> Page:
    """Give reasons, evidence and notes, and what the council decided, word for word."""
    titles = [
        *told.titles(("Mã", "Id"), ("Đơn vị", "Unit"), ("Người viết", "Written by")),
        *told.titles(("Là", "Is a"), ("Câu hỏi", "Question"), ("Nội dung", "What is asked")),
        *told.titles(("Viết gì", "What it says"), widest=60),
    ]
    place = {unit["unit"]: number for number, unit in enumerate(told.units)}
    names = {unit["unit"]: unit["name"] for unit in told.units}
    remarks = sorted(told.result.sheet.remarks, key=lambda one: place[one.unit])
    rows: list[Row] = [
        [
            *(Cell(one.unit), Cell(names[one.unit]), Cell(_role(told, one.role), one.role)),
            *(Cell(_REMARK_SAID[one.kind].in_(told.lang)), Cell(one.about)),
            *(Cell(_asked(told, one.about)), Cell(one.text)),
        ]
        for one in remarks
    ]
    rows += _decisions(told, place, names)
    return Page(told.say("Lý do", "Reasons"), titles, rows, frozen=2)


def _decisions(told: Told, place: Mapping[str, int], names: Mapping[str, str]) -> Iterator[Row]:
    grades = _titles_by_id(told.criteria.grades)
    decided = told.result.sheet.decided
    for unit in sorted(decided, key=lambda one: place[one]):
        grade, reason = decided[unit]
        text = f"“{grades.get(grade, grade)}”: {reason}"
        yield [
            *(Cell(unit), Cell(names[unit]), Cell(_role(told, "council"), "council")),
            *(Cell(told.say("quyết định", "decision")), Cell(""), Cell(""), Cell(text)),
        ]


def _asked(told: Told, about: str) -> str:
    """Give what a question asks, or the title of a criterion."""
    if about in told.criteria.criterion_by_code:
        return told.criteria.criterion_by_code[about].title
    question = told.result.program.question_by_column.get(about)
    return "" if question is None else question.ask


# ---- what it rests on ----------------------------------------------------------------------


def _problems(told: Told) -> Page:
    """Give what was found while scoring; that nothing was found is said too."""
    titles = [
        *told.titles(("Mã", "Code"), ("Mức", "Severity"), ("Ở đâu", "Where")),
        *told.titles(("Điều gì", "What"), ("Làm gì", "What to do"), widest=60),
    ]
    rows = [
        [
            *(Cell(one["code"]), Cell(_SEVERITY_SAID[one["severity"]].in_(told.lang))),
            *(Cell(one[name][told.lang]) for name in ("place", "message", "hint")),
        ]
        for one in told.data["problems"]
    ]
    none = told.say("Không có vấn đề nào khi chấm.", "No problem was found while scoring.")
    rows = rows or [[Cell(_DASH), Cell(_DASH), Cell(_DASH), Cell(none), Cell(_DASH)]]
    return Page(told.say("Vấn đề", "Problems"), titles, rows)


def _criteria(told: Told) -> Page:
    """Give every criterion with its full title, maximum, owner, evidence and clauses."""
    titles = [
        *told.titles(("Mã", "Code"), ("Tiêu chí", "Criterion")),
        *told.counts(("Tối đa", "Maximum")),
        *told.titles(("Người chấm", "Owner"), ("Minh chứng", "Evidence"), ("Căn cứ", "Basis")),
    ]
    rows = [list(_criterion(told, one)) for one in told.criteria.criterion_by_code.values()]
    return Page(told.say("Tiêu chí", "Criteria"), titles, rows, frozen=2)


def _criterion(told: Told, criterion: Criterion) -> Iterator[Cell]:
    tone = "title" if criterion.rule is None else ""
    bases = told.criteria.bases
    cited = (cite.partition(" ") for cite in criterion.basis)
    owner = _OWNER_SAID.get(criterion.owner or "", Text.same(""))
    yield Cell(criterion.code, tone)
    yield Cell(criterion.title, tone)
    most = criterion.max
    yield Cell("" if most is None else amount(machine_number(most)), tone)
    yield Cell(owner.in_(told.lang), tone)
    yield Cell(criterion.evidence or "", tone)
    yield Cell("; ".join(f"{bases[one].cite} {more}".strip() for one, _, more in cited), tone)


def _conventions(told: Told) -> Page:
    """Give the policies in words, and what names this result."""
    titles = told.titles(("Điều", "What")) + told.titles(("Là", "Is"), widest=100)
    rows = [
        [Cell(one.what.in_(told.lang), "title" if one.is_heading else ""), Cell(said, tone)]
        for one in conventions(told.result, told.data)
        for said, tone in [(one.said.in_(told.lang), "title" if one.is_heading else "")]
    ]
    name = told.say("Quy ước", "Conventions")
    return Page(name, titles, rows, is_filtered=False)
