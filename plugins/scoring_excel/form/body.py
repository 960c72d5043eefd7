"""The body of a unit's worksheet: a row a criterion or a question."""

from __future__ import annotations

from collections.abc import Sequence

from scoring import CriteriaSet, Criterion, Question
from scoring_excel.form.checking import (
    choices,
    cut,
    number_format,
    validation,
    validation_of_acceptance,
)
from scoring_excel.form.desk import FIRST_ROW, Desk
from scoring_excel.form.dossier import ASKED_OFF, NOT_APPLICABLE
from scoring_excel.form.grid import (
    ASK,
    ASKED,
    CODE,
    EFFECTIVE,
    MOST,
    POINTS,
    TOLD,
    UNIT,
    WANTING,
    Grid,
)
from scoring_excel.form.head import WHO
from scoring_excel.form.heights import text_height
from scoring_excel.form.lines import (
    LOCKED_SAID,
    Acceptance,
    Ask,
    Elsewhere,
    Group,
    Leaf,
    Line,
    Section,
)
from scoring_excel.layout import (
    ACCEPTED,
    ACCEPTED_ASK,
    EVIDENCE,
    LOCKED_MARK,
    NOTE,
    QUESTION_MARK,
    REASON,
    SELF,
    QuestionMark,
)

_TOLD = (("evidence", "Minh chứng"), ("reason", "Lý do"), ("note", "Ghi chú"))
_SIZES = {"hint": 9}
_ACCEPTED_HOW = (
    "\nChọn “có” ở ô vàng bên phải khi đã xem hết đơn vị này. Ô đơn vị đề nghị kad mà chưa được xét "
    "thì vẫn phải ghi."
)
_TALLEST = 400  # of the 409 points that Excel gives a row


def draw_body(desk: Desk) -> None:
    """Write every line, and the colours of rows that want a reason or a decision on a “kad”."""
    for row, line in desk.numbered():
        desk.pen.sheet.grow(row, _height(desk, line))
        if isinstance(line, Acceptance):
            _draw_acceptance(desk, row)
        elif isinstance(line, Section):
            _fill(desk, row, "section")
            desk.pen.text(row, desk.grid.at(ASK), line.title, "section")
        elif isinstance(line, Group):
            _draw_group(desk, row, line)
        elif isinstance(line, Leaf):
            _draw_leaf(desk, row, line)
        elif isinstance(line, Ask):
            _draw_ask(desk, row, line.question)
        else:
            _draw_elsewhere(desk, row, line)
    stretch = FIRST_ROW, 1, desk.end - 1, desk.grid.shown
    for name in (WANTING, ASKED):
        is_so = f"=${desk.grid.cell(name, FIRST_ROW)}=1"
        colour = {"type": "formula", "criteria": is_so, "format": desk.pen.looks.bare(name)}
        desk.pen.sheet.conditional_format(*stretch, colour)


def _fill(desk: Desk, row: int, look: str) -> None:
    for column in range(1, desk.grid.shown + 1):
        desk.pen.blank(row, column, look)


def _draw_acceptance(desk: Desk, row: int) -> None:
    """Write the one cell by which a role takes all that it leaves blank as it stands."""
    pen, column = desk.pen, desk.grid.at(desk.grid.role)
    _fill(desk, row, "accept")
    pen.pieces(
        row, desk.grid.at(ASK), [(ACCEPTED_ASK, "strong"), (_ACCEPTED_HOW, "hint")], "accept"
    )
    pen.blank(row, column, "accept-input")
    pen.sheet.data_validation(row, column, row, column, validation_of_acceptance())
    pen.mark(row, 0, QUESTION_MARK + ACCEPTED)
    desk.questions.append(QuestionMark(pen.name, ACCEPTED, row + 1))


def _draw_group(desk: Desk, row: int, line: Group) -> None:
    look = "part" if line.level == 0 else "subpart"
    _fill(desk, row, look)
    desk.pen.text(row, desk.grid.at(CODE), line.criterion.code, f"{look}-middle")
    desk.pen.text(row, desk.grid.at(ASK), line.criterion.title, look)
    desk.pen.number(row, desk.grid.at(MOST), line.criterion.max, f"{look}-middle")


