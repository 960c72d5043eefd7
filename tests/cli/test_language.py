"""The command line in Vietnamese and English.

`python -m tests.cli.test_language` makes messages.mo anew from messages.po.
"""

from __future__ import annotations

import ast
import gettext
import struct
from pathlib import Path

import click
import pytest

from scoring.cli.door import language

FOLDER = Path(__file__).parents[2] / "scoring/cli/locale/vi/LC_MESSAGES"


def read_po(text: str) -> dict[str, str]:
    """Give the messages of a .po file; a plural's two ids are joined by NUL."""
    found: dict[str, str] = {}
    entry: dict[str, str] = {}
    for line in [*text.splitlines(), ""]:
        if line.startswith("#"):
            continue
        if not line.strip():
            if entry:
                key = entry["msgid"]
                if "msgid_plural" in entry:
                    key += "\0" + entry["msgid_plural"]
                found[key] = entry.get("msgstr", entry.get("msgstr[0]", ""))
            entry = {}
            continue
        word, _, quoted = line.partition(" ")
        entry[word] = ast.literal_eval(quoted)
    return found


def make_mo(messages: dict[str, str]) -> bytes:
    """Give the bytes of a .mo file (the format of GNU gettext, version 0)."""
    pairs = sorted((key.encode(), value.encode()) for key, value in messages.items())
    count = len(pairs)
    start = 28 + 16 * count
    ids, texts, offsets = b"", b"", []
    for key, value in pairs:
        offsets.append((len(key), len(ids), len(value), len(texts)))
        ids += key + b"\0"
        texts += value + b"\0"
    table = b"".join(struct.pack("<II", size, start + at) for size, at, _, _ in offsets)
    table += b"".join(struct.pack("<II", size, start + len(ids) + at) for _, _, size, at in offsets)
    head = struct.pack("<IIIIIII", 0x950412DE, 0, count, 28, 28 + 8 * count, 0, start)
    return head + table + ids + texts


def test_the_compiled_messages_are_those_of_the_source() -> None:
    po = (FOLDER / "messages.po").read_text(encoding="utf-8")
    assert (FOLDER / "messages.mo").read_bytes() == make_mo(read_po(po))


def test_every_message_is_one_that_click_says() -> None:
    sources = "".join(
        path.read_text(encoding="utf-8") for path in Path(click.__file__).parent.glob("*.py")
    )
    said = sources.replace('"\n', "").replace("\n", " ")
    for key in read_po((FOLDER / "messages.po").read_text(encoding="utf-8")):
        first = key.split("\0")[0].replace("\n", "\\n").replace("\t", "\\t")
        assert not first or first in said or first.lower() in said, first


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        (["--lang", "vi", "list"], {"LC_ALL": "en_US.UTF-8"}, "vi"),
        (["list", "--lang=en"], {"LC_ALL": "vi_VN.UTF-8"}, "en"),
        (["list"], {"LC_ALL": "vi_VN.UTF-8"}, "vi"),
        (["list"], {"LC_ALL": "C.UTF-8"}, "en"),
        (["list"], {"DANVAN_LANG": "vi", "LC_ALL": "en_US.UTF-8"}, "vi"),
    ],
)
def test_the_language_is_asked_for_or_the_locale_s(
    arguments: list[str],
    environment: dict[str, str],
    expected: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("DANVAN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert language(arguments) == expected


def test_gettext_reads_what_we_compiled() -> None:
    with (FOLDER / "messages.mo").open("rb") as stream:
        messages = gettext.GNUTranslations(stream)
    assert messages.gettext("Usage:") == "Cách dùng:"
    assert messages.ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", 2)


if __name__ == "__main__":
    po_text = (FOLDER / "messages.po").read_text(encoding="utf-8")
    (FOLDER / "messages.mo").write_bytes(make_mo(read_po(po_text)))
