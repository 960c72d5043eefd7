"""Word: a whole file from any document, the same bytes each time, and text that stays text."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import (
    Document,
    Grid,
    Heading,
    Item,
    Letterhead,
    MissingExtraError,
    Outline,
    PageBreak,
    Paragraph,
    Picture,
    ProblemsError,
    Section,
    Signature,
    Signatures,
    TableColumn,
    Text,
    load_registry,
)
from scoring_word import picture
from scoring_word.styles import STYLES
from scoring_word.write import TEMPLATES, write
from tests.plugins.pdf.samples import (
    COLUMNS,
    DIGEST,
    HEADS,
    OUTLINE,
    PICTURE,
    SAME,
    SHORT_DIGEST,
    SVG,
    decision,
    plain,
    rows,
)

docx = pytest.importorskip("docx")
pytest.importorskip("docxtpl")

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
KINDS = [*HEADS, None]


def opened(document: Document, lang: str = "vi", **options: object):
    return docx.Document(io.BytesIO(write(document, {"lang": lang, **options})))


def body(document: Document, lang: str = "vi", **options: object):
    return opened(document, lang, **options).element.body


def text_of(element) -> str:
    return "".join(one.text or "" for one in element.iter(f"{W}t"))


def style_names(file) -> dict[str, str]:
    return {style.style_id: style.name for style in file.styles}


# ---- a whole file ----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_block_is_written_under_each_head(kind, lang):
    paper = evolve(decision(kind or "state"), letterhead=kind and HEADS[kind])
    file = opened(paper, lang)
    said = text_of(file.element.body)
    for words in (
        "Căn cứ Luật Thực hiện dân chủ",
        "QUYẾT ĐỊNH:",
        "Bảng 1",
        "Phường Thuận Hòa 30",
        "84,78 / 100",
        "51 ÷ 52 × 10 = 9,8076… → 9,81",
        "Nguyễn Thị Ánh Tuyết",
        "Ý kiến của đơn vị.",
    ):
        assert words in said
    assert ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in said) == (kind == "state")
    assert ("ĐẢNG CỘNG SẢN VIỆT NAM" in said) == (kind == "party")
    feet = {text_of(part.element) for part in feet_of(file)}
    label = {"vi": "Mã kết quả", "en": "Digest of the result"}[lang]
    assert len(feet) == 1
    assert f"{label} {SHORT_DIGEST}" in feet.pop()
    assert not re.search(r"\{\{|\{%", said)


def feet_of(file):
    return [rel.target_part for rel in file.part.rels.values() if rel.reltype.endswith("/footer")]


def heads_of(file):
    return [rel.target_part for rel in file.part.rels.values() if rel.reltype.endswith("/header")]


def test_the_writer_is_offered_and_writes_bytes():
    import scoring_word

    writer = load_registry({"word": scoring_word}).writers["docx"]
    assert (writer.suffix, writer.takes, writer.is_text) == (".docx", "document", False)
    assert writer.write(decision(), {"lang": "vi"}).startswith(b"PK")


def test_without_docxtpl_a_user_is_told_of_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "docxtpl", None)
    with pytest.raises(MissingExtraError, match=r"danvan-scoring\[word\]"):
        write(decision(), {})


@pytest.mark.parametrize(("zone", "seed"), [("UTC", "0"), ("Asia/Ho_Chi_Minh", "7")])
def test_the_same_document_gives_the_same_bytes_in_another_process(zone, seed):
    code = (
        "import hashlib; from tests.plugins.pdf.samples import decision;"
        "from scoring_word.write import write;"
        "print(hashlib.sha256(write(decision(), {'lang': 'vi'})).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        encoding="utf-8",
        cwd=Path(__file__).parents[3],
        env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed},
    )
    assert done.stdout.strip() == hashlib.sha256(write(decision(), {"lang": "vi"})).hexdigest()


def test_the_file_says_nothing_of_when_and_by_whom_the_template_was_made(tmp_path):
    template = docx.Document(TEMPLATES / "state.docx")
    template.core_properties.author = "Người lạ"
    template.core_properties.comments = "ghi chú nội bộ"
    template.save(tmp_path / "mau.docx")
    content = write(decision(), {"template": tmp_path / "mau.docx"})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert "<dc:title>Quyết định</dc:title>" in core
    assert "Người lạ" not in core
    assert "nội bộ" not in core
    assert "dcterms:" not in core


# Word refuses a file whose properties stand in another order than the standard's.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore pBdr tabs spacing ind jc outlineLvl rPr",
    "rPr": "rFonts b bCs i iCs caps color sz szCs bdr lang",
    "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption",
    "tcPr": "tcW tcBorders shd vAlign",
    "trPr": "cantSplit tblHeader",
    "sectPr": "headerReference footerReference pgSz pgMar titlePg",
    "style": "name aliases basedOn uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr "
    "tblStylePr",
    "tbl": "tblPr tblGrid tr",
    "tc": "tcPr p",
}


@pytest.mark.parametrize("kind", KINDS)
def test_properties_stand_in_the_order_that_word_wants(kind):
    mark = SAME("DỰ THẢO")
    paper = evolve(decision(), letterhead=kind and HEADS[kind], mark=mark, is_landscape=True)
    content = write(paper, {})
    from lxml import etree

    def fits(name: str) -> bool:
        return name.startswith("word/") and name.endswith(".xml")

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        roots = [etree.fromstring(archive.read(n)) for n in archive.namelist() if fits(n)]
    for element in (one for root in roots for one in root.iter() if isinstance(one.tag, str)):
        order = ORDER.get(element.tag.removeprefix(W))
        if order is not None:
            names = [child.tag.removeprefix(W) for child in element]
            places = [order.split().index(name) for name in names]
            assert places == sorted(places), names


# ---- the page --------------------------------------------------------------------------------


def test_a_paper_on_its_side_is_turned_and_its_head_goes_to_the_edges():
    upright, turned = opened(decision()), opened(decision(is_landscape=True))
    for file, is_wide in ((upright, False), (turned, True)):
        section = file.sections[0]
        assert (section.page_width > section.page_height) == is_wide
        width = section.page_width - section.left_margin - section.right_margin
        for table in file.element.body.findall(f"{W}tbl"):
            columns = [int(one.get(f"{W}w")) for one in table.iter(f"{W}gridCol")]
            assert abs(sum(columns) * 635 - width) < 5 * 635
            for row in table.iter(f"{W}tr"):
                assert [int(one.get(f"{W}w")) for one in row.iter(f"{W}tcW")] == columns
    heads = [file.element.body.find(f"{W}tbl") for file in (upright, turned)]
    first, second = ([int(c.get(f"{W}w")) for c in head.iter(f"{W}gridCol")] for head in heads)
    assert (first[0], first[2]) == (second[0], second[2])
    assert second[1] > first[1]


@pytest.mark.parametrize("kind", KINDS)
def test_a_mark_stands_at_the_top_of_every_page_once(kind):
    paper = evolve(decision(), letterhead=kind and HEADS[kind], mark=SAME("DỰ THẢO"))
    file = opened(paper)
    used = {one.get(f"{W}type") for one in file.element.body.iter(f"{W}headerReference")}
    assert used == {"default", "first"}
    assert [text_of(one.element).count("DỰ THẢO") for one in heads_of(file)] == [1, int(bool(kind))]
    unmarked = opened(evolve(paper, mark=None))
    assert not any("DỰ THẢO" in text_of(one.element) for one in heads_of(unmarked))


def test_a_template_without_any_header_bears_the_mark_as_well(tmp_path):
    template = docx.Document()
    template.add_paragraph("{{ ma_ket_qua }}")
    template.add_paragraph("{{p noi_dung }}")
    template.settings.odd_and_even_pages_header_footer = True
    template.save(tmp_path / "mau.docx")
    file = opened(decision(mark=SAME("DỰ THẢO")), template=tmp_path / "mau.docx")
    assert [text_of(one.element) for one in heads_of(file)] == ["DỰ THẢO"] * 2


def test_a_page_break_starts_the_next_block_on_a_page_of_its_own():
    said = body(plain(Paragraph(SAME("một")), PageBreak(), Grid(COLUMNS, rows(1))))
    table = said.find(f"{W}tbl")
    assert table.getprevious().find(f".//{W}pageBreakBefore") is not None
    assert len(list(said.iter(f"{W}pageBreakBefore"))) == 1
    said = body(plain(Paragraph(SAME("một")), PageBreak(), Heading(SAME("hai"))))
    broken = [one for one in said.iter(f"{W}p") if one.find(f".//{W}pageBreakBefore") is not None]
    assert [text_of(one) for one in broken] == ["hai"]


# ---- lines -----------------------------------------------------------------------------------


def test_headings_are_those_of_word_so_that_they_show_in_its_navigation():
    section = Section("a", SAME("Mục"), (Heading(SAME("sâu"), 3), Section("b", SAME("Con"), ())))
    file = opened(plain(*(Heading(SAME(str(n)), n) for n in range(1, 7)), section))
    names = style_names(file)
    found = {text_of(one._element): names[one.style.style_id] for one in file.paragraphs}
    levels = {text: int(name[-1]) for text, name in found.items() if name.startswith("Heading")}
    assert levels == {
        **{str(n): min(n, 4) for n in range(1, 7)},
        "Mục": 2,
        "sâu": 4,
        "Con": 3,
    }


def test_each_manner_of_paragraph_has_a_style_named_in_vietnamese():
    from scoring.model.document import STYLES as MANNERS

    blocks = [Paragraph(SAME("Điều 1. Công nhận"), manner) for manner in MANNERS]
    file = opened(plain(*blocks))
    names = style_names(file)
    assert [names[one.style.style_id] for one in file.paragraphs] == [
        "Nội dung",
        "Ghi chú",
        "Trích dẫn",
        "Giữa dòng",
        "Căn cứ",
        "Nội dung",
    ]
    article = file.paragraphs[-1]
    assert [(one.text, one.bold) for one in article.runs] == [
        ("Điều 1.", True),
        (" Công nhận", None),
    ]
    (order,) = opened(plain(Paragraph(SAME("QUYẾT ĐỊNH:"), "centre"))).paragraphs
    assert order.runs[0].bold


def test_lines_and_tabs_of_a_text_stay():
    (found,) = opened(plain(Paragraph(SAME("một\nhai\tba")))).paragraphs
    assert found.text == "một\nhai\tba"


def test_an_outline_has_its_values_at_the_right_and_its_details_below():
    said = body(plain(OUTLINE))
    lines = [[text_of(p) for p in row.iter(f"{W}p")] for row in said.iter(f"{W}tr")]
    assert lines == [
        ["Tổng điểm", "84,78 / 100"],
        [
            "B1 Người đứng đầu tiếp công dân định kỳ",
            "51 ÷ 52 × 10 = 9,8076… → 9,81",
            "9,81 / 10",
        ],
    ]
    indents = [one.get(f"{W}left") for one in said.iter(f"{W}ind")]
    assert indents == sorted(indents, key=int)
    bare = Outline((Item(SAME("một"), details=(SAME("vì"),), items=(Item(SAME("hai")),)),))
    said = body(plain(bare))
    assert said.find(f"{W}tbl") is None
    assert [text_of(p) for p in said.iter(f"{W}p")] == ["một", "vì", "hai"]


# ---- tables ----------------------------------------------------------------------------------


def test_the_head_of_a_table_repeats_and_no_row_is_torn():
    table = body(plain(Grid(COLUMNS, rows(3), SAME("Bảng 1")))).find(f"{W}tbl")
    found = list(table.iter(f"{W}tr"))
    assert len(found) == 4
    assert [one.find(f".//{W}tblHeader") is not None for one in found] == [True, *[False] * 3]
    assert all(one.find(f".//{W}cantSplit") is not None for one in found)
    assert text_of(table.getprevious()) == "Bảng 1"


def test_numbers_stand_to_the_right():
    file = opened(plain(Grid(COLUMNS, rows(1))))
    names = style_names(file)
    cells = file.tables[0].rows[1].cells
    found = [names[one.paragraphs[0].style.style_id] for one in cells]
    assert found == ["Ô số", "Ô bảng", "Ô số", "Ô bảng"]
    (style,) = (one for one in file.styles if one.name == "Ô số")
    assert style.paragraph_format.alignment == 2


def test_a_row_leads_to_the_section_that_tells_more():
    said = body(decision())
    marks = {one.get(f"{W}name"): one for one in said.iter(f"{W}bookmarkStart")}
    links = {one.get(f"{W}anchor") for one in said.iter(f"{W}hyperlink")}
    assert links == set(marks) == {"muc_1"}
    assert text_of(marks["muc_1"].getparent()) == "Phường Đúc"


def test_two_tables_do_not_grow_together():
    said = body(plain(Grid(COLUMNS, rows(1)), Grid(COLUMNS, rows(1)), OUTLINE))
    tags = [one.tag.removeprefix(W) for one in said]
    assert "tbl tbl" not in " ".join(tags)
    assert tags[-2] == "p"


def test_a_table_too_wide_for_word_is_written_in_parts():
    made = tuple(TableColumn(SAME(str(n))) for n in range(130))
    file = opened(plain(Grid(made, (tuple(SAME(f"ô {n}") for n in range(130)),))))
    assert all(len(table.columns) <= 63 for table in file.tables)
    said = [cell.text for table in file.tables for cell in table.rows[1].cells]
    assert {f"ô {n}" for n in range(130)} == set(said)
    assert said.count("ô 1") == len(file.tables)


# ---- places to sign --------------------------------------------------------------------------


def test_places_to_sign_stand_side_by_side_with_the_recipients_at_the_left():
    signers = (Signature(SAME("Thư ký"), "An"), Signature(SAME("Chủ tọa"), "Bình"))
    paper = plain(Signatures(signers, (SAME("Như Điều 2"), SAME("- Lưu: VT"))))
    (row,) = body(paper).iter(f"{W}tr")
    cells = [[text_of(p) for p in cell.iter(f"{W}p")] for cell in row.iter(f"{W}tc")]
    assert cells[0] == ["Nơi nhận:", "- Như Điều 2;", "- Lưu: VT."]
    assert cells[1:] == [["Thư ký", *[""] * 4, "An"], ["Chủ tọa", *[""] * 4, "Bình"]]


def test_one_who_signs_alone_stands_at_the_right_and_a_blank_name_is_dots():
    on_behalf, manner = SAME("TM. HỘI ĐỒNG"), SAME("(Ký)")
    (row,) = body(plain(Signature(SAME("CHỦ TỊCH"), "", on_behalf, manner))).iter(f"{W}tr")
    empty, right = ([text_of(p) for p in cell.iter(f"{W}p")] for cell in row.iter(f"{W}tc"))
    assert empty == [""]
    assert right == ["TM. HỘI ĐỒNG", "CHỦ TỊCH", "(Ký)", *[""] * 4, "……………………"]


# ---- pictures --------------------------------------------------------------------------------


def test_a_picture_is_drawn_with_its_words_for_those_who_cannot_see_it():
    pytest.importorskip("typst")
    file = opened(plain(PICTURE))
    (drawn,) = file.inline_shapes
    properties = drawn._inline.docPr
    assert properties.get("descr") == "Phường Ấp Ổi đứng đầu"
    assert "Hai đơn vị" in text_of(file.element.body)
    section = file.sections[0]
    width = section.page_width - section.left_margin - section.right_margin
    assert abs(drawn.width - width * 80 // 100) < 5 * 635
    assert abs(drawn.height - drawn.width * 90 // 400) < drawn.width // 100


def test_a_tall_picture_stays_within_its_page():
    pytest.importorskip("typst")
    tall = SVG.replace('viewBox="0 0 400 90"', 'viewBox="0 0 100 900"')
    file = opened(plain(Picture(SAME("a"), SAME(tall), SAME("b"))))
    section = file.sections[0]
    height = section.page_height - section.top_margin - section.bottom_margin
    assert file.inline_shapes[0].height < height


@pytest.mark.parametrize("absent", ["typst", "fonts", "shape"])
def test_a_picture_that_cannot_be_drawn_is_told_in_words(monkeypatch, absent):
    if absent == "typst":
        monkeypatch.setitem(sys.modules, "typst", None)
    if absent == "fonts":
        monkeypatch.setattr(picture, "find_fonts", lambda: None)
    shown = evolve(PICTURE, svg=SAME("không phải SVG")) if absent == "shape" else PICTURE
    file = opened(plain(shown))
    assert len(file.inline_shapes) == 0
    assert [one.text for one in file.paragraphs] == ["Hai đơn vị", "Phường Ấp Ổi đứng đầu"]


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="file:///etc/passwd"/>',
        "<image xlink:href='http://example.org/x.png'/>",
        "<style>@import 'x.css'</style>",
        '<rect fill="url(http://example.org/#a)"/>',
        "<script>alert(1)</script>",
    ],
)
def test_a_picture_reaches_for_nothing_outside(inside):
    assert picture.draw_png(SVG.replace("</svg>", f"{inside}</svg>"), 4000) is None


# ---- text stays text -------------------------------------------------------------------------


HOSTILE = [
    "{{ 7 * 7 }}{% for x in noi_nhan %}{{ x }}{% endfor %}",
    "{{ ''.__class__.__mro__ }}{# {{p noi_dung }} #}",
    "{_{ ma_ket_qua }_} {_% if %_}",
    "</w:t></w:r></w:p><w:p><w:r><w:t>khác",
    "& < > \" ' &amp; &#65; <!-- --> ]]> <![CDATA[",
    '=HYPERLINK("http://example.org")',
    "<!--urn:danvan:noi-dung--><b>đậm</b>",
]


def everywhere(name: str) -> Document:
    said = SAME(name)
    blocks = [
        Heading(said),
        Paragraph(said),
        Grid((TableColumn(said),), ((said,),), said, (name,)),
        Outline((Item(said, said, (said,)),)),
        Picture(said, SAME("không phải SVG"), said),
        Section(name, said, ()),
        Signatures((Signature(said, name, said, said),), (said,)),
    ]
    head = Letterhead("state", name, name, name, name)
    return Document(said, tuple(blocks), head, said, DIGEST, mark=said)


@pytest.mark.parametrize("name", HOSTILE)
def test_markup_and_tags_in_a_name_are_written_as_they_are(name):
    file = opened(everywhere(name))
    said = text_of(file.element.body).replace("\n", " ")
    assert said.count(name) >= 17
    assert all(name in text_of(one.element) for one in heads_of(file))


def test_signs_that_xml_cannot_hold_are_shown_as_question_marks():
    file = opened(everywhere("Xã\x00 A\x0bB\ud800C\ufffeD\x85"))
    assert "Xã? A?B?C?D\x85" in text_of(file.element.body)


SIGNS = st.one_of(st.characters(), st.sampled_from("{}%#_<>&\"'\n\t\f\a đĐấẩỗợ"))
WEIRD = st.lists(SIGNS, max_size=20).map("".join)


@settings(max_examples=40, deadline=None)
@given(texts=st.lists(WEIRD, min_size=4, max_size=4), kind=st.sampled_from(KINDS))
def test_any_text_in_any_place_makes_a_paper(texts, kind):
    one, two, three, four = map(SAME, texts)
    blocks = (
        Heading(one, 3),
        Paragraph(two, "article"),
        Grid((TableColumn(one), TableColumn(two, True, 2)), ((three, four),), two, (texts[0],)),
        Outline((Item(one, two, (three,), (Item(four),)),)),
        Picture(one, two, three),
        Section(texts[0], four, (Paragraph(one, "centre"), Section(texts[0], one, ()))),
        Signature(one, texts[1], two, three),
    )
    head = None if kind is None else Letterhead(kind, *texts)
    values = {"ten": one, "ds": ({"a": two},)}
    paper = Document(one, blocks, head, two, texts[3], mark=three, values=values)
    found = opened(paper)
    assert found.element.body.sectPr is not None


def test_a_document_without_blocks_is_a_file_as_well():
    assert opened(Document(SAME(""), ())).element.body.sectPr is not None
    empty = plain(Grid((), ()), Grid(COLUMNS, ()), Outline(()), Signatures(()))
    assert len(opened(empty).tables) == 2


# ---- a template of one's own -----------------------------------------------------------------


def test_an_edited_template_keeps_what_was_written_into_it(tmp_path):
    template = docx.Document(TEMPLATES / "state.docx")
    before = next(one for one in template.paragraphs if "noi_dung" in one.text)
    before.insert_paragraph_before("Kính gửi các đơn vị của {{ co_quan }}:", style="Nội dung")
    (style,) = (one for one in template.styles if one.name == "Nội dung")
    style.font.name = "Arial"
    template.save(tmp_path / "mau.docx")
    file = opened(decision(), template=tmp_path / "mau.docx")
    texts = [one.text for one in file.paragraphs]
    at = texts.index("Kính gửi các đơn vị của Ủy ban nhân dân\nphường Phú Xuân:")
    assert texts[at + 1].startswith("Căn cứ Luật")
    assert {one.font.name for one in file.styles if one.name == "Nội dung"} == {"Arial"}
    ids = [one.get(f"{W}styleId") for one in file.styles.element.iter(f"{W}style")]
    assert len(ids) == len(set(ids))


def test_a_blank_document_gets_the_styles_it_lacks(tmp_path):
    template = docx.Document()
    template.add_paragraph("Mã {{ ma_ket_qua }}")
    template.add_paragraph("{{p noi_dung }}")
    template.save(tmp_path / "mau.docx")
    file = opened(decision(), template=tmp_path / "mau.docx")
    names = [style.name for style in file.styles]
    used = {one.get(f"{W}val") for one in file.element.body.iter(f"{W}pStyle", f"{W}tblStyle")}
    assert used <= {style.style_id for style in file.styles}
    assert len(names) == len(set(names))
    assert {"Nội dung", "Bảng", "Ô số"} <= set(names)


def test_values_are_placed_one_by_one_where_a_template_names_them(tmp_path):
    template = docx.Document()
    template.add_paragraph("Tổng số {{ so_don_vi }} đơn vị, mã {{ ma_ket_qua }}")
    table = template.add_table(rows=3, cols=2)
    table.cell(0, 0).text = "{%tr for d in don_vi %}"
    table.cell(1, 0).text, table.cell(1, 1).text = "{{ loop.index }}. {{ d.ten }}", "{{ d.diem }}"
    table.cell(2, 0).text = "{%tr endfor %}"
    signed = template.add_paragraph()
    # Word cuts a tag into runs as it likes.
    for piece in (
        "{% for n in ng",
        "uoi_ky %}{{ n.cach",
        "_ky }}: {{ n.ho_ten ",
        "}} {% endfor %}",
    ):
        signed.add_run(piece)
    template.save(tmp_path / "mau.docx")
    units = (
        {"ten": SAME("An <b>"), "diem": SAME("95,5")},
        {"ten": SAME("Bình"), "diem": SAME("8")},
    )
    paper = decision(values={"so_don_vi": Text(vi="hai", en="two"), "don_vi": units})
    file = opened(paper, template=tmp_path / "mau.docx")
    cells = [[cell.text for cell in row.cells] for row in file.tables[0].rows]
    assert cells == [["1. An <b>", "95,5"], ["2. Bình", "8"]]
    assert file.paragraphs[0].text == f"Tổng số hai đơn vị, mã {SHORT_DIGEST}"
    assert "(Ký, đóng dấu): Nguyễn Thị Ánh Tuyết" in file.paragraphs[1].text


def test_a_template_that_lays_out_its_own_signers_gets_them_once(tmp_path):
    template = docx.Document(TEMPLATES / "state.docx")
    template.add_paragraph("{% for n in nguoi_ky %}{{ n.ho_ten }}{% endfor %}")
    template.save(tmp_path / "mau.docx")
    said = text_of(body(decision(), template=tmp_path / "mau.docx"))
    assert said.count("Nguyễn Thị Ánh Tuyết") == 1
    assert "Nơi nhận:" in said
    template.add_paragraph("{% for n in noi_nhan %}{{ n.ten }}{% endfor %}")
    template.save(tmp_path / "mau.docx")
    assert "Nơi nhận:" not in text_of(body(decision(), template=tmp_path / "mau.docx"))


def test_a_template_without_the_digest_is_refused(tmp_path):
    template = docx.Document()
    template.add_paragraph("{{p noi_dung }}")
    template.save(tmp_path / "mau.docx")
    with pytest.raises(ProblemsError) as raised:
        write(decision(), {"template": tmp_path / "mau.docx"})
    assert [one.code for one in raised.value.problems] == ["T606"]


def test_a_template_that_hides_the_digest_is_refused(tmp_path):
    template = docx.Document()
    template.add_paragraph("{{p noi_dung }}")
    template.add_paragraph("{% if co_quan == 'x' %}{{ ma_ket_qua }}{% endif %}")
    template.save(tmp_path / "mau.docx")
    with pytest.raises(ProblemsError) as raised:
        write(decision(), {"template": tmp_path / "mau.docx"})
    assert [one.code for one in raised.value.problems] == ["T606"]


def test_names_of_styles_are_unlike_one_another():
    assert len({style.name for style in STYLES}) == len({style.id for style in STYLES})
