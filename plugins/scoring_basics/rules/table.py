"""R21, a table: one number picks the row, another the column."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from scoring import (
    NUMBER,
    POSITIVE,
    Case,
    Cells,
    Entry,
    Interval,
    Numbers,
    Parameter,
    ParameterFault,
    ParameterType,
    RuleKind,
    Say,
    Slot,
    Text,
    Worked,
    cover_once,
    fault,
    list_of,
    read_interval,
    table_of,
)
from scoring_basics import previews
from scoring_basics.bands import pick_where, taken

_EDGE_TABLES = list_of(
    table_of(
        *(
            Parameter(name, NUMBER, Text(vi=vi, en=en), required=False)
            for name, vi, en in (
                ("at_least", "từ số này trở lên", "this number or more"),
                ("more_than", "trên số này", "more than this number"),
                ("at_most", "đến hết số này", "this number or less"),
                ("below", "dưới số này", "less than this number"),
                ("equals", "đúng số này", "exactly this number"),
            )
        )
    )
)


def _read_ladder(raw: object) -> tuple[Interval, ...]:
    tables: Sequence[Entry] = _EDGE_TABLES.read(raw)  # type: ignore[assignment]  # as a list of tables reads
    intervals = [
        read_interval({key: edge for key, edge in table.values.items() if edge is not None})
        for table in tables
    ]
    return tuple(cover_once(intervals))


LADDER = ParameterType(
    "ladder",
    Text(
        vi="các khoảng [{ at_least = … }, …, {}], phủ mọi giá trị đúng một lần",
        en="intervals [{ at_least = … }, …, {}] that cover every value once",
    ),
    _read_ladder,
    _EDGE_TABLES.schema,
    columns=_EDGE_TABLES.columns,
)


def points(case: Case) -> Numbers:
    """Give the cell where the row and the column meet."""
    columns = taken(case.columns, case.column)
    rows = [pick_where(columns, cells) for cells in case.cells]
    return pick_where(taken(case.rows, case.row), rows)


def _holder(intervals: Sequence[Interval], value: Fraction, say: Say) -> str:
    return next(one for one in intervals if one.has(value)).said().in_(say.lang)


def explain(case: Case, say: Say) -> str:
    """Write in which row and which column the unit stands."""
    row, column = _holder(case.rows, case.row, say), _holder(case.columns, case.column, say)
    return (
        say.text(vi="hàng", en="row")
        + f" {say(case.row)} ({row}); "
        + say.text(vi="cột", en="column")
        + f" {say(case.column)} ({column})"
    )


def preview(case: Cells) -> str | None:
    """Write the cell where the row and the column meet, as conditions in conditions."""
    rows = [
        previews.picked(case.columns, previews.said_points(cells), case.column)
        for cells in case.cells
    ]
    written = [row for row in rows if row is not None]
    if len(written) < len(rows) or len(case.rows) + len(case.columns) > previews.MOST_STEPS:
        return None
    return previews.picked(case.rows, written, case.row)


def reach(case: Case) -> tuple[Fraction, Fraction]:
    """Give the least and the greatest points."""
    cells = [cell for row in case.cells for cell in row]
    return min(cells), max(cells)


def check(case: Case) -> Sequence[ParameterFault]:
    """Refuse a table that lacks cells or has too many."""
    if len(case.cells) != len(case.rows):
        return [
            fault(
                f"cells có {len(case.cells)} hàng nhưng rows có {len(case.rows)} khoảng.",
                f"cells has {len(case.cells)} rows but rows has {len(case.rows)} intervals.",
                "Viết một hàng điểm cho mỗi khoảng của rows.",
                "Write one row of points for each interval of rows.",
                "cells",
            )
        ]
    return [
        fault(
            f"hàng này có {len(row)} ô nhưng columns có {len(case.columns)} khoảng.",
            f"this row has {len(row)} cells but columns has {len(case.columns)} intervals.",
            "Viết một ô điểm cho mỗi khoảng của columns.",
            "Write one cell for each interval of columns.",
            "cells",
            index,
        )
        for index, row in enumerate(case.cells)
        if len(row) != len(case.columns)
    ]


_RULE = {
    "rows": [{"at_least": 90}, {"at_least": 70}, {}],
    "columns": [{"at_most": 0}, {"at_most": 2}, {}],
    "cells": [[10, 8, 5], [7, 5, 3], [3, 1, 0]],
}

KIND = RuleKind(
    name="table",
    title=Text(vi="Bảng hai chiều", en="A table"),
    formula=Text(
        vi="khoảng của hàng × khoảng của cột → điểm trong ô",
        en="interval of the row × interval of the column → points of the cell",
    ),
    slots=(
        Slot("row", "number", Text(vi="giá trị chọn hàng", en="what picks the row"), low=None),
        Slot("column", "number", Text(vi="giá trị chọn cột", en="what picks the column"), low=None),
    ),
    parameters=(
        Parameter("rows", LADDER, Text(vi="các khoảng của hàng", en="intervals of the rows")),
        Parameter("columns", LADDER, Text(vi="các khoảng của cột", en="intervals of the columns")),
        Parameter(
            "cells",
            list_of(list_of(POSITIVE)),
            Text(vi="điểm của từng ô, theo hàng", en="points of each cell, row by row"),
        ),
    ),
    points=points,
    preview=preview,
    explain=explain,
    reach=reach,
    check=check,
    source="R21",
    worked=(
        Worked(
            _RULE,
            {"row": 90, "column": 0},
            "10",
            "10",
            Text(vi="ô đầu, đúng cả hai cạnh", en="the first cell, on both edges"),
        ),
        Worked(
            _RULE,
            {"row": "89.99", "column": 2},
            "5",
            "10",
            Text(vi="dưới 90 và đúng 2", en="below 90 and exactly 2"),
        ),
        Worked(
            _RULE,
            {"row": 95, "column": 3},
            "5",
            "10",
            Text(vi="hàng đầu, cột cuối", en="first row, last column"),
        ),
        Worked(_RULE, {"row": 12, "column": 40}, "0", "10", Text(vi="ô cuối", en="the last cell")),
    ),
)
