"""Documents: the official papers of a council, and the pictures in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scoring import hookimpl

if TYPE_CHECKING:
    from scoring import Form


@hookimpl
def scoring_forms() -> Sequence[Form]:
    """Offer the papers of a council."""
    return ()
