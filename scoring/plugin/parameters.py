"""Parameter types: how a kind's parameters are read, exactly, from a criteria file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from attrs import field, frozen

from scoring.model.columns import refuse_float
from scoring.model.errors import NumberError
from scoring.model.interval import Interval
from scoring.model.numbers import parse_number, say_number
from scoring.model.text import Text, nearest, nfc

NUMBER_SCHEMA: Mapping[str, Any] = {
    "anyOf": [
        {"type": "number"},
        {"type": "string", "pattern": r"^[+-]?\d+([.,]\d+)?(/\d+([.,]\d+)?|%)?$"},
    ]
}


class ParameterFault(Exception):
    """A value does not fit its parameter; `message` says why, `hint` what to do.

    `path` leads from the parameter to the faulty part: `("2", "points")`.
    """

    def __init__(self, message: Text, hint: Text, path: tuple[str | int, ...] = ()) -> None:
        super().__init__(message.en)
        self.message, self.hint, self.path = message, hint, path


class Label(str):
    """A text that is only shown; two rules that differ in it are planned together."""


@frozen
class ParameterType:
    """A way to read a parameter.

    `read` gives the exact typed value or raises `ParameterFault`; `schema` is its JSON
    Schema; `said` describes it to an author.
    """

    name: str
    said: Text
    read: Callable[[object], object] = field(eq=False)
    schema: Mapping[str, Any] = field(factory=dict, eq=False)
    columns: Mapping[str, Parameter] = field(factory=dict, eq=False)


@frozen
class Parameter:
    """A parameter of a kind: its name in the file, its type, what it means.

    A parameter that is not `required` has a meaning when it is left out, told by
    `absent`; it is never a number nobody wrote.
    """

    name: str
    type: ParameterType
    said: Text
    required: bool = True
    absent: Text | None = None


class Entry:
    """One table of a list: its values as attributes."""

    __slots__ = ("values",)

    def __init__(self, values: Mapping[str, object]) -> None:
        self.values = dict(values)

    def __getattr__(self, name: str) -> Any:
        try:
            return self.values[name]
        except KeyError:
            raise AttributeError(name) from None

    def __reduce__(self) -> tuple[Any, ...]:
        return Entry, (self.values,)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Entry) and self.values == other.values

    def __hash__(self) -> int:
        return hash(tuple(sorted(self.values)))

    def __repr__(self) -> str:
        return f"Entry({self.values!r})"


def fault(vi: str, en: str, do_vi: str, do_en: str, *path: str | int) -> ParameterFault:
    """Make a fault from its sentences."""
    return ParameterFault(Text(vi=vi, en=en), Text(vi=do_vi, en=do_en), path)


def show_value(raw: object) -> str:
    """Give a value of a criteria file as a message shows it."""
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, list):
        return "[…]"
    if isinstance(raw, dict):
        return "{…}"
    text = str(raw)
    return text if len(text) <= 40 else text[:37] + "…"


def read_number(raw: object) -> Fraction:
    """Read an exact number; raises `ParameterFault`."""
    try:
        refuse_float(raw)
        return parse_number(raw)  # type: ignore[arg-type]
    except NumberError as error:
        raise ParameterFault(
            error.text,
            Text(
                vi='Viết số nguyên, số thập phân, tỷ số "2/3" hoặc phần trăm "70%".',
                en='Write an integer, a decimal, a ratio "2/3" or a percentage "70%".',
            ),
        ) from None


def number_between(low: Fraction | int | None = None, high: Fraction | int | None = None) -> Any:
    """Give a reader of numbers within bounds, both ends included."""

    def read(raw: object) -> Fraction:
        value = read_number(raw)
        if (low is not None and value < low) or (high is not None and value > high):
            bounds = Interval(
                None if low is None else Fraction(low),
                high=None if high is None else Fraction(high),
            ).said()
            raise fault(
                f"{say_number(value)} nằm ngoài khoảng cho phép.",
                f"{say_number(value, 'en')} is out of bounds.",
                f"Giá trị phải {bounds.vi}.",
                f"The value must be {bounds.en}.",
            )
        return value

    return read


def read_count(raw: object) -> Fraction:
    """Read a whole number from 0 up; raises `ParameterFault`."""
    value = read_number(raw)
    if value.denominator != 1 or value < 0:
        raise fault(
            f"{say_number(value)} không phải là số đếm.",
            f"{say_number(value, 'en')} is not a count.",
            "Viết một số nguyên từ 0 trở lên.",
            "Write a whole number from 0 up.",
        )
    return value


def read_text(raw: object) -> Label:
    """Read a text that is only shown."""
    if not isinstance(raw, str) or not raw.strip():
        raise fault(
            "cần một đoạn chữ.",
            "a text is wanted.",
            "Viết chữ trong ngoặc kép.",
            "Write a text in quotes.",
        )
    return Label(nfc(raw.strip()))


def read_id(raw: object) -> str:
    """Read an id: letters, digits, `-` and `_`.

    A plain word, no `Label`: it may name slots, so rules that differ in it are planned apart.
    """
    text = read_text(raw)
    if not all(sign.isascii() and (sign.isalnum() or sign in "-_") for sign in text):
        raise fault(
            f"“{text}” không dùng làm mã được.",
            f"“{text}” cannot be an id.",
            "Chỉ dùng chữ cái không dấu, chữ số, “-” và “_”.",
            "Use only ASCII letters, digits, “-” and “_”.",
        )
    return str(text)


def read_flag(raw: object) -> bool:
    """Read true or false."""
    if not isinstance(raw, bool):
        raise fault(
            "cần true hoặc false.",
            "true or false is wanted.",
            "Viết true hoặc false.",
            "Write true or false.",
        )
    return raw


def read_date(raw: object) -> date:
    """Read a day, written 2026-02-28 without quotes."""
    if not isinstance(raw, date) or type(raw) is not date:
        raise fault(
            "cần một ngày.",
            "a date is wanted.",
            "Viết năm-tháng-ngày không có ngoặc kép, ví dụ 2026-02-28.",
            "Write year-month-day without quotes, such as 2026-02-28.",
        )
    return raw


NUMBER = ParameterType("number", Text(vi="số", en="number"), read_number, NUMBER_SCHEMA)
POSITIVE = ParameterType(
    "number ≥ 0",
    Text(vi="số từ 0 trở lên", en="number from 0 up"),
    number_between(0),
    NUMBER_SCHEMA,
)
SHARE = ParameterType(
    "share",
    Text(vi="tỷ lệ từ 0 đến 1 (ví dụ “70%”)", en="share from 0 to 1 (such as “70%”)"),
    number_between(0, 1),
    NUMBER_SCHEMA,
)
COUNT = ParameterType(
    "count", Text(vi="số đếm", en="count"), read_count, {"type": "integer", "minimum": 0}
)
TEXT = ParameterType("text", Text(vi="chữ", en="text"), read_text, {"type": "string"})
ID = ParameterType(
    "id", Text(vi="mã", en="id"), read_id, {"type": "string", "pattern": "^[A-Za-z0-9_-]+$"}
)
FLAG = ParameterType(
    "true/false", Text(vi="đúng/sai", en="true or false"), read_flag, {"type": "boolean"}
)
DATE = ParameterType(
    "date",
    Text(vi="ngày", en="date"),
    read_date,
    # JSON knows no day; editors hand a TOML day over as its text.
    {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
)


def one_of(*words: str) -> ParameterType:
    """Give a type that takes one of some words."""

    def read(raw: object) -> str:
        if raw not in words:
            shown = show_value(raw)
            choices = Text(
                vi=f"Chọn một trong: {', '.join(words)}.", en=f"Choose one of: {', '.join(words)}."
            )
            raise ParameterFault(
                Text(
                    vi=f"“{shown}” không có trong các lựa chọn.",
                    en=f"“{shown}” is not among the choices.",
                ),
                nearest(shown, words) + choices,
            )
        return str(raw)

    said = " | ".join(f"“{word}”" for word in words)
    return ParameterType("one of", Text.same(said), read, {"enum": list(words)})


def number_or(*words: str) -> ParameterType:
    """Give a type that takes a number from 0 up, or one of some words."""

    def read(raw: object) -> object:
        return raw if raw in words else number_between(0)(raw)

    said = " | ".join(f"“{word}”" for word in words)
    schema = {"anyOf": [*NUMBER_SCHEMA["anyOf"], {"enum": list(words)}]}
    return ParameterType(
        "number or word", Text(vi=f"số hoặc {said}", en=f"number or {said}"), read, schema
    )


def list_of(type_: ParameterType, least: int = 1, most: int = 200) -> ParameterType:
    """Give a type that takes a list; the value is a tuple."""

    def read(raw: object) -> tuple[object, ...]:
        if not isinstance(raw, list) or not least <= len(raw) <= most:
            raise fault(
                f"cần một danh sách từ {least} đến {most} mục.",
                f"a list of {least} to {most} items is wanted.",
                "Viết danh sách trong ngoặc vuông.",
                "Write the list in square brackets.",
            )
        values = []
        for index, item in enumerate(raw):
            try:
                values.append(type_.read(item))
            except ParameterFault as error:
                raise ParameterFault(error.message, error.hint, (index, *error.path)) from None
        return tuple(values)

    schema = {"type": "array", "items": dict(type_.schema), "minItems": least, "maxItems": most}
    said = Text(vi=f"danh sách {type_.said.vi}", en=f"list of {type_.said.en}")
    return ParameterType(f"list of {type_.name}", said, read, schema, columns=type_.columns)


def table_of(*parameters: Parameter) -> ParameterType:
    """Give a type that takes a table with declared keys; the value is an `Entry`."""
    parameter_by_name = {parameter.name: parameter for parameter in parameters}

    def read(raw: object) -> Entry:
        if not isinstance(raw, dict):
            raise fault(
                "cần một bảng { … }.",
                "a table { … } is wanted.",
                "Viết { khóa = giá trị }.",
                "Write { key = value }.",
            )
        for key in raw:
            if key not in parameter_by_name:
                raise _unknown(key, tuple(parameter_by_name))
        values: dict[str, object] = {}
        for name, parameter in parameter_by_name.items():
            if name not in raw:
                if parameter.required:
                    raise fault(
                        f"thiếu khóa “{name}”.",
                        f"the key “{name}” is missing.",
                        f"Thêm {name} = …: {parameter.said.vi}.",
                        f"Add {name} = …: {parameter.said.en}.",
                    )
                values[name] = None
                continue
            try:
                values[name] = parameter.type.read(raw[name])
            except ParameterFault as error:
                raise ParameterFault(error.message, error.hint, (name, *error.path)) from None
        return Entry(values)

    schema = {
        "type": "object",
        "additionalProperties": False,
        "properties": {p.name: {**p.type.schema, "description": p.said.vi} for p in parameters},
        "required": [p.name for p in parameters if p.required],
    }
    return ParameterType(
        "table", Text(vi="bảng", en="table"), read, schema, columns=parameter_by_name
    )


# ---- edges and bands -----------------------------------------------------------------

EDGE_KEYS = ("at_least", "more_than", "below", "at_most", "equals")
EDGES_SCHEMA: Mapping[str, Any] = {key: dict(NUMBER_SCHEMA) for key in EDGE_KEYS}


def read_interval(raw: Mapping[str, object]) -> Interval:
    """Read the edges of a table: at_least or more_than, at_most or below, or equals.

    A table without an edge gives an interval open at both ends.
    """
    edge = {key: read_number(raw[key]) for key in EDGE_KEYS if key in raw}
    clash = [
        pair
        for pair in (("at_least", "more_than"), ("at_most", "below"))
        if pair[0] in edge and pair[1] in edge
    ]
    if clash or ("equals" in edge and len(edge) > 1):
        raise fault(
            "hai cạnh cùng phía trong một khoảng.",
            "two edges on one side of an interval.",
            "Mỗi phía chỉ một cạnh: at_least hoặc more_than; at_most hoặc below; hoặc riêng equals.",
            "One edge a side: at_least or more_than; at_most or below; or equals alone.",
        )
    if "equals" in edge:
        return Interval(edge["equals"], True, edge["equals"], True)
    low, high = edge.get("at_least", edge.get("more_than")), edge.get("at_most", edge.get("below"))
    interval = Interval(low, "more_than" not in edge, high, "below" not in edge)
    if (
        low is not None
        and high is not None
        and (low > high or (low == high and not (interval.with_low and interval.with_high)))
    ):
        raise fault(
            "khoảng rỗng: cạnh dưới không nhỏ hơn cạnh trên.",
            "an empty interval: the lower edge is not below the upper one.",
            "Đổi lại hai cạnh.",
            "Swap the two edges.",
        )
    return interval


@frozen
class Band:
    """A step of a band rule: an interval of the value, and the points it gives."""

    interval: Interval
    points: Fraction


def _close(intervals: Sequence[Interval]) -> list[Interval]:
    """Fill in the edges an author left to the neighbour, in the order written."""
    closed: list[Interval] = []
    before: Interval | None = None
    rising = any(one.low is None and one.high is not None for one in intervals[:1])
    for interval in intervals:
        low, with_low, high, with_high = (
            interval.low,
            interval.with_low,
            interval.high,
            interval.with_high,
        )
        if before is not None:
            if rising and low is None:
                low, with_low = before.high, not before.with_high
            elif not rising and high is None:
                high, with_high = before.low, not before.with_low
        closed.append(Interval(low, with_low, high, with_high))
        before = closed[-1]
    return closed


def _meet(upper: Interval, lower: Interval) -> int:
    """Compare where one interval ends and the next begins: −1 gap, 0 meet, 1 overlap."""
    assert upper.low is not None
    assert lower.high is not None
    if upper.low != lower.high:
        return -1 if lower.high < upper.low else 1
    return (upper.with_low + lower.with_high) - 1


def cover_once(intervals: Sequence[Interval]) -> list[Interval]:
    """Check that the intervals, in order, cover every number exactly once.

    They may fall (highest first) or rise (lowest first); an edge left out is the
    neighbour's. Raises `ParameterFault` at the index where there is a gap, an overlap,
    or an end that is not covered.
    """
    closed = _close(intervals)
    rising = closed[0].low is None and len(closed) > 1 and closed[-1].high is None
    ladder = list(reversed(closed)) if rising else closed

    def index_of(step: int) -> int:
        return len(closed) - 1 - step if rising else step

    for index in range(len(ladder) - 1):
        upper, lower = ladder[index], ladder[index + 1]
        spot = index_of(index + 1)
        if upper.low is None or lower.high is None:
            raise fault(
                "hai bậc chồng lên nhau: một bậc không có cạnh nên phủ cả phần của bậc khác.",
                "two steps overlap: one has no edge and covers the other’s part.",
                "Ghi cạnh cho mọi bậc, chỉ bậc cuối để trống.",
                "Give every step an edge; only the last one may be open.",
                spot,
            )
        meeting = _meet(upper, lower)
        if meeting:
            raise fault(
                *_where(upper.low, lower.high, meeting < 0),
                "Cho hai bậc gặp nhau: một bậc at_least, bậc kia below cùng một số.",
                "Let the two meet: one at_least, the other below the same number.",
                spot,
            )
    if ladder[0].high is not None or ladder[-1].low is not None:
        above = ladder[0].high is not None
        raise fault(
            f"các giá trị {'trên' if above else 'dưới'} bậc {'cao' if above else 'thấp'} nhất không thuộc bậc nào.",
            f"values {'above the highest' if above else 'below the lowest'} step belong to none.",
            "Để bậc ngoài cùng không có cạnh ở phía đó.",
            "Leave the outermost step without an edge on that side.",
            index_of(0 if above else len(ladder) - 1),
        )
    return closed


def _where(one: Fraction, other: Fraction, is_gap: bool) -> tuple[str, str]:
    """Say which values belong to no step, or to two."""
    low, high = min(one, other), max(one, other)
    vi, en = (f"giá trị {say_number(low)}", f"the value {say_number(low, 'en')}")
    if low != high:
        vi = f"các giá trị giữa {say_number(low)} và {say_number(high)}"
        en = f"values between {say_number(low, 'en')} and {say_number(high, 'en')}"
    if is_gap:
        return f"{vi} không thuộc bậc nào.", f"{en} belong to no step."
    return f"{vi} thuộc cả hai bậc.", f"{en} belong to two steps."


def _unknown(key: str, known: Sequence[str], *path: str | int) -> ParameterFault:
    """Refuse a key, with the nearest known one."""
    listed = Text(
        vi=f"Các khóa dùng được ở đây: {', '.join(known)}.",
        en=f"Keys known here: {', '.join(known)}.",
    )
    message = Text(
        vi=f"khóa “{key}” không dùng được ở đây.", en=f"the key “{key}” is not known here."
    )
    return ParameterFault(message, nearest(key, known) + listed, (*path, key))


def _read_bands(raw: object) -> tuple[Band, ...]:
    tables = list_of(ParameterType("band", Text.same("band"), lambda item: item)).read(raw)
    bands: list[tuple[Interval, Fraction]] = []
    for index, table in enumerate(tables):  # type: ignore[arg-type, var-annotated]
        known = (*EDGE_KEYS, "points")
        unknown = [key for key in table if key not in known] if isinstance(table, dict) else []
        if unknown:
            raise _unknown(unknown[0], known, index)
        if not isinstance(table, dict) or "points" not in table:
            raise fault(
                "mỗi bậc cần points.",
                "each step needs points.",
                "Viết { at_least = …, points = … }.",
                "Write { at_least = …, points = … }.",
                index,
            )
        try:
            bands.append((read_interval(table), number_between(0)(table["points"])))
        except ParameterFault as error:
            raise ParameterFault(error.message, error.hint, (index, *error.path)) from None
    closed = cover_once([interval for interval, _ in bands])
    return tuple(
        Band(interval, points) for interval, (_, points) in zip(closed, bands, strict=True)
    )


BANDS = ParameterType(
    "bands",
    Text(
        vi="các bậc [{ at_least = …, points = … }, …, { points = … }], phủ mọi giá trị đúng một lần",
        en="steps [{ at_least = …, points = … }, …, { points = … }] that cover every value once",
    ),
    _read_bands,
    {
        "type": "array",
        "minItems": 1,
        "items": {
            "type": "object",
            "additionalProperties": False,
            "properties": {**EDGES_SCHEMA, "points": dict(NUMBER_SCHEMA)},
            "required": ["points"],
        },
    },
)
