"""The office: its copies of legal texts, and its journal of runs.

An office without network keeps the texts in a folder; DANVAN_TEXTS names it. A journal
is kept in the file that DANVAN_JOURNAL names. Without these names nothing happens.
"""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

from scoring import Basis, Result, digest

TEXTS, JOURNAL = "DANVAN_TEXTS", "DANVAN_JOURNAL"


def file_stem(cite: str) -> str:
    """Give the name of a file for a cite: "Nghị định 86/2023/NĐ-CP" is 86-2023-nd-cp."""
    number = re.search(r"\d+/\S+", cite)
    plain = unicodedata.normalize("NFD", (number[0] if number else cite).replace("Đ", "D"))
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return re.sub(r"[^a-z0-9]+", "-", bare.lower()).strip("-")


def find_copy(basis: Basis) -> str | None:
    """Give the address of the office's copy of a text, or None."""
    folder = os.environ.get(TEXTS)
    if not folder:
        return None
    copies = sorted(Path(folder).resolve().glob(file_stem(basis.cite) + ".*"))
    return copies[0].as_uri() if copies else None


def enter_journal(result: Result) -> None:
    """Add a line to the journal: the set, how many units, the digest of the result."""
    file = os.environ.get(JOURNAL)
    if not file:
        return
    line = f"{result.criteria.id}\t{len(result.units)}\t{digest(result)}\n"
    with Path(file).open("a", encoding="utf-8") as stream:
        stream.write(line)
