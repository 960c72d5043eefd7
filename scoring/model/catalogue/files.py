"""The file of a criteria set: is it there, is it TOML?"""

from __future__ import annotations

from scoring.model.catalogue.entry import Said, problem, worded
from scoring.model.text import Text


@problem("C001", "không đọc được tệp", "the file cannot be read")
def unreadable_file(why: Text) -> Said:
    """The file is missing, is a folder, or may not be opened."""
    return worded(
        f"không đọc được tệp: {why.vi}.",
        f"the file cannot be read: {why.en}.",
        "Kiểm tra đường dẫn và quyền đọc; một bộ tiêu chí là tệp criteria.toml hoặc thư mục chứa tệp đó.",
        "Check the path and the right to read it; a set is a file criteria.toml, or its folder.",
    )


@problem("C002", "không phải UTF-8", "not UTF-8")
def not_utf8(byte: int) -> Said:
    """A criteria file is UTF-8 text, so that Vietnamese letters mean the same everywhere."""
    return worded(
        f"tệp không phải là văn bản UTF-8 (từ byte thứ {byte}), có lẽ được lưu bằng bảng mã cũ.",
        f"the file is not UTF-8 text (from byte {byte} on); it was probably saved in an older code.",
        "Lưu lại tệp với mã UTF-8 (trong Notepad: Save as → Encoding → UTF-8).",
        "Save the file as UTF-8 (in Notepad: Save as → Encoding → UTF-8).",
    )


# What the TOML parser says, by the beginning of its sentence.
_TOML_SAID: tuple[tuple[str, str, str], ...] = (
    (
        "Invalid statement",
        "dòng này không phải là khóa = giá trị, cũng không phải là [bảng]",
        "this line is neither key = value nor a [table]",
    ),
    (
        "Expected newline or end of document",
        "sau giá trị còn chữ thừa, hoặc chữ chưa đặt trong ngoặc kép",
        "something is left over after the value, or a text lacks its quotes",
    ),
    (
        "Expected '=' after a key",
        "thiếu dấu = sau khóa",
        "the sign = is missing after the key",
    ),
    (
        "Invalid initial character for a key part",
        "tên khóa ở đây bị trống hoặc có dấu mà chưa đặt trong ngoặc kép",
        "a key is empty here, or has signs other than a–z, 0–9, - and _ without quotes",
    ),
    ("Cannot declare", "bảng này đã có ở trên", "this table stands above already"),
    ("Cannot overwrite a value", "khóa này đã có ở trên", "this key stands above already"),
    ("Duplicate inline table key", "một khóa ghi hai lần trong { }", "a key comes twice in { }"),
    (
        "Cannot mutate immutable namespace",
        "không thêm được vào bảng hoặc danh sách đã viết xong ở trên",
        "a table or list that was closed above cannot be added to",
    ),
    (
        "Cannot redefine namespace",
        "bảng này đã có ở trên dưới dạng khác",
        "this table stands above already in another form",
    ),
    ("Unclosed array", "danh sách thiếu dấu ] hoặc dấu phẩy", "a list lacks its ] or a comma"),
    (
        "Unclosed inline table",
        "bảng { … } thiếu dấu } hoặc dấu phẩy",
        "a table { … } lacks its } or a comma",
    ),
    ("Unterminated string", "chữ thiếu ngoặc kép đóng", "a text lacks its closing quote"),
    (
        "Illegal character '\\n'",
        "chữ thiếu ngoặc kép đóng ở cuối dòng",
        "a text lacks its closing quote at the end of the line",
    ),
    ("Illegal character", "có ký tự điều khiển trong chữ", "a text holds a control sign"),
    ("Found invalid character", "có ký tự không được dùng ở đây", "a sign is not allowed here"),
    (
        "Invalid value",
        "giá trị không hợp lệ; chữ phải đặt trong ngoặc kép, số lẻ viết 8.5",
        "the value is malformed; texts stand in quotes, decimals are written 8.5",
    ),
    ("Invalid date or datetime", "ngày không có thật", "there is no such day"),
    ("Invalid hex value", "mã ký tự sau dấu \\ không hợp lệ", "the code after \\ is malformed"),
    (
        "Unescaped '\\' in a string",
        "dấu \\ trong chữ phải viết thành \\\\",
        "a \\ in a text must be written \\\\",
    ),
    (
        "Escaped character is not",
        "mã ký tự sau dấu \\ không có",
        "the code after \\ names no sign",
    ),
    ("Expected", "thiếu dấu đóng ngoặc", "a closing bracket is missing"),
)


