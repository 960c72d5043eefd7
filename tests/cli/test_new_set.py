"""`danvan new set`: what it writes passes every check, and nothing is decided in silence."""

from __future__ import annotations

import csv
import re
from fractions import Fraction
from pathlib import Path

import pytest
import tomli

import scoring_basics
import scoring_csv
from scoring import load_registry
from scoring.engine import format as shape
from scoring.engine.draft import TO_DECIDE
from scoring.engine.read import read_with_problems
from tests.cli.running import danvan

REGISTRY = load_registry({"basics": scoring_basics, "csv": scoring_csv})
FLAGS = (
    *("--title", 'Dân vận “khéo" năm 2026', "--issuer", "Đảng ủy phường Ví dụ"),
    *("--kinds", "ward", "--from-date", "2026-01-01", "--to-date", "2026-11-30"),
)
TABLE = """\
TT;Nội dung;Điểm tối đa;Cách chấm;Minh chứng
I;Tổ chức thực hiện;40;;
1;Ban hành kế hoạch;15;Trước 31/3 đúng hạn: 15 điểm;Kế hoạch
2;Tuyên truyền;25;Mỗi hội nghị 5 điểm;
II;Kết quả;60;;
1;Đối thoại với Nhân dân;30;;biên bản
2;Hài lòng của người dân;30;Theo phiếu khảo sát;
III;Điểm thưởng;5;;
1;Mô hình được nhân rộng;5;;
;Tổng cộng;100;;
"""


def test_a_new_set_passes_the_strict_check(tmp_path: Path) -> None:
    made = danvan("new", "set", "bo-moi", *FLAGS, "--parts", "A Tổ chức:40,B:60", cwd=tmp_path)
    assert (made.code, made.err) == (0, "")
    checked = danvan("check", "bo-moi", "--strict", cwd=tmp_path)
    assert checked.out == "bo-moi: tốt · 4 tiêu chí, 4 ví dụ, 4 đơn vị\n"
    assert (checked.code, checked.err) == (0, "")
    names = {file.name for file in (tmp_path / "bo-moi").iterdir()}
    assert names >= {"criteria.toml", "README.md", "units.csv", "expected.csv"}


def test_what_was_said_stands_in_the_file(tmp_path: Path) -> None:
    danvan("new", "set", "bo-moi", *FLAGS, "--parts", "A Tổ chức, bộ máy:40", "--parts", "B:60", cwd=tmp_path)  # fmt: skip
    criteria, problems = read_with_problems(tmp_path / "bo-moi", REGISTRY)
    assert problems == ()
    assert criteria is not None
    assert criteria.title == 'Dân vận “khéo" năm 2026'
    assert criteria.issuer == "Đảng ủy phường Ví dụ"
    assert criteria.unit_kinds == ("ward",)
    assert str(criteria.period.to) == "2026-11-30"
    assert [(part.code, part.title, part.max) for part in criteria.parts] == [
        ("A", "Tổ chức, bộ máy", 40),
        ("B", "Phần B", 60),
    ]


def test_every_policy_is_a_decision_in_sight(tmp_path: Path) -> None:
    danvan("new", "set", "bo-moi", cwd=tmp_path)
    lines = (tmp_path / "bo-moi/criteria.toml").read_text(encoding="utf-8").splitlines()
    needed = [key.name for key in shape.POLICY if key.required]
    for name in needed:
        (index,) = [i for i, line in enumerate(lines) if line.startswith(f"{name} = ")]
        above = []
        while lines[index - 1].startswith("#"):
            index -= 1
            above.append(lines[index])
        assert above, name
        assert name == "scale" or any(TO_DECIDE in line for line in above), name
    text = "\n".join(lines)
    # every word a policy can have stands beside it
    for choices in ("normalise full-marks smaller-scale redistribute", "zero hold refuse"):
        assert all(f"{word}:" in text for word in choices.split())


