"""Pages and files that are made from the code are as the code makes them."""

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def load():
    spec = importlib.util.spec_from_file_location("docs_generate", ROOT / "docs" / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATE = load()


@pytest.mark.parametrize("name", sorted(GENERATE.FILES))
def test_a_committed_file_is_as_made(name):
    committed = (ROOT / name).read_text(encoding="utf-8")
    assert committed == GENERATE.FILES[name](), "run: python docs/generate.py"


def test_the_page_of_problems_has_every_code_once():
    from tests.problems.every import CATALOGUE

    page = GENERATE.problems_page()
    for code, entry in CATALOGUE.items():
        assert page.count(f"### {code}: ") == 1
        assert entry.why in page
        assert page.count(f"error [{code}]") + page.count(f"warning [{code}]") == 1
        assert page.count(f"lỗi [{code}]") + page.count(f"cảnh báo [{code}]") == 1
