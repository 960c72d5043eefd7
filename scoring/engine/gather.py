"""Gather: the table of an instrument, as councils keep it, to the entries of a draft.

A table has a row a criterion: its code, its title, its maximum, and perhaps in words how
it is marked. The tree is built from the codes as they are written: 1 · 1.1, I · 1 · a, A · A1.
Nothing is guessed in silence: what does not add up is a problem at its cell, and what
has no place of its own is kept as words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from attrs import define, field, frozen

from scoring.engine.entering.cells import CellFault, read_number_cell
from scoring.model import catalogue
from scoring.model.criteria import OWNERS
from scoring.model.numbers import say_number
from scoring.model.problems import Place, Problem
from scoring.model.sheet import Table
from scoring.model.text import Text, nfc

MOST_HEADING_ROWS = 30
MOST_ENTRIES = 1_000
MOST_POINTS = Fraction(1_000)

# What councils write above their columns, without accents; the first that fits wins.
_HEADINGS: Mapping[str, str] = {
    "under": "under|parent|thuoc|tieu chi cha|ma cha|ma nhom",
    "code": "code|ma|ma so|ma tieu chi|stt|tt|so tt|so thu tu|ky hieu|no|id|#",
    "rule": "rule|how|method|scoring|cach cham|cach cham diem|cach tinh|cach tinh diem"
    "|phuong phap cham|phuong phap tinh|huong dan cham|quy tac|quy tac cham|tieu chuan cham",
    "evidence": "evidence|minh chung|tai lieu minh chung|tai lieu kiem chung|ho so minh chung|ho so",
    "owner": "owner|nguoi cham|don vi cham|co quan cham|co quan tham dinh|ai cham",
    "max": "max|maximum|points|max points|diem toi da|diem chuan|thang diem|so diem|tong diem|diem",
    "title": "title|name|criterion|criteria|indicator|content|tieu chi|noi dung|ten tieu chi"
    "|noi dung tieu chi|tieu chi danh gia|noi dung danh gia|noi dung cham diem|chi tieu|ten",
}
_NEEDED = {
    "code": Text(vi="mã tiêu chí, ví dụ “1.1”", en="the code of the criterion, such as “1.1”"),
    "title": Text(vi="tên tiêu chí", en="the title of the criterion"),
    "max": Text(vi="điểm tối đa", en="the maximum points"),
}
_OWNER_WORDS = {
    "unit": ("unit", "don vi", "don vi tu cham", "tu cham", "tu danh gia"),
    "appraiser": ("appraiser", "tham dinh", "to tham dinh", "doan tham dinh", "co quan tham dinh"),
    "council": ("council", "hoi dong"),
    "superior": ("superior", "cap tren"),
    "survey": ("survey", "khao sat", "dieu tra xa hoi hoc"),
}
_SUMS = ("tong", "tong cong", "tong so", "tong diem", "cong", "total", "sum")
_EXTRA_SECTIONS = {
    "bonus": ("diem thuong", "diem cong", "thuong diem", "cong diem", "bonus"),
    "deduction": ("diem tru", "tru diem", "deduction"),
}
_SECTION_SAID = {
    "bonus": Text(vi="điểm thưởng", en="bonuses"),
    "deduction": Text(vi="điểm trừ", en="deductions"),
}
_ROMAN = re.compile(r"(?=.)(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?: .*)?|\d{1,2}/\d{1,2}/\d{4}", re.ASCII)


@frozen
class Entry:
    """A criterion of a draft: what a table says of it, and where it stands.

    `section` is the table of the file it belongs to: "criterion", "bonus" or "deduction".
    `words` are kept beside the rule, so that nothing of the table is lost.
    """

    code: str
    title: str
    max: Fraction
    under: str | None = None
    section: str = "criterion"
    owner: str | None = None
    evidence: str | None = None
    words: tuple[str, ...] = ()


@frozen
class Gathered:
    """What a table held: entries in order, all problems, and remarks for the author.

    `caps` gives the most that all bonuses, or all deductions, may come to together.
    """

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Text, ...] = ()
    caps: Mapping[str, Fraction] = field(factory=dict)


def gather_entries(table: Table) -> Gathered:
    """Give the criteria of a table, or every problem of it at once."""
    gathering = _Gathering(table)
    entries = tuple(gathering.read())
    problems = sorted(gathering.problems, key=lambda one: (one.place.order(), one.code))
    return Gathered(
        () if problems else entries, tuple(problems), tuple(gathering.remarks), gathering.caps
    )


@define(eq=False)
class _Row:
    """A row of the table that has a code, on its way to an entry."""

    number: int
    raw: str
    title: str
    max: Fraction | None
    cells: Mapping[str, str]
    words: list[str]
    has_bad_max: bool = False
    above: _Row | None = None
    is_bare: bool = True
    below: list[_Row] = field(factory=list)
    code: str = ""
    style: str = ""


@define
class _Gathering:
    """One reading of one table."""

    table: Table
    problems: list[Problem] = field(factory=list)
    remarks: list[Text] = field(factory=list)
    caps: dict[str, Fraction] = field(factory=dict)
    column_by_name: dict[str, int] = field(factory=dict)
    headings: list[str] = field(factory=list)

    def read(self) -> list[Entry]:
        """Give the entries; problems and remarks are noted on the way."""
        lines = list(self._lines())
        start = self._find_headings(lines)
        if start is None:
            return []
        rows, total = self._rows(lines[start + 1 :])
        if not rows and not self.problems:
            self._add(catalogue.no_criteria(Place(self.table.file)))
        self._build(rows)
        self._name(rows)
        self._sum(rows)
        tops = [row for row in rows if row.above is None]
        sections = {id(row): _section(row) for row in tops}
        for row in tops:
            section = sections[id(row)]
            if section != "criterion" and row.max is not None:
                self.caps[section] = self.caps.get(section, Fraction(0)) + row.max
        if total is not None:
            self._check_total(total, tops, sections)
        return list(self._entries(rows, sections))

    # ---- cells ---------------------------------------------------------------------------

    def _lines(self) -> Iterator[tuple[int, list[str]]]:
        """Give every row with its number in the file; the importer's header is one of them."""
        yield self.table.first_row - 1, [_text(cell) for cell in self.table.header]
        for index, cells in enumerate(self.table.rows):
            numbers = self.table.row_numbers
            number = numbers[index] if numbers else self.table.first_row + index
            yield number, [_text(cell) for cell in cells]

    def _add(self, problem: Problem) -> None:
        self.problems.append(problem)

    def _place(self, number: int, name: str) -> Place:
        column = self.column_by_name.get(name, self.column_by_name.get("code", 0))
        return Place(
            file=self.table.file,
            sheet=self.table.sheet,
            row=number,
            column=column + 1,
            heading=self.headings[column] or None,
            is_spreadsheet=self.table.is_spreadsheet,
        )

    def _find_headings(self, lines: Sequence[tuple[int, list[str]]]) -> int | None:
        """Find the row of headings; titles of the document may stand above it."""
        best: dict[str, int] = {}
        for index, (_, cells) in enumerate(lines[:MOST_HEADING_ROWS]):
            found = _recognise(cells)
            if set(_NEEDED) <= set(found):
                self.column_by_name, self.headings = found, cells
                above = [" ".join(filter(None, cells)) for _, cells in lines[:index]]
                if any(above):
                    shown = " / ".join(one for one in above if one)
                    self.remarks.append(
                        Text(
                            vi=f"Phía trên bảng có: {shown}", en=f"Above the table stands: {shown}"
                        )
                    )
                return index
            best = max(best, found, key=len)
        place = Place(self.table.file, sheet=self.table.sheet)
        for name, said in _NEEDED.items():
            if name not in best:
                self._add(catalogue.missing_column(place, name, said))
        return None

    # ---- rows ----------------------------------------------------------------------------

    def _rows(
        self, lines: Sequence[tuple[int, list[str]]]
    ) -> tuple[list[_Row], tuple[int, Fraction] | None]:
        """Give the rows with a code, and what the row of the total says."""
        rows: list[_Row] = []
        total: tuple[int, Fraction] | None = None
        for number, cells in lines:
            got = {name: cells[column] for name, column in self.column_by_name.items()}
            if not any(cells) or cells == self.headings or _numbers_the_columns(cells):
                continue
            code = _tidy(got["code"])
            said = _fold(got["title"] or got["code"]).rstrip(" :.")
            if said in _SUMS or (not code and said.startswith(_SUMS[1:4])):
                points, is_bad = self._points(number, got["max"])
                if points is not None and not is_bad:
                    total = number, points
            elif not code:
                self._keep_words(rows, number, cells)
            else:
                rows.append(self._row(number, code, got, cells))
            if len(rows) > MOST_ENTRIES:
                place = Place(self.table.file, sheet=self.table.sheet)
                self._add(catalogue.too_many_tables(place, "criterion", len(lines), MOST_ENTRIES))
                return [], None
        return rows, total

    def _row(self, number: int, code: str, got: Mapping[str, str], cells: list[str]) -> _Row:
        if _DATE.fullmatch(code):
            # A spreadsheet takes "1/2" or "1.2" for a day unless the column holds texts.
            self._add(
                catalogue.wrong_value(
                    self._place(number, "code"),
                    code,
                    Text(
                        vi="bảng tính đã đổi mã thành ngày.",
                        en="the spreadsheet made a date of the code.",
                    ),
                    Text(
                        vi="Định dạng cột mã là “Văn bản” (Text) rồi gõ lại mã.",
                        en="Format the column of codes as “Text” and type the code again.",
                    ),
                )
            )
        elif len(code) > 40 or not code.isprintable():
            self._add(catalogue.wrong_code(self._place(number, "code"), code[:40]))
        title = " ".join(got["title"].split())
        if not title:
            place = self._place(number, "title")
            self._add(catalogue.missing_key(place, "title", f"“{code}”", _NEEDED["title"]))
        points, is_bad = self._points(number, got["max"])
        words = [got.get("rule", "")]
        taken = set(self.column_by_name.values())
        words += [
            f"{self.headings[column]}: {cell}" if self.headings[column] else cell
            for column, cell in enumerate(cells)
            if cell and column not in taken
        ]
        return _Row(number, code, title, points, got, [one for one in words if one], is_bad)

    def _points(self, number: int, text: str) -> tuple[Fraction | None, bool]:
        """Give the points of a cell, and whether it cannot be read."""
        plain = re.sub(r"\s*(điểm|đ|points?|p)\.?$", "", text, flags=re.IGNORECASE)
        if not plain:
            return None, False
        try:
            # A deduction is often written with a minus; its size is what counts.
            return abs(read_number_cell(plain, -MOST_POINTS, MOST_POINTS)), False
        except CellFault as error:
            self._add(error.make(self._place(number, "max")))
            return None, True

    def _keep_words(self, rows: list[_Row], number: int, cells: list[str]) -> None:
        """Keep a row without a code as words of the criterion above it."""
        said = " | ".join(cell for cell in cells if cell)
        if rows:
            rows[-1].words.append(said)
            self.remarks.append(
                Text(
                    vi=f"Dòng {number} không có mã, được giữ làm lời ở tiêu chí “{rows[-1].raw}”: {said}",
                    en=f"Row {number} has no code; it is kept as words of “{rows[-1].raw}”: {said}",
                )
            )
        else:
            self.remarks.append(
                Text(
                    vi=f"Dòng {number} không có mã: {said}", en=f"Row {number} has no code: {said}"
                )
            )

    # ---- the tree --------------------------------------------------------------------------

    def _build(self, rows: list[_Row]) -> None:
        """Put every row under another: by the column `under`, or as the codes say."""
        if any(row.cells.get("under") for row in rows):
            row_by_code: dict[str, _Row] = {}
            for row in rows:
                row_by_code.setdefault(row.raw, row)
            for row in rows:
                name = _tidy(row.cells.get("under", ""))
                row.is_bare = False
                if not name:
                    continue
                if name not in row_by_code:
                    place = self._place(row.number, "under")
                    self._add(catalogue.unknown_parent(place, row.raw, name, list(row_by_code)))
                    continue
                row.above = row_by_code[name]
            self._refuse_circles(rows)
        else:
            _outline(rows)
        for row in rows:
            if row.above is not None:
                row.above.below.append(row)

    def _refuse_circles(self, rows: list[_Row]) -> None:
        for row in rows:
            seen: list[_Row] = [row]
            above = row.above
            while above is not None and above not in seen:
                seen.append(above)
                above = above.above
            if above is row:
                codes = [one.raw for one in (*seen, row)]
                self._add(catalogue.circle(self._place(row.number, "under"), codes))
                row.above = None

    def _name(self, rows: list[_Row]) -> None:
        """Give every row a code of its own; codes that repeat take on the part's."""
        parents_by_raw: dict[str, set[int]] = {}
        for row in rows:
            parents_by_raw.setdefault(row.raw, set()).add(id(row.above))
        qualify = any(len(parents) > 1 for parents in parents_by_raw.values())
        first_by_code: dict[str, _Row] = {}
        for row in rows:
            row.code = row.raw
            if row.above is not None and row.is_bare and qualify:
                row.code = f"{row.above.code}.{row.raw}"
            elif row.above is not None and row.above.code != row.above.raw:
                row.code = row.above.code + row.raw.removeprefix(row.above.raw)
            if row.code in first_by_code:
                what = Text(vi="tiêu chí", en="criterion")
                self._add(catalogue.duplicate_id(self._place(row.number, "code"), what, row.code))
                first = self._place(first_by_code[row.code].number, "code")
                self._add(catalogue.duplicate_id(first, what, row.code))
            first_by_code.setdefault(row.code, row)
        repeated = sorted({row.raw for row in rows if row.code != row.raw})
        if repeated:
            shown = ", ".join(repeated[:8]) + (", …" if len(repeated) > 8 else "")
            example = next(row for row in rows if row.code != row.raw)
            self.remarks.append(
                Text(
                    vi=f"Mã lặp lại ở nhiều phần ({shown}) nên ghi kèm mã phần, ví dụ “{example.code}”.",
                    en=f"Codes that repeat in several parts ({shown}) bear the part’s, such as “{example.code}”.",
                )
            )

    def _sum(self, rows: list[_Row]) -> None:
        """Check every group against its criteria; fill in the groups that say nothing."""
        for row in reversed(rows):
            if not row.below:
                if row.max is None and not row.has_bad_max:
                    how = f"“{row.code}”"
                    place = self._place(row.number, "max")
                    self._add(catalogue.missing_key(place, "max", how, _NEEDED["max"]))
                continue
            if any(one.max is None for one in row.below):
                continue
            found = sum((one.max or Fraction(0) for one in row.below), Fraction(0))
            if row.max is None and not row.has_bad_max:
                row.max = found
            elif row.max is not None and row.max != found and _section(_top(row)) == "criterion":
                place = self._place(row.number, "max")
                self._add(catalogue.wrong_sum(place, row.code, found, row.max))

    def _check_total(
        self, total: tuple[int, Fraction], tops: list[_Row], sections: Mapping[int, str]
    ) -> None:
        """Hold the row of the total against the parts; bonuses may be counted in or not."""
        if any(row.max is None for row in tops):
            return
        zero = Fraction(0)
        found = sum((row.max or zero for row in tops if sections[id(row)] == "criterion"), zero)
        extra = sum((row.max or zero for row in tops if sections[id(row)] == "bonus"), zero)
        if total[1] not in (found, found + extra):
            place = self._place(total[0], "max")
            self._add(
                catalogue.wrong_value(
                    place,
                    say_number(total[1]),
                    Text(
                        vi=f"các phần cộng lại {say_number(found)} điểm.",
                        en=f"the parts add up to {say_number(found, 'en')} points.",
                    ),
                    Text(
                        vi="Sửa dòng tổng hoặc điểm tối đa của một phần.",
                        en="Mend the row of the total, or the maximum of a part.",
                    ),
                )
            )

    # ---- entries -----------------------------------------------------------------------------

    def _entries(self, rows: list[_Row], sections: Mapping[int, str]) -> Iterator[Entry]:
        for row in rows:
            top = _top(row)
            section = sections[id(top)]
            if section != "criterion" and row.below:
                # Bonuses and deductions stand in a table of their own, without groups.
                said = _SECTION_SAID[section]
                self.remarks.append(
                    Text(
                        vi=f"“{row.code} {row.title}” được ghi thành {said.vi}, ngoài thang điểm.",
                        en=f"“{row.code} {row.title}” became {said.en}, outside the scale.",
                    )
                )
                continue
            owner = _owner(row.cells.get("owner", ""))
            words = list(row.words)
            if owner is None and row.cells.get("owner"):
                words.append(f"{self.headings[self.column_by_name['owner']]}: {row.cells['owner']}")
            yield Entry(
                code=row.code,
                title=row.title,
                max=row.max or Fraction(0),
                under=row.above.code if row.above is not None and section == "criterion" else None,
                section=section,
                owner=owner,
                evidence=" ".join(row.cells.get("evidence", "").split()) or None,
                words=tuple(words),
            )


