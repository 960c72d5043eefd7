"""Compile: a criteria set and the offers of plugins to a program.

After this no name is looked up.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from scoring.engine.questions import Question, ask_questions
from scoring.engine.stages import STAGES
from scoring.model.criteria import CriteriaSet
from scoring.plugin.kinds import GateKind, RuleKind, TieBreaker
from scoring.plugin.registry import Registry


@frozen
class Offers:
    """The few offers that one criteria set uses, by name."""

    rule_kinds: Mapping[str, RuleKind]
    gate_kinds: Mapping[str, GateKind]
    tie_breakers: Mapping[str, TieBreaker]


@frozen(eq=False)
class Program:
    """A criteria set ready to run: one plan a stage, and the questions a sheet answers.

    May be used many times and pickled.
    """

    criteria: CriteriaSet
    questions: tuple[Question, ...]
    plans: Mapping[str, Any]

    @property
    def question_by_column(self) -> Mapping[str, Question]:
        """The questions by the title of their column in a sheet."""
        return {question.column: question for question in self.questions}


def compile_criteria(criteria: CriteriaSet, registry: Registry) -> Program:
    """Plan every stage of the evaluation. The set must have been read without errors."""
    offers = Offers(
        rule_kinds=dict(registry.rule_kinds),
        gate_kinds=dict(registry.gate_kinds),
        tie_breakers=dict(registry.tie_breakers),
    )
    questions = ask_questions(criteria, offers.rule_kinds)
    plans: dict[str, Any] = {}
    for stage in STAGES:
        plans[stage.NAME] = stage.plan(criteria, offers, plans)
    return Program(criteria, questions, plans)
