"""Save: forms onto the disk, never over one that somebody may have filled."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from scoring import Place, SheetError, Text, unreadable_sheet


def differing(folder: Path, content_by_name: Mapping[str, bytes]) -> list[Path]:
    """Give the files that are there already and are not what would be written."""
    return [
        folder / name
        for name, content in content_by_name.items()
        if (folder / name).exists() and not _is_same(folder / name, content)
    ]


def save_all(folder: Path, content_by_name: Mapping[str, bytes]) -> None:
    """Write every file whole or not at all. Raises `SheetError` where the disk refuses."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in content_by_name.items():
            _save(folder / name, content)
    except OSError as error:
        why = Text(
            vi=f"không ghi được phiếu ({error.strerror}); nếu tệp đang mở trong Excel thì đóng lại",
            en=f"the form cannot be written ({error.strerror}); close it if it is open in Excel",
        )
        raise SheetError([unreadable_sheet(Place(str(error.filename or folder)), why)]) from None


def _is_same(file: Path, content: bytes) -> bool:
    return file.is_file() and file.read_bytes() == content


def _save(file: Path, content: bytes) -> None:
    half = file.with_name(f".{file.name}.tmp")
    try:
        half.write_bytes(content)
        half.replace(file)
    finally:
        half.unlink(missing_ok=True)