def _text(cell: Any) -> str:
    return "" if cell is None else nfc(str(cell).strip())


def _fold(text: str) -> str:
    """Give a heading without accents, signs and what stands in brackets."""
    plain = re.sub(r"\([^)]*\)", " ", text.casefold()).replace("đ", "d")
    letters = "".join(
        sign for sign in unicodedata.normalize("NFD", plain) if not unicodedata.combining(sign)
    )
    return " ".join(re.sub(r"[^a-z0-9# ]+", " ", letters).split())


def _recognise(cells: Sequence[str]) -> dict[str, int]:
    """Give the columns of the headings that are known; an exact one goes first."""
    folded = [_fold(cell) for cell in cells]
    found: dict[str, int] = {}
    fits: tuple[Callable[[str, str], bool], ...] = (
        lambda heading, known: heading == known,
        lambda heading, known: len(known) > 3 and heading.startswith(known),
    )
    for fit in fits:
        for name, known in _HEADINGS.items():
            for word in known.split("|"):
                for column, heading in enumerate(folded):
                    free = column not in found.values() and name not in found
                    if free and heading and fit(heading, word):
                        found[name] = column
    return found


def _tidy(code: str) -> str:
    """Give a code without the signs that only end it: "1." is 1, "a)" is a."""
    plain = re.sub(r"^[\s(]+|[\s.):]+$", "", code)
    return "" if plain in ("-", "–", "+", "*", "•", "…") else plain


