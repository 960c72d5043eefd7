"""The papers of a council: whole, exact, in both languages, and honest about what is open."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import Block, PaperError, Signatures, State, UnknownNameError, digest, run, say_number
from scoring_pytest.strategies import programs, sheets
from tests.fixtures.small_sets import LADDER, RANK, leaf, plain, score, small_set
from tests.plugins.documents.composing import (
    PAPERS,
    SETS,
    cells,
    filled_council,
    grids,
    names_in,
    paper,
    registry,
    result_of,
    said,
    texts_of,
)

# Two units settled, one of them appraised down; one held for a blank answer.
ROLES_SET = small_set(
    policy={"missing": "hold"},
    criterion={
        "1": plain(60, title="Công khai"),
        "2": leaf(40, {"kind": "boolean", "yes": {"ask": "Có đối thoại"}, "points_yes": 40, "points_no": 0}),
    },
)  # fmt: skip
ROLES_ROWS = [
    {"unit": "P01", "name": "Phường Một", "role": "self", "1": 60, "2": "có"},
    {"unit": "P01", "name": "Phường Một", "role": "appraised", "reason": "thiếu biên bản", "1": 50},
    {"unit": "P02", "name": "Phường Hai", "role": "self", "1": 55, "2": "có"},
    {"unit": "P03", "name": "Phường Ba", "role": "self", "1": 58},
]


def appraised():
    return score(ROLES_SET, ROLES_ROWS).result


def settled():
    return score(ROLES_SET, ROLES_ROWS[:3]).result


# ---- every paper ---------------------------------------------------------------------------------


@pytest.mark.parametrize("form", PAPERS)
@pytest.mark.parametrize("set_id", SETS)
def test_every_paper_of_every_set_is_whole(form, set_id):
    result = result_of(set_id)
    made = paper(form, result)
    assert made.digest == digest(result)
    assert made.form == form
    assert made.letterhead is not None
    assert made.subject is not None
    assert isinstance([block for block in made.blocks if isinstance(block, Signatures)][-1], Signatures)  # fmt: skip
    for text in texts_of(made):
        # What is said in one language is said in the other.
        assert bool(text.vi) == bool(text.en), text


@pytest.mark.parametrize("form", PAPERS)
def test_every_paper_can_be_written_down_and_names_its_result(form):
    result = result_of("tcpl-25-2021")
    for lang in ("vi", "en"):
        written = registry().writers["md"].write(paper(form, result), {"lang": lang}).decode()
        assert digest(result).removeprefix("sha256:")[:16] in written
        assert "None" not in written


def test_every_paper_is_known_by_a_title_in_both_languages():
    forms = registry().forms
    assert set(PAPERS) <= set(forms)
    assert all(forms[name].title.vi != forms[name].title.en for name in PAPERS)


def test_what_a_reader_must_know_of_the_set_stands_on_every_paper():
    result = result_of("hue-36-2022")
    for form in PAPERS:
        words = said(paper(form, result))
        assert "MỌI SỐ LIỆU ĐỀU LÀ GIẢ ĐỊNH" in words, form
        assert "đã hết áp dụng" in words, form


def test_a_draft_set_is_called_one():
    assert "đang là dự thảo" in said(paper("to-trinh", result_of("nd-233-2026")))


# ---- no unit is lost, none stands twice -----------------------------------------------------------


@pytest.mark.parametrize("set_id", SETS)
@pytest.mark.parametrize(
    ("form", "columns"),
    [
        ("bang-tong-hop", [("Đơn vị", "Ghi chú")]),
        ("bien-ban", [("Thứ hạng", "Đơn vị"), ("Đơn vị", "Tình trạng")]),
        ("thong-bao", [("Thứ hạng", "Đơn vị"), ("Đơn vị", "Tình trạng")]),
        ("to-trinh", [("Thứ hạng", "Đơn vị"), ("Đơn vị", "Tình trạng")]),
        ("quyet-dinh", [("Thứ hạng", "Đơn vị"), ("Đơn vị", "Tình trạng")]),
    ],
)
def test_every_unit_stands_in_the_lists_exactly_once(set_id, form, columns):
    result = result_of(set_id)
    made = paper(form, result)
    found = [grid for titles in columns for grid in grids(made, *titles)]
    assert Counter(names_in(found)) == Counter(result.units.names)


@pytest.mark.parametrize("set_id", SETS)
def test_without_a_unit_there_is_a_slip_for_every_unit(set_id):
    result = result_of(set_id)
    made = paper("phieu-cham-diem", result)
    headings = [block.text.vi for block in made.blocks if type(block).__name__ == "Heading"]
    assert Counter(headings) >= Counter(result.units.names)
    assert (
        sum(type(block).__name__ == "PageBreak" for block in made.blocks) == len(result.units) - 1
    )


@pytest.mark.parametrize("form", ["bang-tong-hop", "bien-ban", "thong-bao", "to-trinh"])
@pytest.mark.parametrize("set_id", SETS)
def test_the_counts_add_up_to_all_units(form, set_id):
    result = result_of(set_id)
    (counts,) = grids(paper(form, result), "Cụm, khối", "Số đơn vị")
    for row in counts.rows:
        whole, *rest = (int(cell.vi) for cell in row[1:])
        assert whole == sum(rest)
    assert int(counts.rows[-1][1].vi) == len(result.units)


# ---- numbers are the result's ------------------------------------------------------------------


@pytest.mark.parametrize("set_id", SETS)
def test_totals_ranks_and_grades_are_those_of_the_result(set_id):
    result = result_of(set_id)
    places = result.criteria.policy.total_rounding.places
    title = {grade.id: grade.title for grade in result.criteria.grades}
    rows = dict(zip(result.units.names, range(len(result.units)), strict=True))
    for grid in grids(paper("bang-tong-hop", result), "Đơn vị", "Tổng điểm", "Ghi chú"):
        columns = (cells(grid, one) for one in ("Đơn vị", "Tổng điểm", "Thứ hạng", "Xếp loại"))
        for name, total, rank, grade in zip(*columns, strict=True):
            row = rows[name]
            found = result.total(row)
            assert total == ("–" if found is None else say_number(found, "vi", places))
            assert rank.rstrip("=") == str(result.rank(row) or "–")
            if result.state(row) == "scored":
                assert grade == title[result.grade_id(row)]
            else:
                assert grade not in title.values()


def test_parts_are_those_of_the_result_and_what_is_open_is_no_number():
    result = result_of("hcm-tanbinh-2023")
    rows = dict(zip(result.units.names, range(len(result.units)), strict=True))
    held = [row for row in rows.values() if result.points("B2", row) is State.HELD]
    assert held
    for grid in grids(paper("bang-tong-hop", result), "A (20\u00a0điểm)"):
        for name, first, second in zip(
            cells(grid, "Đơn vị"),
            cells(grid, "A (20\u00a0điểm)"),
            cells(grid, "B (25\u00a0điểm)"),
            strict=True,
        ):
            assert first == say_number(result.points("A", rows[name]), "vi", 2)
            assert (second == "giữ lại") == (rows[name] in held)


def test_a_slip_shows_the_points_of_every_criterion():
    result = result_of("tcpl-25-2021")
    (table,) = grids(paper("phieu-cham-diem", result, row=1), "Mã", "Tiêu chí")
    shown = dict(zip(cells(table, "Mã"), cells(table, "Điểm được tính"), strict=True))
    for leaf_ in result.criteria.leaves:
        assert shown[leaf_.code] == say_number(result.points(leaf_.code, 1), "vi", 2)
    assert shown[""] == say_number(result.total(1), "vi", 2)


def test_shared_ranks_are_marked_and_told_in_the_minutes():
    words = said(paper("bien-ban", result_of("hue-36-2022")))
    assert "9=" in words
    assert "Đồng hạng 9 (Khối phường), cùng 88,24 điểm: Phường An Đông, Phường Trường An." in words
    assert "là đồng hạng" in words


# ---- who said what -------------------------------------------------------------------------------


def test_a_slip_shows_what_the_unit_said_and_why_it_was_changed():
    result = appraised()
    (table,) = grids(paper("phieu-cham-diem", result, row=0), "Tự chấm")
    line = next(row for row in table.rows if row[0].vi == "1")
    assert [line[4].vi, line[5].vi] == ["60,00", "50,00"]
    assert "thiếu biên bản" in line[6].vi
    assert table.rows[-1][4].vi == "100,00"
    assert table.rows[-1][5].vi == "90,00"


def test_points_by_the_words_of_a_role_are_what_the_engine_gives_for_them():
    without_appraisal = score(ROLES_SET, [row for row in ROLES_ROWS if row["role"] == "self"])
    result = appraised()
    for row, name in enumerate(result.units.ids):
        (table,) = grids(paper("phieu-cham-diem", result, row=row), "Tự chấm")
        total = without_appraisal.total(name)
        assert table.rows[-1][4].vi == ("–" if total is None else say_number(total, "vi", 2))


def test_the_log_counts_and_lists_every_change():
    made = paper("nhat-ky-sua-doi", appraised())
    (counts,) = grids(made, "Người sửa", "Số sửa đổi")
    assert [cell.vi for cell in counts.rows[0]] == ["thẩm định", "1", "1", "0", "1", "0"]
    (changes,) = grids(made, "Từ", "Thành")
    assert [cell.vi for cell in changes.rows[0]][1:] == [
        *("Phường Một", "1", "Điểm", "thẩm định", "60", "50", "-10", "thiếu biên bản"),
    ]
    (shifts,) = grids(made, "Theo tự chấm", "Được tính")
    assert [cell.vi for cell in shifts.rows[0]] == ["Phường Một", "100,00", "90,00", "-10,00"]


def test_a_sheet_without_roles_has_an_empty_log_that_says_why():
    assert "không ghi vai trò" in said(paper("nhat-ky-sua-doi", result_of("hue-36-2022")))


def test_the_explanation_of_a_unit_tells_every_step_the_changes_and_the_sources():
    words = said(paper("giai-trinh", result_of("tcpl-25-2021"), row=1))
    for part in (
        "Quyết định 25/2021/QĐ-TTg",
        "27 thông tin",
        "Hội đồng kiểm tra: 3 thông tin chưa niêm yết",
        "Quy ước: ",
        "Trân trọng./.",
    ):
        assert part in words


def test_the_explanation_gives_the_address_of_a_source():
    made = paper(
        "giai-trinh", result_of("tcpl-25-2021"), link=lambda basis: f"https://vi.du/{basis.id}"
    )
    assert "(https://vi.du/QD25)" in said(made)


# ---- what is open is not announced ---------------------------------------------------------------


@pytest.mark.parametrize("form", ["quyet-dinh", "thong-bao"])
def test_nothing_is_announced_while_a_unit_is_held(form):
    with pytest.raises(PaperError) as raised:
        paper(form, appraised(), draft=False)
    (problem,) = raised.value.problems
    assert problem.code == "H201"
    assert "Phường Ba" in problem.message.vi


@pytest.mark.parametrize("form", ["quyet-dinh", "thong-bao"])
def test_a_draft_says_so_and_a_settled_result_needs_none(form):
    assert paper(form, appraised()).mark.vi == "DỰ THẢO"
    made = paper(form, settled(), draft=False)
    assert made.mark is None
    assert "DỰ THẢO" not in said(made)


def test_a_unit_that_is_open_is_never_among_those_recognised():
    result = result_of("tcpl-25-2021")
    made = paper("quyet-dinh", result)
    recognised = names_in(grids(made, "Thứ hạng", "Đơn vị"))
    scored = [name for row, name in enumerate(result.units.names) if result.state(row) == "scored"]
    assert sorted(recognised) == sorted(scored)
    assert len(scored) < len(result.units)
    assert f"của {len(scored)} đơn vị" in said(made)


def test_a_paper_about_one_unit_asks_which():
    with pytest.raises(PaperError) as raised:
        registry().forms["giai-trinh"].compose(settled(), {})
    assert raised.value.problems[0].code == "H202"
    with pytest.raises(UnknownNameError):
        registry().forms["giai-trinh"].compose(settled(), {"unit": "Phường Chín"})
    made = registry().forms["giai-trinh"].compose(settled(), {"unit": "Phường Hai"})
    assert "Phường Hai" in made.subject.vi


# ---- the council's file --------------------------------------------------------------------------


def test_without_a_council_file_what_is_missing_is_dotted():
    made = paper("quyet-dinh", settled())
    assert made.letterhead.number == "………/QĐ-………"
    assert set(made.letterhead.issuer) == {"…"}
    assert made.letterhead.day is None
    minutes = said(paper("bien-ban", settled()))
    assert "vào hồi ……… giờ ……… phút, ngày …… tháng …… năm ……" in minutes
    assert "Chủ trì: …………" in minutes


def test_a_table_has_no_number_and_a_decision_has_one():
    assert paper("bang-tong-hop", settled()).letterhead.number is None
    assert paper("to-trinh", settled()).letterhead.number == "………/TTr-………"


@pytest.mark.parametrize(
    ("kind", "number", "body", "behalf"),
    [
        ("state", "120/QĐ-UBND", "Ủy ban nhân dân phường Ví dụ", None),
        ("party", "120-QĐ/ĐU", "Đảng ủy phường Ví dụ", "T/M BAN THƯỜNG VỤ"),
    ],
)
def test_both_letterheads_come_from_the_council_file(tmp_path, kind, number, body, behalf):
    made = paper("quyet-dinh", settled(), council=filled_council(kind, tmp_path))
    head = made.letterhead
    assert (head.kind, head.number, head.issuer) == (kind, number, body)
    assert (head.day, head.place) == (date(2026, 12, 15), "Ví dụ")
    signer = next(block for block in made.blocks if isinstance(block, Signatures)).signers[0]
    assert signer.name == "Nguyễn Văn An"
    assert (signer.on_behalf.vi if signer.on_behalf else None) == behalf
    assert "………" not in said(made)


def test_minutes_tell_who_was_there_and_how_they_voted(tmp_path):
    words = said(paper("bien-ban", settled(), council=filled_council("state", tmp_path)))
    for part in (
        "vào hồi 08 giờ 00 phút, ngày 10 tháng 12 năm 2026",
        "Số thành viên có mặt: 02/03; số phải có mặt ít nhất: 2/3; đủ điều kiện họp.",
        "Lê Văn Cường (đi công tác)",
        "Thông qua kết quả xếp hạng",
        "100%",
        "đề nghị công khai kết quả tại trụ sở",
        "kết thúc vào hồi 10 giờ 30 phút",
    ):
        assert part in words


def test_minutes_tell_what_the_council_decided_itself():
    text = small_set(
        grade=[{**one, "needs": {"criterion": "1", "points": {"at_least": 95}}} if one["id"] == "xuat-sac" else one for one in LADDER],
        gate=[{"id": "xet", "title": "Chờ hội đồng xét", "when": {"total": {"at_least": 80}}, "effect": {"discretion": True}}],
    )  # fmt: skip
    rows = [{"unit": "U1", "name": "Phường Xét", "1": 85, "decided_grade": "kha", "decided_reason": "còn đơn thư"}]  # fmt: skip
    words = said(paper("bien-ban", score(text, rows).result))
    assert "còn đơn thư" in words
    assert "Hội đồng quyết định" in words


def test_a_decision_rests_on_what_is_in_force_and_names_laws_without_numbers():
    words = said(paper("quyet-dinh", result_of("law10-commune")))
    assert "Căn cứ Luật Thực hiện dân chủ ở cơ sở" in words
    assert "Căn cứ Luật 10/2022" not in words
    expired = said(paper("quyet-dinh", result_of("hue-36-2022"), day=date(2024, 1, 15)))
    assert "Căn cứ Pháp lệnh" not in expired
    assert "Căn cứ Tin đợt khảo sát" not in expired


def test_the_bases_of_the_council_file_take_the_place_of_our_own(tmp_path):
    made = paper("quyet-dinh", settled(), council=filled_council("state", tmp_path))
    lines = [block.text.vi for block in made.blocks if getattr(block, "style", "") == "basis"]
    assert lines == [
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
        "Theo đề nghị của Hội đồng đánh giá, xếp loại phường Ví dụ.",
    ]


# ---- names are text, whatever they look like -----------------------------------------------------

NASTY = (
    "<script>alert(1)</script>",
    'Phường "Một" | Hai',
    "{{ 7 * 7 }}{% for x in y %}",
    '#read("/etc/passwd") $x$ *đậm* _nghiêng_ @tham',
    "=HYPERLINK(1)",
    "Phường\\nMột & Hai; ']]>",
)


@pytest.mark.parametrize("form", PAPERS)
def test_names_pass_through_every_paper_as_text(form):
    rows = [
        {"unit": f"U{number}", "name": name, "1": 90 - number} for number, name in enumerate(NASTY)
    ]
    result = score(small_set(), rows).result
    shown = "".join(said(paper(form, result, row=row)) for row in range(len(NASTY)))
    if form != "nhat-ky-sua-doi":
        assert all(name in shown for name in NASTY)
    written = registry().writers["md"].write(paper(form, result, row=0), {"lang": "vi"}).decode()
    assert "<script" not in written.replace("\\<", "")


# ---- whatever the sheet --------------------------------------------------------------------------


@settings(max_examples=25)
@given(st.data())
def test_every_paper_of_every_generated_sheet_is_composed(data):
    program = data.draw(programs(registry(), max_leaves=5))
    result = run(program, data.draw(sheets(program, max_units=5)))
    for form in PAPERS:
        made = paper(form, result)
        assert made.digest == digest(result)
        assert all(isinstance(block, Block) for block in made.walk())
    (counts,) = grids(paper("thong-bao", result), "Cụm, khối", "Số đơn vị")
    assert sum(int(cell.vi) for cell in counts.rows[-1][2:]) == len(result.units)
    assert Counter(names_in(grids(paper("bang-tong-hop", result), "Đơn vị", "Ghi chú"))) == Counter(
        result.units.names
    )


def test_ranks_among_all_are_one_list():
    text = small_set(rank={**RANK, "within": "all"})
    rows = [{"unit": f"U{n}", "1": 90 - n, "group": f"Cụm {n % 2}"} for n in range(4)]
    result = score(text, rows).result
    (table,) = grids(paper("bang-tong-hop", result), "Đơn vị", "Ghi chú")
    assert cells(table, "Thứ hạng") == ["1", "2", "3", "4"]
    (counts,) = grids(paper("thong-bao", result), "Cụm, khối")[:1]
    assert counts.rows[-1][0].vi == "Tất cả"
