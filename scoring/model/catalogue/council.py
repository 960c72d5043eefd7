"""A council’s file."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from scoring.model.catalogue.entry import WARNING, Said, problem, shortened, worded
from scoring.model.numbers import say_share
from scoring.model.text import nearest


@problem("H101", "người ký không có trong danh sách", "not on the list of members", WARNING)
def not_a_member(name: str, known: Sequence[str]) -> Said:
    """Who presides or takes the minutes is one of the members; a slip of a name spoils the paper."""
    return worded(
        f"“{shortened(name)}” không có trong danh sách thành viên hội đồng.",
        f"“{shortened(name)}” is not on the list of the council’s members.",
        nearest(name, known).vi + "Sửa tên cho khớp, hoặc thêm người này vào members.",
        nearest(name, known).en + "Mend the name, or add the person to members.",
    )


@problem("H102", "một thành viên ghi hai lần", "a member twice", WARNING)
def same_member(name: str) -> Said:
    """A person listed twice is counted twice, and the quorum with them."""
    return worded(
        f"“{shortened(name)}” có trong danh sách hai lần.",
        f"“{shortened(name)}” is on the list twice.",
        "Xóa một dòng; nếu là hai người trùng tên, ghi thêm chức vụ vào tên.",
        "Delete one; if two people share the name, add their office to it.",
    )


@problem("H103", "họp kết thúc trước khi bắt đầu", "the meeting ends before it begins")
def ends_before() -> Said:
    """The minutes say when the council met; the end comes after the start."""
    return worded(
        "phiên họp kết thúc trước lúc bắt đầu.",
        "the meeting ends before it begins.",
        "Sửa start hoặc end trong [meeting].",
        "Mend start or end in [meeting].",
    )


@problem("H104", "số người có mặt không khớp", "the number present disagrees")
def present_disagrees(told: int, counted: int, most: int) -> Said:
    """The number present is told and can be counted; both are the same."""
    return worded(
        f"present ghi {told}, trong khi danh sách có {most} thành viên, {counted} người có mặt.",
        f"present says {told}, the list has {most} members, {counted} of them present.",
        "Sửa present, hoặc sửa present của từng thành viên; bỏ present thì máy tự đếm.",
        "Mend present, or that of each member; without present the list is counted.",
    )


@problem("H105", "chưa đủ số người phải có mặt", "not quorate", WARNING)
def not_quorate(present: int, most: int, quorum: Fraction) -> Said:
    """Below the quorum that the council set itself, what it decides may be challenged."""
    return worded(
        f"có mặt {present} trên {most} thành viên, chưa đạt {say_share(quorum)}.",
        f"{present} of {most} members were present, short of {say_share(quorum, 'en')}.",
        "Kiểm tra danh sách có mặt; nếu đúng thì hội đồng cần họp lại.",
        "Check who was present; if it is right the council must meet again.",
    )


@problem("H106", "số phiếu nhiều hơn số người", "more votes than members present")
def too_many_votes(cast: int, present: int) -> Said:
    """Each member present has one vote on a question."""
    return worded(
        f"cộng được {cast} phiếu, mà chỉ {present} thành viên có mặt.",
        f"the votes add up to {cast}, and only {present} members were present.",
        "Đếm lại phiếu, hoặc sửa số người có mặt.",
        "Count the votes again, or mend the number present.",
    )


@problem("H107", "số ký hiệu theo lối khác", "a number in the other manner", WARNING)
def number_of_other_kind(number: str, wanted: str) -> Said:
    """A paper of the State has the number “12/QĐ-UBND”, one of the Party “12-QĐ/TU”."""
    like = "12/QĐ-UBND" if wanted == "/" else "12-QĐ/TU"
    whose = ("Nhà nước", "the State") if wanted == "/" else ("Đảng", "the Party")
    return worded(
        f"“{shortened(number)}” không theo lối ghi số của văn bản {whose[0]}.",
        f"“{shortened(number)}” is not how papers of {whose[1]} are numbered.",
        f"Viết như “{like}”, hoặc đổi kind trong [body].",
        f"Write it like “{like}”, or change kind in [body].",
    )
