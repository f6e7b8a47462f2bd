"""Sentences about money, loans, subsidy and challenges: code → (Chinese, English)."""

from __future__ import annotations

from collections.abc import Mapping

from loc_desktop.texts import common
from loc_desktop.texts.values import TIERS

Table = Mapping[str, tuple[str, str]]

_ASKED: Table = {
    "asked.waiting": (
        "已签名，保存在本机；账本恢复后自动发送。资金未动。",
        "Signed and kept on this computer; it is sent when the ledger is back. No money has moved.",
    ),
    "asked.sent": ("已发送，等待上链。资金未动。", "Sent; it waits for its block. No money has moved."),
    "asked.stands": (
        "已上账本，账本上的记录有效；后来的情况本机暂时无法显示。",
        "It is on the ledger and stands; what became of it cannot be shown on this computer now.",
    ),
    "asked.on_ledger": (
        "已上链，等待 {who} 审核。资金未动。",
        "On the ledger; it waits for {who}. No money has moved.",
    ),
    "asked.done": ("{kind:kind}已完成。", "Done: {kind:kind}."),
    "asked.repaid": ("已还款 {amount:yuan} 元。", "{amount:yuan} yuan are repaid."),
    "asked.refused": (
        "{who} 未通过：{reason}。资金未动。",
        "{who} refused it: {reason}. No money has moved.",
    ),
    "asked.expired": ("已过期。资金未动。", "It has expired. No money has moved."),
    "asked.returned": ("已退回补正。资金未动。", "It was returned. No money has moved."),
    "asked.withdrawn": ("已撤回。资金未动。", "It was withdrawn. No money has moved."),
    "asked.held": ("未能执行：{reason}。资金未动。", "It was not executed: {reason}. No money has moved."),
}

