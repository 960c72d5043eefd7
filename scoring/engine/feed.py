"""Feed: what the scored items of a unit (models, people) give to the unit's own criteria."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from scoring.engine.compile import Program
from scoring.model.columns import Column, State
from scoring.model.result import Result
from scoring.model.sheet import Sheet


def feeds_of(program: Program) -> tuple[str, ...]:
    """Give the feeds that a program asks for: "items", "items.best(2)" …"""
    feeds: tuple[str, ...] = program.plans["points"].feeds
    return feeds


def feed_items(program: Program, sheet: Sheet, items: Result | None) -> Sheet:
    """Give the sheet with a column for each feed of the program.

    An item belongs to the unit named as its parent and counts with its total; one that is
    not classified counts for nothing. While an item is held or provisional, what it feeds
    is held too. Without any result of items every feed is missing; a unit without items
    has an empty list, a count and a sum of 0, and no mean, best or greatest.
    """
    feeds = feeds_of(program)
    if not feeds:
        return sheet
    given = None if items is None else _Given.of(items)
    columns = dict(sheet.columns)
    lists = dict(sheet.lists)
    for feed in feeds:
        name = f"feed:{feed}"
        if feed == "items":
            lists[name] = [_list(given, unit_id) for unit_id in sheet.units.ids]
        else:
            columns[name] = Column.of([_number(feed, given, one) for one in sheet.units.ids])
    return attrs.evolve(sheet, columns=columns, lists=lists)


@attrs.frozen
class _Given:
    """What the items give: totals by parent, and the parents that wait for an item."""

    totals: Mapping[str, list[Fraction]]
    waiting: frozenset[str]

    @classmethod
    def of(cls, items: Result) -> _Given:
        totals: dict[str, list[Fraction]] = {}
        waiting: set[str] = set()
        for row, unit in enumerate(items.units):
            if unit.parent is None:
                continue
            number, state = items.total(row), items.state(row)
            if state == "scored" and number is not None:
                totals.setdefault(unit.parent, []).append(number)
            elif state != "unclassified":
                waiting.add(unit.parent)
        ordered = {parent: sorted(found, reverse=True) for parent, found in totals.items()}
        return cls(ordered, frozenset(waiting))

    def state(self, unit: str) -> State:
        """Say whether the unit's items are settled."""
        return State.HELD if unit in self.waiting else State.VALUE


def _list(given: _Given | None, unit: str) -> tuple[Fraction, ...] | State:
    if given is None:
        return State.MISSING
    state = given.state(unit)
    return tuple(given.totals.get(unit, ())) if state is State.VALUE else state


def _number(feed: str, given: _Given | None, unit: str) -> Fraction | State:
    if given is None:
        return State.MISSING
    if given.state(unit) is not State.VALUE:
        return given.state(unit)
    numbers: Sequence[Fraction] = given.totals.get(unit, ())
    what = feed.removeprefix("items.")
    if what == "count":
        return Fraction(len(numbers))
    if what == "sum":
        return sum(numbers, Fraction(0))
    if not numbers:
        return State.MISSING
    if what == "max":
        return numbers[0]
    most = int(what[5:-1]) if what.startswith("best(") else len(numbers)
    best = numbers[:most]
    return sum(best, Fraction(0)) / len(best)
