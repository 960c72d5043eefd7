"""The laws of the kinds that look at one unit, over drawn rules and answers.

Every kind is held to a second reckoning in plain Fractions, written from its formula in
the field's own order, and to the laws of `harness.assert_laws`: alone as in a block,
within reach, exact, and explained.
"""

import calendar
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from statistics import median

import harness
import pytest
from harness import HELD, NOT_APPLICABLE
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scoring import parse_number

KIND = harness.kind_by_name()
SETTINGS = settings(max_examples=60, deadline=None)


def decimals(low=0, high=100):
    return st.integers(low * 100, high * 100).map(
        lambda n: f"{'-' if n < 0 else ''}{abs(n) // 100}.{abs(n) % 100:02}"
    )


# Mostly what councils write; now and then numbers that leave 64 bits.
points = decimals(0, 20) | st.sampled_from(["1/3", "2/7"])
above_zero = st.integers(1, 2000).map(lambda n: f"{n // 100}.{n % 100:02}")
maxima = st.sampled_from(["2", "5", "8", "10", "12.5", "100"])
counts = st.integers(0, 60) | st.sampled_from([10**15, 10**22])


@st.composite
def blocks(draw, rules, givens):
    """Draw two rules of one shape with a few units each; `givens(rule)` draws a unit."""
    two = [draw(rules), draw(rules)]
    units = draw(st.integers(1, 4))
    cells = [[draw(givens(rule)) for _ in range(units)] for rule in two]
    return two, [draw(maxima), draw(maxima)], cells


def hold(name, block, oracle):
    """Hold a kind to the laws and to a second reckoning."""
    rules, tops, givens = block
    for rule, top in zip(rules, tops, strict=True):
        assume(not harness.faults(KIND[name], rule, top, givens[0][0]))
    outcomes = harness.assert_laws(KIND[name], rules, tops, givens)
    for rule, top, row, answers in zip(rules, tops, outcomes, givens, strict=True):
        for outcome, one in zip(row, answers, strict=True):
            assert outcome == oracle(rule, parse_number(top), one), (rule, one)


def number(raw):
    return parse_number(raw)


# ---- yes or no, choice ---------------------------------------------------------------


@SETTINGS
@given(
    blocks(
        st.fixed_dictionaries({"points_yes": points, "points_no": points}),
        lambda rule: st.fixed_dictionaries({"yes": st.sampled_from(["true", "false"])}),
    )
)
def test_boolean(block):
    def oracle(rule, top, one):
        return number(rule["points_yes"] if one["yes"] == "true" else rule["points_no"])

    hold("boolean", block, oracle)


@SETTINGS
@given(st.data())
def test_choice(data):
    ids = [f"muc-{i}" for i in range(data.draw(st.integers(1, 6)))]

    def options(earned):
        rows = zip(ids, earned, strict=True)
        return {"options": [{"id": i, "title": i.upper(), "points": p} for i, p in rows]}

    size = len(ids)
    rules = st.lists(points, min_size=size, max_size=size).map(options)
    cells = st.fixed_dictionaries({"choice": st.sampled_from(ids)})
    block = data.draw(blocks(rules, lambda rule: cells))

    def oracle(rule, top, one):
        return next(number(o["points"]) for o in rule["options"] if o["id"] == one["choice"])

    hold("choice", block, oracle)


def test_two_levels_with_one_id_are_refused():
    level = {"id": "a", "title": "A", "points": 1}
    faults = harness.faults(KIND["choice"], {"options": [level, level]})
    assert [fault.path for fault in faults] == [("options", 1, "id")]


# ---- bands and curves ----------------------------------------------------------------

LADDERS = [("at_least", False), ("more_than", False), ("below", True), ("at_most", True)]


def ladder(key, is_rising, edges, earned):
    steps = [{key: edge} for edge in sorted(edges, key=number, reverse=not is_rising)]
    return [{**step, "points": p} for step, p in zip([*steps, {}], earned, strict=True)]


