"""The round trip: forms go out, are filled, saved by LibreOffice in every format, and come back.

The result must be the one of the same answers in a CSV file, to the last digit of its digest.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import scoring_csv.read
from scoring import (
    Program,
    Question,
    Table,
    compile_criteria,
    digest,
    enter_table,
    load_registry,
    read_criteria,
    run,
)
from tests.cli.running import danvan
from tests.programs import convert

openpyxl = pytest.importorskip("openpyxl")

ROOT = Path(__file__).parents[3]
CRITERIA = ROOT / "criteria"
LISTS = ROOT / "tests" / "problems" / "thu-phieu"
# Flags and counts, dates and choices, items of many parts, shares.
SETS = ("law10-commune", "hcm-q11-2023", "family-dvcq-10", "nd-233-2026")
FORMATS = {
    "xlsx": "xlsx:Calc MS Excel 2007 XML",
    "ods": "ods",
    "xls": "xls:MS Excel 97",
}
MOST_UNITS = 3
MEMBERS = {"Trần Bình": ("8,5", "7"), "Nguyễn An": ("9", "6.5"), "Lê Chi": ("10", "0")}
FACTS = ("unit", "name", "kind", "group", "parent")
REASON = "Chưa phát sinh; xem “biên bản 05”"


def compiled(set_id: str) -> Program:
    registry = load_registry()
    folder = LISTS if set_id == LISTS.name else CRITERIA / set_id
    return compile_criteria(read_criteria(folder / "criteria.toml", registry), registry)


def units_of(set_id: str) -> list[dict[str, str]]:
    with (CRITERIA / set_id / "units.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))[:MOST_UNITS]


def typed(question: Question, text: str) -> object:
    """Give an answer as a person's Excel holds it: days as days, numbers as numbers."""
    if question.type == "date" and text[:4].isdecimal():
        return date.fromisoformat(text)
    plain = text.replace(".", "", 1).removeprefix("-")
    return Decimal(text) if plain.isdecimal() else text


def fill(form: Path, program: Program, unit: Mapping[str, str]) -> dict[str, str]:
    """Type the answers of a unit into the open cells of its form, and give what was typed."""
    book = openpyxl.load_workbook(form)
    questions = {one.column: one for one in program.questions}
    said: dict[str, str] = {}
    for sheet in book.worksheets:
        marks = {str(cell.value): cell.row for cell in sheet["A"] if cell.value is not None}
        if f"unit:{unit['unit']}" not in marks:
            continue
        columns = {cell.value: cell.column for cell in sheet[marks["columns"]] if cell.value}
        for mark, row in marks.items():
            name = mark.removeprefix("q:")
            if name == mark or not unit.get(name):
                continue
            cell = sheet.cell(row, columns["self"])
            assert not cell.protection.locked, f"{form.name} {cell.coordinate}"
            cell.value = typed(questions[name], unit[name])
            said[name] = unit[name]
            if unit[name].casefold() in ("kad", "n/a"):
                sheet.cell(row, columns["reason"]).value = REASON
                said[f"reason:{name}"] = REASON
            sheet.cell(row, columns["note"]).value = said[f"note:{name}"] = "=1+1 “ghi chú”"
            sheet.cell(row, columns["note"]).data_type = "s"
    book.save(form)
    return said


def as_csv(program: Program, units: list[dict[str, str]], said: list[dict[str, str]]) -> Table:
    """Give the same answers as a sheet that somebody wrote by hand."""
    names = [one.column for one in program.questions]
    more = sorted({name for own in said for name in own if ":" in name})
    header = (*FACTS, "role", *names, *more)
    rows = [
        [unit.get(name) or "" for name in FACTS]
        + ["self", *(own.get(name, "") for name in (*names, *more))]
        for unit, own in zip(units, said, strict=True)
    ]
    out = io.StringIO()
    csv.writer(out).writerows([header, *rows])
    return scoring_csv.read.parse(out.getvalue().encode(), "tay.csv")


def score(program: Program, table: Table) -> str:
    return digest(run(program, enter_table(program, table)))


def fill_ballot(form: Path, marks: tuple[str, ...]) -> None:
    """Type the marks of a member, one for each unit, as text or as a number."""
    book = openpyxl.load_workbook(form)
    (sheet,) = (one for one in book.worksheets if one["A4"].value == "columns")
    (column,) = (cell.column for cell in sheet[4] if str(cell.value).startswith("q:"))
    rows = [cell.row for cell in sheet["A"] if str(cell.value or "").startswith("unit:")]
    for row, mark in zip(rows, marks, strict=True):
        cell = sheet.cell(row, column)
        assert not cell.protection.locked
        cell.value = mark if "," in mark else Decimal(mark)
    book.save(form)


