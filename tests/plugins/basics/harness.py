"""What the engine promises a kind, in little: read a rule, stack, ask for points.

`worked_points` gives one unit's points; `block` gives those of many rules and units at
once, as the engine asks for them; `assert_laws` holds both against each other.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

import numpy as np

from scoring import (
    Band,
    Case,
    Entry,
    Interval,
    Numbers,
    Points,
    Rounding,
    RuleKind,
    Say,
    choose,
    parse_number,
)

NOT_APPLICABLE, HELD = "not-applicable", "held"
TWO_PLACES = Rounding.parse("2 half-up")
NOT_DONE = ("chưa", "not-done")
ITEM = {"not-done": 0, "done": 1, "overdue": 2}
# The engine reads these beside a rule, whatever its kind; here only those that give no points.
WHEN_ZERO = {"not_applicable_when_zero": NOT_APPLICABLE, "hold_when_zero": HELD}


def kind_by_name() -> dict[str, RuleKind]:
    from scoring_basics.rules import RULE_KINDS

    return {kind.name: kind for kind in RULE_KINDS}


# ---- reading -------------------------------------------------------------------------


def read(kind: RuleKind, rule: Mapping) -> dict:
    """Give the typed parameters of a rule table; those left out are None."""
    parameter_by_name = {parameter.name: parameter for parameter in kind.parameters}
    names = set(rule) - ({"parts"} if kind.has_parts else set()) - set(WHEN_ZERO)
    assert names <= set(parameter_by_name), f"not parameters of {kind.name}: {names}"
    missing = [p.name for p in kind.parameters if p.required and p.name not in rule]
    assert not missing, f"{kind.name} lacks {missing}"
    return {
        name: parameter.type.read(rule[name]) if name in rule else None
        for name, parameter in parameter_by_name.items()
    }


def slots_of(kind: RuleKind, rule: Mapping, maximum) -> dict:
    """Give the slots that a rule asks, by name."""
    mapping = {**read(kind, rule), "max": parse_number(maximum)}
    return {slot.name: slot for slot in kind.slots_for(mapping)}


def answered(kind: RuleKind, slots: Mapping, given: Mapping) -> frozenset:
    """Give the names of the slots answered; they must be one of the alternatives."""
    names = frozenset(name for name in given if name in slots)
    ways = [set(way) for way in kind.alternatives if set(way) <= set(slots)]
    always = set(slots) - set().union(*ways) if ways else set(slots)
    fits = [way for way in ways if always | way == names] if ways else [names == always]
    assert any(fits), f"{kind.name}: {sorted(names)} answered, of {sorted(slots)}"
    return names


def answer(slot, raw):
    """Give the exact number (or numbers) that stands for an answer."""
    if slot.type == "numbers":
        return tuple(parse_number(one) for one in raw)
    if slot.type == "flag":
        return Fraction(raw in (True, 1, "true"))
    if slot.type == "date":
        if raw in NOT_DONE:
            return Fraction(0)
        return Fraction((raw if isinstance(raw, date) else date.fromisoformat(raw)).toordinal())
    if slot.type == "option":
        return Fraction([one for one, _ in slot.options].index(raw))
    if slot.type == "item":
        return Fraction(0 if raw == "n/a" else ITEM[raw])
    return parse_number(raw)


def applies(slot, raw) -> bool:
    return not (slot.may_not_apply and raw == "n/a")


def plain_case(kind: RuleKind, rule: Mapping, maximum, given: Mapping) -> Case:
    """Give the case of one unit with plain Fractions, as `explain` gets it."""
    slots = slots_of(kind, rule, maximum)
    names = answered(kind, slots, given)
    return Case(
        {
            **read(kind, rule),
            "max": parse_number(maximum),
            "answered": names,
            "applies": {name: applies(slots[name], given[name]) for name in names},
            **{name: answer(slots[name], given[name]) for name in names},
        }
    )


def faults(kind: RuleKind, rule: Mapping, maximum="10", given: Sequence[str] = ()) -> list:
    """Give what the kind has against a rule, the slots `given` being answered."""
    if kind.check is None:
        return []
    values = {**read(kind, rule), "max": parse_number(maximum), "answered": frozenset(given)}
    return list(kind.check(Case(values)))


def reach(kind: RuleKind, rule: Mapping, maximum, given: Sequence[str] = ()):
    """Give the least and the greatest points that the kind promises for a rule."""
    values = {**read(kind, rule), "max": parse_number(maximum), "answered": frozenset(given)}
    if kind.has_parts:
        values["parts"] = tuple(
            reach(kind_by_name()[part["kind"]], _bare(part), part["max"], ())
            for part in rule["parts"]
        )
    return kind.reach(Case(values))


# ---- stacking ------------------------------------------------------------------------


def stack(values: Sequence):
    """Stack one parameter of several rules, as the engine does.

    Numbers become (criteria, 1), or a single number where the rules agree. A label is
    always taken away: no points may hang on it.
    """
    first = values[0]
    if isinstance(first, bool) or first is None or type(first) in (str, date):
        assert all(value == first for value in values), f"words differ in a block: {values}"
        return first
    if isinstance(first, Fraction):
        if all(value == first for value in values):
            return Numbers.one(first)
        return Numbers.of(values).reshape(-1, 1)
    if isinstance(first, str):
        return None  # a label; rules that differ in it are planned together
    if isinstance(first, tuple):
        assert len({len(value) for value in values}) == 1, "lists of different lengths"
        return tuple(stack(parts) for parts in zip(*values, strict=True))
    if isinstance(first, Entry):
        return Entry({name: stack([v.values[name] for v in values]) for name in first.values})
    if isinstance(first, Band):
        return Band(stack([v.interval for v in values]), stack([v.points for v in values]))
    if isinstance(first, Interval):
        return Interval(
            stack([v.low for v in values]),
            first.with_low,
            stack([v.high for v in values]),
            first.with_high,
        )
    assert all(value == first for value in values), f"values differ in a block: {values}"
    return first


def _lists(rows):
    """Stack lists of numbers: (entries, criteria, units) and the mask of those there."""
    longest = max((len(cell) for row in rows for cell in row), default=0)
    numbers, present = [], np.zeros((longest, len(rows), len(rows[0])), dtype=bool)
    for entry in range(longest):
        for c, row in enumerate(rows):
            cells = [cell[entry] if entry < len(cell) else Fraction(0) for cell in row]
            numbers.append(Numbers.of(cells))
            present[entry, c] = [entry < len(cell) for cell in row]
    if not longest:
        return Numbers(np.zeros(present.shape, dtype=np.int64)), present
    return Numbers.stack(numbers).reshape(*present.shape), present


def _bare(rule: Mapping) -> dict:
    return {key: value for key, value in rule.items() if key not in ("kind", "max")}


def _part(given: Mapping, index: int) -> dict:
    """Give the answers of one part: those whose name begins with "<number>."."""
    start = f"{index + 1}."
    return {n.removeprefix(start): v for n, v in given.items() if n.startswith(start)}


def stacked_points(kind: RuleKind, rules, maxima, givens, groups=None) -> Points:
    """Ask the kind for the points of a block; `givens[criterion][unit]`.

    For peer kinds a unit given as None does not count.
    """
    shape = len(rules), len(givens[0])
    parameters = [read(kind, rule) for rule in rules]
    values = {name: stack([one[name] for one in parameters]) for name in parameters[0]}
    values["max"] = stack([parse_number(maximum) for maximum in maxima])
    slots = [slots_of(kind, rule, maximum) for rule, maximum in zip(rules, maxima, strict=True)]
    real = [given for row in givens for given in row if given is not None]
    names = frozenset() if kind.has_parts else answered(kind, slots[0], real[0])
    values.update(answered=names, present={}, applies={})
    for name in names:
        rows = [
            [Fraction(0) if given is None else answer(here[name], given[name]) for given in row]
            for here, row in zip(slots, givens, strict=True)
        ]
        if slots[0][name].type == "numbers":
            values[name], values["present"][name] = _lists(rows)
        else:
            values[name] = Numbers.stack([Numbers.of(row) for row in rows])
        if slots[0][name].may_not_apply:
            values["applies"][name] = np.array(
                [[applies(slots[0][name], given[name]) for given in row] for row in givens]
            )
    if kind.scope == "peers":
        codes = groups or [""] * shape[1]
        order = sorted(set(codes))
        values["group"] = np.array([order.index(code) for code in codes])
        values["groups"] = len(order)
        values["counted"] = np.array([[given is not None for given in row] for row in givens])
    if kind.has_parts:
        values["parts"] = tuple(
            stacked_points(
                kind_by_name()[rules[0]["parts"][index]["kind"]],
                [_bare(rule["parts"][index]) for rule in rules],
                [rule["parts"][index]["max"] for rule in rules],
                [[_part(given, index) for given in row] for row in givens],
            )
            for index in range(len(rules[0]["parts"]))
        )
    zero = {NOT_APPLICABLE: np.zeros(shape, dtype=bool), HELD: np.zeros(shape, dtype=bool)}
    for key, outcome in WHEN_ZERO.items():
        if key in rules[0]:
            name = rules[0][key]
            assert slots[0][name].divides, f"{name} does not divide"
            is_zero = values[name] == 0
            zero[outcome] |= is_zero
            values[name] = choose(is_zero, 1, values[name])
    result = kind.points(Case(values))
    result = result if isinstance(result, Points) else Points(result)
    assert_exact(result.numbers)
    masks = [
        zero[outcome]
        if mask is None
        else zero[outcome] | np.broadcast_to(np.asarray(mask, dtype=bool), shape)
        for outcome, mask in ((NOT_APPLICABLE, result.not_applicable), (HELD, result.held))
    ]
    return Points(result.numbers.spread(shape), *masks)


def assert_exact(numbers: Numbers) -> None:
    """Integers above and below, and nowhere a binary float."""
    assert isinstance(numbers, Numbers)
    for part in (numbers.num, numbers.den):
        if isinstance(part, np.ndarray):
            assert part.dtype in (np.int16, np.int32, np.int64, object), part.dtype
            if part.dtype == object:
                assert all(isinstance(one, int | np.integer) for one in part.ravel())
        else:
            assert isinstance(part, int)


# ---- asking --------------------------------------------------------------------------


def block(kind: RuleKind, rules, maxima, givens, groups=None) -> list[list]:
    """Give the exact outcome of every cell: a Fraction, or "held", "not-applicable"."""
    points = stacked_points(kind, rules, maxima, givens, groups)
    rows = []
    for c in range(len(rules)):
        row = []
        for u in range(len(givens[0])):
            if points.held is not None and points.held[c, u]:
                row.append(HELD)
            elif points.not_applicable is not None and points.not_applicable[c, u]:
                row.append(NOT_APPLICABLE)
            else:
                row.append(points.numbers.at(c, u))
        rows.append(row)
    return rows


def one(kind: RuleKind, rule: Mapping, maximum, given: Mapping):
    """Give the exact outcome of one unit."""
    return block(kind, [rule], [maximum], [[given]])[0][0]


def told(kind: RuleKind, rule: Mapping, maximum, given: Mapping, lang: str = "vi") -> str:
    """Give the explanation of one unit."""
    if any(key in rule and not parse_number(given[rule[key]]) for key in WHEN_ZERO):
        return "a zero divisor, which the engine tells"
    case = plain_case(kind, rule, maximum, given) if not kind.has_parts else None
    if kind.has_parts:
        parts = []
        for index, part in enumerate(rule["parts"]):
            inner, answers = kind_by_name()[part["kind"]], _part(given, index)
            result = one(inner, _bare(part), part["max"], answers)
            text = told(inner, _bare(part), part["max"], answers, lang)
            parts.append((text, result if isinstance(result, Fraction) else None))
        values = {**read(kind, rule), "max": parse_number(maximum), "answered": frozenset()}
        case = Case({**values, "parts": tuple(parts)})
    return _checked(kind.explain(case, Say(lang)))


def told_among(kind: RuleKind, rule, maximum, givens, index: int, groups=None, lang="vi") -> str:
    """Give the explanation of one unit among its peers."""
    groups = groups or [""] * len(givens)
    peers = [
        plain_case(kind, rule, maximum, given)
        for given, group in zip(givens, groups, strict=True)
        if given is not None and group == groups[index]
    ]
    case = plain_case(kind, rule, maximum, givens[index])
    case.__dict__["peers"] = {
        name: [getattr(peer, name) for peer in peers] for name in case.answered
    }
    return _checked(kind.explain(case, Say(lang)))


def _checked(text: str) -> str:
    assert isinstance(text, str)
    assert text.strip(), "an empty explanation"
    assert "Fraction(" not in text, text
    assert "None" not in text, text
    return text


def rounded(outcome) -> str | Fraction:
    return TWO_PLACES.of(outcome) if isinstance(outcome, Fraction) else outcome


def expected(points: str) -> str | Fraction:
    return points if points in (HELD, NOT_APPLICABLE) else parse_number(points)


def assert_worked(kind: RuleKind, worked) -> None:
    """Hold a worked row to its word: points, checks, reach and both explanations."""
    if kind.scope == "peers":
        names = list(worked.given[0])
        assert faults(kind, worked.rule, worked.max, names) == []
        groups = list(worked.groups) or None
        row = block(kind, [worked.rule], [worked.max], [list(worked.given)], groups)[0]
        assert [rounded(outcome) for outcome in row] == [expected(p) for p in worked.points]
        for index, lang in [(i, lang) for i in range(len(row)) for lang in ("vi", "en")]:
            told_among(kind, worked.rule, worked.max, list(worked.given), index, groups, lang)
        return
    assert faults(kind, worked.rule, worked.max, list(worked.given)) == []
    outcome = one(kind, worked.rule, worked.max, worked.given)
    assert rounded(outcome) == expected(worked.points)
    if isinstance(outcome, Fraction):
        low, high = reach(kind, worked.rule, worked.max, list(worked.given))
        assert low <= outcome <= high
    for lang in ("vi", "en"):
        told(kind, worked.rule, worked.max, worked.given, lang)


def assert_laws(kind: RuleKind, rules, maxima, givens) -> list[list]:
    """Hold a block to the laws of a unit rule; gives its outcomes.

    A unit's points are the same alone and in the block; they are within reach; they
    are exact; and every cell can be explained in both languages.
    """
    outcomes = block(kind, rules, maxima, givens)
    for c, (rule, maximum) in enumerate(zip(rules, maxima, strict=True)):
        for u, given in enumerate(givens[c]):
            assert one(kind, rule, maximum, given) == outcomes[c][u], (rule, given)
            if isinstance(outcomes[c][u], Fraction):
                low, high = reach(kind, rule, maximum, list(given))
                assert low <= outcomes[c][u] <= high, (rule, given)
            for lang in ("vi", "en"):
                told(kind, rule, maximum, given, lang)
    return outcomes


def assert_monotone(kind: RuleKind, rule, maximum, given, name: str, greater) -> None:
    """Hold a rule to the direction of a slot: `greater` is a greater answer to it."""
    direction = slots_of(kind, rule, maximum)[name].direction
    before = one(kind, rule, maximum, given)
    after = one(kind, rule, maximum, {**given, name: greater})
    if direction is None or not isinstance(before, Fraction) or not isinstance(after, Fraction):
        return
    assert before <= after if direction == "up" else before >= after, (rule, given, name, greater)
