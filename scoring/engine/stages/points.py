"""Points: what each leaf, bonus and deduction gives.

Rules of one kind and shape are planned together and run as one block (rules x units).
The kind gives exact points; this stage does what is the same for all kinds: states,
zero divisors, late evidence, rounding, dependences.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
from attrs import evolve, frozen

from scoring.engine.frame import Frame
from scoring.engine.questions import (
    EVIDENCE,
    Source,
    answered_slots,
    column_of,
    part_prefix,
)
from scoring.engine.stack import signature, stack
from scoring.model.columns import Mask, Numbers, State, choose
from scoring.model.criteria import CriteriaSet, Criterion, Dependence, Enough, Outcome, Rule
from scoring.model.numbers import Rounding
from scoring.plugin.kinds import Case, Points, RuleKind, Slot

NAME = "points"

VALUE, MISSING = int(State.VALUE), int(State.MISSING)
NOT_APPLICABLE, HELD = int(State.NOT_APPLICABLE), int(State.HELD)


@frozen
class Leaf:
    """One rule to run: a leaf, a bonus, a deduction, or a rule inside a composite.

    An `extra` is a bonus or a deduction: it stands outside the scale.
    """

    name: str
    criterion: Criterion
    rule: Rule
    kind: RuleKind
    max: Fraction | None
    slots: tuple[Slot, ...]
    sources: Mapping[str, Source]
    parts: tuple[Leaf, ...] = ()
    extra: bool = False

    @property
    def shape(self) -> Any:
        """What leaves must share to run in one block."""
        return (
            self.kind.name,
            signature(tuple(sorted(self.parameters.items()))),
            frozenset(self.rule.answers),
            tuple(slot.name for slot in self.slots),
            tuple(sorted(self.rule.on_zero)),
            tuple(signature(one) for _, one in sorted(self.rule.on_zero.items())),
            signature(self.rule.enough),
            self.max is None,
            signature(self.criterion.evidence_rule),
            self.extra,
            tuple(part.shape for part in self.parts),
        )

    @property
    def parameters(self) -> dict[str, Any]:
        """The rule's parameters without the maximum of a part, which is `max`."""
        return {name: value for name, value in self.rule.parameters.items() if name != "max"}


@frozen(eq=False)
class Block:
    """Leaves of one shape, with their parameters as columns."""

    leaves: tuple[Leaf, ...]
    rows: slice
    constants: Mapping[str, Any]
    most: Numbers | None
    kind: RuleKind
    slots: tuple[Slot, ...]
    sources: Mapping[str, tuple[Source, ...]]
    on_zero: Mapping[str, Outcome]
    enough: Enough | None
    evidence: tuple[str, ...]
    evidence_late: Any = None
    parts: tuple[Block, ...] = ()
    kinds_allowed: tuple[tuple[str, ...], ...] = ()

    @property
    def needs_peers(self) -> bool:
        """Tell whether the rule, or one inside it, looks at the whole peer group."""
        return self.kind.scope == "peers" or any(part.needs_peers for part in self.parts)


@frozen(eq=False)
class Plan:
    """The blocks in the order of rows, and what applies to all of them."""

    blocks: tuple[Block, ...]
    leaves: tuple[Leaf, ...]
    row_by_code: Mapping[str, int]
    rounding: Rounding
    fill_missing: bool
    full_marks: bool
    dependences: tuple[tuple[int, int, Dependence], ...]
    most: Numbers

    @cached_property
    def type(self) -> Any:
        """The type of integers that holds the rounded points; None if that is not known."""
        if self.rounding.places is None or any(leaf.max is None for leaf in self.leaves):
            return None
        most = self.most.rounded(self.rounding)
        return most.num.dtype if isinstance(most.num, np.ndarray) else None

    @cached_property
    def feeds(self) -> tuple[str, ...]:
        """What the rules are fed from the items: "items", "items.best(2)" …"""
        leaves = [one for leaf in self.leaves for one in (leaf, *leaf.parts)]
        sources = [source for leaf in leaves for source in leaf.sources.values()]
        return tuple(sorted({source.feed for source in sources if source.feed is not None}))

    @property
    def peer_blocks(self) -> tuple[int, ...]:
        """The blocks that need all units at once."""
        return tuple(index for index, block in enumerate(self.blocks) if block.needs_peers)


