"""The facts of a rule: its kind, its parameters and where its answers come from."""

from __future__ import annotations

from attrs import evolve

from scoring.engine.comparing.facts import Fact, Facts, head_of, label_of, plain_fact
from scoring.engine.comparing.values import say_value
from scoring.model.criteria import Rule
from scoring.model.numbers import say_number
from scoring.model.text import Text, join
from scoring.plugin.kinds import RuleKind
from scoring.plugin.parameters import Entry, Parameter
from scoring.plugin.registry import Registry


def rule_facts(rule: Rule, other: Rule | None, registry: Registry, path: str) -> Facts:
    """Give the facts of a rule; beside a rule of another kind it is told as a whole."""
    kind = registry.rule_kinds.get(rule.kind)
    title = Text.same(rule.kind) if kind is None else kind.title + f" ({rule.kind})"
    if other is not None and other.kind != rule.kind:
        title += _parameters_said(rule, kind)
    label = Text(vi="cách chấm", en="rule")
    facts: Facts = {f"{path}.kind": Fact(label, rule.kind, title)}
    if other is not None and other.kind != rule.kind:
        return facts
    for name, value in rule.parameters.items():
        if value is None:
            continue
        parameter = None if kind is None else kind.parameter(name)
        said = Text.same(name)
        if parameter is not None:
            said = head_of(parameter.said)
        if name == "max" and parameter is None:
            said = label_of("CRITERION", "max")
        facts |= _parameter_facts(f"{path}.{name}", said, value, parameter)
    for slot, answer in rule.answers.items():
        about = Text.same(f"{slot}: ")
        source = answer.field or answer.items
        facts[f"{path}.{slot}"] = Fact(
            about + Text(vi="lấy từ", en="taken from"),
            source,
            Text(vi="câu hỏi riêng", en="a question of its own")
            if source is None
            else Text.same(source),
        )
        for name in ("ask", "unit"):
            if getattr(answer, name) is not None:
                fact = plain_fact("ANSWER", name, getattr(answer, name))
                facts[f"{path}.{slot}.{name}"] = evolve(fact, label=about + fact.label)
    for slot, outcome in rule.on_zero.items():
        label = Text(vi=f"khi “{slot}” bằng 0", en=f"where “{slot}” is 0")
        facts[f"{path}.{slot}.zero"] = Fact(label, outcome, say_value(outcome))
    if rule.enough is not None:
        least = say_number(rule.enough.count), say_number(rule.enough.count, "en")
        facts[f"{path}.at_least"] = Fact(
            Text(vi="số ít nhất", en="at least"),
            rule.enough,
            Text(
                vi=f"{rule.enough.slot} ≥ {least[0]}, nếu không: ",
                en=f"{rule.enough.slot} ≥ {least[1]}, else: ",
            )
            + say_value(rule.enough.otherwise),
        )
    for index, part in enumerate(rule.parts):
        others = other.parts if other is not None else ()
        beside = others[index] if index < len(others) else None
        for key, fact in rule_facts(part, beside, registry, f"{path}.{index + 1}").items():
            place = Text(vi=f"quy tắc con {index + 1}, ", en=f"rule {index + 1} inside, ")
            facts[key] = evolve(fact, label=place + fact.label)
    return facts


def _parameters_said(rule: Rule, kind: RuleKind | None) -> Text:
    said = [
        Text.same(f"{name}: ") + say_value(value, None if kind is None else kind.parameter(name))
        for name, value in rule.parameters.items()
        if value is not None
    ]
    return Text.same(", ") + join(said, "; ") if said else Text.same("")


def _parameter_facts(key: str, label: Text, value: object, parameter: Parameter | None) -> Facts:
    """Give one fact for a parameter, or one for each entry where entries have ids."""
    if (
        isinstance(value, tuple)
        and value
        and all(isinstance(one, Entry) and "id" in one.values for one in value)
    ):
        return {
            f"{key}.{one.id}": Fact(
                label + f" “{one.id}”",
                one,
                say_value(Entry({k: v for k, v in one.values.items() if k != "id"}), parameter),
            )
            for one in value
        }
    return {key: Fact(label, value, say_value(value, parameter))}
