"""The commands of `danvan`, one function each. Work is imported when it is asked for."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from scoring.cli.files import replace_option, write_out
from scoring.cli.words import lang, say

if TYPE_CHECKING:
    from scoring.engine.catalog import FoundSet
    from scoring.engine.compile import Program
    from scoring.model.result import Result
    from scoring.model.sheet import Table
    from scoring.plugin.kinds import Form, Writer
    from scoring.plugin.registry import Registry

_Command = TypeVar("_Command", bound=Callable[..., Any])
_Maker = Callable[[str, str, str], Callable[[Callable[..., Any]], click.Command]]

DEMO_SET = "hue-36-2022"

# The formats of our own plugins, for the help: to ask the plugins themselves takes numpy.
FORMATS = "table|csv|docx|html|json|md|pdf|xlsx"
PAPERS = "table|docx|html|md|pdf"


class Commands(click.Group):
    """A group that asks plugins for more commands, and only once one is looked for.

    A plugin adds a command with `offer`, so that its help speaks the language of the call;
    `lang` is that language.
    """

    _asked = False

    @property
    def lang(self) -> str:
        """The language of this call, "vi" or "en"."""
        return lang()

    def offer(self, name: str, vi: str, en: str) -> Callable[[Callable[..., Any]], click.Command]:
        """Give what makes a command of a function; click's options go below it."""
        return command_of(self)(name, vi, en)

    def _ask_plugins(self) -> None:
        if self._asked:
            return
        self._asked = True
        from scoring.plugin.discover import discover_plugins, fault_error

        for plugin, module in discover_plugins():
            offer = getattr(module, "scoring_commands", None)
            if offer is None:
                continue
            try:
                offer(commands=self)
            except Exception as error:
                raise fault_error(plugin, "scoring_commands", error) from error

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the names of all commands, those of plugins too."""
        self._ask_plugins()
        return super().list_commands(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Give a command by name."""
        found = super().get_command(ctx, cmd_name)
        if found is None:
            self._ask_plugins()
            found = super().get_command(ctx, cmd_name)
        return found


def _lang_option(command: _Command) -> _Command:
    return click.option(
        "--lang",
        type=click.Choice(["vi", "en"]),
        expose_value=False,
        help=say("Ngôn ngữ; mặc định theo máy.", "Language; by default the locale’s."),
    )(command)


def command_of(group: click.Group) -> _Maker:
    """Give what makes commands of a group, with their help in the language of this call."""

    def name_it(name: str, vi: str, en: str) -> Callable[[Callable[..., Any]], click.Command]:
        def make(function: Callable[..., Any]) -> click.Command:
            made = click.command(name, help=say(vi, en))(_lang_option(function))
            group.add_command(made)
            return made

        return make

    return name_it


@click.group(
    cls=Commands,
    help=say(
        "Chấm điểm, xếp loại, xếp hạng các đơn vị theo bộ tiêu chí, và nói rõ vì sao.",
        "Score, classify and rank units by criteria sets, and say why.",
    ),
    epilog=say(
        "Bắt đầu: danvan demo · danvan list · danvan score BỘ_TIÊU_CHÍ BẢNG.csv",
        "Start with: danvan demo · danvan list · danvan score SET SHEET.csv",
    ),
)
@_lang_option
@click.version_option(
    package_name="danvan-scoring", prog_name="danvan", message="%(prog)s %(version)s"
)
def danvan() -> None:
    """Hold the commands."""


_command = command_of(danvan)


# ---- what commands share -----------------------------------------------------------------


def open_registry() -> Registry:
    """Give the registry of everything installed."""
    from scoring.plugin.registry import load_registry

    return load_registry()


def _program(found: FoundSet, registry: Registry) -> Program:
    from scoring.engine.compile import compile_criteria
    from scoring.engine.read import read_criteria

    return compile_criteria(read_criteria(found.file, registry), registry)


def score_file(
    set_name: str, sheet_file: str, registry: Registry, items_file: str | None, workers: int
) -> Result:
    """Score a sheet with a set, and its items first where the set feeds on items."""
    from scoring.engine.catalog import find_set
    from scoring.engine.check import read_table

    found = find_set(set_name, registry)
    program = _program(found, registry)
    table = read_table(Path(sheet_file), registry)
    items: Result | None = None
    if items_file is not None and program.criteria.items is None:
        raise click.UsageError(
            say("bộ tiêu chí này không dùng --items.", "this set does not take --items.")
        )
    # A stored result brings the items it was made from.
    items_table = table.items if items_file is None else read_table(Path(items_file), registry)
    if items_table is not None and program.criteria.items is not None:
        sibling = found.folder.resolve().parent / program.criteria.items
        name = str(sibling) if sibling.is_dir() else program.criteria.items
        inner = _program(find_set(name, registry), registry)
        items = _run(inner, items_table, registry, None, workers)
    return _run(program, table, registry, items, workers)


