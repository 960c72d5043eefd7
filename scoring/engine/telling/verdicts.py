"""Tell the verdicts: remarks, the state, the grade with its gates and quotas, the rank."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from scoring.engine.stages.gates import CLOSED
from scoring.engine.stages.quotas import AWAITS_VOTE, HAS_PLACE, NO_PLACE, VOTED_TOO_MANY
from scoring.engine.tell import (
    UNIT_STATE_SAID,
    say_cites,
    say_condition,
    say_remark,
    why_unmet,
)
from scoring.engine.telling.dossier import Dossier
from scoring.engine.why import judge_of, why_not_higher, why_not_scored
from scoring.model.columns import Numbers
from scoring.model.criteria import Grade
from scoring.model.explanation import Step
from scoring.model.result import NO_GRADE, UnitState
from scoring.model.text import Text

_PLACE_SAID = {
    HAS_PLACE: Text(vi="trong chỉ tiêu", en="within the quota"),
    NO_PLACE: Text(
        vi="ngoài chỉ tiêu, xuống hạng kế tiếp",
        en="beyond the quota, falls to the next grade",
    ),
    AWAITS_VOTE: Text(
        vi="bằng nhau ngay vạch, chờ bỏ phiếu",
        en="tied across the line, waits for a vote",
    ),
    VOTED_TOO_MANY: Text(
        vi="số đơn vị được bầu vượt số chỗ, chờ bỏ phiếu lại",
        en="more were voted in than there are places, waits for another vote",
    ),
}


def tell_verdicts(dossier: Dossier) -> Iterator[Step]:
    """Tell what became of the total, in the order in which it was decided."""
    yield from _tell_remarks(dossier)
    state = dossier.result.state(dossier.row)
    if state != "scored":
        yield Step(
            kind="state",
            label=UNIT_STATE_SAID[state],
            inputs=tuple(why_not_scored(dossier.result, dossier.row)),
        )
    band = int(dossier.result.codes("grade:band")[dossier.row])
    if band != NO_GRADE and state != "unclassified":
        yield from _tell_band(dossier, dossier.criteria.grades[band])
        yield from _tell_gates(dossier)
        yield from _tell_places(dossier)
        yield from _tell_decision(dossier)
        yield from _tell_grade(dossier)
    yield from _tell_rank(dossier)


def _tell_remarks(dossier: Dossier) -> Iterator[Step]:
    """Tell what was put into words about all of it; the rest stands beside its answer."""
    for remark in dossier.remarks:
        if not remark.about:
            yield Step(kind="remark", label=say_remark(remark), note=Text.same(remark.text))


# ---- the grade -------------------------------------------------------------------------------


def _tell_band(dossier: Dossier, grade: Grade) -> Iterator[Step]:
    """Tell the grade that the total gives, and what else that grade needs."""
    yield Step(
        kind="grade",
        label=Text(vi=f"Theo tổng điểm: {grade.title}", en=f"By the total: {grade.title}"),
        arithmetic=grade.totals.said(grade.share),
    )
    if grade.needs is not None:
        unmet = tuple(why_unmet(grade.needs, judge_of(dossier.result, dossier.row)))
        said = say_condition(grade.needs, dossier.criteria)
        yield Step(
            kind="grade",
            label=Text(vi="Điều kiện kèm theo: ", en="What it needs: ") + said,
            note=Text(vi="chưa đạt", en="not met") if unmet else Text(vi="đạt", en="met"),
            inputs=unmet,
        )


def _tell_gates(dossier: Dossier) -> Iterator[Step]:
    for gate in dossier.criteria.gates:
        column = dossier.result.columns.get(f"gate:{gate.id}")
        if column is None or isinstance(column, Numbers) or int(column[dossier.row]) != CLOSED:
            continue
        yield Step(
            kind="gate",
            label=Text(vi="Điều kiện chặn: ", en="Gate: ") + gate.title,
            arithmetic=say_condition(gate.when, dossier.criteria),
            source=tuple(say_cites(gate.basis, dossier.criteria)),
        )


def _tell_places(dossier: Dossier) -> Iterator[Step]:
    criteria = dossier.criteria
    for quota in criteria.quotas:
        place = int(dossier.result.codes(f"place:{quota.grade}")[dossier.row])
        if place in _PLACE_SAID:
            title = criteria.grades[criteria.grade_index(quota.grade)].title
            yield Step(
                kind="quota",
                label=Text(vi=f"Chỉ tiêu “{title}”", en=f"Quota of “{title}”"),
                note=_PLACE_SAID[place],
            )


def _tell_decision(dossier: Dossier) -> Iterator[Step]:
    decided = dossier.result.sheet.decided.get(dossier.unit.id)
    if decided is not None:
        grade, reason = decided
        title = dossier.criteria.grades[dossier.criteria.grade_index(grade)].title
        yield Step(
            kind="grade",
            label=Text(vi=f"Hội đồng quyết định: {title}", en=f"Decided by the council: {title}"),
            note=Text.same(reason),
        )


def _tell_grade(dossier: Dossier) -> Iterator[Step]:
    """Tell the grade in the end, and what keeps the unit from a higher one."""
    final = int(dossier.result.codes("grade")[dossier.row])
    if final != NO_GRADE:
        title = dossier.criteria.grades[final].title
        yield Step(
            kind="grade",
            label=Text(vi=f"Xếp loại: {title}", en=f"Grade: {title}"),
            inputs=tuple(why_not_higher(dossier.result, dossier.row)),
        )


# ---- the rank --------------------------------------------------------------------------------


def _tell_rank(dossier: Dossier) -> Iterator[Step]:
    result, row = dossier.result, dossier.row
    rank = result.rank(row)
    if rank is None:
        return
    within = dossier.criteria.ranking.within == "group"
    ranked = result.codes("state") == UnitState.SCORED
    if within:
        ranked = ranked & (result.units.groups.codes == result.units.groups.codes[row])
    tied = np.nonzero(ranked & (result.codes("rank") == rank))[0].tolist()
    same = [result.units.names[other] for other in tied if other != row]
    count = int(np.count_nonzero(ranked))
    where = Text.same(dossier.unit.group) if within else Text(vi="tất cả đơn vị", en="all units")
    yield Step(
        kind="rank",
        label=Text(vi=f"Hạng {rank} trên {count} ", en=f"Rank {rank} of {count} ")
        + Text(vi="trong ", en="in ")
        + where,
        note=_tell_shared(dossier, same) if same else None,
    )


def _tell_shared(dossier: Dossier, names: list[str]) -> Text:
    named = ", ".join(sorted(names))
    vote = dossier.criteria.ranking.tied == "vote"
    return Text(
        vi=f"đồng hạng với {named}" + (": hội đồng bỏ phiếu" if vote else ""),
        en=f"shared with {named}" + (": the council votes" if vote else ""),
    )
