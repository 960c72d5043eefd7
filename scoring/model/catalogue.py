"""The catalogue of problems: one constructor a code, from typed arguments.

C0 the file · C1 its shape · C2 rules · C3 the tree · C4 policies · C5 gates, grades, quotas,
ranking · C6 sources and care · S1 a sheet's file · S2 its units · S3 its cells · H1 a council's
file · H2 its papers · T6 templates of papers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import wraps
from typing import Concatenate, ParamSpec

from attrs import frozen

from scoring.model.numbers import say_number, say_share
from scoring.model.problems import Place, Problem, Severity
from scoring.model.text import Text, nearest

_P = ParamSpec("_P")
Said = tuple[Text, Text]


@frozen
class Entry:
    """A kind of problem: its code, its severity, its title, why it is one."""

    code: str
    severity: Severity
    title: Text
    why: str


CATALOGUE: dict[str, Entry] = {}


def _problem(
    code: str, vi: str, en: str, severity: Severity = Severity.ERROR
) -> Callable[[Callable[_P, Said]], Callable[Concatenate[Place, _P], Problem]]:
    def register(say: Callable[_P, Said]) -> Callable[Concatenate[Place, _P], Problem]:
        assert code not in CATALOGUE, code
        CATALOGUE[code] = Entry(code, severity, Text(vi=vi, en=en), say.__doc__ or "")

        @wraps(say)
        def make(place: Place, /, *args: _P.args, **kwargs: _P.kwargs) -> Problem:
            message, hint = say(*args, **kwargs)
            return Problem(code, severity, place, message, hint)

        return make

    return register


def _say(vi: str, en: str, do_vi: str, do_en: str) -> Said:
    return Text(vi=vi, en=en), Text(vi=do_vi, en=do_en)


# Beyond these a list of known words helps nobody.
_MOST_LISTED = 40
_MOST_NAMED = 6


def _among(word: str, known: Sequence[str], what: Text) -> Text:
    if not known:
        return what + Text(vi=": chưa có.", en=": none yet.")
    listed = ", ".join(known[:_MOST_LISTED]) + (", …" if len(known) > _MOST_LISTED else "")
    return nearest(word, known) + Text(vi=f"{what.vi}: {listed}.", en=f"{what.en}: {listed}.")


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "…"


WARNING = Severity.WARNING

# ---- C0 the file -----------------------------------------------------------------------------


@_problem("C001", "không đọc được tệp", "the file cannot be read")
def unreadable_file(why: Text) -> Said:
    """The file is missing, is a folder, or may not be opened."""
    return _say(
        f"không đọc được tệp: {why.vi}.",
        f"the file cannot be read: {why.en}.",
        "Kiểm tra đường dẫn và quyền đọc; một bộ tiêu chí là tệp criteria.toml hoặc thư mục chứa tệp đó.",
        "Check the path and the right to read it; a set is a file criteria.toml, or its folder.",
    )


@_problem("C002", "không phải UTF-8", "not UTF-8")
def not_utf8(byte: int) -> Said:
    """A criteria file is UTF-8 text, so that Vietnamese letters mean the same everywhere."""
    return _say(
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


@_problem("C003", "sai cú pháp TOML", "not TOML")
def not_toml(why: str) -> Said:
    """The text does not follow the grammar of TOML."""
    found = (said[1:] for said in _TOML_SAID if why.startswith(said[0]))
    vi, en = next(found, (why, why))
    return _say(
        f"sai cú pháp TOML: {vi}.",
        f"this is not TOML: {en}.",
        "Sửa dòng này, hoặc dòng ngay trên nếu dòng này đúng. Các lỗi khác được báo sau khi sửa.",
        "Mend this line, or the one above if this one is right. Other problems are told after that.",
    )


@_problem("C004", "tệp quá lớn", "the file is too large")
def file_too_large(most: int) -> Said:
    """No instrument needs a megabyte; such a file is a mistake or an attack."""
    return _say(
        f"tệp dài hơn {most // 1000} kB.",
        f"the file is longer than {most // 1000} kB.",
        "Kiểm tra xem đây có đúng là tệp bộ tiêu chí không.",
        "Check that this is a criteria file.",
    )


@_problem("C005", "lồng quá sâu", "nested too deep")
def too_deep() -> Said:
    """Tables nested dozens deep cannot be meant, and can break a reader."""
    return _say(
        "bảng hoặc danh sách lồng nhau quá sâu.",
        "tables or lists are nested too deep.",
        "Không lồng quá vài bậc; kiểm tra các dấu ngoặc ở dòng này.",
        "Nest only a few levels; check the brackets of this line.",
    )


@_problem("C006", "phiên bản định dạng lạ", "unknown format version")
def wrong_format(found: str) -> Said:
    """`format = 1` says which rules of reading apply."""
    return _say(
        f"phần mềm này chỉ đọc format = 1; tệp ghi {found}.",
        f"this software reads format = 1 only; the file says {found}.",
        "Cập nhật phần mềm, hoặc sửa thành format = 1.",
        "Update the software, or write format = 1.",
    )


@_problem("C007", "quá nhiều lỗi", "too many problems")
def too_many_problems(most: int) -> Said:
    """After so many problems more would help nobody."""
    return _say(
        f"có hơn {most} lỗi; chỉ nêu những lỗi tìm thấy trước.",
        f"there are more than {most} problems; only those found first are told.",
        "Sửa các lỗi đã nêu rồi kiểm tra lại.",
        "Mend those and check again.",
    )


@_problem("C008", "số quá dài", "a number too long")
def too_long_number() -> Said:
    """A number of thousands of digits cannot be meant, and can stall a computer."""
    return _say(
        "có số dài hơn 30 chữ số.",
        "a number has more than 30 digits.",
        "Viết số có nhiều nhất 30 chữ số.",
        "Write numbers of at most 30 digits.",
    )


@_problem("C009", "đoạn chữ quá dài", "a text too long")
def too_long_text(most: int) -> Said:
    """A title, a question or a note is meant to be read."""
    return _say(
        f"có khóa hoặc đoạn chữ dài hơn {most} ký tự.",
        f"a key or a text is longer than {most} signs.",
        "Rút gọn, hoặc đưa phần dài ra văn bản kèm theo.",
        "Shorten it, or move the long part to a paper of its own.",
    )


@_problem("C010", "thiếu phiên bản định dạng", "no format version")
def missing_format() -> Said:
    """`format = 1` says which rules of reading apply."""
    return _say(
        "tệp không ghi phiên bản định dạng.",
        "the file does not say its format.",
        "Thêm dòng format = 1 ở đầu tệp.",
        "Put format = 1 at the top of the file.",
    )


@_problem("C011", "quá nhiều mục", "too many entries")
def too_many_tables(what: str, found: int, most: int) -> Said:
    """An instrument that people score by hand has hundreds of entries, not thousands."""
    return _say(
        f"“{what}” có {found} mục, nhiều nhất là {most}.",
        f"“{what}” has {found} entries, at most {most} are read.",
        "Chia thành nhiều bộ tiêu chí.",
        "Divide it into several sets.",
    )


# ---- C1 the shape ----------------------------------------------------------------------------


@_problem("C101", "khóa lạ", "unknown key")
def unknown_key(key: str, known: Sequence[str]) -> Said:
    """A key nobody reads is a policy nobody applies; so it is refused, not skipped."""
    hint = _among(key, known, Text(vi="Các khóa dùng được ở đây", en="Keys known here"))
    shown = _short(key)
    return Text(
        vi=f"khóa “{shown}” không dùng được ở đây.", en=f"the key “{shown}” is not known here."
    ), hint


@_problem("C102", "thiếu khóa", "missing key")
def missing_key(key: str, how: str, said: Text) -> Said:
    """What the instrument must say is missing; nothing is assumed in its place."""
    return _say(
        f"thiếu “{key}”.",
        f"the key “{key}” is not given.",
        f"Thêm {how} ({said.vi}).",
        f"Add {how} ({said.en}).",
    )


@_problem("C103", "giá trị không hợp", "a value that does not fit")
def wrong_value(key: str, why: Text, hint: Text) -> Said:
    """The value of a key is of another type, or out of its bounds."""
    return Text(vi=f"“{key}”: {why.vi}", en=f"“{key}”: {why.en}"), hint


@_problem("C104", "cần một bảng", "a table is wanted")
def not_a_table(key: str, how: str) -> Said:
    """Something stands where a table with keys belongs."""
    return _say(
        f"“{key}” phải là một bảng có các khóa.",
        f"“{key}” must be a table with keys.",
        f"Viết {how} và các khóa của nó.",
        f"Write {how} and its keys.",
    )


@_problem("C105", "mã trùng", "an id used twice")
def duplicate_id(what: Text, name: str) -> Said:
    """Two things of one name cannot be told apart in a sheet or a result."""
    return _say(
        f"{what.vi} “{name}” trùng với một mã đã có.",
        f"the {what.en} “{name}” bears a name that is taken already.",
        "Đổi một trong hai mã.",
        "Rename one of them.",
    )


@_problem("C106", "mã khác tên thư mục", "the id is not the folder’s name", WARNING)
def id_not_folder(name: str, folder: str) -> Said:
    """A set is found by its folder; another id inside misleads the reader."""
    return _say(
        f"mã “{name}” khác tên thư mục “{folder}”.",
        f"the id “{name}” differs from the folder “{folder}”.",
        "Đổi tên thư mục hoặc đổi id cho trùng nhau.",
        "Rename the folder or the id.",
    )


@_problem("C107", "cần một danh sách bảng", "a list of tables is wanted")
def not_a_list(key: str, how: str) -> Said:
    """What comes in order (grades, gates, examples) is written as a list of tables."""
    return _say(
        f"“{key}” phải là một danh sách các bảng.",
        f"“{key}” must be a list of tables.",
        f"Viết {how} cho mỗi mục.",
        f"Write {how} for each entry.",
    )


@_problem("C108", "mã không dùng làm tên cột được", "a code that cannot title a column")
def wrong_code(code: str) -> Said:
    """Codes title the columns of the sheet: some signs would make them unreadable there."""
    return _say(
        f"mã “{code}” không dùng được: mã làm tên cột của bảng số liệu.",
        f"the code “{code}” will not do: codes are titles of columns.",
        "Đặt mã từ 1 đến 40 ký tự, không bắt đầu bằng “#”, không có dấu cách ở hai đầu.",
        "Choose 1 to 40 signs, not starting with “#”, without blanks around.",
    )


@_problem("C109", "mã dành riêng", "a reserved id")
def reserved_id(what: Text, name: str) -> Said:
    """Some columns of the sheet have a fixed meaning, such as unit, kind or role."""
    return _say(
        f"{what.vi} “{name}” trùng tên một cột dành riêng của bảng số liệu.",
        f"the {what.en} “{name}” bears the name of a column with a fixed meaning.",
        "Đặt một mã khác.",
        "Choose another id.",
    )


# ---- C2 rules --------------------------------------------------------------------------------


@_problem("C201", "loại quy tắc lạ", "unknown rule kind")
def unknown_kind(code: str, kind: str, known: Sequence[str]) -> Said:
    """No installed plugin offers a rule kind of this name."""
    hint = nearest(kind, known) + Text(
        vi="`danvan plugins` liệt kê tất cả.", en="`danvan plugins` lists them all."
    )
    return (
        Text(
            vi=f"tiêu chí “{code}” dùng loại quy tắc “{kind}”, không plugin nào có loại này.",
            en=f"criterion “{code}” asks for the rule kind “{kind}”, which no plugin offers.",
        ),
        hint,
    )


@_problem("C202", "thiếu câu hỏi", "a question is missing")
def slot_without_question(code: str, kind: str, slot: str, said: Text) -> Said:
    """A rule must say what it asks the unit, in words a unit understands."""
    return _say(
        f"tiêu chí “{code}”: quy tắc “{kind}” cần biết “{slot}” ({said.vi}).",
        f"criterion “{code}”: the rule “{kind}” needs “{slot}” ({said.en}).",
        f'Thêm {slot} = {{ ask = "…" }}, hoặc {{ field = "…" }} nếu dùng số liệu chung.',
        f'Add {slot} = {{ ask = "…" }}, or {{ field = "…" }} for a shared fact.',
    )


@_problem("C203", "hỏi không khớp với loại quy tắc", "questions that do not fit the rule kind")
def wrong_slots(
    code: str, kind: str, answered: Sequence[str], sets: Sequence[Sequence[str]]
) -> Said:
    """Some kinds can be asked in several ways; exactly one way is to be chosen."""
    ways = [" + ".join(one) for one in sets]
    hint = Text(
        vi=f"Chọn đúng một cách: {' | '.join(ways)}.",
        en=f"Choose exactly one way: {' | '.join(ways)}.",
    )
    if not answered:
        return Text(
            vi=f"tiêu chí “{code}”: quy tắc “{kind}” chưa có câu hỏi nào.",
            en=f"criterion “{code}”: the rule “{kind}” asks nothing yet.",
        ), hint
    asked = ", ".join(answered)
    return Text(
        vi=f"tiêu chí “{code}”: quy tắc “{kind}” không chấm được từ các câu hỏi này: {asked}.",
        en=f"criterion “{code}”: the rule “{kind}” cannot work from these questions: {asked}.",
    ), hint


@_problem("C204", "tham số không hợp", "a parameter that does not fit")
def wrong_parameter(code: str, kind: str, parameter: str, why: Text, hint: Text) -> Said:
    """A parameter of the rule is malformed, out of bounds, or contradicts another."""
    return (
        Text(
            vi=f"tiêu chí “{code}”, quy tắc “{kind}”, “{parameter}”: {why.vi}",
            en=f"criterion “{code}”, rule “{kind}”, “{parameter}”: {why.en}",
        ),
        hint,
    )


@_problem("C205", "khóa về số 0 sai chỗ", "a when-zero key that does not fit")
def wrong_zero(code: str, slot: str, divisors: Sequence[str]) -> Said:
    """Only a divisor can be zero in a way the rule cannot answer by itself."""
    listed = ", ".join(divisors) or "—"
    return _say(
        f"tiêu chí “{code}”: “{slot}” không phải là số chia, hoặc đã có một khóa …_when_zero khác.",
        f"criterion “{code}”: “{slot}” is no divisor, or has another …_when_zero key already.",
        f"Số chia của quy tắc này: {listed}; mỗi số chia chỉ một khóa.",
        f"Divisors of this rule: {listed}; one key each.",
    )


@_problem("C206", "trường chưa khai báo", "an undeclared field")
def unknown_field(field: str, known: Sequence[str]) -> Said:
    """A field is declared once in [field.NAME] and shared by name."""
    shown = _short(field)
    add = Text(vi=f"Thêm [field.{shown}].", en=f"Add [field.{shown}].")
    if known:
        listed = _among(field, known, Text(vi="Các trường đã có", en="Declared fields"))
        add = listed + " " + add
    return Text(
        vi=f"chưa khai báo trường “{shown}”.", en=f"the field “{shown}” is not declared."
    ), add


@_problem("C207", "trường khác kiểu", "a field of another type")
def wrong_field_type(code: str, slot: str, wanted: str, field: str, found: str) -> Said:
    """A shared field must hold the type of answer that the slot asks for."""
    return _say(
        f"tiêu chí “{code}”: “{slot}” cần kiểu {wanted}, trường “{field}” có kiểu {found}.",
        f"criterion “{code}”: “{slot}” wants type {wanted}, the field “{field}” is of type {found}.",
        f'Đổi type = "{wanted}" trong [field.{field}], hoặc hỏi riêng.',
        f'Set type = "{wanted}" in [field.{field}], or ask apart.',
    )


@_problem("C208", "lấy từ danh mục không được", "a feed from items that cannot be")
def wrong_feed(code: str, feed: str, has_items: bool, wants_list: bool) -> Said:
    """Slots may be fed by the scored items of a unit: models, collectives, individuals."""
    shown = _short(feed)
    if not has_items:
        return _say(
            f"tiêu chí “{code}” lấy “{shown}”, mà [set] chưa nói bộ tiêu chí nào chấm các mục ấy.",
            f"criterion “{code}” takes “{shown}”, but [set] does not say which set scores the items.",
            'Thêm items = "mã bộ tiêu chí chấm mô hình, cá nhân" vào [set].',
            'Add items = "id of the set that scores them" to [set].',
        )
    ways = "items" if wants_list else "items.count, items.sum, items.mean, items.max, items.best(2)"
    return _say(
        f"tiêu chí “{code}”: ô này không lấy được “{shown}”.",
        f"criterion “{code}”: this slot cannot take “{shown}”.",
        f"Ô này lấy được: {ways}.",
        f"This slot takes: {ways}.",
    )


@_problem("C209", "ví dụ trái với quy tắc", "an example that contradicts its rule")
def wrong_example(code: str, number: int, said: str, found: str) -> Said:
    """The rule as written gives something else than its own example says (the Xuân Lộc case)."""
    return _say(
        f"tiêu chí “{code}”, ví dụ {number}: ví dụ ghi {said}, quy tắc cho {found}.",
        f"criterion “{code}”, example {number}: it says {said}, the rule gives {found}.",
        "Một trong hai bên sai: sửa quy tắc hoặc sửa ví dụ.",
        "One of the two is wrong: mend the rule or the example.",
    )


@_problem("C210", "ví dụ không chạy được", "an example that cannot run")
def broken_example(code: str, number: int, why: Text) -> Said:
    """An example must answer each slot of its rule with a value that fits."""
    return _say(
        f"tiêu chí “{code}”, ví dụ {number}: {why.vi}",
        f"criterion “{code}”, example {number}: {why.en}",
        "Ghi trong given mỗi ô của quy tắc một giá trị, và points hoặc state mong đợi.",
        "Give each slot of the rule a value in given, and the points or state expected.",
    )


@_problem("C211", "quy tắc cho quá điểm tối đa", "a rule that can exceed its maximum")
def above_max(code: str, reach: Fraction, most: Fraction) -> Said:
    """A leaf can never give more than its maximum; such a unit would be held."""
    return _say(
        f"tiêu chí “{code}”: quy tắc có thể cho {say_number(reach)} điểm, tối đa là {say_number(most)}.",
        f"criterion “{code}”: the rule can give {say_number(reach, 'en')} points, its maximum is {say_number(most, 'en')}.",
        "Hạ điểm trong quy tắc hoặc nâng max.",
        "Lower the points of the rule, or raise max.",
    )


@_problem(
    "C212", "quy tắc không đạt được điểm tối đa", "a rule that never reaches its maximum", WARNING
)
def below_max(code: str, reach: Fraction, most: Fraction) -> Said:
    """Points that nobody can earn make the scale smaller than it says."""
    return _say(
        f"tiêu chí “{code}”: quy tắc cho nhiều nhất {say_number(reach)} điểm, tối đa ghi {say_number(most)}.",
        f"criterion “{code}”: the rule gives at most {say_number(reach, 'en')} points, its maximum says {say_number(most, 'en')}.",
        "Nâng điểm trong quy tắc hoặc hạ max.",
        "Raise the points of the rule, or lower max.",
    )


@_problem("C213", "quy tắc có thể cho điểm âm", "a rule that can give negative points")
def below_zero(code: str, reach: Fraction) -> Said:
    """Points of a leaf are 0 or more; taking away is what [deduction] is for."""
    return _say(
        f"tiêu chí “{code}”: quy tắc có thể cho {say_number(reach)} điểm.",
        f"criterion “{code}”: the rule can give {say_number(reach, 'en')} points.",
        "Đặt sàn là 0, hoặc chuyển phần trừ sang [deduction].",
        "Set a floor of 0, or move what is taken away to [deduction].",
    )


@_problem("C214", "kết quả khác kết quả chờ đợi", "a result unlike the expected one")
def wrong_expected(unit: str, what: str, wanted: str, found: str) -> Said:
    """expected.csv was worked out by hand; it and the set cannot both be right."""
    hint = Text(
        vi="Tính lại bằng tay: sửa bộ tiêu chí, units.csv hoặc expected.csv.",
        en="Work it out by hand: mend the set, units.csv or expected.csv.",
    )
    if what == "unit":
        return Text(
            vi=f"units.csv không có đơn vị “{unit}”.", en=f"units.csv has no unit “{unit}”."
        ), hint
    return Text(
        vi=f"đơn vị “{unit}”, “{what}”: kết quả chờ đợi là {wanted}, chấm ra {found}.",
        en=f"the unit “{unit}”, “{what}”: {wanted} is expected, scoring gives {found}.",
    ), hint


@_problem("C215", "quy tắc luôn cho cùng một điểm", "a rule that always gives the same", WARNING)
def constant_rule(code: str, points: Fraction) -> Said:
    """Whatever a unit answers, it earns the same: the criterion tells nobody apart."""
    return _say(
        f"tiêu chí “{code}”: trả lời thế nào cũng được {say_number(points)} điểm.",
        f"criterion “{code}”: every answer earns {say_number(points, 'en')} points.",
        "Cho các mức điểm khác nhau, hoặc bỏ tiêu chí.",
        "Let the points differ, or drop the criterion.",
    )


@_problem("C216", "tham số không có tác dụng", "a parameter without effect", WARNING)
def hollow_parameter(code: str, why: Text, hint: Text) -> Said:
    """A threshold of 0 or a least count of 0 looks like a safeguard and is none."""
    return Text(vi=f"tiêu chí “{code}”: {why.vi}", en=f"criterion “{code}”: {why.en}"), hint


# ---- C3 the tree -----------------------------------------------------------------------------


@_problem("C301", "tiêu chí cha không có", "an unknown parent")
def unknown_parent(code: str, under: str, known: Sequence[str]) -> Said:
    """`under` must name a criterion of the set."""
    hint = _among(under, known, Text(vi="Các tiêu chí", en="Criteria"))
    return (
        Text(
            vi=f"tiêu chí “{code}” đặt dưới “{under}”, là tiêu chí không có.",
            en=f"criterion “{code}” stands under “{under}”, which does not exist.",
        ),
        hint,
    )


@_problem("C302", "cây tiêu chí vòng lặp", "a circle in the tree")
def circle(codes: Sequence[str]) -> Said:
    """A criterion cannot stand under itself."""
    shown = codes if len(codes) <= 12 else [*codes[:10], "…", codes[-1]]
    path = " → ".join(shown)
    return _say(
        f"các tiêu chí đứng dưới nhau theo vòng: {path}.",
        f"criteria stand under each other in a circle: {path}.",
        "Sửa một khóa under.",
        "Mend one of the under keys.",
    )


@_problem("C303", "điểm con không cộng thành điểm cha", "children that do not sum to the parent")
def wrong_sum(code: str, children: Fraction, most: Fraction) -> Said:
    """The maxima of the children must add up to the maximum of their parent."""
    return _say(
        f"các tiêu chí dưới “{code}” cộng lại {say_number(children)} điểm, “{code}” ghi {say_number(most)}.",
        f"the criteria under “{code}” add up to {say_number(children, 'en')} points, “{code}” says {say_number(most, 'en')}.",
        "Sửa max của một tiêu chí con hoặc của tiêu chí cha.",
        "Mend max of a child or of the parent.",
    )


@_problem("C304", "tiêu chí trống", "a criterion with nothing in it")
def empty_criterion(code: str) -> Said:
    """A criterion has either a rule or criteria under it."""
    return _say(
        f"tiêu chí “{code}” không có quy tắc và không có tiêu chí con.",
        f"criterion “{code}” has neither a rule nor criteria under it.",
        f'Thêm [criterion."{code}".rule], hoặc đặt tiêu chí khác dưới nó (under = "{code}").',
        f'Add [criterion."{code}".rule], or put criteria under it (under = "{code}").',
    )


@_problem("C305", "vừa có quy tắc vừa có tiêu chí con", "a rule and children at once")
def rule_and_children(code: str) -> Said:
    """Points come from the rule or from the children, not from both."""
    return _say(
        f"tiêu chí “{code}” vừa có quy tắc vừa có tiêu chí con.",
        f"criterion “{code}” has both a rule and criteria under it.",
        "Chuyển quy tắc thành một tiêu chí con.",
        "Move the rule into a child.",
    )


@_problem("C306", "tổng không bằng thang điểm", "parts that do not sum to the scale")
def wrong_scale(parts: Fraction, scale: Fraction) -> Said:
    """The maxima of the parts must add up to the scale of the set."""
    return _say(
        f"các phần cộng lại {say_number(parts)} điểm, thang điểm là {say_number(scale)}.",
        f"the parts add up to {say_number(parts, 'en')} points, the scale is {say_number(scale, 'en')}.",
        "Sửa max của các phần hoặc scale trong [policy].",
        "Mend max of the parts, or scale in [policy].",
    )


@_problem("C307", "phụ thuộc không hợp", "a dependence that cannot be")
def wrong_dependence(code: str, other: str, has_rule: bool) -> Said:
    """A leaf may depend on another leaf, never (through any chain) on itself."""
    if has_rule:
        return _say(
            f"tiêu chí “{code}” phụ thuộc “{other}”, mà “{other}” lại phụ thuộc ngược vào nó.",
            f"criterion “{code}” depends on “{other}”, which depends on it in turn.",
            "Bỏ một depends_on để không còn vòng.",
            "Drop one depends_on, so that no circle is left.",
        )
    return _say(
        f"tiêu chí “{code}” phụ thuộc “{other}”, không phải là tiêu chí có quy tắc chấm.",
        f"criterion “{code}” depends on “{other}”, which is no criterion with a rule.",
        "Ghi mã một tiêu chí có quy tắc chấm.",
        "Name a criterion that has a rule.",
    )


@_problem("C308", "trọng số không cộng thành 1", "weights that do not sum to 1")
def wrong_weights(code: str, found: Fraction) -> Said:
    """A weighted group needs a weight on each child, adding up to exactly 1."""
    return _say(
        f"trọng số của các tiêu chí dưới “{code}” cộng lại {say_share(found)}, không phải 100%.",
        f"the weights of the criteria under “{code}” add up to {say_share(found, 'en')}, not 100%.",
        "Ghi weight cho mỗi tiêu chí con, tổng đúng bằng 100%.",
        "Give each child a weight; they must sum to exactly 100%.",
    )


_COMBINE_SAID = {
    "weighted": "trung bình có trọng số",
    "mean": "trung bình",
    "min": "điểm thấp nhất",
    "best": "điểm cao nhất",
}


@_problem("C309", "điểm tối đa của con khác cha", "a child’s maximum unlike the parent’s")
def unequal_max(code: str, child: str, combine: str) -> Said:
    """Mean, weighted mean, least and best of children need children on one scale."""
    return _say(
        f"“{code}” lấy {_COMBINE_SAID[combine]} của các tiêu chí con nên “{child}” phải có cùng max.",
        f"“{code}” takes the {combine} of its children, so “{child}” must have the same max.",
        f"Đặt max của “{child}” bằng max của “{code}”.",
        f"Set max of “{child}” to that of “{code}”.",
    )


@_problem("C310", "không có tiêu chí", "no criteria")
def no_criteria() -> Said:
    """A set without a criterion scores nothing."""
    return _say(
        "bộ tiêu chí không có tiêu chí nào.",
        "the set has no criterion.",
        'Thêm ít nhất một [criterion."1"].',
        'Add at least one [criterion."1"].',
    )


@_problem("C311", "loại đơn vị ngoài phạm vi", "a unit kind outside the set")
def outside_kinds(code: str, kinds: Sequence[str]) -> Said:
    """A criterion may narrow the set's unit kinds, not widen them."""
    listed = ", ".join(kinds)
    return _say(
        f"tiêu chí “{code}” nhắc đến loại đơn vị ngoài bộ tiêu chí: {listed}.",
        f"criterion “{code}” names unit kinds outside the set: {listed}.",
        "Thêm vào unit_kinds của [set], hoặc bỏ ở đây.",
        "Add them to unit_kinds of [set], or drop them here.",
    )