def _run(
    program: Program, table: Table, registry: Registry, items: Result | None, workers: int
) -> Result:
    from scoring.cli.show import show_problems
    from scoring.engine.enter import enter_with_problems
    from scoring.engine.run import run
    from scoring.engine.stored import stored_problems
    from scoring.model.errors import SheetError

    sheet, problems = enter_with_problems(program, table)
    if sheet is not None:
        problems = (*problems, *registry.check_sheet(program.criteria, sheet))
    if sheet is None or any(problem.is_error for problem in problems):
        raise SheetError(problems)
    result = run(program, sheet, items=items, workers=workers)
    told = (*problems, *result.problems, *stored_problems(table, result))
    if any(problem.is_error for problem in told):
        raise SheetError(told)
    registry.after_run(result)
    if told:
        show_problems(told, lang())
    return result


def writer_for(
    format_: str, output: str | None, registry: Registry, takes: tuple[str, ...]
) -> Writer | None:
    """Give the writer of a format, None for the table on the terminal.

    Asked for before any work, so that a wrong name costs nobody a minute.
    """
    if format_ == "table":
        return None if output is None else writer_of(Path(output), registry, takes)
    writer = registry.writers.get(format_)
    if writer is None or writer.takes not in takes:
        known = ", ".join(formats_for(registry, takes))
        raise click.UsageError(
            say(
                f"không có định dạng “{format_}”; có: {known}.",
                f"there is no format “{format_}”; known: {known}.",
            )
        )
    if not writer.is_text and output is None and sys.stdout.isatty():
        name = f"ket-qua{writer.suffix}"
        raise click.UsageError(
            say(f"hãy ghi vào tệp: -o {name}.", f"this goes into a file: -o {name}.")
        )
    return writer


def writer_of(output: Path, registry: Registry, takes: tuple[str, ...]) -> Writer:
    """Give the writer that a file is named after; Markdown where it is named after none."""
    suffix = output.suffix.lower()
    named = (one for one in registry.writers.values() if one.takes in takes)
    return next((one for one in named if one.suffix == suffix), registry.writers["md"])


def formats_for(registry: Registry, takes: tuple[str, ...]) -> list[str]:
    """Give the names that `--format` takes."""
    return ["table", *(one.name for one in registry.writers.values() if one.takes in takes)]


def _write(
    result: Result,
    form: Form,
    options: dict[str, Any],
    writer: Writer | None,
    output: str | None,
    replace: bool,
) -> None:
    """Write a result, or a form of it, to the terminal, to a pipe or to a file."""
    from scoring.cli.show import show_document
    from scoring.engine.compose import compose

    if writer is None:
        show_document(compose(result, form, options), lang())
        return
    what = result if writer.takes == "result" else compose(result, form, options)
    write_out(writer.write(what, {"lang": lang()}), output, replace)


_format_option = click.option(
    "--format",
    "format_",
    default="table",
    show_default=True,
    metavar=FORMATS,
    help=say("Định dạng; mặc định theo đuôi tệp.", "Format; by default as the file is named."),
)
_output_option = click.option(
    "-o", "--output", type=click.Path(dir_okay=False), help=say("Ghi vào tệp.", "Write to a file.")
)
items_option = click.option(
    "--items",
    "items_file",
    type=click.Path(exists=True, dir_okay=False),
    help=say(
        "Bảng mô hình, cá nhân của các đơn vị, chấm trước.",
        "Sheet of the units’ items (models, people), scored first.",
    ),
)
workers_option = click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    help=say("Số luồng; không đổi kết quả.", "Threads; they do not change the result."),
)
set_argument = click.argument("set_name", metavar=say("BỘ_TIÊU_CHÍ", "SET"))
sheet_argument = click.argument(
    "sheet_file", metavar=say("BẢNG", "SHEET"), type=click.Path(exists=True, dir_okay=False)
)


# ---- commands -------------------------------------------------------------------------------


@_command(
    "demo",
    "Chấm 36 xã, phường của Huế bằng số liệu minh họa, xếp hạng và giải thích một đơn vị.",
    "Score 36 communes and wards of Huế with illustrative inputs; rank them, explain one.",
)
@click.option("--unit", help=say("Đơn vị được giải thích.", "The unit to explain."))
def demo(unit: str | None) -> None:
    """Run the main job on the bundled example."""
    from scoring.cli.show import console, show_document
    from scoring.engine.catalog import find_set
    from scoring.engine.check import UNITS
    from scoring.engine.compose import compose

    registry = open_registry()
    found = find_set(DEMO_SET, registry)
    file = found.folder / UNITS
    result = score_file(DEMO_SET, str(file), registry, None, 1)
    out = console()
    show_document(compose(result, registry.forms["ranking"]), lang(), out)
    row = row_of(result, unit) if unit is not None else _telling_row(result)
    out.print()
    document = compose(result, registry.forms["explanation"], {"row": row})
    show_document(document, lang(), out)
    click.echo()
    click.echo(
        say(
            "Tiếp theo: danvan explain "
            f"{DEMO_SET} {_short(file)} “tên đơn vị” · danvan list · danvan score --help\n"
            f"Xem trên trình duyệt: danvan score {DEMO_SET} {_short(file)} -o ket-qua.html",
            f"Next: danvan explain {DEMO_SET} {_short(file)} “unit” · danvan list · danvan score --help\n"
            f"See it in a browser: danvan score {DEMO_SET} {_short(file)} -o result.html",
        )
    )


