"""Gate kinds: what a gate does to the grade of the units it hits.

Grades are codes: 0 is the highest, −1 is none. No gate raises a grade, and none gives
one to a unit that has none.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from scoring import GateKind, Text

# Functions with names of their own, so that a compiled set can be pickled.


def _lower_to(codes: Any, hit: Any, grade: Any, lowest: int) -> Any:
    """Give the grade itself to the units above it."""
    return np.where(hit & (codes >= 0) & (codes < grade), grade, codes)


def _drop(codes: Any, hit: Any, steps: Any, lowest: int) -> Any:
    return np.where(hit & (codes >= 0), np.minimum(codes + steps, lowest), codes)


def _below_linked(codes: Any, hit: Any, linked: Any, lowest: int) -> Any:
    # A linked unit without a grade (−1) is no ceiling: nothing is below it.
    return _lower_to(codes, hit, linked, lowest)


def _leave(codes: Any, hit: Any, parameter: Any, lowest: int) -> Any:
    return codes


def _unclassify(codes: Any, hit: Any, parameter: Any, lowest: int) -> Any:
    return np.where(hit, -1, codes)


def _say_ceiling(grade: str) -> Text:
    return Text(vi=f"xếp loại không quá “{grade}”", en=f"graded “{grade}” at most")


def _say_ceiling_of(link: str) -> Text:
    return Text(
        vi=f"xếp loại không cao hơn đơn vị liên quan ({link})",
        en=f"graded no higher than the linked unit ({link})",
    )


def _say_discretion(parameter: str) -> Text:
    return Text(vi="hội đồng xem xét, quyết định", en="the council considers and decides")


def _say_drop(steps: str) -> Text:
    return Text(
        vi=f"hạ {steps} bậc xếp loại",
        en=f"graded {steps} step{'' if steps == '1' else 's'} lower",
    )


def _say_force(grade: str) -> Text:
    return Text(vi=f"xếp loại “{grade}”", en=f"graded “{grade}”")


def _say_unclassified(parameter: str) -> Text:
    return Text(vi="không xếp loại", en="not classified")


GATE_KINDS: tuple[GateKind, ...] = (
    GateKind(
        name="ceiling",
        title=Text(vi="Trần xếp loại", en="Grade ceiling"),
        takes="grade",
        apply=_lower_to,
        said=_say_ceiling,
    ),
    GateKind(
        name="ceiling_of",
        title=Text(vi="Không cao hơn đơn vị liên quan", en="Not above the linked unit"),
        takes="link",
        apply=_below_linked,
        said=_say_ceiling_of,
    ),
    GateKind(
        name="discretion",
        title=Text(vi="Hội đồng quyết định", en="Left to the council"),
        takes="true",
        apply=_leave,
        said=_say_discretion,
        asks_council=True,
    ),
    GateKind(
        name="drop",
        title=Text(vi="Hạ bậc xếp loại", en="Grade drop"),
        takes="steps",
        apply=_drop,
        said=_say_drop,
    ),
    GateKind(
        name="force",
        title=Text(vi="Ấn định xếp loại", en="Forced grade"),
        takes="grade",
        apply=_lower_to,
        said=_say_force,
    ),
    GateKind(
        name="unclassified",
        title=Text(vi="Không xếp loại", en="Not classified"),
        takes="true",
        apply=_unclassify,
        said=_say_unclassified,
    ),
)
