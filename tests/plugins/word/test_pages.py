"""Papers as they look: laid out by LibreOffice, every letter in one font, heads as they were.

The top of a decision under each head is held to a small grey picture beside this file. Fonts
and spaces may differ a little from one LibreOffice to the next, so what is compared is
where there is ink, within two millimetres, and every rule. After a change of the layout,
accept what is drawn now, and look at it:

    python -m tests.plugins.word.test_pages --accept
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest

from scoring import Paragraph
from scoring_word.check import check_template
from scoring_word.draw import draw
from scoring_word.write import write, write_from
from tests.plugins.pdf.samples import HEADS, SAME, SHORT_DIGEST, decision, plain
from tests.plugins.pdf.test_pictures import read_png, write_png
from tests.plugins.pdf.test_write import ACCENTED
from tests.problems.templates import parts_of, with_parts
from tests.programs import convert, need, text_of

docx = pytest.importorskip("docx")
pytest.importorskip("docxtpl")

HERE = Path(__file__).parent / "pictures"
PPI = 100
TOP = 340  # rows of dots: the head and the title
CELL = 6  # dots, about 1.5 mm
DARK, LONG = 140, 60  # a rule is a line of dark dots of at least 15 mm
MOST_BYTES, MOST_OTHER = 40_000, 2


def broken(kind: str, change: str) -> bytes:
    """Give a shipped template with one fault in its head."""
    parts = parts_of(draw(kind))
    text = parts["word/document.xml"].decode()
    faults = {
        "rule": (r'<w:p><w:pPr><w:pStyle w:val="DuongKe"/>.*?</w:p>', "", 1),
        "line": (r"Độc lập - Tự do - Hạnh phúc|ĐẢNG CỘNG SẢN VIỆT NAM", " ", 1),
        "wrap": (r'w:w="5500"', 'w:w="3400"', 0),
        "side": (r'<w:pStyle w:val="SoKyHieu"/>', r'\g<0><w:jc w:val="left"/>', 0),
    }
    pattern, by, count = faults[change]
    found, times = re.subn(pattern, by, text, count=count, flags=re.DOTALL)
    assert times, change
    return with_parts(draw(kind), {"word/document.xml": found.encode()})


FAULTS = ["rule", "line", "wrap", "side"]


def papers() -> dict[str, bytes]:
    """Give every paper that is looked at, by name; one start of LibreOffice lays out all."""
    made = {}
    for kind in HEADS:
        made[kind] = write_from(draw(kind), kind, decision(kind), "vi")
        for change in FAULTS:
            content = broken(kind, change)
            made[f"{kind}-{change}"] = write_from(content, kind, decision(kind), "vi")
    marked = decision("state", is_landscape=True, mark=SAME("DỰ THẢO"))
    made["turned"] = write_from(draw("state"), "state", marked, "vi")
    styles = ("plain", "note", "centre")
    letters = plain(*(Paragraph(SAME(ACCENTED), style) for style in styles))
    made["letters"] = write_from(draw("plain"), "plain", letters, "vi")
    return made


def lay_out(folder: Path) -> dict[str, Path]:
    made = papers()
    for name, content in made.items():
        (folder / f"{name}.docx").write_bytes(content)
    files = convert([folder / f"{name}.docx" for name in made], "pdf", folder / "pdf")
    return dict(zip(made, files, strict=True))


@pytest.fixture(scope="module")
def laid(tmp_path_factory) -> dict[str, Path]:
    return lay_out(tmp_path_factory.mktemp("papers"))


def see(pdf: Path) -> np.ndarray:
    """Give the top of the first page as grey dots."""
    command = [need("pdftoppm"), "-r", PPI, "-f", 1, "-l", 1, "-gray", "-png", pdf]
    done = subprocess.run([str(one) for one in command], capture_output=True, check=True)
    return read_png(done.stdout, TOP)[:, :, 0]


def reference(kind: str) -> np.ndarray:
    return read_png((HERE / f"{kind}.png").read_bytes(), TOP)[:, :, 0]


def inked(grey: np.ndarray) -> np.ndarray:
    """Tell which small squares have ink."""
    rows, columns = (length // CELL for length in grey.shape)
    cut = grey[: rows * CELL, : columns * CELL].reshape(rows, CELL, columns, CELL)
    return cut.min(axis=(1, 3)) < DARK


def spread(cells: np.ndarray) -> np.ndarray:
    """Give the squares with ink and all their neighbours."""
    padded = np.pad(cells, 1)
    rows, columns = cells.shape
    near = [padded[r : r + rows, c : c + columns] for r in range(3) for c in range(3)]
    return np.logical_or.reduce(near)


def rules(grey: np.ndarray) -> list[tuple[int, int, int]]:
    """Give every rule: its row, where it begins and ends, in small squares."""
    found: list[tuple[int, int, int]] = []
    for row, dots in enumerate(grey < DARK):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], dots, [0]))))
        for begin, end in edges.reshape(-1, 2).tolist():
            is_new = all(abs(row - above) > 3 for above, _, _ in found)
            if end - begin >= LONG and is_new:
                found.append((row, begin, end))
    return found


def count_other(found: np.ndarray, expected: np.ndarray) -> int:
    """Count the squares with ink that the other picture has not even beside it."""
    one, other = inked(found), inked(expected)
    unlike = (one & ~spread(other)) | (other & ~spread(one))
    # At the lower edge a line may be in one picture and just out of the other.
    return int(unlike[:-2].sum())


def looks_alike(found: np.ndarray, expected: np.ndarray) -> bool:
    first, second = rules(found), rules(expected)
    if found.shape != expected.shape or len(first) != len(second):
        return False
    near = np.abs(np.array(first) - np.array(second)).max() <= CELL * 3 // 2
    return bool(near) and count_other(found, expected) <= MOST_OTHER


@pytest.mark.parametrize("kind", HEADS)
def test_the_head_looks_as_it_did(laid, kind):
    assert (HERE / f"{kind}.png").stat().st_size <= MOST_BYTES
    assert looks_alike(see(laid[kind]), reference(kind))


@pytest.mark.parametrize("kind", HEADS)
def test_a_small_shift_is_no_difference(kind):
    expected = reference(kind)
    assert looks_alike(shifted(expected, 3, 2), expected)
    assert not looks_alike(shifted(expected, 16, 0), expected)


def shifted(grey: np.ndarray, down: int, right: int) -> np.ndarray:
    """Give a picture moved on white paper."""
    rows, columns = grey.shape
    return np.pad(grey, ((down, 0), (right, 0)), constant_values=255)[:rows, :columns]


@pytest.mark.parametrize("kind", HEADS)
@pytest.mark.parametrize("change", FAULTS)
def test_a_head_that_lost_something_is_noticed(laid, kind, change):
    assert not looks_alike(see(laid[f"{kind}-{change}"]), reference(kind))


def test_every_accented_letter_comes_through_and_none_in_another_font(laid):
    said = re.sub(r"\s", "", text_of(laid["letters"]))
    assert len(ACCENTED) == 134
    assert said.count(ACCENTED) == 3
    assert len(families(laid["letters"])) == 1


@pytest.mark.parametrize("name", ["state", "party", "turned"])
def test_a_paper_is_set_in_one_family_alone(laid, name):
    assert len(families(laid[name])) == 1


def families(pdf: Path) -> set[str]:
    """Give the families of fonts in a PDF; a second one is a fallback for some letter."""
    done = subprocess.run(
        [need("pdffonts"), str(pdf)], capture_output=True, check=True, encoding="utf-8"
    )
    names = [line.split()[0] for line in done.stdout.splitlines()[2:]]
    return {re.split("[-,]", name.partition("+")[2] or name)[0] for name in names}


@pytest.mark.parametrize("name", ["state", "party", "turned"])
def test_every_page_carries_the_digest_and_its_number(laid, name):
    pages = text_of(laid[name]).split("\f")[:-1]
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        assert f"Mã kết quả {SHORT_DIGEST} · trang {number}/{len(pages)}" in page
        assert ("DỰ THẢO" in page) == (name == "turned")


def test_the_head_of_a_table_stands_on_every_page_of_it(laid):
    pages = text_of(laid["turned"]).split("\f")[:-1]
    with_rows = [page for page in pages if "Phường Thuận Hòa" in page]
    assert len(with_rows) > 1
    assert all("Vì sao chưa cao hơn" in page for page in with_rows)


def test_a_template_that_was_saved_by_another_program_does_as_well(tmp_path):
    (tmp_path / "mau.docx").write_bytes(draw("state"))
    (saved,) = convert([tmp_path / "mau.docx"], "docx:MS Word 2007 XML", tmp_path / "luu")
    assert check_template(saved).problems == ()
    made = docx.Document(io.BytesIO(write(decision("state"), {"template": saved})))
    styles = [style.name for style in made.styles]
    assert len(styles) == len(set(styles))
    said = [line.text for line in made.paragraphs]
    assert "Căn cứ Luật Thực hiện dân chủ ở cơ sở ngày 10 tháng 11 năm 2022;" in said
    (basis,) = {line.style.name for line in made.paragraphs if line.text.startswith("Căn cứ")}
    assert basis == "Căn cứ"


def test_nothing_of_a_head_is_cut(laid):
    first = text_of(laid["state"]).split("\f")[0]
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in first
    assert "Độc lập - Tự do - Hạnh phúc" in first
    assert "Phú Xuân, ngày 05 tháng 02 năm 2026" in first
    assert "Số: 12/QĐ-UBND" in first
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in text_of(laid["party"]).split("\f")[0]


def accept() -> None:
    """Draw the reference pictures anew."""
    HERE.mkdir(exist_ok=True)
    with TemporaryDirectory() as place:
        files = lay_out(Path(place))
        for kind in HEADS:
            (HERE / f"{kind}.png").write_bytes(write_png(see(files[kind]) // 17 * 17))


if __name__ == "__main__":
    if sys.argv[1:] != ["--accept"]:
        sys.exit(__doc__)
    accept()
