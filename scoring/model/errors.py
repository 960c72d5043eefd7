"""The exceptions: what callers catch. Faults of users are Problems inside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scoring.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scoring.model.problems import Problem


class ScoringError(Exception):
    """Anything this package raises on purpose; `text` says it in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class NumberError(ScoringError, ValueError):
    """A text is not an exact number."""


class ProblemsError(ScoringError):
    """Some input has problems; `problems` holds all of them, in order of place."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(
            Text(
                vi="\n".join(problem.in_("vi") for problem in self.problems),
                en="\n".join(problem.in_("en") for problem in self.problems),
            )
        )


class CriteriaError(ProblemsError):
    """A criteria file cannot be used."""


class SheetError(ProblemsError):
    """A sheet cannot be scored."""


class CouncilError(ProblemsError):
    """A council's file cannot be used."""


class PaperError(ProblemsError):
    """A paper cannot be made of a result as it stands."""


class UnknownNameError(ScoringError, LookupError):
    """A set, a unit or a criterion of that name does not exist."""


class PluginError(ScoringError):
    """A plugin is at fault; `plugin` and `distribution` say which."""

    def __init__(self, plugin: str, distribution: str, text: Text) -> None:
        super().__init__(text)
        self.plugin, self.distribution = plugin, distribution


class PluginLoadError(PluginError):
    """A plugin cannot be imported or offers something malformed."""


class DuplicateOfferError(PluginError):
    """Two plugins claim one name; the text names both."""


class PluginFaultError(PluginError):
    """A plugin broke its contract or crashed while it was used."""


class MissingExtraError(ScoringError):
    """Something needs an extra that is not installed; the text says the install line."""

    def __init__(self, what: Text, extra: str) -> None:
        line = f'pip install "danvan-scoring[{extra}]"'
        super().__init__(
            what
            + Text(
                vi=f" cần phần mở rộng “{extra}”. Hãy chạy: {line} "
                f"(trong thư mục mã nguồn: python3 dev.py add {extra})",
                en=f" needs the extra “{extra}”. Run: {line} "
                f"(in a checkout: python3 dev.py add {extra})",
            )
        )
        self.extra = extra


def say_file_error(error: OSError | ValueError) -> Text:
    """Say why a file could not be opened."""
    for type_, vi, en in (
        (FileNotFoundError, "không có tệp này", "there is no such file"),
        (PermissionError, "không được phép đọc", "reading it is not allowed"),
        (IsADirectoryError, "đây là thư mục, không phải tệp", "it is a folder, not a file"),
        (NotADirectoryError, "đường dẫn đi qua một tệp", "the path leads through a file"),
        (ValueError, "đường dẫn không hợp lệ", "the path is malformed"),
    ):
        if isinstance(error, type_):
            return Text(vi=vi, en=en)
    return Text.same(getattr(error, "strerror", None) or str(error))
