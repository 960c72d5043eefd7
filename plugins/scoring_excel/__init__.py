"""Excel: reads workbooks of answers, and of criteria, as texts with their cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scoring import hookimpl

if TYPE_CHECKING:
    from scoring import Importer


@hookimpl
def scoring_importers() -> Sequence[Importer]:
    """Offer the reader of XLSX workbooks."""
    from scoring import Importer, Text
    from scoring_excel.read import read

    title = Text(vi="bảng tính Excel", en="Excel workbook")
    return (Importer("xlsx", title, (".xlsx", ".xlsm"), read),)
