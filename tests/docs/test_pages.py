"""The pages: the Python in them runs, and they tell all there is to tell."""

import importlib.util
import re
from pathlib import Path

import pytest
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "docs" / "examples" / "danvan-thon-van-hoa"


def load_generate():
    spec = importlib.util.spec_from_file_location("docs_generate", ROOT / "docs" / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATE = load_generate()
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
CODED = [page for page in PAGES if "```python" in page.read_text(encoding="utf-8")]


def test_the_pages_with_python_are_found():
    names = {page.relative_to(ROOT).as_posix() for page in CODED}
    assert {"docs/reference/python.md", f"docs/examples/{EXAMPLE.name}/README.md"} <= names


@pytest.mark.parametrize("page", sorted(CODED), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_the_python_in_a_page_runs(page, monkeypatch, tmp_path):
    monkeypatch.syspath_prepend(str(EXAMPLE))
    monkeypatch.chdir(tmp_path)
    document = Sybil(parsers=[PythonCodeBlockParser()], path=str(page.parent)).parse(page)
    examples = list(document.examples())
    assert examples
    for example in examples:
        example.evaluate()


# ---- what the pages tell -----------------------------------------------------------------


def read_page(name):
    return (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")


def test_every_rule_kind_of_ours_has_its_page_and_its_worked_rows():
    page = read_page("rules.md")
    for kind in GENERATE.own_registry().rule_kinds.values():
        (chapter,) = re.findall(rf"\n## `{kind.name}`.*?(?=\n## |\Z)", page, flags=re.DOTALL)
        assert kind.formula.en in chapter
        assert kind.title.vi in chapter
        rows = chapter.rpartition("| rule | answers |")[2].splitlines()[2:]
        assert len([row for row in rows if row.startswith("|")]) == len(kind.worked)
        for parameter in kind.parameters:
            assert f"| `{parameter.name}` | {'must' if parameter.required else 'may'} |" in chapter


def test_every_key_of_the_criteria_file_is_told():
    from scoring.engine import format as shape

    told = "".join(read_page(name) for name in ("criteria-file.md", "gates.md", "rules.md"))
    lists = [one for one in vars(shape).values() if isinstance(one, tuple) and one]
    keys = {key.name for one in lists for key in one if hasattr(key, "required")}
    assert len(keys) > 60
    assert {key for key in keys if f"| `{key}` |" not in told} == set()


def test_every_reserved_column_is_told():
    from scoring.engine.examine import RESERVED

    page = read_page("sheet.md")
    assert [name for name in RESERVED if f"| `{name}` |" not in page] == []


def test_every_public_name_is_told():
    import scoring

    page = read_page("python.md")
    names = [name for name in scoring._HOME_BY_NAME if f"| `{name}` |" not in page]
    assert names == []


def test_every_command_of_ours_is_told_in_both_languages():
    page = read_page("commands.md")
    for command in ("demo", "list", "plugins", "check", "score", "explain", "new set"):
        assert f"## `danvan {command}`" in page
    assert "*Giải thích từng điểm của một đơn vị" in page


# ---- the glossary and the decisions --------------------------------------------------------


def glossary_names():
    page = (ROOT / "docs" / "why" / "glossary.md").read_text(encoding="utf-8")
    rows = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| ")]
    return {name for row in rows for name in re.findall(r"`([^`]+)`", row[-1])}


def test_every_word_that_a_file_may_hold_is_in_the_glossary():
    from scoring.model import criteria as words

    said = {*words.UNIT_KINDS, *words.OWNERS, *words.ROLES, *words.STATUSES, *words.MARKS}
    assert said - glossary_names() == set()


def test_every_word_for_what_became_of_a_unit_or_a_cell_is_in_the_glossary():
    from scoring import State
    from scoring.model.result import UnitState

    states = {state.name for state in State} - {"VALUE"}
    assert {*UnitState.NAMES, *states} - glossary_names() == set()


def test_a_class_that_the_glossary_names_is_there():
    import scoring
    from scoring.model import criteria, sheet

    classes = {name for name in glossary_names() if re.fullmatch("[A-Z][a-z]+[A-Za-z]*", name)}
    homes = (scoring, criteria, sheet)
    assert classes
    assert [name for name in classes if not any(hasattr(home, name) for home in homes)] == []


def test_a_decision_has_a_date_and_one_paragraph():
    page = (ROOT / "docs" / "why" / "decisions.md").read_text(encoding="utf-8")
    _, *decisions = page.split("\n### ")
    assert len(decisions) >= 8
    dates = []
    for decision in decisions:
        heading, paragraph = decision.strip().split("\n\n", 1)
        dates.append(re.match(r"(\d{4}-\d\d-\d\d): \S", heading)[1])
        assert "\n\n" not in paragraph.strip(), heading
    assert dates == sorted(dates)
