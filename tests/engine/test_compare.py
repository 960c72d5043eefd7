"""What changed between two versions of an instrument, in the words of the council."""

from __future__ import annotations

from pathlib import Path

import pytest

import scoring_basics
import scoring_csv
from scoring import CriteriaSet, list_sets, load_registry, read_criteria
from scoring.engine.compare import Change, changes_as_data, compare_criteria, compose_changes

REGISTRY = load_registry({"basics": scoring_basics, "csv": scoring_csv})
SETS = {found.id: found for found in list_sets(REGISTRY)}
TEXT = SETS["law10-commune"].file.read_text(encoding="utf-8")
OLD = read_criteria(SETS["law10-commune"].file, REGISTRY)


def edited(folder: Path, *edits: tuple[str, str]) -> CriteriaSet:
    """Read the commune set with some of its text replaced."""
    text = TEXT
    for before, after in edits:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    file = folder / "law10-commune" / "criteria.toml"
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    return read_criteria(file, REGISTRY)


def told(changes: tuple[Change, ...]) -> list[str]:
    return [
        f"{'●' if one.counts else '○'} {one.section} {one.name}: {one.said.vi}" for one in changes
    ]


@pytest.mark.parametrize("name", sorted(SETS))
def test_a_set_does_not_differ_from_itself(name: str) -> None:
    criteria = read_criteria(SETS[name].file, REGISTRY)
    assert compare_criteria(criteria, criteria, REGISTRY) == ()


