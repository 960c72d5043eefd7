"""Measure how long papers take as PDF: `python -m tests.benchmarks.documents`.

Prints a table: the median time of a document, of one page of it, and what was aimed at. Every
round writes another document, so that nothing remembered from the round before counts.
"""

from __future__ import annotations

import itertools
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from attrs import evolve
from rich.console import Console
from rich.table import Table

from scoring import (
    Document,
    Grid,
    Heading,
    Letterhead,
    Registry,
    Result,
    TableColumn,
    Text,
    compile_criteria,
    compose,
    enter_table,
    find_set,
    load_registry,
    read_criteria,
    run,
)
from tests.benchmarks.measure import time_command, time_together
from tests.benchmarks.report import milliseconds

SET = "hue-36-2022"
# Of these the aim is a time for each page; the others are measured to be known.
PAGE_AIM, ROWS, ROWS_AIM = 0.1, 1_000, 2.0
PAGE = re.compile(rb"/Type */Page\b")


def score(registry: Registry) -> Result:
    """Score the units that come with a set of the library."""
    found = find_set(SET, registry)
    program = compile_criteria(read_criteria(found.file, registry), registry)
    table = registry.importers["csv"].read(found.folder / "units.csv")
    return run(program, enter_table(program, table))


def page() -> Document:
    """Give an official paper of one page."""
    head = Letterhead("state", "Ủy ban nhân dân phường Phú Xuân", "Ủy ban nhân dân thành phố Huế")
    lines = tuple(Heading(Text.same(f"{at}. Đơn vị thứ {at}"), 3) for at in range(1, 21))
    return Document(Text.same("Thông báo"), lines, head, Text.same("Về kết quả"))


def table() -> Document:
    """Give a table of a thousand rows."""
    titles = ("Hạng", "Đơn vị", "A", "B", "Tổng điểm", "Xếp loại", "Vì sao chưa cao hơn")
    columns = tuple(
        TableColumn(Text.same(one), is_number=one in ("Hạng", "A", "B", "Tổng điểm"))
        for one in titles
    )
    reason = "thiếu 1,76 điểm để đạt Xuất sắc (≥ 90); phần C đạt 43,1%, cần ≥ 50%"
    rows = tuple(
        tuple(
            map(
                Text.same,
                (f"{at}", f"Phường Phú Xuân {at}", "40,25", "9,5", f"{at % 100},75", "Tốt", reason),
            )
        )
        for at in range(ROWS)
    )
    return Document(Text.same("Bảng"), (Grid(columns, rows),))


def documents(registry: Registry) -> dict[str, Document]:
    """Give what is measured, by name: papers that need no unit named, and two made here."""
    result = score(registry)
    made = {"one page": page(), f"{ROWS:,} rows": table()}
    for name, form in sorted(registry.forms.items()):
        options = {"row": 0, "unit": result.units.ids[0], "draft": True}
        made[name] = compose(result, form, options)
    return made


def work(document: Document, write: Callable[..., bytes]) -> Callable[[], bytes]:
    """Give the work of writing a document, each time with another digest."""
    rounds = itertools.count()
    return lambda: write(evolve(document, digest=f"sha256:{next(rounds):064x}"), {"lang": "vi"})


def time_cold(registry: Registry) -> float:
    """Time the whole command: start, score the set, write the ranking as PDF."""
    units = find_set(SET, registry).folder / "units.csv"
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "ranking.pdf"
        command: list[Any] = [sys.executable, "-m", "scoring", "score", SET, units]
        return time_command([*command, "--format", "pdf", "-o", out, "--replace"])


def main() -> None:
    """Measure everything and print the table."""
    registry = load_registry()
    write = registry.writers["pdf"].write
    works = {name: work(one, write) for name, one in documents(registry).items()}
    shown = Table("document", "pages", "time", "a page", "aim", title="Papers as PDF")
    pages = {name: len(PAGE.findall(one())) for name, one in works.items()}
    for name, seconds in time_together(works).items():
        each = seconds / pages[name]
        aim = f"≤ {milliseconds(ROWS_AIM)}" if name.endswith("rows") else ""
        aim = aim or f"≤ {milliseconds(PAGE_AIM)} a page"
        met = seconds <= ROWS_AIM if name.endswith("rows") else each <= PAGE_AIM
        mark = "met" if met else "missed"
        shown.add_row(
            name, str(pages[name]), milliseconds(seconds), milliseconds(each), f"{aim}: {mark}"
        )
    shown.add_row(f"danvan score {SET} --format pdf", "", milliseconds(time_cold(registry)), "", "")
    Console().print(shown)


if __name__ == "__main__":
    main()
