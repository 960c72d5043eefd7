"""What is special in the sets dug out of old instruments, one fact at a time.

`danvan check` already compares each set with its expected.csv. Here single cells and single
policy lines are changed, and the one consequence that the instrument promises is watched.
"""

import csv
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

import scoring_basics
import scoring_csv
from scoring import (
    CriteriaError,
    SheetError,
    State,
    Table,
    compile_criteria,
    enter_table,
    load_registry,
    parse_number,
    read_criteria,
    run,
)
from scoring.engine.enter import enter_with_problems
from scoring.engine.read import read_with_problems

CRITERIA = Path(__file__).parents[1] / "criteria"
SETS = (
    "hcm-q11-2023",
    "hcm-16p-2015",
    "hcm-tanbinh-2023",
    "family-dvcq-10",
    "binhdinh-3708-2018",
    "htx-09-2017",
)
REGISTRY = load_registry({"basics": scoring_basics, "csv": scoring_csv})


# ---- scoring a set with a few cells or lines changed ------------------------------------------


def read_changed(set_id, changes):
    """Read a set with some of its text replaced; what is replaced must be there."""
    text = (CRITERIA / set_id / "criteria.toml").read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in text, f"{set_id} no longer says {old!r}"
        text = text.replace(old, new)
    with TemporaryDirectory() as home:
        folder = Path(home) / set_id
        folder.mkdir()
        (folder / "criteria.toml").write_text(text, encoding="utf-8")
        return read_with_problems(folder, REGISTRY)


@cache
def bundled(set_id):
    return compile_criteria(read_criteria(CRITERIA / set_id, REGISTRY), REGISTRY)


def program_of(set_id, changes=None):
    if not changes:
        return bundled(set_id)
    criteria, problems = read_changed(set_id, changes)
    errors = [problem for problem in problems if problem.is_error]
    if errors:
        raise CriteriaError(errors)
    return compile_criteria(criteria, REGISTRY)


def table_of(set_id, cells=None, without=(), file="units.csv"):
    """Give a table of a set: {"P04": {"B1.evidence": "muộn"}} changes one cell."""
    with (CRITERIA / set_id / file).open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["unit"] not in without]
    ids = {row["unit"] for row in rows}
    for unit, changed in (cells or {}).items():
        assert unit in ids
        assert changed.keys() <= rows[0].keys()
        for row in rows:
            if row["unit"] == unit:
                row.update(changed)
    return Table(file, tuple(rows[0]), [list(row.values()) for row in rows])


@cache
def models_of(set_id):
    rubric = bundled("dvk-model-rubric")
    return run(rubric, enter_table(rubric, table_of(set_id, file="items.csv")))


def score(set_id, cells=None, changes=None, without=()):
    program = program_of(set_id, changes)
    items = models_of(set_id) if program.criteria.items is not None else None
    return run(program, enter_table(program, table_of(set_id, cells, without)), items=items)


class Seen:
    """One unit of a result, with exact numbers."""

    def __init__(self, result, unit):
        row = result.units.find(unit)
        assert row is not None
        self.total = result.total(row)
        self.grade = result.grade_id(row)
        self.rank = result.rank(row)
        self.state = result.state(row)
        self.sum = result.numbers("sum").at(row)
        self.most = result.numbers("applicable_max").at(row)
        self.points = lambda code: result.points(code, row)


def exact(text):
    return parse_number(text)


# ---- all of them ---------------------------------------------------------------------------


@pytest.mark.parametrize("set_id", SETS)
def test_a_set_reads_without_a_warning_and_says_where_every_number_comes_from(set_id):
    criteria, problems = read_changed(set_id, {})
    assert problems == ()
    for leaf in criteria.scored:
        assert leaf.marks.keys() == {"points", "parameters"}, leaf.code
        assert leaf.examples, leaf.code


