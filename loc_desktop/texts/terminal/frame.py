"""The frame of the commands in Chinese, by the English: their lines in the help, and what argparse says."""

from __future__ import annotations

from collections.abc import Mapping

FRAME: Mapping[str, str] = {
    # the commands (loc_desktop.cli)
    "Loan on blockchain: without a command, the application's window opens.": (
        "链上贷款：不带命令时打开应用程序窗口。"
    ),
    "commands": "命令",
    "open the application's window (the default)": "打开应用程序窗口（默认）",
    "the folder for this user's data (also LOC_HOME)": "该用户的数据文件夹（也可用 LOC_HOME）",
    "show the details of a bug": "显示程序错误的详情",
    "the language of what is said: zh or en (default: that of the locale)": (
        "所用语言：zh 或 en（默认按系统语言）"
    ),
    "show the version and leave": "显示版本后退出",
    "what to {name}": "{name} 的内容",
    "evaluate a chaincode against an unlocking code (Algorithm 3)": "用解锁码对链码求值（算法 3）",
    "tell the whole story on sample loans, in the window or without": (
        "用示例贷款演示全过程，可用窗口，也可不用"
    ),
    "print a loan's repayment schedule": "打印贷款的还款计划",
    "check a list of applicants, or apply for them": "检查申请人名单，或代其申请",
    "destroy the keys that the rules do not keep any more": "销毁规则不再要求保存的密钥",
    "compare the bank's books with the ledger": "核对银行账簿与账本",
    "run the bank's days' ends": "运行银行的日终",
    "print who may call what of the contract": "打印谁可以调用合约的哪些功能",
    "render every view and dialog to PNG": "把每个视图和对话框画成 PNG 图片",
    "play loans through: payments, changes, what is owed on a day": "推演贷款：还款、变更、某日应还多少",
    "re-execute and check an embedded ledger": "重新执行并检查本机账本",
    "show an embedded ledger's id and height": "显示本机账本的编号和高度",
    "list the loans that are late, as work to be done": "列出逾期贷款和待办的催收",
    "show non-accrual, provisions and memo accounts": "显示非应计贷款、损失准备和表外科目",
    "look after a bank's loans that are late": "管理银行的逾期贷款",
    "show the rules on an embedded ledger": "显示本机账本上的规则",
    "evaluation against bare signature verifications": "求值与单纯验签的耗时对比",
    "loans a second on the embedded ledger": "本机账本每秒办理的贷款数",
    "start-up, paging and memory of the window": "窗口的启动、翻页和内存",
    "the paper's measurement on a peer network": "在节点网络上做论文中的测量",
    "a day's end over many loans": "大量贷款的日终处理",
    "work a loan out, without a ledger": "不用账本，推算贷款",
    "look after an embedded ledger": "维护本机账本",
    "save a paper of an event as PDF": "把一笔业务的凭证存为 PDF",
    "save an account's statement as PDF": "把账户对账单存为 PDF",
    "check a paper's code against the ledger": "用账本核验凭证上的核验码",
    "make and check papers": "出具和核验凭证",
    "look at the rules on a ledger": "查看账本上的规则",
    "measure this program on this machine": "在这台机器上测量本程序",
    "interrupted": "已中断",
    "this is a bug in the program: {name}: {text} (run it again with --debug for the details)": (
        "程序出错：{name}：{text}（加上 --debug 再运行一次可看详情）"
    ),
    "show the files that the data folder remembers": "显示数据文件夹所记录的文件",
    "put a copy of a missing file back": "放回缺失文件的备份",
    "begin a missing file anew, empty": "以空文件代替缺失的文件",
    "write the lost list of files anew": "重写丢失的文件清单",
    "back everything up to one encrypted file": "把全部数据备份为一个加密文件",
    "restore everything onto an empty computer": "在空电脑上恢复全部数据",
    "look after the data folder": "维护数据文件夹",
    "back an identity up to an encrypted file": "把身份备份为加密文件",
    "restore an identity from its backup": "从备份恢复身份",
    "give a key another PIN": "更改密钥的 PIN",
    "give the file of the keys another passphrase": "更改密钥文件的口令",
    "get a new certificate for the same key": "为同一密钥更新证书",
    "name a substitute, see what nobody answered in time": "指定代办人，查看未按时答复的事项",
    "say which divisions an institution serves": "登记单位所服务的行政区划",
    "look after the identities of this computer": "管理这台电脑上的身份",
    "kills, full disks, flipped bits, forged codes": "中断、磁盘满、翻转的位、伪造的码",
    # argparse
    "usage: ": "用法：",
    "positional arguments": "参数",
    "options": "选项",
    "show this help message and exit": "显示此帮助后退出",
    "%(prog)s: error: %(message)s\n": "%(prog)s：错误：%(message)s\n",
    "argument %(argument_name)s: %(message)s": "参数 %(argument_name)s：%(message)s",
    "unrecognized arguments: %s": "无法识别的参数：%s",
    "not allowed with argument %s": "不能与参数 %s 同用",
    "one of the arguments %s is required": "须给出参数 %s 之一",
    "the following arguments are required: %s": "缺少参数：%s",
    "expected one argument": "应有一个值",
    "expected at most one argument": "最多有一个值",
    "expected at least one argument": "至少有一个值",
    "ignored explicit argument %r": "多余的值 %r",
    "unknown parser %(parser_name)r (choices: %(choices)s)": "没有 %(parser_name)r（可选：%(choices)s）",
    "invalid %(type)s value: %(value)r": "无效的 %(type)s 值：%(value)r",
    "invalid choice: %(value)r (choose from %(choices)s)": "无效的选择：%(value)r（可选：%(choices)s）",
}
