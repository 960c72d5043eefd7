"""Documents: the official papers of a council, and the pictures in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scoring import hookimpl

if TYPE_CHECKING:
    from scoring import Form

# Name, what composes it, whom it is about, title.
_PAPERS = (
    ("bien-ban", "minutes:compose_minutes", "all", "Biên bản họp hội đồng", "Minutes of the council"),
    ("bang-tong-hop", "summary:compose_summary", "all", "Bảng tổng hợp điểm và xếp hạng", "Summary of points and ranking"),
    ("giai-trinh", "answer:compose_answer", "unit", "Giải trình kết quả của một đơn vị", "Explanation for one unit"),
    ("nhat-ky-sua-doi", "changes:compose_changes", "all", "Nhật ký sửa đổi số liệu", "Log of changes"),
    ("phieu-cham-diem", "slip:compose_slip", "each", "Phiếu chấm điểm của đơn vị", "Score sheet of a unit"),
    ("quyet-dinh", "decision:compose_decision", "all", "Quyết định công nhận kết quả", "Decision recognising the result"),
    ("thong-bao", "notice:compose_notice", "all", "Thông báo công khai kết quả", "Public notice of the result"),
    ("toan-canh", "overview:compose_overview", "all", "Toàn cảnh kết quả", "The whole evaluation"),
    ("to-trinh", "submission:compose_submission", "all", "Tờ trình đề nghị công nhận kết quả", "Submission for recognition"),
)  # fmt: skip


@hookimpl
def scoring_forms() -> Sequence[Form]:
    """Offer the papers of a council."""
    from scoring import Form, Late, Text

    return tuple(
        Form(name, Text(vi=vi, en=en), Late(f"scoring_documents.{where}"), about)
        for name, where, about, vi, en in _PAPERS
    )