@_problem("C312", "cây tiêu chí quá nhiều bậc", "a tree of too many levels")
def too_many_levels(code: str, most: int) -> Said:
    """Instruments have two to four levels; a chain of dozens is a mistake."""
    return _say(
        f"tiêu chí “{code}” đứng sâu hơn {most} bậc.",
        f"criterion “{code}” stands more than {most} levels deep.",
        "Bớt bậc; kiểm tra các khóa under.",
        "Use fewer levels; check the under keys.",
    )


@_problem("C313", "điểm thưởng, điểm trừ không có quy tắc", "a bonus or deduction without a rule")
def empty_addition(kind: str, code: str) -> Said:
    """Bonuses and deductions are not grouped; each has a rule of its own."""
    return _say(
        f"[{kind}] “{code}” không có quy tắc.",
        f"the {kind} “{code}” has no rule.",
        f'Thêm [{kind}."{code}".rule].',
        f'Add [{kind}."{code}".rule].',
    )


@_problem("C314", "khóa không có tác dụng", "a key that nothing applies")
def idle_key(code: str, key: str, why: Text) -> Said:
    """A key that changes nothing misleads who reads the file; it is refused, not skipped."""
    return _say(
        f"tiêu chí “{code}”: “{key}” không có tác dụng ở đây; {why.vi}.",
        f"criterion “{code}”: “{key}” does nothing here; {why.en}.",
        f"Bỏ {key}, hoặc sửa lại cây tiêu chí.",
        f"Drop {key}, or mend the tree.",
    )


