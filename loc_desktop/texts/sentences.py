"""Sentences of forms, files, cases, events and transactions: code → (Chinese, English).

After a colon stands how a value is shown: ``{amount:yuan}`` fen as yuan, ``{event:short}`` an id's beginning,
``{items:items}`` term names, ``{role:role}``, ``{kind:kind}``, ``{verdict:verdict}``, ``{limit:limit}``; all
are in :data:`loc_desktop.texts.words.SHOWN`.
"""

from __future__ import annotations

from collections.abc import Mapping

from loc_desktop.texts import common
from loc_desktop.texts.values import HOLDERS

Table = Mapping[str, tuple[str, str]]

_FIELD_PROBLEMS: Table = {
    "field.missing": ("请填写{field:field}。", "Fill in: {field:field}."),
    "field.choice": ("请从列表中选择{field:field}。", "Choose from the list: {field:field}."),
    "field.too_long": (
        "{field:field}最多 {most} 个字，现有 {given} 个。",
        "{field:field}: at most {most} characters, not {given}.",
    ),
    "field.control": (
        "{field:field}含有不可见字符，请重新输入。",
        "{field:field} contains invisible characters: type it again.",
    ),
    "field.identity_length": (
        "身份证号应为 18 位，现为 {length} 位。",
        "An identity number has 18 characters; this one has {length}.",
    ),
    "field.identity_characters": (
        "身份证号第 {place} 位是“{character}”：只能是数字，首位不为 0，末位可为 X。",
        "Character {place} of the identity number is “{character}”: it has digits only, the first no 0; the "
        "last may be X.",
    ),
    "field.identity_region": (
        "身份证号的前两位“{region}”不是任何省份的代码。",
        "The identity number begins with {region}, which is no province's code.",
    ),
    "field.identity_date": (
        "身份证号中的出生日期 {date} 不存在。",
        "The date of birth in the identity number, {date}, does not exist.",
    ),
    "field.identity_checksum": (
        "身份证号的校验位不符：请对照身份证逐位核对，可能抄错一位，或前后两位颠倒。",
        "The identity number's check character does not fit: compare it with the card digit by digit, one "
        "may be wrong or two may have changed places.",
    ),
    "field.age": (
        "身份证号表明此人 {age} 周岁；借款人应为 {least} 至 {most} 周岁。",
        "By the identity number the person is {age} years old; a borrower is {least} to {most}.",
    ),
    "field.phone": (
        "电话中不能有“{character}”，只能是数字、空格、+ 和 -。",
        "A telephone number has no “{character}”: digits, spaces, + and - only.",
    ),
    "field.not_money": (
        "{field:field}“{given}”不是金额：请以元填写，最多两位小数，例如 50000 或 1087.50。",
        "{field:field}: “{given}” is no amount. Write yuan with at most two decimals, such as 50000 or "
        "1087.50.",
    ),
    "field.point_groups": (
        "{field:field}“{given}”中的点可能是千位分隔，也可能是小数点，请去掉千位分隔重新填写，"
        "例如 20000 或 20.00。",
        "{field:field}: the point in “{given}” may stand between thousands or before decimals. Write 20000 "
        "or 20.00.",
    ),
    "field.not_positive": ("{field:field}必须大于零。", "{field:field} must be more than zero."),
    "field.too_small": (
        "{field:field}不得低于 {least:yuan} 元，现为 {given:yuan} 元。",
        "{field:field}: at least {least:yuan} yuan, not {given:yuan}.",
    ),
    "field.too_large": (
        "{field:field}不得超过 {most:yuan} 元，现为 {given:yuan} 元。",
        "{field:field}: at most {most:yuan} yuan, not {given:yuan}.",
    ),
    "field.not_whole": (
        "{field:field}“{given}”不是整数，请只填数字，例如 24。",
        "{field:field}: “{given}” is no whole number. Write digits only, such as 24.",
    ),
    "field.months_range": (
        "贷款期限应为 {least} 至 {most} 个月，现为 {given} 个月。",
        "The term is {least} to {most} months, not {given}.",
    ),
    "field.no_second": (
        "“{name}”在账本上只有一人，而此金额按规则须由两人审核。请选择其他单位或降低金额。",
        "{name} has one person on the ledger; by the rules two decide on this amount. Choose another, or "
        "ask for less.",
    ),
    "field.unknown_department": ("请选择账本上的一个部门。", "Choose a department that is on the ledger."),
    "field.unknown_bank": ("请选择账本上的一家银行。", "Choose a bank that is on the ledger."),
    "field.unknown_applicant": (
        "本机没有该申请人的密钥。",
        "This computer holds no key of that applicant.",
    ),
    "field.no_person": (
        "该申请人尚未登记身份，请先在本表“身份证号”一栏录入，或在“客户”中登记。",
        "It is not registered whose key this is: enter the identity number in this form, or under Customers.",
    ),
    "field.other_person": (
        "{field:field}与所选申请人{name}的登记不符；为他人申请，请先把他登记为客户。",
        "{field:field} is not that of {name}, the applicant chosen. Someone else must be added as a customer "
        "first.",
    ),
    "field.known_customer": (
        "该身份证号已登记为客户{name}；密钥遗失的，请更换密钥。",
        "A customer with this number is registered already, {name}. If the key is lost, replace it.",
    ),
    "field.pin_short": ("PIN 码至少 {least} 位。", "The PIN needs at least {least} characters."),
    "field.pin_simple": (
        "这个 PIN 码太容易猜到：不要用连号或重复的数字。",
        "This PIN is too easy to guess: no runs and no patterns.",
    ),
    "field.passphrase_short": (
        "口令至少 {least} 个字符。",
        "The passphrase needs at least {least} characters.",
    ),
    "field.passphrase_simple": (
        "这个口令太容易猜到：请用几个词，或没有规律的字母和数字。",
        "This passphrase is too easy to guess: use several words, or letters and digits without a pattern.",
    ),
    "field.file_exists": (
        "文件 {file} 已存在，请另取一个名字。",
        "There is a file {file} already: choose another name.",
    ),
    "field.not_same": ("两次输入不一样。", "The two are not the same."),
    "field.date": common.WRITE_DAY,
    "field.attachments_large": (
        "附件共 {size} KB，最多 {most} KB。",
        "The attachments have {size} KB; at most {most} KB fit.",
    ),
    "field.duplicate": (
        "编号 {id} 与第 {line} 行重复。",
        "The id {id} is already on line {line}.",
    ),
    "field.flag": ("不良记录标志只能是 0 或 1。", "The flag is 0 or 1."),
    "field.rate": ("年利率应为 0 至 100 之间的数。", "The yearly rate is a number from 0 to 100."),
    "field.rate_most": ("年利率最高为 {most:percent}。", "The yearly rate is at most {most:percent}."),
    "field.unreadable": ("该行不是规范的 CSV。", "The line is not well-formed CSV."),
    "field.columns": (
        "该行有 {found} 列，应为 {expected} 列。",
        "The line has {found} columns; {expected} are expected.",
    ),
    "field.rate_cap": (
        "年利率最高为 {most:percent}（期限 {months} 个月）。",
        "At most {most:percent} a year over {months} months.",
    ),
    "field.refused_use": (
        "用途“{use}”不在扶贫小额信贷的范围内，只能用于生产经营。",
        'The programme does not lend for "{use}": production and business only.',
    ),
    "field.unknown_product": (
        "没有名为“{product}”的贷款产品。",
        'There is no loan product called "{product}".',
    ),
    "field.scientific": (
        "{field:field}被电子表格改成了科学记数法，原来的数字已丢失，请重新输入。",
        "{field:field}: a spreadsheet made it scientific notation; its digits are lost. Type it again.",
    ),
    "field.lost_digits": (
        "{field:field}被电子表格当作数值保存，末几位已丢失，请按文本重新输入。",
        "{field:field}: a spreadsheet kept it as a number; its last digits are lost. Type it again as text.",
    ),
    "field.replaced": (
        "{field:field}中有字在另存文件时丢失了，请重新输入。",
        "{field:field}: a sign was lost when the file was saved. Type it again.",
    ),
    "field.private": (
        "{field:field}中有别的电脑无法显示的自造字，请换用标准字。",
        "{field:field} has a sign that other computers cannot show: use the standard one.",
    ),
    "field.name_sign": (
        "姓名中不应有“{sign}”。",
        'A name has no "{sign}".',
    ),
    "field.cell_error": (
        "{field:field}：单元格中是错误值 {text}。",
        "{field:field}: the cell has the error {text}.",
    ),
    "field.cell_formula": (
        "{field:field}：公式没有计算结果，请用电子表格打开并重新保存。",
        "{field:field}: the formula has no computed value. Open the file in a spreadsheet and save it again.",
    ),
    "field.cell_merged": (
        "{field:field}：与上一行合并了单元格，请每人各填一格。",
        "{field:field}: the cell is merged with the one above. Give each person a cell.",
    ),
    "field.cell_lines": (
        "{field:field}：单元格里有整行别人的内容，可能少了一个引号。",
        "{field:field}: the cell holds whole lines of other people; a quote may be missing.",
    ),
    "field.cell_date": (
        "{field:field}：单元格被电子表格变成了日期 {text}，请按文本重新输入。",
        "{field:field}: a spreadsheet turned the cell into the date {text}. Type it again as text.",
    ),
    "field.same_person": (
        "与第 {row} 人是同一人（身份证号相同）。",
        "The same person as in row {row}: the identity numbers are equal.",
    ),
    "field.total_row": (
        "这是合计行，不是申请人。",
        "This is a line of sums, not a person.",
    ),
    "field.hidden_row": (
        "该行在表格中被隐藏或被筛掉；需要的话请取消隐藏。",
        "The row is hidden or filtered out in the sheet: show it there if it is meant.",
    ),
    "field.struck_row": (
        "该行中有内容被划去；需要的话请取消删除线。",
        "Something in the row is struck out in the sheet: take the line away if it is meant.",
    ),
    "field.has_application": (
        "此人在本柜台已有申请 {event:short} 待审。",
        "This person already has the application {event:short} waiting at this counter.",
    ),
    "field.has_loan": (
        "此人在本柜台已有贷款 {event:short} 未还清；如确需再借，请填写申请表。",
        "This person already has the loan {event:short} running here: use the form if another is meant.",
    ),
    "field.other_name": (
        "本柜台以该身份证号登记的姓名是{name}。",
        "At this counter the identity number belongs to {name}.",
    ),
    "field.needs_pin": (
        "此人的密钥有 PIN 码，只能本人填表签署。",
        "This person's key has a PIN: apply on the form, with the person present.",
    ),
    "field.limits_order": (
        "{field:field}低于{other:limit}，没有人能够通过。",
        "{field:field} is below {other:limit}: nobody could pass.",
    ),
    "field.unknown_limit": ("没有{field:limit}这一条款。", "There is no such limit: {field:limit}."),
    "field.unknown_channel": (
        "连接配置文件中没有该通道，可选：{channels}。",
        "The profile has no such channel. It has: {channels}.",
    ),
    "field.not_bank": ("只有银行可以发行信贷资金。", "Only a bank issues lending funds."),
    "field.other": ("{field:field}有误。", "{field:field} is not right."),
}

