"""Faulty forms, made from texts that can be read: what was filled in, and what was done to them.

A file forms.toml lists them; units.csv beside it is the council's list, sheet.csv the sheet
that they are laid upon. All are forms of the set in thu-phieu.
"""

from __future__ import annotations

import tomllib
from contextlib import chdir
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import scoring_basics
import scoring_csv
from scoring import Problem, Program, compile_criteria, load_registry, read_criteria
from scoring_csv.read import read
from scoring_excel.collect.folder import list_files
from scoring_excel.collect.gather import Gathered, gather
from tests.fixtures.forms import write_form

CRITERIA = Path(__file__).parent / "thu-phieu" / "criteria.toml"


@cache
def program() -> Program:
    """Give the set whose forms are sent back here."""
    registry = load_registry({"basics": scoring_basics, "csv": scoring_csv})
    return compile_criteria(read_criteria(CRITERIA, registry), registry)


def form_problems(folder: Path) -> tuple[Problem, ...]:
    """Give what is said of the forms of a folder, named as if one stood in it."""
    return tuple(gathered(folder).problems)


def gathered(folder: Path) -> Gathered:
    """Make the forms that forms.toml tells of, and gather them."""
    told = tomllib.loads((folder / "forms.toml").read_text(encoding="utf-8"))
    with TemporaryDirectory() as place:
        for form in told.get("form", ()):
            form = dict(form)
            write_form(Path(place) / form.pop("file"), program(), **form)
        for file in told.get("file", ()):
            content = bytes.fromhex(file["hex"]) if "hex" in file else file["text"].encode()
            (Path(place) / file["file"]).write_bytes(content)
        files = [(path, path.name) for path in list_files(Path(place))]
        with chdir(folder):
            tables = [
                read(Path(name)) if Path(name).exists() else None
                for name in ("units.csv", "sheet.csv")
            ]
            return gather(program(), files, *tables)
