"""The command `danvan form`: workbooks to be filled, from a criteria set and a list of units."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring import Text

if TYPE_CHECKING:
    from scoring import Commands, Program, Registry
    from scoring_excel.form.desk import Brief
    from scoring_excel.form.dossier import Dossier

MOST_UNITS = 40  # worksheets in a workbook: more cannot be found by their tabs
_PROGRESS_FROM = 20
ROLES = ("self", "appraised", "council", "member")
_FILES = {"appraised": "tham-dinh", "council": "hoi-dong", "member": "phieu-cham"}

Job = tuple[str, Callable[[], bytes]]


def offer_form(commands: Commands) -> None:
    """Add `danvan form` to the command line."""
    import click

    def say(vi: str, en: str) -> str:
        return Text(vi=vi, en=en).in_(commands.lang)

    @commands.offer(
        "form",
        "Làm phiếu Excel: tự chấm, thẩm định, hội đồng, thành viên hội đồng.",
        "Make Excel forms: for units, appraisers, the council, its members.",
    )
    @click.argument("set_name", metavar=say("BỘ_TIÊU_CHÍ", "SET"))
    @click.option(
        "--units",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help=say(
            "Danh sách đơn vị: cột unit, name, kind, group, có thể thêm parent.",
            "List of units: columns unit, name, kind, group and perhaps parent.",
        ),
    )
    @click.option(
        "--sheet",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help=say("Bảng đã gom từ các phiếu trước.", "The sheet collected from earlier forms."),
    )
    @click.option(
        "--for",
        "role",
        type=click.Choice(ROLES),
        default="self",
        show_default=True,
        help=say("Ai ghi phiếu.", "Who fills the form."),
    )
    @click.option(
        "--members",
        default="",
        metavar='"A; B"',
        help=say("Thành viên hội đồng, mỗi người một phiếu.", "Members of the council."),
    )
    @click.option(
        "-o",
        "--output",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path("phieu"),
        show_default=True,
        help=say("Thư mục để ghi phiếu.", "Folder for the forms."),
    )
    @click.option("--deadline", default="", help=say("Hạn nộp, in lên phiếu.", "Printed deadline."))
    @click.option(
        "--replace",
        is_flag=True,
        help=say("Ghi đè phiếu đã có.", "Write over forms that are there."),
    )
    def form(set_name: str, output: Path, replace: bool, **asked: Any) -> None:
        """Make the forms of a criteria set."""
        from scoring import compile_criteria, find_set, load_registry, read_criteria

        registry = load_registry()
        found = find_set(set_name, registry)
        program = compile_criteria(read_criteria(found.file, registry), registry)
        _check_call(found.folder / "units.csv", program, say, **asked)
        jobs = list(_plan(program, registry, **asked))
        content_by_name = dict(make_all(jobs, say))
        _write(output, content_by_name, replace, say)


def _check_call(
    bundled: Path,
    program: Program,
    say: Callable[[str, str], str],
    units: Path | None,
    sheet: Path | None,
    role: str,
    members: str,
    **_: Any,
) -> None:
    """Refuse a call that says too little; nothing is guessed."""
    import click

    from scoring_excel.form.member import marked_questions

    if units is None and sheet is None:
        vi, en = "cần --units (danh sách đơn vị)", "--units (a list of units) is wanted"
        if role != "self":
            vi, en = "cần --sheet (bảng đã gom)", "--sheet (the collected sheet) is wanted"
        if bundled.is_file():
            vi += f"; bộ này có bảng mẫu: --units {bundled}"
            en += f"; the set has an example: --units {bundled}"
        raise click.UsageError(say(f"{vi}.", f"{en}."))
    if role == "member" and not split_members(members):
        raise click.UsageError(
            say(
                'cần --members "Họ tên; Họ tên": mỗi thành viên một phiếu.',
                '--members "Name; Name" is wanted: a form for each member.',
            )
        )
    if role == "member" and not marked_questions(program):
        raise click.UsageError(
            say(
                "bộ tiêu chí này không có tiêu chí nào để từng thành viên hội đồng chấm; "
                "dùng --for council.",
                "this set has no criterion that each member of a council marks; use --for council.",
            )
        )


def split_members(members: str) -> list[str]:
    """Give the names of members, each once."""
    return list(dict.fromkeys(name for one in members.split(";") if (name := one.strip())))


# ---- what to make ----------------------------------------------------------------------------


def _plan(
    program: Program,
    registry: Registry,
    units: Path | None,
    sheet: Path | None,
    role: str,
    members: str,
    deadline: str,
) -> Iterator[Job]:
    """Give the name of every file, and what makes it."""
    from scoring_excel.form.desk import Brief
    from scoring_excel.form.dossier import read_dossiers, read_roster

    dossiers = (
        read_dossiers(sheet, program, registry)
        if sheet is not None
        else read_roster(units or Path(), program, registry)
    )
    brief = Brief(program, registry.rule_kinds, role, deadline)
    if role == "member":
        yield from _plan_ballots(brief, dossiers, split_members(members))
    elif role == "self":
        yield from _plan_units(brief, dossiers)
    else:
        yield from _plan_bundles(brief, dossiers)


def _plan_units(brief: Brief, dossiers: Sequence[Dossier]) -> Iterator[Job]:
    from attrs import evolve

    from scoring import file_stems
    from scoring_excel.form.book import write_forms

    stems = file_stems((f"{one.unit.id}-{one.unit.name}" for one in dossiers), "phieu")
    for stem, dossier in zip(stems, dossiers, strict=True):
        # What was said before has no place on the form of a unit.
        bare = evolve(dossier, answers={}, remarks={})
        yield f"{stem}.xlsx", partial(write_forms, brief, [bare])


def _plan_bundles(brief: Brief, dossiers: Sequence[Dossier]) -> Iterator[Job]:
    from scoring import file_stems
    from scoring_excel.form.book import write_forms

    bundles = bundle(dossiers)
    start = f"{brief.criteria.id}-{_FILES[brief.role]}"
    stems = file_stems((f"{start}-{title}" for title, _ in bundles), "phieu")
    for stem, (_, own) in zip(stems, bundles, strict=True):
        yield f"{stem}.xlsx", partial(write_forms, brief, own)


def bundle(dossiers: Sequence[Dossier]) -> list[tuple[str, list[Dossier]]]:
    """Give the units of each workbook: all in one, else by group, at most 40 together."""
    if len(dossiers) <= MOST_UNITS:
        return [("", list(dossiers))]
    by_group: dict[str, list[Dossier]] = {}
    for one in dossiers:
        by_group.setdefault(one.unit.group, []).append(one)
    bundles = []
    for group, own in by_group.items():
        for start in range(0, len(own), MOST_UNITS):
            number = f" {start // MOST_UNITS + 1}" if len(own) > MOST_UNITS else ""
            bundles.append((f"{group}{number}", own[start : start + MOST_UNITS]))
    return bundles


def _plan_ballots(
    brief: Brief, dossiers: Sequence[Dossier], members: Sequence[str]
) -> Iterator[Job]:
    from attrs import evolve

    from scoring import file_stems
    from scoring_excel.form.book import write_ballot

    units = [one.unit for one in dossiers]
    start = f"{brief.criteria.id}-{_FILES['member']}"
    stems = file_stems((f"{start}-{name}" for name in members), "phieu")
    for stem, name in zip(stems, members, strict=True):
        own = evolve(brief, member=name)
        yield f"{stem}.xlsx", partial(write_ballot, own, units)


# ---- making and saving -----------------------------------------------------------------------


def make_all(jobs: Sequence[Job], say: Callable[[str, str], str]) -> Iterator[tuple[str, bytes]]:
    """Make every workbook, with a bar on a terminal where that takes a while."""
    import sys

    import click

    hidden = len(jobs) <= _PROGRESS_FROM or not sys.stderr.isatty()
    label = say("Đang làm phiếu", "Making forms")
    with click.progressbar(jobs, label=label, file=sys.stderr, hidden=hidden) as shown:
        for name, make in shown:
            yield name, make()


def _write(
    folder: Path, content_by_name: dict[str, bytes], replace: bool, say: Callable[[str, str], str]
) -> None:
    import click

    from scoring import differing, save_files

    content_by_file = {folder / name: content for name, content in content_by_name.items()}
    there = [] if replace else differing(content_by_file)
    if there:
        listed = "".join(f"\n  {file}" for file in there)
        raise click.ClickException(
            say(
                f"{len(there)} phiếu đã có và khác phiếu mới, có thể đã có người ghi; chưa ghi "
                f"tệp nào. Đổi thư mục bằng -o, hoặc thêm --replace để ghi đè:{listed}",
                f"{len(there)} forms are there and differ, somebody may have filled them; nothing "
                f"was written. Choose another folder by -o, or write over them by --replace:{listed}",
            )
        )
    try:
        save_files(content_by_file)
    except OSError as error:
        why = say(
            f"{error.strerror}; nếu tệp đang mở trong Excel thì đóng lại",
            f"{error.strerror}; close it if it is open in Excel",
        )
        raise click.FileError(str(error.filename or folder), why) from None
    count = len(content_by_name)
    click.echo(
        say(f"Đã ghi {count} tệp phiếu vào {folder}.", f"Wrote {count} forms to {folder}."),
        err=True,
    )