_ASK: Table = {
    "ask.asset.deposit": (
        "我（{customer}）从 {bank} 的账户 {number} 转入数字账户 {amount:yuan} 元（{capitals}）。",
        "I, {customer}, move {amount:yuan} yuan from account {number} at {bank} to my digital account.",
    ),
    "ask.asset.withdraw": (
        "我（{customer}）从数字账户转出 {amount:yuan} 元（{capitals}）到 {bank} 的账户 {number}。",
        "I, {customer}, move {amount:yuan} yuan from my digital account to account {number} at {bank}.",
    ),
    "ask.account.link": (
        "我（{customer}）把 {bank} 的账户 {number} 与我的数字账户关联；到期应还款项可从该账户扣收。",
        "I, {customer}, link account {number} at {bank} to my digital account; what is due on a loan may be "
        "collected from it.",
    ),
    "ask.account.unlink": (
        "我（{customer}）解除 {bank} 的账户 {number} 与我的数字账户的关联。",
        "I, {customer}, end the link between account {number} at {bank} and my digital account.",
    ),
    "ask.principal.repay": (
        "我（{customer}）向 {bank} 归还贷款 {loan:short} {amount:yuan} 元（{capitals}）："
        "本金 {principal:yuan}、利息 {interest:yuan}、罚息 {penalty:yuan}。",
        "I, {customer}, repay {amount:yuan} yuan of loan {loan:short} to {bank}: principal {principal:yuan}, "
        "interest {interest:yuan}, penalty {penalty:yuan}.",
    ),
    "ask.interest.pay": (
        "我（{customer}）向 {bank} 支付贷款 {loan:short} 的利息 {interest:yuan} 元、罚息 {penalty:yuan} 元，"
        "共 {amount:yuan} 元（{capitals}）。",
        "I, {customer}, pay {bank} {interest:yuan} yuan interest and {penalty:yuan} yuan penalty of loan "
        "{loan:short}, {amount:yuan} yuan in all.",
    ),
    "ask.loan.prepay": (
        "我（{customer}）提前归还贷款 {loan:short} 的本金 {principal:yuan} 元"
        "和截至今日的利息 {interest:yuan} 元给 {bank}，"
        "共 {amount:yuan} 元（{capitals}）。",
        "I, {customer}, prepay {principal:yuan} yuan principal of loan {loan:short} and {interest:yuan} yuan "
        "interest until today to {bank}, {amount:yuan} yuan in all.",
    ),
    "ask.loan.refund": (
        "我（{customer}）请 {finance} 退还贷款 {loan:short} 第 {periods} 期已付的利息 "
        "{amount:yuan} 元（{capitals}），按 {quarter} 季度（{settled} 结息）结算。",
        "I, {customer}, ask {finance} to give back the interest paid in periods {periods} of loan "
        "{loan:short}: {amount:yuan} yuan, in the settlement of {quarter} ({settled}).",
    ),
    "ask.loan.reschedule": (
        "我（{customer}）申请把贷款 {loan:short} 未还的 {outstanding:yuan} 元"
        "改为从今日起 {months} 个月还清（至 {end}），年利率 {rate:percent}，利息共 {interest:yuan} 元，"
        "其中财政贴息最多 {subsidy:yuan} 元。理由：{reason}",
        "I, {customer}, ask to repay the {outstanding:yuan} yuan outstanding of loan {loan:short} over "
        "{months} months from today (until {end}) at {rate:percent} a year: {interest:yuan} yuan interest "
        "in all, of which the subsidy may cost {subsidy:yuan}. Reason: {reason}",
    ),
    "ask.loan.writeoff": (
        "申请核销 {customer} 的贷款 {loan:short} {amount:yuan} 元。理由：{reason}",
        "We ask to write off {amount:yuan} yuan of {customer}'s loan {loan:short}. Reason: {reason}",
    ),
    "ask.loan.writeback": (
        "申请撤销对 {customer} 的贷款 {loan:short} 的核销。理由：{reason}",
        "We ask to reverse the write-off of {customer}'s loan {loan:short}. Reason: {reason}",
    ),
    "ask.fund.issue": (
        "本行发行信贷资金 {amount:yuan} 元（{capitals}）到账本。",
        "We issue {amount:yuan} yuan of lending money onto the ledger.",
    ),
    "ask.fund.cap": (
        "本行申请把已发行未赎回数字资产的上限定为 {amount:yuan} 元（{capitals}）。理由：{reason}",
        "We ask for {amount:yuan} yuan as the cap on what we have issued and not redeemed. Reason: {reason}",
    ),
    "ask.fund.redeem": (
        "本行从账本收回信贷资金 {amount:yuan} 元（{capitals}）。",
        "We take {amount:yuan} yuan of lending money off the ledger.",
    ),
    "ask.fund.deposit": (
        "我部门在 {bank} 的专户资金 {amount:yuan} 元（{capitals}）转为数字资产。",
        "{amount:yuan} yuan of our budget account at {bank} become digital assets.",
    ),
    "ask.fund.withdraw": (
        "我部门把数字资产 {amount:yuan} 元（{capitals}）转回在 {bank} 的专户。",
        "{amount:yuan} yuan of our digital assets go back to our budget account at {bank}.",
    ),
    "ask.fund.link": (
        "我部门把 {bank} 的专户 {number} 与本部门的数字账户关联。",
        "We link our budget account {number} at {bank} to our digital account.",
    ),
    "ask.fund.unlink": (
        "我部门解除 {bank} 的专户 {number} 与本部门数字账户的关联。",
        "We end the link between our budget account {number} at {bank} and our digital account.",
    ),
    "ask.flow.inspect": (
        "我查阅 {customer} 的{kind:kind} {event:short} 的申请资料，目的：{purpose}。此项查阅记入账本。",
        "I read the dossier of {customer}'s {kind:kind} {event:short}, for this purpose: {purpose}. "
        "That I read it stands on the ledger.",
    ),
    "ask.flow.look": (
        "我查阅 {about}，目的：{purpose}。此项查阅记入账本。",
        "I inspect {about}, for this purpose: {purpose}. That I did stands on the ledger.",
    ),
    "ask.member.revoke": (
        "我申请撤销 {name}（{role:role}，{organisation}）的成员资格。理由：{reason}。"
        "经 {second} 同意后生效，不能恢复。",
        "I ask to revoke the membership of {name} ({role:role}, {organisation}). Reason: {reason}. "
        "It counts once {second} agrees, and is not given back.",
    ),
    "ask.reading": (
        "我在审核环节之外查阅 {customer} 的{kind:kind} {event:short} 的申请资料，目的：{purpose}。"
        "此项查阅签署后记入本单位文件。",
        "I read the dossier of {customer}'s {kind:kind} {event:short} outside my turn, for this purpose: "
        "{purpose}. That I read it is kept, signed, in this office's file.",
    ),
    "purpose.routine": ("例行检查", "a regular check"),
    "purpose.complaint": ("处理投诉", "a complaint"),
    "purpose.suspicion": ("核查疑点", "a suspicion"),
    "purpose.order": ("司法或上级要求", "an order of a court or authority"),
    "purpose.own_request": ("客户本人申请", "the person's own request"),
    "purpose.turn": ("审核", "its turn to grant"),
    "purpose.paper": ("打印凭证", "a paper to be printed"),
    "purpose.name": ("待办列表显示姓名", "the name in the list of what waits"),
    "ask.subsidy.budget": (
        "我部门 {year} 年贴息预算为 {amount:yuan} 元（{capitals}），截止 {deadline}。",
        "Our subsidy budget of {year} is {amount:yuan} yuan, until {deadline}.",
    ),
    "ask.interest.repay": (
        "我部门向 {bank} 支付 {customer} 到期贷款 {loan:short} 的未付利息 {amount:yuan} 元（{capitals}）。",
        "We pay {bank} {amount:yuan} yuan unpaid interest of {customer}'s expired loan {loan:short}.",
    ),
    "ask.expiry_run": (
        "我部门为 {count} 笔到期贷款向银行支付未付利息，共 {amount:yuan} 元。",
        "We pay the banks the unpaid interest of {count} expired loans, {amount:yuan} yuan in all.",
    ),
    "ask.challenge.raise": (
        "监管部门就{target}质询 {respondent}：{reason}。答复截止 {deadline}。{stops}",
        "The regulator challenges {target} and asks {respondent}: {reason}. Answer until {deadline}. {stops}",
    ),
    "ask.challenge.answer": (
        "就{target}的质询，答复：{answer}",
        "Answer to the challenge of {target}: {answer}",
    ),
    "ask.challenge.decide": (
        "对{target}的质询作出决定：{decision}；{effect}。裁定：{ruling}。{second}",
        "Decision on the challenge of {target}: {decision}; {effect}. Ruling: {ruling}. {second}",
    ),
    "ask.challenge.lift": (
        "解除对{target}的冻结。裁定：{ruling}",
        "The suspension of {target} is lifted. Ruling: {ruling}",
    ),
    "ask.challenge.reverse": (
        "按质询决定冲正{kind:kind} {event:short}：{amount:yuan} 元由 {source} 退回 {to}；"
        "账户上不足的部分记为欠款。{second}",
        "As decided, {kind:kind} {event:short} is reversed: {amount:yuan} yuan go back from {source} "
        "to {to}; what is not on the account becomes a claim. {second}",
    ),
    "second.none": ("立即生效。", "It takes effect at once."),
    "second.asked": ("须经 {name} 会签后生效。", "It takes effect when {name} has agreed."),
    "ask.claim.pay": (
        "{source} 向 {to} 归还冲正欠款 {amount:yuan} 元（{capitals}），尚欠 {left:yuan} 元。",
        "{source} pays {to} {amount:yuan} yuan of the claim; {left:yuan} yuan are left.",
    ),
    "ask.claim.collect": (
        "{to} 从 {source} 的数字账户收取冲正欠款 {amount:yuan} 元（{capitals}），尚欠 {left:yuan} 元。",
        "{to} collects {amount:yuan} yuan of its claim from {source}'s digital account; {left:yuan} yuan "
        "are left.",
    ),
    "ask.claim.waive": (
        "{to} 放弃对 {source} 的欠款 {amount:yuan} 元：{reason}",
        "{to} waives its claim of {amount:yuan} yuan on {source}: {reason}",
    ),
    "ask.event.return": (
        "{customer} 的贷款申请 {event:short}（{amount:yuan} 元）退回补正：{missing:missing}。"
        "说明（密封）：{text}",
        "Application {event:short} of {customer}, {amount:yuan} yuan, goes back; what is missing: "
        "{missing:missing}. Explanation, sealed: {text}",
    ),
    "ask.event.withdraw": (
        "撤回尚未执行的{kind:kind} {event:short}。",
        "{kind:kind} {event:short}, not yet executed, is withdrawn.",
    ),
    "ask.unlock": (
        "再次提交{kind:kind} {event:short} 已签齐的解锁码。若现已无障碍，即予执行，款项随之划转。",
        "The signed unlocking code of {kind:kind} {event:short} is submitted once more. If nothing stands in "
        "its way now, it is executed and the money moves.",
    ),
}

