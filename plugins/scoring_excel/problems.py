"""The problems of forms that came back: what is wrong with a file, a worksheet, a cell."""

from __future__ import annotations

from scoring import Catalogue, Said, Severity, Text, shortened, worded

CATALOGUE = Catalogue()
problem = CATALOGUE.problem

_SEND_AGAIN = (
    "Mở tệp bằng Excel, lưu lại kiểu .xlsx; nếu không mở được, xin đơn vị gửi lại.",
    "Open the file in Excel and save it as .xlsx; if it does not open, ask the unit to send it again.",
)
_FRESH_FORM = (
    "Làm phiếu mới bằng `danvan form`, chép số liệu sang (dán giá trị) rồi gửi lại.",
    "Make a fresh form by `danvan form`, copy the answers over (paste values) and send that.",
)


@problem("F101", "không đọc được phiếu", "a form that cannot be read")
def unreadable_form(why: Text) -> Said:
    """The file is damaged, out of bounds, or may not be opened; the others are read all the same."""
    return worded(
        f"không đọc được tệp: {why.vi}.", f"the file cannot be read: {why.en}.", *_SEND_AGAIN
    )


@problem("F102", "tệp có mật khẩu", "a form under a password")
def locked_form() -> Said:
    """A file that asks for a password can be read by nobody else."""
    return worded(
        "tệp có mật khẩu, không mở được.",
        "the file is locked by a password.",
        "Bỏ mật khẩu (Excel: Tệp → Thông tin → Bảo vệ sổ làm việc → Mã hóa bằng mật khẩu, xóa trống) rồi gửi lại.",
        "Take the password off (Excel: File → Info → Protect Workbook → Encrypt, leave it empty) and send it again.",
    )


@problem("F103", "không phải bảng tính", "no workbook")
def no_workbook(found: Text) -> Said:
    """The name says workbook, the content says otherwise."""
    return worded(
        f"tên tệp là bảng tính nhưng nội dung là {found.vi}.",
        f"the name says workbook, the content is {found.en}.",
        "Gửi lại chính phiếu Excel đã điền; đổi đuôi tên tệp không làm nó thành bảng tính.",
        "Send the filled form itself; another ending does not make a file a workbook.",
    )


@problem("F104", "tệp khác trong thư mục", "another file in the folder", Severity.WARNING)
def passed_over(found: Text) -> Said:
    """A file of another sort was not read; it is named so that nothing is lost in silence."""
    return worded(
        f"đây là {found.vi}, không phải phiếu; không đọc.",
        f"this is {found.en} and no form; it was not read.",
        "Nếu có số liệu ở đây, hãy điền vào phiếu; nếu là minh chứng thì để riêng.",
        "If it holds answers, fill them into the form; keep evidence in a folder of its own.",
    )


@problem("F105", "không nhận ra phiếu", "not one of our forms")
def no_form() -> Said:
    """The hidden sheet tells the set, the unit and the questions; without it all is guesswork."""
    return worded(
        "bảng tính này không phải phiếu, hoặc trang ẩn của phiếu đã bị xóa.",
        "this workbook is no form, or the hidden sheet of the form was deleted.",
        *_FRESH_FORM,
    )


@problem("F106", "phiếu của phiên bản mới hơn", "a form of a newer version")
def newer_form(version: str) -> Said:
    """Forms say which version of the layout they follow."""
    return worded(
        f"phiếu theo phiên bản {shortened(version)}, phần mềm này chưa đọc được.",
        f"the form follows version {shortened(version)}, which this software does not know.",
        "Cập nhật phần mềm rồi gom lại.",
        "Update the software and collect again.",
    )


@problem("F107", "phiếu của bộ tiêu chí khác", "a form of another set")
def other_set(found: str, wanted: str) -> Said:
    """Answers to one instrument are no answers to another."""
    return worded(
        f"phiếu thuộc bộ tiêu chí “{shortened(found)}”, đang gom “{wanted}”.",
        f"the form is of the set “{shortened(found)}”, what is collected is “{wanted}”.",
        "Chuyển tệp sang thư mục của bộ tiêu chí ấy, hoặc xin đơn vị gửi đúng phiếu.",
        "Move the file to the folder of that set, or ask the unit for the right form.",
    )


