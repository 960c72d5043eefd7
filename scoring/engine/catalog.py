"""Find criteria sets: bundled ones, those of plugins, or a path."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import tomli
from attrs import frozen

from scoring.engine.read import FILE_NAME
from scoring.model.errors import UnknownNameError
from scoring.model.text import Text
from scoring.plugin.registry import Registry

# The only line that knows both worlds: the packed folder of a wheel, or the checkout.
_PACKED = Path(__file__).resolve().parent.parent / "criteria_sets"
BUNDLED = _PACKED if _PACKED.is_dir() else _PACKED.parent.parent / "criteria"

# At the start of a line: a comment may speak of [set] too.
_SET = re.compile(r"^[ \t]*\[set\]", re.MULTILINE)


@frozen
class FoundSet:
    """A criteria set that was found: its id, its folder, where it comes from.

    `title` and `status` are what the file says, or empty where it cannot be read.
    """

    id: str
    folder: Path
    origin: str
    title: str = ""
    status: str = ""

    @property
    def file(self) -> Path:
        """The criteria file."""
        return self.folder / FILE_NAME


def list_sets(registry: Registry) -> list[FoundSet]:
    """Give every set that can be named by id, sorted by id, then by origin."""
    roots = [("danvan-scoring", BUNDLED), *registry.criteria_roots]
    found = [one for origin, root in roots for one in _sets_in(origin, root)]
    return sorted(found, key=lambda one: (one.id, one.origin))


def find_set(name: str, registry: Registry) -> FoundSet:
    """Give the set of an id, or at a path to a folder or a criteria file.

    Raises `UnknownNameError` if there is none, or if two origins claim the id.
    """
    path = Path(name)
    if path.is_file():
        return FoundSet(path.parent.name, path.parent, "path")
    if (path / FILE_NAME).is_file():
        return FoundSet(path.resolve().name, path, "path")
    sets = list_sets(registry)
    same = [one for one in sets if one.id == name]
    if len(same) == 1:
        return same[0]
    known = ", ".join(sorted({one.id for one in sets}))
    if same:
        origins = ", ".join(one.origin for one in same)
        raise UnknownNameError(
            Text(
                vi=f"Có nhiều bộ tiêu chí “{name}” ({origins}); hãy chỉ đường dẫn đến thư mục.",
                en=f"Several sets are called “{name}” ({origins}); give the path to a folder.",
            )
        )
    raise UnknownNameError(
        Text(
            vi=f"Không có bộ tiêu chí “{name}”. Có: {known}. Cũng có thể chỉ đường dẫn đến thư mục.",
            en=f"There is no criteria set “{name}”. Known: {known}. A path to a folder works too.",
        )
    )


def _sets_in(origin: str, root: Path) -> Iterator[FoundSet]:
    if not root.is_dir():
        return
    for folder in sorted(root.iterdir()):
        file = folder / FILE_NAME
        if not file.is_file():
            continue
        title, status = _head(file)
        yield FoundSet(folder.name, folder, origin, title, status)


def _head(file: Path) -> tuple[str, str]:
    """Give title and status from the [set] table alone, which costs little."""
    text = file.read_text(encoding="utf-8-sig", errors="replace")
    found = _SET.search(text)
    start = found.start() if found is not None else -1
    end = text.find("\n[", start + 1)
    try:
        head = tomli.loads(text[start : end if end > 0 else None])["set"] if found else {}
    except (tomli.TOMLDecodeError, KeyError, ValueError):
        return "", ""
    return str(head.get("title", "")), str(head.get("status", ""))
