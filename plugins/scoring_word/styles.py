"""Styles: how each kind of line looks, under the names that people see in Word.

The templates are drawn from these; a template of somebody else that lacks one is given it.
Sizes are half points. A style that starts with "heading" is Word's own, so that
the headings show up in its navigation pane.
"""

from __future__ import annotations

from attrs import field, frozen

BLACK, GREY = "000000", "404040"


@frozen
class Style:
    """A style of paragraphs: `ink` are properties of its letters, `lay` of its lines."""

    id: str
    name: str
    lay: str = ""
    ink: str = ""
    based: str = "Normal"
    alias: str = ""
    is_own: bool = field(default=True)

    def xml(self) -> str:
        """Give the definition as it stands in a file."""
        own = ' w:customStyle="1"' if self.is_own else ""
        alias = f'<w:aliases w:val="{self.alias}"/>' if self.alias else ""
        lay = f"<w:pPr>{self.lay}</w:pPr>" if self.lay else ""
        ink = f"<w:rPr>{self.ink}</w:rPr>" if self.ink else ""
        return (
            f'<w:style w:type="paragraph"{own} w:styleId="{self.id}"><w:name w:val="{self.name}"/>'
            f'{alias}<w:basedOn w:val="{self.based}"/><w:qFormat/>{lay}{ink}</w:style>'
        )


def _space(before: int = 0, after: int = 0, line: int = 240) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _colour(colour: str) -> str:
    return f'<w:color w:val="{colour}"/>'


BOLD, ITALIC, CAPS = "<w:b/><w:bCs/>", "<w:i/><w:iCs/>", "<w:caps/>"
_CENTRE, _RIGHT, _BOTH, _LEFT = (
    f'<w:jc w:val="{side}"/>' for side in ("center", "right", "both", "left")
)
_KEPT = "<w:keepNext/><w:keepLines/>"
_FIRST = '<w:ind w:firstLine="567"/>'
_RULE = '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="0" w:color="auto"/></w:pBdr>'
_QUOTE = '<w:pBdr><w:left w:val="single" w:sz="12" w:space="8" w:color="A6A6A6"/></w:pBdr>'


def rule(indent: int) -> str:
    """Give the properties of a rule that stands in by `indent` on either side."""
    return f'<w:ind w:left="{indent}" w:right="{indent}"/>'


def _heading(level: int, lay: str, ink: str) -> Style:
    outline = f'<w:outlineLvl w:val="{level - 1}"/>'
    return Style(
        f"Heading{level}",
        f"heading {level}",
        _KEPT + lay + outline,
        ink,
        alias=f"Đề mục {level}",
        is_own=False,
    )


BODY = "NoiDung"
TABLE = "Bang"
RULE = "DuongKe"

