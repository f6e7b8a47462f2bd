"""Sentences of the connector between books and ledger: code → (Chinese, English)."""

from __future__ import annotations

from collections.abc import Mapping

Table = Mapping[str, tuple[str, str]]

REFUSALS: Table = {
    "refusal.no_link": (
        "数字账户未与本行账户关联",
        "the digital account is not linked to an account of this bank",
    ),
    "refusal.closed": ("关联账户 {number} 已销户", "the linked account {number} is closed"),
    "refusal.funds": (
        "账户余额 {held:yuan} 元，需要 {needed:yuan} 元",
        "the account holds {held:yuan} yuan, {needed:yuan} yuan are needed",
    ),
    "refusal.digital_funds": (
        "数字账户中本行发行的资产为 {held:yuan} 元，需要 {needed:yuan} 元",
        "the digital account holds {held:yuan} yuan issued by this bank, {needed:yuan} yuan are needed",
    ),
    "refusal.limit_single": (
        "{amount:yuan} 元超过单笔限额 {limit:yuan} 元",
        "{amount:yuan} yuan are above the limit of {limit:yuan} yuan for one transfer",
    ),
    "refusal.limit_day": (
        "当日累计 {amount:yuan} 元，超过日限额 {limit:yuan} 元",
        "with it {amount:yuan} yuan would be above the day's limit of {limit:yuan} yuan",
    ),
    "refusal.duplicate": (
        "同一笔转账已由事件 {event:short} 提出",
        "the same transfer was already asked for by event {event:short}",
    ),
    "refusal.not_executed": ("账本未能执行：{why}", "the ledger could not execute it: {why}"),
    "refusal.bank": ("银行账簿不能入账：{why}", "the bank's books cannot take it: {why}"),
    "said.no_link": ("数字账户未与本行账户关联", "the digital account is not linked to this bank"),
    "said.closed": ("关联账户已销户", "the linked account is closed"),
    "said.funds": ("传统账户余额不足", "the bank account does not hold enough"),
    "said.digital_funds": ("数字账户中本行资产不足", "the digital account does not hold enough of this bank"),
    "said.limit_single": ("超过单笔限额", "above the limit for one transfer"),
    "said.limit_day": ("超过日限额", "above the day's limit"),
    "said.duplicate": ("同一笔转账已提出", "the same transfer was already asked for"),
    "said.not_executed": ("账本未能执行", "the ledger could not execute it"),
    "said.bank": ("银行账簿不能入账", "the bank's books cannot take it"),
}
"""Why the bank does not carry a transfer: ``refusal`` with amounts, from its books; ``said`` as signed."""

DIFFERENCES: Table = {
    "difference.not_executed": (
        "{kind:kind} {amount:yuan} 元：账簿已结清，账本没有执行",
        "{kind:kind} of {amount:yuan} yuan is settled in the books, the ledger has not executed it",
    ),
    "difference.not_booked": (
        "{kind:kind} {amount:yuan} 元：账本已执行，账簿中{state:status}",
        "{kind:kind} of {amount:yuan} yuan was executed, in the books it is {state:status}",
    ),
    "difference.unknown": (
        "{kind:kind} {amount:yuan} 元：账本已执行，账簿中没有这一笔",
        "{kind:kind} of {amount:yuan} yuan was executed, the books do not know it",
    ),
    "difference.amount": (
        "{kind:kind}：账簿 {books:yuan} 元，账本 {ledger:yuan} 元",
        "{kind:kind}: {books:yuan} yuan in the books, {ledger:yuan} yuan on the ledger",
    ),
    "difference.transit": (
        "在途账户 {books:yuan} 元，在途各笔合计 {transfers:yuan} 元",
        "in transit are {books:yuan} yuan, its transfers are {transfers:yuan} yuan",
    ),
    "difference.total": (
        "数字资产 {ledger:yuan} 元，各笔划转只能说明 {books:yuan} 元",
        "digital assets of {ledger:yuan} yuan against {books:yuan} yuan that transfers explain",
    ),
    "difference.lots": (
        "数字账户中的资产比已发行未收回的少 {missing:yuan} 元",
        "the lots in digital accounts are {missing:yuan} yuan less than issued and not redeemed",
    ),
    "difference.account": (
        "账户 {number}：余额 {balance:yuan} 元，记账合计 {posted:yuan} 元",
        "account {number}: balance {balance:yuan} yuan, postings {posted:yuan} yuan",
    ),
    "difference.entry": (
        "分录 {entry}：{count} 条记账，合计 {total:yuan} 元",
        "entry {entry}: {count} postings that sum to {total:yuan} yuan",
    ),
    "difference.file": ("账簿文件有损坏：{why}", "the books' file is damaged: {why}"),
}
"""What a reconciliation finds. Amounts are in fen; ``state`` is a transfer's."""
