"""The shape of a criteria file: keys, types, ids."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.model.catalogue.entry import WARNING, Said, among, problem, shortened, worded
from scoring.model.text import Text


@problem("C101", "khóa lạ", "unknown key")
def unknown_key(key: str, known: Sequence[str]) -> Said:
    """A key nobody reads is a policy nobody applies; so it is refused, not skipped."""
    hint = among(key, known, Text(vi="Các khóa dùng được ở đây", en="Keys known here"))
    shown = shortened(key)
    return Text(
        vi=f"khóa “{shown}” không dùng được ở đây.", en=f"the key “{shown}” is not known here."
    ), hint


@problem("C102", "thiếu khóa", "missing key")
def missing_key(key: str, how: str, said: Text) -> Said:
    """What the instrument must say is missing; nothing is assumed in its place."""
    return worded(
        f"thiếu “{key}”.",
        f"the key “{key}” is not given.",
        f"Thêm {how} ({said.vi}).",
        f"Add {how} ({said.en}).",
    )


@problem("C103", "giá trị không hợp", "a value that does not fit")
def wrong_value(key: str, why: Text, hint: Text) -> Said:
    """The value of a key is of another type, or out of its bounds."""
    return Text(vi=f"“{key}”: {why.vi}", en=f"“{key}”: {why.en}"), hint


@problem("C104", "cần một bảng", "a table is wanted")
def not_a_table(key: str, how: str) -> Said:
    """Something stands where a table with keys belongs."""
    return worded(
        f"“{key}” phải là một bảng có các khóa.",
        f"“{key}” must be a table with keys.",
        f"Viết {how} và các khóa của nó.",
        f"Write {how} and its keys.",
    )


@problem("C105", "mã trùng", "an id used twice")
def duplicate_id(what: Text, name: str) -> Said:
    """Two things of one name cannot be told apart in a sheet or a result."""
    return worded(
        f"{what.vi} “{name}” trùng với một mã đã có.",
        f"the {what.en} “{name}” bears a name that is taken already.",
        "Đổi một trong hai mã.",
        "Rename one of them.",
    )


@problem("C106", "mã khác tên thư mục", "the id is not the folder’s name", WARNING)
def id_not_folder(name: str, folder: str) -> Said:
    """A set is found by its folder; another id inside misleads the reader."""
    return worded(
        f"mã “{name}” khác tên thư mục “{folder}”.",
        f"the id “{name}” differs from the folder “{folder}”.",
        "Đổi tên thư mục hoặc đổi id cho trùng nhau.",
        "Rename the folder or the id.",
    )


@problem("C107", "cần một danh sách bảng", "a list of tables is wanted")
def not_a_list(key: str, how: str) -> Said:
    """What comes in order (grades, gates, examples) is written as a list of tables."""
    return worded(
        f"“{key}” phải là một danh sách các bảng.",
        f"“{key}” must be a list of tables.",
        f"Viết {how} cho mỗi mục.",
        f"Write {how} for each entry.",
    )


@problem("C108", "mã không dùng làm tên cột được", "a code that cannot title a column")
def wrong_code(code: str) -> Said:
    """Codes title the columns of the sheet: some signs would make them unreadable there."""
    return worded(
        f"mã “{code}” không dùng được: mã làm tên cột của bảng số liệu.",
        f"the code “{code}” will not do: codes are titles of columns.",
        "Đặt mã từ 1 đến 40 ký tự, không bắt đầu bằng “#”, không có dấu cách ở hai đầu.",
        "Choose 1 to 40 signs, not starting with “#”, without blanks around.",
    )


@problem("C109", "mã dành riêng", "a reserved id")
def reserved_id(what: Text, name: str) -> Said:
    """Some columns of the sheet have a fixed meaning, such as unit, kind or role."""
    return worded(
        f"{what.vi} “{name}” trùng tên một cột dành riêng của bảng số liệu.",
        f"the {what.en} “{name}” bears the name of a column with a fixed meaning.",
        "Đặt một mã khác.",
        "Choose another id.",
    )