_FILE_PROBLEMS: Table = {
    "list.unreadable": ("文件无法读取：{why}。", "The file cannot be read: {why}."),
    "list.not_a_file": ("这不是一个普通文件。", "This is no ordinary file."),
    "list.too_large": (
        "文件太大，最多 {most} MB。请分成几个文件。",
        "The file is too large: at most {most} MB. Split it.",
    ),
    "list.empty": ("文件是空的。", "The file is empty."),
    "list.not_a_table": (
        "这不是 CSV 文件，也不是 .xlsx 工作簿。",
        "This is neither a CSV file nor an .xlsx workbook.",
    ),
    "list.old_workbook": (
        "这是旧的 .xls 工作簿，或有打开密码。请另存为不带密码的 .xlsx 或 CSV。",
        "This is an old .xls workbook, or one with a password. Save it as .xlsx without one, or as CSV.",
    ),
    "list.undecodable": (
        "第 {line} 行有不属于 {encoding} 的字节 {byte}：文件已损坏，或编码不同。",
        "Line {line} has the byte {byte}, which is not {encoding}: it is damaged or has another encoding.",
    ),
    "list.unclosed_quote": (
        "第 {line} 行第 {column} 列的引号没有结束。",
        "The quote that opens on line {line}, in column {column}, is never closed.",
    ),
    "list.bad_quote": (
        "第 {line} 行第 {column} 列的引号结束后还有文字，可能少了一个引号。",
        "Text follows the quoted cell that opens on line {line}, in column {column}: a quote may be missing.",
    ),
    "list.too_many_rows": (
        "文件超过 {most} 行。请分成几个文件。",
        "The file has more than {most} rows. Split it.",
    ),
    "list.too_many_columns": (
        "第 {line} 行超过 {most} 列。",
        "Line {line} has more than {most} columns.",
    ),
    "list.several_sheets": (
        "有几张工作表都有申请人：{sheets}。请每个文件只留一张。",
        "Several sheets have applicants: {sheets}. Keep one in a file.",
    ),
    "list.no_rows": (
        "第 {line} 行的表头下面没有人。",
        "There is nobody below the columns on line {line}.",
    ),
    "list.missing_column": (
        "第 {line} 行的表头缺少“{column:field}”一列。",
        "The line of columns, line {line}, has no column for: {column:field}.",
    ),
    "list.missing_columns": (
        "第 {line} 行的表头缺少这些列：{columns:fields}。",
        "The line of columns, line {line}, has no column for: {columns:fields}.",
    ),
    "list.duplicate_column": (
        "“{column:field}”一列出现两次：{other}（{first}）和 {cell}（{header}）。",
        "The column for {column:field} stands there twice: {other} ({first}) and {cell} ({header}).",
    ),
    "list.unknown_unit": (
        "{cell}（{header}）：单位“{unit}”不明，金额请用元，期限请用月。",
        '{cell} ({header}): the unit "{unit}" is not known. Use yuan for amounts, months for terms.',
    ),
}

