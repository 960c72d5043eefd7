"""Compose: a result and a form to a document; the form says what, a writer in which format."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scoring.model.document import Document
from scoring.model.result import Result
from scoring.plugin.kinds import Form


def compose(result: Result, form: Form, options: Mapping[str, Any] | None = None) -> Document:
    """Give the document of a form. `options` are the form's own; see its description."""
    return form.compose(result, options or {})
