"""The commands of this plugin: start a template of one's own, and check it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scoring import Text
from scoring_word.draw import KINDS

if TYPE_CHECKING:
    from scoring import Commands, Document, Form, Registry, Result
    from scoring_word.check import Checked
    from scoring_word.tags import Known

# Its units are published and everybody has it: papers of it show what a form offers.
SAMPLE_SET = "hue-36-2022"


def add_commands(commands: Commands) -> None:
    """Add the commands to the group of `danvan`, in the language of the call."""

    def said(vi: str, en: str) -> str:
        return vi if commands.lang == "vi" else en

    @commands.offer(
        "template",
        "Lập một mẫu văn bản Word để sửa theo ý cơ quan mình.",
        "Start a Word template to edit as your office wants it.",
    )
    @click.argument("file", metavar=said("TỆP.docx", "FILE.docx"), type=click.Path(path_type=Path))
    @click.option(
        "--kind",
        type=click.Choice(KINDS),
        default="state",
        show_default=True,
        help=said(
            "Thể thức: chính quyền, Đảng, hay không có phần đầu.",
            "Letterhead: state, Party, or none.",
        ),
    )
    def template(file: Path, kind: str) -> None:
        """Write a copy of a shipped template; never over another file."""
        _start(file, kind, said)

    @commands.offer(
        "check-template",
        "Kiểm tra một mẫu văn bản Word trước khi dùng: thẻ, trường, an toàn.",
        "Check a Word template before it is used: tags, fields, safety.",
    )
    @click.argument("file", metavar=said("TỆP.docx", "FILE.docx"), type=click.Path(path_type=Path))
    @click.argument("set_name", metavar=said("[BỘ_TIÊU_CHÍ]", "[SET]"), required=False)
    @click.option(
        "--form",
        "form",
        help=said(
            "Biểu mẫu mà mẫu này dành cho; không nêu thì nhận trường của mọi biểu mẫu.",
            "The form it is meant for; by default the fields of every form are known.",
        ),
    )
    def check(file: Path, set_name: str | None, form: str | None) -> int:
        """Check a template and give 1 if it is not fit for use."""
        return _check(file, set_name or SAMPLE_SET, form, commands.lang)


_Said = Callable[[str, str], str]


def _start(file: Path, kind: str, said: _Said) -> None:
    from scoring_word.write import TEMPLATES

    if file.suffix.lower() != ".docx":
        raise click.UsageError(said("tệp phải có đuôi .docx.", "the file must end in .docx."))
    try:
        # Somebody's work may stand there already.
        with file.open("xb") as out:
            out.write((TEMPLATES / f"{kind}.docx").read_bytes())
    except FileExistsError:
        raise click.UsageError(
            said(
                f"{file} đã có; hãy chọn tên khác.", f"{file} is there already; take another name."
            )
        ) from None
    except OSError as error:
        raise click.FileError(str(file), error.strerror) from None
    click.echo(
        said(
            f"Đã lập {file}. Sửa bằng Word, rồi chạy: danvan check-template {file}",
            f"Wrote {file}. Edit it in Word, then run: danvan check-template {file}",
        )
    )


def _check(file: Path, set_name: str, form: str | None, lang: str) -> int:
    from scoring import ProblemsError, load_registry
    from scoring_word.check import check_template
    from scoring_word.write import need_docxtpl

    need_docxtpl()
    registry = load_registry()
    forms = _forms(registry, form, lang)
    checked = check_template(file, list(_papers(forms, _scored(set_name, registry))))
    if not checked.is_fit:
        raise ProblemsError(checked.problems)
    for problem in checked.problems:
        click.echo(problem.in_(lang), err=True)
    _tell(file, checked, lang)
    return 0


def _forms(registry: Registry, name: str | None, lang: str) -> list[Form]:
    if name is None:
        return [registry.forms[one] for one in sorted(registry.forms)]
    if name not in registry.forms:
        known = ", ".join(sorted(registry.forms))
        text = {
            "vi": f"không có biểu mẫu “{name}”; có: {known}.",
            "en": f"there is no form “{name}”; known: {known}.",
        }
        raise click.UsageError(text[lang])
    return [registry.forms[name]]


def _scored(set_name: str, registry: Registry) -> Result:
    from scoring import ProblemsError, compile_criteria, find_set, read_criteria, score_folder

    found = find_set(set_name, registry)
    program = compile_criteria(read_criteria(found.file, registry), registry)
    result, problems = score_folder(found.folder, program, registry)
    if result is None:
        raise ProblemsError(problems)
    return result


def _papers(forms: Sequence[Form], result: Result) -> Iterator[Document]:
    """Give each form of a result, as far as it can be composed of it."""
    from scoring import ScoringError, compose

    for form in forms:
        options = {"row": 0} if form.about == "unit" else {}
        try:
            yield compose(result, form, {**options, "draft": True})
        except ScoringError:
            # A form may well want more than a sample has; then it offers nothing of its own.
            continue


def _tell(file: Path, checked: Checked, lang: str) -> None:
    others = [name for name in sorted(checked.known) if name not in checked.names]
    heads = {
        "vi": (f"{file}: dùng được. Các trường đã dùng:", "Các trường khác có thể dùng:"),
        "en": (f"{file}: fit for use. Fields it uses:", "Other fields it could use:"),
    }[lang]
    for head, names in zip(heads, (checked.names, others), strict=True):
        click.echo("\n".join([head, *_lines(names, checked.known, lang)]))


def _lines(names: Sequence[str], known: Known, lang: str) -> Iterator[str]:
    from scoring_word.fields import SAID

    own = Text(vi="của riêng biểu mẫu", en="of the form’s own")
    width = max(map(len, names), default=0)
    for name in names:
        columns = ", ".join(known.get(name) or ())
        listed = {"vi": f"; mỗi dòng có: {columns}", "en": f"; a row has: {columns}"}[lang]
        yield f"  {name:<{width}}  {SAID.get(name, own).in_(lang)}{listed if columns else ''}"
