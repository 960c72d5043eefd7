"""Run the engine once in this process and say how much memory that took at most.

The bytes are those above what the interpreter, numpy and the compiled set need; the input
is part of them. Only where `resource` is (not on Windows).
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

from tests.benchmarks import engine, workload


def peak() -> int:
    """Give the most memory this process ever had, in bytes."""
    status = Path("/proc/self/status")
    if status.exists():
        # What `getrusage` says here begins with the memory of the process that started this one.
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(lines["VmHWM"].split()[0]) * 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def main(size: int, options: dict[str, object]) -> None:
    """Print the bytes of the input and the most that were needed."""
    # A first small run imports all there is to import.
    engine.prepare(workload.draw(16), **options)()
    before = peak()
    units = workload.draw(size)
    result = engine.prepare(units, **options)()
    assert len(result.units) == size
    print(json.dumps({"input": units.bytes, "peak": peak() - before}))


if __name__ == "__main__":
    main(int(sys.argv[1]), json.loads(sys.argv[2]))
