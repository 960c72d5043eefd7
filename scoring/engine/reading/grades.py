"""Read grades, and close their ladder: each total must have exactly one grade."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from scoring.engine import format as shape
from scoring.engine.locate import Path as Keys
from scoring.engine.reading.conditions import read_condition
from scoring.engine.reading.desk import Desk
from scoring.model import catalogue
from scoring.model.criteria import Grade
from scoring.model.interval import ANYTHING, Interval
from scoring.model.text import Text, nfc
from scoring.plugin.parameters import cover_once


@frozen
class _Rung:
    """A grade as it is written: only its lower edge is known yet."""

    grade: Grade
    edge: Interval
    path: Keys


def list_grade_ids(desk: Desk, raw: object) -> list[str]:
    """Give the ids of all grades, even of those that cannot be read whole."""
    return [
        nfc(str(table["id"]))
        for _, table in desk.listed(raw, ("grade",))
        if isinstance(table, dict) and "id" in table
    ]


def read_grades(desk: Desk, raw: object) -> tuple[Grade, ...]:
    """Read [[grade]] by [[grade]], from the highest down."""
    if not isinstance(raw, list):
        return ()
    rungs = []
    for path, table in desk.listed(raw, ("grade",)):
        rung = _read_rung(desk, table, path)
        if rung is not None:
            rungs.append(rung)
            desk.keep(path)
    return _close_ladder(desk, rungs)


def _read_rung(desk: Desk, raw: object, path: Keys) -> _Rung | None:
    found = desk.table(raw, path, shape.GRADE)
    if not {"id", "title"} <= set(found):
        return None
    if "from" in found and "above" in found:
        desk.add(
            catalogue.wrong_value,
            path,
            "from",
            Text(
                vi="from và above không đi cùng nhau.",
                en="from and above do not go together.",
            ),
            Text(vi="Chỉ giữ một.", en="Keep one."),
        )
        return None
    low = found.get("from", found.get("above"))
    written = raw.get("from", raw.get("above", "")) if isinstance(raw, dict) else ""
    needs = read_condition(desk, found["needs"], (*path, "needs")) if "needs" in found else None
    grade = Grade(
        str(found["id"]), str(found["title"]), ANYTHING, str(written).endswith("%"), needs
    )
    return _Rung(grade, Interval(low, "above" not in found), path)


def _close_ladder(desk: Desk, rungs: list[_Rung]) -> tuple[Grade, ...]:
    """Give each grade its interval, which ends where the one before begins."""
    if not rungs:
        desk.add(
            catalogue.broken_ladder,
            ("grade",),
            Text(vi="chưa có hạng nào.", en="there is none."),
            Text(
                vi="Thêm [[grade]] từ cao xuống thấp.",
                en="Add [[grade]] from the highest down.",
            ),
        )
        return ()
    lowest = rungs[-1].edge
    # "from = 0" in the lowest grade reads as "everything else", which it means.
    if lowest.low is not None and lowest.low <= 0:
        rungs[-1] = evolve(rungs[-1], edge=Interval(None, True))
    faults = list(_list_faults(rungs))
    for rung, message, hint in faults:
        desk.add(catalogue.broken_ladder, rung.path, message, hint)
    if faults:
        return tuple(rung.grade for rung in rungs)
    closed = cover_once([rung.edge for rung in rungs])
    shares = {rung.grade.share for rung in rungs if rung.edge.low is not None}
    if len(shares) > 1:
        desk.add(
            catalogue.broken_ladder,
            rungs[0].path,
            Text(
                vi="có hạng tính theo điểm, có hạng tính theo tỷ lệ.",
                en="some grades use points, some use shares.",
            ),
            Text(vi="Dùng một cách cho mọi hạng.", en="Use one way for all grades."),
        )
    return tuple(
        evolve(rung.grade, totals=interval, share=shares == {True})
        for rung, interval in zip(rungs, closed, strict=True)
    )


def _list_faults(rungs: Sequence[_Rung]) -> Iterator[tuple[_Rung, Text, Text]]:
    """Say which grades leave a gap or overlap."""
    for number, rung in enumerate(rungs):
        name, low = rung.grade.id, rung.edge.low
        if rung is rungs[-1]:
            if low is not None:
                yield (
                    rung,
                    Text(
                        vi=f"hạng thấp nhất “{name}” có cận dưới, nên tổng điểm thấp hơn "
                        "không thuộc hạng nào.",
                        en=f"the lowest grade “{name}” has a lower edge, so that totals "
                        "below it have no grade.",
                    ),
                    Text(vi="Bỏ from ở hạng thấp nhất.", en="Drop from in the lowest grade."),
                )
        elif low is None:
            yield (
                rung,
                Text(
                    vi=f"hạng “{name}” không phải hạng thấp nhất mà không có cận dưới.",
                    en=f"the grade “{name}” is not the lowest, yet has no lower edge.",
                ),
                Text(
                    vi="Thêm from; thang xếp loại viết từ cao xuống thấp.",
                    en="Add from; grades are written from the highest down.",
                ),
            )
        elif number and not _is_below(rung.edge, rungs[number - 1].edge):
            yield (
                rung,
                Text(
                    vi=f"hạng “{name}” không thấp hơn hạng viết trước nó.",
                    en=f"the grade “{name}” is not lower than the one before it.",
                ),
                Text(
                    vi="Viết thang xếp loại từ cao xuống thấp; sửa from.",
                    en="Write grades from the highest down; mend from.",
                ),
            )


def _is_below(lower: Interval, upper: Interval) -> bool:
    if lower.low is None or upper.low is None:
        return True
    is_edge = lower.low == upper.low and lower.with_low and not upper.with_low
    return lower.low < upper.low or is_edge
