"""Hostile and careless files: each is answered by problems, soon, and by nothing else."""

import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import scoring_basics
import scoring_csv
from scoring import SheetError, compile_criteria, load_registry, read_criteria
from scoring.engine.catalog import FoundSet
from scoring.engine.check import check_criteria
from scoring.engine.enter import enter_with_problems
from scoring.engine.read import read_with_problems
from scoring.engine.reading.desk import MOST_PROBLEMS
from scoring.engine.reading.toml import MOST_BYTES
from tests.problems.every import CATALOGUE

GOOD = Path(__file__).parent / "good"
TEXT = (GOOD / "criteria.toml").read_text(encoding="utf-8")
TIES = next(line for line in TEXT.split("\n") if line.startswith("tie_breakers"))
SHEET = (GOOD / "sheet.csv").read_text(encoding="utf-8")
REGISTRY = load_registry({"basics": scoring_basics, "csv": scoring_csv})
PROGRAM = compile_criteria(read_criteria(GOOD, REGISTRY), REGISTRY)
# Seconds of computing, many times what is needed: what is slow here is slow by orders.
SOON = 4


def read(folder, content):
    """Give the set and the problems of a file, and hold the reader to its time."""
    file = folder / "criteria.toml"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    start = time.process_time()
    criteria, problems = read_with_problems(file, REGISTRY)
    took = time.process_time() - start
    assert took < SOON, took
    for problem in problems:
        assert problem.code in CATALOGUE
        assert len(problem.in_("vi")) < 5000
        assert len(problem.in_("en")) < 5000
    assert criteria is not None or any(problem.is_error for problem in problems)
    return criteria, problems


def changed(old, new, text=TEXT):
    assert text.count(old) >= 1, old
    return text.replace(old, new, 1)


def line_of(text, piece):
    return text[: text.index(piece)].count("\n") + 1


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "good"
    place.mkdir()
    return place


def test_the_good_file_is_good(folder):
    criteria, problems = read(folder, TEXT)
    assert criteria is not None
    assert problems == ()


# ---- files that are no text ----------------------------------------------------------------


def test_a_byte_order_mark_is_no_fault(folder):
    criteria, problems = read(folder, b"\xef\xbb\xbf" + TEXT.encode())
    assert (criteria is not None, problems) == (True, ())


@pytest.mark.parametrize("code", ["utf-16", "cp1258", "latin-1", "tcvn"])
def test_other_codes_are_refused(folder, code):
    if code == "tcvn":  # TCVN3: one byte a Vietnamese letter, as files of the 1990s have it
        content = TEXT.replace("ộ", "\x00").encode("ascii", "replace").replace(b"\x00", b"\xe9")
    else:
        plain = unicodedata.normalize("NFD", TEXT).encode("ascii", "ignore").decode()
        content = (plain + "# ô ê â").encode(code)
    criteria, problems = read(folder, content)
    assert criteria is None
    assert [problem.code for problem in problems] == ["C002"]
    assert "UTF-8" in problems[0].hint.vi


def test_the_line_of_the_first_foreign_byte_is_told(folder):
    _, problems = read(folder, b'format = 1\n[set]\ntitle = "\xe9"\n')
    assert problems[0].place.line == 3


def test_utf_16_without_a_mark_is_refused(folder):
    criteria, problems = read(folder, "format = 1\n".encode("utf-16-le"))
    assert criteria is None
    assert [problem.code for problem in problems] == ["C003"]


@pytest.mark.parametrize("content", [b"", b"\n", b"\xef\xbb\xbf", b"# only a note"])
def test_an_empty_file_lacks_everything(folder, content):
    criteria, problems = read(folder, content)
    assert criteria is None
    assert {problem.code for problem in problems} == {"C010", "C102"}
    assert {problem.place.line for problem in problems} == {None}


def test_nul_is_refused(folder):
    _, problems = read(folder, changed("Công khai", "Công\0khai"))
    assert [problem.code for problem in problems] == ["C003"]
    assert problems[0].place.line == line_of(TEXT, 'title = "Công khai"')


def test_nul_in_a_path_is_refused():
    criteria, problems = read_with_problems("a\0b", REGISTRY)
    assert criteria is None
    assert [problem.code for problem in problems] == ["C001"]


