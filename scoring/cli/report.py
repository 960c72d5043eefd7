"""The command `danvan report`: the official papers of a council."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scoring.cli.commands import (
    PAPERS,
    command_of,
    danvan,
    items_option,
    open_registry,
    row_of,
    score_file,
    writer_for,
)
from scoring.cli.files import replace_option, write_files, write_out
from scoring.cli.words import lang, say

if TYPE_CHECKING:
    from scoring.model.council import Council
    from scoring.model.result import Result
    from scoring.plugin.kinds import Form, Writer
    from scoring.plugin.registry import Registry

LIST = "list"
# Where a folder is asked for and no format: what a secretary goes on working with.
_IN_FOLDERS = "docx"
_command = command_of(danvan)


@_command(
    "report",
    "Lập văn bản của hội đồng: bảng tổng hợp, phiếu chấm điểm, biên bản, tờ trình, quyết định…",
    "Make the papers of a council: summary, score sheets, minutes, submission, decision…",
)
@click.argument("set_name", metavar=say("BỘ_TIÊU_CHÍ", "SET"), required=False)
@click.argument(
    "sheet_file",
    metavar=say("BẢNG", "SHEET"),
    required=False,
    type=click.Path(exists=True, dir_okay=False),
)
@click.option(
    "--form",
    "form_name",
    default=LIST,
    metavar=say("TÊN", "NAME"),
    help=say("Văn bản nào; “list” kể tên tất cả.", "Which paper; “list” names them all."),
)
@click.option(
    "--council",
    "council_file",
    type=click.Path(exists=True, dir_okay=False),
    help=say(
        "Tệp về hội đồng (lập bằng danvan new council); thiếu thì để chấm chấm điền tay.",
        "The council’s file (see danvan new council); without it blanks are dotted.",
    ),
)
@click.option("--unit", help=say("Đơn vị mà văn bản nói tới.", "The unit the paper is about."))
@click.option(
    "--draft",
    is_flag=True,
    help=say("Dự thảo: mọi trang ghi DỰ THẢO.", "A draft: every page says so."),
)
@click.option(
    "--day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar=say("NĂM-THÁNG-NGÀY", "YYYY-MM-DD"),
    help=say("Ngày ghi trên văn bản.", "The day on the paper."),
)
@click.option(
    "--before",
    "before_file",
    type=click.Path(exists=True, dir_okay=False),
    help=say(
        "Kết quả kỳ trước (result.json), để so thứ hạng.", "An earlier result.json, to compare."
    ),
)
@click.option(
    "--template",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=say("Mẫu Word của đơn vị (.docx).", "Your own Word template (.docx)."),
)
@click.option(
    "--paper-lang",
    type=click.Choice(["vi", "en"]),
    default="vi",
    show_default=True,
    help=say("Ngôn ngữ của văn bản.", "Language of the paper."),
)
@items_option
@click.option(
    "--format",
    "format_",
    metavar=PAPERS,
    help=say("Định dạng; mặc định theo đuôi tệp.", "Format; by default as the file is named."),
)
@click.option(
    "-o",
    "--output",
    help=say(
        "Ghi vào tệp; vào thư mục (tên kết bằng /) thì mỗi đơn vị một tệp.",
        "Write to a file; into a folder (ends with /) one file a unit.",
    ),
)
@replace_option
def report(
    set_name: str | None,
    sheet_file: str | None,
    form_name: str,
    council_file: str | None,
    unit: str | None,
    draft: bool,
    day: datetime | None,
    before_file: str | None,
    template: Path | None,
    paper_lang: str,
    items_file: str | None,
    format_: str | None,
    output: str | None,
    replace: bool,
) -> None:
    """Make a paper, or one for every unit."""
    registry = open_registry()
    if form_name == LIST:
        _list_forms(registry)
        return
    if set_name is None or sheet_file is None:
        raise click.UsageError(
            say("hãy nêu bộ tiêu chí và bảng số liệu.", "name the set and the sheet.")
        )
    form = _form(form_name, registry)
    folder = _folder(output)
    writer = _writer(format_, output, folder, registry)
    if template is not None and (writer is None or writer.name != "docx"):
        raise click.UsageError(
            say("--template chỉ dùng cho tệp .docx.", "--template is for .docx files only.")
        )
    _check_unit(form, unit, folder)
    options: dict[str, Any] = {"draft": draft, "link": registry.link}
    if council_file is not None:
        options["council"] = _council(council_file, registry)
    if day is not None:
        options["day"] = day.date()
    if before_file is not None:
        options["before"] = _ranks_before(Path(before_file))
    result = score_file(set_name, sheet_file, registry, items_file, 1)
    if unit is not None:
        options["row"] = row_of(result, unit)
    writing = _Writing(result, form, options, writer, {"lang": paper_lang})
    if template is not None:
        writing.how["template"] = template
    if folder is None:
        writing.one(output, replace)
    else:
        writing.each(folder, replace)


# ---- what was asked for ------------------------------------------------------------------------


def _list_forms(registry: Registry) -> None:
    width = max((len(name) for name in registry.forms), default=0)
    for form in sorted(registry.forms.values(), key=lambda one: one.name):
        click.echo(f"{form.name:<{width}}  {form.title.in_(lang())}")


def _form(name: str, registry: Registry) -> Form:
    from scoring.model.text import nearest

    form = registry.forms.get(name)
    if form is not None:
        return form
    near = nearest(name, sorted(registry.forms)).in_(lang())
    lines = [f"{one.name} ({one.title.in_(lang())})" for one in registry.forms.values()]
    listed = "; ".join(sorted(lines))
    raise click.UsageError(
        say(
            f"không có văn bản “{name}”. {near}Có: {listed}.",
            f"there is no paper “{name}”. {near}Known: {listed}.",
        )
    )


def _folder(output: str | None) -> Path | None:
    """Give the folder that is asked for, if it is one."""
    if output is None:
        return None
    is_folder = output.endswith(("/", os.sep)) or Path(output).is_dir()
    return Path(output) if is_folder else None


def _writer(
    format_: str | None, output: str | None, folder: Path | None, registry: Registry
) -> Writer | None:
    """Give the writer; on a terminal or in a pipe Markdown, unless a format is named."""
    if format_ is None:
        format_ = "table" if output is not None else "md"
        if folder is not None:
            format_ = _IN_FOLDERS if _IN_FOLDERS in registry.writers else "md"
    return writer_for(format_, output, registry, ("document",))


def _check_unit(form: Form, unit: str | None, folder: Path | None) -> None:
    if form.about == "all" and (unit is not None or folder is not None):
        raise click.UsageError(
            say(
                f"“{form.name}” nói về mọi đơn vị: bỏ --unit, và ghi vào một tệp.",
                f"“{form.name}” is about all units: leave out --unit, and write to one file.",
            )
        )
    if form.about == "unit" and unit is None and folder is None:
        raise click.UsageError(
            say(
                f"“{form.name}” nói về một đơn vị: nêu --unit, hoặc ghi vào thư mục (-o thư-mục/).",
                f"“{form.name}” is about one unit: give --unit, or write into a folder (-o folder/).",
            )
        )


def _council(file: str, registry: Registry) -> Council:
    """Read the council's file; its warnings are shown, its errors stop the work."""
    from scoring.cli.show import show_problems
    from scoring.engine.council import read_council_with_problems
    from scoring.model.errors import CouncilError

    council, problems = read_council_with_problems(file, registry)
    if council is None or any(problem.is_error for problem in problems):
        raise CouncilError(problems)
    if problems:
        show_problems(problems, lang())
    return council


