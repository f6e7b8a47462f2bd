"""Words for the values inside sentences: states, sides, parts … → (Chinese, English)."""

from __future__ import annotations

from collections.abc import Mapping

from loc_desktop.texts import common

Table = Mapping[str, tuple[str, str]]

STATES: Table = {
    # an event's
    "pending": ("等待审核", "waiting for signatures"),
    "unlocked": ("已解锁", "unlocked"),
    "refused": ("未通过", "refused"),
    "returned": ("退回补正", "returned"),
    "withdrawn": ("已撤回", "withdrawn"),
    "expired": ("已过期", "expired"),
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

EVIDENCE: Table = {
    "1": ("无不利证据", "no evidence against the loan"),
    "0": common.EVIDENCE_AGAINST,
}
"""The term ``ex``."""

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
"""Whose key it is, by :class:`~loc_desktop.desk.granting.key_holder.KeyHolder`."""

# What stands in the columns of lists.

LINKS: Table = {
    "none": ("未关联", "not linked"),
    "asked": ("已申请关联", "link asked for"),
    "linked": ("已关联", "linked"),
}
"""Whether a traditional account is linked to the digital one."""

ACCOUNTS: Table = {
    "open": ("正常", "open"),
    "active": ("正常", "active"),
    "closed": ("已销户", "closed"),
}
"""An account's or customer's status."""

DIRECTIONS: Table = {
    "in": ("传统 → 数字", "traditional → digital"),
    "out": ("数字 → 传统", "digital → traditional"),
}
"""Which way a transfer goes."""

TRANSFERS: Table = {
    "waiting": ("待发送", "to be sent"),
    "asked": ("等待银行", "waits for the bank"),
    "received": ("银行已收到", "received by the bank"),
    "held": ("已记账，在途", "booked, in transit"),
    "executed": ("已在账本执行", "executed on the ledger"),
    "settled": ("已结清", "settled"),
    "refusing": ("正在拒绝", "being refused"),
    "refused": ("未通过", "refused"),
    "failing": ("未执行，正在退回", "not executed, going back"),
    "returning": ("正在退回", "going back"),
    "reversed": ("已冲正", "reversed"),
}
"""Where a transfer is in its two phases."""

TRANSFER_STEPS: Table = {
    "asked": ("已申请", "Requested"),
    "held": ("1 记账", "1 Booked"),
    "executed": ("2 上链", "2 On the ledger"),
    "settled": ("结清", "Settled"),
    "refused": ("拒绝", "Refused"),
    "reversed": ("冲正", "Reversed"),
}
"""A step of a transfer, short."""

MONEY_PLACES: Table = {
    "traditional": ("在传统账户", "on the traditional account"),
    "in_transit": ("在银行账簿的在途资金中", "in transit in the bank's books"),
    "digital": ("在数字账户", "on the digital account"),
    "at_bank": ("在银行", "at the bank"),
    "loan": ("已用于归还贷款", "in the loan that it repaid"),
}
"""Where a transfer's money is."""

INSTALMENTS: Table = {
    "paid": ("已还", "paid"),
    "due": ("本期", "due"),
    "overdue": ("逾期", "overdue"),
    "ahead": ("未到期", "later"),
}
"""A line of a schedule."""

LOANS: Table = {
    "active": ("还款中", "running"),
    "repaid": ("已结清", "repaid"),
    "written_off": ("已核销", "written off"),
    "reversed": ("已冲正", "reversed"),
}
"""A loan's status."""

DEEDS: Table = {
    "cash.in": ("现金存入", "cash in"),
    "cash.out": ("现金支取", "cash out"),
    "cash.reverse": ("现金冲正", "cash reversal"),
    "account.close": ("销户", "account closed"),
    "limit": ("调整复核限额", "another limit"),
}
"""What is done at the bank's counter."""

SLIPS: Table = {
    "waiting": ("待复核", "waits for a second person"),
    "done": ("已记账", "booked"),
    "withdrawn": ("经办已撤回", "withdrawn"),
    "refused": ("复核未通过", "not released"),
    "expired": ("当日未复核，已失效", "ended with its day"),
}
"""A slip's state."""

DAY_ENDS: Table = {
    "finished": ("已完成", "finished"),
    "cancelled": ("已停止，请再次运行", "stopped, run it again"),
    "covered": ("早于首个日终", "before the first day that was run"),
    "failed": ("未完成", "not finished"),
}
"""How a day's end went."""

NOTICES: Table = {
    "soon": ("即将到期", "due soon"),
    "due": ("今天到期", "due today"),
    "overdue": ("已逾期", "overdue"),
}
"""A due notice's kind."""

METHODS: Table = {
    "annuity": ("等额本息", "equal instalments"),
    "equal_principal": ("等额本金", "equal principal"),
    "interest_only": ("按月付息、到期还本", "monthly interest, principal at the end"),
    "bullet": ("到期一次还本付息", "all at the end"),
}
"""How a product is repaid."""

PREPAYMENTS: Table = {
    "reduce_months": ("缩短期限", "shortens the term"),
    "reduce_instalment": ("减少每期金额", "lowers the instalments"),
    "forbidden": ("不允许", "not allowed"),
}
"""What a prepayment does, by a product's rule."""

CHALLENGE_STATES: Table = {
    "open": ("等待答复", "waits for an answer"),
    "answered": ("已答复，等待监管部门", "answered, waits for the regulator"),
    "dismissed": ("不成立", "dismissed"),
    "upheld": ("成立", "upheld"),
    "lifted": ("成立，后已解除", "upheld, since lifted"),
}
"""A challenge's state and what comes next."""

CHALLENGE_EFFECTS: Table = {
    "none": ("仅记录", "no effect"),
    "refusal": ("事件作废", "the event is refused"),
    "suspension": ("当事方被冻结", "the party is suspended"),
    "reversal": ("资金冲正退回", "the payment is reversed"),
}
"""What an upheld challenge leads to."""

CONTACT_WAYS: Table = {
    "call": ("电话", "call"),
    "visit": ("上门", "visit"),
    "message": ("短信", "message"),
}
"""How a customer who is late was spoken to."""

CONTACT_RESULTS: Table = {
    "reached": ("已联系到", "reached"),
    "will_pay": ("同意还款", "will pay"),
    "cannot_pay": ("暂无能力还款", "cannot pay now"),
    "refuses": ("拒绝还款", "refuses to pay"),
    "no_answer": ("无人接听", "no answer"),
    "wrong_number": ("号码有误", "wrong number"),
    "away": ("外出或迁走", "away or moved"),
}
"""What came of it."""

STEPS: Table = {
    "first_contact": ("首次联系", "first contact"),
    "call": ("电话联系", "call"),
    "visit": ("上门走访", "visit"),
    "demand": ("开具催收通知书", "write a demand"),
    "wait": ("等待还款", "wait for payment"),
    "legal": ("提请法律程序", "take legal steps"),
    "promise_due": ("承诺到期", "promise is due"),
    "promise_broken": ("承诺未兑现，跟进", "promise broken, ask"),
    "deliver": ("送达通知书", "deliver the demand"),
    "deadline": ("通知书期限届满", "demand's deadline"),
}
"""What is to be done next about a loan that is late."""

DELIVERIES: Table = {
    "hand": ("当面送交", "by hand"),
    "post": ("邮寄", "by post"),
    "read_aloud": ("当面宣读", "read aloud"),
}
"""How a letter of demand was delivered."""

PROMISES: Table = {
    "open": ("待兑现", "open"),
    "kept": ("已兑现", "kept"),
    "broken": ("未兑现", "broken"),
    "replaced": ("已另行承诺", "replaced"),
}
"""What became of a promise to pay."""

MISSING: Table = {
    "identity_card": ("身份证", "identity card"),
    "household_book": ("户口簿", "household register"),
    "income_proof": ("收入证明", "proof of income"),
    "asset_proof": ("资产证明", "proof of assets"),
    "debt_proof": ("负债证明", "proof of debts"),
    "purpose_proof": ("用途证明", "proof of the purpose"),
    "photograph": ("现场照片", "photograph"),
    "unreadable": ("材料不清楚，请重拍", "a paper cannot be read"),
    "name_or_number": ("姓名或身份证号需更正", "name or identity number to be corrected"),
    "amounts": ("金额或期限需更正", "amounts or term to be corrected"),
    "other": common.OTHER_EXPLAINED,
}
"""What an application goes back for."""

SEEN: Table = {
    "visit": ("走访情况与申报不符", "a visit found otherwise than declared"),
    "income": ("收入与申报不符", "income is not as declared"),
    "asset": ("资产与申报不符", "assets are not as declared"),
    "debt": ("另有未申报的负债", "debts that were not declared"),
    "use": ("用途不实", "the use is not as declared"),
    "paper": ("材料不真实", "a paper is not genuine"),
    "person": ("非本人申请", "it is not the person's own application"),
    "court": ("列入失信或被执行名单", "on a court's list"),
    "other": common.OTHER_EXPLAINED,
}
"""What a grantor saw itself."""

AMOUNTS: Table = {
    "amount": ("金额", "amount"),
    "disbursed": ("发放", "paid out"),
    "reversed": ("已冲正", "reversed"),
    "written_back": ("撤销核销", "written back"),
    "principal": ("本金", "principal"),
    "interest": ("利息", "interest"),
    "penalty": ("罚息", "penalty"),
    "subsidy": ("贴息", "subsidy"),
    "written_off": ("已核销", "written off"),
    "recovered": ("其中收回核销", "of it recovered"),
    "outstanding": ("未还本金", "outstanding"),
    "unearned": ("预付利息转抵本金", "interest paid ahead that went to principal"),
}
"""What an amount of a loan's life is."""

CODES: Table = {
    "0": ("0 成功", "0 success"),
    "1": ("1 审核检查未通过", "1 oracle check failed"),
    "2": ("2 事件检查未通过", "2 event check failed"),
    "3": ("3 类型错误", "3 type error"),
    "4": ("4 执行失败，未作任何更改", "4 execution failed, nothing applied"),
}
"""A return code of Algorithm 3."""

CHECKS: Table = {
    "type": (
        "成对相符：公钥对审核结果，事件对事件",
        "the pair fits: key to oracle result, event to event",
    ),
    "role_and_key": ("角色与公钥相符", "role and key agree"),
    "member": ("公钥属于成员", "the key is a member's"),
    "this_event": ("审核结果针对本事件", "the result is for this event"),
    "signature": ("签名验证通过", "the signature verifies"),
    "verdict": ("审核意见为“通过”", "the verdict is Pass"),
    "signers": ("每个签名者都是成员", "every signer is a member"),
    "signatures": ("事件的每个签名都验证通过", "every signature of the event verifies"),
    "equal": ("两个事件逐字节相同", "the two events are equal, byte for byte"),
    "operation": ("是一个操作", "it is an operation"),
}
"""A check of the dual-stack evaluation that held."""

ENTRIES: Table = {
    "set-up": ("初始设置", "set-up"),
    "the limits that come with the program": ("程序自带的限额", "the limits that come with the program"),
    "bankruptcy or tax lien on record": ("有破产或欠税记录", "bankruptcy or tax lien on record"),
    "imported file": ("导入的文件", "imported file"),
}
"""What the program itself writes into an office's file."""

SORTS: Mapping[str, tuple[str, str]] = {
    "number": ("数字", "number"),
    "text": ("文本", "text"),
    "boolean": ("是或否", "true or false"),
    "list": ("列表", "list"),
    "object": ("对象", "object"),
}
"""The sort of a value in a document of rules."""

INSTALLS: Table = {
    "linux": (
        (
            "请安装 gnome-keyring（`apt install gnome-keyring` 或 `dnf install gnome-keyring`）或 KWallet，"
            "然后重新登录；"
        ),
        (
            "Install gnome-keyring (Debian, Ubuntu: apt install gnome-keyring; Fedora: dnf install "
            "gnome-keyring) or KWallet, and log in again."
        ),
    ),
    "darwin": (
        "请打开一次“钥匙串访问”，由它建立登录钥匙串，再重新启动本程序；",
        "Open “Keychain Access” once, which makes the login keychain, and start this program again.",
    ),
    "win32": (
        "请启动 Windows 服务“Credential Manager”，再重新启动本程序；",
        "Start the Windows service “Credential Manager”, and start this program again.",
    ),
}
"""How a keyring service is got on an operating system, by Python's name for it."""
