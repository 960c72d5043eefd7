"""Generated sheets are ones that `enter_table` takes, however roles are laid over each other."""

from fractions import Fraction

from hypothesis import HealthCheck, given, settings

import scoring_basics
import scoring_csv
from scoring import compile_criteria, load_registry, read_criteria
from scoring_pytest.strategies import keep, sheets

# One leaf whose two answers limit each other, so that few sheets meet every case.
TEXT = """
format = 1

[set]
id = "generated"
title = "Trả lời kiến nghị"
status = "draft"
issuer = "Phép thử"
period = { from = 2026-01-01, to = 2026-12-31 }
unit_kinds = ["ward"]

[policy]
scale = 100
leaf_rounding = "2 half-up"
total_rounding = "2 half-up"
not_applicable = "normalise"
missing = "zero"
order = ["round-leaves", "sum", "normalise", "clamp", "round-total"]
clamp = { min = 0, max = 100 }
compare = "rounded"

[criterion.1]
title = "Kiến nghị được trả lời"
max = 100
owner = "unit"
evidence = "công văn"
[criterion.1.rule]
kind = "proportional"
done = { ask = "Số kiến nghị đã trả lời" }
total = { ask = "Số kiến nghị" }
not_applicable_when_zero = "total"

[[grade]]
id = "tot"
title = "Tốt"
from = 80

[[grade]]
id = "yeu"
title = "Yếu"

[rank]
within = "group"
method = "competition"
tied = "shared"
"""
REGISTRY = load_registry({"basics": scoring_basics, "csv": scoring_csv})
PROGRAM = compile_criteria(read_criteria(keep(TEXT), REGISTRY), REGISTRY)


@settings(
    max_examples=150,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(sheets(PROGRAM, max_units=3, roles=True))
def test_a_later_role_may_lower_the_limit_of_what_an_earlier_one_said(sheet):
    for row in range(len(sheet)):
        done, total = (sheet.columns[f"1.{slot}"].cell(row) for slot in ("done", "total"))
        if isinstance(done, Fraction) and isinstance(total, Fraction):
            assert done <= total
