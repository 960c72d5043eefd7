"""The basics: the rule kinds, gate kinds, tie-breakers, forms and writers of the field.

They come through the same hooks as a stranger's plugin.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scoring import hookimpl

if TYPE_CHECKING:  # importing this module must cost nothing until something is scored
    from scoring import Form, GateKind, Importer, RuleKind, TieBreaker, Writer


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


@hookimpl
def scoring_importers() -> Sequence[Importer]:
    """Offer the reader of stored results."""
    from scoring import Importer, Text
    from scoring_basics.results import read_result

    title = Text(vi="kết quả đã lưu", en="stored result")
    return (Importer("json", title, (".json",), read_result),)


@hookimpl
def scoring_forms() -> Sequence[Form]:
    """Offer the ranking and the explanation."""
    from scoring_basics.forms import FORMS

    return FORMS


@hookimpl
def scoring_writers() -> Sequence[Writer]:
    """Offer JSON, CSV and Markdown."""
    from scoring_basics.writers import WRITERS

    return WRITERS
