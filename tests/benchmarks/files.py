"""The units as files: what a council would have on its disk."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tests.benchmarks import workload
from tests.benchmarks.workload import Drawn, Item, Slot


def header() -> list[str]:
    """Give the headings of a sheet."""
    columns = [item.column(slot) for item in workload.ITEMS for slot in item.slots]
    return ["unit", "name", "kind", "group", *columns]


def rows(units: Drawn) -> Iterator[list[str]]:
    """Give the cells of each unit as a person would write them."""
    said = [
        [_said(item, slot, number) for number in units.columns[item.name(slot)].tolist()]
        for item in workload.ITEMS
        for slot in item.slots
    ]
    groups = units.groups.tolist()
    for row, cells in enumerate(zip(*said, strict=True)):
        name = f"X{row:07}"
        yield [name, f"Xã số {row}", "commune", f"Cụm {groups[row] + 1:02}", *cells]


def _said(item: Item, slot: Slot, number: int) -> str:
    kind = item.rule["kind"]
    if kind == "choice":
        return f"muc-{number}"
    if kind == "deadline":
        return date.fromordinal(number).isoformat()
    if slot.den == 1:
        return str(number)
    whole, rest = divmod(number, slot.den)
    return f"{whole}.{rest:0{len(str(slot.den)) - 1}}"


def write_csv(units: Drawn, path: Path) -> Path:
    """Write the units as a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header(), *rows(units)])
    return path


def write_workbook(units: Drawn, path: Path) -> Path:
    """Write the same integers as a workbook: what pandas reads with openpyxl."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("units")
    sheet.append([*units.columns, "group"])
    columns = [array.tolist() for array in (*units.columns.values(), units.groups)]
    for cells in zip(*columns, strict=True):
        sheet.append(cells)
    book.save(path)
    return path
