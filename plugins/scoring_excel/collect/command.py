"""The command `danvan collect`: forms that came back become one sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring import Text

if TYPE_CHECKING:
    from scoring import Commands, Program, Registry, Table
    from scoring_excel.collect.gather import Gathered

BALLOTS = "-phieu"
_MOST_AWAITED = 5  # more are listed in one sentence on the terminal

Say = Callable[[str, str], str]


def offer_collect(commands: Commands) -> None:
    """Add `danvan collect` to the command line."""
    import click

    def say(vi: str, en: str) -> str:
        return Text(vi=vi, en=en).in_(commands.lang)

    @commands.offer(
        "collect",
        "Gom các phiếu Excel đã điền trong một thư mục thành một bảng số liệu.",
        "Collect the filled Excel forms of a folder into one sheet.",
    )
    @click.argument("set_name", metavar=say("BỘ_TIÊU_CHÍ", "SET"))
    @click.argument(
        "folder",
        metavar=say("THƯ_MỤC", "FOLDER"),
        type=click.Path(exists=True, file_okay=False, path_type=Path),
    )
    @_options(say)
    @click.pass_context
    def collect(
        context: click.Context, /, set_name: str, folder: Path, output: Path, **asked: Any
    ) -> None:
        """Collect forms."""
        _check_endings(output, asked["problems"], say)
        from scoring import compile_criteria, find_set, load_registry, read_criteria

        registry = load_registry()
        program = compile_criteria(
            read_criteria(find_set(set_name, registry).file, registry), registry
        )
        onto = _read(asked["onto"], registry)
        if onto is not None and "role" not in onto.header:
            raise click.UsageError(
                say(
                    "bảng --onto không có cột role nên không biết dòng nào của ai; "
                    "dùng bảng do `danvan collect` làm ra.",
                    "the sheet of --onto has no column role, so nobody knows whose row is whose; "
                    "take one that `danvan collect` made.",
                )
            )
        gathered = _gather(program, registry, folder, output, onto, say, asked)
        _tell(gathered, say)
        _save(gathered, output, asked["problems"], asked["replace"], commands.lang, say)
        context.exit(1 if gathered.has_errors else 0)


def _options(say: Say) -> Callable[[Any], Any]:
    """Give what adds the options of the command, in the order they are helped with."""
    import click

    there = click.Path(exists=True, dir_okay=False, path_type=Path)
    made = click.Path(dir_okay=False, path_type=Path)
    told: tuple[tuple[tuple[str, ...], dict[str, Any], str, str], ...] = (
        (
            ("-o", "--output"),
            {"required": True, "type": made},
            "Ghi bảng vào tệp .csv này.",
            "Write the sheet to this .csv file.",
        ),
        (
            ("--onto",),
            {"type": there},
            "Đặt các dòng gom được lên bảng này (bảng phải có cột role).",
            "Lay the rows upon this sheet (it must have a column role).",
        ),
        (
            ("--units",),
            {"type": there},
            "Danh sách đơn vị: nêu đơn vị chưa gửi phiếu, từ chối đơn vị lạ.",
            "List of units: names those without a form, refuses strangers.",
        ),
        (
            ("--problems",),
            {"type": made},
            "Ghi các lỗi ra bảng .csv hoặc .xlsx để gửi lại đơn vị.",
            "Write the problems to a .csv or .xlsx table to be mailed back.",
        ),
        (
            ("--replace",),
            {"is_flag": True},
            "Ghi đè tệp kết quả đã có.",
            "Write over files that are there.",
        ),
        (
            ("--replace-rows",),
            {"is_flag": True},
            "Thay dòng cùng đơn vị, cùng vai trò của bảng --onto.",
            "Replace rows of the same unit and role in the sheet of --onto.",
        ),
    )

    def add(command: Any) -> Any:
        for names, more, vi, en in reversed(told):
            command = click.option(*names, help=say(vi, en), **more)(command)
        return command

    return add


def _check_endings(output: Path, problems: Path | None, say: Say) -> None:
    import click

    if output.suffix.lower() != ".csv":
        raise click.UsageError(
            say("tên bảng -o phải kết thúc bằng .csv.", "the sheet of -o must end in .csv.")
        )
    if problems is not None and problems.suffix.lower() not in (".csv", ".xlsx"):
        raise click.UsageError(
            say("--problems phải là tệp .csv hoặc .xlsx.", "--problems must be .csv or .xlsx.")
        )


def _read(file: Path | None, registry: Registry) -> Table | None:
    from scoring import read_table

    return None if file is None else read_table(file, registry)


def ballots_path(output: Path) -> Path:
    """Give the file beside the sheet that holds the marks of every member."""
    return output.with_name(f"{output.stem}{BALLOTS}{output.suffix}")


def _gather(
    program: Program,
    registry: Registry,
    folder: Path,
    output: Path,
    onto: Table | None,
    say: Say,
    asked: dict[str, Any],
) -> Gathered:
    from scoring_excel.collect.folder import list_files
    from scoring_excel.collect.gather import gather

    own = [output, ballots_path(output), asked["onto"], asked["units"], asked["problems"]]
    files = [
        (path, _readable(str(path.relative_to(folder))))
        for path in list_files(folder, [one for one in own if one is not None])
    ]
    units = _read(asked["units"], registry)
    with _bar(files, say) as step:
        return gather(program, files, units, onto, asked["replace_rows"], step)


def _readable(name: str) -> str:
    """Keep what a terminal would obey, or no file could hold, out of the name of a file."""
    return "".join(sign if sign.isprintable() else "�" for sign in name)


@contextmanager
def _bar(files: Sequence[object], say: Say) -> Iterator[Callable[[Path], None]]:
    """Show how far it has come, on a terminal only."""
    import sys

    import click

    label = say("Đang đọc phiếu", "Reading forms")
    with click.progressbar(
        length=len(files), label=label, file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:
        yield lambda path: bar.update(1)


def _tell(gathered: Gathered, say: Say) -> None:
    """Say every problem, each with what to do about it; a long list of units in one."""
    import click

    are_many = len(gathered.awaited) > _MOST_AWAITED
    for problem in gathered.faults if are_many else gathered.problems:
        first, *rest = problem.in_(say("vi", "en")).split("\n")
        click.secho(first, fg="red" if problem.is_error else "yellow", err=True)
        for line in rest:
            click.echo(line, err=True)
    if are_many:
        count, names = len(gathered.awaited), ", ".join(unit.name for unit in gathered.awaited)
        head = say(f"{count} đơn vị chưa gửi phiếu", f"No form has come of {count} units")
        click.secho(f"{head}: {names}.", fg="yellow", err=True)


def _save(
    gathered: Gathered, output: Path, problems: Path | None, replace: bool, lang: str, say: Say
) -> None:
    import click

    from scoring import differing, save_files
    from scoring_excel.collect.write import write_ballots, write_problems, write_table

    made = {}
    if gathered.units:
        made[output] = write_table(gathered.header, gathered.rows)
    if gathered.ballots:
        made[ballots_path(output)] = write_ballots(gathered.ballots)
    if problems is not None:
        made[problems] = write_problems(gathered.problems, problems.suffix.lower(), lang)
    try:
        there = [] if replace else differing(made)
        if there:
            listed = ", ".join(str(path) for path in there)
            raise click.ClickException(
                say(
                    f"Đã có {listed} với nội dung khác; chưa ghi gì. Thêm --replace để ghi đè, "
                    "hoặc đổi tên tệp.",
                    f"{listed} is there and says otherwise; nothing was written. Add --replace to "
                    "write over it, or choose another name.",
                )
            )
        save_files(made)
    except OSError as error:
        why = say(
            f"{error.strerror}; nếu tệp đang mở trong Excel thì đóng lại",
            f"{error.strerror}; close it if it is open in Excel",
        )
        raise click.FileError(str(error.filename or output), why) from None
    _conclude(gathered, list(made), say)


def _conclude(gathered: Gathered, written: Sequence[Path], say: Say) -> None:
    import click

    if written:
        names = ", ".join(str(path) for path in written)
        click.echo(say(f"Đã ghi {names}.", f"Wrote {names}."), err=True)
    left = gathered.expected - gathered.units
    vi, en = (
        f"Đã gom {gathered.units}/{gathered.expected} đơn vị",
        (f"Collected {gathered.units} of {gathered.expected} units"),
    )
    if left:
        vi, en = f"{vi}; {left} đơn vị chưa vào bảng", f"{en}; {left} are not in the sheet"
    if gathered.unread:
        vi = f"{vi}; {gathered.unread} tệp không đọc được"
        en = f"{en}; {gathered.unread} files could not be read"
    click.echo(say(f"{vi}.", f"{en}."), err=True)
