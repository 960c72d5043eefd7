"""R20, consent of a community: every group must reach a share of its households."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from scoring import (
    DOWN,
    ID,
    POSITIVE,
    SHARE,
    TEXT,
    UP,
    Case,
    Cells,
    Parameter,
    ParameterFault,
    Points,
    RuleKind,
    Say,
    Slot,
    Text,
    Worked,
    choose,
    list_of,
    table_of,
)
from scoring_basics import previews
from scoring_basics.checks import not_above, unique_ids
from scoring_basics.thresholds import EDGE_PARAMETER, least_reaching, reached


def _pairs(groups: Sequence[Any] | None) -> list[tuple[str, str]]:
    """Give the names of the two slots of each group."""
    if groups is None:
        return [("yes", "total")]
    return [(f"{group.id}_yes", f"{group.id}_total") for group in groups]


def slots(parameters: Mapping[str, Any]) -> tuple[Slot, ...]:
    """Ask for those in favour and all of them, once or for each group."""
    groups = parameters["groups"]
    asked = []
    for index, (yes, total) in enumerate(_pairs(groups)):
        title = None if groups is None else groups[index].title
        asked += [
            Slot(
                yes,
                "count",
                Text(vi="số hộ tán thành", en="households in favour"),
                UP,
                ask=title and f"{title}: số hộ tán thành",
            ),
            Slot(
                total,
                "count",
                Text(vi="tổng số hộ", en="all households"),
                DOWN,
                divides=True,
                ask=title and f"{title}: tổng số hộ",
            ),
        ]
    return tuple(asked)


def points(case: Case) -> Points:
    """Give points_met where every group reaches the share, else points_not."""
    met: Any = True
    too_many: Any = False
    for yes_name, total_name in _pairs(case.groups):
        yes, total = getattr(case, yes_name), getattr(case, total_name)
        met = met & reached(yes, total, case.required, case.edge)
        too_many = too_many | (yes > total)
    return Points(choose(met, case.points_met, case.points_not), held=too_many)


def explain(case: Case, say: Say) -> str:
    """Write for each group how many there were and how many it took."""
    sign = "≥" if case.edge == "at-least" else ">"
    lines = []
    for index, (yes_name, total_name) in enumerate(_pairs(case.groups)):
        yes, total = getattr(case, yes_name), getattr(case, total_name)
        title = "" if case.groups is None else f"{case.groups[index].title}: "
        if yes > total:
            lines.append(
                title
                + say.text(
                    vi=f"{say(yes)} hộ tán thành nhiều hơn {say(total)} hộ, cần xem lại",
                    en=f"{say(yes)} in favour of only {say(total)}, to be looked into",
                )
            )
            continue
        least = say(least_reaching(total, case.required, case.edge))
        met = bool(reached(yes, total, case.required, case.edge))
        lines.append(
            f"{title}{say(yes)}/{say(total)}, "
            + say.text(
                vi=f"cần {sign} {say.share(case.required)} tức ít nhất {least}: "
                + ("đạt" if met else "chưa đạt"),
                en=f"needs {sign} {say.share(case.required)}, that is {least} or more: "
                + ("met" if met else "not met"),
            )
        )
    return "; ".join(lines)


def preview(case: Cells) -> str:
    """Write the condition that every group reaches its share."""
    pairs = [(getattr(case, yes), getattr(case, total)) for yes, total in _pairs(case.groups)]
    too_many = ",".join(f"{yes}>{total}" for yes, total in pairs)
    met = ",".join(previews.reached(*pair, case.required, case.edge) for pair in pairs)
    earned = f"IF(AND({met}),{case.say(case.points_met)},{case.say(case.points_not)})"
    return f"IF(OR({too_many}),{case.HELD},{earned})"


def reach(case: Case) -> tuple[Fraction, Fraction]:
    """Give the least and the greatest points."""
    return case.points_not, case.points_met


def check(case: Case) -> Sequence[ParameterFault]:
    """Refuse more points for missing the share, and a group named twice."""
    faults = not_above("points_not", case.points_not, "points_met", case.points_met)
    if case.groups is not None:
        faults += unique_ids("groups", [group.id for group in case.groups])
    return faults


_GROUPS = [{"id": "t1", "title": "Tổ dân phố 1"}, {"id": "t2", "title": "Tổ dân phố 2"}]
_RULE = {"required": "2/3", "edge": "at-least", "points_met": 5, "points_not": 0}
_HALF = {"required": "50%", "edge": "more-than", "points_met": 5, "points_not": 0}

KIND = RuleKind(
    name="community-threshold",
    title=Text(vi="Tỷ lệ tán thành của cộng đồng", en="Consent of a community"),
    formula=Text(
        vi="mọi nhóm đều đạt tỷ lệ tán thành → điểm khi đạt",
        en="every group reaches the share in favour → points when met",
    ),
    slots=slots,
    parameters=(
        Parameter(
            "required",
            SHARE,
            Text(vi="tỷ lệ tán thành phải đạt", en="the share in favour to be reached"),
        ),
        EDGE_PARAMETER,
        Parameter("points_met", POSITIVE, Text(vi="điểm khi đạt", en="points when met")),
        Parameter("points_not", POSITIVE, Text(vi="điểm khi chưa đạt", en="points when not met")),
        Parameter(
            "groups",
            list_of(
                table_of(
                    Parameter("id", ID, Text(vi="mã nhóm", en="id of the group")),
                    Parameter("title", TEXT, Text(vi="tên nhóm", en="name of the group")),
                )
            ),
            Text(vi="các nhóm phải cùng đạt", en="the groups that must all reach it"),
            required=False,
            absent=Text(vi="tính chung một nhóm", en="all are one group"),
        ),
    ),
    points=points,
    preview=preview,
    explain=explain,
    reach=reach,
    check=check,
    source="R20; Luật 10/2022/QH15",
    worked=(
        Worked(
            _RULE,
            {"yes": 125, "total": 187},
            "5",
            "5",
            Text(vi="2/3 của 187 hộ là 124,67, cần 125", en="2/3 of 187 are 124.67, so 125"),
        ),
        Worked(
            _RULE,
            {"yes": 124, "total": 187},
            "0",
            "5",
            Text(vi="thiếu một hộ", en="one household short"),
        ),
        Worked(
            _HALF,
            {"yes": 94, "total": 187},
            "5",
            "5",
            Text(vi="trên 50% của 187 hộ cần 94", en="more than 50% of 187 takes 94"),
        ),
        Worked(
            _HALF,
            {"yes": 93, "total": 187},
            "0",
            "5",
            Text(vi="93 hộ chưa quá nửa", en="93 are not more than half"),
        ),
        Worked(
            _HALF,
            {"yes": 94, "total": 188},
            "0",
            "5",
            Text(vi="đúng một nửa không phải là trên nửa", en="exactly half is not more than half"),
        ),
        Worked(
            {**_RULE, "groups": _GROUPS},
            {"t1_yes": 70, "t1_total": 100, "t2_yes": 66, "t2_total": 100},
            "0",
            "5",
            Text(
                vi="tính chung thì đạt, nhưng tổ 2 chưa đạt",
                en="met over all, but not in the second group",
            ),
        ),
        Worked(
            {**_RULE, "groups": _GROUPS},
            {"t1_yes": 70, "t1_total": 100, "t2_yes": 101, "t2_total": 100},
            "held",
            "5",
            Text(vi="tán thành nhiều hơn số hộ", en="more in favour than there are"),
        ),
    ),
)
