"""Sources and care: what a council should look at."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.model.catalogue.entry import WARNING, Said, among, problem, worded
from scoring.model.text import Text


@problem("C601", "căn cứ chưa khai báo", "an undeclared basis")
def unknown_basis(cited: str, known: Sequence[str]) -> Said:
    """A citation starts with the id of a [basis.ID]: "L10 Đ12.3"."""
    hint = among(cited.split(" ", 1)[0], known, Text(vi="Các căn cứ đã khai", en="Declared bases"))
    return Text(vi=f"không có căn cứ cho “{cited}”.", en=f"there is no basis for “{cited}”."), hint


@problem("C602", "căn cứ đã hết hiệu lực", "an expired basis", WARNING)
def expired_basis(basis: str, cite: str) -> Said:
    """The text was not in force on a single day of the set's period."""
    return worded(
        f"căn cứ “{basis}” ({cite}) không có hiệu lực trong kỳ đánh giá.",
        f"the basis “{basis}” ({cite}) is not in force during the period.",
        'Thay bằng văn bản hiện hành, hoặc đặt status = "legacy".',
        'Cite the text in force, or set status = "legacy".',
    )


@problem("C603", "không rõ ai chấm", "nobody owns the criterion", WARNING)
def no_owner(code: str) -> Said:
    """Each leaf says who gives its points: the unit, an appraiser or the council."""
    return worded(
        f"tiêu chí “{code}” không nói ai chấm.",
        f"criterion “{code}” does not say who gives its points.",
        'Thêm owner = "unit", "appraiser", "council", "superior" hoặc "survey".',
        'Add owner = "unit", "appraiser", "council", "superior" or "survey".',
    )


@problem("C604", "không có minh chứng", "no evidence is asked for", WARNING)
def no_evidence(code: str) -> Said:
    """A point without evidence cannot be defended when somebody complains."""
    return worded(
        f"tiêu chí “{code}” không nói minh chứng là gì.",
        f"criterion “{code}” does not say what proves it.",
        'Thêm evidence = "…".',
        'Add evidence = "…".',
    )


@problem("C605", "không rõ điểm lấy từ đâu", "no word on where the points come from", WARNING)
def no_marks(code: str) -> Said:
    """A council must see which numbers are law, which are derived and which are proposed."""
    return worded(
        f"tiêu chí “{code}” không nói điểm và cách chấm lấy từ đâu.",
        f"criterion “{code}” does not say where its points and rule come from.",
        'Thêm marks = { points = "proposal", parameters = "proposal" } '
        "(sourced: theo văn bản; derived: suy ra; proposal: đề xuất).",
        'Add marks = { points = "proposal", parameters = "proposal" } (or sourced, derived).',
    )


@problem("C606", "nói có nguồn mà không nêu căn cứ", "sourced, without a source", WARNING)
def sourced_without_basis(code: str) -> Said:
    """What is marked as sourced names the clause it comes from."""
    return worded(
        f"tiêu chí “{code}” ghi marks là “sourced” mà không có basis.",
        f"criterion “{code}” is marked “sourced” but has no basis.",
        'Thêm basis = ["…"], hoặc đổi marks thành "proposal".',
        'Add basis = ["…"], or change marks to "proposal".',
    )


@problem("C607", "trường không ai dùng", "a field nobody uses", WARNING)
def unused_field(field: str) -> Said:
    """Units would be asked for a fact that decides nothing."""
    return worded(
        f"trường “{field}” được hỏi mà không tiêu chí, điều kiện nào dùng.",
        f"the field “{field}” is asked, and no criterion, gate or grade uses it.",
        f"Bỏ trường; nếu chỉ để tham khảo thì đặt cột “#{field}” trong bảng số liệu.",
        f"Drop the field; for reference alone, keep a column “#{field}” in the sheet.",
    )


@problem("C608", "căn cứ không ai dẫn", "a basis nobody cites", WARNING)
def unused_basis(basis: str, cite: str) -> Said:
    """A list of laws that nothing refers to proves nothing."""
    return worded(
        f"căn cứ “{basis}” ({cite}) được khai mà không tiêu chí, điều kiện nào dẫn.",
        f"the basis “{basis}” ({cite}) is declared, and nothing cites it.",
        "Dẫn nó ở basis của tiêu chí liên quan, hoặc bỏ.",
        "Cite it in basis where it belongs, or drop it.",
    )