_WANTS: Table = {
    "wants.other": ("{customer}：{kind:kind}", "{customer}: {kind:kind}"),
    "wants.principal.repay": (
        "{customer} 归还贷款 {loan:short} {amount:yuan} 元",
        "{customer} repays {amount:yuan} yuan of loan {loan:short}",
    ),
    "wants.interest.pay": (
        "{customer} 支付贷款 {loan:short} 的利息 {amount:yuan} 元",
        "{customer} pays {amount:yuan} yuan interest of loan {loan:short}",
    ),
    "wants.loan.prepay": (
        "{customer} 提前归还贷款 {loan:short} {amount:yuan} 元",
        "{customer} prepays {amount:yuan} yuan of loan {loan:short}",
    ),
    "wants.loan.refund": (
        "{customer} 申请退还贷款 {loan:short} 的利息 {amount:yuan} 元",
        "{customer} asks for {amount:yuan} yuan interest of loan {loan:short} back",
    ),
    "wants.loan.reschedule": (
        "{customer} 申请贷款 {loan:short} 改为 {months} 个月，年利率 {rate:percent}，"
        "利息共 {interest:yuan} 元，财政贴息最多 {subsidy:yuan} 元：{reason}",
        "{customer} asks to reschedule loan {loan:short} over {months} months at {rate:percent} a year, "
        "{interest:yuan} yuan interest in all, the subsidy may cost {subsidy:yuan}: {reason}",
    ),
    "wants.loan.reschedule.refused": (
        "{customer} 申请贷款 {loan:short} 改为 {months} 个月（不符合规则）：{reason}",
        "{customer} asks to reschedule loan {loan:short} over {months} months, against the rules: {reason}",
    ),
    "wants.loan.writeoff": (
        "银行申请核销贷款 {loan:short} 未还的 {amount:yuan} 元：{reason}",
        "the bank asks to write off {amount:yuan} yuan of loan {loan:short}: {reason}",
    ),
    "wants.member.revoke": (
        "监管部门申请撤销 {customer} 的成员资格：{reason}",
        "the regulator asks to revoke the membership of {customer}: {reason}",
    ),
    "wants.fund.cap": (
        "银行申请把已发行未赎回数字资产的上限定为 {amount:yuan} 元：{reason}",
        "the bank asks for a cap of {amount:yuan} yuan on what it has issued and not redeemed: {reason}",
    ),
    "wants.loan.writeback": (
        "银行申请撤销贷款 {loan:short} 的核销：{reason}",
        "the bank asks to reverse the write-off of loan {loan:short}: {reason}",
    ),
    "wants.account.link": (
        "{customer} 申请把账户 {number} 与数字账户关联",
        "{customer} asks to link account {number} to the digital account",
    ),
    "wants.account.unlink": (
        "{customer} 申请解除账户 {number} 与数字账户的关联",
        "{customer} asks to end the link of account {number}",
    ),
    "wants.fund.link": (
        "{customer} 申请把专户 {number} 与其数字账户关联",
        "{customer} asks to link budget account {number} to its digital account",
    ),
    "wants.fund.unlink": (
        "{customer} 申请解除专户 {number} 与其数字账户的关联",
        "{customer} asks to end the link of budget account {number}",
    ),
    "wants.asset.deposit": (
        "{customer} 转入数字账户 {amount:yuan} 元",
        "{customer} deposits {amount:yuan} yuan to the digital account",
    ),
    "wants.asset.withdraw": (
        "{customer} 从数字账户转出 {amount:yuan} 元",
        "{customer} withdraws {amount:yuan} yuan from the digital account",
    ),
    "wants.challenge.answer": common.ANSWERS_CHALLENGE,
    "wants.challenge.decide": (
        "{customer} 拟裁定{target}的质询成立：{effect}；请会签",
        "{customer} would uphold the challenge of {target}: {effect}; you are asked to agree",
    ),
    "wants.challenge.reverse": (
        "{customer} 拟按裁定冲正 {event:short}（{target}）{amount:yuan} 元；请会签",
        "{customer} would take {amount:yuan} yuan of {event:short} back ({target}); you are asked to agree",
    ),
    "sign.service.Pass": (
        "我代表{role:role}，{name}，同意：{what}。说明：{reason}",
        "As {role}, {name}, I say Pass: {what}. Note: {reason}",
    ),
    "sign.service.Failed": (
        "我代表{role:role}，{name}，不同意：{what}。理由：{reason}",
        "As {role}, {name}, I say Failed: {what}. Reason: {reason}",
    ),
    "blocked.by_automation": (
        "由银行的账户划转程序按账簿处理，无需在此签署。",
        "The bank's connector decides this by its books; it is not signed here.",
    ),
    "blocked.no_oracle": (
        "本程序无法核对{kind:kind}，不能签署。",
        "This program cannot check {kind:kind}, so it does not sign it.",
    ),
}