@_problem("C315", "trọng số 0", "a weight of 0", WARNING)
def weight_zero(code: str) -> Said:
    """A child of weight 0 is asked and appraised, and counts for nothing."""
    return _say(
        f"tiêu chí “{code}” có trọng số 0 nên không tính vào nhóm.",
        f"criterion “{code}” has a weight of 0, so it counts for nothing in its group.",
        "Cho trọng số lớn hơn 0, hoặc bỏ tiêu chí.",
        "Give it a weight above 0, or drop the criterion.",
    )


@_problem("C316", "loại đơn vị không có tiêu chí", "a kind of unit without criteria")
def kind_without_criteria(kind: str) -> Said:
    """No criterion is for this kind, so none of its units could be scored."""
    return _say(
        f"không tiêu chí nào áp dụng cho loại đơn vị “{kind}”.",
        f"no criterion is for the kind of unit “{kind}”.",
        "Bỏ loại này khỏi unit_kinds của [set], hoặc thêm tiêu chí cho loại này.",
        "Drop the kind from unit_kinds in [set], or add criteria for it.",
    )


@_problem("C317", "loại đơn vị có quá ít tiêu chí", "a kind of unit with few criteria", WARNING)
def kind_with_little(kind: str, most: Fraction, scale: Fraction) -> Said:
    """A total drawn up from a few criteria says little; one blank then decides the grade."""
    return _say(
        f"loại đơn vị “{kind}” chỉ có {say_number(most)} trên {say_number(scale)} điểm áp dụng; "
        "ngưỡng xếp loại không còn nhiều ý nghĩa.",
        f"only {say_number(most, 'en')} of {say_number(scale, 'en')} points are for the kind of "
        f"unit “{kind}”; the thresholds of the grades mean little.",
        "Thêm tiêu chí cho loại này, hoặc lập một bộ tiêu chí riêng.",
        "Add criteria for the kind, or give it a set of its own.",
    )


@_problem(
    "C318", "phụ thuộc tiêu chí của loại khác", "a dependence on other kinds’ criteria", WARNING
)
def depends_elsewhere(code: str, other: str, kinds: Sequence[str]) -> Said:
    """Where the other criterion does not apply, the dependence asks for nothing."""
    listed = ", ".join(kinds)
    return _say(
        f"tiêu chí “{code}” phụ thuộc “{other}”, mà “{other}” không áp dụng cho: {listed}.",
        f"criterion “{code}” depends on “{other}”, which is not for: {listed}.",
        "Cho hai tiêu chí cùng unit_kinds.",
        "Give both the same unit_kinds.",
    )


# ---- C4 policies -----------------------------------------------------------------------------


@_problem("C401", "thứ tự phép tính không hợp", "an order of operations that cannot be")
def wrong_order(step: str, before: str) -> Said:
    """The order of operations is part of the instrument, and some orders have no meaning."""
    return _say(
        f"trong order, “{step}” phải đứng sau “{before}”.",
        f"in order, “{step}” must come after “{before}”.",
        "Thứ tự thường dùng: round-leaves, sum, cap, normalise, bonus, deduct, clamp, round-total.",
        "The usual order: round-leaves, sum, cap, normalise, bonus, deduct, clamp, round-total.",
    )


@_problem("C402", "thiếu một bước", "a step is missing")
def missing_step(step: str, because: Text) -> Said:
    """A policy that no step of the order carries out would be applied by nobody."""
    return _say(
        f"order thiếu “{step}”: {because.vi}.",
        f"order lacks “{step}”: {because.en}.",
        f"Thêm “{step}” vào order.",
        f"Add “{step}” to order.",
    )


@_problem("C403", "khoảng chặn rỗng", "an empty clamp")
def empty_clamp() -> Said:
    """The least total must be below the greatest."""
    return _say(
        "clamp: min không nhỏ hơn max.",
        "clamp: min is not below max.",
        "Đổi lại hai số.",
        "Swap the two numbers.",
    )


@_problem(
    "C404",
    "chưa nói giới hạn điểm thưởng, điểm trừ",
    "the cap on bonuses or deductions is not said",
)
def cap_not_said(key: str) -> Said:
    """Whether bonuses or deductions have a limit as a whole must be written."""
    return _say(
        f"bộ tiêu chí có điểm thưởng hoặc điểm trừ nên [policy] phải có {key}.",
        f"the set has bonuses or deductions, so [policy] must have {key}.",
        f'Thêm {key} = số điểm nhiều nhất, hoặc "none" nếu không giới hạn.',
        f'Add {key} = the most points, or "none" for no limit.',
    )


@_problem("C405", "mức chặn không ai chạm tới", "an end of the clamp nobody reaches", WARNING)
def clamp_unreached(end: str, found: Fraction, reach: Fraction) -> Said:
    """An end outside what criteria, bonuses and deductions can give clamps nothing."""
    vi, en = ("lớn nhất", "greatest") if end == "max" else ("nhỏ nhất", "least")
    return _say(
        f"clamp: {end} = {say_number(found)}, mà tổng điểm {vi} có thể có là {say_number(reach)}.",
        f"clamp: {end} is {say_number(found, 'en')}, the {en} total there can be is "
        f"{say_number(reach, 'en')}.",
        f'Ghi {end} = {say_number(reach, "en")}, hoặc {end} = "none" nếu không chặn.',
        f'Write {end} = {say_number(reach, "en")}, or {end} = "none" for no end.',
    )


@_problem("C406", "mức chặn cho điểm không ai làm ra", "a clamp that gives points away", WARNING)
def clamp_gives(low: Fraction) -> Said:
    """A least total above 0 is given to a unit that did nothing at all."""
    return _say(
        f"clamp: min = {say_number(low)} cho không {say_number(low)} điểm cả khi đơn vị chưa làm gì.",
        f"clamp: min is {say_number(low, 'en')}, points for a unit that did nothing.",
        "Ghi min = 0.",
        "Write min = 0.",
    )


@_problem("C407", "trần không ai chạm tới", "a cap nobody reaches", WARNING)
def cap_unreached(key: str, cap: Fraction, most: Fraction) -> Said:
    """A cap at or above what its criteria can give together holds nothing back."""
    return _say(
        f"{key} = {say_number(cap)}, mà các mục cộng lại nhiều nhất {say_number(most)} điểm.",
        f"{key} is {say_number(cap, 'en')}, the items give {say_number(most, 'en')} points at most.",
        "Hạ mức trần, sửa max của các mục, hoặc bỏ trần.",
        "Lower the cap, mend max of the items, or drop the cap.",
    )


# ---- C5 gates, grades, quotas, ranking -------------------------------------------------------


@_problem("C501", "điều kiện không hợp", "a condition that cannot be read")
def wrong_condition(why: Text, hint: Text) -> Said:
    """A condition is one of a few shapes; see the reference of conditions."""
    return Text(vi=f"điều kiện: {why.vi}", en=f"condition: {why.en}"), hint


@_problem("C502", "tiêu chí không có", "an unknown criterion")
def unknown_criterion(code: str, known: Sequence[str]) -> Said:
    """A gate, a tie-breaker or a dependence names a criterion that is not in the set."""
    hint = _among(code, known, Text(vi="Các tiêu chí", en="Criteria"))
    return Text(vi=f"không có tiêu chí “{code}”.", en=f"there is no criterion “{code}”."), hint


@_problem("C503", "tác dụng lạ", "an unknown effect")
def unknown_effect(gate: str, found: str, known: Sequence[str]) -> Said:
    """A gate has exactly one effect, offered by a plugin."""
    hint = _among(found, known, Text(vi="Các tác dụng", en="Effects"))
    return (
        Text(
            vi=f"điều kiện chặn “{gate}” cần đúng một tác dụng có thật; ở đây ghi “{found}”.",
            en=f"the gate “{gate}” needs exactly one known effect; here it says “{found}”.",
        ),
        hint,
    )


@_problem("C504", "hạng không có", "an unknown grade")
def unknown_grade(grade: str, known: Sequence[str]) -> Said:
    """A gate, a quota or a condition names a grade that the ladder does not have."""
    hint = _among(grade, known, Text(vi="Các hạng", en="Grades"))
    return Text(vi=f"không có hạng “{grade}”.", en=f"there is no grade “{grade}”."), hint


@_problem("C505", "thang xếp loại hở hoặc chồng", "a ladder with a gap or an overlap")
def broken_ladder(why: Text, hint: Text) -> Said:
    """Every total must belong to exactly one grade."""
    return Text(vi=f"thang xếp loại: {why.vi}", en=f"grades: {why.en}"), hint


