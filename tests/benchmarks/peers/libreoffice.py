"""LibreOffice without a window: a CSV file with formulas is opened, worked out and saved."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

from tests.benchmarks import workload
from tests.benchmarks.peers.texts import OnTexts, Text, text
from tests.benchmarks.workload import Drawn

CALC = OnTexts(
    choice="IF({0},{1},{2})", least_of="MIN", greatest_of="MAX", quotient="QUOTIENT({0},{1})"
)
# Comma, double quotes, UTF-8, from line 1, no types, English, formulas are worked out.
READ = "--infilter=CSV:44,34,76,1,,1033,false,true,false,false,false,0,true"


def find() -> str | None:
    """Give the command, if LibreOffice is installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def command(source: Path, folder: Path) -> list[str]:
    """Give the command that opens a file, works it out and writes it into a folder."""
    own = f"-env:UserInstallation={(folder / 'profile').resolve().as_uri()}"
    return [
        str(find()),
        own,
        "--headless",
        READ,
        "--convert-to",
        "csv",
        "--outdir",
        str(folder),
        str(source),
    ]


def write(units: Drawn, path: Path) -> Path:
    """Write the units with a formula for every point, part, total, grade and rank."""
    given = [*units.columns, "group"]
    columns = [array.tolist() for array in (*units.columns.values(), units.groups)]
    last = len(units) + 1
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        names = [*given, *_formulas(given, 2), "rank", "rank_overall"]
        writer.writerow(names)
        letter = {name: _letters(index) for index, name in enumerate(names)}
        key, group = letter["key"], letter["group"]
        for row, cells in enumerate(zip(*columns, strict=True), start=2):
            own, keys = f"{key}{row}", f"{key}$2:{key}${last}"
            groups = f"{group}$2:{group}${last}"
            rank = f'=COUNTIFS({groups},{group}{row},{keys},">"&{own})+1'
            formulas = [f"={one}" for one in _formulas(given, row).values()]
            writer.writerow([*cells, *formulas, rank, f"=RANK({own},{keys})"])
    return path


def _formulas(given: list[str], row: int) -> dict[str, str]:
    """Give the formula of each new column for one row of the sheet."""
    names, made = list(given), {}
    for step in workload.STEPS:
        cells = {name: Text(f"{_letters(index)}{row}") for index, name in enumerate(names)}
        new = {name: text(value) for name, value in step(CALC, cells).items()}
        made.update(new)
        names += new
    return made


def _letters(index: int) -> str:
    letters = ""
    while index >= 0:
        index, letter = divmod(index, 26)
        letters = chr(ord("A") + letter) + letters
        index -= 1
    return letters


def integers(path: Path) -> dict[str, list[int]]:
    """Give what was worked out as integer columns."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    kept = (*workload.POINTS, "total", "grade", "rank", "rank_overall")
    return {name: [int(line[name]) for line in lines] for name in kept}
