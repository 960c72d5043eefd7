"""The desk: everything that is known while one worksheet is drawn."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import define, field, frozen

from scoring import ROLES, UNIT_KINDS, CriteriaSet, Program, Question, RuleKind, Text, short_digest
from scoring_excel.form.dossier import Dossier
from scoring_excel.form.grid import EFFECTIVE, Grid
from scoring_excel.form.lines import Acceptance, Ask, Leaf, Line, lines_for
from scoring_excel.form.lists import Lists
from scoring_excel.form.pen import Pen
from scoring_excel.layout import SELF, QuestionMark

# Rows of the head, counted from 0; the lines follow.
SET_ROW, TITLE_ROW, UNIT_ROW, REMARK_ROW, NOTICE_ROW, SUMMARY_ROW, MARKS_ROW, HEAD_ROW = range(8)
FIRST_ROW = HEAD_ROW + 1


@frozen
class Brief:
    """What every worksheet of a form is made from."""

    program: Program
    kinds: Mapping[str, RuleKind]
    role: str
    deadline: str = ""
    member: str = ""

    @property
    def criteria(self) -> CriteriaSet:
        """The set that the form asks by."""
        return self.program.criteria

    @property
    def counted(self) -> tuple[str, ...]:
        """The roles whose answers the set counts; none where those of the unit count as well."""
        counts = self.criteria.policy.counts
        return () if counts in (None, ROLES[0]) else tuple(ROLES[ROLES.index(counts) :])

    @property
    def is_accepting(self) -> bool:
        """Tell whether a unit waits for what this role leaves blank, so that one mark accepts it."""
        return self.role in self.counted


def said_period(criteria: CriteriaSet) -> str:
    """Say the period of a set: “từ 01/01/2026 đến 31/12/2026”."""
    period = criteria.period
    end = f" đến {period.to:%d/%m/%Y}" if period.to is not None else ""
    return f"từ {period.start:%d/%m/%Y}{end}"


def said_kind(kind: str) -> str:
    """Say the kind of a unit in Vietnamese."""
    said = UNIT_KINDS.get(kind, Text.same(kind)).vi
    return said[:1].upper() + said[1:]


def footer(criteria: CriteriaSet, name: str) -> str:
    """Give the foot of every page: the set with 16 digits of its digest, the page, the unit."""
    digest = short_digest(criteria.digest)
    left, right = (text.replace("&", "&&")[:50].rstrip("&") for text in (criteria.id, name))
    # The blank after the size keeps a text that begins with a digit out of it.
    font = '&"Times New Roman,Regular"&9 '
    return f"&L{font}{left} · {digest}&C{font}Trang &P/&N&R{font}{right}"


@define
class Desk:
    """One worksheet being drawn: what it is made from, and where things stand on it.

    `inputs` says in which cell each question of this form is answered; `effective` where
    the answer stands that counts so far, for the provisional score.
    """

    pen: Pen
    brief: Brief
    dossier: Dossier
    lists: Lists
    grid: Grid = field(init=False)
    lines: list[Line] = field(init=False)
    inputs: dict[str, str] = field(init=False)
    effective: dict[str, str] = field(init=False)
    questions: list[QuestionMark] = field(factory=list)

    def __attrs_post_init__(self) -> None:
        self.grid = Grid(self.brief.role)
        self.lines = [Acceptance()] if self.brief.is_accepting else []
        self.lines += lines_for(self.brief.program, self.dossier.unit.kind)
        row_by_column = {
            line.question.column: row
            for row, line in self.numbered()
            if isinstance(line, Leaf | Ask)
            and line.question is not None
            and self.grid.asks(line.question)
        }
        counted = SELF if self.brief.role == SELF else EFFECTIVE
        self.inputs = {
            column: self.grid.cell(self.brief.role, row) for column, row in row_by_column.items()
        }
        self.effective = {
            column: self.grid.cell(counted, row) for column, row in row_by_column.items()
        }

    @property
    def acceptance(self) -> str:
        """The cell of an accepting form where a role says that it has seen all."""
        return self.grid.cell(self.brief.role, FIRST_ROW)

    def numbered(self) -> list[tuple[int, Line]]:
        """Give the lines with the rows they stand in."""
        return list(enumerate(self.lines, FIRST_ROW))

    @property
    def end(self) -> int:
        """The first row below the lines."""
        return FIRST_ROW + len(self.lines)

    def stretch(self, name: str) -> str:
        """Give the cells of a column from the first line to the last."""
        return f"{self.grid.cell(name, FIRST_ROW)}:{self.grid.cell(name, self.end - 1)}"

    def ask(self, question: Question, row: int, mark: str) -> None:
        """Mark a row as that of a question."""
        self.pen.mark(row, 0, mark + question.column)
        self.questions.append(QuestionMark(self.pen.name, question.column, row + 1))
