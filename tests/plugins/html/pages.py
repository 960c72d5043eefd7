"""Pages in tests: write one, take it apart, and let Chromium say what it shows."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Mapping
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs

import scoring_basics
import scoring_csv
import scoring_documents
import scoring_html
from scoring import Document, Registry, Result, Units, compose, load_registry
from tests.fixtures.small_sets import bundled
from tests.programs import need

VOID = {"meta", "br", "hr", "input", "col"}
SECONDS = 60


@cache
def registry() -> Registry:
    """Give the plugins that make the page."""
    return load_registry(
        {
            "basics": scoring_basics,
            "csv": scoring_csv,
            "documents": scoring_documents,
            "html": scoring_html,
        }
    )


def write(document: Document, lang: str = "vi") -> str:
    """Write a document as a page."""
    return registry().writers["html"].write(document, {"lang": lang}).decode("utf-8")


def page_of(result: Result, lang: str = "vi", form: str = "toan-canh") -> str:
    """Write the page of a result."""
    return write(compose(result, registry().forms[form]), lang)


@cache
def bundled_page(set_id: str, lang: str = "vi") -> str:
    """Write the page of the units of a bundled set."""
    return page_of(bundled(set_id).result, lang)


def renamed(result: Result, names: Iterable[str]) -> Result:
    """Give the result with other names of its units."""
    units = result.units
    units = Units(units.ids, list(names), units.kinds, units.groups, units.parents)
    return attrs.evolve(result, sheet=attrs.evolve(result.sheet, units=units))


class Reader(HTMLParser):
    """What a browser would make of a page: its tags, its texts, its script and style."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, Mapping[str, str]]] = []
        self.words: list[str] = []
        self.inside: dict[str, list[str]] = {"script": [], "style": []}
        self._open = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag in self.inside:
            self._open = tag
            self.inside[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        """Note where a script or a style ends."""
        self._open = "" if tag == self._open else self._open

    def handle_data(self, data: str) -> None:
        """Note words."""
        if self._open:
            self.inside[self._open][-1] += data
        else:
            self.words.append(data)

    def of(self, name: str) -> list[Mapping[str, str]]:
        """Give the attributes of every tag of a name."""
        return [attributes for tag, attributes in self.tags if tag == name]

    @property
    def text(self) -> str:
        """All words, one after the other."""
        return "".join(self.words)


def chromium(
    page: str, fragment: str = "", arguments: Iterable[str] = ("--dump-dom",), width: int = 1280
) -> str:
    """Give what Chromium prints of a page: the document as its script left it."""
    program = need("chromium")
    with TemporaryDirectory(prefix="danvan-chromium-") as folder:
        file = Path(folder) / "page.html"
        file.write_text(page, encoding="utf-8", newline="")
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        flags += [f"--user-data-dir={folder}/profile", f"--window-size={width},900"]
        done = subprocess.run(
            [program, *flags, *arguments, f"{file.as_uri()}{fragment}"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=True,
            encoding="utf-8",
        )
    return done.stdout
