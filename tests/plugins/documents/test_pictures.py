"""The pictures: nothing cut, nothing on top of each other, nothing that is not so."""

import itertools
import re
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

import attrs
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

import scoring_basics
import scoring_csv
from scoring import Units, as_said, enter_table, load_registry, run, say_number
from scoring_documents.pictures import (
    group_shares,
    heat_map,
    rank_change,
    ranking_bars,
    self_against_appraised,
    unit_in_group,
)
from scoring_documents.pictures.axis import Axis, label_levels
from scoring_documents.pictures.drawing import Drawing, escape, pixels
from scoring_documents.pictures.lettering import shorten, width_of, wrap
from scoring_documents.pictures.rows import MOST_ROWS
from scoring_documents.pictures.shares import middle_of, say_percent, share_of
from scoring_pytest.strategies import programs, sheets
from tests.fixtures.small_sets import (
    LADDER,
    bundled,
    group,
    of_totals,
    plain,
    program,
    score,
    small_set,
    table,
)

REGISTRY = load_registry({"basics": scoring_basics, "csv": scoring_csv})
SVG = "{http://www.w3.org/2000/svg}"
SETS = ("hue-36-2022", "nd-233-2026", "law10-commune", "tcpl-25-2021", "htx-09-2017")
WILD = "A <script>alert(1)</script> & \"b\" 'c' ]]> <!-- \x00\x08\x1b \ud800 \ufffe"


def every_picture(result):
    """Give all pictures of a result, and what they would be for a group."""
    before = {unit: n + 1 for n, unit in enumerate(reversed(result.units.ids))}
    before = {**dict(list(before.items())[1:]), "GONE": 2, "GONE-TOO": None}
    groups = (None, *result.units.groups.labels[:2])
    for name in groups:
        yield ranking_bars(result, name)
        yield heat_map(result, name)
        yield rank_change(result, before, name, {"GONE": "Phường đã sáp nhập"})
        beside = self_against_appraised(result, name)
        if beside is not None:
            yield beside
    yield from (unit_in_group(result, row) for row in range(min(3, len(result.units))))


def parse(svg):
    root = ElementTree.fromstring(svg)
    assert root.tag == f"{SVG}svg"
    return root


def find(root, name):
    return list(root.iter(f"{SVG}{name}"))


def texts_in(root):
    """Give (left, right, y, words) of every text, as wide as its widest font draws it."""
    for text in find(root, "text"):
        size = Fraction(text.get("font-size", "12"))
        words = "".join(text.itertext())
        width = Fraction(width_of(words, int(size * 10), text.get("font-weight") == "bold"), 10)
        x, y = Fraction(text.get("x")), Fraction(text.get("y"))
        left = x - {"start": 0, "middle": width / 2, "end": width}[text.get("text-anchor", "start")]
        yield left, left + width, y, size, words


def hold_within(svg):
    """Hold a picture to: valid, within its frame, no words over other words."""
    root = parse(svg)
    left, top, width, height = (Fraction(one) for one in root.get("viewBox").split())
    right, bottom = left + width, top + height
    texts = list(texts_in(root))
    for start, end, y, size, words in texts:
        assert left <= start <= end <= right, (words, start, end)
        assert top <= y - size * 3 / 4 <= y <= bottom, (words, y)
    for one, other in itertools.combinations(texts, 2):
        if abs(one[2] - other[2]) < 9:
            assert one[1] <= other[0] or other[1] <= one[0], (one, other)
    for box in find(root, "rect")[1:]:
        x, wide = Fraction(box.get("x")), Fraction(box.get("width"))
        assert left <= x <= x + wide <= right
        assert Fraction(box.get("y")) + Fraction(box.get("height")) <= bottom
    for line in find(root, "line"):
        assert all(left <= Fraction(line.get(one)) <= right for one in ("x1", "x2"))
        assert all(top <= Fraction(line.get(one)) <= bottom for one in ("y1", "y2"))
    for dot in find(root, "circle"):
        assert left <= Fraction(dot.get("cx")) <= right


