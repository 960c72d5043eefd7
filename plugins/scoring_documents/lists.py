"""Lists: the tables of units that several papers show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scoring import Block, Grid, Heading, Paragraph, Result, TableColumn, Text
from scoring_documents.standings import (
    by_grade,
    count_states,
    grade_said,
    is_tied,
    list_groups,
    rank_said,
    rows_in,
    total_said,
    why_said,
)

NUMBER = Text(vi="TT", en="No.")
UNIT = Text(vi="Đơn vị", en="Unit")
TOTAL = Text(vi="Tổng điểm", en="Total")
GRADE = Text(vi="Xếp loại", en="Grade")
RANK = Text(vi="Thứ hạng", en="Rank")
_GROUP = Text(vi="Cụm, khối", en="Group")
_COUNT = Text(vi="Số đơn vị", en="Units")
_ALL = Text(vi="Tất cả", en="All")
_OUT = (
    Text(vi="Không xếp loại", en="Not classified"),
    Text(vi="Giữ lại", en="Held"),
    Text(vi="Tạm tính", en="Provisional"),
)


def counts_grid(result: Result) -> Grid:
    """Give how many units of each group hold each grade, or none yet, and the whole."""
    groups = list_groups(result)
    everybody = tuple(row for group in groups for row in group.rows)
    has_out = [bool(count) for count in count_states(result, everybody)]
    titles = [Text.same(grade.title) for grade in result.criteria.grades]
    titles += [title for title, shown in zip(_OUT, has_out, strict=True) if shown]
    columns = (
        TableColumn(_GROUP, width=3),
        TableColumn(_COUNT, is_number=True, width=2),
        *(TableColumn(title, is_number=True, width=2) for title in titles),
    )
    lines = [(Text.same(group.name) if group.name else _ALL, group.rows) for group in groups]
    if len(groups) > 1:
        lines.append((Text(vi="Tổng cộng", en="In all"), everybody))
    return Grid(columns, tuple(_counts(result, name, rows, has_out) for name, rows in lines))


def _counts(
    result: Result, name: Text, rows: Sequence[int], has_out: Sequence[bool]
) -> tuple[Text, ...]:
    numbers = [len(rows), *(len(held) for _, held in by_grade(result, rows))]
    out = count_states(result, rows)
    numbers += [count for count, shown in zip(out, has_out, strict=True) if shown]
    return (name, *(Text.same(str(number)) for number in numbers))


def ranked_grids(result: Result) -> Iterator[Block]:
    """Give the scored units group by group: rank, name, total, grade."""
    for group in list_groups(result):
        rows = [row for row in group.rows if result.state(row) == "scored"]
        if not rows:
            continue
        if group.name:
            yield Heading(Text.same(group.name), level=3)
        columns = (
            TableColumn(RANK, is_number=True),
            TableColumn(UNIT, width=6),
            TableColumn(TOTAL, is_number=True),
            TableColumn(GRADE, width=3),
        )
        cells = (
            (
                rank_said(result, row),
                _name(result, row),
                total_said(result, row),
                grade_said(result, row),
            )
            for row in rows
        )
        yield Grid(columns, tuple(cells))
    if any(is_tied(result, row) for row in rows_in(result, "scored")):
        yield tie_note()


def tie_note() -> Paragraph:
    """Say what “=” beside a rank means."""
    return Paragraph(
        Text(vi="Dấu “=” bên thứ hạng là đồng hạng.", en="“=” beside a rank: a shared rank."),
        "note",
    )


def open_grid(result: Result, *states: str) -> Grid | None:
    """Give the units that are in none of the lists, and why; None if there are none."""
    rows = rows_in(result, *(states or ("unclassified", "held", "provisional")))
    if not rows:
        return None
    columns = (
        TableColumn(NUMBER, is_number=True),
        TableColumn(UNIT, width=3),
        TableColumn(Text(vi="Cụm, khối", en="Group"), width=2),
        TableColumn(Text(vi="Tình trạng", en="State"), width=3),
        TableColumn(Text(vi="Lý do", en="Why"), width=6),
    )
    cells = (
        (
            Text.same(str(number)),
            _name(result, row),
            Text.same(result.units.groups[row]),
            grade_said(result, row),
            why_said(result, row),
        )
        for number, row in enumerate(rows, 1)
    )
    return Grid(columns, tuple(cells))


def recognised_lists(result: Result) -> Iterator[Block]:
    """Give the scored units group by group and grade by grade, as a decision lists them."""
    tied = False
    for group in list_groups(result):
        if group.name and any(result.state(row) == "scored" for row in group.rows):
            yield Heading(Text.same(group.name), level=2)
        for title, rows in by_grade(result, group.rows):
            if not rows:
                continue
            tied = tied or any(is_tied(result, row) for row in rows)
            yield Heading(
                Text(vi=f"Xếp loại {title}: {len(rows)} đơn vị", en=f"Graded {title}: {len(rows)}"),
                level=3,
            )
            yield _recognised(result, rows)
    if tied:
        yield tie_note()


def _recognised(result: Result, rows: Sequence[int]) -> Grid:
    columns = (
        TableColumn(NUMBER, is_number=True),
        TableColumn(UNIT, width=8),
        TableColumn(TOTAL, is_number=True, width=2),
        TableColumn(RANK, is_number=True, width=2),
    )
    cells = (
        (
            Text.same(str(number)),
            _name(result, row),
            total_said(result, row),
            rank_said(result, row),
        )
        for number, row in enumerate(rows, 1)
    )
    return Grid(columns, tuple(cells))


def _name(result: Result, row: int) -> Text:
    return Text.same(result.units.names[row])
