"""Tell the total: the parts, the groups in them, and the steps that follow the sum."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import evolve

from scoring.engine.stages.totals import Node
from scoring.engine.tell import name_of, say_line
from scoring.engine.telling.dossier import Dossier
from scoring.engine.telling.leaves import tell_leaf
from scoring.model.criteria import Criterion
from scoring.model.explanation import Step
from scoring.model.text import Text

_WHOLE = Fraction(1)
_STEP_SAID = {
    "round-leaves": Text(vi="làm tròn từng tiêu chí", en="rounding of each leaf"),
    "sum": Text(vi="cộng các phần", en="sum of the parts"),
    "cap": Text(vi="trần và sàn của nhóm", en="caps and floors of groups"),
    "normalise": Text(
        vi="quy đổi theo điểm tối đa áp dụng", en="normalised to the applicable maximum"
    ),
    "bonus": Text(vi="điểm thưởng", en="bonus"),
    "deduct": Text(vi="điểm trừ", en="deduction"),
    "clamp": Text(vi="chặn trong khoảng", en="clamped"),
    "round-total": Text(vi="làm tròn tổng điểm", en="rounding of the total"),
}
_COMBINED_SAID = {
    "sum": None,
    "weighted": Text(vi="bình quân có trọng số", en="weighted mean"),
    "mean": Text(vi="trung bình cộng", en="mean"),
    "min": Text(vi="lấy tiêu chí thấp nhất", en="the least counts"),
    "best": Text(vi="lấy tiêu chí cao nhất", en="the best counts"),
}
_CAP_SAID = Text(vi="giới hạn chung", en="cap on the whole")
_GROUP_CAP_SAID = Text(vi="trần, sàn của nhóm", en="cap or floor of the group")
_GIVEN_BACK_SAID = Text(
    vi="chia lại điểm không áp dụng trong nhóm", en="not applicable points given back"
)


def tell_total(dossier: Dossier) -> Step:
    """Tell the total as parts and the steps of the order of operations."""
    policy = dossier.criteria.policy
    steps = [_tell_node(dossier, node, _WHOLE) for node in dossier.totals_plan.root.children]
    running = dossier.at("sum")
    for step in policy.order:
        after = dossier.at(f"after:{step}")
        told = _tell_step(dossier, step, running, after)
        if told is not None:
            steps.append(told)
        running = after
    return Step(
        kind="total",
        label=Text(vi="Tổng điểm", en="Total"),
        points=running,
        max=policy.scale,
        steps=tuple(steps),
    )


# ---- steps after the sum ---------------------------------------------------------------------


def _tell_step(dossier: Dossier, step: str, before: Fraction, after: Fraction) -> Step | None:
    """Tell one step of the order, if it does anything to this unit."""
    criteria, policy = dossier.criteria, dossier.criteria.policy
    if step in ("round-leaves", "sum", "cap"):
        return None
    items: tuple[Step, ...] = ()
    arithmetic: Text | None = None
    if step == "bonus" and criteria.bonuses:
        items = _tell_extras(dossier, criteria.bonuses, "bonus", policy.bonus_cap)
    elif step == "deduct" and criteria.deductions:
        told = _tell_extras(dossier, criteria.deductions, "deduction", policy.deduction_cap)
        items = tuple(_negate(item) for item in told)
    elif before == after:
        return None
    elif step == "normalise":
        most = dossier.at("applicable_max")
        arithmetic = say_line(before, " × ", policy.scale, " ÷ ", most, " = ", after)
    elif step == "round-total":
        arithmetic = say_line(before, " → ", after) + " (" + policy.total_rounding.said() + ")"
    else:
        arithmetic = say_line(before, " → ", after)
    return Step(
        kind="policy",
        label=_STEP_SAID[step],
        code=step,
        points=after - before,
        adds=after - before,
        arithmetic=arithmetic,
        steps=items,
    )


def _tell_extras(
    dossier: Dossier, items: Sequence[Criterion], kind: str, cap: Fraction | None
) -> tuple[Step, ...]:
    """Tell the bonuses or the deductions, and the cap that they share."""
    steps = [tell_leaf(dossier, one.code, kind, _WHOLE) for one in items]
    earned = sum((step.adds or Fraction(0) for step in steps), Fraction(0))
    if cap is not None and earned > cap:
        steps.append(_tell_change(_CAP_SAID, earned, cap))
    return tuple(steps)


def _tell_change(label: Text, before: Fraction, after: Fraction) -> Step:
    return Step(
        kind="policy",
        label=label,
        points=after - before,
        adds=after - before,
        arithmetic=say_line(before, " → ", after),
    )


def _negate(step: Step) -> Step:
    return evolve(step, adds=None if step.adds is None else -step.adds)


# ---- groups ----------------------------------------------------------------------------------


def _tell_node(dossier: Dossier, node: Node, share: Fraction) -> Step:
    """Tell a leaf or a group with all below it; `share` of its points adds to its parent."""
    if node.row is not None:
        return tell_leaf(dossier, node.code, "leaf", share)
    weighs = node.combine in ("weighted", "mean")
    steps = [
        _tell_node(dossier, child, child.weight if weighs else _WHOLE) for child in node.children
    ]
    earned = dossier.at(f"earned:{node.code}")
    if node.combine in ("min", "best"):
        steps = _pick_one(dossier, steps, earned)
    capped, points = dossier.at(f"capped:{node.code}"), dossier.at(f"part:{node.code}")
    if earned != capped:
        steps.append(_tell_change(_GROUP_CAP_SAID, earned, capped))
    if capped != points:
        steps.append(_tell_change(_GIVEN_BACK_SAID, capped, points))
    return Step(
        kind="group",
        label=name_of(dossier.criteria.criterion_by_code[node.code]),
        code=node.code,
        points=points,
        max=dossier.at(f"applicable:{node.code}"),
        adds=points * share,
        note=_COMBINED_SAID[node.combine],
        steps=tuple(steps),
    )


def _pick_one(dossier: Dossier, children: Sequence[Step], earned: Fraction) -> list[Step]:
    """Let only the child that counts add to its group."""
    # With full marks what does not apply counts like everything else.
    full_marks = dossier.criteria.policy.not_applicable == "full-marks"
    aside = "" if full_marks else "not-applicable"
    chosen = next(
        (i for i, step in enumerate(children) if step.points == earned and step.state != aside),
        None,
    )
    return [
        evolve(step, adds=step.points if index == chosen else Fraction(0))
        for index, step in enumerate(children)
    ]