def test_what_stands_as_a_comment_can_be_put_in_force(tmp_path: Path) -> None:
    danvan("new", "set", "bo-moi", *FLAGS, cwd=tmp_path)
    file = tmp_path / "bo-moi/criteria.toml"
    text = file.read_text(encoding="utf-8")
    opened = re.sub(r"(?m)^# (?=\[|[a-z_]+ = )", "", text)
    assert opened.count("\n#") < text.count("\n#") - 15
    assert {"gate", "quota", "basis"} <= set(tomli.loads(opened))
    file.write_text(opened, encoding="utf-8")
    criteria, problems = read_with_problems(file, REGISTRY)
    # a basis that nothing cites yet is a warning, and rightly so
    assert [problem.in_("vi") for problem in problems if problem.is_error] == []
    assert criteria is not None
    assert (criteria.replaces, criteria.policy.counts) == ("ma-bo-cu", "appraised")


@pytest.mark.parametrize("parts", ["A:33,B:67", "A:7,B:1", "A:12.5,B:0.3", "I:1/3,II:2/3"])
def test_odd_maxima_work_too(parts: str, tmp_path: Path) -> None:
    assert danvan("new", "set", "le", "--parts", parts, cwd=tmp_path).code == 0
    assert danvan("check", "le", "--strict", cwd=tmp_path).code == 0


def test_a_table_becomes_a_set_that_passes(tmp_path: Path) -> None:
    (tmp_path / "bang.csv").write_text(TABLE, encoding="utf-8")
    made = danvan("new", "set", "tu-bang", *FLAGS, "--from", "bang.csv", cwd=tmp_path)
    assert (made.code, made.err) == (0, "")
    assert "Mã lặp lại ở nhiều phần (1, 2) nên ghi kèm mã phần, ví dụ “I.1”." in made.out
    assert "Cách chấm của 5 tiêu chí đang để “direct”: I.1, I.2, II.1, II.2, III.1" in made.out
    assert danvan("check", "tu-bang", "--strict", cwd=tmp_path).code == 0
    criteria, _ = read_with_problems(tmp_path / "tu-bang", REGISTRY)
    assert criteria is not None
    assert [(one.code, one.under, one.max) for one in criteria.criteria] == [
        ("I", None, 40),
        ("I.1", "I", 15),
        ("I.2", "I", 25),
        ("II", None, 60),
        ("II.1", "II", 30),
        ("II.2", "II", 30),
    ]
    assert [one.code for one in criteria.bonuses] == ["III.1"]
    assert criteria.policy.bonus_cap == 5
    text = (tmp_path / "tu-bang/criteria.toml").read_text(encoding="utf-8")
    for kept in (
        "# Bảng gốc: Mỗi hội nghị 5 điểm",
        "xem: per-item",
        "xem: deadline",
        "xem: survey",
    ):
        assert kept in text


def test_a_table_with_faults_writes_nothing_and_tells_them_all(tmp_path: Path) -> None:
    broken = TABLE.replace("2;Tuyên truyền;25", "2;Tuyên truyền;20").replace("2;Hài", "1;Hài")
    (tmp_path / "bang.csv").write_text(broken, encoding="utf-8")
    made = danvan("new", "set", "tu-bang", "--from", "bang.csv", cwd=tmp_path)
    assert made.code == 1
    assert not (tmp_path / "tu-bang").exists()
    assert made.err.count("C105") == 2
    assert "bang.csv, dòng 2, cột “Điểm tối đa”: lỗi [C303]" in made.err


