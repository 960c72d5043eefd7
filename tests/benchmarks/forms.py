"""Measure forms and papers: `python -m tests.benchmarks.forms [--write]`.

170 communes get their forms, fill them in, and send them back in three formats; hostile files
come among them; the result becomes a workbook, a page, papers. Every command starts in a process
of its own, once. With `--write` the section of docs/why/performance.md is rewritten.
"""

from __future__ import annotations

import csv
import os
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

from scoring import Problem, compile_criteria, find_set, load_registry, read_criteria
from scoring_excel.collect.oldreader import OldReader
from scoring_excel.collect.open import open_book
from tests.benchmarks import documents
from tests.benchmarks.measure import ROOT, time_together
from tests.benchmarks.report import PAGE, milliseconds, surroundings
from tests.programs import convert, find
from tests.season.filling import entries_of, fill, open_places, read_rows

SET, COUNT, MANY = "law10-commune", 170, 3_321
BEGIN, END = "<!-- forms: begin -->", "<!-- forms: end -->"
COMMAND = "python -m tests.benchmarks.forms"

# A command in a process that says at its end how much memory it had at most.
_MEASURED = (
    "import sys; from scoring.cli.door import run; from tests.benchmarks.memory import peak; "
    "code = run(sys.argv[1:]); sys.stdout.flush(); print(peak()); sys.exit(code)"
)
Line = tuple[str, str, str, str]


def command(*arguments: object) -> tuple[float, int]:
    """Give the seconds and the bytes that a command of danvan took; raises if it failed."""
    begin = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, *map(str, arguments)],
        cwd=ROOT,
        env=dict(os.environ, PYTHONUTF8="1", DANVAN_LANG="vi"),
        capture_output=True,
        encoding="utf-8",
    )
    seconds = time.perf_counter() - begin
    if done.returncode:
        raise RuntimeError(done.stderr)
    return seconds, int(done.stdout.split()[-1])


# ---- forms out and back --------------------------------------------------------------------


def write_units(file: Path, count: int) -> list[dict[str, str]]:
    """Write a sheet of many units, made by repeating those of the set."""
    registry = load_registry()
    rows = read_rows(find_set(SET, registry).folder / "units.csv")
    made = [
        {**rows[at % len(rows)], "unit": f"DV{at:04d}", "name": f"Đơn vị giả định {at}"}
        for at in range(count)
    ]
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(made[0]))
        writer.writeheader()
        writer.writerows(made)
    return made


def fill_all(forms: Path, rows: Sequence[dict[str, str]]) -> int:
    """Fill in every form with the answers of its unit; give how many cells that were."""
    registry = load_registry()
    found = find_set(SET, registry)
    questions = compile_criteria(read_criteria(found.file, registry), registry).questions
    row_by_unit = {row["unit"]: row for row in rows}
    cells = 0
    for file in sorted(forms.glob("*.xlsx")):
        _, where = open_places(file)
        row = row_by_unit[next(iter(where))[0]]
        cells += fill(file, list(entries_of(row, questions, "self", where)))
    return cells


def season(folder: Path) -> Iterator[Line]:
    """Measure forms out, and back in every format."""
    rows = write_units(folder / "units.csv", COUNT)
    forms = folder / "xlsx"
    yield _line(
        f"{COUNT} forms written", command("form", SET, "--units", folder / "units.csv", "-o", forms)
    )
    cells = fill_all(forms, rows)
    size = sum(file.stat().st_size for file in forms.iterdir())
    folders = {"xlsx": forms}
    if find("soffice") is not None:
        for format_ in ("ods", "xls"):
            folders[format_] = folder / format_
            convert(sorted(forms.glob("*.xlsx")), format_, folders[format_])
    for format_, own in folders.items():
        sheet = folder / f"{format_}.csv"
        what = f"{COUNT} forms collected, .{format_} ({cells:,} cells filled)"
        yield _line(
            what,
            command("collect", SET, own, "-o", sheet, "--replace"),
            20 if format_ == "xlsx" else None,
        )
    sheets = {(folder / f"{format_}.csv").read_bytes() for format_ in folders}
    assert len(sheets) == 1, "the formats give different sheets"
    yield (f"size of a filled form (.xlsx, all {COUNT}: {size / 1e6:.1f} MB)",
           f"{size / COUNT / 1e3:.0f} KB", "", "")  # fmt: skip


def results(folder: Path) -> Iterator[Line]:
    """Measure results as workbooks and pages, from a sheet to a file."""
    for count in (COUNT, MANY):
        sheet = folder / f"units-{count}.csv"
        write_units(sheet, count)
        for format_ in ("json", "xlsx", "html"):
            out = folder / f"result-{count}.{format_}"
            took = command("score", SET, sheet, "-o", out, "--replace")
            yield _line(
                f"{count:,} units scored, as .{format_} ({out.stat().st_size / 1e6:.1f} MB)", took
            )


