"""A new plugin and a new set in a fresh environment, as their authors would go on."""

import pytest
from stranger import build_wheel, install, make_home, run

pytestmark = [pytest.mark.slow, pytest.mark.network]


@pytest.fixture(scope="module")
def home(source, wheel, tmp_path_factory):
    """An environment with our wheel and what its tests need."""
    folder = make_home(tmp_path_factory.mktemp("home"))
    install(source, folder, f"{wheel}[testing]")
    return folder


def test_a_new_plugin_passes_its_own_tests(source, home, tmp_path):
    run(home, "danvan", "new", "plugin", "hai-muc")
    wheel = build_wheel(home / "hai-muc", tmp_path, ["--no-build-isolation"])
    install(source, home, wheel)
    assert "hai-muc-mau: fine" in run(
        home, "danvan", "--lang", "en", "check", "hai-muc-mau", "--strict"
    )
    said = run(home, "python", "-m", "pytest", "-q", "--scoring-examples=2", "-c", "hai-muc/pyproject.toml", "--rootdir=hai-muc", "hai-muc")  # fmt: skip
    assert "passed" in said
    assert "failed" not in said


def test_a_new_set_passes_pytest(home):
    run(home, "danvan", "new", "set", "bo-moi", "--parts", "A:40,B:60")
    assert "bo-moi: fine" in run(home, "danvan", "--lang", "en", "check", "bo-moi", "--strict")
    assert "passed" in run(home, "python", "-m", "pytest", "-q", "--scoring-examples=2", "bo-moi")
