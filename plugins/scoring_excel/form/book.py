"""The book: a whole workbook of forms as bytes, the same for the same criteria and units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from io import BytesIO
from typing import Any

from scoring import MissingExtraError, Text, Unit
from scoring_excel.form.desk import Brief, Desk
from scoring_excel.form.dossier import Dossier
from scoring_excel.form.guide import GUIDE, Facts, draw_guide
from scoring_excel.form.heights import growing_sheet
from scoring_excel.form.lists import Lists
from scoring_excel.form.looks import Looks
from scoring_excel.form.member import BALLOT, draw_ballot
from scoring_excel.form.names import sheet_names
from scoring_excel.form.pen import Pen
from scoring_excel.form.roll import ROLL, draw_roll
from scoring_excel.form.unit import draw_unit
from scoring_excel.layout import (
    LISTS,
    MARKS,
    FormMark,
    QuestionMark,
    UnitMark,
    WordMark,
    mark_rows,
)

# A name of a unit may begin with “=”, hold an address of the web or look like a number: it
# stays the text it is, and never becomes a formula.
OPTIONS: Mapping[str, Any] = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_ROLL_TITLES = {"appraised": "Thẩm định các đơn vị", "council": "Hội đồng chấm các đơn vị"}


def write_forms(brief: Brief, dossiers: Sequence[Dossier]) -> bytes:
    """Give a workbook with a guide and a worksheet for each unit."""
    return _Binder(brief).bind_units(dossiers)


def write_ballot(brief: Brief, units: Sequence[Unit]) -> bytes:
    """Give the workbook of one member of the council."""
    return _Binder(brief).bind_ballot(units)


class _Binder:
    """Binds the worksheets of one workbook, the hidden ones last."""

    def __init__(self, brief: Brief) -> None:
        try:
            import xlsxwriter
        except ImportError:
            what = Text(vi="Làm phiếu Excel", en="Making forms in Excel")
            raise MissingExtraError(what, "excel") from None
        self.brief = brief
        self.stream = BytesIO()
        self.book = xlsxwriter.Workbook(self.stream, dict(OPTIONS))
        self.kind = growing_sheet()
        self.looks = Looks(self.book)
        self.lists = Lists()
        criteria = brief.criteria
        # The day is that of the set, so that a form is the same whenever it is made.
        created = datetime.combine(criteria.period.start, time())
        self.book.set_properties(
            {"title": criteria.title, "author": criteria.issuer, "created": created}
        )

    def bind_units(self, dossiers: Sequence[Dossier]) -> bytes:
        names = sheet_names([one.unit.name for one in dossiers], (GUIDE, ROLL, MARKS, LISTS))
        guide = self._pen(GUIDE)
        roll = self._pen(ROLL) if self.brief.role in _ROLL_TITLES else None
        desks = [
            Desk(self._pen(name), self.brief, dossier, self.lists)
            for name, dossier in zip(names, dossiers, strict=True)
        ]
        for desk in desks:
            draw_unit(desk)
        if roll is not None:
            draw_roll(roll, _ROLL_TITLES[self.brief.role], desks)
        whose = dossiers[0].unit.name if len(dossiers) == 1 else f"{len(dossiers)} đơn vị"
        asked = f"{len(desks[0].inputs)} câu hỏi"
        if len(desks) > 1:
            least, most = (end(len(desk.inputs) for desk in desks) for end in (min, max))
            asked = f"{most if least == most else f'{least} đến {most}'} ô mỗi đơn vị"
        draw_guide(guide, self.brief, Facts(whose, asked))
        (desks[0].pen if roll is None else roll).sheet.activate()
        marks = [_unit_mark(desk.pen.name, desk.dossier.unit) for desk in desks]
        questions = [one for desk in desks for one in desk.questions]
        return self._close(marks, questions, [one for desk in desks for one in desk.pen.words])

    def bind_ballot(self, units: Sequence[Unit]) -> bytes:
        guide, pen = self._pen(GUIDE), self._pen(BALLOT)
        marks, questions = draw_ballot(pen, self.brief, units)
        asked = f"{len(questions)} cột cho {len(units)} đơn vị"
        draw_guide(guide, self.brief, Facts(self.brief.member, asked))
        pen.sheet.activate()
        return self._close(marks, questions, pen.words)

    def _pen(self, name: str) -> Pen:
        return Pen(self.book.add_worksheet(name, self.kind), name, self.looks)

    def _close(
        self,
        units: Sequence[UnitMark],
        questions: Sequence[QuestionMark],
        words: Sequence[WordMark],
    ) -> bytes:
        """Write the hidden worksheets, and give the bytes of the whole."""
        criteria, period = self.brief.criteria, self.brief.criteria.period
        end = "" if period.to is None else period.to.isoformat()
        form = FormMark(
            role=self.brief.role,
            set_id=criteria.id,
            digest=criteria.digest,
            period=f"{period.start.isoformat()}/{end}",
            title=criteria.title,
            member=self.brief.member,
        )
        self._hide(MARKS, mark_rows(form, units, questions, words))
        columns = list(self.lists.columns)
        if columns:
            depth = max(map(len, columns))
            padded = [(*column, *[""] * depth)[:depth] for column in columns]
            self._hide(LISTS, list(zip(*padded, strict=True)))
        self.book.close()
        return self.stream.getvalue()

    def _hide(self, name: str, rows: Sequence[Sequence[str]]) -> None:
        sheet = self.book.add_worksheet(name)
        sheet.very_hidden()
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                if text:
                    sheet.write_string(row, column, text)


def _unit_mark(sheet: str, unit: Unit) -> UnitMark:
    return UnitMark(sheet, unit.id, unit.name, unit.kind, unit.group, unit.parent or "")
