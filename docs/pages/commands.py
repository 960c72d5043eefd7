"""The page of commands, from what `danvan --help` says in both languages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from pages.grid import code, table

ROOT = Path(__file__).resolve().parents[2]
Told: TypeAlias = Mapping[str, Any]

INTRODUCTION = """\
# Commands

`danvan` and `python -m scoring` are the same. Each command takes `--help`, and `--lang vi` or
`--lang en`; without it the language is that of `DANVAN_LANG`, or else of the machine.

| exit code | means | *nghĩa là* |
| --- | --- | --- |
| 0 | well | *tốt* |
| 1 | the input has problems, all of them told | *đầu vào có lỗi, đã báo hết* |
| 2 | the command was called wrongly | *gọi lệnh sai cách* |
| 3 | a plugin is at fault, and named | *một plugin có lỗi, đã nêu tên* |

Results go to standard output, problems to standard error. `collect`, `form`, `check-template` and
`template` come with our own plugins; `danvan --help` tells those of other plugins too.
"""

# Words are chosen when the commands are made, so each language has a process of its own.
_TELL = """
import importlib, json, pkgutil, sys
import click, scoring.cli, scoring_excel, scoring_word
from scoring.cli.words import use_language

use_language(sys.argv[1])
for module in pkgutil.iter_modules(scoring.cli.__path__):
    importlib.import_module(f"scoring.cli.{module.name}")
from scoring.cli.commands import danvan

for plugin in (scoring_excel, scoring_word):
    plugin.scoring_commands(danvan)

def tell(command, above):
    context = click.Context(command, parent=above, info_name=command.name if above else "danvan")
    options = [one.get_help_record(context) for one in command.get_params(context)]
    inside = getattr(command, "commands", {})
    return {
        "usage": " ".join([context.command_path, *command.collect_usage_pieces(context)]),
        "path": context.command_path,
        "help": command.help or "",
        "options": [one for one in options if one],
        "commands": [tell(inside[name], context) for name in sorted(inside)],
    }

sys.stdout.buffer.write(json.dumps(tell(danvan, None)).encode())
"""


def page() -> str:
    """Give the text of the page."""
    english, vietnamese = tell("en"), tell("vi")
    lines = [*INTRODUCTION.split("\n"), *_command(english, vietnamese)]
    return "\n".join(lines).rstrip() + "\n"


def tell(lang: str) -> Told:
    """Give what the commands say of themselves in a language; those of strangers stay out."""
    done = subprocess.run(
        [sys.executable, "-c", _TELL, lang],
        env=dict(os.environ, PYTHONPATH=os.pathsep.join([str(ROOT), str(ROOT / "plugins")])),
        capture_output=True,
        check=True,
    )
    told: Told = json.loads(done.stdout)
    return told


def _command(english: Told, vietnamese: Told) -> Iterator[str]:
    yield f"## `{english['path']}`"
    yield ""
    yield " ".join(english["help"].split())
    yield ""
    yield f"*{' '.join(vietnamese['help'].split())}*"
    yield ""
    yield "```text"
    yield english["usage"]
    yield "```"
    yield ""
    # Every command takes --lang and --help, and an argument is told by the usage.
    rows = [
        (code(one[0]), one[1], f"*{other[1]}*")
        for one, other in zip(english["options"], vietnamese["options"], strict=True)
        if one[1] and not one[0].startswith(("--lang", "--help"))
    ]
    if rows:
        yield from table(("option", "", ""), rows)
        yield ""
    for one, other in zip(english["commands"], vietnamese["commands"], strict=True):
        yield from _command(one, other)
