"""A unit waits for its items: what is not settled is not left out in silence."""

from __future__ import annotations

from fractions import Fraction

from scoring import State, Unit, Units
from scoring.engine.feed import _Given, _list, _number


class _Items:
    """The little of a result that a feed looks at."""

    def __init__(self, rows: list[tuple[str, str, Fraction | None]]) -> None:
        self.units = Units.of(
            [Unit(f"M{i}", "", "model", "", parent) for i, (parent, _, _) in enumerate(rows)]
        )
        self._rows = rows

    def total(self, row: int) -> Fraction | None:
        return self._rows[row][2]

    def state(self, row: int) -> str:
        return self._rows[row][1]


ITEMS = _Items(
    [
        ("W1", "scored", Fraction(80)),
        ("W1", "held", None),
        ("W2", "scored", Fraction(70)),
        ("W2", "unclassified", Fraction(90)),
        ("W3", "provisional", Fraction(60)),
    ]
)


def test_a_held_or_provisional_item_holds_its_unit() -> None:
    given = _Given.of(ITEMS)  # type: ignore[arg-type]
    for unit in ("W1", "W3"):
        assert _list(given, unit) is State.HELD
        for feed in ("items.count", "items.sum", "items.mean", "items.max", "items.best(2)"):
            assert _number(feed, given, unit) is State.HELD


def test_an_unclassified_item_counts_for_nothing() -> None:
    given = _Given.of(ITEMS)  # type: ignore[arg-type]
    assert _list(given, "W2") == (Fraction(70),)
    assert _number("items.best(2)", given, "W2") == 70
    assert _number("items.count", given, "W2") == 1


def test_a_unit_without_items_has_none() -> None:
    given = _Given.of(ITEMS)  # type: ignore[arg-type]
    assert _list(given, "W4") == ()
    assert _number("items.sum", given, "W4") == 0
    assert _number("items.mean", given, "W4") is State.MISSING
    assert _list(None, "W4") is State.MISSING