def hold(picture):
    for lang in ("vi", "en"):
        hold_within(picture.svg.in_(lang))
        assert picture.said.in_(lang)
        assert picture.title.in_(lang)


def renamed(result, names):
    units = result.units
    units = Units(units.ids, names, units.kinds, units.groups, units.parents)
    return attrs.evolve(result, sheet=attrs.evolve(result.sheet, units=units))


# ---- all pictures ------------------------------------------------------------------------------


@pytest.mark.parametrize("set_id", SETS)
def test_the_pictures_of_a_bundled_set_keep_within_their_frames(set_id):
    for picture in every_picture(bundled(set_id).result):
        hold(picture)


@settings(max_examples=25)
@given(st.data())
def test_no_generated_result_breaks_a_picture(data):
    compiled = data.draw(programs(REGISTRY, max_leaves=5))
    result = run(compiled, data.draw(sheets(compiled, max_units=6)))
    for picture in every_picture(result):
        hold(picture)


def test_the_same_result_gives_the_same_picture_to_the_letter():
    one, other = (list(every_picture(bundled("law10-commune").result)) for _ in range(2))
    assert one == other


def test_a_picture_holds_nothing_but_plain_shapes_and_words():
    known = {"svg", "title", "desc", "g", "rect", "line", "circle", "path", "text"}
    for picture in every_picture(bundled("tcpl-25-2021").result):
        for element in parse(picture.svg.vi).iter():
            assert element.tag.removeprefix(SVG) in known
            assert not {"style", "class", "id", "href", "onload"} & set(element.attrib)
            assert not any("url(" in value for value in element.attrib.values())


def test_names_of_any_signs_stay_names():
    result = bundled("law10-commune").result
    wild = renamed(result, [f"{WILD} {n}" for n in range(len(result.units))])
    for picture in every_picture(wild):
        # A half of a pair of signs cannot be written, so it must be gone.
        picture.svg.vi.encode("utf-8")
        hold(picture)
        assert not find(parse(picture.svg.vi), "script")


def test_an_accent_at_the_start_of_a_name_does_not_eat_the_bracket_before_it():
    result = of_totals(small_set(), [90, 80]).result
    eaten = renamed(result, ["\u0338Phường", "\u0338"])
    for picture in every_picture(eaten):
        hold(picture)
    # Without the guard, composing “>” and the stroke takes the bracket away.
    assert escape("\u0338") == "&#824;"


def test_signs_that_xml_cannot_hold_are_shown_as_unreadable():
    assert escape("a\x00b\x0cc\ud800") == "a\ufffdb\ufffdc\ufffd"
    assert escape("<&>\"'") == "&lt;&amp;&gt;&quot;&#39;"


def test_very_long_names_are_shortened_and_whole_in_their_title():
    result = of_totals(small_set(), [90, 80, 70]).result
    name = "Ban Chỉ đạo thực hiện quy chế dân chủ ở cơ sở phường " * 3
    svg = ranking_bars(renamed(result, [name] * 3)).svg.vi
    hold_within(svg)
    assert "…</text>" in svg
    assert f"<title>{name}</title>" in svg


@pytest.mark.parametrize(
    ("totals", "changes"),
    [
        ([], {}),
        ([50], {}),
        ([0, 0, 0, 0], {}),
        ([80, 80, 80], {}),
        (["kad", "kad"], {}),
        (["", ""], {"policy": {"missing": "hold"}}),
        ([10, 20, 30], {"grade": LADDER[-1:]}),
    ],
)
def test_strange_evaluations_have_pictures_too(totals, changes):
    scored = of_totals(small_set(**changes), totals or [1], reason="có lý do")
    result = scored.result
    if not totals:
        result = run(result.program, result.sheet.take([]))
    for picture in every_picture(result):
        hold(picture)


