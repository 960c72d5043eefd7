"""PDF: the same bytes each time, every letter in our fonts, and text that stays text."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import unicodedata
from datetime import date
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
    Paragraph,
    Picture,
    Section,
    Signature,
    TableColumn,
    Text,
    load_registry,
)
from scoring_pdf.write import FONTS, write
from tests.plugins.pdf.samples import (
    COLUMNS,
    DIGEST,
    HEADS,
    PICTURE,
    SAME,
    SHORT_DIGEST,
    SVG,
    decision,
    plain,
    rows,
)
from tests.programs import need, text_of

pytest.importorskip("typst")

ROOT = Path(__file__).parents[3]
TONES = ("", *"\u0300\u0309\u0303\u0301\u0323")
VOWELS = [unicodedata.normalize("NFC", v + t) for v in "aăâeêioôơuưy" for t in TONES]
SMALL = [letter for letter in (*VOWELS, "đ") if not letter.isascii()]
ACCENTED = "".join(SMALL) + "".join(SMALL).upper()
KINDS = [*HEADS, None]


def save(folder: Path, document: Document, lang: str = "vi") -> Path:
    file = folder / "paper.pdf"
    file.write_bytes(write(document, {"lang": lang}))
    return file


def read(folder: Path, document: Document, lang: str = "vi") -> str:
    return text_of(save(folder, document, lang))


def look(program: str, *arguments: object) -> str:
    command = [need(program), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace")
    return done.stdout


def squeeze(text: str) -> str:
    """Leave out what the layout decides: line ends and spaces."""
    return re.sub(r"[\s\u200b]+", "", text)


# ---- the same bytes, on every machine ---------------------------------------------------


SCRIPT = """
import hashlib
from scoring_pdf.write import write
from tests.plugins.pdf.samples import decision
print(*(hashlib.sha256(write(decision(kind), {})).hexdigest() for kind in ("state", "party")))
"""


@pytest.mark.parametrize(("zone", "seed"), [("Asia/Ho_Chi_Minh", "1"), ("America/Lima", "2")])
def test_the_same_document_gives_the_same_bytes_in_another_process(zone, seed):
    here = [hashlib.sha256(write(decision(kind), {})).hexdigest() for kind in HEADS]
    environment = os.environ | {"TZ": zone, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    environment |= {"SOURCE_DATE_EPOCH": "86400"}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], env=environment, capture_output=True, encoding="utf-8"
    )
    assert done.stdout.split() == here, done.stderr


def test_the_file_bears_the_day_of_the_paper_and_never_today(tmp_path):
    said = look("pdfinfo", "-isodates", save(tmp_path, decision("state")))
    assert re.findall(r"Date:\s+(\S+)", said) == ["2026-02-05T00:00:00Z"] * 2
    assert "Date:" not in look("pdfinfo", save(tmp_path, decision("party")))


# ---- letters ----------------------------------------------------------------------------


@pytest.mark.parametrize("style", ["plain", "note", "quote"])
def test_every_accented_letter_of_vietnamese_comes_through(tmp_path, style):
    assert len(ACCENTED) == 134
    lines = [ACCENTED[at : at + 30] for at in range(0, len(ACCENTED), 30)]
    blocks = [Paragraph(SAME("\n".join(lines)), style), Heading(SAME("\n".join(lines)), 4)]
    said = squeeze(read(tmp_path, plain(*blocks)))
    assert said.count(ACCENTED) == 2


def test_only_our_fonts_are_in_the_file_and_all_are_embedded(tmp_path):
    # Heads, bold italics, pictures and boxes for signs that no font of ours has.
    document = decision("state", mark=SAME("DỰ THẢO 中"))
    table = look("pdffonts", save(tmp_path, document)).splitlines()[2:]
    names = {line.split()[0].partition("+")[2] for line in table}
    assert names == {"Tinos", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"}
    for line in table:
        assert " yes yes yes " in line


def test_a_sign_that_the_fonts_lack_is_a_box_and_not_a_gap(tmp_path):
    said = read(tmp_path, plain(Paragraph(SAME("Tổ 中😀\x00\ud800 dân\u202e phố\u200d\ufe0f"))))
    assert "Tổ □□□□ dân phố" in said


def test_letters_and_their_accents_become_one_sign_in_every_name(tmp_path):
    name = unicodedata.normalize("NFD", "Hội đồng Ấp Ổi")
    head = Letterhead("party", name, name, name, name)
    document = Document(SAME(name), (Signature(SAME(name), name),), head)
    said = read(tmp_path, document)
    assert said == unicodedata.normalize("NFC", said)
    assert said.lower().count("hội đồng ấp ổi") >= 6


def test_the_fonts_come_with_their_licence():
    said = (FONTS / "LICENSE").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in said
    assert "Copyright 2010 Google Inc." in said
    assert len(list(FONTS.glob("*.ttf"))) == 4


# ---- what every page says ---------------------------------------------------------------


@pytest.mark.parametrize("is_landscape", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_every_page_bears_the_digest_its_number_and_the_mark(tmp_path, kind, is_landscape):
    document = evolve(decision(kind or "state"), is_landscape=is_landscape, mark=SAME("DỰ THẢO"))
    if kind is None:
        document = evolve(document, letterhead=None)
    pages = read(tmp_path, document).split("\f")[:-1]
    assert len(pages) >= 3
    for number, page in enumerate(pages, 1):
        assert f"Mã kết quả {SHORT_DIGEST} · trang {number}/{len(pages)}" in page
        assert "DỰ THẢO" in page
        top = re.search(rf"^ +{number}( +DỰ THẢO)?$", page, re.MULTILINE)
        assert (top is not None) == (kind is not None and number > 1)


def test_an_english_paper_keeps_its_vietnamese_head(tmp_path):
    said = read(tmp_path, decision("state"), "en")
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in said
    assert "ngày 05 tháng 02 năm 2026" in said
    assert f"Digest of the result {SHORT_DIGEST} · page 1/" in said


@pytest.mark.parametrize(
    ("kind", "number", "shown"),
    [
        ("state", "", "Số: ……/……"),
        ("state", "/QĐ-UBND", "Số: ……/QĐ-UBND"),
        ("state", "7/QĐ-UBND", "Số: 7/QĐ-UBND"),
        ("party", "", "Số ……-……"),
        ("party", "-QĐ/ĐU", "Số ……-QĐ/ĐU"),
        ("party", "7-QĐ/ĐU", "Số 7-QĐ/ĐU"),
    ],
)
def test_blanks_are_dots_to_fill_by_hand(tmp_path, kind, number, shown):
    said = read(tmp_path, Document(SAME("Tờ trình"), (), Letterhead(kind, "Hội đồng", "", number)))
    assert shown in said
    assert "……, ngày …… tháng …… năm ……" in said
    assert "TỜ TRÌNH" in said


def test_a_paper_without_a_number_has_no_line_for_it(tmp_path):
    head = Letterhead("state", "Hội đồng", number=None, day=date(2026, 12, 31), place="Huế")
    said = read(tmp_path, Document(SAME("Biên bản"), (), head))
    assert "Số" not in said
    assert "Huế, ngày 31 tháng 12 năm 2026" in said


def test_long_names_of_offices_wrap_within_their_half(tmp_path):
    name = "Ban Chỉ đạo thực hiện Quy chế dân chủ ở cơ sở và công tác dân vận khéo"
    head = Letterhead("state", name, "Ủy ban nhân dân đặc khu Phú Quốc", "1/QĐ-BCĐ", "Phú Quốc")
    file = save(tmp_path, Document(SAME("Quyết định"), (), head))
    left = look("pdftotext", "-x", 0, "-y", 0, "-W", 275, "-H", 250, file, "-")
    assert name.upper() in " ".join(left.split())
    right = look("pdftotext", "-x", 275, "-y", 0, "-W", 400, "-H", 150, file, "-")
    assert right.split("\n")[0] == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


# ---- read aloud -------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_the_file_says_that_it_can_be_read_aloud(tmp_path, kind):
    document = decision(kind or "state")
    file = save(tmp_path, document if kind else evolve(document, letterhead=None))
    content = file.read_bytes()
    assert re.search(rb'pdfuaid:part(>|=")1', content)
    said = look("pdfinfo", file)
    assert re.search(r"Tagged:\s+yes", said)
    assert re.search(r"Title:\s+Quyết định: Về việc công nhận", said)
    structure = look("pdfinfo", "-struct", file)
    for part in ("H1", "H2", "Table", "THead", "TH", "TD", "Figure", "Caption", "Link"):
        assert re.search(rf"^ *{part}\b", structure, re.MULTILINE), part


def test_headings_may_skip_levels_as_they_like(tmp_path):
    levels = [3, 1, 4, 2, 9, 0]
    blocks = [Heading(SAME(f"Mục {level}"), level) for level in levels]
    nested = Section("a", SAME("Ngoài"), (Section("b", SAME("Trong"), ()),))
    said = look("pdfinfo", "-struct", save(tmp_path, plain(*blocks, nested)))
    found = [int(level) for level in re.findall(r"^ *H(\d)", said, re.MULTILINE)]
    assert found == [1, 1, 2, 2, 3, 1, 2, 3]


# ---- text stays text --------------------------------------------------------------------


HOSTILE = [
    '#read("/etc/passwd")',
    '#include "x.typ" #eval("1+1")',
    "$x^2$ *đậm* _nghiêng_ `raw` @nhãn <b>chữ</b>",
    "= Đề mục \\ \\u{41} // chú thích /* x */ ~ -- ... 'a' \"b\"",
    '"] #panic() ["',
    '", "title": "khác',
]


@pytest.mark.parametrize("name", HOSTILE)
def test_markup_in_a_name_is_printed_as_it_is(tmp_path, name):
    said = SAME(name)
    blocks = [
        Heading(said),
        Paragraph(said),
        Grid((TableColumn(said),), ((said,),), said),
        Outline((Item(said, said, (said,)),)),
        Picture(said, SAME("kein SVG"), said),
        Section(name, said, ()),
        Signature(said, name, said, said),
    ]
    head = Letterhead("state", name, name, name, name)
    document = Document(said, tuple(blocks), head, said, DIGEST, mark=said)
    text = squeeze(read(tmp_path, document))
    # Capitals where the decree wants them; the pieces of a wrapped name stand in order.
    assert text.count(squeeze(name)) >= 9
    assert "root:" not in text


SIGNS = st.one_of(
    st.characters(), st.sampled_from('#$*_@\\`<>[]{}()"=-/~\n\t đĐấẩỗợ'), st.just("x" * 40)
)
WEIRD = st.lists(SIGNS, max_size=20).map("".join)


@settings(max_examples=25)
@given(texts=st.lists(WEIRD, min_size=4, max_size=4), kind=st.sampled_from(KINDS))
def test_any_text_in_any_place_makes_a_paper(texts, kind):
    one, two, three, four = map(SAME, texts)
    blocks = (
        Heading(one, 3),
        Paragraph(two, "quote"),
        Grid((TableColumn(one), TableColumn(two, True, 2)), ((three, four),), two, (texts[0],)),
        Outline((Item(one, two, (three,), (Item(four),)),)),
        Picture(one, two, three),
        Picture(one, SAME(SVG), three, len(texts[1])),
        Section(texts[0], four, (Paragraph(one, "centre"), Section(texts[0], one, ()))),
        Signature(one, texts[1], two, three),
    )
    head = None if kind is None else Letterhead(kind, *texts)
    assert write(Document(one, blocks, head, two, texts[3], mark=three), {}).startswith(b"%PDF")


# ---- tables and pictures ----------------------------------------------------------------


def test_the_head_of_a_table_stands_on_every_page(tmp_path):
    pages = read(tmp_path, plain(Grid(COLUMNS, rows(150)))).split("\f")[:-1]
    assert len(pages) > 3
    assert all("Đơn vị" in page and "Vì sao chưa cao hơn" in page for page in pages)
    text = "".join(pages)
    assert all(f"Phường Thuận Hòa {at} " in text for at in range(1, 151))


def test_a_cell_longer_than_a_page_goes_on_with_the_next(tmp_path):
    words = " ".join(f"chữ{at}" for at in range(3000))
    said = read(tmp_path, plain(Grid(COLUMNS[:2], ((SAME("1"), SAME(words)),))))
    assert all(word in said for word in words.split())


def test_a_picture_keeps_its_texts_and_is_told_in_words(tmp_path):
    file = save(tmp_path, plain(PICTURE))
    assert "Phường Ấp Ổi" in look("pdftotext", file, "-")
    assert "Hai đơn vị" in text_of(file)


def test_a_picture_that_cannot_be_drawn_is_told_instead(tmp_path):
    said = read(tmp_path, plain(evolve(PICTURE, svg=SAME("<svg><g></svg>"))))
    assert "Hai đơn vị: Phường Ấp Ổi đứng đầu" in said


def test_a_picture_reaches_for_nothing_outside(tmp_path):
    secret = tmp_path / "secret.svg"
    secret.write_text(SVG.replace("Ấp Ổi", "BÍ MẬT"), encoding="utf-8")
    hostile = SVG.replace(
        "</svg>", f'<image href="{secret}" width="9" height="9"/><script>x</script></svg>'
    )
    said = read(tmp_path, plain(evolve(PICTURE, svg=SAME(hostile))))
    assert "Phường Ấp Ổi" in said
    assert "BÍ MẬT" not in said


def test_a_tall_picture_stays_on_its_page(tmp_path):
    tall = SVG.replace('viewBox="0 0 400 90"', 'viewBox="0 0 400 4000"')
    file = save(tmp_path, plain(Heading(SAME("Cao")), evolve(PICTURE, svg=SAME(tall), width=100)))
    assert re.search(r"Pages:\s+1\n", look("pdfinfo", file))


def test_a_tall_picture_in_a_wide_paper_stands_on_an_upright_page(tmp_path):
    tall = SVG.replace('viewBox="0 0 400 90"', 'viewBox="0 0 400 500"')
    blocks = (Paragraph(SAME("Trước")), Heading(SAME("Biểu đồ")), Heading(SAME("Một"), 2))
    wide = evolve(plain(*blocks, evolve(PICTURE, svg=SAME(tall)), PICTURE), is_landscape=True)
    file = save(tmp_path, wide)
    sizes = re.findall(r"size: +(\d+)\S* x (\d+)", look("pdfinfo", "-f", 1, "-l", 3, file))
    assert [int(width) < int(height) for width, height in sizes] == [False, True, False]
    first, second, third = text_of(file).split("\f")[:3]
    assert "Trước" in first
    assert "Biểu đồ" not in first
    assert second.index("Biểu đồ") < second.index("Một") < second.index("Phường Ấp Ổi")
    assert "trang 3/3" in third


# ---- the offer --------------------------------------------------------------------------


def test_the_plugin_offers_one_writer_of_bytes():
    writer = load_registry().writers["pdf"]
    assert (writer.suffix, writer.takes, writer.is_text) == (".pdf", "document", False)
    assert writer.write(plain(), {"lang": "en"}).startswith(b"%PDF-1.7")


def test_without_typst_a_user_is_told_of_the_extra_and_of_word(monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(MissingExtraError) as caught:
        write(plain(), {})
    for said in (caught.value.text.vi, caught.value.text.en):
        assert "docx" in said
        assert 'pip install "danvan-scoring[pdf]"' in said


def test_texts_are_said_in_the_language_of_the_call(tmp_path):
    document = plain(Paragraph(Text(vi="tiếng Việt", en="in English")))
    assert "in English" in read(tmp_path, document, "en")
    assert "tiếng Việt" in read(tmp_path, document, "vi")
