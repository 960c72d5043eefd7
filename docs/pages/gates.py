"""The page of gates: their kinds, the language of conditions, tie-breakers, quotas."""

from __future__ import annotations

from collections.abc import Iterator

from pages.grid import both, choices, code, keys_table, table
from scoring import Registry
from scoring.engine import format as shape
from scoring.model import criteria as words
from scoring.plugin.parameters import EDGE_KEYS

INTRODUCTION = """\
# Gates, grades, quotas, ranking

After the total come the verdicts, in this order: the ladder of grades; gates, which limit the
grade by a fact whatever the total; quotas, which limit how many may hold a grade; ranks.

*Sau tổng điểm là xếp loại theo thang, rồi các điều kiện chặn, rồi chỉ tiêu tỷ lệ, rồi xếp hạng.*
"""

_TAKES = {
    "grade": "the id of a grade",
    "steps": "how many grades, from 1",
    "true": "`true`",
    "link": '`"parent"` or `"component"`',
}

# What each key of a condition says, with the keys it goes together with.
CONDITIONS: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (
        ("criterion", "points"),
        '{ criterion = "5.1", points = { at_most = 0 } }',
        "the points of a criterion, a part, a bonus or a deduction lie in the interval",
    ),
    (
        ("criterion", "share"),
        '{ criterion = "2", share = { below = "50%" } }',
        "the points, as a share of the maximum, lie in the interval",
    ),
    (
        ("criterion", "state"),
        '{ criterion = "3.2", state = "missing" }',
        "the criterion is `missing`, `not-applicable` or `held`",
    ),
    (
        ("field", "is"),
        '{ field = "head_disciplined", is = true }',
        "a yes/no field is as said, or an option field holds this choice",
    ),
    (
        ("field", "value"),
        '{ field = "complaints", value = { more_than = 3 } }',
        "the number in a field lies in the interval",
    ),
    (
        ("field", "state"),
        '{ field = "complaints", state = "missing" }',
        "the field is `missing` or `not-applicable`",
    ),
    (("total",), "{ total = { at_least = 80 } }", "the total lies in the interval"),
    (("bonus",), "{ bonus = { more_than = 0 } }", "the bonus points lie in the interval"),
    (("deduction",), "{ deduction = { more_than = 5 } }", "the deducted points lie in it"),
    (
        ("every_part",),
        '{ every_part = { at_least = "50%" } }',
        "every part that applies has this share of its maximum",
    ),
    (
        ("some_part",),
        '{ some_part = { below = "50%" } }',
        "at least one part that applies has this share of its maximum",
    ),
    (
        ("linked",),
        '{ linked = "component" }',
        "the unit has a parent, or a unit that belongs to it, in the sheet",
    ),
    (
        ("linked", "graded"),
        '{ linked = "parent", graded = "yeu" }',
        "a linked unit is graded so or lower",
    ),
    (
        ("linked", "kind"),
        '{ linked = "component", kind = "agency" }',
        "only linked units of this kind are looked at; goes with `graded` too",
    ),
    (("all",), "{ all = [ …, … ] }", "every one of the conditions holds"),
    (("any",), "{ any = [ …, … ] }", "at least one of them holds"),
    (("not",), "{ not = { … } }", "the condition does not hold"),
)


def page(registry: Registry) -> str:
    """Give the text of the page."""
    untold = set(shape.CONDITION_KEYS) ^ {key for keys, _, _ in CONDITIONS for key in keys}
    assert not untold, f"the page and the reader differ in {sorted(untold)}"
    return "\n".join(
        [
            *INTRODUCTION.split("\n"),
            *_grades(),
            "",
            *_gates(registry),
            "",
            *_conditions(),
            "",
            *_quotas(),
            "",
            *_ranking(registry),
            "",
        ]
    )


def _grades() -> Iterator[str]:
    yield "## Grades: `[[grade]]`"
    yield ""
    yield "From the highest down; each takes the totals below the one before. The lowest has neither"
    yield '`from` nor `above` and takes everything else. `from = "90%"` is a share of the maximum'
    yield "that applies to the unit. Only one way may be used in a ladder. A unit that lacks what a"
    yield "grade `needs` falls to the next one; the lowest grade needs nothing."
    yield ""
    yield from keys_table(shape.GRADE)


def _gates(registry: Registry) -> Iterator[str]:
    yield "## Gates: `[[gate]]`"
    yield ""
    yield "A gate never raises a grade. Where an answer it looks at is missing, the unit is held"
    yield "until somebody answers: a gate that may have closed is not taken as open."
    yield ""
    yield from keys_table(shape.GATE)
    yield ""
    yield "`effect = { … }` has exactly one of these keys:"
    yield ""
    yield from table(
        ("effect", "takes", "", "what it does"),
        (
            (code(kind.name), _TAKES[kind.takes], both(kind.title), kind.said("…").en)
            for kind in registry.gate_kinds.values()
        ),
    )


def _conditions() -> Iterator[str]:
    yield "## Conditions"
    yield ""
    yield "`when` of a gate and `needs` of a grade are conditions:"
    yield ""
    yield from table(
        ("condition", "holds when"), ((code(example), said) for _, example, said in CONDITIONS)
    )
    yield ""
    yield f"An interval has edges: {choices(EDGE_KEYS)}, one on each side, or `equals` alone."


def _quotas() -> Iterator[str]:
    yield "## Quotas: `[quota.GRADE]`"
    yield ""
    yield "At most a share of some number of units may hold the grade; those without a place fall to"
    yield 'the next one. Places go by rank within the group; with `within = "all"`, among all.'
    yield ""
    yield from keys_table(shape.QUOTA)
    yield ""
    yield from table(
        ("tie_on_line", "what a tie across the last place does"),
        (
            (code("exclude"), "none of the tied gets a place"),
            (code("include"), "all of them do, unless that passes `upper`"),
            (
                code("vote"),
                "they are held until the council has decided (`decided_grade` in the sheet)",
            ),
        ),
    )
    assert words.TIES_ON_LINE == ("exclude", "include", "vote")


def _ranking(registry: Registry) -> Iterator[str]:
    yield "## Ranking: `[rank]`"
    yield ""
    yield "Only units that are scored have a rank; the order of rows or ids never decides one."
    yield ""
    yield from keys_table(shape.RANK)
    yield ""
    yield from table(
        ("method", "two units tied for second"),
        (
            (code("competition"), "1, 2, 2, 4"),
            (code("dense"), "1, 2, 2, 3"),
            (code("ordinal"), "no number twice: what remains tied goes to a vote"),
        ),
    )
    assert words.RANK_METHODS == ("competition", "dense", "ordinal")
    yield ""
    yield '`tie_breakers = [{ kind = "…" }, …]` split equal totals, one after the other:'
    yield ""
    yield from table(
        ("kind", "", "keys"),
        (
            (
                code(one.name),
                both(one.title),
                ", ".join(f"{code(p.name)}: {both(p.said)}" for p in one.parameters) or "–",
            )
            for one in registry.tie_breakers.values()
        ),
    )
