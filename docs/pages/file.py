"""The page of the criteria file: every table with its keys."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from pages.grid import choices, code, keys_table, table
from scoring import machine_number
from scoring.engine import format as shape
from scoring.engine.reading.desk import MOST_TABLES
from scoring.engine.reading.toml import MOST_BYTES
from scoring.model import criteria as words
from scoring.model.numbers import MOST_DIGITS, ROUNDING_MODES, Rounding

INTRODUCTION = f"""\
# The criteria file

A criteria set is one file, `criteria.toml`, in a folder named like its `id`. It is TOML 1.0 in
UTF-8. No key has a default number: what a key left out means is told below, and a policy left
out is refused. `danvan check FOLDER` tells everything that is wrong at once, each problem with
its line; `criteria/criteria.schema.json` lets an editor complete and check keys as you type.

*Một bộ tiêu chí là một tệp `criteria.toml` trong thư mục cùng tên với `id`. Không có con số mặc
định nào: bỏ trống một quy ước thì bộ tiêu chí không được nhận. `danvan check` báo mọi lỗi cùng lúc.*

A number is an integer, a decimal (`4.5`), a ratio (`"2/3"`) or a percentage (`"70%"`, which is
7/10). All are kept exactly, with at most {MOST_DIGITS} digits; a binary float appears nowhere.
A file has at most {MOST_BYTES:,} bytes and {MOST_TABLES:,} tables of a sort.
"""

# Every table of the file: its heading, its keys, and what is to be known of it.
TABLES = (
    ("The whole file", shape.FILE, ""),
    ("`[set]`", shape.SET, ""),
    ("`[basis.ID]`", shape.BASIS, 'A criterion cites it as `"ID clause"`: `"L10 Đ12.3"`.'),
    ("`[field.ID]`", shape.FIELD, "A fact that several criteria, gates or tie-breakers share."),
    ("`[policy]`", shape.POLICY, ""),
    (
        "`[criterion.CODE]`",
        shape.CRITERION,
        "With a `rule` it is a leaf; without one it is a group, and its children add up into it.",
    ),
    (
        "`[bonus.CODE]` and `[deduction.CODE]`",
        shape.ADDITION,
        'They stand outside the tree; `max` may be `"none"`.',
    ),
    ("`depends_on = { … }`", shape.DEPENDS_ON, ""),
    (
        "`evidence_rule = { … }`",
        shape.EVIDENCE_RULE,
        "The sheet then has a column `CODE.evidence`: on time, late or none.",
    ),
    (
        "`[[criterion.CODE.example]]`",
        shape.EXAMPLE,
        "`danvan check` runs every example. Either `points` or `state` is expected.",
    ),
)


def page() -> str:
    """Give the text of the page."""
    lines = INTRODUCTION.split("\n")
    for title, keys, told in TABLES:
        lines += [f"## {title}", ""]
        lines += [told, ""] if told else []
        lines += keys_table(keys)
        if keys is shape.POLICY:
            lines += ["", *_policies()]
        lines += [""]
    lines += ["## What stands elsewhere", ""]
    lines += [
        "Rules are on [the page of rule kinds](rules.md); gates, grades, quotas and the ranking"
    ]
    lines += [
        "on [the page of gates](gates.md); what a sheet holds on [the page of the sheet](sheet.md)."
    ]
    return "\n".join([*lines, "", *_words(), ""])


def _policies() -> Iterator[str]:
    yield "What a leaf that does not apply does (`not_applicable`):"
    yield ""
    said = {
        "normalise": "the sum is brought from the maximum that applies to the whole scale",
        "full-marks": "the leaf gives its maximum",
        "smaller-scale": "the unit is measured on the maximum that applies; grades are shares",
        "redistribute": "within each group, the maximum is shared out among what applies",
    }
    assert tuple(said) == words.NOT_APPLICABLE
    yield from table(("", "means"), ((code(key), text) for key, text in said.items()))
    yield ""
    yield "What a blank does (`missing`):"
    yield ""
    blanks = {
        "zero": "the leaf gives 0 points, and the explanation says so",
        "hold": "the unit is held: no total, no grade, no rank until the answer comes",
        "refuse": "the sheet is refused",
    }
    assert tuple(blanks) == words.MISSING
    yield from table(("", "means"), ((code(key), text) for key, text in blanks.items()))
    yield ""
    yield f"`order` lists each step that is taken, once: {choices(words.STEPS)}. A step that the set"
    yield "needs must be there; a step before what it rests on is refused."
    yield ""
    yield f'A rounding is `"none"`, or the decimals and one of {choices(ROUNDING_MODES)}:'
    yield ""
    numbers = [Fraction(text) for text in ("2.125", "2.135", "-2.125")]
    yield from table(
        ("", *map(machine_number, numbers)),
        (
            (code(f"2 {mode}"), *(machine_number(Rounding(2, mode).of(one)) for one in numbers))
            for mode in ROUNDING_MODES
        ),
    )


def _words() -> Iterator[str]:
    yield '<a id="words"></a>'
    yield ""
    yield "## Words that may be written"
    yield ""
    yield from table(
        ("key", "words"),
        (
            (code("status"), choices(words.STATUSES)),
            (code("unit_kinds"), choices(words.UNIT_KINDS)),
            (code("owner"), choices(words.OWNERS)),
            (code("marks"), choices(words.MARKS)),
            (code("counts"), choices(words.ROLES)),
            (code("compare"), choices(words.COMPARE)),
            (code("combine"), choices(words.COMBINES)),
        ),
    )
