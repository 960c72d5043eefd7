"""The door: what the command line does with input, output, languages and faults.

Nothing heavy is imported here, so that `danvan --help` answers at once.
"""

from __future__ import annotations

import locale
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

WELL, PROBLEMS, USAGE, PLUGIN_FAULT = 0, 1, 2, 3


def main(arguments: Sequence[str] | None = None) -> None:
    """Run `danvan` and leave with its exit code.

    0 is well, 1 problems in the input, 2 wrong usage, 3 a plugin at fault. A bug of ours
    stays a traceback.
    """
    sys.exit(run(list(sys.argv[1:] if arguments is None else arguments)))


def run(arguments: list[str]) -> int:
    """Run the command line and give its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A redirected Windows console speaks a code page without Vietnamese letters.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    lang = language(arguments)
    from scoring.cli.words import use_language

    use_language(lang)
    from scoring.cli import council, diff, new, report  # noqa: F401  (they add their commands to the group)
    from scoring.cli.commands import danvan

    try:
        # Without standalone mode an early exit (`--help`) gives its code instead of leaving.
        code = danvan.main(arguments, prog_name="danvan", standalone_mode=False, obj=lang)
    except click.UsageError as error:
        _say_usage(error, lang)
        return USAGE
    except click.ClickException as error:
        click.echo(error.format_message(), err=True)
        return PROBLEMS
    except (click.Abort, KeyboardInterrupt):
        click.echo({"vi": "Đã dừng.", "en": "Stopped."}[lang], err=True)
        return PROBLEMS
    except BrokenPipeError:
        # The reader of our pipe has gone; that is no fault of ours.
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
        return WELL
    except Exception as error:
        return _say_fault(error, lang)
    return code if isinstance(code, int) else WELL


def _say_usage(error: click.UsageError, lang: str) -> None:
    click.echo(
        f"{ {'vi': 'Sai cách gọi', 'en': 'Wrong usage'}[lang] }: {error.format_message()}", err=True
    )
    path = error.ctx.command_path if error.ctx is not None else "danvan"
    hint = {
        "vi": f"Gõ “{path} --help” để xem cách dùng.",
        "en": f"Type “{path} --help” for how to use it.",
    }
    click.echo(hint[lang], err=True)


def _say_fault(error: Exception, lang: str) -> int:
    """Say what was raised on purpose; let anything else be the traceback it is."""
    from scoring.model.errors import PluginError, ProblemsError, ScoringError

    if isinstance(error, ProblemsError):
        from scoring.cli.show import show_problems

        show_problems(error.problems, lang)
        return PROBLEMS
    if isinstance(error, ScoringError):
        click.echo(error.text.in_(lang), err=True)
        return PLUGIN_FAULT if isinstance(error, PluginError) else PROBLEMS
    raise error


def language(arguments: Sequence[str]) -> str:
    """Give the language asked for by `--lang`, DANVAN_LANG or the locale: "vi" or "en"."""
    for index, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return "vi" if argument.endswith("vi") else "en"
        if argument == "--lang" and index + 1 < len(arguments):
            return "vi" if arguments[index + 1] == "vi" else "en"
    for name in ("DANVAN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        said = os.environ.get(name, "")
        if said:
            return "vi" if said.lower().startswith("vi") else "en"
    here = locale.getlocale()[0] or ""
    return "vi" if here.lower().startswith("vi") else "en"
