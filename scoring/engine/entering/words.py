"""Enter what was put into words: reasons, evidence, notes, and decisions of the council."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from scoring.engine.entering.desk import Desk, Row
from scoring.engine.questions import Question
from scoring.model import catalogue
from scoring.model.criteria import ROLES
from scoring.model.sheet import REMARK_KINDS, Remark


def remark_columns(desk: Desk) -> frozenset[str]:
    """Give the headings of words about one question or criterion: “reason:1.1”."""
    about = {question.column for question in desk.program.questions}
    about |= set(desk.program.criteria.criterion_by_code)
    return frozenset(f"{kind}:{one}" for kind in REMARK_KINDS for one in about)


@frozen
class Words:
    """The remarks of a table; `reasoned` holds (row, what it is about) of every reason."""

    remarks: tuple[Remark, ...]
    reasoned: frozenset[tuple[int, str]]

    def explain(self, row: Row, question: Question) -> bool:
        """Tell whether a row says why it answers a question as it does."""
        about = ("", question.column, question.code or "")
        return any((row.index, one) in self.reasoned for one in about)


def read_words(desk: Desk, layered: Sequence[Sequence[Row]]) -> Words:
    """Give every remark of a table, in the order of units and roles."""
    headings = ["reason", *(name for name in desk.columns if ":" in name)]
    remarks: list[Remark] = []
    reasoned: set[tuple[int, str]] = set()
    for rows in layered:
        for row in rows:
            for remark in _of_row(desk, row, headings):
                remarks.append(remark)
                if remark.kind == "reason":
                    reasoned.add((row.index, remark.about))
    return Words(tuple(remarks), frozenset(reasoned))


def _of_row(desk: Desk, row: Row, headings: Sequence[str]) -> Iterator[Remark]:
    for heading in headings:
        text = desk.text(row.index, heading)
        if text:
            kind, _, about = heading.partition(":")
            yield Remark(row.unit, desk.role_said(row), text, about, kind)


def read_decisions(desk: Desk, layered: Sequence[Sequence[Row]]) -> Mapping[str, tuple[str, str]]:
    """Give the grade that the council decided for a unit, with its reason."""
    index = desk.columns.get("decided_grade")
    if index is None:
        return {}
    grades = desk.program.criteria.grades
    id_by_said = {one.title.casefold(): one.id for one in grades} | {
        one.id: one.id for one in grades
    }
    decided: dict[str, tuple[str, str]] = {}
    for row in (row for rows in layered for row in rows):
        said = desk.text(row.index, "decided_grade")
        if not said:
            continue
        place = desk.table.place(row.index, index)
        if ROLES[row.role] != "council":
            desk.add(catalogue.decided_by_other(place, row.unit, ROLES[row.role]))
            continue
        grade = id_by_said.get(said) or id_by_said.get(said.casefold())
        reason = desk.text(row.index, "decided_reason")
        if grade is None or not reason:
            title = next((one.title for one in grades if one.id == grade), said)
            desk.add(catalogue.wrong_decision(place, title, [one.title for one in grades]))
            continue
        decided[row.unit] = (grade, reason)
    return decided
