"""`danvan report` and `danvan new council`: papers into files, and never over an edited one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import danvan

ROOT = Path(__file__).parents[2]
SET = "tcpl-25-2021"
SHEET = ROOT / "criteria" / SET / "units.csv"


def report(*arguments: object, cwd: Path | None = None, lang: str = "vi", sheet: Path = SHEET):
    return danvan("report", SET, sheet, *arguments, cwd=cwd, lang=lang)


def test_without_a_form_the_papers_are_named() -> None:
    told = report()
    assert told.code == 0
    for line in ("bien-ban         Biên bản họp hội đồng", "quyet-dinh       Quyết định"):
        assert line in told.out
    assert "Minutes of the council" in report("--form", "list", lang="en").out
    assert danvan("report").out == told.out


def test_a_paper_needs_a_set_and_a_sheet() -> None:
    told = danvan("report", "--form", "bien-ban")
    assert told.code == 2
    assert "bộ tiêu chí và bảng số liệu" in told.err


def test_a_wrong_name_is_met_with_the_nearest_and_the_list() -> None:
    told = report("--form", "bien-bang")
    assert told.code == 2
    assert "Có phải ý là “bien-ban” không?" in told.err
    assert "to-trinh (Tờ trình đề nghị công nhận kết quả)" in told.err


def test_a_paper_goes_into_the_file_it_is_named_after(tmp_path: Path) -> None:
    told = report("--form", "to-trinh", "-o", "to-trinh.md", cwd=tmp_path)
    assert (told.code, told.err) == (0, "Đã ghi to-trinh.md.\n")
    text = (tmp_path / "to-trinh.md").read_text(encoding="utf-8")
    assert "# TỜ TRÌNH" in text
    assert [one.name for one in tmp_path.iterdir()] == ["to-trinh.md"]


def test_the_language_of_the_paper_is_not_that_of_the_call(tmp_path: Path) -> None:
    report("--form", "to-trinh", "-o", "a.md", cwd=tmp_path, lang="en")
    report("--form", "to-trinh", "-o", "b.md", "--paper-lang", "en", cwd=tmp_path)
    assert "# TỜ TRÌNH" in (tmp_path / "a.md").read_text(encoding="utf-8")
    assert "# SUBMISSION" in (tmp_path / "b.md").read_text(encoding="utf-8")


def test_an_edited_file_is_never_overwritten_unasked(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    report("--form", "to-trinh", "-o", file)
    same = report("--form", "to-trinh", "-o", file)
    assert same.code == 0
    file.write_text("sửa tay", encoding="utf-8")
    refused = report("--form", "to-trinh", "-o", file)
    assert refused.code == 1
    assert "không ghi đè" in refused.err
    assert "--replace" in refused.err
    assert file.read_text(encoding="utf-8") == "sửa tay"
    assert report("--form", "to-trinh", "-o", file, "--replace").code == 0
    assert "# TỜ TRÌNH" in file.read_text(encoding="utf-8")


def test_a_folder_takes_one_file_a_unit_all_or_none(tmp_path: Path) -> None:
    told = report("--form", "phieu-cham-diem", "--format", "md", "-o", "phieu/", cwd=tmp_path)
    assert told.code == 0
    files = sorted((tmp_path / "phieu").iterdir())
    assert len(files) == 10
    assert files[0].name == "phieu-cham-diem-p01-phuong-vi-du-1.md"
    for file in files:
        assert file.read_text(encoding="utf-8").count("# PHIẾU CHẤM ĐIỂM") == 1
    files[3].write_text("sửa tay", encoding="utf-8")
    files[5].unlink()
    told = report("--form", "phieu-cham-diem", "--format", "md", "-o", "phieu/", cwd=tmp_path)
    assert told.code == 1
    assert not files[5].exists()
    assert files[3].read_text(encoding="utf-8") == "sửa tay"


def test_one_unit_alone_is_named_by_id_or_name(tmp_path: Path) -> None:
    report("--form", "giai-trinh", "--unit", "Phường Ví dụ 2", "-o", "a.md", cwd=tmp_path)
    report("--form", "giai-trinh", "--unit", "P02", "-o", "b.md", cwd=tmp_path)
    assert (tmp_path / "a.md").read_bytes() == (tmp_path / "b.md").read_bytes()
    told = report("--form", "giai-trinh", "--unit", "Phường Ví dụ 9")
    assert told.code == 1
    assert "Gần giống" in told.err


def test_units_of_like_names_get_files_of_their_own(tmp_path: Path) -> None:
    sheet = tmp_path / "u.csv"
    lines = SHEET.read_text(encoding="utf-8-sig").splitlines()
    first = lines[1].split(",", 2)
    twins = [",".join([unit, "Phường “CON”/..\\x", first[2]]) for unit in ("a.1", "a-1", "A:1")]
    sheet.write_text("\n".join([lines[0], *twins]) + "\n", encoding="utf-8")
    told = report("--form", "giai-trinh", "--format", "md", "-o", "g/", cwd=tmp_path, sheet=sheet)
    assert told.code == 0
    assert sorted(file.name for file in (tmp_path / "g").iterdir()) == [
        "giai-trinh-a-1-phuong-con-x-2.md",
        "giai-trinh-a-1-phuong-con-x-3.md",
        "giai-trinh-a-1-phuong-con-x.md",
    ]


def test_who_asks_for_a_unit_or_a_folder_where_there_is_none_is_told() -> None:
    assert "nêu --unit" in report("--form", "giai-trinh").err
    assert "nói về mọi đơn vị" in report("--form", "bien-ban", "--unit", "P01").err
    assert "nói về mọi đơn vị" in report("--form", "bien-ban", "-o", "x/").err
    assert report("--form", "explanation").code == 2


def test_a_decision_waits_until_all_is_settled(tmp_path: Path) -> None:
    told = report("--form", "quyet-dinh", "-o", "a.md", cwd=tmp_path)
    assert told.code == 1
    assert "[H201]" in told.err
    assert "Xã Ví dụ 6" in told.err
    assert list(tmp_path.iterdir()) == []
    assert report("--form", "quyet-dinh", "--draft", "-o", "a.md", cwd=tmp_path).code == 0
    assert "**DỰ THẢO**" in (tmp_path / "a.md").read_text(encoding="utf-8")


def test_a_council_file_is_started_checked_and_used(tmp_path: Path) -> None:
    made = danvan("new", "council", "hoi-dong.toml", "--kind", "party", cwd=tmp_path)
    assert made.code == 0
    assert danvan("new", "council", "hoi-dong.toml", cwd=tmp_path).code == 1
    file = tmp_path / "hoi-dong.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("# chair = ", "chair = "), encoding="utf-8")
    told = report("--form", "bien-ban", "--council", "hoi-dong.toml", "-o", "a.md", cwd=tmp_path)
    assert told.code == 0
    written = (tmp_path / "a.md").read_text(encoding="utf-8")
    assert "Chủ trì: Nguyễn Văn An" in written
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in written
    file.write_text("[bodi]\n[council]\nchairr = 'x'\n", encoding="utf-8")
    told = report("--form", "bien-ban", "--council", "hoi-dong.toml", cwd=tmp_path)
    assert told.code == 1
    assert told.err.count("[C101]") == 2
    assert "hoi-dong.toml:3" in told.err


def test_warnings_of_a_council_file_are_shown_and_the_paper_is_made(tmp_path: Path) -> None:
    (tmp_path / "h.toml").write_text(
        "[council]\nchair = 'Nguyễn Văn An'\nmembers = [{ name = 'Nguyễn Văn Ân' }]\n",
        encoding="utf-8",
    )
    told = report("--form", "bien-ban", "--council", "h.toml", "-o", "a.md", cwd=tmp_path)
    assert told.code == 0
    assert "[H101]" in told.err


def test_the_day_of_a_paper_can_be_given(tmp_path: Path) -> None:
    report("--form", "to-trinh", "--day", "2027-01-05", "-o", "a.md", cwd=tmp_path)
    assert "ngày 05 tháng 01 năm 2027" in (tmp_path / "a.md").read_text(encoding="utf-8")
    assert report("--form", "to-trinh", "--day", "5/1/2027").code == 2


def test_an_earlier_result_lends_its_ranks(tmp_path: Path) -> None:
    before = tmp_path / "truoc.json"
    assert danvan("score", SET, SHEET, "--format", "json", "-o", before).code == 0
    plain = report("--form", "bang-tong-hop", "-o", "a.md", cwd=tmp_path)
    with_ranks = report("--form", "bang-tong-hop", "--before", before, "-o", "b.md", cwd=tmp_path)
    assert plain.code == with_ranks.code == 0
    assert len((tmp_path / "b.md").read_text("utf-8")) > len((tmp_path / "a.md").read_text("utf-8"))


@pytest.mark.parametrize("content", ["{", "[]", '{"units": 3}', '{"units": [{"rank": 1}]}', "\x00", "[" * 99999])  # fmt: skip
def test_what_is_no_result_is_refused_in_words(tmp_path: Path, content: str) -> None:
    file = tmp_path / "x.json"
    file.write_text(content, encoding="utf-8")
    told = report("--form", "bang-tong-hop", "--before", file)
    assert told.code == 1
    assert "không phải là kết quả" in told.err


def test_odd_ranks_of_an_earlier_result_are_left_out(tmp_path: Path) -> None:
    from scoring.cli.report import _ranks_before

    file = tmp_path / "x.json"
    units = [{"unit": f"U{n}", "rank": rank} for n, rank in enumerate([1, 0, -2, None, True, "3"])]
    file.write_text(json.dumps({"units": units}), encoding="utf-8")
    assert _ranks_before(file) == {"U0": 1}


def test_a_template_is_for_word_only(tmp_path: Path) -> None:
    template = tmp_path / "mau.docx"
    template.write_bytes(b"")
    told = report("--form", "bien-ban", "--template", template, "-o", "a.md", cwd=tmp_path)
    assert told.code == 2
    assert ".docx" in told.err


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("x", encoding="utf-8")
    told = report("--form", "bien-ban", "-o", tmp_path / "tep" / "a.md")
    assert told.code == 1
    assert "Traceback" not in told.err
