"""Looks: the formats of a form. Colours speak: what is to be filled is yellow."""

from __future__ import annotations

from typing import Any

FONT = "Times New Roman"

INK, DEEP, GREY, RED = "#1F2937", "#1F3864", "#6B7280", "#B42318"
INPUT, ACCEPT, LOCKED, PART, SUBPART, FORMULA, LINE = (
    "#FFF8DC",
    "#E3F1E3",
    "#F1F2F4",
    "#D9E2F3",
    "#EDF2FA",
    "#F7F8FA",
    "#B8C1CF",
)

_CELL = {"border": 1, "border_color": LINE, "valign": "vcenter", "text_wrap": True}
_MIDDLE = {**_CELL, "align": "center"}

LOOKS: dict[str, dict[str, Any]] = {
    "plain": {"text_wrap": True, "valign": "top"},
    "title": {
        "bold": True,
        "font_size": 15,
        "font_color": DEEP,
        "valign": "vcenter",
        "text_wrap": True,
    },
    "subtitle": {"bold": True, "font_size": 13, "valign": "vcenter", "text_wrap": True},
    "small": {"font_size": 10, "font_color": GREY, "text_wrap": True, "valign": "vcenter"},
    "strong": {"bold": True},
    "hint": {"font_size": 9, "italic": True, "font_color": GREY},
    "header": {**_MIDDLE, "bold": True, "bg_color": DEEP, "font_color": "#FFFFFF"},
    "section": {**_CELL, "bold": True, "bg_color": DEEP, "font_color": "#FFFFFF"},
    "part": {**_CELL, "bold": True, "bg_color": PART},
    "part-middle": {**_MIDDLE, "bold": True, "bg_color": PART},
    "subpart": {**_CELL, "bold": True, "bg_color": SUBPART},
    "subpart-middle": {**_MIDDLE, "bold": True, "bg_color": SUBPART},
    "cell": _CELL,
    "indented": {**_CELL, "indent": 1},
    "elsewhere": {
        **_CELL,
        "indent": 1,
        "italic": True,
        "font_size": 9,
        "font_color": GREY,
        "bg_color": FORMULA,
    },
    "middle": _MIDDLE,
    "locked": {**_MIDDLE, "bg_color": LOCKED, "font_color": GREY, "italic": True, "font_size": 9},
    "shown": {**_MIDDLE, "bg_color": LOCKED},
    "shown-text": {**_CELL, "bg_color": LOCKED, "font_size": 10},
    "input": {**_MIDDLE, "bg_color": INPUT, "locked": False},
    "input-text": {**_CELL, "bg_color": INPUT, "locked": False, "font_size": 10},
    "formula": {**_MIDDLE, "bg_color": FORMULA, "italic": True},
    "total": {**_CELL, "bold": True, "bg_color": PART},
    "total-middle": {**_MIDDLE, "bold": True, "italic": True, "bg_color": PART},
    "accept": {**_CELL, "bg_color": ACCEPT},
    "accept-input": {
        **_MIDDLE,
        "border": 2,
        "border_color": DEEP,
        "bold": True,
        "font_size": 14,
        "bg_color": INPUT,
        "locked": False,
    },
    "signer": {"bold": True, "align": "center", "valign": "top", "text_wrap": True},
    "notice": {
        "font_size": 10,
        "italic": True,
        "font_color": RED,
        "text_wrap": True,
        "valign": "vcenter",
    },
    "box": {
        "border": 2,
        "border_color": RED,
        "bold": True,
        "font_size": 13,
        "font_color": RED,
        "align": "center",
        "valign": "vcenter",
        "text_wrap": True,
    },
    "label": {**_CELL, "bold": True, "bg_color": SUBPART, "valign": "top"},
    "value": {**_CELL, "valign": "top"},
    "link": {**_CELL, "font_color": "#1D4ED8", "underline": 1},
    "wanting": {"bg_color": "#FDE2E0", "font_color": RED},
    "asked": {"bg_color": "#FFE3BF"},
}


class Looks:
    """The formats of one workbook, made when they are first asked for."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[str, str | None], Any] = {}

    def __call__(self, name: str, number: str | None = None) -> Any:
        """Give a format by its name, with a number format where one is wanted."""
        key = name, number
        if key not in self._made:
            look = {"font_name": FONT, "font_size": 11, "font_color": INK, **LOOKS[name]}
            if number is not None:
                look["num_format"] = number
            self._made[key] = self._book.add_format(look)
        return self._made[key]

    def bare(self, name: str) -> Any:
        """Give the colours alone, to be laid over a cell under a condition."""
        key = name, "bare"
        if key not in self._made:
            self._made[key] = self._book.add_format(LOOKS[name])
        return self._made[key]
