"""A stranger's plugin: built, installed beside ours, found, used; and refused where it clashes."""

import os
import shutil
import subprocess
import sys
import textwrap

import pytest
from stranger import build_wheel, find_program, install, make_home, pip, run, start

import dev

pytestmark = [pytest.mark.slow, pytest.mark.network]

EXAMPLE = dev.ROOT / "docs" / "examples" / "danvan-thon-van-hoa"
SET = "thon-van-hoa"
HERE = ["--no-build-isolation"]  # hatchling is here; fetching it for each wheel costs seconds


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    """The wheel of the example, built from a copy so that the checkout stays clean."""
    folder = tmp_path_factory.mktemp("example")
    shutil.copytree(EXAMPLE, folder / "project", ignore=shutil.ignore_patterns("__pycache__"))
    return build_wheel(folder / "project", folder, HERE)


@pytest.fixture(scope="module")
def home(source, wheel, example, tmp_path_factory):
    """An environment with our wheel and the example's, and the example's sheet in the folder."""
    folder = make_home(tmp_path_factory.mktemp("home"))
    install(source, folder, wheel, example)
    sheet = EXAMPLE / "thon_van_hoa" / "criteria" / SET / "units.csv"
    shutil.copy(sheet, folder / "bảng.csv")
    return folder


def english(home, *arguments, **environment):
    return start(home, "danvan", "--lang", "en", *arguments, **environment)


def test_the_plugin_and_its_rule_kind_are_found(home):
    said = english(home, "plugins").stdout
    assert "thon-van-hoa (danvan-thon-van-hoa 0.1.0)" in said
    assert "rule kinds: streak" in said


def test_its_criteria_set_is_listed_under_its_name(home):
    (line,) = [line for line in english(home, "list").stdout.splitlines() if SET in line]
    assert line.split()[:3] == [SET, "draft", SET]


def test_its_criteria_set_is_sound(home):
    done = english(home, "check", "--strict", SET)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{SET}: fine")
    assert "3 examples, 4 units" in done.stdout


def test_units_are_scored_with_its_set(home):
    said = run(home, "danvan", "score", SET, "bảng.csv", "--format", "csv", "--lang", "en")
    lines = [line.split(",") for line in said.lstrip("\ufeff").splitlines()]
    column = {name: index for index, name in enumerate(lines[0])}
    unit, total = column["unit"], column["total"]
    assert {line[unit]: line[total] for line in lines[1:]} == {
        "T1": "75.33",
        "T2": "98.50",
        "T3": "75.00",
        "T4": "",
    }


def test_its_rule_is_explained_and_the_cited_text_is_linked(home):
    texts = home / "văn bản"
    texts.mkdir()
    copy = texts / "86-2023-nd-cp.pdf"
    copy.touch()
    done = english(
        home, "explain", SET, "bảng.csv", "T1", "1.1", "--format", "md", DANVAN_TEXTS=str(texts)
    )
    assert done.returncode == 0, done.stderr
    assert "6 months in a row at most; 6 ÷ 12 × 30" in done.stdout
    assert copy.as_uri() in done.stdout


def test_its_check_of_a_sheet_stops_the_scoring(home):
    sheet = home / "mười ba tháng.csv"
    text = (home / "bảng.csv").read_text(encoding="utf-8")
    sheet.write_text(text.replace("1; 1; 1; 1,", "; ".join(["1"] * 13) + ","), encoding="utf-8")
    done = english(home, "score", SET, sheet.name)
    assert done.returncode == 1
    assert "[TVH2]" in done.stderr
    assert "reports 13 months" in done.stderr


def test_its_command_shows_the_runs_it_was_told_of(home):
    journal = {"DANVAN_JOURNAL": str(home / "nhật ký.txt")}
    assert english(home, "journal", **journal).returncode == 2
    for _ in range(2):
        assert english(home, "score", SET, "bảng.csv", **journal).returncode == 0
    first, second = english(home, "journal", **journal).stdout.splitlines()
    assert first == second
    assert first.startswith(f"{SET}  4  sha256:")
    assert "journal" in run(home, "danvan", "--help")


