"""The page of rule kinds: what each asks, its parameters, its worked rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from pages.grid import both, code, keys_table, nested_tables, table
from scoring import Parameter, Registry, RuleKind, Slot, parse_number
from scoring.engine import format as shape

INTRODUCTION = """\
# Rule kinds

A leaf of a criteria set has a rule: `kind = "…"`, a question for each of its slots, and its
parameters. All numbers are exact; points are rounded only by the policy of the set. A rule
never gives fewer than 0 points or more than the criterion’s `max`; what would is held.

*Mỗi tiêu chí chấm được có một quy tắc: `kind`, câu hỏi cho từng ô và các tham số. Mọi số đều
chính xác; chỉ làm tròn theo quy ước của bộ tiêu chí.*

The kinds below come with `danvan-scoring`; `danvan plugins` lists those of other packages too.
A slot’s **direction** is a promise that the laws test: with ↑ a greater answer never gives
fewer points, with ↓ never more. A kind of scope *peers* looks at all units of a group that
count; every other kind at one unit alone.
"""

# What a cell of a sheet may hold for a slot of each type is told on the page of the sheet.
_ARROW = {"up": "↑", "down": "↓", None: ""}


def page(registry: Registry) -> str:
    """Give the text of the page."""
    kinds = registry.rule_kinds.values()
    lines = INTRODUCTION.split("\n")
    lines += [f"- [{code(kind.name)}](#{kind.name}): {both(kind.title)}" for kind in kinds]
    lines += ["", *_common()]
    for kind in kinds:
        lines += ["", *_kind(kind)]
    return "\n".join(lines) + "\n"


def _common() -> Iterator[str]:
    yield "## Keys of every rule"
    yield ""
    yield from keys_table([shape.RULE_KIND])
    yield ""
    yield "A slot is answered by a table with exactly one of `ask`, `field` and `from`:"
    yield ""
    yield from keys_table(shape.ANSWER)
    yield ""
    yield "A slot that divides must not be 0, unless the rule says what a zero means. The value of"
    yield "each of these keys is the name of the slot:"
    yield ""
    said = {"not-applicable": "the leaf does not apply", "hold": "the leaf is held"}
    yield from table(
        ("key", "a zero gives"),
        (
            (
                code(key),
                said[outcome.state]
                if outcome.state is not None
                else ("full points" if outcome.share else "0 points"),
            )
            for key, outcome in shape.ZERO_KEYS.items()
        ),
    )
    yield ""
    yield "`at_least = { … }` asks that an answer reaches a number before the rule may speak:"
    yield ""
    yield from keys_table(shape.ENOUGH)


def _kind(kind: RuleKind) -> Iterator[str]:
    yield f'<a id="{kind.name}"></a>'
    yield ""
    yield f"## `{kind.name}`: {kind.title.en}"
    yield ""
    yield f"*{kind.title.vi}* · scope {code(kind.scope)} · {kind.source}"
    yield ""
    yield f"**{kind.formula.en}**"
    yield ""
    yield f"*{kind.formula.vi}*"
    slots = list(slots_of(kind))
    if slots:
        yield ""
        yield from _slots(kind, slots)
    if kind.has_parts:
        yield ""
        yield "It holds rules of its own, each with a `max`:"
        yield ""
        yield from keys_table([shape.RULE_PARTS, shape.PART_MAX])
    if kind.parameters:
        yield ""
        yield from keys_table(kind.parameters)
        yield from nested_tables(kind.parameters)
    yield ""
    yield from _worked(kind)


def _slots(kind: RuleKind, slots: Sequence[Slot]) -> Iterator[str]:
    yield from table(
        ("slot", "type", "", "bounds", "what it asks"),
        (
            (
                code(slot.name),
                slot.type,
                _ARROW[slot.direction],
                _bounds(slot),
                both(slot.said) + (" (divides)" if slot.divides else ""),
            )
            for slot in slots
        ),
    )
    if not isinstance(kind.slots, tuple):
        yield ""
        yield "Its slots depend on its parameters; those of the worked rows are shown."
    if kind.alternatives:
        ways = " or ".join("+".join(code(name) for name in way) for way in kind.alternatives)
        yield ""
        yield f"Answered by exactly one of: {ways}."
    for limit in kind.limits:
        unless = f", unless the rule has `{limit.unless}`" if limit.unless else ""
        yield ""
        yield f"`{limit.slot}` must not exceed `{limit.by}`{unless}."


def _bounds(slot: Slot) -> str:
    if slot.type in ("flag", "date", "option", "item"):
        return ", ".join(code(name) for name, _ in slot.options)
    low = "" if slot.low is None else f"{slot.low} …"
    return low if slot.high is None else f"{low} {slot.high}".strip()


def slots_of(kind: RuleKind) -> Iterable[Slot]:
    """Give every slot that the kind asks in any of its worked rows."""
    slots: dict[str, Slot] = {}
    for row in kind.worked:
        parameters: dict[str, Any] = {p.name: _read(p, row.rule) for p in kind.parameters}
        for slot in kind.slots_for({**parameters, "max": parse_number(row.max)}):
            slots.setdefault(slot.name, slot)
    return slots.values()


def _read(parameter: Parameter, rule: Mapping[str, Any]) -> object:
    return parameter.type.read(rule[parameter.name]) if parameter.name in rule else None


def _worked(kind: RuleKind) -> Iterator[str]:
    rows = []
    before = None
    for worked in kind.worked:
        rule = ", ".join(f"{key} = {toml(value)}" for key, value in worked.rule.items())
        said = "–" if not rule else "the same" if rule == before else code(rule)
        before = rule
        if isinstance(worked.points, str):
            given, points = answers(worked.given), worked.points
        else:
            given, points = "; ".join(map(answers, worked.given)), "; ".join(worked.points)
            if worked.groups:
                points += f" (groups {'; '.join(worked.groups)})"
        rows.append((said, given, worked.max, f"**{points}**", both(worked.note)))
    yield from table(("rule", "answers", "max", "points", ""), rows)


def answers(given: Mapping[str, Any]) -> str:
    """Write the answers of one unit."""
    return ", ".join(f"{slot} {toml(value).replace(chr(34), '')}" for slot, value in given.items())


def toml(value: object) -> str:
    """Write a value as a criteria file would."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        inside = ", ".join(f"{key} = {toml(one)}" for key, one in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(toml(one) for one in value)}]"
    if isinstance(value, str):
        return f'"{value}"'
    assert value is None or isinstance(value, int | date), value
    return str(value)
