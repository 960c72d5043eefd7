"""The tree of criteria: maxima, sums, weights."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from scoring.model.catalogue.entry import WARNING, Said, among, problem, worded
from scoring.model.numbers import say_number, say_share
from scoring.model.text import Text


@problem("C301", "tiêu chí cha không có", "an unknown parent")
def unknown_parent(code: str, under: str, known: Sequence[str]) -> Said:
    """`under` must name a criterion of the set."""
    hint = among(under, known, Text(vi="Các tiêu chí", en="Criteria"))
    return (
        Text(
            vi=f"tiêu chí “{code}” đặt dưới “{under}”, là tiêu chí không có.",
            en=f"criterion “{code}” stands under “{under}”, which does not exist.",
        ),
        hint,
    )


@problem("C302", "cây tiêu chí vòng lặp", "a circle in the tree")
def circle(codes: Sequence[str]) -> Said:
    """A criterion cannot stand under itself."""
    shown = codes if len(codes) <= 12 else [*codes[:10], "…", codes[-1]]
    path = " → ".join(shown)
    return worded(
        f"các tiêu chí đứng dưới nhau theo vòng: {path}.",
        f"criteria stand under each other in a circle: {path}.",
        "Sửa một khóa under.",
        "Mend one of the under keys.",
    )


@problem("C303", "điểm con không cộng thành điểm cha", "children that do not sum to the parent")
def wrong_sum(code: str, children: Fraction, most: Fraction) -> Said:
    """The maxima of the children must add up to the maximum of their parent."""
    return worded(
        f"các tiêu chí dưới “{code}” cộng lại {say_number(children)} điểm, “{code}” ghi {say_number(most)}.",
        f"the criteria under “{code}” add up to {say_number(children, 'en')} points, “{code}” says {say_number(most, 'en')}.",
        "Sửa max của một tiêu chí con hoặc của tiêu chí cha.",
        "Mend max of a child or of the parent.",
    )


@problem("C304", "tiêu chí trống", "a criterion with nothing in it")
def empty_criterion(code: str) -> Said:
    """A criterion has either a rule or criteria under it."""
    return worded(
        f"tiêu chí “{code}” không có quy tắc và không có tiêu chí con.",
        f"criterion “{code}” has neither a rule nor criteria under it.",
        f'Thêm [criterion."{code}".rule], hoặc đặt tiêu chí khác dưới nó (under = "{code}").',
        f'Add [criterion."{code}".rule], or put criteria under it (under = "{code}").',
    )


@problem("C305", "vừa có quy tắc vừa có tiêu chí con", "a rule and children at once")
def rule_and_children(code: str) -> Said:
    """Points come from the rule or from the children, not from both."""
    return worded(
        f"tiêu chí “{code}” vừa có quy tắc vừa có tiêu chí con.",
        f"criterion “{code}” has both a rule and criteria under it.",
        "Chuyển quy tắc thành một tiêu chí con.",
        "Move the rule into a child.",
    )


@problem("C306", "tổng không bằng thang điểm", "parts that do not sum to the scale")
def wrong_scale(parts: Fraction, scale: Fraction) -> Said:
    """The maxima of the parts must add up to the scale of the set."""
    return worded(
        f"các phần cộng lại {say_number(parts)} điểm, thang điểm là {say_number(scale)}.",
        f"the parts add up to {say_number(parts, 'en')} points, the scale is {say_number(scale, 'en')}.",
        "Sửa max của các phần hoặc scale trong [policy].",
        "Mend max of the parts, or scale in [policy].",
    )


@problem("C307", "phụ thuộc không hợp", "a dependence that cannot be")
def wrong_dependence(code: str, other: str, has_rule: bool) -> Said:
    """A leaf may depend on another leaf, never (through any chain) on itself."""
    if has_rule:
        return worded(
            f"tiêu chí “{code}” phụ thuộc “{other}”, mà “{other}” lại phụ thuộc ngược vào nó.",
            f"criterion “{code}” depends on “{other}”, which depends on it in turn.",
            "Bỏ một depends_on để không còn vòng.",
            "Drop one depends_on, so that no circle is left.",
        )
    return worded(
        f"tiêu chí “{code}” phụ thuộc “{other}”, không phải là tiêu chí có quy tắc chấm.",
        f"criterion “{code}” depends on “{other}”, which is no criterion with a rule.",
        "Ghi mã một tiêu chí có quy tắc chấm.",
        "Name a criterion that has a rule.",
    )


@problem("C308", "trọng số không cộng thành 1", "weights that do not sum to 1")
def wrong_weights(code: str, found: Fraction) -> Said:
    """A weighted group needs a weight on each child, adding up to exactly 1."""
    return worded(
        f"trọng số của các tiêu chí dưới “{code}” cộng lại {say_share(found)}, không phải 100%.",
        f"the weights of the criteria under “{code}” add up to {say_share(found, 'en')}, not 100%.",
        "Ghi weight cho mỗi tiêu chí con, tổng đúng bằng 100%.",
        "Give each child a weight; they must sum to exactly 100%.",
    )


_COMBINE_SAID = {
    "weighted": "trung bình có trọng số",
    "mean": "trung bình",
    "min": "điểm thấp nhất",
    "best": "điểm cao nhất",
}


@problem("C309", "điểm tối đa của con khác cha", "a child’s maximum unlike the parent’s")
def unequal_max(code: str, child: str, combine: str) -> Said:
    """Mean, weighted mean, least and best of children need children on one scale."""
    return worded(
        f"“{code}” lấy {_COMBINE_SAID[combine]} của các tiêu chí con nên “{child}” phải có cùng max.",
        f"“{code}” takes the {combine} of its children, so “{child}” must have the same max.",
        f"Đặt max của “{child}” bằng max của “{code}”.",
        f"Set max of “{child}” to that of “{code}”.",
    )


@problem("C310", "không có tiêu chí", "no criteria")
def no_criteria() -> Said:
    """A set without a criterion scores nothing."""
    return worded(
        "bộ tiêu chí không có tiêu chí nào.",
        "the set has no criterion.",
        'Thêm ít nhất một [criterion."1"].',
        'Add at least one [criterion."1"].',
    )


@problem("C311", "loại đơn vị ngoài phạm vi", "a unit kind outside the set")
def outside_kinds(code: str, kinds: Sequence[str]) -> Said:
    """A criterion may narrow the set's unit kinds, not widen them."""
    listed = ", ".join(kinds)
    return worded(
        f"tiêu chí “{code}” nhắc đến loại đơn vị ngoài bộ tiêu chí: {listed}.",
        f"criterion “{code}” names unit kinds outside the set: {listed}.",
        "Thêm vào unit_kinds của [set], hoặc bỏ ở đây.",
        "Add them to unit_kinds of [set], or drop them here.",
    )


