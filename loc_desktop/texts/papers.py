"""What stands on papers, and why one cannot be made or does not fit: code → (Chinese, English)."""

from __future__ import annotations

from collections.abc import Mapping

Table = Mapping[str, tuple[str, str]]

_FRAME: Table = {
    "paper.number": ("编号 {number}", "No. {number}"),
    "paper.preview": ("预览，打印或保存时编号", "Preview: numbered when printed or saved"),
    "paper.reprint": ("补打 {count}", "Reprint {count}"),
    "paper.page": ("第 {number} 页，共 {count} 页", "Page {number} of {count}"),
    "paper.check": (
        "核验：扫描左侧二维码，把读出的内容填入“核验凭证”，与账本核对。",
        "To check: scan the code and enter what it says at Check a paper, which compares it with the ledger.",
    ),
    "paper.check_books": (
        "核验：扫描左侧二维码，把读出的内容填入“核验凭证”，由出具的银行核验。",
        "To check: scan the code and enter what it says at Check a paper, at the bank that issued it.",
    ),
    "paper.code_later": ("打印或保存时生成二维码", "The code is made when it is printed or saved"),
    "paper.hand_date": ("年　　月　　日", "Date:                    "),
    "paper.none": ("无", "none"),
    "paper.sum": ("合计", "Total"),
    "paper.yuan": ("{amount} 元（人民币{in_full}）", "{amount} yuan ({in_full})"),
    "paper.plain_yuan": ("{amount} 元", "{amount} yuan"),
    "paper.months": ("{count} 个月", "{count} months"),
    "paper.a_year": ("年利率 {rate:percent}", "{rate:percent} a year"),
    "paper.span": ("{start}至{end}", "{start} to {end}"),
}
"""Around every paper."""

_TITLES: Table = {
    "paper.title.application": ("贷款申请书", "Loan application"),
    "paper.title.contract": ("借款合同", "Loan contract"),
    "paper.title.note": ("借款借据", "Loan note"),
    "paper.title.schedule": ("还款计划表", "Repayment schedule"),
    "paper.title.receipt.payment": ("还款回单", "Receipt: payment"),
    "paper.title.receipt.deposit": ("转入数字账户回单", "Receipt: deposit"),
    "paper.title.receipt.withdrawal": ("转回传统账户回单", "Receipt: withdrawal"),
    "paper.title.receipt.payout": ("放款回单", "Receipt: payout"),
    "paper.title.receipt.refund": ("贴息回单", "Receipt: interest subsidy"),
    "paper.receipt": ("回单", "Receipt"),
    "paper.title.statement": ("账户对账单", "Account statement"),
    "paper.title.cash": ("现金业务回单", "Cash receipt"),
    "paper.title.demand": ("逾期贷款催收通知书", "Demand for payment of an overdue loan"),
    "paper.title.audit": ("贷款审批单", "Audit slip"),
}

