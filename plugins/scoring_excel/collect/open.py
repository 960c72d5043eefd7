"""Open one file of the folder: its workbook, or the one problem why there is none."""

from __future__ import annotations

from pathlib import Path

from scoring import (
    Place,
    Problem,
    say_file_error,
)
from scoring_excel.collect.book import Book
from scoring_excel.collect.kind import LOCKED, ODS, OPENXML, WORKBOOK_ENDINGS, XLS, kind_of
from scoring_excel.collect.ods import read_ods
from scoring_excel.collect.oldreader import LockedError, OldReader
from scoring_excel.collect.openxml import read_openxml
from scoring_excel.guard import FORM_BOUNDS, UnfitError, unpack
from scoring_excel.problems import (
    locked_form,
    no_workbook,
    passed_over,
    unreadable_form,
)

# With photographs of evidence inside a form grows, but not to this.
MOST_BYTES = 60_000_000


def open_book(path: Path, file: str, old: OldReader) -> Book | Problem:
    """Give the workbook of a file, by its content; `file` is its name for people."""
    place = Place(file)
    try:
        content = _content(path)
        kind = kind_of(content, path.suffix.lower())
        if kind == OPENXML:
            return read_openxml(file, _parts(content))
        if kind == ODS:
            return read_ods(file, _parts(content))
        if kind == XLS:
            return old.read(file, path, content)
    except UnfitError as error:
        return unreadable_form(place, error.why)
    except LockedError:
        return locked_form(place)
    if kind == LOCKED:
        return locked_form(place)
    assert not isinstance(kind, str)
    is_named = path.suffix.lower() in WORKBOOK_ENDINGS
    return no_workbook(place, kind) if is_named else passed_over(place, kind)


def _content(path: Path) -> bytes:
    try:
        if not path.is_file():
            # A pipe or a device would be waited for without end.
            raise UnfitError("không phải là tệp thường", "it is no plain file")
        if path.stat().st_size > MOST_BYTES:
            most = MOST_BYTES // 1_000_000
            raise UnfitError(f"tệp lớn hơn {most} MB", f"the file is larger than {most} MB")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        why = say_file_error(error)
        raise UnfitError(
            f"{why.vi} (tệp có thể đang mở trong Excel)", f"{why.en} (it may be open in Excel)"
        ) from None


def _parts(content: bytes) -> dict[str, bytes]:
    from io import BytesIO

    return dict(unpack(BytesIO(content), FORM_BOUNDS))