@pytest.mark.parametrize("set_id", [one for one in SETS if one != "family-dvcq-10"])
def test_a_legacy_set_says_when_it_ended(set_id):
    criteria = bundled(set_id).criteria
    assert criteria.status == "legacy"
    assert criteria.period.to is not None


@pytest.mark.parametrize(
    ("set_id", "year", "basis"),
    [
        ("hcm-16p-2015", "2015", "PL34"),
        ("hcm-16p-2015", "2015", "ND04"),
        ("binhdinh-3708-2018", "2018", "PL34"),
        ("htx-09-2017", "2018", "TT09"),
    ],
)
def test_bringing_an_old_set_to_2026_warns_of_what_has_expired(set_id, year, basis):
    changes = {
        f"from = {year}-01-01, to = {year}-12-31": "from = 2026-01-01, to = 2026-12-31",
        'status = "legacy"': 'status = "in-force"',
    }
    _, problems = read_changed(set_id, changes)
    assert basis in [
        problem.place.key.split(".")[1] for problem in problems if problem.code == "C602"
    ]


# ---- 16 wards and the offices of a district, 2015 -----------------------------------------------


@pytest.mark.parametrize(
    ("unit", "most"),
    [("P01", 100), ("CQ1", 70), ("CQ2", 70), ("CQ3", 70), ("CQ4", 55), ("CQ7", 55)],
)
def test_100_or_70_or_55_points_apply(unit, most):
    seen = Seen(score("hcm-16p-2015"), unit)
    assert seen.most == most
    assert abs(seen.total - seen.sum * 100 / most) <= exact("0.005")


def test_an_office_outside_the_three_reaches_100_with_its_55_points():
    perfect = {
        "A1.done": "20",
        "A1.total": "20",
        "A2.done": "9",
        "A2.total": "9",
        "C1": "52",
        "C2.done": "7",
        "C2.total": "7",
        "C3": "0",
        "D3.done": "5",
        "D3.total": "5",
        "E1": "2",
        "E3.mean": "5",
        "E3.n": "12",
        **dict.fromkeys(
            ("F2.regulation", "F2.conference", "F2.finance", "F2.personnel", "F2.opinions"), "có"
        ),
    }
    seen = Seen(score("hcm-16p-2015", {"CQ4": perfect}), "CQ4")
    assert (seen.sum, seen.most, seen.total, seen.grade) == (55, 55, 100, "tot")


def test_what_is_asked_of_wards_is_not_applicable_to_offices():
    office = Seen(score("hcm-16p-2015"), "CQ1")
    for code in ("A3", "D1", "D2", "E2", "F1"):
        assert office.points(code) is State.NOT_APPLICABLE
    assert office.points("B1") == 5


def test_an_office_with_a_one_stop_shop_of_its_own_is_scored_on_70():
    cells = {"CQ5": {"B1": "có", "B2.done": "970", "B2.total": "1000", "reason": ""}}
    seen = Seen(score("hcm-16p-2015", cells), "CQ5")
    assert seen.most == 70
    assert seen.points("B2") == 8


def test_an_office_may_not_set_the_one_stop_shop_aside_in_silence():
    with pytest.raises(SheetError) as caught:
        score("hcm-16p-2015", {"CQ5": {"reason": ""}})
    assert {problem.code for problem in caught.value.problems} == {"S307"}


def test_an_office_that_answers_what_only_wards_are_asked_is_told_so():
    program = bundled("hcm-16p-2015")
    sheet, problems = enter_with_problems(program, table_of("hcm-16p-2015", {"CQ1": {"D1": "4"}}))
    assert [problem.code for problem in problems] == ["S313"]
    assert Seen(run(program, sheet), "CQ1").points("D1") is State.NOT_APPLICABLE


