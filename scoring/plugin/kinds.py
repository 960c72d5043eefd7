"""The shapes a plugin fills: rule kinds, gate kinds, tie-breakers, importers, forms, writers.

Each is a frozen description with a name. A plugin returns them from its hooks once;
nothing of a plugin is looked up while scoring.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from attrs import evolve, field, frozen

from scoring.model.columns import Mask, Numbers
from scoring.model.document import Document
from scoring.model.numbers import say_number, say_share
from scoring.model.result import Result
from scoring.model.sheet import Table
from scoring.model.text import Text
from scoring.plugin.parameters import Label, Parameter, ParameterFault

UP, DOWN = "up", "down"

# What a cell can hold. A flag is 1 or 0; a date the day's ordinal, 0 for "not done"; an
# option its place in the list; an item 1 done, 0 not done, 2 done but overdue.
ANSWER_TYPES = ("count", "number", "share", "flag", "date", "option", "item", "numbers")


@frozen
class Slot:
    """What a rule asks of a unit.

    `type` is one of `ANSWER_TYPES`. `direction` tells how points move when the answer
    grows: "up", "down" or None (neither promised). A slot that `divides` must not be 0
    unless the rule says what a zero means. A slot that `may_not_apply` keeps its own
    not-applicable cells, instead of making the whole leaf not applicable. `ask` is the
    question used when the criteria file gives none (slots made from a list of items).
    """

    name: str
    type: str
    said: Text
    direction: str | None = None
    divides: bool = False
    low: Fraction | int | None = 0
    high: Fraction | int | None = None
    options: tuple[tuple[str, str], ...] = ()
    may_not_apply: bool = False
    ask: str | None = None


@frozen
class Limit:
    """One answer must not exceed another, unless the rule has some parameter."""

    slot: str
    by: str
    unless: str | None = None


class Case:
    """What a rule is given: `max`, its slots and its parameters, as attributes.

    In `RuleKind.points` numbers are `Numbers` that broadcast over (criteria, units);
    dates, flags, options and items are numbers too (see `ANSWER_TYPES`). A slot of type
    "numbers" is a `Numbers` of shape (entries, criteria, units) with `present[slot]` a mask
    of the entries that exist. In `RuleKind.explain` they are `Fraction` and tuples.

    `applies[slot]` is a mask for slots that may not apply. `parts` are the points of
    the rules inside (composite). For peer rules `group` holds codes 0 … `groups` − 1,
    `counted` masks the units that count, and when explaining `peers` gives the answers of
    the counted members of the unit's group.
    """

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.__dict__.update(values)

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"the rule has neither a slot nor a parameter “{name}”")

    def has(self, name: str) -> bool:
        """Tell whether the slot or parameter is there (a parameter left out is None)."""
        return self.__dict__.get(name) is not None


class Cells(Case):
    """What a rule is given to write a spreadsheet formula: its slots are addresses of cells.

    `max` and the parameters are as in `RuleKind.explain` (exact). A slot is a text such as
    "E14", or None where the rule has no such slot; `addresses` holds all of them by name, in
    order. A flag's cell says “có” or “không”, an item's also “quá hạn”, an option's its
    title, a date's is a date, or a text where it was not done. `parts` are the cells with the
    points of the rules inside (composite), which may also hold the two words below.
    Numbers go into a formula by `say`. The formula gives the points before rounding, or the
    words `HELD` and `NOT_APPLICABLE` where the rule gives none, as English Excel writes it
    (English functions, commas), with only functions that LibreOffice has as well. The form
    itself sees to blanks, “kad” (but of a slot that may not apply) and rounding.
    """

    HELD = '"chờ xem xét"'
    NOT_APPLICABLE = '"KAD"'

    @staticmethod
    def say(number: Fraction | int) -> str:
        """Write an exact number so that a formula can hold it: “(7/3)”, “5”."""
        value = Fraction(number)
        whole = str(value.numerator)
        return whole if value.denominator == 1 else f"({whole}/{value.denominator})"


@frozen(eq=False)
class Points:
    """What a rule gives: exact points, and cells where it gives none.

    A mask left None is empty. Points of such cells mean nothing.
    """

    numbers: Numbers
    not_applicable: Mask | None = None
    held: Mask | None = None


@frozen
class Say:
    """How to write things into an explanation, in one language."""

    lang: str

    def __call__(self, value: Fraction | int) -> str:
        """Write a number."""
        return say_number(Fraction(value), self.lang)

    def share(self, value: Fraction) -> str:
        """Write a share as a percentage."""
        return say_share(value, self.lang)

    def text(self, vi: str, en: str) -> str:
        """Give the sentence of the language."""
        return vi if self.lang == "vi" else en


@frozen
class Worked:
    """A worked row: documentation and test in one.

    `rule` is the rule table as a criteria file has it, without questions. For unit
    rules `given` is one mapping from slot to answer and `points` what results, after
    rounding half up to two places; for peer rules both are lists, one entry a unit, and
    `groups` may name their groups.
    """

    rule: Mapping[str, Any]
    given: Mapping[str, Any] | Sequence[Mapping[str, Any]]
    points: str | Sequence[str]
    max: str
    note: Text
    groups: Sequence[str] = ()


Slots = tuple[Slot, ...] | Callable[[Mapping[str, Any]], tuple[Slot, ...]]


@frozen
class RuleKind:
    """A way to earn points.

    `points` is a columnar function: it gets a `Case` and gives exact points, for one
    unit or a million alike, before any rounding. `explain` writes the arithmetic with
    the numbers of one unit put in; the engine adds "= … → …". `reach` gives the least
    and the greatest points the rule can give, for checks. `alternatives` lists sets of
    slots of which exactly one set is answered. `scope` is "unit", or "peers" when
    the rule needs the whole peer group. `preview` writes the same as a formula of a
    spreadsheet, for the provisional score on a form (see `Cells`); None where a formula
    cannot say it. It never decides a score.
    """

    name: str
    title: Text
    formula: Text
    slots: Slots
    points: Callable[[Case], Numbers | Points]
    explain: Callable[[Case, Say], str]
    reach: Callable[[Case], tuple[Fraction, Fraction]]
    parameters: tuple[Parameter, ...] = ()
    alternatives: tuple[tuple[str, ...], ...] = ()
    limits: tuple[Limit, ...] = ()
    scope: str = "unit"
    has_parts: bool = False
    check: Callable[[Case], Sequence[ParameterFault]] | None = None
    doubt: Callable[[Case], Sequence[ParameterFault]] | None = None
    worked: tuple[Worked, ...] = ()
    source: str = ""
    preview: Callable[[Cells], str | None] | None = None

    def slots_for(self, parameters: Mapping[str, Any]) -> tuple[Slot, ...]:
        """Give the slots a rule with these parameters asks."""
        return self.slots if isinstance(self.slots, tuple) else self.slots(parameters)

    def planned(self) -> RuleKind:
        """Give the kind with only what running and explaining need, fit to be pickled."""
        return evolve(
            self,
            slots=(),
            parameters=(),
            alternatives=(),
            check=None,
            doubt=None,
            worked=(),
            preview=None,
        )

    def parameter(self, name: str) -> Parameter | None:
        """Give a declared parameter by name."""
        return next((one for one in self.parameters if one.name == name), None)


@frozen
class GateKind:
    """What a gate does to the grade of the units it hits.

    `takes` names its parameter: "grade" (an id), "steps" (a count), "true" or "link".
    `apply` gets grade codes (0 is the highest, −1 none), a mask of the units hit, the
    parameter (a grade code, a count, 1, or for "link" the codes of the linked units) and the
    lowest grade's code; it gives new codes and must never raise a grade. A gate that
    `asks_council` leaves the grade to a decision of the council.
    """

    name: str
    title: Text
    takes: str
    apply: Callable[[Mask, Mask, Any, int], Mask]
    said: Callable[[str], Text]
    asks_council: bool = False


class Standing(Protocol):
    """What a tie-breaker may look at; every answer is exact and a row a unit."""

    def points(self, code: str) -> Numbers:
        """Give the points of a criterion, a part, a bonus or a deduction."""

    def total(self, name: str) -> Numbers:
        """Give "total", "sum", "bonus" or "deduction"."""

    def field(self, name: str, better: str = "high") -> Numbers:
        """Give a field as a key, greater first; a unit without a value comes last."""

    def gap(self) -> Numbers:
        """Give the sum of |counted − self| over all points of a unit."""


@frozen
class TieBreaker:
    """A way to split units with equal totals: the greater key comes first.

    `names_criterion` and `names_field` are the parameters that name one of the set's.
    """

    name: str
    title: Text
    key: Callable[[Standing, Mapping[str, Any]], Numbers]
    parameters: tuple[Parameter, ...] = ()
    names_criterion: str | None = None
    names_field: str | None = None


@frozen
class Late:
    """A function of a plugin that is imported when it is first called: "module:function".

    A plugin is asked for its offers at every call of `danvan`; what is offered and not used
    should cost nothing.
    """

    where: str

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the function."""
        module, _, name = self.where.partition(":")
        return getattr(import_module(module), name)(*args, **kwargs)