_REASONS: Table = {
    "reason.pass": ("所有条款均满足", "every term is met"),
    "reason.terms": ("未满足：{items:items}", "not met: {items:items}"),
    "reason.check": ("未满足：{check}", "not met: {check}"),
    "reason.evidence": ("有不利证据：{evidence:entries}", "evidence against the loan: {evidence:entries}"),
    "reason.terms_evidence": (
        "未满足：{items:items}；且有不利证据：{evidence:entries}",
        "not met: {items:items}; and evidence against the loan: {evidence:entries}",
    ),
    "reason.holder": (
        "{holder}；未满足：{items:items}",
        "{holder}; not met: {items:items}",
    ),
    **{f"holder.{why}": pair for why, pair in HOLDERS.items()},
    "reason.exception": common.EVIDENCE_AGAINST,
    "reason.terms_exception": (
        "未满足：{items:items}；且有不利证据",
        "not met: {items:items}; and evidence against the loan",
    ),
    "reason.seen": ("审核方自有证据：{seen:seen}", "own evidence: {seen:seen}"),
    "reason.own": (
        "自有证据：{seen:seen}；说明（密封，仅客户、各审批方和监管部门可读）：{text}",
        "own evidence: {seen:seen}; explanation, sealed for the customer, the grantors and the "
        "regulator: {text}",
    ),
    "earlier.agrees": (
        "与客户申报一致，其条款全部满足。",
        "It agrees with what the customer declared: every term of this office is met.",
    ),
    "earlier.differs": (
        "与客户申报不一致，或不满足其条款：{items:items}。",
        "It does not agree with what the customer declared, or terms of this office are not met: "
        "{items:items}.",
    ),
    "earlier.at_most.met": (
        "{item:term}：申报 {amount:yuan} 元，不超过该部门的限额",
        "{item:term}: declared {amount:yuan} yuan, within this office's limit",
    ),
    "earlier.at_most.missed": (
        "{item:term}：申报 {amount:yuan} 元，超过该部门的限额",
        "{item:term}: declared {amount:yuan} yuan, above this office's limit",
    ),
    "earlier.at_least.met": (
        "{item:term}：申报 {amount:yuan} 元，达到该部门的要求",
        "{item:term}: declared {amount:yuan} yuan, as much as this office asks for",
    ),
    "earlier.at_least.missed": (
        "{item:term}：申报 {amount:yuan} 元，低于该部门的要求",
        "{item:term}: declared {amount:yuan} yuan, less than this office asks for",
    ),
    "explain.none": ("无", "none"),
    "explain.unreadable": ("说明打不开：{why}", "the explanation cannot be opened: {why}"),
    "reason.returned": ("需补正：{missing:missing}", "missing: {missing:missing}"),
    "reason.said": ("{reason}", "{reason}"),
    # causes inside the desk's errors
    "why.terms_changed": (
        "按现在的条款、登记或证据，结论已不同",
        "terms, register or evidence give another result now",
    ),
    "why.checks_changed": ("按现在的核对，结论已不同", "the checks give another result now"),
    "why.no_columns": ("第一行不是列名", "it has no first line of columns"),
    "reason.none": ("未说明原因", "no reason given"),
    "reason.attempt": (
        "最近一次解锁返回 {code}：{failure}",
        "the last unlock attempt gave code {code}: {failure}",
    ),
}

