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
    return tuple(
        sorted(
            {
                source.feed
                for leaf in program.plans["points"].leaves
                for one in (leaf, *leaf.parts)
                for source in one.sources.values()
                if source.feed is not None
            }
        )
    )


def feed_items(program: Program, sheet: Sheet, items: Result | None) -> Sheet:
    """Give the sheet with a column for each feed of the program.

    An item belongs to the unit named as its parent, and counts with its total if it is
    scored. Without any result of items every feed is missing; a unit without items has
    an empty list, a count and a sum of 0, and no mean, best or greatest.
    """
    feeds = feeds_of(program)
    if not feeds:
        return sheet
    totals = None if items is None else _totals_by_parent(items)
    columns = dict(sheet.columns)
    lists = dict(sheet.lists)
    for feed in feeds:
        name = f"feed:{feed}"
        if feed == "items":
            lists[name] = [_list(totals, unit_id) for unit_id in sheet.units.ids]
        else:
            columns[name] = Column.of([_number(feed, totals, one) for one in sheet.units.ids])
    return attrs.evolve(sheet, columns=columns, lists=lists)


def _totals_by_parent(items: Result) -> Mapping[str, list[Fraction]]:
    totals: dict[str, list[Fraction]] = {}
    for row, unit in enumerate(items.units):
        number = items.total(row) if items.state(row) == "scored" else None
        if unit.parent is not None and number is not None:
            totals.setdefault(unit.parent, []).append(number)
    return {parent: sorted(numbers, reverse=True) for parent, numbers in totals.items()}


def _list(totals: Mapping[str, list[Fraction]] | None, unit: str) -> tuple[Fraction, ...] | State:
    return State.MISSING if totals is None else tuple(totals.get(unit, ()))


def _number(feed: str, totals: Mapping[str, list[Fraction]] | None, unit: str) -> Fraction | State:
    if totals is None:
        return State.MISSING
    numbers: Sequence[Fraction] = totals.get(unit, ())
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
