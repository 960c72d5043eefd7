"""CSV: reads files of answers as Excel and LibreOffice write them, and writes results."""

from __future__ import annotations

from collections.abc import Sequence

from scoring import Importer, Text, hookimpl


@hookimpl
def scoring_importers() -> Sequence[Importer]:
    """Offer the reader of CSV files."""
    from scoring_csv.read import read

    return (Importer("csv", Text(vi="tệp CSV", en="CSV file"), (".csv", ".txt", ".tsv"), read),)