def climb(steps, value):
    """Give the points of the first step, read from the top of the list, that takes it."""
    takes = {
        "at_least": lambda edge: value >= edge,
        "more_than": lambda edge: value > edge,
        "below": lambda edge: value < edge,
        "at_most": lambda edge: value <= edge,
    }
    for step in steps:
        key = next((key for key in takes if key in step), None)
        if key is None or takes[key](number(step[key])):
            return number(step["points"])
    raise AssertionError("no step takes it")


@SETTINGS
@given(st.data())
def test_band(data):
    key, is_rising = data.draw(st.sampled_from(LADDERS))
    size = data.draw(st.integers(0, 4))
    of_ratio = data.draw(st.booleans())
    edge = st.sampled_from(["10%", "1/3", "50%", "2/3", "80%", "0.9", "1"]) | decimals(0, 1)
    rules = st.builds(
        lambda edges, earned: {"bands": ladder(key, is_rising, edges, earned), "may_exceed": True},
        st.lists(edge, min_size=size, max_size=size, unique_by=number),
        st.lists(points, min_size=size + 1, max_size=size + 1),
    )

    def cells(rule):
        # Half of the values drawn lie exactly on an edge: there a band shows its side.
        edges = [number(s[key]) for s in rule["bands"] if key in s] or [Fraction(1)]
        on_edge = st.sampled_from(edges)
        if of_ratio:
            exact = on_edge.map(lambda e: {"done": e.numerator, "total": e.denominator})
            free = st.fixed_dictionaries({"done": counts, "total": st.integers(1, 90)})
            return exact | free
        return st.fixed_dictionaries({"value": on_edge | decimals(-2, 2)})

    def oracle(rule, top, one):
        if of_ratio:
            return climb(rule["bands"], Fraction(number(one["done"]), number(one["total"])))
        return climb(rule["bands"], number(one["value"]))

    hold("band", data.draw(blocks(rules, cells)), oracle)


@SETTINGS
@given(st.data())
def test_piecewise_linear(data):
    size = data.draw(st.integers(2, 5))
    of_ratio = data.draw(st.booleans())
    outside = data.draw(st.sampled_from(["flat", "refuse"]))
    marks = st.lists(decimals(0, 3), min_size=size, max_size=size, unique_by=number)
    heights = st.lists(points, min_size=size, max_size=size)
    rules = st.builds(
        lambda xs, ys: {
            "curve": [[x, y] for x, y in zip(sorted(xs, key=number), ys, strict=True)],
            "outside": outside,
        },
        marks,
        heights,
    )

    def cells(rule):
        on_mark = st.sampled_from([number(x) for x, _ in rule["curve"]])
        if of_ratio:
            exact = on_mark.map(lambda e: {"done": e.numerator, "total": e.denominator})
            return exact | st.fixed_dictionaries({"done": counts, "total": st.integers(1, 90)})
        return st.fixed_dictionaries({"value": on_mark | decimals(-1, 4)})

    def oracle(rule, top, one):
        value = number(one["done"]) / number(one["total"]) if of_ratio else number(one["value"])
        curve = [(number(x), number(y)) for x, y in rule["curve"]]
        if not curve[0][0] <= value <= curve[-1][0]:
            if outside == "refuse":
                return HELD
            return curve[0][1] if value < curve[0][0] else curve[-1][1]
        for (x0, y0), (x1, y1) in pairwise(curve):
            if value <= x1:
                return y0 + (y1 - y0) * (value - x0) / (x1 - x0)
        raise AssertionError("off the curve")

    hold("piecewise-linear", data.draw(blocks(rules, cells)), oracle)


@pytest.mark.parametrize("curve", [[[1, 0], [1, 5]], [[2, 0], [1, 5]]])
def test_a_curve_that_does_not_rise_is_refused(curve):
    (fault,) = harness.faults(KIND["piecewise-linear"], {"curve": curve, "outside": "flat"})
    assert fault.path == ("curve", 1)


