"""The marks of the members of a council: every voice is kept, and one cell holds them all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from scoring import (
    Place,
    Problem,
)
from scoring_excel.collect.cells import Entry
from scoring_excel.problems import (
    form_repeated,
    marks_missing,
    member_twice,
)


@frozen
class Ballot:
    """What one member gave one unit for one question, as it was typed."""

    member: str
    unit: str
    question: str
    mark: str


def tell_ballots(entries: Sequence[Entry]) -> list[Entry]:
    """Give each member's entries once, and tell what is wrong: no name, two forms, blanks."""
    by_file: dict[str, list[Entry]] = {}
    for entry in entries:
        by_file.setdefault(entry.file, []).append(entry)
    first: dict[str, str] = {}
    kept: list[Entry] = []
    for file, own in by_file.items():
        member = own[0].member
        # However often it is spaced or written in capitals, it is the same person.
        other = first.setdefault(" ".join(member.casefold().split()), file)
        if not member:
            _to_all(own, member_twice(Place(file), member, ""))
        elif other != file and _marks(own) == _marks(by_file[other]):
            own[0].problems.append(form_repeated(Place(file), member, other))
            continue
        elif other != file:
            _to_all(own, member_twice(Place(file), member, other))
            _to_all(by_file[other], member_twice(Place(other), member, file))
        blanks = sum(map(_blanks, own))
        if blanks:
            own[0].problems.append(marks_missing(Place(file), member, blanks))
        kept += own
    return kept


def _blanks(entry: Entry) -> int:
    """Count the marks that are not given; one that cannot be read is told already."""
    told = {problem.place for problem in entry.problems}
    return sum(not text and entry.places[name] not in told for name, text in entry.texts.items())


def _marks(entries: Iterable[Entry]) -> dict[str, Mapping[str, str]]:
    return {entry.unit: entry.said() for entry in entries}


def _to_all(entries: Iterable[Entry], problem: Problem) -> None:
    for entry in entries:
        if problem not in entry.problems:
            entry.problems.append(problem)


def ballots_of(entries: Iterable[Entry]) -> list[Ballot]:
    """Give every mark, by unit and question, and by the member's name within."""
    made = [
        Ballot(entry.member, entry.unit, question, mark)
        for entry in entries
        for question, mark in entry.said().items()
    ]
    return sorted(made, key=lambda one: (one.unit, one.question, one.member))


def lists_of(ballots: Iterable[Ballot]) -> dict[str, dict[str, str]]:
    """Give the list cell “8,5; 8; 9” of each question of each unit."""
    marks: dict[str, dict[str, list[str]]] = {}
    for ballot in ballots:
        marks.setdefault(ballot.unit, {}).setdefault(ballot.question, []).append(ballot.mark)
    return {
        unit: {question: "; ".join(said) for question, said in own.items()}
        for unit, own in marks.items()
    }