def test_a_missing_file_and_a_bare_folder_are_told(tmp_path):
    for path in (tmp_path / "nowhere.toml", tmp_path, tmp_path / "no" / "way"):
        criteria, problems = read_with_problems(path, REGISTRY)
        assert criteria is None
        assert [problem.code for problem in problems] == ["C001"]
        assert "không có tệp này" in problems[0].message.vi


def test_an_endless_file_is_not_read_to_its_end():
    if not Path("/dev/zero").exists():
        pytest.skip("needs an endless file")
    _, problems = read_with_problems("/dev/zero", REGISTRY)
    assert [problem.code for problem in problems] == ["C004"]


def test_line_ends_of_windows_are_no_fault(folder):
    criteria, problems = read(folder, TEXT.replace("\n", "\r\n"))
    assert (criteria is not None, problems) == (True, ())
    _, problems = read(folder, changed("max = 40", "mx = 40").replace("\n", "\r\n"))
    assert {problem.place.line for problem in problems if problem.code == "C101"} == {
        line_of(TEXT, "max = 40")
    }


def test_both_ways_of_typing_vietnamese_give_one_set(folder):
    named = TEXT.replace('criterion = "2"', 'criterion = "Đổi"').replace(
        "[criterion.2", '[criterion."Đổi"'
    )
    one, _ = read(folder, unicodedata.normalize("NFC", named))
    other, _ = read(folder, unicodedata.normalize("NFD", named))
    assert one.criteria == other.criteria
    assert one.criterion_by_code.keys() == other.criterion_by_code.keys()


def test_two_codes_that_look_alike_clash(folder):
    text = (
        TEXT + '[bonus."\\u00E9"]\ntitle = "a"\nmax = 1\n[bonus."e\\u0301"]\ntitle="b"\nmax = 1\n'
    )
    _, problems = read(folder, text)
    assert "C105" in {problem.code for problem in problems}


# ---- numbers ---------------------------------------------------------------------------------

NUMBERS = [
    ("1e9999999", "C103"),
    ("1e5", "C103"),
    ("-1E-9999999", "C103"),
    ("1e" + "9" * 400, None),
    ("nan", "C103"),
    ("-inf", "C103"),
    ("+inf", "C103"),
    ("9" * 29, "C303"),
    ("9" * 31, "C008"),
    ("9" * 5000, "C008"),
    ("0x" + "f" * 5000, "C008"),
    ("0." + "1" * 5000, "C103"),
    ("true", "C103"),
    ("2026-01-01", "C103"),
    ("2026-01-01T00:00:00Z", "C103"),
    ("07:32:00", "C103"),
    ("[40]", "C103"),
    ("{ a = 40 }", "C103"),
    ('"40 điểm"', "C103"),
    ('"1/0"', "C103"),
    ('"４０"', "C103"),
    ('""', "C103"),
    ("-40", "C303"),
]


@pytest.mark.parametrize(("number", "code"), NUMBERS, ids=lambda value: str(value)[:20])
def test_numbers_that_cannot_be_meant(folder, number, code):
    text = changed("max = 40", f"max = {number}")
    criteria, problems = read(folder, text)
    assert criteria is None or code == "C303"
    errors = [problem for problem in problems if problem.is_error]
    if code is not None:
        assert code in {problem.code for problem in errors}
    if code != "C303":
        assert {problem.place.line for problem in errors} == {line_of(TEXT, "max = 40")}


@pytest.mark.parametrize(
    "number", ["0x28", "0o50", "0b101000", "4_0", "40.0", "4_0.0", '"40"', '"80/2"']
)
def test_other_ways_of_writing_a_number_read_well(folder, number):
    criteria, problems = read(folder, changed("max = 40", f"max = {number}"))
    assert problems == ()
    assert criteria.criterion_by_code["1.1"].max == 40


@pytest.mark.parametrize("value", ["8.5", "1e5", "true", "2026-01-01", "[]", "{}", "nan"])
def test_what_is_no_text_is_no_title(folder, value):
    _, problems = read(folder, changed('title = "Công khai"', f"title = {value}"))
    assert [problem.code for problem in problems] == ["C103"]


