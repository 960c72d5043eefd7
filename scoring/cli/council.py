"""The command `danvan new council`: a council's file to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from scoring.cli.commands import command_of
from scoring.cli.new import new
from scoring.cli.words import say

_command = command_of(new)


@_command(
    "council",
    "Lập tệp về hội đồng: cơ quan ban hành, thành viên, phiên họp, số và người ký từng văn bản.",
    "Start a council’s file: who issues, who sits, how they met, numbers and signers of papers.",
)
@click.argument("file", metavar=say("TỆP", "FILE"), type=click.Path(path_type=Path))
@click.option(
    "--kind",
    type=click.Choice(["state", "party"]),
    default="state",
    show_default=True,
    help=say("Văn bản của Nhà nước hay của Đảng.", "Papers of the State or of the Party."),
)
def new_council(file: Path, kind: str) -> None:
    """Write a commented file in which everything may stay blank."""
    from scoring.engine.draft import draft_council

    if file.exists():
        raise click.ClickException(
            say(f"{file} đã có sẵn; không ghi đè.", f"{file} exists; nothing is overwritten.")
        )
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(draft_council(kind), encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.FileError(str(file), error.strerror) from None
    click.echo(
        say(
            f"Đã lập {file}. Điền những gì đã biết (chỗ trống sẽ in thành dòng chấm), rồi: "
            f"danvan report BỘ_TIÊU_CHÍ BẢNG --form bien-ban --council {file} -o bien-ban.docx",
            f"Made {file}. Fill in what is known (blanks are printed as dots), then: "
            f"danvan report SET SHEET --form bien-ban --council {file} -o bien-ban.docx",
        )
    )
