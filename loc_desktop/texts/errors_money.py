"""Errors of accounts, loans, subsidy, challenges and grants at the desk: code → (what happened, what to do),
(Chinese, English) each.
"""

from __future__ import annotations

from collections.abc import Mapping

from loc_desktop.texts import common

ERRORS: Mapping[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "money.changed": (
        ("该请求不是在此处准备的，或已过期。", "This request was not prepared here, or is too old."),
        ("请重新准备并核对内容。", "Prepare it again and look at the sentence."),
    ),
    "money.not_executed": (
        ("账本未执行：{why}。", "The ledger did not execute it: {why}."),
        ("请更正后再次申请；此次尝试已有记录。", "Correct this and ask again; the attempt is on record."),
    ),
    "money.amount": (
        ("金额必须大于零。", "The amount has to be above zero."),
        common.ENTER_AMOUNT,
    ),
    "money.no_customer": (
        ("本柜台没有该客户的密钥。", "This counter does not hold the customer's key."),
        ("请选择本柜台的客户。", "Choose one of its customers."),
    ),
    "money.no_link": (
        ("该数字账户未关联 {bank} 的账户。", "No account at {bank} is linked to this digital account."),
        ("请先关联本人的账户。", "Link an account of one's own first."),
    ),
    "money.linked": (
        ("账户 {number} 已关联。", "The account {number} is already linked."),
        ("直接使用即可。", "Use it as it is."),
    ),
    "money.not_linked": (
        ("账户 {number} 未关联。", "The account {number} is not linked."),
        ("请选择已关联的账户。", "Choose a linked account."),
    ),
    "money.number": (
        ("{number} 不是有效账号（{why}）。", "{number} is no account number ({why})."),
        common.CHECK_DIGITS,
    ),
    "money.not_own": (
        ("账户 {number} 不属于该客户。", "The account {number} does not belong to this customer."),
        ("请填写客户本人的账号。", "Enter the number of the customer's own account."),
    ),
    "money.funds": (
        (
            "{side:side}现有 {held} 元，需要 {needed} 元。",
            "The {side} account holds {held} yuan, {needed} yuan are needed.",
        ),
        ("请减少金额，或先转入资金。", "Choose a smaller amount, or bring money there first."),
    ),
    "loan.nothing_due": (
        (
            "该贷款目前无需还款；下次还款日为 {next}。",
            "Nothing is to be paid on this loan now; the next payment is due on {next}.",
        ),
        ("届时还款，或提前还款。", "Pay then, or prepay."),
    ),
    "loan.too_much": (
        (
            "{amount} 元超过目前可还的 {most} 元。",
            "{amount} yuan are more than the {most} yuan that can be paid now.",
        ),
        ("请按此金额以内还款，或提前还款。", "Pay at most that, or prepay."),
    ),
    "loan.due_first": (
        ("该贷款有 {due} 元到期应还。", "{due} yuan are due on this loan."),
        ("请先还清应还款，再提前还款。", "Pay them first, then prepay."),
    ),
    "loan.no_prepay": (
        ("该贷款不能提前还款。", "This loan cannot be prepaid."),
        ("请按期还款。", "Pay each instalment when it is due."),
    ),
    "loan.refund_waits": (
        (
            "该贷款的贴息申请 {event:short} 正在等待财政部门。",
            "The refund {event:short} of this loan waits for the finance department.",
        ),
        ("请等它处理完，或先撤回。", "Wait until it is decided, or withdraw it first."),
    ),
    "loan.no_refund": (
        ("该贷款目前没有可贴息的已付利息。", "There is no paid interest to give back on this loan now."),
        (
            "已付利息在该期结束后贴息，每期只贴息一次。",
            "Paid interest is given back once, when its period has ended.",
        ),
    ),
    "loan.status": (
        ("该贷款{status:status}，不能办理此项。", "The loan is {status}."),
        ("请选择还款中的贷款。", "Choose an active loan."),
    ),
    "loan.text": (
        ("请填写理由。", "A reason is needed."),
        common.SAY_WHY,
    ),
    "loan.months": (
        ("不能调整为 {months} 个月。", "{months} months are not possible."),
        ("请选择 1 至 {most} 个月。", "Choose 1 to {most} months."),
    ),
    "loan.writeoff": (
        (
            "该贷款的五级分类是“{tier:tier}”，没有规则列明的原因不能核销。",
            "The loan is {tier:tier}: it is not written off without a reason that the rules name.",
        ),
        ("请选择原因，或待贷款归入损失类后再申请。", "Choose the reason, or wait until the loan is a loss."),
    ),
    "loan.writeoff_amount": (
        (
            "不能核销 {amount} 元：该贷款未还且未核销的本金为 {left} 元。",
            "{amount} yuan cannot be written off: {left} yuan of the loan are left to be.",
        ),
        ("请输入大于零且不超过该数的金额。", "Enter an amount above zero and at most that."),
    ),
    "grant.reason": (
        ("拒绝需要说明理由。", "A refusal needs a reason."),
        common.SAY_WHY,
    ),
    "bank.no_books": (
        ("该银行的账簿不在此电脑上。", "The books of this bank are not on this computer."),
        ("请使用存有银行数据文件夹的电脑。", "Use the computer that has the bank's data folder."),
    ),
    "statement.file": (
        ("文件 {file} 未能写入：{why}。", "The file {file} was not written: {why}."),
        ("请选择其他位置。", "Choose another place for it."),
    ),
    "bank.future": (
        common.DAY_NOT_OVER,
        ("日终只能运行到今天。", "Run a day's end up to today."),
    ),
    "bank.past": (
        (
            "{day} 早于首个日终，不能再运行；最近一次日终是 {last}。",
            "{day} is before the first day's end that was run; the last one was {last}.",
        ),
        (
            "请从 {next} 起运行：“运行日终”会逐日补到今天。",
            "Go on with {next}: “Run the day's end” catches up day by day until today.",
        ),
    ),
    "bank.before": (
        (
            "{day} 早于本行第一笔放款（{first}），没有可运行的日终。",
            "{day} is before this bank's first payout ({first}): there is nothing to run.",
        ),
        ("请从 {first} 起运行。", "Begin with {first}."),
    ),
    "bank.many_days": (
        (
            "最近一次日终是 {last}；{day} 之前还有 {count} 天未运行，单日运行一次最多补 {most} 天。",
            "The last day's end was {last}; {count} days before {day} were not run, and the run of one day"
            " makes up at most {most}.",
        ),
        (
            "请点“运行日终”，从 {first} 起逐日补到今天。",
            "Choose “Run the day's end”: it catches up day by day from {first} until today.",
        ),
    ),
    "subsidy.year": (
        ("不能为 {year} 年编制预算。", "{year} is no year to plan for."),
        ("请选择今年或以后的年度。", "Choose this year or the next ones."),
    ),
    "subsidy.deadline": (
        ("{deadline} 不是 {year} 年或以后的日期。", "{deadline} is not a day of {year} or later."),
        common.WRITE_DAY,
    ),
    "subsidy.amount": (
        ("预算不能小于零。", "The budget has to be zero or more."),
        common.ENTER_AMOUNT,
    ),
    "challenge.target": (
        ("账本上没有{kind:target} {target}。", "The ledger has no {kind} {target}."),
        common.CHECK_ID,
    ),
    "challenge.several": (
        ("有多个{kind:target}以 {target} 开头。", "Several begin with {target} ({kind})."),
        ("请多输入几位。", "Type more of it."),
    ),
    "challenge.text": (
        ("请填写内容。", "A text is needed."),
        ("请用一句以上的话说明。", "Say it in a sentence or more."),
    ),
    "challenge.deadline": (
        ("{deadline} 留给答复的工作日太少。", "{deadline} leaves too few working days to answer."),
        ("请选择 {earliest} 或更晚的日期。", "Choose {earliest} or a later day, as YYYY-MM-DD."),
    ),
    "challenge.second": (
        ("没有可以会签的部门。", "There is no second authority that could agree."),
        ("请让另一监管部门、财政部门或民政部门加入网络。", "Let another R, FD or CAD join the network."),
    ),
    "claim.unknown": (
        ("账本上没有未结清的欠款 {claim:short}。", "The ledger has no open claim {claim:short}."),
        common.LOOK_AT_CLAIMS,
    ),
    "claim.amount": (
        ("金额应为 0.01 至 {left} 元。", "The amount must be from 0.01 to {left} yuan."),
        ("请输入不超过欠款和余额的金额。", "Enter an amount that is owed and there."),
    ),
    "withdraw.cannot": (
        ("该事件{status:status}，不能撤回。", "This event cannot be withdrawn: it is {status:status}."),
        ("只有等待审核的事件可由签署人撤回。", "Only what waits can be withdrawn, by who signed it."),
    ),
    "challenge.cannot": (
        ("该质询{status:challenge}，不能办理此项。", "The challenge is {status}: this cannot be done now."),
        ("请再次查看其状态。", "Look at its state again."),
    ),
    "rules.file": (
        ("文件 {file} 不能使用：{why}。", "The file {file} cannot be used: {why}."),
        ("请选择 JSON 格式的规则文件。", "Choose a file of rules, in JSON."),
    ),
    "rules.unsaved": (
        ("规则未能保存为 {file}：{why}。", "The rules could not be saved as {file}: {why}."),
        ("请选择其他文件夹，或清理磁盘空间。", "Choose another folder, or free some space."),
    ),
    "rules.day_of": (
        ("{day} 不是 {year} 年的日期。", "{day} is no day of {year}."),
        ("请按“月-日”或“年-月-日”填写每一天，例如 02-05。", "Write each day as MM-DD or YYYY-MM-DD."),
    ),
    "day.not_here": (
        ("该账本按真实日历运行。", "This ledger follows the real calendar."),
        ("只有示例账本可以前移时间。", "Only the sample's ledger can be walked through time."),
    ),
    "day.too_far": (
        (
            "示例的时间最多还能前移 {left:count} 天。",
            "The sample can go on by at most {left:count} more days.",
        ),
        ("请填写较少的天数。", "Enter fewer days."),
    ),
}
