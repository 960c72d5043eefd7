"""The problems of templates that somebody edited."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from scoring import Catalogue, Said, Severity, Text, among, say_number, shortened, worded

CATALOGUE = Catalogue()
problem = CATALOGUE.problem


def _in_paragraph(paragraph: str) -> Text:
    """Say which paragraph of a template is meant, by its first words."""
    if not paragraph:
        return Text.same("")
    words = shortened(" ".join(paragraph.split()))
    return Text(vi=f"đoạn “{words}”: ", en=f"the paragraph “{words}”: ")


@problem("T601", "không đọc được tệp mẫu", "the template cannot be read")
def unreadable_template(why: Text) -> Said:
    """A template is a Word document (.docx) that is whole and of a sensible size."""
    return worded(
        f"không đọc được tệp mẫu: {why.vi}.",
        f"the template cannot be read: {why.en}.",
        "Mở tệp bằng Word và lưu lại kiểu “Word Document (.docx)”, hoặc lập mẫu mới: danvan template.",
        "Open it in Word and save it as “Word Document (.docx)”, or start anew: danvan template.",
    )


@problem("T602", "tệp mẫu mang theo thứ không an toàn", "the template carries something unsafe")
def unsafe_template(what: Text, do: Text) -> Said:
    """A template holds text and pictures; nothing in it runs or is fetched from elsewhere."""
    return worded(
        f"tệp mẫu có {what.vi}; mọi văn bản lập từ mẫu sẽ mang theo thứ này.",
        f"the template has {what.en}; every paper made of it would carry that on.",
        do.vi,
        do.en,
    )


@problem("T603", "thẻ viết chưa đúng", "a malformed tag")
def broken_tag(paragraph: str, why: Text) -> Said:
    """A tag is {{ field }} to show, {% if … %} to choose, {% for … %} to repeat; each is closed."""
    at = _in_paragraph(paragraph)
    return worded(
        f"{at.vi}{why.vi}.",
        f"{at.en}{why.en}.",
        "Viết {{ ten_truong }} để điền; {% if … %} … {% endif %} để chọn; "
        "{%tr for d in danh_sach %} … {%tr endfor %} để lặp lại dòng của bảng.",
        "Write {{ field }} to fill in; {% if … %} … {% endif %} to choose; "
        "{%tr for d in list %} … {%tr endfor %} to repeat the row of a table.",
    )


@problem("T604", "thẻ không được phép", "a tag that is not allowed")
def forbidden_tag(paragraph: str, what: Text) -> Said:
    """Templates come from anybody; they may show, choose and repeat, and nothing else."""
    at = _in_paragraph(paragraph)
    return worded(
        f"{at.vi}mẫu không được dùng {what.vi}.",
        f"{at.en}a template may not use {what.en}.",
        "Bỏ phần này; mẫu chỉ điền trường, chọn (if) và lặp (for) trên dữ liệu có sẵn.",
        "Take it out; a template only shows fields, chooses (if) and repeats (for) what is given.",
    )


@problem("T605", "không có trường này", "an unknown field")
def unknown_template_field(paragraph: str, name: str, known: Sequence[str]) -> Said:
    """A field that nobody fills in would leave a blank on the paper."""
    at = _in_paragraph(paragraph)
    listed = among(name, known, Text(vi="Các trường dùng được", en="The fields are"))
    return worded(
        f"{at.vi}không có trường “{shortened(name)}”.",
        f"{at.en}there is no field “{shortened(name)}”.",
        listed.vi,
        listed.en,
    )


@problem("T606", "mẫu thiếu mã kết quả", "the template lacks the digest of the result")
def no_digest_field() -> Said:
    """Every paper carries the digest of the result it shows, so that it can be checked later."""
    return worded(
        "mẫu không có trường “ma_ket_qua”; văn bản nào cũng phải mang mã của kết quả mà nó trình bày.",
        "the template lacks the field “ma_ket_qua”; every paper carries the digest of its result.",
        "Thêm {{ ma_ket_qua }} vào chân trang (Insert → Footer).",
        "Add {{ ma_ket_qua }} to the footer (Insert → Footer).",
    )


@problem("T607", "mẫu không có nội dung", "the template places no content", Severity.WARNING)
def no_content_field() -> Said:
    """Without {{p noi_dung }} and without any list a paper says nothing of the result."""
    return worded(
        "mẫu không có “noi_dung” và cũng không dùng danh sách nào; văn bản sẽ không nói gì về kết quả.",
        "the template has neither “noi_dung” nor a list; the paper will say nothing of the result.",
        "Thêm một đoạn chỉ gồm {{p noi_dung }} vào chỗ của nội dung.",
        "Add a paragraph that is {{p noi_dung }} alone where the content goes.",
    )


@problem("T608", "nội dung đặt sai chỗ", "the content in a wrong place")
def misplaced_content(paragraph: str) -> Said:
    """The content is many paragraphs and tables: it takes the place of one whole paragraph, once."""
    at = _in_paragraph(paragraph)
    return worded(
        f"{at.vi}“noi_dung” phải đứng một mình trong một đoạn của thân văn bản, không nằm trong bảng, "
        "vòng lặp, khung chữ, đầu trang hay chân trang, và chỉ một lần.",
        f"{at.en}“noi_dung” stands alone in a paragraph of the body, in no table, loop, text box, "
        "header or footer, and only once.",
        "Để một đoạn riêng chỉ gồm {{p noi_dung }}.",
        "Give it a paragraph of its own: {{p noi_dung }}.",
    )


@problem("T609", "mẫu lặp quá nhiều", "the template repeats too much")
def endless_template(most: int) -> Said:
    """Loops inside loops can grow without end; a paper of that size helps nobody."""
    return worded(
        f"mẫu lặp lại quá nhiều lần hoặc cho ra văn bản quá dài (hơn {say_number(Fraction(most))}).",
        f"the template repeats too often or gives too long a paper (over {say_number(Fraction(most), 'en')}).",
        "Bỏ bớt vòng lặp lồng nhau.",
        "Take out loops inside loops.",
    )


@problem("T610", "thẻ cắt ngang bố cục", "tags cut across the layout")
def torn_template(paragraph: str, part: Text) -> Said:
    """A choice or a loop opens and closes in one paragraph, or takes whole paragraphs or rows."""
    at = _in_paragraph(paragraph)
    return worded(
        f"{at.vi}{part.vi}: thẻ if hoặc for mở ở chỗ này mà đóng ở chỗ khác, nên bố cục bị vỡ.",
        f"{at.en}{part.en}: a tag if or for opens in one place and closes in another; that breaks it.",
        "Mở và đóng trong cùng một đoạn; hoặc đặt {%p if … %} và {%p endif %} thành đoạn riêng; "
        "với dòng của bảng dùng {%tr … %}.",
        "Open and close in the same paragraph; or give {%p if … %} and {%p endif %} paragraphs of "
        "their own; for rows of a table use {%tr … %}.",
    )


@problem("T611", "thẻ ở chỗ không được điền", "a tag where nothing is filled in", Severity.WARNING)
def unfilled_tag(part: Text, tag: str) -> Said:
    """Comments, endnotes and properties of a document stay as they are."""
    return worded(
        f"{part.vi}: thẻ “{shortened(tag)}” ở đây sẽ không được điền.",
        f"{part.en}: the tag “{shortened(tag)}” is not filled in here.",
        "Chuyển thẻ vào thân văn bản, đầu trang, chân trang hoặc cước chú.",
        "Move it to the body, the header, the footer or a footnote.",
    )
