"""The commands that start something: `danvan new set` and `danvan new plugin`."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scoring.cli.commands import command_of, danvan
from scoring.cli.words import lang, say

if TYPE_CHECKING:
    from fractions import Fraction

    from scoring.engine.draft import Draft
    from scoring.engine.gather import Gathered
    from scoring.plugin.registry import Registry

PARTS = "A Tổ chức thực hiện:40, B Kết quả thực hiện:60"
SCHEMA = "criteria.schema.json"
_ID = re.compile("[A-Za-z0-9_-]+")


@danvan.group(
    "new",
    help=say(
        "Lập mới một bộ tiêu chí, một plugin hoặc tệp về hội đồng.",
        "Start a criteria set, a plugin or a council’s file.",
    ),
)
def new() -> None:
    """Hold the commands that start something."""


_command = command_of(new)


def _folder_option(function: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--in",
        "folder",
        type=click.Path(file_okay=False, path_type=Path),
        help=say("Thư mục sẽ lập; mặc định là ./MÃ.", "The folder to make; by default ./ID."),
    )(function)


# ---- danvan new set -------------------------------------------------------------------------


@_command(
    "set",
    "Lập một bộ tiêu chí chạy được ngay, từ vài câu hỏi hoặc từ một bảng CSV, XLSX.",
    "Start a criteria set that works at once, from a few questions or from a CSV or XLSX table.",
)
@click.argument("set_id", metavar=say("MÃ", "ID"))
@click.option("--title", help=say("Tên bộ tiêu chí.", "Its title."))
@click.option("--issuer", help=say("Cơ quan ban hành.", "Who issues it."))
@click.option(
    "--kinds",
    metavar="KIND,KIND…",
    help=say(
        "Loại đơn vị được chấm, ví dụ commune,ward.",
        "Kinds of units it scores, such as commune,ward.",
    ),
)
@click.option(
    "--from-date",
    metavar=say("NĂM-THÁNG-NGÀY", "YYYY-MM-DD"),
    help=say("Ngày đầu kỳ đánh giá.", "First day of the period."),
)
@click.option(
    "--to-date",
    metavar=say("NĂM-THÁNG-NGÀY", "YYYY-MM-DD"),
    help=say("Ngày cuối kỳ đánh giá.", "Last day of the period."),
)
@click.option(
    "--parts",
    multiple=True,
    metavar="A:40,B:60",
    help=say(
        "Các phần và điểm tối đa; có thể kèm tên: “A Tổ chức:40”. Nêu nhiều lần được.",
        "Parts and their maxima, with a title if you like: “A Organisation:40”. May be repeated.",
    ),
)
@click.option(
    "--from",
    "table",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=say(
        "Bảng tiêu chí có sẵn (CSV, XLSX): cột mã, nội dung, điểm tối đa.",
        "A table of criteria (CSV, XLSX): columns code, title, max.",
    ),
)
@_folder_option
def new_set(
    set_id: str,
    title: str | None,
    issuer: str | None,
    kinds: str | None,
    from_date: str | None,
    to_date: str | None,
    parts: tuple[str, ...],
    table: Path | None,
    folder: Path | None,
) -> int:
    """Write a set and check it; gives 1 if a table has problems."""
    from scoring.cli.show import show_problems
    from scoring.engine.catalog import FoundSet
    from scoring.engine.check import check_criteria
    from scoring.plugin.registry import load_registry

    folder = _free_folder(set_id, folder)
    if table is not None and parts:
        raise click.UsageError(
            say("--from và --parts không đi cùng nhau.", "--from and --parts do not go together.")
        )
    registry = load_registry()
    gathered = None if table is None else _gather(table, registry)
    if gathered is not None and gathered.problems:
        show_problems(gathered.problems, lang())
        return 1
    draft = _make_draft(
        folder, _Asked(title, issuer, kinds, from_date, to_date, parts), gathered, table
    )
    _write_set(folder, draft)
    checked = check_criteria(FoundSet(folder.resolve().name, folder, "path"), registry)
    if checked.problems:
        show_problems(checked.problems, lang())
    _tell(folder, draft, len(checked.problems))
    return 1 if checked.problems else 0


class _Asked:
    """What the author said, or is asked for on a terminal."""

    def __init__(
        self,
        title: str | None,
        issuer: str | None,
        kinds: str | None,
        from_date: str | None,
        to_date: str | None,
        parts: tuple[str, ...],
    ) -> None:
        self.title, self.issuer, self.kinds = title, issuer, kinds
        self.from_date, self.to_date, self.parts = from_date, to_date, parts

    @staticmethod
    def or_ask(said: str | None, vi: str, en: str, otherwise: str) -> str:
        """Give what was said; else ask on a terminal; else a stand-in."""
        if said is not None:
            return said
        if sys.stdin is not None and sys.stdin.isatty():
            return str(click.prompt(say(vi, en), default=otherwise, err=True))
        return otherwise


def _make_draft(
    folder: Path, asked: _Asked, gathered: Gathered | None, table: Path | None
) -> Draft:
    from scoring.engine.draft import NO_ISSUER, Draft, split_parts

    set_id = folder.resolve().name
    year = datetime.now().astimezone().year
    title = asked.or_ask(
        asked.title, "Tên bộ tiêu chí", "Title of the set", f"Bộ tiêu chí {set_id}"
    )
    issuer = asked.or_ask(asked.issuer, "Cơ quan ban hành", "Issued by", NO_ISSUER)
    kinds = asked.or_ask(asked.kinds, "Loại đơn vị", "Kinds of units", "commune,ward")
    start = _day(
        asked.or_ask(asked.from_date, "Ngày đầu kỳ", "First day", f"{year}-01-01"), "--from-date"
    )
    end = _day(
        asked.or_ask(asked.to_date, "Ngày cuối kỳ", "Last day", f"{start.year}-12-31"), "--to-date"
    )
    if end < start:
        raise click.UsageError(
            say("--to-date trước --from-date.", "--to-date is before --from-date.")
        )
    if gathered is None:
        said = asked.parts or (
            asked.or_ask(None, "Các phần, MÃ TÊN:ĐIỂM", "Parts, CODE TITLE:POINTS", PARTS),
        )
        entries = split_parts(_parts(said))
    else:
        entries = gathered.entries
    return Draft(
        id=set_id,
        title=title,
        issuer=issuer,
        unit_kinds=_kinds(kinds),
        start=start,
        end=end,
        entries=entries,
        proportional=frozenset(
            one.code for one in entries if gathered is None and one.code.endswith(".1")
        ),
        caps={} if gathered is None else gathered.caps,
        remarks=() if gathered is None else gathered.remarks,
        source=None if table is None else table.name,
        schema=_schema(folder),
    )


def _gather(table: Path, registry: Registry) -> Gathered:
    from scoring.engine.check import read_table
    from scoring.engine.gather import gather_entries

    return gather_entries(read_table(table, registry))


def _free_folder(name: str, folder: Path | None) -> Path:
    """Give the folder to make; refuse one that holds something."""
    folder = folder if folder is not None else Path(name)
    if not _ID.fullmatch(name) or folder.resolve().name != name:
        raise click.UsageError(
            say(
                f"“{name}” phải là mã và là tên thư mục: chỉ chữ cái không dấu, chữ số, “-” và “_”.",
                f"“{name}” must be an id and the folder’s name: only ASCII letters, digits, “-” and “_”.",
            )
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.ClickException(
            say(
                f"{folder} đã có sẵn và không trống; không ghi đè. Chọn mã khác hoặc xóa thư mục ấy.",
                f"{folder} exists and is not empty; nothing is overwritten. Choose another id or remove it.",
            )
        )
    return folder


def _kinds(said: str) -> tuple[str, ...]:
    from scoring.model.criteria import UNIT_KINDS

    kinds = tuple(dict.fromkeys(one.strip() for one in said.split(",") if one.strip()))
    strange = [one for one in kinds if one not in UNIT_KINDS]
    if strange or not kinds:
        known = ", ".join(UNIT_KINDS)
        raise click.UsageError(
            say(
                f"không có loại đơn vị “{', '.join(strange)}”; có: {known}.",
                f"there is no kind of unit “{', '.join(strange)}”; known: {known}.",
            )
        )
    return kinds


def _day(said: str, option: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise click.UsageError(
            say(
                f"{option}: “{said}” không phải là ngày; viết năm-tháng-ngày, ví dụ 2026-01-01.",
                f"{option}: “{said}” is no date; write year-month-day, such as 2026-01-01.",
            )
        ) from None


def _parts(said: tuple[str, ...]) -> tuple[tuple[str, str, Fraction], ...]:
    """Read parts: “A:40,B:60”, “A Tổ chức:40”."""
    from scoring.model.errors import NumberError
    from scoring.model.numbers import parse_number

    # A title may hold commas; then each part comes in an option of its own.
    pieces = [
        piece.strip()
        for one in said
        for piece in ([one] if one.count(":") == 1 else one.split(","))
    ]
    found: dict[str, tuple[str, str, Fraction]] = {}
    for piece in pieces:
        name, _, number = piece.rpartition(":")
        code, _, title = name.strip().partition(" ")
        try:
            points = parse_number(number)
        except NumberError:
            points = None
        if not code or code in found or points is None or points <= 0:
            raise click.UsageError(
                say(
                    f"--parts: “{piece}” không đọc được hoặc trùng mã; viết “A:40,B:60” hoặc “A Tổ chức:40”.",
                    f"--parts: “{piece}” cannot be read or repeats a code; write “A:40,B:60” or “A Organisation:40”.",
                )
            )
        found[code] = (code, title.strip() or f"Phần {code}", points)
    return tuple(found.values())


def _schema(folder: Path) -> str | None:
    """Give where an editor finds the schema: beside the folder, or a copy inside it."""
    from scoring.engine.catalog import BUNDLED

    if (folder.resolve().parent / SCHEMA).is_file():
        return f"../{SCHEMA}"
    return f"./{SCHEMA}" if (BUNDLED / SCHEMA).is_file() else None


def _write_set(folder: Path, draft: Draft) -> None:
    from scoring.engine.catalog import BUNDLED
    from scoring.engine.draft import draft_set

    files = draft_set(draft)
    if draft.schema == f"./{SCHEMA}":
        files[SCHEMA] = (BUNDLED / SCHEMA).read_text(encoding="utf-8")
    _write(folder, files)


def _write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        # A byte-order mark makes Excel read the sheet as UTF-8.
        encoding = "utf-8-sig" if file.name == "units.csv" else "utf-8"
        file.write_text(text, encoding=encoding, newline="\n")


def _tell(folder: Path, draft: Draft, problems: int) -> None:
    from scoring.engine.draft import list_decisions

    leaves = sum(one.section == "criterion" for one in draft.leaves)
    verdict = say("tốt", "fine") if not problems else say("chưa dùng được", "not fit for use")
    click.echo(
        say(
            f"Đã lập {folder}: {leaves} tiêu chí, thang điểm {_said(draft.scale)}. Kiểm tra: {verdict}.",
            f"Made {folder}: {leaves} leaves, scale {_said(draft.scale)}. Check: {verdict}.",
        )
    )
    if draft.remarks:
        click.echo(say("\nĐọc bảng:", "\nReading the table:"))
        for remark in draft.remarks:
            click.echo(f"  - {remark.in_(lang())}")
    click.echo(say("\nCòn phải quyết định:", "\nLeft to decide:"))
    for one in list_decisions(draft):
        click.echo(f"  - {one.in_(lang())}")
    click.echo(
        say(
            f"\nMỗi chỗ ấy trong criteria.toml ghi CẦN QUYẾT ĐỊNH. Sửa xong: danvan check {folder}",
            f"\nEach such place in criteria.toml says CẦN QUYẾT ĐỊNH. Then: danvan check {folder}",
        )
    )


def _said(number: Fraction) -> str:
    from scoring.model.numbers import say_number

    return say_number(number, lang())


# ---- danvan new plugin ----------------------------------------------------------------------


@_command(
    "plugin",
    "Lập một plugin: một loại quy tắc chấm, một bộ tiêu chí dùng nó, kiểm thử.",
    "Start a plugin: a rule kind, a criteria set that uses it, tests.",
)
@click.argument("name", metavar=say("TÊN", "NAME"))
@_folder_option
def new_plugin(name: str, folder: Path | None) -> None:
    """Write a plugin project."""
    from scoring.engine.draft import draft_plugin
    from scoring.plugin.registry import load_registry

    _check_plugin_name(name, load_registry())
    folder = _free_folder(name, folder)
    _write(folder, draft_plugin(name))
    click.echo(
        say(
            f"Đã lập {folder}: quy tắc “{name}” trong {name.replace('-', '_')}/rule.py, bộ tiêu chí “{name}-mau”.\n"
            f"Tiếp theo: cd {folder} && pip install -e .[testing] && pytest",
            f"Made {folder}: the rule “{name}” in {name.replace('-', '_')}/rule.py, the set “{name}-mau”.\n"
            f"Next: cd {folder} && pip install -e .[testing] && pytest",
        )
    )


def _check_plugin_name(name: str, registry: Registry) -> None:
    """Refuse a name that Python or an installed plugin has taken."""
    from importlib.util import find_spec
    from keyword import iskeyword

    module = name.replace("-", "_")
    if not re.fullmatch("[a-z][a-z0-9]*(-[a-z0-9]+)*", name) or iskeyword(module):
        raise click.UsageError(
            say(
                f"“{name}” không dùng làm tên plugin được: chữ thường không dấu, chữ số, ngăn bằng “-”.",
                f"“{name}” cannot name a plugin: lower-case ASCII letters and digits, joined by “-”.",
            )
        )
    taken = {plugin.name for plugin in registry.plugins} | set(registry.rule_kinds)
    if name in taken or find_spec(module) is not None:
        raise click.UsageError(
            say(
                f"tên “{name}” đã có một plugin, một loại quy tắc hoặc một mô-đun Python dùng.",
                f"the name “{name}” is taken by a plugin, a rule kind or a Python module.",
            )
        )
