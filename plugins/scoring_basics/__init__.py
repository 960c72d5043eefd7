"""The basics: the rule kinds, gate kinds, tie-breakers, forms and writers of the field.

They come through the same hooks as a stranger's plugin.
"""

from __future__ import annotations

from collections.abc import Sequence

from scoring import GateKind, RuleKind, TieBreaker, hookimpl


@hookimpl
def scoring_rule_kinds() -> Sequence[RuleKind]:
    """Offer the rule kinds of the field."""
    from scoring_basics.rules import RULE_KINDS

    return RULE_KINDS


@hookimpl
def scoring_gate_kinds() -> Sequence[GateKind]:
    """Offer the effects of gates."""
    from scoring_basics.gates import GATE_KINDS

    return GATE_KINDS


@hookimpl
def scoring_tie_breakers() -> Sequence[TieBreaker]:
    """Offer the tie-breakers."""
    from scoring_basics.tie_breakers import TIE_BREAKERS

    return TIE_BREAKERS
