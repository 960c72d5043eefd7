"""The criteria set: an instrument of evaluation, as data.

Words of the field: a *criterion* is a node of the tree, a *leaf* is a criterion with a
rule, a *group* one without. Points and maxima are exact numbers on the set's scale.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import TypeAlias

from attrs import define, field, frozen

from scoring.model.interval import Interval
from scoring.model.numbers import Rounding
from scoring.model.text import Text

STATUSES = ("draft", "in-force", "legacy")
OWNERS = ("unit", "appraiser", "council", "superior", "survey")
MARKS = ("sourced", "derived", "proposal")
ROLES = ("self", "appraised", "council")
NOT_APPLICABLE = ("normalise", "full-marks", "smaller-scale", "redistribute")
MISSING = ("zero", "hold", "refuse")
STEPS = (
    "round-leaves",
    "sum",
    "cap",
    "normalise",
    "bonus",
    "deduct",
    "clamp",
    "round-total",
)
COMPARE = ("rounded", "exact")
COMBINES = ("sum", "weighted", "mean", "min", "best")
QUOTA_BASES = ("group", "graded", "graded-finally")
TIES_ON_LINE = ("exclude", "include", "vote")
RANK_METHODS = ("competition", "dense", "ordinal")

UNIT_KINDS: Mapping[str, Text] = {
    "commune": Text(vi="xã", en="commune"),
    "ward": Text(vi="phường", en="ward"),
    "special_zone": Text(vi="đặc khu", en="special zone"),
    "township": Text(vi="thị trấn", en="township"),
    "district": Text(vi="huyện", en="district"),
    "village": Text(vi="thôn", en="village"),
    "residential_group": Text(vi="tổ dân phố", en="residential group"),
    "residential_area": Text(vi="khu dân cư", en="residential area"),
    "agency": Text(vi="cơ quan", en="agency"),
    "public_service_unit": Text(vi="đơn vị sự nghiệp công lập", en="public service unit"),
    "school": Text(vi="trường học", en="school"),
    "state_enterprise": Text(vi="doanh nghiệp nhà nước", en="state enterprise"),
    "private_enterprise": Text(vi="doanh nghiệp", en="private enterprise"),
    "cooperative": Text(vi="hợp tác xã", en="cooperative"),
    "party_cell": Text(vi="chi bộ", en="party cell"),
    "mobilization_team": Text(vi="tổ dân vận", en="mass-mobilisation team"),
    "collective": Text(vi="tập thể", en="collective"),
    "individual": Text(vi="cá nhân", en="individual"),
    "model": Text(vi="mô hình", en="model"),
    "province": Text(vi="tỉnh", en="province"),
}


@frozen
class Period:
    """A stretch of days, both ends included; `to` is None while it has no end."""

    start: date
    to: date | None = None

    def meets(self, other: Period) -> bool:
        """Tell whether the two periods share a day."""
        starts_in_time = self.to is None or other.start <= self.to
        return starts_in_time and (other.to is None or self.start <= other.to)


@frozen
class Basis:
    """A legal or other source that a criterion cites."""

    id: str
    cite: str
    title: str
    in_force: Period | None = None
    link: str | None = None


@frozen
class Field:
    """A fact about a unit that several criteria, gates or tie-breakers share.

    `type` names an answer type ("count", "number", "flag" …). `blank` says what a
    blank means for a flag: "hold", "no" or "yes".
    """

    id: str
    ask: str
    type: str
    unit: str | None = None
    blank: str | None = None
    options: tuple[str, ...] = ()


@frozen
class Answer:
    """Where a slot of a rule gets its value from: a question, a field or the items."""

    slot: str
    ask: str | None = None
    unit: str | None = None
    field: str | None = None
    items: str | None = None


@frozen
class Outcome:
    """What a leaf gets when its rule cannot speak: a share of its maximum, or a state.

    `state` is "not-applicable" or "hold"; otherwise `share` of the maximum is given
    ("full" is 1, "zero" is 0).
    """

    state: str | None = None
    share: Fraction | None = None


@frozen
class Enough:
    """A slot must reach a count, or the outcome is used instead of the rule."""

    slot: str
    count: Fraction
    otherwise: Outcome


@frozen
class Rule:
    """How a leaf earns points: a kind, its answers and its parameters.

    `parameters` holds what the kind declared, already exact and typed. `parts` are the
    rules inside a composite one. `on_zero` says what a zero divisor means.
    """

    kind: str
    answers: Mapping[str, Answer] = field(factory=dict)
    parameters: Mapping[str, object] = field(factory=dict)
    parts: tuple[Rule, ...] = ()
    on_zero: Mapping[str, Outcome] = field(factory=dict)
    enough: Enough | None = None


@frozen
class Example:
    """An executable example: given answers, expected points (or a state)."""

    given: Mapping[str, object]
    points: Fraction | None = None
    state: str | None = None
    note: str | None = None


@frozen
class Dependence:
    """A leaf counts only where another one earned enough; else it gets 0 points."""

    criterion: str
    points: Interval


@frozen
class EvidenceRule:
    """What late or missing evidence does to the points of a leaf."""

    late: Fraction
    missing: Outcome


@frozen
class Criterion:
    """A node of the tree: a group, or a leaf when it has a rule.

    `max` is in points of the set's scale; None means without a ceiling and is possible
    in bonuses and deductions only.
    """

    code: str
    title: str
    max: Fraction | None
    under: str | None = None
    rule: Rule | None = None
    combine: str = "sum"
    weight: Fraction | None = None
    cap: Fraction | None = None
    floor: Fraction | None = None
    basis: tuple[str, ...] = ()
    marks: Mapping[str, str] = field(factory=dict)
    owner: str | None = None
    evidence: str | None = None
    unit_kinds: tuple[str, ...] = ()
    depends_on: Dependence | None = None
    evidence_rule: EvidenceRule | None = None
    examples: tuple[Example, ...] = ()
    note: str | None = None


# ---- conditions: the language of gates and of what a grade needs ---------------------


@frozen
class PointsCondition:
    """The points of a criterion (or its share of the maximum) lie in an interval."""

    criterion: str
    interval: Interval
    share: bool = False


@frozen
class StateCondition:
    """A criterion or a field is in a state ("missing", "not-applicable", "held")."""

    state: str
    criterion: str | None = None
    field: str | None = None


@frozen
class FieldCondition:
    """A field lies in an interval; a flag is 1 for yes, an option its number."""

    field: str
    interval: Interval
    said: str = ""


@frozen
class TotalCondition:
    """A sum of the unit lies in an interval: "total", "bonus" or "deduction"."""

    of: str
    interval: Interval


@frozen
class PartsCondition:
    """Every part (or, if not `every`, some part) has a share in an interval."""

    interval: Interval
    every: bool = True


@frozen
class LinkCondition:
    """A linked unit exists, or is graded at `grade` or lower.

    `link` is "parent" (the unit this one belongs to) or "component" (any unit that
    belongs to this one). `kind` looks only at linked units of that kind, so that the
    head of a unit is not taken for one of its components.
    """

    link: str
    grade: str | None = None
    kind: str | None = None


@frozen
class AllCondition:
    """Every one of the conditions holds."""

    conditions: tuple[Condition, ...]


@frozen
class AnyCondition:
    """At least one of the conditions holds."""

    conditions: tuple[Condition, ...]


@frozen
class NotCondition:
    """The condition does not hold."""

    condition: Condition


Condition: TypeAlias = (
    PointsCondition
    | StateCondition
    | FieldCondition
    | TotalCondition
    | PartsCondition
    | LinkCondition
    | AllCondition
    | AnyCondition
    | NotCondition
)


@frozen
class Gate:
    """A fact that limits the grade, whatever the total.

    `effect` names a gate kind and `parameter` is what it is given: a grade id, a
    number of steps, or True.
    """

    id: str
    title: str
    when: Condition
    effect: str
    parameter: object
    basis: tuple[str, ...] = ()


@frozen
class Grade:
    """A class of units, with the totals it covers and what else it needs.

    `share` says that `totals` are shares of the applicable maximum, not points.
    """

    id: str
    title: str
    totals: Interval
    share: bool = False
    needs: Condition | None = None


@frozen
class Quota:
    """At most a share of some base may hold a grade.

    `base` is "group", "graded" or "graded-finally"; the last two count the units
    whose grade is `base_grade` or higher, before or after the quota is applied.
    """

    grade: str
    share: Fraction
    base: str
    base_grade: str | None
    rounding: str
    tie_on_line: str
    small_group_under: int | None = None
    small_group_places: int | None = None
    upper: Fraction | None = None


@frozen
class TieBreak:
    """One step of the chain that splits equal totals."""

    kind: str
    parameters: Mapping[str, object] = field(factory=dict)


@frozen
class Ranking:
    """How units are put in order; units that are not scored have no rank."""

    within: str
    method: str
    tied: str
    tie_breakers: tuple[TieBreak, ...] = ()
    by: str = "total"


@frozen
class Clamp:
    """The least and greatest total; None is "none"."""

    min: Fraction | None
    max: Fraction | None


@frozen
class Policy:
    """What an instrument must say aloud: nothing here is assumed."""

    scale: Fraction
    leaf_rounding: Rounding
    total_rounding: Rounding
    not_applicable: str
    missing: str
    order: tuple[str, ...]
    clamp: Clamp
    compare: str
    counts: str | None = None
    bonus_cap: Fraction | None = None
    deduction_cap: Fraction | None = None


@define(frozen=True, slots=False)
class CriteriaSet:
    """An instrument: a tree of criteria with policies, gates, grades and a ranking.

    `digest` identifies the exact file ("sha256:…"); `path` tells where it was read.
    """

    id: str
    title: str
    status: str
    issuer: str
    period: Period
    unit_kinds: tuple[str, ...]
    policy: Policy
    criteria: tuple[Criterion, ...]
    grades: tuple[Grade, ...]
    ranking: Ranking
    bonuses: tuple[Criterion, ...] = ()
    deductions: tuple[Criterion, ...] = ()
    gates: tuple[Gate, ...] = ()
    quotas: tuple[Quota, ...] = ()
    fields: Mapping[str, Field] = field(factory=dict)
    bases: Mapping[str, Basis] = field(factory=dict)
    items: str | None = None
    replaces: str | None = None
    note: str | None = None
    path: str = ""
    digest: str = ""

    @cached_property
    def criterion_by_code(self) -> Mapping[str, Criterion]:
        """Every criterion, bonus and deduction by its code."""
        return {
            criterion.code: criterion
            for criterion in (*self.criteria, *self.bonuses, *self.deductions)
        }

    @cached_property
    def children_by_code(self) -> Mapping[str | None, tuple[Criterion, ...]]:
        """The children of each group in file order; None gives the parts."""
        children: dict[str | None, list[Criterion]] = {None: []}
        for criterion in self.criteria:
            children.setdefault(criterion.under, []).append(criterion)
        return {code: tuple(below) for code, below in children.items()}

    @property
    def parts(self) -> tuple[Criterion, ...]:
        """The criteria at the top of the tree."""
        return self.children_by_code[None]

    @cached_property
    def leaves(self) -> tuple[Criterion, ...]:
        """The criteria that have a rule, in file order."""
        return tuple(criterion for criterion in self.criteria if criterion.rule is not None)

    @cached_property
    def scored(self) -> tuple[Criterion, ...]:
        """Everything that earns points: leaves, bonuses, deductions."""
        return (*self.leaves, *self.bonuses, *self.deductions)

    def below(self, code: str) -> Iterator[Criterion]:
        """Give every leaf under a criterion (itself, if it is a leaf)."""
        criterion = self.criterion_by_code[code]
        if criterion.rule is not None:
            yield criterion
        for child in self.children_by_code.get(code, ()):
            yield from self.below(child.code)

    def section_of(self, criterion: Criterion) -> str:
        """Give the table of the file that a criterion stands in."""
        if criterion in self.bonuses:
            return "bonus"
        return "deduction" if criterion in self.deductions else "criterion"

    def grade_index(self, grade_id: str) -> int:
        """Give the place of a grade in the ladder; 0 is the highest."""
        return [grade.id for grade in self.grades].index(grade_id)
