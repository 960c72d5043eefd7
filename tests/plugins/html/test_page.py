"""The page: whole, closed to the outside, and whatever a name says stays a name."""

import hashlib
import re
from base64 import b64encode
from datetime import date
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import (
    Document,
    Grid,
    Heading,
    Item,
    Letterhead,
    Outline,
    PageBreak,
    Paragraph,
    Picture,
    Section,
    Signature,
    Signatures,
    TableColumn,
    Text,
    digest,
    run,
)
from scoring_html.picture import safe_svg
from tests.fixtures.small_sets import bundled, of_totals, small_set
from tests.plugins.html.pages import VOID, Reader, bundled_page, page_of, renamed, write

SETS = ("hue-36-2022", "nd-233-2026", "law10-commune", "tcpl-25-2021")
NASTY = [
    "<script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "</script><script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><a xlink:href='javascript:alert(1)'>",
    "--><!--",
    "]]><b>",
    "&lt;script&gt;",
    "\x00\x08\x1f \ud800 \uffff",
    "\u202eđảo ngược",
]
FRAME = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "script",
    "body",
    "header",
    "nav",
    "main",
    "footer",
}
TABLES = {"table", "caption", "colgroup", "col", "thead", "tbody", "tr", "th", "td"}
BLOCKS = {
    "div",
    "section",
    "details",
    "summary",
    "figure",
    "figcaption",
    "ul",
    "li",
    "p",
    "hr",
    "br",
}
WORDS = {"h1", "h2", "h3", "h4", "a", "b", "i", "span", "code"}
TOOLS = {"label", "input", "select", "button"}
SHAPES = {"svg", "g", "rect", "line", "circle", "path", "text"}
TAGS = FRAME | TABLES | BLOCKS | WORDS | TOOLS | SHAPES


def texts(*said):
    return tuple(Text.same(one) for one in said)


def nasty_document(words):
    """Give a document with the words in every place where words can be."""
    text = Text.same(words)
    svg = Text.same(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9"/></svg>'
    )
    columns = (TableColumn(text), TableColumn(text, is_number=True, width=2))
    return Document(
        text,
        (
            Heading(text),
            Heading(text, 2),
            *(Paragraph(text, style) for style in ("plain", "note", "quote", "centre", "article")),
            Grid(columns, ((text, text),), caption=text, targets=(words,)),
            Outline((Item(text, text, (text,), (Item(text),)),)),
            Picture(text, svg, text),
            Section(words, text, (Paragraph(text),)),
            Section(words, text, (Paragraph(text),), is_folded=True),
            Signatures((Signature(text, words, text, text),), (text,)),
            Signature(text, words),
            PageBreak(),
        ),
        letterhead=Letterhead("state", words, words, words, words, date(2026, 12, 1)),
        subject=text,
        digest=words,
        form=words,
        mark=text,
    )


# ---- nothing gets in ---------------------------------------------------------------------------


def hold_harmless(page):
    """Hold a page to known tags, no event of any kind, no address, one script."""
    reader = Reader(page)
    for tag, attributes in reader.tags:
        assert tag in TAGS, tag
        assert not [name for name in attributes if name.startswith("on")], attributes
        assert not {"src", "srcset", "action", "formaction", "style", "xlink:href"} & set(
            attributes
        )
        if "href" in attributes:
            assert attributes["href"].startswith("#"), attributes
    assert len(reader.inside["script"]) == len(reader.inside["style"]) == 1
    assert "@import" not in page
    assert "url(" not in reader.inside["style"][0]
    return reader


@pytest.mark.parametrize("words", NASTY)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_words_of_any_kind_stay_words_wherever_they_stand(words, lang):
    reader = hold_harmless(write(nasty_document(words), lang))
    plain = re.sub("[\x00-\x08\x1f\ud800\uffff]", "\ufffd", words)
    assert reader.text.count(plain) >= 10


@given(st.text(max_size=30))
def test_no_words_at_all_open_a_tag(words):
    hold_harmless(write(nasty_document(words)))


def test_names_of_units_stay_names_in_lists_explanations_and_pictures():
    result = bundled("law10-commune").result
    nasty = [one for one in NASTY if "\ud800" not in one]  # which no file of answers can hold
    names = [f"{nasty[n % len(nasty)]} {n}" for n in range(len(result.units))]
    hold_harmless(page_of(renamed(result, names)))