def test_offices_are_never_ranked_against_wards():
    wards = [f"P{number:02}" for number in range(1, 17)]
    offices = [f"CQ{number}" for number in range(1, 9)]
    whole, alone = score("hcm-16p-2015"), score("hcm-16p-2015", without=wards)
    ranks = [Seen(whole, unit).rank for unit in offices]
    assert ranks == [Seen(alone, unit).rank for unit in offices]
    assert sorted(ranks) == [1, 2, 3, 4, 5, 6, 7, 7]


# ---- Quận 11, 2023 ---------------------------------------------------------------------------


def test_one_late_report_costs_two_points_and_the_highest_grade():
    late, on_time = score("hcm-q11-2023"), score("hcm-q11-2023", {"P04": {"G1": "0"}})
    before, after = Seen(late, "P04"), Seen(on_time, "P04")
    assert before.total > 90
    assert before.grade == "tot"
    assert after.total == before.total + 2
    # With no deduction only the places are left: 2 of 12, and P03 and P01 stand above.
    assert (after.grade, after.rank) == ("tot", 3)
    alone = score("hcm-q11-2023", {"P04": {"G1": "0"}}, without=("P01", "P02", "P03"))
    assert Seen(alone, "P04").grade == "xuat-sac"


def test_the_place_of_a_ward_that_leaves_goes_to_the_next():
    assert Seen(score("hcm-q11-2023"), "P02").grade == "tot"
    assert Seen(score("hcm-q11-2023", without=("P03",)), "P02").grade == "xuat-sac"


def test_a_ward_without_a_dialogue_stays_below_its_points():
    assert Seen(score("hcm-q11-2023"), "P05").grade == "kha"
    held_once = Seen(score("hcm-q11-2023", {"P05": {"B1": "1"}}), "P05")
    assert (held_once.points("B1"), held_once.grade) == (4, "tot")


@pytest.mark.parametrize(
    ("cases", "population", "points"),
    [("0", "18000", 5), ("1", "20000", 3), ("1", "19999", 1), ("2", "20000", 1), ("2", "19999", 0)],
)
def test_petitions_over_level_are_judged_by_residents(cases, population, points):
    cells = {"P11": {"C3.cases": cases, "population": population}}
    assert Seen(score("hcm-q11-2023", cells), "P11").points("C3") == points


def test_bonuses_come_before_the_bound_of_100():
    open_end = {"clamp = { min = 0, max = 100 }": 'clamp = { min = 0, max = "none" }'}
    bounded, unbounded = score("hcm-q11-2023"), score("hcm-q11-2023", changes=open_end)
    seen = Seen(unbounded, "P03")
    assert Seen(bounded, "P03").total == 100
    assert seen.total == seen.sum + 3
    assert seen.total > 100


# ---- Tân Bình, 2023 --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "points"), [("đủ, đúng hạn", "5"), ("muộn", "2.5"), ("không có", "0"), ("", "0")]
)
def test_a_late_registration_counts_half(said, points):
    filled = {f"B1.{name}": "có" for name in ("name", "reason", "aim", "method", "area")}
    filled |= {f"B1.{name}": "có" for name in ("forces", "resources", "time", "product", "spread")}
    seen = Seen(score("hcm-tanbinh-2023", {"P04": {**filled, "B1.evidence": said}}), "P04")
    assert seen.points("B1") == exact(points)


def test_a_late_registration_that_lacks_a_field_counts_half_of_what_it_has():
    names = ("name", "reason", "aim", "method", "area", "forces", "resources", "time", "product")
    cells = {f"B1.{name}": "có" for name in names} | {"B1.spread": "không", "B1.evidence": "muộn"}
    # 9 of 10 fields: 4.5 points, half of them 2.25.
    assert Seen(score("hcm-tanbinh-2023", {"P04": cells}), "P04").points("B1") == exact("2.25")


@pytest.mark.parametrize(("slips", "points"), [("100", "8.64"), ("99", "5"), ("0", "5")])
def test_a_survey_of_fewer_than_100_slips_counts_half(slips, points):
    cells = {"P05": {"C1.percent": "86,4%", "C1.n": slips}}
    assert Seen(score("hcm-tanbinh-2023", cells), "P05").points("C1") == exact(points)


