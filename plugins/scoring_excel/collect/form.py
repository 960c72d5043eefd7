"""Find a form in a workbook by its hidden marks, and tell each mark that is gone or too many.

A row may have moved and a file may be renamed: only the marks count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from attrs import define, field, frozen

from scoring import (
    CriteriaSet,
    Place,
    Problem,
    Program,
    short_digest,
)
from scoring_excel.collect.book import Book, Page
from scoring_excel.layout import (
    ACCEPTED,
    ACCEPTED_ASK,
    COLUMNS_MARK,
    FORMS,
    HEAD,
    LOCKED_MARK,
    QUESTION_MARK,
    SHOWN,
    UNIT_MARK,
    VERSION,
    FormMark,
    Marks,
    QuestionMark,
    UnitMark,
    form_mark,
    read_marks,
)
from scoring_excel.problems import (
    columns_lost,
    newer_form,
    no_form,
    other_edition,
    other_period,
    other_set,
    row_lost,
    row_twice,
    unit_on_two_sheets,
    unit_sheet_lost,
    unknown_mark,
)

MEMBER = "member"
# In which role the answers of a form are entered.
ROLE_OF_FORM = {"self": "self", "appraised": "appraised", "council": "council", MEMBER: "council"}
_MARK_WIDTH = 8


@frozen
class Answer:
    """Where a question is answered: the row and the column; locked, if by somebody else."""

    row: int
    column: int
    is_locked: bool = False


@define
class UnitPage:
    """What the form asks of one unit: a worksheet of its own, or a row of a member's form.

    `columns` tells what each column is for, `shown` which hold formulas of the form.
    """

    unit: UnitMark
    page: Page
    row: int
    answers: dict[str, Answer] = field(factory=dict)
    columns: dict[str, int] = field(factory=dict)
    shown: set[int] = field(factory=set)


@define(slots=False)
class Form:
    """A form that came back: who fills it, its units, and what is wrong with its marks.

    `problems` holds (unit, problem); a problem of the whole form is every unit's.
    """

    file: str
    marks: Marks
    units: list[UnitPage] = field(factory=list)
    problems: list[tuple[str, Problem]] = field(factory=list)

    @property
    def mark(self) -> FormMark:
        """What the form says of itself."""
        return self.marks.form

    @property
    def role(self) -> str:
        """The role in which its answers are entered."""
        return ROLE_OF_FORM[self.mark.role]

    def is_faulty(self, unit: str) -> bool:
        """Tell whether the marks of a unit are wrong, so that its answers cannot be trusted."""
        return any(one == unit and problem.is_error for one, problem in self.problems)

    @cached_property
    def words(self) -> frozenset[str]:
        """The texts that the form itself wrote, outside its answers."""
        return frozenset(word.text.strip() for word in self.marks.words)


def read_form(book: Book, program: Program) -> Form | Problem:
    """Give the form in a workbook, or the one problem why it is none of this set."""
    place = Place(book.file)
    marks = next((found for page in book.pages if (found := _marks(page))), None)
    if marks is None or marks.form.role not in FORMS:
        return no_form(place)
    if marks.version != VERSION:
        return newer_form(place, marks.version)
    stranger = _stranger(place, marks.form, program.criteria)
    if stranger is not None:
        return stranger
    form = Form(book.file, marks)
    asks = {question.column: question.ask for question in program.questions}
    _Search(form, book, {**asks, ACCEPTED: ACCEPTED_ASK}).run()
    return form


def _marks(page: Page) -> Marks | None:
    if page.text(1, 1) != HEAD:
        return None
    last = max(row for row, _ in page.cells)
    return read_marks(
        [page.text(row, column) for column in range(1, _MARK_WIDTH + 1)]
        for row in range(1, last + 1)
    )


def _stranger(place: Place, found: FormMark, criteria: CriteriaSet) -> Problem | None:
    wanted = form_mark(criteria, found.role)
    if found.set_id != wanted.set_id:
        return other_set(place, found.set_id, wanted.set_id)
    if found.period != wanted.period:
        return other_period(place, found.period, wanted.period)
    if found.digest != wanted.digest:
        return other_edition(place, short_digest(found.digest), short_digest(wanted.digest))
    return None


@define
class _Search:
    """One search for the marks of a form."""

    form: Form
    book: Book
    asks: Mapping[str, str]

    def run(self) -> None:
        pages = [page for page in self.book.pages if page.text(1, 1) != HEAD]
        if self.form.mark.role == MEMBER:
            for page in pages:
                self._member_page(page)
        else:
            for page in pages:
                self._unit_page(page)
        self._lost_units()

    def _add(self, unit: str, problem: Problem) -> None:
        self.form.problems.append((unit, problem))

    def _unit(self, page: Page, row: int) -> UnitMark | None:
        """Give the unit that a mark in column A names; None if the form has no such unit."""
        id_ = page.text(row, 1).removeprefix(UNIT_MARK)
        return next((unit for unit in self.form.marks.units if unit.id == id_), None)

    def _found(self, page: Page, unit: UnitMark, row: int) -> UnitPage | None:
        """Note the place of a unit, unless it has one already."""
        before = next((one for one in self.form.units if one.unit.id == unit.id), None)
        if before is None:
            self.form.units.append(UnitPage(unit, page, row))
            return self.form.units[-1]
        place = page.place(self.form.file, row)
        if before.page is page:
            self._add(unit.id, row_twice(place, unit.id, before.row))
        else:
            names = before.page.name, page.name
            self._add(unit.id, unit_on_two_sheets(page.place(self.form.file), unit.id, *names))
        return None

    # ---- a worksheet a unit --------------------------------------------------------------

    def _unit_page(self, page: Page) -> None:
        marks = dict(_marks_of_rows(page))
        row = next((row for row, mark in marks.items() if mark.startswith(UNIT_MARK)), None)
        unit = None if row is None else self._unit(page, row)
        if row is None or unit is None:
            return
        found = self._found(page, unit, row)
        if found is None:
            return
        del marks[row]
        self._columns(found, marks)
        for one, mark in marks.items():
            self._row(found, one, mark)
        self._lost_rows(found)

    def _columns(self, found: UnitPage, marks: dict[int, str]) -> None:
        row = next((row for row, mark in marks.items() if mark == COLUMNS_MARK), None)
        if row is not None:
            del marks[row]
            for (one, column), cell in found.page.cells.items():
                if one == row and cell.text == SHOWN:
                    found.shown.add(column)
                elif one == row and column > 1:
                    found.columns.setdefault(cell.text, column)
        if self.form.mark.role not in found.columns:
            place = found.page.place(self.form.file)
            self._add(found.unit.id, columns_lost(place, self.form.mark.role))

    def _row(self, found: UnitPage, row: int, mark: str) -> None:
        if mark == SHOWN:
            return
        is_locked = mark.startswith(LOCKED_MARK)
        question = mark.removeprefix(LOCKED_MARK if is_locked else QUESTION_MARK)
        place = found.page.place(self.form.file, row, 1)
        if question == mark or question not in self._asked(found.unit):
            self._add(found.unit.id, unknown_mark(place, mark))
        elif question in found.answers:
            self._add(found.unit.id, row_twice(place, question, found.answers[question].row))
        else:
            column = found.columns.get(self.form.mark.role, 0)
            found.answers[question] = Answer(row, column, is_locked)

    def _asked(self, unit: UnitMark) -> dict[str, QuestionMark]:
        """Give the questions that the form had for a unit when it went out."""
        return {one.column: one for one in self.form.marks.questions if one.sheet == unit.sheet}

    def _lost_rows(self, found: UnitPage) -> None:
        for name, asked in self._asked(found.unit).items():
            if name not in found.answers:
                place = found.page.place(self.form.file)
                problem = row_lost(place, name, self.asks.get(name, name), asked.row)
                self._add(found.unit.id, problem)

    # ---- a row a unit --------------------------------------------------------------------

    def _member_page(self, page: Page) -> None:
        marks = dict(_marks_of_rows(page))
        if not any(mark == COLUMNS_MARK or mark.startswith(UNIT_MARK) for mark in marks.values()):
            return  # the guide
        row = next((row for row, mark in marks.items() if mark == COLUMNS_MARK), None)
        answers = {} if row is None else dict(_questions(page, row))
        for one, mark in marks.items():
            if mark in (COLUMNS_MARK, SHOWN):
                continue
            unit = self._unit(page, one) if mark.startswith(UNIT_MARK) else None
            if unit is None:
                for every in self.form.marks.units:
                    place = page.place(self.form.file, one, 1)
                    self._add(every.id, unknown_mark(place, mark))
                continue
            found = self._found(page, unit, one)
            if found is not None:
                self._marked(found, one, answers)

    def _marked(self, found: UnitPage, row: int, answers: Mapping[str, int]) -> None:
        for name in self._asked(found.unit):
            if name in answers:
                found.answers[name] = Answer(row, answers[name])
            else:
                place = found.page.place(self.form.file)
                self._add(found.unit.id, columns_lost(place, name))

    # ---- what is missing -----------------------------------------------------------------

    def _lost_units(self) -> None:
        present = {found.unit.id for found in self.form.units}
        for unit in self.form.marks.units:
            if unit.id not in present:
                place = Place(self.form.file, sheet=unit.sheet)
                self._add(unit.id, unit_sheet_lost(place, unit.id, unit.sheet))


def _marks_of_rows(page: Page) -> Iterator[tuple[int, str]]:
    for (row, column), cell in sorted(page.cells.items()):
        if column == 1:
            yield row, cell.text


def _questions(page: Page, row: int) -> Iterator[tuple[str, int]]:
    for (one, column), cell in page.cells.items():
        if one == row and cell.text.startswith(QUESTION_MARK):
            yield cell.text.removeprefix(QUESTION_MARK), column