def papers(folder: Path) -> Iterator[Line]:
    """Measure papers as PDF, in a process that has written one already."""
    registry = load_registry()
    made = documents.documents(registry)
    write = registry.writers["pdf"].write
    works = {name: documents.work(one, write) for name, one in made.items()}
    pages = {name: len(documents.PAGE.findall(one())) for name, one in works.items()}
    for name, seconds in time_together(works).items():
        aim = documents.ROWS_AIM if name.endswith("rows") else documents.PAGE_AIM * pages[name]
        met = "met" if seconds <= aim else "**missed**"
        what = f"PDF: {name} ({pages[name]} pages)"
        yield what, milliseconds(seconds), "", f"≤ {milliseconds(aim)}: {met}"


def _line(what: str, took: tuple[float, int], aim: int | None = None) -> Line:
    seconds, peak = took
    wanted = "" if aim is None else f"≤ {aim} s: {'met' if seconds <= aim else '**missed**'}"
    return what, f"{seconds:.2f} s", f"{peak / 1e6:.0f} MB", wanted


# ---- hostile files -------------------------------------------------------------------------

SHEET = "xl/worksheets/sheet1.xml"


def packed(content: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """Give a workbook with some of its parts changed."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def hostile(form: bytes) -> Iterator[tuple[str, bytes]]:
    """Give files that nobody should open, with what is wrong with each."""

    def cell(address: str) -> bytes:
        return f'<row r="9"><c r="{address}"><v>1</v></c></row></sheetData>'.encode()

    def in_sheet(new: bytes) -> Callable[[dict[str, bytes]], None]:
        def change(parts: dict[str, bytes]) -> None:
            parts[SHEET] = parts[SHEET].replace(b"</sheetData>", new)

        return change

    strings = "xl/sharedStrings.xml"
    yield "0.5 GB of blanks in 0.5 MB", packed(form, in_sheet(b" " * 500_000_000))
    yield "a cell at XFD1048576", packed(form, in_sheet(cell("XFD1048576")))
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    yield "entities in entities", packed(form, lambda parts: parts.update({strings: entity}))
    yield (
        "10,000 entries",
        packed(form, lambda parts: parts.update({f"xl/{at}.xml": b"x" for at in range(10_000)})),
    )
    yield "a lying directory", lying(form)
    yield "half a file", form[: len(form) // 2]
    noise = random.Random(1).randbytes(200_000)
    yield "noise in an old container", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise


def lying(form: bytes) -> bytes:
    """Give a workbook whose directory says that every entry is tiny."""
    content, start = bytearray(form), form.index(b"PK\x01\x02")
    while start >= 0:
        content[start + 24 : start + 28] = b"\x10\0\0\0"
        start = content.find(b"PK\x01\x02", start + 4)
    return bytes(content)


def refusals(folder: Path) -> Iterator[Line]:
    """Measure how soon a hostile file is refused, in a process that reads already."""
    form = sorted((folder / "xlsx").glob("*.xlsx"))[0].read_bytes()
    with OldReader() as old:
        old_start = folder / "start.xls"
        old_start.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1_000))
        open_book(old_start, old_start.name, old)  # starts the child that reads such files
        for what, content in hostile(form):
            file = folder / ("old.xls" if "container" in what else "bad.xlsx")
            file.write_bytes(content)
            begin = time.perf_counter()
            refused = open_book(file, file.name, old)
            seconds = time.perf_counter() - begin
            assert isinstance(refused, Problem), what
            met = "met" if seconds <= 0.1 else "**missed**"
            yield f"refused: {what}", milliseconds(seconds), "", f"≤ 100 ms: {met}"


# ---- the report ----------------------------------------------------------------------------


def measure() -> list[str]:
    """Measure everything, and give the lines of the report."""
    packages = ("XlsxWriter", "openpyxl", "python-calamine", "typst")
    said = surroundings(COMMAND).partition("; ")[0]
    lines = [f"{said}; {', '.join(f'{name} {version(name)}' for name in packages)}.", ""]
    lines += ["| what | time | peak memory | aim |", "|---|---:|---:|---|"]
    with tempfile.TemporaryDirectory() as temporary:
        for part in (season, refusals, results, papers):
            for line in part(Path(temporary)):
                lines.append("| " + " | ".join(line) + " |")
                print(lines[-1], file=sys.stderr, flush=True)
    if find("soffice") is None:
        lines += ["", "* LibreOffice is not installed, so .ods and .xls were not measured."]
    return lines


def write(lines: Sequence[str]) -> None:
    """Put the report between its marks on the page."""
    page = PAGE.read_text(encoding="utf-8")
    head, _, rest = page.partition(BEGIN)
    PAGE.write_text("\n".join([head + BEGIN, *lines, END + rest.partition(END)[2]]), "utf-8")


if __name__ == "__main__":
    made = measure()
    print("\n".join(made))
    if "--write" in sys.argv[1:]:
        write(made)
