"""Tell what was reported for a criterion: each answer, and who gave it."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.engine.stages.points import Leaf
from scoring.engine.tell import ROLE_SAID, say_answer, say_points, say_remark
from scoring.engine.telling.dossier import Dossier
from scoring.model.columns import State
from scoring.model.criteria import ROLES
from scoring.model.text import Text

_STATE_SHORT = {
    State.MISSING: Text(vi="(để trống)", en="(blank)"),
    State.NOT_APPLICABLE: Text(vi="không áp dụng", en="not applicable"),
    State.HELD: Text(vi="(giữ lại)", en="(held)"),
}


def tell_inputs(dossier: Dossier, leaf: Leaf) -> Iterator[Text]:
    """Tell every answer of a leaf and of its parts in the order it was asked, then the words."""
    columns = []
    for one in (leaf, *leaf.parts):
        for slot in one.slots:
            source = one.sources[slot.name]
            if source.column is None:
                yield _tell_feed(dossier, str(source.feed))
            else:
                columns.append(source.column)
                yield _tell_answer(dossier, source.column)
    for about in dict.fromkeys((*columns, leaf.name)):
        yield from _tell_words(dossier, about)


def _tell_words(dossier: Dossier, about: str) -> Iterator[Text]:
    """Tell the reasons, the evidence and the notes about one answer or criterion."""
    for remark in dossier.remarks:
        if remark.about == about:
            yield say_remark(remark) + f": {remark.text}"


def _tell_feed(dossier: Dossier, feed: str) -> Text:
    name = f"feed:{feed}"
    if feed == "items":
        cells = dossier.cells(name)
        numbers = () if isinstance(cells, State) else cells
        said = "; ".join(say_points(number).vi for number in numbers) or "—"
        return Text(vi=f"điểm các mô hình: {said}", en=f"points of the items: {said}")
    cell = dossier.cell(name)
    shown = Text.same("—") if isinstance(cell, State) else say_points(cell)
    return Text.same(f"{feed}: ") + shown


def _tell_answer(dossier: Dossier, column: str) -> Text:
    question = dossier.questions[column]
    label = Text.same(f"{question.ask}: ")
    if question.type == "numbers":
        cells = dossier.cells(column)
        if isinstance(cells, State):
            return label + _STATE_SHORT[cells]
        said = [say_points(number) for number in cells]
        return label + Text(vi="; ".join(t.vi for t in said), en="; ".join(t.en for t in said))
    cell = dossier.cell(column)
    shown = _STATE_SHORT[cell] if isinstance(cell, State) else say_answer(question, cell)
    role = _tell_role(dossier, column)
    return label + shown + (Text.same("") if role is None else Text.same(" (") + role + ")")


def _tell_role(dossier: Dossier, column: str) -> Text | None:
    """Tell whose answer counts, and what the unit said of itself if that differs."""
    sheet, row = dossier.result.sheet, dossier.row
    codes = sheet.roles.get(column)
    if codes is None:
        return None
    role = ROLE_SAID[ROLES[int(codes[row])]]
    own, now = sheet.self_columns[column].cell(row), dossier.cell(column)
    if isinstance(own, State) or isinstance(now, State) or own == now:
        return role
    said = say_answer(dossier.questions[column], own)
    return role + Text(vi=", tự chấm ", en=", self-assessed ") + said
