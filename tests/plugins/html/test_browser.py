"""The page in a browser: order, search and open by what its address says; phone and paper."""

import os
import re
from functools import cache
from html import unescape
from pathlib import Path

import pytest

from scoring import Document, Heading, Letterhead, Paragraph, Text
from tests.fixtures.small_sets import score, small_set
from tests.plugins.html.pages import bundled_page, chromium, page_of, write
from tests.programs import need, text_of

# In the order of the Vietnamese alphabet: letters first, then the five tones.
NAMES = [
    *("Phường An", "Phường Ăn", "Phường Ân", "Phường Ba", "Phường Bà", "Phường Bả", "Phường Bã"),
    *("Phường Bá", "Phường Bạ", "Phường Dài", "Phường Đài", "Phường Én", "Phường Ến", "Phường Hậu"),
    *("Phường Oai", "Phường Ôn", "Phường Ơn", "Phường Phù Hậu", "Phường Phú Hậu"),
    *("Phường Uy", "Phường Ưng", "Phường 2", "Phường 10"),
]
# Taken out where a test has to look from inside.
POLICY = re.compile('<meta http-equiv="Content-Security-Policy"[^>]*>')


@cache
def small_page():
    """Give a page of wards in no order of theirs, one without a total."""
    names = NAMES[::2] + NAMES[1::2]
    rows = [
        {
            "unit": f"U{n:02}",
            "name": name,
            "1": f"{99 - n}.5",
            "group": "Cụm A" if n % 2 else "Cụm B",
        }
        for n, name in enumerate(names)
    ]
    rows[3]["1"] = ""
    text = small_set(
        policy={"missing": "hold"},
        rank={"within": "all", "method": "competition", "tied": "shared"},
    )
    return page_of(score(text, rows).result)


def rows_shown(dom):
    """Give the cells of every row that is shown, as the script left them."""
    rows = []
    for list_ in re.findall(r'<div class="cards"( hidden="")?>(.*?)</table>', dom, re.DOTALL):
        if list_[0]:
            continue
        body = list_[1].partition("<tbody>")[2]
        for row in re.findall(r"<tr( hidden=\"\")?>(.*?)</tr>", body, re.DOTALL):
            if not row[0]:
                cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row[1], re.DOTALL)
                rows.append([unescape(re.sub("<[^>]+>", "", cell)) for cell in cells])
    return rows


def names_shown(dom):
    return [row[1] for row in rows_shown(dom)]


def count_said(dom):
    return re.search(r'id="dem"[^>]*>([^<]*)<', dom)[1]


def test_names_are_ordered_by_the_vietnamese_alphabet_and_numbers_by_number():
    dom = chromium(small_page(), "#xep=2")
    assert [name for name in names_shown(dom) if not name[-1].isdigit()] == NAMES[:-2]
    assert [name for name in names_shown(dom) if name[-1].isdigit()] == NAMES[-2:]
    assert dom.count('aria-sort="ascending"') == 1


def test_totals_are_ordered_by_number_and_who_has_none_comes_last_both_ways():
    for fragment, is_down in (("#xep=3", False), ("#xep=-3", True)):
        totals = [row[2] for row in rows_shown(chromium(small_page(), fragment))]
        assert totals[-1] == "–"
        numbers = [int(one.replace(",", "")) for one in totals[:-1]]
        assert numbers == sorted(numbers, reverse=is_down)


def test_search_needs_no_accents_and_says_how_many_it_found():
    dom = chromium(small_page(), "#tim=phu+hau")
    assert set(names_shown(dom)) == {"Phường Phú Hậu", "Phường Phù Hậu"}
    assert count_said(dom) == f"2 / {len(NAMES)} đơn vị"
    dom = chromium(small_page(), "#tim=DAI")
    assert set(names_shown(dom)) == {"Phường Dài", "Phường Đài"}


def test_search_and_order_go_together_and_sections_follow():
    dom = chromium(small_page(), "#tim=phuong+b&xep=2")
    assert names_shown(dom) == [name for name in NAMES if name[7:].startswith("B")]
    assert len(re.findall(r"<details>", dom)) == len(names_shown(dom)) + 1  # and the criteria set


def test_nothing_found_is_said_and_no_row_is_left():
    dom = chromium(bundled_page("hue-36-2022"), "#tim=kh%C3%B4ng+c%C3%B3+ai")
    assert rows_shown(dom) == []
    assert count_said(dom).startswith("Không đơn vị nào khớp")


@pytest.mark.parametrize("fragment", ["#don-vi-P06", "#mo=don-vi-P06"])
def test_a_link_opens_the_explanation_of_its_unit(fragment):
    dom = chromium(bundled_page("hue-36-2022"), fragment)
    (opened,) = re.findall(r'<details open="">\s*<summary>([^<]*)', dom)
    assert opened.startswith("Phường Gia Hội —")