# ---- counting ------------------------------------------------------------------------


def sorts(key, size):
    """Draw a list of sorts of items, or of types of cases, with the same ids."""
    return st.lists(points, min_size=size, max_size=size).map(
        lambda each: {
            key: [{"id": f"s{i}", "title": f"loại {i}", "each": e} for i, e in enumerate(each)]
        }
    )


@SETTINGS
@given(st.data())
def test_per_item(data):
    size = data.draw(st.integers(0, 3))
    one_sort = st.fixed_dictionaries({"each": points})
    caps = st.fixed_dictionaries({"cap": points})
    rules = st.builds(lambda a, b: {**a, **b}, sorts("items", size) if size else one_sort, caps)
    names = [f"s{i}" for i in range(size)] or ["count"]

    def oracle(rule, top, one):
        each = [item["each"] for item in rule["items"]] if size else [rule["each"]]
        earned = sum(number(one[n]) * number(e) for n, e in zip(names, each, strict=True))
        return min(earned, number(rule["cap"]))

    cells = st.fixed_dictionaries(dict.fromkeys(names, counts))
    hold("per-item", data.draw(blocks(rules, lambda rule: cells)), oracle)


@SETTINGS
@given(st.data())
def test_deduct(data):
    size = data.draw(st.integers(0, 3))
    one_type = st.fixed_dictionaries({"each": points})
    ends = st.fixed_dictionaries({"start": points, "floor": decimals(0, 3)})
    rules = st.builds(lambda a, b: {**a, **b}, sorts("types", size) if size else one_type, ends)
    names = [f"s{i}" for i in range(size)] or ["cases"]

    def oracle(rule, top, one):
        each = [type_["each"] for type_ in rule["types"]] if size else [rule["each"]]
        lost = sum(number(one[n]) * number(e) for n, e in zip(names, each, strict=True))
        return max(number(rule["start"]) - lost, number(rule["floor"]))

    cells = st.fixed_dictionaries(dict.fromkeys(names, counts))
    hold("deduct", data.draw(blocks(rules, lambda rule: cells)), oracle)


@pytest.mark.parametrize(
    ("name", "key", "rest"),
    [
        ("per-item", "items", {"cap": 5}),
        ("deduct", "types", {"start": 5, "floor": 0}),
    ],
)
def test_each_and_a_list_exclude_one_another(name, key, rest):
    sort = {"id": "a", "title": "A", "each": 1}
    assert harness.faults(KIND[name], {"each": 1, **rest}) == []
    assert harness.faults(KIND[name], {key: [sort], **rest}) == []
    assert len(harness.faults(KIND[name], {"each": 1, key: [sort], **rest})) == 1
    assert len(harness.faults(KIND[name], rest)) == 1
    taken = {**sort, "id": "max"}
    assert len(harness.faults(KIND[name], {key: [sort, taken, sort], **rest})) == 2


def test_an_uncapped_rule_gives_every_item():
    outcome = harness.one(KIND["per-item"], {"each": "1/3", "cap": "none"}, "1", {"count": 7})
    assert outcome == Fraction(7, 3)


@SETTINGS
@given(
    st.booleans().flatmap(
        lambda with_threshold: blocks(
            st.fixed_dictionaries(
                {"required": st.integers(1, 60)}
                | ({"zero_below": st.sampled_from(["50%", "80%", "2/3"])} if with_threshold else {})
            ),
            lambda rule: st.fixed_dictionaries({"count": counts}),
        )
    )
)
def test_frequency(block):
    def oracle(rule, top, one):
        share = min(Fraction(one["count"], rule["required"]), Fraction(1))
        return Fraction(0) if share < number(rule.get("zero_below", 0)) else share * top

    hold("frequency", block, oracle)


def test_a_duty_of_less_than_once_is_refused():
    assert [f.path for f in harness.faults(KIND["frequency"], {"required": "0.5"})] == [
        ("required",)
    ]


