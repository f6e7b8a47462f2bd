"""The commands' own errors: code → (what happened, what to do), each in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping

from loc_desktop.texts import common

ERRORS: Mapping[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "schedule.date": (
        common.IS_NOT,
        ("应为 2026-01-31 这样的日期。", "Give a date such as 2026-01-31."),
    ),
    "schedule.day": (
        common.IS_NOT,
        ("应为 1 至 31 日。", "Give a day from 1 to 31."),
    ),
    "schedule.amount": (
        common.IS_NOT,
        ("应为大于 0 的金额（元），最多两位小数。", "Give an amount in yuan above 0, at most two decimals."),
    ),
    "schedule.months": (
        common.IS_NOT,
        ("应为 1 至 600 的整数。", "Give a whole number from 1 to 600."),
    ),
    "schedule.rate": (
        common.IS_NOT,
        ("应为 0 至 1000 的百分数，如 4.35。", "Give a percentage from 0 to 1000 such as 4.35."),
    ),
    "schedule.plan": (
        ("无法为这笔贷款排出还款计划：{why}。", "This loan cannot be scheduled: {why}."),
        ("请更正。", "Correct it."),
    ),
    "schedule.file": (
        common.FILE_UNREADABLE,
        common.CHECK_PATH,
    ),
    "schedule.columns": (
        ("文件 {file} 缺少列：{missing}。", "The file {file} has no column {missing}."),
        ("应有的列：{columns}。", "The columns are {columns}."),
    ),
    "schedule.csv": (
        ("文件 {file} 的第 {line} 行不是规范的 CSV。", "Line {line} of {file} is not well-formed CSV."),
        ("请更正该行。", "Correct the line."),
    ),
    "replay.file": (
        common.FILE_UNREADABLE,
        common.CHECK_PATH,
    ),
    "keys.no_file": (
        ("密钥由系统的密钥环保管，没有口令文件。", "The system's keyring keeps the keys; there is no file."),
        ("密钥环的密码在系统中更改。", "The keyring's password is changed in the system."),
    ),
    "import.passphrase": (
        (
            "密钥存于加密文件，须在窗口中输入口令。",
            "The keys are in an encrypted file, which asks for its passphrase in the window.",
        ),
        ("请在窗口中导入该文件。", "Import the file in the window."),
    ),
    "day_end.several": (
        ("本机有多家银行的账簿。", "There are the books of several banks on this computer."),
        ("请用 --identity 指明银行。", "Say with --identity which bank is meant."),
    ),
    "import.several_counters": (
        ("这台电脑上有多个柜台。", "There are several counters on this computer."),
        common.SAY_COUNTER,
    ),
    "import.which_counter": (
        ("这台电脑上没有这个柜台。", "There is no such counter here."),
        common.SAY_COUNTER,
    ),
    "import.which_bank": (
        ("账本上的银行：{names}。", "The ledger's banks are: {names}."),
        ("请用 --bank 指明向哪家银行申请。", "Say with --bank which one is asked."),
    ),
    "reconcile.no_books": (
        ("数据文件夹中没有银行账簿。", "There are no bank's books in the data folder."),
        (
            "请用 --home 指明银行的数据文件夹，或用 --books 指明账簿。",
            "Choose the bank's data folder with --home, or its books with --books.",
        ),
    ),
    "reconcile.no_identity": (
        (
            "账簿 {file} 所属的银行在这台电脑上没有身份。",
            "The bank that the books {file} belong to has no identity on this computer.",
        ),
        (
            "请在银行的电脑上运行，或用 --identity 指明由谁查询。",
            "Run it on the bank's computer, or say with --identity who asks.",
        ),
    ),
    "reconcile.identity": (
        ("这台电脑上没有身份 {name}。", "There is no identity {name} on this computer."),
        common.CHOOSE_OF,
    ),
    "reconcile.several_identities": (
        ("这台电脑上有多个名为 {name} 的身份。", "There is more than one identity {name} on this computer."),
        common.CHOOSE_OF,
    ),
    "reconcile.pin": (
        common.PIN_PROTECTED,
        (
            "请把 PIN 写入只有您能读的文件，并用 --pin-file 指明。",
            "Write the PIN into a file that only you can read and give it with --pin-file.",
        ),
    ),
    "secret.file": (
        common.FILE_UNREADABLE,
        ("请给出首行为该 PIN 或口令的文本文件。", "Give a text file whose first line is the secret."),
    ),
    "demo.no_screen": (
        common.NO_SCREEN,
        (
            "请在桌面会话中运行，或用 `xvfb-run -a`；`loc-desktop demo --headless` 不需要屏幕。",
            "Run it in a desktop session, or under `xvfb-run -a`; `loc-desktop demo --headless` needs none.",
        ),
    ),
    "demo.profiles": (
        (
            "{file} 旁没有网络 {network} 的 {roles} 连接配置文件。",
            "No connection profile of network {network} for {roles} stands beside {file}.",
        ),
        (
            "演示需要五个角色的配置文件都在同一文件夹。",
            "The story needs a profile for each of the five roles in one folder.",
        ),
    ),
    "demo.enrolment": (
        (
            "{file} 中没有角色 {role} 的登记号和密码。",
            "{file} has no enrolment id and secret for role {role}.",
        ),
        (
            "请用 loc-network add-user 添加一个；C 须加 --registrar。",
            "Add one: loc-network add-user; for C with --registrar.",
        ),
    ),
    "demo.enrolment_file": (
        ("登记密码文件 {file} 无法读取：{why}。", "The enrolment secrets {file} cannot be read: {why}."),
        ("请用 --enrolment 指明该文件。", "Give the file with --enrolment."),
    ),
    "screen.none": (
        common.NO_SCREEN,
        (
            "请在桌面会话中启动程序，或用 `xvfb-run -a`。",
            "Start the program in a desktop session, or with `xvfb-run -a`.",
        ),
    ),
    "bench.trouble": (
        ("网络有问题：{problem} {remedy}", "The network has trouble: {problem} {remedy}"),
        common.MEASURE_AGAIN,
    ),
    "bench.network": (
        (
            "{file} 旁没有这些角色的连接配置：{roles}。",
            "Beside {file} there are no profiles of the roles {roles}.",
        ),
        (
            "请指明 `loc-network` 数据文件夹中的一个配置，它有全部五个角色。",
            "Name a profile in the data directory of `loc-network`, which plays all five roles.",
        ),
    ),
    "bench.unlock": (
        ("有一个事件没有解锁：{answer}。", "An event was not unlocked: {answer}."),
        common.MEASURE_AGAIN,
    ),
    "bench.height": (
        ("各节点的区块数不一致。", "The peers do not come to the same height."),
        common.MEASURE_AGAIN,
    ),
    "bench.floor": (
        (
            "用来对比的 `floor` 合约没有应答：{why}。",
            "The contract that loans are measured against, `floor`, does not answer: {why}.",
        ),
        (
            "请测量带有它的网络（`loc-network up --demonstration --contract floor`），或用 `--network up`。",
            "Measure a network that has it (`loc-network up --demonstration --contract floor`), or "
            "`--network up`.",
        ),
    ),
    "bench.calendar": (
        (
            "该网络按实际日期：今天的贷款一个月后才能贴息。",
            "This network follows the calendar: interest of loans of today is refunded in a month.",
        ),
        (
            "请测量演示用的网络（`loc-network up --demonstration --contract floor`），或用 `--network up`。",
            "Measure a network for demonstrations (`loc-network up --demonstration --contract floor`), or "
            "`--network up`.",
        ),
    ),
    "floor.arguments": (
        (
            "{fn} 的 {count} 个参数不是 `write(key, value)` 或 `read(key)`。",
            "{fn} with {count} arguments is not `write(key, value)` or `read(key)`.",
        ),
        ("请更正调用。", "Correct the call."),
    ),
}
