"""Compare: two criteria sets to what changed between them, in the words of the council.

Criteria are matched by code and title, then by title (the code moved), then by code (the
title was reworded); so an instrument that only renumbers is not told as a new one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher
from fractions import Fraction
from typing import Any

from attrs import define, evolve, field, frozen

from scoring.engine import format as shape
from scoring.engine.tell import OWNER_SAID, name_of, say_condition
from scoring.model.criteria import (
    AllCondition,
    AnyCondition,
    Clamp,
    Condition,
    CriteriaSet,
    Criterion,
    Gate,
    Grade,
    NotCondition,
    Outcome,
    Period,
    PointsCondition,
    Rule,
    StateCondition,
    TieBreak,
)
from scoring.model.document import Document, Heading, Item, Outline, Paragraph
from scoring.model.interval import Interval
from scoring.model.numbers import Rounding, say_number, say_share
from scoring.model.text import Text, join
from scoring.plugin.kinds import RuleKind
from scoring.plugin.parameters import Band, Entry, Parameter
from scoring.plugin.registry import Registry

KINDS = ("added", "dropped", "recoded", "renamed", "moved", "changed")

_SECTION_SAID = {
    "set": Text(vi="Bộ tiêu chí", en="The set"),
    "policy": Text(vi="Quy ước tính điểm", en="Policies"),
    "criterion": Text(vi="Tiêu chí", en="Criteria"),
    "bonus": Text(vi="Điểm thưởng", en="Bonuses"),
    "deduction": Text(vi="Điểm trừ", en="Deductions"),
    "field": Text(vi="Số liệu dùng chung", en="Shared fields"),
    "gate": Text(vi="Điều kiện chặn", en="Gates"),
    "grade": Text(vi="Xếp loại", en="Grades"),
    "quota": Text(vi="Giới hạn tỷ lệ", en="Quotas"),
    "rank": Text(vi="Xếp hạng", en="The ranking"),
    "basis": Text(vi="Căn cứ", en="Basis"),
}
_KIND_SAID = {
    "added": Text(vi="thêm", en="added"),
    "dropped": Text(vi="bỏ", en="dropped"),
    "recoded": Text(vi="đổi mã", en="new code"),
    "renamed": Text(vi="đổi tên", en="new title"),
    "moved": Text(vi="chuyển chỗ", en="moved"),
}
_NOTHING = Text(vi="không có", en="none")
_TOP = Text(vi="phần cao nhất", en="the top")
# What is only said to people, and moves no score, grade or rank.
_WORDS_ONLY = frozenset(
    {"title", "note", "evidence", "basis", "marks", "issuer", "status", "period", "cite", "ask"}
    | {"unit", "in_force", "link", "owner", "code"}
)


@frozen
class Change:
    """One thing that differs between two sets.

    `kind` is one of `KINDS`; `section` is the table of the file and `name` the code or id in
    the new set (in the old one where it was dropped). `key` says what of it changed, and
    `label` says that to people. `counts` tells whether a score, a grade or a rank may differ.
    """

    kind: str
    section: str
    name: str
    subject: Text
    key: str
    label: Text
    old: Text | None
    new: Text | None
    counts: bool

    @property
    def said(self) -> Text:
        """The change as one phrase, without its subject."""
        if self.kind in ("added", "dropped"):
            detail = self.new if self.kind == "added" else self.old
            return self.label if detail is None else self.label + ": " + detail
        old, new = self.old or _NOTHING, self.new or _NOTHING
        return self.label + ": " + old + " → " + new


@frozen
class _Fact:
    """What a set says of something: a value to compare, and how people read it."""

    label: Text
    value: object
    said: Text


_Facts = dict[str, _Fact]


def compare_criteria(old: CriteriaSet, new: CriteriaSet, registry: Registry) -> tuple[Change, ...]:
    """Give everything that differs between two sets, in the order of the file."""
    return tuple(_Comparison(old, new, registry).changes())


def compose_changes(old: CriteriaSet, new: CriteriaSet, changes: Sequence[Change]) -> Document:
    """Compose the changes as a document, section by section."""
    title = Text(
        vi=f"Những thay đổi từ “{old.id}” sang “{new.id}”",
        en=f"What changed from “{old.id}” to “{new.id}”",
    )
    counted = sum(change.counts for change in changes)
    blocks: list[Any] = [
        Heading(title),
        Paragraph(Text.same(f"{old.title} → {new.title}"), "note"),
        Paragraph(_count_said(len(changes), counted)),
    ]
    for section, said in _SECTION_SAID.items():
        own = [change for change in changes if change.section == section]
        if not own:
            continue
        blocks.append(Heading(said, level=2))
        subjects = list(dict.fromkeys((change.name, change.subject) for change in own))
        blocks.append(
            Outline(
                tuple(
                    Item(
                        subject,
                        details=tuple(
                            _line(change)
                            for change in own
                            if (change.name, change.subject) == (name, subject)
                        ),
                    )
                    for name, subject in subjects
                )
            )
        )
    return Document(title, tuple(blocks))


def changes_as_data(
    old: CriteriaSet, new: CriteriaSet, changes: Sequence[Change]
) -> dict[str, Any]:
    """Give the changes as plain data for programs."""

    def both(text: Text | None) -> dict[str, str] | None:
        return None if text is None else {"vi": text.vi, "en": text.en}

    return {
        "format": 1,
        "old": {"id": old.id, "digest": old.digest},
        "new": {"id": new.id, "digest": new.digest},
        "changes": [
            {
                "kind": change.kind,
                "section": change.section,
                "name": change.name,
                "key": change.key,
                "counts": change.counts,
                "old": both(change.old),
                "new": both(change.new),
                "said": both(change.subject + ": " + change.said),
            }
            for change in changes
        ],
    }


def _count_said(count: int, counted: int) -> Text:
    if not count:
        return Text(vi="Không có thay đổi nào.", en="Nothing changed.")
    noun = "change" if count == 1 else "changes"
    return Text(
        vi=f"{count} thay đổi; {counted} thay đổi có thể làm đổi điểm, xếp loại hoặc xếp hạng (đánh dấu ●).",
        en=f"{count} {noun}; {counted} of them may change points, grades or ranks (marked ●).",
    )


def _line(change: Change) -> Text:
    return Text.same("● " if change.counts else "○ ") + change.said


# ---- the comparison ------------------------------------------------------------------------


@define
class _Comparison:
    """One comparison: which old criterion is which new one, and what differs."""

    old: CriteriaSet
    new: CriteriaSet
    registry: Registry
    new_by_old: dict[str, str] = field(factory=dict)

    def changes(self) -> Iterator[Change]:
        """Give the changes, section by section."""
        old, new = self.old, self.new
        self.new_by_old = {
            code: found
            for section in ("criteria", "bonuses", "deductions")
            for code, found in _match(getattr(old, section), getattr(new, section)).items()
        }
        yield from self._pair("set", "", Text.same(new.id), _set_facts(old), _set_facts(new))
        policy = Text(vi="quy ước", en="policy")
        yield from self._pair("policy", "", policy, _policy_facts(old), _policy_facts(new))
        for section, name in (
            ("criterion", "criteria"),
            ("bonus", "bonuses"),
            ("deduction", "deductions"),
        ):
            yield from self._criteria(section, getattr(old, name), getattr(new, name))
        yield from self._named("field", _fields(old), _fields(new))
        yield from self._named("gate", self._gates(old, True), self._gates(new, False))
        yield from self._named("grade", self._grades(old, True), self._grades(new, False))
        yield from self._order_of_grades()
        yield from self._named("quota", _quotas(old), _quotas(new))
        ranking = Text(vi="xếp hạng", en="ranking")
        yield from self._pair(
            "rank", "", ranking, self._rank_facts(old, True), self._rank_facts(new, False)
        )
        yield from self._named("basis", _bases(old), _bases(new))

    def _pair(
        self, section: str, name: str, subject: Text, old: _Facts, new: _Facts
    ) -> Iterator[Change]:
        """Give the facts that differ between two things that are the same one."""
        for key in dict.fromkeys((*old, *new)):
            before, after = old.get(key), new.get(key)
            if before is not None and after is not None and before.value == after.value:
                continue
            kind = {"code": "recoded", "title": "renamed", "under": "moved"}.get(key, "changed")
            fact = after or before
            assert fact is not None
            yield Change(
                kind if section in ("criterion", "bonus", "deduction") else "changed",
                section,
                name,
                subject,
                key,
                fact.label,
                None if before is None else before.said,
                None if after is None else after.said,
                section != "basis" and key.rpartition(".")[2] not in _WORDS_ONLY,
            )

    def _named(
        self,
        section: str,
        old: Mapping[str, tuple[Text, _Facts]],
        new: Mapping[str, tuple[Text, _Facts]],
    ) -> Iterator[Change]:
        """Compare things that an id tells apart."""
        for name in dict.fromkeys((*old, *new)):
            if name in old and name in new:
                yield from self._pair(section, name, new[name][0], old[name][1], new[name][1])
            elif name in new:
                yield _whole("added", section, name, *new[name])
            else:
                yield _whole("dropped", section, name, *old[name])

    def _criteria(
        self, section: str, old: Sequence[Criterion], new: Sequence[Criterion]
    ) -> Iterator[Change]:
        old_by_new = {after: before for before, after in self.new_by_old.items()}
        by_code = {one.code: one for one in old}
        for one in new:
            facts = self._facts(one, self.new, False)
            subject = name_of(one)
            if one.code in old_by_new and old_by_new[one.code] in by_code:
                before = by_code[old_by_new[one.code]]
                yield from self._pair(
                    section, one.code, subject, self._facts(before, self.old, True), facts
                )
            else:
                yield _whole("added", section, one.code, subject, facts)
        for one in old:
            if one.code not in self.new_by_old:
                facts = self._facts(one, self.old, True)
                yield _whole("dropped", section, one.code, name_of(one), facts)

    def _order_of_grades(self) -> Iterator[Change]:
        shared = [one.id for one in self.new.grades if one.id in {g.id for g in self.old.grades}]
        before = [one.id for one in self.old.grades if one.id in shared]
        if before == shared:
            return
        order = Text(vi="thứ tự các hạng", en="order of the grades")
        said = [Text.same(" > ".join(ids)) for ids in (before, shared)]
        yield Change("changed", "grade", "", order, "order", order, said[0], said[1], True)

    # ---- facts -----------------------------------------------------------------------------

    def _code(self, code: str, is_old: bool) -> str:
        """Give the code that a criterion has in the new set."""
        return self.new_by_old.get(code, f"{code} (old)") if is_old else code

    def _facts(self, one: Criterion, criteria: CriteriaSet, is_old: bool) -> _Facts:
        facts: _Facts = {
            "code": _Fact(Text(vi="mã", en="code"), one.code, Text.same(one.code)),
            "title": _plain("CRITERION", "title", one.title),
            "max": _plain("CRITERION", "max", one.max, Text(vi="không giới hạn", en="no limit")),
        }
        if one.code in criteria.children_by_code or one.under is not None or one.rule is not None:
            above = None if one.under is None else criteria.criterion_by_code.get(one.under)
            facts["under"] = _Fact(
                _label("CRITERION", "under"),
                None if one.under is None else self._code(one.under, is_old),
                _TOP if above is None else name_of(above),
            )
        if one.combine != "sum" or one.rule is None:
            facts["combine"] = _plain("CRITERION", "combine", one.combine)
        for name in ("weight", "cap", "floor", "note", "evidence"):
            if getattr(one, name) is not None:
                facts[name] = _plain("CRITERION", name, getattr(one, name))
        if one.owner is not None:
            facts["owner"] = _Fact(_label("CRITERION", "owner"), one.owner, OWNER_SAID[one.owner])
        for name in ("basis", "unit_kinds"):
            if getattr(one, name):
                facts[name] = _plain("CRITERION", name, getattr(one, name))
        if one.marks:
            facts["marks"] = _Fact(
                _label("CRITERION", "marks"), dict(one.marks), _say(dict(one.marks))
            )
        if one.depends_on is not None:
            facts["depends_on"] = _Fact(
                _label("CRITERION", "depends_on"),
                (self._code(one.depends_on.criterion, is_old), one.depends_on.points),
                Text.same(f"{one.depends_on.criterion}: ") + one.depends_on.points.said(),
            )
        if one.evidence_rule is not None:
            late, missing = _say_share(one.evidence_rule.late), _say(one.evidence_rule.missing)
            facts["evidence_rule"] = _Fact(
                _label("CRITERION", "evidence_rule"),
                one.evidence_rule,
                Text(vi="muộn: ", en="late: ")
                + late
                + Text(vi="; không có: ", en="; none: ")
                + missing,
            )
        if one.rule is not None:
            other = self._counterpart(one, is_old)
            facts |= _rule_facts(one.rule, other, self.registry, "rule")
        return facts

    def _counterpart(self, one: Criterion, is_old: bool) -> Rule | None:
        """Give the rule that the same criterion has in the other set."""
        if is_old:
            found = self.new.criterion_by_code.get(self.new_by_old.get(one.code, ""))
        else:
            codes = [old for old, new in self.new_by_old.items() if new == one.code]
            found = self.old.criterion_by_code.get(codes[0]) if codes else None
        return None if found is None else found.rule

    def _condition(self, condition: Condition, is_old: bool) -> Condition:
        """Give a condition with the codes of the new set."""
        if not is_old:
            return condition
        if isinstance(condition, AllCondition | AnyCondition):
            return evolve(
                condition,
                conditions=tuple(self._condition(one, True) for one in condition.conditions),
            )
        if isinstance(condition, NotCondition):
            return evolve(condition, condition=self._condition(condition.condition, True))
        if isinstance(condition, PointsCondition | StateCondition) and condition.criterion:
            return evolve(condition, criterion=self._code(condition.criterion, True))
        return condition

    def _gates(self, criteria: CriteriaSet, is_old: bool) -> dict[str, tuple[Text, _Facts]]:
        return {gate.id: self._gate(gate, criteria, is_old) for gate in criteria.gates}

    def _gate(self, gate: Gate, criteria: CriteriaSet, is_old: bool) -> tuple[Text, _Facts]:
        title_by_id = {grade.id: grade.title for grade in criteria.grades}
        given = title_by_id.get(str(gate.parameter), str(gate.parameter))
        kind = self.registry.gate_kinds.get(gate.effect)
        effect = Text.same(f"{gate.effect} {given}") if kind is None else kind.said(given)
        facts = {
            "title": _plain("GATE", "title", gate.title),
            "when": _Fact(
                _label("GATE", "when"),
                self._condition(gate.when, is_old),
                say_condition(gate.when, criteria),
            ),
            "effect": _Fact(Text(vi="tác dụng", en="effect"), (gate.effect, gate.parameter), effect),
        }
        if gate.basis:
            facts["basis"] = _plain("GATE", "basis", gate.basis)
        return Text.same(f"{gate.id} {gate.title}"), facts

    def _grades(self, criteria: CriteriaSet, is_old: bool) -> dict[str, tuple[Text, _Facts]]:
        return {grade.id: self._grade(grade, criteria, is_old) for grade in criteria.grades}

    def _grade(self, grade: Grade, criteria: CriteriaSet, is_old: bool) -> tuple[Text, _Facts]:
        # The upper edge is the neighbour's; telling it twice would make two of one change.
        edge = evolve(grade.totals, high=None, with_high=True)
        facts = {
            "title": _plain("GRADE", "title", grade.title),
            "from": _Fact(
                Text(vi="ngưỡng", en="threshold"), (edge, grade.share), edge.said(grade.share)
            ),
        }
        if grade.needs is not None:
            facts["needs"] = _Fact(
                _label("GRADE", "needs"),
                self._condition(grade.needs, is_old),
                say_condition(grade.needs, criteria),
            )
        return Text.same(grade.title), facts

    def _rank_facts(self, criteria: CriteriaSet, is_old: bool) -> _Facts:
        ranking = criteria.ranking
        facts = {
            name: _plain("RANK", name, getattr(ranking, name))
            for name in ("within", "method", "tied", "by")
        }
        if ranking.tie_breakers:
            facts["tie_breakers"] = _Fact(
                _label("RANK", "tie_breakers"),
                tuple(self._tie(one, is_old) for one in ranking.tie_breakers),
                join([self._tie_said(one) for one in ranking.tie_breakers], "; "),
            )
        return facts

    def _tie(self, tie: TieBreak, is_old: bool) -> object:
        breaker = self.registry.tie_breakers.get(tie.kind)
        named = breaker.names_criterion if breaker is not None else None
        return tie.kind, tuple(
            (name, self._code(str(value), is_old) if name == named else value)
            for name, value in tie.parameters.items()
        )

    def _tie_said(self, tie: TieBreak) -> Text:
        breaker = self.registry.tie_breakers.get(tie.kind)
        title = Text.same(tie.kind) if breaker is None else breaker.title
        values = [_say(value) for value in tie.parameters.values() if value is not None]
        return title + " (" + join(values) + ")" if values else title


def _whole(kind: str, section: str, name: str, subject: Text, facts: _Facts) -> Change:
    """Tell a thing that only one of the sets has, with what a reader must know of it."""
    shown = [
        facts[key].label + " " + facts[key].said
        for key in ("max", "from", "when", "effect", "share", "rule.kind", "ask")
        if key in facts
    ]
    detail = join(shown, "; ") if shown else None
    counts = section not in ("basis", "field")
    old, new = (None, detail) if kind == "added" else (detail, None)
    return Change(kind, section, name, subject, "", _KIND_SAID[kind], old, new, counts)


def _match(old: Sequence[Criterion], new: Sequence[Criterion]) -> dict[str, str]:
    """Tell which criterion of the new set each old one became."""
    found: dict[str, str] = {}
    keys: tuple[Callable[[Criterion], object], ...] = (
        lambda one: (one.code, _folded(one.title)),
        lambda one: _folded(one.title),
        lambda one: one.code,
    )
    for key in keys:
        left = [one for one in old if one.code not in found]
        right = [one for one in new if one.code not in found.values()]
        for one in left:
            alike = [other for other in right if key(other) == key(one) and _akin(one, other)]
            # A title that stands twice says nothing about which is which.
            if len(alike) == 1 and sum(key(other) == key(one) for other in left) == 1:
                found[one.code] = alike[0].code
    return found


def _akin(one: Criterion, other: Criterion) -> bool:
    """Tell whether two criteria may be one: by their titles, or by how they are marked.

    A code alone is no proof, as another criterion may have taken it over.
    """
    titles = _folded(one.title), _folded(other.title)
    if SequenceMatcher(None, *titles, autojunk=False).ratio() >= Fraction(1, 2):
        return True
    kinds = [None if rule is None else rule.kind for rule in (one.rule, other.rule)]
    return kinds[0] == kinds[1]


def _folded(title: str) -> str:
    return " ".join(title.casefold().split())


# ---- facts of the other tables ----------------------------------------------------------------


def _label(table: str, name: str) -> Text:
    """Give what a key of the file means, as the reference says it."""
    keys: Sequence[Parameter] = getattr(shape, table)
    said = next(key.said for key in keys if key.name == name)
    return Text(vi=_heading(said.vi), en=_heading(said.en))


def _heading(said: str) -> str:
    """Give the words of a label without the advice that follows them."""
    return re.split(r"; | \(|, ví dụ|, such as|: ", said)[0]


def _plain(table: str, name: str, value: object, none: Text = _NOTHING) -> _Fact:
    parameter = next(key for key in getattr(shape, table) if key.name == name)
    said = none if value is None else _say(value, parameter)
    return _Fact(_label(table, name), value, said)


def _set_facts(criteria: CriteriaSet) -> _Facts:
    names = ("title", "status", "issuer", "period", "unit_kinds", "items", "note")
    return {
        name: _plain("SET", name, getattr(criteria, name))
        for name in names
        if getattr(criteria, name) is not None
    }


def _policy_facts(criteria: CriteriaSet) -> _Facts:
    none = Text(vi="không giới hạn", en="no limit")
    policy = criteria.policy
    facts = {
        key.name: _plain("POLICY", key.name, getattr(policy, key.name), none)
        for key in shape.POLICY
    }
    # Left out, these say nothing at all; "none" there is no policy.
    for name, is_said in (
        ("counts", policy.counts is not None),
        ("bonus_cap", bool(criteria.bonuses)),
        ("deduction_cap", bool(criteria.deductions)),
    ):
        if not is_said:
            del facts[name]
    return facts


def _fields(criteria: CriteriaSet) -> dict[str, tuple[Text, _Facts]]:
    return {
        one.id: (
            Text.same(f"{one.id}: {one.ask}"),
            {
                name: _plain("FIELD", name, getattr(one, name))
                for name in ("ask", "type", "unit", "blank", "options")
                if getattr(one, name)
            },
        )
        for one in criteria.fields.values()
    }


def _bases(criteria: CriteriaSet) -> dict[str, tuple[Text, _Facts]]:
    return {
        one.id: (
            Text.same(one.cite),
            {
                name: _plain("BASIS", name, getattr(one, name))
                for name in ("cite", "title", "in_force", "link")
                if getattr(one, name) is not None
            },
        )
        for one in criteria.bases.values()
    }


def _quotas(criteria: CriteriaSet) -> dict[str, tuple[Text, _Facts]]:
    title_by_id = {grade.id: grade.title for grade in criteria.grades}
    found = {}
    for one in criteria.quotas:
        base = one.base if one.base_grade is None else f"{one.base}:{one.base_grade}"
        facts = {
            "share": _plain("QUOTA", "share", one.share),
            "base": _Fact(_label("QUOTA", "base"), base, Text.same(base)),
            "round": _plain("QUOTA", "round", one.rounding),
            "tie_on_line": _plain("QUOTA", "tie_on_line", one.tie_on_line),
        }
        if one.small_group_under is not None:
            small = one.small_group_under, one.small_group_places
            facts["small_group"] = _Fact(
                _label("QUOTA", "small_group"),
                small,
                Text(
                    vi=f"dưới {small[0]} đơn vị thì {small[1]} chỗ",
                    en=f"under {small[0]} units: {small[1]} places",
                ),
            )
        if one.upper is not None:
            facts["upper"] = _plain("QUOTA", "upper", one.upper)
        found[one.grade] = Text.same(title_by_id.get(one.grade, one.grade)), facts
    return found


# ---- rules --------------------------------------------------------------------------------------


def _rule_facts(rule: Rule, other: Rule | None, registry: Registry, path: str) -> _Facts:
    """Give the facts of a rule; beside a rule of another kind it is told as a whole."""
    kind = registry.rule_kinds.get(rule.kind)
    title = Text.same(rule.kind) if kind is None else kind.title + f" ({rule.kind})"
    if other is not None and other.kind != rule.kind:
        title += _parameters_said(rule, kind)
    label = Text(vi="cách chấm", en="rule")
    facts: _Facts = {f"{path}.kind": _Fact(label, rule.kind, title)}
    if other is not None and other.kind != rule.kind:
        return facts
    for name, value in rule.parameters.items():
        if value is None:
            continue
        parameter = None if kind is None else kind.parameter(name)
        said = Text.same(name)
        if parameter is not None:
            said = Text(vi=_heading(parameter.said.vi), en=_heading(parameter.said.en))
        if name == "max" and parameter is None:
            said = _label("CRITERION", "max")
        facts |= _parameter_facts(f"{path}.{name}", said, value, parameter)
    for slot, answer in rule.answers.items():
        about = Text.same(f"{slot}: ")
        source = answer.field or answer.items
        facts[f"{path}.{slot}"] = _Fact(
            about + Text(vi="lấy từ", en="taken from"),
            source,
            Text(vi="câu hỏi riêng", en="a question of its own")
            if source is None
            else Text.same(source),
        )
        for name in ("ask", "unit"):
            if getattr(answer, name) is not None:
                fact = _plain("ANSWER", name, getattr(answer, name))
                facts[f"{path}.{slot}.{name}"] = evolve(fact, label=about + fact.label)
    for slot, outcome in rule.on_zero.items():
        label = Text(vi=f"khi “{slot}” bằng 0", en=f"where “{slot}” is 0")
        facts[f"{path}.{slot}.zero"] = _Fact(label, outcome, _say(outcome))
    if rule.enough is not None:
        least = say_number(rule.enough.count), say_number(rule.enough.count, "en")
        facts[f"{path}.at_least"] = _Fact(
            Text(vi="số ít nhất", en="at least"),
            rule.enough,
            Text(
                vi=f"{rule.enough.slot} ≥ {least[0]}, nếu không: ",
                en=f"{rule.enough.slot} ≥ {least[1]}, else: ",
            )
            + _say(rule.enough.otherwise),
        )
    for index, part in enumerate(rule.parts):
        others = other.parts if other is not None else ()
        beside = others[index] if index < len(others) else None
        for key, fact in _rule_facts(part, beside, registry, f"{path}.{index + 1}").items():
            place = Text(vi=f"quy tắc con {index + 1}, ", en=f"rule {index + 1} inside, ")
            facts[key] = evolve(fact, label=place + fact.label)
    return facts


def _parameters_said(rule: Rule, kind: RuleKind | None) -> Text:
    said = [
        Text.same(f"{name}: ") + _say(value, None if kind is None else kind.parameter(name))
        for name, value in rule.parameters.items()
        if value is not None
    ]
    return Text.same(", ") + join(said, "; ") if said else Text.same("")


def _parameter_facts(key: str, label: Text, value: object, parameter: Parameter | None) -> _Facts:
    """Give one fact for a parameter, or one for each entry where entries have ids."""
    if (
        isinstance(value, tuple)
        and value
        and all(isinstance(one, Entry) and "id" in one.values for one in value)
    ):
        return {
            f"{key}.{one.id}": _Fact(
                label + f" “{one.id}”",
                one,
                _say(Entry({k: v for k, v in one.values.items() if k != "id"}), parameter),
            )
            for one in value
        }
    return {key: _Fact(label, value, _say(value, parameter))}


# ---- values in words ---------------------------------------------------------------------------


def _say(value: object, parameter: Parameter | None = None) -> Text:
    """Write a value of a criteria file for people."""
    if isinstance(value, bool):
        return Text(vi="có", en="yes") if value else Text(vi="không", en="no")
    if isinstance(value, int | Fraction):
        is_share = parameter is not None and parameter.type.name == "share"
        number = Fraction(value)
        return _say_share(number) if is_share else _say_number(number)
    if isinstance(value, date):
        return Text.same(f"{value:%d/%m/%Y}")
    if isinstance(value, Period):
        end = Text.same("…") if value.to is None else _say(value.to)
        return join([_say(value.start), end], " – ")
    if isinstance(value, Rounding | Interval):
        return value.said()
    if isinstance(value, Clamp):
        return join(
            [
                Text.same("…") if edge is None else _say_number(edge)
                for edge in (value.min, value.max)
            ],
            " – ",
        )
    if isinstance(value, Outcome):
        if value.share is None:
            return Text.same(str(value.state))
        return _say_share(value.share) + Text(vi=" điểm tối đa", en=" of the maximum")
    if isinstance(value, Band):
        return join([value.interval.said(), _say_number(value.points)], ": ")
    if isinstance(value, Entry | dict):
        columns = parameter.type.columns if parameter is not None else {}
        pairs = (value.values if isinstance(value, Entry) else value).items()
        return join(
            [
                Text.same(f"{name}: ") + _say(one, columns.get(name))
                if len(pairs) > 1
                else _say(one, columns.get(name))
                for name, one in pairs
                if one is not None
            ]
        )
    if isinstance(value, tuple):
        between = "; " if any(isinstance(one, Entry | Band | tuple) for one in value) else ", "
        return join([_say(one, parameter) for one in value], between)
    return Text.same(f"“{value}”") if " " in str(value) else Text.same(str(value))


def _say_number(value: Fraction) -> Text:
    return Text(vi=say_number(value), en=say_number(value, "en"))


def _say_share(value: Fraction) -> Text:
    return Text(vi=say_share(value), en=say_share(value, "en"))


__all__ = [
    "KINDS",
    "Change",
    "changes_as_data",
    "compare_criteria",
    "compose_changes",
]
