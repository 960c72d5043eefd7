"""Draw the templates that are shipped, so that what is in them can be read and reviewed.

    python -m scoring_word.draw

The heads follow Nghị định 30/2020/NĐ-CP (state.docx) and Hướng dẫn 36-HD/VPTW (party.docx);
plain.docx has none. The files are packed without compression: the same bytes on every machine.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from scoring_word.pack import pack
from scoring_word.styles import RULE, STYLES, TABLE_NORMAL_XML, TABLE_XML, rule
from scoring_word.wordml import NAMESPACES, cell, field, paragraph, row, run, table, twips

FOLDER = Path(__file__).parent / "templates"
KINDS = ("state", "party", "plain")

PAGE = (twips(210), twips(297))
TOP, BOTTOM, LEFT, RIGHT = (twips(side) for side in (20, 20, 30, 15))
EDGE = twips(10)
# The issuer, a gap that grows on a landscape page, the name of the nation or of the Party.
HEAD = (twips(66), twips(2), PAGE[0] - LEFT - RIGHT - twips(68))

_HEAD_NAME = "Phần đầu văn bản"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_FONT = "Times New Roman"

_PARTS = {
    "document": f"{_WORD}.document.main+xml",
    "styles": f"{_WORD}.styles+xml",
    "settings": f"{_WORD}.settings+xml",
    "fontTable": f"{_WORD}.fontTable+xml",
    "header1": f"{_WORD}.header+xml",
    "header2": f"{_WORD}.header+xml",
    "footer1": f"{_WORD}.footer+xml",
    "footer2": f"{_WORD}.footer+xml",
}


def _line(style: str, text: str, properties: str = "") -> str:
    return paragraph(style, run(text), properties)


def _condition(text: str) -> str:
    """Give a paragraph that holds a tag alone and goes when the paper is filled in."""
    return paragraph("GhiChu", run(text))


def _issuer() -> str:
    return (
        _condition("{%p if co_quan_cap_tren %}")
        + _line("CoQuanCapTren", "{{ co_quan_cap_tren }}")
        + _condition("{%p endif %}")
        + _line("CoQuan", "{{ co_quan }}")
    )


def _number(said: str) -> str:
    return _line("SoKyHieu", "{% if so_ky_hieu %}" + said + " {{ so_ky_hieu }}{% endif %}")


def _head(rows: tuple[tuple[str, str], ...]) -> str:
    gap = paragraph("SoKyHieu")
    drawn = [
        row([cell(HEAD[0], left), cell(HEAD[1], gap), cell(HEAD[2], right)]) for left, right in rows
    ]
    return table(HEAD, drawn, name=_HEAD_NAME)


def _state_head() -> str:
    day = _line("DiaDanh", "{{ dia_danh }}, {{ ngay_thang }}")
    nation = _line("QuocHieu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    motto = _line("TieuNgu", "Độc lập - Tự do - Hạnh phúc")
    left = _issuer() + paragraph(RULE, "", rule(twips(20)))
    # The rule is as long as the motto above it.
    right = nation + motto + paragraph(RULE, "", rule(twips(18)))
    return _head(((left, right), (_number("Số:"), day)))


def _party_head() -> str:
    day = _line("DiaDanh", "{{ dia_danh }}, {{ ngay_thang }}")
    party = _line("TieuDeDang", "ĐẢNG CỘNG SẢN VIỆT NAM")
    right = party + paragraph(RULE, "", rule(twips(12)))
    return _head(((_issuer() + _line("CoQuan", "*"), right), (_number("Số"), day)))


def _title(kind: str) -> str:
    below = paragraph(RULE, "", rule(twips(60))) if kind == "state" else _line("TrichYeu", "-----")
    return (
        _line("TenLoai", "{{ ten_loai }}")
        + _condition("{%p if trich_yeu %}")
        + _line("TrichYeu", "{{ trich_yeu }}")
        + below
        + _condition("{%p endif %}")
        + paragraph("SauBang")
    )


def _section(kind: str) -> str:
    """Give the page; the first of an official paper has no number at its top."""
    references = "".join(
        f'<w:{part}Reference w:type="{type_}" r:id="{part}{number}"/>'
        for part in ("header", "footer")
        for number, type_ in ((1, "default"), (2, "first"))
    )
    width, height = PAGE
    first = "" if kind == "plain" else "<w:titlePg/>"
    return (
        f'<w:sectPr>{references}<w:pgSz w:w="{width}" w:h="{height}"/>'
        f'<w:pgMar w:top="{TOP}" w:right="{RIGHT}" w:bottom="{BOTTOM}" w:left="{LEFT}" '
        f'w:header="{EDGE}" w:footer="{EDGE}" w:gutter="0"/>{first}</w:sectPr>'
    )


def _document(kind: str) -> str:
    heads = {"state": _state_head, "party": _party_head}
    head = heads[kind]() + _title(kind) if kind in heads else ""
    content = _line("NoiDung", "{{p noi_dung }}")
    return f"<w:document {NAMESPACES}><w:body>{head}{content}{_section(kind)}</w:body></w:document>"


def _header(content: str) -> str:
    return f"<w:hdr {NAMESPACES}>{content}</w:hdr>"


def _footer() -> str:
    said = run("{{ nhan_ma_ket_qua }} {{ ma_ket_qua }} · {{ nhan_trang }} ")
    pages = field("PAGE") + run("/") + field("NUMPAGES")
    return f"<w:ftr {NAMESPACES}>{paragraph('ChanTrang', said + pages)}</w:ftr>"


def _styles(kind: str) -> str:
    fonts = "".join(f'w:{one}="{_FONT}" ' for one in ("ascii", "hAnsi", "eastAsia", "cs"))
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/><w:sz w:val="28"/>'
        '<w:szCs w:val="28"/><w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr>'
        "</w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "<w:qFormat/></w:style>"
    )
    own = "".join(style.xml() for style in STYLES)
    if kind == "party":
        own = _party_sizes(own)
    return f"<w:styles {NAMESPACES}>{defaults}{normal}{TABLE_NORMAL_XML}{own}{TABLE_XML}</w:styles>"


def _party_sizes(styles: str) -> str:
    """Give the styles with the sizes that the Party's guide asks for where they differ."""
    for name, size in (("CoQuanCapTren", 28), ("CoQuan", 28), ("SoKyHieu", 28), ("TenLoai", 32)):
        before, start, rest = styles.partition(f'w:styleId="{name}"')
        style, end, after = rest.partition("</w:style>")
        head = style.partition("<w:sz ")[0]
        sizes = f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
        styles = before + start + head + sizes + end + after
    return styles


