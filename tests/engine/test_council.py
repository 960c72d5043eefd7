"""A council's file: all of it may be blank, none of it may be misread."""

from datetime import date
from fractions import Fraction

import pytest

from scoring import Council, CouncilError, Meeting, Member, read_council
from scoring.engine.council import read_council_with_problems
from scoring.engine.draft import draft_council
from tests.plugins.documents.composing import filled_council, registry


def read(folder, text):
    file = folder / "hoi-dong.toml"
    file.write_text(text, encoding="utf-8")
    return read_council_with_problems(file, registry())


def codes(problems):
    return [(problem.place.line, problem.code) for problem in problems]


def test_an_empty_file_is_a_council_of_which_nothing_is_known(tmp_path):
    council, problems = read(tmp_path, "")
    assert problems == ()
    assert council == Council()
    assert (council.present, council.is_quorate) == (None, None)


@pytest.mark.parametrize("kind", ["state", "party"])
def test_the_file_to_start_from_reads_well_blank_and_filled_in(tmp_path, kind):
    blank, problems = read(tmp_path, draft_council(kind))
    assert problems == ()
    assert blank.body.kind == kind
    assert blank.members == ()
    full = filled_council(kind, tmp_path)
    assert full.chair == "Nguyễn Văn An"
    assert full.quorum == Fraction(2, 3)
    assert (full.present, len(full.members), full.is_quorate) == (2, 3, True)
    assert full.meeting.start.isoformat() == "2026-12-10T08:00:00"
    assert full.head("thong-bao").until == date(2026, 12, 30)
    assert full.head("bang-tong-hop").number == ""


def test_every_key_of_the_format_stands_in_the_file_to_start_from():
    from scoring.engine import council as shape

    text = draft_council("state")
    for keys in (shape.BODY, shape.COUNCIL, shape.MEMBER, shape.VOTE, shape.PAPER, shape.SIGNER):
        assert all(f"{key.name} = " in text for key in keys)


def test_unknown_keys_are_refused_all_at_once_with_the_nearest(tmp_path):
    text = '[body]\nnam = "x"\n[counsil]\n[meeting]\nplac = "y"\n[paper.quyet-dinhh]\n'
    _, problems = read(tmp_path, text)
    assert codes(problems) == [(2, "C101"), (3, "C101"), (5, "C101"), (6, "C101")]
    assert "“name”" in problems[0].hint.vi
    assert "“council”" in problems[1].hint.en
    assert "“place”" in problems[2].hint.vi
    assert "“quyet-dinh”" in problems[3].hint.vi


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[body]\nkind = "staat"', 2),
        ('[meeting]\nstart = "mười giờ"', 2),
        ("[meeting]\nstart = 2026-12-10T08:00:00Z", 2),
        ("[meeting]\npresent = 1.5", 2),
        ("[meeting]\nvotes = [{ question = 'x', for = -1 }]", 2),
        ('[council]\nquorum = "3/2"', 2),
        ("[council]\nmembers = [{ name = 'A', present = 'có' }]", 2),
        ("[paper.to-trinh]\nday = 2026-12-10T08:00:00", 2),
        ("[paper.to-trinh]\nbases = 'một dòng'", 2),
        ("[paper.to-trinh]\nsigner = 'An'", 2),
        ("[council]\nmembers = 'An, Bình'", 2),
    ],
)
def test_a_wrong_value_is_told_at_its_line(tmp_path, text, line):
    _, problems = read(tmp_path, text)
    assert [(one.place.line, one.is_error) for one in problems] == [(line, True)]


def test_a_member_without_a_name_is_told_and_left_out(tmp_path):
    council, problems = read(tmp_path, "[council]\nmembers = [{ duty = 'Ủy viên' }]")
    assert codes(problems) == [(2, "C102")]
    assert council.members == ()


def test_an_error_stops_and_a_warning_does_not(tmp_path):
    file = tmp_path / "hoi-dong.toml"
    file.write_text("[council]\nchair = 'An'\nmembers = [{ name = 'Bình' }]\n", encoding="utf-8")
    assert read_council(file, registry()).chair == "An"
    file.write_text("[council]\nchairr = 'An'\n", encoding="utf-8")
    with pytest.raises(CouncilError) as raised:
        read_council(file, registry())
    assert raised.value.problems[0].code == "C101"


def test_what_cannot_be_read_is_a_problem_not_a_crash(tmp_path):
    council, problems = read_council_with_problems(tmp_path / "none.toml", registry())
    assert (council, [one.code for one in problems]) == (None, ["C001"])
    assert [one.code for one in read(tmp_path, "[body")[1]] == ["C003"]
    (tmp_path / "xa.toml").write_bytes(b"\xff\xfe[")
    assert [one.code for one in read_council_with_problems(tmp_path / "xa.toml", registry())[1]] == ["C002"]  # fmt: skip


def test_a_meeting_that_lasts_past_midnight_or_has_no_hour_is_no_mistake(tmp_path):
    for start, end in (
        ("2026-12-10T22:00:00", "2026-12-11T01:00:00"),
        ("2026-12-10", "2026-12-10T08:00:00"),
        ("2026-12-10T08:00:00", "2026-12-10"),
    ):
        assert read(tmp_path, f"[meeting]\nstart = {start}\nend = {end}\n")[1] == ()
    assert codes(read(tmp_path, "[meeting]\nstart = 2026-12-10\nend = 2026-12-09T23:00:00\n")[1]) == [(3, "H103")]  # fmt: skip


def test_the_quorum_is_exact():
    members = tuple(Member(f"M{n}", is_present=n < 6) for n in range(9))
    council = Council(members=members, quorum=Fraction(2, 3))
    assert council.is_quorate is True
    absent = Council(members=members, quorum=Fraction(2, 3), meeting=Meeting(present=5))
    assert absent.is_quorate is False


def test_texts_are_taken_as_they_are(tmp_path):
    nasty = '<b>"{{ x }}" # $y$ | \\\\</b>'
    council, problems = read(tmp_path, f"[body]\nname = '''{nasty}'''\n")
    assert problems == ()
    assert council.body.name == nasty


def test_a_file_of_mistakes_without_end_is_told_in_part(tmp_path):
    text = "".join(f"k{n} = 1\n" for n in range(500))
    _, problems = read(tmp_path, text)
    assert problems[-1].code == "C007"
    assert len(problems) == 201