def test_the_two_best_models_count_and_one_alone_is_halved():
    models = models_of("hcm-tanbinh-2023")
    totals = {
        unit.id: models.total(row)
        for row, unit in enumerate(models.units)
        if unit.parent in ("P01", "P04") and models.state(row) == "scored"
    }
    # One of the three models of P01 duplicates another movement and does not count.
    assert sorted(totals) == ["M01", "M03", "M08"]
    result = score("hcm-tanbinh-2023")
    best_two = (totals["M01"] + totals["M03"]) / 2 * 15 / 100
    assert abs(Seen(result, "P01").points("B2") - best_two) <= exact("0.005")
    alone = totals["M08"] * 15 / 100
    assert abs(Seen(result, "P04").points("B2") - alone / 2) <= exact("0.005")
    present = score("hcm-tanbinh-2023", changes={'"divide-by-best"': '"divide-by-present"'})
    assert abs(Seen(present, "P04").points("B2") - alone) <= exact("0.005")
    assert Seen(present, "P01").points("B2") == Seen(result, "P01").points("B2")


def test_a_held_model_does_not_count():
    models = models_of("hcm-tanbinh-2023")
    assert models.state(models.units.find("M09")) == "held"


def test_offices_are_scored_on_73_points_and_schools_on_65():
    result = score("hcm-tanbinh-2023")
    most = [Seen(result, unit).most for unit in ("P01", "CQ1", "TH1")]
    assert most == [100, 73, 65]


# ---- ten heads for state bodies ----------------------------------------------------------------

SMALLER_SCALE = {
    'not_applicable = "normalise"': 'not_applicable = "smaller-scale"',
    "\nfrom = 90\n": '\nfrom = "90%"\n',
    "\nfrom = 80\n": '\nfrom = "80%"\n',
    "\nfrom = 65\n": '\nfrom = "65%"\n',
    "\nfrom = 50\n": '\nfrom = "50%"\n',
    '[rank]\nwithin = "group"\n': '[rank]\nwithin = "group"\nby = "share"\n',
}


@pytest.mark.parametrize(
    ("unit", "earned", "converted", "grade"),
    [("S04", "76.50", "90.00", "xuat-sac"), ("S05", "71.25", "83.82", "tot")],
)
def test_the_scale_of_85_may_be_read_in_two_ways(unit, earned, converted, grade):
    to_100 = Seen(score("family-dvcq-10"), unit)
    of_85 = Seen(score("family-dvcq-10", changes=SMALLER_SCALE), unit)
    assert (to_100.sum, to_100.most) == (of_85.sum, of_85.most) == (exact(earned), 85)
    assert to_100.total == exact(converted)
    assert of_85.total == exact(earned)
    assert to_100.grade == of_85.grade == grade
    assert to_100.rank == of_85.rank


def test_a_smaller_scale_refuses_thresholds_in_points():
    only_the_policy = dict(list(SMALLER_SCALE.items())[:1])
    with pytest.raises(CriteriaError) as caught:
        program_of("family-dvcq-10", only_the_policy)
    assert len(caught.value.problems) == 2
    assert "smaller-scale" in str(caught.value)


def test_a_point_less_of_85_misses_the_highest_grade_in_both_readings():
    one_late_report = {"S04": {"10.1.late": "1"}}
    for changes in (None, SMALLER_SCALE):
        seen = Seen(score("family-dvcq-10", one_late_report, changes), "S04")
        assert (seen.sum, seen.grade) == (exact("75.50"), "tot")