@problem("F108", "phiếu của kỳ khác", "a form of another period")
def other_period(found: str, wanted: str) -> Said:
    """Last year's answers look like this year's; only the period tells them apart."""
    return worded(
        f"phiếu của kỳ {shortened(found)}, đang gom kỳ {wanted}.",
        f"the form is of the period {shortened(found)}, what is collected is {wanted}.",
        "Xin đơn vị điền phiếu của kỳ này.",
        "Ask the unit to fill the form of this period.",
    )


@problem("F109", "phiếu của bản khác", "a form of another edition")
def other_edition(found: str, wanted: str) -> Said:
    """criteria.toml was changed after the form went out, so a question may mean another thing."""
    return worded(
        f"tệp criteria.toml đã đổi sau khi phát phiếu (phiếu: {shortened(found)}; nay: {wanted}).",
        f"criteria.toml was changed after the form went out (form: {shortened(found)}; now: {wanted}).",
        "Gom bằng đúng tệp criteria.toml đã dùng khi phát phiếu; hoặc phát lại phiếu mới.",
        "Collect with the very criteria.toml the forms were made of; or send out fresh forms.",
    )


@problem("F110", "mất trang của đơn vị", "the sheet of a unit is gone")
def unit_sheet_lost(unit: str, sheet: str) -> Said:
    """The form was made for this unit, but no sheet bears its mark any more."""
    return worded(
        f"không tìm thấy trang “{sheet}” của đơn vị “{unit}”: trang, hoặc dấu ẩn ở cột A, đã bị xóa.",
        f"the sheet “{sheet}” of the unit “{unit}” is not found: it, or its hidden mark in column A, "
        "was deleted.",
        *_FRESH_FORM,
    )


@problem("F111", "mất dòng đánh dấu cột", "the marks of the columns are gone")
def columns_lost(column: str) -> Said:
    """A hidden row says what each column is for; without it the answers cannot be found."""
    return worded(
        f"không tìm thấy cột “{column}”: dòng ẩn đánh dấu các cột đã bị xóa hoặc sửa.",
        f"the column “{column}” is not found: the hidden row that marks the columns was deleted or changed.",
        *_FRESH_FORM,
    )


@problem("F112", "mất dòng của câu hỏi", "the row of a question is gone")
def row_lost(question: str, ask: str, row: int) -> Said:
    """Each question has a hidden mark in column A; a question without one would look unanswered."""
    return worded(
        f"không tìm thấy câu hỏi “{question}” ({shortened(ask)}): dòng ấy (lúc phát phiếu là dòng {row}) "
        "hoặc dấu ẩn ở cột A của nó đã bị xóa.",
        f"the question “{question}” ({shortened(ask)}) is not found: its row (row {row} when the form "
        "went out), or its hidden mark in column A, was deleted.",
        *_FRESH_FORM,
    )


@problem("F113", "câu hỏi có hai dòng", "a question in two rows")
def row_twice(question: str, row: int) -> Said:
    """A copied row carries its mark along; nobody can tell which of the two counts."""
    return worded(
        f"câu hỏi “{question}” đã có ở dòng {row}.",
        f"the question “{question}” stands in row {row} already.",
        "Xóa dòng chép thừa (cả dòng).",
        "Delete the copied row, the whole of it.",
    )


@problem("F114", "dấu lạ ở cột ẩn", "an unknown mark in the hidden column")
def unknown_mark(found: str) -> Said:
    """Column A is hidden and the form's own; what was typed there may have overwritten a mark."""
    return worded(
        f"cột A (ẩn) có chữ lạ “{shortened(found)}”.",
        f"the hidden column A holds “{shortened(found)}”, which is no mark of this form.",
        "Xóa chữ ấy ở cột A nếu gõ nhầm; số liệu của dòng ấy phải nằm ở ô có màu.",
        "Delete it from column A; answers belong into the coloured cells.",
    )


@problem("F115", "đơn vị có hai trang", "a unit on two sheets")
def unit_on_two_sheets(unit: str, first: str, second: str) -> Said:
    """A copied sheet carries its mark along; nobody can tell which of the two counts."""
    return worded(
        f"đơn vị “{unit}” có hai trang: “{first}” và “{second}”.",
        f"the unit “{unit}” has two sheets: “{first}” and “{second}”.",
        "Xóa trang chép thừa rồi gửi lại.",
        "Delete the copied sheet and send the file again.",
    )