_SIGNING: Table = {
    "applying.cost": (
        "年利率 {rate:percent}；分 {payments} 期偿还，首期 {first:yuan} 元，末期 {last:yuan} 元；"
        "利息共 {interest:yuan} 元，其中财政贴息最多 {subsidy:yuan} 元，客户自付 {own:yuan} 元起。"
        "按今日放款计算。",
        "{rate:percent} a year; {payments} payments, the first {first:yuan} yuan, the last {last:yuan}; "
        "{interest:yuan} yuan interest in all, of which the subsidy may cost {subsidy:yuan} and the customer "
        "at least {own:yuan}. If it is paid out today.",
    ),
    "applying.by_area": (
        "{role:role}按地址所在区域选定：{name}。",
        "{role:role} by the area of the address: {name}.",
    ),
    "applying.by_hand": (
        "{name} 登记的服务区域不含此地址（{role:role}）。",
        "{name} does not say that it serves this address ({role:role}).",
    ),
    "applying.by_habit": (
        "没有{role:role}登记服务此地址，沿用上次所选：{name}。",
        "No {role:role} says that it serves this address; proposed as last time: {name}.",
    ),
    "applying.substitute": ("{name} 的事项今天由 {other} 代办。", "{other} stands in for {name} today."),
    "applying.two_persons": (
        "此金额由各单位的两个人先后审核：{roles:roles}。",
        "On this amount two persons of each office decide: {roles:roles}.",
    ),
    "applying.product": (
        "年利率 {rate:percent}；{least:yuan} 至 {most:yuan} 元，{months_min} 至 {months_max} 个月。",
        "{rate:percent} a year; {least:yuan} to {most:yuan} yuan, {months_min} to {months_max} months.",
    ),
    "applying.waits": (
        "该客户已有一份申请在等待审核：{amount:yuan} 元，{months} 个月，{day} 申请，编号 {event:short}。",
        "The customer has an application that waits: {amount:yuan} yuan over {months} months, applied for on "
        "{day}, {event:short}.",
    ),
    "applying.waits_same": (
        "可能重复：该客户已有一份相同金额的申请在等待审核：{amount:yuan} 元，{months} 个月，{day} 申请，"
        "编号 {event:short}。",
        "Perhaps twice: the customer has an application of the same amount that waits: {amount:yuan} yuan "
        "over {months} months, applied for on {day}, {event:short}.",
    ),
    "applying.runs": (
        "该客户有一笔贷款尚未还清：{amount:yuan} 元，未还本金 {outstanding:yuan} 元，{day} 申请，"
        "编号 {event:short}。",
        "The customer has a loan that runs: {amount:yuan} yuan, of which {outstanding:yuan} are outstanding, "
        "applied for on {day}, {event:short}.",
    ),
    "sign.granted_by": ("审核人：{who:names}。", "To be granted by: {who:names}."),
    "sign.granted_instead": (
        "审核人：{who:names}（代办：{instead:names}）。",
        "To be granted by: {who:names} (substitutes: {instead:names}).",
    ),
    "overdue.substitute": (
        "由 {other} 代办：请柜台撤回后重新提交，新申请即转给代办人。",
        "{other} stands in: let the counter withdraw it and send it again; then it goes to the substitute.",
    ),
    "overdue.ask": (
        "请催办；仍不答复的，到期失效，可撤回后重新提交。",
        "Ask for an answer; without one it expires, and it can be withdrawn and sent again.",
    ),
    "overdue.alone": (
        "本单位在账本上只有您一人，没有可代办的同事。请先让同事加入网络。",
        "You are this office's only person on the ledger. Let a colleague join the network first.",
    ),
    "overdue.explained": (
        "代办人在起止日期内审核新提交给您的申请，以其本人密钥签名；"
        "已在等待的不转交，须撤回后重新提交。最长 {most} 天。",
        "The substitute decides what is newly asked of you in these days, with its own key. What waits "
        "already stays yours, until it is withdrawn and sent again. {most} days at most.",
    ),
    "overdue.notice": (
        "{count} 件超过规定工作日未答复（“本单位”中查看）。",
        "{count} cases were not answered in time (see the office).",
    ),
    "event.instead": (
        "{said}（{instead}）",
        "{said} ({instead})",
    ),
    "event.instead_of": ("{other} 代 {name} 审核", "{other} signs as substitute of {name}"),
    "sign.substitute": (
        "我，{name}，指定 {other} 代我办理，{begins} 至 {ends}：此间新提交给我的事项由其审核，"
        "以其本人密钥签名，账本上写明代办。到期自行结束，双方均可提前结束。",
        "I, {name}, name {other} to stand in for me from {begins} to {ends}: what is newly asked of me in "
        "these days is decided and signed with {other}'s own key, and the ledger says that it stood in. It "
        "ends by itself; either of us may end it before.",
    ),
    "sign.substitute_end": (
        "结束代办：{other} 不再代 {name} 办理，尚未审核的代办事项须重新提交。",
        "{other} no longer stands in for {name}; what {other} has not decided yet has to be sent again.",
    ),
    "sign.erase": (
        "我，{name}，销毁本身份 {year} 年及以前的密钥，此后无法恢复：以它们密封的申请资料和账号"
        "（{loans} 笔贷款，最后一笔发放于 {last}）在此不再能读取，客户本人的一份除外。账本不变。"
        "以前的备份请一并删除。",
        "I, {name}, destroy this identity's keys up to {year}, for good: the dossiers and account numbers "
        "that are sealed to them ({loans} loans, the last paid out on {last}) cannot be read here any more; "
        "customers keep their own copy. The ledger does not change. Delete earlier backups as well.",
    ),
    "sign.erase.no_loan": (
        "我，{name}，销毁本身份 {year} 年及以前的密钥，此后无法恢复：以它们密封的申请资料和账号"
        "在此不再能读取。账本不变。以前的备份请一并删除。",
        "I, {name}, destroy this identity's keys up to {year}, for good: dossiers and account numbers that "
        "are sealed to them cannot be read here any more. The ledger does not change. Delete earlier backups "
        "as well.",
    ),
    "sign.skipped": (
        "{signed}（密钥不可用、无法打开资料的收件人：{who:names}。）",
        "{signed} (Left out, because nothing can be sealed to their keys: {who:names}.)",
    ),
    "sign.apply": (
        "我，{name}，向{bank}申请{product:tongue} {amount:yuan} 元（{capitals}），期限 {months} 个月，"
        "年利率 {rate:percent}，分 {payments} 期偿还（首期 {first:yuan} 元，末期 {last:yuan} 元），"
        "利息共 {interest:yuan} 元（其中财政贴息最多 {subsidy:yuan} 元），用途：{purpose}。",
        "I, {name}, ask {bank} for a loan of {amount:yuan} yuan ({product:tongue}) over {months} months at "
        "{rate:percent} a year, paid back in {payments} payments (the first {first:yuan}, the last "
        "{last:yuan}), {interest:yuan} yuan interest in all (of which the subsidy may cost {subsidy:yuan}), "
        "for: {purpose}.",
    ),
    "sign.loan.apply.Pass": (
        "我代表{role:role}，{name}，对 {customer} 的贷款申请 {event:short}（{amount:yuan} 元，{months} 个月，"
        "年利率 {rate:percent}，利息共 {interest:yuan} 元，财政贴息最多 {subsidy:yuan} 元）审核意见：通过。",
        "As {role}, {name}, I say Pass to application {event:short} of {customer}, {amount:yuan} yuan, "
        "{months} months at {rate:percent} a year, {interest:yuan} yuan interest in all, of which the "
        "subsidy may cost {subsidy:yuan}; every term is met.",
    ),
    "sign.loan.apply.Failed": (
        "我代表{role:role}，{name}，对 {customer} 的贷款申请 {event:short}（{amount:yuan} 元，{months} 个月，"
        "年利率 {rate:percent}，利息共 {interest:yuan} 元，财政贴息最多 {subsidy:yuan} 元）"
        "审核意见：不通过；原因：{reason}。",
        "As {role}, {name}, I say Failed to application {event:short} of {customer}, {amount:yuan} yuan, "
        "{months} months at {rate:percent} a year, {interest:yuan} yuan interest in all, of which the "
        "subsidy may cost {subsidy:yuan}; reason: {reason}.",
    ),
    "sign.identity.attest.Pass": (
        "我代表{role:role}，{name}，认定：该密钥（{event:short}）属于 {customer} 本人。",
        "As {role}, {name}, I attest that the key in {event:short} belongs to {customer}.",
    ),
    "sign.identity.attest.Failed": (
        "我代表{role:role}，{name}，不认定该密钥（{event:short}）属于 {customer}；原因：{reason}。",
        "As {role}, {name}, I do not attest that the key in {event:short} belongs to {customer}; reason: "
        "{reason}.",
    ),
    "sign.identity.succeed.Pass": (
        "我代表{role:role}，{name}，同意以新密钥更换 {customer} 遗失的密钥（{event:short}）；"
        "旧密钥即行作废。",
        "As {role}, {name}, I agree that a new key takes the place of the lost one of {customer} "
        "({event:short}); the old key is dead from then on.",
    ),
    "sign.identity.succeed.Failed": (
        "我代表{role:role}，{name}，不同意更换 {customer} 的密钥（{event:short}）；原因：{reason}。",
        "As {role}, {name}, I do not agree to replace the key of {customer} ({event:short}); "
        "reason: {reason}.",
    ),
    "sign.share": (
        "我，{name}，把本部门的标签密钥加密交给同事 {member}。",
        "I, {name}, hand the department's secret, sealed, to my colleague {member}.",
    ),
    "sign.attest": (
        "我，{name}，请民政部门认定：这把密钥属于我本人。",
        "I, {name}, ask civil affairs to attest that this key is mine.",
    ),
    "sign.replace": (
        "我，{counter}（柜台），为客户{name}申请更换遗失的密钥；民政部门同意后，旧密钥作废，"
        "其贷款、账户关联和余额转到新密钥。",
        "As the counter, {counter}, I ask to replace the lost key of {name}. When civil affairs agrees, the "
        "old key is dead; loans, account links and balance go to the new one.",
    ),
}

