"""The wheel, as a stranger gets it: installed alone and run from another folder."""

import tomllib
import zipfile

import pytest
from stranger import install, make_home, run, start

import dev

pytestmark = [pytest.mark.slow, pytest.mark.network]

PROJECT = tomllib.loads((dev.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CORE_LIMIT = 120_000_000  # bytes in site-packages, with what Python compiles there


@pytest.fixture(scope="module")
def home(source, wheel, tmp_path_factory):
    folder = make_home(tmp_path_factory.mktemp("home"))
    install(source, folder, wheel)
    return folder


def list_names(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return [name for name in archive.namelist() if ".dist-info/" not in name]


# cp1258 is the Vietnamese code page of Windows, and lacks Vietnamese letters.
@pytest.mark.parametrize("encoding", ["utf-8", "cp1258"])
def test_the_command_gives_help(home, encoding):
    assert "danvan" in run(home, "danvan", "--help", PYTHONIOENCODING=encoding)


@pytest.mark.parametrize("module", ["scoring", "scoring_basics", "scoring_csv"])
def test_a_package_is_imported_from_the_wheel(home, module):
    file = run(home, "python", "-X", "utf8", "-c", f"import {module}; print({module}.__file__)")
    assert file.startswith(str(home / ".venv"))


def test_the_plugins_are_offered_to_the_engine_and_to_pytest(home):
    code = (
        "from importlib.metadata import entry_points as find\n"
        "for group in ('scoring', 'pytest11'):\n"
        "    print(*sorted(point.value for point in find(group=group)))"
    )
    groups = PROJECT["entry-points"]
    expected = [" ".join(sorted(groups[name].values())) for name in ("scoring", "pytest11")]
    assert run(home, "python", "-c", code).splitlines() == expected


def test_the_core_alone_names_every_format_and_says_what_the_others_need(home):
    sets = run(home, "danvan", "--lang", "en", "plugins")
    for name in ("csv", "docx", "html", "json", "md", "pdf", "xlsx"):
        assert name in sets
    write_units(home)
    done = start(
        home, "danvan", "--lang", "en", "score", "dvk-model-rubric", "u.csv", "-o", "k.xlsx"
    )
    assert done.returncode == 1
    assert 'pip install "danvan-scoring[excel]"' in done.stderr
    assert not (home / "k.xlsx").exists()


def write_units(home):
    units = dev.ROOT / "criteria" / "dvk-model-rubric" / "units.csv"
    (home / "u.csv").write_bytes(units.read_bytes())


def test_the_wheel_holds_every_file_of_the_criteria_sets(wheel):
    criteria = dev.ROOT / "criteria"
    files = [path for path in criteria.rglob("*") if path.is_file()]
    expected = {path.relative_to(criteria).as_posix() for path in files}
    prefix = "scoring/criteria_sets/"
    packed = {name.removeprefix(prefix) for name in list_names(wheel) if name.startswith(prefix)}
    assert packed == {name for name in expected if "__pycache__" not in name}


def test_the_wheel_holds_every_file_of_the_plugins(wheel):
    """Fonts, templates and style sheets come along, not the Python alone."""
    plugins = dev.ROOT / "plugins"
    files = [path for path in plugins.rglob("*") if path.is_file()]
    expected = {path.relative_to(plugins).as_posix() for path in files}
    packed = {name for name in list_names(wheel) if not name.startswith("scoring/")}
    assert packed == {name for name in expected if "__pycache__" not in name}
    assert {name.rpartition(".")[2] for name in packed} >= {"py", "ttf", "typ", "docx", "css", "js"}


def test_the_licence_of_the_fonts_comes_with_them(wheel):
    assert "scoring_pdf/fonts/LICENSE" in list_names(wheel)


def test_the_wheel_holds_the_packages_and_nothing_else(wheel):
    plugins = {path.parent.name for path in (dev.ROOT / "plugins").glob("*/__init__.py")}
    assert {name.split("/")[0] for name in list_names(wheel)} == {"scoring", *plugins}


def test_the_core_environment_is_small(home):
    (site,) = (home / ".venv").glob("[Ll]ib/**/site-packages")
    size = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
    assert size <= CORE_LIMIT
