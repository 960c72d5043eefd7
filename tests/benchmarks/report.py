"""The report: a table of times, and what was aimed at beside what was measured."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from attrs import frozen

PAGE = Path(__file__).resolve().parents[2] / "docs" / "why" / "performance.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"

# Seconds by name and number of units.
Times = Mapping[tuple[str, int], float]


@frozen
class Target:
    """What was aimed at and what came out; `met` is None where it was not measured."""

    what: str
    aim: str
    measured: str
    met: bool | None


def milliseconds(seconds: float | None) -> str:
    """Write a time with three digits that count."""
    if seconds is None:
        return "–"
    number = seconds * 1000
    return f"{number:,.0f} ms" if number >= 99.5 else f"{number:.3g} ms"


def _ratio(times: Times, slow: str, fast: str, size: int, least: float) -> Target:
    aim, what = f"≥ {least:g} ×", f"{size:,} units: {slow} ÷ {fast}"
    if (slow, size) not in times or (fast, size) not in times:
        return Target(what, aim, "not measured", None)
    ratio = times[slow, size] / times[fast, size]
    return Target(what, aim, f"{ratio:.3g} ×", ratio >= least)


def _at_most(what: str, value: float | None, most: float, unit: str) -> Target:
    if value is None:
        return Target(what, f"≤ {most:g} {unit}", "not measured", None)
    return Target(what, f"≤ {most:g} {unit}", f"{value:.3g} {unit}", value <= most)


def targets(times: Times, memory: Mapping[int, Mapping[str, int]]) -> Iterator[Target]:
    """Give every target with what was measured."""
    mine, most, some = "engine", 1_000_000, 3_321

    def over(one: tuple[str, int], other: tuple[str, int]) -> float | None:
        return times[one] / times[other] if one in times and other in times else None

    warm = times.get((mine, 16))
    yield _at_most("16 units, warm", None if warm is None else warm * 1000, 2, "ms")
    yield _ratio(times, "Decimal", mine, 16, 1)
    for slow, least in (
        ("OpenFisca", 4),
        ("Decimal", 150),
        ("scikit-criteria", 200),
        ("polars", 8),
    ):
        yield _ratio(times, slow, mine, some, least)
    for slow, least in (("OpenFisca", 1.5), ("pandas", 2)):
        yield _ratio(times, slow, mine, most, least)
    for slow in ("polars", "duckdb"):  # which use every core there is
        yield _ratio(times, slow, "engine, two threads", most, 1)
    for read in ("one read, adding up", "one read, exclusive-or"):
        yield _at_most(f"1,000,000 units: time ÷ {read}", over((mine, most), (read, most)), 40, "×")
    needed = memory.get(most)
    peak = None if needed is None else needed["peak"] / needed["input"]
    yield _at_most("1,000,000 units: peak memory ÷ the input", peak, 3, "×")
    growth, aim = over((mine, most), (mine, 100_000)), "8 to 12 ×"
    what = "1,000,000 ÷ 100,000 units"
    if growth is None:
        yield Target(what, aim, "not measured", None)
    else:
        yield Target(what, aim, f"{growth:.3g} ×", 8 <= growth <= 12)
    for size in (some, most):
        kept = over(("engine, all points kept", size), (mine, size))
        yield _at_most(f"{size:,} units: all points kept ÷ not", kept, 1.7, "×")
    yield _at_most("cold start, `--help`", times.get(("danvan --help", 0)), 0.3, "s")
    cold = "danvan score, from CSV"
    yield _at_most("cold start, 16 units from CSV to a ranking", times.get((cold, 16)), 0.6, "s")
    warm = times.get(("CSV read, entered, scored, ranked", some))
    yield _at_most("3,321 units: CSV read, entered, scored, ranked", warm, 0.7, "s")
    yield _ratio(times, "LibreOffice, from CSV", cold, some, 15)
    yield _ratio(times, "pandas with openpyxl, from XLSX", cold, some, 3)


def times_table(times: Times) -> Iterator[str]:
    """Give the lines of the table of times."""
    sizes = sorted({size for _, size in times if size})
    names = list(dict.fromkeys(name for name, size in times if size))
    yield f"| median time | {' | '.join(f'{size:,} units' for size in sizes)} |"
    yield "|---|" + "---:|" * len(sizes)
    for name in names:
        cells = [milliseconds(times.get((name, size))) for size in sizes]
        yield f"| {name} | {' | '.join(cells)} |"


def targets_table(found: Sequence[Target]) -> Iterator[str]:
    """Give the lines of the table of targets."""
    yield "| what | target | measured | met |"
    yield "|---|---|---|---|"
    for one in found:
        met = "–" if one.met is None else "yes" if one.met else "**no**"
        yield f"| {one.what} | {one.aim} | {one.measured} | {met} |"


def surroundings(command: str) -> str:
    """Say on what and when this was measured."""
    packages = ("numpy", "polars", "duckdb", "pandas", "OpenFisca-Core", "scikit-criteria")
    versions = ", ".join(f"{name} {_version(name)}" for name in packages)
    day = datetime.now(UTC).date().isoformat()
    return (
        f"Measured on {day} by `{command}` on {platform.system()} ({_processor()}, "
        f"{os.cpu_count()} cores{_load()}), Python {platform.python_version()}; {versions}."
    )


def _load() -> str:
    """Say how busy the machine was over the last quarter of an hour, this session included."""
    if not hasattr(os, "getloadavg"):
        return ""
    return f", of which {os.getloadavg()[2]:.1f} were wanted at a time"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def lines(
    times: Times, memory: Mapping[int, Mapping[str, int]], notes: Sequence[str], command: str
) -> list[str]:
    """Give the whole report."""
    found = list(targets(times, memory))
    met, missed, unknown = (sum(one.met is state for one in found) for state in (True, False, None))
    return [
        surroundings(command),
        "",
        *times_table(times),
        "",
        f"{met} targets met, {missed} missed, {unknown} not measured:",
        "",
        *targets_table(found),
        *(["", *(f"* {note}" for note in notes)] if notes else []),
    ]


def write(report: Sequence[str]) -> None:
    """Put the report between the marks of the page."""
    page = PAGE.read_text(encoding="utf-8")
    head, _, rest = page.partition(BEGIN)
    _, _, tail = rest.partition(END)
    PAGE.write_text("\n".join([head + BEGIN, *report, END + tail]), encoding="utf-8")