def _numbers_the_columns(cells: Sequence[str]) -> bool:
    """Tell whether a row only numbers the columns: (1) (2) (3)."""
    said = [cell for cell in cells if cell]
    return len(said) > 2 and all(re.fullmatch(r"\(\d{1,2}\)", cell) for cell in said)


def _owner(text: str) -> str | None:
    folded = _fold(text)
    for owner in OWNERS:
        if folded in _OWNER_WORDS[owner]:
            return owner
    return None


def _top(row: _Row) -> _Row:
    while row.above is not None:
        row = row.above
    return row


def _section(top: _Row) -> str:
    """Tell whether a part is bonuses or deductions by its title."""
    for section, starts in _EXTRA_SECTIONS.items():
        if _fold(top.title).startswith(starts):
            return section
    return "criterion"


# ---- the outline that codes make -------------------------------------------------------------


def _outline(rows: list[_Row]) -> None:
    """Put rows under each other by their codes.

    A code that another one begins stands under it (1.1 under 1, A1 under A). Any other code
    is a sibling of the open row whose code is written the same way, or else goes below
    the row before it.
    """
    latest: dict[tuple[str, ...], _Row] = {}
    before: _Row | None = None
    for row in rows:
        parts = tuple(re.findall(r"\d+|[^\W\d_]+", row.raw)) or (row.raw,)
        begins = (latest.get(parts[:size]) for size in range(len(parts) - 1, 0, -1))
        above = next((one for one in begins if one is not None), None)
        open_rows = _path(before)
        row.style = _style(parts, open_rows)
        if above is not None:
            row.above, row.is_bare = above, False
        else:
            alike = next((one for one in reversed(open_rows) if one.style == row.style), None)
            row.above = before if alike is None else alike.above
            if row.above is None:
                # In a new part the same numbers mean other criteria.
                latest = {key: one for key, one in latest.items() if not _is_nested_bare(one)}
        latest[parts] = row
        before = row


