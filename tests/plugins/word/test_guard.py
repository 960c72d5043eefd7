"""Templates from strangers: what runs, fetches, lies or never ends is refused, and at once."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from scoring import ProblemsError
from scoring_word import fill, guard, tags
from scoring_word.check import check_template
from scoring_word.draw import draw
from scoring_word.guard import read_template
from scoring_word.pack import pack
from scoring_word.wordml import field, paragraph, run
from scoring_word.write import write
from tests.plugins.pdf.samples import decision
from tests.problems.templates import parts_of, template_of, with_parts

pytest.importorskip("docxtpl")

KEPT = "{{p noi_dung }}\n{{ ma_ket_qua }}\n"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SOON = 1  # seconds, even on a busy machine; a tenth of it on an idle one


def save(folder: Path, content: bytes, name: str = "mau.docx") -> Path:
    (folder / name).write_bytes(content)
    return folder / name


def refused(file: Path) -> list[str]:
    """Give the codes of the problems for which a template is refused."""
    begin = time.perf_counter()
    with pytest.raises(ProblemsError) as raised:
        write(decision(), {"template": file})
    assert time.perf_counter() - begin < SOON
    return sorted({one.code for one in raised.value.problems})


def relation(type_: str, target: str, outside: bool = True) -> bytes:
    mode = ' TargetMode="External"' if outside else ""
    one = f'<Relationship Id="r1" Type="{RELATIONS}/{type_}" Target="{target}"{mode}/>'
    return f'<Relationships xmlns="{PACKAGE}/relationships">{one}</Relationships>'.encode()


# ---- the archive -----------------------------------------------------------------------------


def bomb() -> bytes:
    return pack([("[Content_Types].xml", b"<x/>"), ("word/document.xml", b" " * 3_900_000)])


def crowd() -> bytes:
    return pack([(f"word/{n}.xml", b"<x/>") for n in range(guard.MOST_ENTRIES + 1)])


def twins() -> bytes:
    return pack([*parts_of(draw("plain")).items(), ("WORD/document.xml", b"<x/>")])


def entities() -> bytes:
    head = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    return template_of(KEPT, {"docProps/app.xml": head})


def wide() -> bytes:
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    return template_of(KEPT, {"docProps/app.xml": text.encode("utf-16")})


def seven() -> bytes:
    return template_of(
        KEPT, {"docProps/app.xml": b'<?xml version="1.0" encoding="UTF-7"?><x>+ADw-</x>'}
    )


def deep() -> bytes:
    return template_of(KEPT, {"docProps/app.xml": b"<x>" * 5000 + b"</x>" * 5000})


def lying() -> bytes:
    content = bytearray(bomb())
    # The size that the directory tells, made small.
    at = content.rindex(b"PK\x01\x02")
    content[at + 24 : at + 28] = (100).to_bytes(4, "little")
    return bytes(content)


def hidden() -> bytes:
    parts = parts_of(draw("plain"))
    note = b"<!-- {% colspan" + b" " * 2000 + b" -->"
    body = parts["word/document.xml"].replace(b"<w:body>", b"<w:body>" + note)
    return with_parts(draw("plain"), {"word/document.xml": body})


def crowded_directory() -> bytes:
    return pack([(f"{n}/{'a' * 400}", b"") for n in range(2000)])


@pytest.mark.parametrize(
    "make",
    [
        bomb,
        hidden,
        crowded_directory,
        crowd,
        twins,
        entities,
        wide,
        seven,
        deep,
        lying,
        lambda: b"",
        lambda: b"PK",
    ],
)
def test_a_hostile_archive_is_refused_at_once(tmp_path, make):
    assert refused(save(tmp_path, make())) == ["T601"]


def test_what_is_no_word_document_is_told(tmp_path):
    assert refused(tmp_path / "khong-co.docx") == ["T601"]
    assert refused(tmp_path) == ["T601"]
    types = parts_of(draw("plain"))["[Content_Types].xml"].replace(
        b"document.main", b"template.main"
    )
    assert refused(save(tmp_path, template_of(KEPT, {"[Content_Types].xml": types}))) == ["T601"]


def test_a_file_beyond_the_bounds_is_not_even_read(tmp_path, monkeypatch):
    monkeypatch.setattr(guard, "MOST_PACKED", 10)
    assert refused(save(tmp_path, draw("plain"))) == ["T601"]


def test_damaged_templates_give_problems_and_never_another_error(tmp_path):
    chance, content = random.Random(7), draw("state")
    for _ in range(60):
        broken = bytearray(content)
        for _ in range(chance.randint(1, 4)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        check_template(save(tmp_path, bytes(broken)))
    parts = parts_of(content)
    for _ in range(120):
        name = chance.choice(sorted(parts))
        text = bytearray(parts[name])
        start = chance.randrange(len(text))
        text[start : start + chance.randint(1, 40)] = chance.choice(
            [b"", b"<w:p>", b"{% if %}", b"{{", b"</w:tbl>", b"&", b'" ', b"{%tr endfor %}"]
        )
        check_template(save(tmp_path, pack([*{**parts, name: bytes(text)}.items()])))


# ---- what runs or fetches --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("type_", "target"),
    [
        ("image", "http://example.org/theo-doi.png"),
        ("attachedTemplate", "file:///C:/mau.dotm"),
        ("oleObject", "file:///C:/bang.xlsx"),
        ("hyperlink", "file:///C:/lenh.exe"),
        ("hyperlink", "javascript:alert(1)"),
        ("subDocument", "\\\\may-chu\\tep.docx"),
        ("frame", "http://example.org"),
    ],
)
def test_nothing_is_fetched_from_outside(tmp_path, type_, target):
    parts = {"word/_rels/footer1.xml.rels": relation(type_, target)}
    assert refused(save(tmp_path, template_of(KEPT, parts))) == ["T602"]


def test_a_link_to_a_page_is_fine(tmp_path):
    parts = {"word/_rels/footer1.xml.rels": relation("hyperlink", "https://example.org/van-ban")}
    assert write(decision(), {"template": save(tmp_path, template_of(KEPT, parts))})


@pytest.mark.parametrize(
    ("type_", "target"),
    [("vbaProject", "vbaProject.bin"), ("aFChunk", "khac.html"), ("package", "bang.xlsx")],
)
def test_nothing_that_runs_is_carried_on(tmp_path, type_, target):
    parts = {
        "word/_rels/footer1.xml.rels": relation(type_, target, outside=False),
        f"word/{target}": b"\0",
    }
    assert refused(save(tmp_path, template_of(KEPT, parts))) == ["T602"]


def test_a_document_with_macros_is_refused(tmp_path):
    types = parts_of(draw("plain"))["[Content_Types].xml"]
    macro = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    types = types.replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", macro
    )
    assert refused(save(tmp_path, template_of(KEPT, {"[Content_Types].xml": types}))) == ["T602"]


def with_field(markup: str) -> bytes:
    """Give a template with a field in its footer."""
    parts = parts_of(draw("plain"))
    foot = parts["word/footer1.xml"].decode()
    put = paragraph("ChanTrang", markup)
    return pack(
        [
            *{
                **parts,
                "word/footer1.xml": foot.replace("</w:ftr>", put + "</w:ftr>").encode(),
            }.items()
        ]
    )


SPLIT = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DDE</w:instrText></w:r>'
    '<w:r><w:instrText>AUTO cmd "/c calc"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
NESTED = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    + field("QUOTE INCLUDEPICTURE")
    + '<w:r><w:instrText> "http://example.org/x.png"</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


@pytest.mark.parametrize(
    "markup",
    [
        field('INCLUDEPICTURE "http://example.org/x.png"'),
        field('includetext "C:\\\\bi-mat.docx"'),
        field("DDEAUTO c:\\\\windows\\\\cmd.exe"),
        field("MACROBUTTON chay"),
        '<w:fldSimple w:instr="DATABASE"><w:r><w:t>1</w:t></w:r></w:fldSimple>',
        "<w:r><w:instrText>LINK Excel.Sheet</w:instrText></w:r>",
        SPLIT,
        NESTED,
    ],
)
def test_fields_that_fetch_or_run_are_refused(tmp_path, markup):
    assert refused(save(tmp_path, with_field(markup))) == ["T602"]


@pytest.mark.parametrize("code", ["PAGE", "NUMPAGES \\* MERGEFORMAT", 'TOC \\o "1-3"', "= 2 + 3"])
def test_fields_about_the_document_itself_are_fine(tmp_path, code):
    assert read_template(save(tmp_path, with_field(field(code))))


def test_everything_unsafe_is_told_at_once(tmp_path):
    parts = {
        "word/_rels/footer1.xml.rels": relation("image", "http://example.org/x.png"),
        "word/vbaProject.bin": b"\0",
    }
    with pytest.raises(ProblemsError) as raised:
        read_template(save(tmp_path, template_of(KEPT, parts)))
    assert [one.code for one in raised.value.problems] == ["T602", "T602"]


# ---- tags that reach beyond the data ---------------------------------------------------------


ATTACKS = [
    "{{ ten_loai.__class__.__mro__[1].__subclasses__() }}",
    "{{ ''.__class__ }}",
    "{{ ten_loai['__class__'] }}",
    "{{ ten_loai|attr('__class__') }}",
    "{{ ten_loai.format(ten_loai) }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ range(1000000000) }}",
    "{% for i in range(1000000000) %}{% endfor %}",
    "{{ 'a' * 1000000000 }}",
    "{{ 9 ** 999999999 }}",
    "{{ ten_loai ~ ten_loai }}",
    "{{ 'x'|center(1000000000) }}",
    "{% set a = 'a' %}{% include '/etc/passwd' %}",
    "{% extends 'khac' %}",
    "{% import 'khac' as k %}",
    "{% macro m() %}{{ m() }}{% endmacro %}",
    "{% filter upper %}x{% endfilter %}",
    "{% call(x) ten_loai() %}{% endcall %}",
    "{% raw %}{{ x }}{% endraw %}",
    "{% for c in ten_loai %}{{ c }}{% endfor %}",
    "{% for a in [1, 2] %}{% endfor %}",
    "{% for a in noi_nhan recursive %}{{ loop(a) }}{% endfor %}",
    "{% for a, b in noi_nhan %}{% endfor %}",
    "{% colspan 99999999 %}",
    "{% cellbg co_quan %}",
    "{% if ten_loai %}{% hm %}{% endif %}",
    "{{ loop }}{{ self }}{{ caller }}",
    "{% colspan" + " " * 2000 + "%}",
    "{{ " + "(" * 140 + "ten_loai" + ")" * 140 + " }}",
    "{{ lambda: 1 }}{{ ten_loai if }}{{ %}",
]


@pytest.mark.parametrize("tag", ATTACKS)
def test_a_tag_reaches_nothing_but_the_data(tmp_path, tag):
    assert refused(save(tmp_path, template_of(KEPT + tag + "\n", {})))[0] in (
        "T603",
        "T604",
        "T605",
    )


# The judgement of words in paragraphs is for people; this is what stands when it is passed by,
# as by a tag that Word would not show as text.
INSIDE = [one for one in ATTACKS if "{% raw" not in one and "hm" not in one]


@pytest.fixture
def unjudged(monkeypatch):
    """Let every tag pass the judgement of paragraphs."""
    names = frozenset({"noi_dung", "ma_ket_qua"})
    monkeypatch.setattr(fill, "read_tags", lambda *_: tags.Tags(names))


@pytest.mark.parametrize(
    "tag", [one for one in INSIDE if "colspan" not in one and "cellbg" not in one]
)
def test_the_sandbox_holds_even_where_the_judgement_is_passed_by(tmp_path, unjudged, tag):
    codes = refused(save(tmp_path, template_of(KEPT + tag + "\n", {})))
    assert codes[0] in ("T601", "T603", "T604", "T609")


@pytest.mark.parametrize(
    "tag",
    [
        "{{ ten_loai.__class__ }}",
        "{{ noi_nhan[0] }}",
        "{{ ten_loai.upper() }}",
        "{% for c in ten_loai %}{{ c }}{% endfor %}",
    ],
)
def test_the_last_guard_lets_data_alone_be_reached(tmp_path, unjudged, monkeypatch, tag):
    # Even if the list of what may stand in a tag had a hole.
    monkeypatch.setattr(fill, "forbidden_in", lambda tree: [])
    assert refused(save(tmp_path, template_of(KEPT + tag + "\n", {}))) == ["T604"]


def test_without_the_guards_a_tag_would_run(tmp_path, unjudged, monkeypatch):
    from jinja2.sandbox import SandboxedEnvironment

    def open_house(place):
        made = SandboxedEnvironment(autoescape=True)
        made.filters["rows"] = list
        return made

    monkeypatch.setattr(fill, "forbidden_in", lambda tree: [])
    monkeypatch.setattr(fill, "_environment", open_house)
    lines = KEPT + "{{ ten_loai.upper() }}{% for i in range(3) %}lặp{% endfor %}\n"
    content = write(decision(), {"template": save(tmp_path, template_of(lines, {}))})
    said = parts_of(content)["word/document.xml"].decode()
    assert "QUYẾT ĐỊNHlặplặplặp" in said


def nested(depth: int, inside: str) -> str:
    return "{% for a in noi_nhan %}" * depth + inside + "{% endfor %}" * depth


@pytest.mark.parametrize("inside", ["", "x" * 250])
def test_loops_inside_loops_come_to_an_end(tmp_path, unjudged, inside):
    lines = KEPT + "\n".join(nested(18, inside) for _ in range(2)) + "\n"
    assert refused(save(tmp_path, template_of(lines, {}))) == ["T609"]


def test_a_tag_is_found_wherever_it_stands(tmp_path):
    tag = "{% colspan" + " " * 2000 + "%}"
    for markup in (
        f"<w:r><w:drawing><w:x>{tag}</w:x></w:drawing></w:r>",
        f"{tag}<w:r><w:t>sau</w:t></w:r>{tag}",
        f'<w:r w:x="{tag}"><w:t>trong</w:t></w:r>',
    ):
        assert refused(save(tmp_path, with_field(markup))) == ["T603"]


def test_a_template_of_nothing_but_tags_is_refused(tmp_path):
    lines = KEPT + "{{ ten_loai }}\n" * 2_100
    assert refused(save(tmp_path, template_of(lines, {}))) == ["T609"]


def test_a_long_paper_comes_to_an_end(tmp_path, monkeypatch):
    monkeypatch.setattr(fill, "MOST_SIGNS", 500)
    assert refused(save(tmp_path, template_of(KEPT, {}))) == ["T609"]


def test_a_template_nested_beyond_reason_is_refused(tmp_path):
    assert refused(save(tmp_path, template_of(KEPT + nested(200, "x") + "\n", {}))) == ["T603"]


def test_tags_of_a_template_do_not_come_from_its_data(tmp_path):
    lines = KEPT + "{{ trich_yeu }}\n"
    from attrs import evolve

    from scoring import Text

    paper = evolve(decision(), subject=Text.same("{{ ten_loai }}{% for"))
    content = write(paper, {"template": save(tmp_path, template_of(lines, {}))})
    assert "{{ ten_loai }}{% for" in parts_of(content)["word/document.xml"].decode()


def test_tags_in_descriptions_of_pictures_are_judged_as_well(tmp_path):
    markup = '<w:hyperlink w:anchor="{{ ten_loai.__class__ }}">' + run("mục") + "</w:hyperlink>"
    assert refused(save(tmp_path, with_field(markup)))[0] in ("T604", "T605")
