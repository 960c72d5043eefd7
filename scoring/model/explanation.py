"""The explanation: a tree of steps that re-adds to the total."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import field, frozen

from scoring.model.text import Text


@frozen
class Step:
    """One step of an evaluation, with the steps it was made of.

    `kind` tells what the step is: "total", "group", "leaf", "bonus", "deduction",
    "policy", "grade", "gate", "quota", "rank". `points` are its own exact points, `max` the
    most they could be; `adds` is what the step adds to its parent (a weighted child adds
    less than its points, a policy step the difference it makes). `arithmetic` shows the
    rule with the numbers put in; `inputs` what was reported, `source` who decided and the
    clause.
    """

    kind: str
    label: Text
    code: str | None = None
    points: Fraction | None = None
    max: Fraction | None = None
    state: str = "value"
    arithmetic: Text | None = None
    inputs: tuple[Text, ...] = ()
    source: tuple[Text, ...] = ()
    note: Text | None = None
    adds: Fraction | None = None
    steps: tuple[Step, ...] = ()

    def walk(self) -> Iterator[Step]:
        """Give this step and every step below it."""
        yield self
        for step in self.steps:
            yield from step.walk()

    def added(self) -> Fraction:
        """Add up what the steps right below add to this one."""
        return sum((step.adds for step in self.steps if step.adds is not None), Fraction(0))


@frozen
class Explanation:
    """Why one unit has its total, its grade and its rank.

    `total` is a tree in which the steps below a step re-add to its points, up to the
    total (a law). `verdicts` tell the grade, gates, quota and rank in order.
    """

    unit: str
    name: str
    set_title: str
    total: Step
    verdicts: tuple[Step, ...] = field(default=())
    digest: str = ""
