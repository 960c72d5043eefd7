"""Papers to look at: official ones under both heads, with every block there is."""

from __future__ import annotations

from datetime import date

from scoring import (
    Document,
    Grid,
    Heading,
    Item,
    Letterhead,
    Outline,
    PageBreak,
    Paragraph,
    Picture,
    Section,
    Signature,
    Signatures,
    TableColumn,
    Text,
)

SAME = Text.same
DIGEST = "sha256:0123456789abcdef" + "5" * 48
SHORT_DIGEST = "0123 4567 89ab cdef"
HEADS = {
    "state": Letterhead(
        "state",
        "Ủy ban nhân dân phường Phú Xuân",
        "Ủy ban nhân dân thành phố Huế",
        "12/QĐ-UBND",
        "Phú Xuân",
        date(2026, 2, 5),
    ),
    "party": Letterhead(
        "party", "Đảng ủy phường Phú Xuân", "Đảng bộ thành phố Huế", "12-QĐ/ĐU", "Phú Xuân"
    ),
}
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 90">'
    '<rect x="110" y="10" width="250" height="22" fill="#2266aa"/>'
    '<rect x="110" y="45" width="200" height="22" fill="#2266aa"/>'
    '<text x="5" y="26" font-size="14">Phường Ấp Ổi</text>'
    '<text x="5" y="61" font-size="14">Xã Nguyễn</text></svg>'
)
PICTURE = Picture(SAME("Hai đơn vị"), SAME(SVG), SAME("Phường Ấp Ổi đứng đầu"), 80)
COLUMNS = (
    TableColumn(SAME("Hạng"), is_number=True),
    TableColumn(SAME("Đơn vị")),
    TableColumn(SAME("Tổng điểm"), is_number=True),
    TableColumn(SAME("Vì sao chưa cao hơn")),
)
OUTLINE = Outline(
    (
        Item(
            SAME("Tổng điểm"),
            SAME("84,78 / 100"),
            items=(
                Item(
                    SAME("B1 Người đứng đầu tiếp công dân định kỳ"),
                    SAME("9,81 / 10"),
                    (SAME("51 ÷ 52 × 10 = 9,8076… → 9,81"),),
                ),
            ),
        ),
    )
)
SIGNED_FOR = {"state": "TM. Ủy ban nhân dân", "party": "T/M Ban Thường vụ"}


def places(kind: str) -> Signatures:
    """Give the foot of a decision."""
    signer = Signature(
        SAME("Chủ tịch" if kind == "state" else "Bí thư"),
        "Nguyễn Thị Ánh Tuyết",
        SAME(SIGNED_FOR[kind]),
        SAME("(Ký, đóng dấu)"),
    )
    return Signatures((signer,), (SAME("Như Điều 2;"), SAME("Lưu: VT.")))


def rows(count: int) -> tuple[tuple[Text, ...], ...]:
    """Give rows of a ranking, some with a long reason."""
    reasons = ("", "thiếu 1,76 điểm để đạt Xuất sắc (≥ 90); phần C đạt 43,1%, cần ≥ 50%")
    return tuple(
        (SAME(f"{at}"), SAME(f"Phường Thuận Hòa {at}"), SAME("84,78"), SAME(reasons[at % 2]))
        for at in range(1, count + 1)
    )


def decision(kind: str = "state", **more: object) -> Document:
    """Give a decision with every block in it."""
    blocks = (
        Paragraph(
            SAME("Căn cứ Luật Thực hiện dân chủ ở cơ sở ngày 10 tháng 11 năm 2022;"), "basis"
        ),
        Paragraph(SAME("Theo đề nghị của Trưởng phòng Văn hóa – Xã hội."), "basis"),
        Paragraph(SAME("QUYẾT ĐỊNH:"), "centre"),
        Paragraph(
            SAME("Điều 1. Công nhận kết quả xếp loại năm 2025 (có danh sách kèm theo)."), "article"
        ),
        Paragraph(SAME("Điều 2. Quyết định này có hiệu lực kể từ ngày ký."), "article"),
        places(kind),
        PageBreak(),
        Heading(SAME("Danh sách kèm theo")),
        Grid(COLUMNS, rows(30), SAME("Bảng 1"), ("đơn vị 1",) * 30),
        PICTURE,
        Section("đơn vị 1", SAME("Phường Đúc"), (OUTLINE, Paragraph(SAME("Hết."), "note"))),
        Paragraph(SAME("Ý kiến của đơn vị."), "quote"),
        Signatures((Signature(SAME("Thư ký")), Signature(SAME("Chủ tọa"), "Trần Văn Ổn"))),
    )
    subject = SAME("Về việc công nhận kết quả xếp loại công tác dân vận chính quyền năm 2025")
    return Document(SAME("Quyết định"), blocks, HEADS[kind], subject, DIGEST, **more)


def plain(*blocks: object) -> Document:
    """Give a document without a head."""
    return Document(SAME("Bản thử"), tuple(blocks), digest=DIGEST)
