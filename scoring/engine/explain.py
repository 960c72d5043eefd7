"""Explain: why one unit has its points, its total, its grade and its rank.

Nothing is computed a second way: the stages run again on the one unit, keeping what
stands in between, and each rule kind puts the unit's numbers into its own arithmetic.
"""

from __future__ import annotations

from scoring.engine.telling.dossier import open_dossier
from scoring.engine.telling.totals import tell_total
from scoring.engine.telling.verdicts import tell_verdicts
from scoring.model.errors import UnknownNameError
from scoring.model.explanation import Explanation, Step
from scoring.model.result import Result
from scoring.model.text import Text


def explain(result: Result, row: int) -> Explanation:
    """Give the explanation of the unit in a row of the result.

    The result must have been run with its points kept. Raises `UnknownNameError` if
    there is no such row.
    """
    if not 0 <= row < len(result.units):
        raise UnknownNameError(Text(vi=f"Không có dòng {row}.", en=f"There is no row {row}."))
    dossier = open_dossier(result, row)
    return Explanation(
        unit=dossier.unit.id,
        name=dossier.unit.name,
        set_title=result.criteria.title,
        total=tell_total(dossier),
        verdicts=tuple(tell_verdicts(dossier)),
    )


def explain_leaf(result: Result, row: int, code: str) -> Step:
    """Give the step of one criterion; raises `UnknownNameError`."""
    if code not in result.criteria.criterion_by_code:
        known = ", ".join(result.criteria.criterion_by_code)
        raise UnknownNameError(
            Text(
                vi=f"Không có tiêu chí “{code}”. Có: {known}.",
                en=f"There is no criterion “{code}”. Known: {known}.",
            )
        )
    total = tell_total(open_dossier(result, row))
    found = next((step for step in total.walk() if step.code == code), None)
    assert found is not None
    return found