_OUTBOX: Table = {
    "reason.too_late": (
        "签名后等待过久：签名时间 {at}，账本时间 {time}，相差超过 {minutes} 分钟。"
        "没有上链，没有动用资金；请重新办理并签名",
        "it waited too long: signed at {at}, the ledger's time is {time}, more than {minutes} minutes apart; "
        "nothing is on the ledger and no money has moved; do it once more and sign again",
    ),
}

_BLOCKED: Table = {
    "blocked.commitment": (
        "打开的申请资料与事件中的承诺值不符：资料或事件被改动过，不能签署。",
        "The opened dossier does not fit the commitment in the event: one of them was changed. It cannot be "
        "signed.",
    ),
    "blocked.signature": (
        "事件上的签名无法验证，不能签署。",
        "A signature on the event does not verify. It cannot be signed.",
    ),
    "blocked.unreadable": (
        "无法用我的密钥打开申请资料：{why}。",
        "The dossier cannot be opened with my key: {why}.",
    ),
    "blocked.dossier": (
        "申请资料不完整或格式有误（{where}），不能签署。",
        "The dossier's content is incomplete or malformed ({where}). It cannot be signed.",
    ),
    "blocked.branch": (
        "申请所写机构“{name}”不是本行登记的名称，监管报表会记在别处。请客户撤回后重新申请。",
        "The application names “{name}”, which is not this bank's registered name: reports would count the "
        "loan elsewhere. The customer withdraws it and applies anew.",
    ),
    "blocked.no_secret": (
        "本部门的标签密钥尚未交到本机，无法核对该密钥已认定的持有人。{who} 签署任意一件后即自动转交。",
        "The department's secret has not come to this computer yet, so the key's attested owner cannot be "
        "compared. It comes by itself when {who} signs anything.",
    ),
    "blocked.decided": ("该事件已有结论，不再需要签署。", "The event is decided: there is nothing to sign."),
    "blocked.not_my_turn": ("现在应由 {next} 签署。", "It is {next} who signs next."),
    "blocked.challenged": ("该事件正被质询，已冻结。", "The event is challenged and frozen."),
}