def plan(criteria: CriteriaSet, offers: Any, earlier: Mapping[str, Any]) -> Plan:
    """Group the leaves by shape and give each its row."""
    extras = {one.code for one in (*criteria.bonuses, *criteria.deductions)}
    leaves = [
        evolve(
            _leaf(criterion, criterion.rule, criterion.code, offers.rule_kinds),
            extra=criterion.code in extras,
        )
        for criterion in criteria.scored
        if criterion.rule is not None
    ]
    by_shape: dict[Any, list[Leaf]] = {}
    for leaf in leaves:
        by_shape.setdefault(leaf.shape, []).append(leaf)
    # The order of blocks decides nothing but the order of rows; it follows the file.
    blocks: list[Block] = []
    row = 0
    for group in by_shape.values():
        blocks.append(_block(group, slice(row, row + len(group))))
        row += len(group)
    ordered = tuple(leaf for block in blocks for leaf in block.leaves)
    row_by_code = {leaf.name: index for index, leaf in enumerate(ordered)}
    rounds = "round-leaves" in criteria.policy.order
    return Plan(
        blocks=tuple(blocks),
        leaves=ordered,
        row_by_code=row_by_code,
        rounding=criteria.policy.leaf_rounding if rounds else Rounding(None),
        fill_missing=criteria.policy.missing == "zero",
        full_marks=criteria.policy.not_applicable == "full-marks",
        dependences=_dependences(ordered, row_by_code),
        most=Numbers.of([leaf.max or Fraction(0) for leaf in ordered]).reshape(-1, 1)
        if ordered
        else Numbers.one(0),
    )


def _leaf(criterion: Criterion, rule: Rule, prefix: str, kinds: Mapping[str, RuleKind]) -> Leaf:
    kind = kinds[rule.kind]
    slots = answered_slots(kind, rule, criterion)
    sources = {
        slot.name: Source(
            None
            if (answer := rule.answers[slot.name]).items is not None
            else column_of(prefix, slot, answer, len(slots)),
            answer.items,
        )
        for slot in slots
    }
    most = rule.parameters.get("max")
    parts = tuple(
        _leaf(criterion, part, part_prefix(prefix, index), kinds)
        for index, part in enumerate(rule.parts)
    )
    top = most if isinstance(most, Fraction) else criterion.max
    return Leaf(prefix, criterion, rule, kind.planned(), top, slots, sources, parts)


def _block(leaves: Sequence[Leaf], rows: slice) -> Block:
    first = leaves[0]
    evidence = [leaf.criterion.evidence_rule for leaf in leaves]
    is_part = first.name != first.criterion.code
    return Block(
        leaves=tuple(leaves),
        rows=rows,
        constants={
            name: stack([leaf.parameters[name] for leaf in leaves]) for name in first.parameters
        },
        most=None if first.max is None else stack([leaf.max for leaf in leaves]),
        kind=first.kind,
        slots=first.slots,
        sources={
            slot.name: tuple(leaf.sources[slot.name] for leaf in leaves) for slot in first.slots
        },
        on_zero={
            slot: stack([leaf.rule.on_zero[slot] for leaf in leaves]) for slot in first.rule.on_zero
        },
        enough=None if first.rule.enough is None else stack([leaf.rule.enough for leaf in leaves]),
        evidence=()
        if is_part or evidence[0] is None
        else tuple(f"{leaf.name}.{EVIDENCE}" for leaf in leaves),
        evidence_late=stack(evidence) if evidence[0] is not None and not is_part else None,
        parts=tuple(
            _block([leaf.parts[index] for leaf in leaves], slice(0, len(leaves)))
            for index in range(len(first.parts))
        ),
        kinds_allowed=() if is_part else tuple(leaf.criterion.unit_kinds for leaf in leaves),
    )


def _dependences(
    leaves: Sequence[Leaf], row_by_code: Mapping[str, int]
) -> tuple[tuple[int, int, Dependence], ...]:
    """Give (row, row it depends on, dependence), each after what it depends on."""
    depends = {leaf.name: leaf.criterion.depends_on for leaf in leaves if leaf.criterion.depends_on}
    ordered: list[tuple[int, int, Dependence]] = []
    done: set[str] = set()

    def place(code: str) -> None:
        if code in done or code not in depends:
            return
        done.add(code)
        dependence = depends[code]
        assert dependence is not None
        place(dependence.criterion)
        ordered.append((row_by_code[code], row_by_code[dependence.criterion], dependence))

    for code in sorted(depends):
        place(code)
    return tuple(ordered)


# ---- running ---------------------------------------------------------------------------


