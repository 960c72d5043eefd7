"""A member's worksheet: a row a unit, a column a question that every member marks."""

from __future__ import annotations

from collections.abc import Sequence

from scoring import Program, Question, Unit
from scoring_excel.form.checking import cut, validation_of_mark, wanted_mark
from scoring_excel.form.desk import Brief, footer, said_period
from scoring_excel.form.grid import letters
from scoring_excel.form.heights import text_height
from scoring_excel.form.pen import Pen
from scoring_excel.form.unit import lay_page
from scoring_excel.layout import COLUMNS_MARK, QUESTION_MARK, UNIT_MARK, QuestionMark, UnitMark

BALLOT = "Phiếu chấm"
_MARKS_ROW, _HEAD_ROW = 3, 4
_FIRST_COLUMN = 4


def marked_questions(program: Program) -> list[Question]:
    """Give the questions that every member of the council answers with a mark of their own."""
    return [one for one in program.questions if one.type == "numbers" and one.owner == "council"]


def draw_ballot(
    pen: Pen, brief: Brief, units: Sequence[Unit]
) -> tuple[list[UnitMark], list[QuestionMark]]:
    """Write the worksheet of one member; give the marks it bears."""
    questions = marked_questions(brief.program)
    last = _FIRST_COLUMN + len(questions) - 1
    _draw_head(pen, brief, questions, last)
    for number, unit in enumerate(units, 1):
        _draw_row(pen, _HEAD_ROW + number, number, unit, questions)
    end = _HEAD_ROW + len(units) + 2
    pen.across(end, last - 1, last, f"{brief.member}\n(ký, ghi rõ họ tên)", "signer")
    pen.sheet.set_row(end, 34)
    lay_page(pen, last, end + 4, footer(brief.criteria, brief.member))
    pen.sheet.repeat_rows(_HEAD_ROW)
    pen.sheet.freeze_panes(_HEAD_ROW + 1, 3)
    marks = [
        UnitMark(pen.name, unit.id, unit.name, unit.kind, unit.group, unit.parent or "")
        for unit in units
    ]
    return marks, [QuestionMark(pen.name, one.column, _MARKS_ROW + 1) for one in questions]


def _draw_head(pen: Pen, brief: Brief, questions: Sequence[Question], last: int) -> None:
    sheet = pen.sheet
    sheet.set_column(0, 0, None, None, {"hidden": True})
    for column, width in ((1, 6), (2, 36), (3, 24)):
        sheet.set_column(column, column, width)
    sheet.set_column(_FIRST_COLUMN, last, 18)
    pen.across(0, 1, last, f"PHIẾU CHẤM CỦA THÀNH VIÊN HỘI ĐỒNG: {brief.member}", "title")
    pen.across(1, 1, last, brief.criteria.title, "small")
    due = f" · hạn nộp: {brief.deadline}" if brief.deadline else ""
    pen.across(2, 1, last, f"Kỳ {said_period(brief.criteria)}{due}", "small")
    pen.mark(_MARKS_ROW, 0, COLUMNS_MARK)
    sheet.set_row(0, 30)
    sheet.set_row(_MARKS_ROW, None, None, {"hidden": True})
    sheet.set_row(_HEAD_ROW, 84)
    for column, heading in enumerate(("STT", "Đơn vị", "Cụm, khối"), 1):
        pen.text(_HEAD_ROW, column, heading, "header")
    titles = brief.criteria.criterion_by_code
    for column, one in enumerate(questions, _FIRST_COLUMN):
        pen.mark(_MARKS_ROW, column, QUESTION_MARK + one.column)
        criterion = titles.get(one.code or "")
        title = one.ask if criterion is None else criterion.title
        pen.text(_HEAD_ROW, column, f"{one.code} {cut(title, 90)}\n({wanted_mark(one)})", "header")


def _draw_row(pen: Pen, row: int, number: int, unit: Unit, questions: Sequence[Question]) -> None:
    pen.mark(row, 0, UNIT_MARK + unit.id)
    pen.sheet.grow(row, text_height([(unit.name, 11)], 36) + 4)
    pen.number(row, 1, number, "middle")
    pen.text(row, 2, unit.name, "cell")
    pen.text(row, 3, unit.group, "cell")
    for column, one in enumerate(questions, _FIRST_COLUMN):
        if one.unit_kinds and unit.kind not in one.unit_kinds:
            pen.text(row, column, "không chấm", "locked")
            continue
        pen.blank(row, column, "input")
        cell = f"{letters(column)}{row + 1}"
        pen.sheet.data_validation(cell, validation_of_mark(one, cell))
