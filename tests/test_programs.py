"""A program that is absent is told, never passed over where all tests must run."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.programs import PROGRAMS, convert, find, need, pages, text_of

RUN = Path(__file__).parents[1] / ".ci" / "run"


def test_an_absent_program_skips_with_the_package_that_brings_it(monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="apt install poppler-utils"):
        need("pdffonts")


def test_an_absent_program_fails_where_all_tests_must_run(monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("CI", "1")
    with pytest.raises(pytest.fail.Exception, match="chromium is not installed"):
        need("chromium")


def test_a_program_goes_by_its_other_name_too(monkeypatch, tmp_path):
    other = tmp_path / "libreoffice"
    other.write_text("#!/bin/sh\n", encoding="utf-8")
    other.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find("soffice") == str(other)


@pytest.mark.slow
def test_a_table_becomes_pages_with_its_words(tmp_path):
    source = tmp_path / "bảng điểm.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["Phú Hậu", 8])
    book.save(source)
    (pdf,) = convert([source], "pdf", tmp_path / "pdf")
    assert "Phú Hậu" in text_of(pdf)
    (page,) = pages(pdf, tmp_path / "png", ppi=30)
    assert page.read_bytes().startswith(b"\x89PNG")


@pytest.mark.slow
def test_a_file_that_cannot_be_converted_fails_unless_asked_not_to(tmp_path):
    absent = tmp_path / "không có.xlsx"
    with pytest.raises(AssertionError, match="did not write"):
        convert([absent], "pdf", tmp_path)
    assert convert([absent], "pdf", tmp_path, strict=False) == []


def test_the_machine_that_runs_the_tests_installs_every_program():
    script = RUN.read_text(encoding="utf-8")
    packages = {name for _, brings in PROGRAMS.values() for name in brings.split()}
    assert [name for name in sorted(packages) if name not in script] == []
