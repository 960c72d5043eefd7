"""The head of a unit's worksheet: what it is, whose it is, how far it is filled."""

from __future__ import annotations

from scoring_excel.form.checking import cut
from scoring_excel.form.desk import (
    HEAD_ROW,
    MARKS_ROW,
    NOTICE_ROW,
    REMARK_ROW,
    SET_ROW,
    SUMMARY_ROW,
    TITLE_ROW,
    UNIT_ROW,
    Desk,
    said_kind,
    said_period,
)
from scoring_excel.form.dossier import ASKED_OFF, NOT_APPLICABLE
from scoring_excel.form.grid import ASKED, EFFECTIVE, EXACT, WANTING, letters
from scoring_excel.form.heights import text_height
from scoring_excel.layout import ALL_SEEN, COLUMNS_MARK, SHOWN, UNIT_MARK

TITLES = {
    "self": "PHIẾU TỰ CHẤM ĐIỂM",
    "appraised": "PHIẾU THẨM ĐỊNH",
    "council": "PHIẾU CHẤM CỦA HỘI ĐỒNG",
}
_NOT_ACCEPTED = ("", NOT_APPLICABLE, ASKED_OFF)
_UNSEEN = {"appraised": "chưa thẩm định", "council": "hội đồng chưa xét"}
WHO = {"self": "Đơn vị", "appraised": "Thẩm định"}
NOTICE = (
    "Điểm tạm tính, chỉ để tham khảo. Điểm chính thức do hội đồng công bố. (Chưa quy đổi, chưa "
    "cộng điểm thưởng, trừ điểm, chưa xét điều kiện xếp loại.)"
)


def draw_head(desk: Desk) -> None:
    """Write the rows above the lines."""
    pen, last, unit = desk.pen, desk.grid.shown, desk.dossier.unit
    criteria, due = desk.brief.criteria, desk.brief.deadline
    told = [said_kind(unit.kind), unit.group, f"mã {unit.id}", f"kỳ {said_period(criteria)}"]
    told += [f"hạn nộp: {due}"] if due else []
    pen.mark(SET_ROW, 0, UNIT_MARK + unit.id)
    lines = (
        (SET_ROW, criteria.title, "small", 10),
        (TITLE_ROW, f"{TITLES[desk.brief.role]}: {unit.name}", "title", 15),
        (UNIT_ROW, " · ".join(one for one in told if one), "small", 10),
        (NOTICE_ROW, NOTICE, "notice", 10),
    )
    for row, text, look, size in lines:
        pen.across(row, 1, last, text, look)
        pen.sheet.set_row(row, text_height([(text, size)], desk.grid.width))
    _draw_remarks(desk)
    _draw_progress(desk)
    _draw_headings(desk)


def _draw_remarks(desk: Desk) -> None:
    """Write what earlier roles said of the unit as a whole; the row is hidden if nothing."""
    told = [
        f"{WHO[role]}: {said}"
        for role in desk.grid.before
        for kind in ("reason", "evidence", "note")
        if (said := desk.dossier.remark(role, kind, ""))
    ]
    if not told:
        desk.pen.sheet.set_row(REMARK_ROW, None, None, {"hidden": True})
        return
    text = cut(" · ".join(told), 1000)
    desk.pen.across(REMARK_ROW, 1, desk.grid.shown, text, "small")
    desk.pen.sheet.set_row(REMARK_ROW, text_height([(text, 10)], desk.grid.width))


def progress_cells(desk: Desk) -> tuple[str, str, str]:
    """Give the hidden cells that count answers, reasons that want, “kad” nobody judged."""
    cells = [desk.grid.cell(name, SUMMARY_ROW) for name in (WANTING, EXACT, ASKED)]
    return cells[0], cells[1], cells[2]


def unseen_cell(desk: Desk) -> str:
    """Give the hidden cell of an accepting form that counts the blanks a unit still waits for."""
    return desk.grid.cell(EFFECTIVE, SUMMARY_ROW)


