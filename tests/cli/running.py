"""Run `danvan` as a person does, and give what came out."""

from __future__ import annotations

import contextlib
import io
import os
from pathlib import Path

from attrs import frozen

from scoring.cli.door import run


@frozen
class Told:
    """What a command said on both streams, and its exit code."""

    code: int
    out: str
    err: str


def danvan(*arguments: object, lang: str = "vi", cwd: Path | None = None) -> Told:
    """Run one command in this process."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    before, said = Path.cwd(), os.environ.get("DANVAN_LANG")
    os.environ["DANVAN_LANG"] = lang
    try:
        if cwd is not None:
            os.chdir(cwd)
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run([str(one) for one in arguments])
    finally:
        os.chdir(before)
        if said is None:
            del os.environ["DANVAN_LANG"]
        else:
            os.environ["DANVAN_LANG"] = said
    return Told(code, *(stream.buffer.getvalue().decode() for stream in (out, err)))


__all__ = ["Told", "danvan"]