_STEPS: Table = {
    "step.in.asked": common.ASKED,
    "step.in.held": ("传统账户已扣款，资金在途", "taken from the bank account, in transit"),
    "step.in.executed": ("账本已记入数字账户", "the ledger has put it on the digital account"),
    "step.in.settled": ("银行账簿已结清", "settled in the bank's books"),
    "step.in.refused": ("未通过，未扣款", "refused; nothing was taken"),
    "step.in.reversed": ("已冲正，退回传统账户", "taken back to the bank account"),
    "step.out.asked": common.ASKED,
    "step.out.held": ("银行已备款，资金在途", "set aside by the bank, in transit"),
    "step.out.executed": ("账本已从数字账户扣除", "the ledger has taken it off the digital account"),
    "step.out.settled": ("已到传统账户", "arrived on the bank account"),
    "step.out.refused": ("未通过，未扣除", "refused; nothing was taken"),
    "step.out.reversed": ("已冲正，仍在数字账户", "taken back; it stays on the digital account"),
    "where.traditional": ("资金在传统账户上。", "The money is on the bank account."),
    "where.in_transit": (
        "资金在途，记在银行账簿上，会自动到账或退回。",
        "The money is in transit, in the bank's books; it will arrive or come back by itself.",
    ),
    "where.digital": ("资金在数字账户上。", "The money is on the digital account."),
    "where.at_bank": (
        "资金在银行（账户上或在途），由银行处理。",
        "The money is with the bank, on the account or in transit.",
    ),
    "where.loan": ("资金已用于还款。", "The money has repaid the loan."),
}

