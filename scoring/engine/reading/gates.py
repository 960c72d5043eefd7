"""Read gates: what a fact does to the grade, and whether the effect is written as it must be."""

from __future__ import annotations

from scoring.engine import format as shape
from scoring.engine.locate import Path as Keys
from scoring.engine.reading.conditions import read_condition
from scoring.engine.reading.desk import Desk
from scoring.model import catalogue
from scoring.model.criteria import Gate
from scoring.model.text import Text
from scoring.plugin.parameters import show_value

# What an effect that takes no grade wants to be given.
_WANTED = {
    "steps": Text(vi="Ghi số bậc, từ 1.", en="Write how many grades, from 1."),
    "true": Text(vi="Ghi true.", en="Write true."),
    "link": Text(vi='Ghi "parent" hoặc "component".', en='Write "parent" or "component".'),
}


def read_gates(desk: Desk, raw: object) -> tuple[Gate, ...]:
    """Read [[gate]] by [[gate]]; the ids of the grades must be known."""
    gates = []
    for path, table in desk.listed(raw, ("gate",)):
        gate = _read_gate(desk, table, path)
        if gate is not None:
            gates.append(gate)
            desk.keep(path)
    return tuple(gates)


def _read_gate(desk: Desk, raw: object, path: Keys) -> Gate | None:
    found = desk.table(raw, path, shape.GATE)
    condition = (
        read_condition(desk, found.get("when"), (*path, "when")) if "when" in found else None
    )
    effect = found.get("effect")
    kinds = desk.registry.gate_kinds
    if not isinstance(effect, dict) or len(effect) != 1 or next(iter(effect)) not in kinds:
        if "effect" in found:
            shown = ", ".join(effect) if isinstance(effect, dict) else show_value(effect)
            desk.add(
                catalogue.unknown_effect,
                (*path, "effect"),
                str(found.get("id", "")),
                shown or "—",
                sorted(kinds),
            )
        return None
    ((name, value),) = effect.items()
    if not _fits(desk, kinds[name].takes, value, (*path, "effect", name)):
        return None
    if condition is None or not {"id", "title"} <= set(found):
        return None
    return Gate(
        id=str(found["id"]),
        title=str(found["title"]),
        when=condition,
        effect=name,
        parameter=value,
        basis=tuple(str(one) for one in found.get("basis", ())),
    )


def _fits(desk: Desk, takes: str, value: object, path: Keys) -> bool:
    """Tell whether an effect is given what it takes; notes it if not."""
    if takes == "grade":
        if value not in desk.grade_ids:
            desk.add(catalogue.unknown_grade, path, show_value(value), desk.grade_ids)
        return value in desk.grade_ids
    fits = {
        "steps": isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 20,
        "true": value is True,
        "link": value in ("parent", "component"),
    }[takes]
    if not fits:
        desk.add(
            catalogue.wrong_value,
            path,
            str(path[-1]),
            Text(vi="giá trị không hợp với tác dụng.", en="the value does not fit the effect."),
            _WANTED[takes],
        )
    return fits