def _settings() -> str:
    return (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>'
        "<w:compat><w:compatSetting "
        'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/>'
        '<w:listSeparator w:val=";"/></w:settings>'
    )


def _font_table() -> str:
    return (
        f'<w:fonts {NAMESPACES}><w:font w:name="{_FONT}"><w:panose1 w:val="02020603050405020304"/>'
        '<w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>'
        "</w:fonts>"
    )


def _core(kind: str) -> str:
    titles = {"state": "Mẫu văn bản hành chính", "party": "Mẫu văn bản của Đảng"}
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{titles.get(kind, 'Mẫu tài liệu')}</dc:title>"
        "<dc:language>vi-VN</dc:language></cp:coreProperties>"
    )


def _content_types() -> str:
    parts = {f"/word/{name}.xml": type_ for name, type_ in _PARTS.items()}
    parts["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    overrides = "".join(
        f'<Override PartName="{name}" ContentType="{type_}"/>' for name, type_ in parts.items()
    )
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{relations}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(targets: Mapping[str, tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="{id_}" Type="{type_}" Target="{target}"/>'
        for id_, (type_, target) in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _package_relations() -> str:
    core = f"{_PACKAGE}/relationships/metadata/core-properties"
    document = (f"{_OFFICE}/officeDocument", "word/document.xml")
    return _relations({"document": document, "core": (core, "docProps/core.xml")})


def _document_relations() -> str:
    names = [name for name in _PARTS if name != "document"]
    return _relations({n: (f"{_OFFICE}/{n.rstrip('12')}", f"{n}.xml") for n in names})


def draw(kind: str) -> bytes:
    """Give the template of a kind, one of `KINDS`."""
    number = paragraph("SoTrang", "" if kind == "plain" else field("PAGE"))
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _package_relations(),
        "docProps/core.xml": _core(kind),
        "word/document.xml": _document(kind),
        "word/_rels/document.xml.rels": _document_relations(),
        "word/styles.xml": _styles(kind),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": _font_table(),
        "word/header1.xml": _header(number),
        "word/header2.xml": _header(paragraph("SoTrang")),
        "word/footer1.xml": _footer(),
        "word/footer2.xml": _footer(),
    }
    return pack([(name, (_XML + text).encode()) for name, text in parts.items()], compress=False)


def main() -> None:
    """Write every template anew."""
    FOLDER.mkdir(exist_ok=True)
    for kind in KINDS:
        (FOLDER / f"{kind}.docx").write_bytes(draw(kind))


if __name__ == "__main__":
    main()