@problem("C312", "cây tiêu chí quá nhiều bậc", "a tree of too many levels")
def too_many_levels(code: str, most: int) -> Said:
    """Instruments have two to four levels; a chain of dozens is a mistake."""
    return worded(
        f"tiêu chí “{code}” đứng sâu hơn {most} bậc.",
        f"criterion “{code}” stands more than {most} levels deep.",
        "Bớt bậc; kiểm tra các khóa under.",
        "Use fewer levels; check the under keys.",
    )


@problem("C313", "điểm thưởng, điểm trừ không có quy tắc", "a bonus or deduction without a rule")
def empty_addition(kind: str, code: str) -> Said:
    """Bonuses and deductions are not grouped; each has a rule of its own."""
    return worded(
        f"[{kind}] “{code}” không có quy tắc.",
        f"the {kind} “{code}” has no rule.",
        f'Thêm [{kind}."{code}".rule].',
        f'Add [{kind}."{code}".rule].',
    )


@problem("C314", "khóa không có tác dụng", "a key that nothing applies")
def idle_key(code: str, key: str, why: Text) -> Said:
    """A key that changes nothing misleads who reads the file; it is refused, not skipped."""
    return worded(
        f"tiêu chí “{code}”: “{key}” không có tác dụng ở đây; {why.vi}.",
        f"criterion “{code}”: “{key}” does nothing here; {why.en}.",
        f"Bỏ {key}, hoặc sửa lại cây tiêu chí.",
        f"Drop {key}, or mend the tree.",
    )


@problem("C315", "trọng số 0", "a weight of 0", WARNING)
def weight_zero(code: str) -> Said:
    """A child of weight 0 is asked and appraised, and counts for nothing."""
    return worded(
        f"tiêu chí “{code}” có trọng số 0 nên không tính vào nhóm.",
        f"criterion “{code}” has a weight of 0, so it counts for nothing in its group.",
        "Cho trọng số lớn hơn 0, hoặc bỏ tiêu chí.",
        "Give it a weight above 0, or drop the criterion.",
    )


@problem("C316", "loại đơn vị không có tiêu chí", "a kind of unit without criteria")
def kind_without_criteria(kind: str) -> Said:
    """No criterion is for this kind, so none of its units could be scored."""
    return worded(
        f"không tiêu chí nào áp dụng cho loại đơn vị “{kind}”.",
        f"no criterion is for the kind of unit “{kind}”.",
        "Bỏ loại này khỏi unit_kinds của [set], hoặc thêm tiêu chí cho loại này.",
        "Drop the kind from unit_kinds in [set], or add criteria for it.",
    )


@problem("C317", "loại đơn vị có quá ít tiêu chí", "a kind of unit with few criteria", WARNING)
def kind_with_little(kind: str, most: Fraction, scale: Fraction) -> Said:
    """A total drawn up from a few criteria says little; one blank then decides the grade."""
    return worded(
        f"loại đơn vị “{kind}” chỉ có {say_number(most)} trên {say_number(scale)} điểm áp dụng; "
        "ngưỡng xếp loại không còn nhiều ý nghĩa.",
        f"only {say_number(most, 'en')} of {say_number(scale, 'en')} points are for the kind of "
        f"unit “{kind}”; the thresholds of the grades mean little.",
        "Thêm tiêu chí cho loại này, hoặc lập một bộ tiêu chí riêng.",
        "Add criteria for the kind, or give it a set of its own.",
    )


@problem(
    "C318", "phụ thuộc tiêu chí của loại khác", "a dependence on other kinds’ criteria", WARNING
)
def depends_elsewhere(code: str, other: str, kinds: Sequence[str]) -> Said:
    """Where the other criterion does not apply, the dependence asks for nothing."""
    listed = ", ".join(kinds)
    return worded(
        f"tiêu chí “{code}” phụ thuộc “{other}”, mà “{other}” không áp dụng cho: {listed}.",
        f"criterion “{code}” depends on “{other}”, which is not for: {listed}.",
        "Cho hai tiêu chí cùng unit_kinds.",
        "Give both the same unit_kinds.",
    )
