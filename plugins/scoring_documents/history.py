"""History: what each role said of a unit, what that would have given, and why it was changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property, lru_cache

from scoring import (
    ROLE_SAID,
    ROLES,
    Criterion,
    Layer,
    Remark,
    Result,
    Revision,
    State,
    Text,
    as_said,
    revisions,
    run,
)
from scoring_documents.standings import part_said, total_said
from scoring_documents.wording import DASH

_REMARK_SAID = {
    "reason": Text(vi="lý do", en="reason"),
    "evidence": Text(vi="minh chứng", en="evidence"),
    "note": Text(vi="ghi chú", en="note"),
}


class History:
    """The roles that spoke before the last one, and what the engine makes of their words."""

    def __init__(self, result: Result) -> None:
        self.result = result
        spoken = [role for role in ROLES if role in result.sheet.layers]
        # What the last role left standing is the result itself.
        self.roles = tuple(spoken[:-1])
        self._result_by_role: dict[str, Result] = {}

    def as_said(self, role: str) -> Result:
        """Give the result as it would be if nobody after `role` had spoken; the engine scores it."""
        if role not in self._result_by_role:
            sheet = as_said(self.result.sheet, role)
            self._result_by_role[role] = run(self.result.program, sheet, items=self.result.items)
        return self._result_by_role[role]

    def points(self, role: str, code: str | None, row: int) -> Text:
        """Write the points by the words of a role; a dash where it did not speak of a criterion."""
        if code is None or code not in self.result.criteria.criterion_by_code:
            return Text.same("")
        criterion = self.result.criteria.criterion_by_code[code]
        if criterion.rule is None:
            return Text.same("")
        if not self._speaks(role, criterion, row):
            return DASH
        return part_said(self.as_said(role), code, row)

    def total(self, role: str, row: int) -> Text:
        """Write the total by the words of a role, where it spoke of the unit at all."""
        return total_said(self.as_said(role), row) if self.has_spoken(role, row) else DASH

    def has_spoken(self, role: str, row: int) -> bool:
        """Tell whether a role said anything of a unit."""
        layer = self.result.sheet.layers.get(role)
        return layer is not None and any(
            _says(layer, name, row) for name in (*layer.columns, *layer.lists)
        )

    def shift(self, role: str, row: int) -> Fraction | None:
        """Give what later roles changed in the total; None where one of the two is open."""
        before, after = self.as_said(role).total(row), self.result.total(row)
        return None if before is None or after is None else after - before

    # ---- words ---------------------------------------------------------------------------------

    @cached_property
    def revisions(self) -> tuple[Revision, ...]:
        """Every answer that a later role changed."""
        return revisions(self.result.program, self.result.sheet)

    def revisions_of(self, row: int) -> Sequence[Revision]:
        """Give the changes of one unit."""
        return self._revisions_by_unit[self.result.units.ids[row]]

    @cached_property
    def _revisions_by_unit(self) -> Mapping[str, Sequence[Revision]]:
        found: defaultdict[str, list[Revision]] = defaultdict(list)
        for one in self.revisions:
            found[one.unit].append(one)
        return found

    @cached_property
    def _remarks_by_unit(self) -> Mapping[str, Sequence[Remark]]:
        found: defaultdict[str, list[Remark]] = defaultdict(list)
        for one in self.result.sheet.remarks:
            found[one.unit].append(one)
        return found

    def reasons(self, row: int, code: str | None) -> Iterator[Text]:
        """Say what was changed in the answers of a criterion and why, and what proves them."""
        if code is None:
            return
        columns = self._columns(code)
        for one in self.revisions_of(row):
            if one.question.column in columns:
                yield _change_said(one)
        for remark in self._remarks_by_unit[self.result.units.ids[row]]:
            if remark.about in (code, *columns) and remark.kind != "reason":
                yield _REMARK_SAID[remark.kind] + f": {remark.text}"

    def remarks(self, row: int) -> list[Text]:
        """Say what was put on record about a unit as a whole."""
        return [
            _who(remark.role) + _REMARK_SAID[remark.kind] + f": {remark.text}"
            for remark in self._remarks_by_unit[self.result.units.ids[row]]
            if not remark.about
        ]

    # ---- what belongs to a criterion -----------------------------------------------------------

    def _columns(self, code: str) -> frozenset[str]:
        """Give the questions that feed a criterion, the shared ones too."""
        criterion = self.result.criteria.criterion_by_code.get(code)
        own = {one.column for one in self.result.program.questions if one.code == code}
        return frozenset(own | (set() if criterion is None else _fields(criterion)))

    def _speaks(self, role: str, criterion: Criterion, row: int) -> bool:
        layer = self.result.sheet.layers[role]
        return any(_says(layer, column, row) for column in self._columns(criterion.code))


@lru_cache(maxsize=1)
def history_of(result: Result) -> History:
    """Give the history of a result; the engine runs once a role, however many papers ask."""
    return History(result)


def _fields(criterion: Criterion) -> set[str]:
    rule = criterion.rule
    if rule is None:
        return set()
    answers = (answer for one in (rule, *rule.parts) for answer in one.answers.values())
    return {answer.field for answer in answers if answer.field is not None}


def _says(layer: Layer, column: str, row: int) -> bool:
    if column in layer.lists:
        return layer.lists[column][row] is not State.MISSING
    found = layer.columns.get(column)
    return found is not None and found.cell(row) is not State.MISSING


def _who(role: str) -> Text:
    said = ROLE_SAID.get(role, Text.same(role))
    return said + ", " if said.vi else said


def _change_said(one: Revision) -> Text:
    """Say a change: “thẩm định: 17 → 15, vì thiếu biên bản”."""
    why = Text(vi=f", vì: {one.reason}", en=f", because: {one.reason}") if one.reason else ""
    return ROLE_SAID[one.role] + ": " + one.before + " → " + one.after + why
