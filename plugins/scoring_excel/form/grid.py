"""The grid: which columns a unit's worksheet has, by who fills the form."""

from __future__ import annotations

from attrs import frozen

from scoring import Question
from scoring_excel.layout import APPRAISED, COUNCIL, EVIDENCE, NOTE, REASON, SELF, SHOWN

# Columns that are no mark: they are the form's own and never change.
CODE, ASK, UNIT, MOST, TOLD = "code", "ask", "unit", "most", "told"
POINTS = "points"
EFFECTIVE, WANTING, ASKED, EXACT = "effective", "wanting", "asked", "exact"

_HIDDEN_PARTS = 30  # rules inside a composite, and evidence: more than any set has


@frozen
class Column:
    """A column: what it is, its heading, its width in signs."""

    name: str
    title: str
    width: int

    @property
    def mark(self) -> str:
        """What the hidden row says of the column."""
        if self.name in (SELF, APPRAISED, COUNCIL, EVIDENCE, REASON, NOTE):
            return self.name
        return SHOWN if self.name in (POINTS, EFFECTIVE, WANTING, ASKED, EXACT) else ""


_HEAD = (
    Column(CODE, "Mã", 7),
    Column(ASK, "Tiêu chí, câu hỏi", 48),
    Column(UNIT, "ĐVT", 13),
    Column(MOST, "Điểm tối đa", 8),
)
# The cells with the parts of a rule follow the last one.
_HELPERS = tuple(Column(name, "", 8) for name in (EFFECTIVE, WANTING, ASKED, EXACT))
_POINTS = Column(POINTS, "Điểm tạm tính", 9)

COLUMNS: dict[str, tuple[Column, ...]] = {
    SELF: (
        *_HEAD,
        Column(SELF, "Tự chấm", 12),
        _POINTS,
        Column(EVIDENCE, "Minh chứng", 24),
        Column(REASON, "Lý do (khi ghi kad)", 16),
        Column(NOTE, "Ghi chú", 16),
        *_HELPERS,
    ),
    APPRAISED: (
        *_HEAD,
        Column(SELF, "Đơn vị tự chấm", 12),
        Column(APPRAISED, "Thẩm định", 12),
        Column(REASON, "Lý do (khi khác tự chấm)", 26),
        _POINTS,
        Column(TOLD, "Đơn vị nêu: minh chứng, lý do, ghi chú", 30),
        *_HELPERS,
    ),
    COUNCIL: (
        *_HEAD,
        Column(SELF, "Đơn vị tự chấm", 11),
        Column(APPRAISED, "Thẩm định", 11),
        Column(COUNCIL, "Hội đồng", 11),
        Column(REASON, "Lý do (khi khác trước)", 22),
        _POINTS,
        Column(TOLD, "Minh chứng, lý do, ghi chú đã nêu", 30),
        *_HELPERS,
    ),
}

# Whose answers a form does not ask for.
_NOT_ASKED = {SELF: ("appraiser", "council", "superior"), APPRAISED: ("council",), COUNCIL: ()}


@frozen
class Grid:
    """The columns of the worksheets of one form, by name; column 0 holds the marks."""

    role: str

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns from the second on."""
        return COLUMNS[self.role]

    def at(self, name: str) -> int:
        """Give the number of a column, counted from 0."""
        return 1 + [column.name for column in self.columns].index(name)

    @property
    def shown(self) -> int:
        """The last column that people see."""
        return self.at(EFFECTIVE) - 1

    @property
    def width(self) -> int:
        """The width of all columns that people see, in signs."""
        return sum(column.width for column in self.columns[: self.shown])

    @property
    def last(self) -> int:
        """The last column that is hidden."""
        return self.at(EXACT) + _HIDDEN_PARTS

    @property
    def before(self) -> tuple[str, ...]:
        """The roles whose answers are shown beside those of this form."""
        return (SELF, APPRAISED, COUNCIL)[: (SELF, APPRAISED, COUNCIL).index(self.role)]

    def letter(self, name: str) -> str:
        """Give the letter of a column."""
        return letters(self.at(name))

    def cell(self, name: str, row: int) -> str:
        """Give the address of a cell; rows count from 0."""
        return f"{self.letter(name)}{row + 1}"

    def helper(self, index: int, row: int) -> str:
        """Give the address of a hidden cell of a leaf: its exact points, its parts."""
        return f"{letters(self.at(EXACT) + index)}{row + 1}"

    def asks(self, question: Question) -> bool:
        """Tell whether whoever fills this form answers a question."""
        return question.owner not in _NOT_ASKED[self.role]


def letters(column: int) -> str:
    """Give the letters of a column counted from 0: 0 is A, 26 is AA."""
    text, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
