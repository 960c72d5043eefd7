"""Months: what the engine cannot know about streaks and the assessment period."""

from __future__ import annotations

from collections.abc import Iterator

from scoring import CriteriaSet, Criterion, Place, Problem, Severity, Sheet, State, Text


def months_of(criteria: CriteriaSet) -> int | None:
    """Count the months of the assessment period, or give None while it has no end."""
    start, end = criteria.period.start, criteria.period.to
    if end is None:
        return None
    return (end.year - start.year) * 12 + end.month - start.month + 1


def _streaks(criteria: CriteriaSet) -> Iterator[Criterion]:
    for criterion in criteria.scored:
        if criterion.rule is not None and criterion.rule.kind == "streak":
            yield criterion


def check_criteria(criteria: CriteriaSet) -> list[Problem]:
    """Give an error for each streak that the period is too short for."""
    most = months_of(criteria)
    if most is None:
        return []
    return [
        Problem(
            "TVH1",
            Severity.ERROR,
            Place(criteria.path, key=f"criterion.{one.code}.rule.asked"),
            Text(
                vi=f"tiêu chí “{one.code}” đòi {one.rule.parameters['asked']} tháng liền, "
                f"kỳ đánh giá chỉ có {most} tháng.",
                en=f"criterion “{one.code}” asks for {one.rule.parameters['asked']} months in "
                f"a row, but the period has only {most}.",
            ),
            Text(vi="Giảm asked hoặc kéo dài kỳ.", en="Lower asked, or lengthen the period."),
        )
        for one in _streaks(criteria)
        if one.rule.parameters["asked"] > most
    ]


def check_sheet(criteria: CriteriaSet, sheet: Sheet) -> list[Problem]:
    """Give an error for each list with more months than the period has."""
    most = months_of(criteria)
    problems: list[Problem] = []
    if most is None:
        return problems
    for criterion in _streaks(criteria):
        for row, entry in enumerate(sheet.lists.get(criterion.code, ())):
            if isinstance(entry, State) or len(entry) <= most:
                continue
            name = sheet.units.names[row]
            problems.append(
                Problem(
                    "TVH2",
                    Severity.ERROR,
                    Place(sheet.file, heading=criterion.code),
                    Text(
                        vi=f"{name} ghi {len(entry)} tháng ở “{criterion.code}”, "
                        f"kỳ đánh giá chỉ có {most} tháng.",
                        en=f"{name} reports {len(entry)} months for “{criterion.code}”, "
                        f"but the period has only {most}.",
                    ),
                    Text(vi="Bỏ các tháng ngoài kỳ.", en="Drop the months outside the period."),
                )
            )
    return problems
