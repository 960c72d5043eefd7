"""Examine a criteria set that reads well: does it hold together, and is it defensible?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from scoring.engine.locate import Path as Keys
from scoring.engine.possible import reach_of
from scoring.engine.questions import columns_of, part_prefix
from scoring.engine.reason import reason
from scoring.model import catalogue
from scoring.model.criteria import (
    AllCondition,
    AnyCondition,
    Clamp,
    Condition,
    CriteriaSet,
    Criterion,
    LinkCondition,
    NotCondition,
    PointsCondition,
    Rule,
    StateCondition,
)
from scoring.model.interval import Interval
from scoring.model.problems import Place, Problem
from scoring.model.text import Text
from scoring.plugin.registry import Registry

# Nobody nests criteria deeper; a chain of thousands is a mistake or an attack.
MOST_LEVELS = 12

PlaceOf = Callable[[Keys], Place]

# Which step must come after which; what is not said here an instrument may choose.
_AFTER = (
    ("sum", "round-leaves"),
    ("cap", "sum"),
    ("normalise", "sum"),
    ("normalise", "cap"),
    ("bonus", "sum"),
    ("bonus", "cap"),
    ("deduct", "sum"),
    ("deduct", "cap"),
    ("clamp", "sum"),
    ("clamp", "cap"),
    ("round-total", "sum"),
    ("round-total", "normalise"),
    ("round-total", "bonus"),
    ("round-total", "deduct"),
    ("round-total", "clamp"),
)

RESERVED = (
    "unit",
    "name",
    "kind",
    "group",
    "parent",
    "role",
    "reason",
    "decided_grade",
    "decided_reason",
)


def examine(
    criteria: CriteriaSet,
    registry: Registry,
    place: PlaceOf,
    unsure: frozenset[Keys] = frozenset(),
) -> Iterator[Problem]:
    """Give every error and warning of a set.

    `unsure` names the tables that could not be read whole: ("policy",), ("criterion",
    "1.1"), or ("criterion", "1.1", "rule"). What rests on them is passed over, so that
    one mistake is not told as two.
    """
    problems = list(_found(criteria, registry, place, unsure))
    yield from problems
    if not unsure and not any(problem.is_error for problem in problems):
        yield from reason(criteria, registry, place)


def _found(
    criteria: CriteriaSet, registry: Registry, place: PlaceOf, unsure: frozenset[Keys]
) -> Iterator[Problem]:
    yield from _ids(criteria, registry, place)
    if ("criterion",) not in unsure:
        yield from _tree(criteria, place, unsure)
    yield from _reaches(criteria, registry, place)
    yield from _dependences(criteria, place, unsure)
    if ("policy",) not in unsure:
        yield from _policies(criteria, place, unsure)
    yield from _verdicts(criteria, registry, place, unsure)
    yield from _sources(criteria, place, unsure)


def section(criteria: CriteriaSet, criterion: Criterion) -> str:
    """Give the table of the file that a criterion stands in."""
    return criteria.section_of(criterion)


def _ids(criteria: CriteriaSet, registry: Registry, place: PlaceOf) -> Iterator[Problem]:
    seen: set[str] = set(RESERVED)
    named: list[tuple[Text, str, Keys]] = [
        *((Text(vi="trường", en="field"), name, ("field", name)) for name in criteria.fields),
        *(
            (Text(vi="tiêu chí", en="criterion"), one.code, ("criterion", one.code))
            for one in criteria.criteria
        ),
        *(
            (Text(vi="điểm thưởng", en="bonus"), one.code, ("bonus", one.code))
            for one in criteria.bonuses
        ),
        *(
            (Text(vi="điểm trừ", en="deduction"), one.code, ("deduction", one.code))
            for one in criteria.deductions
        ),
    ]
    for what, name, keys in named:
        if name in RESERVED:
            yield catalogue.reserved_id(place(keys), what, name)
        elif name in seen:
            yield catalogue.duplicate_id(place(keys), what, name)
        seen.add(name)
    for what, ids, table in (
        (Text(vi="hạng", en="grade"), [grade.id for grade in criteria.grades], "grade"),
        (Text(vi="điều kiện chặn", en="gate"), [gate.id for gate in criteria.gates], "gate"),
    ):
        known: set[str] = set()
        for index, name in enumerate(ids):
            if name in known:
                yield catalogue.duplicate_id(place((table, index, "id")), what, name)
            known.add(name)
    yield from _columns(criteria, registry, place)


def _columns(criteria: CriteriaSet, registry: Registry, place: PlaceOf) -> Iterator[Problem]:
    """Refuse two questions that would stand in one column of the sheet."""
    owner_by_column: dict[str, str] = {}
    what = Text(vi="cột", en="column")
    for one in criteria.scored:
        for column in columns_of(one, registry.rule_kinds):
            is_field = column in criteria.fields and column != one.code
            if is_field or owner_by_column.setdefault(column, one.code) != one.code:
                yield catalogue.duplicate_id(
                    place((section(criteria, one), one.code)), what, column
                )


def _tree(criteria: CriteriaSet, place: PlaceOf, unsure: frozenset[Keys]) -> Iterator[Problem]:
    codes = [one.code for one in criteria.criteria]
    if not codes:
        yield catalogue.no_criteria(place(("criterion",)))
        return
    by_code = {one.code: one for one in criteria.criteria}
    doubted = {one.code for one in criteria.criteria if ("criterion", one.code) in unsure}
    # A criterion whose `under` may be misspelt could belong anywhere.
    is_loose = any(by_code[code].under is None for code in doubted)
    broken = False
    for one in criteria.criteria:
        if one.under is not None and one.under not in by_code:
            broken = True
            yield catalogue.unknown_parent(
                place(("criterion", one.code, "under")), one.code, one.under, codes
            )
    depth_by_code, circles = _depths(by_code)
    for path in circles:
        broken = True
        yield catalogue.circle(place(("criterion", path[0], "under")), path)
    for code, depth in depth_by_code.items():
        if depth == MOST_LEVELS + 1:
            broken = True
            yield catalogue.too_many_levels(place(("criterion", code)), code, MOST_LEVELS)
    for one in criteria.criteria:
        children = criteria.children_by_code.get(one.code, ())
        keys: Keys = ("criterion", one.code)
        has_rule = one.rule is not None or (*keys, "rule") in unsure
        if one.code not in doubted:
            if has_rule and children:
                yield catalogue.rule_and_children(place((*keys, "rule")), one.code)
            elif not has_rule and not children and not is_loose:
                yield catalogue.empty_criterion(place(keys), one.code)
            elif children and not is_loose and not doubted & {child.code for child in children}:
                yield from _group(one, children, place)
        yield from _idle_keys(one, by_code.get(one.under or ""), bool(children), place)
    for one in criteria.criterion_by_code.values():
        outside = sorted(set(one.unit_kinds) - set(criteria.unit_kinds))
        if outside and ("set",) not in unsure:
            spot = place((section(criteria, one), one.code, "unit_kinds"))
            yield catalogue.outside_kinds(spot, one.code, outside)
    if not broken and not doubted and ("policy",) not in unsure:
        parts = sum((one.max or Fraction(0) for one in criteria.parts), Fraction(0))
        if parts != criteria.policy.scale:
            yield catalogue.wrong_scale(place(("policy", "scale")), parts, criteria.policy.scale)
    for kind, items in (("bonus", criteria.bonuses), ("deduction", criteria.deductions)):
        for one in items:
            keys = (kind, one.code)
            if one.rule is None and keys not in unsure and (*keys, "rule") not in unsure:
                yield catalogue.empty_addition(place(keys), kind, one.code)


def _idle_keys(
    one: Criterion, parent: Criterion | None, has_children: bool, place: PlaceOf
) -> Iterator[Problem]:
    """Refuse keys that nothing would apply: those of groups on a leaf, a weight unweighed."""
    on_groups = Text(vi="khóa này chỉ dùng cho nhóm tiêu chí", en="only a group has it")
    if one.rule is not None and not has_children:
        idle = [
            key
            for key, is_there in (
                ("cap", one.cap is not None),
                ("floor", one.floor is not None),
                ("combine", one.combine != "sum"),
            )
            if is_there
        ]
        for key in idle:
            spot = place(("criterion", one.code, key))
            yield catalogue.idle_key(spot, one.code, key, on_groups)
    if one.weight is not None and (parent is None or parent.combine != "weighted"):
        why = Text(
            vi='chỉ dùng dưới nhóm có combine = "weighted"',
            en='it is for children of a group with combine = "weighted"',
        )
        spot = place(("criterion", one.code, "weight"))
        yield catalogue.idle_key(spot, one.code, "weight", why)


def _depths(by_code: Mapping[str, Criterion]) -> tuple[dict[str, int], list[list[str]]]:
    """Give how deep each criterion stands, and the circles; each is walked once."""
    depth_by_code: dict[str, int] = {}
    circles: list[list[str]] = []
    for start in by_code:
        path: dict[str, None] = {}
        code: str | None = start
        while code is not None and code in by_code:
            if code in depth_by_code or code in path:
                break
            path[code] = None
            code = by_code[code].under
        if code is not None and code in path:
            codes = list(path)
            circles.append([*codes[codes.index(code) :], code])
        depth = depth_by_code.get(code, 0) if code is not None else 0
        for above in reversed(path):
            depth += 1
            depth_by_code[above] = depth
    return depth_by_code, circles


def _group(group: Criterion, children: tuple[Criterion, ...], place: PlaceOf) -> Iterator[Problem]:
    most = group.max or Fraction(0)
    if group.combine == "sum":
        found = sum((child.max or Fraction(0) for child in children), Fraction(0))
        if found != most:
            yield catalogue.wrong_sum(
                place(("criterion", group.code, "max")), group.code, found, most
            )
        return
    for child in children:
        if child.max != most:
            yield catalogue.unequal_max(
                place(("criterion", child.code, "max")), group.code, child.code, group.combine
            )
    if group.combine == "weighted":
        weights = [child.weight for child in children]
        found_sum = sum((weight for weight in weights if weight is not None), Fraction(0))
        if None in weights or found_sum != 1:
            yield catalogue.wrong_weights(place(("criterion", group.code)), group.code, found_sum)


def _reaches(criteria: CriteriaSet, registry: Registry, place: PlaceOf) -> Iterator[Problem]:
    for one in criteria.scored:
        if one.rule is None or one.max is None:
            continue
        keys: Keys = (section(criteria, one), one.code, "rule")
        # A rule inside another one that could not be read leaves its sum unknown.
        if registry.rule_kinds[one.rule.kind].has_parts and not one.rule.parts:
            continue
        yield from _reach(one.rule, one.max, one.code, registry, place, keys)


def _reach(
    rule: Rule, most: Fraction, code: str, registry: Registry, place: PlaceOf, keys: Keys
) -> Iterator[Problem]:
    reach = reach_of(rule, most, registry.rule_kinds)
    if reach is None:
        return
    (least, greatest), _ = reach
    spot = place(keys)
    if least < 0:
        yield catalogue.below_zero(spot, code, least)
    if greatest > most:
        yield catalogue.above_max(spot, code, greatest, most)
    elif greatest < most:
        yield catalogue.below_max(spot, code, greatest, most)
    for index, part in enumerate(rule.parts):
        its_max = part.parameters.get("max")
        if isinstance(its_max, Fraction):
            name = part_prefix(code, index)
            yield from _reach(part, its_max, name, registry, place, (*keys, "parts", index))


def _dependences(
    criteria: CriteriaSet, place: PlaceOf, unsure: frozenset[Keys]
) -> Iterator[Problem]:
    leaf_by_code = {leaf.code: leaf for leaf in criteria.leaves}
    for leaf in criteria.scored:
        if leaf.depends_on is None:
            continue
        keys: Keys = ("criterion", leaf.depends_on.criterion)
        if keys in unsure or (*keys, "rule") in unsure:
            continue
        seen, code = {leaf.code}, leaf.depends_on.criterion
        while code in leaf_by_code and code not in seen:
            seen.add(code)
            below = leaf_by_code[code].depends_on
            if below is None:
                break
            code = below.criterion
        if leaf.depends_on.criterion not in leaf_by_code or code == leaf.code:
            yield catalogue.wrong_dependence(
                place((section(criteria, leaf), leaf.code, "depends_on")),
                leaf.code,
                leaf.depends_on.criterion,
                leaf.depends_on.criterion in leaf_by_code,
            )


def _policies(criteria: CriteriaSet, place: PlaceOf, unsure: frozenset[Keys]) -> Iterator[Problem]:
    policy, order = criteria.policy, criteria.policy.order
    here = place(("policy", "order"))
    for step in sorted(set(order)):
        if order.count(step) > 1:
            yield catalogue.duplicate_id(here, Text(vi="bước", en="step"), step)
    told: set[str] = set()
    for step, before in _AFTER:
        if step in order and before in order and order.index(step) < order.index(before):
            if step not in told:
                yield catalogue.wrong_order(here, step, before)
            told.add(step)
    needed: list[tuple[str, bool, Text]] = [
        (
            "sum",
            True,
            Text(vi="không có bước này thì không có tổng điểm", en="without it there is no total"),
        ),
        (
            "round-leaves",
            policy.leaf_rounding.places is not None,
            Text(vi="leaf_rounding có làm tròn", en="leaf_rounding rounds"),
        ),
        (
            "round-total",
            policy.total_rounding.places is not None,
            Text(vi="total_rounding có làm tròn", en="total_rounding rounds"),
        ),
        (
            "cap",
            any(one.cap is not None or one.floor is not None for one in criteria.criteria),
            Text(vi="có nhóm đặt trần hoặc sàn", en="a group has a cap or a floor"),
        ),
        (
            "normalise",
            policy.not_applicable in ("normalise", "redistribute"),
            Text(
                vi=f"not_applicable là “{policy.not_applicable}”",
                en=f"not_applicable is “{policy.not_applicable}”",
            ),
        ),
        ("bonus", bool(criteria.bonuses), Text(vi="có điểm thưởng", en="there are bonuses")),
        ("deduct", bool(criteria.deductions), Text(vi="có điểm trừ", en="there are deductions")),
        (
            "clamp",
            policy.clamp.min is not None or policy.clamp.max is not None,
            Text(vi="clamp có chặn", en="clamp bounds the total"),
        ),
    ]
    for step, is_needed, because in needed:
        if is_needed and step not in order:
            yield catalogue.missing_step(here, step, because)
    if _is_empty(policy.clamp):
        yield catalogue.empty_clamp(place(("policy", "clamp")))
    if policy.not_applicable == "smaller-scale":
        if ("grade",) not in unsure and not all(grade.share for grade in criteria.grades):
            yield catalogue.absolute_on_smaller_scale(
                place(("grade", 0)), Text(vi="ngưỡng các hạng", en="the thresholds of grades")
            )
        if ("rank",) not in unsure and criteria.ranking.by != "share":
            yield catalogue.absolute_on_smaller_scale(
                place(("rank",)), Text(vi="xếp hạng", en="the ranking")
            )


def _is_empty(clamp: Clamp) -> bool:
    return clamp.min is not None and clamp.max is not None and clamp.min >= clamp.max


def _verdicts(
    criteria: CriteriaSet, registry: Registry, place: PlaceOf, unsure: frozenset[Keys]
) -> Iterator[Problem]:
    yield from _conditions(criteria, place, unsure)
    if ("grade",) not in unsure:
        yield from _grades(criteria, place, unsure)
    if ("rank",) in unsure:
        return
    if criteria.ranking.method == "ordinal" and criteria.ranking.tied == "shared":
        yield catalogue.ordinal_shared(place(("rank", "method")))
    for index, tie in enumerate(criteria.ranking.tie_breakers):
        breaker = registry.tie_breakers[tie.kind]
        field = tie.parameters.get(breaker.names_field) if breaker.names_field else None
        if field is not None and str(field) not in criteria.fields:
            yield catalogue.unknown_field(
                place(("rank", "tie_breakers", index)), str(field), sorted(criteria.fields)
            )
        named = tie.parameters.get(breaker.names_criterion) if breaker.names_criterion else None
        if named is not None and str(named) not in criteria.criterion_by_code:
            yield catalogue.unknown_criterion(
                place(("rank", "tie_breakers", index)),
                str(named),
                sorted(criteria.criterion_by_code),
            )


def _conditions(
    criteria: CriteriaSet, place: PlaceOf, unsure: frozenset[Keys]
) -> Iterator[Problem]:
    grades = [grade.id for grade in criteria.grades]
    conditions: list[tuple[Condition, Keys]] = [
        *((gate.when, ("gate", index, "when")) for index, gate in enumerate(criteria.gates)),
        *(
            (grade.needs, ("grade", index, "needs"))
            for index, grade in enumerate(criteria.grades)
            if grade.needs is not None
        ),
    ]
    for condition, keys in conditions:
        for one in walk(condition):
            named = getattr(one, "criterion", None)
            if named is not None and named not in criteria.criterion_by_code:
                codes = sorted(criteria.criterion_by_code)
                yield catalogue.unknown_criterion(place(keys), named, codes)
            if isinstance(one, PointsCondition) and one.share and named is not None:
                criterion = criteria.criterion_by_code.get(named)
                doubtful = criterion is None or (section(criteria, criterion), named) in unsure
                if criterion is not None and criterion.max is None and not doubtful:
                    yield catalogue.share_of_nothing(place(keys), named)
            field = one.field if isinstance(one, StateCondition) else None
            if field is not None and field not in criteria.fields:
                yield catalogue.unknown_field(place(keys), field, sorted(criteria.fields))
            grade = one.grade if isinstance(one, LinkCondition) else None
            if grade is not None and grade not in grades and ("grade",) not in unsure:
                yield catalogue.unknown_grade(place(keys), grade, grades)


def _grades(criteria: CriteriaSet, place: PlaceOf, unsure: frozenset[Keys]) -> Iterator[Problem]:
    grades = [grade.id for grade in criteria.grades]
    if criteria.grades and criteria.grades[-1].needs is not None:
        yield catalogue.lowest_needs(place(("grade", len(grades) - 1, "needs")), grades[-1])
    for quota in criteria.quotas:
        keys = ("quota", quota.grade)
        for grade, spot in ((quota.grade, keys), (quota.base_grade, (*keys, "base"))):
            if grade is not None and grade not in grades:
                yield catalogue.unknown_grade(place(spot), grade, grades)
        if grades and quota.grade == grades[-1]:
            yield catalogue.quota_on_lowest(place(keys), quota.grade)
    if ("policy",) in unsure or _is_empty(criteria.policy.clamp):
        return
    low, high = criteria.policy.clamp.min, criteria.policy.clamp.max
    for index, one in enumerate(criteria.grades):
        scale = Interval(low if low is not None else one.totals.low, True, high, True)
        if not one.share and not _overlap(one.totals, scale):
            yield catalogue.unreachable_grade(place(("grade", index)), one.id)


def _overlap(a: Interval, b: Interval) -> bool:
    for low_of, high_of in ((a, b), (b, a)):
        if low_of.low is None or high_of.high is None:
            continue
        if low_of.low > high_of.high:
            return False
        if low_of.low == high_of.high and not (low_of.with_low and high_of.with_high):
            return False
    return True


def walk(condition: Condition) -> Iterator[Condition]:
    """Give a condition and every condition inside it."""
    yield condition
    if isinstance(condition, AllCondition | AnyCondition):
        for one in condition.conditions:
            yield from walk(one)
    elif isinstance(condition, NotCondition):
        yield from walk(condition.condition)


def _sources(criteria: CriteriaSet, place: PlaceOf, unsure: frozenset[Keys]) -> Iterator[Problem]:
    cited: list[tuple[str, Keys]] = [
        *(
            (one, (section(criteria, criterion), criterion.code, "basis", number))
            for criterion in criteria.criterion_by_code.values()
            for number, one in enumerate(criterion.basis)
        ),
        *(
            (one, ("gate", i, "basis", number))
            for i, gate in enumerate(criteria.gates)
            for number, one in enumerate(gate.basis)
        ),
    ]
    for cite, keys in cited:
        if cite.split(" ", 1)[0] not in criteria.bases:
            yield catalogue.unknown_basis(place(keys), cite, sorted(criteria.bases))
    for basis in criteria.bases.values():
        if ("set",) in unsure or ("basis", basis.id) in unsure:
            continue
        expired = basis.in_force is not None and not basis.in_force.meets(criteria.period)
        if expired and criteria.status != "legacy":
            yield catalogue.expired_basis(place(("basis", basis.id)), basis.id, basis.cite)
    for one in criteria.scored:
        keys = (section(criteria, one), one.code)
        if keys in unsure:
            continue
        if one.owner is None:
            yield catalogue.no_owner(place(keys), one.code)
        if one.evidence is None:
            yield catalogue.no_evidence(place(keys), one.code)
        if not one.marks:
            yield catalogue.no_marks(place(keys), one.code)
        elif "sourced" in one.marks.values() and not one.basis:
            yield catalogue.sourced_without_basis(place((*keys, "marks")), one.code)
