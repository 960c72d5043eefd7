"""Match criteria: which one of the new set each old one became."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from fractions import Fraction

from scoring.model.criteria import Criterion


def match_criteria(old: Sequence[Criterion], new: Sequence[Criterion]) -> dict[str, str]:
    """Tell which criterion of the new set each old one became."""
    found: dict[str, str] = {}
    keys: tuple[Callable[[Criterion], object], ...] = (
        lambda one: (one.code, _folded(one.title)),
        lambda one: _folded(one.title),
        lambda one: one.code,
    )
    for key in keys:
        left = [one for one in old if one.code not in found]
        right = [one for one in new if one.code not in found.values()]
        for one in left:
            alike = [other for other in right if key(other) == key(one) and _akin(one, other)]
            # A title that stands twice says nothing about which is which.
            if len(alike) == 1 and sum(key(other) == key(one) for other in left) == 1:
                found[one.code] = alike[0].code
    return found


def _akin(one: Criterion, other: Criterion) -> bool:
    """Tell whether two criteria may be one: by their titles, or by how they are marked.

    A code alone is no proof, as another criterion may have taken it over.
    """
    titles = _folded(one.title), _folded(other.title)
    if SequenceMatcher(None, *titles, autojunk=False).ratio() >= Fraction(1, 2):
        return True
    kinds = [None if rule is None else rule.kind for rule in (one.rule, other.rule)]
    return kinds[0] == kinds[1]


def _folded(title: str) -> str:
    return " ".join(title.casefold().split())
