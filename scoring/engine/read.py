"""Read a criteria file: TOML to a `CriteriaSet`, or every problem at once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
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
from scoring.model.errors import CriteriaError, NumberError
from scoring.model.interval import ANYTHING, Interval
from scoring.model.numbers import MOST_DIGITS, parse_number
from scoring.model.problems import Place, Problem
from scoring.model.text import Text, nfc
from scoring.plugin.kinds import Case, RuleKind, Slot
from scoring.plugin.parameters import Parameter, ParameterFault, cover_once, read_interval
from scoring.plugin.registry import Registry

MOST_BYTES = 1_000_000
FILE_NAME = "criteria.toml"
Table: TypeAlias = dict[str, Any]


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
    reader = _Reader(str(file), registry)
    try:
        content = file.read_bytes()
    except OSError as error:
        problem = catalogue.unreadable_file(Place(str(file)), error.strerror or str(error))
        return None, (problem,)
    criteria = reader.read(content, file.parent.name if file.name == FILE_NAME else None)
    problems = sorted(reader.problems, key=lambda one: (one.place.order(), one.code))
    return criteria, tuple(dict.fromkeys(problems))


def _exact(text: str) -> Decimal:
    """Keep a TOML decimal exact, and refuse what cannot be meant as a number."""
    if "e" in text.lower() or "n" in text.lower():
        raise InvalidOperation(text)
    if len(text) > MOST_DIGITS + 2:
        raise InvalidOperation(text[:20] + "…")
    return Decimal(text.replace("_", ""))


class _Reader:
    """One reading of one file: what was found so far, and every problem."""

    def __init__(self, file: str, registry: Registry) -> None:
        self.file = file
        self.registry = registry
        self.problems: list[Problem] = []
        self.lines = Lines("")
        self.fields: dict[str, Field] = {}
        self.has_items = False

    # ---- the file --------------------------------------------------------------------

    def read(self, content: bytes, folder: str | None) -> CriteriaSet | None:
        """Read the bytes of the file."""
        top = self._parse(content)
        if top is None:
            return None
        if top.get("format") != 1 or isinstance(top.get("format"), bool):
            self.add(catalogue.wrong_format, ("format",), str(top.get("format", "—"))[:40])
            return None
        table = self.table(top, (), shape.FILE)
        criteria = self._set(table, content)
        if criteria is None:
            return None
        if folder is not None and criteria.id != folder:
            self.add(catalogue.id_not_folder, ("set", "id"), criteria.id, folder)
        if not any(problem.is_error for problem in self.problems):
            self.problems += examine(criteria, self.registry, self.place)
        return criteria

    def _parse(self, content: bytes) -> Table | None:
        here = Place(self.file)
        if len(content) > MOST_BYTES:
            self.problems.append(catalogue.file_too_large(here, len(content), MOST_BYTES))
            return None
        try:
            text = nfc(content.decode("utf-8-sig")).replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            self.problems.append(catalogue.not_utf8(here, error.start + 1))
            return None
        try:
            top = tomli.loads(text, parse_float=_exact)
        except tomli.TOMLDecodeError as error:
            line = text.count("\n", 0, error.pos) + 1
            spot = Place(self.file, line=line, excerpt=Lines(text).excerpt(line))
            self.problems.append(catalogue.not_toml(spot, error.msg))
            return None
        except (RecursionError, ValueError, InvalidOperation, OverflowError) as error:
            why = "" if isinstance(error, RecursionError) else str(error)[:60]
            spot = self._hostile_place(text)
            self.problems.append(catalogue.too_much(spot, why or "…"))
            return None
        self.lines = Lines(text)
        return top

    def _hostile_place(self, text: str) -> Place:
        """Find the line of a value that the parser cannot take."""
        for number, line in enumerate(text.split("\n"), 1):
            try:
                tomli.loads(line, parse_float=_exact)
            except tomli.TOMLDecodeError:
                continue
            except (RecursionError, ValueError, InvalidOperation, OverflowError):
                return Place(self.file, line=number, excerpt=line[:60])
        return Place(self.file)

    # ---- problems and places -------------------------------------------------------------

    def place(self, path: Keys) -> Place:
        """Give the place of a key."""
        line = self.lines.at(path)
        return Place(
            self.file,
            line=line,
            key=".".join(str(key) for key in path),
            excerpt=self.lines.excerpt(line),
        )

    def add(self, problem: Callable[..., Problem], path: Keys, *args: Any) -> None:
        """Note a problem at a key."""
        self.problems.append(problem(self.place(path), *args))

    # ---- tables by their shape ---------------------------------------------------------------

    def table(
        self, raw: object, path: Keys, keys: Sequence[Parameter], more: Sequence[str] = ()
    ) -> Table:
        """Read a table by its shape; what does not fit is a problem and stays out."""
        if not isinstance(raw, dict):
            self.add(catalogue.not_a_table, path, str(path[-1]) if path else "")
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
                self.add(catalogue.missing_key, path, key.name, key.said)
        return values

    def tables(self, raw: object, path: Keys) -> list[tuple[Keys, object]]:
        """Give the tables of a list, or of a table of tables, with their paths."""
        if raw is None:
            return []
        if isinstance(raw, list):
            return [((*path, index), item) for index, item in enumerate(raw)]
        if isinstance(raw, dict):
            return [((*path, key), item) for key, item in raw.items()]
        self.add(catalogue.not_a_table, path, str(path[-1]))
        return []

    # ---- the set -------------------------------------------------------------------------------

    def _set(self, top: Table, content: bytes) -> CriteriaSet | None:
        head = self.table(top.get("set"), ("set",), shape.SET) if "set" in top else {}
        self.has_items = "items" in head
        bases = {
            str(path[-1]): Basis(id=str(path[-1]), **self._known(Basis, found))
            for path, raw in self.tables(top.get("basis"), ("basis",))
            if {"cite", "title"} <= set(found := self.table(raw, path, shape.BASIS))
        }
        for path, raw in self.tables(top.get("field"), ("field",)):
            found = self.table(raw, path, shape.FIELD)
            if {"ask", "type"} <= set(found):
                self.fields[str(path[-1])] = Field(id=str(path[-1]), **self._known(Field, found))
                if found["type"] == "flag" and "blank" not in found:
                    key = next(key for key in shape.FIELD if key.name == "blank")
                    self.add(catalogue.missing_key, path, "blank", key.said)
                if found["type"] == "option" and not found.get("options"):
                    key = next(key for key in shape.FIELD if key.name == "options")
                    self.add(catalogue.missing_key, path, "options", key.said)
        policy = self._policy(top.get("policy"))
        criteria = self._criteria(top.get("criterion"), "criterion")
        bonuses = self._criteria(top.get("bonus"), "bonus")
        deductions = self._criteria(top.get("deduction"), "deduction")
        grades = self._grades(top.get("grade"))
        gates = [
            gate
            for path, raw in self.tables(top.get("gate"), ("gate",))
            if (gate := self._gate(raw, path, grades)) is not None
        ]
        quotas = [
            quota
            for path, raw in self.tables(top.get("quota"), ("quota",))
            if (quota := self._quota(raw, path)) is not None
        ]
        ranking = self._ranking(top.get("rank"))
        for key, items in (("bonus_cap", bonuses), ("deduction_cap", deductions)):
            if items and isinstance(top.get("policy"), dict) and key not in top["policy"]:
                self.add(catalogue.cap_not_said, ("policy",), key)
        needed = {key.name for key in shape.SET if key.required}
        if policy is None or ranking is None or not needed <= set(head):
            return None
        return CriteriaSet(
            **self._known(CriteriaSet, head),
            policy=policy,
            criteria=tuple(criteria),
            bonuses=tuple(bonuses),
            deductions=tuple(deductions),
            gates=tuple(gates),
            grades=tuple(grades),
            quotas=tuple(quotas),
            ranking=ranking,
            fields=self.fields,
            bases=bases,
            path=self.file,
            digest="sha256:" + hashlib.sha256(content).hexdigest(),
        )

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

    # ---- criteria --------------------------------------------------------------------------------

    def _criteria(self, raw: object, kind: str) -> list[Criterion]:
        return [
            criterion
            for path, table in self.tables(raw, (kind,))
            if (criterion := self._criterion(table, path)) is not None
        ]

    def _criterion(self, raw: object, path: Keys) -> Criterion | None:
        found = self.table(raw, path, shape.CRITERION)
        code = nfc(str(path[-1]))
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
        if not {"title", "max"} <= set(found):
            # The rule is still read, so that its problems are told in the same go.
            if isinstance(found.get("rule"), dict):
                self._rule(found["rule"], (*path, "rule"), code, Fraction(10**9))
            return None
        most: Fraction | None = found["max"]
        rule = None
        if "rule" in found:
            rule = self._rule(found["rule"], (*path, "rule"), code, most)
            if rule is None:
                return None
        examples = [
            example
            for spot, table in self.tables(found.get("example"), (*path, "example"))
            if (example := self._example(table, spot)) is not None
        ]
        marks = found.get("marks")
        return Criterion(
            code=code,
            title=str(found["title"]),
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
        if not isinstance(raw, dict) or not raw or set(raw) - set(shape.EDGES_SCHEMA):
            known = list(shape.EDGES_SCHEMA)
            bad = sorted(set(raw) - set(known))[0] if isinstance(raw, dict) and raw else str(raw)
            self.add(catalogue.unknown_key, path, bad, known)
            return None
        try:
            return read_interval(raw)
        except ParameterFault as error:
            self.add(catalogue.wrong_value, path, str(path[-1]), error.message, error.hint)
            return None

    # ---- rules -----------------------------------------------------------------------------------

    def _rule(self, raw: object, path: Keys, code: str, most: Fraction | None) -> Rule | None:
        if not isinstance(raw, dict):
            self.add(catalogue.not_a_table, path, "rule")
            return None
        name = raw.get("kind")
        if name is None:
            self.add(
                catalogue.missing_key, path, "kind", Text(vi="loại quy tắc", en="the rule kind")
            )
            return None
        kind = self.registry.rule_kinds.get(str(name))
        if kind is None:
            self.add(
                catalogue.unknown_kind,
                (*path, "kind"),
                code,
                str(name),
                sorted(self.registry.rule_kinds),
            )
            return None
        before = len(self.problems)
        parameters = self._parameters(kind, raw, path, code)
        if len(self.problems) > before:
            # Slots may be made from parameters; with broken ones their names are unknown.
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
                    self.add(catalogue.missing_key, path, parameter.name, parameter.said)
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
            self.add(
                catalogue.missing_key,
                path,
                "parts",
                Text(vi="danh sách các quy tắc con", en="the list of rules inside"),
            )
            return ()
        for spot, table in self.tables(raw["parts"], (*path, "parts")):
            most = self._part_max(table, spot)
            part = self._rule(table, spot, f"{code}/{int(spot[-1]) + 1}", most)
            if part is not None and most is not None:
                parts.append(
                    Rule(**{**_fields(part), "parameters": {**part.parameters, "max": most}})
                )
        return tuple(parts)

    def _part_max(self, table: object, path: Keys) -> Fraction | None:
        if not isinstance(table, dict) or "max" not in table:
            self.add(
                catalogue.missing_key,
                path,
                "max",
                Text(vi="điểm tối đa của quy tắc con", en="maximum points of the rule inside"),
            )
            return None
        try:
            return parse_number(table["max"])
        except NumberError as error:
            self.add(
                catalogue.wrong_value,
                (*path, "max"),
                "max",
                error.text,
                Text(vi="Ghi số điểm.", en="Write points."),
            )
            return None

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
            if not _same_type(slot.type, self.fields[name].type):
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
                self.add(catalogue.wrong_feed, path, code, feed)
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
            slot = str(raw[key])
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
            self.add(catalogue.unknown_key, (*path, "slot"), str(found["slot"]), sorted(answers))
            return None
        return Enough(str(found["slot"]), found["count"], found["otherwise"])

    # ---- gates, grades, quotas, ranking ------------------------------------------------------------

    def _gate(self, raw: object, path: Keys, grades: Sequence[Grade]) -> Gate | None:
        found = self.table(raw, path, shape.GATE)
        condition = self.condition(found.get("when"), (*path, "when")) if "when" in found else None
        effect = found.get("effect")
        kinds = self.registry.gate_kinds
        if not isinstance(effect, dict) or len(effect) != 1 or next(iter(effect)) not in kinds:
            if "effect" in found:
                shown = ", ".join(effect) if isinstance(effect, dict) else str(effect)
                self.add(
                    catalogue.unknown_effect,
                    (*path, "effect"),
                    str(found.get("id", "")),
                    shown,
                    sorted(kinds),
                )
            return None
        ((name, value),) = effect.items()
        if not self._effect_fits(kinds[name].takes, value, (*path, "effect", name), grades):
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

    def _effect_fits(self, takes: str, value: object, path: Keys, grades: Sequence[Grade]) -> bool:
        if takes == "grade":
            known = [grade.id for grade in grades]
            if value not in known:
                self.add(catalogue.unknown_grade, path, str(value), known)
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
        for key in raw:
            if key not in shape.CONDITION_KEYS:
                self.add(catalogue.unknown_key, (*path, key), key, shape.CONDITION_KEYS)
                return None
        keys = set(raw)
        for word, build in (("all", AllCondition), ("any", AnyCondition)):
            if keys == {word}:
                below = [
                    self.condition(item, spot)
                    for spot, item in self.tables(raw[word], (*path, word))
                ]
                if not below or any(one is None for one in below):
                    return (
                        None
                        if below
                        else self._no_condition(path, f"{word} trống", f"{word} is empty")
                    )
                return build(tuple(one for one in below if one is not None))
        if keys == {"not"}:
            inner = self.condition(raw["not"], (*path, "not"))
            return NotCondition(inner) if inner is not None else None
        return self._plain_condition(raw, keys, path)

    def _plain_condition(self, raw: Table, keys: set[str], path: Keys) -> Condition | None:
        if keys in ({"criterion", "points"}, {"criterion", "share"}):
            what = "share" if "share" in keys else "points"
            interval = self.interval(raw[what], (*path, what))
            return (
                None
                if interval is None
                else PointsCondition(str(raw["criterion"]), interval, what == "share")
            )
        if keys in ({"criterion", "state"}, {"field", "state"}):
            if raw["state"] not in ("missing", "not-applicable", "held"):
                return self._no_condition(path, "trạng thái lạ", "an unknown state")
            return StateCondition(
                raw["state"], _plain(raw.get("criterion")), _plain(raw.get("field"))
            )
        if keys in ({"field", "is"}, {"field", "value"}):
            return self._field_condition(raw, path)
        for word in ("total", "bonus", "deduction"):
            if keys == {word}:
                interval = self.interval(raw[word], (*path, word))
                return None if interval is None else TotalCondition(word, interval)
        for word in ("every_part", "some_part"):
            if keys == {word}:
                interval = self.interval(raw[word], (*path, word))
                return None if interval is None else PartsCondition(interval, word == "every_part")
        if keys in ({"linked"}, {"linked", "graded"}):
            if raw["linked"] not in ("parent", "component"):
                return self._no_condition(
                    path, "linked là parent hoặc component", "linked is parent or component"
                )
            return LinkCondition(raw["linked"], _plain(raw.get("graded")))
        return self._no_condition(
            path, "các khóa không đi cùng nhau", "these keys do not go together"
        )

    def _field_condition(self, raw: Table, path: Keys) -> Condition | None:
        name = str(raw["field"])
        if name not in self.fields:
            self.add(catalogue.unknown_field, path, name, sorted(self.fields))
            return None
        field = self.fields[name]
        if "value" in raw:
            interval = self.interval(raw["value"], (*path, "value"))
            return None if interval is None else FieldCondition(name, interval)
        wanted = raw["is"]
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

    def _no_condition(self, path: Keys, vi: str, en: str) -> None:
        self.add(
            catalogue.wrong_condition,
            path,
            Text(vi=vi + ".", en=en + "."),
            Text(
                vi='Ví dụ: { criterion = "5.1", points = { at_most = 0 } }, { field = "…", is = true }, { every_part = { at_least = "50%" } }, { all = [ … ] }.',
                en='For example: { criterion = "5.1", points = { at_most = 0 } }, { field = "…", is = true }, { every_part = { at_least = "50%" } }, { all = [ … ] }.',
            ),
        )

    def _grades(self, raw: object) -> list[Grade]:
        grades: list[Grade] = []
        intervals: list[Interval] = []
        paths: list[Keys] = []
        for path, table in self.tables(raw, ("grade",)):
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
        try:
            closed = cover_once(intervals)
        except ParameterFault as error:
            spot = paths[int(error.path[0])] if error.path else ("grade",)
            self.add(catalogue.broken_ladder, spot, error.message, error.hint)
            return grades
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
        for path, table in self.tables(found.get("tie_breakers"), ("rank", "tie_breakers")):
            kind = table.get("kind") if isinstance(table, dict) else None
            breaker = self.registry.tie_breakers.get(str(kind))
            if breaker is None or not isinstance(table, dict):
                self.add(
                    catalogue.unknown_tie_breaker,
                    path,
                    str(kind),
                    sorted(self.registry.tie_breakers),
                )
                continue
            values = self.table(
                {k: v for k, v in table.items() if k != "kind"}, path, breaker.parameters
            )
            breakers.append(TieBreak(breaker.name, values))
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


def _fields(rule: Rule) -> Table:
    return {attribute.name: getattr(rule, attribute.name) for attribute in Rule.__attrs_attrs__}


def _same_type(wanted: str, found: str) -> bool:
    return wanted == found or {wanted, found} <= {"number", "count", "share"}


FEEDS = ("items", "items.count", "items.sum", "items.mean", "items.max")


def is_feed(feed: str) -> bool:
    """Tell whether a text names a feed from the items of a unit."""
    if feed in FEEDS:
        return True
    inner = feed.removeprefix("items.best(").removesuffix(")")
    return feed == f"items.best({inner})" and inner.isdecimal() and 1 <= int(inner) <= 100


__all__ = ["FEEDS", "FILE_NAME", "is_feed", "read_criteria", "read_with_problems", "words"]
