"""A check that cannot fail is no check: each law refuses a result that breaks it."""

from datetime import date

import numpy as np
import pytest
from attrs import evolve

import scoring_basics
import scoring_csv
from scoring import (
    State,
    Table,
    compile_criteria,
    enter_table,
    load_registry,
    read_criteria,
)
from scoring import run as real_run
from scoring_pytest import laws
from scoring_pytest.strategies import keep
from scoring_pytest.toml import write_toml

REGISTRY = load_registry({"basics": scoring_basics, "csv": scoring_csv})
SET = {
    "format": 1,
    "set": {
        "id": "caught",
        "title": "Bộ tiêu chí bị thử",
        "status": "draft",
        "issuer": "Hội đồng thử",
        "period": {"from": date(2026, 1, 1)},
        "unit_kinds": ["ward"],
    },
    "policy": {
        "scale": 100,
        "leaf_rounding": "2 half-up",
        "total_rounding": "2 half-up",
        "not_applicable": "normalise",
        "missing": "hold",
        "order": ["round-leaves", "sum", "cap", "normalise", "clamp", "round-total"],
        "clamp": {"min": 0, "max": 100},
        "compare": "rounded",
    },
    "criterion": {
        "1": {"title": "Đúng hạn", "max": 60, "rule": {"kind": "proportional"}},
        "2": {"title": "Điểm chấm", "max": 40, "rule": {"kind": "direct", "least": 0, "step": 1}},
    },
    "grade": [
        {"id": "tot", "title": "Tốt", "from": 80},
        {"id": "kha", "title": "Khá", "from": 50},
        {"id": "yeu", "title": "Yếu"},
    ],
    "quota": {"tot": {"share": "50%", "base": "group", "round": "floor", "tie_on_line": "exclude"}},
    "rank": {"within": "group", "method": "competition", "tied": "shared"},
}
SET["criterion"]["1"]["rule"] |= {"done": {"ask": "Đã làm?"}, "total": {"ask": "Phải làm?"}}
SET["criterion"]["2"]["rule"] |= {"points": {"ask": "Điểm?"}}
PROGRAM = compile_criteria(read_criteria(keep(write_toml(SET)), REGISTRY), REGISTRY)
HEADER = ("unit", "name", "kind", "group", "1.done", "1.total", "2")
ROWS = [
    ["a", "Phường A", "ward", "x", "9", "10", "35"],
    ["b", "Phường B", "ward", "x", "9", "10", "35"],
    ["c", "Phường C", "ward", "x", "5", "10", "30"],
    ["d", "Phường D", "ward", "x", "10", "10", "39"],
]
SHEET = enter_table(PROGRAM, Table("units.csv", HEADER, ROWS))


def put(result, name, column):
    return evolve(result, columns={**result.columns, name: column})


def change(name, to):
    """Give a tampering that changes one column."""
    return lambda result, **how: put(result, name, to(result.columns[name]))


def in_row(row, value):
    def to(codes):
        codes = codes.copy()
        codes[row] = value
        return codes

    return to


def by_size(result, **how):
    """Let points hang on how many units there are."""
    return put(result, "total", result.numbers("total") + len(result.units))


def by_order(result, **how):
    """Let the order of rows decide a rank."""
    return put(result, "rank", np.arange(1, len(result.units) + 1))


def by_block(result, **how):
    return put(result, "total", result.numbers("total") + int(how.get("block") == 3))


def by_width(result, **how):
    return put(result, "total", result.numbers("total") + int(result.numbers("total").is_wide))


def blank_as_zero(result, **how):
    """Score a blank as if it were a value."""
    states = np.zeros_like(result.codes("states"))
    return put(put(result, "states", states), "state", np.zeros_like(result.codes("state")))


def upside_down(result, **how):
    """Give fewer points for more done."""
    return put(result, "points", 60 - result.numbers("points"))


TAMPERINGS = {
    "row": by_size,
    "bounds": change("points", lambda points: points + 100),
    "sum": change("total", lambda total: total + 1),
    "monotone": upside_down,
    "missing": blank_as_zero,
    "ladder": change("grade:band", in_row(0, 1)),
    "gate": change("grade", in_row(2, 0)),
    "rank": change("rank", in_row(1, 3)),
    "quota": change("place:tot", in_row(0, 1)),
    "permutation": by_order,
    "explanation": change("total", lambda total: total + 1),
    "exact": change("total", lambda total: np.ones(len(SHEET))),
    "replay": by_block,
    "widths": by_width,
}


def test_every_law_is_put_to_the_proof():
    assert set(TAMPERINGS) == set(laws.LAWS)


@pytest.mark.parametrize("name", TAMPERINGS)
def test_a_law_holds_on_an_honest_result(name):
    laws.hold(PROGRAM, SHEET, registry=REGISTRY, names=[name])


@pytest.mark.parametrize("name", TAMPERINGS)
def test_a_law_catches_a_result_that_breaks_it(name, monkeypatch):
    def tampered(program, sheet, **how):
        return TAMPERINGS[name](real_run(program, sheet, **how), **how)

    monkeypatch.setattr(laws, "run", tampered)
    with pytest.raises(laws.LawBroken) as caught:
        laws.hold(PROGRAM, SHEET, registry=REGISTRY, names=[name])
    for lang in ("vi", "en"):
        assert f"“{name}”" in caught.value.text.in_(lang)


def test_a_broken_law_is_told_in_the_words_of_the_set(monkeypatch):
    monkeypatch.setattr(laws, "run", lambda p, s, **how: TAMPERINGS["bounds"](real_run(p, s)))
    with pytest.raises(laws.LawBroken) as caught:
        laws.bounds(PROGRAM, SHEET)
    assert caught.value.text.vi == (
        "định luật “bounds” bị vi phạm: đơn vị a (Phường A), tiêu chí 1 “Đúng hạn”, "
        "được 154 điểm, ngoài khoảng 0–60"
    )


def test_a_set_that_refuses_blanks_is_held_to_it(monkeypatch):
    policy = {**SET["policy"], "missing": "refuse"}
    path = keep(write_toml({**SET, "policy": policy}))
    program = compile_criteria(read_criteria(path, REGISTRY), REGISTRY)
    laws.missing(program, SHEET)
    monkeypatch.setattr(laws, "enter_table", lambda program, table: SHEET)
    with pytest.raises(laws.LawBroken, match="refuses blanks"):
        laws.missing(program, SHEET)


def test_a_blank_that_is_set_to_zero_is_no_breach():
    policy = {**SET["policy"], "missing": "zero"}
    path = keep(write_toml({**SET, "policy": policy}))
    program = compile_criteria(read_criteria(path, REGISTRY), REGISTRY)
    laws.missing(program, SHEET)
    blank = laws.with_column(SHEET, "2", [State.MISSING] * 4)
    assert [real_run(program, blank).state(row) for row in range(4)] == ["scored"] * 4
