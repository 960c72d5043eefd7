"""Questions: what a criteria set asks of a unit, one column of a sheet each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from string import ascii_lowercase

from attrs import frozen

from scoring.model.criteria import Answer, CriteriaSet, Criterion, Rule
from scoring.plugin.kinds import Limit, RuleKind, Slot

EVIDENCE = "evidence"
EVIDENCE_OPTIONS = (("on-time", "đủ, đúng hạn"), ("late", "muộn"), ("none", "không có"))


@frozen
class Question:
    """A column of the sheet: what is asked, of which type, within which bounds.

    `code` is the criterion that asks, or None for a shared field. `limit` names the
    column that this answer must not exceed. `zero_is_told` says that the set tells what a
    zero divisor means.
    """

    column: str
    ask: str
    type: str
    code: str | None = None
    slot: str | None = None
    unit: str | None = None
    owner: str | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    options: tuple[tuple[str, str], ...] = ()
    divides: bool = False
    zero_is_told: bool = True
    limit: str | None = None
    unit_kinds: tuple[str, ...] = ()


@frozen
class Source:
    """Where a slot finds its values: a column of the sheet, or a feed from the items."""

    column: str | None
    feed: str | None = None

    @property
    def name(self) -> str:
        """The name of the column, in the sheet and in what is fed to it."""
        return self.column if self.column is not None else f"feed:{self.feed}"


def answered_slots(kind: RuleKind, rule: Rule, criterion: Criterion) -> tuple[Slot, ...]:
    """Give the slots of a rule that have an answer, in the kind's order."""
    slots = kind.slots_for({**rule.parameters, "max": _max(rule, criterion)})
    return tuple(slot for slot in slots if slot.name in rule.answers)


def _max(rule: Rule, criterion: Criterion) -> Fraction | None:
    most = rule.parameters.get("max")
    return most if isinstance(most, Fraction) else criterion.max


def column_of(prefix: str, slot: Slot, answer: Answer, count: int) -> str:
    """Name the column of a slot: the field, the code alone, or "code.slot"."""
    if answer.field is not None:
        return answer.field
    return prefix if count == 1 else f"{prefix}.{slot.name}"


def part_prefix(prefix: str, index: int) -> str:
    """Name the columns of a rule inside a composite: "1.1.a", "1.1.b" …"""
    return f"{prefix}.{ascii_lowercase[index]}"


def ask_questions(criteria: CriteriaSet, kinds: Mapping[str, RuleKind]) -> tuple[Question, ...]:
    """Give every question of a set, fields first, then criterion by criterion."""
    questions: dict[str, Question] = {
        field.id: Question(
            column=field.id,
            ask=field.ask,
            type=field.type,
            unit=field.unit,
            low=None if field.type in ("flag", "date", "option") else Fraction(0),
            options=tuple((option, option) for option in field.options),
        )
        for field in criteria.fields.values()
    }
    for criterion in criteria.scored:
        if criterion.rule is not None:
            for question in _of_rule(criterion, criterion.rule, criterion.code, kinds):
                known = questions.get(question.column)
                questions[question.column] = question if known is None else _merge(known, question)
        if criterion.evidence_rule is not None:
            column = f"{criterion.code}.{EVIDENCE}"
            questions[column] = Question(
                column=column,
                ask="Minh chứng",
                type="option",
                code=criterion.code,
                slot=EVIDENCE,
                owner="appraiser",
                options=EVIDENCE_OPTIONS,
                unit_kinds=criterion.unit_kinds,
            )
    return tuple(questions.values())


def columns_of(criterion: Criterion, kinds: Mapping[str, RuleKind]) -> list[str]:
    """Give the columns that a criterion asks for itself, without the fields it shares."""
    columns = []
    if criterion.rule is not None:
        rules = (criterion.rule, *criterion.rule.parts)
        shared = {answer.field for rule in rules for answer in rule.answers.values()}
        asked = _of_rule(criterion, criterion.rule, criterion.code, kinds)
        columns += [one.column for one in asked if one.column not in shared]
    if criterion.evidence_rule is not None:
        columns.append(f"{criterion.code}.{EVIDENCE}")
    return columns


def _merge(field: Question, use: Question) -> Question:
    """Let a shared field keep its words and take on what each use of it demands."""
    return Question(
        column=field.column,
        ask=field.ask,
        type=use.type if field.type == "number" else field.type,
        unit=field.unit,
        low=field.low,
        high=field.high,
        options=field.options,
        divides=field.divides or use.divides,
        zero_is_told=field.zero_is_told and use.zero_is_told,
        limit=field.limit or use.limit,
        code=field.code if field.code is not None else (use.code if use.divides else None),
        slot=field.slot or (use.slot if use.divides else None),
    )


def _of_rule(
    criterion: Criterion, rule: Rule, prefix: str, kinds: Mapping[str, RuleKind]
) -> Iterator[Question]:
    kind = kinds[rule.kind]
    slots = answered_slots(kind, rule, criterion)
    columns = {
        slot.name: column_of(prefix, slot, rule.answers[slot.name], len(slots)) for slot in slots
    }
    limits = {limit.slot: limit for limit in kind.limits if _binds(limit, rule)}
    for slot in slots:
        answer = rule.answers[slot.name]
        if answer.items is not None:
            continue
        limit = limits.get(slot.name)
        yield Question(
            column=columns[slot.name],
            ask=answer.ask or slot.said.vi,
            type=slot.type,
            code=criterion.code,
            slot=slot.name,
            unit=answer.unit,
            owner=criterion.owner,
            low=None if slot.low is None else Fraction(slot.low),
            high=None if slot.high is None else Fraction(slot.high),
            options=slot.options,
            divides=slot.divides,
            zero_is_told=slot.name in rule.on_zero or not slot.divides,
            limit=columns.get(limit.by) if limit is not None else None,
            unit_kinds=criterion.unit_kinds,
        )
    for index, part in enumerate(rule.parts):
        yield from _of_rule(criterion, part, part_prefix(prefix, index), kinds)


def _binds(limit: Limit, rule: Rule) -> bool:
    return limit.unless is None or not rule.parameters.get(limit.unless)