@pytest.mark.parametrize("value", ['"2026-01-01"', "2026-01-01T00:00:00", "20260101", '"1/1/2026"'])
def test_what_is_no_day_is_no_day(folder, value):
    _, problems = read(folder, changed("from = 2026-01-01", f"from = {value}"))
    assert [problem.code for problem in problems if problem.is_error] == ["C103"]


@pytest.mark.parametrize("rounding", ['"' + "9" * 5000 + ' half-up"', '"² half-up"', "2", '"2"'])
def test_what_is_no_rounding_is_refused(folder, rounding):
    text = changed('leaf_rounding = "2 half-up"', f"leaf_rounding = {rounding}")
    _, problems = read(folder, text)
    assert [problem.code for problem in problems] == ["C103"]


# ---- depth, length, number --------------------------------------------------------------------

DEEP = [
    "x = " + "[" * 10_000,
    "x = " + "[" * 10_000 + "]" * 10_000,
    "x = [\n" * 1 + "[\n" * 10_000,
    "x = " + "{ a = " * 10_000 + "1" + " }" * 10_000,
    "x = " + "[" * 300 + "]" * 300,
    ".".join("a" * 20_000) + " = 1",
    "[" + ".".join("a" * 20_000) + "]",
    "[" + ".".join("a" * 900) + "]\n",
    ("[" + ".".join("a" * 900) + ".b{}]\n") * 1,
]


@pytest.mark.parametrize("number", range(len(DEEP)))
def test_deep_nests_are_refused_at_their_line(folder, number):
    head = "format = 1\n\n"
    criteria, problems = read(folder, head + DEEP[number] + "\ny = 1\n")
    assert criteria is None
    assert {problem.code for problem in problems} <= {"C005", "C003"}
    assert problems[0].place.line is not None
    assert problems[0].place.line >= 3


def test_the_line_where_a_nest_grows_too_deep(folder):
    _, problems = read(folder, "a = 1\nb = 2\nc = " + "[" * 5000 + "\n" * 50)
    assert (problems[0].code, problems[0].place.line) == ("C005", 3)


def test_a_long_file_is_refused(folder):
    _, problems = read(folder, TEXT + "#" * MOST_BYTES)
    assert [problem.code for problem in problems] == ["C004"]


def test_a_long_text_is_refused(folder):
    _, problems = read(folder, changed("Công khai", "Công khai " * 2000))
    assert [problem.code for problem in problems] == ["C009"]
    _, problems = read(folder, TEXT + f"[basis.{'L' * 300}]\n")
    assert [problem.code for problem in problems] == ["C009"]


MANY = {
    "keys": "".join(f"key{number} = 1\n" for number in range(50_000)),
    "wrong criteria": TEXT + "".join(f"[criterion.c{n}]\n" for n in range(1_900)),
    "criteria": TEXT + "".join(f"[criterion.c{n}]\n" for n in range(40_000)),
    "lines": TEXT + "\n" * 900_000,
    "grades": TEXT + "[[grade]]\n" * 50_000,
    "basis": TEXT.replace('["L10 Đ12.3"]', str(["L"] * 100_000).replace("'", '"')),
    "conditions": TEXT
    + '[[gate]]\nid="x"\ntitle="x"\neffect={unclassified=true}\nwhen={any=['
    + '{field="f",is=true},' * 40_000
    + "]}\n",
    "bands": changed("  { at_least = 2, points = 40 },\n", "  { points = 4 },\n" * 40_000),
    "accents": changed("Công khai", "a" + "\u0301\u0323" * 4_000),
    "alternating": changed(
        "# x" if "# x" in TEXT else "format = 1", "format = 1 # " + "\u0301\u0323" * 200_000
    ),
}


@pytest.mark.parametrize("name", MANY)
def test_many_of_anything_take_no_time(folder, name):
    _, problems = read(folder, MANY[name])
    assert len(problems) <= MOST_PROBLEMS + 1


