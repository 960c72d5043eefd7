"""Save: files in their places, each whole, and never over what somebody may have edited.

Whoever looks sees the old file or the new one, never half of either: what is written goes
beside it first, onto the disk, and then takes its name.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from tempfile import NamedTemporaryFile


def differing(content_by_file: Mapping[Path, bytes]) -> list[Path]:
    """Give the files that are there already and say something else. Raises `OSError`."""
    return [
        file
        for file, content in content_by_file.items()
        if file.exists() and not (file.is_file() and file.read_bytes() == content)
    ]


def save_files(content_by_file: Mapping[Path, bytes]) -> None:
    """Put every file in its place, with the folders it needs. Raises `OSError`."""
    for file, content in content_by_file.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        _save(file, content)


def _save(file: Path, content: bytes) -> None:
    with NamedTemporaryFile(dir=file.parent, prefix=f".{file.name[:60]}.", delete=False) as half:
        beside = Path(half.name)
        try:
            half.write(content)
            half.flush()
            os.fsync(half.fileno())
            half.close()
            beside.chmod(_mode_of_new_files())
            beside.replace(file)
        except BaseException:
            half.close()
            beside.unlink(missing_ok=True)
            raise


def _mode_of_new_files() -> int:
    """Give who may read a new file; one made for the meantime is its maker's alone."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
