"""Write what was gathered: the sheet, the marks of every member, the problems."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from scoring import Problem, Text, disarm
from scoring_excel.collect.ballots import Ballot
from scoring_excel.collect.book import address

_TITLES = Text(
    vi="tệp;trang;ô;mức;mã;điều gì;làm gì", en="file;sheet;cell;level;code;what;what to do"
)
_LEVELS = {True: Text(vi="lỗi", en="error"), False: Text(vi="cảnh báo", en="warning")}
_WIDTHS = (28, 16, 8, 10, 7, 56, 56)


def write_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Give a CSV file that Excel reads as UTF-8 and runs nothing of."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    for row in (header, *rows):
        writer.writerow([disarm(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def write_ballots(ballots: Iterable[Ballot]) -> bytes:
    """Give every mark of every member, as evidence of the lists in the sheet."""
    rows = [(one.member, one.unit, one.question, one.mark) for one in ballots]
    return write_table(("member", "unit", "question", "mark"), rows)


def write_problems(problems: Iterable[Problem], ending: str, lang: str) -> bytes:
    """Give problems as a table that can be mailed back, CSV or XLSX by its ending."""
    titles = _TITLES.in_(lang).split(";")
    rows = [_problem_row(problem, lang) for problem in problems]
    return _workbook(titles, rows) if ending == ".xlsx" else write_table(titles, rows)


def _problem_row(problem: Problem, lang: str) -> tuple[str, ...]:
    place = problem.place
    cell = "" if place.row is None else str(place.row)
    if place.row is not None and place.column is not None and place.is_spreadsheet:
        cell = address(place.row, place.column)
    level = _LEVELS[problem.is_error].in_(lang)
    said = problem.message.in_(lang), problem.hint.in_(lang)
    return place.file, place.sheet or "", cell, level, problem.code, *said


def _workbook(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    import xlsxwriter

    content = io.BytesIO()
    texts_stay_texts = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(content, texts_stay_texts) as book:
        # Of no day, so that the same problems make the same file.
        book.set_properties({"created": datetime.combine(date(2000, 1, 1), time())})
        font = {"font_name": "Times New Roman", "font_size": 11, "valign": "top", "border": 1}
        head = book.add_format({**font, "bold": True, "bg_color": "#DCE6F1", "text_wrap": True})
        plain, error = book.add_format({**font, "text_wrap": True}), {"font_color": "#9C0006"}
        red = book.add_format({**font, "text_wrap": True, **error})
        sheet = book.add_worksheet("Cần sửa")
        for column, (title, width) in enumerate(zip(titles, _WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, title, head)
        for number, row in enumerate(rows, 1):
            is_error = row[3] in (_LEVELS[True].vi, _LEVELS[True].en)
            lines = max(-(-len(text) // width) for text, width in zip(row, _WIDTHS, strict=True))
            sheet.set_row(number, 15 * max(1, lines))
            for column, text in enumerate(row):
                sheet.write_string(number, column, text, red if is_error and column < 5 else plain)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), len(titles) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    return content.getvalue()
