"""One side of a comparison: what a set says of all that names a criterion."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve, frozen

from scoring.engine.comparing.facts import Fact, Facts, label_of, plain_fact
from scoring.engine.comparing.rules import rule_facts
from scoring.engine.comparing.values import say_percent, say_value
from scoring.engine.tell import OWNER_SAID, name_of, say_condition
from scoring.model.criteria import (
    AllCondition,
    AnyCondition,
    Condition,
    CriteriaSet,
    Criterion,
    Gate,
    Grade,
    NotCondition,
    PointsCondition,
    Rule,
    StateCondition,
    TieBreak,
)
from scoring.model.text import Text, join
from scoring.plugin.registry import Registry

_TOP = Text(vi="phần cao nhất", en="the top")


@frozen(eq=False)
class Side:
    """A set beside the other one; `twin_by_code` gives the codes that its criteria have there.

    Both sides speak in the codes of the new set, so that a criterion which only moved is
    no change of what names it.
    """

    criteria: CriteriaSet
    other: CriteriaSet
    twin_by_code: Mapping[str, str]
    is_old: bool
    registry: Registry

    def _code(self, code: str) -> str:
        """Give the code that a criterion has in the new set."""
        return self.twin_by_code.get(code, f"{code} (old)") if self.is_old else code

    def _other_rule(self, one: Criterion) -> Rule | None:
        """Give the rule that the same criterion has in the other set."""
        twin = self.other.criterion_by_code.get(self.twin_by_code.get(one.code, ""))
        return None if twin is None else twin.rule

    def _condition(self, condition: Condition) -> Condition:
        """Give a condition with the codes of the new set."""
        if isinstance(condition, AllCondition | AnyCondition):
            inner = tuple(self._condition(one) for one in condition.conditions)
            return evolve(condition, conditions=inner)
        if isinstance(condition, NotCondition):
            return evolve(condition, condition=self._condition(condition.condition))
        if isinstance(condition, PointsCondition | StateCondition) and condition.criterion:
            return evolve(condition, criterion=self._code(condition.criterion))
        return condition

    def criterion(self, one: Criterion) -> Facts:
        """Give the facts of a criterion, bonus or deduction."""
        facts: Facts = {
            "code": Fact(Text(vi="mã", en="code"), one.code, Text.same(one.code)),
            "title": plain_fact("CRITERION", "title", one.title),
            "max": plain_fact(
                "CRITERION", "max", one.max, Text(vi="không giới hạn", en="no limit")
            ),
        }
        if (
            one.code in self.criteria.children_by_code
            or one.under is not None
            or one.rule is not None
        ):
            above = None if one.under is None else self.criteria.criterion_by_code.get(one.under)
            facts["under"] = Fact(
                label_of("CRITERION", "under"),
                None if one.under is None else self._code(one.under),
                _TOP if above is None else name_of(above),
            )
        if one.combine != "sum" or one.rule is None:
            facts["combine"] = plain_fact("CRITERION", "combine", one.combine)
        for name in ("weight", "cap", "floor", "note", "evidence"):
            if getattr(one, name) is not None:
                facts[name] = plain_fact("CRITERION", name, getattr(one, name))
        if one.owner is not None:
            facts["owner"] = Fact(label_of("CRITERION", "owner"), one.owner, OWNER_SAID[one.owner])
        for name in ("basis", "unit_kinds"):
            if getattr(one, name):
                facts[name] = plain_fact("CRITERION", name, getattr(one, name))
        if one.marks:
            facts["marks"] = Fact(
                label_of("CRITERION", "marks"), dict(one.marks), say_value(dict(one.marks))
            )
        if one.depends_on is not None:
            facts["depends_on"] = Fact(
                label_of("CRITERION", "depends_on"),
                (self._code(one.depends_on.criterion), one.depends_on.points),
                Text.same(f"{one.depends_on.criterion}: ") + one.depends_on.points.said(),
            )
        if one.evidence_rule is not None:
            late, missing = (
                say_percent(one.evidence_rule.late),
                say_value(one.evidence_rule.missing),
            )
            facts["evidence_rule"] = Fact(
                label_of("CRITERION", "evidence_rule"),
                one.evidence_rule,
                Text(vi="muộn: ", en="late: ")
                + late
                + Text(vi="; không có: ", en="; none: ")
                + missing,
            )
        if one.rule is not None:
            facts |= rule_facts(one.rule, self._other_rule(one), self.registry, "rule")
        return facts

    def gates(self) -> dict[str, tuple[Text, Facts]]:
        """Give the gates by their ids."""
        return {gate.id: self._gate(gate) for gate in self.criteria.gates}

    def _gate(self, gate: Gate) -> tuple[Text, Facts]:
        title_by_id = {grade.id: grade.title for grade in self.criteria.grades}
        given = title_by_id.get(str(gate.parameter), str(gate.parameter))
        kind = self.registry.gate_kinds.get(gate.effect)
        effect = Text.same(f"{gate.effect} {given}") if kind is None else kind.said(given)
        facts = {
            "title": plain_fact("GATE", "title", gate.title),
            "when": Fact(
                label_of("GATE", "when"),
                self._condition(gate.when),
                say_condition(gate.when, self.criteria),
            ),
            "effect": Fact(Text(vi="tác dụng", en="effect"), (gate.effect, gate.parameter), effect),
        }
        if gate.basis:
            facts["basis"] = plain_fact("GATE", "basis", gate.basis)
        return Text.same(f"{gate.id} {gate.title}"), facts

    def grades(self) -> dict[str, tuple[Text, Facts]]:
        """Give the grades by their ids."""
        return {grade.id: self._grade(grade) for grade in self.criteria.grades}

    def _grade(self, grade: Grade) -> tuple[Text, Facts]:
        # The upper edge is the neighbour's; telling it twice would make two of one change.
        edge = evolve(grade.totals, high=None, with_high=True)
        facts = {
            "title": plain_fact("GRADE", "title", grade.title),
            "from": Fact(
                Text(vi="ngưỡng", en="threshold"), (edge, grade.share), edge.said(grade.share)
            ),
        }
        if grade.needs is not None:
            facts["needs"] = Fact(
                label_of("GRADE", "needs"),
                self._condition(grade.needs),
                say_condition(grade.needs, self.criteria),
            )
        return Text.same(grade.title), facts

    def ranking(self) -> Facts:
        """Give the facts of the ranking."""
        ranking = self.criteria.ranking
        facts = {
            name: plain_fact("RANK", name, getattr(ranking, name))
            for name in ("within", "method", "tied", "by")
        }
        if ranking.tie_breakers:
            facts["tie_breakers"] = Fact(
                label_of("RANK", "tie_breakers"),
                tuple(self._tie(one) for one in ranking.tie_breakers),
                join([self._tie_said(one) for one in ranking.tie_breakers], "; "),
            )
        return facts

    def _tie(self, tie: TieBreak) -> object:
        breaker = self.registry.tie_breakers.get(tie.kind)
        named = breaker.names_criterion if breaker is not None else None
        return tie.kind, tuple(
            (name, self._code(str(value)) if name == named else value)
            for name, value in tie.parameters.items()
        )

    def _tie_said(self, tie: TieBreak) -> Text:
        breaker = self.registry.tie_breakers.get(tie.kind)
        title = Text.same(tie.kind) if breaker is None else breaker.title
        values = [say_value(value) for value in tie.parameters.values() if value is not None]
        return title + " (" + join(values) + ")" if values else title