def test_results_are_worked_out_and_not_copied(tmp_path: Path) -> None:
    danvan("new", "set", "bo-moi", "--parts", "A:40,B:60", cwd=tmp_path)
    with (tmp_path / "bo-moi/expected.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for row in rows:
        earned = [Fraction(row[name]) for name in row if name.startswith("points:") and row[name] != "missing"]  # fmt: skip
        assert row["state"] == "held" or Fraction(row["total"]) == sum(earned)
    assert [row["grade"] for row in rows] == ["xuat-sac", "tot", "kha", ""]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("Bộ mới",), 2, "chỉ chữ cái không dấu"),
        (("bo", "--in", "khac"), 2, "tên thư mục"),
        (("bo", "--kinds", "phuong"), 2, "special_zone"),
        (("bo", "--from-date", "01/02/2026"), 2, "năm-tháng-ngày"),
        (("bo", "--from-date", "2026-02-01", "--to-date", "2026-01-01"), 2, "trước"),
        (("bo", "--parts", "A:4,A:5"), 2, "trùng mã"),
        (("bo", "--parts", "A:bốn"), 2, "không đọc được"),
        (("bo", "--parts", "A:40", "--from", "bang.csv"), 2, "không đi cùng"),
        (("co-san",), 1, "không ghi đè"),
    ],
)
def test_wrong_calls_are_told(
    arguments: tuple[str, ...], code: int, said: str, tmp_path: Path
) -> None:
    (tmp_path / "bang.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "co-san").mkdir()
    (tmp_path / "co-san/kept.txt").write_text("của tôi", encoding="utf-8")
    made = danvan("new", "set", *arguments, cwd=tmp_path)
    assert (made.code, made.out) == (code, "")
    assert said in made.err
    assert (tmp_path / "co-san/kept.txt").read_text(encoding="utf-8") == "của tôi"
    assert not (tmp_path / "bo").exists()


def test_on_a_terminal_it_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    answers = {"Loại đơn vị": "agency", "Các phần, MÃ TÊN:ĐIỂM": "X:10"}

    def prompt(text: str, default: str, err: bool) -> str:
        asked.append(text)
        return answers.get(text, default)

    monkeypatch.setattr("scoring.cli.new.click.prompt", prompt)
    monkeypatch.setattr("scoring.cli.new.sys.stdin", _Terminal())
    assert danvan("new", "set", "bo-moi", "--title", "Đã nói", cwd=tmp_path).code == 0
    assert asked == [
        "Cơ quan ban hành",
        "Loại đơn vị",
        "Ngày đầu kỳ",
        "Ngày cuối kỳ",
        "Các phần, MÃ TÊN:ĐIỂM",
    ]
    criteria, _ = read_with_problems(tmp_path / "bo-moi", REGISTRY)
    assert criteria is not None
    assert (criteria.unit_kinds, criteria.policy.scale) == (("agency",), 10)


class _Terminal:
    def isatty(self) -> bool:
        return True


def test_a_workbook_becomes_the_same_set_as_its_table(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    (tmp_path / "bang.csv").write_text(TABLE, encoding="utf-8")
    book = openpyxl.Workbook()
    for row in csv.reader(TABLE.splitlines(), delimiter=";"):
        book.active.append([int(cell) if cell.isdecimal() else cell or None for cell in row])
    book.save(tmp_path / "bang.xlsx")
    for name, table in (("mot", "bang.csv"), ("hai", "bang.xlsx")):
        assert danvan("new", "set", name, *FLAGS, "--from", table, cwd=tmp_path).code == 0
    one, two = (
        (tmp_path / name / "criteria.toml").read_text(encoding="utf-8").replace(name, "")
        for name in ("mot", "hai")
    )
    assert one.replace("bang.csv", "bang.xlsx") == two


def test_a_fault_of_a_workbook_is_told_at_its_cell(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["Mã", "Nội dung", "Điểm"], [1, "Một", 10], [1.1, "a", 4], [1.1, "b", 5]):
        book.active.append(row)
    book.save(tmp_path / "bang.xlsx")
    told = danvan("new", "set", "mot", "--from", "bang.xlsx", cwd=tmp_path)
    assert told.code == 1
    for cell in ("A3: lỗi [C105]", "A4: lỗi [C105]", "C2: lỗi [C303]"):
        assert f"bang.xlsx, trang “Sheet”, {cell}" in told.err