_STATES = {
    "waiting": ("保存在本机，等待发送", "waits on this computer for the ledger"),
    "asked": ("等待银行处理", "waits for the bank"),
    "received": ("银行已收到", "the bank has received it"),
    "held": ("等待账本执行", "waits for the ledger"),
    "refusing": ("银行不予办理，等待账本确认", "the bank refuses it; this waits for the ledger"),
    "refused": ("未通过", "refused"),
    "failing": ("账本未能执行，正在撤回", "the ledger could not execute it; it is being taken back"),
    "returning": ("正在退回", "on its way back"),
    "reversed": ("已退回", "taken back"),
    "executed": ("账本已执行，银行正在结清", "executed on the ledger; the bank is settling it"),
    "settled": ("已完成", "done"),
}

_TRANSFERS: Table = {
    f"transfer.{way}.{state}": (
        f"{zh_way} {{amount:yuan}} 元：{zh}。{{where}}",
        f"{en_way} of {{amount:yuan}} yuan: {en}. {{where}}",
    )
    for way, zh_way, en_way in (("in", "转入", "Deposit"), ("out", "转出", "Withdrawal"))
    for state, (zh, en) in _STATES.items()
}

_ORIGINS: Table = {
    "origin.asset.deposit": (
        "{day} 转入时由 {issuer} 发行",
        "issued by {issuer} for a deposit on {day}",
    ),
    "origin.fund.issue": (
        "{day} 由 {issuer} 作为信贷资金发行",
        "issued by {issuer} as lending money on {day}",
    ),
    "origin.fund.deposit": (
        "{day} 由 {issuer} 为财政资金发行",
        "issued by {issuer} for a finance department's money on {day}",
    ),
    "origin.loan.collect": (
        "{day} 扣收还款时由 {issuer} 发行",
        "issued by {issuer} for a collection on {day}",
    ),
    "origin.other": ("由 {issuer} 发行", "issued by {issuer}"),
    "move.in": (
        "收入 {amount:yuan} 元：{kind:kind} {event:short}",
        "in {amount:yuan} yuan: {kind:kind} {event:short}",
    ),
    "move.out": (
        "支出 {amount:yuan} 元：{kind:kind} {event:short}",
        "out {amount:yuan} yuan: {kind:kind} {event:short}",
    ),
    "move.other": ("变动 {amount:yuan} 元", "a change of {amount:yuan} yuan"),
}

