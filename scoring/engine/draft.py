"""Draft: the text of a new criteria set that already passes its check.

Every policy stands in the file as a decision the author must see, with its alternatives
beside it. The units are made up; what they must earn is worked out here in fractions.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from string import Template

from attrs import field, frozen

from scoring.engine.gather import Entry
from scoring.model.numbers import Rounding, machine_number
from scoring.model.text import Text, nfc

TEMPLATES = Path(__file__).parent / "drafts"
TO_DECIDE = "CẦN QUYẾT ĐỊNH"
NO_EVIDENCE = "chưa quy định"
NO_ISSUER = "(tên cơ quan ban hành)"
NO_OWNER = "appraiser"

_STEPS = tuple(Fraction(one) for one in ("1/2", "1/4", "1/10", "1/20", "1/100"))
_LADDER = (
    ("xuat-sac", "Xuất sắc", Fraction(90, 100)),
    ("tot", "Tốt", Fraction(80, 100)),
    ("kha", "Khá", Fraction(65, 100)),
    ("trung-binh", "Trung bình", Fraction(50, 100)),
    ("yeu", "Yếu", None),
)
# What the four made-up units reach of everything; the last one leaves a blank.
_REACHED = (Fraction(1), Fraction(17, 20), Fraction(7, 10), Fraction(17, 20))
_TASKS = 20
_CENTS = Rounding(2)

# Words of a table that speak for a rule kind.
_HINTS = (
    (r"đúng hạn|chậm|trước ngày|quá hạn", "deadline"),
    (r"hài lòng|phiếu|khảo sát", "survey"),
    (r"tỷ lệ|tỉ lệ|%", "proportional, band"),
    (r"mỗi.*trừ|trừ.*mỗi", "deduct"),
    (r"mỗi", "per-item"),
    (r"đầy đủ|đủ các|gồm", "checklist"),
    (r"có.*không|không có", "boolean"),
)


@frozen
class Draft:
    """What is known of a set that is to be written.

    `proportional` names the leaves that show a rule in proportion; every other one is marked
    directly until its rule is decided. `schema` is where an editor finds the schema.
    """

    id: str
    title: str
    issuer: str
    unit_kinds: tuple[str, ...]
    start: date
    end: date
    entries: tuple[Entry, ...]
    proportional: frozenset[str] = frozenset()
    caps: Mapping[str, Fraction] = field(factory=dict)
    remarks: tuple[Text, ...] = ()
    source: str | None = None
    schema: str | None = None

    @property
    def scale(self) -> Fraction:
        """The sum of the parts."""
        return sum(
            (one.max for one in self.entries if one.section == "criterion" and one.under is None),
            Fraction(0),
        )

    @property
    def leaves(self) -> tuple[Entry, ...]:
        """The entries that are marked."""
        above = {one.under for one in self.entries}
        return tuple(one for one in self.entries if one.code not in above)


def split_parts(parts: tuple[tuple[str, str, Fraction], ...]) -> tuple[Entry, ...]:
    """Give entries for parts named by code, title and points: two leaves each."""
    entries: list[Entry] = []
    for code, title, points in parts:
        entries.append(Entry(code, title, points))
        for number in (1, 2):
            name = f"Tiêu chí {number} của phần {code}"
            entries.append(Entry(f"{code}.{number}", name, points / 2, code))
    return tuple(entries)


def draft_set(draft: Draft) -> dict[str, str]:
    """Give the files of the set by name."""
    units, expected = _units(draft)
    return {
        "criteria.toml": _criteria_file(draft),
        "README.md": _readme(draft),
        "units.csv": units,
        "expected.csv": expected,
    }


def list_decisions(draft: Draft) -> tuple[Text, ...]:
    """Say what is left to decide, in the order of the file."""
    leaves = draft.leaves
    direct = [one.code for one in leaves if one.code not in draft.proportional]
    ownerless = [one.code for one in leaves if one.owner is None]
    unproved = [one.code for one in leaves if one.evidence is None]
    said = [
        Text(
            vi="Cơ quan ban hành, căn cứ pháp lý ([set], [basis])",
            en="The issuer and the legal basis ([set], [basis])",
        ),
        Text(
            vi="Bảy quy ước trong [policy]: hai cách làm tròn, không áp dụng, ô trống, thứ tự, chặn, so sánh",
            en="Seven policies in [policy]: two roundings, not applicable, blanks, order, bounds, compare",
        ),
    ]
    for codes, vi, en in (
        (direct, "Cách chấm của {} tiêu chí đang để “direct”", "The rule of {} still “direct”"),
        (ownerless, "Người chấm của {} tiêu chí", "Who marks {}"),
        (unproved, "Minh chứng của {} tiêu chí", "The evidence of {}"),
    ):
        if codes:
            count = len(codes)
            noun = f"{count} criterion" if count == 1 else f"{count} criteria"
            listed = ", ".join(codes[:12]) + (", …" if count > 12 else "")
            said.append(Text(vi=f"{vi.format(count)}: {listed}", en=f"{en.format(noun)}: {listed}"))
    said += [
        Text(
            vi="Điều kiện chặn ([[gate]]): chưa có",
            en="Gates ([[gate]]): none yet",
        ),
        Text(
            vi="Ngưỡng các mức xếp loại ([[grade]]), giới hạn tỷ lệ mức cao nhất ([quota])",
            en="Thresholds of the grades ([[grade]]), a quota on the highest ([quota])",
        ),
        Text(
            vi="Xếp hạng và tiêu chí phụ khi bằng điểm ([rank])",
            en="The ranking and what splits ties ([rank])",
        ),
    ]
    return tuple(said)


# ---- the criteria file ---------------------------------------------------------------------


def _criteria_file(draft: Draft) -> str:
    leaf = next(one for one in draft.leaves if one.section == "criterion")
    return _fill(
        "set/criteria.toml.txt",
        schema=f"#:schema {draft.schema}\n" if draft.schema else "",
        title_said=_one_line(draft.title),
        remarks="".join(f"# {line}\n" for line in _remarks(draft)),
        id=draft.id,
        title=toml_text(draft.title),
        issuer=toml_text(draft.issuer) + _mark(draft.issuer == NO_ISSUER),
        start=draft.start.isoformat(),
        end=draft.end.isoformat(),
        unit_kinds=", ".join(toml_text(kind) for kind in draft.unit_kinds),
        scale=_number(draft.scale),
        caps=_caps(draft),
        criteria="\n".join(_criteria(draft)),
        gate_title=toml_text(f"Tiêu chí {leaf.code} không có điểm"),
        gate_code=toml_text(leaf.code),
        grades=_grades(draft),
    )


def _remarks(draft: Draft) -> Iterator[str]:
    if draft.source is not None:
        yield f"Lập từ bảng {_one_line(draft.source)}."
        yield from (_one_line(remark.vi) for remark in draft.remarks)


def _caps(draft: Draft) -> str:
    lines = []
    for section, key, said in (
        ("bonus", "bonus_cap", "tổng điểm thưởng nhiều nhất"),
        ("deduction", "deduction_cap", "tổng điểm trừ nhiều nhất"),
    ):
        own = [one.max for one in draft.entries if one.section == section]
        if own:
            cap = draft.caps.get(section, sum(own, Fraction(0)))
            lines.append(
                f'# {TO_DECIDE}: {said}; "none" là không giới hạn.\n{key} = {_number(cap)}\n'
            )
        else:
            lines.append(f"# {key} = 5  # {said}, khi có [{section}]\n")
    return "".join(lines)


def _criteria(draft: Draft) -> Iterator[str]:
    groups = {one.under for one in draft.entries}
    for entry in draft.entries:
        key = f"{entry.section}.{toml_key(entry.code)}"
        yield ""
        if entry.under is None and entry.code in groups:
            yield f"# ---- {entry.code}. {_one_line(entry.title)} ----"
            yield ""
        yield f"[{key}]"
        if entry.under is not None:
            yield f"under = {toml_text(entry.under)}"
        yield f"title = {toml_text(entry.title)}"
        yield f"max = {_number(entry.max)}"
        if entry.code in groups:
            yield from _comments(entry.words)
            continue
        owner, evidence = entry.owner or NO_OWNER, entry.evidence or NO_EVIDENCE
        yield 'marks = { points = "proposal", parameters = "proposal" }'
        yield f"owner = {toml_text(owner)}{_mark(entry.owner is None)}"
        yield f"evidence = {toml_text(evidence)}{_mark(entry.evidence is None)}"
        yield from _comments(entry.words)
        yield from _rule(entry, key, entry.code in draft.proportional)


def _rule(entry: Entry, key: str, is_proportional: bool) -> Iterator[str]:
    title = _one_line(entry.title)
    if is_proportional:
        yield f"[{key}.rule]"
        yield 'kind = "proportional"'
        yield f'done = {{ ask = {toml_text(f"Số việc đã thực hiện ({title})")}, unit = "việc" }}'
        yield f'total = {{ ask = {toml_text(f"Số việc phải thực hiện ({title})")}, unit = "việc" }}'
        yield 'not_applicable_when_zero = "total"'
        yield f"[[{key}.example]]"
        yield f"given = {{ done = {_TASKS}, total = {_TASKS} }}"
        yield f"points = {_number(_CENTS.of(entry.max))}"
        return
    hint = _hint(entry.words)
    yield f"# {TO_DECIDE}: cách chấm." + (f" Theo lời trong bảng, xem: {hint}." if hint else "")
    yield f"[{key}.rule]"
    yield 'kind = "direct"'
    yield f"points = {{ ask = {toml_text(f'Điểm chấm: {title}')} }}"
    yield "least = 0"
    yield f"step = {_number(_step(entry.max))}"
    yield f"[[{key}.example]]"
    yield f"given = {{ points = {_number(entry.max)} }}"
    yield f"points = {_number(_CENTS.of(entry.max))}"


def _hint(words: tuple[str, ...]) -> str:
    said = " ".join(words).casefold()
    return next((kinds for pattern, kinds in _HINTS if re.search(pattern, said)), "")


def _comments(words: tuple[str, ...]) -> Iterator[str]:
    lines = [line for one in words for line in one.splitlines() if line.strip()]
    for line in lines:
        yield f"# Bảng gốc: {_one_line(line)}"


def _mark(is_open: bool) -> str:
    return f"  # {TO_DECIDE}" if is_open else ""


def _grades(draft: Draft) -> str:
    blocks = []
    for name, title, share in _LADDER:
        lines = ["[[grade]]", f'id = "{name}"', f'title = "{title}"']
        if share is not None:
            lines.append(f"from = {_number(share * draft.scale)}")
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def _step(most: Fraction) -> Fraction:
    """Give the coarsest usual step that reaches the maximum."""
    return next((step for step in _STEPS if most % step == 0), most)


# ---- the other files -------------------------------------------------------------------------


def _readme(draft: Draft) -> str:
    return _fill(
        "set/README.md.txt",
        title_said=_one_line(draft.title),
        id=draft.id,
        decisions="\n".join(f"- [ ] {one.vi}" for one in list_decisions(draft)),
    )


def _units(draft: Draft) -> tuple[str, str]:
    """Give units.csv and expected.csv for four made-up units."""
    columns: list[str] = []
    for leaf in draft.leaves:
        is_proportional = leaf.code in draft.proportional
        columns += [f"{leaf.code}.done", f"{leaf.code}.total"] if is_proportional else [leaf.code]
    blank = next(one for one in draft.leaves if one.section == "criterion").code
    units = [["unit", "name", "kind", "group", "reason", *columns]]
    totals: list[Fraction | None] = []
    earned_by_unit: list[dict[str, str]] = []
    for number, reached in enumerate(_REACHED, 1):
        row = [
            f"DV{number:02}",
            f"Đơn vị ví dụ {number} (giả định)",
            draft.unit_kinds[0],
            "Cụm 1",
            "",
        ]
        total, earned = Fraction(0), {}
        is_held = number == len(_REACHED)
        for leaf in draft.leaves:
            points, cells = _answer(leaf, reached, leaf.code in draft.proportional)
            if is_held and leaf.code == blank:
                cells = [""] * len(cells)
                earned[leaf.code] = "missing"
            else:
                earned[leaf.code] = machine_number(points)
                total += points
            row += cells
        units.append(row)
        earned_by_unit.append(earned)
        totals.append(None if is_held else min(total, draft.scale))
    scored = [total for total in totals if total is not None]
    expected = [
        ["unit", "total", "grade", "rank", "state", *(f"points:{c}" for c in earned_by_unit[0])]
    ]
    for number, (sum_, earned) in enumerate(zip(totals, earned_by_unit, strict=True), 1):
        verdict = ["", "", "", "held"]
        if sum_ is not None:
            grade = _grade(_CENTS.of(sum_), draft.scale)
            rank = 1 + sum(other > sum_ for other in scored)
            verdict = [machine_number(_CENTS.of(sum_)), grade, str(rank), "scored"]
        expected.append([f"DV{number:02}", *verdict, *earned.values()])
    return _csv(units), _csv(expected)


def _answer(leaf: Entry, reached: Fraction, is_proportional: bool) -> tuple[Fraction, list[str]]:
    """Give what a leaf earns and the cells that say so."""
    if is_proportional:
        done = int(reached * _TASKS)
        return _CENTS.of(leaf.max * done / _TASKS), [str(done), str(_TASKS)]
    if leaf.section != "criterion":
        return Fraction(0), ["0"]
    step = _step(leaf.max)
    points = leaf.max * reached // step * step if step else Fraction(0)
    return _CENTS.of(points), [machine_number(points)]


def _grade(total: Fraction, scale: Fraction) -> str:
    return next(name for name, _, share in _LADDER if share is None or total >= share * scale)


def _csv(rows: list[list[str]]) -> str:
    def cell(text: str) -> str:
        return '"' + text.replace('"', '""') + '"' if re.search(r'[",;\n]', text) else text

    return "".join(",".join(cell(one) for one in row) + "\n" for row in rows)


# ---- texts -----------------------------------------------------------------------------------


def _fill(template: str, /, **values: str) -> str:
    text = (TEMPLATES / template).read_text(encoding="utf-8")
    return Template(text).substitute(values)


def toml_text(text: str) -> str:
    """Write a text as a TOML string."""
    return json.dumps(nfc(text), ensure_ascii=False).replace("\x7f", "\\u007f")


def toml_key(code: str) -> str:
    """Write a code as a TOML key."""
    return code if re.fullmatch("[A-Za-z0-9_-]+", code) else toml_text(code)


def _number(value: Fraction) -> str:
    written = machine_number(value)
    return f'"{written}"' if "/" in written else written


def _one_line(text: str) -> str:
    """Give a text fit for a comment: one line, no control signs."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in nfc(text)).split())


# ---- a plugin ----------------------------------------------------------------------------------


def draft_council(kind: str) -> str:
    """Give a council's file of a kind ("state" or "party") in which all is still to fill in."""
    return (TEMPLATES / "council" / f"{kind}.toml.txt").read_text(encoding="utf-8")


def draft_plugin(name: str) -> dict[str, str]:
    """Give the files of a plugin project by path: a rule kind, a set that uses it, tests."""
    module, set_id = name.replace("-", "_"), f"{name}-mau"
    sets = f"{module}/criteria/{set_id}"
    path_by_template = {
        "pyproject.toml": "pyproject.toml",
        "README.md": "README.md",
        "init.py": f"{module}/__init__.py",
        "rule.py": f"{module}/rule.py",
        "criteria.toml": f"{sets}/criteria.toml",
        "set-README.md": f"{sets}/README.md",
        "units.csv": f"{sets}/units.csv",
        "expected.csv": f"{sets}/expected.csv",
        "test_plugin.py": "tests/test_plugin.py",
    }
    return {
        path: _fill(f"plugin/{template}.txt", name=name, module=module, set_id=set_id)
        for template, path in path_by_template.items()
    }


__all__ = ["Draft", "draft_plugin", "draft_set", "list_decisions", "split_parts"]
