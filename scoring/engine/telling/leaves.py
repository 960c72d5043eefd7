"""Tell a leaf: its points, how they came about, and what stood in the way of its rule."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from scoring.engine.stages.points import Block, Leaf, single
from scoring.engine.tell import OWNER_SAID, STATE_NAMES, name_of, say_cites, say_line
from scoring.engine.telling.dossier import Dossier
from scoring.engine.telling.inputs import tell_inputs
from scoring.engine.telling.work import give_exact, tell_work
from scoring.model.columns import State
from scoring.model.explanation import Step
from scoring.model.text import Text


def tell_leaf(dossier: Dossier, code: str, kind: str, share: Fraction) -> Step:
    """Tell a criterion, bonus or deduction; `share` of its points adds to its parent."""
    plan = dossier.points_plan
    index = plan.row_by_code[code]
    leaf = plan.leaves[index]
    points = dossier.frame.numbers("points").at(index, 0)
    state = State(int(dossier.frame.codes("states")[index, 0]))
    arithmetic, note = _tell_points(dossier, leaf, state, points)
    return Step(
        kind=kind,
        label=name_of(leaf.criterion),
        code=code,
        points=points,
        max=leaf.criterion.max,
        state=STATE_NAMES[state],
        arithmetic=arithmetic,
        inputs=tuple(tell_inputs(dossier, leaf)),
        source=tuple(_tell_source(dossier, leaf)),
        note=note,
        adds=points * share,
    )


def _tell_points(
    dossier: Dossier, leaf: Leaf, state: State, points: Fraction
) -> tuple[Text | None, Text | None]:
    """Give the arithmetic and the note of a leaf."""
    block = single(leaf)
    if state is State.MISSING:
        return None, _tell_missing(dossier)
    if state is State.NOT_APPLICABLE:
        return None, _tell_not_applicable(dossier, leaf, block, points)
    if state is State.HELD:
        note = Text(vi="giữ lại chờ quyết định", en="held until somebody decides")
        return tell_work(dossier, leaf, block, None), note
    outcome = _tell_outcome(dossier, leaf, block)
    if outcome is not None:
        return None, outcome + say_line(": ", points)
    exact = give_exact(dossier, block)
    work = tell_work(dossier, leaf, block, exact)
    if exact == points:
        return work, None
    rounded = dossier.points_plan.rounding.of(exact)
    work = work + say_line(" → ", rounded)
    return work, None if rounded == points else _tell_dependence(leaf, points)


def _tell_missing(dossier: Dossier) -> Text:
    gives = dossier.criteria.policy.missing == "zero"
    return Text(
        vi="để trống: "
        + ("0 điểm theo quy ước của bộ tiêu chí" if gives else "giữ lại chờ số liệu"),
        en="left blank: " + ("0 points, as the set says" if gives else "held until it is answered"),
    )


def _tell_not_applicable(dossier: Dossier, leaf: Leaf, block: Block, points: Fraction) -> Text:
    kinds = leaf.criterion.unit_kinds
    if kinds and dossier.unit.kind not in kinds:
        why = Text(vi="không áp dụng cho loại đơn vị này", en="not for this kind of unit")
    else:
        outcome = _tell_outcome(dossier, leaf, block)
        why = outcome or Text(vi="không áp dụng", en="not applicable")
    if points:
        return why + Text(vi="; được đủ điểm", en="; full marks") + say_line(": ", points)
    return why


def _tell_outcome(dossier: Dossier, leaf: Leaf, block: Block) -> Text | None:
    """Say which outcome spoke instead of the rule, if one did."""
    if leaf.parts or block.needs_peers:
        return None
    rule = leaf.rule
    for slot in rule.on_zero:
        column = leaf.sources[slot].column
        if column is not None and dossier.cell(column) == 0:
            ask = dossier.questions[column].ask
            return Text(vi=f"“{ask}” là 0", en=f"“{ask}” is 0")
    if rule.enough is not None:
        column = leaf.sources[rule.enough.slot].column
        cell = dossier.cell(column) if column is not None else State.MISSING
        if not isinstance(cell, State) and cell < rule.enough.count:
            return say_line(cell, " < ", rule.enough.count) + Text(
                vi=", chưa đủ số tối thiểu", en=", below the minimum number"
            )
    return None


def _tell_dependence(leaf: Leaf, points: Fraction) -> Text:
    dependence = leaf.criterion.depends_on
    on, counted = dependence.criterion if dependence else "", say_line(points)
    return Text(
        vi=f"chỉ tính khi tiêu chí {on} đạt yêu cầu: {counted.vi}",
        en=f"counts only if criterion {on} does: {counted.en}",
    )


def _tell_source(dossier: Dossier, leaf: Leaf) -> Iterator[Text]:
    criterion = leaf.criterion
    yield from say_cites(criterion.basis, dossier.criteria)
    if criterion.owner is not None:
        yield Text(vi="người chấm: ", en="given by: ") + OWNER_SAID[criterion.owner]
    if criterion.evidence is not None:
        yield Text(vi="minh chứng: ", en="evidence: ") + criterion.evidence
