"""`danvan diff`: two sets, or one set and the one it replaces."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scoring.engine.catalog import BUNDLED
from tests.cli.running import danvan

TEXT = (BUNDLED / "law10-commune/criteria.toml").read_text(encoding="utf-8")


@pytest.fixture
def sets(tmp_path: Path) -> Path:
    new = TEXT.replace('id = "law10-commune"', 'id = "moi"\nreplaces = "cu"')
    old = TEXT.replace('id = "law10-commune"', 'id = "cu"').replace("from = 85\n", "from = 90\n")
    for name, text in (("moi", new), ("cu", old)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "criteria.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_the_replaced_set_is_found_beside_the_new_one(sets: Path) -> None:
    told = danvan("diff", "moi", cwd=sets)
    assert (told.code, told.err) == (0, "")
    assert "Những thay đổi từ “cu” sang “moi”" in told.out
    assert "ngưỡng: ≥ 90 → ≥ 85" in told.out
    assert told.out == danvan("diff", "cu", "moi", cwd=sets).out


def test_english_markdown_and_json(sets: Path) -> None:
    told = danvan("diff", "cu", "moi", "--format", "md", lang="en", cwd=sets)
    assert told.out.startswith("# What changed from “cu” to “moi”\n")
    assert "- Tốt\n  - ● threshold: ≥ 90 → ≥ 85\n" in told.out
    data = json.loads(danvan("diff", "cu", "moi", "--format", "json", cwd=sets).out)
    (change,) = data["changes"]
    assert (change["section"], change["name"], change["counts"]) == ("grade", "tot", True)
    assert change["old"] == {"vi": "≥ 90", "en": "≥ 90"}


def test_it_writes_to_a_file(sets: Path) -> None:
    told = danvan("diff", "moi", "-o", "doi.md", cwd=sets)
    assert (told.out, told.err) == ("", "Đã ghi doi.md.\n")
    assert "≥ 90 → ≥ 85" in (sets / "doi.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("law10-commune",), 2, "replaces"),
        (("cu", "moi", "cu"), 2, "một hoặc hai"),
        (("khong-co", "moi"), 1, "Không có bộ tiêu chí"),
        (("moi", "--format", "xml"), 2, "xml"),
    ],
)
def test_wrong_calls_are_told(arguments: tuple[str, ...], code: int, said: str, sets: Path) -> None:
    told = danvan("diff", *arguments, cwd=sets)
    assert (told.code, told.out) == (code, "")
    assert said in told.err
