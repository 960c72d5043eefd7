"""Layout: the hidden marks by which a returned form is recognised, whatever its name.

Whoever writes a form and whoever reads it back agree here and nowhere else.

A form is a workbook with a guide, a worksheet a unit, and the hidden worksheet `MARKS`. On
the worksheet of a unit, column A is hidden and holds a mark a row: `UNIT_MARK` + the unit's
id in the first row, `COLUMNS_MARK` in the row whose cells name what each column is for
(`SELF`, `EVIDENCE` …; hidden too), and `QUESTION_MARK` + the name of the question in each row
with an answer. So a row may move, and a file may be renamed; a mark that is gone is told.

A question that stands in the form but is answered by somebody else bears `LOCKED_MARK` + its
name, so that an answer typed there by mistake is told and not passed over; its cell holds
one of the form's own words, such as “tổ thẩm định chấm”.

Where a set counts the answers of one role alone, a form of that role or a later one also
asks, as if it were a question, `ACCEPTED`: there `ALL_SEEN` says that the role has seen all
of the unit, and that what it left blank it takes as the latest role before answered it.

Of the columns only that of the form's own role is read back, with `REASON`, and in a form of
the unit with `EVIDENCE` and `NOTE`. What the roles before said stands under their own names,
to be looked at. A column or a row marked `SHOWN` holds formulas of the form: whatever
results there is passed over.

A form of a member of the council has one worksheet for all units, with a row a unit and a
column a question: column A holds `UNIT_MARK` + the unit's id in each row, and the cells of
the row `COLUMNS_MARK` hold `QUESTION_MARK` + the name of the question above its marks.

The hidden worksheet repeats what must be there: a row a fact (see `FACTS`), then a row a
unit, then a row a question, locked or not, with the row number it was written at (in a
member's form that of the row `COLUMNS_MARK`), then a row a word: each
text or number that the form itself wrote on a unit's worksheet outside the answers. Whatever
else stands there was added by a person, and is told when the form comes back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from scoring import CriteriaSet

MARKS = "_danvan"
LISTS = "_danvan_list"  # hidden as well: the choices of drop-downs, for Excel alone
VERSION = "1"

UNIT_MARK = "unit:"
COLUMNS_MARK = "columns"
QUESTION_MARK = "q:"
LOCKED_MARK = "locked:"

# What a column of a unit's worksheet is for. A role's own column holds its answers.
SELF, APPRAISED, COUNCIL = "self", "appraised", "council"
MARK = "mark"  # the mark of one member of the council
EVIDENCE, NOTE = "evidence", "note"
REASON = "reason"  # of the role that fills the form
SHOWN = "shown"  # formulas, in a column or a row
DECIDED, DECIDED_REASON = "decided_grade", "decided_reason"  # as questions, in a council form
# As a question too; no question of a set begins so.
ACCEPTED = "#accepted"
ALONE = (DECIDED, DECIDED_REASON, ACCEPTED)  # these have no reason beside them

# What an accepting form asks, and the one answer to it besides a blank.
ACCEPTED_ASK = "Đã xem hết; ô để trống là nhận như cấp trước"
ALL_SEEN = "có"

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


@frozen
class WordMark:
    """What the form itself wrote in a cell of a unit's worksheet, as a text."""

    sheet: str
    text: str


@frozen
class Marks:
    """What the hidden worksheet of a form says."""

    version: str
    form: FormMark
    units: tuple[UnitMark, ...]
    questions: tuple[QuestionMark, ...]
    words: tuple[WordMark, ...] = ()


def form_mark(criteria: CriteriaSet, role: str, member: str = "") -> FormMark:
    """Give what a form of a set says of itself; collect compares it word for word."""
    period = f"{criteria.period.start}/{criteria.period.to or ''}"
    return FormMark(role, criteria.id, criteria.digest, period, criteria.title, member)


HEAD = "danvan-form"
FACTS = ("role", "set_id", "digest", "period", "title", "member")


def mark_rows(
    form: FormMark,
    units: Sequence[UnitMark],
    questions: Sequence[QuestionMark],
    words: Sequence[WordMark] = (),
) -> list[tuple[str, ...]]:
    """Give the rows of the hidden worksheet."""
    rows: list[tuple[str, ...]] = [(HEAD, VERSION)]
    rows += [("fact", name, str(getattr(form, name))) for name in FACTS]
    rows += [("unit", u.sheet, u.id, u.name, u.kind, u.group, u.parent) for u in units]
    rows += [("question", q.sheet, q.column, str(q.row)) for q in questions]
    rows += [("word", w.sheet, w.text) for w in dict.fromkeys(words)]
    return rows


def read_marks(rows: Iterable[Sequence[str]]) -> Marks | None:
    """Give what `mark_rows` wrote, or None if the rows are no such marks.

    A row of a kind that this version does not know is passed over.
    """
    told: dict[str, list[list[str]]] = {
        HEAD: [],
        "fact": [],
        "unit": [],
        "question": [],
        "word": [],
    }
    for kind, *cells in (row for row in rows if row):
        if kind in told:
            told[kind].append([*cells, *[""] * 6][:6])
    facts = {name: said for name, said, *_ in told["fact"]}
    if not told[HEAD] or not set(FACTS) <= {*facts, "member"}:
        return None
    return Marks(
        version=told[HEAD][0][0],
        form=FormMark(**{name: facts.get(name, "") for name in FACTS}),
        units=tuple(UnitMark(*cells) for cells in told["unit"]),
        questions=tuple(
            QuestionMark(sheet, column, int(row))
            for sheet, column, row, *_ in told["question"]
            if row.isdecimal()
        ),
        words=tuple(WordMark(*cells[:2]) for cells in told["word"]),
    )
