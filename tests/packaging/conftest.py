"""The wheel, built once for all tests beside this file, which may import `stranger`."""

import sys
from pathlib import Path

import pytest

import dev

pytest.register_assert_rewrite("stranger")
sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def source(tmp_path_factory):
    """The pip options that reach packages; without any, the tests cannot be run."""
    from stranger import pip

    options = dev.choose_source(dev.WHEELHOUSE)
    if not options:
        folder = str(tmp_path_factory.mktemp("probe"))
        probe = ["--no-deps", "--retries=0", "--timeout=15", f"--dest={folder}", "pluggy"]
        if pip("download", *probe).returncode:
            pytest.skip("neither the package index nor wheelhouse/ can be reached")
    return options


@pytest.fixture(scope="session")
def wheel(source, tmp_path_factory):
    from stranger import build_wheel

    return build_wheel(".", tmp_path_factory.mktemp("dist"), source)
