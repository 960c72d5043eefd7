"""Restyle: find our styles in a template by the names people see; add those that it lacks."""

from __future__ import annotations

from typing import Any

from scoring import nfc
from scoring_word.styles import NAME_BY_ID, STYLES, XML_BY_ID
from scoring_word.wordml import NAMESPACES

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BASED = {style.id: style.based for style in STYLES}


class Restyle:
    """The styles of one document.

    A secretary may change how a style looks, and Word or LibreOffice its id; its name stays.
    """

    def __init__(self, made: Any) -> None:
        self._styles = made.styles.element
        self._by_name = {
            _folded(style.find(f"{_W}name").get(f"{_W}val")): style.get(f"{_W}styleId")
            for style in self._styles.findall(f"{_W}style")
            if style.find(f"{_W}name") is not None
        }
        self._found: dict[str, str] = {}

    def id_of(self, wanted: str) -> str:
        """Give the id under which one of our styles is known here."""
        if wanted not in self._found:
            name = _folded(NAME_BY_ID[wanted])
            self._found[wanted] = self._by_name.get(name) or self._add(wanted)
        return self._found[wanted]

    def _add(self, wanted: str) -> str:
        from docx.oxml.parser import parse_xml

        xml = XML_BY_ID[wanted]
        based = _BASED.get(wanted, "")
        if based in XML_BY_ID:
            xml = xml.replace(
                f'w:basedOn w:val="{based}"', f'w:basedOn w:val="{self.id_of(based)}"'
            )
        taken = {style.get(f"{_W}styleId") for style in self._styles.findall(f"{_W}style")}
        id_ = wanted
        while id_ in taken:
            id_ += "0"
        xml = xml.replace(f'w:styleId="{wanted}"', f'w:styleId="{id_}"')
        self._styles.append(parse_xml(xml.replace("<w:style ", f"<w:style {NAMESPACES} ", 1)))
        return id_


def _folded(name: str) -> str:
    return nfc(name).casefold()