@pytest.mark.parametrize("fragment", ["#%E0%A4%A", "#tim=%E0%A4%A&xep=99&mo=nobody&=&"])
def test_a_broken_address_breaks_nothing(fragment):
    dom = chromium(small_page(), fragment)
    assert 'role="search"' in dom
    assert re.search('role="search"[^>]*hidden', dom) is None


def test_headers_become_buttons_and_a_choice_stands_ready_for_phones():
    dom = chromium(small_page())
    assert len(re.findall(r"<th[^>]*><button type=\"button\">", dom)) == 5
    assert dom.count("<option") == 11
    assert len(rows_shown(dom)) == len(NAMES)


def test_a_name_with_a_script_runs_nothing():
    name = (
        "</script><script>document.title='bad'</script><img src=x onerror=\"document.title='bad'\">"
    )
    text = small_set()
    page = page_of(score(text, [{"unit": "A", "name": name, "1": 50}]).result)
    dom = chromium(page, "#tim=script&xep=2")
    assert "<title>Bộ nhỏ</title>" in dom
    assert names_shown(dom) == [name]


def test_the_policy_stops_a_script_that_got_in():
    page = small_page().replace("</main>", "<script>document.title='bad'</script></main>")
    assert "<title>Bộ nhỏ</title>" in chromium(page)
    open_page = POLICY.sub("", page)
    assert "<title>bad</title>" in chromium(open_page)


@pytest.mark.parametrize("page", [lambda: bundled_page("law10-commune"), lambda: official()])
def test_axe_finds_no_barrier(page):
    axe = os.environ.get("AXE_CORE")
    if axe is None:
        pytest.skip("AXE_CORE does not name the file axe.min.js (npm pack axe-core)")
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    script = (
        f"<script>{Path(axe).read_text('utf-8')}</script><script>"
        "document.querySelectorAll('details').forEach((one) => { one.open = true; });"
        f"axe.run(document, {{ runOnly: {rules} }}).then((found) => {{"
        "document.title = 'axe: ' + found.violations.map((one) => one.id).join(' '); });</script>"
    )
    open_page = POLICY.sub("", page()).replace("</html>", script + "</html>")
    dom = chromium(open_page, "", ("--dump-dom", "--virtual-time-budget=60000"))
    assert "<title>axe: </title>" in dom


# ---- on a phone, on paper ----------------------------------------------------------------------


def official():
    head = Letterhead("state", "ỦY BAN NHÂN DÂN PHƯỜNG THUẬN HÓA", "ỦY BAN NHÂN DÂN THÀNH PHỐ HUẾ")
    blocks = (Heading(Text.same("Điều 1"), 2), Paragraph(Text.same("Công nhận.")))
    return write(Document(Text.same("QUYẾT ĐỊNH"), blocks, head))


@pytest.mark.parametrize(
    "page",
    [lambda: bundled_page("hue-36-2022"), lambda: bundled_page("law10-commune"), official],
    ids=["hue", "law10", "official"],
)
def test_a_phone_never_scrolls_the_page_sideways(page):
    open_page = POLICY.sub("", page())
    frame = f'<iframe width="360" height="800" srcdoc="{attribute(open_page)}"></iframe>'
    dom = chromium(f"<!DOCTYPE html>{frame}{REPORT}")
    wide, room = re.search(r"<title>(\d+) of (\d+)</title>", dom).groups()
    assert int(room) == 360
    assert int(wide) <= 360


# A window cannot be as narrow as a phone, a frame can; what it holds is of the same origin.
REPORT = """<script>
const frame = document.querySelector("iframe");
frame.addEventListener("load", () => {
  const inside = frame.contentDocument;
  inside.querySelectorAll("details").forEach((one) => { one.open = true; });
  document.title = inside.documentElement.scrollWidth + " of " + frame.contentWindow.innerWidth;
});
</script>"""


def attribute(page):
    return page.replace("&", "&amp;").replace('"', "&quot;")


def test_on_paper_the_header_repeats_and_what_is_folded_stays_away(tmp_path):
    need("pdftotext")
    pdf = Path(tmp_path) / "page.pdf"
    arguments = ("--no-pdf-header-footer", f"--print-to-pdf={pdf}")
    chromium(bundled_page("hue-36-2022"), "#mo=don-vi-P06", arguments)
    pages = text_of(pdf).split("\f")[:-1]
    with_rows = [page for page in pages if "thiếu" in page and "Phường" in page]
    assert len(with_rows) > 1
    assert all("Vì sao chưa cao hơn" in page for page in with_rows[:2])
    whole = "\n".join(pages)
    assert all("Mã kết quả" in page for page in pages)
    assert "Kiện toàn khối dân vận" in whole
    assert whole.count("Kiện toàn khối dân vận") == 1
    assert "Mở tất cả" not in whole
