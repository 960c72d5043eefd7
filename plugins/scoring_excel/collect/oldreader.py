"""The reader of old workbooks: one child process for a whole folder, begun anew when it dies."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from types import TracebackType
from typing import Any

from attrs import define, field

from scoring import MissingExtraError, Text
from scoring_excel.collect.biff import Findings, find_cells
from scoring_excel.collect.book import DATE, ERROR, FLAG, NUMBER, TEXT, Book, Cell, Page
from scoring_excel.guard import UnfitError
from scoring_excel.read import plain_number

CHILD = Path(__file__).with_name("child.py")
SECONDS = 10
# An answer longer than this is no form.
MOST_SIGNS = 20_000_000
_KIND = {"str": TEXT, "bool": FLAG, "date": DATE, "datetime": DATE, "int": NUMBER}


class LockedError(Exception):
    """The workbook asks for a password."""


@define
class OldReader:
    """Reads .xls files one after another; a context, so that no process is left behind."""

    seconds: int = SECONDS
    script: Path = CHILD
    _process: subprocess.Popen[str] | None = None
    _answers: Queue[str | None] = field(factory=Queue)

    def __enter__(self) -> OldReader:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()

    def read(self, file: str, path: Path, content: bytes) -> Book:
        """Give the workbook of an .xls file; raises `UnfitError` and `LockedError`."""
        findings = find_cells(content)
        if findings.is_locked:
            raise LockedError
        told = self._ask(path)
        if told.get("locked"):
            raise LockedError
        if "error" in told:
            raise UnfitError(
                f"sai định dạng XLS ({told['error']})", f"malformed XLS ({told['error']})"
            )
        pages = [_page(page, findings, index) for index, page in enumerate(told["pages"])]
        return Book(file, pages)

    def _ask(self, path: Path) -> dict[str, Any]:
        process = self._start()
        assert process.stdin is not None
        try:
            process.stdin.write(json.dumps({"path": str(path.resolve())}) + "\n")
            process.stdin.flush()
            answer = self._answers.get(timeout=self.seconds)
        except (Empty, OSError):
            answer = None
        if answer is None or not answer.endswith("\n"):
            self._stop()
            raise UnfitError(
                "tệp làm hỏng chương trình đọc, hoặc đọc quá lâu",
                "the file breaks the reader, or takes it too long",
            )
        told: dict[str, Any] = json.loads(answer)
        return told

    def _start(self) -> subprocess.Popen[str]:
        if self._process is not None:
            return self._process
        _need_calamine()
        # -P: a module in the folder of the forms must not be taken for a library.
        process = subprocess.Popen(
            [sys.executable, "-P", str(self.script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        self._process, self._answers = process, Queue()
        Thread(target=_listen, args=(process, self._answers), daemon=True).start()
        return process

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:  # the pipe of a dead process cannot be flushed
                    continue


def _listen(process: subprocess.Popen[str], answers: Queue[str | None]) -> None:
    """Pass answers on as they come, so that waiting for one can have an end."""
    assert process.stdout is not None
    try:
        while line := process.stdout.readline(MOST_SIGNS):
            answers.put(line)
    except ValueError:  # closed meanwhile
        pass
    answers.put(None)


def _need_calamine() -> None:
    from importlib.util import find_spec

    if find_spec("python_calamine") is None:
        raise MissingExtraError(
            Text(vi="Đọc bảng tính kiểu cũ (.xls)", en="Reading old workbooks (.xls)"), "excel"
        )


def _page(told: dict[str, Any], findings: Findings, index: int) -> Page:
    cells: dict[tuple[int, int], Cell] = {}
    for row, column, sort, said in told["cells"]:
        text = said.replace("\r\n", "\n").strip()
        if sort == "bool":
            text = "có" if text == "True" else "không"
        kind = _KIND.get(sort, TEXT)
        if sort in ("int", "float"):
            kind, text = NUMBER, plain_number(text)
        if kind == DATE:
            text = text.removesuffix("T00:00:00").replace("T", " ")
        if text:
            cells[row, column] = Cell(text, kind)
    for spot, error in findings.errors.get(index, {}).items():
        cells[spot] = Cell(error, ERROR)
    merged = [(top, left, bottom, right) for top, left, bottom, right in told["merged"]]
    formulas = findings.formulas.get(index, set())
    return Page(told["name"], cells, merged, formulas)