def test_totals_below_zero_and_above_the_scale_keep_their_proportion():
    text = small_set(
        policy={
            "clamp": {"min": "none", "max": "none"},
            "bonus_cap": "none",
            "deduction_cap": "none",
        },
        bonus={"T": plain(60, title="Thưởng")},
        deduction={"G": plain(90, title="Trừ")},
    )
    rows = [
        {"unit": "A", "1": 100, "T": 60, "G": 0},
        {"unit": "B", "1": 10, "T": 0, "G": 90},
        {"unit": "C", "1": 40, "T": 0, "G": 0},
    ]
    result = score(text, rows).result
    assert [result.total(row) for row in range(3)] == [160, -80, 40]
    svg = ranking_bars(result).svg.vi
    hold_within(svg)
    bars = set(bar_widths(svg))
    assert all(abs(bar * 160 - max(bars) * 40) <= 160 for bar in bars if bar < max(bars) / 3)
    for picture in every_picture(result):
        hold(picture)


# ---- ranking bars ------------------------------------------------------------------------------


def bar_widths(svg):
    return [Fraction(box.get("width")) for box in find(parse(svg), "rect")[1:] if box.get("stroke")]


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=12))
def test_bars_are_as_long_as_the_totals_to_a_tenth_of_a_pixel(hundredths):
    totals = [Fraction(one, 100) for one in hundredths]
    result = of_totals(small_set(), [say_number(one, "en") for one in totals]).result
    widths = bar_widths(ranking_bars(result).svg.vi)
    ordered = sorted(totals, reverse=True)
    assert widths == sorted(widths, reverse=True)
    whole = max((w * 100 / t for w, t in zip(widths, ordered, strict=True) if t), default=0)
    for width, total in zip(widths, ordered, strict=True):
        assert abs(width - whole * total / 100) <= Fraction(2, 10)


def test_grades_have_a_line_each_where_they_start():
    root = parse(ranking_bars(of_totals(small_set(), [95, 60]).result).svg.vi)
    words = {words for *_, words in texts_in(root)}
    assert {"Xuất sắc 90", "Tốt 80", "Khá 65", "Trung bình 50"} <= words
    assert len([line for line in find(root, "line") if line.get("stroke-dasharray")]) == 4


def test_labels_of_grades_close_together_go_on_levels_of_their_own():
    places = [(1000, "Hoàn thành"), (1100, "Hoàn thành tốt"), (1200, "Hoàn thành xuất sắc")]
    placed = label_levels(places, 0, 6400)
    assert [level for _, level, _ in placed] == [0, 1, 2]
    assert [level for _, level, _ in label_levels([(0, "A"), (3000, "B")], 0, 6400)] == [0, 0]


def test_a_unit_without_a_rank_is_told_apart_without_colour():
    svg = ranking_bars(bundled("hue-36-2022").result).svg.vi
    words = [words for *_, words in texts_in(parse(svg))]
    assert "Không xếp loại" in words
    assert "Chưa xếp hạng: giữ lại" in words
    dashed = [box for box in find(parse(svg), "rect") if box.get("stroke-dasharray")]
    assert [box.get("fill") for box in dashed] == ["#ffffff"]


def test_more_units_than_fit_are_counted_where_they_are_left_out():
    result = of_totals(small_set(), list(range(100, 0, -1))).result
    picture = ranking_bars(result)
    hold(picture)
    assert len(bar_widths(picture.svg.vi)) == MOST_ROWS
    words = [words for *_, words in texts_in(parse(picture.svg.vi))]
    assert "… 60 đơn vị khác, từ 21,00 đến 80,00 điểm" in words
    assert picture.said.vi == "100 đơn vị; cao nhất U00 (100,00); thấp nhất U99 (1,00)."


def test_very_many_groups_do_not_make_an_endless_picture():
    rows = [{"unit": f"U{n:03}", "1": n % 100, "group": f"Cụm {n % 50:02}"} for n in range(200)]
    picture = ranking_bars(score(small_set(), rows).result)
    hold(picture)
    assert len(bar_widths(picture.svg.vi)) <= 2 * MOST_ROWS


# ---- heat map ----------------------------------------------------------------------------------


