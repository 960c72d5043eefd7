"""Accept what was left blank: by one mark a role takes earlier answers as its own.

Where a set counts the answers of one role, a unit stays provisional until that role has spoken
to every question. So an answer that was taken over is written down as the role's own, and the
record shows who confirmed it. A “kad” is never granted by silence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from scoring import ROLES, Program, Question, State, Table, enter_with_problems
from scoring_excel.collect.cells import Entry
from scoring_excel.collect.judge import SheetRow, facts_of
from scoring_excel.layout import ACCEPTED, ALL_SEEN
from scoring_excel.problems import kad_undecided, nothing_to_accept, unclear_acceptance


@frozen
class _Said:
    """What stands of a question: its text in the sheet, and who wrote it last."""

    role: str
    text: str


def accept_blanks(
    program: Program,
    entries: Sequence[Entry],
    earlier: Mapping[str, Sequence[SheetRow]],
    sheet: str,
) -> None:
    """Fill the blanks of each entry that says all was seen, from the rows of earlier roles.

    `sheet` names the sheet that the rows are of, "" where there is none.
    """
    for entry in entries:
        text, place = entry.texts.pop(ACCEPTED, ""), entry.places.pop(ACCEPTED, None)
        if place is None or not text:
            continue
        rows = _before(earlier.get(entry.unit, ()), entry.role)
        if text.casefold() != ALL_SEEN:
            entry.problems.append(unclear_acceptance(place, text))
        elif not rows:
            entry.problems.append(nothing_to_accept(place, entry.unit, sheet))
        else:
            _accept(program, entry, rows)


def _before(rows: Sequence[SheetRow], role: str) -> list[tuple[str, SheetRow]]:
    """Give the rows of roles before this one with their roles, the latest last."""
    roles = ROLES[: ROLES.index(role)]
    told = [(row.texts.get("role", "").casefold(), row) for row in rows]
    return sorted((one for one in told if one[0] in roles), key=lambda one: roles.index(one[0]))


def _accept(program: Program, entry: Entry, rows: Sequence[tuple[str, SheetRow]]) -> None:
    blank = [one for one in program.questions if _is_blank(entry, one.column)]
    said: dict[str, _Said] = {}
    for role, row in rows:
        told = {one.column: row.texts.get(one.column, "") for one in blank}
        said |= {name: _Said(role, text) for name, text in told.items() if text}
    answered = [one for one in blank if one.column in said]
    set_aside = _set_aside(program, entry, answered, said)
    for question in answered:
        name, one = question.column, said[question.column]
        if name not in set_aside:
            entry.texts[name] = one.text
            entry.accepted.add(name)
        elif one.role == ROLES[0] and question.type != "item":
            # What an appraiser let off stays so, and an item of a list needs no leave.
            entry.problems.append(kad_undecided(entry.places[name], entry.unit, name))


def _is_blank(entry: Entry, name: str) -> bool:
    """Tell whether nobody wrote into a cell that is asked; one with a fault is not blank."""
    if entry.texts.get(name, "–"):
        return False
    return all(problem.place != entry.places[name] for problem in entry.problems)


def _set_aside(
    program: Program, entry: Entry, asked: Sequence[Question], said: Mapping[str, _Said]
) -> set[str]:
    """Give the answers that the engine reads as “kad”, however it is written.

    Where it cannot read them all it tells the same of the form, and the unit stays out.
    """
    facts = {name: facts_of(entry)[name] for name in ("unit", "name", "kind", "group")}
    # A reason, as without one there would be no sheet with a “kad” in it.
    cells = {**facts, "reason": "–", **{one.column: said[one.column].text for one in asked}}
    table = Table(entry.file, tuple(cells), [list(cells.values())])
    sheet, _ = enter_with_problems(evolve(program, questions=tuple(asked)), table)
    if sheet is None:
        return set()
    states: dict[str, object] = {name: column.cell(0) for name, column in sheet.columns.items()}
    states |= {name: cells[0] for name, cells in sheet.lists.items()}
    return {name for name, state in states.items() if state is State.NOT_APPLICABLE}
