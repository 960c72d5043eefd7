"""Head: how an official paper begins, after Nghị định 30/2020/NĐ-CP or Hướng dẫn 36-HD/VPTW."""

from __future__ import annotations

from collections.abc import Iterator

from scoring import Letterhead, say_day
from scoring_html.blocks import Page

_NATION, _MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
_PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
_BLANK = "……………"


def official_head(letterhead: Letterhead, page: Page) -> Iterator[str]:
    """Write who issues a paper beside the national name or the Party's; always in Vietnamese."""
    is_party = letterhead.kind == "party"
    yield f'<div class="letterhead {"party" if is_party else "state"}" lang="vi"><div>'
    if letterhead.superior:
        yield f"<p>{page.words(letterhead.superior)}</p>"
    yield f'<p class="issuer"><b>{page.words(letterhead.issuer or _BLANK)}</b></p>'
    if is_party:
        yield "<p>*</p>"
    if letterhead.number is not None:
        sign = "Số" if is_party else "Số:"
        yield f"<p>{sign} {page.words(letterhead.number or _BLANK)}</p>"
    yield "</div><div>"
    if is_party:
        yield f'<p class="motto"><b>{_PARTY}</b></p>'
    else:
        yield f'<p><b>{_NATION}</b></p><p class="motto"><b>{_MOTTO}</b></p>'
    place, day = letterhead.place or _BLANK, say_day(letterhead.day).vi
    yield f"<p><i>{page.words(place)}, {day}</i></p></div></div>"
