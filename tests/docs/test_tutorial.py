"""The tutorials and the pages for councils: what they tell to do is done, and comes out so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.pages import ROOT, Reader, agrees, fill_in, read_blocks

PAGES = [*sorted((ROOT / "docs/tutorial").glob("*.md")), *sorted((ROOT / "docs/hoi-dong").glob("*.md"))]  # fmt: skip


def name_of(page: Path) -> str:
    return page.relative_to(ROOT / "docs").as_posix()


def test_the_pages_are_found() -> None:
    assert {name_of(page) for page in PAGES} >= {
        "tutorial/first-set.md",
        "tutorial/first-plugin.md",
        "tutorial/season.md",
        "hoi-dong/mua-cham-diem.md",
        "hoi-dong/van-ban.md",
        "hoi-dong/bat-dau.md",
        "hoi-dong/bang-so-lieu.md",
        "hoi-dong/tra-loi-khieu-nai.md",
        "hoi-dong/quyet-dinh-cua-hoi-dong.md",
    }


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_page_does_what_it_shows(page: Path, tmp_path: Path) -> None:
    reader = Reader(tmp_path.resolve())
    done = 0
    for block in read_blocks(page.read_text(encoding="utf-8")):
        for command, shown, said in reader.do(block):
            done += 1
            assert agrees(shown, said), f"{name_of(page)}:{block.line}: $ {command}\n{said}"
    assert done > 3


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_page_shows_no_folder_of_ours_and_no_code_of_a_result(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert str(ROOT) not in text
    assert "\ufeff" not in text
    # they differ with every release, and would be taken for something to compare with
    assert "Mã kết quả " not in text.replace("Mã kết quả …", "")


# ---- the reader itself -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shown", "said", "expected"),
    [
        ("a\nb\n", "a  \nb\n\n", True),
        ("a\n…\nd\n", "a\nb\nc\nd\n", True),
        ("a\n…\nd\n", "a\nd\n", True),
        ("…\nd\n", "a\nd\n", True),
        ("took …\n", "took 3 s\n", True),
        ("", "", True),
        ("a\n…\nd\n", "a\nb\nc\n", False),
        ("a.c\n", "abc\n", False),
        ("", "a\n", False),
        ("a\n", "", False),
    ],
)
def test_what_is_shown_is_held_against_what_is_said(shown: str, said: str, expected: bool) -> None:
    assert agrees(shown, said) is expected


def test_a_page_is_worked_through_in_order(tmp_path: Path) -> None:
    page = (
        "<!-- write: a.txt -->\n```text\none\ntwo\n\nthree\n```\n"
        "<!-- edit: a.txt -->\n```diff\n one\n-two\n+zwei\n```\n"
        "<!-- replace: a.txt -->\n```text\none\n1\n```\n"
        "```console\n$ cat a.txt\n```\n"
    )
    filled = fill_in(page, tmp_path)
    assert filled.endswith("```console\n$ cat a.txt\none\n1\n\nthree\n```\n")
    assert fill_in(filled, tmp_path) == filled


def test_an_edit_that_does_not_fit_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one\n", encoding="utf-8")
    for page in (
        "<!-- edit: a.txt -->\n```diff\n-two\n+zwei\n```\n",
        "<!-- replace: a.txt -->\n```text\ntwo\n```\n",
        "```text\n$ danvan list\n```\n",
        "```console\n$ rm a.txt\n```\n",
    ):
        with pytest.raises(AssertionError):
            fill_in(page, tmp_path)