_LIFE: Table = {
    "life.loan.apply": (
        "发放 {amount:yuan} 元，{months} 个月",
        "paid out: {amount:yuan} yuan over {months} months",
    ),
    "life.principal.repay": (
        "还款 {amount:yuan} 元（本金 {principal:yuan}、利息 {interest:yuan}、罚息 {penalty:yuan}）",
        "repaid {amount:yuan} yuan (principal {principal:yuan}, interest {interest:yuan}, penalty "
        "{penalty:yuan})",
    ),
    "life.interest.pay": (
        "付息 {amount:yuan} 元（利息 {interest:yuan}、罚息 {penalty:yuan}）",
        "paid {amount:yuan} yuan (interest {interest:yuan}, penalty {penalty:yuan})",
    ),
    "life.loan.prepay": (
        "提前还款 {amount:yuan} 元（本金 {principal:yuan}、利息 {interest:yuan}）",
        "prepaid {amount:yuan} yuan (principal {principal:yuan}, interest {interest:yuan})",
    ),
    "life.loan.collect": (
        "从关联账户扣收 {amount:yuan} 元（本金 {principal:yuan}、利息 {interest:yuan}、罚息 {penalty:yuan}）",
        "collected {amount:yuan} yuan from the linked account (principal {principal:yuan}, interest "
        "{interest:yuan}, penalty {penalty:yuan})",
    ),
    "life.loan.refund": ("退还利息（贴息）{subsidy:yuan} 元", "{subsidy:yuan} yuan interest given back"),
    "life.interest.repay": (
        "财政部门到期付息 {subsidy:yuan} 元",
        "the finance department paid {subsidy:yuan} yuan interest at expiry",
    ),
    "life.loan.reschedule": ("还款计划调整为 {months} 个月", "rescheduled over {months} months"),
    "life.loan.writeoff": ("核销 {written_off:yuan} 元", "{written_off:yuan} yuan written off"),
    "life.loan.writeback": (
        "撤销核销 {written_back:yuan} 元",
        "write-off of {written_back:yuan} yuan reversed",
    ),
    "life.challenge.reverse": ("按质询决定冲正", "reversed after a challenge"),
    "claim.open": ("尚欠 {left:yuan} 元", "{left:yuan} yuan are owed"),
    "claim.paid": ("已还清", "paid"),
    "claim.waived": ("已放弃 {left:yuan} 元", "{left:yuan} yuan were waived"),
    "life.other": ("{kind:kind} {amount:yuan} 元", "{kind:kind} {amount:yuan} yuan"),
    "loan.active": ("正常履行", "active"),
    "loan.repaid": ("已结清", "repaid"),
    "loan.written_off": ("已核销", "written off"),
    "loan.reversed": ("已冲正", "reversed"),
    **{f"tier.{name}": pair for name, pair in TIERS.items()},
    "notice.soon": ("即将到期", "due soon"),
    "notice.due": ("今日到期", "due today"),
    "notice.overdue": ("已逾期", "overdue"),
}

