"""Fields: what a template may name, and what stands there on a paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from scoring import Document, Letterhead, Signature, Signatures, Text, say_day, short_digest
from scoring_word.columns import text_width
from scoring_word.wordml import clean, twips

CONTENT, DIGEST = "noi_dung", "ma_ket_qua"
SIGNERS, RECIPIENTS = "nguoi_ky", "noi_nhan"


class Rows(tuple[Mapping[str, str], ...]):
    """A list that a template may repeat: rows of texts by name."""

    __slots__ = ()


Filled: TypeAlias = dict[str, str | Rows]

# Every paper has these; each form adds the values of its own.
SAID: Mapping[str, Text] = {
    "co_quan_cap_tren": Text(vi="cơ quan cấp trên", en="the body above"),
    "co_quan": Text(vi="cơ quan ban hành", en="the body that issues"),
    "so_ky_hieu": Text(vi="số, ký hiệu", en="the number with its signs"),
    "dia_danh": Text(vi="địa danh", en="the place"),
    "ngay_thang": Text(vi="ngày tháng năm", en="the day"),
    "ten_loai": Text(vi="tên loại văn bản", en="what kind of paper it is"),
    "trich_yeu": Text(vi="trích yếu", en="what it is about"),
    CONTENT: Text(
        vi="toàn bộ nội dung, viết {{p noi_dung }}", en="all content, as {{p noi_dung }}"
    ),
    SIGNERS: Text(vi="danh sách người ký", en="list of those who sign"),
    RECIPIENTS: Text(vi="danh sách nơi nhận", en="list of recipients"),
    DIGEST: Text(vi="mã kết quả, bắt buộc", en="digest of the result, required"),
    "nhan_ma_ket_qua": Text(vi="chữ “Mã kết quả”", en="the words “Digest of the result”"),
    "nhan_trang": Text(vi="chữ “trang”", en="the word “page”"),
    "dau_trang": Text(vi="dấu “DỰ THẢO” của bản dự thảo", en="the mark “DRAFT” of a draft"),
}
SIGNER_KEYS = ("thay_mat", "chuc_vu", "cach_ky", "ho_ten")
RECIPIENT_KEYS = ("ten",)
_BLANK = "……"
# The line of the issuer's name in the head, and the size of its letters.
_LINE, _NAME_SIZE = twips(66), 26
_PLACES = ("tỉnh", "thành", "phường", "xã", "đặc", "huyện", "quận", "thị")


def say_digest(digest: str) -> str:
    """Give the digest of a result as people compare it: four groups of four; a dash without one."""
    signs = short_digest(digest)
    return " ".join(signs[at : at + 4] for at in range(0, len(signs), 4)) or "–"


def fill_fields(document: Document, lang: str) -> Filled:
    """Give what each field says on this paper; all but the content, which is no text."""
    values: Filled = {name: _value(value, lang) for name, value in document.values.items()}
    head = document.letterhead
    title, subject = document.title.in_(lang), document.subject
    return {
        **values,
        **_head(head),
        "ten_loai": clean(title),
        "trich_yeu": "" if subject is None else clean(subject.in_(lang)),
        SIGNERS: Rows(_signers(document, lang)),
        RECIPIENTS: Rows(_recipients(document, lang)),
        DIGEST: clean(say_digest(document.digest)),
        "nhan_ma_ket_qua": {"vi": "Mã kết quả", "en": "Digest of the result"}[lang],
        "nhan_trang": {"vi": "trang", "en": "page"}[lang],
        "dau_trang": "" if document.mark is None else clean(document.mark.in_(lang)),
    }


def _value(value: Any, lang: str) -> str | Rows:
    if isinstance(value, Text):
        return clean(value.in_(lang))
    return Rows({name: clean(text.in_(lang)) for name, text in row.items()} for row in value)


def _head(head: Letterhead | None) -> dict[str, str]:
    """Give the fields of an official head; they stand in Vietnamese in either language."""
    names = ("co_quan_cap_tren", "co_quan", "so_ky_hieu", "dia_danh", "ngay_thang")
    if head is None:
        return dict.fromkeys(names, "")
    blank = f"{_BLANK}/{_BLANK}" if head.kind == "state" else f"{_BLANK}-{_BLANK}"
    number = "" if head.number is None else head.number or blank
    place = head.place or _BLANK * 2
    superior, issuer = (in_even_lines(one) for one in (head.superior, head.issuer or _BLANK * 3))
    texts = (superior, issuer, number, place, say_day(head.day).vi)
    return {name: clean(text) for name, text in zip(names, texts, strict=True)}


def in_even_lines(name: str) -> str:
    """Break a long name of a body where offices do: before its place, else into even lines.

    Left to itself the last syllable would stand alone on a line.
    """
    words = name.split()
    if _name_width(words) <= _LINE:
        return name
    starts = [i for i, word in enumerate(words) if i and word.casefold() in _PLACES]
    at = starts[-1] if starts else len(words)
    return "\n".join([*_even_lines(words[:at]), *_even_lines(words[at:])])


def _even_lines(words: Sequence[str]) -> Iterator[str]:
    left = list(words)
    for count in range(-(-_name_width(words) // _LINE), 0, -1):
        even = _name_width(left) // count
        ends = range(1, max(2, len(left) - count + 2))
        end = min(ends, key=lambda end: abs(_name_width(left[:end]) - even))
        end = len(left) if count == 1 else end
        yield " ".join(left[:end])
        left = left[end:]
        if not left:
            return


def _name_width(words: Sequence[str]) -> int:
    return text_width(" ".join(words).upper(), _NAME_SIZE, is_bold=True)


def list_signatures(document: Document) -> Iterator[Signatures]:
    """Give the places to sign, in order."""
    for block in document.walk():
        if isinstance(block, Signature):
            yield Signatures((block,))
        elif isinstance(block, Signatures):
            yield block


def _signers(document: Document, lang: str) -> Iterator[Mapping[str, str]]:
    for block in list_signatures(document):
        for one in block.signers:
            texts = (one.on_behalf, one.role, one.manner, Text.same(one.name))
            said = ("" if text is None else clean(text.in_(lang)) for text in texts)
            yield dict(zip(SIGNER_KEYS, said, strict=True))


def _recipients(document: Document, lang: str) -> Iterator[Mapping[str, str]]:
    for block in list_signatures(document):
        for recipient in block.recipients:
            yield dict(zip(RECIPIENT_KEYS, [clean(recipient.in_(lang))], strict=True))


def known_names(filled: Mapping[str, str | Rows]) -> dict[str, tuple[str, ...] | None]:
    """Give every field that a paper has, a list with the names of its columns."""
    known: dict[str, tuple[str, ...] | None] = {CONTENT: None}
    for name, value in filled.items():
        known[name] = None
        if isinstance(value, Rows):
            known[name] = tuple(dict.fromkeys(key for row in value for key in row))
    known[SIGNERS], known[RECIPIENTS] = SIGNER_KEYS, RECIPIENT_KEYS
    return known