_EVENTS: Table = {
    "event.loan.apply": (
        "{customer} 向 {bank} 申请贷款 {amount:yuan} 元，{months} 个月",
        "{customer} asks {bank} for a loan of {amount:yuan} yuan over {months} months",
    ),
    "event.identity.attest": (
        "{customer} 请民政部门认定身份",
        "{customer} asks civil affairs to attest the identity",
    ),
    "event.identity.share": (
        "{customer} 把本部门的标签密钥加密交给同事",
        "{customer} hands the department's secret, sealed, to a colleague",
    ),
    "event.group.join": (
        "{customer} 公布自己的年度密钥",
        "{customer} publishes its key of the year",
    ),
    "event.group.key": (
        "{customer} 为本单位生成新的共用密钥",
        "{customer} makes a new key for its organisation",
    ),
    "event.group.share": (
        "{customer} 把本单位的共用密钥加密交给同事",
        "{customer} hands its organisation's key, sealed, to a colleague",
    ),
    "event.group.erased": (
        "{customer} 声明已销毁 {year} 年及以前的密钥",
        "{customer} says that its keys up to {year} are destroyed",
    ),
    "event.member.substitute": (
        "{customer} 指定 {substitute} 为代办人，{begins} 至 {ends}",
        "{customer} names {substitute} its substitute from {begins} to {ends}",
    ),
    "event.member.substitute_end": ("{customer} 结束代办", "{customer} ends a substitution"),
    "event.identity.succeed": (
        "{customer} 为一名客户申请更换遗失的密钥",
        "{customer} asks to replace a customer's lost key",
    ),
    "event.loan.refund": (
        "{customer} 申请 {amount:yuan} 元贴息，由 {payer} 支付（贷款 {loan:short}）",
        "{customer} asks {payer} for {amount:yuan} yuan interest subsidy for loan {loan:short}",
    ),
    "event.interest.repay": (
        "{payer} 就贷款 {loan:short} 向 {bank} 支付利息 {amount:yuan} 元",
        "{payer} is to pay {bank} {amount:yuan} yuan interest for loan {loan:short}",
    ),
    "event.principal.repay": (
        "{payer} 向 {bank} 归还贷款 {loan:short} {amount:yuan} 元",
        "{payer} is to repay {amount:yuan} yuan of loan {loan:short} to {bank}",
    ),
    "event.asset.deposit": (
        "{customer} 把 {amount:yuan} 元从 {bank} 的账户转入数字账户",
        "{customer} moves {amount:yuan} yuan from the account at {bank} to the digital account",
    ),
    "event.asset.withdraw": (
        "{customer} 把 {amount:yuan} 元从数字账户转到 {bank} 的账户",
        "{customer} moves {amount:yuan} yuan from the digital account to the account at {bank}",
    ),
    "event.fund.issue": (
        "{bank} 发行信贷资金 {amount:yuan} 元",
        "{bank} issues {amount:yuan} yuan for lending",
    ),
    "event.fund.deposit": (
        "{customer} 的预算 {amount:yuan} 元由 {bank} 转为数字资产",
        "{bank} turns {amount:yuan} yuan of {customer}'s budget into digital assets",
    ),
    "event.fund.withdraw": (
        "{customer} 的数字资产 {amount:yuan} 元转回 {bank} 的专户",
        "{amount:yuan} yuan of {customer}'s digital assets go back to its account at {bank}",
    ),
    "event.flow.inspect": (
        "{customer} 查阅{about}，目的：{purpose}",
        "{customer} inspects {about}, for this purpose: {purpose}",
    ),
    "done.flow.inspect": (
        "{customer} 查阅了{about}，目的：{purpose}，已记录",
        "{customer} inspected {about}, for this purpose: {purpose}; on record",
    ),
    "inspected.dossier": ("{name} 的申请资料（{id:short}）", "the dossier of {name} ({id:short})"),
    "inspected.transaction": ("交易 {id:short}", "transaction {id:short}"),
    "inspected.account": ("{name} 的数字账户", "the digital account of {name}"),
    "inspected.party": ("{name} 的成员信息、账户和贷款", "{name}: membership, account and loans"),
    "inspected.loan": ("贷款 {id:short} 的放款交易", "the payout of loan {id:short}"),
    "event.member.revoke": (
        "{customer} 申请撤销 {member} 的成员资格：{reason}",
        "{customer} asks to revoke the membership of {member}: {reason}",
    ),
    "done.member.revoke": (
        "{member} 的成员资格已撤销：{reason}",
        "the membership of {member} is revoked: {reason}",
    ),
    "event.challenge.raise": (
        "{customer} 提出质询：{reason}",
        "{customer} raises a challenge: {reason}",
    ),
    "event.challenge.answer": common.ANSWERS_CHALLENGE,
    "event.amount": (
        "{customer}：{kind:kind}，{amount:yuan} 元",
        "{customer}: {kind:kind}, {amount:yuan} yuan",
    ),
    "event.other": ("{customer}：{kind:kind}", "{customer}: {kind:kind}"),
}