def run(plan: Plan, frame: Frame) -> None:
    """Add `points` (leaves x units) and `states` to the frame."""
    shape = (len(plan.leaves), len(frame))
    states = np.zeros(shape, dtype=np.uint8)
    made: list[Numbers] = []
    gap_rows: list[int] = []
    for index, block in enumerate(plan.blocks):
        if index in frame.peer_points:
            whole, whole_states = frame.peer_points[index]
            numbers = whole[:, frame.window]
            found = None if whole_states is None else whole_states[:, frame.window]
        else:
            numbers, found = score_block(block, plan, frame)
        if found is not None:
            states[block.rows] = found
            gap_rows += range(block.rows.start, block.rows.stop)
        made.append(numbers)
    frame.gaps = tuple(gap_rows)
    points = _join(made, shape, frame.room)
    for row, other, dependence in plan.dependences:
        unmet = ~dependence.points.holds(points[other]) & (states[other] != NOT_APPLICABLE)
        unmet &= states[row] != NOT_APPLICABLE
        if unmet.any():
            points = _set_row(points, row, choose(unmet, 0, points[row]))
            states[row][unmet & (states[row] == MISSING)] = VALUE
    frame.add("points", points)
    frame.add("states", states)


def _join(made: Sequence[Numbers], shape: tuple[int, int], room: Any) -> Numbers:
    """Put the blocks under each other, in the room there is for them if they fit."""
    dens = {numbers.den if isinstance(numbers.den, int) else 0 for numbers in made}
    if len(dens) != 1 or 0 in dens:
        rows = [numbers[index] for numbers in made for index in range(numbers.shape[0])]
        return Numbers.stack(rows)
    type_ = np.result_type(*(numbers.num for numbers in made))
    if room is None or room.dtype != type_:
        room = np.empty(shape, dtype=type_)
    return Numbers.pile(made, room)


def _set_row(points: Numbers, row: int, numbers: Numbers) -> Numbers:
    rows = [points[index] for index in range(points.shape[0])]
    rows[row] = numbers
    return Numbers.stack(rows)


def run_block(block: Block, plan: Plan, frame: Frame) -> tuple[Numbers, Mask]:
    """Give rounded points and states of one block; cells without a value hold 0."""
    numbers, states = score_block(block, plan, frame)
    return numbers, np.zeros(numbers.shape, dtype=np.uint8) if states is None else states


def score_block(block: Block, plan: Plan, frame: Frame) -> tuple[Numbers, Mask | None]:
    """Give what `run_block` gives, with None for states where all cells are values."""
    shape = (len(block.leaves), len(frame))
    numbers, states = _raw(block, frame, shape, top=True)
    numbers = numbers.rounded(plan.rounding)
    states = _in_range(block, plan, numbers, states)
    if states is None:
        return numbers.spread(shape), None
    # Full marks keep a unit whole on the scale; nobody earns a bonus by not applying.
    if plan.full_marks and block.most is not None and not block.leaves[0].extra:
        full = states == NOT_APPLICABLE
        if full.any():
            numbers = choose(full, block.most.rounded(plan.rounding), numbers)
            numbers = choose((states == VALUE) | full, numbers, 0)
            return numbers.spread(shape), states
    return choose(states == VALUE, numbers, 0).spread(shape), states


def _raw(
    block: Block, frame: Frame, shape: tuple[int, int], top: bool
) -> tuple[Numbers, Mask | None]:
    """Give exact points before rounding, and states (None while all are values)."""
    case, states, overrides = _gather(block, frame, shape)
    if top:
        states = _not_for_kind(block, frame, shape, states)
    if block.kind.scope == "peers":
        _add_peers(case, block, frame, shape, states)
    given = block.kind.points(Case(case))
    if isinstance(given, Points):
        numbers = given.numbers
        for mask, state in ((given.not_applicable, NOT_APPLICABLE), (given.held, HELD)):
            if mask is None or not mask.any():
                continue
            # Where an outcome speaks instead of the rule, the rule saw harmless numbers only.
            for spoken, _ in overrides:
                mask = mask & ~spoken
            # A rule cannot speak of a cell that nobody answered, whatever it made of it.
            states = _mark(states, shape, _answered(mask, states), state)
    else:
        numbers = given
    for mask, outcome in overrides:
        numbers, states = _apply(outcome, mask, numbers, states, block, shape)
    if block.evidence and top:
        numbers, states = _weigh_evidence(block, frame, numbers, states, shape)
    return numbers, states


