"""The command `danvan diff`: what changed between two versions of an instrument."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from scoring.cli.commands import command_of, danvan
from scoring.cli.files import replace_option, write_out
from scoring.cli.words import lang, say

if TYPE_CHECKING:
    from scoring.engine.catalog import FoundSet
    from scoring.model.criteria import CriteriaSet
    from scoring.plugin.registry import Registry

_command = command_of(danvan)


@_command(
    "diff",
    "Nói rõ những gì đã đổi giữa hai bộ tiêu chí. Chỉ nêu bộ mới thì so với bộ mà nó thay.",
    "Tell what changed between two criteria sets. One set alone is compared with the one it replaces.",
)
@click.argument("set_names", metavar=say("[BỘ_CŨ] BỘ_MỚI", "[OLD] NEW"), nargs=-1, required=True)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "md", "json"]),
    default="table",
    show_default=True,
    help=say("Định dạng.", "Format."),
)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False), help=say("Ghi vào tệp.", "Write to a file.")
)
@replace_option
def diff(set_names: tuple[str, ...], format_: str, output: str | None, replace: bool) -> None:
    """Compare two sets."""
    from scoring.cli.show import show_document
    from scoring.engine.catalog import find_set
    from scoring.engine.compare import changes_as_data, compare_criteria, compose_changes
    from scoring.engine.read import read_criteria
    from scoring.plugin.registry import load_registry

    if len(set_names) > 2:
        raise click.UsageError(say("nêu một hoặc hai bộ tiêu chí.", "name one or two sets."))
    registry = load_registry()
    found = find_set(set_names[-1], registry)
    new = read_criteria(found.file, registry)
    before = (
        find_set(set_names[0], registry) if len(set_names) == 2 else _replaced(found, new, registry)
    )
    old = read_criteria(before.file, registry)
    changes = compare_criteria(old, new, registry)
    document = compose_changes(old, new, changes)
    if format_ == "table" and output is None:
        show_document(document, lang())
        return
    if format_ == "json":
        import json

        data = changes_as_data(old, new, changes)
        content = (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
    else:
        content = registry.writers["md"].write(document, {"lang": lang()})
    write_out(content, output, replace)


def _replaced(found: FoundSet, new: CriteriaSet, registry: Registry) -> FoundSet:
    """Give the set that `new` says it replaces: beside its folder, or by id."""
    from scoring.engine.catalog import find_set

    if new.replaces is None:
        raise click.UsageError(
            say(
                f"“{new.id}” không ghi thay bộ nào (khóa replaces trong [set]); hãy nêu cả hai bộ.",
                f"“{new.id}” does not say what it replaces (replaces in [set]); name both sets.",
            )
        )
    beside = found.folder.resolve().parent / new.replaces
    return find_set(str(beside) if beside.is_dir() else new.replaces, registry)