@problem("F116", "hai tệp khác nhau của một đơn vị", "two different forms of one unit")
def form_twice(unit: str, role: str, other: str) -> Said:
    """Two files say two things of one unit, and nobody may guess which is the last word."""
    return worded(
        f"đơn vị “{unit}” (vai trò “{role}”) còn có tệp “{other}” với nội dung khác.",
        f"the unit “{unit}” (role “{role}”) has another file “{other}” that says otherwise.",
        "Hỏi đơn vị tệp nào là bản cuối, chuyển tệp kia ra khỏi thư mục.",
        "Ask the unit which is the last one, and move the other out of the folder.",
    )


@problem("F117", "tệp gửi hai lần", "a form sent twice", Severity.WARNING)
def form_repeated(unit: str, other: str) -> Said:
    """The same answers came in two files; they count once."""
    return worded(
        f"đơn vị “{unit}” gửi hai lần cùng một nội dung (tệp kia: “{other}”); tính một lần.",
        f"the unit “{unit}” sent the same twice (the other file: “{other}”); it counts once.",
        "Không cần làm gì; có thể xóa bớt một tệp.",
        "Nothing needs doing; one of the files may go.",
    )


@problem("F118", "công thức chưa có kết quả", "a formula without a result")
def uncounted_answer() -> Said:
    """Nobody has worked the formula out yet; it is neither a blank nor a zero."""
    return worded(
        "ô có công thức mà chưa có kết quả.",
        "the cell holds a formula without a result.",
        "Mở tệp bằng Excel rồi lưu lại; hoặc gõ thẳng con số.",
        "Open the file in Excel and save it; or type the figure itself.",
    )


@problem("F119", "công thức báo lỗi", "a formula that failed")
def error_answer(found: str) -> Said:
    """An error of Excel is no answer, neither a blank nor a zero."""
    return worded(
        f"ô báo lỗi {found} của Excel.",
        f"the cell shows Excel’s error {found}.",
        "Sửa công thức, hoặc xóa công thức và gõ thẳng con số.",
        "Mend the formula, or type the figure itself.",
    )


@problem("F120", "ô trả lời bị trộn", "a merged answer")
def merged_answer(span: str) -> Said:
    """One merged cell covers several answers; nobody can tell which of them it is."""
    return worded(
        f"ô trả lời nằm trong vùng trộn {span}.",
        f"the answer stands in the merged cells {span}.",
        "Bỏ trộn ô (Merge & Center), ghi số liệu riêng cho từng câu hỏi.",
        "Unmerge the cells, and write each answer into its own.",
    )


@problem("F121", "ngày trong ô số", "a date where a number belongs")
def date_for_number(found: str) -> Said:
    """Excel turns 1/2 or 8.5 into a day by itself; what was typed is lost."""
    return worded(
        f"ô hỏi con số, nhưng Excel đang giữ ngày {found}; có lẽ Excel tự đổi khi gõ.",
        f"a number is asked, but Excel holds the day {found}; it may have turned it into one itself.",
        "Xóa ô, định dạng ô là Số (Number), rồi gõ lại; số lẻ gõ 8,5.",
        "Clear the cell, format it as Number, and type the figure again.",
    )


@problem("F122", "số trong ô ngày", "a number where a date belongs")
def number_for_date(found: str, likely: str) -> Said:
    """Excel keeps days as numbers; a day that lost its format shows as one."""
    vi, en = (f" (có lẽ là ngày {likely})", f" (it may be {likely})") if likely else ("", "")
    return worded(
        f"ô hỏi ngày, nhưng đang có số {shortened(found)}{vi}.",
        f"a date is asked, but the cell holds the number {shortened(found)}{en}.",
        "Gõ lại ngày/tháng/năm, ví dụ 05/03/2026.",
        "Type the day again, as 05/03/2026.",
    )


@problem("F123", "số viết chưa rõ", "a number not clearly written")
def unclear_answer(found: str, why: Text, likely: str) -> Said:
    """What is meant can be seen, but nothing is guessed where points depend on it."""
    vi, en = (f"; có lẽ là {likely}", f"; it may be {likely}") if likely else ("", "")
    hint = f"Gõ lại {likely} nếu đúng thế." if likely else "Gõ lại chỉ con số."
    hint_en = f"Type {likely} if that is meant." if likely else "Type the figure alone."
    return worded(
        f"“{shortened(found)}”: {why.vi}{vi}.",
        f"“{shortened(found)}”: {why.en}{en}.",
        hint,
        hint_en,
    )