def shares_of(row, **changes):
    text = small_set(
        criterion={
            "1": group(40),
            "1.1": plain(20, under="1"),
            "1.2": plain(20, under="1"),
            "2": plain(60),
        },
        **changes,
    )
    result = score(text, [{"unit": "A", "reason": "có lý do", **row}]).result
    return [share_of(result, part, 0) for part in result.criteria.parts], result


def test_a_share_is_of_what_applies():
    (first, second), _ = shares_of({"1.1": 15, "1.2": "kad", "2": 30})
    assert (first.share, second.share) == (Fraction(3, 4), Fraction(1, 2))


def test_what_is_missing_held_or_not_applicable_is_never_a_zero():
    (first, second), result = shares_of({"1.1": "kad", "1.2": "kad", "2": ""})
    assert (first.share, first.aside.vi) == (None, "KAD")
    assert (second.share, second.aside.vi) == (None, "trống")
    words = [words for *_, words in texts_in(parse(heat_map(result).svg.vi))]
    assert "KAD" in words
    assert "trống" in words
    assert "0" not in words
    (first, second), _ = shares_of({"1.1": "", "1.2": 5, "2": 6}, policy={"missing": "hold"})
    assert (first.share, first.aside.vi) == (None, "giữ")


def test_a_part_with_a_blank_that_counts_as_zero_has_a_star():
    (first, _), result = shares_of({"1.1": "", "1.2": 20, "2": 60})
    assert (first.share, first.is_partial) == (Fraction(1, 2), True)
    words = [words for *_, words in texts_in(parse(heat_map(result).svg.vi))]
    assert {"50*", "100"} <= set(words)


def test_a_percentage_is_cut_and_never_rounded_up():
    assert say_percent(Fraction(9999, 10000)) == "99"
    assert say_percent(Fraction(1)) == "100"
    assert say_percent(Fraction(-1, 3)) == "-33"
    assert say_percent(Fraction(-1, 300)) == "0"


# ---- one unit in its group ---------------------------------------------------------------------


def test_the_middle_of_a_group_is_exact():
    assert middle_of([Fraction(1), Fraction(2), Fraction(9)]) == 2
    assert middle_of([Fraction(1, 3), Fraction(1, 2)]) == Fraction(5, 12)


def test_a_group_spreads_over_those_who_have_a_share():
    rows = [
        {"unit": unit, "1": total, "reason": "có lý do"}
        for unit, total in (("A", 90), ("B", 60), ("C", "kad"), ("D", 30))
    ]
    result = score(small_set(), rows).result
    (spread,) = group_shares(result, "Cụm 1").values()
    assert (spread.least, spread.middle, spread.greatest) == (
        Fraction(3, 10),
        Fraction(6, 10),
        Fraction(9, 10),
    )
    assert spread.units == 3
    assert unit_in_group(result, 2).said.vi == "1: KAD."
    assert unit_in_group(result, 0).said.vi == "1: 90%, giữa cụm 60%."


# ---- self beside counted -----------------------------------------------------------------------


def test_both_ends_of_a_dumbbell_are_the_engines():
    rows = [
        {"unit": "A", "role": "self", "1": 90},
        {"unit": "A", "role": "appraised", "1": 70, "reason": "thiếu minh chứng"},
        {"unit": "B", "role": "self", "1": 60},
    ]
    compiled = program(small_set())
    result = run(compiled, enter_table(compiled, table(rows)))
    own = run(compiled, as_said(result.sheet, "self"))
    picture = self_against_appraised(result)
    words = [words for *_, words in texts_in(parse(picture.svg.vi))]
    assert (own.total(0), result.total(0)) == (90, 70)
    assert "90,00 → 70,00" in words
    assert picture.said.vi == (
        "So với tự chấm: 1 đơn vị giảm, 0 đơn vị tăng, 1 đơn vị giữ nguyên; "
        "giảm nhiều nhất: A (-20,00)."
    )
    assert self_against_appraised(result, None, own) == picture


