"""A unit's worksheet: the criteria in rows, cells to write in, a page fit to print."""

from __future__ import annotations

from decimal import Decimal

from scoring_excel.form.body import draw_body
from scoring_excel.form.desk import FIRST_ROW, HEAD_ROW, Desk, footer
from scoring_excel.form.grid import ASK, letters
from scoring_excel.form.head import draw_head
from scoring_excel.form.pen import Pen
from scoring_excel.form.sums import draw_points
from scoring_excel.layout import (
    COUNCIL,
    DECIDED,
    DECIDED_REASON,
    QUESTION_MARK,
    QuestionMark,
)

A4 = 9
MOST_COLUMNS = 60
# A slip is guarded against, not a person: so there is no password.
PROTECTION = {"format_cells": False, "format_columns": True, "format_rows": True}

_SIGNERS = {
    "self": ("Người tự chấm", "Thủ trưởng đơn vị"),
    "appraised": ("Người thẩm định", "Tổ trưởng tổ thẩm định"),
    "council": ("Thư ký hội đồng", "Chủ tịch hội đồng"),
}


def draw_unit(desk: Desk) -> None:
    """Write the whole worksheet of a unit."""
    draw_head(desk)
    draw_body(desk)
    draw_points(desk)
    end = desk.end + 2
    if desk.brief.role == COUNCIL:
        end = _draw_decision(desk, end)
    end = _draw_signers(desk, end + 1)
    lay_page(desk.pen, desk.grid.shown, end, footer(desk.brief.criteria, desk.dossier.unit.name))
    desk.pen.sheet.repeat_rows(HEAD_ROW)
    desk.pen.sheet.freeze_panes(FIRST_ROW, desk.grid.at(ASK) + 1)


def lay_page(pen: Pen, last_column: int, last_row: int, foot: str) -> None:
    """Set a worksheet for A4 paper, one page wide, and guard its cells."""
    sheet = pen.sheet
    sheet.set_paper(A4)
    sheet.set_landscape()
    inches = Decimal("0.5")
    sheet.set_margins(left=inches, right=inches, top=inches, bottom=Decimal("0.6"))
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 1, last_row, last_column)
    sheet.set_footer(foot)
    sheet.center_horizontally()
    sheet.hide_gridlines(2)
    sheet.protect("", PROTECTION)
    # No green corners on codes such as “1.1”, which are texts on purpose.
    everywhere = f"A1:{letters(MOST_COLUMNS)}{last_row + 1}"
    sheet.ignore_errors({"number_stored_as_text": everywhere, "formula_differs": everywhere})


def _draw_decision(desk: Desk, row: int) -> int:
    """Write where the council decides a grade; give the first row below."""
    pen, grid = desk.pen, desk.grid
    titles = [grade.title for grade in desk.brief.criteria.grades]
    asked = (
        (DECIDED, "Xếp loại do hội đồng quyết định (chỉ ghi khi phải bỏ phiếu)", 30),
        (DECIDED_REASON, "Lý do, kết quả bỏ phiếu", 60),
    )
    for at, (column, said, height), decided in zip(
        range(row, row + len(asked)), asked, desk.dossier.decided, strict=True
    ):
        for cell in range(1, grid.shown + 1):
            pen.blank(at, cell, "total")
        pen.mark(at, 0, QUESTION_MARK + column)
        desk.questions.append(QuestionMark(pen.name, column, at + 1))
        pen.text(at, grid.at(ASK), said, "total")
        pen.entered(at, grid.at(COUNCIL), decided, "input-text", "@")
        pen.sheet.set_row(at, height)
    choices = {"validate": "list", "source": desk.lists.place(titles)}
    pen.sheet.data_validation(row, grid.at(COUNCIL), row, grid.at(COUNCIL), choices)
    return row + len(asked)


def _draw_signers(desk: Desk, row: int) -> int:
    """Write who signs a printed form; give the last row, with room above it to sign."""
    pen, grid = desk.pen, desk.grid
    left, right = _SIGNERS[desk.brief.role]
    pen.text(row, grid.at(ASK), f"{left}\n(ký, ghi rõ họ tên)", "signer")
    pen.across(row, grid.shown - 2, grid.shown, f"{right}\n(ký, đóng dấu)", "signer")
    pen.sheet.set_row(row, 34)
    return row + 4
