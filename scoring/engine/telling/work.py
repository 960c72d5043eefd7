"""Tell the arithmetic of a rule, with the numbers of the unit put in."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from scoring.engine.frame import Frame
from scoring.engine.questions import EVIDENCE, EVIDENCE_OPTIONS
from scoring.engine.stages.points import Block, Leaf, counted_peers, exact_points
from scoring.engine.tell import say_line, say_points
from scoring.engine.telling.dossier import Dossier
from scoring.model.columns import State
from scoring.model.text import LANGUAGES, Text
from scoring.plugin.kinds import Case, Say


def give_exact(dossier: Dossier, block: Block) -> Fraction:
    """Give the points of the unit before any rounding, from the stage itself."""
    frame, place = _frame_for(dossier, block)
    numbers, _ = exact_points(block, frame)
    return numbers.spread((1, len(frame))).at(0, place)


def tell_work(dossier: Dossier, leaf: Leaf, block: Block, exact: Fraction | None) -> Text:
    """Tell how the rule comes to its exact points; with None, only what it looks at."""
    said = {
        lang: leaf.kind.explain(_case(dossier, leaf, block, Say(lang)), Say(lang))
        for lang in LANGUAGES
    }
    left = Text(vi=said["vi"], en=said["en"])
    evidence = _tell_evidence(dossier, leaf)
    if evidence is not None:
        left = left + evidence
    if exact is None:
        return left
    # What a rule picked ("47 ÷ 52 ≥ 90%", "có") leads to points; a sum equals them.
    sums = any(sign in said["vi"] for sign in "÷×+−")
    picks = not sums or any(sign in said["vi"] for sign in "≥≤<>=:→“")
    if picks and dossier.points_plan.rounding.of(exact) == exact:
        return left + say_line(" → ", exact)
    return left + say_line(" = ", exact)


def _tell_evidence(dossier: Dossier, leaf: Leaf) -> Text | None:
    rule = leaf.criterion.evidence_rule
    if rule is None:
        return None
    cell = dossier.cell(f"{leaf.name}.{EVIDENCE}")
    # States are integers too, so a blank must not be taken for the option of its number.
    option = None if isinstance(cell, State) else EVIDENCE_OPTIONS[int(cell)][0]
    if option == "late":
        return Text(vi="; minh chứng muộn × ", en="; evidence late × ") + say_points(rule.late)
    if option == "none" or cell is State.MISSING:
        return Text(vi="; không có minh chứng", en="; no evidence")
    return None


def _frame_for(dossier: Dossier, block: Block) -> tuple[Frame, int]:
    """Give the frame a block must run on, and the place of the unit in it."""
    if block.needs_peers:
        return Frame(dossier.result.sheet), dossier.row
    return Frame(dossier.result.sheet, dossier.row, dossier.row + 1), 0


# ---- what a rule kind is told of the unit ------------------------------------------------------


def _case(dossier: Dossier, leaf: Leaf, block: Block, say: Say) -> Case:
    values: dict[str, Any] = {
        **leaf.parameters,
        "max": leaf.max,
        "answered": frozenset(leaf.rule.answers),
    }
    for slot in leaf.slots:
        source = leaf.sources[slot.name]
        name = source.column if source.column is not None else f"feed:{source.feed}"
        if slot.type == "numbers":
            cells = dossier.cells(name)
            values[slot.name] = () if isinstance(cells, State) else cells
            continue
        cell = dossier.cell(name)
        values[slot.name] = Fraction(0) if isinstance(cell, State) else cell
        if slot.divides and values[slot.name] == 0:
            values[slot.name] = Fraction(1)
    values["applies"] = {
        slot.name: dossier.cell(str(leaf.sources[slot.name].column)) is not State.NOT_APPLICABLE
        for slot in leaf.slots
        if slot.may_not_apply
    }
    values["parts"] = tuple(
        _part(dossier, part, inner, say)
        for part, inner in zip(leaf.parts, block.parts, strict=True)
    )
    if leaf.kind.scope == "peers":
        values["peers"] = _peers(dossier, leaf, block)
    return Case(values)


def _part(dossier: Dossier, leaf: Leaf, block: Block, say: Say) -> tuple[str, Fraction | None]:
    """Give the arithmetic of a part, and its points if it applies."""
    frame, place = _frame_for(dossier, block)
    numbers, states = exact_points(block, frame)
    aside = states is not None and int(states[0, place]) == State.NOT_APPLICABLE
    points = None if aside else numbers.spread((1, len(frame))).at(0, place)
    return leaf.kind.explain(_case(dossier, leaf, block, say), say), points


def _peers(dossier: Dossier, leaf: Leaf, block: Block) -> dict[str, list[Fraction]]:
    """Give the answers of the members of the unit's group that count."""
    sheet = dossier.result.sheet
    codes = sheet.units.groups.codes
    columns = {slot.name: sheet.columns[str(leaf.sources[slot.name].column)] for slot in leaf.slots}
    counted = counted_peers(block, Frame(sheet))[0] & (codes == codes[dossier.row])
    rows = np.nonzero(counted)[0].tolist()
    return {name: [column.numbers.at(row) for row in rows] for name, column in columns.items()}
