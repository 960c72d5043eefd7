"""Write docs/why/mutations.md: the table, and every survivor with the reason it may stay."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from attrs import frozen

from tests.mutation.mutate import Mutant
from tests.mutation.trial import Trial

# How much of a long line is shown on either side of the change.
AROUND = 70

PAGE = Path(__file__).parents[2] / "docs" / "why" / "mutations.md"


@frozen
class Reason:
    """Why some mutants survive: which sets and lines, whether they matter, and why."""

    sets: str
    before: str
    after: str
    verdict: str
    why: str

    def fits(self, name: str, mutant: Mutant) -> bool:
        """Tell whether this is the reason of a survivor."""
        return all(
            re.search(pattern, text) is not None
            for pattern, text in (
                (self.sets, name),
                (self.before, mutant.before),
                (self.after, mutant.after),
            )
        )


REASONS = (
    Reason(
        "",
        r"^(overdue|not_applicable|late|exceeded|poor) = \{ ask",
        "^$",
        "harmless",
        "The kind asks for this slot in words of its own when the set gives none; only the "
        "wording of the question changes, no number.",
    ),
    Reason(
        "",
        "^small_group = .*under = 5",
        "under = 6",
        "harmless",
        "Five units at 20 % rounded down are one place, and the small group has one place too.",
    ),
    Reason(
        "",
        '^share = "20%"',
        "21%",
        "undecided",
        "20 % and 21 %, rounded down, first differ in a group of 24 (4 and 5 places); "
        "the groups of this set are smaller.",
    ),
    Reason(
        "",
        "^when = .*criterion = .*points = . at_most = 0",
        "at_most = 1",
        "harmless",
        "The rule gives 0 or at least 4 points; nothing lies above 0 and up to 1.",
    ),
    Reason(
        "",
        "^depends_on = .*more_than = 0",
        "more_than = 1",
        "harmless",
        "The rule it depends on gives 0, 4 or 6 points; nothing lies above 0 and up to 1.",
    ),
    Reason(
        "^hcm-q11-2023$",
        "deduction = . at_most = 0",
        "deduction = . at_most = 1",
        "harmless",
        "Deductions are taken 2 or 5 points at a time, so nobody loses 1 point.",
    ),
    Reason(
        "",
        '^when = .*criterion = .*share = . below = "50%" . .$',
        "51%",
        "undecided",
        "No unit of the set has a share from 50 % up to 51 % there.",
    ),
    Reason(
        "^hue-36-2022$",
        "^(clamp|deduction_cap) = ",
        "",
        "undecided",
        "None of the 36 units passes 100 points, nor loses more than 5, and the demo keeps "
        "exactly these units.",
    ),
    Reason(
        "^hue-36-2022$",
        "",
        "",
        "undecided",
        "The demo keeps exactly its 36 units, none of which stands on this edge. Grades, needs "
        "and a quota in the same words are pinned by units on the edge in hn-13p-2018 and "
        "hcm-q11-2023.",
    ),
    Reason(
        "^hcm-tanbinh-2023$",
        "^needs = .*70%",
        "^$",
        "undecided",
        "The unit that misses the needs stands behind one that takes the only place, so the "
        "quota gives it the same grade.",
    ),
    Reason(
        "",
        "^from = 50",
        "from = 51",
        "undecided",
        "No unit of the set has a total from 50 up to 51; the higher edges are pinned.",
    ),
    Reason(
        "",
        '^. kind = "criterion", of = ',
        "",
        "undecided",
        "No two units of the set tie up to this step and differ in the one criterion alone.",
    ),
    Reason(
        "^tcpl-25-2021$",
        "^needs = ",
        "51%",
        "undecided",
        "No unit of the set that is otherwise good enough has a part from 50 % up to 51 %.",
    ),
    Reason(
        "^nd-233-2026$",
        "^. total = . at_least = (70, below = 90|50, below = 70)",
        "below = (91|71)",
        "harmless",
        "Who meets this gate from its upper edge on meets the gate of the next grade too, which "
        "looks at the same criteria and more, and also asks the council.",
    ),
    Reason(
        "^nd-233-2026$",
        "share = . below = .70%.|II.1.c",
        "71%|at_most = 1",
        "undecided",
        "No unit that the gate’s other conditions hit has a share from 70 % up to 71 %, or "
        "points above 0 and up to 1, there.",
    ),
)

HEAD = """\
# Mutants: does anything notice a wrong number?

