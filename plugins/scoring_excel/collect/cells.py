"""The cells of a form: what each answer says, and what is wrong with it before it is read.

Whether an answer is a number, a choice or a date is for the engine to say. Here is only what
the engine cannot know of a workbook: errors, formulas, merged cells, days that Excel made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from attrs import define, field

from scoring import (
    Place,
    Problem,
    Question,
    Text,
)
from scoring_excel.collect.book import (
    DATE,
    ERROR,
    NUMBER,
    TEXT,
    UNCOUNTED,
    Cell,
    Span,
    address,
)
from scoring_excel.collect.form import MEMBER, Answer, Form, UnitPage
from scoring_excel.collect.tcvn import old_reading
from scoring_excel.layout import (
    ALONE,
    COLUMNS_MARK,
    EVIDENCE,
    NOTE,
    REASON,
    SELF,
    SHOWN,
)
from scoring_excel.problems import (
    date_for_number,
    day_first,
    error_answer,
    merged_answer,
    number_for_date,
    old_letters,
    uncounted_answer,
    words_outside,
)

NUMBERS = ("count", "number", "share", "numbers")
# Excel counts days from here.
_FIRST_DAY = date(1899, 12, 30)
_LIKELY_SERIALS = range(36_526, 73_051)  # from 2000 to 2099
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)


@define
class Entry:
    """What a form says of one unit in one role: texts by column of the sheet, with places.

    A voice is the form of one member of the council, who may have left out the name. What was
    `accepted` is not typed in the form, but is the answer of an earlier role.
    """

    found: UnitPage
    role: str
    file: str
    is_voice: bool = False
    member: str = ""
    texts: dict[str, str] = field(factory=dict)
    accepted: set[str] = field(factory=set)
    places: dict[str, Place] = field(factory=dict)
    problems: list[Problem] = field(factory=list)

    @property
    def unit(self) -> str:
        """The id of the unit."""
        return self.found.unit.id

    @property
    def place(self) -> Place:
        """Where the unit stands in the form: its worksheet, or its row."""
        return self.found.page.place(self.file, self.found.row if self.is_voice else None)

    @property
    def has_error(self) -> bool:
        """Tell whether the entry must not come into the sheet."""
        return any(problem.is_error for problem in self.problems)

    def said(self) -> Mapping[str, str]:
        """Give the texts that are not blank."""
        return {column: text for column, text in self.texts.items() if text}


def entries_of(form: Form, questions: Mapping[str, Question]) -> list[Entry]:
    """Give an entry a unit of the form, with the faults of its cells and marks."""
    entries = []
    for found in form.units:
        is_voice = form.mark.role == MEMBER
        entry = Entry(found, form.role, form.file, is_voice, form.mark.member.strip())
        for name, answer in found.answers.items():
            _read_answer(entry, name, answer, questions.get(name), form)
            if not is_voice:
                _read_words(entry, name, answer, form)
        if not is_voice and not form.is_faulty(entry.unit):
            entry.problems += _outside(entry, form)
        entries.append(entry)
    return entries


def _read_answer(
    entry: Entry, name: str, answer: Answer, question: Question | None, form: Form
) -> None:
    page, spot = entry.found.page, (answer.row, answer.column)
    cell, place = page.cells.get(spot), page.place(entry.file, *spot)
    if answer.is_locked and (form.role != SELF or cell is None or cell.text in form.words):
        return  # what anybody else put there is told as words outside the form
    entry.texts[name], entry.places[name] = "", place
    span = page.span(*spot)
    if span is not None and span[:2] in page.cells:
        entry.problems.append(merged_answer(place, _range(span)))
    elif cell is not None:
        problem = _fault(place, cell, question)
        if problem is None:
            entry.texts[name] = cell.text
        else:
            entry.problems.append(problem)


def _range(span: Span) -> str:
    top, left, bottom, right = span
    return f"{address(top, left)}:{address(bottom, right)}"


def _fault(place: Place, cell: Cell, question: Question | None) -> Problem | None:
    """Give what is wrong with a cell whatever the engine may read in it."""
    if cell.kind == ERROR:
        return error_answer(place, cell.text)
    if cell.kind == UNCOUNTED:
        return uncounted_answer(place)
    if cell.kind == TEXT:
        likely = old_reading(cell.text, cell.font)
        return None if likely is None else old_letters(place, cell.text, likely)
    asked = "" if question is None else question.type
    if cell.kind == DATE and asked in NUMBERS:
        return date_for_number(place, _day_said(cell.text))
    if cell.kind == NUMBER and asked == "date":
        return number_for_date(place, cell.text, _day_of_serial(cell.text))
    return None


def _day_said(text: str) -> str:
    """Write the day of a date cell as people here do."""
    year, month, day = text[:10].split("-")
    return f"{day}/{month}/{year}"


def _day_of_serial(text: str) -> str:
    """Give the day that a number of Excel stands for, where it is one of this century."""
    if not text.isdecimal() or len(text) > 5 or int(text) not in _LIKELY_SERIALS:
        return ""
    return f"{_FIRST_DAY + timedelta(days=int(text)):%d/%m/%Y}"


def _read_words(entry: Entry, name: str, answer: Answer, form: Form) -> None:
    """Read the reason of an answer, and of a unit's own form its evidence and note."""
    if answer.is_locked or name in ALONE:
        return
    page = entry.found.page
    for kind in (REASON, EVIDENCE, NOTE) if form.role == SELF else (REASON,):
        cell = page.cells.get((answer.row, entry.found.columns.get(kind, 0)))
        if cell is None or cell.text in form.words:
            continue
        place = page.place(entry.file, answer.row, entry.found.columns[kind])
        entry.texts[f"{kind}:{name}"] = cell.text
        entry.places[f"{kind}:{name}"] = place
        problem = _fault(place, cell, None)
        if problem is not None:
            entry.problems.append(problem)