def _short(file: Path) -> str:
    try:
        return str(file.relative_to(Path.cwd()))
    except ValueError:
        return str(file)


def _telling_row(result: Result) -> int:
    """Give a unit worth explaining: the best one that a condition keeps from a higher grade."""
    grades, bands = result.codes("grade"), result.codes("grade:band")
    quotas = [result.codes(f"place:{quota.grade}") for quota in result.criteria.quotas]
    order = [row for row in result.in_rank_order() if result.state(row) == "scored"]
    kept_back = [
        row
        for row in order
        if grades[row] != bands[row] and not any(place[row] for place in quotas)
    ]
    return (kept_back or order or list(result.in_rank_order()))[0]


def row_of(result: Result, unit: str) -> int:
    """Give the row of a unit by its id or name; raises `UnknownNameError` with the nearest."""
    from scoring.model.errors import UnknownNameError
    from scoring.model.text import Text

    row = result.units.find(unit)
    if row is not None:
        return row
    from difflib import get_close_matches

    close = get_close_matches(unit, [*result.units.ids, *result.units.names], n=3, cutoff=0.4)
    near = ", ".join(f"“{one}”" for one in close)
    raise UnknownNameError(
        Text(
            vi=f"Không có đơn vị “{unit}” (hoặc có nhiều đơn vị trùng tên)."
            + (f" Gần giống: {near}." if near else ""),
            en=f"There is no unit “{unit}” (or several of that name)."
            + (f" Close to it: {near}." if near else ""),
        )
    )


@_command(
    "list",
    "Liệt kê các bộ tiêu chí và nơi chúng đến.",
    "List criteria sets and where they come from.",
)
def list_() -> None:
    """List what can be named by id."""
    from scoring.cli.show import show_document
    from scoring.engine.catalog import list_sets
    from scoring.model.document import Document, Grid, TableColumn
    from scoring.model.text import Text

    registry = open_registry()
    columns = tuple(
        TableColumn(Text(vi=vi, en=en))
        for vi, en in (("Mã", "Id"), ("Tình trạng", "Status"), ("Nguồn", "From"), ("Tên", "Title"))
    )
    rows = tuple(
        tuple(Text.same(cell) for cell in (one.id, one.status, one.origin, one.title))
        for one in list_sets(registry)
    )
    title = Text(vi="Các bộ tiêu chí", en="Criteria sets")
    show_document(Document(title, (Grid(columns, rows),)), lang())


@_command(
    "plugins", "Liệt kê các plugin và những gì chúng cung cấp.", "List plugins and what they offer."
)
def plugins() -> None:
    """List plugins."""
    from scoring.cli.show import show_document
    from scoring.model.document import Document, Item, Outline
    from scoring.model.text import Text

    said = {
        "rule_kinds": Text(vi="loại quy tắc", en="rule kinds"),
        "gate_kinds": Text(vi="tác dụng của điều kiện chặn", en="gate kinds"),
        "tie_breakers": Text(vi="cách phân hạng", en="tie-breakers"),
        "importers": Text(vi="đọc tệp", en="importers"),
        "forms": Text(vi="biểu mẫu", en="forms"),
        "writers": Text(vi="định dạng", en="writers"),
    }
    items = tuple(
        Item(
            Text.same(f"{plugin.name} ({plugin.distribution} {plugin.version})"),
            details=tuple(
                said[shape] + Text.same(": " + ", ".join(names))
                for shape, names in plugin.offers.items()
            ),
        )
        for plugin in open_registry().plugins
    )
    show_document(Document(Text.same("plugins"), (Outline(items),)), lang())


