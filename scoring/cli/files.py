"""What a command makes, onto the disk: whole, and over nobody's work."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from scoring.cli.words import say

_MOST_NAMED = 6

replace_option = click.option(
    "--replace",
    is_flag=True,
    help=say("Ghi đè tệp đã có nội dung khác.", "Overwrite files that say something else."),
)


def write_out(content: bytes, output: str | None, replace: bool) -> None:
    """Write one thing to a file, or without one to the pipe."""
    if output is not None:
        write_files({Path(output): content}, replace)
        return
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def write_files(content_by_file: Mapping[Path, bytes], replace: bool) -> None:
    """Write all files or none; what somebody may have edited is not overwritten unasked."""
    from scoring.engine.save import differing, save_files

    try:
        taken = [] if replace else differing(content_by_file)
        if taken:
            raise click.ClickException(_say_taken(taken))
        save_files(content_by_file)
    except OSError as error:
        named = error.filename or next(iter(content_by_file), "")
        raise click.FileError(str(named), error.strerror) from None
    said = _say_written(list(content_by_file))
    click.echo(say(f"Đã ghi {said}.", f"Wrote {said}."), err=True)


def _say_taken(taken: list[Path]) -> str:
    listed = ", ".join(map(str, taken[:_MOST_NAMED])) + (", …" if taken[_MOST_NAMED:] else "")
    return say(
        f"đã có và khác nội dung, không ghi đè: {listed}. Thêm --replace nếu muốn thay.",
        f"exists and says something else, not overwritten: {listed}. Add --replace to replace.",
    )


def _say_written(files: list[Path]) -> str:
    if len(files) == 1:
        return str(files[0])
    (folder,) = {file.parent for file in files} or {Path()}
    return f"{folder} ({len(files)})"
