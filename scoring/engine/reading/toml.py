"""From bytes to a table: UTF-8, TOML 1.0, and nothing so large that nobody meant it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import tomli

from scoring.engine.locate import Lines
from scoring.engine.locate import Path as Keys
from scoring.engine.reading.desk import MOST_PROBLEMS, Desk, FullError, Table
from scoring.model import catalogue
from scoring.model.numbers import MOST_DIGITS
from scoring.model.problems import Place
from scoring.model.text import nfc

MOST_BYTES = 1_000_000
MOST_DEPTH = 24
MOST_SIGNS = 10_000
MOST_KEY_SIGNS = 200
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def read_toml(desk: Desk, content: bytes) -> Table | None:
    """Give the table of the whole file, with every decimal exact, and lay out its lines."""
    if len(content) > MOST_BYTES:
        desk.note(catalogue.file_too_large(Place(desk.file), MOST_BYTES))
        return None
    text = _decode(desk, content)
    top = None if text is None else _parse(desk, text)
    if text is None or top is None:
        return None
    desk.lines = Lines(text)
    _check_sizes(desk, top)
    return None if desk.problems else top


def _decode(desk: Desk, content: bytes) -> str | None:
    try:
        return nfc(content.decode("utf-8-sig")).replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = None if content[:2] in _UTF_16 else content.count(b"\n", 0, error.start) + 1
        desk.note(catalogue.not_utf8(Place(desk.file, line=line), error.start + 1))
        return None


def _parse(desk: Desk, text: str) -> Table | None:
    try:
        return tomli.loads(text, parse_float=Decimal)
    except tomli.TOMLDecodeError as error:
        spot = _spot(desk, text, text.count("\n", 0, error.pos) + 1)
        desk.note(catalogue.not_toml(spot, error.msg))
    except RecursionError:
        desk.note(catalogue.too_deep(_spot(desk, text, _first_bad_line(text))))
    except (ValueError, ArithmeticError):
        desk.note(catalogue.too_long_number(_spot(desk, text, _first_bad_line(text))))
    return None


def _spot(desk: Desk, text: str, line: int) -> Place:
    return Place(desk.file, line=line, excerpt=Lines(text).excerpt(line))


def _first_bad_line(text: str) -> int:
    """Give the line whose value the parser cannot take: too deep, or too long a number.

    Whatever the text holds before that line is well; whatever ends before it is merely
    cut off. So the lines fall into two parts, and halving finds where.
    """
    ends = [index for index, sign in enumerate(text) if sign == "\n"] + [len(text)]
    low, high = 0, len(ends) - 1
    while low < high:
        middle = (low + high) // 2
        try:
            tomli.loads(text[: ends[middle]], parse_float=Decimal)
        except tomli.TOMLDecodeError:
            low = middle + 1
        except (RecursionError, ValueError, ArithmeticError):
            high = middle
        else:
            low = middle + 1
    return low + 1


def _check_sizes(desk: Desk, top: Table) -> None:
    """Refuse values so deep or so long that nobody meant them; tells them all."""
    waiting: list[tuple[Keys, object]] = [((), top)]
    while waiting:
        path, value = waiting.pop()
        pairs: Iterable[tuple[str | int, object]] = ()
        if isinstance(value, dict):
            pairs = value.items()
            if any(len(key) > MOST_KEY_SIGNS for key in value):
                desk.problems.append(catalogue.too_long_text(desk.place(path), MOST_KEY_SIGNS))
                continue
        elif isinstance(value, list):
            pairs = enumerate(value)
        elif isinstance(value, int) and abs(value) >= 10**MOST_DIGITS:
            desk.problems.append(catalogue.too_long_number(desk.place(path)))
        elif isinstance(value, str) and len(value) > MOST_SIGNS:
            desk.problems.append(catalogue.too_long_text(desk.place(path), MOST_SIGNS))
        if len(path) > MOST_DEPTH:
            desk.problems.append(catalogue.too_deep(desk.place(path)))
            pairs = ()
        waiting.extend(((*path, key), below) for key, below in pairs)
        if len(desk.problems) >= MOST_PROBLEMS:
            raise FullError