def test_without_escaping_the_test_would_see_it(monkeypatch):
    monkeypatch.setattr("scoring_html.blocks.html.escape", lambda words, quote=True: words)
    with pytest.raises(AssertionError):
        hold_harmless(write(nasty_document(NASTY[0])))


@pytest.mark.parametrize(
    "svg",
    [
        "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'><a href='https://x.example'><text>a</text></a></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'><image href='https://x.example/a.png'/></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'><use href='#a'/><style>*{}</style></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'><foreignObject><b>x</b></foreignObject></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'><rect fill='url(https://x.example)'/></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'><rect style='background:url(x)' id='tim'/></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'><text>&lt;script&gt;</text></svg>",
    ],
)
def test_a_picture_can_only_draw(svg):
    made = safe_svg(svg)
    picture = Picture(Text.same("Hình"), Text.same(svg), Text.same("có gì"))
    hold_harmless(write(Document(Text.same("T"), (picture,))))
    assert not re.search("script>|href|onload|style|foreign|url|image|<a| id=", made.lower())


@pytest.mark.parametrize(
    "svg",
    [
        "",
        "no picture",
        "<svg>",
        "<html/>",
        "<svg/>",
        "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg xmlns='http://www.w3.org/2000/svg'>&a;</svg>",
        "<?xml-stylesheet href='x'?><svg xmlns='http://www.w3.org/2000/svg'/>",
    ],
)
def test_what_is_no_plain_svg_is_told_in_words_only(svg):
    assert safe_svg(svg) == ""
    picture = Picture(Text.same("Hình"), Text.same(svg), Text.same("có gì ở đây"))
    assert "có gì ở đây" in Reader(write(Document(Text.same("T"), (picture,)))).text


# ---- nothing goes out --------------------------------------------------------------------------


@pytest.mark.parametrize("set_id", SETS)
def test_a_page_of_a_result_fetches_nothing(set_id):
    hold_harmless(bundled_page(set_id))


def policy_of(reader):
    (policy,) = [
        one["content"]
        for one in reader.of("meta")
        if one.get("http-equiv", "").lower() == "content-security-policy"
    ]
    return dict(part.strip().split(" ", 1) for part in policy.split(";"))


def test_the_policy_allows_the_one_script_and_the_one_style_by_their_hashes():
    reader = Reader(bundled_page("hue-36-2022"))
    policy = policy_of(reader)
    assert policy["default-src"] == policy["base-uri"] == policy["form-action"] == "'none'"
    for name in ("script", "style"):
        (content,) = reader.inside[name]
        made = b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode()
        assert policy[f"{name}-src"] == f"'sha256-{made}'"


# ---- everything is there -----------------------------------------------------------------------


