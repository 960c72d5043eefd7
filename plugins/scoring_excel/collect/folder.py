"""The files of a folder of forms, in an order of their own, whatever the disk's."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path

# What Windows, macOS, Excel and LibreOffice leave lying about; nobody sent these.
_LEFT_BEHIND = ("thumbs.db", "desktop.ini")
_LEFT_FOLDERS = ("__macosx", "$recycle.bin")


def list_files(folder: Path, aside: Collection[Path] = ()) -> list[Path]:
    """Give every file below a folder that somebody put there, but for those set aside."""
    passed = {path.resolve() for path in aside}
    found = (path for path in _walk(folder) if path.resolve() not in passed)
    return sorted(
        found, key=lambda path: (path.relative_to(folder).as_posix().casefold(), str(path))
    )


def _walk(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = [one for one in folders if not is_left_behind(one)]
        yield from (Path(place) / name for name in names if not is_left_behind(name))


def is_left_behind(name: str) -> bool:
    """Tell whether a program left a file or a folder of this name, and no person."""
    folded = name.casefold()
    return name.startswith(("~$", ".")) or folded in _LEFT_BEHIND or folded in _LEFT_FOLDERS
