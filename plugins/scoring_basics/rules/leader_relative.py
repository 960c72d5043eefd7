"""C1, against the leader: half for the target, the rest by the excess over it."""

from __future__ import annotations

from fractions import Fraction

from scoring import UP, Case, Numbers, RuleKind, Say, Slot, Text, Worked, choose
from scoring_basics import peers
from scoring_basics.bands import percent

_HALF = Fraction(1, 2)


def points(case: Case) -> Numbers:
    """Give half of max × actual ÷ target, or half and a share of the other half.

    Above the target the other half is earned by excess ÷ the leader's excess. Units
    without a target are compared among themselves: actual ÷ greatest actual × max.
    """
    assigned = case.target > 0
    target = choose(assigned, case.target, 1)
    excess = (case.actual - target) / target
    standing = choose(assigned, excess, case.actual)
    shape = standing.shape
    pool = peers.pools(case, shape) * 2 + assigned.reshape(-1)
    leader = peers.leaders(peers.order_codes(standing), pool, peers.counted(case, shape))
    best = standing.reshape(-1)[leader].reshape(*shape)
    share = standing / choose(best > 0, best, 1)
    half = case.max * _HALF
    above = choose(standing >= 0, half * (share + 1), half * (case.actual / target))
    return choose(assigned, above, case.max * share)


def _excess(actual: Fraction, target: Fraction) -> Fraction:
    return (actual - target) / target


def explain(case: Case, say: Say) -> str:
    """Write what the unit reached against its target and against the leader."""
    actual, target, most = case.actual, case.target, say(case.max)
    members = list(zip(case.peers["actual"], case.peers["target"], strict=True))
    if target == 0:
        best = max((one for one, goal in members if goal == 0), default=actual)
        said = say.text(
            vi="không được giao chỉ tiêu, so với đơn vị cao nhất trong số đó: ",
            en="no target assigned, against the greatest of those: ",
        )
        return said + (f"{say(actual)} ÷ {say(best)} × {most}" if best > 0 else "0")
    if actual < target:
        return f"{say(actual)} ÷ {say(target)} × 0{say.text(',', '.')}5 × {most}"
    own = _excess(actual, target)
    best = max((_excess(one, goal) for one, goal in members if goal > 0), default=own)
    half = f"0{say.text(',', '.')}5 × {most}"
    if own == 0:
        return say.text(vi="đúng chỉ tiêu: ", en="the target exactly: ") + half
    said = say.text(
        vi=f"vượt {percent(own, say)}, đơn vị dẫn đầu vượt {percent(best, say)}: ",
        en=f"{percent(own, say)} above, the leader is {percent(best, say)} above: ",
    )
    return f"{said}{half} + {percent(own, say)} ÷ {percent(best, say)} × {half}"


def reach(case: Case) -> tuple[Fraction, Fraction]:
    """Give the least and the greatest points."""
    return Fraction(0), case.max


KIND = RuleKind(
    name="leader-relative",
    title=Text(vi="So với đơn vị dẫn đầu nhóm", en="Against the leader of the group"),
    formula=Text(
        vi="đạt chỉ tiêu: ½ điểm tối đa; vượt ÷ mức vượt của đơn vị dẫn đầu × ½ điểm tối đa",
        en="½ max at the target; excess ÷ the leader’s excess × the other ½ max",
    ),
    slots=(
        Slot("actual", "number", Text(vi="số thực hiện", en="what was reached"), UP),
        Slot(
            "target",
            "number",
            Text(vi="chỉ tiêu giao (0 là không giao)", en="target assigned (0 is none)"),
        ),
    ),
    points=points,
    explain=explain,
    reach=reach,
    scope="peers",
    source="C1; thi đua “Vì An ninh Tổ quốc”, Quảng Trị 2025",
    worked=(
        Worked(
            {},
            [
                {"actual": 125, "target": 100},
                {"actual": 92, "target": 80},
                {"actual": 60, "target": 60},
                {"actual": 70, "target": 80},
                {"actual": 150, "target": 0},
                {"actual": 100, "target": 0},
                {"actual": 75, "target": 0},
            ],
            ["10", "8", "5", "4.38", "10", "6.67", "5"],
            "10",
            Text(
                vi="bốn đơn vị có chỉ tiêu, ba đơn vị không được giao chỉ tiêu",
                en="four units with a target, three without one",
            ),
        ),
        Worked(
            {},
            [{"actual": 60, "target": 60}, {"actual": 40, "target": 80}],
            ["5", "2.5"],
            "10",
            Text(vi="không ai vượt chỉ tiêu", en="nobody is above the target"),
        ),
        Worked(
            {},
            [{"actual": 61, "target": 60}],
            ["10"],
            "10",
            Text(vi="nhóm chỉ có một đơn vị, vượt chỉ tiêu", en="one unit alone, above its target"),
        ),
        Worked(
            {},
            [{"actual": 0, "target": 0}, {"actual": 0, "target": 0}],
            ["0", "0"],
            "10",
            Text(vi="không giao chỉ tiêu và không làm gì", en="no target and nothing done"),
        ),
        Worked(
            {},
            [
                {"actual": 120, "target": 100},
                {"actual": 110, "target": 100},
                {"actual": 150, "target": 100},
            ],
            ["10", "7.5", "10"],
            "10",
            Text(vi="mỗi nhóm có đơn vị dẫn đầu riêng", en="each group has its own leader"),
            groups=("Cụm 1", "Cụm 1", "Cụm 2"),
        ),
    ),
)