def _outside(entry: Entry, form: Form) -> Iterator[Problem]:
    """Tell of every cell that is neither the form's own nor one that is read."""
    if not form.words:
        return
    page, read = entry.found.page, set(_read_spots(entry))
    marks = {row: cell.text for (row, column), cell in page.cells.items() if column == 1}
    for (row, column), cell in sorted(page.cells.items()):
        is_mark = column == 1 or marks.get(row) == COLUMNS_MARK
        is_shown = column in entry.found.shown or marks.get(row) == SHOWN
        is_result = (row, column) in page.formulas or cell.kind in (UNCOUNTED, ERROR)
        own = is_mark or (is_shown and is_result) or cell.text in form.words
        if not own and (row, column) not in read:
            yield words_outside(page.place(entry.file, row, column), cell.text)


def _read_spots(entry: Entry) -> Iterator[tuple[int, int]]:
    """Give the cells of a form that are read: answers, reasons, evidence and notes."""
    columns = entry.found.columns
    kinds = (REASON, EVIDENCE, NOTE) if entry.role == SELF else (REASON,)
    beside = [columns[name] for name in kinds if name in columns]
    for name, answer in entry.found.answers.items():
        if not answer.is_locked:
            more = () if name in ALONE else beside
            yield from ((answer.row, column) for column in (answer.column, *more))
        elif name in entry.texts:
            yield answer.row, answer.column


def day_read(place: Place, text: str) -> Problem | None:
    """Tell how a date was read that could be read the other way round as well."""
    match = _DAY_FIRST.fullmatch(text)
    if match is None:
        return None
    day, month = int(match[1]), int(match[2])
    if day == month or day > 12:
        return None
    said = Text(
        vi=f"ngày {day} tháng {month} năm {match[3]}",
        en=f"{date(int(match[3]), month, day):%d %B %Y}",
    )
    return day_first(place, text, said)
