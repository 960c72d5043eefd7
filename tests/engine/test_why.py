"""Why a unit is not graded higher: every reason is told, the council's too."""

from __future__ import annotations

from pathlib import Path

import scoring_basics
import scoring_csv
from scoring import compile_criteria, enter_table, load_registry, read_criteria, run, why
from scoring.model.sheet import Table
from tests.cli.running import danvan

REGISTRY = load_registry({"basics": scoring_basics, "csv": scoring_csv})
QUOTA = '[quota.xuat-sac]\nshare = "40%"\nbase = "group"\nround = "floor"\ntie_on_line = "vote"\n\n[rank]\n'


def test_a_place_lost_in_a_vote_tells_the_council_s_reason(tmp_path: Path) -> None:
    danvan("new", "set", "bo", "--kinds", "ward", "--parts", "A:100", cwd=tmp_path)
    file = tmp_path / "bo/criteria.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("[rank]\n", QUOTA), encoding="utf-8")
    program = compile_criteria(read_criteria(file, REGISTRY), REGISTRY)
    header = ("unit", "name", "kind", "group", "decided_grade", "decided_reason", "A.1.done", "A.1.total", "A.2")  # fmt: skip
    marks = {"P1": ("", ""), "P2": ("xuat-sac", "7/9 phiếu"), "P3": ("tot", "2/9 phiếu")}
    rows = [
        [unit, unit, "ward", "", *said, "20", "20", "50" if unit == "P1" else "48"]
        for unit, said in marks.items()
    ]
    rows += [[f"P{n}", f"P{n}", "ward", "", "", "", "0", "20", "0"] for n in (4, 5)]
    result = run(program, enter_table(program, Table("bảng.csv", header, rows)))
    grades = [result.grade_id(result.units.find(unit)) for unit in marks]  # type: ignore[arg-type]
    assert grades == ["xuat-sac", "xuat-sac", "tot"]
    lost = why(result, result.units.find("P3"))  # type: ignore[arg-type]
    assert [reason.vi for reason in lost] == ["hội đồng quyết định: 2/9 phiếu"]