def _ranks_before(file: Path) -> Mapping[str, int]:
    """Give the rank of each unit in a stored result; units without one are left out."""
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        units = [(str(unit["unit"]), unit["rank"]) for unit in data["units"]]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise click.ClickException(
            say(
                f"{file}: không phải là kết quả do danvan score --format json ghi.",
                f"{file}: no result written by danvan score --format json.",
            )
        ) from None
    return {unit: rank for unit, rank in units if type(rank) is int and rank > 0}


# ---- files ---------------------------------------------------------------------------------------


class _Writing:
    """Papers on their way into files: all are made before the first is written."""

    def __init__(
        self,
        result: Result,
        form: Form,
        options: dict[str, Any],
        writer: Writer | None,
        how: dict[str, Any],
    ) -> None:
        self.result, self.form, self.options = result, form, options
        self.writer, self.how = writer, how

    def one(self, output: str | None, replace: bool) -> None:
        """Write one paper to a file or to a pipe."""
        if self.writer is None:
            from scoring.cli.show import show_document
            from scoring.engine.compose import compose

            show_document(compose(self.result, self.form, self.options), self.how["lang"])
            return
        write_out(self._content(self.options), output, replace)

    def each(self, folder: Path, replace: bool) -> None:
        """Write a file a unit; of one unit only, where one is named."""
        row = self.options.get("row")
        rows = self.result.in_rank_order() if row is None else [row]
        names = self._file_names()
        files = {folder / names[one]: self._content({**self.options, "row": one}) for one in rows}
        write_files(files, replace)

    def _content(self, options: dict[str, Any]) -> bytes:
        from scoring.engine.compose import compose

        assert self.writer is not None
        return self.writer.write(compose(self.result, self.form, options), self.how)

    def _file_names(self) -> list[str]:
        """Name a file for each unit; no two alike, and none that Windows would not take."""
        from scoring.model.names import file_stems

        assert self.writer is not None
        wanted = (f"{self.form.name}-{unit.id}-{unit.name}" for unit in self.result.units)
        return [f"{stem}{self.writer.suffix}" for stem in file_stems(wanted, self.form.name)]
