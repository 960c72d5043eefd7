"""Drawings of strangers: only shapes and texts come through."""

from __future__ import annotations

import time

import pytest

from scoring_pdf.drawing import clean
from tests.plugins.pdf.samples import SVG

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<image href="file:///etc/passwd"/>',
        '<image xlink:href="http://example.org/a.png"/>',
        '<use href="#a"/>',
        '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml">x</body></foreignObject>',
        "<style>@import url(http://example.org/a.css)</style>",
        '<a href="http://example.org"><rect/></a>',
        '<x:rect xmlns:x="http://example.org"/>',
        "<filter><feImage/></filter>",
        "<!-- x --><?php x ?>",
    ],
)
def test_what_is_neither_shape_nor_text_is_left_out(inside):
    made = clean(f'{OPEN}<rect width="1"/>{inside}</svg>')
    assert made is not None
    assert made.replace(" />", "/>") == (
        '<svg xmlns="http://www.w3.org/2000/svg" font-family="Tinos"><rect width="1"/></svg>'
    )


@pytest.mark.parametrize(
    "attribute",
    [
        'onclick="x"',
        'ONLOAD="x"',
        'href="http://example.org"',
        'xlink:href="file:///a"',
        'fill="url(http://example.org/a#b)"',
        "fill=\"url( 'file:///a' )\"",
        'style="fill:URL(http://example.org)"',
        'style="font-family:Comic"',
        'style="fill:u\\72l(x)"',
        'font-family="Comic"',
        'font="12px Comic"',
        'class="x"',
    ],
)
def test_what_leads_outside_is_taken_off_a_shape(attribute):
    made = clean(f"{OPEN}<rect {attribute} width='1'/></svg>")
    assert made is not None
    assert '<rect width="1"' in made


@pytest.mark.parametrize("attribute", ['fill="url(#a)"', 'style="fill:red"', 'id="a"'])
def test_paint_from_within_stays(attribute):
    assert attribute in (clean(f"{OPEN}<rect {attribute}/></svg>") or "")


@pytest.mark.parametrize(
    "svg",
    [
        "",
        "không phải SVG",
        "<svg",
        "<html xmlns='http://www.w3.org/1999/xhtml'/>",
        '<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg>&a;</svg>',
        f"{OPEN}<![CDATA[x]]></svg>",
        OPEN + "<g>" * 60 + "</g>" * 60 + "</svg>",
        OPEN + "<g>" * 100_000,
        OPEN + "\x00</svg>",
    ],
)
def test_what_cannot_be_trusted_or_read_is_no_drawing(svg):
    begin = time.perf_counter()
    assert clean(svg) is None
    assert time.perf_counter() - begin < 5


def test_a_good_drawing_keeps_its_shapes_and_texts():
    made = clean(SVG)
    assert made is not None
    assert made.count("<rect") == 2
    assert "Phường Ấp Ổi" in made


def test_a_sign_that_the_fonts_lack_is_a_box_in_a_drawing_too():
    made = clean(f"{OPEN}<text>Tổ 中<tspan>x</tspan>😀</text></svg>")
    assert made is not None
    assert "<text>Tổ □<tspan>x</tspan>□</text>" in made