CHECKS: Table = {
    "rules_newest": ("提案所替换的是最新规则", "the proposal replaces the newest rules"),
    "membership": ("成员资格", "membership"),
    "other_house": ("与本单位无关", "not of this organisation"),
    "cap_now": ("现行发行上限", "cap on what is issued now"),
    "issued_now": ("已发行未赎回", "issued and not redeemed"),
    "rules_digest": ("规则内容与摘要相符", "the rules have the digest that the event names"),
    "loan_status": ("贷款状态", "the loan's state"),
    "sum": ("各部分之和", "sum of the parts"),
    "principal": ("本金", "principal"),
    "interest": ("利息", "interest"),
    "penalty": ("罚息", "penalty"),
    "held": ("数字账户余额", "on the digital account"),
    "nothing_due": ("无到期未还", "nothing due"),
    "accrued": ("截至当日利息", "interest until today"),
    "periods": ("期数", "periods"),
    "received_interest": ("银行实收利息", "interest that the bank received"),
    "refundable": ("可退利息", "interest that may be given back"),
    "outstanding": ("未还本金", "principal outstanding"),
    "days_past_due": ("逾期天数", "days past due"),
    "books": ("银行账簿", "the bank's books"),
    "account": ("传统账户", "the bank account"),
    "account_open": ("账户状态", "the account's state"),
    "link_free": ("已有关联", "linked already"),
    "bank_verdict": ("银行意见", "the bank's verdict"),
    "budget": ("预算余额", "left of the budget"),
    "deadline": ("截止日期", "deadline"),
    "tier": ("五级分类", "classification"),
    "challenge_status": ("质询状态", "the challenge's state"),
    "heard": ("被质询方已答复或期限已过", "the respondent has answered or its time is over"),
    "ordered": ("裁定要求冲正", "the decision orders this reversal"),
    "not_asked": ("会签方不是被质询方", "who agrees is not the respondent"),
    "paid_in_time": ("付息逾期天数", "days late of the interest"),
    "settlement": ("贴息结算日", "the settlement day"),
    "periods_ended": ("计息期结束日", "the periods' end"),
    "subsidy_granted": ("已同意贴息余额", "left of the subsidy granted"),
    "until": ("展期后到期日", "the loan's new end"),
    "rate": ("年利率", "yearly rate"),
    "times": ("调整次数", "times rescheduled"),
    "total_interest": ("利息总额", "interest in all"),
    "subsidy_cost": ("贴息最多", "the subsidy at most"),
    "own_loan": ("本部门贴息的贷款", "a loan of this department"),
    "reason_code": ("核销原因", "the reason of the write-off"),
    "written_off": ("已核销金额", "written off"),
}
"""What a grantor checks besides the terms of an application; public as 1 or 0 in its result."""

