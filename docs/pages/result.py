"""The page of the result as data: every key, each found in a real result."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pages.grid import code, table
from scoring import (
    Registry,
    Result,
    State,
    compile_criteria,
    find_set,
    read_criteria,
    score_folder,
    serialise,
)
from scoring.engine.serialise import PLACE_SAID
from scoring.model.result import UnitState

INTRODUCTION = """\
# The result as data

`danvan score SET SHEET --format json` and `serialise(result)` give the same data. A number of
points is a string: decimals with a point (`"88.28"`), or a ratio where decimals have no end
(`"79/36"`); never a binary float. Points have the decimals of the leaf rounding of the
set, totals those of the total rounding.

*Kết quả dạng dữ liệu. Điểm là chuỗi chữ số có dấu chấm thập phân, hoặc tỷ số nếu không viết hết
được; không bao giờ là số thực nhị phân.*

`digest` names what was decided: the same criteria file, the same answers and the same engine
give the same one on any machine, whatever the order of rows, plugins or threads.

Wherever a command takes a sheet it takes a stored `result.json` as well: the answers in it are scored
again, and must give the digest it names. Points, grades and ranks in the file are never taken over.
"""

MEANINGS: dict[str, tuple[str, str]] = {
    "format": ("integer", "version of this format"),
    "set.id": ("string", "id of the criteria set"),
    "set.digest": ("string", "digest of the criteria file"),
    "sheet.digest": ("string", "digest of the answers"),
    "sheet.header[]": ("string", "the columns of the answers, as in a sheet"),
    "sheet.rows[][]": ("string", "the answers, a row a unit, or a row a unit and role"),
    "items.header[]": ("string", "the same of the items that fed the set; absent without items"),
    "items.rows[][]": ("string", "the answers of the items"),
    "engine": ("string", "name and release of the engine"),
    "digest": ("string", "digest of the result"),
    "units[].unit": ("string", "id"),
    "units[].name": ("string", "name"),
    "units[].kind": ("string", "kind of the unit"),
    "units[].group": ("string", "peer group"),
    "units[].parent": ("string or null", "id of the unit it belongs to"),
    "units[].state": ("string", "what became of it; only a scored unit has a rank"),
    "units[].points.CODE.points": ("points", "points of a leaf, a bonus or a deduction"),
    "units[].points.CODE.max": ("points or null", "its maximum; null if it has none"),
    "units[].points.CODE.state": ("string", "what the points stand on"),
    "units[].points.CODE.role": ("string or null", "the latest role that spoke about it"),
    "units[].parts.CODE": ("points", "points of a part, the top of the tree"),
    "units[].applicable_max": ("points", "the maximum of what applies"),
    "units[].sum": ("points", "sum of the parts"),
    "units[].bonus": ("points", "bonus points, after the cap"),
    "units[].deduction": ("points", "deducted points, after the cap"),
    "units[].total": ("points or null", "the total; null while the unit is held"),
    "units[].grade": ("string or null", "id of the grade"),
    "units[].gates[]": ("string", "id of a gate that closed"),
    "units[].quota.grade": ("string", "the grade whose quota concerned the unit; null if none did"),
    "units[].quota.place": ("string", "what the quota decided"),
    "units[].rank": ("integer or null", "rank within its group"),
    "units[].tied": ("boolean", "another unit has the same rank"),
    "units[].rank_overall": ("integer or null", "rank among all units of the sheet"),
    "units[].reasons[].vi": ("string", "why not scored, or not graded higher, in Vietnamese"),
    "units[].reasons[].en": ("string", "the same in English"),
    "problems[].code": ("string", "code of a problem found while scoring"),
    "problems[].severity": ("string", "`error` or `warning`"),
    "problems[].place.vi": ("string", "where it is"),
    "problems[].place.en": ("string", "the same in English"),
    "problems[].message.vi": ("string", "what is wrong, and why"),
    "problems[].message.en": ("string", "the same in English"),
    "problems[].hint.vi": ("string", "what to do"),
    "problems[].hint.en": ("string", "the same in English"),
}

# Sets whose results together show every key: quotas, gates, items, what does not apply.
SHOWN = ("hue-36-2022", "law10-commune", "hn-13p-2018")
KEYED_BY_CODE = ("points", "parts")


def page(registry: Registry) -> str:
    """Give the text of the page; raises where it and real results differ."""
    found = {path for result in results(registry) for path in paths(serialise(result))}
    # Problems while scoring are rare; their keys are those of every problem.
    told = {path for path in MEANINGS if not path.startswith("problems")}
    found = {path for path in found if not path.startswith("problems")}
    assert found == told, f"the page and the results differ in {sorted(found ^ told)}"
    lines = INTRODUCTION.split("\n")
    lines += table(("key", "type", "holds"), ((code(k), *said) for k, said in MEANINGS.items()))
    return "\n".join([*lines, "", *_words(), ""])


def results(registry: Registry) -> Iterator[Result]:
    """Give the results of a few bundled sets."""
    for name in SHOWN:
        found = find_set(name, registry)
        program = compile_criteria(read_criteria(found.file, registry), registry)
        result, _ = score_folder(found.folder, program, registry)
        assert result is not None
        yield result


def paths(data: object, path: str = "") -> Iterable[str]:
    """Give the path of every value in a result."""
    if isinstance(data, dict):
        keyed = path.rpartition(".")[2] in KEYED_BY_CODE
        for key, value in data.items():
            name = "CODE" if keyed else key
            yield from paths(value, f"{path}.{name}" if path else name)
    elif isinstance(data, list):
        for value in data:
            yield from paths(value, f"{path}[]")
    elif path != "units[].quota":  # null where no quota concerned the unit
        yield path


def _words() -> Iterator[str]:
    states = {
        "scored": "it has a total, a grade and a rank",
        "held": "an answer or a decision is waited for",
        "unclassified": "it is not to be graded: a gate says so, or nothing applies to it",
        "provisional": "points still rest on marks that do not count yet",
    }
    assert tuple(states) == UnitState.NAMES
    yield "State of a unit:"
    yield ""
    yield from table(("", "means"), ((code(key), said) for key, said in states.items()))
    yield ""
    cells = {
        "value": "points",
        "missing": "a blank",
        "not-applicable": "the leaf does not apply",
        "held": "the rule could not speak; somebody must decide",
    }
    assert len(cells) == len(State)
    yield "State of points:"
    yield ""
    yield from table(("", "means"), ((code(key), said) for key, said in cells.items()))
    yield ""
    places = {
        "has-place": "it has one",
        "no-place": "there was none left, so it fell to the next grade",
        "awaits-vote": "tied across the last place: the council votes",
        "voted-too-many": "more were voted in than there are places: the council votes again",
    }
    assert set(places) == set(PLACE_SAID.values())
    yield "Place in a quota:"
    yield ""
    yield from table(("", "means"), ((code(key), said) for key, said in places.items()))
