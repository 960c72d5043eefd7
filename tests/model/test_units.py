"""Units and columns of few texts: the order of rows decides nothing."""

from hypothesis import given
from hypothesis import strategies as st

from scoring import Column, State
from scoring.model.units import Coded, Unit, Units

TEXTS = st.lists(st.sampled_from(["a", "b", "Cụm 1", "Cụm 2", ""]), max_size=8)


@given(TEXTS, st.randoms(use_true_random=False))
def test_coded_texts_read_back_and_code_alike_in_any_order(texts, random):
    coded = Coded.of(texts)
    assert [coded[row] for row in range(len(texts))] == texts
    assert list(coded.labels) == sorted(set(texts))
    order = list(range(len(texts)))
    random.shuffle(order)
    moved = Coded.of([texts[row] for row in order])
    assert moved.labels == coded.labels
    assert moved.codes.tolist() == coded.codes[order].tolist()
    assert coded.take(order).codes.tolist() == moved.codes.tolist()


UNITS = [
    Unit("w1", "Phường Một", "ward", "A"),
    Unit("w2", "Phường Hai", "ward", "B", parent="w1"),
    Unit("m", "Phường Hai", "agency", "A", parent="w1"),
]


def test_units_are_what_they_were_made_of():
    units = Units.of(UNITS)
    assert list(units) == UNITS
    assert len(units) == 3
    assert list(units.take([2, 0])) == [UNITS[2], UNITS[0]]
    assert not Units.of(UNITS[:1]).parents


def test_a_unit_is_found_by_its_id_or_by_a_name_of_its_own():
    units = Units.of(UNITS)
    assert units.find("w2") == 1
    assert units.find("phường một") == 0
    assert units.find("Phường Hai") is None  # two of that name
    assert units.find("x") is None


CELLS = st.lists(
    st.one_of(st.fractions(max_denominator=9), st.sampled_from(list(State)[1:])), max_size=6
)


@given(CELLS, st.data())
def test_a_column_keeps_numbers_and_states_apart(cells, data):
    column = Column.of(cells)
    assert column.cells() == cells
    rows = data.draw(st.permutations(range(len(cells))))
    assert column.take(list(rows)).cells() == [cells[row] for row in rows]
    assert column.states.tolist() == [int(cell) if isinstance(cell, State) else 0 for cell in cells]


def test_a_zero_is_a_value_and_a_blank_is_none():
    assert Column.of([0, State.MISSING]).states.tolist() == [State.VALUE, State.MISSING]
    assert len({State.VALUE, State.MISSING, State.NOT_APPLICABLE, State.HELD}) == 4
