"""The commands' help in Chinese: options by their English, long descriptions by the command's name."""

from __future__ import annotations

from collections.abc import Mapping

HELP: Mapping[str, str] = {
    # paper
    "the PDF to be written": "要写入的 PDF 文件",
    "the event's id": "事件编号",
    "the account's number": "账号",
    "the first day": "起始日",
    "the last day": "截止日",
    "the code, which begins with LOC": "核验码，以 LOC 开头",
    # evaluate
    "the chaincode": "链码",
    "the unlocking code": "解锁码",
    'member records, or {"members": [...]}': '成员记录，或 {"members": [...]}',
    "evaluate every line, an object with id, cc, uc and members; - is standard input": (
        "逐行求值，每行是含 id、cc、uc 和 members 的对象；- 为标准输入"
    ),
    "print JSON": "输出 JSON",
    # schedule
    "the loan in yuan, for example 50000 or 50000.50": "贷款金额（元），如 50000 或 50000.50",
    "the term, 1 to 600": "期限（月），1 至 600",
    "nominal rate a year in percent, for example 4.35": "名义年利率（%%），如 4.35",
    "how it is repaid (default: annuity)": "还款方式（默认 annuity，等额本息）",
    "how interest days count (default: 30/360)": "计息天数规则（默认 30/360）",
    "day of payout, such as 2026-01-31 (today)": "放款日，如 2026-01-31（默认今天）",
    "day of the month, 31 for its last (default: the payout's)": (
        "每月还款日，31 为月末（默认放款日的对应日）"
    ),
    "to which business day a payment on a holiday moves (default: none)": (
        "还款日遇节假日时移到哪个工作日（默认 none，不移）"
    ),
    "columns id, amount (yuan), months, rate_percent; prints id,installment; - is standard input": (
        "列为 id、amount（元）、months、rate_percent；输出 id,installment；- 为标准输入"
    ),
    "print JSON, amounts in fen": "输出 JSON，金额以分为单位",
    "Exits 0; 1 if a value or a line of the file is wrong, saying which.": (
        "退出码 0；有值或行不对时为 1，并说明是哪一个。"
    ),
    # loan replay
    'a loan a line: {"id", "loan": {...}, "events": [...], "ask": [days]}; - is standard input': (
        '每行一笔贷款：{"id", "loan": {...}, "events": [...], "ask": [日期]}；- 为标准输入'
    ),
    "print a line of JSON for each, amounts in fen": "每笔输出一行 JSON，金额以分为单位",
    # import
    "save an empty list to be filled in, and leave": "保存一个待填写的空名单后退出",
    "save the rows with problems, to be corrected": "把有问题的行另存，以便更正",
    "the list: CSV or .xlsx": "名单：CSV 或 .xlsx",
    "read and check only": "只读取和检查",
    "one JSON object instead of lines": "输出一个 JSON 对象，不输出文字行",
    "the counter that applies, by name or id": "提交申请的柜台（名称或编号）",
    "the bank that is asked, where there are several": "向哪家银行申请（有多家时）",
    "do not ask before signing": "签署前不再询问",
    "only the end of this day, such as 2026-01-31": "只运行这一天的日终，如 2026-01-31",
    "the bank, by name or id, where this computer has several": "银行（名称或编号），本机有多家时须指明",
    "only say what would be run": "只说明将运行什么",
    "do not ask before running": "运行前不再询问",
    # identity
    "whose, by name or id": "哪个身份（名称或编号）",
    "a counter's with the keys of its customers who have a PIN": "柜台身份连同其设有 PIN 码的客户的密钥",
    "the file that is written": "要写出的文件",
    "the backup": "备份文件",
    "a file whose first line is its passphrase": "首行为其口令的文件",
    "a file whose first line is the present PIN": "首行为现在的 PIN 的文件",
    "a file whose first line is the new PIN": "首行为新 PIN 的文件",
    "the second officer's file": "第二位保管人的文件",
    "a file whose first line is the passphrase of the second officer's file": (
        "首行为第二位保管人的口令的文件"
    ),
    "a file whose first line is the present passphrase": "首行为现在的口令的文件",
    "a file whose first line is the new passphrase": "首行为新口令的文件",
    # erase
    "only say what may be destroyed": "只说明可以销毁什么",
    # reconcile
    "one bank's books instead of all": "只核对一家银行的账簿",
    "the embedded ledger's file": "本机账本的文件",
    "who asks on a peer network, by name or id (default: the bank)": (
        "在节点网络上由谁查询（名称或编号，默认该银行）"
    ),
    "the network's connection profile, if another is to be used": "网络的连接配置文件（需用另一个时）",
    "the profile's channel (default: its first)": "配置文件中的通道（默认第一个）",
    "a file whose first line is the identity's PIN": "首行为该身份 PIN 的文件",
    "one JSON object instead of sentences": "输出一个 JSON 对象，不输出句子",
    # arrears
    "the bank, by name or id": "哪家银行（名称或编号）",
    "to be done until today, promises that were broken, or never spoken to": (
        "today 今天及以前应办，broken 承诺未兑现，never 从未联系"
    ),
    "part of the name, or the loan's id": "姓名的一部分，或借款编号",
    # ledger, rules, permissions
    "the ledger's file": "账本文件",
    "the ledger's file (default: in the data folder)": "账本文件（默认在数据文件夹中）",
    "Shows channel, id, height and newest block of an embedded ledger. Checks nothing.": (
        "显示本机账本的通道、编号、高度和最新区块，不作检查。"
    ),
    "the version whose document to show": "要显示哪一版的文件（摘要）",
    "the versions and the document as JSON": "以 JSON 输出各版本和文件",
    "Prints who may call which function and query of the contract, as Markdown.": (
        "以 Markdown 输出谁可以调用合约的哪些功能和查询。"
    ),
    # data
    "The files that the data folder remembers. Exit 1 if one is missing or empty.": (
        "数据文件夹所记录的文件。有缺失或空文件时退出码为 1。"
    ),
    "Put a copy of a remembered file back; what stands in its place is kept aside.": (
        "放回所记录文件的备份；原处的文件另存。"
    ),
    "Let a new, empty file be made in the place of a remembered one: register, terms and blacklist of an "
    "office, or a bank's books, then begin with nothing. What is there is kept aside.": (
        "以新的空文件代替所记录的文件：机构的登记、条款和黑名单，或银行账簿，将从零开始。原处的文件另存。"
    ),
    "Write a lost or damaged files.json anew with the files that are there.": (
        "按现有文件重写丢失或损坏的 files.json。"
    ),
    "its name, as `loc-desktop data list` says it": "文件名，见 `loc-desktop data list`",
    "the copy": "备份文件",
    "do it": "确认执行",
    "a file whose first line is the passphrase of an encrypted keyring file": (
        "首行为加密密钥文件口令的文件"
    ),
    # screenshots
    "where the pictures go": "图片存放的文件夹",
    "per cent": "百分比",
    "the palette": "配色",
    "the window's size in pixels": "窗口大小（像素）",
    "only the pictures whose name contains NAME": "只画名称含 NAME 的图片",
    # demo
    "no window: run the story and report": "不用窗口：运行全过程并报告",
    "print one JSON object (with --headless)": "输出一个 JSON 对象（与 --headless 同用）",
    "a CSV file of applications (with --headless)": "申请的 CSV 文件（与 --headless 同用）",
    "only the first N (with --headless)": "只取前 N 份（与 --headless 同用）",
    "days that loans live (with --headless)": "贷款经历的天数（与 --headless 同用）",
    "this computer's own ledger (default), or a Fabric network (with --headless and --profile)": (
        "本机账本（默认），或 Fabric 网络（与 --headless 和 --profile 同用）"
    ),
    "an organisation's connection profile": "某个组织的连接配置文件",
    "enrolment ids and secrets (JSON) to join with": "加入网络所用的登记号和密码（JSON）",
    "begin with a new sample (with the window)": "用新的示例开始（用于窗口）",
}

