"""The programs that tests look through: LibreOffice, poppler, Chromium.

Where one is absent its tests skip with the reason, but fail where `CI` is set: a machine
that runs the tests for all must not leave any out unseen.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

# Program: the names it goes by, and the Debian package that brings it.
PROGRAMS: dict[str, tuple[tuple[str, ...], str]] = {
    # The fonts stand in for Times New Roman and Arial, with every Vietnamese letter.
    "soffice": (
        ("soffice", "libreoffice"),
        "libreoffice-calc-nogui libreoffice-writer-nogui fonts-croscore",
    ),
    "pdftoppm": (("pdftoppm",), "poppler-utils"),
    "pdftotext": (("pdftotext",), "poppler-utils"),
    "pdffonts": (("pdffonts",), "poppler-utils"),
    "pdfinfo": (("pdfinfo",), "poppler-utils"),
    "chromium": (("chromium", "chromium-browser", "google-chrome"), "chromium"),
}
SECONDS = 180


def find(name: str) -> str | None:
    """Give the path of a program, or None where it is not installed."""
    return next((path for one in PROGRAMS[name][0] if (path := shutil.which(one))), None)


def need(name: str) -> str:
    """Give the path of a program; without it skip the test, or fail it where `CI` is set."""
    path = find(name)
    if path is not None:
        return path
    reason = f"{name} is not installed (apt install {PROGRAMS[name][1]})"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def convert(
    files: Iterable[Path], format_: str, folder: Path, *, strict: bool = True
) -> list[Path]:
    """Convert files with one start of LibreOffice, and give what it wrote, in their order.

    `format_` is a suffix, with a filter where one is needed: "pdf", "ods",
    "xlsx:Calc MS Excel 2007 XML". A file that it could not convert fails the test,
    unless not `strict`: then its result is left out.
    """
    program, sources = need("soffice"), list(files)
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="danvan-soffice-") as profile:
        options = [f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore"]
        said = _run([program, *options, "--convert-to", format_, "--outdir", folder, *sources])
    suffix = "." + format_.partition(":")[0]
    made = [folder / f"{source.stem}{suffix}" for source in sources]
    missing = [file.name for file in made if not file.exists()]
    assert not (strict and missing), f"LibreOffice did not write {missing}\n{said}"
    return [file for file in made if file.exists()]


def pages(pdf: Path, folder: Path, ppi: int = 70) -> list[Path]:
    """Draw every page of a PDF as PNG, and give the files in order."""
    folder.mkdir(parents=True, exist_ok=True)
    _run([need("pdftoppm"), "-r", str(ppi), "-png", pdf, folder / pdf.stem])
    return sorted(folder.glob(f"{pdf.stem}-*.png"))


def text_of(pdf: Path) -> str:
    """Give the text of a PDF, as it lies on the pages."""
    return _run([need("pdftotext"), "-layout", "-enc", "UTF-8", pdf, "-"])


def _run(command: Sequence[object]) -> str:
    done = subprocess.run(
        [str(one) for one in command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=SECONDS,
        check=True,
        encoding="utf-8",
        errors="replace",
    )
    return done.stdout


__all__ = ["PROGRAMS", "convert", "find", "need", "pages", "text_of"]
