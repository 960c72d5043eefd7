"""Measure: time in this process, time of a command from a cold start, memory of a process."""

from __future__ import annotations

import gc
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
# Each work is repeated for about this long, and at least and at most so often.
SECONDS, FEWEST, MOST = 2, 3, 60


def time_work(work: Callable[[], Any]) -> float:
    """Give the median seconds of a work that was done once before."""
    work()
    times: list[float] = []
    gc.collect()
    while len(times) < FEWEST or (sum(times) < SECONDS and len(times) < MOST):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


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
