"""What a stranger has: pip, a fresh environment in a folder of theirs, and the commands there."""

import os
import subprocess
import sys
import venv

import dev


def pip(*arguments):
    """Run this environment's pip in the checkout."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", *arguments]
    return subprocess.run(
        command, cwd=dev.ROOT, env=dev.ENVIRONMENT, capture_output=True, encoding="utf-8"
    )


def build_wheel(project, folder, options):
    """Give the wheel of a project, built as pip builds it."""
    done = pip("wheel", *options, "--no-deps", "--wheel-dir", str(folder), str(project))
    assert done.returncode == 0, done.stderr
    (file,) = folder.glob("*.whl")
    return file


def make_home(folder):
    """Give a folder as real people name it, with an empty environment in .venv there."""
    home = folder / "Thư mục của Nguyễn Văn A"
    venv.create(home / ".venv", symlinks=os.name != "nt")
    return home


def install(source, home, *wheels, options=()):
    """Install wheels, and what they need, into the environment of a folder."""
    python = str(find_program(home, "python"))
    constraint = f"--constraint={dev.LOCK.name}"
    done = pip("--python", python, "install", *source, *options, constraint, *map(str, wheels))
    assert done.returncode == 0, done.stderr


def find_program(home, name):
    suffix = f"Scripts/{name}.exe" if os.name == "nt" else f"bin/{name}"
    return home / ".venv" / suffix


def start(home, name, *arguments, **environment):
    """Run an installed program in the folder; nothing leaks in from the checkout."""
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(
        [find_program(home, name), *map(str, arguments)],
        cwd=home,
        env=inherited | environment,
        capture_output=True,
    )
    done.stdout, done.stderr = (
        text.decode("utf-8", "replace") for text in (done.stdout, done.stderr)
    )
    return done


def run(home, name, *arguments, **environment):
    """Give what a program says that must succeed."""
    done = start(home, name, *arguments, **environment)
    assert done.returncode == 0, done.stderr
    return done.stdout
