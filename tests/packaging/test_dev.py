"""dev.py: its judgements, one by one. The commands themselves are run in CI by .ci/run."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import dev


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout in a folder of its own, with a finished environment."""
    for name, content in [("pyproject.toml", "[project]\n"), ("requirements.lock", "attrs==1\n")]:
        (tmp_path / name).write_text(content)
    python = tmp_path / ".venv" / "python"
    python.parent.mkdir()
    python.touch()
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "LOCK", tmp_path / "requirements.lock")
    monkeypatch.setattr(dev, "WHEELHOUSE", tmp_path / "wheelhouse")
    monkeypatch.setattr(dev, "STAMP", tmp_path / ".venv" / ".stamp")
    monkeypatch.setattr(dev, "PYTHON", python)
    return tmp_path


@pytest.fixture
def installs(monkeypatch):
    """The pip calls that dev.py would have made."""
    calls = []
    monkeypatch.setattr(dev, "run_pip", lambda _task, *arguments: calls.append(arguments))
    return calls


@pytest.mark.parametrize("version", [(2, 7), (3, 6), (3, 10)])
def test_an_old_python_is_told_what_to_do_in_both_languages(version):
    sentence = dev.find_obstacle(version, has_ensurepip=True)
    assert "Cần Python 3.11 trở lên" in sentence
    assert "Python 3.11 or newer is needed" in sentence
    assert "python{}.{}".format(*version) in sentence


def test_a_debian_python_without_venv_is_told_the_command_to_type():
    sentence = dev.find_obstacle((3, 12), has_ensurepip=False)
    assert sentence.count("sudo apt install python3.12-venv") == 2


def test_this_python_is_accepted():
    assert dev.find_obstacle(sys.version_info[:2], has_ensurepip=True) is None


def test_an_old_python_can_read_the_file_far_enough_to_be_told():
    ast.parse(Path(dev.__file__).read_text(encoding="utf-8"), feature_version=(3, 6))


def test_packages_come_from_the_wheelhouse_and_only_from_there(tmp_path):
    folder = tmp_path / "Thư mục"
    assert dev.choose_source(folder) == []
    folder.mkdir()
    assert dev.choose_source(folder) == ["--no-index", "--find-links", str(folder)]


def test_the_first_start_installs_and_the_second_does_not(checkout, installs):
    dev.prepare()
    dev.prepare()
    assert installs == [("install", "--constraint", "requirements.lock", "--editable", ".")]


def test_extras_grow_and_are_never_taken_away(checkout, installs):
    dev.prepare("dev")
    dev.prepare()
    dev.prepare("bench")
    dev.prepare("dev")
    assert [call[-1] for call in installs] == [".[dev]", ".[bench,dev]"]


def test_a_user_adds_what_is_for_users(checkout, installs):
    assert dev.main("add", "excel", "pdf") == 0
    assert dev.main("add", "excel") == 0
    assert [call[-1] for call in installs] == [".[excel,pdf]"]


@pytest.mark.parametrize("extras", [(), ("exel",), ("excel", "dev")])
def test_what_cannot_be_added_is_answered_with_what_can(checkout, installs, extras):
    assert "excel, word, pdf" in dev.main("add", *extras)
    assert installs == []


def test_what_can_be_added_are_extras_of_the_project():
    page = (Path(dev.__file__).parent / "pyproject.toml").read_text(encoding="utf-8")
    assert [name for name in dev.EXTRAS if f"\n{name} = [" not in page] == []


@pytest.mark.parametrize("name", ["pyproject.toml", "requirements.lock"])
def test_a_changed_requirement_installs_anew(checkout, installs, name):
    dev.prepare()
    (checkout / name).write_text("changed")
    dev.prepare()
    assert len(installs) == 2


def test_a_moved_checkout_installs_anew(checkout, installs, monkeypatch):
    dev.prepare()
    moved = checkout / "moved"
    moved.mkdir()
    (moved / "pyproject.toml").write_bytes((checkout / "pyproject.toml").read_bytes())
    monkeypatch.setattr(dev, "ROOT", moved)
    dev.prepare()
    assert len(installs) == 2


def test_an_interrupted_install_leaves_no_stamp(checkout, installs, monkeypatch):
    dev.prepare()

    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(dev, "run_pip", interrupt)
    with pytest.raises(KeyboardInterrupt):
        dev.prepare("dev")
    assert dev.read_extras(dev.take_fingerprint()) is None


def test_without_packages_it_says_what_to_do_and_shows_no_traceback(checkout, monkeypatch, capsys):
    failing = [sys.executable, "-c", "import sys; sys.exit('noise\\nERROR: no route to host')"]
    run = subprocess.run
    monkeypatch.setattr(dev, "make_environment", lambda: None)
    monkeypatch.setattr(dev.subprocess, "run", lambda _, **options: run(failing, **options))
    with pytest.raises(SystemExit) as ended:
        dev.prepare()
    assert ended.value.code == "\nERROR: no route to host\n" + dev.NO_PACKAGES
    assert not dev.STAMP.exists()


@pytest.mark.parametrize("arguments", [["help"], ["--help"], []])
def test_help_names_every_command(arguments):
    command = [sys.executable, dev.__file__, *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    for name in [*dev.COMMANDS, *dev.SERVICES]:
        assert f"dev.py {name}" in done.stdout


def test_an_unknown_command_is_a_usage_error():
    assert (
        subprocess.run([sys.executable, dev.__file__, "tset"], capture_output=True).returncode == 2
    )


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_the_commands_a_page_names_exist(page):
    text = (dev.ROOT / page).read_text(encoding="utf-8")
    named = set(re.findall(r"dev\.py ([a-z]+)", text))
    assert {"demo", "test"} <= named <= {*dev.COMMANDS, *dev.SERVICES}
