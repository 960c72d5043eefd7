"""The rule kinds, one a file; the tuple is the list that is offered."""

from scoring import RuleKind
from scoring_basics.rules import (
    band,
    boolean,
    choice,
    proportional,
)

RULE_KINDS: tuple[RuleKind, ...] = (
    band.KIND,
    boolean.KIND,
    choice.KIND,
    proportional.KIND,
)
