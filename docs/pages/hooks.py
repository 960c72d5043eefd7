"""The page of hooks: the whole plugin API, and the shapes a plugin fills."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import attrs

from pages.grid import code, table
from scoring.plugin import hooks, kinds, parameters

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "docs" / "examples" / "danvan-thon-van-hoa" / "thon_van_hoa"
INTRODUCTION = """\
# Hooks

A plugin is a Python package named in the entry-point group `scoring`, with some of these
functions marked by `hookimpl`:

```toml
[project.entry-points.scoring]
my-plugin = "my_plugin"
```

*Offer* hooks take nothing and give frozen descriptions; they are called once, when the
registry is made. **No hook runs while scoring**, so no plugin can slow or reorder a run, or
change a number other than by a rule that a criteria set names. Two offers of one name are
refused, naming both packages; so are two packages that claim one entry point. A plugin imports
nothing heavy at its top, and nothing of `scoring` but what `from scoring import …` gives.
Arguments may be added to a hook, never taken away.

A plugin that crashes is named with its package, and the command ends with exit code 3.
[A complete project](../examples/danvan-thon-van-hoa/README.md) uses seven of the hooks.
"""

SHAPES = (
    kinds.RuleKind,
    kinds.Slot,
    kinds.Limit,
    kinds.Worked,
    kinds.Points,
    parameters.Parameter,
    kinds.GateKind,
    kinds.TieBreaker,
    kinds.Importer,
    kinds.Form,
    kinds.Writer,
)


def page() -> str:
    """Give the text of the page."""
    lines = INTRODUCTION.split("\n")
    users = users_by_hook()
    for name, hook in vars(hooks).items():
        if name.startswith("scoring_"):
            lines += _hook(name, hook, users.get(name, []))
    lines += ["## The shapes", ""]
    for shape in SHAPES:
        lines += _shape(shape)
    lines += [*_case()]
    return "\n".join(lines) + "\n"


def users_by_hook() -> dict[str, list[str]]:
    """Give the plugins in this project that use each hook."""
    users: dict[str, list[str]] = {}
    for file in [*sorted((ROOT / "plugins").glob("*/__init__.py")), EXAMPLE / "__init__.py"]:
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef):
                users.setdefault(node.name, []).append(file.parent.name)
    return users


def _hook(name: str, hook: object, users: list[str]) -> Iterator[str]:
    yield f"## `{name}`"
    yield ""
    yield "```text"
    yield f"{name}{signature(hook)}"
    yield "```"
    yield ""
    yield " ".join((inspect.getdoc(hook) or "").split())
    yield ""
    yield f"Used by {', '.join(code(one) for one in users)}."
    yield ""


def signature(function: object) -> str:
    """Give the signature of a function as it is written, without the quotes."""
    written = str(inspect.signature(function))  # type: ignore[arg-type]
    return written.replace("'", "").replace("(self, ", "(").replace("(self)", "()")


def _shape(shape: type) -> Iterator[str]:
    yield f"### `{shape.__name__}`"
    yield ""
    yield from (inspect.getdoc(shape) or "").split("\n")
    yield ""
    yield from table(
        ("field", "type", "left out"),
        ((code(one.name), code(one.type), _default(one)) for one in attrs.fields(shape)),
    )
    yield ""


def _default(one: attrs.Attribute) -> str:  # type: ignore[type-arg]
    if one.default is attrs.NOTHING:
        return "must"
    if isinstance(one.default, attrs.Factory):  # type: ignore[arg-type]
        return code("{}")
    return code(repr(one.default))


def _case() -> Iterator[str]:
    for shape in (kinds.Case, kinds.Say, kinds.Standing, hooks.Commands):
        yield f"### `{shape.__name__}`"
        yield ""
        yield from (inspect.getdoc(shape) or "").split("\n")
        yield ""
        for name, method in vars(shape).items():
            if not name.startswith("_") and callable(method):
                told = (inspect.getdoc(method) or "").split("\n")[0]
                yield f"- `{name}{signature(method).replace('(self, ', '(').replace('(self)', '()')}`: {told}"
        yield ""