DESCRIPTIONS: Mapping[str, str] = {
    "identity export": (
        "把身份及其密钥写入 FILE，用口令加密；口令输入两次，或取自文件。FILE 不能已经存在；别人读不了它。"
        "登记、客户和草稿不在其中，它们在数据文件夹里（loc-desktop data backup）。"
        "用 --second 时由两人分别保管：各有自己的文件和口令，恢复时两份都要。"
    ),
    "identity import": (
        "恢复备份文件中的身份：密钥存入这台电脑的密钥环，通往其网络的配置存入数据文件夹。已在这里的身份不会被改动。"
        "用 --second 时从两位保管人的文件恢复，先后不限，各用自己的口令。"
    ),
    "data backup": (
        "把账本、各岗位的登记、账簿、待发件、设置和所有身份的密钥写入 FILE，用口令加密；"
        "口令输入两次，或取自文件。"
        "其间可以照常工作。FILE 不能已经存在。用 loc-desktop data restore-all 在空电脑上恢复。"
        "以后销毁的密钥（loc-desktop erase）仍在其中：届时请删除它。"
    ),
    "data restore-all": (
        "把 loc-desktop data backup 写出的内容放回数据文件夹（须为空），密钥存入这台电脑的密钥环；"
        "然后核验账本，并逐家核对银行的账簿。"
        "用 --keys-passphrase-file 时密钥存入加密文件，供没有密钥环的电脑使用。"
        "请不要再用旧电脑办理业务。全部相符时退出码 0，账本或账簿不符时为 1。"
    ),
    "identity change-passphrase": (
        "用于密钥存于加密文件而不在密钥环的电脑。询问现在的口令，再询问新口令两次，或从文件读取。"
        "备份仍用当时为它选定的口令。"
    ),
    "identity areas": (
        "登记一个单位所服务的行政区划，每个写代码和名称：申请提交给与申请人地址匹配最细的部门。"
        "不带 --area 和 --none 时显示现有的区划。"
    ),
    "identity substitute": (
        "显示本单位的成员、由谁代办以及未按时答复的事项。--name 指定一名同事在起止日期内代办，"
        "--end 结束自己的代办。"
    ),
    "identity renew": "向签发机构申请新证书，旧证书到期后也可以。密钥和数字账户不变。",
    "identity change-pin": (
        "询问密钥现在的 PIN，再询问新的 PIN 两次，或从文件读取。输错的 PIN 照常计数。"
        "以前做的备份仍用当时的 PIN。"
    ),
    "evaluate": (
        "退出码即返回码：0 成功，1 审核检查未通过，2 事件检查未通过，3 类型错误（文件无法读取或不是 "
        "JSON 时也是）。"
        "用 --batch 时，每行都有答复即为 0。"
    ),
    "loan replay": (
        "贷款有 amount_fen、months、rate（百分数，文本）和 paid_out；method、day_count、payment_day、"
        "prepayment、"
        "grace_days、penalty_factor 和 holidays 有默认值（annuity、30/360、放款日的对应日、"
        "reduce_months、0、150、none）。"
        "事件有 on 和 kind：pay（amount_fen，或 due: true 和 more_fen）、prepay（principal_fen）、settle、"
        "reschedule（months、rate）、writeoff（reason、amount_fen）。空行略过。其余每行都有答复时退出码"
        "为 0，"
        "文件无法读取时为 1。"
    ),
    "import": """\
FILE 是申请人名单：CSV（UTF-8、GB18030 或 UTF-16；逗号、分号或制表符分隔）或 .xlsx。各列用中文或英文
名称，次序不限：姓名、身份证号、金额（元）、期限（月）、用途、年收入、资产、负债、村组、电话、住址；
产品可以不写。

--template 保存只有表头的空名单；--problems 把有问题的行连同问题另存，更正后可再导入。

用 --check 时不发送任何内容，也不需要数据文件夹、密钥环或屏幕；金额和条款按随程序的产品限额检查。没
有问题时退出码为 0，文件或某行有问题时为 1。

不用 --check 时，合格的行由本机的柜台身份在确认后代为申请（--yes 表示已确认）。同一文件再次导入，不
会重复申请。每行都已上链时退出码为 0，否则为 1。""",
    "reconcile": """\
对数据文件夹中的每家银行账簿（books-*.sqlite）：传统账户、在途资金与数字资产之和，对照账本最新区块；
每处不符都列出其划转。本机账本不需要密钥。在节点网络上由该银行的身份查询，密钥取自密钥环（也可用
--identity 指定其他有权的身份）。全部相符时退出码为 0，有不符时为 1。""",
    "paper save": """\
出具一笔业务的凭证（application 申请书、contract 合同、note 借据、schedule 还款计划、receipt 回单、
audit 审批单），按命令的语言写成 PDF。每种凭证依次编号；同一凭证再次出具时
编号不变，并注明补打。为此打开的申请资料会留下查阅记录。贷款的编号就是其申请的编号。""",
    "paper statement": """\
按本机的银行账簿出具一个传统账户的对账单，写成 PDF。""",
    "paper check": """\
把凭证上的核验码（二维码的内容，或旁边的小字，加引号）与账本和本单位的凭证登记核对，并列出账本所记，供与凭证
逐项对照。一致时退出码为 0；不一致，或本身份无从判断时为 1。""",
    "day-end": """\
从最近一次日终之后逐日补到今天；用 --day 时只运行这一天，连同之前最多 31 个未运行的日期：计提、通知、扣款、
分类、拨备。先说明将运行哪些日期、哪些事项未完成，再询问（--yes 不询问）；之后逐日说明做了什么、哪些未能扣
收及原因。用 --check 时不运行。每天都完成且没有失败时退出码为 0，否则为 1；再次运行即接着处理。""",
    "erase": """\
销毁一个身份（银行、各部门、监管方）的密钥，直到其账本规则不再要求保存的最后一年，并在账本上签名声明。以
这些密钥密封的资料仍在账本上，但除客户本人外无人能打开；此操作无法撤销。单位的每名成员各自执行。以前做
的身份备份仍含这些密钥，请删除。用 --check 时不作任何改动。没有可销毁的内容时退出码也为 0；未确认时为 1。""",
    "ledger verify": """\
检查 PATH 处的本机账本（默认为数据文件夹中的 ledger.sqlite），不写入：每个哈希、签名和证书；从创世起
重新执行每笔交易；把区块、交易、写入和状态的每一行与所得结果比对；以及 SQLite 自身的完整性检查。输出
检查了什么。全部与写入时一致时退出码为 0，否则为 1，并列出每处所在的区块。""",
    "arrears list": (
        "账簿在这台电脑上的银行的逾期贷款，以最近一次日终为准，列出下一步要做什么、哪天做。"
        "姓名、备注和通话记录是个人信息，只留在这台电脑上。用 --json 时输出全部内容，金额以分为单位。"
    ),
    "arrears report": (
        "逾期较久、不再计入收入的贷款，最近一个月末按分类计提的准备，以及最近一次日终后贷款各科目和"
        "表外科目的余额。"
    ),
    "rules show": (
        "显示本机账本上各版规则（产品、休息日、贷款规则、业务流程）及各自生效的日期。用 --json 或 "
        "--digest 还显示"
        "规则文件：默认为今天有效的一版，--digest 可指定另一版。银行可修改后提议。"
    ),
    "screenshots": """\
把窗口的每个视图和对话框画成 PNG 存入 DIR，内容为本项目的示例，账本在单独的文件夹中，完成后删除。不
需要屏幕，不动您的数据。""",
    "demo": """\
不用 --headless：在本机账本上打开应用程序，内有虚构申请人的示例：每个收件箱都有待办贷款，有的已放款，
有的未通过。示例有自己的文件夹，不动您的数据。

用 --headless：申请（取自 FILE，列为 id、amount、months、rate_percent、income、asset、debt、flagged、
purpose、installment，金额以元为单位；不给文件则用本项目的示例）依次经过银行、民政部门和财政部门审核，
密钥和签名都是真的。文件中的利率属于另一家机构，不采用，按产品自身的利率。每个链码都用其解锁码尝试解
锁；另外尝试篡改事件、重用审核结果、去掉签名。随后部分贷款经历两年（或 --days N）：日终处理、还款、
返还利息、一笔逾期、一件质询成立。只有账簿与账本分毫不差且账本校验通过，退出码才为 0。

用 --headless --ledger fabric --profile FILE：在运行中的 Fabric 网络上演示同样的过程。FILE 是网络启
动时写出的某个连接配置文件，其他组织的配置在同一文件夹。五个新成员加入：网络数据在本机时由网络自己登
记，否则用配置文件夹旁users/enrolment.json 或 --enrolment FILE 中的密码（每个只能用一次）。用
`loc-network up --demonstration` 建立的网络可以推演多年；正式网络按实际日期，贷款只经历一天。只有账
簿与账本分毫不差、五个组织的节点区块一致、且从中重放的每个核验过程都与合约返回的相同，退出码才为 0。""",
}
