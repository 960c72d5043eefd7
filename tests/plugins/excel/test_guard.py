"""The directory of an archive is weighed before it is read: reading it would take the time."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from scoring_excel.guard import FORM_BOUNDS, UnfitError, unpack


def archive(entries: int, comment: bytes = b"") -> io.BytesIO:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for at in range(entries):
            made.writestr(f"xl/{at}.xml", b"<x/>")
        made.comment = comment
    return out


def test_a_long_directory_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    long = archive(10_000)

    def read(*_: object) -> None:
        raise AssertionError("the directory was read")

    monkeypatch.setattr(zipfile, "ZipFile", read)
    with pytest.raises(UnfitError):
        unpack(long, FORM_BOUNDS)


def test_a_count_of_entries_that_lies_helps_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    content = bytearray(archive(10_000).getvalue())
    end = content.rfind(b"PK\x05\x06")
    content[end + 8 : end + 12] = b"\1\0\1\0"
    monkeypatch.setattr(zipfile, "ZipFile", None)
    with pytest.raises(UnfitError):
        unpack(io.BytesIO(bytes(content)), FORM_BOUNDS)


@pytest.mark.parametrize("comment", [b"", b"x" * 65_535])
def test_an_archive_of_the_size_of_a_form_is_read(comment: bytes, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(archive(100, comment).getvalue())
    assert len(unpack(file, FORM_BOUNDS)) == 100
