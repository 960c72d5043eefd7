"""The page of the front door: every public name, and how to score from Python."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from importlib import import_module

import scoring
from pages.grid import code, table

INTRODUCTION = """\
# From Python

Everything public is `from scoring import …`; whatever lies behind may move. The road is the
same as that of the command line: read, compile, enter, run, explain.

```python
from pathlib import Path

from scoring import compile_criteria, enter_table, find_set, load_registry, read_criteria, run

registry = load_registry()  # every installed plugin
found = find_set("law10-commune", registry)  # an id, a folder or a file
program = compile_criteria(read_criteria(found.file, registry), registry)

table = registry.importers["csv"].read(found.folder / "units.csv")
result = run(program, enter_table(program, table))

row = result.units.find("P01")  # by id or by name
assert str(result.total(row)) == "2207/25"  # a Fraction: 88.28, exactly
assert result.grade_id(row) == "tot"
assert result.rank(row) == 4
```

Numbers are `fractions.Fraction`, never binary floats. `say_number` writes them for people,
`machine_number` for programs:

```python
from scoring import machine_number, say_number

assert say_number(result.total(row)) == "88,28"
assert say_number(result.total(row), "en") == machine_number(result.total(row)) == "88.28"
```

An explanation is a tree whose steps add up to the total:

```python
from scoring import explain, why

told = explain(result, row)
assert told.total.points == told.total.added() == result.total(row)
for reason in why(result, row):
    print(reason.vi)
```

A document is said by a form and written by a writer; a result is written as it is:

```python
from scoring import compose

document = compose(result, registry.forms["ranking"])
markdown = registry.writers["md"].write(document, {"lang": "vi"})
assert markdown.decode().startswith("# ")
data = registry.writers["json"].write(result, {})
```

What is wrong with a file is told whole, in both languages:

```python
from scoring import CriteriaError

try:
    read_criteria("no/such/folder", registry)
except CriteriaError as error:
    (problem,) = error.problems
    assert problem.code == "C001"
    print(problem.in_("vi"))
```

A registry of named plugins, such as `load_registry({"basics": scoring_basics})`, needs
nothing installed; tests use it.

## Every name
"""

_CHAPTERS = {
    "engine": "The verbs",
    "model": "The words",
    "plugin": "For plugins",
}


def page() -> str:
    """Give the text of the page."""
    lines = INTRODUCTION.split("\n")
    for floor, title in _CHAPTERS.items():
        lines += [f"### {title}", ""]
        lines += [*table(("name", "", "gives"), _names(floor)), ""]
    return "\n".join(lines).rstrip() + "\n"


def _names(floor: str) -> Iterator[tuple[str, str, str]]:
    for name, home in sorted(scoring._HOME_BY_NAME.items(), key=lambda pair: pair[0].casefold()):
        if home.startswith(floor):
            yield code(name), *_told(name, home)


def _told(name: str, home: str) -> tuple[str, str]:
    value = getattr(import_module(f"scoring.{home}"), name)
    if inspect.isclass(value) or callable(value):
        what = "class" if inspect.isclass(value) else "function"
        return what, (inspect.getdoc(value) or "").split("\n")[0]
    if hasattr(value, "said"):
        return "parameter type", str(value.said.en)
    return "constant", code(value) if isinstance(value, str) else type(value).__name__
