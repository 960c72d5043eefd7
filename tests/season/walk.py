"""A whole season of seven communes and wards by files, as people would walk through it.

What everybody says is written down here once. It is typed into forms, and beside that laid
out as a plain sheet, so that the two roads can be held against each other.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from attrs import define, field

from scoring import Program, compile_criteria, find_set, load_registry, read_criteria
from tests.cli.running import Told, danvan
from tests.season.filling import Entry, fill, open_places, typed

SET = Path(__file__).with_name("phuong-dan-van")

UNITS = [
    ("P1", "Phường Một", "ward", "Cụm 1"),
    ("P2", "Phường Hai", "ward", "Cụm 1"),
    ("P3", "Phường “Phú Hậu” & <Ba>", "ward", "Cụm 1"),
    ("P4", "=Phường Bốn", "ward", "Cụm 1"),
    ("P5", "Phường Năm", "ward", "Cụm 1"),
    ("X1", "Xã Đông Thạnh", "commune", "Cụm 2"),
    ("X2", "Xã Một", "commune", "Cụm 2"),
]

_ASKED = ("A.1.done", "A.1.total", "A.2.bang", "A.2.loa", "A.3", "B.1", "T", "discipline")
_SELF = {
    "P1": ("20", "20", "yes", "yes", "2026-02-10", "2", "1", "no"),
    "P2": ("20", "20", "yes", "yes", "2026-02-28", "2", "0", "no"),
    "P3": ("20", "20", "yes", "yes", "2026-03-05", "3", "0", "no"),
    "P4": ("15", "20", "yes", "kad", "chưa", "1", "0", "no"),
    "P5": ("17.5", "20", "yes", "overdue", "2026-02-20", "2", "0", "yes"),
    "X1": ("0", "0", "yes", "yes", "2026-02-20", "2", "4", "no"),
    "X2": ("9", "12", "no", "yes", "2026-02-20", "1", "0", "no"),
}
SELF: Mapping[str, Mapping[str, str]] = {
    unit: dict(zip(_ASKED, answers, strict=True)) for unit, answers in _SELF.items()
}

# The appraiser answers what is theirs, and changes two answers with a reason each.
APPRAISED: Mapping[str, Mapping[str, str]] = {
    "P1": {"B.2": "het"},
    "P2": {"B.2": "het", "A.1.done": "19"},
    "P3": {"B.2": "het"},
    "P4": {"B.2": "phan-lon", "A.2.loa": "kad"},
    "P5": {"B.2": "het"},
    "X1": {"B.2": "het", "T": "3"},
    "X2": {"B.2": "chua"},
}
REASONS = {
    ("P2", "A.1.done"): "01 nội dung công khai chậm 3 ngày",
    ("P4", "A.2.loa"): "đúng là chưa có hệ thống loa",
    ("X1", "T"): "01 mô hình chưa có quyết định công nhận",
}

MEMBERS = {
    "Lê Thị Bình": {"P1": "9.5", "P2": "8", "P3": "8.5", "P4": "6", "P5": "7", "X1": "8", "X2": "5"},
    "Nguyễn Văn An": {"P1": "10", "P2": "8", "P3": "8", "P4": "6.5", "P5": "7", "X1": "9", "X2": "5"},
    "Trần Đức Cường": {"P1": "9.5", "P2": "8", "P3": "8.5", "P4": "7", "P5": "7", "X1": "8.5", "X2": "6"},
}  # fmt: skip

# What the set leaves to the council: one place for two tied wards, and a gate of discretion.
DECIDED = {
    "P2": ("tot", "Bỏ phiếu 2/7, biên bản số 01"),
    "P3": ("xuat-sac", "Bỏ phiếu 5/7, biên bản số 01"),
    "P5": ("kha", "Xem xét kỷ luật, biên bản số 02"),
}


def program() -> Program:
    """Give the compiled set."""
    registry = load_registry()
    found = find_set(str(SET), registry)
    return compile_criteria(read_criteria(found.file, registry), registry)


@define
class Season:
    """A folder in which the season is walked through, and what the commands said."""

    folder: Path
    told: dict[str, Told] = field(factory=dict)

    def danvan(self, step: str, *arguments: object) -> Told:
        """Run a command of a step in the folder and keep what it said."""
        self.told[step] = danvan(*arguments, cwd=self.folder)
        return self.told[step]

    def forms(self, name: str) -> list[Path]:
        """Give the workbooks of a folder."""
        return sorted((self.folder / name).glob("*.xlsx"))

    def write_units(self) -> None:
        """Write the list of units, all that the forms need."""
        write_csv(self.folder / "don-vi.csv", [("unit", "name", "kind", "group"), *UNITS])

    # ---- the steps -----------------------------------------------------------------------

    def report_of_units(self) -> None:
        """Send the units their forms, and take them back filled."""
        self.write_units()
        self.danvan("form", "form", SET, "--units", "don-vi.csv", "-o", "tu-cham")
        self.fill_all("tu-cham", self.entries("self", SELF))
        self.danvan("collect", "collect", SET, "tu-cham", "-o", "bang-1.csv", "--units", "don-vi.csv")  # fmt: skip
        self.danvan("score", "score", SET, "bang-1.csv", "-o", "ket-qua-1.json")

    def appraise(self) -> None:
        """Send the sheet to the appraisers, and lay their answers on it."""
        self.danvan("form 2", "form", SET, "--sheet", "bang-1.csv", "--for", "appraised", "-o", "tham-dinh")  # fmt: skip
        self.fill_all("tham-dinh", self.entries("appraised", APPRAISED))
        self.danvan("collect 2", "collect", SET, "tham-dinh", "--onto", "bang-1.csv", "-o", "bang-2.csv")  # fmt: skip
        self.danvan("score 2", "score", SET, "bang-2.csv", "-o", "ket-qua-2.json")

    def mark(self) -> None:
        """Let every member of the council mark, each on a form of their own."""
        names = "; ".join(MEMBERS)
        self.danvan("form 3", "form", SET, "--sheet", "bang-2.csv", "--for", "member", "--members", names, "-o", "thanh-vien")  # fmt: skip
        self.fill_all("thanh-vien", self.marks())
        self.danvan("collect 3", "collect", SET, "thanh-vien", "--onto", "bang-2.csv", "-o", "bang-3.csv")  # fmt: skip
        self.danvan("score 3", "score", SET, "bang-3.csv", "-o", "ket-qua-3.json")

    def decide(self) -> None:
        """Let the council decide what the set leaves to it."""
        self.danvan("form 4", "form", SET, "--sheet", "bang-3.csv", "--for", "council", "-o", "hoi-dong")  # fmt: skip
        self.fill_all("hoi-dong", self.decisions())
        self.danvan("collect 4", "collect", SET, "hoi-dong", "--onto", "bang-3.csv", "-o", "bang-4.csv")  # fmt: skip
        self.danvan("score 4", "score", SET, "bang-4.csv", "-o", "ket-qua.json")

    # ---- what is typed -------------------------------------------------------------------

    def entries(self, role: str, said: Mapping[str, Mapping[str, str]]) -> list[Entry]:
        """Give what a role types: answers, reasons, and evidence of every first question."""
        question_by = program().question_by_column
        made = []
        for unit, answers in said.items():
            for column, text in answers.items():
                made.append(Entry(unit, column, role, typed(question_by[column], text)))
                if role == "self" and column == "A.1.done":
                    made.append(Entry(unit, column, "evidence", f"sổ công khai {unit}"))
                if role == "self" and column == "B.1":
                    made.append(Entry(unit, column, "note", "=2 hội nghị, có ảnh"))
                if role == "self" and text == "kad":
                    made.append(Entry(unit, column, "reason", "chưa có loa truyền thanh"))
                if role == "appraised" and (unit, column) in REASONS:
                    made.append(Entry(unit, column, "reason", REASONS[unit, column]))
        return made

    def marks(self) -> Iterator[tuple[str, Entry]]:
        """Give the marks with the name of the member who gave them."""
        question = program().question_by_column["C.1"]
        for member, marks in MEMBERS.items():
            for unit, mark in marks.items():
                yield member, Entry(unit, "C.1", "mark", typed(question, mark))

    def decisions(self) -> Iterator[Entry]:
        """Give the grades that the council picks from the list, with the reasons."""
        title_by_id = {grade.id: grade.title for grade in program().criteria.grades}
        for unit, (grade, reason) in DECIDED.items():
            yield Entry(unit, "decided_grade", "council", title_by_id[grade])
            yield Entry(unit, "decided_reason", "council", reason)

    def fill_all(self, name: str, said: object) -> None:
        """Type entries into the forms of a folder that have a place for them."""
        entries = list(said)  # type: ignore[call-overload]
        typed_in = 0
        for file in self.forms(name):
            owner, where = open_places(file)
            own = [
                one
                for member, one in (e if isinstance(e, tuple) else ("", e) for e in entries)
                if member in ("", owner) and (one.unit, one.question, one.column) in where
            ]
            typed_in += fill(file, own)
        assert typed_in == len(entries), f"{name}: {typed_in} of {len(entries)} found a place"


def write_csv(file: Path, rows: Sequence[Sequence[str]]) -> None:
    """Write rows as CSV."""
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)


def plain_sheet(file: Path) -> None:
    """Write the sheet that somebody without forms would have typed."""
    asked = [question.column for question in program().questions]
    header = ["unit", "name", "kind", "group", "role", "reason", "decided_grade", "decided_reason"]
    rows = [header + asked]
    for unit in UNITS:
        marks = "; ".join(marks[unit[0]] for marks in MEMBERS.values())
        for role, answers in (
            ("self", SELF[unit[0]]),
            ("appraised", APPRAISED[unit[0]]),
            ("council", {"C.1": marks}),
        ):
            decided = DECIDED.get(unit[0], ("", "")) if role == "council" else ("", "")
            cells = [answers.get(column, "") for column in asked]
            rows.append([*unit, role, "có lý do", *decided, *cells])
    write_csv(file, rows)
