"""`danvan new plugin`: a project that works before a line of it is changed."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import scoring_basics
import scoring_csv
from scoring import find_set, load_registry
from scoring.engine.check import check_criteria
from tests.cli.running import danvan

NAME, MODULE, SET = "hai-muc", "hai_muc", "hai-muc-mau"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    told = danvan("new", "plugin", NAME, cwd=tmp_path)
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith(f"Đã lập {NAME}: quy tắc “{NAME}” trong {MODULE}/rule.py")
    return tmp_path / NAME


def test_its_rule_and_its_set_are_sound(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(project)
    try:
        module = importlib.import_module(MODULE)
        registry = load_registry({"basics": scoring_basics, "csv": scoring_csv, NAME: module})
        assert NAME in registry.rule_kinds
        checked = check_criteria(find_set(SET, registry), registry)
        assert [problem.in_("vi") for problem in checked.problems] == []
        assert (checked.examples, checked.units) == (3, 4)
    finally:
        for name in [name for name in sys.modules if name.split(".")[0] == MODULE]:
            del sys.modules[name]


def test_the_entry_point_names_the_module(project: Path) -> None:
    settings = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
    assert settings["project"]["entry-points"]["scoring"] == {NAME: MODULE}
    assert settings["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == [MODULE]
    assert (project / MODULE / "criteria" / SET / "expected.csv").is_file()
    for file in project.rglob("*.*"):
        assert "${" not in file.read_text(encoding="utf-8"), file


@pytest.mark.slow
def test_its_own_tests_pass_where_it_is_installed(project: Path) -> None:
    # What an installer leaves behind, without the time an installer takes.
    metadata = project / "hai_muc-0.1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Name: hai-muc\nVersion: 0.1.0\n", encoding="utf-8")
    (metadata / "entry_points.txt").write_text("[scoring]\nhai-muc = hai_muc\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--scoring-examples=2"],
        cwd=project,
        env=dict(os.environ, PYTHONPATH=str(project), PYTHONUTF8="1"),
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout
    assert "passed" in done.stdout


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Hai Mức", "chữ thường không dấu"),
        ("hai_muc", "ngăn bằng “-”"),
        ("class", "không dùng làm tên plugin"),
        ("json", "đã có"),
        ("band", "đã có"),
        ("basics", "đã có"),
    ],
)
def test_names_that_are_taken_or_malformed_are_refused(
    name: str, said: str, tmp_path: Path
) -> None:
    told = danvan("new", "plugin", name, cwd=tmp_path)
    assert (told.code, told.out) == (2, "")
    assert said in told.err
    assert list(tmp_path.iterdir()) == []
