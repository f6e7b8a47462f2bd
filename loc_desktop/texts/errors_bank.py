"""Errors of the bank's office, books and connector:
code → (what happened, what to do), (Chinese, English) each."""

from __future__ import annotations

from collections.abc import Mapping

from loc_desktop.texts import common

ERRORS: Mapping[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "office.disk": (
        ("本部门文件 {file} 无法读写。", "The office's file {file} could not be read or written."),
        common.CHECK_DISK,
    ),
    "office.newer": (
        (
            "本部门文件 {file} 由更新版本的程序（{version}）写成。",
            "The office's file {file} was written by a newer version of this program ({version}).",
        ),
        common.INSTALL_VERSION,
    ),
    "office.unreadable": (
        ("本部门文件 {file} 已损坏。", "The office's file {file} is damaged."),
        (
            "请恢复它的备份，或新建一个，从空白登记开始。",
            "Put back a copy of it, or begin a new one with an empty register.",
        ),
    ),
    "books.key_used": (
        ("记账流水号 {key} 已用于其他分录。", "The booking key {key} stands for another entry."),
        ("新的记账请用新的流水号。", "Use a new key for a new booking."),
    ),
    "books.unbalanced": (
        (
            "{key} 的借贷不平，或不足两方。",
            "Debits and credits of {key} are not equal, or there are not two of them.",
        ),
        ("请更正金额。", "Correct the amounts."),
    ),
    "books.amount": (
        ("{amount:yuan} 元不能记账。", "{amount:yuan} yuan cannot be booked."),
        ("请填写大于零的金额。", "Give an amount above zero."),
    ),
    "books.date": (
        ("{date} 不是日期。", "{date} is not a day."),
        common.WRITE_DAY,
    ),
    "books.no_account": (
        ("账簿中没有账户 {number}。", "There is no account {number} in these books."),
        common.CHECK_ACCOUNT,
    ),
    "books.closed": (
        ("账户 {number} 已销户。", "The account {number} is closed."),
        ("请使用正常账户。", "Use an account that is open."),
    ),
    "books.funds": (
        (
            "账户 {number} 现有 {held:yuan} 元，需要 {needed:yuan} 元。",
            "The account {number} holds {held:yuan} yuan, {needed:yuan} yuan are needed.",
        ),
        ("请先存入，或减少金额。", "Pay in first, or choose a smaller amount."),
    ),
    "books.no_entry": (
        ("没有分录 {entry}。", "There is no journal entry {entry}."),
        ("请核对其编号。", "Check its number."),
    ),
    "books.reversed": (
        ("分录 {entry} 已由 {by} 冲正。", "The entry {entry} was reversed before, by {by}."),
        common.NOTHING_TO_DO,
    ),
    "books.refused": (
        ("账簿拒绝：{why}。", "The books refuse this: {why}."),
        ("未作任何记账。", "Nothing was booked."),
    ),
    "books.empty": (
        ("{file} 中尚无账簿。", "There are no books in {file} yet."),
        ("请先以银行身份建立账簿。", "Set them up as the bank first."),
    ),
    "books.other_bank": (
        ("{file} 中的账簿属于另一家银行。", "The books in {file} belong to another bank."),
        common.CHOOSE_BOOKS,
    ),
    "books.no_client": (
        ("没有有效客户 {number}。", "There is no active customer {number}."),
        ("请先登记该客户。", "Register the customer first."),
    ),
    "books.kind": (
        ("该类账户为银行自有。", "Accounts of this kind are the bank's own."),
        ("请选择客户账户种类。", "Choose a kind for customers."),
    ),
    "books.internal": (
        ("账户 {number} 为银行自有。", "The account {number} is the bank's own."),
        ("该账户保持开立。", "It stays open."),
    ),
    "books.not_empty": (
        ("账户 {number} 尚有 {held:yuan} 元。", "The account {number} still holds {held:yuan} yuan."),
        ("请先支取或转出。", "Pay the money out or transfer it first."),
    ),
    "books.in_transit": (
        (
            "账户 {number} 尚有 {count} 笔在途划转。",
            "{count} transfers of account {number} are still in transit.",
        ),
        ("请等待结清或冲正。", "Wait until they are settled or reversed."),
    ),
    "books.number": (
        ("{number} 不是本行账号（{why}）。", "{number} is no account number of this bank ({why})."),
        common.CHECK_DIGITS,
    ),
    "books.linked": (
        (
            "账户 {number} 或该数字账户已与其他账户关联。",
            "The account {number} or the digital account is already linked to another.",
        ),
        ("请先解除该关联。", "End that link first."),
    ),
    "books.not_cash": (
        ("分录 {entry} 不是柜面现金业务。", "The entry {entry} is no cash entry of the counter."),
        (
            "只有现金存入和支取可以冲正；转入转出由客户另行划转。",
            "Only cash paid in or out is reversed here; what went to the ledger is moved by the customer.",
        ),
    ),
    "books.reason": (
        ("没有填写冲正原因。", "No reason is given for the reversal."),
        ("请写明错在哪里。", "Say what was wrong."),
    ),
    "books.reversing": (
        (
            "{who} 已申请冲正分录 {entry}，正在等待复核。",
            "{who} has asked to reverse the entry {entry}; it waits for a second person.",
        ),
        ("请复核或撤回该笔。", "Release or withdraw that one."),
    ),
    "books.on_ledger": (
        (
            "账户 {number} 现有 {held:yuan} 元，冲正需要 {needed:yuan} 元；"
            "存入后已有 {moved:yuan} 元转入数字账户。",
            "The account {number} holds {held:yuan} yuan, the reversal needs {needed:yuan} yuan. Since the"
            " cash came in, {moved:yuan} yuan went to the digital account.",
        ),
        (
            "请客户先签名转回数字账户中的款项，到账后再冲正。",
            "Let the customer sign its way back from the digital account first, then reverse.",
        ),
    ),
    "books.signature": (
        ("{who} 的签名不符。", "The signature of {who} does not fit."),
        ("请重新签名。", "Sign again."),
    ),
    "books.second": (
        (
            "本笔须由另一人复核（限额 {limit:yuan} 元）。",
            "Another person has to release this (limit {limit:yuan} yuan).",
        ),
        common.ENTER_AGAIN,
    ),
    "books.same_person": (
        ("{who} 是经办人，不能自己复核。", "{who} entered this and cannot release it."),
        common.ANOTHER_PERSON,
    ),
    "books.no_slip": (
        ("没有凭条 {id}。", "There is no slip {id}."),
        common.LOOK_AT_LIST,
    ),
    "books.slip_decided": (
        ("本笔已由 {who} 处理。", "{who} has decided this already."),
        common.LOOK_AT_LIST,
    ),
    "books.slip_expired": (
        ("本笔录入于 {day}，当日日终已失效。", "This was entered on {day} and ended with that day."),
        common.ENTER_AGAIN,
    ),
    "books.changed": (
        (
            "账户 {number} 的余额已变为 {held:yuan} 元，录入时为 {asked:yuan} 元。",
            "The balance of account {number} is now {held:yuan} yuan; it was {asked:yuan} yuan when this was"
            " entered.",
        ),
        ("请撤回后重新录入。", "Withdraw this and enter it again."),
    ),
    "books.no_loan": (
        ("账簿中没有贷款 {loan:short}。", "There is no loan {loan:short} in these books."),
        ("请先运行日终，或核对编号。", "Run the day's end first, or check the id."),
    ),
    "books.not_late": (
        ("贷款 {loan:short} 没有逾期。", "The loan {loan:short} is not late."),
        (
            "无需催收；运行日终后列表会更新。",
            "Nothing is to be demanded; the day's end brings the list up to date.",
        ),
    ),
    "books.day_past": (
        ("日期 {day} 太早。", "The day {day} is too early."),
        (
            "请填写今天或以后的日期，送达日不早于通知书日期。",
            "Give today or a later day; a letter is not delivered before its own day.",
        ),
    ),
    "books.day_to_come": (
        ("日期 {day} 还没有到。", "The day {day} has not come yet."),
        ("请填写实际发生的日期。", "Give the day on which it happened."),
    ),
    "books.no_demand": (
        ("没有催收通知书 {number}。", "There is no letter of demand {number}."),
        ("请核对通知书编号。", "Check the letter's number."),
    ),
    "books.demand_delivered": (
        ("催收通知书 {number} 已于 {day} 送达。", "The letter of demand {number} was delivered on {day}."),
        ("如需再次送达，请开具新的通知书。", "Make out another letter to deliver one again."),
    ),
    "books.future": (
        common.DAY_NOT_OVER,
        ("请运行今天或之前某天的日终。", "Run the day's end of today or of a day before."),
    ),
    "books.disk": (
        ("账簿 {file} 无法读写。", "The books {file} could not be read or written."),
        common.CHECK_DISK,
    ),
    "books.unreadable": (
        ("账簿 {file} 已损坏。", "The books {file} are damaged."),
        (
            "请恢复它的备份；不要继续使用损坏的文件。",
            "Put back a copy of the file; do not go on with the damaged one.",
        ),
    ),
    "books.newer": (
        (
            "账簿 {file} 由更新版本的程序写入。",
            "The books {file} were written by a newer version of this program.",
        ),
        common.INSTALL_VERSION,
    ),
    "connector.other_bank": (
        ("账簿不属于当前登录的银行。", "The books belong to another bank than the one that is signed in."),
        common.CHOOSE_BOOKS,
    ),
    "connector.not_a_transfer": (
        ("事件 {event} 不是本行的划转。", "The event {event} is no transfer of this bank."),
        ("请选择本行的转入或转出。", "Choose a deposit or withdrawal at this bank."),
    ),
    "connector.not_a_link": (
        ("事件 {event} 未关联本行账户。", "The event {event} links no account of this bank."),
        ("请选择本行的账户关联。", "Choose an account link at this bank."),
    ),
    "connector.link_waits": (
        (
            "账户 {number} 的关联尚未在账本上决定。",
            "The link of account {number} is not yet decided on the ledger.",
        ),
        ("账本恢复后将自动完成。", "It is finished by itself when the ledger is back."),
    ),
    "connector.pass_granted": (
        (
            "账本上已有他人代本行作出的“通过”，而账簿不能入账。",
            "The bank's Pass is on the ledger already, given by other hands; the books refuse the transfer.",
        ),
        ("请先处理账簿拒绝的原因，或联系监管部门。", "Clear what the books refuse, or ask the regulator."),
    ),
    "connector.unbacked": (
        (
            "账本已执行，但没有关联本行的账户。",
            "The ledger has executed it, but no account of this bank is linked.",
        ),
        ("关联账户后会自动入账。", "Link an account; it is booked by itself then."),
    ),
    "connector.code": (
        (
            "账本核验解锁码，返回码为 {code}。",
            "The ledger evaluated the unlocking code with return code {code}.",
        ),
        ("请查看这次核验过程。", "Look at the attempt's trace."),
    ),
    "connector.trouble": (
        ("没有答复：{why}。", "There was no answer: {why}."),
        ("会自动重试。", "It is tried again by itself."),
    ),
}