def test_its_own_tests_pass_and_its_set_keeps_the_laws(example, tmp_path):
    """Run as its author runs them, with the wheel unpacked beside this environment."""
    site = tmp_path / "site"
    done = pip("install", "--no-deps", "--no-index", "--target", str(site), str(example))
    assert done.returncode == 0, done.stderr
    project = tmp_path / "project"
    shutil.copytree(EXAMPLE / "tests", project / "tests")
    shutil.copy(EXAMPLE / "pyproject.toml", project)
    folder = site / "thon_van_hoa" / "criteria" / SET
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    command += ["--scoring-examples=5", "tests", str(folder)]
    done = subprocess.run(
        command,
        cwd=project,
        env=dict(os.environ, PYTHONPATH=str(site), PYTHONUTF8="1"),
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout
    assert "passed" in done.stdout


# ---- clashes and faults ------------------------------------------------------------------


def make_project(folder, distribution, entry, body):
    """Write the smallest plugin project there is."""
    module = distribution.replace("-", "_")
    (folder / module).mkdir(parents=True)
    (folder / "pyproject.toml").write_text(
        textwrap.dedent(f"""\
            [build-system]
            requires = ["hatchling"]
            build-backend = "hatchling.build"

            [project]
            name = "{distribution}"
            version = "1.0"

            [project.entry-points.scoring]
            {entry} = "{module}"
            """),
        encoding="utf-8",
    )
    (folder / module / "__init__.py").write_text(body, encoding="utf-8")
    return folder


SAME_KIND = """
from scoring import hookimpl
from thon_van_hoa.streak import KIND

@hookimpl
def scoring_rule_kinds():
    return (KIND,)
"""
CRASHING = """
from scoring import hookimpl

@hookimpl
def scoring_check_sheet(criteria, sheet):
    return 1 // 0
"""


@pytest.fixture
def beside(source, home, tmp_path):
    """A function that installs one more plugin; it is gone after the test."""
    installed = []

    def install_one(distribution, entry, body):
        project = make_project(tmp_path / "project", distribution, entry, body)
        (tmp_path / "dist").mkdir()
        one = build_wheel(project, tmp_path / "dist", HERE)
        install(source, home, one, options=["--no-deps"])
        installed.append(distribution)

    yield install_one
    python = str(find_program(home, "python"))
    for distribution in installed:
        done = pip("--python", python, "uninstall", "--yes", distribution)
        assert done.returncode == 0, done.stderr


def test_two_plugins_with_one_rule_kind_are_refused_by_name(home, beside):
    beside("danvan-xa-khac", "xa-khac", SAME_KIND)
    for lang in ("vi", "en"):
        done = start(home, "danvan", "list", "--lang", lang)
        assert (done.returncode, done.stdout) == (3, "")
        for name in ("danvan-thon-van-hoa", "danvan-xa-khac", "“streak”"):
            assert name in done.stderr
        assert "Traceback" not in done.stderr


def test_two_plugins_under_one_entry_point_are_refused_by_name(home, beside):
    beside("danvan-xa-khac", "thon-van-hoa", "")
    done = english(home, "list")
    assert (done.returncode, done.stdout) == (3, "")
    for name in ("danvan-thon-van-hoa", "danvan-xa-khac", "“thon-van-hoa”"):
        assert name in done.stderr
    assert "Traceback" not in done.stderr


def test_a_plugin_that_crashes_is_named(home, beside):
    beside("danvan-hong", "hong", CRASHING)
    done = english(home, "score", SET, "bảng.csv")
    assert done.returncode == 3
    assert "“hong” (danvan-hong) failed in scoring_check_sheet: ZeroDivisionError" in done.stderr
    assert "Traceback" not in done.stderr
