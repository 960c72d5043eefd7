"""Prepare this checkout and run it; nothing needs to be installed first.

python3 dev.py demo           score the bundled example
python3 dev.py test [...]     run the tests; arguments go to pytest
python3 dev.py run ...        run any danvan command
python3 dev.py add excel ...  make it read and write more: excel, word, pdf
python3 dev.py check          lint, formatting, types, direction of imports
python3 dev.py bench [...]    measure, beside other engines
python3 dev.py lock           choose versions anew into requirements.lock
python3 dev.py wheelhouse     fetch all packages, for a machine without network

On Windows: `py dev.py demo`. The first command makes .venv/; later ones start
at once. If wheelhouse/ is there, packages come from it and from nowhere else.
"""

import hashlib
import importlib.util
import json
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV, LOCK, WHEELHOUSE = ROOT / ".venv", ROOT / "requirements.lock", ROOT / "wheelhouse"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / ".stamp"
ENVIRONMENT = dict(os.environ, PYTHONUTF8="1", PIP_USER="0")  # some pip settings say --user

# Command: the extras it needs, then what Python is to run. Modules, not the scripts in
# .venv, which break when the folder moves; -P lets no file of the caller's shadow a module.
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as c; c()"
CHECKS = [["-m", "ruff", "check"], ["-m", "ruff", "format", "--check"], ["-m", "mypy"]]
CHECKS += [["-c", LINT_IMPORTS, "--no-cache"]]  # its cache overlooks a module that appears later
COMMANDS = {
    "demo": ([], [["-P", "-m", "scoring", "demo"]]),
    "run": ([], [["-P", "-m", "scoring"]]),
    "test": (["dev"], [["-m", "pytest"]]),
    "check": (["dev"], CHECKS),
    "bench": (["bench"], [["-m", "tests.benchmarks"]]),
}

SERVICES = ("add", "lock", "wheelhouse")  # what dev.py does itself

# What a user may add to the core; the rest is for whoever changes the code.
EXTRAS = ("excel", "word", "pdf", "testing")

NO_PACKAGES = """
Chưa lấy được các gói. Hãy kiểm tra mạng rồi chạy lại. Máy không có mạng: chép vào đây
thư mục wheelhouse/ mới, tạo trên máy có mạng bằng `python3 dev.py wheelhouse`.
The packages could not be had. Check the network and run this again. Without network:
copy here a fresh wheelhouse/, made where there is one by `python3 dev.py wheelhouse`."""


def find_obstacle(version, has_ensurepip):
    """Give the sentence that says why this Python cannot be used, or None."""
    name = "python{}.{}".format(*version)
    if version < (3, 11):
        return f"""Cần Python 3.11 trở lên; đây là {name}. Hãy cài bản mới và chạy bằng bản đó.
Python 3.11 or newer is needed; this is {name}. Install a newer one and use it."""
    if not has_ensurepip:
        return f"""{name} này thiếu phần tạo môi trường. Hãy chạy: sudo apt install {name}-venv
This {name} cannot make environments. Run: sudo apt install {name}-venv"""
    return None


def take_fingerprint():
    """Give the digest of all that decides what .venv/ must hold."""
    # The folder too: an editable install points into it.
    place = f"{ROOT} {sys.version_info[:2]}".encode()
    files = [(ROOT / "pyproject.toml").read_bytes(), LOCK.read_bytes()]
    return hashlib.sha256(b"\n".join([place, *files])).hexdigest()


def read_extras(fingerprint):
    """Give the extras that .venv/ holds, or None if it is absent or outdated."""
    stamp = STAMP.read_text().split() if PYTHON.exists() and STAMP.exists() else []
    return set(stamp[1:]) if stamp[:1] == [fingerprint] else None


def choose_source(wheelhouse):
    """Give pip's options for where packages come from."""
    return ["--no-index", "--find-links", str(wheelhouse)] if wheelhouse.is_dir() else []


