"""Let the tests beside this file import `tests.benchmarks`, whatever folder pytest starts from."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
