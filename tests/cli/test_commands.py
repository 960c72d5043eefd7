"""The commands, as a secretary types them."""

from __future__ import annotations

import csv
import json
import os
import random
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from scoring.cli.door import PROBLEMS, USAGE, WELL, run

SET = "hue-36-2022"
UNITS = Path(__file__).parents[2] / "criteria" / SET / "units.csv"


def told(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run the command line; give its exit code, stdout and stderr."""
    code = run(list(arguments))
    out, err = capfd.readouterr()
    return code, out, err


def result_of(capfd: pytest.CaptureFixture[str], sheet: Path, *more: str) -> dict[str, object]:
    code, out, _ = told(capfd, "score", SET, str(sheet), "--format", "json", *more)
    assert code == WELL
    data: dict[str, object] = json.loads(out)
    return data


def test_the_demo_ranks_36_units_and_explains_one(capfd: pytest.CaptureFixture[str]) -> None:
    code, out, _ = told(capfd, "demo", "--lang", "vi")
    assert code == WELL
    lines = UNITS.read_text(encoding="utf-8-sig").splitlines()
    names = {row["name"] for row in csv.DictReader(lines)}
    assert len(names) == 36
    assert all(name in out for name in names)
    assert "GIẢ ĐỊNH" in out
    assert "vì sao có điểm này" in out
    assert "Tổng điểm" in out


def test_the_demo_explains_the_unit_asked_for(capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = told(capfd, "demo", "--lang", "en", "--unit", "Phường Đúc")
    assert "Phường Đúc: where its points come from" in out


def test_the_list_names_the_bundled_sets(capfd: pytest.CaptureFixture[str]) -> None:
    code, out, _ = told(capfd, "list", "--lang", "en")
    assert code == WELL
    for name in ("law10-commune", "hue-36-2022", "hn-13p-2018", "dvk-model-rubric", "tcpl-25-2021"):
        assert name in out


def test_plugins_are_told_with_their_offers(capfd: pytest.CaptureFixture[str]) -> None:
    code, out, _ = told(capfd, "plugins", "--lang", "en")
    assert code == WELL
    assert "basics" in out
    assert "leader-relative" in out


def test_check_says_fine_and_counts(capfd: pytest.CaptureFixture[str]) -> None:
    code, out, err = told(capfd, "check", "law10-commune", "--strict", "--lang", "en")
    assert (code, err) == (WELL, "")
    assert "law10-commune: fine · 26 leaves" in out


def test_check_of_a_broken_set_fails_and_says_why(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    text = (UNITS.parent / "criteria.toml").read_text(encoding="utf-8")
    broken = tmp_path / SET / "criteria.toml"
    broken.parent.mkdir()
    broken.write_text(text.replace("scale = 100", "scale = 90"), encoding="utf-8")
    code, out, err = told(capfd, "check", str(broken), "--lang", "vi")
    assert code == PROBLEMS
    assert "[C306]" in err
    assert "chưa dùng được" in out


def test_stdout_holds_the_result_alone(capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = told(capfd, "score", SET, str(UNITS), "--format", "json")
    data = json.loads(out)
    assert data["format"] == 1
    assert len(data["units"]) == 36
    assert data["digest"].startswith("sha256:")


def test_a_ranking_orders_by_total_within_each_group(capfd: pytest.CaptureFixture[str]) -> None:
    data = result_of(capfd, UNITS)
    units = data["units"]
    assert isinstance(units, list)
    for group in {unit["group"] for unit in units}:
        ranked = [unit for unit in units if unit["group"] == group and unit["rank"]]
        totals = [Fraction(unit["total"]) for unit in ranked]
        assert totals == sorted(totals, reverse=True)
        assert ranked[0]["rank"] == 1
    for unit in units:
        if unit["state"] != "scored":
            assert unit["rank"] is None
            assert unit["reasons"], unit


def test_the_order_of_rows_and_the_number_of_workers_change_nothing(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with UNITS.open(encoding="utf-8-sig", newline="") as stream:
        header, *rows = list(csv.reader(stream))
    random.Random(7).shuffle(rows)
    order = list(range(len(header)))
    random.Random(8).shuffle(order)
    shuffled = tmp_path / "units.csv"
    with shuffled.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerows([[row[i] for i in order] for row in (header, *rows)])
    plain = result_of(capfd, UNITS)
    other = result_of(capfd, shuffled, "--workers", "2")
    assert other["digest"] == plain["digest"]
    assert other["units"] == plain["units"]


@pytest.mark.parametrize(("format_", "start"), [("csv", "\ufeffrank,"), ("md", "# Công tác")])
def test_other_formats(capfd: pytest.CaptureFixture[str], format_: str, start: str) -> None:
    code, out, _ = told(capfd, "score", SET, str(UNITS), "--format", format_)
    assert code == WELL
    assert out.startswith(start)
    assert "Phường Đúc" in out


def test_a_file_is_written_and_said_on_stderr(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "kết quả.json"
    code, out, err = told(capfd, "score", SET, str(UNITS), "--format", "json", "-o", str(file))
    assert (code, out) == (WELL, "")
    assert "kết quả.json" in err
    assert json.loads(file.read_text(encoding="utf-8"))["format"] == 1


def test_explain_tells_inputs_rule_arithmetic_and_clause(capfd: pytest.CaptureFixture[str]) -> None:
    code, out, _ = told(capfd, "explain", SET, str(UNITS), "Phường Thuận Hòa", "B1", "--lang", "vi")
    assert code == WELL
    assert "51 ngày" in out
    assert "51 ÷ 52 × 10 = 9,8076… → 9,81" in out
    assert "Luật Tiếp công dân" in out


def test_explain_as_markdown(capfd: pytest.CaptureFixture[str]) -> None:
    code, out, _ = told(
        capfd, "explain", SET, str(UNITS), "Phường Đúc", "--format", "md", "--lang", "en"
    )
    assert code == WELL
    assert out.startswith("# Phường Đúc: where its points come from")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("score", "nothing", str(UNITS)), "no criteria set “nothing”"),
        (("explain", SET, str(UNITS), "Phường Không Có"), "Close to it"),
        (("explain", SET, str(UNITS), "Phường Đúc", "Z9"), "no criterion “Z9”"),
    ],
)
def test_unknown_names_are_told_with_what_there_is(
    capfd: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    code, out, err = told(capfd, *arguments, "--lang", "en")
    assert (code, out) == (PROBLEMS, "")
    assert said in err


@pytest.mark.parametrize(
    "arguments",
    [("score",), ("score", SET, "missing.csv"), ("nonsense",), ("check",), ("list", "--nonsense"),
     ("score", SET, str(UNITS), "--format", "gif"), ("explain", SET, str(UNITS), "x", "--format", "csv")],
)  # fmt: skip
def test_wrong_usage_leaves_with_2_and_a_way_out(
    capfd: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    code, out, err = told(capfd, *arguments, "--lang", "vi")
    assert (code, out) == (USAGE, "")
    assert "Sai cách gọi" in err
    assert "--help" in err


def test_every_bad_cell_is_told_at_once(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with UNITS.open(encoding="utf-8-sig", newline="") as stream:
        header, *rows = list(csv.reader(stream))
    column = header.index("B1")
    for row in rows:
        row[column] = "nhiều"
    sheet = tmp_path / "units.csv"
    with sheet.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([header, *rows])
    code, out, err = told(capfd, "score", SET, str(sheet), "--lang", "vi")
    assert (code, out) == (PROBLEMS, "")
    assert err.count("[S301]") == 36
    assert "36 lỗi" in err


@pytest.mark.parametrize("encoding", ["cp1252", "cp1258", "ascii"])
def test_a_console_without_vietnamese_letters_ends_no_command(encoding: str) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "scoring", "list", "--lang", "vi"],
        capture_output=True,
        env=environment,
        check=False,
    )
    assert done.returncode == WELL
    assert "Mã" in done.stdout.decode("utf-8")


def test_help_imports_neither_numpy_nor_rich() -> None:
    probe = (
        "import sys\n"
        "from scoring.cli.door import run\n"
        "run(['--help'])\n"
        "heavy = {'numpy', 'rich', 'tomli', 'scoring_basics.rules'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode("utf-8")


def test_a_reader_that_goes_away_is_no_fault() -> None:
    command = f"{sys.executable} -m scoring score {SET} '{UNITS}' --format csv | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, check=False)
    assert b"Traceback" not in done.stderr


def test_check_can_hold_a_set_to_the_laws(capfd: pytest.CaptureFixture[str]) -> None:
    code, out, _ = told(capfd, "check", "dvk-model-rubric", "--laws", "--lang", "en")
    assert code == WELL
    assert " passed" in out
