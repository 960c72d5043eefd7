"""Where criteria sets are found, and what is told of them."""

from __future__ import annotations

from pathlib import Path

import pytest

import scoring_basics
import scoring_csv
from scoring import find_set, list_sets, load_registry
from scoring.model.errors import UnknownNameError

REGISTRY = load_registry({"basics": scoring_basics, "csv": scoring_csv})


def test_a_comment_that_names_the_set_table_hides_no_title() -> None:
    # The rubric of the models speaks of “[set] items” before its own [set].
    titles = {found.id: found.title for found in list_sets(REGISTRY)}
    assert titles["dvk-model-rubric"].startswith("Phiếu chấm mô hình")
    assert all(titles.values())


def test_a_set_is_found_by_id_by_folder_and_by_file(tmp_path: Path) -> None:
    by_id = find_set("law10-commune", REGISTRY)
    assert find_set(str(by_id.folder), REGISTRY).id == "law10-commune"
    assert find_set(str(by_id.file), REGISTRY).file == by_id.file
    with pytest.raises(UnknownNameError) as error:
        find_set("law10", REGISTRY)
    assert "law10-commune" in error.value.text.vi
