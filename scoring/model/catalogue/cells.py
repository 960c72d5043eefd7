"""The cells of a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from scoring.model.catalogue.entry import WARNING, Said, problem, shortened, worded
from scoring.model.numbers import say_number
from scoring.model.text import Text

_OWNER_SAID = {
    "unit": "đơn vị",
    "appraiser": "người thẩm định",
    "council": "hội đồng",
    "superior": "cấp trên",
    "survey": "khảo sát",
}


@problem("S301", "không phải là số", "not a number")
def cell_not_number(found: str, why: Text) -> Said:
    """A cell that asks for a number holds something else; nothing is guessed."""
    return worded(
        f"“{shortened(found)}”: {why.vi}",
        f"“{shortened(found)}”: {why.en}",
        "Chỉ ghi số, không kèm đơn vị tính; số lẻ viết 8,5.",
        "Write the number alone, without its unit; decimals as 8.5.",
    )


@problem("S302", "số đọc được hai cách", "a number with two readings")
def ambiguous_number(found: str, one: Fraction, other: Fraction) -> Said:
    """“32.150” is 32150 to one reader and 32,15 to another."""
    return worded(
        f"“{shortened(found)}” có thể là {say_number(one)} hoặc {say_number(other)}.",
        f"“{shortened(found)}” may be {say_number(one, 'en')} or {say_number(other, 'en')}.",
        f"Viết {say_number(one)} không có dấu, hoặc {say_number(other, places=4)} với bốn chữ số lẻ.",
        f"Write {say_number(one, 'en')} without a mark, "
        f"or {say_number(other, 'en', places=4)} with four decimals.",
    )


@problem("S303", "số ngoài khoảng cho phép", "a number out of bounds")
def out_of_bounds(found: Fraction, bounds: Text, is_share: bool) -> Said:
    """The answer cannot be true of this question."""
    hint = Text(vi="Kiểm tra lại số liệu.", en="Check the figure.")
    if is_share:
        hint = hint + Text(
            vi=" Tỷ lệ viết có dấu %, ví dụ 70%.", en=" A share is written with its %, such as 70%."
        )
    return Text(
        vi=f"{say_number(found)} ngoài khoảng cho phép ({bounds.vi}).",
        en=f"{say_number(found, 'en')} is out of bounds ({bounds.en}).",
    ), hint


@problem("S304", "không phải số đếm", "not a whole number")
def cell_not_whole(found: Fraction) -> Said:
    """Things that are counted come in whole numbers."""
    return worded(
        f"{say_number(found)} không phải là số nguyên.",
        f"{say_number(found, 'en')} is not a whole number.",
        "Ghi số đếm, không có phần lẻ.",
        "Write a count without decimals.",
    )


@problem("S305", "không có trong các lựa chọn", "not among the choices")
def cell_not_choice(found: str, choices: Sequence[str]) -> Said:
    """The cell takes one of a few words."""
    listed = " · ".join(choices)
    return worded(
        f"“{shortened(found)}” không có trong các lựa chọn.",
        f"“{shortened(found)}” is not among the choices.",
        f"Chọn một trong: {listed}.",
        f"Choose one of: {listed}.",
    )


@problem("S306", "không phải là ngày", "not a date")
def cell_not_date(found: str) -> Said:
    """A day is written dd/mm/yyyy or yyyy-mm-dd; a job not done, “chưa”."""
    return worded(
        f"“{shortened(found)}” không phải là ngày.",
        f"“{shortened(found)}” is not a date.",
        "Ghi ngày/tháng/năm, ví dụ 05/03/2026; chưa thực hiện thì ghi “chưa”.",
        "Write day/month/year, such as 05/03/2026; if it was not done, write “no”.",
    )


@problem("S307", "không áp dụng mà không có lý do", "not applicable without a reason")
def not_applicable_unreasoned(unit: str) -> Said:
    """A criterion is set aside only with a reason; the council and the public will ask for it."""
    return worded(
        f"đơn vị “{unit}” có ô ghi “không áp dụng” mà không nêu lý do.",
        f"the unit “{unit}” has a cell “not applicable” but no reason.",
        "Ghi lý do ở cột “reason” của dòng này.",
        "Write why in the column “reason” of this row.",
    )


@problem("S308", "vượt quá tổng", "more than the whole")
def above_limit(slot: str, found: Fraction, by: str, most: Fraction) -> Said:
    """A part cannot exceed the whole it is taken from."""
    return worded(
        f"{slot} = {say_number(found)} lớn hơn {by} = {say_number(most)}.",
        f"{slot} = {say_number(found, 'en')} exceeds {by} = {say_number(most, 'en')}.",
        "Kiểm tra lại hai số.",
        "Check the two figures.",
    )


@problem("S309", "chia cho 0", "a zero to divide by")
def zero_divisor(code: str, slot: str) -> Said:
    """The criteria set does not say what a zero here means, so nobody may assume it."""
    return worded(
        f"tiêu chí “{code}”: {slot} = 0 mà bộ tiêu chí không nói khi đó chấm thế nào.",
        f"criterion “{code}”: {slot} = 0, and the set does not say what then.",
        f'Sửa số liệu; hoặc ghi “kad” kèm lý do; hoặc thêm not_applicable_when_zero = "{slot}" vào quy tắc.',
        f'Mend the figure; or write “n/a” with a reason; or add not_applicable_when_zero = "{slot}" to the rule.',
    )


@problem("S310", "thiếu số liệu", "an answer is missing")
def missing_answer(unit: str, question: str) -> Said:
    """The set refuses sheets with blanks (missing = "refuse")."""
    return worded(
        f"đơn vị “{unit}” để trống “{question}”; bộ tiêu chí không nhận ô trống.",
        f"the unit “{unit}” leaves “{question}” blank; the set takes no blanks.",
        "Điền số liệu, hoặc ghi “kad” kèm lý do.",
        "Fill it in, or write “n/a” with a reason.",
    )


@problem("S311", "không đúng người chấm", "not theirs to fill in")
def wrong_role(code: str, owner: str, role: str) -> Said:
    """Some points are given by the appraiser, the council or the superior, never by the unit."""
    return worded(
        f"tiêu chí “{code}” do {_OWNER_SAID[owner]} chấm; đơn vị không tự ghi ở dòng “{role}”.",
        f"criterion “{code}” is scored by the {owner}; the unit’s row “{role}” must leave it empty.",
        "Để trống ô này ở dòng tự chấm.",
        "Empty this cell in the unit’s own row.",
    )


@problem("S312", "sửa số liệu mà không có lý do", "a change without a reason")
def change_unreasoned(unit: str, role: str, question: str) -> Said:
    """Who changes what a unit said of itself says why; a complaint will ask."""
    return worded(
        f"đơn vị “{unit}”, dòng “{role}” sửa “{question}” mà không nêu lý do.",
        f"the unit “{unit}”: the row “{role}” changes “{question}” without a reason.",
        "Ghi lý do ở cột “reason” của dòng này.",
        "Write why in the column “reason” of this row.",
    )


@problem("S313", "trả lời cho tiêu chí không áp dụng", "an answer where none is asked", WARNING)
def answer_not_asked(unit: str, code: str, kind: str) -> Said:
    """The criterion is not for this kind of unit; the answer is kept and not counted."""
    return worded(
        f"tiêu chí “{code}” không áp dụng cho loại “{kind}”; số liệu của “{unit}” không được tính.",
        f"criterion “{code}” is not for the kind “{kind}”; the answer of “{unit}” does not count.",
        "Để trống ô này, hoặc sửa loại đơn vị.",
        "Leave the cell empty, or mend the kind of unit.",
    )


@problem("S314", "điểm ngoài khoảng của tiêu chí", "points outside the criterion", WARNING)
def points_out_of_range(unit: str, code: str, found: Fraction, most: Fraction | None) -> Said:
    """The rule gave points below 0 or above the maximum; the unit is held, not corrected."""
    vi = "0 điểm trở lên" if most is None else f"từ 0 đến {say_number(most)} điểm"
    en = "0 or more" if most is None else f"0 to {say_number(most, 'en')}"
    return worded(
        f"đơn vị “{unit}”, tiêu chí “{code}”: quy tắc cho {say_number(found)} điểm, trong khi "
        f"tiêu chí chỉ có {vi}.",
        f"the unit “{unit}”, criterion “{code}”: the rule gives {say_number(found, 'en')} points, "
        f"the criterion has {en}.",
        "Kiểm tra số liệu và quy tắc; đơn vị được giữ lại chờ quyết định.",
        "Check the figure and the rule; the unit is held until somebody decides.",
    )