@_command(
    "check",
    "Kiểm tra một bộ tiêu chí: lỗi, cảnh báo, ví dụ, kết quả chờ đợi.",
    "Check a criteria set: errors, warnings, examples, expected results.",
)
@click.argument("set_names", metavar=say("BỘ_TIÊU_CHÍ…", "SET…"), nargs=-1)
@click.option(
    "--all", "every", is_flag=True, help=say("Kiểm tra mọi bộ có sẵn.", "Check every bundled set.")
)
@click.option("--strict", is_flag=True, help=say("Cảnh báo cũng là lỗi.", "Warnings fail too."))
@click.option(
    "--laws",
    is_flag=True,
    help=say("Thử cả các định luật trên số liệu sinh ra.", "Try the laws on generated sheets too."),
)
def check(set_names: tuple[str, ...], every: bool, strict: bool, laws: bool) -> int:
    """Check sets and give 1 if any is not fit for use."""
    from scoring.cli.show import show_problems
    from scoring.engine.catalog import find_set, list_sets
    from scoring.engine.check import check_criteria

    registry = open_registry()
    found = [find_set(name, registry) for name in set_names]
    found += list_sets(registry) if every else []
    if not found:
        raise click.UsageError(
            say("hãy nêu một bộ tiêu chí, hoặc --all.", "name a set, or give --all.")
        )
    failed = False
    for one in found:
        checked = check_criteria(one, registry)
        if checked.problems:
            show_problems(checked.problems, lang())
        bad = bool(checked.errors) or (strict and bool(checked.warnings))
        failed = failed or bad
        leaves = len(checked.criteria.leaves) if checked.criteria is not None else 0
        verdict = say("chưa dùng được", "not fit for use") if bad else say("tốt", "fine")
        click.echo(
            say(
                f"{one.id}: {verdict} · {leaves} tiêu chí, {checked.examples} ví dụ, {checked.units} đơn vị",
                f"{one.id}: {verdict} · {leaves} leaves, {checked.examples} examples, {checked.units} units",
            )
        )
    if laws and not failed:
        failed = _hold_laws([one.folder for one in found])
    return 1 if failed else 0


def _hold_laws(folders: list[Path]) -> bool:
    """Hold sets to the laws with pytest, which the extra "testing" brings; give whether one broke."""
    import subprocess
    from importlib.util import find_spec

    from scoring.model.errors import MissingExtraError
    from scoring.model.text import Text

    if find_spec("pytest") is None or find_spec("hypothesis") is None:
        raise MissingExtraError(Text(vi="Thử các định luật", en="Trying the laws"), "testing")
    # A process of its own: pytest changes how Python imports, and leaves with its own code.
    quiet = ["-q", "--no-header", "-p", "no:cacheprovider", "-c", os.devnull]
    paths = [str(folder.resolve()) for folder in folders]
    command = [sys.executable, "-m", "pytest", *quiet, "--scoring-lang", lang(), *paths]
    return subprocess.run(command, check=False).returncode != 0


@_command(
    "score",
    "Chấm điểm, xếp loại, xếp hạng các đơn vị trong một bảng số liệu.",
    "Score, classify and rank the units of a sheet.",
)
@set_argument
@sheet_argument
@items_option
@_format_option
@_output_option
@replace_option
@workers_option
def score(
    set_name: str,
    sheet_file: str,
    items_file: str | None,
    format_: str,
    output: str | None,
    replace: bool,
    workers: int,
) -> None:
    """Score a sheet."""
    registry = open_registry()
    writer = writer_for(format_, output, registry, ("result", "document"))
    result = score_file(set_name, sheet_file, registry, items_file, workers)
    _write(result, _form_for(writer, registry), {"link": registry.link}, writer, output, replace)


def _form_for(writer: Writer | None, registry: Registry) -> Form:
    """Give the form that a writer wants; without the plugin that offers it, the ranking."""
    ranking = registry.forms["ranking"]
    return ranking if writer is None else registry.forms.get(writer.form, ranking)


@_command(
    "explain",
    "Giải thích từng điểm của một đơn vị: số liệu, quy tắc, phép tính, căn cứ.",
    "Explain every point of a unit: inputs, rule, arithmetic, clause.",
)
@set_argument
@sheet_argument
@click.argument("unit", metavar=say("ĐƠN_VỊ", "UNIT"))
@click.argument("code", metavar=say("[TIÊU_CHÍ]", "[CODE]"), required=False)
@items_option
@click.option(
    "--format",
    "format_",
    default="table",
    show_default=True,
    metavar=PAPERS,
    help=say("Định dạng; mặc định theo đuôi tệp.", "Format; by default as the file is named."),
)
@_output_option
@replace_option
def explain(
    set_name: str,
    sheet_file: str,
    unit: str,
    code: str | None,
    items_file: str | None,
    format_: str,
    output: str | None,
    replace: bool,
) -> None:
    """Explain one unit, or one criterion of it."""
    registry = open_registry()
    writer = writer_for(format_, output, registry, ("document",))
    result = score_file(set_name, sheet_file, registry, items_file, 1)
    options: dict[str, Any] = {"row": row_of(result, unit), "link": registry.link}
    if code is not None:
        options["code"] = code
    _write(result, registry.forms["explanation"], options, writer, output, replace)