_DONE: Table = {
    "done.loan.apply": (
        "{bank} 向 {customer} 发放贷款 {amount:yuan} 元，{months} 个月",
        "{bank} paid out a loan of {amount:yuan} yuan over {months} months to {customer}",
    ),
    "done.identity.attest": (
        "{customer} 的身份已认定",
        "the identity of {customer} is attested",
    ),
    "done.identity.share": (
        "{customer} 已把本部门的标签密钥加密交给同事",
        "{customer} handed the department's secret, sealed, to a colleague",
    ),
    "done.group.join": (
        "{customer} 已公布自己的年度密钥",
        "{customer} published its key of the year",
    ),
    "done.group.key": (
        "{customer} 已为本单位生成新的共用密钥",
        "{customer} made a new key for its organisation",
    ),
    "done.group.share": (
        "{customer} 已把本单位的共用密钥加密交给同事",
        "{customer} handed its organisation's key, sealed, to a colleague",
    ),
    "done.group.erased": (
        "{customer} 已销毁 {year} 年及以前的密钥",
        "{customer} destroyed its keys up to {year}",
    ),
    "done.member.substitute": (
        "{substitute} 代 {customer} 办理，{begins} 至 {ends}",
        "{substitute} stands in for {customer} from {begins} to {ends}",
    ),
    "done.member.substitute_end": ("代办已结束（{customer}）", "a substitution has ended ({customer})"),
    "done.identity.succeed": (
        "一名客户遗失的密钥已由新密钥取代（经办：{customer}）",
        "a customer's lost key was replaced by a new one (asked by {customer})",
    ),
    "done.loan.refund": (
        "{payer} 向 {customer} 支付贷款 {loan:short} 的贴息 {amount:yuan} 元",
        "{payer} paid {amount:yuan} yuan interest subsidy for loan {loan:short} to {customer}",
    ),
    "done.interest.repay": (
        "{payer} 就贷款 {loan:short} 向 {bank} 支付了利息 {amount:yuan} 元",
        "{payer} paid {bank} {amount:yuan} yuan interest for loan {loan:short}",
    ),
    "done.principal.repay": (
        "{payer} 向 {bank} 归还了贷款 {loan:short} {amount:yuan} 元",
        "{payer} repaid {amount:yuan} yuan of loan {loan:short} to {bank}",
    ),
    "done.asset.deposit": (
        "{bank} 把 {amount:yuan} 元记入 {customer} 的数字账户",
        "{bank} put {amount:yuan} yuan into the digital account of {customer}",
    ),
    "done.asset.withdraw": (
        "{bank} 从 {customer} 的数字账户转出 {amount:yuan} 元",
        "{bank} took {amount:yuan} yuan out of the digital account of {customer}",
    ),
    "done.fund.issue": (
        "{bank} 发行了信贷资金 {amount:yuan} 元",
        "{bank} issued {amount:yuan} yuan for lending",
    ),
    "done.fund.deposit": (
        "{bank} 已把 {customer} 的预算 {amount:yuan} 元转为数字资产",
        "{bank} turned {amount:yuan} yuan of {customer}'s budget into digital assets",
    ),
    "done.fund.withdraw": (
        "{bank} 已把 {customer} 的数字资产 {amount:yuan} 元转回专户",
        "{bank} took {amount:yuan} yuan of {customer}'s digital assets back to its account",
    ),
    "done.amount": (
        "已执行 {customer} 的{kind:kind}，{amount:yuan} 元",
        "executed: {kind:kind} of {customer}, {amount:yuan} yuan",
    ),
    "done.other": ("已执行 {customer} 的{kind:kind}", "executed: {kind:kind} of {customer}"),
}