def _gather(
    block: Block, frame: Frame, shape: tuple[int, int]
) -> tuple[dict[str, Any], Mask | None, list[tuple[Mask, Outcome]]]:
    """Collect what the kind is given, the merged states, and cells the rule must skip."""
    case: dict[str, Any] = dict(block.constants)
    case["max"] = block.most
    case["answered"] = block.leaves[0].rule.answers.keys()
    states: Mask | None = None
    overrides: list[tuple[Mask, Outcome]] = []
    applies: dict[str, Mask] = {}
    present: dict[str, Mask] = {}
    for slot in block.slots:
        if slot.type == "numbers":
            case[slot.name], present[slot.name], found = _lists(block.sources[slot.name], frame)
        else:
            case[slot.name], found = _slot(block.sources[slot.name], frame)
        if slot.may_not_apply:
            applies[slot.name] = (
                np.ones(shape, dtype=bool) if found is None else found != NOT_APPLICABLE
            )
            if found is not None:
                found = np.where(found == NOT_APPLICABLE, VALUE, found).astype(np.uint8)
        states = _merge(states, found)
        if slot.divides:
            zero = case[slot.name].zeros()
            if zero is not None:
                case[slot.name] = choose(zero, 1, case[slot.name])
                if slot.name in block.on_zero:
                    overrides.append((zero, block.on_zero[slot.name]))
    if block.enough is not None:
        few = case[block.enough.slot] < block.enough.count
        if few.any():
            overrides.insert(0, (few, block.enough.otherwise))
    case["applies"], case["present"] = applies, present
    case["parts"] = tuple(
        Points(
            numbers,
            None if found is None else found == NOT_APPLICABLE,
            None if found is None else found == HELD,
        )
        for numbers, found in (_raw(part, frame, shape, top=False) for part in block.parts)
    )
    for part in block.parts:
        for slot in part.slots:
            # What is missing inside is missing of the whole, whichever part asks for it.
            if slot.type != "numbers":
                _, found = _slot(part.sources[slot.name], frame)
                if found is not None and (found == MISSING).any():
                    states = _mark(states, shape, found == MISSING, MISSING)
    return case, states, overrides


def _slot(sources: Sequence[Source], frame: Frame) -> tuple[Numbers, Mask | None]:
    columns = [frame.sheet.columns[source.name] for source in sources]
    window = frame.window
    numbers = Numbers.gather([column.numbers for column in columns], window)
    if not any(column.has_gaps for column in columns):
        return numbers, None
    states = np.stack([column.states[window] for column in columns])
    return numbers, states if states.any() else None


def _lists(sources: Sequence[Source], frame: Frame) -> tuple[Numbers, Mask, Mask | None]:
    """Give lists of numbers as (entries, rules, units), a mask of entries, and states."""
    rows = [frame.sheet.lists[source.name][frame.window] for source in sources]
    longest = max(
        (len(cell) for row in rows for cell in row if not isinstance(cell, State)), default=0
    )
    depth = max(longest, 1)
    present = np.zeros((depth, len(rows), len(frame)), dtype=bool)
    states = np.zeros((len(rows), len(frame)), dtype=np.uint8)
    flat: list[Fraction] = [Fraction(0)] * present.size
    for r, row in enumerate(rows):
        for u, cell in enumerate(row):
            if isinstance(cell, State):
                states[r, u] = cell
                continue
            for e, number in enumerate(cell):
                present[e, r, u] = True
                flat[(e * len(rows) + r) * len(frame) + u] = number
    numbers = Numbers.of(flat).reshape(depth, len(rows), len(frame))
    return numbers, present, states if states.any() else None


def _merge(states: Mask | None, found: Mask | None) -> Mask | None:
    """Let the stronger state of two win: set aside > held > missing > value."""
    if states is None or found is None:
        return found if states is None else states
    return _swap(np.maximum(_swap(states), _swap(found)))


def _swap(states: Mask) -> Mask:
    """Swap the codes 2 and 3, so that of two states the stronger has the greater code."""
    swapped: Mask = states ^ (states >> 1)
    return swapped


def _mark(
    states: Mask | None, shape: tuple[int, int], mask: Mask | None, state: int
) -> Mask | None:
    if mask is None or not mask.any():
        return states
    found = np.zeros(shape, dtype=np.uint8)
    np.multiply(mask, state, out=found, dtype=np.uint8)
    return _merge(states, found)


def _not_for_kind(
    block: Block, frame: Frame, shape: tuple[int, int], states: Mask | None
) -> Mask | None:
    if not any(block.kinds_allowed):
        return states
    labels = frame.units.kinds.labels
    outside = np.zeros((len(block.leaves), len(labels)), dtype=bool)
    for row, allowed in enumerate(block.kinds_allowed):
        if allowed:
            outside[row] = [label not in allowed for label in labels]
    return _mark(states, shape, outside[:, frame.kinds()], NOT_APPLICABLE)


