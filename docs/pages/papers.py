"""The page of papers: which there are, and every key of a council's file."""

from __future__ import annotations

from pages.grid import both, code, keys_table, table
from scoring import Registry
from scoring.engine import council as shape
from scoring.engine.draft import draft_council

INTRODUCTION = """\
# The papers of a council

`danvan report SET SHEET --form NAME -o FILE` makes an official paper from a result; the suffix of
the file says in which format. A file that says something else already is not overwritten
without `--replace`, since secretaries go on editing. Every paper names the result that it shows by its
digest, and no paper computes a point, a grade or a rank.

*`danvan report BỘ_TIÊU_CHÍ BẢNG --form TÊN -o TỆP` lập văn bản từ kết quả; đuôi tệp cho biết định dạng.
Tệp đã có và khác nội dung thì không bị ghi đè nếu không thêm `--replace`. Mỗi văn bản ghi mã của kết
quả, không văn bản nào tự tính điểm, xếp loại hay thứ hạng.*

What is announced is settled: `quyet-dinh` and `thong-bao` are refused while a unit is held or
provisional. With `--draft` they are made all the same, and every page says DỰ THẢO.
"""

ABOUT = {
    "all": ("all units", "mọi đơn vị"),
    "unit": ("one unit: `--unit`, or a folder for all", "một đơn vị: `--unit`, hoặc cả thư mục"),
    "each": ("one unit, or all, a page each", "một đơn vị, hoặc mọi đơn vị, mỗi đơn vị một trang"),
}

COUNCIL = """\
## The council’s file

Who issues the papers, who sits, how they met, who signs: none of it touches a score. All of it may be
left out, and what is missing is printed as dots to fill in by hand; a key that is not known is
refused with the nearest known one. `danvan new council hoi-dong.toml --kind state|party` starts one:

```toml
"""

TABLES = (
    ("`[body]`", shape.BODY, "`kind` chooses the letterhead: Nghị định 30/2020/NĐ-CP or Hướng dẫn 36-HD/VPTW."),
    ("`[council]`", shape.COUNCIL, ""),
    ("`members = [{ … }]`", shape.MEMBER, "Where each says whether present, the present are counted."),
    ("`[meeting]`", shape.MEETING, ""),
    ("`votes = [{ … }]`", shape.VOTE, ""),
    ("`[paper.NAME]`", shape.PAPER, "`NAME` is one of the names above."),
    ("`signer = { … }`", shape.SIGNER, ""),
)  # fmt: skip


def page(registry: Registry) -> str:
    """Give the text of the page."""
    forms = sorted(registry.forms.values(), key=lambda one: one.name)
    rows = [
        (code(one.name), both(one.title), f"{ABOUT[one.about][0]} · *{ABOUT[one.about][1]}*")
        for one in forms
    ]
    lines = [*INTRODUCTION.split("\n"), *table(("name", "paper", "is about"), rows), ""]
    lines += [*COUNCIL.rstrip("\n").split("\n"), *draft_council("state").rstrip("\n").split("\n")]
    lines += ["```", ""]
    for title, keys, told in TABLES:
        lines += [f"### {title}", ""]
        lines += [told, ""] if told else []
        lines += [*keys_table(keys), ""]
    return "\n".join(lines)
