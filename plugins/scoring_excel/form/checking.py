"""Checking while typing: what a cell takes, as Excel's data validation says it.

The same conditions guard the provisional score, as what is pasted passes by validation.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from scoring import Cells, Question, say_number
from scoring_excel.form.dossier import NO, NOT_APPLICABLE, NOT_DONE, OVERDUE, YES
from scoring_excel.layout import ALL_SEEN

_NUMBERS = ("count", "number", "share")
_MOST_TITLE, _MOST_MESSAGE = 32, 250


def choices(question: Question) -> tuple[str, ...]:
    """Give what a drop-down offers; empty for a question that is written."""
    if question.type == "flag":
        return (YES, NO, NOT_APPLICABLE)
    if question.type == "item":
        return (YES, NO, OVERDUE, NOT_APPLICABLE)
    if question.type == "option":
        # Evidence is judged, never set aside.
        more = () if question.slot == "evidence" else (NOT_APPLICABLE,)
        return (*(title for _, title in question.options), *more)
    return ()


def fits(question: Question, cell: str, places: Mapping[str, str]) -> str | None:
    """Write the condition that a cell, neither blank nor “kad”, holds a fit answer.

    None where a formula cannot judge it.
    """
    if question.type in ("flag", "item"):
        words = (YES, NO) if question.type == "flag" else (YES, NO, OVERDUE)
        return f"OR({','.join(_is(cell, word) for word in words)})"
    if question.type == "date":
        is_day = f"IF(ISNUMBER({cell}),AND({cell}>=1,{cell}=INT({cell})),FALSE)"
        return f"OR({_is(cell, NOT_DONE)},{_is(cell, NO)},{is_day})"
    if question.type not in _NUMBERS:
        return None
    wanted = [f"{cell}=INT({cell})"] if question.type == "count" else []
    if question.low is not None:
        wanted.append(f"{cell}>={Cells.say(question.low)}")
    if question.high is not None:
        wanted.append(f"{cell}<={Cells.say(question.high)}")
    if question.divides and not question.zero_is_told:
        wanted.append(f"{cell}<>0")
    most = places.get(question.limit) if question.limit is not None else None
    if most is not None:
        wanted.append(f"IF(ISNUMBER({most}),{cell}<={most},TRUE)")
    # IF and not AND, which would compare a text all the same.
    inner = f"AND({','.join(wanted)})" if wanted else "TRUE"
    return f"IF(ISNUMBER({cell}),{inner},FALSE)"


def _is(cell: str, word: str) -> str:
    return f'{cell}="{word}"'


def validation(
    question: Question, cell: str, places: Mapping[str, str], listed: str | None
) -> dict[str, Any]:
    """Give the validation of an input cell; `listed` is where the choices stand, if on a list."""
    told = {
        "input_title": cut(_title(question), _MOST_TITLE),
        "input_message": cut(asked(question), _MOST_MESSAGE),
        "error_title": "Ô này chưa ghi đúng",
        "error_message": cut(_way_out(question), _MOST_MESSAGE),
    }
    offered = choices(question)
    if offered:
        return {"validate": "list", "source": listed or list(offered), **told}
    condition = fits(question, cell, places)
    if condition is None:
        return {"validate": "any", **told}
    if question.type == "date":
        # Where Excel knows no day before the month, a day stays the text that people typed.
        typed = f'AND(LEN({cell})=10,MID({cell},3,1)="/",MID({cell},6,1)="/")'
        condition = f"{condition},{typed}"
    return {"validate": "custom", "value": f"=OR({_is(cell, NOT_APPLICABLE)},{condition})", **told}


def asked(question: Question) -> str:
    """Say what a cell wants: the question, its unit of measure, how to write it."""
    unit = f" ({question.unit})" if question.unit else ""
    return f"{cut(question.ask, 140)}{unit}. {wanted_said(question)}"


def wanted_said(question: Question) -> str:
    """Say in a short sentence how an answer is written."""
    offered = choices(question)
    if offered:
        return "Chọn trong danh sách."
    if question.type == "date":
        return "Ghi ngày/tháng/năm, ví dụ 15/03/2026; ô phải hiện đúng như vậy. Chưa làm thì ghi “chưa”."
    if question.type == "numbers":
        return "Ghi các số cách nhau bằng dấu chấm phẩy, ví dụ 8,5; 8; 9."
    if question.type == "share":
        return f"Ghi tỷ lệ phần trăm, ví dụ 85%{_bounds(question)}."
    word = "số nguyên" if question.type == "count" else "số"
    return f"Ghi {word}{_bounds(question)}."


def _title(question: Question) -> str:
    return "Số liệu chung" if question.code is None else f"Tiêu chí {question.code}"


def _way_out(question: Question) -> str:
    end = "Không áp dụng thì ghi kad kèm lý do. Chưa có số liệu thì để trống."
    if question.limit is not None:
        end = f"Không lớn hơn tổng số ở dòng đi kèm. {end}"
    if question.type in ("count", "number"):
        end = f"Chỉ ghi số, không kèm chữ; Excel không nhận 8,5 thì ghi 8.5. {end}"
    return f"{wanted_said(question)} {end}"


def _bounds(question: Question) -> str:
    low, high = question.low, question.high
    say = _percent if question.type == "share" else say_number
    if low is not None and high is not None:
        return f" từ {say(low)} đến {say(high)}"
    if low is not None:
        return f" từ {say(low)} trở lên"
    return f" không quá {say(high)}" if high is not None else ""


def _percent(number: Fraction) -> str:
    return f"{say_number(number * 100)}%"


def cut(text: str, most: int) -> str:
    """Give a text of at most so many signs; what was cut is marked by “…”."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def number_format(question: Question) -> str:
    """Give how Excel shows an answer, so that typing “85” where a share is wanted gives 85%."""
    return {"date": "dd/mm/yyyy", "share": "0.##%", "count": "#,##0", "numbers": "@"}.get(
        question.type, "General"
    )


def validation_of_acceptance() -> dict[str, Any]:
    """Give the validation of the cell that says that all was seen."""
    message = f"Đã xem hết đơn vị này thì chọn “{ALL_SEEN}”; chưa xem hết thì để trống."
    return {
        "validate": "list",
        "source": [ALL_SEEN],
        "input_title": "Đã xem hết",
        "input_message": f"{message} Ô để trống sẽ được ghi đúng như cấp trước.",
        "error_title": "Ô này chưa ghi đúng",
        "error_message": message,
    }


def wanted_mark(question: Question) -> str:
    """Say between which bounds one mark of a member lies."""
    return f"số{_bounds(question)}"


def validation_of_mark(question: Question, cell: str) -> dict[str, Any]:
    """Give the validation of the mark of one member: a number within the bounds."""
    low, high = question.low, question.high
    wanted = [] if low is None else [f"{cell}>={Cells.say(low)}"]
    wanted += [] if high is None else [f"{cell}<={Cells.say(high)}"]
    inner = f"AND({','.join(wanted)})" if wanted else "TRUE"
    message = f"Ghi {wanted_mark(question)}, không kèm chữ. Không chấm thì để trống."
    return {
        "validate": "custom",
        "value": f"=IF(ISNUMBER({cell}),{inner},FALSE)",
        "input_title": cut(_title(question), _MOST_TITLE),
        "input_message": cut(f"{question.ask}. {message}", _MOST_MESSAGE),
        "error_title": "Ô này chưa ghi đúng",
        "error_message": cut(message, _MOST_MESSAGE),
    }