@_problem("C506", "hạng thấp nhất có điều kiện", "the lowest grade has conditions")
def lowest_needs(grade: str) -> Said:
    """A unit that misses the conditions of the lowest grade would have no grade."""
    return _say(
        f"hạng thấp nhất “{grade}” không được có needs.",
        f"the lowest grade “{grade}” must not have needs.",
        "Bỏ needs, hoặc thêm một hạng thấp hơn.",
        "Drop needs, or add a grade below.",
    )


@_problem("C507", "tiêu chí phụ xếp hạng lạ", "an unknown tie-breaker")
def unknown_tie_breaker(kind: str, known: Sequence[str]) -> Said:
    """No installed plugin offers a tie-breaker of this name."""
    hint = _among(kind, known, Text(vi="Các cách", en="Tie-breakers"))
    return Text(
        vi=f"không có cách phân hạng “{kind}”.", en=f"there is no tie-breaker “{kind}”."
    ), hint


@_problem("C508", "xếp thứ tự tuyệt đối khi còn đồng hạng", "ordinal ranks with ties left")
def ordinal_shared() -> Said:
    """Ordinal ranks give each unit its own place; ties that remain must be voted on."""
    return _say(
        'method = "ordinal" không đi cùng tied = "shared".',
        'method = "ordinal" does not go with tied = "shared".',
        'Chọn tied = "vote" để hội đồng quyết, hoặc method = "competition".',
        'Choose tied = "vote", so that the council decides, or method = "competition".',
    )


@_problem("C509", "chỉ tiêu cho hạng thấp nhất", "a quota on the lowest grade")
def quota_on_lowest(grade: str) -> Said:
    """Who finds no place falls to the next grade; below the lowest there is none."""
    return _say(
        f"không thể khống chế hạng thấp nhất “{grade}”.",
        f"the lowest grade “{grade}” cannot have a quota.",
        "Đặt chỉ tiêu cho một hạng cao hơn.",
        "Put the quota on a higher grade.",
    )


@_problem(
    "C510",
    "ngưỡng xếp loại tính theo điểm trên thang rút gọn",
    "absolute thresholds on a smaller scale",
)
def absolute_on_smaller_scale(what: Text) -> Said:
    """With a smaller scale 80 points of 85 and of 100 differ; say what is compared."""
    return _say(
        f'not_applicable = "smaller-scale": {what.vi} phải tính theo tỷ lệ của điểm tối đa áp dụng.',
        f'not_applicable = "smaller-scale": {what.en} must be a share of the applicable maximum.',
        'Viết from = "90%" cho các hạng và by = "share" trong [rank].',
        'Write from = "90%" in the grades and by = "share" in [rank].',
    )


@_problem("C511", "hạng không ai đạt được", "a grade nobody can reach", WARNING)
def unreachable_grade(grade: str) -> Said:
    """The totals of the grade lie outside what the criteria can give."""
    return _say(
        f"không tổng điểm nào rơi vào hạng “{grade}”.",
        f"no total falls into the grade “{grade}”.",
        "Sửa from của hạng này hoặc clamp trong [policy].",
        "Mend from of the grade, or clamp in [policy].",
    )


@_problem("C512", "điều kiện chặn không bao giờ xảy ra", "a gate that can never close", WARNING)
def dead_gate(gate: str, why: Text) -> Said:
    """A gate whose condition no unit can meet protects nothing."""
    return _say(
        f"điều kiện chặn “{gate}” không bao giờ xảy ra: {why.vi}.",
        f"the gate “{gate}” can never close: {why.en}.",
        "Sửa ngưỡng trong when.",
        "Mend the threshold in when.",
    )


@_problem("C513", "tỷ lệ của điểm không có tối đa", "a share of no maximum")
def share_of_nothing(code: str) -> Said:
    """Points without a ceiling have no share of the maximum; a condition needs points there."""
    return _say(
        f"“{code}” không có điểm tối đa nên không tính được tỷ lệ.",
        f"“{code}” has no maximum, so there is no share of it.",
        "Dùng points thay cho share, hoặc ghi max.",
        "Use points instead of share, or give it a max.",
    )


@_problem("C514", "mức có điều kiện không thể đạt", "a grade whose needs cannot be met", WARNING)
def unmet_needs(grade: str, why: Text) -> Said:
    """No unit can hold the grade, however well it does."""
    return _say(
        f"không đơn vị nào đạt được needs của mức “{grade}”: {why.vi}.",
        f"no unit can meet the needs of the grade “{grade}”: {why.en}.",
        "Sửa needs của mức này.",
        "Mend needs of the grade.",
    )


@_problem("C515", "mức khép với một loại đơn vị", "a grade shut to a kind of unit", WARNING)
def shut_to_kinds(grade: str, kinds: Sequence[str]) -> Said:
    """The grade needs a criterion that is not for this kind, so its units never hold it."""
    listed = ", ".join(kinds)
    return _say(
        f"mức “{grade}”: đơn vị loại {listed} không bao giờ đạt needs, dù tổng điểm cao.",
        f"the grade “{grade}”: units of the kind {listed} never meet its needs, at any total.",
        "Sửa needs, hoặc cho tiêu chí ấy áp dụng cho cả loại này.",
        "Mend needs, or let its criterion be for this kind too.",
    )


@_problem(
    "C516", "loại đơn vị không bị điều kiện chặn nào", "a kind of unit no gate touches", WARNING
)
def kind_without_gates(kind: str) -> Said:
    """Every gate looks at criteria of other kinds; these units are held back by none."""
    return _say(
        f"không điều kiện chặn nào có thể xảy ra với đơn vị loại “{kind}”.",
        f"no gate can close for units of the kind “{kind}”.",
        "Thêm điều kiện cho loại này, hoặc xem lại unit_kinds của các tiêu chí.",
        "Add a gate for the kind, or look again at unit_kinds of the criteria.",
    )


@_problem(
    "C517", "chặn cả đơn vị không được hỏi", "a gate that closes where nothing is asked", WARNING
)
def closes_where_not_asked(gate: str, code: str, kind: str) -> Said:
    """“not” of points is true where the criterion does not apply at all."""
    return _say(
        f"điều kiện chặn “{gate}”: “{code}” không áp dụng cho loại “{kind}”, "
        "nên “not” chặn luôn các đơn vị ấy.",
        f"the gate “{gate}”: “{code}” is not for the kind “{kind}”, so “not” closes for its units.",
        "Viết thẳng khoảng điểm bị chặn thay cho not.",
        "Write the points that close it instead of not.",
    )


@_problem("C518", "điều kiện chặn luôn xảy ra", "a gate that always closes", WARNING)
def gate_always(gate: str) -> Said:
    """A condition that every unit meets is no condition."""
    return _say(
        f"điều kiện chặn “{gate}” luôn xảy ra với mọi đơn vị.",
        f"the gate “{gate}” closes for every unit.",
        "Sửa ngưỡng trong when.",
        "Mend the threshold in when.",
    )


@_problem("C519", "hai điều kiện chặn giống nhau", "two gates with one condition", WARNING)
def same_condition(gate: str, other: str) -> Said:
    """Copied and not changed? If it is meant, one gate with the stricter effect says it."""
    return _say(
        f"điều kiện chặn “{gate}” có cùng when với “{other}”.",
        f"the gate “{gate}” has the same when as “{other}”.",
        "Sửa when của một điều kiện, hoặc gộp hai điều kiện.",
        "Mend when of one of them, or join the two.",
    )


@_problem("C520", "ngưỡng không thể vượt", "an edge that nothing can pass", WARNING)
def idle_edge(what: Text, edge: Text, values: Text) -> Said:
    """An edge outside the possible values was perhaps meant in another unit of measure."""
    return _say(
        f"{what.vi} không bao giờ có giá trị {edge.vi} (chỉ có: {values.vi}).",
        f"{what.en} never has the value {edge.en} (possible: {values.en}).",
        "Sửa ngưỡng; tỷ lệ viết có dấu %, ví dụ 70%.",
        "Mend the edge; a share is written with its %, such as 70%.",
    )


@_problem("C521", "chỉ tiêu không khống chế được", "a quota that cannot work", WARNING)
def hollow_quota(grade: str, why: Text, hint: Text) -> Said:
    """A quota limits a grade, and still leaves it to somebody."""
    return Text(
        vi=f"chỉ tiêu của mức “{grade}”: {why.vi}.",
        en=f"the quota of the grade “{grade}”: {why.en}.",
    ), hint


@_problem("C522", "hai chỉ tiêu trái nhau", "two quotas that contradict", WARNING)
def narrower_below(grade: str, above: str) -> Said:
    """Who finds no place in the higher grade would find none in the lower one either."""
    return _say(
        f"mức “{grade}” có tỷ lệ nhỏ hơn mức “{above}” ở trên, cùng cách tính.",
        f"the grade “{grade}” has a smaller share than “{above}” above it, of the same base.",
        "Kiểm tra lại hai tỷ lệ; có thể đã ghi ngược.",
        "Check the two shares; they may be swapped.",
    )


@_problem("C523", "chỉ tiêu không có chỗ nào", "a quota without a single place", WARNING)
def quota_without_place(grade: str, largest: int) -> Said:
    """With the groups of units.csv the share, rounded, leaves the grade to nobody."""
    return _say(
        f"chỉ tiêu của mức “{grade}”: cụm lớn nhất trong units.csv có {largest} đơn vị, "
        "làm tròn rồi không còn chỗ nào.",
        f"the quota of the grade “{grade}”: the largest group of units.csv has {largest} units, "
        "which rounds to no place.",
        "Thêm small_group, đổi cách làm tròn, hoặc gộp cụm.",
        "Add small_group, round another way, or join groups.",
    )


@_problem("C524", "tiêu chí phụ không phân được hạng", "a tie-breaker that splits nothing", WARNING)
def idle_tie_breaker(kind: str, why: Text) -> Said:
    """Ties that reach this step leave it unsplit."""
    return _say(
        f"cách phân hạng “{kind}” không phân được đơn vị nào: {why.vi}.",
        f"the tie-breaker “{kind}” splits nobody: {why.en}.",
        "Bỏ bước này, hoặc chọn một tiêu chí khác.",
        "Drop this step, or choose another criterion.",
    )


# ---- C6 sources and care ---------------------------------------------------------------------


@_problem("C601", "căn cứ chưa khai báo", "an undeclared basis")
def unknown_basis(cited: str, known: Sequence[str]) -> Said:
    """A citation starts with the id of a [basis.ID]: "L10 Đ12.3"."""
    hint = _among(cited.split(" ", 1)[0], known, Text(vi="Các căn cứ đã khai", en="Declared bases"))
    return Text(vi=f"không có căn cứ cho “{cited}”.", en=f"there is no basis for “{cited}”."), hint


@_problem("C602", "căn cứ đã hết hiệu lực", "an expired basis", WARNING)
def expired_basis(basis: str, cite: str) -> Said:
    """The text was not in force on a single day of the set's period."""
    return _say(
        f"căn cứ “{basis}” ({cite}) không có hiệu lực trong kỳ đánh giá.",
        f"the basis “{basis}” ({cite}) is not in force during the period.",
        'Thay bằng văn bản hiện hành, hoặc đặt status = "legacy".',
        'Cite the text in force, or set status = "legacy".',
    )


@_problem("C603", "không rõ ai chấm", "nobody owns the criterion", WARNING)
def no_owner(code: str) -> Said:
    """Each leaf says who gives its points: the unit, an appraiser or the council."""
    return _say(
        f"tiêu chí “{code}” không nói ai chấm.",
        f"criterion “{code}” does not say who gives its points.",
        'Thêm owner = "unit", "appraiser", "council", "superior" hoặc "survey".',
        'Add owner = "unit", "appraiser", "council", "superior" or "survey".',
    )


@_problem("C604", "không có minh chứng", "no evidence is asked for", WARNING)
def no_evidence(code: str) -> Said:
    """A point without evidence cannot be defended when somebody complains."""
    return _say(
        f"tiêu chí “{code}” không nói minh chứng là gì.",
        f"criterion “{code}” does not say what proves it.",
        'Thêm evidence = "…".',
        'Add evidence = "…".',
    )


@_problem("C605", "không rõ điểm lấy từ đâu", "no word on where the points come from", WARNING)
def no_marks(code: str) -> Said:
    """A council must see which numbers are law, which are derived and which are proposed."""
    return _say(
        f"tiêu chí “{code}” không nói điểm và cách chấm lấy từ đâu.",
        f"criterion “{code}” does not say where its points and rule come from.",
        'Thêm marks = { points = "proposal", parameters = "proposal" } '
        "(sourced: theo văn bản; derived: suy ra; proposal: đề xuất).",
        'Add marks = { points = "proposal", parameters = "proposal" } (or sourced, derived).',
    )


