"""Read criteria, bonuses and deductions: what each is worth, and how it is earned."""

from __future__ import annotations

from fractions import Fraction

from scoring.engine import format as shape
from scoring.engine.locate import Path as Keys
from scoring.engine.reading.conditions import read_edges
from scoring.engine.reading.desk import Desk, plain
from scoring.engine.reading.rules import read_rule
from scoring.model import catalogue
from scoring.model.criteria import Criterion, Dependence, EvidenceRule, Example
from scoring.model.text import Text

# Without its maximum a rule is still read, so that its problems are told too.
_STAND_IN = Fraction(10**9)


def read_criteria_tables(desk: Desk, raw: object, kind: str) -> tuple[Criterion, ...]:
    """Read [criterion.…], [bonus.…] or [deduction.…]."""
    return tuple(_read_criterion(desk, table, path) for path, table in desk.named(raw, (kind,)))


def _read_criterion(desk: Desk, raw: object, path: Keys) -> Criterion:
    is_criterion = path[0] == "criterion"
    found = desk.table(raw, path, shape.CRITERION if is_criterion else shape.ADDITION)
    code = desk.code(path)
    most: Fraction | None = found.get("max")
    if is_criterion and "max" in found and most is None:
        _refuse_no_max(desk, (*path, "max"))
    rule = None
    if "rule" in found:
        worth = most if "max" in found else _STAND_IN
        rule = read_rule(desk, found["rule"], (*path, "rule"), code, worth)
    examples = [
        example
        for spot, table in desk.listed(found.get("example"), (*path, "example"))
        if (example := _read_example(desk, table, spot)) is not None
    ]
    marks = found.get("marks")
    return Criterion(
        code=code,
        title=str(found.get("title", "")),
        max=most,
        under=plain(found.get("under")),
        rule=rule,
        combine=found.get("combine", "sum"),
        weight=found.get("weight"),
        cap=found.get("cap"),
        floor=found.get("floor"),
        basis=tuple(str(one) for one in found.get("basis", ())),
        marks={k: v for k, v in marks.values.items() if v is not None} if marks else {},
        owner=found.get("owner"),
        evidence=plain(found.get("evidence")),
        unit_kinds=found.get("unit_kinds", ()),
        depends_on=_read_dependence(desk, found.get("depends_on"), (*path, "depends_on")),
        evidence_rule=_read_evidence(desk, found.get("evidence_rule"), (*path, "evidence_rule")),
        examples=tuple(examples),
        note=plain(found.get("note")),
    )


def _refuse_no_max(desk: Desk, path: Keys) -> None:
    desk.add(
        catalogue.wrong_value,
        path,
        "max",
        Text(
            vi="“none” chỉ dùng cho điểm thưởng, điểm trừ.",
            en="“none” is for bonuses and deductions only.",
        ),
        Text(vi="Ghi số điểm tối đa.", en="Write the maximum points."),
    )


def _read_dependence(desk: Desk, raw: object, path: Keys) -> Dependence | None:
    if raw is None:
        return None
    found = desk.table(raw, path, shape.DEPENDS_ON)
    interval = read_edges(desk, found.get("points"), (*path, "points"))
    if "criterion" not in found or interval is None:
        return None
    return Dependence(str(found["criterion"]), interval)


def _read_evidence(desk: Desk, raw: object, path: Keys) -> EvidenceRule | None:
    if raw is None:
        return None
    found = desk.table(raw, path, shape.EVIDENCE_RULE)
    return EvidenceRule(**found) if len(found) == 2 else None


def _read_example(desk: Desk, raw: object, path: Keys) -> Example | None:
    found = desk.table(raw, path, shape.EXAMPLE)
    if isinstance(raw, dict) and ("points" in raw) == ("state" in raw):
        desk.add(
            catalogue.wrong_value,
            path,
            "example",
            Text(
                vi="cần đúng một trong points và state.",
                en="needs exactly one of points and state.",
            ),
            Text(
                vi="Ghi điểm (hoặc trạng thái) phải ra.",
                en="Write the points (or state) that must result.",
            ),
        )
        return None
    if not isinstance(found.get("given"), dict):
        return None
    return Example(
        given=found["given"],
        points=found.get("points"),
        state=found.get("state"),
        note=plain(found.get("note")),
    )