A criteria set is checked as a program is: one number is changed, one line dropped, two steps
of a ladder swapped, and `danvan check` must find something: a warning of the linter, an
example that no longer holds, a unit that no longer gets what `expected.csv` says. A mutant
that nothing notices is a number that could be wrong in a council's file without anybody
seeing it.

`python -m tests.mutation --write` makes this page from a whole run; a seeded sample runs with
the tests (`tests/mutation/`). Texts that are only shown (titles, questions' units, sources)
are not changed. What was done about the survivors of the first run (13 in 100): lints that
reason (ends of the clamp, caps, marks), examples at every step of a ladder, at zero divisors
and at the last day that counts, and units exactly on the edges of grades and needs, with
results worked out in fractions by a program that knows nothing of the engine.
"""


def reason_of(name: str, mutant: Mutant) -> Reason | None:
    """Give the first reason that fits a survivor."""
    return next((one for one in REASONS if one.fits(name, mutant)), None)


def write_page(trial: Trial, day: date, seconds: int) -> None:
    """Write the page of a whole run."""
    PAGE.write_text("\n".join(_lines(trial, day, seconds)) + "\n", encoding="utf-8")


def _lines(trial: Trial, day: date, seconds: int) -> Iterator[str]:
    left_by_set = Counter(name for name, _ in trial.survivors)
    yield HEAD
    yield f"Measured on {day.isoformat()}, in {seconds} seconds on a shared machine:"
    yield ""
    yield "| set | mutants | caught | left | caught of 100 |"
    yield "|---|---:|---:|---:|---:|"
    for name, tried in sorted(trial.tried_by_set.items()):
        yield _row(name, tried, left_by_set[name])
    yield _row("**all**", trial.tried, len(trial.survivors))
    yield ""
    for kind, tried in sorted(trial.tried_by_kind.items()):
        yield f"* {kind}: {trial.caught_by_kind[kind]} of {tried}"
    for verdict, title in (
        ("harmless", "Survivors that change nothing"),
        ("undecided", "Survivors that the sets' units do not decide"),
    ):
        yield ""
        yield f"## {title}"
        for one in REASONS:
            if one.verdict == verdict:
                yield from _survivors(one, trial)
    rest = [(name, m) for name, m in trial.survivors if reason_of(name, m) is None]
    if rest:
        yield ""
        yield "## Survivors without a reason yet"
        yield ""
        yield from (_told(name, mutant) for name, mutant in rest)


def _row(name: str, tried: int, left: int) -> str:
    # Tenths, cut and not rounded, so that 100 means all.
    tenths = 1000 * (tried - left) // tried
    return f"| {name} | {tried} | {tried - left} | {left} | {tenths // 10}.{tenths % 10} |"


def _survivors(reason: Reason, trial: Trial) -> Iterator[str]:
    mine = [(name, m) for name, m in trial.survivors if reason_of(name, m) is reason]
    if mine:
        yield ""
        yield reason.why
        yield ""
        yield from (_told(name, mutant) for name, mutant in mine)


def _told(name: str, mutant: Mutant) -> str:
    before, after = mutant.before, mutant.after
    if not after:
        return f"* `{name}`: without `{before}`"
    same = next(
        (at for at, (one, two) in enumerate(zip(before, after, strict=False)) if one != two), 0
    )
    start, end = max(same - AROUND, 0), same + AROUND
    ends = [
        ("…" if start else "") + text[start:end] + ("…" if len(text) > end else "")
        for text in (before, after)
    ]
    return f"* `{name}`: `{ends[0]}` → `{ends[1]}`"
