"""The overview: every unit, every explanation, and what they rest on, on one page."""

import re
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import scoring_basics
import scoring_csv
from scoring import (
    Grid,
    Heading,
    Outline,
    Paragraph,
    Picture,
    Section,
    digest,
    explain,
    load_registry,
    outline_of,
    run,
    say_policies,
)
from scoring_documents import overview as module
from scoring_documents.overview import compose_overview, section_id
from scoring_pytest.strategies import programs, sheets
from tests.fixtures.small_sets import bundled, leaf, of_totals, score, small_set

REGISTRY = load_registry({"basics": scoring_basics, "csv": scoring_csv})
SETS = ("hue-36-2022", "nd-233-2026", "hcm-tanbinh-2023", "tcpl-25-2021")


def of(blocks, kind):
    return [block for block in blocks if isinstance(block, kind)]


def lists_of(document):
    return [grid for grid in of(document.blocks, Grid) if grid.targets]


def unit_sections(document):
    return [one for one in of(document.blocks, Section) if one.id.startswith("don-vi-")]


def lines(items):
    for item in items:
        yield item
        yield from lines(item.items)


@pytest.mark.parametrize("set_id", SETS)
def test_every_unit_has_one_row_and_the_section_it_points_at(set_id):
    result = bundled(set_id).result
    document = compose_overview(result, {})
    targets = [target for grid in lists_of(document) for target in grid.targets]
    names = [row[1].vi for grid in lists_of(document) for row in grid.rows]
    assert sorted(names) == sorted(result.units.names)
    assert [section.id for section in unit_sections(document)] == targets
    assert len(set(targets)) == len(result.units)
    assert all(section.is_folded for section in unit_sections(document))
    assert document.digest == digest(result)


def test_a_section_holds_the_whole_explanation():
    result = bundled("law10-commune").result
    document = compose_overview(result, {})
    section_by_id = {section.id: section for section in unit_sections(document)}
    for row, unit in enumerate(result.units.ids):
        told = explain(result, row)
        total, verdicts = of(section_by_id[section_id(unit)].blocks, Outline)
        assert total.items == (outline_of(told.total),)
        assert verdicts.items == tuple(outline_of(step) for step in told.verdicts)


def test_numbers_of_the_list_are_those_of_the_result():
    result = bundled("hue-36-2022").result
    row_by_name = {
        row[1].vi: row for grid in lists_of(compose_overview(result, {})) for row in grid.rows
    }
    row = result.units.find("Phường Đúc")
    assert result.total(row) == Fraction("96.11")
    assert [cell.vi for cell in row_by_name["Phường Đúc"][:4]] == [
        "2",
        "Phường Đúc",
        "96,11",
        "Xuất sắc",
    ]
    assert [cell.vi for cell in row_by_name["Phường Tây Lộc"][:4]] == [
        "–",
        "Phường Tây Lộc",
        "–",
        "Chưa xếp hạng: giữ lại",
    ]


def test_clauses_and_evidence_of_many_units_stand_once(monkeypatch):
    monkeypatch.setattr(module, "_MOST_WITH_SOURCE", 3)
    result = bundled("law10-commune").result
    document = compose_overview(result, {})
    (criteria,) = [one for one in of(document.blocks, Section) if one.id == "tieu-chi"]
    (grid,) = of(criteria.blocks, Grid)
    sources = [row[2].vi for row in grid.rows if row[2].vi]
    leaves = [step for step in explain(result, 0).total.walk() if step.source]
    assert len(sources) == len(leaves)
    assert any("minh chứng" in one for one in sources)
    for section in unit_sections(document):
        total = of(section.blocks, Outline)[0]
        details = [text.vi for item in lines(total.items) for text in item.details]
        assert not any("người chấm" in one for one in details)


def test_policies_cited_texts_and_notes_are_told():
    result = bundled("hue-36-2022").result
    document = compose_overview(result, {"link": lambda basis: f"https://vi.example/{basis.id}"})
    said = {block.text for block in document.walk() if isinstance(block, Paragraph)}
    assert say_policies(result.criteria) in said
    (cited,) = [one for one in of(document.blocks, Section) if one.id == "can-cu"]
    items = cited.blocks[0].items
    assert len(items) == len(result.criteria.bases)
    basis = next(iter(result.criteria.bases.values()))
    assert items[0].details[0].vi == (basis.link or f"https://vi.example/{basis.id}")


def test_problems_of_the_result_are_told():
    rule = {"kind": "per-item", "count": {"ask": "Số mô hình"}, "each": 30, "cap": "none"}
    text = small_set(criterion={"1": leaf(100, rule)})
    for count, problems in ((3, 0), (4, 1)):
        result = score(text, [{"unit": "A", "1": count}]).result
        assert len(result.problems) == problems
        blocks = compose_overview(result, {}).blocks
        headings = [one.text.vi for one in of(blocks, Heading)]
        assert ("Điều cần xem lại" in headings) == bool(problems)
        told = [item.text for one in of(blocks, Outline) for item in one.items]
        assert told == [one.message for one in result.problems]


def test_an_earlier_evaluation_adds_its_picture():
    result = of_totals(small_set(), [90, 80]).result
    without = of(compose_overview(result, {}).blocks, Picture)
    beside = of(compose_overview(result, {"before": {"U00": 2, "U01": 1}}).blocks, Picture)
    assert len(beside) == len(without) + 1
    assert "lần trước" in beside[-1].title.vi


def test_units_without_company_are_not_set_beside_it():
    result = of_totals(small_set(), [90]).result
    (section,) = unit_sections(compose_overview(result, {}))
    assert of(section.blocks, Picture) == []


def test_too_many_units_are_listed_and_the_page_says_how_to_explain_one(monkeypatch):
    monkeypatch.setattr(module, "_MOST_EXPLAINED", 2)
    document = compose_overview(of_totals(small_set(), [90, 80, 70]).result, {})
    assert unit_sections(document) == []
    assert [grid.targets for grid in lists_of(document)] == [("", "", "")]
    assert any("danvan explain" in one.text.vi for one in of(document.blocks, Paragraph))


def test_ids_of_sections_are_plain_and_never_the_same():
    ids = ["P01", "P 01", "P_01", "P_5f_01", "P/01", "Đ", "d", "P01 ", 'x" onclick="', ""]
    made = [section_id(one) for one in ids]
    assert len(set(made)) == len(ids)
    assert all(re.fullmatch("[a-zA-Z0-9._-]+", one) for one in made)


def test_a_sheet_without_units_has_an_overview_too():
    result = of_totals(small_set(), [90]).result
    empty = run(result.program, result.sheet.take([]))
    document = compose_overview(empty, {})
    assert unit_sections(document) == []


@settings(max_examples=25)
@given(st.data())
def test_any_generated_result_has_an_overview(data):
    compiled = data.draw(programs(REGISTRY, max_leaves=5))
    result = run(compiled, data.draw(sheets(compiled, max_units=5)))
    document = compose_overview(result, {})
    assert len(unit_sections(document)) == len(result.units)
    assert document == compose_overview(result, {})
