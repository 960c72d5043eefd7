"""Try: a law on generated sheets, shrunk to the smallest unit that breaks it."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, Phase, given, settings

from scoring import Program, Registry, Result, Sheet, State, Text, say_number
from scoring_pytest.laws import LawBroken, Said
from scoring_pytest.strategies import sheets_with_items


def try_law(
    law: Said, program: Program, items_program: Program | None, registry: Registry, examples: int
) -> None:
    """Hold a law on so many sheets; the same ones every time."""
    more = {"registry": registry} if law.name == "replay" else {}

    @settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        report_multiple_bugs=False,
        print_blob=False,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(sheets_with_items(program, items_program, max_units=4))
    def trial(drawn: tuple[Sheet, Result | None]) -> None:
        sheet, items = drawn
        try:
            law.check(program, sheet, items=items, **more)
        except LawBroken as error:
            # The last one told is the smallest.
            raise LawBroken(error.text + "\n" + _told(program, sheet)) from None

    trial()


def _told(program: Program, sheet: Sheet) -> Text:
    """Tell the units of a small sheet with their answers."""
    lines_vi, lines_en = [], []
    for index, unit in enumerate(sheet.units):
        answers_vi, answers_en = [], []
        for question in program.questions:
            column: Any = sheet.columns.get(question.column)
            if column is None:
                continue
            cell = column.cell(index)
            state = isinstance(cell, State)
            vi = _STATE_VI[cell] if state else say_number(cell)
            en = cell.name.lower() if state else say_number(cell, "en")
            answers_vi.append(f"    {question.column} = {vi}  ({question.ask})")
            answers_en.append(f"    {question.column} = {en}  ({question.ask})")
        head = f"  {unit.id}: {unit.kind}, {unit.group}"
        lines_vi += [head, *answers_vi]
        lines_en += [head, *answers_en]
    return Text(
        vi="\n".join(["bảng nhỏ nhất làm lộ lỗi:", *lines_vi]),
        en="\n".join(["the smallest sheet that shows it:", *lines_en]),
    )


_STATE_VI = {
    State.MISSING: "bỏ trống",
    State.NOT_APPLICABLE: "không áp dụng",
    State.HELD: "tạm giữ",
}
