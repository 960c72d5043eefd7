"""The guide: the first worksheet, which says who fills what, how, and what to leave alone."""

from __future__ import annotations

from attrs import frozen

from scoring import short_digest
from scoring_excel.form.desk import Brief, footer, said_period
from scoring_excel.form.heights import text_height
from scoring_excel.form.pen import Pen
from scoring_excel.form.unit import A4, PROTECTION

GUIDE = "Hướng dẫn"

_TITLES = {
    "self": "Phiếu tự chấm điểm",
    "appraised": "Phiếu thẩm định",
    "council": "Phiếu chấm của hội đồng",
    "member": "Phiếu chấm của thành viên hội đồng",
}
_NUMBERS = (
    "Ghi số bằng chữ số, không kèm chữ: 8,5 chứ không ghi “8,5 điểm” (Excel không nhận dấu phẩy "
    "thì ghi 8.5). Số lớn ghi liền, không chấm phần nghìn: 32150. Tỷ lệ ghi kèm dấu %: 85%. Ngày "
    "ghi ngày/tháng/năm: 15/03/2026, ghi xong nhìn lại ô phải hiện đúng như vậy; việc chưa làm "
    "thì ghi “chưa”. Ô có mũi tên thì chọn trong danh sách."
)
_KAD = (
    "Việc không phát sinh, không áp dụng ở đơn vị: ghi kad và nêu lý do; tổ thẩm định xem xét "
    "rồi mới được loại khỏi điểm tối đa. Chưa có số liệu: để trống. Số 0 nghĩa là có việc "
    "nhưng chưa làm được. Ba điều này khác nhau."
)
_ASKED = (
    "Đơn vị chỉ đề nghị; muốn đồng ý phải ghi kad kèm lý do, không đồng ý thì ghi số. Để trống thì "
    "điểm bị giữ lại, đơn vị chưa được xếp hạng; dòng như thế tô cam."
)
_ACCEPTED = (
    "Bộ tiêu chí này chỉ tính {}, nên ô để trống chỉ được nhận như cấp trước khi ở đầu trang của đơn "
    "vị, dòng “Đã xem hết”, đã chọn “có”; còn ô chưa xét thì đơn vị chỉ có điểm tạm tính, chưa được "
    "xếp hạng."
)
_COUNTED = {"appraised": "điểm đã thẩm định", "council": "điểm của hội đồng"}
_DO_NOT = (
    "Không thêm, xóa, gộp dòng, cột, trang; không dán đè cả vùng; không đổi tệp sang kiểu khác. "
    "Đổi tên tệp thì được. Trang tính khóa không mật khẩu, chỉ để tránh sửa nhầm, không nhằm "
    "ngăn ai: khi cần, vào Review → Unprotect Sheet."
)
_POINTS = (
    "Cột “Điểm tạm tính” tự tính để tham khảo: chưa quy đổi, chưa cộng điểm thưởng, trừ điểm, "
    "chưa xét điều kiện xếp loại; dấu “?” là có ô ghi chưa đúng cách. Điểm chính thức do hội "
    "đồng công bố."
)
_TAKEN, _KEPT = "Nhận như đơn vị tự chấm", "Giữ như trước"
_HOW = {
    "self": (
        (
            "Ai ghi",
            (
                "Đơn vị ghi các ô màu vàng: Tự chấm, Minh chứng, Ghi chú (và Lý do, khi ghi kad). "
                "Ô xám ghi “tổ thẩm định chấm”, “hội đồng chấm”, “cấp trên chấm” thì để nguyên."
            ),
        ),
        ("Ghi thế nào", _NUMBERS),
        ("kad, trống, 0", _KAD),
        ("Minh chứng", "Ghi số, ngày của văn bản hoặc nơi lưu hồ sơ, đủ để người khác tìm thấy."),
        ("Điểm tạm tính", _POINTS),
        ("Không làm", _DO_NOT),
        ("Nộp lại", "Lưu tệp (kiểu .xlsx) và gửi lại nơi đã gửi phiếu, đúng hạn."),
    ),
    "appraised": (
        (
            "Ai ghi",
            (
                "Tổ thẩm định ghi các ô màu vàng: Thẩm định và Lý do. Mỗi đơn vị một trang; trang "
                "“Danh sách” cho biết đã xem đến đâu."
            ),
        ),
        (
            _TAKEN,
            (
                "Để trống ô Thẩm định. Chỉ ghi khi nhận số khác, khi ghi kad, hoặc khi ô ấy do tổ "
                "thẩm định chấm."
            ),
        ),
        ("Ô đơn vị ghi kad", _ASKED),
        (
            "Lý do",
            (
                "Bắt buộc khi ghi khác đơn vị tự chấm và khi ghi kad; dòng thiếu lý do tô đỏ, đầu "
                "trang đếm còn bao nhiêu ô."
            ),
        ),
        ("Ghi thế nào", _NUMBERS),
        ("kad, trống, 0", _KAD),
        ("Điểm tạm tính", _POINTS + " Ô thẩm định để trống thì tính theo số tự chấm."),
        ("Không làm", _DO_NOT),
    ),
    "council": (
        (
            "Ai ghi",
            (
                "Thư ký ghi theo kết luận của hội đồng vào các ô màu vàng: Hội đồng và Lý do. Mỗi "
                "đơn vị một trang; trang “Danh sách” cho biết đã xem đến đâu."
            ),
        ),
        (_KEPT, "Để trống ô Hội đồng: số thẩm định (hoặc tự chấm) được giữ."),
        ("Ô đơn vị ghi kad", _ASKED),
        (
            "Lý do",
            (
                "Bắt buộc khi ghi khác số trước và khi ghi kad; dòng thiếu lý do tô đỏ, đầu trang "
                "đếm còn bao nhiêu ô."
            ),
        ),
        (
            "Xếp loại bằng phiếu",
            (
                "Hai dòng cuối trang chỉ ghi khi bộ tiêu chí giao hội đồng quyết định: xếp loại được "
                "chọn và lý do, kết quả bỏ phiếu."
            ),
        ),
        ("Ghi thế nào", _NUMBERS),
        ("Điểm tạm tính", _POINTS),
        ("Không làm", _DO_NOT),
    ),
    "member": (
        (
            "Ai ghi",
            (
                "Mỗi thành viên một tệp riêng. Ghi điểm của mình vào các ô màu vàng trên trang "
                "“Phiếu chấm”: mỗi đơn vị một dòng, mỗi tiêu chí một cột."
            ),
        ),
        ("Ghi thế nào", "Ghi số, dấu phẩy thập phân: 8,5. Không chấm thì để trống."),
        ("Gộp điểm", "Thư ký gộp phiếu của các thành viên; phiếu này được giữ làm chứng cứ."),
        ("Không làm", _DO_NOT),
    ),
}


