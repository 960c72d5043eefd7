"""Layout: the hidden marks by which a returned form is recognised, whatever its name.

Whoever writes a form and whoever reads it back agree here and nowhere else.

A form is a workbook with a guide, a worksheet a unit, and the hidden worksheet `MARKS`. On
the worksheet of a unit, column A is hidden and holds a mark a row: `UNIT_MARK` + the unit's
id in the first row, `COLUMNS_MARK` in the row whose cells name what each column is for
(`SELF`, `EVIDENCE` …; hidden too), and `QUESTION_MARK` + the name of the question in each row
with an answer. So a row may move, and a file may be renamed; a mark that is gone is told.

The hidden worksheet repeats what must be there: a row a fact (see `FACTS`), then a row a
unit, then a row a question with the row number it was written at.
"""

from __future__ import annotations

from attrs import frozen

MARKS = "_danvan"
VERSION = "1"

UNIT_MARK = "unit:"
COLUMNS_MARK = "columns"
QUESTION_MARK = "q:"

# What a column of a unit's worksheet is for. A role's own column holds its answers.
SELF, APPRAISED, COUNCIL = "self", "appraised", "council"
MARK = "mark"  # the mark of one member of the council
EVIDENCE, NOTE = "evidence", "note"
REASON = "reason"  # of the role that fills the form
DECIDED, DECIDED_REASON = "decided_grade", "decided_reason"  # as questions, in a council form

# The kinds of forms, by who fills them.
FORMS = ("self", "appraised", "council", "member")


@frozen
class FormMark:
    """What a form says of itself, hidden.

    `role` is one of `FORMS`; `set_id`, `digest` and `period` ("2026-01-01/2026-12-31") name
    the instrument; `member` is the member of the council who marks.
    """

    role: str
    set_id: str
    digest: str
    period: str
    title: str
    member: str = ""


@frozen
class UnitMark:
    """A unit of a form and the worksheet it stands on."""

    sheet: str
    id: str
    name: str
    kind: str
    group: str
    parent: str = ""


@frozen
class QuestionMark:
    """A question of a unit's worksheet and the row (from 1) it was written at."""

    sheet: str
    column: str
    row: int


FACTS = ("role", "set_id", "digest", "period", "title", "member")


def mark_rows(
    form: FormMark, units: list[UnitMark], questions: list[QuestionMark]
) -> list[tuple[str, ...]]:
    """Give the rows of the hidden worksheet."""
    rows: list[tuple[str, ...]] = [("danvan-form", VERSION)]
    rows += [("fact", name, str(getattr(form, name))) for name in FACTS]
    rows += [("unit", u.sheet, u.id, u.name, u.kind, u.group, u.parent) for u in units]
    rows += [("question", q.sheet, q.column, str(q.row)) for q in questions]
    return rows
