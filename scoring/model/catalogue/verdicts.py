"""Gates, grades, quotas, ranking."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.model.catalogue.entry import WARNING, Said, among, problem, worded
from scoring.model.text import Text


@problem("C501", "điều kiện không hợp", "a condition that cannot be read")
def wrong_condition(why: Text, hint: Text) -> Said:
    """A condition is one of a few shapes; see the reference of conditions."""
    return Text(vi=f"điều kiện: {why.vi}", en=f"condition: {why.en}"), hint


@problem("C502", "tiêu chí không có", "an unknown criterion")
def unknown_criterion(code: str, known: Sequence[str]) -> Said:
    """A gate, a tie-breaker or a dependence names a criterion that is not in the set."""
    hint = among(code, known, Text(vi="Các tiêu chí", en="Criteria"))
    return Text(vi=f"không có tiêu chí “{code}”.", en=f"there is no criterion “{code}”."), hint


@problem("C503", "tác dụng lạ", "an unknown effect")
def unknown_effect(gate: str, found: str, known: Sequence[str]) -> Said:
    """A gate has exactly one effect, offered by a plugin."""
    hint = among(found, known, Text(vi="Các tác dụng", en="Effects"))
    return (
        Text(
            vi=f"điều kiện chặn “{gate}” cần đúng một tác dụng có thật; ở đây ghi “{found}”.",
            en=f"the gate “{gate}” needs exactly one known effect; here it says “{found}”.",
        ),
        hint,
    )


@problem("C504", "hạng không có", "an unknown grade")
def unknown_grade(grade: str, known: Sequence[str]) -> Said:
    """A gate, a quota or a condition names a grade that the ladder does not have."""
    hint = among(grade, known, Text(vi="Các hạng", en="Grades"))
    return Text(vi=f"không có hạng “{grade}”.", en=f"there is no grade “{grade}”."), hint


@problem("C505", "thang xếp loại hở hoặc chồng", "a ladder with a gap or an overlap")
def broken_ladder(why: Text, hint: Text) -> Said:
    """Every total must belong to exactly one grade."""
    return Text(vi=f"thang xếp loại: {why.vi}", en=f"grades: {why.en}"), hint


@problem("C506", "hạng thấp nhất có điều kiện", "the lowest grade has conditions")
def lowest_needs(grade: str) -> Said:
    """A unit that misses the conditions of the lowest grade would have no grade."""
    return worded(
        f"hạng thấp nhất “{grade}” không được có needs.",
        f"the lowest grade “{grade}” must not have needs.",
        "Bỏ needs, hoặc thêm một hạng thấp hơn.",
        "Drop needs, or add a grade below.",
    )


@problem("C507", "tiêu chí phụ xếp hạng lạ", "an unknown tie-breaker")
def unknown_tie_breaker(kind: str, known: Sequence[str]) -> Said:
    """No installed plugin offers a tie-breaker of this name."""
    hint = among(kind, known, Text(vi="Các cách", en="Tie-breakers"))
    return Text(
        vi=f"không có cách phân hạng “{kind}”.", en=f"there is no tie-breaker “{kind}”."
    ), hint


@problem("C508", "xếp thứ tự tuyệt đối khi còn đồng hạng", "ordinal ranks with ties left")
def ordinal_shared() -> Said:
    """Ordinal ranks give each unit its own place; ties that remain must be voted on."""
    return worded(
        'method = "ordinal" không đi cùng tied = "shared".',
        'method = "ordinal" does not go with tied = "shared".',
        'Chọn tied = "vote" để hội đồng quyết, hoặc method = "competition".',
        'Choose tied = "vote", so that the council decides, or method = "competition".',
    )


@problem("C509", "chỉ tiêu cho hạng thấp nhất", "a quota on the lowest grade")
def quota_on_lowest(grade: str) -> Said:
    """Who finds no place falls to the next grade; below the lowest there is none."""
    return worded(
        f"không thể khống chế hạng thấp nhất “{grade}”.",
        f"the lowest grade “{grade}” cannot have a quota.",
        "Đặt chỉ tiêu cho một hạng cao hơn.",
        "Put the quota on a higher grade.",
    )


@problem(
    "C510",
    "ngưỡng xếp loại tính theo điểm trên thang rút gọn",
    "absolute thresholds on a smaller scale",
)
def absolute_on_smaller_scale(what: Text) -> Said:
    """With a smaller scale 80 points of 85 and of 100 differ; say what is compared."""
    return worded(
        f'not_applicable = "smaller-scale": {what.vi} phải tính theo tỷ lệ của điểm tối đa áp dụng.',
        f'not_applicable = "smaller-scale": {what.en} must be a share of the applicable maximum.',
        'Viết from = "90%" cho các hạng và by = "share" trong [rank].',
        'Write from = "90%" in the grades and by = "share" in [rank].',
    )


@problem("C511", "hạng không ai đạt được", "a grade nobody can reach", WARNING)
def unreachable_grade(grade: str) -> Said:
    """The totals of the grade lie outside what the criteria can give."""
    return worded(
        f"không tổng điểm nào rơi vào hạng “{grade}”.",
        f"no total falls into the grade “{grade}”.",
        "Sửa from của hạng này hoặc clamp trong [policy].",
        "Mend from of the grade, or clamp in [policy].",
    )


@problem("C512", "điều kiện chặn không bao giờ xảy ra", "a gate that can never close", WARNING)
def dead_gate(gate: str, why: Text) -> Said:
    """A gate whose condition no unit can meet protects nothing."""
    return worded(
        f"điều kiện chặn “{gate}” không bao giờ xảy ra: {why.vi}.",
        f"the gate “{gate}” can never close: {why.en}.",
        "Sửa ngưỡng trong when.",
        "Mend the threshold in when.",
    )


@problem("C513", "tỷ lệ của điểm không có tối đa", "a share of no maximum")
def share_of_nothing(code: str) -> Said:
    """Points without a ceiling have no share of the maximum; a condition needs points there."""
    return worded(
        f"“{code}” không có điểm tối đa nên không tính được tỷ lệ.",
        f"“{code}” has no maximum, so there is no share of it.",
        "Dùng points thay cho share, hoặc ghi max.",
        "Use points instead of share, or give it a max.",
    )


@problem("C514", "mức có điều kiện không thể đạt", "a grade whose needs cannot be met", WARNING)
def unmet_needs(grade: str, why: Text) -> Said:
    """No unit can hold the grade, however well it does."""
    return worded(
        f"không đơn vị nào đạt được needs của mức “{grade}”: {why.vi}.",
        f"no unit can meet the needs of the grade “{grade}”: {why.en}.",
        "Sửa needs của mức này.",
        "Mend needs of the grade.",
    )


@problem("C515", "mức khép với một loại đơn vị", "a grade shut to a kind of unit", WARNING)
def shut_to_kinds(grade: str, kinds: Sequence[str]) -> Said:
    """The grade needs a criterion that is not for this kind, so its units never hold it."""
    listed = ", ".join(kinds)
    return worded(
        f"mức “{grade}”: đơn vị loại {listed} không bao giờ đạt needs, dù tổng điểm cao.",
        f"the grade “{grade}”: units of the kind {listed} never meet its needs, at any total.",
        "Sửa needs, hoặc cho tiêu chí ấy áp dụng cho cả loại này.",
        "Mend needs, or let its criterion be for this kind too.",
    )


@problem(
    "C516", "loại đơn vị không bị điều kiện chặn nào", "a kind of unit no gate touches", WARNING
)
def kind_without_gates(kind: str) -> Said:
    """Every gate looks at criteria of other kinds; these units are held back by none."""
    return worded(
        f"không điều kiện chặn nào có thể xảy ra với đơn vị loại “{kind}”.",
        f"no gate can close for units of the kind “{kind}”.",
        "Thêm điều kiện cho loại này, hoặc xem lại unit_kinds của các tiêu chí.",
        "Add a gate for the kind, or look again at unit_kinds of the criteria.",
    )


@problem(
    "C517", "chặn cả đơn vị không được hỏi", "a gate that closes where nothing is asked", WARNING
)
def closes_where_not_asked(gate: str, code: str, kind: str) -> Said:
    """“not” of points is true where the criterion does not apply at all."""
    return worded(
        f"điều kiện chặn “{gate}”: “{code}” không áp dụng cho loại “{kind}”, "
        "nên “not” chặn luôn các đơn vị ấy.",
        f"the gate “{gate}”: “{code}” is not for the kind “{kind}”, so “not” closes for its units.",
        "Viết thẳng khoảng điểm bị chặn thay cho not.",
        "Write the points that close it instead of not.",
    )


@problem("C518", "điều kiện chặn luôn xảy ra", "a gate that always closes", WARNING)
def gate_always(gate: str) -> Said:
    """A condition that every unit meets is no condition."""
    return worded(
        f"điều kiện chặn “{gate}” luôn xảy ra với mọi đơn vị.",
        f"the gate “{gate}” closes for every unit.",
        "Sửa ngưỡng trong when.",
        "Mend the threshold in when.",
    )


@problem("C519", "hai điều kiện chặn giống nhau", "two gates with one condition", WARNING)
def same_condition(gate: str, other: str) -> Said:
    """Copied and not changed? If it is meant, one gate with the stricter effect says it."""
    return worded(
        f"điều kiện chặn “{gate}” có cùng when với “{other}”.",
        f"the gate “{gate}” has the same when as “{other}”.",
        "Sửa when của một điều kiện, hoặc gộp hai điều kiện.",
        "Mend when of one of them, or join the two.",
    )


@problem("C520", "ngưỡng không thể vượt", "an edge that nothing can pass", WARNING)
def idle_edge(what: Text, edge: Text, values: Text) -> Said:
    """An edge outside the possible values was perhaps meant in another unit of measure."""
    return worded(
        f"{what.vi} không bao giờ có giá trị {edge.vi} (chỉ có: {values.vi}).",
        f"{what.en} never has the value {edge.en} (possible: {values.en}).",
        "Sửa ngưỡng; tỷ lệ viết có dấu %, ví dụ 70%.",
        "Mend the edge; a share is written with its %, such as 70%.",
    )


@problem("C521", "chỉ tiêu không khống chế được", "a quota that cannot work", WARNING)
def hollow_quota(grade: str, why: Text, hint: Text) -> Said:
    """A quota limits a grade, and still leaves it to somebody."""
    return Text(
        vi=f"chỉ tiêu của mức “{grade}”: {why.vi}.",
        en=f"the quota of the grade “{grade}”: {why.en}.",
    ), hint


@problem("C522", "hai chỉ tiêu trái nhau", "two quotas that contradict", WARNING)
def narrower_below(grade: str, above: str) -> Said:
    """Who finds no place in the higher grade would find none in the lower one either."""
    return worded(
        f"mức “{grade}” có tỷ lệ nhỏ hơn mức “{above}” ở trên, cùng cách tính.",
        f"the grade “{grade}” has a smaller share than “{above}” above it, of the same base.",
        "Kiểm tra lại hai tỷ lệ; có thể đã ghi ngược.",
        "Check the two shares; they may be swapped.",
    )


@problem("C523", "chỉ tiêu không có chỗ nào", "a quota without a single place", WARNING)
def quota_without_place(grade: str, largest: int) -> Said:
    """With the groups of units.csv the share, rounded, leaves the grade to nobody."""
    return worded(
        f"chỉ tiêu của mức “{grade}”: cụm lớn nhất trong units.csv có {largest} đơn vị, "
        "làm tròn rồi không còn chỗ nào.",
        f"the quota of the grade “{grade}”: the largest group of units.csv has {largest} units, "
        "which rounds to no place.",
        "Thêm small_group, đổi cách làm tròn, hoặc gộp cụm.",
        "Add small_group, round another way, or join groups.",
    )


@problem("C524", "tiêu chí phụ không phân được hạng", "a tie-breaker that splits nothing", WARNING)
def idle_tie_breaker(kind: str, why: Text) -> Said:
    """Ties that reach this step leave it unsplit."""
    return worded(
        f"cách phân hạng “{kind}” không phân được đơn vị nào: {why.vi}.",
        f"the tie-breaker “{kind}” splits nobody: {why.en}.",
        "Bỏ bước này, hoặc chọn một tiêu chí khác.",
        "Drop this step, or choose another criterion.",
    )
