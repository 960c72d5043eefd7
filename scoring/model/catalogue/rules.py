"""Rules and their parameters."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from scoring.model.catalogue.entry import WARNING, Said, among, problem, shortened, worded
from scoring.model.numbers import say_number
from scoring.model.text import Text, nearest


@problem("C201", "loại quy tắc lạ", "unknown rule kind")
def unknown_kind(code: str, kind: str, known: Sequence[str]) -> Said:
    """No installed plugin offers a rule kind of this name."""
    hint = nearest(kind, known) + Text(
        vi="`danvan plugins` liệt kê tất cả.", en="`danvan plugins` lists them all."
    )
    return (
        Text(
            vi=f"tiêu chí “{code}” dùng loại quy tắc “{kind}”, không plugin nào có loại này.",
            en=f"criterion “{code}” asks for the rule kind “{kind}”, which no plugin offers.",
        ),
        hint,
    )


@problem("C202", "thiếu câu hỏi", "a question is missing")
def slot_without_question(code: str, kind: str, slot: str, said: Text) -> Said:
    """A rule must say what it asks the unit, in words a unit understands."""
    return worded(
        f"tiêu chí “{code}”: quy tắc “{kind}” cần biết “{slot}” ({said.vi}).",
        f"criterion “{code}”: the rule “{kind}” needs “{slot}” ({said.en}).",
        f'Thêm {slot} = {{ ask = "…" }}, hoặc {{ field = "…" }} nếu dùng số liệu chung.',
        f'Add {slot} = {{ ask = "…" }}, or {{ field = "…" }} for a shared fact.',
    )


@problem("C203", "hỏi không khớp với loại quy tắc", "questions that do not fit the rule kind")
def wrong_slots(
    code: str, kind: str, answered: Sequence[str], sets: Sequence[Sequence[str]]
) -> Said:
    """Some kinds can be asked in several ways; exactly one way is to be chosen."""
    ways = [" + ".join(one) for one in sets]
    hint = Text(
        vi=f"Chọn đúng một cách: {' | '.join(ways)}.",
        en=f"Choose exactly one way: {' | '.join(ways)}.",
    )
    if not answered:
        return Text(
            vi=f"tiêu chí “{code}”: quy tắc “{kind}” chưa có câu hỏi nào.",
            en=f"criterion “{code}”: the rule “{kind}” asks nothing yet.",
        ), hint
    asked = ", ".join(answered)
    return Text(
        vi=f"tiêu chí “{code}”: quy tắc “{kind}” không chấm được từ các câu hỏi này: {asked}.",
        en=f"criterion “{code}”: the rule “{kind}” cannot work from these questions: {asked}.",
    ), hint


@problem("C204", "tham số không hợp", "a parameter that does not fit")
def wrong_parameter(code: str, kind: str, parameter: str, why: Text, hint: Text) -> Said:
    """A parameter of the rule is malformed, out of bounds, or contradicts another."""
    return (
        Text(
            vi=f"tiêu chí “{code}”, quy tắc “{kind}”, “{parameter}”: {why.vi}",
            en=f"criterion “{code}”, rule “{kind}”, “{parameter}”: {why.en}",
        ),
        hint,
    )


@problem("C205", "khóa về số 0 sai chỗ", "a when-zero key that does not fit")
def wrong_zero(code: str, slot: str, divisors: Sequence[str]) -> Said:
    """Only a divisor can be zero in a way the rule cannot answer by itself."""
    listed = ", ".join(divisors) or "—"
    return worded(
        f"tiêu chí “{code}”: “{slot}” không phải là số chia, hoặc đã có một khóa …_when_zero khác.",
        f"criterion “{code}”: “{slot}” is no divisor, or has another …_when_zero key already.",
        f"Số chia của quy tắc này: {listed}; mỗi số chia chỉ một khóa.",
        f"Divisors of this rule: {listed}; one key each.",
    )


@problem("C206", "trường chưa khai báo", "an undeclared field")
def unknown_field(field: str, known: Sequence[str]) -> Said:
    """A field is declared once in [field.NAME] and shared by name."""
    shown = shortened(field)
    add = Text(vi=f"Thêm [field.{shown}].", en=f"Add [field.{shown}].")
    if known:
        listed = among(field, known, Text(vi="Các trường đã có", en="Declared fields"))
        add = listed + " " + add
    return Text(
        vi=f"chưa khai báo trường “{shown}”.", en=f"the field “{shown}” is not declared."
    ), add


@problem("C207", "trường khác kiểu", "a field of another type")
def wrong_field_type(code: str, slot: str, wanted: str, field: str, found: str) -> Said:
    """A shared field must hold the type of answer that the slot asks for."""
    return worded(
        f"tiêu chí “{code}”: “{slot}” cần kiểu {wanted}, trường “{field}” có kiểu {found}.",
        f"criterion “{code}”: “{slot}” wants type {wanted}, the field “{field}” is of type {found}.",
        f'Đổi type = "{wanted}" trong [field.{field}], hoặc hỏi riêng.',
        f'Set type = "{wanted}" in [field.{field}], or ask apart.',
    )


@problem("C208", "lấy từ danh mục không được", "a feed from items that cannot be")
def wrong_feed(code: str, feed: str, has_items: bool, wants_list: bool) -> Said:
    """Slots may be fed by the scored items of a unit: models, collectives, individuals."""
    shown = shortened(feed)
    if not has_items:
        return worded(
            f"tiêu chí “{code}” lấy “{shown}”, mà [set] chưa nói bộ tiêu chí nào chấm các mục ấy.",
            f"criterion “{code}” takes “{shown}”, but [set] does not say which set scores the items.",
            'Thêm items = "mã bộ tiêu chí chấm mô hình, cá nhân" vào [set].',
            'Add items = "id of the set that scores them" to [set].',
        )
    ways = "items" if wants_list else "items.count, items.sum, items.mean, items.max, items.best(2)"
    return worded(
        f"tiêu chí “{code}”: ô này không lấy được “{shown}”.",
        f"criterion “{code}”: this slot cannot take “{shown}”.",
        f"Ô này lấy được: {ways}.",
        f"This slot takes: {ways}.",
    )


@problem("C209", "ví dụ trái với quy tắc", "an example that contradicts its rule")
def wrong_example(code: str, number: int, said: str, found: str) -> Said:
    """The rule as written gives something else than its own example says (the Xuân Lộc case)."""
    return worded(
        f"tiêu chí “{code}”, ví dụ {number}: ví dụ ghi {said}, quy tắc cho {found}.",
        f"criterion “{code}”, example {number}: it says {said}, the rule gives {found}.",
        "Một trong hai bên sai: sửa quy tắc hoặc sửa ví dụ.",
        "One of the two is wrong: mend the rule or the example.",
    )


@problem("C210", "ví dụ không chạy được", "an example that cannot run")
def broken_example(code: str, number: int, why: Text) -> Said:
    """An example must answer each slot of its rule with a value that fits."""
    return worded(
        f"tiêu chí “{code}”, ví dụ {number}: {why.vi}",
        f"criterion “{code}”, example {number}: {why.en}",
        "Ghi trong given mỗi ô của quy tắc một giá trị, và points hoặc state mong đợi.",
        "Give each slot of the rule a value in given, and the points or state expected.",
    )


@problem("C211", "quy tắc cho quá điểm tối đa", "a rule that can exceed its maximum")
def above_max(code: str, reach: Fraction, most: Fraction) -> Said:
    """A leaf can never give more than its maximum; such a unit would be held."""
    return worded(
        f"tiêu chí “{code}”: quy tắc có thể cho {say_number(reach)} điểm, tối đa là {say_number(most)}.",
        f"criterion “{code}”: the rule can give {say_number(reach, 'en')} points, its maximum is {say_number(most, 'en')}.",
        "Hạ điểm trong quy tắc hoặc nâng max.",
        "Lower the points of the rule, or raise max.",
    )


@problem(
    "C212", "quy tắc không đạt được điểm tối đa", "a rule that never reaches its maximum", WARNING
)
def below_max(code: str, reach: Fraction, most: Fraction) -> Said:
    """Points that nobody can earn make the scale smaller than it says."""
    return worded(
        f"tiêu chí “{code}”: quy tắc cho nhiều nhất {say_number(reach)} điểm, tối đa ghi {say_number(most)}.",
        f"criterion “{code}”: the rule gives at most {say_number(reach, 'en')} points, its maximum says {say_number(most, 'en')}.",
        "Nâng điểm trong quy tắc hoặc hạ max.",
        "Raise the points of the rule, or lower max.",
    )


@problem("C213", "quy tắc có thể cho điểm âm", "a rule that can give negative points")
def below_zero(code: str, reach: Fraction) -> Said:
    """Points of a leaf are 0 or more; taking away is what [deduction] is for."""
    return worded(
        f"tiêu chí “{code}”: quy tắc có thể cho {say_number(reach)} điểm.",
        f"criterion “{code}”: the rule can give {say_number(reach, 'en')} points.",
        "Đặt sàn là 0, hoặc chuyển phần trừ sang [deduction].",
        "Set a floor of 0, or move what is taken away to [deduction].",
    )


@problem("C214", "kết quả khác kết quả chờ đợi", "a result unlike the expected one")
def wrong_expected(unit: str, what: str, wanted: str, found: str) -> Said:
    """expected.csv was worked out by hand; it and the set cannot both be right."""
    hint = Text(
        vi="Tính lại bằng tay: sửa bộ tiêu chí, units.csv hoặc expected.csv.",
        en="Work it out by hand: mend the set, units.csv or expected.csv.",
    )
    if what == "unit":
        return Text(
            vi=f"units.csv không có đơn vị “{unit}”.", en=f"units.csv has no unit “{unit}”."
        ), hint
    return Text(
        vi=f"đơn vị “{unit}”, “{what}”: kết quả chờ đợi là {wanted}, chấm ra {found}.",
        en=f"the unit “{unit}”, “{what}”: {wanted} is expected, scoring gives {found}.",
    ), hint


@problem("C215", "quy tắc luôn cho cùng một điểm", "a rule that always gives the same", WARNING)
def constant_rule(code: str, points: Fraction) -> Said:
    """Whatever a unit answers, it earns the same: the criterion tells nobody apart."""
    return worded(
        f"tiêu chí “{code}”: trả lời thế nào cũng được {say_number(points)} điểm.",
        f"criterion “{code}”: every answer earns {say_number(points, 'en')} points.",
        "Cho các mức điểm khác nhau, hoặc bỏ tiêu chí.",
        "Let the points differ, or drop the criterion.",
    )


@problem("C216", "tham số không có tác dụng", "a parameter without effect", WARNING)
def hollow_parameter(code: str, why: Text, hint: Text) -> Said:
    """A threshold of 0 or a least count of 0 looks like a safeguard and is none."""
    return Text(vi=f"tiêu chí “{code}”: {why.vi}", en=f"criterion “{code}”: {why.en}"), hint
