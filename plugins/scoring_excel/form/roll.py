"""The roll: the list of units of a workbook, with links and how far each one is."""

from __future__ import annotations

from collections.abc import Sequence

from scoring_excel.form.desk import Desk, footer, said_kind
from scoring_excel.form.head import progress_cells, unseen_cell
from scoring_excel.form.pen import Pen
from scoring_excel.form.unit import lay_page

ROLL = "Danh sách"

_HEADINGS = (
    ("STT", 6),
    ("Đơn vị", 40),
    ("Mã", 12),
    ("Loại", 18),
    ("Cụm, khối", 24),
    ("Số ô đã ghi", 12),
    ("Thiếu lý do", 12),
    ("kad chưa xét", 12),
)
_UNSEEN = ("Ô khác chưa xét", 12)  # on accepting forms alone


def draw_roll(pen: Pen, title: str, desks: Sequence[Desk]) -> None:
    """Write a row a unit, with a link to its worksheet and counts from it."""
    sheet = pen.sheet
    is_accepting = desks[0].brief.is_accepting
    headings = (*_HEADINGS, _UNSEEN) if is_accepting else _HEADINGS
    sheet.set_column(0, 0, None, None, {"hidden": True})
    for column, (heading, width) in enumerate(headings, 1):
        sheet.set_column(column, column, width)
        pen.text(2, column, heading, "header")
    sheet.set_row(0, 26)
    sheet.set_row(2, 32)
    pen.across(0, 1, len(headings), title, "title")
    for number, desk in enumerate(desks, 1):
        _draw_unit(pen, 2 + number, number, desk)
    last = 2 + len(desks)
    pen.across(1, 1, len(headings), "", "strong")
    unseen = f', "&SUM(J4:J{last + 1})&" ô khác chưa xét' if is_accepting else ""
    left = f'"Còn "&SUM(H4:H{last + 1})&" ô thiếu lý do, "&SUM(I4:I{last + 1})&" ô kad chưa xét'
    pen.formula(1, 1, f'{left}{unseen}."', "strong")
    for column, look in ((7, "wanting"), (8, "asked")):
        some = {"type": "cell", "criteria": ">", "value": 0, "format": pen.looks.bare(look)}
        sheet.conditional_format(3, column, last, column, some)
    lay_page(pen, len(headings), last, footer(desks[0].brief.criteria, title))
    sheet.repeat_rows(2)
    sheet.freeze_panes(3, 0)


def _draw_unit(pen: Pen, row: int, number: int, desk: Desk) -> None:
    unit, name = desk.dossier.unit, desk.pen.name.replace("'", "''")
    filled, wanting, asked = (f"'{name}'!{cell}" for cell in progress_cells(desk))
    pen.number(row, 1, number, "middle")
    target = f"internal:'{name}'!B1"
    pen.sheet.write_url(row, 2, target, pen.looks("link"), unit.name)
    pen.text(row, 3, unit.id, "middle")
    pen.text(row, 4, said_kind(unit.kind), "cell")
    pen.text(row, 5, unit.group, "cell")
    pen.formula(row, 6, f'{filled}&"/{len(desk.inputs)}"', "middle")
    pen.formula(row, 7, wanting, "middle")
    pen.formula(row, 8, asked, "middle")
    if desk.brief.is_accepting:
        pen.formula(row, 9, f"'{name}'!{unseen_cell(desk)}", "middle")
