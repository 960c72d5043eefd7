"""Why: what stands between a unit and a score, or a higher grade."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import evolve

from scoring.engine.conditions import Judge
from scoring.engine.frame import Frame
from scoring.engine.stages.gates import CLOSED, UNKNOWN
from scoring.engine.stages.quotas import AWAITS_VOTE, NO_PLACE, VOTED_TOO_MANY
from scoring.engine.tell import ROLE_SAID, say_points, why_unmet
from scoring.model.columns import Numbers, State
from scoring.model.criteria import ROLES
from scoring.model.result import NO_GRADE, Result
from scoring.model.text import Text

_MOST_NAMED = 6


def unit_frame(result: Result, row: int, traces: bool = False) -> Frame:
    """Give a frame of one unit with the columns of the result."""
    frame = Frame(result.sheet, row, row + 1, traces)
    frame.point_rows = result.row_by_code
    for name, column in result.columns.items():
        index: Any = (
            (slice(None), slice(row, row + 1))
            if name in ("points", "states")
            else slice(row, row + 1)
        )
        frame.add(name, column[index])
    return frame


def judge_of(result: Result, row: int) -> Judge:
    """Give a judge of conditions for one unit."""
    return Judge(result.criteria, result.row_by_code, unit_frame(result, row))


def why(result: Result, row: int) -> tuple[Text, ...]:
    """Say why a unit is not scored; or, if it is, what keeps it from a higher grade."""
    if result.state(row) == "scored":
        return tuple(why_not_higher(result, row))
    return tuple(why_not_scored(result, row))


def why_not_scored(result: Result, row: int) -> Iterator[Text]:
    """Say what is missing, held or waited for."""
    state = result.state(row)
    if state == "unclassified":
        yield from _closed(result, row, lambda code: code == CLOSED)
        if result.numbers("applicable_max").at(row) <= 0:
            yield Text(
                vi="không tiêu chí nào áp dụng cho đơn vị", en="no criterion applies to the unit"
            )
        return
    if state == "provisional":
        yield from _provisional(result, row)
        return
    states = result.codes("states")[:, row]
    hold = result.criteria.policy.missing != "zero"
    for wanted, said in (
        (State.MISSING, Text(vi="thiếu số liệu", en="answers are missing")),
        (State.HELD, Text(vi="chờ quyết định", en="held for a decision")),
    ):
        if wanted is State.MISSING and not hold:
            continue
        codes = sorted(
            code for code, index in result.row_by_code.items() if states[index] == wanted
        )
        if codes:
            named = ", ".join(codes[:_MOST_NAMED]) + (" …" if len(codes) > _MOST_NAMED else "")
            yield said + ": " + named
    for unclear in _closed(result, row, lambda code: code == UNKNOWN):
        yield Text(vi="chưa rõ: ", en="not known yet: ") + unclear
    if bool(result.codes("asked")[row]) and result.units.ids[row] not in result.sheet.decided:
        yield Text(
            vi="chờ hội đồng quyết định hạng (ghi ở decided_grade kèm lý do)",
            en="waits for the council to decide the grade (decided_grade, with its reason)",
        )
    for quota in result.criteria.quotas:
        place = int(result.codes(f"place:{quota.grade}")[row])
        title = result.criteria.grades[result.criteria.grade_index(quota.grade)].title
        if place == AWAITS_VOTE:
            yield Text(
                vi=f"bằng điểm ngay vạch chỉ tiêu “{title}”: hội đồng bỏ phiếu",
                en=f"tied across the line of the quota “{title}”: the council votes",
            )
        elif place == VOTED_TOO_MANY:
            yield Text(
                vi=f"hội đồng chọn nhiều đơn vị “{title}” hơn số chỗ còn lại: bỏ phiếu lại",
                en=f"the council chose more units for “{title}” than places are left: vote again",
            )


def _provisional(result: Result, row: int) -> Iterator[Text]:
    counts = result.criteria.policy.counts
    if counts is not None and result.sheet.roles:
        least = ROLES.index(counts)
        columns = sorted(
            name
            for name, codes in result.sheet.roles.items()
            if codes[row] < least and result.sheet.columns[name].states[row] == State.VALUE
        )
        if columns:
            named = ", ".join(columns[:_MOST_NAMED]) + (" …" if len(columns) > _MOST_NAMED else "")
            who = ROLE_SAID[counts]
            yield Text(vi=f"chưa có điểm {who.vi} cho: {named}", en=f"not yet {who.en}: {named}")
            return
    yield Text(
        vi="điểm so trong cụm còn thiếu số liệu của đơn vị khác",
        en="points within the group still wait for another unit",
    )


def _closed(result: Result, row: int, wanted: Any) -> Iterator[Text]:
    for gate in result.criteria.gates:
        column = result.columns.get(f"gate:{gate.id}")
        if column is not None and not isinstance(column, Numbers) and wanted(int(column[row])):
            yield Text.same(gate.title)


def why_not_higher(result: Result, row: int) -> Iterator[Text]:
    """Say what keeps a scored unit from the next higher grade."""
    criteria = result.criteria
    grade = int(result.codes("grade")[row])
    if grade in (0, NO_GRADE):
        return
    band = int(result.codes("grade:band")[row])
    if band == grade:
        yield _short_of(result, row, grade - 1)
        return
    judge = judge_of(result, row)
    for code in range(band, grade):
        needs = criteria.grades[code].needs
        if needs is not None:
            for reason in why_unmet(needs, judge):
                yield Text.same(f"{criteria.grades[code].title}: ") + reason
    program = result.program
    kinds = {gate.id: kind for gate, kind in program.plans["gates"].gates} if program else {}
    for gate in criteria.gates:
        column = result.columns.get(f"gate:{gate.id}")
        if column is None or isinstance(column, Numbers) or int(column[row]) != CLOSED:
            continue
        parameter = str(gate.parameter)
        if gate.parameter in [one.id for one in criteria.grades]:
            parameter = criteria.grades[criteria.grade_index(parameter)].title
        effect = kinds[gate.id].said(parameter) if gate.id in kinds else Text.same(gate.effect)
        yield Text.same(gate.title) + ": " + effect
    for quota in criteria.quotas:
        place = int(result.codes(f"place:{quota.grade}")[row])
        if place == NO_PLACE:
            title = criteria.grades[criteria.grade_index(quota.grade)].title
            yield Text(
                vi=f"hết chỉ tiêu “{title}” của cụm",
                en=f"the group’s quota of “{title}” is used up",
            )
        decided = result.sheet.decided.get(result.units.ids[row])
        if place == AWAITS_VOTE and decided is not None:
            yield Text(
                vi=f"hội đồng quyết định: {decided[1]}", en=f"decided by the council: {decided[1]}"
            )


def _short_of(result: Result, row: int, code: int) -> Text:
    """Say how far the total is from the next grade."""
    grade = result.criteria.grades[code]
    rounded = result.criteria.policy.compare == "rounded"
    found = result.numbers("total" if rounded else "exact_total").at(row)
    if grade.share:
        found = found / result.numbers("applicable_max").at(row)
    low = grade.totals.low
    assert low is not None
    edge = evolve(grade.totals, high=None).said(grade.share)
    if grade.share:
        return Text(vi=f"{grade.title} cần {edge.vi}", en=f"{grade.title} needs {edge.en}")
    gap = say_points(low - found, result.criteria.policy.total_rounding.places)
    # Above an open edge even the last grain is still needed.
    more = "" if grade.totals.with_low else " (+)"
    return Text(
        vi=f"thiếu {gap.vi}{more} điểm để đạt {grade.title} ({edge.vi})",
        en=f"{gap.en}{more} points short of {grade.title} ({edge.en})",
    )
