"""Excel: reads workbooks of answers, and of criteria, as texts; writes results as workbooks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scoring import hookimpl

if TYPE_CHECKING:
    from scoring import Commands, Importer, Writer


@hookimpl
def scoring_importers() -> Sequence[Importer]:
    """Offer the reader of XLSX workbooks."""
    from scoring import Importer, Late, Text

    title = Text(vi="bảng tính Excel", en="Excel workbook")
    return (Importer("xlsx", title, (".xlsx", ".xlsm"), Late("scoring_excel.read:read")),)


@hookimpl
def scoring_writers() -> Sequence[Writer]:
    """Offer the writer of results as XLSX workbooks."""
    from scoring import Late, Text, Writer

    title = Text(vi="bảng tính Excel: xếp hạng, điểm, lý do", en="Excel workbook of a result")
    write = Late("scoring_excel.write:write")
    return (Writer("xlsx", title, ".xlsx", "result", write, is_text=False),)


@hookimpl
def scoring_commands(commands: Commands) -> None:
    """Add the commands that make forms and read them back."""
    from scoring_excel.collect.command import offer_collect
    from scoring_excel.form.command import offer_form

    offer_form(commands)
    offer_collect(commands)
