"""R22, a formula: arithmetic over named inputs, where no other kind fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from scoring import (
    ID,
    TEXT,
    Case,
    Cells,
    Numbers,
    Parameter,
    ParameterFault,
    ParameterType,
    Points,
    RuleKind,
    Say,
    Slot,
    Text,
    Worked,
    fault,
    list_of,
    one_of,
    table_of,
)
from scoring_basics import formula
from scoring_basics.checks import unique_ids

FORMULA = ParameterType(
    "formula",
    Text(
        vi="công thức với + - * /, min(…), max(…), if(a >= b, …, …); max là điểm tối đa",
        en="formula with + - * /, min(…), max(…), if(a >= b, …, …); max is the maximum",
    ),
    formula.parse,
    {"type": "string", "minLength": 1, "maxLength": formula.MOST_SIGNS},
)


def slots(parameters: Mapping[str, Any]) -> tuple[Slot, ...]:
    """Ask for every input of the formula."""
    return tuple(
        Slot(one.id, one.type or "number", Text.same(one.title), ask=str(one.title))
        for one in parameters["inputs"] or ()
    )


def _values(case: Case) -> dict[str, Any]:
    """Give the inputs of the formula, and `max`."""
    return {name: getattr(case, name) for name in case.formula.names()}


def points(case: Case) -> Points:
    """Give what the formula gives; a cell in which it divides by 0 is held."""
    computed = formula.compute(case.formula, _values(case))
    if computed.impossible is False:
        return Points(computed.numbers)
    return Points(
        computed.numbers, held=np.broadcast_to(computed.impossible, computed.numbers.shape)
    )


def explain(case: Case, say: Say) -> str:
    """Write the formula with the numbers put in."""
    values = _values(case)
    written = formula.write(case.formula, values, say)
    cells = {name: Numbers.one(value) for name, value in values.items()}
    if np.any(formula.compute(case.formula, cells).impossible):
        written += say.text(vi=" (chia cho 0)", en=" (a division by 0)")
    return written


def preview(case: Cells) -> str:
    """Write the formula over the cells; a division by 0 holds it here as well."""
    flags = {one.id for one in case.inputs if one.type == "flag"}
    addresses = {
        name: f'IF({address}="có",1,0)' if name in flags else address
        for name, address in case.addresses.items()
        if address is not None
    }
    written = formula.write_sheet(case.formula, {**addresses, "max": case.say(case.max)})
    return f"IFERROR({written},{case.HELD})"


def reach(case: Case) -> tuple[Fraction, Fraction]:
    """Give 0 and the maximum: points outside of it are held."""
    return Fraction(0), case.max


def check(case: Case) -> Sequence[ParameterFault]:
    """Refuse names without an input, inputs without a use, and names of no use."""
    ids = [one.id for one in case.inputs]
    faults = unique_ids("inputs", ids, (*formula.RESERVED, "formula", "inputs"))
    used = case.formula.names() - {"max"}
    for index, one in enumerate(ids):
        if not formula.NAME.fullmatch(one):
            faults.append(
                fault(
                    f"mã “{one}” không dùng được trong công thức.",
                    f"the id “{one}” cannot stand in a formula.",
                    "Bắt đầu bằng chữ cái, chỉ dùng chữ cái, chữ số và “_”.",
                    "Begin with a letter; use letters, digits and “_” only.",
                    "inputs",
                    index,
                    "id",
                )
            )
        elif one not in used and one not in formula.RESERVED:
            faults.append(
                fault(
                    f"công thức không dùng đầu vào “{one}”.",
                    f"the formula does not use the input “{one}”.",
                    "Bỏ đầu vào này, hoặc đưa nó vào công thức.",
                    "Leave the input out, or use it in the formula.",
                    "inputs",
                    index,
                )
            )
    for name in sorted(used - set(ids)):
        known = ", ".join(ids)
        faults.append(
            fault(
                f"công thức dùng “{name}” nhưng không có đầu vào ấy.",
                f"the formula uses “{name}”, which is no input.",
                f"Thêm vào inputs, hoặc dùng một trong: {known}.",
                f"Add it to inputs, or use one of: {known}.",
                "formula",
            )
        )
    return faults


_HALVES = {
    "formula": "min(max, 0.5*a + 0.5*b)",
    "inputs": [{"id": "a", "title": "Điểm tự chấm"}, {"id": "b", "title": "Điểm thẩm định"}],
}
_QUOTIENT = {
    "formula": "if(total = 0, max, max * done / total)",
    "inputs": [
        {"id": "done", "title": "Đã giải quyết", "type": "count"},
        {"id": "total", "title": "Phải giải quyết", "type": "count"},
    ],
}

KIND = RuleKind(
    name="expression",
    title=Text(vi="Công thức", en="A formula"),
    formula=Text(vi="công thức viết trong bộ tiêu chí", en="a formula written in the criteria set"),
    slots=slots,
    parameters=(
        Parameter("formula", FORMULA, Text(vi="công thức tính điểm", en="how points are computed")),
        Parameter(
            "inputs",
            list_of(
                table_of(
                    Parameter("id", ID, Text(vi="tên trong công thức", en="name in the formula")),
                    Parameter("title", TEXT, Text(vi="câu hỏi", en="the question")),
                    Parameter(
                        "type",
                        one_of("number", "count", "share", "flag"),
                        Text(vi="loại câu trả lời", en="type of the answer"),
                        required=False,
                        absent=Text(vi="một số", en="a number"),
                    ),
                ),
                most=50,
            ),
            Text(vi="các đầu vào của công thức", en="the inputs of the formula"),
        ),
    ),
    points=points,
    preview=preview,
    explain=explain,
    reach=reach,
    check=check,
    source="R22",
    worked=(
        Worked(
            _HALVES, {"a": 8, "b": 9}, "8.5", "10", Text(vi="nửa nọ nửa kia", en="half and half")
        ),
        Worked(
            _HALVES,
            {"a": 12, "b": 10},
            "10",
            "10",
            Text(vi="không quá điểm tối đa", en="no more than the maximum"),
        ),
        Worked(
            _QUOTIENT,
            {"done": 17, "total": 18},
            "1.89",
            "2",
            Text(vi="17/18 của 2 điểm", en="17/18 of 2 points"),
        ),
        Worked(
            _QUOTIENT,
            {"done": 0, "total": 0},
            "2",
            "2",
            Text(
                vi="nhánh chia cho 0 không được dùng nên không sao",
                en="the branch that divides by 0 is not taken",
            ),
        ),
        Worked(
            {**_QUOTIENT, "formula": "max * done / total"},
            {"done": 0, "total": 0},
            "held",
            "2",
            Text(vi="chia cho 0 thì treo điểm", en="a division by 0 holds the cell"),
        ),
    ),
)
