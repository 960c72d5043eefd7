"""Pack: the same parts give the same file, on any day."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

# The first moment a zip can tell; it says nothing of when the file was made.
_MOMENT = (1980, 1, 1, 0, 0, 0)


def pack(parts: Iterable[tuple[str, bytes]], compress: bool = True) -> bytes:
    """Give a zip of named parts with neither times nor the name of a system in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts:
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.create_system = 0
            entry.compress_type = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
            archive.writestr(entry, content)
    return out.getvalue()


def repack(content: bytes) -> bytes:
    """Give the same zip without its times."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return pack([(entry.filename, archive.read(entry)) for entry in archive.infolist()])
