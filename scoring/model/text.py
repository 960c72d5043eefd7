"""Text: one sentence in the two languages that every reader may choose from."""

from __future__ import annotations

import unicodedata

from attrs import field, frozen

LANGUAGES = ("vi", "en")


def nfc(text: str) -> str:
    """Give the text in Unicode NFC, the one form in which it is compared."""
    return unicodedata.normalize("NFC", text)


@frozen
class Text:
    """Hold what is said to people, in Vietnamese and in English.

    Data written by a council (titles, names) has one form only and stands in both.
    """

    vi: str = field(converter=nfc)
    en: str = field(converter=nfc)

    @classmethod
    def same(cls, text: str) -> Text:
        """Give a text that reads alike in both languages."""
        return cls(vi=text, en=text)

    def in_(self, lang: str) -> str:
        """Give the sentence in `lang`, "vi" or "en"."""
        return self.vi if lang == "vi" else self.en

    def __add__(self, other: Text | str) -> Text:
        more = Text.same(other) if isinstance(other, str) else other
        return Text(vi=self.vi + more.vi, en=self.en + more.en)


def join(texts: list[Text] | tuple[Text, ...], separator: str = ", ") -> Text:
    """Join several texts, language by language."""
    return Text(
        vi=separator.join(text.vi for text in texts),
        en=separator.join(text.en for text in texts),
    )
