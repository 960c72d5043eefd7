"""The words of the command line in the language of this call."""

from __future__ import annotations

from pathlib import Path

_LANG = "en"
_LOCALE = Path(__file__).parent / "locale"


def use_language(lang: str) -> None:
    """Speak `lang` from now on: in our own words and in click's messages."""
    global _LANG  # one process serves one call in one language
    _LANG = lang
    import gettext
    import os

    # click says its own messages through gettext; it has no Vietnamese, so we bring it.
    os.environ["LANGUAGE"] = lang
    gettext.bindtextdomain("messages", str(_LOCALE))


def say(vi: str, en: str) -> str:
    """Give the sentence in the language of this call."""
    return vi if _LANG == "vi" else en


def lang() -> str:
    """Give the language of this call."""
    return _LANG