_CHALLENGES: Table = {
    "target.transaction": ("交易 {id:short}", "transaction {id:short}"),
    "target.loan": ("贷款 {id:short}", "loan {id:short}"),
    "target.party": ("当事方 {name}", "party {name}"),
    "target.event": ("事件 {id:short}", "event {id:short}"),
    "stops.transaction": (
        "冻结：该交易涉及的贷款可以还款，不能退息或变更；若涉及发行或收回资产，则冻结账户所有人。",
        "Frozen: the loans that it opened or served can be paid, not refunded or changed; where it issued or "
        "took back assets, the account's owner is frozen.",
    ),
    "stops.loan": (
        "冻结：该贷款可以还款，不能退息或变更。",
        "Frozen: the loan can be paid, not refunded or changed.",
    ),
    "stops.party": (
        "冻结：该当事方不能签署或审核新的事项；贷款仍可归还，客户贷款的逾期与罚息暂停计算。",
        "Frozen: the party signs and grants nothing new. Loans can still be paid; a customer's stand "
        "still: no day past due, no penalty.",
    ),
    "stops.event": (
        "冻结：该事件不能审核或执行。",
        "Frozen: the event is neither granted nor executed.",
    ),
    "effect.none": ("仅记录", "on record only"),
    "effect.refusal": ("该事件作废", "the event is refused"),
    "effect.suspension": ("冻结至监管部门解除", "frozen until the regulator lifts it"),
    "effect.reversal": ("资金冲正退回", "the money is taken back"),
    "decision.upheld": ("质询成立", "upheld"),
    "decision.dismissed": ("质询不成立", "dismissed"),
    "challenge.open": (
        "{target}：等待 {respondent} 在 {deadline} 前答复",
        "{target}: {respondent} is to answer until {deadline}",
    ),
    "challenge.answered": (
        "{target}：{respondent} 已答复，等待监管部门决定",
        "{target}: {respondent} has answered; the regulator decides",
    ),
    "challenge.dismissed": ("{target}：质询不成立", "{target}: dismissed"),
    "challenge.upheld": ("{target}：质询成立，{effect}", "{target}: upheld, {effect}"),
    "challenge.lifted": ("{target}：冻结已解除", "{target}: the suspension was lifted"),
}

_DEMAND: Table = {
    "demand.number": ("编号：{number}", "No. {number}"),
    "demand.to": ("{customer}：", "To {customer}:"),
    "demand.what": (
        "您于 {opened} 在我行取得贷款 {amount:yuan} 元（借款编号 {loan:short}）。截至 {day}，"
        "该笔贷款已逾期 {days} 天，应还款项如下：",
        "On {opened} our bank lent you {amount:yuan} yuan (loan {loan:short}). On {day} it is overdue (days: "
        "{days}). To be paid are:",
    ),
    "demand.principal": ("应还本金 {amount:yuan} 元", "principal, {amount:yuan} yuan"),
    "demand.interest": ("应还利息 {amount:yuan} 元", "interest, {amount:yuan} yuan"),
    "demand.penalty": ("罚息 {amount:yuan} 元", "penalty interest, {amount:yuan} yuan"),
    "demand.total": (
        "合计 {amount:yuan} 元（人民币{amount:capitals}）。",
        "in all {amount:yuan} yuan (in Chinese capitals: {amount:capitals}).",
    ),
    "demand.until": (
        "请于 {deadline} 前（含当日）还清。此日之前每日仍计罚息，还款以当日账本所示金额为准。",
        "Please pay until {deadline}, that day included. Penalty interest goes on daily; what the ledger"
        " says on the day of payment counts.",
    ),
    "demand.help": (
        "还款有困难的，请尽快与我行联系，可依规则申请展期或调整还款计划。",
        "If you cannot pay, speak to us soon: by the rules a loan may be extended or rescheduled.",
    ),
    "demand.signed": ("{bank}（盖章）　{day}", "{bank} (seal)    {day}"),
    "demand.not_delivered": ("尚未送达", "not delivered yet"),
    "demand.delivered": (
        "{day} 由 {by} {way:delivery}，收件人：{receiver}",
        "delivered {way:delivery} on {day} by {by} to {receiver}",
    ),
}
"""A letter of demand (催收通知书)."""

MONEY: Table = {
    **_DEMAND,
    **_ASKED,
    **_ASK,
    **_WANTS,
    **_STEPS,
    **_TRANSFERS,
    **_ORIGINS,
    **_LIFE,
    **{f"check.{item}": pair for item, pair in CHECKS.items()},
    **_CHALLENGES,
}
