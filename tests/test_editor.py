"""Editors see what the schema says: taplo is the engine of the TOML extension of VS Code."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CRITERIA = Path(__file__).parents[1] / "criteria"
TAPLO = shutil.which("taplo", path=str(Path(sys.executable).parent))


def check(*files: Path) -> subprocess.CompletedProcess[str]:
    assert TAPLO is not None
    return subprocess.run(
        [TAPLO, "check", *map(str, files)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.skipif(TAPLO is None, reason="taplo is not installed beside this Python")
def test_every_shipped_set_pleases_an_editor() -> None:
    files = sorted(CRITERIA.glob("*/criteria.toml"))
    assert len(files) >= 14
    assert all(
        file.read_text(encoding="utf-8").startswith("#:schema ../criteria.schema.json")
        for file in files
    )
    done = check(*files)
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(TAPLO is None, reason="taplo is not installed beside this Python")
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("scale = 100", 'scale = "hundred"'),
        ('missing = "zero"', 'missing = "nought"'),
        ('status = "legacy"', 'status = "legacy"\ncolour = "red"'),
    ],
)
def test_an_editor_underlines_what_is_wrong(before: str, after: str, tmp_path: Path) -> None:
    good = (CRITERIA / "hue-36-2022/criteria.toml").read_text(encoding="utf-8")
    assert before in good
    folder = tmp_path / "hue-36-2022"
    folder.mkdir()
    shutil.copy(CRITERIA / "criteria.schema.json", tmp_path)
    file = folder / "criteria.toml"
    file.write_text(good.replace(before, after), encoding="utf-8")
    done = check(file)
    assert done.returncode != 0
    assert "criteria.toml" in done.stderr
