"""Reason: find what reads well and cannot work, or protects nothing.

Every finding is a warning but those no use of the set survives; each is certain. This is
asked only of a set without errors.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction

from scoring.engine.locate import Path as Keys
from scoring.engine.possible import Reasoner, meet, reach_of
from scoring.model import catalogue
from scoring.model.criteria import (
    AllCondition,
    AnyCondition,
    Condition,
    CriteriaSet,
    Criterion,
    FieldCondition,
    NotCondition,
    PartsCondition,
    PointsCondition,
    Quota,
    Rule,
    StateCondition,
    TotalCondition,
)
from scoring.model.interval import Interval
from scoring.model.numbers import say_number, say_share
from scoring.model.problems import Place, Problem
from scoring.model.text import Text
from scoring.plugin.kinds import Case
from scoring.plugin.registry import Registry

PlaceOf = Callable[[Keys], Place]

# Below this share of the scale the thresholds of the grades say little of a unit.
LEAST_APPLICABLE = Fraction(3, 10)


def reason(criteria: CriteriaSet, registry: Registry, place: PlaceOf) -> Iterator[Problem]:
    """Give what can be told of a set without errors before any unit is scored."""
    reasoner = Reasoner(criteria, registry.rule_kinds)
    yield from _rules(criteria, registry, place)
    yield from _unit_kinds(reasoner, place)
    yield from _ends(reasoner, place)
    yield from _gates(reasoner, place)
    yield from _grades(reasoner, place)
    yield from _quotas(criteria, place)
    yield from _tie_breakers(criteria, registry, place)
    yield from _unused(criteria, registry, place)


# ---- rules -----------------------------------------------------------------------------------


def _rules(criteria: CriteriaSet, registry: Registry, place: PlaceOf) -> Iterator[Problem]:
    for one in criteria.scored:
        assert one.rule is not None
        keys: Keys = (criteria.section_of(one), one.code, "rule")
        yield from _hollow(one, one.rule, registry, place, keys)
        reach = reach_of(one.rule, one.max, registry.rule_kinds)
        if reach is not None and reach[0][0] == reach[0][1]:
            yield catalogue.constant_rule(place(keys), one.code, reach[0][0])
        if one.weight == 0:
            yield catalogue.weight_zero(place((*keys[:2], "weight")), one.code)
        yield from _dependence(criteria, one, place)
    for one in criteria.criteria:
        if one.rule is None and one.weight == 0:
            yield catalogue.weight_zero(place(("criterion", one.code, "weight")), one.code)


def _hollow(
    one: Criterion, rule: Rule, registry: Registry, place: PlaceOf, keys: Keys
) -> Iterator[Problem]:
    kind = registry.rule_kinds[rule.kind]
    if kind.doubt is not None:
        case = Case({**rule.parameters, "max": one.max, "answered": frozenset(rule.answers)})
        for doubt in kind.doubt(case):
            yield catalogue.hollow_parameter(
                place((*keys, *doubt.path)), one.code, doubt.message, doubt.hint
            )
    if rule.enough is not None and rule.enough.count == 0:
        why = Text(
            vi="at_least có count = 0 nên không loại trường hợp nào.",
            en="at_least has count = 0, so it holds nothing back.",
        )
        hint = Text(
            vi="Ghi số ít nhất cần có, hoặc bỏ at_least.",
            en="Write the least number wanted, or drop at_least.",
        )
        yield catalogue.hollow_parameter(place((*keys, "at_least")), one.code, why, hint)
    for index, part in enumerate(rule.parts):
        yield from _hollow(one, part, registry, place, (*keys, "parts", index))


def _dependence(criteria: CriteriaSet, one: Criterion, place: PlaceOf) -> Iterator[Problem]:
    if one.depends_on is None:
        return
    other = criteria.criterion_by_code[one.depends_on.criterion]
    theirs = other.unit_kinds or criteria.unit_kinds
    missed = [kind for kind in one.unit_kinds or criteria.unit_kinds if kind not in theirs]
    if missed:
        yield catalogue.depends_elsewhere(
            place((criteria.section_of(one), one.code, "depends_on")), one.code, other.code, missed
        )


# ---- kinds of units --------------------------------------------------------------------------


def _unit_kinds(reasoner: Reasoner, place: PlaceOf) -> Iterator[Problem]:
    criteria = reasoner.criteria
    here = place(("set", "unit_kinds"))
    for kind in criteria.unit_kinds:
        most = sum((reasoner.applicable_max(part, kind) for part in criteria.parts), Fraction(0))
        if most == 0:
            yield catalogue.kind_without_criteria(here, kind)
        elif most < LEAST_APPLICABLE * criteria.policy.scale:
            yield catalogue.kind_with_little(here, kind, most, criteria.policy.scale)


# ---- the ends of totals ----------------------------------------------------------------------


def _ends(reasoner: Reasoner, place: PlaceOf) -> Iterator[Problem]:
    policy, range_ = reasoner.criteria.policy, reasoner.unclamped_range()
    if "clamp" in policy.order:
        here = place(("policy", "clamp"))
        low, high = policy.clamp.min, policy.clamp.max
        if high is not None and range_.high is not None and high > range_.high:
            yield catalogue.clamp_unreached(here, "max", high, range_.high)
        if low is not None and low > 0:
            yield catalogue.clamp_gives(here, low)
        elif low is not None and range_.low is not None and low < range_.low:
            yield catalogue.clamp_unreached(here, "min", low, range_.low)
    for name, cap in (("bonus", policy.bonus_cap), ("deduction", policy.deduction_cap)):
        most = reasoner.sum_of_extras(name)
        if cap is not None and most is not None and cap > most:
            yield catalogue.cap_unreached(
                place(("policy", f"{name}_cap")), f"{name}_cap", cap, most
            )
    for one in reasoner.criteria.criteria:
        if one.cap is not None and one.max is not None and one.cap >= one.max:
            spot = place(("criterion", one.code, "cap"))
            yield catalogue.cap_unreached(spot, "cap", one.cap, one.max)


# ---- gates -----------------------------------------------------------------------------------


def _gates(reasoner: Reasoner, place: PlaceOf) -> Iterator[Problem]:
    criteria = reasoner.criteria
    open_by_kind: dict[str, list[str]] = {kind: [] for kind in criteria.unit_kinds}
    dead: set[str] = set()
    for index, gate in enumerate(criteria.gates):
        keys: Keys = ("gate", index, "when")
        kinds = [kind for kind in criteria.unit_kinds if reasoner.is_possible(gate.when, kind)]
        if not kinds:
            dead.add(gate.id)
            yield catalogue.dead_gate(place(keys), gate.id, _why_not(reasoner, gate.when))
            continue
        for kind in kinds:
            open_by_kind[kind].append(gate.id)
        if not any(
            reasoner.is_possible(gate.when, kind, wanted=False) for kind in criteria.unit_kinds
        ):
            yield catalogue.gate_always(place(keys), gate.id)
        for earlier in criteria.gates[:index]:
            if earlier.when == gate.when:
                yield catalogue.same_condition(place(keys), gate.id, earlier.id)
                break
        yield from _edges(reasoner, gate.when, place(keys))
        for code, kind in _inverted(reasoner, gate.when):
            yield catalogue.closes_where_not_asked(place(keys), gate.id, code, kind)
    if criteria.gates and len(dead) < len(criteria.gates):
        for kind, gates in open_by_kind.items():
            if not gates:
                yield catalogue.kind_without_gates(place(("gate", 0)), kind)


def walk_with_sign(condition: Condition, wanted: bool = True) -> Iterator[tuple[Condition, bool]]:
    """Give every plain condition inside, and whether it must hold (or must fail)."""
    if isinstance(condition, NotCondition):
        yield from walk_with_sign(condition.condition, not wanted)
    elif isinstance(condition, AllCondition | AnyCondition):
        for one in condition.conditions:
            yield from walk_with_sign(one, wanted)
    else:
        yield condition, wanted


def _inverted(reasoner: Reasoner, condition: Condition) -> Iterator[tuple[str, str]]:
    """Give (criterion, kind) where “not” lets a gate close for want of the criterion."""
    criteria = reasoner.criteria
    for one, wanted in walk_with_sign(condition):
        if wanted or not isinstance(one, PointsCondition):
            continue
        for kind in criteria.unit_kinds:
            is_theirs = reasoner.applies(criteria.criterion_by_code[one.criterion], kind)
            if not is_theirs and reasoner.is_possible(condition, kind):
                yield one.criterion, kind


def _edges(reasoner: Reasoner, condition: Condition, place: Place) -> Iterator[Problem]:
    """Give the edges that no answer, no points and no share can pass."""
    for one, _ in walk_with_sign(condition):
        if isinstance(one, FieldCondition):
            field = reasoner.criteria.fields[one.field]
            is_whole = field.type in ("count", "date")
            for edge in _outside(one.interval, reasoner.field_range(field), is_whole):
                what = Text(vi=f"trường “{field.id}”", en=f"the field “{field.id}”")
                yield catalogue.idle_edge(place, what, _say_edge(edge), _values_of(field.type))
        elif isinstance(one, PointsCondition):
            criterion = reasoner.criteria.criterion_by_code[one.criterion]
            # What the rule leaves unreached is another matter; the maximum is what was meant.
            range_ = Interval(Fraction(0), True, Fraction(1) if one.share else criterion.max, True)
            what = Text(vi=f"tiêu chí “{criterion.code}”", en=f"criterion “{criterion.code}”")
            for edge in _outside(one.interval, range_):
                values = range_.said(one.share)
                yield catalogue.idle_edge(place, what, _say_edge(edge, one.share), values)
        elif isinstance(one, PartsCondition):
            shares = Interval(Fraction(0), True, Fraction(1), True)
            for edge in _outside(one.interval, shares):
                what = Text(vi="một phần", en="a part")
                yield catalogue.idle_edge(place, what, _say_edge(edge, True), shares.said(True))


def _outside(interval: Interval, range_: Interval, is_whole: bool = False) -> list[Fraction]:
    edges = dict.fromkeys((interval.low, interval.high))
    return [
        edge
        for edge in edges
        if edge is not None and (not range_.has(edge) or (is_whole and edge.denominator != 1))
    ]


def _say_edge(edge: Fraction, is_share: bool = False) -> Text:
    """Write an edge for people, in both languages."""
    say = say_share if is_share else say_number
    return Text(vi=say(edge), en=say(edge, "en"))


def _values_of(type_: str) -> Text:
    return {
        "count": Text(vi="số đếm từ 0", en="counts from 0 up"),
        "date": Text(vi="ngày", en="days"),
        "share": Text(vi="từ 0% đến 100%", en="0% to 100%"),
        "flag": Text(vi="có hoặc không", en="yes or no"),
        "option": Text(vi="các lựa chọn đã khai", en="the choices declared"),
    }.get(type_, Text(vi="số từ 0", en="numbers from 0 up"))


def _why_not(reasoner: Reasoner, condition: Condition) -> Text:
    """Say which plain condition no unit can meet, or that several exclude each other."""
    criteria = reasoner.criteria
    for one, wanted in walk_with_sign(condition):
        if any(reasoner.is_possible(one, kind, wanted=wanted) for kind in criteria.unit_kinds):
            continue
        if isinstance(one, PointsCondition):
            criterion = criteria.criterion_by_code[one.criterion]
            if not any(reasoner.applies(criterion, kind) for kind in criteria.unit_kinds):
                return Text(
                    vi=f"“{one.criterion}” không áp dụng cho loại đơn vị nào",
                    en=f"“{one.criterion}” is for no kind of unit of the set",
                )
            return _range_said(f"“{one.criterion}”", reasoner.points_range(criterion))
        if isinstance(one, FieldCondition):
            values = _values_of(criteria.fields[one.field].type)
            return Text(
                vi=f"“{one.field}” chỉ nhận {values.vi}", en=f"“{one.field}” takes {values.en} only"
            )
        if isinstance(one, TotalCondition) and one.of == "total":
            return _range_said("total", reasoner.total_range())
        if isinstance(one, TotalCondition):
            return _range_said(one.of, reasoner.extra_range(one.of))
        if isinstance(one, PartsCondition):
            return Text(vi="mỗi phần chỉ đạt từ 0% đến 100%", en="a part reaches 0% to 100% only")
        if isinstance(one, StateCondition):
            return Text(
                vi=f"“{one.criterion}” không bao giờ ở trạng thái “{one.state}”",
                en=f"“{one.criterion}” is never “{one.state}”",
            )
    return Text(vi="các điều kiện bên trong loại trừ nhau", en="its conditions exclude each other")


def _range_said(what: str, range_: Interval) -> Text:
    if range_.low is not None and range_.high is not None:
        low, high = range_.low, range_.high
        return Text(
            vi=f"{what} chỉ có từ {say_number(low)} đến {say_number(high)} điểm",
            en=f"{what} has {say_number(low, 'en')} to {say_number(high, 'en')} points only",
        )
    said = range_.said()
    return Text(vi=f"{what} chỉ có {said.vi} điểm", en=f"{what} has {said.en} points only")


# ---- grades ----------------------------------------------------------------------------------


def _grades(reasoner: Reasoner, place: PlaceOf) -> Iterator[Problem]:
    criteria = reasoner.criteria
    for index, grade in enumerate(criteria.grades):
        totals = None if grade.share else grade.totals
        if totals is not None and _falls_between(reasoner, totals):
            yield catalogue.unreachable_grade(place(("grade", index)), grade.id)
            continue
        if grade.needs is None:
            continue
        keys: Keys = ("grade", index, "needs")
        shut = [
            kind
            for kind in criteria.unit_kinds
            if not reasoner.is_possible(grade.needs, kind, totals)
        ]
        if len(shut) == len(criteria.unit_kinds):
            why = _why_not(reasoner, grade.needs)
            yield catalogue.unmet_needs(place(keys), grade.id, why)
            continue
        if shut:
            yield catalogue.shut_to_kinds(place(keys), grade.id, shut)
        yield from _edges(reasoner, grade.needs, place(keys))


def _falls_between(reasoner: Reasoner, totals: Interval) -> bool:
    """Tell whether no rounded total lies in a stretch that totals as such can reach."""
    policy = reasoner.criteria.policy
    places = policy.total_rounding.places
    inside = meet(totals, reasoner.total_range())
    if places is None or policy.compare != "rounded" or "round-total" not in policy.order:
        return False
    if inside is None or inside.low is None or inside.high is None:
        return False
    if inside.has(inside.low) and inside.low in (policy.clamp.min, policy.clamp.max):
        return False
    grain = Fraction(1, 10**places)
    first = -(-inside.low // grain) * grain
    if not inside.has(first):
        first += grain
    return not inside.has(first)


# ---- quotas ----------------------------------------------------------------------------------


def _quotas(criteria: CriteriaSet, place: PlaceOf) -> Iterator[Problem]:
    grades = [grade.id for grade in criteria.grades]
    ladder = sorted(criteria.quotas, key=lambda one: grades.index(one.grade))
    for number, quota in enumerate(ladder):
        for key, why, hint in _hollow_quota(quota, grades):
            yield catalogue.hollow_quota(place(("quota", quota.grade, key)), quota.grade, why, hint)
        for above in ladder[:number]:
            alike = (above.base, above.base_grade) == (quota.base, quota.base_grade)
            if alike and quota.share < above.share:
                yield catalogue.narrower_below(
                    place(("quota", quota.grade, "share")), quota.grade, above.grade
                )
                break


def _hollow_quota(quota: Quota, grades: list[str]) -> Iterator[tuple[str, Text, Text]]:
    if quota.share == 0:
        yield (
            "share",
            Text(vi="tỷ lệ 0% không để ai đạt mức này", en="a share of 0% lets nobody in"),
            Text(vi="Ghi tỷ lệ thật, hoặc bỏ mức này.", en="Write the share, or drop the grade."),
        )
    if quota.share >= 1 and quota.base == "group":
        yield (
            "share",
            Text(vi="tỷ lệ từ 100% không khống chế gì", en="100% or more limits nothing"),
            Text(vi="Hạ tỷ lệ, hoặc bỏ chỉ tiêu này.", en="Lower the share, or drop the quota."),
        )
    under, places = quota.small_group_under, quota.small_group_places
    if under is not None and places is not None and places >= under:
        yield (
            "small_group",
            Text(
                vi=f"cụm dưới {under} đơn vị được {places} chỗ thì không khống chế gì",
                en=f"{places} places in a group of fewer than {under} units limit nothing",
            ),
            Text(vi="Hạ places xuống dưới under.", en="Set places below under."),
        )
    if quota.upper is not None and quota.tie_on_line != "include":
        yield (
            "upper",
            Text(
                vi='upper chỉ có tác dụng khi tie_on_line = "include"',
                en='upper only counts with tie_on_line = "include"',
            ),
            Text(vi="Bỏ upper, hoặc đổi tie_on_line.", en="Drop upper, or change tie_on_line."),
        )
    if quota.base_grade is not None and grades.index(quota.base_grade) < grades.index(quota.grade):
        yield (
            "base",
            Text(
                vi=f"số để tính chỉ gồm mức “{quota.base_grade}” trở lên, không gồm chính mức này",
                en=f"its base counts “{quota.base_grade}” and higher, not the grade itself",
            ),
            Text(
                vi="Ghi chính mức này hoặc một mức thấp hơn vào base.",
                en="Name the grade itself or a lower one in base.",
            ),
        )


# ---- ties, words that nothing uses -----------------------------------------------------------


def _tie_breakers(criteria: CriteriaSet, registry: Registry, place: PlaceOf) -> Iterator[Problem]:
    ties = criteria.ranking.tie_breakers
    seen: list[tuple[str, object]] = []
    for index, tie in enumerate(ties):
        here = place(("rank", "tie_breakers", index))
        breaker = registry.tie_breakers[tie.kind]
        names = breaker.names_criterion or breaker.names_field
        named = tie.parameters.get(names) if names is not None else None
        if (tie.kind, named) in seen:
            why = Text(vi="đã có ở trên", en="it stands above already")
            yield catalogue.idle_tie_breaker(here, tie.kind, why)
        seen.append((tie.kind, named))
        criterion = criteria.criterion_by_code.get(str(named)) if breaker.names_criterion else None
        extras = bool(criteria.bonuses or criteria.deductions)
        if criterion is not None and criteria.parts == (criterion,) and not extras:
            why = Text(
                vi=f"“{criterion.code}” là toàn bộ tổng điểm, đã bằng nhau",
                en=f"“{criterion.code}” is the whole total, which is equal",
            )
            yield catalogue.idle_tie_breaker(here, tie.kind, why)


def _unused(criteria: CriteriaSet, registry: Registry, place: PlaceOf) -> Iterator[Problem]:
    used: Counter[str] = Counter()
    for one in criteria.scored:
        assert one.rule is not None
        rules = [one.rule]
        while rules:
            rule = rules.pop()
            rules += rule.parts
            used.update(answer.field for answer in rule.answers.values() if answer.field)
    conditions = [
        *(gate.when for gate in criteria.gates),
        *(grade.needs for grade in criteria.grades if grade.needs is not None),
    ]
    for condition in conditions:
        for plain, _ in walk_with_sign(condition):
            if isinstance(plain, FieldCondition | StateCondition) and plain.field:
                used[plain.field] += 1
    for tie in criteria.ranking.tie_breakers:
        names = registry.tie_breakers[tie.kind].names_field
        if names is not None:
            used[str(tie.parameters.get(names))] += 1
    for name in criteria.fields:
        if not used[name]:
            yield catalogue.unused_field(place(("field", name)), name)
    citing = [
        *(one.basis for one in criteria.criterion_by_code.values()),
        *(gate.basis for gate in criteria.gates),
    ]
    cited = {cite.split(" ", 1)[0] for basis in citing for cite in basis}
    for basis in criteria.bases.values():
        if basis.id not in cited:
            yield catalogue.unused_basis(place(("basis", basis.id)), basis.id, basis.cite)
