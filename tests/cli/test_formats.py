"""The formats of a result: what there is, and which one a file is named after."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from scoring import load_registry
from scoring.cli.commands import FORMATS, PAPERS
from scoring.cli.door import USAGE, WELL, run
from tests.cli.running import danvan

SET = "hue-36-2022"
UNITS = Path(__file__).parents[2] / "criteria" / SET / "units.csv"


@pytest.mark.parametrize(
    ("name", "start"),
    [("kq.xlsx", b"PK"), ("KQ.XLSX", b"PK"), ("kq.json", b"{"), ("kq.csv", b"\xef\xbb\xbfrank"),
     ("kq.md", b"# "), ("kq.txt", b"# "), ("kq", b"# ")],
)  # fmt: skip
def test_a_file_gets_the_format_that_it_is_named_after(
    name: str, start: bytes, tmp_path: Path
) -> None:
    file = tmp_path / name
    assert danvan("score", SET, UNITS, "-o", file).code == WELL
    assert file.read_bytes().startswith(start)


def test_a_format_that_is_asked_for_goes_before_the_name_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "kq.txt"
    assert danvan("score", SET, UNITS, "--format", "json", "-o", file).code == WELL
    assert file.read_bytes().startswith(b"{")


def test_an_explanation_is_never_taken_for_a_workbook(tmp_path: Path) -> None:
    file = tmp_path / "gt.xlsx"
    assert danvan("explain", SET, UNITS, "Phường Đúc", "-o", file).code == WELL
    assert file.read_bytes().startswith(b"# ")


def test_the_help_names_every_format_of_ours() -> None:
    writers = load_registry().writers.values()
    assert FORMATS.split("|") == ["table", *(one.name for one in writers)]
    papers = [one.name for one in writers if one.takes == "document"]
    assert PAPERS.split("|") == ["table", *papers]
    assert FORMATS in " ".join(danvan("score", "--help").out.split())
    assert PAPERS in " ".join(danvan("explain", "--help").out.split())


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_workbook_is_not_spilt_over_a_terminal(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout", Terminal())
    assert run(["score", SET, str(UNITS), "--format", "xlsx", "--lang", "vi"]) == USAGE
    assert "-o ket-qua.xlsx" in capfd.readouterr().err


def test_a_result_that_was_kept_is_not_overwritten_unasked(tmp_path: Path) -> None:
    kept = tmp_path / "ket-qua.json"
    kept.write_text("kết quả đã công bố", encoding="utf-8")
    asked = ("score", SET, UNITS, "-o", kept)
    told = danvan(*asked)
    assert told.code == 1
    assert "không ghi đè" in told.err
    assert kept.read_text(encoding="utf-8") == "kết quả đã công bố"
    assert danvan(*asked, "--replace").code == 0
    # The same again is no loss.
    assert danvan(*asked).code == 0