@frozen
class Importer:
    """A reader of files of answers: a path to a `Table` of texts.

    It judges nothing but whether the file can be read; raises `SheetError`.
    """

    name: str
    title: Text
    suffixes: tuple[str, ...]
    read: Callable[[Path], Table]


@frozen
class Form:
    """A kind of document: what is said of a result. `options` are the form's own.

    `about` says whether it is of one unit, named by the option `row`: "all" never is, "unit"
    always is, "each" is of that unit, or of every unit one after the other without it.
    """

    name: str
    title: Text
    compose: Callable[[Result, Mapping[str, Any]], Document]
    about: str = "all"


@frozen
class Writer:
    """A format: a result or a document to bytes.

    `takes` is "result" or "document". `options` holds "lang" and what the door adds.
    `form` names the form that `danvan score` composes for it, when it takes a document.
    """

    name: str
    title: Text
    suffix: str
    takes: str
    write: Callable[[Any, Mapping[str, Any]], bytes]
    is_text: bool = field(default=True)
    form: str = "ranking"


__all__ = [
    "ANSWER_TYPES",
    "DOWN",
    "UP",
    "Case",
    "Cells",
    "Form",
    "GateKind",
    "Importer",
    "Label",
    "Late",
    "Limit",
    "Points",
    "RuleKind",
    "Say",
    "Slot",
    "Standing",
    "TieBreaker",
    "Worked",
    "Writer",
]
