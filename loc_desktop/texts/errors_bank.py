"""Errors of the bank's office, books and connector, in Chinese: code → (what happened, what to do). The
English stands in :mod:`loc_desktop.bank`, in tables with the same parameters or in the error itself.
"""

from __future__ import annotations

from collections.abc import Mapping

ERRORS: Mapping[str, tuple[str, str]] = {
    "office.disk": (
        "本部门文件 {file} 无法读写。",
        "请检查磁盘是否已满、文件是否可写，然后再试。",
    ),
    "office.newer": (
        "本部门文件 {file} 由更新版本的程序（{version}）写成。",
        "请安装该版本；文件未被改动。",
    ),
    "office.unreadable": (
        "本部门文件 {file} 已损坏。",
        "请恢复它的备份，或新建一个，从空白登记开始。",
    ),
    "books.key_used": (
        "记账流水号 {key} 已用于其他分录。",
        "新的记账请用新的流水号。",
    ),
    "books.unbalanced": (
        "{key} 的借贷不平，或不足两方。",
        "请更正金额。",
    ),
    "books.amount": (
        "{amount:yuan} 元不能记账。",
        "请填写大于零的金额。",
    ),
    "books.date": (
        "{date} 不是日期。",
        "日期请写作 2026-11-22 这样。",
    ),
    "books.no_account": (
        "账簿中没有账户 {number}。",
        "请核对账号。",
    ),
    "books.closed": (
        "账户 {number} 已销户。",
        "请使用正常账户。",
    ),
    "books.funds": (
        "账户 {number} 现有 {held:yuan} 元，需要 {needed:yuan} 元。",
        "请先存入，或减少金额。",
    ),
    "books.no_entry": (
        "没有分录 {entry}。",
        "请核对其编号。",
    ),
    "books.reversed": (
        "分录 {entry} 已由 {by} 冲正。",
        "无需处理。",
    ),
    "books.refused": (
        "账簿拒绝：{why}。",
        "未作任何记账。",
    ),
    "books.empty": (
        "{file} 中尚无账簿。",
        "请先以银行身份建立账簿。",
    ),
    "books.other_bank": (
        "{file} 中的账簿属于另一家银行。",
        "请选择本行的账簿。",
    ),
    "books.no_client": (
        "没有有效客户 {number}。",
        "请先登记该客户。",
    ),
    "books.kind": (
        "该类账户为银行自有。",
        "请选择客户账户种类。",
    ),
    "books.internal": (
        "账户 {number} 为银行自有。",
        "该账户保持开立。",
    ),
    "books.not_empty": (
        "账户 {number} 尚有 {held:yuan} 元。",
        "请先支取或转出。",
    ),
    "books.in_transit": (
        "账户 {number} 尚有 {count} 笔在途划转。",
        "请等待结清或冲正。",
    ),
    "books.number": (
        "{number} 不是本行账号（{why}）。",
        "请核对号码。",
    ),
    "books.linked": (
        "账户 {number} 或该数字账户已与其他账户关联。",
        "请先解除该关联。",
    ),
    "books.future": (
        "{day} 尚未结束。",
        "请运行今天或之前某天的日终。",
    ),
    "books.disk": (
        "账簿 {file} 无法读写。",
        "请检查磁盘是否已满、文件是否可写，然后再试。",
    ),
    "books.unreadable": (
        "账簿 {file} 已损坏。",
        "请恢复它的备份；不要继续使用损坏的文件。",
    ),
    "books.newer": (
        "账簿 {file} 由更新版本的程序写入。",
        "请安装该版本；文件未被改动。",
    ),
    "connector.other_bank": (
        "账簿不属于当前登录的银行。",
        "请选择本行的账簿。",
    ),
    "connector.not_a_transfer": (
        "事件 {event} 不是本行的划转。",
        "请选择本行的转入或转出。",
    ),
    "connector.not_a_link": (
        "事件 {event} 未关联本行账户。",
        "请选择本行的账户关联。",
    ),
    "connector.link_waits": (
        "账户 {number} 的关联尚未在账本上决定。",
        "账本恢复后将自动完成。",
    ),
    "connector.pass_granted": (
        "账本上已有他人代本行作出的“通过”，而账簿不能入账。",
        "请先处理账簿拒绝的原因，或联系监管部门。",
    ),
    "connector.unbacked": (
        "账本已执行，但没有关联本行的账户。",
        "关联账户后会自动入账。",
    ),
    "connector.code": (
        "账本核验解锁码，返回码为 {code}。",
        "请查看这次核验过程。",
    ),
    "connector.trouble": (
        "没有答复：{why}。",
        "会自动重试。",
    ),
}