@frozen
class Facts:
    """What the guide says of this workbook besides how to fill it."""

    whose: str
    asked: str


def draw_guide(pen: Pen, brief: Brief, facts: Facts) -> None:
    """Write the guide."""
    criteria, sheet = brief.criteria, pen.sheet
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 74)
    pen.across(0, 0, 1, _TITLES[brief.role], "title")
    pen.across(1, 0, 1, criteria.title, "subtitle")
    sheet.set_row(0, 30)
    sheet.set_row(1, text_height([(criteria.title, 11)], 78))
    row = 4
    if brief.deadline:
        pen.across(2, 0, 1, f"HẠN NỘP: {brief.deadline}", "box")
        sheet.set_row(2, 34)
    told = [
        ("Phiếu của", facts.whose),
        ("Cơ quan ban hành", criteria.issuer),
        ("Kỳ chấm", said_period(criteria)),
        ("Phải ghi", facts.asked),
        *_how(brief),
        ("Bộ tiêu chí", f"{criteria.id} · {short_digest(criteria.digest)}"),
    ]
    for label, text in told:
        pen.text(row, 0, label, "label")
        pen.text(row, 1, text, "value")
        sheet.grow(row, text_height([(text, 11)], 74))
        row += 1
    _lay_page(pen, row, footer(criteria, facts.whose))


def _how(brief: Brief) -> list[tuple[str, str]]:
    """Say how to fill a form, and of an accepting one what a blank means there."""
    told = list(_HOW[brief.role])
    if not brief.is_accepting:
        return told
    accepted = _ACCEPTED.format(_COUNTED[brief.counted[0]])
    return [(label, accepted if label in (_TAKEN, _KEPT) else text) for label, text in told]


def _lay_page(pen: Pen, last: int, foot: str) -> None:
    sheet = pen.sheet
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, last, 1)
    sheet.set_footer(foot)
    sheet.hide_gridlines(2)
    sheet.protect("", PROTECTION)
