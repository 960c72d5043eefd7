"""Policies: what a set says aloud of its scoring, in one sentence."""

from __future__ import annotations

from scoring.model.criteria import CriteriaSet
from scoring.model.text import Text

_NOT_APPLICABLE = {
    "normalise": Text(vi="quy đổi về thang điểm", en="normalised to the scale"),
    "full-marks": Text(vi="được đủ điểm", en="full marks"),
    "smaller-scale": Text(vi="thang điểm rút gọn", en="a smaller scale"),
    "redistribute": Text(vi="chia lại trong nhóm", en="redistributed within the group"),
}
_MISSING = {
    "zero": Text(vi="0 điểm", en="0 points"),
    "hold": Text(vi="giữ lại, chưa xếp hạng", en="held, not ranked"),
    "refuse": Text(vi="không nhận", en="refused"),
}


def say_policies(criteria: CriteriaSet) -> Text:
    """Say the policies of a set in one sentence."""
    policy = criteria.policy
    leaf, whole = policy.leaf_rounding.said(), policy.total_rounding.said()
    aside, blank = _NOT_APPLICABLE[policy.not_applicable], _MISSING[policy.missing]
    return Text(
        vi=f"Quy ước: từng tiêu chí {leaf.vi}; tổng điểm {whole.vi}; "
        f"không áp dụng: {aside.vi}; ô trống: {blank.vi}.",
        en=f"Policies: each leaf {leaf.en}; the total {whole.en}; "
        f"not applicable: {aside.en}; blanks: {blank.en}.",
    )