_TRANSACTIONS: Table = {
    "tx.init": ("账本建立", "the ledger was set up"),
    "tx.register": ("{name} 以{role:role}身份加入", "{name} joined as {role:role}"),
    "tx.revoke": (
        "{name}（{role:role}）的成员资格被撤销",
        "the membership of {name} ({role:role}) was revoked",
    ),
    "tx.grant": (
        "{grantor} 对{kind:kind} {event:short} 的意见：{verdict:verdict}",
        "{grantor} said {verdict:verdict} to {kind:kind} {event:short}",
    ),
    "tx.refused": (
        "{kind:kind} {event:short} 未通过：{grantor} 的意见为不通过",
        "{kind:kind} {event:short} was refused: {grantor} said Failed",
    ),
    "tx.attempt": (
        "对{kind:kind} {event:short} 的解锁未成功，返回 {code}；资金未动",
        "an unlock attempt on {kind:kind} {event:short} gave code {code}; no money has moved",
    ),
    "tx.again": (
        "重复提交{kind:kind} {event:short} 的解锁码：已在区块 {block} 执行，未再次划转",
        "the unlocking code of {kind:kind} {event:short} came again: already executed in block {block}, "
        "nothing moved twice",
    ),
    "tx.turned_away": (
        "{kind:kind} {event:short} 的解锁码未被受理；资金未动",
        "the unlocking code of {kind:kind} {event:short} was turned away; no money has moved",
    ),
    "tx.many": (
        "一次提交 {count} 个解锁码：{passed} 个成功，{failed} 个未成功",
        "{count} unlocking codes at once: {passed} succeeded, {failed} did not",
    ),
    "tx.void": (
        "无效交易（{validation}），未改变任何状态",
        "a void transaction ({validation}); it changed nothing",
    ),
    "tx.other": ("{fn}", "{fn}"),
}

DESK: Table = {
    **_FIELD_PROBLEMS,
    **_FILE_PROBLEMS,
    **_REASONS,
    **_SIGNING,
    **_BLOCKED,
    **_OUTBOX,
    **_EVENTS,
    **_DONE,
    **_TRANSACTIONS,
}