@_problem("C606", "nói có nguồn mà không nêu căn cứ", "sourced, without a source", WARNING)
def sourced_without_basis(code: str) -> Said:
    """What is marked as sourced names the clause it comes from."""
    return _say(
        f"tiêu chí “{code}” ghi marks là “sourced” mà không có basis.",
        f"criterion “{code}” is marked “sourced” but has no basis.",
        'Thêm basis = ["…"], hoặc đổi marks thành "proposal".',
        'Add basis = ["…"], or change marks to "proposal".',
    )


@_problem("C607", "trường không ai dùng", "a field nobody uses", WARNING)
def unused_field(field: str) -> Said:
    """Units would be asked for a fact that decides nothing."""
    return _say(
        f"trường “{field}” được hỏi mà không tiêu chí, điều kiện nào dùng.",
        f"the field “{field}” is asked, and no criterion, gate or grade uses it.",
        f"Bỏ trường; nếu chỉ để tham khảo thì đặt cột “#{field}” trong bảng số liệu.",
        f"Drop the field; for reference alone, keep a column “#{field}” in the sheet.",
    )


@_problem("C608", "căn cứ không ai dẫn", "a basis nobody cites", WARNING)
def unused_basis(basis: str, cite: str) -> Said:
    """A list of laws that nothing refers to proves nothing."""
    return _say(
        f"căn cứ “{basis}” ({cite}) được khai mà không tiêu chí, điều kiện nào dẫn.",
        f"the basis “{basis}” ({cite}) is declared, and nothing cites it.",
        "Dẫn nó ở basis của tiêu chí liên quan, hoặc bỏ.",
        "Cite it in basis where it belongs, or drop it.",
    )


# ---- S1 the sheet's file ---------------------------------------------------------------------


@_problem("S101", "không đọc được bảng số liệu", "the sheet cannot be read")
def unreadable_sheet(why: Text) -> Said:
    """The file of answers is missing, damaged, or of a format nobody reads."""
    return _say(
        f"không đọc được bảng số liệu: {why.vi}.",
        f"the sheet cannot be read: {why.en}.",
        "Kiểm tra lại tệp; trong Excel hãy lưu kiểu “CSV UTF-8”.",
        "Check the file; in Excel save it as “CSV UTF-8”.",
    )


@_problem("S102", "thiếu cột", "a column is missing")
def missing_column(column: str, said: Text) -> Said:
    """Every question of the set has its column; a blank is written as an empty cell."""
    return _say(
        f"thiếu cột “{column}” ({said.vi}).",
        f"the column “{column}” is missing ({said.en}).",
        "Thêm cột; ô chưa có số liệu thì để trống.",
        "Add the column; leave cells without an answer empty.",
    )


@_problem("S103", "cột lạ", "an unknown column")
def unknown_column(column: str, known: Sequence[str]) -> Said:
    """A column nobody reads may hold answers that would be lost in silence."""
    hint = nearest(column, known) + Text(
        vi="Sửa tên cột, hoặc đặt “#” trước tên để bỏ qua cột.",
        en="Mend the title, or put “#” before it to skip the column.",
    )
    shown = _short(column)
    return Text(
        vi=f"bộ tiêu chí không hỏi cột “{shown}”.", en=f"the set asks no column “{shown}”."
    ), hint


@_problem("S104", "cột trùng", "a column stands twice")
def duplicate_column(column: str) -> Said:
    """Two columns of one title may say two things."""
    return _say(
        f"cột “{column}” xuất hiện nhiều lần.",
        f"the column “{column}” stands more than once.",
        "Giữ một cột, hoặc đặt “#” trước tên cột thừa để bỏ qua.",
        "Keep one of them, or put “#” before the title of the other to skip it.",
    )


@_problem("S105", "bảng không có đơn vị", "a sheet without units")
def no_units() -> Said:
    """There is a header but no row below it."""
    return _say(
        "bảng không có dòng đơn vị nào.",
        "the sheet has no row of a unit.",
        "Thêm mỗi đơn vị một dòng.",
        "Add a row for each unit.",
    )


@_problem("S106", "quá nhiều lỗi", "too many problems")
def too_many_faults(most: int) -> Said:
    """After so many problems more would help nobody."""
    return _say(
        f"bảng có hơn {most} lỗi; chỉ nêu những lỗi tìm thấy trước.",
        f"the sheet has more than {most} problems; only those found first are told.",
        "Sửa các lỗi đã nêu (thường là cả một cột sai) rồi chạy lại.",
        "Mend those (often a whole column is wrong) and run again.",
    )


@_problem(
    "S107", "kết quả lưu theo bản khác của bộ tiêu chí", "stored under another edition", WARNING
)
def stored_under_other_set(stored: str, now: str) -> Said:
    """The answers are good; their points are worked out anew, and may differ."""
    return _say(
        f"tệp kết quả được lập theo bộ tiêu chí {stored}, nay chấm lại theo {now}.",
        f"the stored result was made with the set {stored}; it is scored anew with {now}.",
        "Nếu chỉ muốn xem lại kết quả cũ, dùng đúng bản bộ tiêu chí đã chấm.",
        "To look at the old result, use the edition of the set it was made with.",
    )


@_problem("S108", "kết quả lưu bởi bản phần mềm khác", "stored by another engine", WARNING)
def stored_by_other_engine(stored: str, now: str) -> Said:
    """Another version may score alike, but its digests differ."""
    return _say(
        f"tệp kết quả do {stored} lập, nay do {now} tính lại; mã kết quả sẽ khác.",
        f"the stored result was made by {stored} and is worked out anew by {now}; digests differ.",
        "So lại bảng xếp hạng với bản đã công bố trước khi dùng.",
        "Compare the ranking with the published one before using it.",
    )


@_problem("S109", "tệp kết quả đã bị sửa", "a stored result was changed")
def stored_result_changed(stored: str, now: str) -> Said:
    """The answers in the file do not give the result that the file claims."""
    return _say(
        f"tệp kết quả không khớp với số liệu trong nó: mã ghi {stored}, tính lại được {now}.",
        f"the stored result does not follow from its answers: it says {stored}, they give {now}.",
        "Tệp đã bị sửa hoặc hỏng: dùng bản lưu gốc, hoặc chấm lại từ bảng số liệu.",
        "The file was edited or damaged: use the original, or score the sheet again.",
    )


# ---- S2 units --------------------------------------------------------------------------------


@_problem("S201", "dòng không có mã đơn vị", "a row without a unit")
def no_unit_id() -> Said:
    """Answers that belong to nobody cannot be scored."""
    return _say(
        "dòng này không có mã đơn vị.",
        "this row names no unit.",
        "Ghi mã đơn vị ở cột “unit”, hoặc xóa dòng.",
        "Write the id in the column “unit”, or delete the row.",
    )


@_problem("S202", "đơn vị trùng", "a unit stands twice")
def duplicate_unit(unit: str, role: str, row: int) -> Said:
    """Two rows of one unit (in one role) may say two things, and nobody may guess."""
    vi, en = (f" với vai trò “{role}”", f" in the role “{role}”") if role else ("", "")
    return _say(
        f"đơn vị “{unit}” đã có ở dòng {row}{vi}.",
        f"the unit “{unit}” stands in row {row} already{en}.",
        "Giữ một dòng, hoặc sửa mã đơn vị nếu là đơn vị khác.",
        "Keep one of the rows, or mend the id if it is another unit.",
    )


@_problem("S203", "loại đơn vị lạ", "an unknown unit kind")
def unknown_unit_kind(kind: str, known: Sequence[str]) -> Said:
    """The set says which kinds of units it scores."""
    hint = _among(kind, known, Text(vi="Ghi một trong các loại", en="Write one of the kinds"))
    if not kind:
        return Text(vi="chưa ghi loại đơn vị.", en="the unit kind is left blank."), hint
    shown = _short(kind)
    return Text(
        vi=f"bộ tiêu chí không chấm loại đơn vị “{shown}”.",
        en=f"the set does not score units of the kind “{shown}”.",
    ), hint


@_problem("S204", "vai trò lạ", "an unknown role")
def unknown_role(role: str, known: Sequence[str]) -> Said:
    """A row is what the unit says of itself, what was appraised, or what the council decided."""
    what = Text(
        vi="Ghi self (đơn vị tự chấm), appraised (thẩm định) hoặc council (hội đồng).",
        en="Write self (the unit), appraised (the appraiser) or council (the council).",
    )
    hint = nearest(role, known) + what
    if not role:
        return Text(vi="chưa ghi vai trò của dòng này.", en="the row does not say its role."), hint
    shown = _short(role)
    return Text(vi=f"không hiểu vai trò “{shown}”.", en=f"the role “{shown}” is not known."), hint


@_problem("S205", "đơn vị cha không có", "an unknown parent unit")
def unknown_parent_unit(unit: str, parent: str, is_circle: bool) -> Said:
    """A component must belong to a unit of the sheet, and not to itself."""
    if is_circle:
        return _say(
            f"đơn vị “{unit}” thuộc “{parent}”, mà “{parent}” lại thuộc về nó.",
            f"the unit “{unit}” belongs to “{parent}”, which belongs to it in turn.",
            "Sửa cột “parent” của một đơn vị trong vòng.",
            "Mend the column “parent” of one unit of the circle.",
        )
    return _say(
        f"đơn vị “{unit}” thuộc “{parent}”, là đơn vị không có trong bảng.",
        f"the unit “{unit}” belongs to “{parent}”, which is not in the sheet.",
        "Sửa cột “parent”, hoặc thêm dòng cho đơn vị ấy.",
        "Mend the column “parent”, or add a row for that unit.",
    )


@_problem("S206", "đơn vị khác nhau giữa các dòng", "rows that disagree about a unit")
def unit_disagrees(unit: str, what: str, first: str, second: str) -> Said:
    """The rows of one unit must agree on its name, kind, group and parent."""
    return _say(
        f"đơn vị “{unit}”: cột “{what}” ghi “{second}”, dòng trước ghi “{first}”.",
        f"the unit “{unit}”: the column “{what}” says “{second}”, an earlier row “{first}”.",
        "Ghi giống nhau ở mọi dòng của đơn vị.",
        "Write the same in every row of the unit.",
    )


@_problem("S207", "hạng được quyết định không hợp", "a decided grade that cannot be")
def wrong_decision(grade: str, known: Sequence[str]) -> Said:
    """A grade decided by the council is one of the ladder and carries its reason."""
    if grade in known:
        return _say(
            f"hạng “{grade}” do hội đồng quyết định chưa có lý do.",
            f"the grade “{grade}” decided by the council has no reason.",
            "Ghi lý do ở cột “decided_reason”.",
            "Write why in the column “decided_reason”.",
        )
    hint = _among(grade, known, Text(vi="Các hạng", en="Grades"))
    shown = _short(grade)
    return Text(
        vi=f"thang xếp loại không có hạng “{shown}”.",
        en=f"there is no grade “{shown}” to decide on.",
    ), hint


@_problem("S208", "hạng không do hội đồng quyết định", "a grade decided by somebody else")
def decided_by_other(unit: str, role: str) -> Said:
    """Only the council decides on a grade; a unit or an appraiser cannot."""
    return _say(
        f"đơn vị “{unit}”: dòng “{role}” không được ghi hạng; chỉ hội đồng quyết định.",
        f"the unit “{unit}”: a row “{role}” must not decide on a grade; only the council does.",
        "Chuyển hạng và lý do sang dòng “council” của đơn vị.",
        "Move the grade and its reason to the row “council” of the unit.",
    )


_OWNER_SAID = {
    "unit": "đơn vị",
    "appraiser": "người thẩm định",
    "council": "hội đồng",
    "superior": "cấp trên",
    "survey": "khảo sát",
}

# ---- S3 cells --------------------------------------------------------------------------------


@_problem("S301", "không phải là số", "not a number")
def cell_not_number(found: str, why: Text) -> Said:
    """A cell that asks for a number holds something else; nothing is guessed."""
    return _say(
        f"“{_short(found)}”: {why.vi}",
        f"“{_short(found)}”: {why.en}",
        "Chỉ ghi số, không kèm đơn vị tính; số lẻ viết 8,5.",
        "Write the number alone, without its unit; decimals as 8.5.",
    )


@_problem("S302", "số đọc được hai cách", "a number with two readings")
def ambiguous_number(found: str, one: Fraction, other: Fraction) -> Said:
    """“32.150” is 32150 to one reader and 32,15 to another."""
    return _say(
        f"“{_short(found)}” có thể là {say_number(one)} hoặc {say_number(other)}.",
        f"“{_short(found)}” may be {say_number(one, 'en')} or {say_number(other, 'en')}.",
        f"Viết {say_number(one)} không có dấu, hoặc {say_number(other, places=4)} với bốn chữ số lẻ.",
        f"Write {say_number(one, 'en')} without a mark, "
        f"or {say_number(other, 'en', places=4)} with four decimals.",
    )