@SETTINGS
@given(
    blocks(
        st.fixed_dictionaries({"scale_in": above_zero}),
        lambda rule: st.integers(0, 30).map(
            lambda n: {"value": str(number(rule["scale_in"]) * n / 30)}
        ),
    )
)
def test_external(block):
    def oracle(rule, top, one):
        return number(one["value"]) / number(rule["scale_in"]) * top

    hold("external", block, oracle)


def test_an_index_is_not_asked_above_its_scale():
    slots = harness.slots_of(KIND["external"], {"scale_in": "100"}, "15")
    assert slots["value"].high == 100
    assert len(harness.faults(KIND["external"], {"scale_in": 0})) == 1


# ---- checklists ----------------------------------------------------------------------


@SETTINGS
@given(st.data())
def test_checklist_by_counts(data):
    extra = data.draw(st.sets(st.sampled_from(["overdue", "not_applicable"])))
    rules = st.fixed_dictionaries({"items": st.integers(1, 14)})
    cells = st.fixed_dictionaries(dict.fromkeys(["done", *sorted(extra)], st.integers(0, 8)))

    def oracle(rule, top, one):
        out = one.get("not_applicable", 0)
        if one["done"] + one.get("overdue", 0) + out > rule["items"]:
            return HELD
        if out == rule["items"]:
            return NOT_APPLICABLE
        return Fraction(one["done"], rule["items"] - out) * top

    hold("checklist", data.draw(blocks(rules, lambda rule: cells)), oracle)


@SETTINGS
@given(st.data())
def test_checklist_by_items(data):
    ids = [f"muc-{i}" for i in range(data.draw(st.integers(1, 5)))]
    weights = st.lists(st.none() | above_zero, min_size=len(ids), max_size=len(ids))

    def items(drawn):
        rows = zip(ids, drawn, strict=True)
        return {
            "items": [
                {"id": i, "title": i, **({} if w is None else {"weight": w})} for i, w in rows
            ]
        }

    states = st.sampled_from(["done", "not-done", "overdue", "n/a"])
    block = data.draw(
        blocks(weights.map(items), lambda rule: st.fixed_dictionaries(dict.fromkeys(ids, states)))
    )

    def oracle(rule, top, one):
        weight = {item["id"]: number(item.get("weight", 1)) for item in rule["items"]}
        here = sum(weight[i] for i in ids if one[i] != "n/a")
        if not here:
            return NOT_APPLICABLE
        return sum(weight[i] for i in ids if one[i] == "done") / here * top

    hold("checklist", block, oracle)


def test_a_checklist_wants_items_that_count():
    check = KIND["checklist"]
    item = {"id": "a", "title": "A"}
    assert len(harness.faults(check, {"items": 0})) == 1
    assert len(harness.faults(check, {"items": [item, item]})) == 1
    assert len(harness.faults(check, {"items": [{**item, "weight": 0}]})) == 1


# ---- marks ---------------------------------------------------------------------------


