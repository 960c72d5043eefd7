"""Text: one sentence in the two languages that every reader may choose from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches

from attrs import field, frozen

LANGUAGES = ("vi", "en")


# A run of signs outside Latin and Vietnamese, in which a heap of accents could hide.
_UNUSUAL = re.compile(r"[^\x00-\u02ff\u1e00-\u1eff]{31,}")
_JOINER = "\u034f"


def nfc(text: str) -> str:
    """Give the text in Unicode NFC, the one form in which it is compared.

    Sorting the accents of one letter takes time that grows with their square, so a run of
    more than 30 is broken by joiners, as the Stream-Safe Text Format of UAX #15 has it.
    """
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _UNUSUAL.sub(_break_accents, text))


def _break_accents(match: re.Match[str]) -> str:
    signs: list[str] = []
    accents = 0
    for sign in match[0]:
        accents = accents + 1 if unicodedata.combining(sign) else 0
        if accents > 30:
            signs.append(_JOINER)
            accents = 1
        signs.append(sign)
    return "".join(signs)


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


# A spreadsheet takes a text that begins so for a formula.
_ARMED = re.compile(r"'*[=+\-@\t\r]")
_PLAIN_NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)


def disarm(cell: str) -> str:
    """Keep a spreadsheet from running a text as a formula; `rearm` gives it back.

    An apostrophe is put before it, also before one that has apostrophes already, so that no
    two texts become one.
    """
    if _ARMED.match(cell) is None or _PLAIN_NUMBER.fullmatch(cell):
        return cell
    return "'" + cell


def rearm(cell: str) -> str:
    """Give back a text from a file in which `disarm` kept it from being run."""
    return cell[1:] if cell[:1] == "'" and _ARMED.match(cell) is not None else cell


def say_day(day: date | None) -> Text:
    """Write a day as official papers do: “ngày 05 tháng 02 năm 2026”, “ngày 15 tháng 9 năm 2026”.

    A zero stands before days under 10 and before the months 1 and 2 (Nghị định 30/2020/NĐ-CP).
    A day that is not known is a dotted blank.
    """
    if day is None:
        return Text(vi="ngày …… tháng …… năm ……", en="…… / …… / ……")
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    vi = f"ngày {day.day:02d} tháng {month} năm {day.year}"
    return Text(vi=vi, en=f"{day.day} {_MONTHS[day.month - 1]} {day.year}")


_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

# Beyond these a search for what was meant takes time and helps nobody.
_MOST_SIGNS, _MOST_WORDS = 60, 2_000


def nearest(word: str, known: Sequence[str]) -> Text:
    """Ask whether the nearest known word was meant; empty if none is near."""
    close = get_close_matches(word[:_MOST_SIGNS], known[:_MOST_WORDS], n=1, cutoff=0.65)
    if not close or close[0] == word:
        return Text.same("")
    return Text(vi=f"Có phải ý là “{close[0]}” không? ", en=f"Did you mean “{close[0]}”? ")
