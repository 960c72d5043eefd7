"""The page of the sheet: its columns, and what a cell may hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from pages.grid import both, choices, code, table
from scoring import State, Text, machine_number
from scoring.engine import enter
from scoring.engine.entering import cells
from scoring.engine.examine import RESERVED
from scoring.engine.questions import EVIDENCE_OPTIONS, Question
from scoring.model.criteria import ROLES
from scoring.plugin.kinds import ANSWER_TYPES

INTRODUCTION = """\
# The sheet

A sheet of answers is a table: a row a unit, a column a question. CSV in UTF-8 is read with
commas, semicolons or tabs, XLSX from its one visible worksheet, and a stored `result.json` gives back
the answers it was made from; `danvan plugins` lists what else can be. Nothing is guessed and nothing is dropped in silence: a cell that
cannot be read is a problem with its row and column, and all problems are told at once.

*Bảng số liệu: mỗi đơn vị một dòng, mỗi câu hỏi một cột. Ô nào không đọc được thì báo lỗi kèm dòng
và cột, báo hết một lần; không đoán và không lặng lẽ bỏ qua.*

## Columns

The column of a question is the code of its criterion (`1.1`), with the slot where the rule asks
several (`1.1.done`), or the id of a shared field. A column whose title begins with `#` is
skipped; any other title that is not known is refused. Beside the questions:
"""

_ASIDE = {
    "parent": Text(vi="mã đơn vị cấp trên, hoặc đơn vị của mô hình", en="the unit it belongs to"),
    "role": Text(vi="ai ghi dòng này", en="who speaks in this row: " + ", ".join(ROLES)),
    "reason": Text(
        vi="lý do của ô “không áp dụng” hoặc của việc đổi điểm",
        en="why a cell does not apply, or why it was changed",
    ),
    "decided_grade": Text(vi="hạng do hội đồng quyết định", en="the grade the council decided"),
    "decided_reason": Text(vi="lý do của quyết định ấy", en="the reason of that decision"),
}

# What is tried on every cell below, so that the page says what the reader does.
TRIED: dict[str, tuple[str, ...]] = {
    "number": ("8", "8.5", "8,5", "2/3", "70%", "1 250", "1.234.567", "1.234.567,5"),
    "count": ("12", "1 250", "8.5"),
    "share": ("70%", "0.7", "2/3", "7/5"),
    "flag": ("có", "x", "1", "yes", "không", "0", "no"),
    "date": ("2026-02-28", "28/02/2026", "28.2.2026", "chưa", "30/02/2026"),
    "item": ("có", "không", "quá hạn"),
    "option": ("muộn", "late", "sớm"),
}


def page() -> str:
    """Give the text of the page."""
    return "\n".join([*INTRODUCTION.split("\n"), *_columns(), "", *_cells(), "", *_words(), ""])


def _columns() -> Iterator[str]:
    assert {*enter.HEADINGS, *_ASIDE} == set(RESERVED)
    yield from table(
        ("column", "", "holds"),
        [
            *((code(name), "must", both(said)) for name, said in enter.HEADINGS.items()),
            *((code(name), "may", both(said)) for name, said in _ASIDE.items()),
        ],
    )
    yield ""
    yield "A unit may have several rows with different roles. They are laid over each other cell by"
    yield f"cell, the later role on top ({' → '.join(ROLES)}); a blank on top covers nothing."
    yield ""
    yield "What is said in words about one question or criterion has a column of its own: `reason:1.1.done`,"
    yield "`evidence:1.1.done`, `note:1.1`. A `reason:` serves where a reason is asked for, as the row's does."
    yield ""
    yield "In a CSV file a text that begins with `=`, `+`, `-` or `@` may be kept from a spreadsheet by an"
    yield "apostrophe before it; the reader takes one off, so that the text is the same again."


def _cells() -> Iterator[str]:
    yield "## Cells"
    yield ""
    yield "Each of these cells was read while this page was made:"
    yield ""
    assert {*TRIED, "numbers"} == set(ANSWER_TYPES)
    rows = [(kind, code(text), _read(kind, text)) for kind in TRIED for text in TRIED[kind]]
    yield from table(("type", "cell", "is"), rows)
    yield ""
    yield "`numbers` is a list with semicolons: `8,5; 8; 9`."
    yield ""
    yield "`32.150` and `2.063` have two readings, thousands or decimals. Such a cell is taken only"
    yield "where the bounds of the question leave one; else it is a problem that asks:"
    yield ""
    yield from table(
        ("bounds of the question", "`2.063` is"),
        (
            ("from 0 up", _read("number", "2.063")),
            ("0 to 10", _read("number", "2.063", Fraction(10))),
            ("0 to 100,000", _read("number", "2.063", Fraction(100_000))),
        ),
    )


def _read(kind: str, text: str, high: Fraction | None = None) -> str:
    """Say what the reader makes of a cell."""
    options = EVIDENCE_OPTIONS if kind == "option" else ()
    top = Fraction(1) if kind == "share" else high
    low = None if kind in ("flag", "date", "option", "item") else Fraction(0)
    question = Question("x", "", kind, low=low, high=top, options=options)
    try:
        value = cells.read_cell(question, text)
    except cells.CellFault as fault:
        problem = fault.make(None)
        return f"refused: [{problem.code}]"
    assert not isinstance(value, State)
    if kind == "flag":
        return "yes" if value else "no"
    if kind == "date":
        return date.fromordinal(int(value)).strftime("%d/%m/%Y") if value else "not done"
    if kind == "item":
        return ("not done", "done", "overdue: counts as not done")[int(value)]
    if kind == "option":
        return f"the choice “{options[int(value)][1]}”"
    return machine_number(value)


def _words() -> Iterator[str]:
    yield "## Words"
    yield ""
    yield "Written in capitals or not, with a space before or after:"
    yield ""
    yield from table(
        ("means", "any of"),
        (
            ("nothing was reported: *missing*", "a blank"),
            ("*not applicable*", choices(sorted(cells._NOT_APPLICABLE))),
            ("yes", choices(sorted(cells._YES))),
            ("no", choices(sorted(cells._NO))),
            ("overdue (an item)", choices(sorted(cells._OVERDUE))),
            ("not done (a date)", choices(sorted(cells._NOT_DONE))),
        ),
    )
    yield ""
    yield "A cell that says *not applicable*, other than an item, needs a `reason` in its row; so does a"
    yield "cell that changes what an earlier role said. Missing is never a zero unless the policy of the"
    yield "set says so."