_LABELS: Table = {
    "paper.label.borrower": ("借款人", "Borrower"),
    "paper.label.applicant": ("申请人", "Applicant"),
    "paper.label.customer": ("客户", "Customer"),
    "paper.label.identity_number": ("身份证号", "Identity number"),
    "paper.label.address": ("住址", "Address"),
    "paper.label.phone": ("联系电话", "Telephone"),
    "paper.label.group": ("所属小组", "Group"),
    "paper.label.income": ("家庭年收入", "Yearly income"),
    "paper.label.asset": ("家庭资产", "Assets"),
    "paper.label.debt": ("现有负债", "Debts"),
    "paper.label.party_a": ("贷款人（甲方）", "Lender"),
    "paper.label.party_b": ("借款人（乙方）", "Borrower"),
    "paper.label.lender": ("贷款人", "Lender"),
    "paper.label.bank": ("受理银行", "Bank"),
    "paper.label.civil": ("民政部门", "Civil affairs"),
    "paper.label.finance": ("财政部门", "Finance department"),
    "paper.label.product": ("贷款产品", "Product"),
    "paper.label.amount": ("金额", "Amount"),
    "paper.label.rate": ("利率", "Rate"),
    "paper.label.term": ("期限", "Term"),
    "paper.label.loan_term": ("借款期限", "Loan term"),
    "paper.label.purpose": ("借款用途", "Purpose"),
    "paper.label.method": ("还款方式", "Repayment"),
    "paper.label.instalments": ("分期", "Instalments"),
    "paper.label.subsidy": ("财政贴息", "Interest subsidy"),
    "paper.label.interest_in_all": ("预计利息合计", "Interest in all"),
    "paper.label.paid_out": ("放款日", "Paid out"),
    "paper.label.last_day": ("到期日", "Ends on"),
    "paper.label.loan": ("借款编号", "Loan"),
    "paper.label.contract": ("合同编号", "Contract"),
    "paper.label.applied": ("申请时间", "Applied"),
    "paper.label.state": ("状态", "State"),
    "paper.label.as_of": ("截至", "As of"),
    "paper.label.outstanding": ("剩余本金", "Outstanding"),
    "paper.label.number": ("期次", "No."),
    "paper.label.due": ("应还日", "Due on"),
    "paper.label.principal": ("本金", "Principal"),
    "paper.label.interest": ("利息", "Interest"),
    "paper.label.penalty": ("罚息", "Penalty"),
    "paper.label.payment": ("应还金额", "Payment"),
    "paper.label.remaining": ("期末本金", "Left after it"),
    "paper.label.business": ("业务", "Business"),
    "paper.label.payer": ("付款方", "Paid by"),
    "paper.label.payee": ("收款方", "Paid to"),
    "paper.label.time": ("入账时间", "Booked"),
    "paper.label.account": ("账号", "Account"),
    "paper.label.holder": ("户名", "Holder"),
    "paper.label.account_kind": ("账户种类", "Kind of account"),
    "paper.label.linked": ("关联数字账户", "Linked digital account"),
    "paper.label.period": ("对账期间", "Period"),
    "paper.label.opening": ("期初余额", "Opening balance"),
    "paper.label.closing": ("期末余额", "Closing balance"),
    "paper.label.paid_in": ("转入合计", "Paid in"),
    "paper.label.paid_out_sum": ("转出合计", "Paid out"),
    "paper.label.booked": ("记账日", "Booked"),
    "paper.label.value_date": ("起息日", "Value date"),
    "paper.label.entry": ("凭证号", "Entry"),
    "paper.label.text": ("摘要", "Text"),
    "paper.label.other": ("对方账号", "Other account"),
    "paper.label.in": ("转入", "In"),
    "paper.label.out": ("转出", "Out"),
    "paper.label.balance": ("余额", "Balance"),
    "paper.label.term_item": ("审核条款", "Term"),
    "paper.label.declared": ("申报值", "Declared"),
    "paper.label.register": ("登记值", "Register"),
    "paper.label.required": ("要求", "Required"),
    "paper.label.met": ("结论", "Verdict"),
    "paper.label.department": ("审批部门", "Department"),
    "paper.label.signed_at": ("签署时间", "Signed"),
    "paper.label.key": ("签名密钥", "Key"),
    "paper.label.reason": ("理由", "Reason"),
    "paper.label.evidence": ("不利证据", "Adverse evidence"),
    "paper.label.verdict": ("本部门结论", "Our verdict"),
    "paper.label.event": ("事件", "Event"),
    "paper.label.block": ("区块", "Block"),
    "paper.label.transaction": ("交易", "Transaction"),
    "paper.label.digest": ("内容摘要", "SHA-256"),
    "paper.label.slip": ("业务流水号", "Slip"),
    "paper.label.balance_after": ("交易后余额", "Balance afterwards"),
    "paper.label.takes_back": ("冲正凭证", "Takes back entry"),
    "paper.label.taken_back": ("已由凭证冲正", "Taken back by"),
    "paper.label.entered_by": ("经办人", "Entered by"),
    "paper.label.released_by": ("复核人", "Released by"),
    "paper.label.made": ("打印", "Made by"),
    "paper.label.value_day": ("计息日", "Counts from"),
    "paper.label.signers": ("签名", "Signed by"),
}

