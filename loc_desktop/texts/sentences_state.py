"""Where an application stands, how long ago something was, whether money moved: code → (Chinese, English)."""

from __future__ import annotations

from collections.abc import Mapping

from loc_desktop.texts import common

STATES: Mapping[str, tuple[str, str]] = {
    # where an application stands, in a word
    "stage.draft": ("草稿", "draft"),
    "stage.waiting": ("待发送", "to be sent"),
    "stage.sent": ("已发送", "sent"),
    "stage.on_ledger": ("已上链", "on the ledger"),
    "stage.in_block": ("已上链，区块 {block:count}", "on the ledger, block {block:count}"),
    "stage.unlocked": ("已解锁", "unlocked"),
    "stage.refused": ("未通过", "refused"),
    "stage.returned": ("退回补正", "returned"),
    "stage.withdrawn": ("已撤回", "withdrawn"),
    "stage.expired": ("已过期", "expired"),
    "stage.held": ("解锁未成功", "held"),
    # a member
    "member.active": ("有效", "active"),
    "member.frozen": ("已冻结", "frozen"),
    "member.revoked": ("已撤销", "revoked"),
    "member.succeeded": ("已换新密钥", "succeeded by another key"),
    "member.revoking": ("撤销申请待 {who} 同意", "revocation waits for {who}"),
    "revoking.C": (
        "撤销后：该客户不能再申请、付款或签署，也不能查询。已有的贷款照旧扣收；所欠不变，已签署的记录保留。",
        "Afterwards this customer applies for, pays and signs nothing more. Its loans are collected as "
        "before; what it owes and what it signed stay.",
    ),
    "revoking.B": (
        "撤销后：该银行不能再审核、发行、放款或签署。其客户照旧还款；已执行的放款和账户余额不变，已签署的记录保留。",
        "Afterwards this bank audits, issues, pays out and signs nothing more. Its customers pay as before; "
        "payouts, balances and what it signed stay.",
    ),
    "revoking.office": (
        "撤销后：该机构不能再审核或签署，也不能查询新的记录；"
        "等待它审批的事项到期作废，需改由其他机构重新申请。已签署的记录和已执行的款项不变。",
        "Afterwards this office audits and signs nothing more; what waits for it expires, and is asked for "
        "again from another. What it signed and what was executed stay.",
    ),
    # and in a sentence
    "stands.waiting": (
        "已签署。账本暂时连不上；恢复后自动发送。",
        "Signed. The ledger is away; it is sent by itself when it is back.",
    ),
    "stands.sent": ("已交给账本，尚未进入区块。", "Given to the ledger, not yet in a block."),
    "stands.unlocked": (
        "各审批方均已通过。资金已划转。",
        "Every grantor passed it. The money has moved.",
    ),
    "stands.executed": ("各审批方均已通过，已执行。", "Every grantor passed it; it is executed."),
    "stands.refused": (
        "{by} 未通过：{reason}。资金未动。",
        "Refused by {by}: {reason}. No money has moved.",
    ),
    "stands.returned": (
        "{by} 退回补正：{reason}。补正后可再次提交。资金未动。",
        "Returned by {by}: {reason}. It can be corrected and sent again. No money has moved.",
    ),
    "stands.withdrawn": (
        "签署人已撤回。资金未动。",
        "Withdrawn by who signed it. No money has moved.",
    ),
    "stands.expired": (
        "等待时间超过规则期限，已过期。资金未动。",
        "It waited longer than the rules let it. No money has moved.",
    ),
    "stands.held": (
        "最近一次解锁未成功（{code:code}）。资金未动。",
        "The last unlock attempt did not succeed ({code:code}). No money has moved.",
    ),
    "stands.granted": (
        "{all} 个审批方中已有 {granted} 个签署。正在等待 {next}。",
        "{granted} of {all} grantors have signed. It waits for {next}.",
    ),
    # how long, how much
    "age.seconds": ("{count} 秒", "{count} s"),
    "age.minutes": ("{count} 分钟", "{count} min"),
    "age.hours": ("{count} 小时", "{count} h"),
    "age.days": ("{count} 天", "{count} days"),
    "age.ago": ("{age}前", "{age} ago"),
    "count.yuan": ("{amount} 元", "{amount} yuan"),
    "count.months": ("{count} 个月", "{count} months"),
    "count.open": ("{count} 笔未结清", "{count} open"),
    "evidence.none": ("无", "none"),
    "terms.all_met": (
        "{count} 项条款全部满足，{evidence:evidence}",
        "all {count} terms are met, {evidence:evidence}",
    ),
    "terms.met": (
        "{count} 项条款中满足 {met} 项，{evidence:evidence}",
        "{met} of {count} terms are met, {evidence:evidence}",
    ),
    # whether money moved
    "money.not_moved": ("资金未动。", "No money has moved."),
    "money.unknown": ("尚不知道资金是否已划转。", "It is not yet known whether the money has moved."),
    "money.bug": (
        "此前已签署并发送的内容在账本上安全无损；资金是否划转请以账本为准。",
        "What was signed and sent before is safe on the ledger; look there whether money moved.",
    ),
    "money.stands": ("账本上的记录有效。", "What is on the ledger stands."),
    # what several views say
    "batch.stopped": common.STOPPED,
    "nothing.signed": common.NOTHING_SIGNED,
    "batch.skipped": (
        "密钥不可用、无法打开这些资料的收件人：{who:names}。",
        "Left out, because nothing can be sealed to their keys: {who:names}.",
    ),
    "batch.failed": ("{count:count} 件未成功：", "{count:count} did not go through:"),
    "transfers.none": ("尚无划转。", "Nothing has been moved yet."),
    "links.none": ("尚未关联传统账户。", "No traditional account is linked."),
    "whole.passphrase_changed": ("口令已更改。", "The passphrase is changed."),
    # a data folder that was backed up or restored
    "whole.backed_up": (
        "全部数据已备份到 {file}（{files} 个文件）。请把口令与文件分开保管。",
        "Everything is backed up in {file} ({files} files). Keep its passphrase apart from it.",
    ),
    "whole.without": (
        "密钥环中没有这些身份的密钥，备份中也没有：{who:names}。",
        "The keyring has lost the keys of these, so they are not in it: {who:names}.",
    ),
    "whole.restored": (
        "{count} 个身份及其数据已恢复到 {folder}。",
        "{count} identities and their data are restored in {folder}.",
    ),
    "whole.verified": (
        "账本的 {blocks:count} 个区块已全部重新核验，与写入时一致。",
        "All {blocks:count} blocks of the ledger were executed again: everything is as it was written.",
    ),
    "whole.damaged": (
        "账本核验发现 {count:count} 处不符，第一处：{why}。",
        "Verifying the ledger found {count:count} differences, the first: {why}.",
    ),
    "whole.agrees": (
        "{bank} 的账簿与账本一致，差额 {difference:yuan} 元。",
        "The books of {bank} agree with the ledger, difference {difference:yuan} yuan.",
    ),
    "whole.differs": (
        "{bank} 的账簿与账本不一致，差额 {difference:yuan} 元。",
        "The books of {bank} do not agree with the ledger, difference {difference:yuan} yuan.",
    ),
    "whole.not_compared": (
        "{bank} 的账簿未能核对：{why}",
        "The books of {bank} could not be compared: {why}",
    ),
    # an error whose code this version does not know
    "error.other": ("未能完成：{what}。", "This did not work: {what}."),
}
