"""The checks of `dev.py check`, so that nobody needs to remember to run it."""

import subprocess
import sys

import pytest

import dev

_, CHECKS = dev.COMMANDS["check"]


@pytest.mark.slow
@pytest.mark.parametrize("check", CHECKS, ids=["ruff", "ruff-format", "mypy", "lint-imports"])
def test_the_checkout_passes(check):
    done = subprocess.run(
        [sys.executable, *check],
        cwd=dev.ROOT,
        env=dev.ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout
