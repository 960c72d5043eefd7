"""Check a template: what it names, what is wrong with it, and whether it can be filled in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from attrs import evolve, field, frozen

from scoring import (
    Document,
    Place,
    Problem,
    ProblemsError,
)
from scoring_word.fields import CONTENT, DIGEST, fill_fields, known_names
from scoring_word.guard import read_template
from scoring_word.problems import (
    no_content_field,
    no_digest_field,
)
from scoring_word.sample import sample_paper
from scoring_word.tags import Known


@frozen
class Checked:
    """What a template names, every problem it has, and all that it could name.

    `known` gives for a list the names of its columns.
    """

    names: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    known: Known = field(factory=dict)

    @property
    def is_fit(self) -> bool:
        """Tell whether papers can be made of it."""
        return not any(problem.is_error for problem in self.problems)


def check_template(file: Path, papers: Sequence[Document] = ()) -> Checked:
    """Check a template against the papers it is meant for; what they have can be named.

    Reads it, judges every tag, and where that goes well fills it in once with a sample.
    """
    from scoring_word.fill import Opened

    try:
        content = read_template(file)
        opened = Opened(content, str(file))
        sample = _sample(papers)
        known = known_names(fill_fields(sample, "vi"))
        tags = opened.tags(known)
    except ProblemsError as error:
        return Checked(problems=error.problems)
    problems = [*tags.problems]
    if DIGEST not in tags.names:
        problems.append(no_digest_field(Place(str(file))))
    if CONTENT not in tags.names and not tags.repeated:
        problems.append(no_content_field(Place(str(file))))
    checked = Checked(tuple(sorted(tags.names)), tuple(problems), known)
    return _tried(checked, content, str(file), sample) if checked.is_fit else checked


def _sample(papers: Sequence[Document]) -> Document:
    """Give a paper that has the values of all papers that a template may be meant for."""
    values = {name: value for paper in papers for name, value in paper.values.items()}
    return evolve(sample_paper(), values=values)


def _tried(checked: Checked, content: bytes, file: str, sample: Document) -> Checked:
    from scoring_word.write import write_from

    try:
        write_from(content, file, sample, "vi")
    except ProblemsError as error:
        return evolve(checked, problems=(*checked.problems, *error.problems))
    return checked
