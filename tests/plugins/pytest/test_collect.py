"""Criteria sets as tests: what is collected, and how a failure is told."""

import subprocess
import sys
from datetime import date

import pytest

import scoring
from scoring_pytest.laws import LAWS
from scoring_pytest.toml import write_toml

# A run inside a test forgets every module that it was the first to import; a second copy of
# one of ours would make its classes other classes. So all of ours are here before.
for name in scoring.__all__:
    getattr(scoring, name)

SET = {
    "format": 1,
    "set": {
        "id": "mine",
        "title": "Bộ tiêu chí của phường",
        "status": "draft",
        "issuer": "Hội đồng thử",
        "period": {"from": date(2026, 1, 1), "to": date(2026, 12, 31)},
        "unit_kinds": ["ward"],
    },
    "basis": {"L": {"cite": "Luật thử", "title": "Luật để thử"}},
    "policy": {
        "scale": 10,
        "leaf_rounding": "2 half-up",
        "total_rounding": "2 half-up",
        "not_applicable": "normalise",
        "missing": "zero",
        "order": ["round-leaves", "sum", "normalise", "clamp", "round-total"],
        "clamp": {"min": 0, "max": 10},
        "compare": "rounded",
    },
    "criterion": {
        "1": {
            "title": "Công khai đúng hạn",
            "max": 10,
            "basis": ["L Đ1"],
            "rule": {
                "kind": "proportional",
                "done": {"ask": "Đã làm?"},
                "total": {"ask": "Phải làm?"},
            },
            "example": [
                {"given": {"done": 1, "total": 3}, "points": "3.33"},
                {"given": {"done": 3, "total": 3}, "points": 10},
            ],
        }
    },
    "grade": [{"id": "dat", "title": "Đạt", "from": 5}, {"id": "khong", "title": "Không đạt"}],
    "rank": {"within": "group", "method": "competition", "tied": "shared"},
}
UNITS = "unit,name,kind,group,1.done,1.total\na,Phường A,ward,x,2,3\nb,Phường B,ward,x,1,3\n"
EXPECTED = "unit,total,grade,rank,state,points:1\na,6.67,dat,1,scored,6.67\n"


@pytest.fixture
def write(pytester):
    """Give a function that writes a set into a folder beside the tests."""

    def written(units=UNITS, expected=EXPECTED, folder="mine", **changes):
        home = pytester.path / folder
        home.mkdir()
        text = write_toml({**SET, **changes})
        (home / "criteria.toml").write_text(text, encoding="utf-8")
        if units:
            (home / "units.csv").write_text(units, encoding="utf-8")
        if expected:
            (home / "expected.csv").write_text(expected, encoding="utf-8")
        return home

    return written


def told(result):
    return "\n".join(result.outlines)


def test_a_sound_set_has_a_test_for_everything_it_says(pytester, write):
    write()
    result = pytester.runpytest("mine", "-v", "--scoring-examples=1")
    result.assert_outcomes(passed=4 + len(LAWS))
    for name in ["reads", "example[1-1]", "example[1-2]", "expected", "law[sum]"]:
        assert f"mine/criteria.toml::{name}" in told(result)


def test_only_what_is_there_is_collected(pytester, write):
    criterion = {"1": {k: v for k, v in SET["criterion"]["1"].items() if k != "example"}}
    write(units="", expected="", criterion=criterion)
    result = pytester.runpytest("mine", "--collect-only", "-q")
    assert [line.partition("::")[2] for line in result.outlines if "::" in line] == [
        "reads",
        *(f"law[{name}]" for name in LAWS),
    ]


def test_a_set_that_does_not_read_says_why_in_either_language(pytester, write):
    write(rank={"within": "group", "method": "competition"})
    for lang, words in (("vi", "lỗi [C102]"), ("en", "error [C102]")):
        result = pytester.runpytest("mine", f"--scoring-lang={lang}")
        result.assert_outcomes(failed=1)
        assert words in told(result)
        assert "Traceback" not in told(result)


def test_a_wrong_example_is_told_and_no_other_fails(pytester, write):
    criterion = {"1": {**SET["criterion"]["1"]}}
    right = SET["criterion"]["1"]["example"][1]
    wrong = {"given": {"done": 1, "total": 3}, "points": 4}
    criterion["1"]["example"] = [wrong, right]
    write(criterion=criterion)
    result = pytester.runpytest("mine", "-k", "example or expected", "--scoring-lang=vi")
    result.assert_outcomes(passed=2, failed=1, deselected=1 + len(LAWS))
    assert "3,33" in told(result)


def test_an_unexpected_result_is_told_with_its_unit(pytester, write):
    write(expected=EXPECTED.replace("6.67,dat", "6.66,khong"))
    result = pytester.runpytest("mine", "-k", "expected", "--scoring-lang=en")
    result.assert_outcomes(failed=1, deselected=3 + len(LAWS))
    for words in ("6.67", "6.66", "khong", "a"):
        assert words in told(result)


def test_a_broken_sheet_is_told_as_problems(pytester, write):
    write(units=UNITS.replace("2,3", "2 cái,3"))
    result = pytester.runpytest("mine", "-k", "expected or sum", "--scoring-lang=en")
    result.assert_outcomes(failed=2, deselected=2 + len(LAWS))
    assert "error [S301]" in told(result)


# Gives fewer points the more is done, although it declares the contrary.
BROKEN_KIND = """
from attrs import evolve
import scoring_pytest.collect as collect

real = collect.load_registry


def broken():
    registry = real()
    kind = registry.rule_kinds["proportional"]
    worse = evolve(kind, points=lambda case: case.max * (1 - case.done / case.total))
    return evolve(registry, rule_kinds={**registry.rule_kinds, "proportional": worse})


collect.load_registry = broken
"""


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "vi",
            ["định luật “monotone” bị vi phạm", "Công khai đúng hạn", "[L Đ1]", "bảng nhỏ nhất"],
        ),
        ("en", ["the law “monotone” is broken", "Công khai đúng hạn", "[L Đ1]", "smallest sheet"]),
    ],
)
def test_a_broken_law_is_told_in_the_words_of_the_set_on_one_small_unit(
    pytester, write, lang, words
):
    pytester.makeconftest(BROKEN_KIND)
    write(units="", expected="")
    result = pytester.runpytest_subprocess("mine", "-k", "monotone", f"--scoring-lang={lang}")
    result.assert_outcomes(failed=1, deselected=3 + len(LAWS) - 1)
    for word in words:
        assert word in told(result)
    # Shrunk: one unit, and no more of it than the law needs.
    assert "U1" in told(result)
    assert "U2" not in told(result)


def test_other_files_are_left_alone(pytester):
    pytester.makefile(".toml", criteria_old="x = 1", pyproject="[tool]")
    pytester.makepyfile("def test_it(): pass")
    pytester.runpytest().assert_outcomes(passed=1)


def test_an_unrelated_run_of_pytest_waits_for_nothing_heavy():
    code = (
        "import sys, scoring_pytest\n"
        "heavy = {'numpy', 'hypothesis', 'attrs', 'pluggy', 'tomli', 'scoring', 'pytest'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