_WORDS: Table = {
    "paper.head.parties": ("借贷双方", "Parties"),
    "paper.head.loan": ("借款", "The loan"),
    "paper.head.person": ("申请人情况", "The applicant"),
    "paper.head.asked": ("申请内容", "What is asked for"),
    "paper.head.terms": ("合同条款", "Terms"),
    "paper.head.plan": ("还款计划", "Schedule"),
    "paper.head.case": ("申请概况", "The case"),
    "paper.head.audit": ("条款审核", "Terms"),
    "paper.head.signatures": ("签名与结论", "Signatures and verdicts"),
    "paper.head.hand": ("签章", "By hand"),
    "paper.head.money": ("资金", "The money"),
    "paper.payout": ("发放贷款", "loan payout"),
    "paper.met.yes": ("满足", "met"),
    "paper.met.no": ("不满足", "not met"),
    "paper.as_signed": (
        "本部门已签署，下列结论为签署时的结论；要求按签署时的条款，条款此后改过的不列出。",
        "Signed already: the verdicts are those that were signed; what was required is left out where our "
        "terms were changed since.",
    ),
    "paper.evidence_then": (
        "签署时有不利证据，内容见本单位登记",
        "There was some when it was signed; see our register",
    ),
    "paper.waits": ("待审批", "waits"),
    "paper.applied_by": ("提交", "applied"),
    "paper.at_most": ("不超过 {limit}", "at most {limit}"),
    "paper.at_least": ("不低于 {limit}", "at least {limit}"),
    "paper.as_register": ("与登记一致", "as in the register"),
    "paper.subsidy.part": (
        "财政部门承担应计利息的 {share} %，先付后贴",
        "The finance department bears {share} % of the interest, given back after it was paid",
    ),
    "paper.instalments.equal": ("共 {count} 期，首期 {amount} 元", "{count}, the first {amount} yuan"),
    "paper.promise": (
        "本人确认以上情况属实，所借款项只用于上述用途，按期还本付息；本申请已由本人的密钥签名，记入账本，"
        "申请资料加密后只供受理银行、民政部门、财政部门和监管部门依职责查阅。",
        "I confirm that this is true, that the money is for this purpose only and that I pay it back in "
        "time. The application is signed with my key and stands on the ledger; its dossier is sealed to the "
        "bank, "
        "the civil affairs and the finance department and the regulator, who read it for their work only.",
    ),
    "paper.term.1": (
        "一、贷款人按本合同向借款人发放上列借款，划入借款人的数字账户；借款人只将其用于上列用途。",
        "1. The lender pays this loan into the borrower's digital account; the borrower uses it for this "
        "purpose only.",
    ),
    "paper.term.2": (
        "二、借款自放款日起计息，还款方式为{method}；各期应还日和金额以还款计划表为准。",
        "2. It bears interest from the payout and is repaid by {method}, on the days and in the amounts of "
        "the schedule.",
    ),
    "paper.term.3": (
        "三、逾期的，宽限 {grace} 天；其后对逾期本金按约定利率的 {factor} % 计收罚息。",
        "3. Late payments: {grace} days of grace, then overdue principal bears {factor} % of the agreed "
        "rate.",
    ),
    "paper.term.3c": (
        "三、逾期的，宽限 {grace} 天；其后对逾期本金和利息按约定利率的 {factor} % 计收罚息。",
        "3. Late payments: {grace} days of grace, then overdue principal and interest bear {factor} % of the "
        "agreed rate.",
    ),
    "paper.term.4": (
        "四、提前归还本金的，{prepayment}。",
        "4. Payment ahead of time: {prepayment}.",
    ),
    "paper.term.5": (
        "五、财政贴息：{subsidy}。",
        "5. Interest subsidy: {subsidy}.",
    ),
    "paper.term.6": (
        "六、放款、还款、贴息和变更均以账本记载为准；借款人和贷款人可随时凭下方所列事件和交易核对。",
        "6. Payout, payments, subsidy and changes are as the ledger has them; either party may compare the "
        "event and the transaction below at any time.",
    ),
    "paper.term.7": (
        "七、本合同一式两份，借贷双方各执一份，签字盖章后生效。",
        "7. There are two copies, one for each party; the contract counts once both have signed.",
    ),
    "paper.note.promise": (
        "今借到上列款项，本人承诺按借款合同和还款计划表按期还本付息。",
        "I have received this amount, and promise to pay it back with interest as contract and schedule say.",
    ),
    "paper.sign.applicant": ("申请人（签字、按指印）", "Applicant (signature)"),
    "paper.sign.borrower": ("借款人（签字、按指印）", "Borrower (signature)"),
    "paper.sign.party_a": ("贷款人（甲方，盖章）", "Lender (seal)"),
    "paper.sign.party_b": ("借款人（乙方，签字、按指印）", "Borrower (signature)"),
    "paper.sign.seal": ("银行（盖章）", "Bank (seal)"),
    "paper.sign.lender": ("贷款人（盖章）", "Lender (seal)"),
    "paper.sign.clerk": ("经办人（签字）", "Clerk (signature)"),
    "paper.sign.second": ("复核人（签字）", "Second clerk (signature)"),
    "paper.sign.customer": ("客户（签字）", "Customer (signature)"),
    "paper.sign.bank": ("银行审批意见（签章）", "Bank (signature, seal)"),
    "paper.sign.civil": ("民政部门审批意见（签章）", "Civil affairs (signature, seal)"),
    "paper.sign.finance": ("财政部门审批意见（签章）", "Finance department (signature, seal)"),
}

