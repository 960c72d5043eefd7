"""Write the pages and files that are made from the code; a test holds them to it.

    python docs/generate.py

One function a page, each giving its whole text; `FILES` names where each goes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# So that it also runs before anything is installed, and from any folder.
sys.path[:0] = [str(ROOT), str(ROOT / "plugins"), str(ROOT / "docs")]

from pages import commands, file, gates, hooks, laws, papers, python, result, rules, sheet  # noqa: E402

from scoring import Registry, load_registry  # noqa: E402
from scoring.engine.schema import criteria_schema, write_schema  # noqa: E402
from scoring.model.catalogue import CATALOGUE, Entry  # noqa: E402
from scoring_excel import problems as form_problems  # noqa: E402
from scoring_word import problems as template_problems  # noqa: E402

PROBLEMS = ROOT / "tests" / "problems"
_CHAPTERS = {
    "C0": "The criteria file",
    "C1": "Its shape",
    "C2": "Rules",
    "C3": "The tree of criteria",
    "C4": "Policies",
    "C5": "Gates, grades, quotas, ranking",
    "C6": "Sources and care",
    "S1": "The sheet’s file",
    "S2": "Its units",
    "S3": "Its cells",
    "F1": "Forms that came back",
    "H1": "The council’s file",
    "H2": "Its papers",
    "T6": "Templates of papers",
}


def own_registry() -> Registry:
    """Give the registry of our own plugins, whatever else is installed here."""
    import scoring_basics
    import scoring_csv

    return load_registry({"basics": scoring_basics, "csv": scoring_csv})


def papers_registry() -> Registry:
    """Give the registry of the plugins that offer papers."""
    import scoring_basics
    import scoring_documents

    return load_registry({"basics": scoring_basics, "documents": scoring_documents})


def schema_file() -> str:
    """Give the JSON Schema of criteria files."""
    return write_schema(criteria_schema(own_registry()))


def problems_page() -> str:
    """Give the page of all problem codes, each with a message as it is told."""
    lines = [
        "# Problems",
        "",
        "Every problem has a code that stays the same. **C** codes are about a criteria file and",
        "are told by `danvan check`; **S** codes are about a sheet of answers, **F** codes about forms",
        "that `danvan collect` reads, **H** codes about a council’s file and its papers, **T** codes",
        "about a template of Word. An *error* stops the work; a *warning* is shown and the work goes",
        "on. All problems of a file are told at once.",
        "",
    ]
    known = CATALOGUE | form_problems.CATALOGUE | template_problems.CATALOGUE
    for chapter, title in _CHAPTERS.items():
        lines += [f"- [{chapter}: {title}](#{chapter.lower()})"]
    for chapter, title in _CHAPTERS.items():
        lines += ["", f'<a id="{chapter.lower()}"></a>', "", f"## {chapter}: {title}"]
        for code, entry in known.items():
            if code.startswith(chapter):
                lines += _problem(entry)
    return "\n".join(lines) + "\n"


def _problem(entry: Entry) -> list[str]:
    (folder,) = PROBLEMS.glob(f"{entry.code}-*")
    return [
        "",
        f"### {entry.code}: {entry.title.en}",
        "",
        f"*{entry.title.vi}* · {entry.severity.value}",
        "",
        entry.why,
        "",
        "```text",
        _example(folder / "expected.en.txt", entry.code),
        "",
        _example(folder / "expected.vi.txt", entry.code),
        "```",
    ]


def _example(golden: Path, code: str) -> str:
    """Give the first message of a code in a golden file."""
    messages = golden.read_text(encoding="utf-8").rstrip("\n").split("\n\n")
    return next(message for message in messages if f"[{code}]" in message)


FILES: Mapping[str, Callable[[], str]] = {
    "criteria/criteria.schema.json": schema_file,
    "docs/reference/commands.md": commands.page,
    "docs/reference/criteria-file.md": file.page,
    "docs/reference/gates.md": lambda: gates.page(own_registry()),
    "docs/reference/hooks.md": hooks.page,
    "docs/reference/laws.md": laws.page,
    "docs/reference/papers.md": lambda: papers.page(papers_registry()),
    "docs/reference/problems.md": problems_page,
    "docs/reference/python.md": python.page,
    "docs/reference/result.md": lambda: result.page(own_registry()),
    "docs/reference/rules.md": lambda: rules.page(own_registry()),
    "docs/reference/sheet.md": sheet.page,
}


def main() -> None:
    """Write every file anew."""
    for name, make in FILES.items():
        file = ROOT / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(make().encode())
        print(name)


if __name__ == "__main__":
    main()
