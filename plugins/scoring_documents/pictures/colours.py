"""Colours: steps of one blue, told apart by lightness, so that grey paper shows them too."""

from __future__ import annotations

from fractions import Fraction

from scoring_documents.pictures.drawing import INK, PAPER

STEPS = ("#08306b", "#2171b5", "#6baed6", "#b5d4e9", "#e3eef7")
_DARK = 2


def grade_colour(grade: int, grades: int) -> str:
    """Give the colour of a grade: the higher, the darker."""
    return STEPS[grade * (len(STEPS) - 1) // max(grades - 1, 1)]


def share_step(share: Fraction) -> int:
    """Give the step of a share of the maximum; the more, the darker."""
    return next((n for n, low in enumerate((95, 85, 70, 50)) if share * 100 >= low), 4)


def words_on(step: int) -> str:
    """Give the colour of words that can be read on a step."""
    return PAPER if step < _DARK else INK
