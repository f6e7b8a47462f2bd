"""Names of roles, kinds of event, terms, limits, fields and verdicts: code → (Chinese, English)."""

from __future__ import annotations

from collections.abc import Mapping

from loc_desktop.texts.sentences_money import CHECKS

Table = Mapping[str, tuple[str, str]]

ROLES: Table = {
    "C": ("客户", "customer"),
    "B": ("银行", "bank"),
    "CAD": ("民政部门", "civil affairs department"),
    "FD": ("财政部门", "finance department"),
    "R": ("监管部门", "regulator"),
}

KINDS: Table = {
    "loan.apply": ("贷款申请", "loan application"),
    "identity.attest": ("身份认定", "attestation of identity"),
    "identity.succeed": ("更换遗失密钥", "replacement of a lost key"),
    "identity.share": ("部门密钥共享", "sharing of a department's secret"),
    "loan.refund": ("贴息", "interest subsidy"),
    "interest.repay": ("到期付息", "interest repayment at expiry"),
    "interest.pay": ("支付利息", "interest payment"),
    "principal.repay": ("归还本金", "principal repayment"),
    "loan.prepay": ("提前还款", "prepayment"),
    "loan.collect": ("扣收还款", "collection"),
    "loan.reschedule": ("调整还款计划", "rescheduling"),
    "loan.writeoff": ("核销", "write-off"),
    "loan.writeback": ("撤销核销", "write-off reversed"),
    "loan.query": ("贷款查询", "loan query"),
    "account.query": ("账户查询", "account query"),
    "account.link": ("账户关联", "account link"),
    "account.unlink": ("解除账户关联", "account link removed"),
    "customer.query": ("客户查询", "customer query"),
    "flow.inspect": ("资金流向检查", "fund flow inspection"),
    "asset.deposit": ("转入数字账户", "deposit to the digital account"),
    "asset.withdraw": ("转出数字账户", "withdrawal from the digital account"),
    "fund.issue": ("发行信贷资金", "issue of lending funds"),
    "fund.withdraw": ("数字资产转回预算", "budget withdrawal"),
    "fund.redeem": ("收回信贷资金", "redemption of lending funds"),
    "fund.link": ("专户关联", "budget account link"),
    "fund.unlink": ("解除专户关联", "budget account link removed"),
    "subsidy.budget": ("贴息预算", "subsidy budget"),
    "rules.adopt": ("规则修订", "change of the rules"),
    "fund.deposit": ("预算转入数字账户", "budget deposit"),
    "challenge.raise": ("提出质询", "raising of a challenge"),
    "challenge.answer": ("答复质询", "answer to a challenge"),
    "challenge.decide": ("质询决定", "decision on a challenge"),
    "challenge.reverse": ("质询冲正", "reversal after a challenge"),
    "challenge.lift": ("解除冻结", "freeze lifted"),
    "claim.pay": ("归还冲正欠款", "payment of a claim"),
    "claim.collect": ("收取冲正欠款", "collection of a claim"),
    "claim.waive": ("放弃冲正欠款", "waiver of a claim"),
    "event.withdraw": ("撤回事件", "withdrawal of an event"),
}

ITEMS: Table = {
    "id_c": ("身份证号和姓名", "number and name"),
    "key": ("密钥归属", "whose key"),
    "age": ("年龄", "age"),
    "amount": ("金额", "amount"),
    "in_all": ("连同在贷余额", "with what is owed"),
    "months": ("期限", "months"),
    "use": ("用途", "use"),
    "income": ("年收入", "income"),
    "asset": ("资产", "assets"),
    "debt": ("负债", "debt"),
    "issue": ("此前已发放", "issued before"),
    "exception": ("例外", "exception"),
    **CHECKS,
}

LIMITS: Table = {
    "loan_limit": ("贷款额上限", "largest loan"),
    "month_max": ("期限上限（月）", "longest term (months)"),
    "income_min": ("年收入下限", "lowest yearly income"),
    "asset_min": ("资产下限", "lowest assets"),
    "debt_max": ("负债上限", "highest debt"),
    "income_max": ("年收入上限", "highest yearly income"),
    "asset_max": ("资产上限", "highest assets"),
    "identity": ("登记的身份证号和姓名", "number and name in the register"),
    "key": ("本人密钥", "the person's own key"),
    "age": ("规则规定的年龄", "age by the rules"),
    "not_issued": ("此前未发放", "not issued before"),
    "rate_cap": ("规则的利率上限", "highest rate"),
    "person_limit": ("每户贷款上限", "limit in all"),
    "allowed_use": ("生产经营用途", "production and business only"),
}

VERDICTS: Table = {"Pass": ("通过", "Pass"), "Failed": ("不通过", "Failed")}

FIELDS: Table = {
    "name": ("姓名", "name"),
    "identity_number": ("身份证号", "identity number"),
    "address": ("住址", "address"),
    "phone": ("电话", "telephone"),
    "group": ("村组", "village group"),
    "household": ("户号", "household"),
    "purpose": ("贷款用途", "purpose"),
    "amount": ("贷款金额", "amount"),
    "months": ("贷款期限", "term in months"),
    "income": ("家庭年收入", "yearly income"),
    "asset": ("家庭资产", "assets"),
    "debt": ("现有负债", "debt"),
    "product": ("贷款产品", "product"),
    "bank": ("贷款银行", "bank"),
    "civil": ("民政部门", "civil affairs department"),
    "finance": ("财政部门", "finance department"),
    "applicant": ("申请人", "applicant"),
    "attachments": ("附件", "attachments"),
    "pin": ("PIN 码", "PIN"),
    "reason": ("事由", "reason"),
    "source": ("来源", "source"),
    "date": ("日期", "date"),
    "note": ("备注", "note"),
    "id": ("编号", "id"),
    "rate_percent": ("年利率", "yearly rate"),
    "paid_out": ("放款日", "day of the payout"),
    "on": ("查询日", "day asked about"),
    "flagged": ("不良记录标志", "flag"),
    "installment": ("月还款额", "installment"),
    "row": ("行", "row"),
    "profile": ("连接配置文件", "connection profile"),
    "channel": ("通道", "channel"),
    "enrolment_id": ("登记号", "enrolment id"),
    "secret": ("登记密码", "secret"),
    "funds": ("首次发行信贷资金（元）", "lending funds to issue now (yuan)"),
    **LIMITS,
}