@_problem("S303", "số ngoài khoảng cho phép", "a number out of bounds")
def out_of_bounds(found: Fraction, bounds: Text, is_share: bool) -> Said:
    """The answer cannot be true of this question."""
    hint = Text(vi="Kiểm tra lại số liệu.", en="Check the figure.")
    if is_share:
        hint = hint + Text(
            vi=" Tỷ lệ viết có dấu %, ví dụ 70%.", en=" A share is written with its %, such as 70%."
        )
    return Text(
        vi=f"{say_number(found)} ngoài khoảng cho phép ({bounds.vi}).",
        en=f"{say_number(found, 'en')} is out of bounds ({bounds.en}).",
    ), hint


@_problem("S304", "không phải số đếm", "not a whole number")
def cell_not_whole(found: Fraction) -> Said:
    """Things that are counted come in whole numbers."""
    return _say(
        f"{say_number(found)} không phải là số nguyên.",
        f"{say_number(found, 'en')} is not a whole number.",
        "Ghi số đếm, không có phần lẻ.",
        "Write a count without decimals.",
    )


@_problem("S305", "không có trong các lựa chọn", "not among the choices")
def cell_not_choice(found: str, choices: Sequence[str]) -> Said:
    """The cell takes one of a few words."""
    listed = " · ".join(choices)
    return _say(
        f"“{_short(found)}” không có trong các lựa chọn.",
        f"“{_short(found)}” is not among the choices.",
        f"Chọn một trong: {listed}.",
        f"Choose one of: {listed}.",
    )


@_problem("S306", "không phải là ngày", "not a date")
def cell_not_date(found: str) -> Said:
    """A day is written dd/mm/yyyy or yyyy-mm-dd; a job not done, “chưa”."""
    return _say(
        f"“{_short(found)}” không phải là ngày.",
        f"“{_short(found)}” is not a date.",
        "Ghi ngày/tháng/năm, ví dụ 05/03/2026; chưa thực hiện thì ghi “chưa”.",
        "Write day/month/year, such as 05/03/2026; if it was not done, write “no”.",
    )


@_problem("S307", "không áp dụng mà không có lý do", "not applicable without a reason")
def not_applicable_unreasoned(unit: str) -> Said:
    """A criterion is set aside only with a reason; the council and the public will ask for it."""
    return _say(
        f"đơn vị “{unit}” có ô ghi “không áp dụng” mà không nêu lý do.",
        f"the unit “{unit}” has a cell “not applicable” but no reason.",
        "Ghi lý do ở cột “reason” của dòng này.",
        "Write why in the column “reason” of this row.",
    )


@_problem("S308", "vượt quá tổng", "more than the whole")
def above_limit(slot: str, found: Fraction, by: str, most: Fraction) -> Said:
    """A part cannot exceed the whole it is taken from."""
    return _say(
        f"{slot} = {say_number(found)} lớn hơn {by} = {say_number(most)}.",
        f"{slot} = {say_number(found, 'en')} exceeds {by} = {say_number(most, 'en')}.",
        "Kiểm tra lại hai số.",
        "Check the two figures.",
    )


@_problem("S309", "chia cho 0", "a zero to divide by")
def zero_divisor(code: str, slot: str) -> Said:
    """The criteria set does not say what a zero here means, so nobody may assume it."""
    return _say(
        f"tiêu chí “{code}”: {slot} = 0 mà bộ tiêu chí không nói khi đó chấm thế nào.",
        f"criterion “{code}”: {slot} = 0, and the set does not say what then.",
        f'Sửa số liệu; hoặc ghi “kad” kèm lý do; hoặc thêm not_applicable_when_zero = "{slot}" vào quy tắc.',
        f'Mend the figure; or write “n/a” with a reason; or add not_applicable_when_zero = "{slot}" to the rule.',
    )


@_problem("S310", "thiếu số liệu", "an answer is missing")
def missing_answer(unit: str, question: str) -> Said:
    """The set refuses sheets with blanks (missing = "refuse")."""
    return _say(
        f"đơn vị “{unit}” để trống “{question}”; bộ tiêu chí không nhận ô trống.",
        f"the unit “{unit}” leaves “{question}” blank; the set takes no blanks.",
        "Điền số liệu, hoặc ghi “kad” kèm lý do.",
        "Fill it in, or write “n/a” with a reason.",
    )


@_problem("S311", "không đúng người chấm", "not theirs to fill in")
def wrong_role(code: str, owner: str, role: str) -> Said:
    """Some points are given by the appraiser, the council or the superior, never by the unit."""
    return _say(
        f"tiêu chí “{code}” do {_OWNER_SAID[owner]} chấm; đơn vị không tự ghi ở dòng “{role}”.",
        f"criterion “{code}” is scored by the {owner}; the unit’s row “{role}” must leave it empty.",
        "Để trống ô này ở dòng tự chấm.",
        "Empty this cell in the unit’s own row.",
    )


@_problem("S312", "sửa số liệu mà không có lý do", "a change without a reason")
def change_unreasoned(unit: str, role: str, question: str) -> Said:
    """Who changes what a unit said of itself says why; a complaint will ask."""
    return _say(
        f"đơn vị “{unit}”, dòng “{role}” sửa “{question}” mà không nêu lý do.",
        f"the unit “{unit}”: the row “{role}” changes “{question}” without a reason.",
        "Ghi lý do ở cột “reason” của dòng này.",
        "Write why in the column “reason” of this row.",
    )


@_problem("S313", "trả lời cho tiêu chí không áp dụng", "an answer where none is asked", WARNING)
def answer_not_asked(unit: str, code: str, kind: str) -> Said:
    """The criterion is not for this kind of unit; the answer is kept and not counted."""
    return _say(
        f"tiêu chí “{code}” không áp dụng cho loại “{kind}”; số liệu của “{unit}” không được tính.",
        f"criterion “{code}” is not for the kind “{kind}”; the answer of “{unit}” does not count.",
        "Để trống ô này, hoặc sửa loại đơn vị.",
        "Leave the cell empty, or mend the kind of unit.",
    )


@_problem("S314", "điểm ngoài khoảng của tiêu chí", "points outside the criterion", WARNING)
def points_out_of_range(unit: str, code: str, found: Fraction, most: Fraction | None) -> Said:
    """The rule gave points below 0 or above the maximum; the unit is held, not corrected."""
    vi = "0 điểm trở lên" if most is None else f"từ 0 đến {say_number(most)} điểm"
    en = "0 or more" if most is None else f"0 to {say_number(most, 'en')}"
    return _say(
        f"đơn vị “{unit}”, tiêu chí “{code}”: quy tắc cho {say_number(found)} điểm, trong khi "
        f"tiêu chí chỉ có {vi}.",
        f"the unit “{unit}”, criterion “{code}”: the rule gives {say_number(found, 'en')} points, "
        f"the criterion has {en}.",
        "Kiểm tra số liệu và quy tắc; đơn vị được giữ lại chờ quyết định.",
        "Check the figure and the rule; the unit is held until somebody decides.",
    )


# ---- H1 a council's file -----------------------------------------------------------------------


@_problem("H101", "người ký không có trong danh sách", "not on the list of members", WARNING)
def not_a_member(name: str, known: Sequence[str]) -> Said:
    """Who presides or takes the minutes is one of the members; a slip of a name spoils the paper."""
    return _say(
        f"“{_short(name)}” không có trong danh sách thành viên hội đồng.",
        f"“{_short(name)}” is not on the list of the council’s members.",
        nearest(name, known).vi + "Sửa tên cho khớp, hoặc thêm người này vào members.",
        nearest(name, known).en + "Mend the name, or add the person to members.",
    )


@_problem("H102", "một thành viên ghi hai lần", "a member twice", WARNING)
def same_member(name: str) -> Said:
    """A person listed twice is counted twice, and the quorum with them."""
    return _say(
        f"“{_short(name)}” có trong danh sách hai lần.",
        f"“{_short(name)}” is on the list twice.",
        "Xóa một dòng; nếu là hai người trùng tên, ghi thêm chức vụ vào tên.",
        "Delete one; if two people share the name, add their office to it.",
    )


@_problem("H103", "họp kết thúc trước khi bắt đầu", "the meeting ends before it begins")
def ends_before() -> Said:
    """The minutes say when the council met; the end comes after the start."""
    return _say(
        "phiên họp kết thúc trước lúc bắt đầu.",
        "the meeting ends before it begins.",
        "Sửa start hoặc end trong [meeting].",
        "Mend start or end in [meeting].",
    )


@_problem("H104", "số người có mặt không khớp", "the number present disagrees")
def present_disagrees(told: int, counted: int, most: int) -> Said:
    """The number present is told and can be counted; both are the same."""
    return _say(
        f"present ghi {told}, trong khi danh sách có {most} thành viên, {counted} người có mặt.",
        f"present says {told}, the list has {most} members, {counted} of them present.",
        "Sửa present, hoặc sửa present của từng thành viên; bỏ present thì máy tự đếm.",
        "Mend present, or that of each member; without present the list is counted.",
    )


@_problem("H105", "chưa đủ số người phải có mặt", "not quorate", WARNING)
def not_quorate(present: int, most: int, quorum: Fraction) -> Said:
    """Below the quorum that the council set itself, what it decides may be challenged."""
    return _say(
        f"có mặt {present} trên {most} thành viên, chưa đạt {say_share(quorum)}.",
        f"{present} of {most} members were present, short of {say_share(quorum, 'en')}.",
        "Kiểm tra danh sách có mặt; nếu đúng thì hội đồng cần họp lại.",
        "Check who was present; if it is right the council must meet again.",
    )


@_problem("H106", "số phiếu nhiều hơn số người", "more votes than members present")
def too_many_votes(cast: int, present: int) -> Said:
    """Each member present has one vote on a question."""
    return _say(
        f"cộng được {cast} phiếu, mà chỉ {present} thành viên có mặt.",
        f"the votes add up to {cast}, and only {present} members were present.",
        "Đếm lại phiếu, hoặc sửa số người có mặt.",
        "Count the votes again, or mend the number present.",
    )


@_problem("H107", "số ký hiệu theo lối khác", "a number in the other manner", WARNING)
def number_of_other_kind(number: str, wanted: str) -> Said:
    """A paper of the State has the number “12/QĐ-UBND”, one of the Party “12-QĐ/TU”."""
    like = "12/QĐ-UBND" if wanted == "/" else "12-QĐ/TU"
    whose = ("Nhà nước", "the State") if wanted == "/" else ("Đảng", "the Party")
    return _say(
        f"“{_short(number)}” không theo lối ghi số của văn bản {whose[0]}.",
        f"“{_short(number)}” is not how papers of {whose[1]} are numbered.",
        f"Viết như “{like}”, hoặc đổi kind trong [body].",
        f"Write it like “{like}”, or change kind in [body].",
    )


# ---- H2 the papers of a council ----------------------------------------------------------------


@_problem("H201", "còn đơn vị chưa xong mà đã ra văn bản", "a paper before the result is settled")
def not_settled(form: str, units: Sequence[str]) -> Said:
    """What is announced is settled: a unit that is held or provisional could still move others."""
    named = ", ".join(units[:_MOST_NAMED]) + (", …" if len(units) > _MOST_NAMED else "")
    return _say(
        f"chưa lập được “{form}”: còn {len(units)} đơn vị đang giữ lại hoặc tạm tính: {named}.",
        f"“{form}” cannot be made yet: {len(units)} units are held or provisional: {named}.",
        "Bổ sung số liệu hoặc quyết định còn thiếu rồi chấm lại; muốn xem trước thì thêm --draft, "
        "mọi trang sẽ ghi DỰ THẢO.",
        "Supply what is missing and score again; for a preview add --draft, and every page says "
        "DỰ THẢO.",
    )


@_problem("H202", "chưa nêu đơn vị", "no unit is named")
def no_unit_named(form: str) -> Said:
    """This paper is about one unit, so one must be named."""
    return _say(
        f"“{form}” nói về một đơn vị mà chưa biết là đơn vị nào.",
        f"“{form}” is about one unit, and none is named.",
        "Thêm --unit với mã hoặc tên đơn vị.",
        "Add --unit with the id or the name of the unit.",
    )


# ---- F1 forms that came back -----------------------------------------------------------------

_SEND_AGAIN = (
    "Mở tệp bằng Excel, lưu lại kiểu .xlsx; nếu không mở được, xin đơn vị gửi lại.",
    "Open the file in Excel and save it as .xlsx; if it does not open, ask the unit to send it again.",
)
_FRESH_FORM = (
    "Làm phiếu mới bằng `danvan form`, chép số liệu sang (dán giá trị) rồi gửi lại.",
    "Make a fresh form by `danvan form`, copy the answers over (paste values) and send that.",
)


