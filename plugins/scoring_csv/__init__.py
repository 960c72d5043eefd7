"""CSV: reads files of answers as Excel and LibreOffice write them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scoring import hookimpl

if TYPE_CHECKING:
    from scoring import Importer


@hookimpl
def scoring_importers() -> Sequence[Importer]:
    """Offer the reader of CSV files."""
    from scoring import Importer, Text
    from scoring_csv.read import read

    return (Importer("csv", Text(vi="tệp CSV", en="CSV file"), (".csv", ".txt", ".tsv"), read),)
