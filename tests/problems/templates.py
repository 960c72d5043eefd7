"""Faulty templates of Word, made from texts that can be read: lines, and parts put beside them."""

from __future__ import annotations

import io
import zipfile
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

from scoring import Problem
from scoring_word.check import check_template
from scoring_word.draw import draw
from scoring_word.pack import pack
from scoring_word.wordml import cell, paragraph, row, run, table

# What stands in the plain template, whose place the lines take.
_CONTENT = paragraph("NoiDung", run("{{p noi_dung }}"))
_FOOT = run("{{ nhan_ma_ket_qua }} {{ ma_ket_qua }} · {{ nhan_trang }} ")


def template_problems(folder: Path) -> tuple[Problem, ...]:
    """Give what is said of the template in a folder, named as if one stood in it."""
    ready = folder / "template.docx"
    if ready.exists():
        return check_template(ready).problems
    content = template_of((folder / "template.txt").read_text(encoding="utf-8"), parts_in(folder))
    with TemporaryDirectory() as place, chdir(place):
        Path("template.docx").write_bytes(content)
        return check_template(Path("template.docx")).problems


def parts_in(folder: Path) -> dict[str, bytes]:
    """Give the parts that are put into the archive, by name."""
    files = sorted(one for one in (folder / "parts").rglob("*") if one.is_file())
    return {one.relative_to(folder / "parts").as_posix(): one.read_bytes() for one in files}


def template_of(lines: str, parts: dict[str, bytes]) -> bytes:
    """Give a template whose paragraphs are the lines, with other parts added or replaced.

    A line that starts with "|" is a table of one cell.
    """
    made = parts_of(draw("plain"))
    content = "".join(_block(line) for line in lines.splitlines())
    body = made["word/document.xml"].decode()
    assert _CONTENT in body
    made["word/document.xml"] = body.replace(_CONTENT, content).encode()
    for name in ("word/footer1.xml", "word/footer2.xml"):
        foot = made[name].decode()
        assert _FOOT in foot
        made[name] = foot.replace(_FOOT, "").encode()
    return pack([*{**made, **parts}.items()])


def parts_of(content: bytes) -> dict[str, bytes]:
    """Give the parts of a Word file, by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_parts(content: bytes, parts: dict[str, bytes]) -> bytes:
    """Give a Word file with some parts added or replaced."""
    return pack([*{**parts_of(content), **parts}.items()])


def _block(line: str) -> str:
    drawn = paragraph("NoiDung", run(line.removeprefix("|").strip()))
    return table([9000], [row([cell(9000, drawn)])]) if line.startswith("|") else drawn
