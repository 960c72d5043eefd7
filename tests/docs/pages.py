"""Do what a page tells its reader to do, and give what differs from what it shows.

A page is worked through from top to bottom in one folder:

* A `console` block: each line `$ …` is run, and what follows it must come out. A line `…`
  stands for any lines, and a `…` at the end of a line for the rest of it.
* A block after `<!-- write: FILE -->` is written to the file.
* A `diff` block after `<!-- edit: FILE -->` is done to the file: what its lines `-` and blank
  say must stand there once.
* A block after `<!-- replace: FILE -->` takes the place of what starts with its first line
  (also where that is a comment) and ends before the next blank line.
* A block after `<!-- fill: FILE -->` is typed into the form: a line a cell, with the unit, the
  question, the column and what is typed, below a head.
* Any other block is only shown; it must not hold a command.

`python -m tests.docs.pages FILE` fills in what the commands of a page say, where a block
shows nothing yet.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from attrs import define, field, frozen

import dev
from tests.season.filling import fill_as_told

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(
    r"(?:^<!-- (?P<task>write|edit|replace|fill): (?P<file>\S+) -->\n)?^```(?P<kind>\w*)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


@frozen
class Block:
    """A fenced block of a page."""

    kind: str
    text: str
    line: int
    span: tuple[int, int]
    task: str | None = None
    file: str | None = None


def read_blocks(page: str) -> list[Block]:
    """Give the blocks of a page in order."""
    return [
        Block(
            found["kind"],
            found["text"],
            page.count("\n", 0, found.start("text")) + 1,
            found.span("text"),
            found["task"],
            found["file"],
        )
        for found in _BLOCK.finditer(page)
    ]


def split_commands(text: str) -> Iterator[tuple[str, str]]:
    """Give each command of a console block with what the block shows after it."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        while command.endswith("\\"):
            more, _, shown = shown.partition("\n")
            command = command[:-1] + more.strip()
        yield command, shown


def agrees(shown: str, said: str) -> bool:
    """Tell whether what a page shows agrees with what was said."""
    lines = [line.rstrip() for line in shown.strip("\n").split("\n")]
    pattern = ""
    for line in lines:
        if line.strip() == "…":
            pattern += r"(?:.*\n)*?"
        elif line.endswith("…"):
            pattern += re.escape(line[:-1].rstrip()) + r".*\n"
        else:
            pattern += re.escape(line) + r"\n"
    told = "".join(line.rstrip() + "\n" for line in said.strip("\n").split("\n"))
    return re.fullmatch(pattern, told) is not None


@define
class Reader:
    """Somebody who works through a page in a folder of their own."""

    folder: Path
    here: Path = field(init=False)
    environment: dict[str, str] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.here = self.folder
        self.environment = {
            **{key: value for key, value in os.environ.items() if key != "PYTHONPATH"},
            "DANVAN_LANG": "vi",
            "LC_ALL": "vi_VN.UTF-8",
            "PYTHONUTF8": "1",
            "COLUMNS": "100",
        }

    def do(self, block: Block) -> Iterator[tuple[str, str, str]]:
        """Do a block; give (command, shown, said) for each of its commands."""
        if block.task == "write":
            file = self.folder / str(block.file)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.text, encoding="utf-8")
        elif block.task == "edit":
            self.edit(self.folder / str(block.file), block.text)
        elif block.task == "replace":
            self.replace(self.folder / str(block.file), block.text)
        elif block.task == "fill":
            fill_as_told(self.folder / str(block.file), block.text)
        elif block.kind == "console":
            for command, shown in split_commands(block.text):
                yield command, shown, self.run(command)
        else:
            assert not re.search(r"^\$ ", block.text, re.MULTILINE), f"line {block.line}"

    @staticmethod
    def edit(file: Path, diff: str) -> None:
        """Do what a diff says."""
        lines = diff.splitlines(keepends=True)
        assert all(line[0] in " +-" for line in lines), diff
        old, new = ("".join(line[1:] for line in lines if line[0] in s) for s in (" -", " +"))
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{file}: {old!r} stands {text.count(old)} times"
        file.write_text(text.replace(old, new), encoding="utf-8")

    @staticmethod
    def replace(file: Path, text: str) -> None:
        """Put a text in the place of what starts like it and ends before a blank line."""
        lines = file.read_text(encoding="utf-8").split("\n")
        head = text.split("\n")[0]
        starts = [at for at, line in enumerate(lines) if line in (head, f"# {head}")]
        assert len(starts) == 1, f"{file}: {head!r} stands {len(starts)} times"
        end = lines.index("", starts[0])
        lines[starts[0] : end] = text.rstrip("\n").split("\n")
        file.write_text("\n".join(lines), encoding="utf-8")

    def run(self, command: str) -> str:
        """Run a command and give all it says."""
        program, *arguments = shlex.split(command)
        if program == "cd":
            self.here = (self.here / arguments[0]).resolve()
            return ""
        done = subprocess.run(
            self.words(program, arguments),
            cwd=self.here,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        # A byte-order mark is not seen, and the folder is another one with each reader.
        return done.stdout.replace("\ufeff", "").replace(str(self.folder) + os.sep, "")

    def words(self, program: str, arguments: list[str]) -> list[str]:
        """Give what stands for a program: this Python, and no network."""
        if program == "danvan":
            return [sys.executable, "-m", "scoring", *arguments]
        if program == "pytest":
            return [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
        if program == "python3" and arguments[0] == "dev.py":
            # dev.py would first make an environment of its own; what it then starts is this.
            (start,) = dev.COMMANDS[arguments[1]][1]
            return [sys.executable, *start, *arguments[2:]]
        if program == "pip":
            # As an editable install does: the project itself is imported, the installed
            # metadata name its entry points; the index is not asked for what is here already.
            assert arguments == ["install", "-e", ".[testing]"], arguments
            site = self.folder / "site"
            self.environment["PYTHONPATH"] = os.pathsep.join([str(self.here), str(site)])
            options = ["--no-deps", "--no-build-isolation", "--quiet", "--target", str(site)]
            return [sys.executable, "-m", "pip", "install", *options, "."]
        assert program in ("cat", "cp", "ls"), program
        return [program, *arguments]


def fill_in(page: str, folder: Path) -> str:
    """Give a page with what its commands say, where it shows nothing yet."""
    reader = Reader(folder)
    made, at = "", 0
    for block in read_blocks(page):
        text = ""
        for command, shown, said in reader.do(block):
            body = said.rstrip("\n")
            fresh = "".join(line.rstrip() + "\n" for line in body.split("\n")) if body else ""
            text += f"$ {command}\n" + (shown if shown.strip() else fresh)
        made += page[at : block.span[0]] + (text or block.text)
        at = block.span[1]
    return made + page[at:]


if __name__ == "__main__":
    import tempfile

    for name in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as temporary:
            file = Path(name)
            filled = fill_in(file.read_text(encoding="utf-8"), Path(temporary).resolve())
            file.write_text(filled, encoding="utf-8")