CASES = {
    "a policy": (
        [('leaf_rounding = "2 half-up"', 'leaf_rounding = "none"')],
        [
            "● policy : làm tròn điểm từng tiêu chí: làm tròn 2 chữ số lẻ, nửa lên → không làm tròn"
        ],
    ),
    "the bounds": (
        [("clamp = { min = 0, max = 100 }", 'clamp = { min = 0, max = "none" }')],
        ["● policy : chặn tổng điểm: 0 – 100 → 0 – …"],
    ),
    "an order": (
        [('"round-leaves", "sum", "normalise", "clamp"', '"round-leaves", "sum", "clamp", "normalise"')],
        ["● policy : thứ tự các phép tính: round-leaves, sum, normalise, clamp, round-total → round-leaves, sum, clamp, normalise, round-total"],
    ),
    "a title": (
        [('title = "Công khai đúng thời điểm"', 'title = "Công khai đúng thời hạn"')],
        ["○ criterion 2.2: tên tiêu chí: “Công khai đúng thời điểm” → “Công khai đúng thời hạn”"],
    ),
    "a parameter": (
        [('unit = "quý" }\nrequired = 4', 'unit = "quý" }\nrequired = 12')],
        ["● criterion 2.6: số lần phải làm trong kỳ: 4 → 12"],
    ),
    "words of a question": (
        [("Số quý đã cập nhật danh mục", "Số quý có cập nhật danh mục")],
        ["○ criterion 2.6: count: câu hỏi: “Số quý đã cập nhật danh mục” → “Số quý có cập nhật danh mục”"],
    ),
    "a rule kind": (
        [
            (
                'kind = "frequency"\ncount = { ask = "Số quý đã cập nhật danh mục", unit = "quý" }\nrequired = 4',
                'kind = "per-item"\ncount = { ask = "Số quý đã cập nhật danh mục", unit = "quý" }\neach = 0.5\ncap = 2',
            )
        ],
        ["● criterion 2.6: cách chấm: Theo số lần (frequency), required: 4 → Theo số lượng (per-item), each: 0,5; cap: 2"],
    ),
    "a gate": (
        [
            ('when = { criterion = "5.1", points = { at_most = 0 } }', 'when = { criterion = "5.1", points = { at_most = 1 } }'),
            ('when = { field = "head_disciplined", is = true }\neffect = { ceiling = "kha" }', 'when = { field = "head_disciplined", is = true }\neffect = { drop = 1 }'),
        ],
        [
            "● gate dialogue-not-held: khi nào: 5.1 Hội nghị đối thoại của Ủy ban nhân dân với Nhân dân đạt điểm ≤ 0 → 5.1 Hội nghị đối thoại của Ủy ban nhân dân với Nhân dân đạt điểm ≤ 1",
            "● gate head-disciplined: tác dụng: xếp loại không quá “Khá” → hạ 1 bậc xếp loại",
        ],
    ),
    "a threshold": (
        [("from = 85\n", "from = 87.5\n")],
        ["● grade tot: ngưỡng: ≥ 85 → ≥ 87,5"],
    ),
    "what a grade needs": (
        [('needs = { every_part = { at_least = "50%" } }\n', "")],
        ["● grade tot: điều kiện kèm theo: mọi phần đạt ≥ 50% → không có"],
    ),
    "a quota": (
        [("[rank]\n", '[quota.tot]\nshare = "20%"\nbase = "group"\nround = "floor"\ntie_on_line = "vote"\n\n[rank]\n')],
        ["● quota tot: thêm: tỷ lệ nhiều nhất 20%"],
    ),
    "the ranking": (
        [('method = "competition"', 'method = "dense"'), ('    { kind = "criterion", of = "6" },\n', "")],
        [
            "● rank : cách đánh số hạng: competition → dense",
            "● rank : các tiêu chí phụ, theo thứ tự: Điểm của một tiêu chí cao hơn (6); Điểm của một tiêu chí cao hơn (2); Điểm của một tiêu chí cao hơn (5) → Điểm của một tiêu chí cao hơn (2); Điểm của một tiêu chí cao hơn (5)",
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_one_edit_is_one_change_in_words(case: str, tmp_path: Path) -> None:
    edits, expected = CASES[case]
    assert told(compare_criteria(OLD, edited(tmp_path, *edits), REGISTRY)) == expected


def test_criteria_that_change_codes_are_not_told_as_others(tmp_path: Path) -> None:
    text = TEXT.replace('"2.5"', '"2.X"').replace('"2.6"', '"2.5"').replace('"2.X"', '"2.6"')
    file = tmp_path / "law10-commune" / "criteria.toml"
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    assert told(compare_criteria(OLD, read_criteria(file, REGISTRY), REGISTRY)) == [
        "○ criterion 2.6: mã: 2.5 → 2.6",
        "○ criterion 2.5: mã: 2.6 → 2.5",
    ]


def test_a_part_that_changes_its_code_moves_nothing_below_it(tmp_path: Path) -> None:
    text = TEXT.replace("[criterion.6]", "[criterion.VI]").replace('under = "6"', 'under = "VI"')
    text = text.replace('of = "6"', 'of = "VI"')
    file = tmp_path / "law10-commune" / "criteria.toml"
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    # nor does the tie-breaker that names the part differ
    assert told(compare_criteria(OLD, read_criteria(file, REGISTRY), REGISTRY)) == [
        "○ criterion VI: mã: 6 → VI"
    ]


NEW_LEAF = """\
[criterion."2.7"]
under = "2"
title = "Việc mới"
max = 2
owner = "unit"
evidence = "sổ"
[criterion."2.7".rule]
kind = "direct"
points = { ask = "điểm" }
least = 0
step = 1

[criterion.3]
"""


def test_added_dropped_and_moved_criteria(tmp_path: Path) -> None:
    part = OLD.criterion_by_code["5"]
    head = f'title = "{part.title}"\nmax = '
    new = edited(
        tmp_path,
        ('[criterion."2.6"]\nunder = "2"', '[criterion."2.6"]\nunder = "5"'),
        ("[criterion.3]\n", NEW_LEAF),
        (f"{head}{part.max}\n", f"{head}{(part.max or 0) + 2}\n"),
        ("scale = 100", "scale = 102"),
    )
    direct = "điểm tối đa 2; cách chấm Chấm trực tiếp (direct)"
    assert told(compare_criteria(OLD, new, REGISTRY)) == [
        "● policy : thang điểm: 100 → 102",
        f"● criterion 2.6: tiêu chí cha: 2 Công khai để Nhân dân biết → 5 {part.title}",
        f"● criterion 2.7: thêm: {direct}",
        f"● criterion 5: điểm tối đa: {part.max} → {(part.max or 0) + 2}",
    ]
    assert f"● criterion 2.7: bỏ: {direct}" in told(compare_criteria(new, OLD, REGISTRY))


def test_another_criterion_under_an_old_code_is_another_criterion(tmp_path: Path) -> None:
    new = edited(
        tmp_path,
        ("Cập nhật danh mục nội dung đã công khai từng quý", "Hài lòng của hộ gia đình"),
        ('kind = "frequency"\ncount = { ask = "Số quý đã cập nhật danh mục", unit = "quý" }\nrequired = 4', 'kind = "direct"\npoints = { ask = "Điểm" }\nleast = 0\nstep = 0.5'),
        ('given = { count = 3 }\npoints = "1.5"', 'given = { points = 2 }\npoints = 2'),
    )  # fmt: skip
    assert [(one.kind, one.name) for one in compare_criteria(OLD, new, REGISTRY)] == [
        ("added", "2.6"),
        ("dropped", "2.6"),
    ]


def test_the_document_and_the_data_say_the_same_changes(tmp_path: Path) -> None:
    new = edited(tmp_path, ("from = 85\n", "from = 80\n"), ('unit = "quý" }\nrequired = 4', 'unit = "quý" }\nrequired = 5'))  # fmt: skip
    changes = compare_criteria(OLD, new, REGISTRY)
    data = changes_as_data(OLD, new, changes)
    assert data["old"]["digest"] != data["new"]["digest"]
    assert [one["said"]["en"] for one in data["changes"]] == [
        "2.6 Cập nhật danh mục nội dung đã công khai từng quý: times it must be done in the period: 4 → 5",
        "Tốt: threshold: ≥ 85 → ≥ 80",
    ]
    document = REGISTRY.writers["md"].write(compose_changes(OLD, new, changes), {"lang": "vi"})
    assert "2 thay đổi; 2 thay đổi có thể làm đổi điểm" in document.decode()
    assert "  - ● ngưỡng: ≥ 85 → ≥ 80" in document.decode()