def _path(row: _Row | None) -> list[_Row]:
    """Give the rows from the top down to a row."""
    path: list[_Row] = []
    while row is not None:
        path.insert(0, row)
        row = row.above
    return path


def _is_nested_bare(row: _Row) -> bool:
    return any(one.is_bare for one in _path(row)[1:])


def _style(parts: tuple[str, ...], open_rows: Sequence[_Row]) -> str:
    """Name the way a code is written: numbers, Roman numbers, letters, or words."""
    if len(parts) > 1:
        return f"{len(parts)} parts"
    (code,) = parts
    if code.isdigit():
        return "numbers"
    case = "upper" if code.isupper() else "lower"
    last = {row.style: row.raw for row in open_rows}
    value = _roman(code)
    if value is not None:
        before = _roman(last.get(f"{case} roman", ""))
        after_h = last.get(f"{case} letters", "").upper() == "H"
        if (before is not None and value == before + 1) or (value == 1 and not after_h):
            return f"{case} roman"
    if len(code) == 1:
        return f"{case} letters"
    return f"{case} roman" if value is not None else "words"


def _roman(code: str) -> int | None:
    """Give the value of a Roman number up to 89, or None."""
    word = code.upper()
    if not word or not _ROMAN.fullmatch(word):
        return None
    worth = {"I": 1, "V": 5, "X": 10, "L": 50}
    values = [worth[sign] for sign in word]
    following = [*values[1:], 0]
    return sum(
        -value if value < after else value for value, after in zip(values, following, strict=True)
    )


__all__ = ["Entry", "Gathered", "gather_entries"]
