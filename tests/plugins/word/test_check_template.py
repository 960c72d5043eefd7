"""`danvan template` starts a template, `danvan check-template` says at once what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring import Text
from scoring_word.check import check_template
from scoring_word.draw import FOLDER, KINDS, draw
from scoring_word.fields import in_even_lines
from scoring_word.sample import sample_paper
from scoring_word.write import write
from tests.cli.running import danvan
from tests.problems.templates import template_of

docx = pytest.importorskip("docx")
pytest.importorskip("docxtpl")

KEPT = "{{p noi_dung }}\n{{ ma_ket_qua }}\n"


def save(folder: Path, lines: str) -> Path:
    file = folder / "mau.docx"
    file.write_bytes(template_of(lines, {}))
    return file


def codes(folder: Path, lines: str) -> list[str]:
    return [one.code for one in check_template(save(folder, lines)).problems]


@pytest.mark.parametrize("kind", KINDS)
def test_a_shipped_template_is_what_the_script_draws(kind):
    assert (FOLDER / f"{kind}.docx").read_bytes() == draw(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_a_shipped_template_is_fit_and_says_all_of_its_head(kind):
    checked = check_template(FOLDER / f"{kind}.docx")
    assert checked.problems == ()
    assert {"noi_dung", "ma_ket_qua"} <= set(checked.names)
    assert ("so_ky_hieu" in checked.names) == (kind != "plain")


# ---- the commands ----------------------------------------------------------------------------


def test_a_template_is_started_and_is_fit(tmp_path):
    for kind in KINDS:
        file = tmp_path / f"{kind}.docx"
        told = danvan("template", file, "--kind", kind)
        assert (told.code, told.err) == (0, "")
        assert file.read_bytes() == draw(kind)
    told = danvan("check-template", file, "--form", "ranking", lang="en")
    assert told.code == 0
    assert "fit for use" in told.out
    assert "digest of the result, required" in told.out


def test_a_template_is_never_written_over_another_file(tmp_path):
    file = tmp_path / "mau.docx"
    file.write_text("công sức của ai đó", encoding="utf-8")
    told = danvan("template", file)
    assert told.code == 2
    assert "đã có" in told.err
    assert file.read_text(encoding="utf-8") == "công sức của ai đó"
    assert danvan("template", tmp_path / "mau.doc").code == 2
    assert danvan("template", tmp_path / "khong" / "co.docx").code == 1


def test_everything_wrong_is_told_at_once(tmp_path):
    lines = "{{ co_qan }}\n{% if a %}\n{{ ten_loai.upper() }}\nNội dung {{p noi_dung }}\n{{ x }\n"
    told = danvan("check-template", save(tmp_path, lines))
    assert told.code == 1
    for code in ("T603", "T604", "T605", "T606", "T608"):
        assert f"[{code}]" in told.err
    assert "Có phải ý là “co_quan” không?" in told.err


def test_a_warning_leaves_a_template_fit(tmp_path):
    told = danvan("check-template", save(tmp_path, "{{ ma_ket_qua }}\n"), "--form", "ranking")
    assert told.code == 0
    assert "[T607]" in told.err


def test_fields_of_the_forms_are_known_by_their_names(tmp_path):
    lines = KEPT + "{% for d in don_vi %}{{ d.ten }}: {{ d.tong_diem }} {% endfor %}\n"
    file = save(tmp_path, lines)
    told = danvan("check-template", file, "--form", "quyet-dinh")
    assert told.code == 0, told.err
    assert "don_vi" in told.out
    file = save(tmp_path, lines.replace("d.ten", "d.tne"))
    told = danvan("check-template", file, "hue-36-2022", "--form", "quyet-dinh")
    assert told.code == 1
    assert "không có trường “d.tne”" in told.err
    assert "Có phải ý là “d.ten” không?" in told.err


def test_a_wrong_form_or_set_is_told(tmp_path):
    file = save(tmp_path, KEPT)
    assert danvan("check-template", file, "--form", "quyet").code == 2
    assert danvan("check-template", file, "khong-co").code == 1


# ---- tags ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "{{ ten_loai|upper }} {{ trich_yeu | default('…') }}",
        "{% if so_ky_hieu and not dau_trang %}Số {{ so_ky_hieu }}{% else %}không số{% endif %}",
        "{%p if co_quan == 'x' %}\n{{ co_quan }}\n{%p elif dia_danh is defined %}\nx\n{%p endif %}",
        "{% for n in noi_nhan %}{{ loop.index }}/{{ loop.length }} {{ n.ten }}{% endfor %}",
        "{#- lời nhắn cho người sửa mẫu #}{%- if ten_loai -%} x {%- endif %}",
        "| {%tr for n in noi_nhan %}\n| {{ n.ten }}\n| {%tr endfor %}",
        "{{ “x”|default(‘y’) }}",
        "{{ 'a' if ten_loai else 'b' }}",
    ],
)
def test_what_a_secretary_may_write_is_fit(tmp_path, line):
    if line.startswith("| {%tr"):
        template = docx.Document()
        template.add_paragraph("{{ ma_ket_qua }}")
        table = template.add_table(rows=3, cols=1)
        for row, text in zip(table.rows, line.split("\n"), strict=True):
            row.cells[0].text = text[2:]
        template.add_paragraph("{{p noi_dung }}")
        template.save(tmp_path / "mau.docx")
        assert check_template(tmp_path / "mau.docx").problems == ()
    else:
        assert codes(tmp_path, KEPT + line + "\n") == []


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{{ co_quan", "T603"),
        ("100 %}", "T603"),
        ("{{ }}", "T603"),
        ("{% endif %}", "T603"),
        ("{% for n in noi_nhan %}{% endif %}", "T603"),
        ("{% for n của noi_nhan %}{% endfor %}", "T603"),
        ("{%tr for n in noi_nhan %}{%tr endfor %}", "T603"),
        ("{{ ten_loai|lật }}", "T604"),
        ("{% colspan 2 %}", "T604"),
        ("{{ n.ten }}", "T605"),
        ("{{ ten_loai.ten }}", "T605"),
        ("{% for n in noi_nhan %}{{ n.địa_chỉ }}{% endfor %}", "T605"),
        ("{{p noi_dung }}", "T608"),
        ("| {{p noi_dung }}", "T608"),
        ("| {% for n in noi_nhan %}\nx{% endfor %}", "T610"),
    ],
)
def test_what_a_secretary_may_not_write_is_told(tmp_path, line, code):
    assert code in codes(tmp_path, KEPT + line + "\n")


def test_the_content_stands_in_the_body_and_not_in_a_header(tmp_path):
    template = docx.Document(FOLDER / "plain.docx")
    template.sections[0].header.paragraphs[0].text = "{{p noi_dung }}"
    template.save(tmp_path / "mau.docx")
    assert {one.code for one in check_template(tmp_path / "mau.docx").problems} == {"T608"}


def test_fields_in_text_boxes_are_found_and_filled(tmp_path):
    template = docx.Document(FOLDER / "plain.docx")
    box = (
        '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox><w:txbxContent>'
        "<w:p><w:r><w:t>%s</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    from docx.oxml.parser import parse_xml

    for text, wanted in (("{{ co_quan }}", set()), ("{{ co_qan }}", {"T605"})):
        holder = template.add_paragraph("bên ")
        holder._p.append(parse_xml(box % text))
        template.save(tmp_path / "mau.docx")
        checked = check_template(tmp_path / "mau.docx")
        assert {one.code for one in checked.problems} == wanted
        assert "co_quan" in checked.names
        if not wanted:
            made = write(sample_paper(), {"template": tmp_path / "mau.docx"})
            assert len(made) > 1000


def test_an_empty_list_does_not_make_its_columns_unknown(tmp_path):
    from attrs import evolve

    paper = evolve(sample_paper(), values={"giu_lai": (), "ky": Text.same("2025")})
    file = save(tmp_path, KEPT + "{% for d in giu_lai %}{{ d.ten }}{% endfor %}{{ ky }}\n")
    assert check_template(file, [paper]).problems == ()
    assert write(paper, {"template": file})


# ---- names of bodies -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Đảng ủy phường Ví dụ", ["Đảng ủy phường Ví dụ"]),
        ("Ủy ban nhân dân tỉnh Ví dụ", ["Ủy ban nhân dân", "tỉnh Ví dụ"]),
        ("Ủy ban nhân dân thành phố Huế", ["Ủy ban nhân dân", "thành phố Huế"]),
        (
            "Hội đồng thẩm định, đánh giá công tác dân vận chính quyền",
            ["Hội đồng thẩm định,", "đánh giá công tác", "dân vận chính quyền"],
        ),
        ("", [""]),
        ("A" * 90, ["A" * 90]),
    ],
)
def test_a_long_name_is_broken_as_offices_do(name, lines):
    assert in_even_lines(name).split("\n") == lines