def _draw_leaf(desk: Desk, row: int, line: Leaf) -> None:
    pen, grid, criterion = desk.pen, desk.grid, line.criterion
    _fill(desk, row, "cell")
    pen.text(row, grid.at(CODE), criterion.code, "middle")
    pen.pieces(row, grid.at(ASK), _said(desk.brief.criteria, line), "cell")
    pen.number(row, grid.at(MOST), criterion.max, "middle")
    pen.blank(row, grid.at(POINTS), "formula")
    if line.question is not None:
        _draw_answer(desk, row, line.question)


def _said(criteria: CriteriaSet, line: Leaf) -> list[tuple[str, str]]:
    """Give what a leaf says in its cell: its title, its question, its hints."""
    title = line.criterion.title
    ask = line.question.ask if line.question is not None else ""
    asked = [] if ask.casefold() in ("", title.casefold()) else [(f"\n{ask}", "plain")]
    hints = [(f"\n{hint}", "hint") for hint in _hints(criteria, line.criterion)]
    return [(title, "strong"), *asked, *hints]


def _height(desk: Desk, line: Line) -> int:
    """Give the height that a line needs for its words, and for what units told."""
    width_by_name = {column.name: column.width for column in desk.grid.columns}
    wide = width_by_name[ASK]
    if isinstance(line, Acceptance):
        tall = text_height([(ACCEPTED_ASK, 11), (_ACCEPTED_HOW, 9)], wide) + 2
    elif isinstance(line, Leaf):
        pieces = _said(desk.brief.criteria, line)
        tall = text_height([(text, _SIZES.get(look, 11)) for text, look in pieces], wide)
    elif isinstance(line, Elsewhere):
        tall = text_height([(line.said, 9)], wide - 2)
    elif isinstance(line, Ask):
        tall = text_height([(line.question.ask, 11)], wide - 2)
    else:
        title = line.title if isinstance(line, Section) else line.criterion.title
        tall = text_height([(title, 11)], wide) + 2
    question = line.question if isinstance(line, Leaf | Ask) else None
    if question is not None and TOLD in width_by_name:
        told = text_height([(_told(desk, question), 10)], width_by_name[TOLD])
        tall = max(tall, min(told, _TALLEST))
    if question is not None:
        tall = max(tall, text_height([(question.unit or "", 11)], width_by_name[UNIT]))
    return tall


def _hints(criteria: CriteriaSet, criterion: Criterion) -> list[str]:
    """Say what proves a criterion, what it rests on, and how to take it."""
    hints = [criterion.note] if criterion.note else []
    last = [f"Minh chứng: {criterion.evidence}"] if criterion.evidence else []
    if criterion.basis:
        last.append(f"Căn cứ: {'; '.join(_cited(criteria, criterion.basis))}")
    return [*hints, " · ".join(last)] if last else hints


def _cited(criteria: CriteriaSet, cited: Sequence[str]) -> list[str]:
    """Give the clauses by the short names of their laws: “Luật 10/2022/QH15 Đ12.3”."""
    said = []
    for one in cited:
        name, _, clause = one.partition(" ")
        basis = criteria.bases.get(name)
        said.append(f"{basis.cite if basis is not None else name} {clause}".strip())
    return said


def _draw_ask(desk: Desk, row: int, question: Question) -> None:
    _fill(desk, row, "cell")
    desk.pen.text(row, desk.grid.at(ASK), question.ask, "indented")
    desk.pen.blank(row, desk.grid.at(POINTS), "formula")
    _draw_answer(desk, row, question)


def _draw_elsewhere(desk: Desk, row: int, line: Elsewhere) -> None:
    _fill(desk, row, "elsewhere")
    desk.pen.text(row, desk.grid.at(ASK), line.said, "elsewhere")


# ---- answers -------------------------------------------------------------------------------


