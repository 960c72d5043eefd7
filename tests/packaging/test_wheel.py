"""The wheel, as a stranger gets it: installed alone and run from another folder."""

import os
import subprocess
import sys
import venv
import zipfile

import pytest

import dev

pytestmark = [pytest.mark.slow, pytest.mark.network]

CORE_LIMIT = 120_000_000  # bytes in site-packages, with what Python compiles there


def pip(*arguments):
    """Run this environment's pip in the checkout."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", *arguments]
    return subprocess.run(
        command, cwd=dev.ROOT, env=dev.ENVIRONMENT, capture_output=True, encoding="utf-8"
    )


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """The pip options that reach packages; without any, the tests cannot be run."""
    options = dev.choose_source(dev.WHEELHOUSE)
    if not options:
        folder = str(tmp_path_factory.mktemp("probe"))
        probe = ["--no-deps", "--retries=0", "--timeout=15", f"--dest={folder}", "pluggy"]
        if pip("download", *probe).returncode:
            pytest.skip("neither the package index nor wheelhouse/ can be reached")
    return options


@pytest.fixture(scope="module")
def wheel(source, tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    done = pip("wheel", *source, "--no-deps", "--wheel-dir", str(folder), ".")
    assert done.returncode == 0, done.stderr
    (file,) = folder.iterdir()
    return file


@pytest.fixture(scope="module")
def home(source, wheel, tmp_path_factory):
    """A folder as real people name it, with the wheel installed in .venv there."""
    folder = tmp_path_factory.mktemp("home") / "Thư mục của Nguyễn Văn A"
    venv.create(folder / ".venv", symlinks=os.name != "nt")
    python = find_program(folder, "python")
    constraint = f"--constraint={dev.LOCK.name}"
    done = pip("--python", str(python), "install", *source, constraint, str(wheel))
    assert done.returncode == 0, done.stderr
    return folder


def find_program(home, name):
    suffix = f"Scripts/{name}.exe" if os.name == "nt" else f"bin/{name}"
    return home / ".venv" / suffix


def run(home, name, *arguments, **environment):
    """Run an installed program in the folder; nothing leaks in from the checkout."""
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(
        [find_program(home, name), *arguments],
        cwd=home,
        env=inherited | environment,
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return done.stdout.decode("utf-8")


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
    expected = ["scoring_basics scoring_csv", "scoring_pytest"]
    assert run(home, "python", "-c", code).splitlines() == expected


def test_the_wheel_holds_every_file_of_the_criteria_sets(wheel):
    criteria = dev.ROOT / "criteria"
    files = [path for path in criteria.rglob("*") if path.is_file()]
    expected = {path.relative_to(criteria).as_posix() for path in files}
    prefix = "scoring/criteria_sets/"
    packed = {name.removeprefix(prefix) for name in list_names(wheel) if name.startswith(prefix)}
    assert packed == {name for name in expected if "__pycache__" not in name}


def test_the_wheel_holds_the_packages_and_nothing_else(wheel):
    plugins = {path.parent.name for path in (dev.ROOT / "plugins").glob("*/__init__.py")}
    assert {name.split("/")[0] for name in list_names(wheel)} == {"scoring", *plugins}


def test_the_core_environment_is_small(home):
    (site,) = (home / ".venv").glob("[Ll]ib/**/site-packages")
    size = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
    assert size <= CORE_LIMIT
