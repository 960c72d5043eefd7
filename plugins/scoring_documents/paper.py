"""Paper: what every official paper has, whatever it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from scoring import (
    Block,
    Council,
    Document,
    Letterhead,
    PaperError,
    PaperHead,
    Paragraph,
    Place,
    Result,
    Signature,
    Signatures,
    Text,
    UnknownNameError,
    digest,
    no_unit_named,
    not_settled,
    say_day,
)
from scoring_documents.standings import (
    grade_said,
    rank_said,
    rows_in,
    total_said,
    why_said,
)
from scoring_documents.wording import (
    BLANK,
    DRAFT,
    SHORT_BLANK,
    binding_bases,
    or_blank,
    period_said,
    set_said,
    status_notes,
)

SEALED = Text(vi="(Ký, ghi rõ họ tên, đóng dấu)", en="(signature, full name, seal)")
SIGNED = Text(vi="(Ký, ghi rõ họ tên)", en="(signature, full name)")


class Paper:
    """One paper in the making: its form, the result, and what the council's file says of it."""

    def __init__(self, form: str, result: Result, options: Mapping[str, Any]) -> None:
        self.form, self.result, self.options = form, result, options
        self.criteria = result.criteria
        self.council: Council = options.get("council") or Council()
        self.head: PaperHead = self.council.head(form)
        self.is_draft = bool(options.get("draft"))
        self.day: date | None = options.get("day") or self.head.day

    # ---- who speaks ----------------------------------------------------------------------------

    @property
    def body(self) -> str:
        """Who issues the paper, or dots to write it on."""
        return or_blank(self.council.body.name)

    @property
    def is_of_party(self) -> bool:
        """Tell whether the paper is one of the Party."""
        return self.council.body.kind == "party"

    @cached_property
    def council_name(self) -> Text:
        """The council within a sentence."""
        return Text(
            vi=self.council.title or "Hội đồng đánh giá, xếp loại",
            en=self.council.title or "the council",
        )

    def number(self, sign: str) -> str:
        """Give the number of the paper, with dots for what is not known yet."""
        if self.head.number:
            return self.head.number
        body = self.council.body.sign or SHORT_BLANK
        return (
            f"{SHORT_BLANK}-{sign}/{body}" if self.is_of_party else f"{SHORT_BLANK}/{sign}-{body}"
        )

    def reference(self, form: str, sign: str, name: str) -> str:
        """Name another paper of the same council by its number and day."""
        other = Paper(form, self.result, {**self.options, "day": None})
        by = other.head.authority or self.body
        return f"{name} số {other.number(sign)} {say_day(other.day).vi} của {by}"

    # ---- about which unit ----------------------------------------------------------------------

    @property
    def row(self) -> int | None:
        """The row of the unit that the options name, None if they name none."""
        unit, row = self.options.get("unit"), self.options.get("row")
        if row is None and unit is not None:
            row = self.result.units.find(str(unit))
            if row is None:
                raise UnknownNameError(
                    Text(vi=f"Không có đơn vị “{unit}”.", en=f"There is no unit “{unit}”.")
                )
        return None if row is None else int(row)

    def needed_row(self) -> int:
        """Give the row of the unit that the paper is about; raises `PaperError` without one."""
        if self.row is None:
            raise PaperError((no_unit_named(Place(), self.form),))
        return self.row

    def refuse_open(self) -> None:
        """Refuse to announce a result in which a unit is held or provisional, unless as a draft."""
        open_rows = rows_in(self.result, "held", "provisional")
        if open_rows and not self.is_draft:
            names = [self.result.units.names[row] for row in open_rows]
            raise PaperError((not_settled(Place(), self.form, names),))

    # ---- what stands on it ---------------------------------------------------------------------

    def about(self, vi: str, en: str) -> Text:
        """Give a subject that ends with the criteria set: “… theo bộ tiêu chí “…””."""
        named = set_said(self.criteria)
        return Text(vi=f"{vi} theo {named.vi}", en=f"{en} by {named.en}")

    @property
    def period(self) -> Text:
        """The period within a sentence."""
        return period_said(self.criteria)

    def notes(self) -> Iterator[Block]:
        """Give what must be known of the set and of a draft before the rest is read."""
        if self.is_draft and rows_in(self.result, "held", "provisional"):
            yield Paragraph(
                Text(
                    vi="DỰ THẢO: còn đơn vị đang giữ lại hoặc tạm tính; điểm, xếp loại và thứ hạng "
                    "của các đơn vị khác còn có thể thay đổi.",
                    en="DRAFT: units are still held or provisional; points, grades and ranks of "
                    "the others may still change.",
                ),
                "note",
            )
        for note in status_notes(self.result):
            yield Paragraph(note, "note")

    def bases(self, *more: str) -> Iterator[Block]:
        """Give the lines “Căn cứ …;”: those of the council's file, or of the set, and more."""
        given = [_trimmed(line) for line in self.head.bases]
        if not given:
            given = [f"Căn cứ {BLANK}{BLANK}"]
            given += [f"Căn cứ {one}" for one in binding_bases(self.criteria, self.day)]
        lines = [*given, *(line for line in more if line not in given)]
        for index, line in enumerate(lines):
            end = "." if index == len(lines) - 1 else ";"
            yield Paragraph(Text.same(line + end), "basis")

    def signature(self, role: Text, name: str = "", manner: Text = SEALED) -> Signature:
        """Give the place to sign of whom the council's file names, or of the one given."""
        signer = self.head.signer
        if signer is None:
            return Signature(role, name, manner=manner)
        on_behalf = Text.same(signer.on_behalf) if signer.on_behalf else None
        role = Text.same(signer.role) if signer.role else role
        return Signature(role, signer.name or name, on_behalf, manner)

    @property
    def archive(self) -> str:
        """Where a copy is kept, the last line of the recipients."""
        return "Lưu Văn phòng." if self.is_of_party else "Lưu: VT."

    @property
    def for_council(self) -> Text:
        """How somebody signs for the council."""
        return Text(vi="T/M HỘI ĐỒNG" if self.is_of_party else "TM. HỘI ĐỒNG", en="FOR THE COUNCIL")

    def recipients(self, *otherwise: str) -> tuple[Text, ...]:
        """Give who receives the paper."""
        return tuple(Text.same(line) for line in self.head.recipients or otherwise)

    def signed_by_one(self, *recipients: str) -> Signatures:
        """Give the foot of a paper that one person signs."""
        return Signatures((self.signature(Text.same(BLANK)),), self.recipients(*recipients))

    def signed_by_council(self) -> Signatures:
        """Give the foot of a paper that the secretary and the chair sign."""
        chair = self.signature(Text(vi="CHỦ TRÌ", en="PRESIDING"), self.council.chair, SIGNED)
        secretary = Signature(
            Text(vi="THƯ KÝ", en="SECRETARY"), self.council.secretary, manner=SIGNED
        )
        return Signatures((secretary, chair), self.recipients())

    # ---- the whole -----------------------------------------------------------------------------

    def document(
        self,
        title: Text,
        subject: Text,
        blocks: Sequence[Block],
        sign: str | None = None,
        is_landscape: bool = False,
        values: Mapping[str, Any] | None = None,
    ) -> Document:
        """Give the finished document; `sign` is the sign of its kind in the number (“QĐ”)."""
        body = self.council.body
        return Document(
            title=title,
            subject=subject,
            blocks=tuple(blocks),
            letterhead=Letterhead(
                kind=body.kind,
                issuer=self.body,
                superior=body.superior,
                number=None if sign is None else self.number(sign),
                place=or_blank(body.place, SHORT_BLANK),
                day=self.day,
            ),
            digest=digest_of(self.result),
            form=self.form,
            is_landscape=is_landscape,
            mark=DRAFT if self.is_draft else None,
            values={**self.values(), **(values or {})},
        )

    def values(self) -> dict[str, Any]:
        """Give what a template may name one by one, in every paper."""
        return {
            "bo_tieu_chi": Text.same(self.criteria.title),
            "ky": self.period,
            "hoi_dong": Text.same(self.council.title),
            "chu_tri": Text.same(self.council.chair),
            "thu_ky": Text.same(self.council.secretary),
            "so_don_vi": Text.same(str(len(self.result.units))),
            "can_cu": tuple({"noi_dung": Text.same(line)} for line in self.head.bases),
            "noi_nhan": tuple({"noi_dung": Text.same(line)} for line in self.head.recipients),
            "thanh_vien": tuple(
                {"ten": Text.same(one.name), "chuc_vu": Text.same(one.duty)}
                for one in self.council.members
            ),
            "don_vi": tuple(self._unit_values(row) for row in self._rows()),
        }

    def _rows(self) -> Sequence[int]:
        """Give the units that the paper is about."""
        return self.result.in_rank_order() if self.row is None else (self.row,)

    def _unit_values(self, row: int) -> dict[str, Text]:
        unit = self.result.units[row]
        return {
            "ma": Text.same(unit.id),
            "ten": Text.same(unit.name),
            "nhom": Text.same(unit.group),
            "hang": rank_said(self.result, row),
            "tong_diem": total_said(self.result, row),
            "xep_loai": grade_said(self.result, row),
            "ly_do": why_said(self.result, row),
        }


@lru_cache(maxsize=1)
def digest_of(result: Result) -> str:
    """Give the digest of a result, found once however many papers it makes."""
    return digest(result)


def lines(texts: Iterable[Text]) -> Iterator[Block]:
    """Give a plain list, a line each."""
    for text in texts:
        yield Paragraph(Text.same("– ") + text)


def _trimmed(line: str) -> str:
    """Give a line “Căn cứ …” without the sign at its end, which depends on where it stands."""
    line = line.rstrip(" ;.,")
    return line if line.startswith(("Căn cứ", "Theo", "Xét", "Thực hiện")) else f"Căn cứ {line}"


__all__ = ["SEALED", "SIGNED", "Paper", "digest_of", "lines"]
