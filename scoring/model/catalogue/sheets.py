"""The file of a sheet, and a stored result."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.model.catalogue.entry import WARNING, Said, problem, shortened, worded
from scoring.model.text import Text, nearest


@problem("S101", "không đọc được bảng số liệu", "the sheet cannot be read")
def unreadable_sheet(why: Text) -> Said:
    """The file of answers is missing, damaged, or of a format nobody reads."""
    return worded(
        f"không đọc được bảng số liệu: {why.vi}.",
        f"the sheet cannot be read: {why.en}.",
        "Kiểm tra lại tệp; trong Excel hãy lưu kiểu “CSV UTF-8”.",
        "Check the file; in Excel save it as “CSV UTF-8”.",
    )


@problem("S102", "thiếu cột", "a column is missing")
def missing_column(column: str, said: Text) -> Said:
    """Every question of the set has its column; a blank is written as an empty cell."""
    return worded(
        f"thiếu cột “{column}” ({said.vi}).",
        f"the column “{column}” is missing ({said.en}).",
        "Thêm cột; ô chưa có số liệu thì để trống.",
        "Add the column; leave cells without an answer empty.",
    )


@problem("S103", "cột lạ", "an unknown column")
def unknown_column(column: str, known: Sequence[str]) -> Said:
    """A column nobody reads may hold answers that would be lost in silence."""
    hint = nearest(column, known) + Text(
        vi="Sửa tên cột, hoặc đặt “#” trước tên để bỏ qua cột.",
        en="Mend the title, or put “#” before it to skip the column.",
    )
    shown = shortened(column)
    return Text(
        vi=f"bộ tiêu chí không hỏi cột “{shown}”.", en=f"the set asks no column “{shown}”."
    ), hint


@problem("S104", "cột trùng", "a column stands twice")
def duplicate_column(column: str) -> Said:
    """Two columns of one title may say two things."""
    return worded(
        f"cột “{column}” xuất hiện nhiều lần.",
        f"the column “{column}” stands more than once.",
        "Giữ một cột, hoặc đặt “#” trước tên cột thừa để bỏ qua.",
        "Keep one of them, or put “#” before the title of the other to skip it.",
    )


@problem("S105", "bảng không có đơn vị", "a sheet without units")
def no_units() -> Said:
    """There is a header but no row below it."""
    return worded(
        "bảng không có dòng đơn vị nào.",
        "the sheet has no row of a unit.",
        "Thêm mỗi đơn vị một dòng.",
        "Add a row for each unit.",
    )


@problem("S106", "quá nhiều lỗi", "too many problems")
def too_many_faults(most: int) -> Said:
    """After so many problems more would help nobody."""
    return worded(
        f"bảng có hơn {most} lỗi; chỉ nêu những lỗi tìm thấy trước.",
        f"the sheet has more than {most} problems; only those found first are told.",
        "Sửa các lỗi đã nêu (thường là cả một cột sai) rồi chạy lại.",
        "Mend those (often a whole column is wrong) and run again.",
    )


@problem(
    "S107", "kết quả lưu theo bản khác của bộ tiêu chí", "stored under another edition", WARNING
)
def stored_under_other_set(stored: str, now: str) -> Said:
    """The answers are good; their points are worked out anew, and may differ."""
    return worded(
        f"tệp kết quả được lập theo bộ tiêu chí {stored}, nay chấm lại theo {now}.",
        f"the stored result was made with the set {stored}; it is scored anew with {now}.",
        "Nếu chỉ muốn xem lại kết quả cũ, dùng đúng bản bộ tiêu chí đã chấm.",
        "To look at the old result, use the edition of the set it was made with.",
    )


@problem("S108", "kết quả lưu bởi bản phần mềm khác", "stored by another engine", WARNING)
def stored_by_other_engine(stored: str, now: str) -> Said:
    """Another version may score alike, but its digests differ."""
    return worded(
        f"tệp kết quả do {stored} lập, nay do {now} tính lại; mã kết quả sẽ khác.",
        f"the stored result was made by {stored} and is worked out anew by {now}; digests differ.",
        "So lại bảng xếp hạng với bản đã công bố trước khi dùng.",
        "Compare the ranking with the published one before using it.",
    )


@problem("S109", "tệp kết quả đã bị sửa", "a stored result was changed")
def stored_result_changed(stored: str, now: str) -> Said:
    """The answers in the file do not give the result that the file claims."""
    return worded(
        f"tệp kết quả không khớp với số liệu trong nó: mã ghi {stored}, tính lại được {now}.",
        f"the stored result does not follow from its answers: it says {stored}, they give {now}.",
        "Tệp đã bị sửa hoặc hỏng: dùng bản lưu gốc, hoặc chấm lại từ bảng số liệu.",
        "The file was edited or damaged: use the original, or score the sheet again.",
    )
