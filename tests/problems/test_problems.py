"""Every problem code in a folder of its own, told word for word.

A folder `CODE-name/` holds the faulty files and what must be said of them, in
expected.vi.txt and expected.en.txt. C codes have criteria.toml (and what `danvan check`
looks at beside it); S codes have a good criteria.toml and a faulty sheet.csv (or a stored result.json); H1 codes have
a faulty hoi-dong.toml; H2 codes a sheet.csv and the name of a paper in a file `form`; T codes
the lines of a template.txt, and the parts of a Word file that are put beside them; F codes a
forms.toml that tells of filled forms and what was done to them. A file
`padding` says how many signs are added to criteria.toml, so that no megabyte is kept here.
`many/` holds two dozen mistakes at once.

After a change of words, accept what is said now and look at the difference:

    python -m tests.problems.test_problems --accept
    git diff tests/problems
"""

import re
import sys
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

import scoring_basics
import scoring_csv
import scoring_documents
from scoring import PaperError, SheetError, compile_criteria, load_registry, read_criteria, run
from scoring.engine.catalog import FoundSet
from scoring.engine.check import check_criteria, read_table
from scoring.engine.council import read_council_with_problems
from scoring.engine.enter import enter_with_problems
from scoring.engine.stored import stored_problems
from scoring.model.text import LANGUAGES
from tests.problems.every import CATALOGUE, PARTS
from tests.problems.forms import form_problems
from tests.problems.templates import template_problems

HERE = Path(__file__).parent
MANY = HERE / "many"
FOLDERS = sorted(folder for folder in HERE.iterdir() if re.match(r"[CFHST]\d{3}-", folder.name))
MOST_TOLD = 12


def load_all():
    """Load our plugins and the stranger's."""
    sys.path.insert(0, str(HERE))
    try:
        import strange_plugin
    finally:
        sys.path.remove(str(HERE))
    own = {"basics": scoring_basics, "csv": scoring_csv, "documents": scoring_documents}
    return load_registry({**own, "strange": strange_plugin})


REGISTRY = load_all()


def find_problems(folder):
    """Give every problem of a folder, with its files named as if one stood in it."""
    padding = folder / "padding"
    if not padding.exists():
        return _problems_in(folder, folder.name)
    with TemporaryDirectory() as place:
        text = (folder / "criteria.toml").read_text(encoding="utf-8")
        text += "#" * int(padding.read_text(encoding="utf-8"))
        (Path(place) / "criteria.toml").write_text(text, encoding="utf-8")
        return _problems_in(Path(place), folder.name)


def _problems_in(folder, name):
    with chdir(folder):
        if name.startswith("F"):
            return form_problems(Path())
        if name.startswith("T"):
            return template_problems(Path())
        if name.startswith("H1"):
            return read_council_with_problems("hoi-dong.toml", REGISTRY)[1]
        if not name.startswith(("S", "H")):
            return check_criteria(FoundSet(name, Path(), "path"), REGISTRY).problems
        program = compile_criteria(read_criteria("criteria.toml", REGISTRY), REGISTRY)
        try:
            stored = Path("result.json")
            table = read_table(stored if stored.exists() else Path("sheet.csv"), REGISTRY)
        except SheetError as error:
            return error.problems
        sheet, problems = enter_with_problems(program, table)
        if sheet is None:
            return problems
        result = run(program, sheet)
        if name.startswith("H"):
            return _paper_problems(result)
        return (*problems, *result.problems, *stored_problems(table, result))


def _paper_problems(result):
    form = REGISTRY.forms[Path("form").read_text(encoding="utf-8").strip()]
    with pytest.raises(PaperError) as raised:
        form.compose(result, {})
    return raised.value.problems


def say(problems, lang):
    """Write problems as people read them; of very many the first and the last."""
    told = [problem.in_(lang) for problem in problems]
    if len(told) > MOST_TOLD and problems[-1].code in ("C007", "S106"):
        told = [*told[:2], f"({len(told) - 3} more)", told[-1]]
    return "\n\n".join(told) + "\n"


def test_no_two_catalogues_share_a_code():
    assert len(CATALOGUE) == sum(map(len, PARTS))


def test_every_code_has_a_folder_and_every_folder_a_code():
    assert sorted(folder.name[:4] for folder in FOLDERS) == sorted(CATALOGUE)


@pytest.mark.parametrize("folder", [*FOLDERS, MANY], ids=lambda folder: folder.name)
def test_is_told_word_for_word(folder):
    problems = find_problems(folder)
    if folder != MANY:
        assert folder.name[:4] in {problem.code for problem in problems}
    for lang in LANGUAGES:
        assert say(problems, lang) == (folder / f"expected.{lang}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_line_that_is_shown_is_the_line_of_the_file(folder):
    for problem in find_problems(folder):
        if problem.place.excerpt is not None:
            content = (folder / problem.place.file).read_bytes()
            line = content.decode("utf-8", "replace").split("\n")[problem.place.line - 1]
            assert line.startswith(problem.place.excerpt.removesuffix("…"))


def test_many_mistakes_are_told_at_once_at_their_lines():
    text = (MANY / "criteria.toml").read_text(encoding="utf-8")
    # In the file each mistake is marked by its code in a note at the end of its line.
    marked = sorted(
        (number, code)
        for number, line in enumerate(text.split("\n"), 1)
        for code in re.findall(r"[CS]\d{3}", line.partition("  # ")[2])
    )
    found = sorted((problem.place.line, problem.code) for problem in find_problems(MANY))
    assert found == marked
    assert len({code for _, code in marked}) >= 12


def accept():
    """Rewrite every golden file."""
    for folder in [*FOLDERS, MANY]:
        problems = find_problems(folder)
        for lang in LANGUAGES:
            (folder / f"expected.{lang}.txt").write_bytes(say(problems, lang).encode())


if __name__ == "__main__":
    if sys.argv[1:] != ["--accept"]:
        sys.exit(__doc__)
    accept()
