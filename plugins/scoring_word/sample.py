"""A sample: a paper with a bit of everything, on which a template can be tried."""

from __future__ import annotations

from datetime import date

from scoring import (
    Document,
    Grid,
    Heading,
    Item,
    Letterhead,
    Outline,
    Paragraph,
    Signature,
    Signatures,
    TableColumn,
    Text,
)

_DIGEST = "sha256:" + "0123456789abcdef" * 4


def sample_paper(kind: str = "state") -> Document:
    """Give a short decision of a council that does not exist."""
    return Document(
        Text(vi="Quyết định", en="Decision"),
        (*_opening(), _table(), _reasons(), _signatures()),
        letterhead=_head(kind),
        subject=Text(
            vi="Công nhận kết quả đánh giá, xếp loại", en="Recognising an evaluation and its grades"
        ),
        digest=_DIGEST,
        form="mau",
    )


def _head(kind: str) -> Letterhead:
    if kind == "party":
        return Letterhead(
            "party", "Ban Thường vụ", "Đảng bộ tỉnh Mẫu", "12-QĐ/TU", "Mẫu", date(2026, 2, 5)
        )
    return Letterhead(
        "state",
        "Ủy ban nhân dân xã Mẫu",
        "Ủy ban nhân dân tỉnh Mẫu",
        "12/QĐ-UBND",
        "Mẫu",
        date(2026, 2, 5),
    )


def _opening() -> tuple[Paragraph | Heading, ...]:
    basis = Text(
        vi="Căn cứ Luật Thực hiện dân chủ ở cơ sở;",
        en="Pursuant to the Law on Grassroots Democracy;",
    )
    order = Text(vi="QUYẾT ĐỊNH:", en="DECIDES:")
    article = Text(
        vi="Điều 1. Công nhận kết quả của các đơn vị trong bảng dưới đây.",
        en="Article 1. The results of the units below are recognised.",
    )
    return (
        Paragraph(basis, "basis"),
        Paragraph(order, "centre"),
        Paragraph(article, "article"),
        Heading(Text(vi="Danh sách", en="List"), 2),
    )


def _table() -> Grid:
    columns = (
        TableColumn(Text(vi="Hạng", en="Rank"), is_number=True),
        TableColumn(Text(vi="Đơn vị", en="Unit")),
        TableColumn(Text(vi="Điểm", en="Points"), is_number=True),
    )
    rows = (("1", "Phường Mẫu Một", "95,50"), ("2", "Phường Mẫu Hai", "88,24"))
    return Grid(columns, tuple(tuple(Text.same(one) for one in row) for row in rows))


def _reasons() -> Outline:
    arithmetic = Text.same("31 ÷ 36 × 5 = 4,3055… → 4,31")
    leaf = Item(
        Text(vi="1.1 Đúng thời điểm", en="1.1 On time"), Text.same("4,31 / 5"), (arithmetic,)
    )
    return Outline((Item(Text(vi="Tổng điểm", en="Total"), Text.same("95,50 / 100"), (), (leaf,)),))


def _signatures() -> Signatures:
    signer = Signature(
        Text(vi="CHỦ TỊCH", en="CHAIR"),
        "Nguyễn Văn Mẫu",
        Text(vi="TM. ỦY BAN NHÂN DÂN", en="FOR THE PEOPLE’S COMMITTEE"),
    )
    recipients = (
        Text(vi="Như Điều 1", en="As in Article 1"),
        Text(vi="Ủy ban nhân dân tỉnh (để báo cáo)", en="The province (for information)"),
        Text(vi="Các đơn vị trong danh sách", en="The units listed"),
        Text(vi="Lưu: VT", en="File"),
    )
    return Signatures((signer,), recipients)
