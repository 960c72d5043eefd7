"""Commands: `danvan journal` shows what was scored, and under which digest."""

from __future__ import annotations

import os
from pathlib import Path

import click

from thon_van_hoa.office import JOURNAL


@click.command("journal", help="Nhật ký các lần chấm / The journal of runs.")
def journal() -> None:
    """Show the journal, the latest run last."""
    file = os.environ.get(JOURNAL)
    if not file or not Path(file).is_file():
        raise click.UsageError(
            f"đặt {JOURNAL}=tệp rồi chấm một bảng / set {JOURNAL}=FILE, then score a sheet."
        )
    for line in Path(file).read_text(encoding="utf-8").splitlines():
        name, units, digest = line.split("\t")
        click.echo(f"{name}  {units}  {digest}")
