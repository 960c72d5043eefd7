"""Measure: time in this process, time of a command from a cold start, memory of a process."""

from __future__ import annotations

import gc
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
# Rounds go on for about this many seconds a work, and for at least and at most so many.
SECONDS, FEWEST, MOST = 2, 3, 60
# A work that is done sooner than this is done several times a round.
A_TURN = 0.02


def time_together(works: Mapping[str, Callable[[], Any]]) -> dict[str, float]:
    """Give the median seconds of each work.

    All works take turns, round by round, so that whatever else the machine does hits each
    of them alike and their ratios mean something.
    """
    times_by_work: dict[str, list[float]] = {name: [] for name in works}
    turns = {name: _turns(_time(work)) for name, work in works.items()}
    gc.collect()
    begin, rounds = time.perf_counter(), 0
    while rounds < FEWEST or (rounds < MOST and time.perf_counter() - begin < SECONDS * len(works)):
        # Another order each round: what ran just before leaves caches and threads behind.
        for name in random.Random(rounds).sample(list(works), len(works)):
            times_by_work[name] += [_time(works[name]) for _ in range(turns[name])]
        rounds += 1
    return {name: statistics.median(times) for name, times in times_by_work.items()}


def _time(work: Callable[[], Any]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def _turns(seconds: float) -> int:
    return max(1, min(10, int(A_TURN / max(seconds, 1e-6))))


def time_command(command: Sequence[str | Path], runs: int = 5) -> float:
    """Give the median seconds of a command; raises `CalledProcessError` if it fails."""
    times = []
    environment = dict(os.environ, PYTHONUTF8="1")
    for _ in range(runs):
        begin = time.perf_counter()
        subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


def measure_memory(size: int, **options: Any) -> dict[str, int]:
    """Give what a process of its own needs for a run: bytes of input, and at most."""
    command = [sys.executable, "-m", "tests.benchmarks.memory", str(size), json.dumps(options)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    needed: dict[str, int] = json.loads(done.stdout)
    return needed
