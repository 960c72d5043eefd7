"""Read a criteria file: TOML to a `CriteriaSet`, or every problem at once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeAlias

import tomli

from scoring.engine import format as shape
from scoring.engine.examine import examine
from scoring.engine.locate import Lines
from scoring.engine.locate import Path as Keys
from scoring.model import catalogue
from scoring.model import criteria as words
from scoring.model.criteria import (
    AllCondition,
    Answer,
    AnyCondition,
    Basis,
    Condition,
    CriteriaSet,
    Criterion,
    Dependence,
    Enough,
    EvidenceRule,
    Example,
    Field,
    FieldCondition,
    Gate,
    Grade,
    LinkCondition,
    NotCondition,
    Outcome,
    PartsCondition,
    PointsCondition,
    Policy,
    Quota,
    Ranking,
    Rule,
    StateCondition,
    TieBreak,
    TotalCondition,
)
from scoring.model.errors import CriteriaError, say_file_error
from scoring.model.interval import ANYTHING, Interval
from scoring.model.numbers import MOST_DIGITS
from scoring.model.problems import Place, Problem
from scoring.model.text import Text, nfc
from scoring.plugin.kinds import Case, RuleKind, Slot
from scoring.plugin.parameters import (
    TEXT,
    Parameter,
    ParameterFault,
    cover_once,
    read_interval,
    show_value,
)
from scoring.plugin.registry import Registry

MOST_BYTES = 1_000_000
MOST_PROBLEMS = 200
MOST_TABLES = 2_000
MOST_PARTS = 26
MOST_DEPTH = 24
MOST_SIGNS = 10_000
MOST_KEY_SIGNS = 200
FILE_NAME = "criteria.toml"
Table: TypeAlias = dict[str, Any]
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_CONDITIONS = (
    '{ criterion = "5.1", points = { at_most = 0 } }, { field = "…", is = true }, '
    '{ every_part = { at_least = "50%" } }, { all = [ … ] }'
)
_INSIDE = ("rule", "example", "depends_on", "evidence_rule", "basis")


def read_criteria(path: str | Path, registry: Registry) -> CriteriaSet:
    """Give the criteria set of a file, or of a folder holding criteria.toml.

    Every number is exact. Raises `CriteriaError` with all the errors of the file, each
    with its line; warnings are the business of `check_criteria`.
    """
    criteria, problems = read_with_problems(path, registry)
    errors = [problem for problem in problems if problem.is_error]
    if errors or criteria is None:
        raise CriteriaError(errors)
    return criteria


def read_with_problems(
    path: str | Path, registry: Registry
) -> tuple[CriteriaSet | None, tuple[Problem, ...]]:
    """Give the set as far as it can be read, with its errors and warnings in order."""
    file = Path(path)
    if file.is_dir():
        file = file / FILE_NAME
    try:
        with file.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        return None, (catalogue.unreadable_file(Place(str(file)), say_file_error(error)),)
    reader = _Reader(str(file), registry)
    # The folder of a relative path is known only from where the path starts.
    folder = file.absolute().parent.name if file.name == FILE_NAME else None
    criteria = reader.read(content, folder)
    problems = sorted(dict.fromkeys(reader.problems), key=lambda one: (one.place.order(), one.code))
    if reader.is_full:
        problems.append(catalogue.too_many_problems(Place(str(file)), MOST_PROBLEMS))
    return criteria, tuple(problems)


class _FullError(Exception):
    """So many problems were found that more would help nobody."""


class _Reader:
    """One reading of one file: what was found so far, and every problem."""

    def __init__(self, file: str, registry: Registry) -> None:
        self.file = file
        self.registry = registry
        self.problems: list[Problem] = []
        self.lines = Lines("")
        self.fields: dict[str, Field] = {}
        self.has_items = False
        self.is_full = False
        self.grade_ids: list[str] = []
        # For lists that are examined: which of their entries could be read.
        self.kept: dict[Keys, list[int]] = {}
        # Tables that could not be read whole; what rests on them is not judged.
        self.unsure: set[Keys] = set()

    # ---- the file --------------------------------------------------------------------------

    def read(self, content: bytes, folder: str | None) -> CriteriaSet | None:
        """Read the bytes of the file."""
        top = self._parse(content)
        if top is None:
            return None
        try:
            return self._read(top, content, folder)
        except _FullError:
            self.is_full = True
            return None

    def _read(self, top: Table, content: bytes, folder: str | None) -> CriteriaSet | None:
        version = top.get("format")
        if version is None:
            self.add(catalogue.missing_format, ())
        elif isinstance(version, bool) or version != 1:
            self.add(catalogue.wrong_format, ("format",), show_value(version))
            return None
        table = self.table({**top, "format": 1}, (), shape.FILE)
        criteria = self._set(table, content)
        if folder is not None and ("set",) not in self.unsure and criteria.id != folder:
            self.add(catalogue.id_not_folder, ("set", "id"), criteria.id, folder)
        is_read = not any(problem.is_error for problem in self.problems)
        for problem in examine(criteria, self.registry, self._kept_place, frozenset(self.unsure)):
            self._add(problem)
        return criteria if is_read else None

    def _kept_place(self, path: Keys) -> Place:
        """Give the place of an entry by its number among those that could be read."""
        for table, kept in self.kept.items():
            if path[: len(table)] == table and len(path) > len(table):
                number = path[len(table)]
                assert isinstance(number, int)
                path = (*table, kept[number], *path[len(table) + 1 :])
        return self.place(path)

    def _parse(self, content: bytes) -> Table | None:
        here = Place(self.file)
        if len(content) > MOST_BYTES:
            self.problems.append(catalogue.file_too_large(here, MOST_BYTES))
            return None
        try:
            text = nfc(content.decode("utf-8-sig")).replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            spot = here if content[:2] in UTF_16 else Place(self.file, line=line)
            self.problems.append(catalogue.not_utf8(spot, error.start + 1))
            return None
        try:
            top = tomli.loads(text, parse_float=Decimal)
        except tomli.TOMLDecodeError as error:
            spot = self._spot(text, text.count("\n", 0, error.pos) + 1)
            self.problems.append(catalogue.not_toml(spot, error.msg))
            return None
        except (RecursionError, ValueError, ArithmeticError) as error:
            problem = (
                catalogue.too_deep
                if isinstance(error, RecursionError)
                else catalogue.too_long_number
            )
            self.problems.append(problem(self._spot(text, _first_bad_line(text))))
            return None
        self.lines = Lines(text)
        return top if self._check_size(top) else None

    def _spot(self, text: str, line: int) -> Place:
        return Place(self.file, line=line, excerpt=Lines(text).excerpt(line))

    def _check_size(self, top: Table) -> bool:
        """Refuse values so deep or so long that nobody meant them; tells them all."""
        waiting: list[tuple[Keys, object]] = [((), top)]
        while waiting:
            path, value = waiting.pop()
            pairs: Iterable[tuple[str | int, object]] = ()
            if isinstance(value, dict):
                pairs = value.items()
                if any(len(key) > MOST_KEY_SIGNS for key in value):
                    self.problems.append(catalogue.too_long_text(self.place(path), MOST_KEY_SIGNS))
                    continue
            elif isinstance(value, list):
                pairs = enumerate(value)
            elif isinstance(value, int) and abs(value) >= 10**MOST_DIGITS:
                self.problems.append(catalogue.too_long_number(self.place(path)))
            elif isinstance(value, str) and len(value) > MOST_SIGNS:
                self.problems.append(catalogue.too_long_text(self.place(path), MOST_SIGNS))
            if len(path) > MOST_DEPTH:
                self.problems.append(catalogue.too_deep(self.place(path)))
                pairs = ()
            waiting.extend(((*path, key), below) for key, below in pairs)
            if len(self.problems) >= MOST_PROBLEMS:
                self.is_full = True
                return False
        return not self.problems

    # ---- problems and places ---------------------------------------------------------------

    def place(self, path: Keys) -> Place:
        """Give the place of a key; what concerns the whole file has no line."""
        if not path:
            return Place(self.file)
        line = self.lines.at(path)
        return Place(
            self.file,
            line=line,
            key=".".join(str(key) for key in path),
            excerpt=self.lines.excerpt(line),
        )

    def add(self, problem: Callable[..., Problem], path: Keys, *args: Any) -> None:
        """Note a problem at a key."""
        found = problem(self.place(path), *args)
        if found.is_error and path:
            self._doubt(path)
        self._add(found)

    def _doubt(self, path: Keys) -> None:
        """Remember the table that a problem leaves unread."""
        depth = {"criterion": 2, "bonus": 2, "deduction": 2, "field": 2, "basis": 2}.get(
            str(path[0]), 1
        )
        # A broken rule says nothing against the points its criterion is worth.
        inside = depth == 2 and path[2:3] and path[2] in _INSIDE
        self.unsure.add(path[: 3 if inside else depth])

    def _add(self, problem: Problem) -> None:
        if len(self.problems) >= MOST_PROBLEMS:
            raise _FullError
        self.problems.append(problem)

    # ---- tables by their shape -------------------------------------------------------------

    def table(
        self, raw: object, path: Keys, keys: Sequence[Parameter], more: Sequence[str] = ()
    ) -> Table:
        """Read a table by its shape; what does not fit is a problem and stays out."""
        if not isinstance(raw, dict):
            self.add(catalogue.not_a_table, path, _dotted(path), _header(path))
            return {}
        key_by_name = {key.name: key for key in keys}
        known = [*key_by_name, *more]
        values: Table = {}
        for name, value in raw.items():
            if name in more:
                continue
            if name not in key_by_name:
                self.add(catalogue.unknown_key, (*path, name), name, known)
                continue
            try:
                values[name] = key_by_name[name].type.read(value)
            except ParameterFault as error:
                self.add(
                    catalogue.wrong_value,
                    (*path, name, *error.path),
                    name,
                    error.message,
                    error.hint,
                )
        for key in keys:
            if key.required and key.name not in raw:
                self.missing(path, key)
        return values

    def missing(self, path: Keys, key: Parameter) -> None:
        """Note that a table lacks a key."""
        how = f"{key.name} = …"
        if key.type is shape.NODE:
            how = f"{key.name} = {{ … }}" if path else f"[{key.name}]"
        elif key.type is shape.NODES:
            how = f"[[{key.name}]]"
        if not path:
            self.unsure.add((key.name,))
        said = key.said
        if key.type not in (shape.NODE, shape.NODES, TEXT):
            said = said + ": " + key.type.said
        self.add(catalogue.missing_key, path, key.name, how, said)

    def named(self, raw: object, path: Keys) -> list[tuple[Keys, object]]:
        """Give the tables of a table, with their paths: [criterion.1], and so on."""
        if isinstance(raw, dict):
            if not self._bears(len(raw), path):
                return []
            return [((*path, key), item) for key, item in raw.items()]
        if raw is not None:
            self.add(catalogue.not_a_table, path, _dotted(path), f"[{path[-1]}.…]")
        return []

    def listed(self, raw: object, path: Keys) -> list[tuple[Keys, object]]:
        """Give the tables of a list, with their paths: [[grade]] by [[grade]]."""
        if isinstance(raw, list):
            if not self._bears(len(raw), path):
                return []
            return [((*path, index), item) for index, item in enumerate(raw)]
        if raw is not None:
            how = f"[[{path[-1]}]]" if len(path) == 1 else f"{path[-1]} = [{{ … }}]"
            self.add(catalogue.not_a_list, path, _dotted(path), how)
        return []

    def _bears(self, count: int, path: Keys) -> bool:
        if count > MOST_TABLES:
            self.add(catalogue.too_many_tables, path, _dotted(path), count, MOST_TABLES)
        return count <= MOST_TABLES

    def text(self, raw: object, path: Keys) -> str | None:
        """Read a name that must be written as text."""
        try:
            return str(TEXT.read(raw))
        except ParameterFault as error:
            self.add(catalogue.wrong_value, path, str(path[-1]), error.message, error.hint)
            return None

    # ---- the set ---------------------------------------------------------------------------

    def _set(self, top: Table, content: bytes) -> CriteriaSet:
        head = self.table(top["set"], ("set",), shape.SET) if "set" in top else {}
        self.has_items = "items" in head
        bases = {}
        for path, raw in self.named(top.get("basis"), ("basis",)):
            found = {"cite": "", "title": "", **self.table(raw, path, shape.BASIS)}
            name = nfc(str(path[-1]))
            bases[name] = Basis(id=name, **self._known(Basis, found))
        for path, raw in self.named(top.get("field"), ("field",)):
            self._field(raw, path)
        policy = self._policy(top.get("policy"))
        criteria = self._criteria(top.get("criterion"), "criterion")
        bonuses = self._criteria(top.get("bonus"), "bonus")
        deductions = self._criteria(top.get("deduction"), "deduction")
        self.grade_ids = [
            nfc(str(raw["id"]))
            for _, raw in self.listed(top.get("grade"), ("grade",))
            if isinstance(raw, dict) and "id" in raw
        ]
        gates = []
        for path, raw in self.listed(top.get("gate"), ("gate",)):
            gate = self._gate(raw, path)
            if gate is not None:
                gates.append(gate)
                self._keep(path)
        grades = self._grades(top["grade"]) if isinstance(top.get("grade"), list) else []
        quotas = [
            quota
            for path, raw in self.named(top.get("quota"), ("quota",))
            if (quota := self._quota(raw, path)) is not None
        ]
        ranking = self._ranking(top.get("rank"))
        for key, items in (("bonus_cap", bonuses), ("deduction_cap", deductions)):
            if items and isinstance(top.get("policy"), dict) and key not in top["policy"]:
                self.add(catalogue.cap_not_said, ("policy",), key)
        # What is missing was told; a stand-in lets the rest be examined in the same go.
        stand_in: Table = {key.name: None for key in shape.SET if key.required}
        stand_in |= {"id": "", "unit_kinds": ()}
        return CriteriaSet(
            **self._known(CriteriaSet, {**stand_in, **head}),
            policy=policy,  # type: ignore[arg-type]
            criteria=tuple(criteria),
            bonuses=tuple(bonuses),
            deductions=tuple(deductions),
            gates=tuple(gates),
            grades=tuple(grades),
            quotas=tuple(quotas),
            ranking=ranking,  # type: ignore[arg-type]
            fields=self.fields,
            bases=bases,
            path=self.file,
            digest="sha256:" + hashlib.sha256(content).hexdigest(),
        )

    def _keep(self, path: Keys) -> None:
        number = path[-1]
        assert isinstance(number, int)
        self.kept.setdefault(path[:-1], []).append(number)

    def _field(self, raw: object, path: Keys) -> None:
        found = self.table(raw, path, shape.FIELD)
        name = self._name(path)
        for type_, key in (("flag", "blank"), ("option", "options")):
            if found.get("type") == type_ and isinstance(raw, dict) and not raw.get(key):
                self.missing(path, next(one for one in shape.FIELD if one.name == key))
        found = {"ask": "", "type": "number", **found}
        self.fields[name] = Field(id=name, **self._known(Field, found))

    def _name(self, path: Keys) -> str:
        """Give the code of a criterion or field, which must do as the title of a column."""
        name = nfc(str(path[-1]))
        if not name or name != name.strip() or name.startswith("#") or len(name) > 40:
            self.add(catalogue.wrong_code, path, name[:40])
        elif not name.isprintable():
            self.add(catalogue.wrong_code, path, repr(name)[1:-1])
        return name

    @staticmethod
    def _known(model: Any, values: Mapping[str, Any]) -> Table:
        names = {attribute.name for attribute in model.__attrs_attrs__}
        return {
            name: str(value) if isinstance(value, str) else value
            for name, value in values.items()
            if name in names
        }

    def _policy(self, raw: object) -> Policy | None:
        if raw is None:
            return None
        found = self.table(raw, ("policy",), shape.POLICY)
        needed = {key.name for key in shape.POLICY if key.required}
        return Policy(**found) if needed <= set(found) else None

    # ---- criteria --------------------------------------------------------------------------

    def _criteria(self, raw: object, kind: str) -> list[Criterion]:
        return [self._criterion(table, path) for path, table in self.named(raw, (kind,))]

    def _criterion(self, raw: object, path: Keys) -> Criterion:
        keys = shape.CRITERION if path[0] == "criterion" else shape.ADDITION
        found = self.table(raw, path, keys)
        code = self._name(path)
        if path[0] == "criterion" and "max" in found and found["max"] is None:
            self.add(
                catalogue.wrong_value,
                (*path, "max"),
                "max",
                Text(
                    vi="“none” chỉ dùng cho điểm thưởng, điểm trừ.",
                    en="“none” is for bonuses and deductions only.",
                ),
                Text(vi="Ghi số điểm tối đa.", en="Write the maximum points."),
            )
        most: Fraction | None = found.get("max")
        rule = None
        if "rule" in found:
            # Without its maximum the rule is still read, so that its problems are told too.
            worth = most if "max" in found else Fraction(10**9)
            rule = self._rule(found["rule"], (*path, "rule"), code, worth)
        examples = [
            example
            for spot, table in self.listed(found.get("example"), (*path, "example"))
            if (example := self._example(table, spot)) is not None
        ]
        marks = found.get("marks")
        return Criterion(
            code=code,
            title=str(found.get("title", "")),
            max=most,
            under=_plain(found.get("under")),
            rule=rule,
            combine=found.get("combine", "sum"),
            weight=found.get("weight"),
            cap=found.get("cap"),
            floor=found.get("floor"),
            basis=tuple(str(one) for one in found.get("basis", ())),
            marks={k: v for k, v in marks.values.items() if v is not None} if marks else {},
            owner=found.get("owner"),
            evidence=_plain(found.get("evidence")),
            unit_kinds=found.get("unit_kinds", ()),
            depends_on=self._dependence(found.get("depends_on"), (*path, "depends_on")),
            evidence_rule=self._evidence(found.get("evidence_rule"), (*path, "evidence_rule")),
            examples=tuple(examples),
            note=_plain(found.get("note")),
        )

    def _dependence(self, raw: object, path: Keys) -> Dependence | None:
        if raw is None:
            return None
        found = self.table(raw, path, shape.DEPENDS_ON)
        interval = self.interval(found.get("points"), (*path, "points"))
        if "criterion" not in found or interval is None:
            return None
        return Dependence(str(found["criterion"]), interval)

    def _evidence(self, raw: object, path: Keys) -> EvidenceRule | None:
        if raw is None:
            return None
        found = self.table(raw, path, shape.EVIDENCE_RULE)
        return EvidenceRule(**found) if len(found) == 2 else None

    def _example(self, raw: object, path: Keys) -> Example | None:
        found = self.table(raw, path, shape.EXAMPLE)
        if isinstance(raw, dict) and ("points" in raw) == ("state" in raw):
            self.add(
                catalogue.wrong_value,
                path,
                "example",
                Text(
                    vi="cần đúng một trong points và state.",
                    en="needs exactly one of points and state.",
                ),
                Text(
                    vi="Ghi điểm (hoặc trạng thái) phải ra.",
                    en="Write the points (or state) that must result.",
                ),
            )
            return None
        if not isinstance(found.get("given"), dict):
            return None
        return Example(
            given=found["given"],
            points=found.get("points"),
            state=found.get("state"),
            note=_plain(found.get("note")),
        )

    def interval(self, raw: object, path: Keys) -> Interval | None:
        """Read edges that stand in a table of their own."""
        if raw is None:
            return None
        known = list(shape.EDGES_SCHEMA)
        if not isinstance(raw, dict) or not raw:
            self.add(
                catalogue.wrong_value,
                path,
                str(path[-1]),
                Text(
                    vi="cần một khoảng có ít nhất một cạnh.",
                    en="an interval with at least one edge is wanted.",
                ),
                Text(
                    vi=f"Viết {{ at_least = 5 }}; các cạnh: {', '.join(known)}.",
                    en=f"Write {{ at_least = 5 }}; the edges: {', '.join(known)}.",
                ),
            )
            return None
        strange = [key for key in raw if key not in known]
        for key in strange:
            self.add(catalogue.unknown_key, (*path, key), key, known)
        if strange:
            return None
        try:
            return read_interval(raw)
        except ParameterFault as error:
            self.add(catalogue.wrong_value, path, str(path[-1]), error.message, error.hint)
            return None

    # ---- rules -----------------------------------------------------------------------------

    def _rule(self, raw: object, path: Keys, code: str, most: Fraction | None) -> Rule | None:
        if not isinstance(raw, dict):
            self.add(catalogue.not_a_table, path, _dotted(path), _header(path))
            return None
        if "kind" not in raw:
            self.missing(path, shape.RULE_KIND)
            return None
        name = raw["kind"]
        kind = self.registry.rule_kinds.get(name) if isinstance(name, str) else None
        if kind is None:
            self.add(
                catalogue.unknown_kind,
                (*path, "kind"),
                code,
                show_value(name),
                sorted(self.registry.rule_kinds),
            )
            return None
        before = len(self.problems)
        parameters = self._parameters(kind, raw, path, code)
        if len(self.problems) > before and not isinstance(kind.slots, tuple):
            # Slots may be made from parameters; with broken ones their names are unknown,
            # but a question is a table, so that other values are misspelt parameters.
            known = ["kind", *(parameter.name for parameter in kind.parameters)]
            others = {*known, *shape.ZERO_KEYS, "at_least", "parts", "max"}
            for key, value in raw.items():
                if key not in others and not isinstance(value, dict):
                    self.add(catalogue.unknown_key, (*path, key), key, known)
            return None
        parts = self._parts(kind, raw, path, code) if kind.has_parts else ()
        slots = kind.slots_for({**parameters, "max": most})
        own = (
            {slot.name for slot in slots}
            | {p.name for p in kind.parameters}
            | {"kind", "at_least", "max"}
        )
        own |= set(shape.ZERO_KEYS) | ({"parts"} if kind.has_parts else set())
        for key in raw:
            if key not in own:
                self.add(catalogue.unknown_key, (*path, key), key, sorted(own - {"max"}))
        if "max" in raw and "parts" not in path:
            self.add(catalogue.unknown_key, (*path, "max"), "max", sorted(own - {"max"}))
        answers = {
            slot.name: answer
            for slot in slots
            if (answer := self._answer(raw.get(slot.name), slot, (*path, slot.name), code))
            is not None
        }
        if any(answer.field in self._unsure_fields() for answer in answers.values()):
            self._doubt(path)
        self._check_answered(kind, slots, answers, raw, path, code)
        rule = Rule(
            kind=kind.name,
            answers=answers,
            parameters=parameters,
            parts=parts,
            on_zero=self._zeros(slots, raw, path, code),
            enough=self._enough(raw.get("at_least"), (*path, "at_least"), answers),
        )
        if kind.check is not None and len(self.problems) == before:
            case = Case({**parameters, "max": most, "answered": frozenset(answers)})
            for error in kind.check(case):
                parameter = str(error.path[0]) if error.path else ""
                self.add(
                    catalogue.wrong_parameter,
                    (*path, *error.path),
                    code,
                    kind.name,
                    parameter,
                    error.message,
                    error.hint,
                )
        return rule if len(self.problems) == before else None

    def _parameters(self, kind: RuleKind, raw: Table, path: Keys, code: str) -> Table:
        values: Table = {}
        for parameter in kind.parameters:
            values[parameter.name] = None
            if parameter.name not in raw:
                if parameter.required:
                    self.missing(path, parameter)
                continue
            try:
                values[parameter.name] = parameter.type.read(raw[parameter.name])
            except ParameterFault as error:
                self.add(
                    catalogue.wrong_parameter,
                    (*path, parameter.name, *error.path),
                    code,
                    kind.name,
                    parameter.name,
                    error.message,
                    error.hint,
                )
        return values

    def _parts(self, kind: RuleKind, raw: Table, path: Keys, code: str) -> tuple[Rule, ...]:
        parts: list[Rule] = []
        if not isinstance(raw.get("parts"), list) or not raw["parts"]:
            self.missing(path, shape.RULE_PARTS)
            return ()
        if len(raw["parts"]) > MOST_PARTS:
            # Their columns are told apart by a letter.
            self.add(
                catalogue.too_many_tables,
                (*path, "parts"),
                _dotted((*path, "parts")),
                len(raw["parts"]),
                MOST_PARTS,
            )
            return ()
        for spot, table in self.listed(raw["parts"], (*path, "parts")):
            most = self._part_max(table, spot)
            part = self._rule(table, spot, f"{code}/{int(spot[-1]) + 1}", most)
            if part is not None and most is not None:
                parts.append(
                    Rule(**{**_fields(part), "parameters": {**part.parameters, "max": most}})
                )
        return tuple(parts)

    def _part_max(self, table: object, path: Keys) -> Fraction | None:
        if not isinstance(table, dict):
            return None
        if "max" not in table:
            self.missing(path, shape.PART_MAX)
            return None
        try:
            most: Any = shape.PART_MAX.type.read(table["max"])
        except ParameterFault as error:
            self.add(catalogue.wrong_value, (*path, "max"), "max", error.message, error.hint)
            return None
        return Fraction(most)

    def _unsure_fields(self) -> set[object]:
        return {path[1] for path in self.unsure if path[0] == "field" and len(path) > 1}

    def _answer(self, raw: object, slot: Slot, path: Keys, code: str) -> Answer | None:
        if raw is None:
            return Answer(slot.name, ask=slot.ask) if slot.ask else None
        found = self.table(raw, path, shape.ANSWER)
        sources = [key for key in ("ask", "field", "from") if key in found]
        if len(sources) != 1:
            if isinstance(raw, dict) and not (set(raw) - {key.name for key in shape.ANSWER}):
                self.add(
                    catalogue.wrong_value,
                    path,
                    slot.name,
                    Text(
                        vi="cần đúng một trong ask, field, from.",
                        en="needs exactly one of ask, field, from.",
                    ),
                    Text(
                        vi='Ví dụ: { ask = "…", unit = "…" }.',
                        en='For example: { ask = "…", unit = "…" }.',
                    ),
                )
            return None
        if "field" in found:
            name = str(found["field"])
            if name not in self.fields:
                self.add(catalogue.unknown_field, path, name, sorted(self.fields))
                return None
            unsure = name in self._unsure_fields()
            if not unsure and not _same_type(slot.type, self.fields[name].type):
                self.add(
                    catalogue.wrong_field_type,
                    path,
                    code,
                    slot.name,
                    slot.type,
                    name,
                    self.fields[name].type,
                )
                return None
            return Answer(
                slot.name, field=name, ask=self.fields[name].ask, unit=self.fields[name].unit
            )
        if "from" in found:
            feed = str(found["from"]).replace(" ", "")
            if (
                not self.has_items
                or not is_feed(feed)
                or (slot.type == "numbers") != (feed == "items")
            ):
                wants_list = slot.type == "numbers"
                self.add(catalogue.wrong_feed, path, code, feed, self.has_items, wants_list)
                return None
            return Answer(slot.name, items=feed)
        return Answer(slot.name, ask=str(found["ask"]), unit=_plain(found.get("unit")))

    def _check_answered(
        self,
        kind: RuleKind,
        slots: Sequence[Slot],
        answers: Mapping[str, Answer],
        raw: Table,
        path: Keys,
        code: str,
    ) -> None:
        in_ways = {name for way in kind.alternatives for name in way}
        for slot in slots:
            if slot.name not in answers and slot.name not in in_ways and slot.name not in raw:
                self.add(
                    catalogue.slot_without_question, path, code, kind.name, slot.name, slot.said
                )
        names = {slot.name for slot in slots}
        ways = [way for way in kind.alternatives if set(way) <= names]
        if not ways:
            return
        answered = {name for name in answers if name in in_ways}
        if not answered and len(ways) == 1:
            for slot in slots:
                if slot.name in ways[0] and slot.name not in raw:
                    self.add(
                        catalogue.slot_without_question, path, code, kind.name, slot.name, slot.said
                    )
        elif answered not in [set(way) for way in ways] and not any(
            name in raw and name not in answers for name in in_ways
        ):
            dynamic = names - in_ways
            if not (dynamic and not answered and kind.alternatives):
                self.add(catalogue.wrong_slots, path, code, kind.name, sorted(answered), ways)

    def _zeros(
        self, slots: Sequence[Slot], raw: Table, path: Keys, code: str
    ) -> dict[str, Outcome]:
        divisors = [slot.name for slot in slots if slot.divides]
        zeros: dict[str, Outcome] = {}
        for key, outcome in shape.ZERO_KEYS.items():
            if key not in raw:
                continue
            slot = show_value(raw[key])
            if slot not in divisors or slot in zeros:
                self.add(catalogue.wrong_zero, (*path, key), code, slot, divisors)
            zeros[slot] = outcome
        return zeros

    def _enough(self, raw: object, path: Keys, answers: Mapping[str, Answer]) -> Enough | None:
        if raw is None:
            return None
        found = self.table(raw, path, shape.ENOUGH)
        if len(found) < len(shape.ENOUGH):
            return None
        if str(found["slot"]) not in answers:
            listed = ", ".join(sorted(answers)) or "—"
            self.add(
                catalogue.wrong_value,
                (*path, "slot"),
                "slot",
                Text(
                    vi=f"quy tắc không hỏi “{found['slot']}”.",
                    en=f"the rule does not ask “{found['slot']}”.",
                ),
                Text(vi=f"Chọn một trong: {listed}.", en=f"Choose one of: {listed}."),
            )
            return None
        return Enough(str(found["slot"]), found["count"], found["otherwise"])

    # ---- gates, grades, quotas, ranking ----------------------------------------------------

    def _gate(self, raw: object, path: Keys) -> Gate | None:
        found = self.table(raw, path, shape.GATE)
        condition = self.condition(found.get("when"), (*path, "when")) if "when" in found else None
        effect = found.get("effect")
        kinds = self.registry.gate_kinds
        if not isinstance(effect, dict) or len(effect) != 1 or next(iter(effect)) not in kinds:
            if "effect" in found:
                shown = ", ".join(effect) if isinstance(effect, dict) else show_value(effect)
                self.add(
                    catalogue.unknown_effect,
                    (*path, "effect"),
                    str(found.get("id", "")),
                    shown or "—",
                    sorted(kinds),
                )
            return None
        ((name, value),) = effect.items()
        if not self._effect_fits(kinds[name].takes, value, (*path, "effect", name)):
            return None
        if condition is None or not {"id", "title"} <= set(found):
            return None
        return Gate(
            id=str(found["id"]),
            title=str(found["title"]),
            when=condition,
            effect=name,
            parameter=value,
            basis=tuple(str(one) for one in found.get("basis", ())),
        )

    def _effect_fits(self, takes: str, value: object, path: Keys) -> bool:
        if takes == "grade":
            if value not in self.grade_ids:
                self.add(catalogue.unknown_grade, path, show_value(value), self.grade_ids)
                return False
            return True
        fits = {
            "steps": isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 20,
            "true": value is True,
            "link": value in ("parent", "component"),
        }[takes]
        if not fits:
            wanted = {
                "steps": Text(vi="Ghi số bậc, từ 1.", en="Write how many grades, from 1."),
                "true": Text(vi="Ghi true.", en="Write true."),
                "link": Text(
                    vi='Ghi "parent" hoặc "component".', en='Write "parent" or "component".'
                ),
            }[takes]
            self.add(
                catalogue.wrong_value,
                path,
                str(path[-1]),
                Text(vi="giá trị không hợp với tác dụng.", en="the value does not fit the effect."),
                wanted,
            )
        return fits

    def condition(self, raw: object, path: Keys) -> Condition | None:
        """Read a condition of a gate or a grade."""
        if not isinstance(raw, dict) or not raw:
            return self._no_condition(
                path, "cần một bảng điều kiện", "a table of conditions is wanted"
            )
        strange = [key for key in raw if key not in shape.CONDITION_KEYS]
        for key in strange:
            self.add(catalogue.unknown_key, (*path, key), key, shape.CONDITION_KEYS)
        if strange:
            return None
        keys = set(raw)
        for word, build in (("all", AllCondition), ("any", AnyCondition)):
            if keys == {word}:
                below = [
                    self.condition(item, spot)
                    for spot, item in self.listed(raw[word], (*path, word))
                ]
                if raw[word] == []:
                    return self._no_condition(path, f"{word} trống", f"{word} is empty")
                if not below or any(one is None for one in below):
                    return None
                return build(tuple(one for one in below if one is not None))
        if keys == {"not"}:
            inner = self.condition(raw["not"], (*path, "not"))
            return NotCondition(inner) if inner is not None else None
        return self._plain_condition(raw, keys, path)

    def _plain_condition(self, raw: Table, keys: set[str], path: Keys) -> Condition | None:
        names = {}
        for key in ("criterion", "field", "graded", "kind"):
            if key in raw:
                names[key] = self.text(raw[key], (*path, key))
                if names[key] is None:
                    return None
        if keys in ({"criterion", "points"}, {"criterion", "share"}):
            what = "share" if "share" in keys else "points"
            interval = self.interval(raw[what], (*path, what))
            return (
                None
                if interval is None
                else PointsCondition(str(names["criterion"]), interval, what == "share")
            )
        if keys in ({"criterion", "state"}, {"field", "state"}):
            if raw["state"] not in ("missing", "not-applicable", "held"):
                return self._no_condition(path, "trạng thái lạ", "an unknown state")
            return StateCondition(raw["state"], names.get("criterion"), names.get("field"))
        if keys in ({"field", "is"}, {"field", "value"}):
            return self._field_condition(raw, str(names["field"]), path)
        for word in ("total", "bonus", "deduction"):
            if keys == {word}:
                interval = self.interval(raw[word], (*path, word))
                return None if interval is None else TotalCondition(word, interval)
        for word in ("every_part", "some_part"):
            if keys == {word}:
                interval = self.interval(raw[word], (*path, word))
                return None if interval is None else PartsCondition(interval, word == "every_part")
        if "linked" in keys and keys <= {"linked", "kind", "graded"}:
            if raw["linked"] not in ("parent", "component"):
                return self._no_condition(
                    path, "linked là parent hoặc component", "linked is parent or component"
                )
            if names.get("kind") not in (None, *words.UNIT_KINDS):
                return self._no_condition(path, "kind là một loại đơn vị", "kind is a kind of unit")
            return LinkCondition(raw["linked"], names.get("graded"), names.get("kind"))
        return self._no_condition(
            path, "các khóa không đi cùng nhau", "these keys do not go together"
        )

    def _field_condition(self, raw: Table, name: str, path: Keys) -> Condition | None:
        if name not in self.fields:
            self.add(catalogue.unknown_field, path, name, sorted(self.fields))
            return None
        field = self.fields[name]
        if "value" in raw:
            interval = self.interval(raw["value"], (*path, "value"))
            return None if interval is None else FieldCondition(name, interval)
        wanted = raw["is"]
        if name in self._unsure_fields():
            return None
        if field.type == "flag" and isinstance(wanted, bool):
            number = Fraction(int(wanted))
            return FieldCondition(
                name, Interval(number, True, number, True), "yes" if wanted else "no"
            )
        if field.type == "option" and wanted in field.options:
            number = Fraction(field.options.index(wanted))
            return FieldCondition(name, Interval(number, True, number, True), str(wanted))
        return self._no_condition(
            path, "is không hợp với kiểu của trường", "is does not fit the field’s type"
        )

    def _no_condition(self, path: Keys, vi: str, en: str) -> Condition | None:
        self.add(
            catalogue.wrong_condition,
            path,
            Text(vi=vi + ".", en=en + "."),
            Text(
                vi=f"Ví dụ: {_CONDITIONS}.",
                en=f"For example: {_CONDITIONS}.",
            ),
        )
        return None

    def _grades(self, raw: object) -> list[Grade]:
        grades: list[Grade] = []
        intervals: list[Interval] = []
        paths: list[Keys] = []
        for path, table in self.listed(raw, ("grade",)):
            found = self.table(table, path, shape.GRADE)
            if not {"id", "title"} <= set(found):
                continue
            if "from" in found and "above" in found:
                self.add(
                    catalogue.wrong_value,
                    path,
                    "from",
                    Text(
                        vi="from và above không đi cùng nhau.",
                        en="from and above do not go together.",
                    ),
                    Text(vi="Chỉ giữ một.", en="Keep one."),
                )
                continue
            low = found.get("from", found.get("above"))
            is_share = isinstance(table, dict) and str(
                table.get("from", table.get("above", ""))
            ).endswith("%")
            needs = self.condition(found["needs"], (*path, "needs")) if "needs" in found else None
            intervals.append(Interval(low, "above" not in found))
            grades.append(Grade(str(found["id"]), str(found["title"]), ANYTHING, is_share, needs))
            paths.append(path)
            self._keep(path)
        return self._ladder(grades, intervals, paths)

    def _ladder(
        self, grades: list[Grade], intervals: list[Interval], paths: list[Keys]
    ) -> list[Grade]:
        if not grades:
            self.add(
                catalogue.broken_ladder,
                ("grade",),
                Text(vi="chưa có hạng nào.", en="there is none."),
                Text(
                    vi="Thêm [[grade]] từ cao xuống thấp.",
                    en="Add [[grade]] from the highest down.",
                ),
            )
            return []
        lowest = intervals[-1]
        # "from = 0" in the lowest grade reads as "everything else", which it means.
        if lowest.low is not None and lowest.low <= 0:
            intervals[-1] = Interval(None, True)
        faults = _ladder_faults(grades, intervals)
        for number, message, hint in faults:
            self.add(catalogue.broken_ladder, paths[number], message, hint)
        if faults:
            return grades
        closed = cover_once(intervals)
        shares = {
            grade.share for grade, gap in zip(grades, intervals, strict=True) if gap.low is not None
        }
        if len(shares) > 1:
            self.add(
                catalogue.broken_ladder,
                paths[0],
                Text(
                    vi="có hạng tính theo điểm, có hạng tính theo tỷ lệ.",
                    en="some grades use points, some use shares.",
                ),
                Text(vi="Dùng một cách cho mọi hạng.", en="Use one way for all grades."),
            )
        share = shares == {True}
        return [
            Grade(grade.id, grade.title, interval, share, grade.needs)
            for grade, interval in zip(grades, closed, strict=True)
        ]

    def _quota(self, raw: object, path: Keys) -> Quota | None:
        found = self.table(raw, path, shape.QUOTA)
        if not {"share", "base", "round", "tie_on_line"} <= set(found):
            return None
        if found.get("upper") is not None and found["upper"] < found["share"]:
            self.add(
                catalogue.wrong_value,
                (*path, "upper"),
                "upper",
                Text(vi="nhỏ hơn share.", en="it is below share."),
                Text(
                    vi="upper là tỷ lệ không được vượt khi lấy cả nhóm đồng hạng, từ share trở lên.",
                    en="upper is what including a tie may not pass, from share up.",
                ),
            )
        small = found.get("small_group")
        return Quota(
            grade=str(path[-1]),
            share=found["share"],
            base=found["base"][0],
            base_grade=found["base"][1],
            rounding=found["round"],
            tie_on_line=found["tie_on_line"],
            small_group_under=small[0] if small else None,
            small_group_places=small[1] if small else None,
            upper=found.get("upper"),
        )

    def _ranking(self, raw: object) -> Ranking | None:
        if raw is None:
            return None
        found = self.table(raw, ("rank",), shape.RANK)
        breakers = []
        for path, table in self.listed(found.get("tie_breakers"), ("rank", "tie_breakers")):
            if not isinstance(table, dict):
                self.add(catalogue.not_a_table, path, _dotted(path), _header(path))
                continue
            if "kind" not in table:
                self.missing(path, shape.TIE_KIND)
                continue
            kind = show_value(table["kind"])
            breaker = self.registry.tie_breakers.get(kind)
            if breaker is None:
                known = sorted(self.registry.tie_breakers)
                self.add(catalogue.unknown_tie_breaker, (*path, "kind"), kind, known)
                continue
            values = self.table(
                {k: v for k, v in table.items() if k != "kind"}, path, breaker.parameters
            )
            breakers.append(TieBreak(breaker.name, values))
            self._keep(path)
        if not {"within", "method", "tied"} <= set(found):
            return None
        return Ranking(
            within=found["within"],
            method=found["method"],
            tied=found["tied"],
            tie_breakers=tuple(breakers),
            by=found.get("by", "total"),
        )


def _plain(text: object) -> str | None:
    return None if text is None else str(text)


def _dotted(path: Keys) -> str:
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in path)


def _header(path: Keys) -> str:
    """Say how the table at a path is written."""
    if any(isinstance(part, int) for part in path):
        name = next(part for part in reversed(path) if isinstance(part, str))
        return f"[[{name}]]" if len(path) == 2 else "{ … }"
    bare = all(re.fullmatch("[A-Za-z0-9_-]+", str(part)) for part in path)
    parts = path if bare else [*path[:1], *(f'"{part}"' for part in path[1:])]
    return "[" + ".".join(str(part) for part in parts) + "]"


def _first_bad_line(text: str) -> int:
    """Give the line whose value the parser cannot take: too deep, or too long a number.

    Whatever the text holds before that line is well; whatever ends before it is merely
    cut off. So the lines fall into two parts, and halving finds where.
    """
    ends = [index for index, sign in enumerate(text) if sign == "\n"] + [len(text)]
    low, high = 0, len(ends) - 1
    while low < high:
        middle = (low + high) // 2
        try:
            tomli.loads(text[: ends[middle]], parse_float=Decimal)
        except tomli.TOMLDecodeError:
            low = middle + 1
        except (RecursionError, ValueError, ArithmeticError):
            high = middle
        else:
            low = middle + 1
    return low + 1


def _ladder_faults(
    grades: Sequence[Grade], intervals: Sequence[Interval]
) -> list[tuple[int, Text, Text]]:
    """Say which grades leave a gap or overlap, so that every total has exactly one."""
    faults: list[tuple[int, Text, Text]] = []
    last = len(grades) - 1
    for number, (grade, interval) in enumerate(zip(grades, intervals, strict=True)):
        if number == last and interval.low is not None:
            faults.append(
                (
                    number,
                    Text(
                        vi=f"hạng thấp nhất “{grade.id}” có cận dưới, nên tổng điểm thấp hơn "
                        "không thuộc hạng nào.",
                        en=f"the lowest grade “{grade.id}” has a lower edge, so that totals "
                        "below it have no grade.",
                    ),
                    Text(vi="Bỏ from ở hạng thấp nhất.", en="Drop from in the lowest grade."),
                )
            )
        elif number < last and interval.low is None:
            faults.append(
                (
                    number,
                    Text(
                        vi=f"hạng “{grade.id}” không phải hạng thấp nhất mà không có cận dưới.",
                        en=f"the grade “{grade.id}” is not the lowest, yet has no lower edge.",
                    ),
                    Text(
                        vi="Thêm from; thang xếp loại viết từ cao xuống thấp.",
                        en="Add from; grades are written from the highest down.",
                    ),
                )
            )
        elif number and interval.low is not None and not _is_below(interval, intervals[number - 1]):
            faults.append(
                (
                    number,
                    Text(
                        vi=f"hạng “{grade.id}” không thấp hơn hạng viết trước nó.",
                        en=f"the grade “{grade.id}” is not lower than the one before it.",
                    ),
                    Text(
                        vi="Viết thang xếp loại từ cao xuống thấp; sửa from.",
                        en="Write grades from the highest down; mend from.",
                    ),
                )
            )
    return faults


def _is_below(lower: Interval, upper: Interval) -> bool:
    if lower.low is None or upper.low is None:
        return True
    is_edge = lower.low == upper.low and lower.with_low and not upper.with_low
    return lower.low < upper.low or is_edge


def _fields(rule: Rule) -> Table:
    return {attribute.name: getattr(rule, attribute.name) for attribute in Rule.__attrs_attrs__}


def _same_type(wanted: str, found: str) -> bool:
    return wanted == found or {wanted, found} <= {"number", "count", "share"}


FEEDS = ("items", "items.count", "items.sum", "items.mean", "items.max")


def is_feed(feed: str) -> bool:
    """Tell whether a text names a feed from the items of a unit."""
    if feed in FEEDS:
        return True
    return re.fullmatch(r"items\.best\((100|[1-9][0-9]?)\)", feed) is not None


__all__ = ["FEEDS", "FILE_NAME", "is_feed", "read_criteria", "read_with_problems", "words"]
