"""Read quotas: how many of a group may have a grade."""

from __future__ import annotations

from scoring.engine import format as shape
from scoring.engine.locate import Path as Keys
from scoring.engine.reading.desk import Desk
from scoring.model import catalogue
from scoring.model.criteria import Quota
from scoring.model.text import Text


def read_quotas(desk: Desk, raw: object) -> tuple[Quota, ...]:
    """Read [quota.…] by [quota.…]."""
    quotas = [_read_quota(desk, table, path) for path, table in desk.named(raw, ("quota",))]
    return tuple(quota for quota in quotas if quota is not None)


def _read_quota(desk: Desk, raw: object, path: Keys) -> Quota | None:
    found = desk.table(raw, path, shape.QUOTA)
    if not {"share", "base", "round", "tie_on_line"} <= set(found):
        return None
    if found.get("upper") is not None and found["upper"] < found["share"]:
        desk.add(
            catalogue.wrong_value,
            (*path, "upper"),
            "upper",
            Text(vi="nhỏ hơn share.", en="it is below share."),
            Text(
                vi="upper là tỷ lệ không được vượt khi lấy cả nhóm đồng hạng, từ share trở lên.",
                en="upper is what including a tie may not pass, from share up.",
            ),
        )
    small = found.get("small_group")
    return Quota(
        grade=str(path[-1]),
        share=found["share"],
        base=found["base"][0],
        base_grade=found["base"][1],
        rounding=found["round"],
        tie_on_line=found["tie_on_line"],
        small_group_under=small[0] if small else None,
        small_group_places=small[1] if small else None,
        upper=found.get("upper"),
    )