STYLES: tuple[Style, ...] = (
    # The head of an official paper.
    Style("CoQuanCapTren", "Cơ quan cấp trên", _space() + _CENTRE, CAPS + _size(26)),
    Style("CoQuan", "Cơ quan ban hành", _space() + _CENTRE, BOLD + CAPS + _size(26)),
    Style("QuocHieu", "Quốc hiệu", _space() + _CENTRE, BOLD + _size(26)),
    Style("TieuNgu", "Tiêu ngữ", _space() + _CENTRE, BOLD + _size(28)),
    Style("TieuDeDang", "Tiêu đề Đảng", _space() + _CENTRE, BOLD + _size(30)),
    Style("SoKyHieu", "Số, ký hiệu", _space(60) + _CENTRE, _size(26)),
    Style("DiaDanh", "Địa danh, ngày tháng", _space(60) + _CENTRE, ITALIC + _size(28)),
    Style(
        RULE,
        "Đường kẻ",
        _RULE + '<w:spacing w:before="0" w:after="0" w:line="60" w:lineRule="exact"/>',
        _size(4),
    ),
    Style("TenLoai", "Tên loại", _KEPT + _space(300) + _CENTRE, BOLD + CAPS + _size(28)),
    Style("TrichYeu", "Trích yếu", _KEPT + _space() + _CENTRE, BOLD + _size(28)),
    # The text.
    Style(BODY, "Nội dung", _space(60, 60, 264) + _FIRST + _BOTH),
    Style("CanCu", "Căn cứ", "", ITALIC, based=BODY),
    Style("GiuaDong", "Giữa dòng", _space(60, 60) + _CENTRE),
    Style("GhiChu", "Ghi chú", _space(40, 40) + _BOTH, ITALIC + _size(24)),
    Style(
        "TrichDan", "Trích dẫn", _QUOTE + _space(60, 60) + '<w:ind w:left="567"/>' + _BOTH, ITALIC
    ),
    _heading(1, _space(240, 120) + _CENTRE, BOLD + _size(30)),
    _heading(2, _space(220, 80) + _LEFT, BOLD + _size(28)),
    _heading(3, _space(160, 60) + _LEFT, BOLD + ITALIC + _size(28)),
    _heading(4, _space(120, 60) + _LEFT, ITALIC + _size(28)),
    # Tables, pictures, the tree of an explanation.
    Style("TenBang", "Tên bảng", _KEPT + _space(120, 80) + _CENTRE, BOLD + _size(26)),
    Style("DauBang", "Đầu bảng", _space(30, 30) + _CENTRE, BOLD + _size(24)),
    Style("OBang", "Ô bảng", _space(20, 20) + _LEFT, _size(24)),
    Style("OSo", "Ô số", "" + _RIGHT, based="OBang"),
    Style("SauBang", "Sau bảng", _space(0, 0), _size(12)),
    Style("HinhVe", "Hình vẽ", _KEPT + _space(120, 0) + _CENTRE),
    Style("TenHinh", "Tên hình", _space(40, 120) + _CENTRE, ITALIC + _size(24)),
    Style("DongDiem", "Dòng điểm", _space(40, 0) + _LEFT, _size(26)),
    Style("GiaTri", "Giá trị", _space(40, 0) + _RIGHT, BOLD + _size(26)),
    Style("ChiTiet", "Chi tiết", _space(0, 0) + _LEFT, _colour(GREY) + _size(23)),
    # The foot of a paper.
    Style("NoiNhanDau", "Nơi nhận", _space() + _LEFT, BOLD + ITALIC + _size(24)),
    Style("NoiNhanDong", "Nơi nhận (danh sách)", _space() + _LEFT, _size(22)),
    Style("ChucVu", "Chức vụ người ký", _space() + _CENTRE, BOLD + CAPS + _size(28)),
    Style("CachKy", "Cách ký", _space() + _CENTRE, ITALIC + _size(26)),
    Style("HoTen", "Họ tên người ký", _space() + _CENTRE, BOLD + _size(28)),
    Style("SoTrang", "Số trang", _space(0, 120) + _CENTRE, _size(26)),
    Style("DauTrang", "Dấu trên trang", _space(0, 60) + _RIGHT, BOLD + _size(26)),
    Style("ChanTrang", "Chân trang", _space() + _CENTRE, _colour(GREY) + _size(19)),
)

# The lines of tables, as a style of tables.
_LINE = 'w:val="single" w:sz="4" w:space="0" w:color="000000"'
TABLE_XML = (
    f'<w:style w:type="table" w:customStyle="1" w:styleId="{TABLE}"><w:name w:val="Bảng"/>'
    '<w:basedOn w:val="TableNormal"/><w:qFormat/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>'
    + "".join(f"<w:{side} {_LINE}/>" for side in ("top", "left", "bottom", "right"))
    + f"<w:insideH {_LINE}/><w:insideV {_LINE}/></w:tblBorders></w:tblPr>"
    '<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr>'
    '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/></w:tcPr></w:tblStylePr></w:style>'
)
TABLE_NORMAL_XML = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    "</w:style>"
)
XML_BY_ID = {**{one.id: one.xml() for one in STYLES}, TABLE: TABLE_XML}
NAME_BY_ID = {**{one.id: one.name for one in STYLES}, TABLE: "Bảng"}