def test_a_long_chain_of_criteria_is_told(folder):
    chain = "".join(
        f'[criterion.c{n}]\ntitle = "c"\nmax = 40\nunder = "c{n + 1}"\n' for n in range(1_000)
    )
    _, problems = read(folder, TEXT + chain + '[criterion.c1000]\ntitle = "c"\nmax = 40\n')
    assert "C312" in {problem.code for problem in problems}
    _, problems = read(
        folder, TEXT + chain + '[criterion.c1000]\ntitle = "c"\nmax = 40\nunder="c0"\n'
    )
    assert "C302" in {problem.code for problem in problems}


def test_a_key_twice_is_told_at_its_line(folder):
    text = changed("max = 40\nbasis", "max = 40\nmax = 40\nbasis")
    _, problems = read(folder, text)
    assert [problem.code for problem in problems] == ["C003"]
    assert problems[0].place.line == line_of(text, "max = 40\nbasis")
    assert "khóa này đã có ở trên" in problems[0].message.vi


# ---- anything at all ---------------------------------------------------------------------------

LINES = TEXT.splitlines(keepends=True)
TOKENS = [
    "", "0", "-1", "1e9", "true", '""', '"x"', "[]", "{}", "[[]]", "[{}]", "2026-02-30",
    "2026-01-01", '"none"', "nan", "'''", "{ a = 1 }", '"100%"', '"2/3"', "\u0301", "}", "]", "#",
]  # fmt: skip


