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
    from scoring import Form
    from scoring_documents import (
        answer,
        changes,
        decision,
        minutes,
        notice,
        overview,
        slip,
        submission,
        summary,
    )

    return (
        Form(minutes.NAME, minutes.TITLE, minutes.compose_minutes),
        Form(summary.NAME, summary.TITLE, summary.compose_summary),
        Form(answer.NAME, answer.TITLE, answer.compose_answer, about="unit"),
        Form(changes.NAME, changes.TITLE, changes.compose_changes),
        Form(slip.NAME, slip.TITLE, slip.compose_slip, about="each"),
        Form(decision.NAME, decision.TITLE, decision.compose_decision),
        Form(notice.NAME, notice.TITLE, notice.compose_notice),
        Form(overview.NAME, overview.TITLE, overview.compose_overview),
        Form(submission.NAME, submission.TITLE, submission.compose_submission),
    )