def test_heads_of_offices_and_chairs_of_communes_owe_different_days():
    cells = {"S01": {"9.1": "12"}, "X01": {"9.2": "12"}}
    result = score("family-dvcq-10", cells)
    office, commune = Seen(result, "S01"), Seen(result, "X01")
    assert (office.points("9.1"), office.points("9.2")) == (5, State.NOT_APPLICABLE)
    assert (commune.points("9.1"), commune.points("9.2")) == (State.NOT_APPLICABLE, exact("1.15"))
    assert office.points("9") == 5
    assert commune.points("9") == exact("1.15")
    assert Seen(result, "V01").most == 80


# ---- Bình Định, 2018 --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "points"),
    [("III.1", State.NOT_APPLICABLE), ("VI.2", 7), ("II.2", 0)],
)
def test_nothing_to_do_means_three_different_things(code, points):
    cells = {"X01": {f"{code}.done": "0", f"{code}.total": "0"}}
    assert Seen(score("binhdinh-3708-2018", cells), "X01").points(code) == points


def test_a_year_without_elections_leaves_only_the_village_code():
    aside = {"IV.1.chief": "kad", "IV.1.inspection": "kad"}
    for said, points in (("có", 10), ("không", 0)):
        cells = {"X01": {**aside, "IV.1.code": said}}
        assert Seen(score("binhdinh-3708-2018", cells), "X01").points("IV.1") == points
    cells = {"X01": {**aside, "IV.1.code": "kad", "reason": "Năm không có việc nào đến kỳ"}}
    assert Seen(score("binhdinh-3708-2018", cells), "X01").points("IV.1") is State.NOT_APPLICABLE


def test_after_two_communes_that_share_a_rank_the_count_goes_on():
    result = score("binhdinh-3708-2018")
    assert [Seen(result, unit).rank for unit in ("X03", "X06", "X02")] == [3, 3, 4]


# ---- cooperatives, TT 09/2017 -------------------------------------------------------------------


def test_a_fined_cooperative_is_weak_whatever_its_points():
    fined, clean = score("htx-09-2017"), score("htx-09-2017", {"H04": {"fined": "không"}})
    before, after = Seen(clean, "H04"), Seen(fined, "H04")
    assert before.grade == "tot"
    assert after.grade == "yeu"
    assert (after.total, after.rank, after.state) == (before.total, before.rank, "scored")


def test_a_fine_never_raises_a_grade():
    assert Seen(score("htx-09-2017", {"H08": {"fined": "có"}}), "H08").grade == "yeu"


@pytest.mark.parametrize(
    ("months", "fined", "state", "grade"),
    [
        ("11", "không", "unclassified", None),
        ("11", "có", "unclassified", None),
        ("12", "không", "scored", "tot"),
        ("12", "có", "scored", "yeu"),
        ("12", "", "held", None),
        ("", "không", "held", None),
    ],
)
def test_under_twelve_months_there_is_no_grade_at_all(months, fined, state, grade):
    seen = Seen(score("htx-09-2017", {"H05": {"months": months, "fined": fined}}), "H05")
    assert (seen.state, seen.grade) == (state, grade)
    assert (seen.rank is None) == (state != "scored")


@pytest.mark.parametrize(
    ("slip_points", "slips", "points"),
    [("902", "110", "8.2"), ("1000", "120", "8.33"), ("1200", "120", "10")],
)
def test_satisfaction_is_the_total_of_valid_slips_by_their_number(slip_points, slips, points):
    cells = {"H01": {"6.1.slip_points": slip_points, "6.1.slips": slips}}
    assert Seen(score("htx-09-2017", cells), "H01").points("6.1") == exact(points)


@pytest.mark.parametrize(("slip_points", "slips"), [("0", "0"), ("1201", "120")])
def test_slips_that_cannot_be_are_held(slip_points, slips):
    cells = {"H01": {"6.1.slip_points": slip_points, "6.1.slips": slips}}
    seen = Seen(score("htx-09-2017", cells), "H01")
    assert seen.points("6.1") is State.HELD
    assert (seen.state, seen.total) == ("held", None)