@pytest.mark.parametrize("set_id", SETS)
def test_every_unit_has_a_link_to_its_explanation(set_id):
    result, reader = bundled(set_id).result, Reader(bundled_page(set_id))
    ids = [attributes["id"] for _, attributes in reader.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = [unquote(one["href"][1:]) for one in reader.of("a")]
    assert set(targets) <= set(ids)
    assert len([one for one in targets if one.startswith("don-vi-")]) == len(result.units)
    assert len(reader.of("details")) >= len(result.units)
    for name in result.units.names:
        assert name in reader.text


def test_a_page_of_a_result_names_its_digest_also_on_every_sheet_of_paper():
    result = bundled("hue-36-2022").result
    reader = Reader(bundled_page("hue-36-2022"))
    name = digest(result)
    assert name in reader.text
    (style,) = reader.inside["style"]
    assert f'@bottom-left{{content:"Mã kết quả {name[7:23]}"' in style


def test_tags_are_closed_where_html_needs_it():
    # Items of lists, paragraphs and rows end by themselves; what else is opened is closed.
    page = bundled_page("law10-commune")
    for tag in TAGS - VOID - {"li", "p", "tr", "rect", "line", "circle", "path"}:
        assert len(re.findall(f"<{tag}[ >]", page)) == page.count(f"</{tag}>"), tag


def test_the_page_speaks_its_language():
    assert '<html lang="vi">' in bundled_page("tcpl-25-2021")
    page = bundled_page("tcpl-25-2021", "en")
    assert '<html lang="en">' in page
    assert "Find a unit" in page
    assert "Tìm đơn vị" not in page


def test_headers_of_tables_say_what_they_head():
    reader = Reader(bundled_page("hue-36-2022"))
    assert {one.get("scope") for one in reader.of("th")} == {"col", "row"}
    assert len(reader.of("main")) == len(reader.of("h1")) == len(reader.of("nav")) == 1
    assert reader.of("a")[0] == {"class": "skip", "href": "#noi-dung"}


def test_the_tools_wait_for_the_script_that_serves_them():
    (tools,) = [
        one for one in Reader(bundled_page("hue-36-2022")).of("div") if one.get("role") == "search"
    ]
    assert "hidden" in tools
    plain = write(Document(Text.same("T"), (Paragraph(Text.same("p")),)))
    assert 'role="search"' not in plain


def test_pictures_stand_in_the_page_with_what_there_is_to_see():
    page = bundled_page("law10-commune")
    reader = Reader(page)
    assert len(reader.of("svg")) == len(reader.of("figure")) > 15
    assert all(one["role"] == "img" for one in reader.of("svg"))
    assert page.count("<figcaption><b>") == len(reader.of("figure"))


def test_the_same_document_is_the_same_page_to_the_letter():
    result = of_totals(small_set(), [90, 80]).result
    assert page_of(result) == page_of(result)


def test_an_overview_of_nobody_is_a_page_too():
    result = of_totals(small_set(), [90]).result
    hold_harmless(page_of(run(result.program, result.sheet.take([]))))


def test_widths_of_columns_are_rules_of_the_style_sheet():
    columns = (TableColumn(Text.same("A"), width=1), TableColumn(Text.same("B"), width=3))
    page = write(Document(Text.same("T"), (Grid(columns, (texts("a", "b"),)),)))
    assert ".w1-3 col:nth-child(2){width:75%}" in page
    assert '<table class="w1-3">' in page


# ---- official papers ---------------------------------------------------------------------------


def paper(kind, **changes):
    head = Letterhead(kind, **{"issuer": "ỦY BAN NHÂN DÂN PHƯỜNG", **changes})
    signature = Signature(
        Text.same("CHỦ TỊCH"), "Nguyễn Văn A", Text.same("TM. HỘI ĐỒNG"), Text.same("(Ký tên)")
    )
    signs = Signatures((signature, Signature(Text.same("THƯ KÝ"))), (Text.same("Như Điều 3;"),))
    article = Paragraph(Text.same("Điều 1. Công nhận kết quả."), "article")
    return write(Document(Text.same("QUYẾT ĐỊNH"), (article, signs), head, Text.same("Về việc …")))


def test_a_paper_of_the_state_has_the_national_name_and_motto():
    page = paper("state", superior="TỈNH A", number="12/QĐ-UBND", place="Huế", day=date(2026, 2, 5))
    said = Reader(page).text
    for words in (
        "TỈNH A",
        "ỦY BAN NHÂN DÂN PHƯỜNG",
        "Số: 12/QĐ-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Huế, ngày 05 tháng 02 năm 2026",
        "QUYẾT ĐỊNH",
        "Về việc …",
        "TM. HỘI ĐỒNG",
        "Nguyễn Văn A",
        "Nơi nhận:",
    ):
        assert words in said
    assert "<b>Điều 1.</b> Công nhận kết quả." in page


def test_a_paper_of_the_party_has_the_partys_name():
    said = Reader(paper("party", number="12-QĐ/TU")).text
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in said
    assert "*" in said
    assert "Số 12-QĐ/TU" in said
    assert "Độc lập" not in said


def test_blanks_of_a_paper_are_dots_and_a_missing_number_is_no_line():
    assert "Số: ……………" in Reader(paper("state")).text
    assert "ngày …… tháng …… năm ……" in Reader(paper("state")).text
    assert "Số:" not in Reader(paper("state", number=None)).text


def test_a_draft_bears_its_mark():
    document = Document(Text.same("T"), (), mark=Text.same("DỰ THẢO"))
    assert '<p class="mark">DỰ THẢO</p>' in write(document)


def test_a_landscape_paper_is_printed_across():
    assert "A4 landscape" in write(Document(Text.same("T"), (), is_landscape=True))
    assert "A4 landscape" not in write(Document(Text.same("T"), ()))