@problem("F124", "chữ theo bảng mã cũ", "letters of an old code")
def old_letters(found: str, likely: str) -> Said:
    """Text typed in .VnTime or VNI fonts is unreadable in others; nobody converts it unasked."""
    vi, en = (f"; có lẽ là “{shortened(likely)}”", f"; it may read “{shortened(likely)}”")
    return worded(
        f"“{shortened(found)}” gõ theo bảng mã cũ (TCVN3, VNI){vi if likely else ''}.",
        f"“{shortened(found)}” is typed in an old code (TCVN3, VNI){en if likely else ''}.",
        "Gõ lại bằng Unicode (phông Times New Roman, bảng mã Unicode của bộ gõ), hoặc chuyển mã bằng Unikey.",
        "Type it again in Unicode, or have Unikey convert it.",
    )


@problem("F125", "ngày đọc theo ngày/tháng", "a date read day first", Severity.WARNING)
def day_first(found: str, said: Text) -> Said:
    """“05/03/2026” is 5 March here and 3 May elsewhere; it is read as people here write."""
    return worded(
        f"“{shortened(found)}” được đọc là {said.vi}.",
        f"“{shortened(found)}” was read as {said.en}.",
        "Nếu không đúng, sửa lại ô theo thứ tự ngày/tháng/năm.",
        "If that is wrong, write the cell as day/month/year.",
    )


@problem("F126", "chữ ngoài mẫu", "words outside the form", Severity.WARNING)
def words_outside(found: str) -> Said:
    """Somebody wrote where nothing is asked; it is not read, and not passed over in silence."""
    return worded(
        f"ô này có chữ ngoài mẫu: “{shortened(found)}”; không được đọc.",
        f"this cell holds words outside the form: “{shortened(found)}”; they were not read.",
        "Nếu cần cho việc chấm, chuyển vào ô minh chứng hoặc ghi chú của câu hỏi.",
        "If they matter, move them into the evidence or the note of a question.",
    )


@problem("F127", "phiếu chưa điền", "a form that nobody filled", Severity.WARNING)
def empty_form(unit: str) -> Said:
    """Every answer is blank; the row is kept, and its blanks count as the set says."""
    return worded(
        f"đơn vị “{unit}” gửi phiếu còn trống mọi ô trả lời.",
        f"the unit “{unit}” sent a form with every answer blank.",
        "Hỏi lại đơn vị; có thể gửi nhầm tệp chưa điền.",
        "Ask the unit; it may have sent the wrong file.",
    )


@problem("F128", "đơn vị không có trong danh sách", "a unit that is not on the list")
def unit_not_listed(unit: str, name: str) -> Said:
    """The list says whom the council scores; a form of anybody else is a mistake."""
    return worded(
        f"đơn vị “{unit}” ({shortened(name)}) không có trong danh sách đơn vị.",
        f"the unit “{unit}” ({shortened(name)}) is not on the list of units.",
        "Thêm đơn vị vào danh sách, hoặc chuyển tệp ra khỏi thư mục.",
        "Add the unit to the list, or move the file out of the folder.",
    )


@problem("F129", "đơn vị chưa gửi phiếu", "a unit that has not answered", Severity.WARNING)
def form_awaited(unit: str, name: str) -> Said:
    """The unit is on the list, but no form of it is in the folder."""
    return worded(
        f"đơn vị “{unit}” ({shortened(name)}) chưa gửi phiếu.",
        f"no form of the unit “{unit}” ({shortened(name)}) has come back.",
        "Nhắc đơn vị; khi có tệp, chép vào thư mục rồi gom lại.",
        "Remind the unit; put its file into the folder and collect again.",
    )


@problem("F130", "phiếu khác danh sách", "a form that disagrees with the list", Severity.WARNING)
def list_differs(unit: str, what: str, found: str, listed: str) -> Said:
    """The list is the council's; where a form says otherwise, the list is taken."""
    return worded(
        f"đơn vị “{unit}”, cột “{what}”: phiếu ghi “{shortened(found)}”, danh sách ghi “{shortened(listed)}”; "
        "lấy theo danh sách.",
        f"the unit “{unit}”, column “{what}”: the form says “{shortened(found)}”, the list "
        f"“{shortened(listed)}”; the list is taken.",
        "Nếu phiếu đúng thì sửa danh sách.",
        "If the form is right, mend the list.",
    )


