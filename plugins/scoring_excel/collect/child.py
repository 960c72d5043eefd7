"""Read old workbooks (.xls) in a process of its own: what breaks the reader breaks no more.

Run as a script, with nothing of ours imported, so that it starts at once. A line in is the
path of a file and the number of the question, a line out what was read, as JSON. Numbers
leave as the shortest digits that stand for them. A crash of the reader, or memory beyond the
limit, ends this process; whoever asked starts another.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

MOST_MEMORY = 1_000_000_000
MOST_ROWS, MOST_COLUMNS = 5_000, 256


def serve() -> None:
    """Answer questions line by line until there are no more."""
    _bound_memory()
    for line in sys.stdin:
        try:
            told: dict[str, Any] = {"pages": _pages(json.loads(line)["path"])}
        except MemoryError:
            raise
        except Exception as error:
            locked = type(error).__name__ == "PasswordError"
            told = {"locked": True} if locked else {"error": str(error)[:300]}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


def _bound_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; the clock of the parent still runs
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def _pages(path: str) -> list[dict[str, Any]]:
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_path(path)
    pages = []
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        pages.append(
            {
                "name": name,
                "cells": list(_cells(sheet)),
                "merged": [
                    [top + 1, left + 1, bottom + 1, right + 1]
                    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
                ],
            }
        )
    return pages


def _cells(sheet: Any) -> Iterator[list[Any]]:
    """Give row, column, sort and text of each cell that holds something."""
    if sheet.start is None:
        return
    if sheet.total_height > MOST_ROWS or sheet.total_width > MOST_COLUMNS:
        raise ValueError(f"more than {MOST_ROWS} rows or {MOST_COLUMNS} columns")
    for row, values in enumerate(sheet.to_python(skip_empty_area=False), 1):
        for column, value in enumerate(values, 1):
            if value != "":
                yield [row, column, type(value).__name__, _said(value)]


def _said(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


if __name__ == "__main__":
    # Both are streams of a process of its own, never a stand-in.
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    serve()
