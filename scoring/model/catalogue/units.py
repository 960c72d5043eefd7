"""The units of a sheet."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.model.catalogue.entry import Said, among, problem, shortened, worded
from scoring.model.text import Text, nearest


@problem("S201", "dòng không có mã đơn vị", "a row without a unit")
def no_unit_id() -> Said:
    """Answers that belong to nobody cannot be scored."""
    return worded(
        "dòng này không có mã đơn vị.",
        "this row names no unit.",
        "Ghi mã đơn vị ở cột “unit”, hoặc xóa dòng.",
        "Write the id in the column “unit”, or delete the row.",
    )


@problem("S202", "đơn vị trùng", "a unit stands twice")
def duplicate_unit(unit: str, role: str, row: int) -> Said:
    """Two rows of one unit (in one role) may say two things, and nobody may guess."""
    vi, en = (f" với vai trò “{role}”", f" in the role “{role}”") if role else ("", "")
    return worded(
        f"đơn vị “{unit}” đã có ở dòng {row}{vi}.",
        f"the unit “{unit}” stands in row {row} already{en}.",
        "Giữ một dòng, hoặc sửa mã đơn vị nếu là đơn vị khác.",
        "Keep one of the rows, or mend the id if it is another unit.",
    )


@problem("S203", "loại đơn vị lạ", "an unknown unit kind")
def unknown_unit_kind(kind: str, known: Sequence[str]) -> Said:
    """The set says which kinds of units it scores."""
    hint = among(kind, known, Text(vi="Ghi một trong các loại", en="Write one of the kinds"))
    if not kind:
        return Text(vi="chưa ghi loại đơn vị.", en="the unit kind is left blank."), hint
    shown = shortened(kind)
    return Text(
        vi=f"bộ tiêu chí không chấm loại đơn vị “{shown}”.",
        en=f"the set does not score units of the kind “{shown}”.",
    ), hint


@problem("S204", "vai trò lạ", "an unknown role")
def unknown_role(role: str, known: Sequence[str]) -> Said:
    """A row is what the unit says of itself, what was appraised, or what the council decided."""
    what = Text(
        vi="Ghi self (đơn vị tự chấm), appraised (thẩm định) hoặc council (hội đồng).",
        en="Write self (the unit), appraised (the appraiser) or council (the council).",
    )
    hint = nearest(role, known) + what
    if not role:
        return Text(vi="chưa ghi vai trò của dòng này.", en="the row does not say its role."), hint
    shown = shortened(role)
    return Text(vi=f"không hiểu vai trò “{shown}”.", en=f"the role “{shown}” is not known."), hint


@problem("S205", "đơn vị cha không có", "an unknown parent unit")
def unknown_parent_unit(unit: str, parent: str, is_circle: bool) -> Said:
    """A component must belong to a unit of the sheet, and not to itself."""
    if is_circle:
        return worded(
            f"đơn vị “{unit}” thuộc “{parent}”, mà “{parent}” lại thuộc về nó.",
            f"the unit “{unit}” belongs to “{parent}”, which belongs to it in turn.",
            "Sửa cột “parent” của một đơn vị trong vòng.",
            "Mend the column “parent” of one unit of the circle.",
        )
    return worded(
        f"đơn vị “{unit}” thuộc “{parent}”, là đơn vị không có trong bảng.",
        f"the unit “{unit}” belongs to “{parent}”, which is not in the sheet.",
        "Sửa cột “parent”, hoặc thêm dòng cho đơn vị ấy.",
        "Mend the column “parent”, or add a row for that unit.",
    )


@problem("S206", "đơn vị khác nhau giữa các dòng", "rows that disagree about a unit")
def unit_disagrees(unit: str, what: str, first: str, second: str) -> Said:
    """The rows of one unit must agree on its name, kind, group and parent."""
    return worded(
        f"đơn vị “{unit}”: cột “{what}” ghi “{second}”, dòng trước ghi “{first}”.",
        f"the unit “{unit}”: the column “{what}” says “{second}”, an earlier row “{first}”.",
        "Ghi giống nhau ở mọi dòng của đơn vị.",
        "Write the same in every row of the unit.",
    )


@problem("S207", "hạng được quyết định không hợp", "a decided grade that cannot be")
def wrong_decision(grade: str, known: Sequence[str]) -> Said:
    """A grade decided by the council is one of the ladder and carries its reason."""
    if grade in known:
        return worded(
            f"hạng “{grade}” do hội đồng quyết định chưa có lý do.",
            f"the grade “{grade}” decided by the council has no reason.",
            "Ghi lý do ở cột “decided_reason”.",
            "Write why in the column “decided_reason”.",
        )
    hint = among(grade, known, Text(vi="Các hạng", en="Grades"))
    shown = shortened(grade)
    return Text(
        vi=f"thang xếp loại không có hạng “{shown}”.",
        en=f"there is no grade “{shown}” to decide on.",
    ), hint


@problem("S208", "hạng không do hội đồng quyết định", "a grade decided by somebody else")
def decided_by_other(unit: str, role: str) -> Said:
    """Only the council decides on a grade; a unit or an appraiser cannot."""
    return worded(
        f"đơn vị “{unit}”: dòng “{role}” không được ghi hạng; chỉ hội đồng quyết định.",
        f"the unit “{unit}”: a row “{role}” must not decide on a grade; only the council does.",
        "Chuyển hạng và lý do sang dòng “council” của đơn vị.",
        "Move the grade and its reason to the row “council” of the unit.",
    )
