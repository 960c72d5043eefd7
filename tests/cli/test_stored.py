"""A stored result is read by any later command, and never taken at its word."""

import json

import pytest

from scoring.cli.door import PROBLEMS, WELL, run
from tests.fixtures.small_sets import CRITERIA

HUE = str(CRITERIA / "hue-36-2022" / "units.csv")


def call(*arguments):
    return run(["--lang", "vi", *map(str, arguments)])


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    file = tmp_path_factory.mktemp("stored") / "result.json"
    assert call("score", "hue-36-2022", HUE, "--format", "json", "-o", file) == WELL
    return file


def digest_in(file):
    return json.loads(file.read_text(encoding="utf-8"))["digest"]


def test_a_stored_result_scored_again_is_the_same(stored, tmp_path, capsys):
    again = tmp_path / "again.json"
    assert call("score", "hue-36-2022", stored, "--format", "json", "-o", again) == WELL
    assert again.read_bytes() == stored.read_bytes()
    assert "cảnh báo" not in capsys.readouterr().err


def test_a_unit_is_explained_from_a_stored_result(stored, capsys):
    assert call("explain", "hue-36-2022", stored, "Phường Đúc") == WELL
    assert "Phường Đúc" in capsys.readouterr().out


def test_a_grade_edited_in_the_file_changes_nothing(stored, tmp_path):
    data = json.loads(stored.read_text(encoding="utf-8"))
    data["units"][0]["grade"], data["units"][0]["total"] = "yeu", "1"
    edited, again = tmp_path / "edited.json", tmp_path / "again.json"
    edited.write_text(json.dumps(data), encoding="utf-8")
    assert call("score", "hue-36-2022", edited, "--format", "json", "-o", again) == WELL
    assert again.read_bytes() == stored.read_bytes()


def test_an_answer_edited_in_the_file_is_found_out(stored, tmp_path, capsys):
    data = json.loads(stored.read_text(encoding="utf-8"))
    sheet = data["sheet"]
    column = sheet["header"].index("villages")
    sheet["rows"][0][column] = str(int(sheet["rows"][0][column]) + 1)
    edited = tmp_path / "edited.json"
    edited.write_text(json.dumps(data), encoding="utf-8")
    assert call("score", "hue-36-2022", edited) == PROBLEMS
    assert "[S109]" in capsys.readouterr().err


def test_the_items_come_along(tmp_path):
    folder = CRITERIA / "hcm-tanbinh-2023"
    stored, again = tmp_path / "result.json", tmp_path / "again.json"
    items = ("--items", folder / "items.csv")
    to_json = ("--format", "json", "-o")
    assert call("score", folder, folder / "units.csv", *items, *to_json, stored) == WELL
    assert call("score", folder, stored, *to_json, again) == WELL
    assert digest_in(again) == digest_in(stored)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        '{"sheet": 3}',
        '{"sheet": {"header": ["unit"], "rows": [["a", "b"]]}}',
        '{"sheet": {"header": ["unit"], "rows": [[1]]}}',
        '{"sheet": {"header": "unit", "rows": []}}',
        '{"sheet": {"header": ["unit"], "rows": [["\\ud800"]]}}',
        "[" * 100_000,
        "\x00",
        '{"a": 1e999999999}',
    ],
)
def test_what_is_no_stored_result_is_refused_in_words(content, tmp_path, capsys):
    file = tmp_path / "x.json"
    file.write_text(content, encoding="utf-8")
    assert call("score", "hue-36-2022", file) == PROBLEMS
    assert "[S101]" in capsys.readouterr().err