@problem("F131", "dòng đã có trong bảng", "a row that is there already")
def row_conflict(unit: str, role: str, sheet: str) -> Said:
    """The sheet holds another answer of this unit in this role; it is not overwritten unasked."""
    return worded(
        f"bảng “{sheet}” đã có dòng “{role}” của đơn vị “{unit}” với nội dung khác.",
        f"the sheet “{sheet}” already has a row “{role}” of the unit “{unit}” that says otherwise.",
        "Thêm --replace-rows nếu muốn thay bằng dòng vừa gom.",
        "Add --replace-rows to put the collected row in its place.",
    )


@problem("F132", "một thành viên có hai phiếu", "two forms of one member")
def member_twice(member: str, other: str) -> Said:
    """A member marks once; two forms would count one voice twice."""
    if not member:
        return worded(
            "phiếu không ghi tên thành viên.",
            "the form does not name its member.",
            'Xuất lại phiếu bằng `danvan form --for member --members "…"`.',
            'Make the form again by `danvan form --for member --members "…"`.',
        )
    return worded(
        f"thành viên “{member}” còn có phiếu “{other}” với điểm khác.",
        f"the member “{member}” has another form “{other}” with other marks.",
        "Hỏi thành viên phiếu nào là bản cuối, chuyển phiếu kia ra khỏi thư mục.",
        "Ask the member which is the last one, and move the other out of the folder.",
    )


@problem("F133", "phiếu còn ô chưa chấm", "a member’s form with blanks", Severity.WARNING)
def marks_missing(member: str, count: int) -> Said:
    """A blank of a member is no zero; the other members' marks stand alone there."""
    return worded(
        f"phiếu của “{member}” còn {count} ô chưa chấm; các ô ấy không tính.",
        f"the form of “{member}” has {count} blanks; they do not count.",
        "Nếu thành viên không bỏ trống có chủ ý, xin chấm nốt rồi gom lại.",
        "Unless they were left blank on purpose, ask for them and collect again.",
    )


@problem("F134", "không có gì để nhận", "nothing to accept")
def nothing_to_accept(unit: str, sheet: str) -> Said:
    """“All seen” takes the answers of the roles before; where they are not at hand, it takes none."""
    why = (
        f"bảng “{sheet}” chưa có dòng của cấp trước" if sheet else "lệnh gom không có bảng --onto",
        f"the sheet “{sheet}” has no row of a role before"
        if sheet
        else "no sheet is given by --onto",
    )
    return worded(
        f"đơn vị “{unit}” đã chọn “có” ở ô “Đã xem hết”, nhưng {why[0]}, nên không biết nhận gì.",
        f"the unit “{unit}” is marked as all seen, but {why[1]}, so nobody knows what to accept.",
        "Gom lại, thêm --onto với bảng đã dùng khi làm phiếu này; hoặc xóa chữ “có” và ghi từng ô.",
        "Collect again with --onto and the sheet that this form was made of; or clear the mark and "
        "fill in each cell.",
    )


@problem("F135", "ô “Đã xem hết” ghi khác", "an unclear mark of all seen")
def unclear_acceptance(found: str) -> Said:
    """One word accepts a whole unit, so no other word is taken for it."""
    return worded(
        f"ô “Đã xem hết” ghi “{shortened(found)}”; ô này chỉ nhận “có” hoặc để trống.",
        f"the cell for “all seen” says “{shortened(found)}”; it takes “có” or a blank.",
        "Chọn “có” nếu đã xem hết đơn vị này; chưa xem hết thì để trống.",
        "Choose “có” if all of this unit was seen; else leave it blank.",
    )


@problem("F136", "kad chờ quyết định", "a “kad” that waits for a decision", Severity.WARNING)
def kad_undecided(unit: str, question: str) -> Said:
    """A unit only asks to be let off; “all seen” does not grant that, somebody has to write it."""
    return worded(
        f"đơn vị “{unit}” đề nghị kad ở câu hỏi “{question}”; “Đã xem hết” không phải là đồng ý kad.",
        f"the unit “{unit}” asks to be let off “{question}”; “all seen” does not grant that.",
        "Đồng ý thì ghi kad và lý do vào ô này, không đồng ý thì ghi số; để trống thì điểm còn bị giữ lại.",
        "Write kad with a reason to grant it, or the figure to refuse; until then the points are held.",
    )
