"""Compare: two criteria sets to what changed between them, in the words of the council.

Criteria are matched by code and title, then by title (the code moved), then by code (the
title was reworded); so an instrument that only renumbers is not told as a new one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from scoring.engine.comparing.facts import NOTHING, Facts
from scoring.engine.comparing.match import match_criteria
from scoring.engine.comparing.sides import Side
from scoring.engine.comparing.tables import (
    basis_facts,
    field_facts,
    policy_facts,
    quota_facts,
    set_facts,
)
from scoring.engine.tell import name_of
from scoring.model.criteria import CriteriaSet
from scoring.model.document import Document, Heading, Item, Outline, Paragraph
from scoring.model.text import Text, join
from scoring.plugin.registry import Registry

KINDS = ("added", "dropped", "recoded", "renamed", "moved", "changed")

# The tables that hold criteria, and what a set calls them.
_TREES = {"criterion": "criteria", "bonus": "bonuses", "deduction": "deductions"}
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
        old, new = self.old or NOTHING, self.new or NOTHING
        return self.label + ": " + old + " → " + new


def compare_criteria(old: CriteriaSet, new: CriteriaSet, registry: Registry) -> tuple[Change, ...]:
    """Give everything that differs between two sets, in the order of the file."""
    return tuple(_Comparison.of(old, new, registry).changes())


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


@frozen(eq=False)
class _Comparison:
    """Two sides, and what differs between them."""

    old: Side
    new: Side

    @classmethod
    def of(cls, old: CriteriaSet, new: CriteriaSet, registry: Registry) -> _Comparison:
        """Tell which criterion is which, and put the sets beside each other."""
        new_by_old: dict[str, str] = {}
        for name in _TREES.values():
            new_by_old |= match_criteria(getattr(old, name), getattr(new, name))
        old_by_new = {after: before for before, after in new_by_old.items()}
        return cls(
            Side(old, new, new_by_old, True, registry), Side(new, old, old_by_new, False, registry)
        )

    def changes(self) -> Iterator[Change]:
        """Give the changes, section by section."""
        old, new = self.old.criteria, self.new.criteria
        yield from _pair("set", "", Text.same(new.id), set_facts(old), set_facts(new))
        policy = Text(vi="quy ước", en="policy")
        yield from _pair("policy", "", policy, policy_facts(old), policy_facts(new))
        for section in _TREES:
            yield from self._criteria(section)
        yield from _named("field", field_facts(old), field_facts(new))
        yield from _named("gate", self.old.gates(), self.new.gates())
        yield from _named("grade", self.old.grades(), self.new.grades())
        yield from self._order_of_grades()
        yield from _named("quota", quota_facts(old), quota_facts(new))
        ranking = Text(vi="xếp hạng", en="ranking")
        yield from _pair("rank", "", ranking, self.old.ranking(), self.new.ranking())
        yield from _named("basis", basis_facts(old), basis_facts(new))

    def _criteria(self, section: str) -> Iterator[Change]:
        """Compare the criteria, the bonuses or the deductions."""
        old, new = (getattr(side.criteria, _TREES[section]) for side in (self.old, self.new))
        before_by_code = {one.code: one for one in old}
        for one in new:
            facts, subject = self.new.criterion(one), name_of(one)
            before = before_by_code.get(self.new.twin_by_code.get(one.code, ""))
            if before is None:
                yield _whole("added", section, one.code, subject, facts)
            else:
                was = self.old.criterion(before)
                yield from _pair(section, one.code, subject, was, facts)
        for one in old:
            if one.code not in self.old.twin_by_code:
                facts = self.old.criterion(one)
                yield _whole("dropped", section, one.code, name_of(one), facts)

    def _order_of_grades(self) -> Iterator[Change]:
        olds, news = ([one.id for one in side.criteria.grades] for side in (self.old, self.new))
        before = [id_ for id_ in olds if id_ in news]
        after = [id_ for id_ in news if id_ in olds]
        if before != after:
            order = Text(vi="thứ tự các hạng", en="order of the grades")
            said = [Text.same(" > ".join(ids)) for ids in (before, after)]
            yield Change("changed", "grade", "", order, "order", order, said[0], said[1], True)


def _pair(section: str, name: str, subject: Text, old: Facts, new: Facts) -> Iterator[Change]:
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
    section: str,
    old: Mapping[str, tuple[Text, Facts]],
    new: Mapping[str, tuple[Text, Facts]],
) -> Iterator[Change]:
    """Compare things that an id tells apart."""
    for name in dict.fromkeys((*old, *new)):
        if name in old and name in new:
            yield from _pair(section, name, new[name][0], old[name][1], new[name][1])
        elif name in new:
            yield _whole("added", section, name, *new[name])
        else:
            yield _whole("dropped", section, name, *old[name])


def _whole(kind: str, section: str, name: str, subject: Text, facts: Facts) -> Change:
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


__all__ = [
    "KINDS",
    "Change",
    "changes_as_data",
    "compare_criteria",
    "compose_changes",
]