def _draw_progress(desk: Desk) -> None:
    """Count the answers, and above all those that still want a reason."""
    pen, grid = desk.pen, desk.grid
    filled, wanting, asked = progress_cells(desk)
    pen.mark(SUMMARY_ROW, 0, SHOWN)
    pen.formula(SUMMARY_ROW, grid.at(WANTING), f"COUNT({desk.stretch(WANTING)})", "plain")
    pen.formula(SUMMARY_ROW, grid.at(EXACT), f"SUM({desk.stretch(WANTING)})", "plain")
    pen.formula(SUMMARY_ROW, grid.at(ASKED), f"SUM({desk.stretch(ASKED)})", "plain")
    pen.sheet.merge_range(SUMMARY_ROW, 1, SUMMARY_ROW, grid.shown, "", pen.looks("strong"))
    is_accepting = desk.brief.is_accepting
    blank = " Ô để trống là nhận như trước." if grid.before and not is_accepting else ""
    unseen = f"&{_draw_unseen(desk)}" if is_accepting else ""
    pen.formula(
        SUMMARY_ROW,
        1,
        f'"Đã ghi "&{filled}&"/{len(desk.inputs)} ô.{blank}"{unseen}'
        f'&IF({wanting}=0,""," Còn "&{wanting}&" ô thiếu lý do (dòng tô đỏ).")'
        f'&IF({asked}=0,""," Còn "&{asked}&" ô đơn vị đề nghị kad chưa xét (dòng tô cam).")',
        "strong",
    )
    pen.sheet.set_row(SUMMARY_ROW, 20)


def _draw_unseen(desk: Desk) -> str:
    """Count the blanks that an earlier role answered, and give the words about them.

    A “kad” is none of them: if it was granted it stands, else it waits for an answer of its own.
    A unit waits for those alone that no role which counts has answered.
    """
    pen, grid = desk.pen, desk.grid
    wanted = [f'({desk.stretch(WANTING)}="")']
    wanted += [f'({desk.stretch(EFFECTIVE)}<>"{word}")' for word in _NOT_ACCEPTED]
    waited = [f'({desk.stretch(role)}="")' for role in grid.before if role in desk.brief.counted]
    blanks, is_seen = grid.helper(1, SUMMARY_ROW), f'{desk.acceptance}="{ALL_SEEN}"'
    left = f"IF({is_seen},0,SUMPRODUCT({'*'.join([*wanted, *waited])}))"
    pen.formula(SUMMARY_ROW, grid.at(EXACT) + 1, f"SUMPRODUCT({'*'.join(wanted)})", "plain")
    pen.formula(SUMMARY_ROW, grid.at(EFFECTIVE), left, "plain")
    taken_said = f'" Nhận "&{blanks}&" ô để trống như cấp trước."'
    left_said = f'" Còn "&{unseen_cell(desk)}&" ô {_UNSEEN[grid.role]}."'
    return f'IF({is_seen},{taken_said},IF({unseen_cell(desk)}=0,"",{left_said}))'


def _draw_headings(desk: Desk) -> None:
    pen, grid = desk.pen, desk.grid
    pen.mark(MARKS_ROW, 0, COLUMNS_MARK)
    for index, column in enumerate(grid.columns, 1):
        if column.mark:
            pen.mark(MARKS_ROW, index, column.mark)
        if index <= grid.shown:
            pen.text(HEAD_ROW, index, column.title, "header")
    for index in range(grid.at(EXACT) + 1, grid.last + 1):
        pen.mark(MARKS_ROW, index, SHOWN)
    pen.sheet.set_row(MARKS_ROW, None, None, {"hidden": True})
    pen.sheet.set_row(HEAD_ROW, 32)
    pen.sheet.set_column(0, 0, None, None, {"hidden": True})
    for index, column in enumerate(grid.columns, 1):
        pen.sheet.set_column(index, index, column.width)
    hidden = f"{letters(grid.shown + 1)}:{letters(grid.last)}"
    pen.sheet.set_column(hidden, 8, None, {"hidden": True})
