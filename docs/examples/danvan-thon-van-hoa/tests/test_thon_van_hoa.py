"""The plugin alone: its rule, its checks, its office; the set is tested by pytest itself."""

from pathlib import Path

import pytest

import scoring_basics
import scoring_csv
import thon_van_hoa
from scoring import (
    Basis,
    CriteriaError,
    Rounding,
    Table,
    compile_criteria,
    enter_table,
    explain_leaf,
    load_registry,
    parse_number,
    read_criteria,
    run,
)
from thon_van_hoa.streak import KIND

PLUGINS = {"basics": scoring_basics, "csv": scoring_csv, "thon-van-hoa": thon_van_hoa}
SET = Path(thon_van_hoa.__file__).parent / "criteria" / "thon-van-hoa"


@pytest.fixture
def registry():
    return load_registry(PLUGINS)


def rewrite(folder, old, new):
    """Give a folder with the set after one change of its text."""
    text = (SET / "criteria.toml").read_text(encoding="utf-8")
    assert old in text
    (folder / "thon-van-hoa").mkdir()
    (folder / "thon-van-hoa" / "criteria.toml").write_text(text.replace(old, new), encoding="utf-8")
    return folder / "thon-van-hoa"


def score(folder, registry, *months):
    """Score units that differ in the months of criterion 1.1 alone."""
    program = compile_criteria(read_criteria(folder, registry), registry)
    header = ("unit", "name", "kind", "group", "1.1", "1.2", "2.1.done", "2.1.total", "2.2")
    rows = [
        [f"T{index}", f"Thôn {index}", "village", "", cell, "2", "1", "1", "có"]
        for index, cell in enumerate(months)
    ]
    sheet = enter_table(program, Table("bảng.csv", header, rows))
    return run(program, sheet), sheet


# A file cannot hold a list of no months; that row is an example of the set instead.
ROWS = [row for row in KIND.worked if row.given["months"]]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.note.en)
def test_a_worked_row_gives_what_it_says(registry, tmp_path, row):
    rule = "\n".join(f"{key} = {value}" for key, value in row.rule.items())
    title = 'title = "Họp dân hằng tháng"\n'
    folder = rewrite(tmp_path, f"{title}max = 30", f"{title}max = {row.max}")
    file = folder / "criteria.toml"
    text = file.read_text(encoding="utf-8").replace("asked = 12\nleast = 1", rule)
    text = text.replace("max = 50", f"max = {20 + int(row.max)}", 1)
    text = text.replace("scale = 100", f"scale = {70 + int(row.max)}")
    file.write_text(text, encoding="utf-8")
    result, _ = score(folder, registry, "; ".join(map(str, row.given["months"])))
    assert Rounding(2).of(result.points("1.1", 0)) == parse_number(row.points)


def test_a_month_more_never_earns_less(registry):
    broken, kept = "1; 1; 0; 1", "1; 1; 1; 1"
    result, _ = score(SET, registry, broken, kept, kept + "; 1", kept + "; 0")
    points = [result.points("1.1", row) for row in range(4)]
    assert points == [5, 10, parse_number("12.5"), 10]


def test_the_explanation_shows_the_months(registry):
    result, _ = score(SET, registry, "1; 2; 0; 1")
    arithmetic = explain_leaf(result, 0, "1.1").arithmetic
    assert arithmetic.vi.startswith("■■□■: dài nhất 2 tháng liền; 2 ÷ 12 × 30")
    assert arithmetic.en.startswith("■■□■: 2 months in a row at most; 2 ÷ 12 × 30")


def test_a_streak_of_no_months_is_refused(registry, tmp_path):
    with pytest.raises(CriteriaError, match="asked must be greater than 0"):
        read_criteria(rewrite(tmp_path, "asked = 12", "asked = 0"), registry)


def test_a_streak_longer_than_the_period_is_a_problem(registry, tmp_path):
    assert registry.check_criteria(read_criteria(SET, registry)) == []
    folder = rewrite(tmp_path, "asked = 12", "asked = 13")
    (problem,) = registry.check_criteria(read_criteria(folder, registry))
    assert problem.code == "TVH1"
    assert "13 months in a row, but the period has only 12" in problem.message.en


def test_a_month_too_many_is_a_problem_of_the_sheet(registry):
    criteria = read_criteria(SET, registry)
    _, good = score(SET, registry, "; ".join(["1"] * 12))
    _, bad = score(SET, registry, "; ".join(["1"] * 13))
    assert registry.check_sheet(criteria, good) == []
    (problem,) = registry.check_sheet(criteria, bad)
    assert problem.code == "TVH2"
    assert "Thôn 0 ghi 13 tháng" in problem.message.vi


def test_a_cited_text_is_found_in_the_folder_of_the_office(registry, tmp_path, monkeypatch):
    basis = Basis("ND86", "Nghị định 86/2023/NĐ-CP", "…")
    assert registry.link(basis) is None
    copy = tmp_path / "86-2023-nd-cp.pdf"
    copy.touch()
    monkeypatch.setenv("DANVAN_TEXTS", str(tmp_path))
    assert registry.link(basis) == copy.as_uri()
    assert registry.link(Basis("L10", "Luật 10/2022/QH15", "…")) is None


def test_a_run_is_entered_in_the_journal(registry, tmp_path, monkeypatch):
    result, _ = score(SET, registry, "1; 1")
    registry.after_run(result)
    journal = tmp_path / "nhật ký.txt"
    monkeypatch.setenv("DANVAN_JOURNAL", str(journal))
    registry.after_run(result)
    registry.after_run(result)
    first, second = journal.read_text(encoding="utf-8").splitlines()
    assert first == second
    assert first.startswith("thon-van-hoa\t1\tsha256:")