def make_forms(place: Path, set_id: str) -> tuple[list[Path], str]:
    """Give the filled forms of a set, and the digest that its answers must come to."""
    program, units = compiled(set_id), units_of(set_id)
    out, listed = place / "out" / set_id, place / f"{set_id}.csv"
    with listed.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, FACTS, restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(units)
    told = danvan("form", set_id, "--units", listed, "-o", out)
    assert told.code == 0, told.err
    said, forms = [], []
    for unit in units:
        (form,) = out.glob(f"{unit['unit'].lower()}-*")
        said.append(fill(form, program, unit))
        forms.append(form.rename(out / f"{set_id}-{form.name}"))
    assert all(said)
    return forms, score(program, as_csv(program, units, said))


def make_ballots(place: Path) -> list[Path]:
    """Give the filled forms of three members of a council for two units."""
    sheet, out = place / "roles.csv", place / "out" / "members"
    names = [one.column for one in compiled(LISTS.name).questions]
    rows = [[f"P0{n}", f"Phường {n}", "ward", "Cụm 1", "self", *[""] * len(names)] for n in (1, 2)]
    with sheet.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["unit", "name", "kind", "group", "role", *names], *rows])
    members = "; ".join(MEMBERS)
    told = danvan(
        "form", LISTS, "--sheet", sheet, "--for", "member", "--members", members, "-o", out
    )
    assert told.code == 0, told.err
    forms = sorted(out.iterdir())
    for form in forms:
        slug = {"Trần Bình": "tran-binh", "Nguyễn An": "nguyen-an", "Lê Chi": "le-chi"}
        (member,) = (name for name in MEMBERS if slug[name] in form.name)
        fill_ballot(form, MEMBERS[member])
    return [form.rename(out / f"members-{form.name}") for form in forms]


@pytest.fixture(scope="module")
def trip(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """Fill the forms of all sets, and let LibreOffice save each in every format at once."""
    place = tmp_path_factory.mktemp("trip")
    forms, wanted = make_ballots(place), {}
    for set_id in SETS:
        more, wanted[set_id] = make_forms(place, set_id)
        forms += more
    for name, filter_ in FORMATS.items():
        for made in convert(forms, filter_, place / "in" / name):
            own = next(one for one in (*SETS, "members") if made.name.startswith(one))
            (place / "in" / name / own).mkdir(exist_ok=True)
            made.rename(place / "in" / name / own / made.name)
    return place, wanted


@pytest.mark.parametrize("set_id", SETS)
@pytest.mark.parametrize("format_", FORMATS)
def test_no_cell_is_lost_on_the_way(
    set_id: str, format_: str, trip: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    place, wanted = trip
    sheet, folder = tmp_path / "sheet.csv", place / "in" / format_ / set_id
    told = danvan("collect", set_id, folder, "-o", sheet, "--units", place / f"{set_id}.csv")
    assert told.code == 0, told.err
    assert "cảnh báo" not in told.err
    count = len(units_of(set_id))
    assert told.err.endswith(f"Đã gom {count}/{count} đơn vị.\n")
    assert score(compiled(set_id), scoring_csv.read.read(sheet)) == wanted[set_id]


@pytest.mark.parametrize("format_", FORMATS)
def test_no_voice_of_a_council_is_lost_on_the_way(
    format_: str, trip: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    place, _ = trip
    sheet, folder = tmp_path / "sheet.csv", place / "in" / format_ / "members"
    onto = place / "roles.csv"
    told = danvan("collect", LISTS, folder, "-o", sheet, "--units", onto, "--onto", onto)
    assert told.code == 0, told.err
    with sheet.open(encoding="utf-8-sig", newline="") as stream:
        rows = {(row["unit"], row["role"]): row for row in csv.DictReader(stream)}
    # By the members' names: Chi, An, Bình.
    assert rows["P01", "council"]["6"] in ("10; 9; 8,5", "10; 9; 8.5")
    assert rows["P02", "council"]["6"] == "0; 6.5; 7"
    assert rows["P01", "self"]["6"] == ""
    with (tmp_path / "sheet-phieu.csv").open(encoding="utf-8-sig", newline="") as stream:
        voices = [tuple(row.values()) for row in csv.DictReader(stream)]
    assert voices[0] == ("Lê Chi", "P01", "6", "10")
    assert len(voices) == 6
