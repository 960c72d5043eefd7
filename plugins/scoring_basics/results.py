"""Read a stored result: the answers it was made from, and what it says of itself.

Only the answers are read. Points, grades and ranks in the file are never taken over: they are
worked out again, and must give the digest that the file names.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeGuard

from scoring import (
    Place,
    Provenance,
    SheetError,
    Table,
    Text,
    nfc,
    say_file_error,
    unreadable_sheet,
)

MOST_BYTES = 500_000_000
_HALF_SIGN = re.compile("[\ud800-\udfff]")


def read_result(path: Path) -> Table:
    """Give the table of answers in a result.json; raises `SheetError`."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _refused(path, Text(vi="tệp quá lớn", en="the file is too large"))
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise _refused(path, say_file_error(error)) from None
    except (ValueError, RecursionError):
        why = Text(vi="không phải là tệp JSON, hoặc tệp hỏng", en="no JSON file, or a damaged one")
        raise _refused(path, why) from None
    table = _table(path, data, "sheet")
    if table is None:
        why = Text(
            vi="không phải là kết quả do “danvan score --format json” ghi ra",
            en="no result as “danvan score --format json” writes it",
        )
        raise _refused(path, why)
    return table


def _refused(path: Path, why: Text) -> SheetError:
    return SheetError([unreadable_sheet(Place(str(path)), why)])


def _table(path: Path, data: Any, name: str) -> Table | None:
    """Give the answers under a name, or None if they are not what a result holds."""
    answers = data.get(name) if isinstance(data, Mapping) else None
    if not isinstance(answers, Mapping):
        return None
    header, rows = answers.get("header"), answers.get("rows")
    if not _is_row(header) or not isinstance(rows, list):
        return None
    if not all(_is_row(row) and len(row) == len(header) for row in rows):
        return None
    provenance = _provenance(data) if name == "sheet" else None
    return Table(
        file=str(path),
        header=tuple(map(nfc, header)),
        rows=rows,
        first_row=1,
        provenance=provenance,
        items=_table(path, data, "items") if name == "sheet" else None,
    )


def _is_row(row: object) -> TypeGuard[list[str]]:
    return isinstance(row, list) and all(map(_is_text, row))


def _is_text(cell: object) -> bool:
    # Half of a sign, which JSON can spell and no file of text can hold.
    return isinstance(cell, str) and not _HALF_SIGN.search(cell)


def _provenance(data: Mapping[str, Any]) -> Provenance | None:
    about = data.get("set")
    said = (
        *((about.get("id"), about.get("digest")) if isinstance(about, Mapping) else (None, None)),
        *(data.get("engine"), data.get("digest")),
    )
    return Provenance(*map(str, said)) if all(isinstance(one, str) for one in said) else None
