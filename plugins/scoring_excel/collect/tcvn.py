"""Old Vietnamese letters: text typed in .Vn… (TCVN3) and VNI- fonts, told and never converted.

In such a font the code of “µ” draws “à”. A text typed so is unreadable elsewhere; what it
may mean is said to whoever sent it, who types it again.
"""

from __future__ import annotations

import re

from scoring import nfc

# TCVN 5712:1993, VN3: what each code from 0xA0 on draws; capitals have a font of their own.
_DRAWN = (
    "\u00a0ĂÂÊÔƠƯĐăâêôơưđẰ"
    "\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ"
    "ẮẦẨẪẤỀặầẩẫấậèỂẻẽ"
    "éẹềểễếệìỉỄẾỒĩíịò"
    "Ổỏõóọồổỗốộờởỡớợù"
    "ỖủũúụừửữứựỳỷỹýỵỐ"
)
LETTERS = {chr(0xA0 + place): letter for place, letter in enumerate(_DRAWN)}
_OLD_FONT = re.compile(r"\.?(\.Vn|VNI[- ])", re.IGNORECASE)
_CAPITAL_FONT = re.compile(r"\.Vn\w*H$", re.IGNORECASE)
# Letters of Vietnamese as it is written today; none of them is a code of TCVN3.
_MODERN = re.compile("[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9]")
# Signs that no word holds, capitals inside a word, and letters that our words lack.
_LETTER = "[A-Za-zÀ-ÖØ-öø-ÿ]"
_SIGN = re.compile(
    f"{_LETTER}[µ¶·¸¹¼½¾§¨©®¬¯]|[µ¶¸¹¼½¾§¨©®¬¯]{_LETTER}|{_LETTER}[«»×÷\u00ad]{_LETTER}"
)
_CAPITAL = re.compile("[a-z][À-ÖØ-Þ]")
_STRANGE = re.compile("[äåæçëîïðñöøûüþÿß]")


def is_old_font(font: str) -> bool:
    """Tell whether a font draws the letters of an old code."""
    return _OLD_FONT.match(font) is not None


def old_reading(text: str, font: str = "") -> str | None:
    """Give what a text of an old code may say; "" if that is not known, None if it is none.

    A known font decides. Without one, a text is taken for TCVN3 where signs that no
    Vietnamese word holds stand inside its words, and no letter of today's code does.
    """
    if text.isascii() or _MODERN.search(text):
        return None
    if is_old_font(font):
        return "" if font.upper().startswith("VNI") else read_tcvn(text, font)
    is_telling = _SIGN.search(text) or _CAPITAL.search(text)
    if is_telling or len(set(_STRANGE.findall(text))) > 1:
        return read_tcvn(text)
    return None


def read_tcvn(text: str, font: str = "") -> str:
    """Give the letters that TCVN3 draws for a text."""
    read = nfc("".join(LETTERS.get(sign, sign) for sign in text))
    return read.upper() if _CAPITAL_FONT.search(font) else read