def _draw_answer(desk: Desk, row: int, question: Question) -> None:
    """Write the cells of one question: what was said before, and what is to be said now."""
    pen, grid, column = desk.pen, desk.grid, question.column
    desk.ask(question, row, QUESTION_MARK if grid.asks(question) else LOCKED_MARK)
    pen.text(row, grid.at(UNIT), question.unit or "", "middle")
    for role in grid.before:
        said = desk.dossier.answer(role, column)
        pen.written(row, grid.at(role), said, "shown", number_format(question))
    if grid.role != SELF:
        pen.text(row, grid.at(TOLD), _told(desk, question), "shown-text")
    if not grid.asks(question):
        _draw_locked(desk, row, question)
        return
    # Blank when nothing was said yet. Else a form made anew comes back with all that stands.
    said = desk.dossier.answer(grid.role, column)
    pen.entered(row, grid.at(grid.role), said, "input", number_format(question))
    _validate(desk, row, question)
    for name in (EVIDENCE, REASON, NOTE) if grid.role == SELF else (REASON,):
        words = desk.dossier.remark(grid.role, name, column)
        pen.entered(row, grid.at(name), words, "input-text", "@")
    _draw_helpers(desk, row, question)


def _draw_locked(desk: Desk, row: int, question: Question) -> None:
    pen, grid = desk.pen, desk.grid
    said = LOCKED_SAID.get(question.owner or "", "không chấm ở phiếu này")
    pen.text(row, grid.at(grid.role), said, "locked")
    for name in (EVIDENCE, REASON, NOTE) if grid.role == SELF else (REASON,):
        pen.blank(row, grid.at(name), "locked")


def _validate(desk: Desk, row: int, question: Question) -> None:
    offered = choices(question)
    listed = desk.lists.place(offered) if question.type == "option" else None
    cell = desk.inputs[question.column]
    places = desk.inputs if desk.grid.role == SELF else desk.effective
    rule = validation(question, cell, places, listed)
    desk.pen.sheet.data_validation(cell, rule)


def _told(desk: Desk, question: Question) -> str:
    """Give what earlier roles put into words about a question, or about its criterion."""
    about = [one for one in (question.column, question.code) if one is not None]
    lines = []
    for role in desk.grid.before:
        said = [
            f"{title}: {text}"
            for kind, title in _TOLD
            if (text := desk.dossier.remark(role, kind, *about))
        ]
        if said:
            who = f"{WHO[role]} – " if desk.grid.role != "appraised" else ""
            lines.append(who + "; ".join(said))
    return cut("\n".join(lines), 2000)


def _draw_helpers(desk: Desk, row: int, question: Question) -> None:
    """Write the hidden cells: what counts so far, whether a reason or a “kad” is wanting."""
    pen, grid = desk.pen, desk.grid
    answer, reason = grid.cell(grid.role, row), grid.cell(REASON, row)
    is_item = question.type == "item"
    causes = [] if is_item else [f'{answer}="{NOT_APPLICABLE}"']
    if grid.before:
        counted = f'IF({answer}="",{_before(grid, row, not is_item)},{answer})'
        pen.formula(row, grid.at(EFFECTIVE), counted, "plain")
        asked = f'IF({grid.cell(EFFECTIVE, row)}="{ASKED_OFF}",1,0)'
        pen.formula(row, grid.at(ASKED), asked, "plain")
        before = _before(grid, row, False)
        causes.append(f'AND({before}<>"",{answer}<>{before})')
    cause = f"AND(OR({','.join(causes)}),LEN(TRIM({reason}))=0)" if causes else "FALSE"
    pen.formula(row, grid.at(WANTING), f'IF({answer}="","",IF({cause},1,0))', "plain")


def _before(grid: Grid, row: int, is_asking: bool) -> str:
    """Write what the latest role before said; a “kad” of the unit alone may be marked as asked."""
    written = '""'
    for role in grid.before:
        cell = said = grid.cell(role, row)
        if role == SELF and is_asking:
            said = f'IF({cell}="{NOT_APPLICABLE}","{ASKED_OFF}",{cell})'
        # A blank cell that is only pointed at would read as 0.
        written = f'IF({cell}="",{written},{said})'
    return written
