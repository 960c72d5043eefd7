"""The papers of a council."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.model.catalogue.entry import MOST_NAMED, Said, problem, worded


@problem("H201", "còn đơn vị chưa xong mà đã ra văn bản", "a paper before the result is settled")
def not_settled(form: str, units: Sequence[str]) -> Said:
    """What is announced is settled: a unit that is held or provisional could still move others."""
    named = ", ".join(units[:MOST_NAMED]) + (", …" if len(units) > MOST_NAMED else "")
    return worded(
        f"chưa lập được “{form}”: còn {len(units)} đơn vị đang giữ lại hoặc tạm tính: {named}.",
        f"“{form}” cannot be made yet: {len(units)} units are held or provisional: {named}.",
        "Bổ sung số liệu hoặc quyết định còn thiếu rồi chấm lại; muốn xem trước thì thêm --draft, "
        "mọi trang sẽ ghi DỰ THẢO.",
        "Supply what is missing and score again; for a preview add --draft, and every page says "
        "DỰ THẢO.",
    )


@problem("H202", "chưa nêu đơn vị", "no unit is named")
def no_unit_named(form: str) -> Said:
    """This paper is about one unit, so one must be named."""
    return worded(
        f"“{form}” nói về một đơn vị mà chưa biết là đơn vị nào.",
        f"“{form}” is about one unit, and none is named.",
        "Thêm --unit với mã hoặc tên đơn vị.",
        "Add --unit with the id or the name of the unit.",
    )
