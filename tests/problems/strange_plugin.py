"""A stranger's plugin: it offers what no plugin of this house would."""

from fractions import Fraction

from scoring import RuleKind, Slot, Text, hookimpl

PENALTY = RuleKind(
    name="stranger-penalty",
    title=Text(vi="Trừ không giới hạn", en="A penalty without end"),
    formula=Text(vi="điểm tối đa − số vụ", en="max − cases"),
    slots=(Slot("cases", "count", Text(vi="số vụ", en="cases")),),
    points=lambda case: case.max - case.cases,
    explain=lambda case, say: f"{say(case.max)} − {say(case.cases)}",
    reach=lambda case: (Fraction(-100), case.max),
)


@hookimpl
def scoring_rule_kinds():
    return [PENALTY]