def test_without_self_assessments_there_is_nothing_to_set_beside():
    assert self_against_appraised(of_totals(small_set(), [50]).result) is None


# ---- change of ranks ---------------------------------------------------------------------------


def test_who_is_new_and_who_is_gone_is_joined_to_nobody():
    result = of_totals(small_set(), [90, 80, 70]).result
    picture = rank_change(result, {"U00": 2, "U01": 1, "GONE": 3})
    root = parse(picture.svg.vi)
    assert len(find(root, "line")) == 2
    words = [words for *_, words in texts_in(root)]
    assert {"▲ 1", "▼ 1", "mới", "GONE", "không còn trong bảng"} <= set(words)
    assert picture.said.vi == (
        "1 đơn vị lên hạng, 1 xuống hạng, 0 giữ hạng, 1 mới, 1 không còn trong bảng; "
        "lên nhiều nhất: U00 (2 → 1); xuống nhiều nhất: U01 (1 → 2)."
    )


def test_of_too_many_those_that_moved_most_are_drawn_and_said_so():
    result = of_totals(small_set(), list(range(100, 0, -1))).result
    before = {unit: n + 1 for n, unit in enumerate(result.units.ids)}
    before["U00"], before["U99"] = 100, 1
    picture = rank_change(result, before)
    hold(picture)
    assert f"Hình chỉ có {MOST_ROWS} đơn vị" in picture.said.vi
    assert {"▲ 99", "▼ 98"} & {words for *_, words in texts_in(parse(picture.svg.vi))}


# ---- letters -----------------------------------------------------------------------------------

VIETNAMESE = (
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
)
FONTS = [
    path
    for weight in ("Regular", "Bold")
    for path in (
        *(Path(__file__).parents[3] / "plugins/scoring_pdf/fonts").glob(f"Tinos-{weight}.ttf"),
        *Path("/usr/share/fonts/truetype/croscore").glob(f"Arimo-{weight}.ttf"),
    )
]


@pytest.mark.parametrize("font", FONTS, ids=lambda path: path.stem)
def test_no_letter_is_wider_than_it_is_taken_for(font):
    with TTFont(font) as opened:
        widths, glyphs = opened["hmtx"], opened.getBestCmap()
        unit = opened["head"].unitsPerEm
        signs = VIETNAMESE + VIETNAMESE.upper() + "0123456789 .,;:()%/+-–—…≥×÷=“”▲▼→·*"
        for sign in signs:
            drawn = widths[glyphs[ord(sign)]][0] * 1000 // unit
            assert drawn <= width_of(sign, 1000, font.stem.endswith("Bold")), sign


@given(st.text(max_size=60), st.integers(0, 3000))
def test_what_is_shortened_fits(words, room):
    shown = shorten(words, room, 120)
    assert width_of(shown, 120) <= room or shown == ""
    assert shown in (words, "") or shown.endswith("…")


@given(st.text("ab ơư", max_size=80), st.integers(300, 2000))
def test_wrapped_lines_fit_and_leave_out_no_word_unmarked(words, room):
    lines = wrap(words, room, 120, most=3)
    assert len(lines) <= 3
    assert all(width_of(line, 120) <= room for line in lines)
    if not any("…" in line for line in lines):
        assert " ".join(lines).split() == words.split()


@given(st.fractions(), st.fractions(), st.fractions())
def test_a_greater_number_never_lies_further_left(one, other, whole):
    axis = Axis.over([one, other], whole, 100, 5000)
    low, high = sorted([one, other])
    assert 100 <= axis.at(low) <= axis.at(high) <= 5000


def test_tenths_of_pixels_are_written_exactly():
    assert [pixels(one) for one in (0, 5, -5, 1234, -60)] == ["0", "0.5", "-0.5", "123.4", "-6"]


def test_shapes_that_are_not_there_leave_no_empty_path():
    drawing = Drawing()
    drawing.boxes([], "#fff", "#000")
    drawing.strokes([], "#000")
    drawing.words(0, 100, "")
    assert not re.search("<(path|text)", drawing.svg(200, "t", "s"))