@_problem("F101", "không đọc được phiếu", "a form that cannot be read")
def unreadable_form(why: Text) -> Said:
    """The file is damaged, out of bounds, or may not be opened; the others are read all the same."""
    return _say(
        f"không đọc được tệp: {why.vi}.", f"the file cannot be read: {why.en}.", *_SEND_AGAIN
    )


@_problem("F102", "tệp có mật khẩu", "a form under a password")
def locked_form() -> Said:
    """A file that asks for a password can be read by nobody else."""
    return _say(
        "tệp có mật khẩu, không mở được.",
        "the file is locked by a password.",
        "Bỏ mật khẩu (Excel: Tệp → Thông tin → Bảo vệ sổ làm việc → Mã hóa bằng mật khẩu, xóa trống) rồi gửi lại.",
        "Take the password off (Excel: File → Info → Protect Workbook → Encrypt, leave it empty) and send it again.",
    )


@_problem("F103", "không phải bảng tính", "no workbook")
def no_workbook(found: Text) -> Said:
    """The name says workbook, the content says otherwise."""
    return _say(
        f"tên tệp là bảng tính nhưng nội dung là {found.vi}.",
        f"the name says workbook, the content is {found.en}.",
        "Gửi lại chính phiếu Excel đã điền; đổi đuôi tên tệp không làm nó thành bảng tính.",
        "Send the filled form itself; another ending does not make a file a workbook.",
    )


@_problem("F104", "tệp khác trong thư mục", "another file in the folder", WARNING)
def passed_over(found: Text) -> Said:
    """A file of another sort was not read; it is named so that nothing is lost in silence."""
    return _say(
        f"đây là {found.vi}, không phải phiếu; không đọc.",
        f"this is {found.en} and no form; it was not read.",
        "Nếu có số liệu ở đây, hãy điền vào phiếu; nếu là minh chứng thì để riêng.",
        "If it holds answers, fill them into the form; keep evidence in a folder of its own.",
    )


@_problem("F105", "không nhận ra phiếu", "not one of our forms")
def no_form() -> Said:
    """The hidden sheet tells the set, the unit and the questions; without it all is guesswork."""
    return _say(
        "bảng tính này không phải phiếu, hoặc trang ẩn của phiếu đã bị xóa.",
        "this workbook is no form, or the hidden sheet of the form was deleted.",
        *_FRESH_FORM,
    )


@_problem("F106", "phiếu của phiên bản mới hơn", "a form of a newer version")
def newer_form(version: str) -> Said:
    """Forms say which version of the layout they follow."""
    return _say(
        f"phiếu theo phiên bản {_short(version)}, phần mềm này chưa đọc được.",
        f"the form follows version {_short(version)}, which this software does not know.",
        "Cập nhật phần mềm rồi gom lại.",
        "Update the software and collect again.",
    )


@_problem("F107", "phiếu của bộ tiêu chí khác", "a form of another set")
def other_set(found: str, wanted: str) -> Said:
    """Answers to one instrument are no answers to another."""
    return _say(
        f"phiếu thuộc bộ tiêu chí “{_short(found)}”, đang gom “{wanted}”.",
        f"the form is of the set “{_short(found)}”, what is collected is “{wanted}”.",
        "Chuyển tệp sang thư mục của bộ tiêu chí ấy, hoặc xin đơn vị gửi đúng phiếu.",
        "Move the file to the folder of that set, or ask the unit for the right form.",
    )


@_problem("F108", "phiếu của kỳ khác", "a form of another period")
def other_period(found: str, wanted: str) -> Said:
    """Last year's answers look like this year's; only the period tells them apart."""
    return _say(
        f"phiếu của kỳ {_short(found)}, đang gom kỳ {wanted}.",
        f"the form is of the period {_short(found)}, what is collected is {wanted}.",
        "Xin đơn vị điền phiếu của kỳ này.",
        "Ask the unit to fill the form of this period.",
    )


@_problem("F109", "phiếu của bản khác", "a form of another edition")
def other_edition(found: str, wanted: str) -> Said:
    """criteria.toml was changed after the form went out, so a question may mean another thing."""
    return _say(
        f"tệp criteria.toml đã đổi sau khi phát phiếu (phiếu: {_short(found)}; nay: {wanted}).",
        f"criteria.toml was changed after the form went out (form: {_short(found)}; now: {wanted}).",
        "Gom bằng đúng tệp criteria.toml đã dùng khi phát phiếu; hoặc phát lại phiếu mới.",
        "Collect with the very criteria.toml the forms were made of; or send out fresh forms.",
    )


@_problem("F110", "mất trang của đơn vị", "the sheet of a unit is gone")
def unit_sheet_lost(unit: str, sheet: str) -> Said:
    """The form was made for this unit, but no sheet bears its mark any more."""
    return _say(
        f"không tìm thấy trang “{sheet}” của đơn vị “{unit}”: trang, hoặc dấu ẩn ở cột A, đã bị xóa.",
        f"the sheet “{sheet}” of the unit “{unit}” is not found: it, or its hidden mark in column A, "
        "was deleted.",
        *_FRESH_FORM,
    )


@_problem("F111", "mất dòng đánh dấu cột", "the marks of the columns are gone")
def columns_lost(column: str) -> Said:
    """A hidden row says what each column is for; without it the answers cannot be found."""
    return _say(
        f"không tìm thấy cột “{column}”: dòng ẩn đánh dấu các cột đã bị xóa hoặc sửa.",
        f"the column “{column}” is not found: the hidden row that marks the columns was deleted or changed.",
        *_FRESH_FORM,
    )


@_problem("F112", "mất dòng của câu hỏi", "the row of a question is gone")
def row_lost(question: str, ask: str, row: int) -> Said:
    """Each question has a hidden mark in column A; a question without one would look unanswered."""
    return _say(
        f"không tìm thấy câu hỏi “{question}” ({_short(ask)}): dòng ấy (lúc phát phiếu là dòng {row}) "
        "hoặc dấu ẩn ở cột A của nó đã bị xóa.",
        f"the question “{question}” ({_short(ask)}) is not found: its row (row {row} when the form "
        "went out), or its hidden mark in column A, was deleted.",
        *_FRESH_FORM,
    )


@_problem("F113", "câu hỏi có hai dòng", "a question in two rows")
def row_twice(question: str, row: int) -> Said:
    """A copied row carries its mark along; nobody can tell which of the two counts."""
    return _say(
        f"câu hỏi “{question}” đã có ở dòng {row}.",
        f"the question “{question}” stands in row {row} already.",
        "Xóa dòng chép thừa (cả dòng).",
        "Delete the copied row, the whole of it.",
    )


@_problem("F114", "dấu lạ ở cột ẩn", "an unknown mark in the hidden column")
def unknown_mark(found: str) -> Said:
    """Column A is hidden and the form's own; what was typed there may have overwritten a mark."""
    return _say(
        f"cột A (ẩn) có chữ lạ “{_short(found)}”.",
        f"the hidden column A holds “{_short(found)}”, which is no mark of this form.",
        "Xóa chữ ấy ở cột A nếu gõ nhầm; số liệu của dòng ấy phải nằm ở ô có màu.",
        "Delete it from column A; answers belong into the coloured cells.",
    )


@_problem("F115", "đơn vị có hai trang", "a unit on two sheets")
def unit_on_two_sheets(unit: str, first: str, second: str) -> Said:
    """A copied sheet carries its mark along; nobody can tell which of the two counts."""
    return _say(
        f"đơn vị “{unit}” có hai trang: “{first}” và “{second}”.",
        f"the unit “{unit}” has two sheets: “{first}” and “{second}”.",
        "Xóa trang chép thừa rồi gửi lại.",
        "Delete the copied sheet and send the file again.",
    )


@_problem("F116", "hai tệp khác nhau của một đơn vị", "two different forms of one unit")
def form_twice(unit: str, role: str, other: str) -> Said:
    """Two files say two things of one unit, and nobody may guess which is the last word."""
    return _say(
        f"đơn vị “{unit}” (vai trò “{role}”) còn có tệp “{other}” với nội dung khác.",
        f"the unit “{unit}” (role “{role}”) has another file “{other}” that says otherwise.",
        "Hỏi đơn vị tệp nào là bản cuối, chuyển tệp kia ra khỏi thư mục.",
        "Ask the unit which is the last one, and move the other out of the folder.",
    )


@_problem("F117", "tệp gửi hai lần", "a form sent twice", WARNING)
def form_repeated(unit: str, other: str) -> Said:
    """The same answers came in two files; they count once."""
    return _say(
        f"đơn vị “{unit}” gửi hai lần cùng một nội dung (tệp kia: “{other}”); tính một lần.",
        f"the unit “{unit}” sent the same twice (the other file: “{other}”); it counts once.",
        "Không cần làm gì; có thể xóa bớt một tệp.",
        "Nothing needs doing; one of the files may go.",
    )


@_problem("F118", "công thức chưa có kết quả", "a formula without a result")
def uncounted_answer() -> Said:
    """Nobody has worked the formula out yet; it is neither a blank nor a zero."""
    return _say(
        "ô có công thức mà chưa có kết quả.",
        "the cell holds a formula without a result.",
        "Mở tệp bằng Excel rồi lưu lại; hoặc gõ thẳng con số.",
        "Open the file in Excel and save it; or type the figure itself.",
    )


@_problem("F119", "công thức báo lỗi", "a formula that failed")
def error_answer(found: str) -> Said:
    """An error of Excel is no answer, neither a blank nor a zero."""
    return _say(
        f"ô báo lỗi {found} của Excel.",
        f"the cell shows Excel’s error {found}.",
        "Sửa công thức, hoặc xóa công thức và gõ thẳng con số.",
        "Mend the formula, or type the figure itself.",
    )


@_problem("F120", "ô trả lời bị trộn", "a merged answer")
def merged_answer(span: str) -> Said:
    """One merged cell covers several answers; nobody can tell which of them it is."""
    return _say(
        f"ô trả lời nằm trong vùng trộn {span}.",
        f"the answer stands in the merged cells {span}.",
        "Bỏ trộn ô (Merge & Center), ghi số liệu riêng cho từng câu hỏi.",
        "Unmerge the cells, and write each answer into its own.",
    )


@_problem("F121", "ngày trong ô số", "a date where a number belongs")
def date_for_number(found: str) -> Said:
    """Excel turns 1/2 or 8.5 into a day by itself; what was typed is lost."""
    return _say(
        f"ô hỏi con số, nhưng Excel đang giữ ngày {found}; có lẽ Excel tự đổi khi gõ.",
        f"a number is asked, but Excel holds the day {found}; it may have turned it into one itself.",
        "Xóa ô, định dạng ô là Số (Number), rồi gõ lại; số lẻ gõ 8,5.",
        "Clear the cell, format it as Number, and type the figure again.",
    )


@_problem("F122", "số trong ô ngày", "a number where a date belongs")
def number_for_date(found: str, likely: str) -> Said:
    """Excel keeps days as numbers; a day that lost its format shows as one."""
    vi, en = (f" (có lẽ là ngày {likely})", f" (it may be {likely})") if likely else ("", "")
    return _say(
        f"ô hỏi ngày, nhưng đang có số {_short(found)}{vi}.",
        f"a date is asked, but the cell holds the number {_short(found)}{en}.",
        "Gõ lại ngày/tháng/năm, ví dụ 05/03/2026.",
        "Type the day again, as 05/03/2026.",
    )


@_problem("F123", "số viết chưa rõ", "a number not clearly written")
def unclear_answer(found: str, why: Text, likely: str) -> Said:
    """What is meant can be seen, but nothing is guessed where points depend on it."""
    vi, en = (f"; có lẽ là {likely}", f"; it may be {likely}") if likely else ("", "")
    hint = f"Gõ lại {likely} nếu đúng thế." if likely else "Gõ lại chỉ con số."
    hint_en = f"Type {likely} if that is meant." if likely else "Type the figure alone."
    return _say(
        f"“{_short(found)}”: {why.vi}{vi}.", f"“{_short(found)}”: {why.en}{en}.", hint, hint_en
    )


@_problem("F124", "chữ theo bảng mã cũ", "letters of an old code")
def old_letters(found: str, likely: str) -> Said:
    """Text typed in .VnTime or VNI fonts is unreadable in others; nobody converts it unasked."""
    vi, en = (f"; có lẽ là “{_short(likely)}”", f"; it may read “{_short(likely)}”")
    return _say(
        f"“{_short(found)}” gõ theo bảng mã cũ (TCVN3, VNI){vi if likely else ''}.",
        f"“{_short(found)}” is typed in an old code (TCVN3, VNI){en if likely else ''}.",
        "Gõ lại bằng Unicode (phông Times New Roman, bảng mã Unicode của bộ gõ), hoặc chuyển mã bằng Unikey.",
        "Type it again in Unicode, or have Unikey convert it.",
    )