_CHECKS: Table = {
    "paper.found.agrees": (
        "与账本一致：事件、交易和内容都相符。",
        "It agrees with the ledger: event, transaction and contents are the same.",
    ),
    "paper.found.no_event": (
        "账本上没有事件 {event}：这张凭证不是本账本的，或者是伪造的。",
        "The ledger has no event {event}: the paper is of another ledger, or made up.",
    ),
    "paper.found.no_tx": (
        "交易 {tx:short} 不属于事件 {event:short}：二维码被改过。",
        "Transaction {tx:short} is not of event {event:short}: the code was changed.",
    ),
    "paper.found.differs": (
        "内容与账本不一致：凭证上的内容不是账本所记，请勿采信。",
        "The contents are not what the ledger says: do not rely on this paper.",
    ),
    "paper.found.since": (
        "本单位曾出具这张凭证；其后账本已有变化，请补打新的凭证。",
        "This office issued it so; the ledger has gone on since. Print a new one.",
    ),
    "paper.found.ours": (
        "本单位 {at} 出具，共打印 {copies} 份。",
        "Issued by this office on {at}; copies made: {copies}.",
    ),
    "paper.found.not_ours": (
        "本单位没有出具过这样一张编号 {number} 的凭证，请勿采信。",
        "This office issued no such paper under number {number}: do not rely on it.",
    ),
    "paper.found.other_number": (
        "编号 {number} 由其他单位登记，只能在该单位核对编号。",
        "Number {number} is in another office's register: whether it was given can be seen there only.",
    ),
    "paper.found.other_books": (
        "银行账簿的凭证只能在出具的银行核验。",
        "A paper of a bank's books can be checked only at the bank that issued it.",
    ),
    "paper.found.may_not_read": (
        "事件和交易在账本上；本身份无权读取其内容，未作比较。",
        "Event and transaction are on the ledger; this identity may not read their contents, which were not "
        "compared.",
    ),
}

PAPERS: Table = {**_FRAME, **_TITLES, **_LABELS, **_WORDS, **_CHECKS}

PAPER_ERRORS: Mapping[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "paper.code": (
        ("这不是凭证上的核验码。", "This is not the code of a paper."),
        (
            "请用扫码枪重新扫描，或照二维码旁的小字逐字输入。",
            "Scan it again, or type the small print beside the code; it begins with LOC.",
        ),
    ),
    "paper.code_newer": (
        (
            "核验码的格式是第 {version} 版，本程序还不认识。",
            "The code has format {version}, which this program does not know yet.",
        ),
        ("请更新本程序。", "Update this program."),
    ),
    "paper.fonts": (
        (
            "本机没有可以嵌入凭证的中文字体。",
            "This computer has no Chinese font that can be embedded in papers.",
        ),
        (
            "请管理员安装一套中文字体（如思源宋体），再打印。",
            "Install a font such as Noto CJK (Debian: apt install fonts-noto-cjk), then print again.",
        ),
    ),
    "paper.character": (
        (
            "本机没有一种字体有“{character}”（{point}）这个字，凭证没有生成：姓名必须与登记的一致。",
            "No font of this computer has the character “{character}” ({point}), so the paper was not made: "
            "a name stands on it as registered, or not at all.",
        ),
        (
            "请管理员安装含有此字的字体（如花园明朝），再打印。",
            "Install a font that has it (such as Hanazono: apt install fonts-hanazono), then print again.",
        ),
    ),
    "paper.nothing": (
        ("{event:short} 不能出具这种凭证。", "There is no such paper of {event:short}."),
        (
            "合同、借据和回单在账本执行之后才有；请先看它的状态。",
            "Contract, loan note and receipts exist once the ledger has executed it: look at its state.",
        ),
    ),
    "paper.dossier": (
        (
            "申请资料与账本上的承诺值不符，凭证没有生成。",
            "The dossier is not the one that the ledger commits to, so the paper was not made.",
        ),
        ("请监管部门核查此申请。", "Have the regulator look at this application."),
    ),
    "paper.not_printed": (
        ("打印机“{printer}”没有印出凭证。", "The printer “{printer}” did not print the paper."),
        (
            "请检查打印机，再打印一次：编号不变，注明补打。",
            "Look at the printer, then print again: the number stays, the copy says that it is a reprint.",
        ),
    ),
}
