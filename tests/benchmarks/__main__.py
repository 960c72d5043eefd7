"""Measure the engine beside other engines: `python3 dev.py bench [--quick]`.

Every engine works on the same units by the same formulas, and its integers are held
against the engine's before its time counts. Without options everything is measured and
docs/why/performance.md is rewritten; with any option the report is only printed.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from scoring import enter_table, load_registry, run
from tests.benchmarks import engine, files, report, workload
from tests.benchmarks.measure import ROOT, measure_memory, time_command, time_together
from tests.benchmarks.peers import libreoffice
from tests.benchmarks.workload import Drawn

SIZES = (16, 3_321, 100_000, 1_000_000)
# Module, function, and the most units it is asked to score.
PEERS: Mapping[str, tuple[str, str, int]] = {
    "numpy, one criterion a time": ("arrays", "prepare", SIZES[-1]),
    "polars": ("polars_frames", "prepare", SIZES[-1]),
    "duckdb": ("duckdb_tables", "prepare", SIZES[-1]),
    "pandas": ("pandas_frames", "prepare", SIZES[-1]),
    "OpenFisca": ("openfisca", "prepare", SIZES[-1]),
    "scikit-criteria": ("skcriteria", "prepare", SIZES[-1]),
    "Decimal": ("scalar", "prepare_decimal", 3_321),
    "Fraction": ("scalar", "prepare_fraction", 3_321),
}
OWN: Mapping[str, dict[str, Any]] = {
    "engine": {"keep_points": False},
    "engine, two threads": {"keep_points": False, "workers": 2},
    "engine, all points kept": {"keep_points": True},
    "engine, with peers, needs, gate and quota": {"full": True, "keep_points": False},
}


class Bench:
    """One session: what was measured so far, told while it goes."""

    def __init__(self) -> None:
        self.times: dict[tuple[str, int], float] = {}
        self.memory: dict[int, Mapping[str, int]] = {}
        self.notes: list[str] = []

    def keep(self, name: str, size: int, seconds: float) -> None:
        """Note a time and tell it."""
        self.times[name, size] = seconds
        units = f"{size:,} units" if size else ""
        print(
            f"{name:45}{units:>18}{report.milliseconds(seconds):>14}", file=sys.stderr, flush=True
        )

    def score(self, size: int, peers: list[str]) -> None:
        """Time the engine and the peers on units of one size."""
        units = workload.draw(size)
        full = workload.draw(size, full=True)
        works: dict[str, Callable[[], Any]] = {
            "one read, adding up": lambda: _add_up(units),
            "one read, exclusive-or": lambda: _touch(units),
        }
        for name, options in OWN.items():
            works[name] = engine.prepare(full if options.get("full") else units, **options)
        expected = engine.integers(engine.prepare(units)())
        for name in peers:
            work = self._peer(name, units, expected)
            if work is not None:
                works[name] = work
        for name, seconds in time_together(works).items():
            self.keep(name, size, seconds)

    def _peer(
        self, name: str, units: Drawn, expected: Mapping[str, Any]
    ) -> Callable[[], Any] | None:
        """Give the work of a peer, if it gives the same integers as the engine."""
        module, function, most = PEERS[name]
        if len(units) > most:
            return None
        try:
            peer = importlib.import_module(f"tests.benchmarks.peers.{module}")
        except ImportError as error:
            self.notes.append(f"{name}: not installed ({error.name}).")
            return None
        work: Callable[[], Any] = getattr(peer, function)(units)
        found = peer.integers(work())
        wrong = [one for one in found if not np.array_equal(found[one], expected[one])]
        if wrong:
            self.notes.append(f"{name} gives other integers at {len(units):,} units: {wrong}.")
            return None
        return work

    def end_to_end(self, sizes: list[int]) -> None:
        """Time whole commands from a cold start, files in and files out."""
        with tempfile.TemporaryDirectory() as folder:
            self._commands(Path(folder), [size for size in sizes if size <= 3_321])

    def _commands(self, folder: Path, sizes: list[int]) -> None:
        python = sys.executable
        self.keep("danvan --help", 0, time_command([python, "-m", "scoring", "--help"]))
        criteria = workload.write_criteria(folder / "workload")
        for size in sizes:
            units, out = workload.draw(size), folder / "out.csv"
            sheet = files.write_csv(units, folder / f"units-{size}.csv")
            works = {"CSV read, entered, scored, ranked": lambda path=sheet: _scored_from(path)}
            for name, seconds in time_together(works).items():
                self.keep(name, size, seconds)
            command = [python, "-m", "scoring", "score", criteria, sheet]
            seconds = time_command([*command, "--format", "csv", "-o", out, "--replace"])
            self.keep("danvan score, from CSV", size, seconds)
            book = files.write_workbook(units, folder / f"units-{size}.xlsx")
            peer = [python, "-m", "tests.benchmarks.peers.pandas_workbook", book, out]
            self.keep("pandas with openpyxl, from XLSX", size, time_command(peer))
            if libreoffice.find() is None:
                continue
            source = libreoffice.write(units, folder / f"formulas-{size}.csv")
            done = folder / "done"
            done.mkdir(exist_ok=True)
            seconds = time_command(libreoffice.command(source, done), runs=3)
            self.keep("LibreOffice, from CSV", size, seconds)
            self._check_libreoffice(units, done / source.name)
        if libreoffice.find() is None:
            self.notes.append("LibreOffice is not installed (apt: libreoffice-calc-nogui).")

    def _check_libreoffice(self, units: Drawn, path: Path) -> None:
        expected = engine.integers(engine.prepare(units)())
        found = libreoffice.integers(path)
        wrong = [one for one in found if not np.array_equal(found[one], expected[one])]
        if wrong:
            self.notes.append(f"LibreOffice gives other integers at {len(units):,} units: {wrong}.")

    def remember(self, sizes: list[int]) -> None:
        """Measure the memory of the greatest size, in a process of its own."""
        for size in sizes:
            if size < 1_000_000 or sys.platform == "win32":
                continue
            for keep in (False, True):
                needed = measure_memory(size, keep_points=keep)
                kept = "all points kept" if keep else "not all points kept"
                self.notes.append(
                    f"Memory for {size:,} units, {kept}: {needed['peak'] // 10**6} MB with the "
                    f"input, which is {needed['input'] // 10**6} MB."
                )
                self.memory.setdefault(size, needed)


def _add_up(units: Drawn) -> int:
    """Read every answer once and add up each column."""
    return sum(int(array.sum()) for array in (*units.columns.values(), units.groups))


def _touch(units: Drawn) -> int:
    """Read every byte once in the fastest way numpy has."""
    read = np.bitwise_xor.reduce
    return sum(int(read(array)) for array in (*units.columns.values(), units.groups))


def _scored_from(path: Path) -> list[Any]:
    """Read, enter, score and rank a sheet, in this process."""
    planned = engine.program()
    table = load_registry().importers["csv"].read(path)
    result = run(planned, enter_table(planned, table))
    return [(result.total(row), result.rank(row)) for row in range(len(result.units))]


def main(arguments: list[str]) -> int:
    """Measure what is asked for, print the report, and keep a whole one."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="only 16 and 3,321 units")
    parser.add_argument("--sizes", help="numbers of units, with commas between")
    parser.add_argument("--peers", help=f"some of: {', '.join(PEERS)}; with semicolons between")
    chosen = parser.parse_args(arguments)
    sizes = list(SIZES[:2]) if chosen.quick else list(SIZES)
    if chosen.sizes:
        sizes = [int(size) for size in chosen.sizes.split(",")]
    peers = list(PEERS)
    if chosen.peers is not None:
        peers = [name.strip() for name in chosen.peers.split(";") if name.strip()]
        if unknown := [name for name in peers if name not in PEERS]:
            parser.error(f"no such peer: {', '.join(unknown)}; there are {'; '.join(PEERS)}")
    bench = Bench()
    for size in sizes:
        bench.score(size, peers)
    bench.end_to_end(sizes)
    bench.remember(sizes)
    made = report.lines(bench.times, bench.memory, bench.notes, "python3 dev.py bench")
    print("\n".join(made))
    if not arguments:
        report.write(made)
        print(f"\nWritten to {report.PAGE.relative_to(ROOT)}.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
