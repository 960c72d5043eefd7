"""Run: a program and a sheet to a result.

Points and totals look at one unit at a time, so they run in blocks that fit the cache,
one after the other or on several threads; the later stages see all units at once. The
result does not depend on the size of blocks, their order, or the number of workers.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from scoring.engine.compile import Program
from scoring.engine.examine import walk
from scoring.engine.feed import feed_items
from scoring.engine.frame import Frame, Store
from scoring.engine.stages import STAGES, UNIT_STAGES
from scoring.engine.stages.points import Plan, outside, score_block
from scoring.model import catalogue
from scoring.model.columns import State
from scoring.model.criteria import CriteriaSet, PointsCondition
from scoring.model.problems import Place, Problem
from scoring.model.result import Result
from scoring.model.sheet import Sheet

ENGINE = "danvan-scoring"
# Units a block: rules of one kind rarely have more than some hundred kilobytes of answers
# then, which stay in the cache, and Python's own time is spread over many units.
BLOCK = 32_768
_SEEN = 2**24


def run(
    program: Program,
    sheet: Sheet,
    *,
    items: Result | None = None,
    workers: int = 1,
    block: int = BLOCK,
    keep_points: bool = True,
) -> Result:
    """Score, classify and rank every unit of a sheet.

    `items` is the result of the items' own criteria set where the set feeds on one.
    `workers` threads share the blocks. Without `keep_points` only the points that gates and
    tie-breakers read are kept, which halves the memory of a national file; such a result
    cannot be explained. Nothing is rounded but where the set says so.
    """
    sheet = feed_items(program, sheet, items)
    points_plan = program.plans["points"]
    whole = Frame(sheet)
    peers = {
        index: score_block(points_plan.blocks[index], points_plan, whole)
        for index in points_plan.peer_blocks
    }
    # The usual allocator hands freed memory back and fetches it anew, page by page, for every
    # step of every block, until it has seen a larger piece come and go.
    np.empty(_SEEN, dtype=np.uint8)
    store = Store(len(sheet))
    windows = _windows(len(sheet), block)
    rooms = _Rooms(points_plan, store if keep_points else None, windows)
    kept = None if keep_points else _kept(program)

    def fill(frame: Frame) -> Frame:
        frame.peer_points = peers
        for stage in UNIT_STAGES:
            stage.run(program.plans[stage.NAME], frame)
        if kept is not None:
            # Taken out here and now: the next block is written over this one.
            frame.columns["points"] = frame.numbers("points")[list(kept.values())]
        return frame

    def make(window: tuple[int, int]) -> Frame:
        frame = Frame(sheet, *window)
        frame.room = rooms.room(frame)
        return fill(frame)

    whole.point_rows = points_plan.row_by_code
    if kept is not None:
        whole.point_rows = {code: row for row, code in enumerate(kept)}
    if len(windows) == 1:
        fill(whole)
    else:
        gaps: set[int] = set()
        for frame in _frames(make, windows, workers):
            store.put(frame, frame.columns)
            gaps.update(frame.gap_rows)
        whole.columns.update(store.columns())
        whole.gaps = tuple(sorted(gaps))
    for stage in STAGES:
        if stage not in UNIT_STAGES:
            stage.run(program.plans[stage.NAME], whole)
    return Result(
        criteria=program.criteria,
        sheet=sheet,
        columns=whole.columns,
        engine=f"{ENGINE} {_version()}",
        problems=tuple(_out_of_range(program, whole)) if keep_points else (),
        row_by_code=points_plan.row_by_code,
        items=items,
        program=program,
    )


def _version() -> str:
    from scoring import __version__

    return __version__


def _windows(length: int, block: int) -> list[tuple[int, int]]:
    return [(start, min(start + block, length)) for start in range(0, length, block)] or [(0, 0)]


def _frames(make: Any, windows: Sequence[tuple[int, int]], workers: int) -> Iterator[Frame]:
    if workers <= 1 or len(windows) == 1:
        yield from map(make, windows)
        return
    with ThreadPoolExecutor(workers) as pool:
        # A few blocks ahead at most, so that memory does not grow with the file.
        ahead = workers * 2
        waiting = [pool.submit(make, window) for window in windows[:ahead]]
        for number in range(len(windows)):
            yield waiting.pop(0).result()
            if number + ahead < len(windows):
                waiting.append(pool.submit(make, windows[number + ahead]))


class _Rooms:
    """Where the points of each block are written, so that memory is claimed once.

    In the store if it keeps them; otherwise every thread writes block over block.
    """

    def __init__(self, plan: Plan, store: Store | None, windows: Sequence[tuple[int, int]]) -> None:
        self._shape = len(plan.leaves), max(stop - start for start, stop in windows)
        self._type = plan.type
        self._own = threading.local()
        self._kept: np.ndarray[Any, Any] | None = None
        if store is not None and plan.type is not None:
            self._kept = store.claim("points", len(plan.leaves), plan.type)

    def room(self, frame: Frame) -> np.ndarray[Any, Any] | None:
        """Give the place for the points of a block, if it is known what they need."""
        if self._type is None:
            return None
        if self._kept is not None:
            return self._kept[:, frame.window]
        if not hasattr(self._own, "room"):
            self._own.room = np.empty(self._shape, dtype=self._type)
        room: np.ndarray[Any, Any] = self._own.room[:, : len(frame)]
        return room


def _kept(program: Program) -> Mapping[str, int]:
    """Give the rows of the points that conditions and tie-breakers read."""
    row_by_code = program.plans["points"].row_by_code
    return {
        code: row_by_code[code]
        for code in sorted(codes_read(program.criteria))
        if code in row_by_code
    }


def codes_read(criteria: CriteriaSet) -> set[str]:
    """Give the criteria whose points a gate, a grade or a tie-breaker looks at."""
    conditions = [gate.when for gate in criteria.gates]
    conditions += [grade.needs for grade in criteria.grades if grade.needs is not None]
    codes = {
        one.criterion
        for condition in conditions
        for one in walk(condition)
        if isinstance(one, PointsCondition)
    }
    # A part that is a leaf itself is read by conditions on every part.
    codes |= {part.code for part in criteria.parts if part.rule is not None}
    return codes | {
        str(value) for tie in criteria.ranking.tie_breakers for value in tie.parameters.values()
    }


def _out_of_range(program: Program, frame: Frame) -> Iterator[Problem]:
    """Tell each cell that was held because its points leave 0 … max."""
    gaps = frame.codes("states")[list(frame.gap_rows)]
    for row in np.nonzero((gaps == State.HELD).any(axis=0))[0].tolist():
        for leaf, found in outside(program.plans["points"], frame, row):
            place = Place(frame.sheet.file)
            unit = frame.units.ids[row]
            yield catalogue.points_out_of_range(place, unit, leaf.name, found, leaf.max)