@problem("C003", "sai cú pháp TOML", "not TOML")
def not_toml(why: str) -> Said:
    """The text does not follow the grammar of TOML."""
    found = (one[1:] for one in _TOML_SAID if why.startswith(one[0]))
    vi, en = next(found, (why, why))
    return worded(
        f"sai cú pháp TOML: {vi}.",
        f"this is not TOML: {en}.",
        "Sửa dòng này, hoặc dòng ngay trên nếu dòng này đúng. Các lỗi khác được báo sau khi sửa.",
        "Mend this line, or the one above if this one is right. Other problems are told after that.",
    )


@problem("C004", "tệp quá lớn", "the file is too large")
def file_too_large(most: int) -> Said:
    """No instrument needs a megabyte; such a file is a mistake or an attack."""
    return worded(
        f"tệp dài hơn {most // 1000} kB.",
        f"the file is longer than {most // 1000} kB.",
        "Kiểm tra xem đây có đúng là tệp bộ tiêu chí không.",
        "Check that this is a criteria file.",
    )


@problem("C005", "lồng quá sâu", "nested too deep")
def too_deep() -> Said:
    """Tables nested dozens deep cannot be meant, and can break a reader."""
    return worded(
        "bảng hoặc danh sách lồng nhau quá sâu.",
        "tables or lists are nested too deep.",
        "Không lồng quá vài bậc; kiểm tra các dấu ngoặc ở dòng này.",
        "Nest only a few levels; check the brackets of this line.",
    )


@problem("C006", "phiên bản định dạng lạ", "unknown format version")
def wrong_format(found: str) -> Said:
    """`format = 1` says which rules of reading apply."""
    return worded(
        f"phần mềm này chỉ đọc format = 1; tệp ghi {found}.",
        f"this software reads format = 1 only; the file says {found}.",
        "Cập nhật phần mềm, hoặc sửa thành format = 1.",
        "Update the software, or write format = 1.",
    )


@problem("C007", "quá nhiều lỗi", "too many problems")
def too_many_problems(most: int) -> Said:
    """After so many problems more would help nobody."""
    return worded(
        f"có hơn {most} lỗi; chỉ nêu những lỗi tìm thấy trước.",
        f"there are more than {most} problems; only those found first are told.",
        "Sửa các lỗi đã nêu rồi kiểm tra lại.",
        "Mend those and check again.",
    )


@problem("C008", "số quá dài", "a number too long")
def too_long_number() -> Said:
    """A number of thousands of digits cannot be meant, and can stall a computer."""
    return worded(
        "có số dài hơn 30 chữ số.",
        "a number has more than 30 digits.",
        "Viết số có nhiều nhất 30 chữ số.",
        "Write numbers of at most 30 digits.",
    )


@problem("C009", "đoạn chữ quá dài", "a text too long")
def too_long_text(most: int) -> Said:
    """A title, a question or a note is meant to be read."""
    return worded(
        f"có khóa hoặc đoạn chữ dài hơn {most} ký tự.",
        f"a key or a text is longer than {most} signs.",
        "Rút gọn, hoặc đưa phần dài ra văn bản kèm theo.",
        "Shorten it, or move the long part to a paper of its own.",
    )


@problem("C010", "thiếu phiên bản định dạng", "no format version")
def missing_format() -> Said:
    """`format = 1` says which rules of reading apply."""
    return worded(
        "tệp không ghi phiên bản định dạng.",
        "the file does not say its format.",
        "Thêm dòng format = 1 ở đầu tệp.",
        "Put format = 1 at the top of the file.",
    )


@problem("C011", "quá nhiều mục", "too many entries")
def too_many_tables(what: str, found: int, most: int) -> Said:
    """An instrument that people score by hand has hundreds of entries, not thousands."""
    return worded(
        f"“{what}” có {found} mục, nhiều nhất là {most}.",
        f"“{what}” has {found} entries, at most {most} are read.",
        "Chia thành nhiều bộ tiêu chí.",
        "Divide it into several sets.",
    )
