"""Read what a rule asks: an answer for each slot, and what holds when a number is too small."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from attrs import frozen

from scoring.engine import format as shape
from scoring.engine.locate import Path as Keys
from scoring.engine.reading.desk import Desk, Table, plain
from scoring.model import catalogue
from scoring.model.criteria import Answer, Enough, Outcome
from scoring.model.text import Text
from scoring.plugin.kinds import RuleKind, Slot
from scoring.plugin.parameters import show_value

_FEEDS = ("items", "items.count", "items.sum", "items.mean", "items.max")


@frozen
class WrittenRule:
    """A rule as it is written: its table, where that stands, and whose rule it is."""

    kind: RuleKind
    raw: Table
    path: Keys
    code: str


def read_answers(desk: Desk, rule: WrittenRule, slots: Sequence[Slot]) -> dict[str, Answer]:
    """Read where the answer of each slot comes from; tells which slots have none."""
    answers = {
        slot.name: answer
        for slot in slots
        if (answer := _read_answer(desk, rule, slot)) is not None
    }
    if any(desk.is_unsure_field(answer.field) for answer in answers.values()):
        desk.doubt(rule.path)
    _check_needed(desk, rule, slots, answers)
    _check_ways(desk, rule, slots, answers)
    return answers


def read_zeros(desk: Desk, rule: WrittenRule, slots: Sequence[Slot]) -> dict[str, Outcome]:
    """Read what results when a number that divides is nought."""
    divisors = [slot.name for slot in slots if slot.divides]
    zeros: dict[str, Outcome] = {}
    for key, outcome in shape.ZERO_KEYS.items():
        if key not in rule.raw:
            continue
        slot = show_value(rule.raw[key])
        if slot not in divisors or slot in zeros:
            desk.add(catalogue.wrong_zero, (*rule.path, key), rule.code, slot, divisors)
        zeros[slot] = outcome
    return zeros


def read_enough(desk: Desk, rule: WrittenRule, answers: Mapping[str, Answer]) -> Enough | None:
    """Read how many of something there must be for the rule to speak."""
    if rule.raw.get("at_least") is None:
        return None
    path = (*rule.path, "at_least")
    found = desk.table(rule.raw["at_least"], path, shape.ENOUGH)
    if len(found) < len(shape.ENOUGH):
        return None
    if str(found["slot"]) not in answers:
        listed = ", ".join(sorted(answers)) or "—"
        desk.add(
            catalogue.wrong_value,
            (*path, "slot"),
            "slot",
            Text(
                vi=f"quy tắc không hỏi “{found['slot']}”.",
                en=f"the rule does not ask “{found['slot']}”.",
            ),
            Text(vi=f"Chọn một trong: {listed}.", en=f"Choose one of: {listed}."),
        )
        return None
    return Enough(str(found["slot"]), found["count"], found["otherwise"])


# ---- one answer ------------------------------------------------------------------------------


def _read_answer(desk: Desk, rule: WrittenRule, slot: Slot) -> Answer | None:
    raw, path = rule.raw.get(slot.name), (*rule.path, slot.name)
    if raw is None:
        return Answer(slot.name, ask=slot.ask) if slot.ask else None
    found = desk.table(raw, path, shape.ANSWER)
    if len([key for key in ("ask", "field", "from") if key in found]) != 1:
        if isinstance(raw, dict) and not (set(raw) - {key.name for key in shape.ANSWER}):
            desk.add(
                catalogue.wrong_value,
                path,
                slot.name,
                Text(
                    vi="cần đúng một trong ask, field, from.",
                    en="needs exactly one of ask, field, from.",
                ),
                Text(
                    vi='Ví dụ: { ask = "…", unit = "…" }.',
                    en='For example: { ask = "…", unit = "…" }.',
                ),
            )
        return None
    if "field" in found:
        return _from_field(desk, rule, slot, str(found["field"]))
    if "from" in found:
        return _from_items(desk, rule, slot, str(found["from"]).replace(" ", ""))
    return Answer(slot.name, ask=str(found["ask"]), unit=plain(found.get("unit")))


def _from_field(desk: Desk, rule: WrittenRule, slot: Slot, name: str) -> Answer | None:
    path = (*rule.path, slot.name)
    if name not in desk.fields:
        desk.add(catalogue.unknown_field, path, name, sorted(desk.fields))
        return None
    field = desk.fields[name]
    fits = slot.type == field.type or {slot.type, field.type} <= {"number", "count", "share"}
    if not fits and not desk.is_unsure_field(name):
        desk.add(
            catalogue.wrong_field_type, path, rule.code, slot.name, slot.type, name, field.type
        )
        return None
    return Answer(slot.name, field=name, ask=field.ask, unit=field.unit)


def _from_items(desk: Desk, rule: WrittenRule, slot: Slot, feed: str) -> Answer | None:
    wants_list = slot.type == "numbers"
    if not desk.has_items or not _is_feed(feed) or wants_list != (feed == "items"):
        path = (*rule.path, slot.name)
        desk.add(catalogue.wrong_feed, path, rule.code, feed, desk.has_items, wants_list)
        return None
    return Answer(slot.name, items=feed)


def _is_feed(feed: str) -> bool:
    return feed in _FEEDS or bool(re.fullmatch(r"items\.best\((100|[1-9][0-9]?)\)", feed))


# ---- all answers of a rule ---------------------------------------------------------------------


def _check_needed(
    desk: Desk, rule: WrittenRule, slots: Sequence[Slot], answers: Mapping[str, Answer]
) -> None:
    """Tell which slots that every unit must answer have no question."""
    in_ways = {name for way in rule.kind.alternatives for name in way}
    for slot in slots:
        if slot.name not in answers and slot.name not in in_ways and slot.name not in rule.raw:
            _miss_question(desk, rule, slot)


def _check_ways(
    desk: Desk, rule: WrittenRule, slots: Sequence[Slot], answers: Mapping[str, Answer]
) -> None:
    """Tell whether the answers are one of the ways in which the kind may be asked."""
    raw, kind = rule.raw, rule.kind
    in_ways = {name for way in kind.alternatives for name in way}
    names = {slot.name for slot in slots}
    ways = [way for way in kind.alternatives if set(way) <= names]
    if not ways:
        return
    answered = {name for name in answers if name in in_ways}
    if not answered and len(ways) == 1:
        for slot in slots:
            if slot.name in ways[0] and slot.name not in raw:
                _miss_question(desk, rule, slot)
    elif answered not in [set(way) for way in ways] and not any(
        name in raw and name not in answers for name in in_ways
    ):
        # Slots that are made from parameters may be asked instead of any way.
        made = names - in_ways
        if answered or not made:
            desk.add(catalogue.wrong_slots, rule.path, rule.code, kind.name, sorted(answered), ways)


def _miss_question(desk: Desk, rule: WrittenRule, slot: Slot) -> None:
    desk.add(
        catalogue.slot_without_question,
        rule.path,
        rule.code,
        rule.kind.name,
        slot.name,
        slot.said,
    )
