"""Let the tests beside this file import `harness`, whatever folder pytest starts from."""

import sys
from pathlib import Path

import pytest

pytest.register_assert_rewrite("harness")
sys.path.insert(0, str(Path(__file__).parent))