@SETTINGS
@given(
    blocks(
        st.fixed_dictionaries(
            {"least": decimals(0, 1), "step": st.sampled_from(["0.5", "0.25", "1", "1/3"])}
        ),
        lambda rule: st.integers(0, 6).flatmap(
            lambda n: st.sampled_from(
                [
                    {"points": str(number(rule["least"]) + n * number(rule["step"]) / 6)},
                    {"points": str(number(rule["least"]) + n // 6 * number(rule["step"]))},
                ]
            )
        ),
    )
)
def test_direct(block):
    def oracle(rule, top, one):
        mark = number(one["points"])
        steps = (mark - number(rule["least"])) / number(rule["step"])
        return mark if steps.denominator == 1 else HELD

    hold("direct", block, oracle)


def test_a_mark_is_asked_between_the_least_and_the_maximum():
    slots = harness.slots_of(KIND["direct"], {"least": 1, "step": "0.5"}, "8")
    assert (slots["points"].low, slots["points"].high) == (1, 8)
    assert len(harness.faults(KIND["direct"], {"least": 9, "step": 0}, "8")) == 2


@SETTINGS
@given(st.data())
def test_council_marks(data):
    combine = data.draw(st.sampled_from(["mean", "median", "drop-high-low"]))
    rules = st.fixed_dictionaries({"combine": st.just(combine), "out_of": st.just("10")})
    mark = decimals(0, 10) | st.sampled_from(["1/3", "8.5"])
    cells = st.fixed_dictionaries({"marks": st.lists(mark, max_size=7)})

    def oracle(rule, top, one):
        marks = sorted(number(m) for m in one["marks"])
        if len(marks) < (3 if combine == "drop-high-low" else 1):
            return HELD
        kept = marks[1:-1] if combine == "drop-high-low" else marks
        mark = median(kept) if combine == "median" else sum(kept) / len(kept)
        return mark / 10 * top

    hold("council-marks", data.draw(blocks(rules, lambda rule: cells)), oracle)


# ---- surveys -------------------------------------------------------------------------


def few(rule, top, answers, earned):
    if answers >= rule["least_answers"] and answers > 0:
        return earned
    word = rule["when_few"]
    if word == "hold":
        return HELD
    if word == "not-applicable":
        return NOT_APPLICABLE
    return Fraction(0) if word == "zero" else number(word) * top


@SETTINGS
@given(st.data())
def test_survey(data):
    way = data.draw(st.sampled_from(["mean", "percent", "levels"]))
    word = data.draw(st.sampled_from(["hold", "not-applicable", "zero", "share"]))
    shares = st.sampled_from(["50%", "2/3"]) if word == "share" else st.just(word)
    mapping = data.draw(st.sampled_from(["from-lowest", "share"]))
    shape = {"least_answers": st.integers(0, 12), "when_few": shares}
    if way != "percent":
        shape |= {"lowest": st.just(1), "highest": st.just(5), "mapping": st.just(mapping)}
    if way == "levels":
        # However the levels are written, the same questions are asked.
        shape["levels"] = st.permutations([1, 2, 3, 4, 5])
    answers = {"n": st.integers(0, 20)}
    if way == "levels":
        answers = {f"level_{level}": st.integers(0, 9) for level in range(1, 6)}
    elif way == "percent":
        answers["percent"] = st.integers(0, 1000).map(lambda n: f"{n}/1000")
    else:
        answers["mean"] = st.integers(100, 500).map(lambda n: f"{n}/100")

    def oracle(rule, top, one):
        n = one.get("n", 0)
        if way == "percent":
            return few(rule, top, n, number(one["percent"]) * top)
        if way == "levels":
            n = sum(one.values())
            mean = Fraction(sum(level * one[f"level_{level}"] for level in range(1, 6)), n or 1)
        else:
            mean = number(one["mean"])
        return few(rule, top, n, (mean / 5 if mapping == "share" else (mean - 1) / 4) * top)

    block = data.draw(
        blocks(st.fixed_dictionaries(shape), lambda rule: st.fixed_dictionaries(answers))
    )
    hold("survey", block, oracle)


def test_a_survey_needs_its_scale():
    bare = {"least_answers": 30, "when_few": "hold"}
    whole = {**bare, "mapping": "share", "lowest": 1, "highest": 5}
    survey = KIND["survey"]
    assert harness.faults(survey, bare, given=("percent", "n")) == []
    assert len(harness.faults(survey, bare, given=("mean", "n"))) == 3
    assert harness.faults(survey, whole, given=("mean", "n")) == []
    assert len(harness.faults(survey, {**whole, "lowest": 5}, given=("mean", "n"))) == 1
    assert len(harness.faults(survey, {**whole, "levels": [6, 1]}, given=("level_6",))) == 1
    assert len(harness.faults(survey, {**whole, "when_few": 2}, given=("mean", "n"))) == 1


# ---- deadlines -----------------------------------------------------------------------


def add_months(day, months):
    years, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))


