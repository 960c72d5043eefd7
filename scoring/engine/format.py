"""The shape of a criteria file: every table with its keys, once.

The reader, the JSON Schema and the reference page are all made from these lists, so
they cannot disagree. What a key means is told where it stands.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from scoring.model import criteria as words
from scoring.model.criteria import Clamp, Outcome, Period
from scoring.model.errors import NumberError
from scoring.model.numbers import Rounding
from scoring.model.text import Text
from scoring.plugin.kinds import ANSWER_TYPES
from scoring.plugin.parameters import (
    COUNT,
    DATE,
    EDGES_SCHEMA,
    FLAG,
    ID,
    NUMBER,
    NUMBER_SCHEMA,
    POSITIVE,
    SHARE,
    TEXT,
    Parameter,
    ParameterFault,
    ParameterType,
    fault,
    list_of,
    number_between,
    number_or,
    one_of,
    read_count,
    read_interval,
    show_value,
    table_of,
)


def _rounding(raw: object) -> Rounding:
    if not isinstance(raw, str):
        raise fault(
            "cần tên một cách làm tròn.",
            "the name of a rounding is wanted.",
            'Viết "2 half-up" hoặc "none".',
            'Write "2 half-up" or "none".',
        )
    try:
        return Rounding.parse(raw)
    except NumberError as error:
        raise ParameterFault(
            error.text, Text(vi='Ví dụ: "2 half-up".', en='For example: "2 half-up".')
        ) from None


ROUNDING = ParameterType(
    "rounding",
    Text(
        vi="cách làm tròn, ví dụ “2 half-up”, hoặc “none”",
        en="a rounding such as “2 half-up”, or “none”",
    ),
    _rounding,
    {"type": "string", "pattern": r"^(none|[0-9] (half-up|half-even|down|up|floor|ceiling))$"},
)


def _period(raw: object) -> Period:
    table = table_of(
        Parameter("from", DATE, Text(vi="ngày đầu", en="first day"), required=False),
        Parameter("to", DATE, Text(vi="ngày cuối", en="last day"), required=False),
    ).read(raw)
    start, end = table.values["from"], table.values["to"]  # type: ignore[attr-defined]
    if start is None or (end is not None and end < start):
        raise fault(
            "kỳ cần ngày đầu, và ngày cuối không được trước ngày đầu.",
            "a period needs a first day, and its last day must not come before it.",
            "Viết { from = 2026-01-01, to = 2026-12-31 }.",
            "Write { from = 2026-01-01, to = 2026-12-31 }.",
        )
    return Period(start, end)


PERIOD = ParameterType(
    "period",
    Text(vi="{ from = ngày đầu, to = ngày cuối }", en="{ from = first day, to = last day }"),
    _period,
    {
        "type": "object",
        "additionalProperties": False,
        "properties": {"from": dict(DATE.schema), "to": dict(DATE.schema)},
        "required": ["from"],
    },
)


def _bound(raw: object) -> Fraction | None:
    return None if raw == "none" else number_between()(raw)


BOUND = ParameterType(
    "number or “none”",
    Text(vi="số, hoặc “none”", en="a number, or “none”"),
    _bound,
    {"anyOf": [*NUMBER_SCHEMA["anyOf"], {"const": "none"}]},
)


def _clamp(raw: object) -> Clamp:
    table: Any = table_of(
        Parameter("min", BOUND, Text(vi="điểm thấp nhất", en="least total")),
        Parameter("max", BOUND, Text(vi="điểm cao nhất", en="greatest total")),
    ).read(raw)
    return Clamp(table.min, table.max)


CLAMP = ParameterType(
    "clamp",
    Text(
        vi="{ min = 0, max = 100 }; “none” là không chặn",
        en="{ min = 0, max = 100 }; “none” leaves an end open",
    ),
    _clamp,
    {
        "type": "object",
        "additionalProperties": False,
        "properties": {"min": dict(BOUND.schema), "max": dict(BOUND.schema)},
        "required": ["min", "max"],
    },
)


def _outcome(raw: object) -> Outcome:
    if raw in ("not-applicable", "hold"):
        return Outcome(state=str(raw))
    if raw in ("full", "zero"):
        return Outcome(share=Fraction(int(raw == "full")))
    return Outcome(share=number_between(0, 1)(raw))


OUTCOME = ParameterType(
    "outcome",
    Text(
        vi="“not-applicable”, “hold”, “zero”, “full”, hoặc tỷ lệ của điểm tối đa như “50%”",
        en="“not-applicable”, “hold”, “zero”, “full”, or a share of the maximum such as “50%”",
    ),
    _outcome,
    {"anyOf": [{"enum": ["not-applicable", "hold", "zero", "full"]}, *NUMBER_SCHEMA["anyOf"]]},
)


def _word_map(keys: tuple[str, ...], values: tuple[str, ...]) -> ParameterType:
    one = one_of(*values)
    return table_of(*(Parameter(key, one, Text.same(key), required=False) for key in keys))


def _p(name: str, type_: ParameterType, vi: str, en: str, required: bool = True) -> Parameter:
    return Parameter(name, type_, Text(vi=vi, en=en), required)


# A table or list that the reader takes apart itself, so that it can report every problem.
NODE = ParameterType("table", Text(vi="bảng", en="table"), lambda raw: raw, {"type": "object"})
NODES = ParameterType(
    "tables",
    Text(vi="các bảng", en="tables"),
    lambda raw: raw,
    {"type": "array", "items": {"type": "object"}},
)
TEXTS = list_of(TEXT, least=0)
KINDS = list_of(one_of(*words.UNIT_KINDS))

FILE = (
    _p("format", COUNT, "phiên bản định dạng, luôn là 1", "version of the format, always 1"),
    _p("set", NODE, "bộ tiêu chí là gì", "what the set is"),
    _p("basis", NODE, "các căn cứ", "what is cited", False),
    _p("field", NODE, "số liệu dùng chung", "facts shared by several criteria", False),
    _p("policy", NODE, "các quy ước tính điểm", "how points are handled"),
    _p("criterion", NODE, "các tiêu chí", "the criteria"),
    _p("bonus", NODE, "điểm thưởng", "bonuses", False),
    _p("deduction", NODE, "điểm trừ", "deductions", False),
    _p("gate", NODES, "các điều kiện chặn", "gates", False),
    _p("grade", NODES, "thang xếp loại, từ cao xuống thấp", "grades, from the highest down"),
    _p("quota", NODE, "chỉ tiêu tỷ lệ", "quotas", False),
    _p("rank", NODE, "cách xếp hạng", "the ranking"),
)

SET = (
    _p("id", ID, "mã, trùng tên thư mục", "id, the folder’s name"),
    _p("title", TEXT, "tên bộ tiêu chí", "title"),
    _p("status", one_of(*words.STATUSES), "tình trạng", "status"),
    _p("issuer", TEXT, "cơ quan ban hành", "who issues it"),
    _p("period", PERIOD, "kỳ đánh giá", "assessment period"),
    _p("unit_kinds", KINDS, "các loại đơn vị được chấm", "kinds of units it scores"),
    _p(
        "items",
        ID,
        "bộ tiêu chí chấm mô hình, cá nhân của đơn vị",
        "the set that scores the items of a unit",
        False,
    ),
    _p("replaces", ID, "bộ tiêu chí được thay thế", "the set it replaces", False),
    _p("note", TEXT, "ghi chú", "a note", False),
)

BASIS = (
    _p("cite", TEXT, "số hiệu", "how it is cited"),
    _p("title", TEXT, "tên văn bản", "title of the text"),
    _p("in_force", PERIOD, "thời gian có hiệu lực", "when it is in force", False),
    _p("link", TEXT, "địa chỉ", "address", False),
)

FIELD = (
    _p("ask", TEXT, "câu hỏi", "the question"),
    _p(
        "type",
        one_of(*(t for t in ANSWER_TYPES if t not in ("item", "numbers"))),
        "kiểu trả lời",
        "type of the answer",
    ),
    _p("unit", TEXT, "đơn vị tính", "unit of measure", False),
    _p(
        "blank",
        one_of("hold", "no", "yes"),
        "ô trống của câu hỏi có/không nghĩa là gì",
        "what a blank of a flag means",
        False,
    ),
    _p("options", TEXTS, "các lựa chọn (kiểu option)", "the choices (type option)", False),
)

POLICY = (
    _p("scale", POSITIVE, "thang điểm", "the scale"),
    _p("leaf_rounding", ROUNDING, "làm tròn điểm từng tiêu chí", "rounding of each leaf"),
    _p("total_rounding", ROUNDING, "làm tròn tổng điểm", "rounding of the total"),
    _p(
        "not_applicable",
        one_of(*words.NOT_APPLICABLE),
        "xử lý tiêu chí không áp dụng",
        "what not applicable does",
    ),
    _p("missing", one_of(*words.MISSING), "xử lý ô trống", "what a blank does"),
    _p("order", list_of(one_of(*words.STEPS)), "thứ tự các phép tính", "order of operations"),
    _p("clamp", CLAMP, "chặn tổng điểm", "bounds of the total"),
    _p(
        "compare",
        one_of(*words.COMPARE),
        "so sánh theo điểm đã làm tròn hay điểm đúng",
        "compare rounded or exact totals",
    ),
    _p(
        "counts",
        one_of(*words.ROLES),
        "điểm của ai được tính; thấp hơn là tạm tính",
        "whose marks count; below it a unit is provisional",
        False,
    ),
    _p(
        "bonus_cap",
        BOUND,
        "tổng điểm thưởng nhiều nhất (phải có nếu có điểm thưởng)",
        "most bonus points (a must with bonuses)",
        False,
    ),
    _p(
        "deduction_cap",
        BOUND,
        "tổng điểm trừ nhiều nhất (phải có nếu có điểm trừ)",
        "most deducted points (a must with deductions)",
        False,
    ),
)

CRITERION = (
    _p("title", TEXT, "tên tiêu chí", "title"),
    _p("max", BOUND, "điểm tối đa", "maximum points"),
    _p("under", TEXT, "tiêu chí cha", "the criterion it stands under", False),
    _p("rule", NODE, "quy tắc chấm", "the rule", False),
    _p(
        "combine",
        one_of(*words.COMBINES),
        "cách gộp điểm các tiêu chí con; không ghi là cộng",
        "how children combine; they sum unless said",
        False,
    ),
    _p("weight", SHARE, "trọng số trong tiêu chí cha", "weight in the parent", False),
    _p("cap", POSITIVE, "trần điểm của nhóm", "most points of the group", False),
    _p("floor", POSITIVE, "sàn điểm của nhóm", "least points of the group", False),
    _p("basis", TEXTS, "căn cứ, ví dụ “L10 Đ12.3”", "what it rests on, such as “L10 Đ12.3”", False),
    _p(
        "marks",
        _word_map(("points", "parameters"), words.MARKS),
        "nguồn của con số",
        "where the numbers come from",
        False,
    ),
    _p("owner", one_of(*words.OWNERS), "ai chấm", "who gives the points", False),
    _p("evidence", TEXT, "minh chứng", "what proves it", False),
    _p(
        "unit_kinds",
        KINDS,
        "chỉ áp dụng cho các loại đơn vị này",
        "only for these kinds of units",
        False,
    ),
    _p(
        "depends_on",
        NODE,
        "chỉ có điểm khi tiêu chí kia có điểm",
        "counts only if another one earned points",
        False,
    ),
    _p(
        "evidence_rule",
        NODE,
        "minh chứng muộn hoặc thiếu thì sao",
        "what late or missing evidence does",
        False,
    ),
    _p("example", NODES, "ví dụ chạy được", "executable examples", False),
    _p("note", TEXT, "ghi chú", "a note", False),
)

# A bonus or a deduction stands in no tree, so the keys of the tree are not for it.
ADDITION = tuple(
    key for key in CRITERION if key.name not in ("under", "combine", "weight", "cap", "floor")
)

DEPENDS_ON = (
    _p("criterion", TEXT, "tiêu chí có quy tắc", "a criterion with a rule"),
    _p(
        "points",
        NODE,
        "khoảng điểm cần đạt, ví dụ { more_than = 0 }",
        "the points it needs, such as { more_than = 0 }",
    ),
)

EVIDENCE_RULE = (
    _p(
        "late",
        SHARE,
        "tỷ lệ điểm được giữ khi minh chứng muộn",
        "share of the points kept when evidence is late",
    ),
    _p("missing", OUTCOME, "không có minh chứng thì sao", "what no evidence gives"),
)

EXAMPLE = (
    _p("given", NODE, "trả lời cho từng ô của quy tắc", "an answer for each slot of the rule"),
    _p("points", POSITIVE, "điểm phải ra", "the points that must result", False),
    _p(
        "state",
        one_of("not-applicable", "held", "missing"),
        "trạng thái phải ra",
        "the state that must result",
        False,
    ),
    _p("note", TEXT, "ghi chú", "a note", False),
)

ANSWER = (
    _p("ask", TEXT, "câu hỏi", "the question", False),
    _p("unit", TEXT, "đơn vị tính", "unit of measure", False),
    _p("field", TEXT, "trường dùng chung", "a shared field", False),
    _p(
        "from",
        TEXT,
        "lấy từ danh mục, ví dụ “items.best(2)”",
        "fed from the items, such as “items.best(2)”",
        False,
    ),
)

ENOUGH = (
    _p("slot", TEXT, "ô nào", "which slot"),
    _p("count", POSITIVE, "ít nhất bao nhiêu", "at least how many"),
    _p("otherwise", OUTCOME, "không đủ thì sao", "what fewer give"),
)

RULE_KIND = _p(
    "kind", TEXT, "loại quy tắc, xem `danvan plugins`", "the rule kind, see `danvan plugins`"
)
RULE_PARTS = _p("parts", NODES, "danh sách các quy tắc con", "the list of rules inside")
PART_MAX = _p("max", POSITIVE, "điểm tối đa của quy tắc con", "maximum points of the rule inside")
TIE_KIND = _p("kind", TEXT, "cách phân hạng", "the tie-breaker")

ZERO_KEYS = {
    "not_applicable_when_zero": Outcome(state="not-applicable"),
    "full_when_zero": Outcome(share=Fraction(1)),
    "zero_when_zero": Outcome(share=Fraction(0)),
    "hold_when_zero": Outcome(state="hold"),
}

GATE = (
    _p("id", ID, "mã", "id"),
    _p("title", TEXT, "tên điều kiện", "title"),
    _p("when", NODE, "khi nào", "when it closes"),
    _p("effect", NODE, "tác dụng, đúng một khóa", "what it does, exactly one key"),
    _p("basis", TEXTS, "căn cứ", "what it rests on", False),
)

GRADE = (
    _p("id", ID, "mã", "id"),
    _p("title", TEXT, "tên hạng", "title"),
    _p(
        "from",
        NUMBER,
        "từ tổng điểm này trở lên; hạng thấp nhất bỏ trống",
        "from this total up; left out in the lowest",
        False,
    ),
    _p("above", NUMBER, "trên tổng điểm này", "above this total", False),
    _p("needs", NODE, "điều kiện kèm theo", "what else it needs", False),
)


def _base(raw: object) -> tuple[str, str | None]:
    base, _, grade = str(raw).partition(":")
    if base not in words.QUOTA_BASES or (base == "group") == bool(grade):
        raise fault(
            f"“{show_value(raw)}” không phải là cơ số tính tỷ lệ.",
            f"“{show_value(raw)}” is no base of a quota.",
            'Viết "group", "graded:HẠNG" hoặc "graded-finally:HẠNG".',
            'Write "group", "graded:GRADE" or "graded-finally:GRADE".',
        )
    return base, grade or None


BASE = ParameterType(
    "base",
    Text(
        vi="“group”, “graded:HẠNG” hoặc “graded-finally:HẠNG”",
        en="“group”, “graded:GRADE” or “graded-finally:GRADE”",
    ),
    _base,
    {"type": "string", "pattern": "^(group|graded:.+|graded-finally:.+)$"},
)


def _small(raw: object) -> tuple[int, int]:
    table: Any = table_of(
        Parameter("under", COUNT, Text(vi="nhóm ít hơn bấy nhiêu", en="groups smaller than this")),
        Parameter("places", COUNT, Text(vi="số chỗ", en="places")),
    ).read(raw)
    return int(table.under), int(table.places)


SMALL_GROUP = ParameterType(
    "small group",
    Text(vi="{ under = 5, places = 1 }", en="{ under = 5, places = 1 }"),
    _small,
    {
        "type": "object",
        "additionalProperties": False,
        "properties": {"under": dict(COUNT.schema), "places": dict(COUNT.schema)},
        "required": ["under", "places"],
    },
)

QUOTA = (
    _p("share", SHARE, "tỷ lệ nhiều nhất", "the greatest share"),
    _p("base", BASE, "tính trên số nào", "of which number"),
    _p("round", one_of("floor", "ceiling", "half-up"), "làm tròn số chỗ", "rounding of the places"),
    _p(
        "tie_on_line",
        one_of(*words.TIES_ON_LINE),
        "đồng hạng ngay vạch thì sao",
        "what a tie across the line does",
    ),
    _p("small_group", SMALL_GROUP, "nhóm nhỏ", "small groups", False),
    _p(
        "upper",
        SHARE,
        "tỷ lệ không được vượt khi lấy cả nhóm đồng hạng",
        "the share that including a tie may not pass",
        False,
    ),
)

RANK = (
    _p("within", one_of("group", "all"), "xếp hạng trong", "ranked within"),
    _p("method", one_of(*words.RANK_METHODS), "cách đánh số hạng", "how ranks are numbered"),
    _p("tie_breakers", NODES, "các tiêu chí phụ, theo thứ tự", "tie-breakers, in order", False),
    _p("tied", one_of("shared", "vote"), "vẫn bằng nhau thì", "what remains tied"),
    _p(
        "by",
        one_of("total", "share"),
        "so theo tổng điểm hay tỷ lệ đạt",
        "compare totals or shares of the maximum",
        False,
    ),
)

CONDITION_KEYS = (
    "criterion",
    "points",
    "share",
    "state",
    "field",
    "is",
    "value",
    "total",
    "bonus",
    "deduction",
    "every_part",
    "some_part",
    "linked",
    "kind",
    "graded",
    "all",
    "any",
    "not",
)

__all__ = [
    "ADDITION",
    "ANSWER",
    "BASIS",
    "CRITERION",
    "EDGES_SCHEMA",
    "EVIDENCE_RULE",
    "EXAMPLE",
    "FIELD",
    "FILE",
    "FLAG",
    "GATE",
    "GRADE",
    "POLICY",
    "QUOTA",
    "RANK",
    "SET",
    "number_or",
    "read_count",
    "read_interval",
]
