"""Sums: the provisional points of leaves, of groups, of the whole form."""

from __future__ import annotations

from functools import partial

from scoring import Criterion
from scoring_excel.form.desk import Desk
from scoring_excel.form.grid import ASK, EXACT, MOST, POINTS
from scoring_excel.form.lines import Group, Leaf, plan_by_code
from scoring_excel.form.provisional import LeafFormulas, Provisional
from scoring_excel.layout import SHOWN

# Excel takes 255 cells in one sum.
_MOST_TERMS = 250


def draw_points(desk: Desk) -> None:
    """Write the formulas of leaves and groups, and the total below them."""
    formulas = leaf_formulas(desk)
    look = f"0.{'0' * places}" if (places := _places(desk)) else "General"
    shown = {
        line.criterion.code: desk.grid.cell(POINTS, row)
        for row, line in desk.numbered()
        if isinstance(line, Leaf) and line.criterion.code in formulas
    }
    for row, line in desk.numbered():
        if isinstance(line, Leaf) and line.criterion.code in formulas:
            _draw_leaf(desk, row, formulas[line.criterion.code], look)
    groups = [(row, line) for row, line in desk.numbered() if isinstance(line, Group)]
    for row, line in reversed(groups):
        terms = _terms(desk, line.criterion, shown)
        if terms:
            shown[line.criterion.code] = desk.grid.cell(POINTS, row)
            middle = "part-middle" if line.level == 0 else "subpart-middle"
            desk.pen.formula(row, desk.grid.at(POINTS), _sum(terms), middle, look)
    _draw_total(desk, shown, len(formulas), look)


def leaf_formulas(desk: Desk) -> dict[str, LeafFormulas]:
    """Give the formulas of each leaf that has any, after those it depends on."""
    rows = {line.criterion.code: row for row, line in desk.numbered() if isinstance(line, Leaf)}
    plans = plan_by_code(desk.brief.program)
    judged = bool(desk.grid.before)
    writer = Provisional(desk.brief.program, desk.brief.kinds, desk.effective, judged)
    formulas: dict[str, LeafFormulas] = {}
    shown: dict[str, str] = {}
    waiting = list(rows)
    while waiting:
        later = []
        for code in waiting:
            dependence = plans[code].criterion.depends_on
            if dependence is not None and dependence.criterion in waiting:
                later.append(code)
                continue
            row = rows[code]
            written = writer.write(plans[code], partial(desk.grid.helper, row=row), shown)
            if written is not None:
                formulas[code] = written
                shown[code] = desk.grid.cell(POINTS, row)
        waiting = later
    return formulas


def _places(desk: Desk) -> int | None:
    policy = desk.brief.criteria.policy
    return policy.leaf_rounding.places if "round-leaves" in policy.order else None


def _draw_leaf(desk: Desk, row: int, formulas: LeafFormulas, look: str) -> None:
    for index, formula in enumerate((formulas.exact, *formulas.parts)):
        desk.pen.formula(row, desk.grid.at(EXACT) + index, formula, "plain")
    desk.pen.formula(row, desk.grid.at(POINTS), formulas.shown, "formula", look)


def _terms(desk: Desk, group: Criterion, shown: dict[str, str]) -> list[str] | None:
    """Give the cells that add up to a group; None where it is more than a sum."""
    if group.combine != "sum" or group.cap is not None or group.floor is not None:
        return None
    terms = []
    for child in desk.brief.criteria.children_by_code.get(group.code, ()):
        if child.code in shown:
            terms.append(shown[child.code])
        elif child.rule is None and _is_here(desk, child):
            return None
    return terms if len(terms) <= _MOST_TERMS else None


def _is_here(desk: Desk, criterion: Criterion) -> bool:
    return any(
        isinstance(line, Group) and line.criterion.code == criterion.code for line in desk.lines
    )


def _sum(terms: list[str]) -> str:
    cells = ",".join(terms)
    return f'IF(COUNT({cells})=0,"",SUM({cells}))'


def _draw_total(desk: Desk, shown: dict[str, str], reckoned: int, look: str) -> None:
    """Write the provisional total, and of how many criteria it is made."""
    pen, grid, row = desk.pen, desk.grid, desk.end
    parts = desk.brief.criteria.parts
    terms = [shown[part.code] for part in parts if part.code in shown]
    leaves = sum(isinstance(line, Leaf) for line in desk.lines)
    for column in range(1, grid.shown + 1):
        pen.blank(row, column, "total")
        pen.blank(row + 1, column, "elsewhere")
    pen.mark(row, 0, SHOWN)
    pen.mark(row + 1, 0, SHOWN)
    pen.text(row, grid.at(ASK), "Cộng điểm tạm tính", "total")
    pen.number(row, grid.at(MOST), desk.brief.criteria.policy.scale, "total-middle")
    if terms:
        pen.formula(row, grid.at(POINTS), _sum(terms), "total-middle", look)
    without = [part.code for part in parts if part.code not in shown]
    left = f" Chưa gồm phần {', '.join(without)}." if without else ""
    counted = f"COUNT({desk.stretch(EXACT)})"
    pen.formula(
        row + 1,
        grid.at(ASK),
        f'"Đã tạm tính "&{counted}&"/{leaves} tiêu chí"&" (phiếu này tính được {reckoned}).{left}"',
        "elsewhere",
    )