def started(step, due, day):
    """Count started steps one by one, as a clerk would on a calendar."""
    ends = {
        "day": lambda n: due + timedelta(days=n),
        "week": lambda n: due + timedelta(days=7 * n),
        "month": lambda n: add_months(due, n),
    }[step]
    steps = 0
    while ends(steps) < day:
        steps += 1
    return steps


days = st.dates(date(2023, 12, 1), date(2025, 3, 31))


@SETTINGS
@given(st.data())
def test_deadline(data):
    step = data.draw(st.sampled_from(["day", "week", "month", "late"]))
    by_date = data.draw(st.booleans())
    due = data.draw(days | st.sampled_from([date(2024, 1, 31), date(2024, 2, 29)]))
    shape = {"on_time": points, "due": st.just(due), "not_done": decimals(0, 2)}
    if step == "late":
        shape["late"] = decimals(0, 5)
    else:
        shape |= {"per_step": points, "step": st.just(step), "floor": decimals(0, 2)}
    near = st.integers(-3, 70).map(lambda n: due + timedelta(days=n))
    on = (days | near).map(date.isoformat) | st.just("chưa")
    cells = {"on": on} if by_date else {"days_late": st.integers(0, 400)}

    def oracle(rule, top, one):
        if one.get("on") == "chưa":
            return number(rule["not_done"])
        day = date.fromisoformat(one["on"]) if by_date else due + timedelta(one["days_late"])
        if step == "late":
            return number(rule["late"] if day > due else rule["on_time"])
        lost = started(step, due, day) * number(rule["per_step"])
        return max(number(rule["on_time"]) - lost, number(rule["floor"]))

    block = data.draw(
        blocks(st.fixed_dictionaries(shape), lambda rule: st.fixed_dictionaries(cells))
    )
    hold("deadline", block, oracle)


def test_a_deadline_says_what_every_day_is_worth():
    deadline = KIND["deadline"]
    weeks = {"on_time": 5, "per_step": 1, "step": "week", "floor": 0}
    assert harness.faults(deadline, weeks, given=("days_late",)) == []
    assert len(harness.faults(deadline, weeks, given=("on",))) == 2
    assert len(harness.faults(deadline, {**weeks, "step": "month"}, given=("days_late",))) == 1
    assert len(harness.faults(deadline, {"on_time": 5}, given=("days_late",))) == 1
    assert len(harness.faults(deadline, {"on_time": 5, "per_step": 1}, given=("days_late",))) == 2
    assert len(harness.faults(deadline, {**weeks, "late": 2}, given=("days_late",))) == 1
    assert len(harness.faults(deadline, {"on_time": 5, "late": 6}, given=("days_late",))) == 1


# ---- directions ----------------------------------------------------------------------

PROMISED = [
    pytest.param(kind, row, slot, id=f"{kind.name}-{index}-{slot.name}")
    for kind in KIND.values()
    if kind.scope == "unit" and not kind.has_parts
    for index, row in enumerate(kind.worked)
    for slot in harness.slots_of(kind, row.rule, row.max).values()
    if slot.direction and slot.name in row.given
]


@pytest.mark.parametrize(("kind", "row", "slot"), PROMISED)
def test_points_move_the_way_a_slot_promises(kind, row, slot):
    given = row.given
    if slot.type == "flag":
        given = {**given, slot.name: "false"}
        harness.assert_monotone(kind, row.rule, row.max, given, slot.name, "true")
        return
    for more in (1, 2, 7, 100):
        greater = number(given[slot.name]) + (Fraction(more, 100) if slot.type == "share" else more)
        if slot.high is not None:
            greater = min(greater, Fraction(slot.high))
        harness.assert_monotone(kind, row.rule, row.max, given, slot.name, str(greater))
