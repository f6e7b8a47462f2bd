"""Words for the values inside sentences: states, sides, parts … → (Chinese, English)."""

from __future__ import annotations

from collections.abc import Mapping

Table = Mapping[str, tuple[str, str]]

STATES: Table = {
    # an event's
    "pending": ("等待审核", "waiting for signatures"),
    "unlocked": ("已解锁", "unlocked"),
    "refused": ("未通过", "refused"),
    "withdrawn": ("已撤回", "withdrawn"),
    "unknown": ("不在账本上", "not on the ledger"),
    # a loan's
    "active": ("正常履行", "active"),
    "repaid": ("已结清", "repaid"),
    "written_off": ("已核销", "written off"),
    "reversed": ("已冲正", "reversed"),
    # a claim's
    "paid": ("已还清", "paid"),
    "waived": ("已放弃", "waived"),
    # a member's, an account's
    "revoked": ("已撤销", "revoked"),
    "open": ("正常", "open"),
    "closed": ("已销户", "closed"),
    # a transfer's
    "received": ("银行已收到", "received"),
    "held": ("在途", "in transit"),
    "refusing": ("正在拒绝", "being refused"),
    "failing": ("正在撤回", "being taken back"),
    "returning": ("正在退回", "going back"),
    "executed": ("账本已执行", "executed on the ledger"),
    "settled": ("已结清", "settled"),
}

CHALLENGES: Table = {
    "open": ("等待答复", "waiting for an answer"),
    "answered": ("已答复", "answered"),
    "dismissed": ("不成立", "dismissed"),
    "upheld": ("成立", "upheld"),
    "lifted": ("已解除", "lifted"),
    "already raised": ("已提出过", "already raised"),
}
"""A challenge's state."""

TARGETS: Table = {
    "transaction": ("交易", "transaction"),
    "loan": ("贷款", "loan"),
    "party": ("当事方", "party"),
    "event": ("事件", "event"),
}

EFFECTS: Table = {
    "none": ("无处理", "none"),
    "refusal": ("事件作废", "refusal"),
    "suspension": ("冻结", "suspension"),
    "reversal": ("冲正", "reversal"),
}

PARTS: Table = {
    "principal": ("本金", "principal"),
    "interest": ("利息", "interest"),
    "penalty": ("罚息", "penalty"),
    "amount": ("金额", "amount"),
    "payee": ("借款人", "borrower"),
    "payer": ("付款方", "payer"),
    "bank": ("银行", "bank"),
    "civil": ("民政部门", "civil affairs department"),
    "finance": ("财政部门", "finance department"),
    "account": ("账户所有人", "account's owner"),
    "department": ("财政部门", "department"),
    "respondent": ("被质询方", "respondent"),
    "to": ("收款方", "receiver"),
    "source": ("付款方", "source"),
}

TIERS: Table = {
    "normal": ("正常", "normal"),
    "special_mention": ("关注", "special mention"),
    "substandard": ("次级", "substandard"),
    "doubtful": ("可疑", "doubtful"),
    "loss": ("损失", "loss"),
}
"""The five classes."""

WRITE_OFF_REASONS: Table = {
    "death": ("借款人死亡", "the borrower's death"),
    "disaster": ("重大灾害", "a disaster"),
    "bankruptcy": ("破产", "bankruptcy"),
    "court_ruling": ("法院裁定", "a court's ruling"),
}
"""What the rules name as reasons to write a loan off, by code."""

SUBJECTS: Table = {
    "event": ("事件", "event"),
    "loan": ("贷款", "loan"),
    "party": ("当事方", "party"),
    "member": ("成员", "member"),
    "account": ("账户", "account"),
    "budget": ("预算", "budget"),
    "accounts": ("账户", "accounts"),
    "loans": ("贷款", "loans"),
    "issuers": ("发行情况", "issuers"),
    "members": ("成员资料", "members"),
    "events": ("事件", "events"),
    "transfers": ("划转", "transfers"),
    "challenges": ("质询", "challenges"),
    "the signed bytes": ("签名内容", "the signed bytes"),
    "the genesis": ("创世区块", "the genesis"),
}

SIDES: Table = {"bank": ("传统账户", "bank"), "digital": ("数字账户", "digital")}

PLACES: Table = {"line": ("第 {number} 行", "line {number}"), "not text": ("内容", "what is not text")}
"""Where in a file something is; ``line`` is followed by its number."""

HOLDERS: Table = {
    "own": ("本人密钥", "the person's own"),
    "no_member": ("账本上没有该密钥的成员记录", "the ledger has no member record of this key"),
    "dead": ("该密钥已作废", "this key is dead"),
    "no_person": ("该密钥未登记持有人", "it is not registered whose key this is"),
    "commitment": ("该密钥登记的不是此人", "this key is registered for another person"),
    "other_key": ("此人另有密钥", "this person has another key"),
    "other_person": ("该密钥已认定属于他人", "this key is attested to be another person's"),
    "books": ("与本行客户登记不符", "the bank's own books say otherwise"),
    "no_secret": ("本部门的标签密钥尚未收到", "the department's secret has not come yet"),
    "former": ("旧密钥不是此人的", "the old key is not this person's"),
}
"""Whose key it is, by :class:`~loc_desktop.desk.granting.key_holder.Holder`."""
