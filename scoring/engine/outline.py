"""Outline: the steps of an explanation as the lines of a document."""

from __future__ import annotations

from scoring.engine.tell import say_points
from scoring.model.document import Item
from scoring.model.explanation import Step
from scoring.model.text import Text, join


def outline_of(step: Step, *, with_source: bool = True) -> Item:
    """Give a step and all below it as a line of an outline.

    Who decides, the evidence and the clauses are the same for every unit; where a document
    says them once for all, `with_source` leaves them out here.
    """
    details = list(step.inputs)
    if step.arithmetic is not None:
        details.append(step.arithmetic)
    if step.note is not None:
        details.append(step.note)
    if step.source and with_source:
        details.append(Text.same("(") + join(step.source, " · ") + ")")
    below = tuple(outline_of(one, with_source=with_source) for one in step.steps)
    return Item(step.label, _value(step), tuple(details), below)


def _value(step: Step) -> Text | None:
    """Give what stands at the end of a line: points of the most they could be."""
    if step.points is None:
        return None
    points = say_points(step.points)
    if step.kind == "policy":
        return Text.same("+" if step.points > 0 else "") + points
    if step.state == "not-applicable" and not step.points:
        points = Text(vi="KAD", en="n/a")
    return points if step.max is None else points + " / " + say_points(step.max)
