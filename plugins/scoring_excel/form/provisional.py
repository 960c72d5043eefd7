"""Provisional points: the formulas of a form, for looking only. The engine alone decides.

A leaf has hidden cells with its exact points (those of the rules inside it, then its own)
and one that is shown: rounded as the set rounds. Where a rule, or something around it,
cannot be said by a formula there is none: no score is better than a wrong one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from attrs import frozen

from scoring import Cells, Program, Question, Rounding, RuleKind
from scoring_excel.form.checking import fits
from scoring_excel.form.dossier import ASKED_OFF, NOT_APPLICABLE

_ROUND = {
    "half-up": "ROUND",
    "down": "ROUNDDOWN",
    "floor": "ROUNDDOWN",
    "up": "ROUNDUP",
    "ceiling": "ROUNDUP",
}
_KAD, _HELD, _UNFIT = Cells.NOT_APPLICABLE, Cells.HELD, '"?"'
_ASKED = f'"{ASKED_OFF}"'
# Excel takes 8,192 signs in a formula.
MOST_SIGNS = 8000


@frozen
class LeafFormulas:
    """The formulas of one leaf: of its hidden parts, of its exact points, of what is shown."""

    parts: tuple[str, ...]
    exact: str
    shown: str


@frozen
class Provisional:
    """Writes formulas for one worksheet.

    `places` says in which cell each answer stands; a question that nobody answers on this
    form has no place. Where a form `is_judged`, a “kad” of the unit waits to be granted.
    """

    program: Program
    kinds: Mapping[str, RuleKind]
    places: Mapping[str, str]
    is_judged: bool = False

    @property
    def rounding(self) -> Rounding:
        """How the set rounds the points of a leaf."""
        policy = self.program.criteria.policy
        return policy.leaf_rounding if "round-leaves" in policy.order else Rounding(None)

    def write(
        self, leaf: Any, helpers: Callable[[int], str], shown: Mapping[str, str]
    ) -> LeafFormulas | None:
        """Give the formulas of a leaf; `helpers(0)` is the cell of its exact points."""
        inner, exact = self._inner(leaf, helpers)
        visible = None if exact is None else self._visible(leaf, helpers(0), shown)
        if exact is None or visible is None or None in inner:
            return None
        parts = tuple(str(one) for one in inner)
        if max(map(len, (*parts, exact, visible))) > MOST_SIGNS:
            return None
        return LeafFormulas(parts, exact, visible)

    def _inner(
        self, leaf: Any, helpers: Callable[[int], str]
    ) -> tuple[list[str | None], str | None]:
        """Give the formulas of the hidden cells after the first, and of the first."""
        parts = [self._rule(part, ()) for part in leaf.parts]
        cells = [helpers(index + 1) for index in range(len(parts))]
        own = self._whole(leaf, cells) if parts else self._rule(leaf, ())
        if leaf.criterion.evidence_rule is None:
            return list(parts), own
        weighed = self._weighed(leaf, helpers(len(parts) + 1))
        return [*parts, own], weighed

    # ---- one rule --------------------------------------------------------------------------

    def _rule(self, leaf: Any, part_cells: Sequence[str]) -> str | None:
        """Write exact points or a state of a rule without parts, a blank while one is blank."""
        addresses = self._addresses(leaf)
        if addresses is None or leaf.kind.scope != "unit":
            return None
        fit = [self._fit(leaf, slot, addresses[slot.name]) for slot in leaf.slots]
        written = self._spoken(leaf, addresses, part_cells)
        if written is None:
            return None
        cells = list(addresses.values())
        strict = [addresses[slot.name] for slot in leaf.slots if not slot.may_not_apply]
        conditions = [one for one in fit if one is not None]
        if conditions:
            written = f"IF(AND({','.join(conditions)}),{written},{_UNFIT})"
        written = f'IF(OR({_each(cells, chr(34) * 2)}),"",{written})' if cells else written
        if not strict:
            return written
        if self.is_judged:
            written = f"IF(OR({_each(strict, _ASKED)}),{_HELD},{written})"
        return f"IF(OR({_each(strict, _KAD)}),{_KAD},{written})"

    def _addresses(self, leaf: Any) -> dict[str, str] | None:
        """Give the cell of each slot, or None where one is answered elsewhere."""
        columns = {slot.name: leaf.sources[slot.name].column for slot in leaf.slots}
        if any(column not in self.places for column in columns.values()):
            return None
        return {name: self.places[str(column)] for name, column in columns.items()}

    def _fit(self, leaf: Any, slot: Any, cell: str) -> str | None:
        question = self._question(leaf, slot)
        condition = fits(question, cell, self.places)
        if condition is None or not slot.may_not_apply:
            return condition
        return f'OR({cell}="{NOT_APPLICABLE}",{condition})'

    def _question(self, leaf: Any, slot: Any) -> Question:
        return self.program.question_by_column[leaf.sources[slot.name].column]

    def _spoken(
        self, leaf: Any, addresses: Mapping[str, str], part_cells: Sequence[str]
    ) -> str | None:
        """Write what the rule gives, or what is said instead: too few, a zero divisor."""
        kind = self.kinds[leaf.kind.name]
        if kind.preview is None:
            return None
        absent = {slot.name: None for slot in kind.slots_for({**leaf.parameters, "max": leaf.max})}
        case = Cells(
            {
                **absent,
                **leaf.parameters,
                **addresses,
                "max": leaf.max,
                "addresses": {**absent, **addresses},
                "parts": tuple(part_cells),
            }
        )
        written = kind.preview(case)
        return None if written is None else _overridden(leaf, addresses, written)

    # ---- around the rule -------------------------------------------------------------------

    def _whole(self, leaf: Any, part_cells: Sequence[str]) -> str | None:
        """Write how parts are joined, a blank while an answer inside any of them is blank."""
        inside = [self._addresses(part) for part in leaf.parts]
        if self._addresses(leaf) is None or None in inside:
            return None
        written = self._spoken(leaf, {}, part_cells)
        if written is None:
            return None
        blanks = dict.fromkeys(cell for one in inside for cell in (one or {}).values())
        written = f"IF(OR({_each(part_cells, _UNFIT)}),{_UNFIT},{written})"
        return f'IF(OR({_each(list(blanks), chr(34) * 2)}),"",{written})'

    def _weighed(self, leaf: Any, base: str) -> str | None:
        """Write the points after late or missing evidence; a blank until it was judged."""
        column = f"{leaf.name}.evidence"
        if column not in self.places:
            return None
        cell, rule = self.places[column], leaf.criterion.evidence_rule
        titles = [title for _, title in self.program.question_by_column[column].options]
        missing = _outcome(rule.missing, leaf.max)
        late = f"{base}*{Cells.say(rule.late)}"
        return (
            f'IF(NOT(ISNUMBER({base})),{base},IF({cell}="{titles[0]}",{base},'
            f'IF({cell}="{titles[1]}",{late},IF({cell}="{titles[2]}",{missing},""))))'
        )

    def _visible(self, leaf: Any, exact: str, shown: Mapping[str, str]) -> str | None:
        """Write the points as the set rounds them; outside 0 … max they are held."""
        rounding, most = self.rounding, leaf.max
        # The inner rounding takes away what binary numbers add in the sixteenth digit.
        rounded = f"ROUND({exact},10)"
        if rounding.places is not None:
            if rounding.mode not in _ROUND:
                return None
            rounded = f"{_ROUND[rounding.mode]}({rounded},{rounding.places})"
        outside = f"{rounded}<0"
        if most is not None:
            outside = f"OR({outside},{rounded}>{Cells.say(rounding.of(most))})"
        written = f"IF(ISNUMBER({exact}),IF({outside},{_HELD},{rounded}),{exact})"
        return self._depending(leaf, exact, written, shown)

    def _depending(
        self, leaf: Any, exact: str, written: str, shown: Mapping[str, str]
    ) -> str | None:
        """Write 0 where a criterion that this one depends on fell short."""
        dependence = leaf.criterion.depends_on
        if dependence is None:
            return written
        other = shown.get(dependence.criterion)
        if other is None:
            return None
        met = _within(dependence.points, other)
        none = f"IF(OR({exact}={_KAD},{exact}={_HELD}),{exact},0)"
        known = f'IF(ISNUMBER({other}),IF({met},{written},{none}),"")'
        return f"IF({other}={_KAD},{written},{known})"


def _each(cells: Sequence[str], word: str) -> str:
    return ",".join(f"{cell}={word}" for cell in cells)


def _within(interval: Any, cell: str) -> str:
    edges = []
    if interval.low is not None:
        edges.append(f"{cell}{'>=' if interval.with_low else '>'}{Cells.say(interval.low)}")
    if interval.high is not None:
        edges.append(f"{cell}{'<=' if interval.with_high else '<'}{Cells.say(interval.high)}")
    return f"AND({','.join(edges)})" if edges else "TRUE"


def _outcome(outcome: Any, most: Fraction | None) -> str:
    if outcome.state is not None:
        return _KAD if outcome.state == "not-applicable" else _HELD
    return Cells.say(outcome.share * (most or Fraction(0)))


def _overridden(leaf: Any, addresses: Mapping[str, str], written: str) -> str:
    """Let too few answers and zero divisors speak instead of the rule, as the engine does.

    Of several outcomes a state beats points, the first state the others, the last points.
    """
    rule = leaf.rule
    divides = {slot.name for slot in leaf.slots if slot.divides}
    spoken: list[tuple[str, Any]] = []
    if rule.enough is not None:
        cell = addresses[rule.enough.slot]
        # The engine puts 1 for a zero divisor before it counts.
        cell = f"IF({cell}=0,1,{cell})" if rule.enough.slot in divides else cell
        spoken.append((f"{cell}<{Cells.say(rule.enough.count)}", rule.enough.otherwise))
    spoken += [
        (f"{addresses[slot.name]}=0", rule.on_zero[slot.name])
        for slot in leaf.slots
        if slot.divides and slot.name in rule.on_zero
    ]
    for condition, outcome in spoken:
        if outcome.state is None:
            written = f"IF({condition},{_outcome(outcome, leaf.max)},{written})"
    for condition, outcome in reversed(spoken):
        if outcome.state is not None:
            written = f"IF({condition},{_outcome(outcome, leaf.max)},{written})"
    return written