@_problem("F125", "ngày đọc theo ngày/tháng", "a date read day first", WARNING)
def day_first(found: str, said: Text) -> Said:
    """“05/03/2026” is 5 March here and 3 May elsewhere; it is read as people here write."""
    return _say(
        f"“{_short(found)}” được đọc là {said.vi}.",
        f"“{_short(found)}” was read as {said.en}.",
        "Nếu không đúng, sửa lại ô theo thứ tự ngày/tháng/năm.",
        "If that is wrong, write the cell as day/month/year.",
    )


@_problem("F126", "chữ ngoài mẫu", "words outside the form", WARNING)
def words_outside(found: str) -> Said:
    """Somebody wrote where nothing is asked; it is not read, and not passed over in silence."""
    return _say(
        f"ô này có chữ ngoài mẫu: “{_short(found)}”; không được đọc.",
        f"this cell holds words outside the form: “{_short(found)}”; they were not read.",
        "Nếu cần cho việc chấm, chuyển vào ô minh chứng hoặc ghi chú của câu hỏi.",
        "If they matter, move them into the evidence or the note of a question.",
    )


@_problem("F127", "phiếu chưa điền", "a form that nobody filled", WARNING)
def empty_form(unit: str) -> Said:
    """Every answer is blank; the row is kept, and its blanks count as the set says."""
    return _say(
        f"đơn vị “{unit}” gửi phiếu còn trống mọi ô trả lời.",
        f"the unit “{unit}” sent a form with every answer blank.",
        "Hỏi lại đơn vị; có thể gửi nhầm tệp chưa điền.",
        "Ask the unit; it may have sent the wrong file.",
    )


@_problem("F128", "đơn vị không có trong danh sách", "a unit that is not on the list")
def unit_not_listed(unit: str, name: str) -> Said:
    """The list says whom the council scores; a form of anybody else is a mistake."""
    return _say(
        f"đơn vị “{unit}” ({_short(name)}) không có trong danh sách đơn vị.",
        f"the unit “{unit}” ({_short(name)}) is not on the list of units.",
        "Thêm đơn vị vào danh sách, hoặc chuyển tệp ra khỏi thư mục.",
        "Add the unit to the list, or move the file out of the folder.",
    )


@_problem("F129", "đơn vị chưa gửi phiếu", "a unit that has not answered", WARNING)
def form_awaited(unit: str, name: str) -> Said:
    """The unit is on the list, but no form of it is in the folder."""
    return _say(
        f"đơn vị “{unit}” ({_short(name)}) chưa gửi phiếu.",
        f"no form of the unit “{unit}” ({_short(name)}) has come back.",
        "Nhắc đơn vị; khi có tệp, chép vào thư mục rồi gom lại.",
        "Remind the unit; put its file into the folder and collect again.",
    )


@_problem("F130", "phiếu khác danh sách", "a form that disagrees with the list", WARNING)
def list_differs(unit: str, what: str, found: str, listed: str) -> Said:
    """The list is the council's; where a form says otherwise, the list is taken."""
    return _say(
        f"đơn vị “{unit}”, cột “{what}”: phiếu ghi “{_short(found)}”, danh sách ghi “{_short(listed)}”; "
        "lấy theo danh sách.",
        f"the unit “{unit}”, column “{what}”: the form says “{_short(found)}”, the list "
        f"“{_short(listed)}”; the list is taken.",
        "Nếu phiếu đúng thì sửa danh sách.",
        "If the form is right, mend the list.",
    )


@_problem("F131", "dòng đã có trong bảng", "a row that is there already")
def row_conflict(unit: str, role: str, sheet: str) -> Said:
    """The sheet holds another answer of this unit in this role; it is not overwritten unasked."""
    return _say(
        f"bảng “{sheet}” đã có dòng “{role}” của đơn vị “{unit}” với nội dung khác.",
        f"the sheet “{sheet}” already has a row “{role}” of the unit “{unit}” that says otherwise.",
        "Thêm --replace-rows nếu muốn thay bằng dòng vừa gom.",
        "Add --replace-rows to put the collected row in its place.",
    )


@_problem("F132", "một thành viên có hai phiếu", "two forms of one member")
def member_twice(member: str, other: str) -> Said:
    """A member marks once; two forms would count one voice twice."""
    if not member:
        return _say(
            "phiếu không ghi tên thành viên.",
            "the form does not name its member.",
            'Xuất lại phiếu bằng `danvan form --for member --members "…"`.',
            'Make the form again by `danvan form --for member --members "…"`.',
        )
    return _say(
        f"thành viên “{member}” còn có phiếu “{other}” với điểm khác.",
        f"the member “{member}” has another form “{other}” with other marks.",
        "Hỏi thành viên phiếu nào là bản cuối, chuyển phiếu kia ra khỏi thư mục.",
        "Ask the member which is the last one, and move the other out of the folder.",
    )


@_problem("F133", "phiếu còn ô chưa chấm", "a member’s form with blanks", WARNING)
def marks_missing(member: str, count: int) -> Said:
    """A blank of a member is no zero; the other members' marks stand alone there."""
    return _say(
        f"phiếu của “{member}” còn {count} ô chưa chấm; các ô ấy không tính.",
        f"the form of “{member}” has {count} blanks; they do not count.",
        "Nếu thành viên không bỏ trống có chủ ý, xin chấm nốt rồi gom lại.",
        "Unless they were left blank on purpose, ask for them and collect again.",
    )


# ---- T6 templates of papers --------------------------------------------------------------------


def _in_paragraph(paragraph: str) -> Text:
    """Say which paragraph of a template is meant, by its first words."""
    if not paragraph:
        return Text.same("")
    words = _short(" ".join(paragraph.split()))
    return Text(vi=f"đoạn “{words}”: ", en=f"the paragraph “{words}”: ")


@_problem("T601", "không đọc được tệp mẫu", "the template cannot be read")
def unreadable_template(why: Text) -> Said:
    """A template is a Word document (.docx) that is whole and of a sensible size."""
    return _say(
        f"không đọc được tệp mẫu: {why.vi}.",
        f"the template cannot be read: {why.en}.",
        "Mở tệp bằng Word và lưu lại kiểu “Word Document (.docx)”, hoặc lập mẫu mới: danvan template.",
        "Open it in Word and save it as “Word Document (.docx)”, or start anew: danvan template.",
    )


@_problem("T602", "tệp mẫu mang theo thứ không an toàn", "the template carries something unsafe")
def unsafe_template(what: Text, do: Text) -> Said:
    """A template holds text and pictures; nothing in it runs or is fetched from elsewhere."""
    return _say(
        f"tệp mẫu có {what.vi}; mọi văn bản lập từ mẫu sẽ mang theo thứ này.",
        f"the template has {what.en}; every paper made of it would carry that on.",
        do.vi,
        do.en,
    )


@_problem("T603", "thẻ viết chưa đúng", "a malformed tag")
def broken_tag(paragraph: str, why: Text) -> Said:
    """A tag is {{ field }} to show, {% if … %} to choose, {% for … %} to repeat; each is closed."""
    at = _in_paragraph(paragraph)
    return _say(
        f"{at.vi}{why.vi}.",
        f"{at.en}{why.en}.",
        "Viết {{ ten_truong }} để điền; {% if … %} … {% endif %} để chọn; "
        "{%tr for d in danh_sach %} … {%tr endfor %} để lặp lại dòng của bảng.",
        "Write {{ field }} to fill in; {% if … %} … {% endif %} to choose; "
        "{%tr for d in list %} … {%tr endfor %} to repeat the row of a table.",
    )


@_problem("T604", "thẻ không được phép", "a tag that is not allowed")
def forbidden_tag(paragraph: str, what: Text) -> Said:
    """Templates come from anybody; they may show, choose and repeat, and nothing else."""
    at = _in_paragraph(paragraph)
    return _say(
        f"{at.vi}mẫu không được dùng {what.vi}.",
        f"{at.en}a template may not use {what.en}.",
        "Bỏ phần này; mẫu chỉ điền trường, chọn (if) và lặp (for) trên dữ liệu có sẵn.",
        "Take it out; a template only shows fields, chooses (if) and repeats (for) what is given.",
    )


@_problem("T605", "không có trường này", "an unknown field")
def unknown_template_field(paragraph: str, name: str, known: Sequence[str]) -> Said:
    """A field that nobody fills in would leave a blank on the paper."""
    at = _in_paragraph(paragraph)
    among = _among(name, known, Text(vi="Các trường dùng được", en="The fields are"))
    return _say(
        f"{at.vi}không có trường “{_short(name)}”.",
        f"{at.en}there is no field “{_short(name)}”.",
        among.vi,
        among.en,
    )


@_problem("T606", "mẫu thiếu mã kết quả", "the template lacks the digest of the result")
def no_digest_field() -> Said:
    """Every paper carries the digest of the result it shows, so that it can be checked later."""
    return _say(
        "mẫu không có trường “ma_ket_qua”; văn bản nào cũng phải mang mã của kết quả mà nó trình bày.",
        "the template lacks the field “ma_ket_qua”; every paper carries the digest of its result.",
        "Thêm {{ ma_ket_qua }} vào chân trang (Insert → Footer).",
        "Add {{ ma_ket_qua }} to the footer (Insert → Footer).",
    )


@_problem("T607", "mẫu không có nội dung", "the template places no content", WARNING)
def no_content_field() -> Said:
    """Without {{p noi_dung }} and without any list a paper says nothing of the result."""
    return _say(
        "mẫu không có “noi_dung” và cũng không dùng danh sách nào; văn bản sẽ không nói gì về kết quả.",
        "the template has neither “noi_dung” nor a list; the paper will say nothing of the result.",
        "Thêm một đoạn chỉ gồm {{p noi_dung }} vào chỗ của nội dung.",
        "Add a paragraph that is {{p noi_dung }} alone where the content goes.",
    )


@_problem("T608", "nội dung đặt sai chỗ", "the content in a wrong place")
def misplaced_content(paragraph: str) -> Said:
    """The content is many paragraphs and tables: it takes the place of one whole paragraph, once."""
    at = _in_paragraph(paragraph)
    return _say(
        f"{at.vi}“noi_dung” phải đứng một mình trong một đoạn của thân văn bản, không nằm trong bảng, "
        "vòng lặp, khung chữ, đầu trang hay chân trang, và chỉ một lần.",
        f"{at.en}“noi_dung” stands alone in a paragraph of the body, in no table, loop, text box, "
        "header or footer, and only once.",
        "Để một đoạn riêng chỉ gồm {{p noi_dung }}.",
        "Give it a paragraph of its own: {{p noi_dung }}.",
    )


@_problem("T609", "mẫu lặp quá nhiều", "the template repeats too much")
def endless_template(most: int) -> Said:
    """Loops inside loops can grow without end; a paper of that size helps nobody."""
    return _say(
        f"mẫu lặp lại quá nhiều lần hoặc cho ra văn bản quá dài (hơn {say_number(Fraction(most))}).",
        f"the template repeats too often or gives too long a paper (over {say_number(Fraction(most), 'en')}).",
        "Bỏ bớt vòng lặp lồng nhau.",
        "Take out loops inside loops.",
    )


@_problem("T610", "thẻ cắt ngang bố cục", "tags cut across the layout")
def torn_template(paragraph: str, part: Text) -> Said:
    """A choice or a loop opens and closes in one paragraph, or takes whole paragraphs or rows."""
    at = _in_paragraph(paragraph)
    return _say(
        f"{at.vi}{part.vi}: thẻ if hoặc for mở ở chỗ này mà đóng ở chỗ khác, nên bố cục bị vỡ.",
        f"{at.en}{part.en}: a tag if or for opens in one place and closes in another; that breaks it.",
        "Mở và đóng trong cùng một đoạn; hoặc đặt {%p if … %} và {%p endif %} thành đoạn riêng; "
        "với dòng của bảng dùng {%tr … %}.",
        "Open and close in the same paragraph; or give {%p if … %} and {%p endif %} paragraphs of "
        "their own; for rows of a table use {%tr … %}.",
    )


@_problem("T611", "thẻ ở chỗ không được điền", "a tag where nothing is filled in", WARNING)
def unfilled_tag(part: Text, tag: str) -> Said:
    """Comments, endnotes and properties of a document stay as they are."""
    return _say(
        f"{part.vi}: thẻ “{_short(tag)}” ở đây sẽ không được điền.",
        f"{part.en}: the tag “{_short(tag)}” is not filled in here.",
        "Chuyển thẻ vào thân văn bản, đầu trang, chân trang hoặc cước chú.",
        "Move it to the body, the header, the footer or a footnote.",
    )