@st.composite
def mutations(draw):
    """Give a good file after a few careless changes."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 4))):
        here = draw(st.integers(0, len(lines) - 1))
        there = draw(st.integers(0, len(lines) - 1))
        what = draw(st.sampled_from(["delete", "swap", "copy", "value", "token", "cut"]))
        if what == "delete" and len(lines) > 1:
            del lines[here]
        elif what == "swap":
            lines[here], lines[there] = lines[there], lines[here]
        elif what == "copy":
            lines.insert(here, lines[there])
        elif what == "value" and "=" in lines[here]:
            key = lines[here].partition("=")[0]
            lines[here] = f"{key}= {draw(st.sampled_from(TOKENS))}\n"
        elif what == "token":
            words = lines[here].split(" ")
            words[draw(st.integers(0, len(words) - 1))] = draw(st.sampled_from(TOKENS))
            lines[here] = " ".join(words).rstrip("\n") + "\n"
        else:
            lines[here] = lines[here][: draw(st.integers(0, len(lines[here])))]
    return "".join(lines)


QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@settings(max_examples=300, deadline=None, suppress_health_check=QUIET, derandomize=True)
@given(mutations())
def test_a_careless_file_gives_a_set_or_problems(folder, text):
    """What reads well must also run: its examples, and the sheet as far as it fits."""
    criteria, problems = read(folder, text)
    if criteria is not None and not any(problem.is_error for problem in problems):
        (folder / "units.csv").write_text(SHEET, encoding="utf-8")
        checked = check_criteria(FoundSet("good", folder, "path"), REGISTRY)
        assert all(problem.code in CATALOGUE for problem in checked.problems)


CARELESS = [
    ('{ kind = "criterion", of = "1" }', '{ kind = "field", of = "dan-so", better = "high" }', "C206"),
    ('{ kind = "criterion", of = "1" }', '{ kind = "criterion", of = "9" }', "C502"),
    ("given = { done = 9, total = 10 }", 'given = { done = [9, "x"], total = true }', "C210"),
    ("given = { done = 9, total = 10 }", "given = { done = { a = 1 }, total = 10 }", "C210"),
    ("given = { done = 9, total = 10 }", "given = { done = nan, total = 1e999999 }", "C210"),
    ("given = { done = 9, total = 10 }", "given = { done = 2026-01-01 }", "C210"),
    ('criterion = "2", points', 'criterion = "D1", share', "C513"),
    ('title = "Mô hình hay"', 'title = "Mô hình hay"\nunder = "1"', "C101"),
    ('title = "Mô hình hay"', 'title = "Mô hình hay"\nunit_kinds = ["agency"]', "C311"),
    ('title = "Niêm yết"', 'title = "Niêm yết"\nweight = "50%"', "C314"),
    ('title = "Niêm yết"', 'title = "Niêm yết"\ncap = 3', "C314"),
    ('share = "20%"', 'share = "20%"\nupper = "10%"', "C103"),
    ('"sum", "normalise"', '"sum", "sum", "normalise"', "C105"),
    ('[field.population]', '[field."1.1.done"]', "C105"),
    ('[bonus.B1', '[bonus."1.1.done"', "C105"),
    (TIES, "tie_breakers = [{}]", "C102"),
    (TIES, "tie_breakers = [5]", "C104"),
    (TIES, "tie_breakers = {}", "C107"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code"), CARELESS)
def test_what_would_go_wrong_later_is_told_now(folder, old, new, code):
    text = TEXT.replace(old, new)
    assert text != TEXT
    (folder / "criteria.toml").write_text(text, encoding="utf-8")
    (folder / "units.csv").write_text(SHEET, encoding="utf-8")
    checked = check_criteria(FoundSet("good", folder, "path"), REGISTRY)
    assert code in {problem.code for problem in checked.errors}


def test_a_broken_set_of_the_items_is_told(folder):
    inner = folder.parent / "inner"
    inner.mkdir()
    (inner / "criteria.toml").write_text(TEXT.replace("max = 40", "mx = 40"), encoding="utf-8")
    text = changed('id = "good"', 'id = "good"\nitems = "inner"')
    (folder / "criteria.toml").write_text(text, encoding="utf-8")
    for name in ("units.csv", "items.csv"):
        (folder / name).write_text(SHEET, encoding="utf-8")
    checked = check_criteria(FoundSet("good", folder, "path"), REGISTRY)
    assert {problem.code for problem in checked.errors} == {"C101", "C102"}
    assert {Path(problem.place.file).parent.name for problem in checked.errors} == {"inner"}


# Every level of the file, an unknown key in it, and the known one that was meant.
LEVELS = [
    ("[policy]", "[polcy]", "policy"),
    ("status =", "statu =", "status"),
    ("cite =", "cit =", "cite"),
    ('ask = "Dân số"', 'aks = "Dân số"', "ask"),
    ("compare =", "comparee =", "compare"),
    ("{ min = 0, max = 100 }", "{ mni = 0, max = 100 }", "min"),
    ("{ from = 2026-01-01,", "{ form = 2026-01-01,", "from"),
    ('evidence = "ngày công khai"', 'evidance = "ngày công khai"', "evidence"),
    ("points_yes = 20", "point_yes = 20", "points_yes"),
    ("{ ask = \"Số nội dung đúng hạn\"", "{ asks = \"Số nội dung đúng hạn\"", "ask"),
    ("{ at_least = 2, points = 40 }", "{ atleast = 2, points = 40 }", "at_least"),
    ("[[criterion.\"1.1\".example]]\ngiven", "[[criterion.\"1.1\".example]]\ngivn", "given"),
    ('when = { criterion', 'whne = { criterion', "when"),
    ("{ criterion = \"2\", points", "{ criterio = \"2\", points", "criterion"),
    ("points = { at_most = 0 }", "points = { atmost = 0 }", "at_most"),
    ('effect = { ceiling', 'effect = { celing', "ceiling"),
    ("from = 80", "fron = 80", "from"),
    ("every_part", "evry_part", "every_part"),
    ("tie_on_line", "tie_on_lin", "tie_on_line"),
    ("within =", "witin =", "within"),
    ('of = "1"', 'off = "1"', "of"),
    ('kind = "boolean"', 'kind = "bool"', "boolean"),
    ('missing = "hold"', 'missing = "holt"', "hold"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "meant"), LEVELS, ids=[level[1] for level in LEVELS])
def test_an_unknown_word_at_any_level_suggests_the_nearest(folder, old, new, meant):
    text = changed(old, new)
    _, problems = read(folder, text)
    hinting = [one for one in problems if f"Did you mean “{meant}”?" in one.hint.en]
    assert hinting
    assert hinting[0].place.line == line_of(text, new) + new.count("\n")
    assert f"Có phải ý là “{meant}” không?" in hinting[0].hint.vi


@settings(max_examples=100, deadline=None, suppress_health_check=QUIET, derandomize=True)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_any_bytes_give_problems(folder, content):
    criteria, problems = read(folder, content)
    assert criteria is None
    assert problems


# ---- sheets --------------------------------------------------------------------------------------


def enter(folder, content):
    file = folder / "sheet.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    start = time.process_time()
    try:
        table = REGISTRY.importers["csv"].read(file)
    except SheetError as error:
        sheet, problems = None, error.problems
    else:
        sheet, problems = enter_with_problems(PROGRAM, table)
    assert time.process_time() - start < SOON
    for problem in problems:
        assert problem.code in CATALOGUE
        assert len(problem.in_("vi")) < 5000
    assert sheet is not None or any(problem.is_error for problem in problems)
    return sheet, problems


def test_the_good_sheet_is_good(folder):
    sheet, problems = enter(folder, SHEET)
    assert len(sheet) == 3
    assert problems == ()


HEAD = SHEET.splitlines()[0]
BAD_SHEETS = {
    "empty": b"",
    "blank": b"\n\n\n",
    "only a header": HEAD.encode(),
    "utf-16": SHEET.encode("utf-16"),
    "old code": "tên".encode("latin-1") + b"\n1",
    "nul": SHEET.replace("P01", "P\0").encode(),
    "open quote": SHEET.replace("P01", '"P01').encode(),
    "quote inside": SHEET.replace("P01", '"P01"x').encode(),
    "long cell": SHEET.replace("P01", "P" * 200_000).encode(),
    "many columns": (",".join(f"c{n}" for n in range(20_000)) + "\n1\n").encode(),
    "wide row": (SHEET + ",".join(["1"] * 5_000)).encode(),
    "many wrong cells": (
        HEAD + "\n" + "".join(f"u{n}" + ",?" * 9 + "\n" for n in range(5_000))
    ).encode(),
    "many rows of one unit": (HEAD + "\n" + "P01,a,ward,g,1,1,1,có,1\n" * 5_000).encode(),
    "long numbers": SHEET.replace("17", "9" * 5_000).encode(),
}


@pytest.mark.parametrize("name", BAD_SHEETS)
def test_a_bad_sheet_gives_problems(folder, name):
    sheet, problems = enter(folder, BAD_SHEETS[name])
    assert sheet is None
    assert problems


CELLS = st.one_of(
    st.sampled_from(["", " ", "kad", "n/a", "8,5", "1.234", "32.150", "1 250", "70%", "2/3", "x",
                     "có", "không", "1/0", "-1", "1e5", "nan", "０", "=1+1", "P01", "self", '"',
                     "appraised", "council", "ward", "tot", "a\nb", "31/02/2026", "9" * 40]),
    st.text(max_size=6),
)  # fmt: skip
COLUMNS = st.lists(
    st.one_of(
        st.sampled_from([*HEAD.split(","), "role", "reason", "parent", "decided_grade", "#x", ""]),
        st.text(max_size=4),
    ),
    max_size=14,
)


@settings(max_examples=200, deadline=None, suppress_health_check=QUIET, derandomize=True)
@given(COLUMNS, st.lists(st.lists(CELLS, max_size=14), max_size=5), st.sampled_from(",;\t"))
def test_any_sheet_gives_a_sheet_or_problems(folder, header, rows, sign):
    def written(cells):
        return sign.join(
            '"' + cell.replace('"', '""') + '"' if set(cell) & set(',;\t"\n\r') else cell
            for cell in cells
        )

    enter(folder, "\n".join(written(row) for row in [header, *rows]))


@settings(max_examples=150, deadline=None, suppress_health_check=QUIET, derandomize=True)
@given(st.lists(st.tuples(st.integers(1, 3), st.integers(0, 8), CELLS), max_size=6))
def test_any_cell_in_a_good_sheet(folder, changes):
    rows = [line.split(",") for line in SHEET.splitlines()]
    for row, column, cell in changes:
        rows[row][column] = '"' + cell.replace('"', '""') + '"'
    enter(folder, "\n".join(",".join(row) for row in rows))


@settings(max_examples=60, deadline=None, suppress_health_check=QUIET, derandomize=True)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_any_bytes_are_a_sheet_or_problems(folder, content):
    enter(folder, content)
