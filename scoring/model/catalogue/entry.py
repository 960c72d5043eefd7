"""The entries of a catalogue of problems: one constructor a code, from typed arguments.

A plugin that has problems of its own keeps a catalogue of its own, made the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Concatenate, ParamSpec

from attrs import frozen

from scoring.model.problems import Place, Problem, Severity
from scoring.model.text import Text, nearest

_P = ParamSpec("_P")
Said = tuple[Text, Text]
WARNING = Severity.WARNING

# Beyond these a list of known words helps nobody.
_MOST_LISTED = 40
MOST_NAMED = 6


@frozen
class Entry:
    """A kind of problem: its code, its severity, its title, why it is one."""

    code: str
    severity: Severity
    title: Text
    why: str


class Catalogue(dict[str, Entry]):
    """Kinds of problems by code."""

    def problem(
        self, code: str, vi: str, en: str, severity: Severity = Severity.ERROR
    ) -> Callable[[Callable[_P, Said]], Callable[Concatenate[Place, _P], Problem]]:
        """Make a constructor of problems of what says their message and hint.

        The docstring of the function is why it is a problem, for the reference; `vi` and
        `en` are its title there.
        """

        def register(tell: Callable[_P, Said]) -> Callable[Concatenate[Place, _P], Problem]:
            assert code not in self, code
            self[code] = Entry(code, severity, Text(vi=vi, en=en), tell.__doc__ or "")

            @wraps(tell)
            def make(place: Place, /, *args: _P.args, **kwargs: _P.kwargs) -> Problem:
                message, hint = tell(*args, **kwargs)
                return Problem(code, severity, place, message, hint)

            return make

        return register


# The problems of criteria files, sheets and council files.
CATALOGUE = Catalogue()
problem = CATALOGUE.problem


def worded(vi: str, en: str, do_vi: str, do_en: str) -> Said:
    """Give a message and what to do about it."""
    return Text(vi=vi, en=en), Text(vi=do_vi, en=do_en)


def among(word: str, known: Sequence[str], what: Text) -> Text:
    """Name the nearest known word, and list the known ones."""
    if not known:
        return what + Text(vi=": chưa có.", en=": none yet.")
    listed = ", ".join(known[:_MOST_LISTED]) + (", …" if len(known) > _MOST_LISTED else "")
    return nearest(word, known) + Text(vi=f"{what.vi}: {listed}.", en=f"{what.en}: {listed}.")


def shortened(text: str) -> str:
    """Cut a text that a message repeats to a length people read."""
    return text if len(text) <= 60 else text[:57] + "…"
