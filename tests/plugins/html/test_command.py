"""`danvan score --format html`: a writer gets the form it asks for, where there is one."""

import attrs

from scoring import load_registry
from scoring.cli.commands import _form_for
from tests.cli.running import danvan
from tests.fixtures.small_sets import CRITERIA
from tests.plugins.html.pages import Reader, registry

UNITS = CRITERIA / "law10-commune" / "units.csv"


def test_the_page_of_a_sheet_is_one_command_away(tmp_path):
    file = tmp_path / "ket-qua.html"
    told = danvan("score", "law10-commune", UNITS, "--format", "html", "-o", file)
    assert told.code == 0
    assert f"Đã ghi {file}." in told.err
    reader = Reader(file.read_text(encoding="utf-8"))
    assert len([one for one in reader.of("a") if "don-vi-" in one["href"]]) == 15
    assert "Toàn cảnh" not in reader.text  # the set's title stands above, not the form's
    assert "Giải thích từng đơn vị" in reader.text


def test_a_writer_whose_form_no_plugin_offers_gets_the_ranking():
    plugins = registry()
    page = plugins.writers["html"]
    assert _form_for(page, plugins).name == "toan-canh"
    assert _form_for(attrs.evolve(page, form="nobody’s"), plugins).name == "ranking"
    assert _form_for(None, plugins).name == "ranking"
    assert _form_for(load_registry().writers["md"], load_registry()).name == "ranking"