def make_environment():
    """Make .venv/ with pip, unless a sound one of this Python is there."""
    sound = f"import sys, pip; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    if not PYTHON.exists() or subprocess.call([PYTHON, "-c", sound], stderr=subprocess.DEVNULL):
        import venv  # not at the top: a Python without it must first hear what to do

        venv.create(VENV, clear=True, with_pip=True, symlinks=os.name != "nt")


def run_pip(task, *arguments):
    """Give pip's output; if it fails, end with its last lines and what to do."""
    print(task, "...", end=" ", file=sys.stderr, flush=True)
    begin = time.monotonic()
    make_environment()
    command = [PYTHON, "-m", "pip", "--disable-pip-version-check", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True)
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").splitlines()
        sys.exit("\n".join(["", *(line for line in lines if "ERROR" in line), NO_PACKAGES]))
    print(f"{time.monotonic() - begin:.0f} s", file=sys.stderr)
    return done.stdout


def prepare(*extras):
    """Bring .venv/ up to date with at least these extras; what is there stays."""
    fingerprint = take_fingerprint()
    present = read_extras(fingerprint)
    if present is not None and present.issuperset(extras):
        return
    wanted = sorted((present or set()).union(extras))
    STAMP.unlink(missing_ok=True)  # an install that is interrupted must not look finished
    task = " + ".join(["Đang cài / Installing danvan-scoring", *wanted])
    options = [*choose_source(WHEELHOUSE), "--constraint", LOCK.name]
    target = f".[{','.join(wanted)}]" if wanted else "."
    run_pip(task, "install", *options, "--editable", target)
    STAMP.write_text("\n".join([fingerprint, *wanted]))


def add(*extras):
    """Install more of what users need; a name that is none of these gives what there is."""
    if not extras or not set(extras).issubset(EXTRAS):
        known = ", ".join(EXTRAS)
        return f"Có thể cài thêm: {known}.\nThere is to add: {known}."
    prepare(*extras)
    return 0


def lock():
    """Write the versions that a fresh environment with every extra would get today."""
    options = ["--dry-run", "--ignore-installed", "--quiet", "--report", "-"]
    report = run_pip("Đang chọn / Choosing versions", "install", *options, ".[all,bench,dev]")
    chosen = [package["metadata"] for package in json.loads(report)["install"]]
    pin_by_name = {p["name"].lower(): "{name}=={version}".format(**p) for p in chosen}
    del pin_by_name["danvan-scoring"]
    head = "# Written by `python3 dev.py lock`; every install that dev.py makes obeys it."
    lines = [head, *(pin for _, pin in sorted(pin_by_name.items())), ""]
    LOCK.write_bytes("\n".join(lines).encode())


def wheelhouse(*options):
    """Fill wheelhouse/; more options go to `pip download`."""
    wanted = [".[all,dev]", "hatchling", "editables"]  # the last two build the checkout itself
    options += ("--dest", WHEELHOUSE.name, "--constraint", LOCK.name)
    run_pip("Đang tải / Fetching into wheelhouse/", "download", *options, *wanted)


def main(command="help", *arguments):
    """Run one command and give its exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # Windows code pages lack Vietnamese letters
    if command in SERVICES:
        return globals()[command](*arguments)
    if command not in COMMANDS:
        print(__doc__)
        return 0 if command in ("help", "-h", "--help") else 2
    extras, starts = COMMANDS[command]
    prepare(*extras)
    # A danvan command reads the caller's files; all others are about the checkout.
    folder = None if command in ("demo", "run") else ROOT
    calls = [[PYTHON, *start, *arguments] for start in starts]
    return max([subprocess.call(call, cwd=folder, env=ENVIRONMENT) for call in calls])


if __name__ == "__main__":
    obstacle = find_obstacle(sys.version_info[:2], importlib.util.find_spec("ensurepip"))
    try:
        sys.exit(obstacle or main(*sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