def _apply(
    outcome: Outcome,
    mask: Mask,
    numbers: Numbers,
    states: Mask | None,
    block: Block,
    shape: tuple[int, int],
) -> tuple[Numbers, Mask | None]:
    mask = np.broadcast_to(mask, shape)
    if outcome.state is not None:
        state = NOT_APPLICABLE if outcome.state == "not-applicable" else HELD
        hit = mask if states is None else mask & (states == VALUE)
        return numbers, _mark(states, shape, hit, state)
    assert outcome.share is not None
    points = Numbers.one(outcome.share) * (block.most if block.most is not None else 0)
    return choose(mask, points, numbers), states


def _weigh_evidence(
    block: Block, frame: Frame, numbers: Numbers, states: Mask | None, shape: tuple[int, int]
) -> tuple[Numbers, Mask | None]:
    found, blank = _slot([Source(name) for name in block.evidence], frame)
    late = found == 1
    numbers = choose(late, numbers * block.evidence_late.late, numbers)
    absent = found == 2
    if blank is not None:
        absent = absent | (blank == MISSING)
    if absent.any():
        numbers, states = _apply(block.evidence_late.missing, absent, numbers, states, block, shape)
    return numbers, states


def _in_range(block: Block, plan: Plan, numbers: Numbers, states: Mask | None) -> Mask | None:
    """Hold cells whose points leave 0 … max; nothing is corrected in silence.

    Points and maximum are compared as rounded, so that full points never exceed a
    maximum that has more decimals than the points are rounded to.
    """
    most = None if block.most is None else block.most.rounded(plan.rounding)
    outside = numbers.outside(0, most)
    if outside is None:
        return states
    shape = (len(block.leaves), outside.shape[-1])
    return _mark(states, shape, _answered(outside, states), HELD)


def _answered(mask: Mask, states: Mask | None) -> Mask:
    """Keep a mask to the cells that are values."""
    kept: Mask = mask if states is None else mask & (states == VALUE)
    return kept


def _add_peers(
    case: dict[str, Any], block: Block, frame: Frame, shape: tuple[int, int], states: Mask | None
) -> None:
    groups = frame.units.groups
    case["group"] = groups.codes[frame.window]
    case["groups"] = len(groups.labels)
    case["counted"] = _counted(shape, states)


def _counted(shape: tuple[int, int], states: Mask | None) -> Mask:
    """Tell who counts among the peers: all whose answers are values, whatever comes of them."""
    return np.ones(shape, dtype=bool) if states is None else states == VALUE


def counted_peers(block: Block, frame: Frame) -> Mask:
    """Tell which units count among the peers of a block, for explaining it."""
    shape = (len(block.leaves), len(frame))
    _, states, _ = _gather(block, frame, shape)
    return _counted(shape, _not_for_kind(block, frame, shape, states))


def peers_waiting(plan: Plan, frame: Frame) -> Mask:
    """Tell which units wait for a member of their group that a peer rule still misses.

    The members may stand in other blocks of units, so all units are looked at.
    """
    codes = frame.units.groups.codes
    waiting = np.zeros(len(codes), dtype=bool)
    for _, states in frame.peer_points.values():
        for missing in () if states is None else states == MISSING:
            if missing.any():
                groups_missing = np.zeros(len(frame.units.groups.labels), dtype=bool)
                groups_missing[codes[missing]] = True
                waiting |= groups_missing[codes] & ~missing
    return waiting[frame.window]


def outside(plan: Plan, frame: Frame, row: int) -> list[tuple[Leaf, Fraction]]:
    """Give the leaves of one unit whose rule gave points outside 0 … max, with the points."""
    found: list[tuple[Leaf, Fraction]] = []
    one = Frame(frame.sheet, row, row + 1)
    for block in plan.blocks:
        if block.needs_peers:
            continue
        numbers, states = _raw(block, one, (len(block.leaves), 1), top=True)
        full = numbers.spread((len(block.leaves), 1))
        for index, leaf in enumerate(block.leaves):
            points = full.at(index, 0)
            is_value = states is None or states[index, 0] == VALUE
            if is_value and (points < 0 or (leaf.max is not None and points > leaf.max)):
                found.append((leaf, points))
    return found


def single(leaf: Leaf) -> Block:
    """Give the block of one leaf alone, for explaining it."""
    return _block([leaf], slice(0, 1))


def exact_points(block: Block, frame: Frame) -> tuple[Numbers, Mask | None]:
    """Give the points of a block before any rounding, and states (None if all are values)."""
    return _raw(block, frame, (len(block.leaves), len(frame)), top=True)
