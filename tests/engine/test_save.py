"""Files are put in their places whole, and nothing that somebody may have edited is lost."""

import os

import pytest

from scoring import differing, save_files
from scoring.engine import save


def test_a_file_that_says_something_else_is_named(tmp_path):
    filled, folder = tmp_path / "p01.xlsx", tmp_path / "p03.xlsx"
    filled.write_bytes(b"filled")
    folder.mkdir()
    made = {filled: b"blank", tmp_path / "p02.xlsx": b"blank", folder: b"blank"}
    assert differing(made) == [filled, folder]
    filled.write_bytes(b"blank")
    assert differing(made) == [folder]


def test_files_come_with_their_folders_and_leave_nothing_beside(tmp_path):
    file = tmp_path / "a" / "b" / ("x" * 200 + ".csv")
    save_files({file: b"1"})
    save_files({file: b"2"})
    assert file.read_bytes() == b"2"
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.skipif(os.name == "nt", reason="rights are told otherwise on Windows")
def test_colleagues_may_read_what_was_saved(tmp_path):
    save_files({tmp_path / "a.csv": b"1"})
    (tmp_path / "b.csv").write_bytes(b"1")
    assert (tmp_path / "a.csv").stat().st_mode == (tmp_path / "b.csv").stat().st_mode


def test_a_crash_leaves_the_old_file_whole(tmp_path, monkeypatch):
    file = tmp_path / "sheet.csv"
    file.write_bytes(b"old")

    def crash(number):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(save.os, "fsync", crash)
    with pytest.raises(OSError, match="No space left"):
        save_files({file: b"new"})
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]
