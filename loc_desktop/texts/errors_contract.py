"""What the contract refuses: code → (what happened, what to do), (Chinese, English) each."""

from __future__ import annotations

from collections.abc import Mapping

from loc_desktop.texts import common

ERRORS: Mapping[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "contract.unknown_function": (
        ("合约没有功能 {fn}。", "The contract has no function {fn}."),
        common.CHECK_VERSIONS,
    ),
    "contract.arguments": (
        ("{fn} 的参数有误：{why}。", "The arguments of {fn} are wrong: {why}."),
        common.CHECK_VERSIONS,
    ),
    "contract.not_initialised": (
        ("该账本尚未建立。", "This ledger has not been set up yet."),
        ("请先建立账本。", "Run the set-up of the ledger first."),
    ),
    "contract.initialised": (
        ("该账本已经建立。", "This ledger is already set up."),
        common.NOTHING_TO_DO,
    ),
    "contract.config": (
        ("账本的配置有误：{why}。", "The ledger's configuration is wrong: {why}."),
        ("请更正配置。", "Correct the configuration."),
    ),
    "contract.shape": (
        ("数据不符合规定的格式：{where}，{why}。", "The item is not of the script's shape: {where}: {why}."),
        common.BUILD_AGAIN,
    ),
    "contract.unknown_kind": (
        ("没有“{kind:kind}”的业务流程。", "There is no business flow for events of kind {kind}."),
        ("请选择已知的种类。", "Choose one of the known kinds."),
    ),
    "contract.body": (
        ("事件内容的 {field} 有误：{why}。", "The event's body is wrong at {field}: {why}."),
        ("请更正该项后重新签署。", "Correct the field and sign again."),
    ),
    "contract.signers": (
        (
            "事件的签署角色与流程不符：{why}。",
            "The event is not signed by the roles its flow asks for: {why}.",
        ),
        ("请由正确的角色签名。", "Let the right role sign."),
    ),
    "contract.signature": (
        ("{role:role}对事件的签名验证不通过。", "The signature of {role} over the event does not verify."),
        ("请用正确的密钥重新签名。", "Sign again with the right key."),
    ),
    "contract.grantors": (
        ("审批方与流程不符：{why}。", "The grantors are not those of the flow: {why}."),
        ("请按流程顺序列出审批方。", "Name the grantors in the order of the flow."),
    ),
    "contract.two_persons": (
        (
            "按规则，此金额须由两人审核：{roles:roles}。",
            "By the rules two persons of each of these decide on this amount: {roles:roles}.",
        ),
        (
            "请为每个单位写明同一单位的两名成员。",
            "Name two members of the same organisation for each.",
        ),
    ),
    "contract.one_person": (
        ("{role:role}须由两个人审核：{why}。", "Two persons of {role:role} have to decide: {why}."),
        (
            "请选择同一单位的另一人；单位只有一名成员的，先增加成员，或选择其他单位。",
            (
                "Choose another person of that organisation; an office with one member adds one first, or "
                "choose another office."
            ),
        ),
    ),
    "contract.substitute": (
        ("代办有误：{why}。", "The substitute is wrong: {why}."),
        (
            "请由代办人本人确认期限；必要时撤回申请，重新提交。",
            "Look at the days of the substitution; withdraw the request and send it again if need be.",
        ),
    ),
    "contract.person_two_tags": (
        (
            "民政部门的两名审核人对密钥 {key} 属于谁的认定不一致。",
            "The two of the civil affairs department do not agree whose key {key} is.",
        ),
        (
            "请先共享部门密钥（首位成员签名一次），再重新申请。",
            "Let the department's first member share its secret by signing once, then apply again.",
        ),
    ),
    "contract.operations": (
        ("操作与事件不一致。", "The operations do not agree with the event."),
        ("请由事件重新生成链码。", "Build the chaincode again from the event."),
    ),
    "contract.channel": (
        ("事件属于通道 {channel}，此处是 {here}。", "The event is for channel {channel}, this is {here}."),
        ("请更换通道后重新签署。", "Change the channel and sign again."),
    ),
    "contract.time": (
        ("时间 {at} 不是整秒的 UTC 时间。", "The time {at} is not a UTC time of whole seconds."),
        ("请检查本机时钟后重新签署。", "Check this computer's clock and sign again."),
    ),
    "contract.time_window": (
        (
            "事件写明的时间是 {at}，账本的时间是 {time}：相差超过 {minutes} 分钟。",
            "The event says {at}, the ledger's time is {time}: more than {minutes} minutes apart.",
        ),
        ("请检查本机时钟，然后重新签名。", "Check this computer's clock, then sign again."),
    ),
    "contract.rules_document": (
        ("规则文件在 {where} 处有误：{why}。", "The rules are not well-formed at {where}: {why}."),
        ("请改正文件后重新提出。", "Correct the file and propose it again."),
    ),
    "contract.rules_digest": (
        ("事件中的摘要与其规则不符。", "The digest in the event is not that of its rules."),
        ("请重新提出规则。", "Propose the rules again."),
    ),
    "contract.rules_same": (
        ("这些规则已经通过。", "These rules have been adopted already."),
        common.NOTHING_TO_DO,
    ),
    "contract.rules_stale": (
        (
            "该提案要替换规则 {replaces:short}，但其间已通过规则 {latest:short}。",
            "The proposal replaces the rules {replaces:short}, but {latest:short} were adopted meanwhile.",
        ),
        (
            "请查看最新规则，在其基础上重新提出修改。",
            "Look at the newest rules, and propose the change again on top of them.",
        ),
    ),
    "contract.rules_waiting": (
        ("此前通过的规则自 {start} 起才生效。", "Rules that were adopted before count only from {start} on."),
        ("请选择 {start} 或更早的日期，或等到那一天。", "Propose a day up to {start}, or wait until then."),
    ),
    "contract.rules_day": (
        (
            "规则不能自 {effective} 起生效：最早为 {earliest}。",
            "Rules cannot count from {effective} on: {earliest} is the earliest day.",
        ),
        ("请选择该日或更晚的日期。", "Choose that day or a later one."),
    ),
    "contract.not_member": (
        ("{key:short} 不是有效的{role:role}成员。", "{key} is no active member in role {role}."),
        (
            "未登记的请先登记。撤销不能恢复：机构请用新密钥重新加入网络，客户由柜台重新添加。",
            (
                "One that was never registered is registered first. A revoked one is not given back: an "
                "institution joins again with a new key, a customer is added anew at a counter."
            ),
        ),
    ),
    "contract.duplicate": (
        (
            "事件 {id:short} 已在账本上（{status:status}）；一个编号只执行一次。",
            "The event {id:short} is already on the ledger ({status:status}); an id executes once.",
        ),
        common.NOTHING_TO_DO,
    ),
    "contract.unknown_event": (
        common.NO_EVENT,
        ("请核对编号；事件可能尚未发送。", "Check the id; the event may not have been sent yet."),
    ),
    "contract.not_pending": (
        (
            "事件 {id:short} 已有结论：{status:status}。",
            "The event {id:short} is no longer pending: it is {status:status}.",
        ),
        common.NOTHING_TO_DO,
    ),
    "contract.turn": (
        ("还没有轮到这个审批方：{why}。", "It is not this grantor's turn: {why}."),
        ("请等前面的审批方签署。", "Wait for the earlier grantor."),
    ),
    "contract.result": (
        ("审核结果有误：{why}。", "The oracle result is wrong: {why}."),
        ("请重新审核并签署。", "Audit and sign again."),
    ),
    "contract.frozen": (
        (
            "{what:subject} {id:short} 因质询 {challenge:short} 被冻结。",
            "The {what:subject} {id:short} is frozen by challenge {challenge:short}.",
        ),
        ("请等监管部门的决定。", "Wait for the regulator's decision."),
    ),
    "contract.denied": (
        ("{role:role}不能这样做：{why}。", "Role {role} may not do this: {why}."),
        ("请使用有权的角色的身份。", "Use an identity whose role may."),
    ),
    "contract.record": (
        ("成员记录有误：{why}。", "The member record is wrong: {why}."),
        ("请重新建立身份。", "Create the identity again."),
    ),
    "contract.other_role": (
        ("该公钥已登记为{role:role}。", "The key is already registered as {role}."),
        ("请为此角色另建身份。", "Create another identity for this role."),
    ),
    "contract.revoked": (
        ("成员 {key:short} 已被撤销。", "The member {key} was revoked."),
        (
            "撤销不能恢复。机构请用新密钥重新加入网络，客户由柜台重新添加。",
            (
                "It is not given back. An institution joins again with a new key; a customer is added anew "
                "at a counter."
            ),
        ),
    ),
    "contract.succeeded": (
        ("密钥 {key} 已由 {successor} 取代。", "The key {key} was succeeded by {successor}."),
        ("请使用新密钥；旧密钥已作废。", "Use the new key; the old one is dead."),
    ),
    "contract.person_fixed": (
        (
            "密钥 {key} 的持有人已经认定，其成员记录不能改为他人。",
            "It is attested whose key {key} is; its member record cannot name another person.",
        ),
        ("请为他人另行登记新密钥。", "Register a new key for the other person."),
    ),
    "contract.person_unknown": (
        ("密钥 {key} 的成员记录没有登记持有人。", "The member record of {key} does not say whose key it is."),
        ("请先以姓名和身份证号登记该客户。", "Register the customer with name and identity number first."),
    ),
    "contract.person_unattested": (
        (
            "民政部门没有认定密钥 {key} 属于谁。",
            "The civil affairs department did not say whose key {key} is.",
        ),
        ("请民政部门审核身份。", "Ask the department to audit the identity."),
    ),
    "contract.person_other_key": (
        ("此人已另有密钥 {other}，不是 {key}。", "This person has another key already, {other}, not {key}."),
        (
            "请用该密钥申请；如已遗失，请到柜台更换。",
            "Apply with that key; if it is lost, let the counter replace it.",
        ),
    ),
    "contract.person_other": (
        ("密钥 {key} 已认定属于他人。", "The key {key} is attested to be another person's."),
        ("请使用本人的密钥。", "Use the person's own key."),
    ),
    "contract.department": (
        ("{key} 不是本部门的其他成员。", "{key} is no other member of this department."),
        ("请选择同一单位的成员。", "Choose a member of the same organisation."),
    ),
    "contract.group": (
        ("本组的密钥没有被接受：{why}。", "The group's key is not taken: {why}."),
        ("无需处理，之后会自动再试。", "Nothing needs to be done; it is tried again."),
    ),
    "contract.group_full": (
        ("本组已有 {most} 名成员。", "The group has {most} members already."),
        (
            "无需处理：由该成员审批的资料会密封给其本人的密钥。",
            "Nothing needs to be done: what this member grants is sealed to its own key.",
        ),
    ),
    "contract.succession_key": (
        (
            "密钥 {key} 已在使用，不能取代另一把密钥。",
            "The key {key} cannot take the place of another: it is in use.",
        ),
        ("请为此登记新密钥。", "Register a new key for this."),
    ),
    "contract.succession_counter": (
        (
            "只有{organisation}的柜台可以更换密钥 {key}。",
            "Only a counter of {organisation} replaces the key {key}.",
        ),
        ("请联系登记该客户的柜台。", "Ask the counter that registered the customer."),
    ),
    "contract.unknown_query": (
        ("合约没有查询 {name}。", "The contract has no query {name}."),
        common.CHECK_VERSIONS,
    ),
    "contract.query_only": (
        (
            "“{kind:kind}”会改变账本，需要解锁码。",
            "Events of kind {kind} change the ledger and need an unlocking code.",
        ),
        ("请先锁定该事件。", "Lock the event instead."),
    ),
    "contract.too_many": (
        (
            "一次 {count} 个解锁码，超过上限 {limit}。",
            "{count} unlocking codes at once are more than {limit}.",
        ),
        ("请分小批发送。", "Send them in smaller groups."),
    ),
    "contract.not_found": (
        ("账本上没有{what:subject} {id:short}。", "The ledger has no {what:subject} {id:short}."),
        common.CHECK_ID,
    ),
    "contract.funds": (
        (
            "账户 {account:short} 有 {held:yuan} 元，需要 {needed:yuan} 元。",
            "The account {account:short} holds {held:yuan} yuan, {needed:yuan} yuan are needed.",
        ),
        ("请先向该账户转入资金。", "Bring money onto the account first."),
    ),
    "contract.product": (
        ("贷款产品 {product} 不允许：{why}。", "The product {product} does not allow this: {why}."),
        ("请更改金额、期限或产品。", "Change amount, months or product."),
    ),
    "contract.loan_unknown": (
        ("没有贷款 {loan:short}。", "There is no loan {loan}."),
        ("请核对贷款编号。", "Check the loan's id."),
    ),
    "contract.loan_status": (
        ("贷款 {loan:short} {status:status}。", "The loan {loan:short} is {status:status}."),
        ("只有正常履行的贷款可以办理。", "This can be done with an active loan only."),
    ),
    "contract.loan_party": (
        (
            "{key:short} 不是贷款 {loan:short} 的{role:part}。",
            "{key:short} is not the {role:part} of loan {loan:short}.",
        ),
        ("请选择该贷款的各方。", "Use the parties of the loan."),
    ),
    "contract.sum": (
        (
            "本金、利息与罚息之和 {sum:yuan} 元，不等于金额 {amount:yuan} 元。",
            "Principal, interest and penalty are not the amount: {sum:yuan} yuan against {amount:yuan} yuan.",
        ),
        ("请更正各部分。", "Correct the parts."),
    ),
    "contract.more_than_due": (
        (
            "{part:part} {amount:yuan} 元，超过应还的 {due:yuan} 元。",
            "{amount:yuan} yuan of {part:part} are more than the {due:yuan} yuan due.",
        ),
        ("还款不能超过应还金额。", "Pay at most what is due."),
    ),
    "contract.refunded": (
        (
            "贷款 {loan:short} 第 {period} 期的利息已经贴息。",
            "The interest of period {period} of loan {loan} was already subsidised.",
        ),
        common.LEAVE_PERIOD_OUT,
    ),
    "contract.period": (
        (
            "贷款 {loan:short} 没有第 {period} 期，或该期利息未付。",
            "The loan {loan} has no period {period}, or its interest is not paid.",
        ),
        ("请选择已付的期次。", "Choose paid periods."),
    ),
    "contract.not_expired": (
        ("贷款 {loan:short} 要到 {due} 才到期。", "The loan {loan} runs until {due}."),
        ("请等贷款到期。", "Wait until it expires."),
    ),
    "contract.account_full": (
        (
            "账户 {account:short} 的一部分将超过 {most:yuan} 元。",
            "A part of the account {account:short} would hold more than {most:yuan} yuan.",
        ),
        ("请先转出该账户的资金。", "Move money off the account first."),
    ),
    "contract.too_large": (
        (
            "提交给 {fn} 的内容超过 {parts} 项或 {characters} 个字符。",
            "What was sent to {fn} is larger than {parts} values or {characters} characters.",
        ),
        ("请去掉多余的内容。", "Leave out what does not belong there."),
    ),
    "contract.name_taken": (
        (
            "名称“{name}”已为 {organisation} 的成员所用。",
            "The name {name} is that of a member of {organisation}.",
        ),
        ("请使用不会与他人混淆的名称。", "Take a name that nobody takes for another's."),
    ),
    "contract.expired": (
        (
            "该事件 {id:short} 已于 {expires} 过期，不能再审核或执行。",
            "The event {id:short} waited until {expires}; it is not granted or executed any more.",
        ),
        ("如仍需要，请重新签名。", "Sign it anew if it is still wanted."),
    ),
    "contract.attempts": (
        (
            "该事件 {id:short} 的解锁已失败 {most} 次，不再受理失败的尝试。",
            "{most} attempts to unlock {id:short} have failed; no more are kept.",
        ),
        ("请提交可以执行的解锁码。", "Send an unlocking code that executes."),
    ),
    "contract.pending_most": (
        (
            "{key:short} 已有 {most} 个事件等待处理，不再受理新的。",
            "{key:short} has {most} events that wait; no more are taken.",
        ),
        ("请先撤回一个，或等待审核。", "Withdraw one, or let one be decided."),
    ),
    "contract.issue_keys": (
        (
            "本机构已用 {most} 个密钥发行过资金，不能再用新的密钥发行。",
            "This organisation has issued money under {most} keys. It cannot issue under another one.",
        ),
        ("请用本机构已发行过的密钥。", "Use a key of the organisation that has issued before."),
    ),
    "contract.issue_cap": (
        (
            "该行已发行未赎回 {outstanding:yuan} 元，再发行 {amount:yuan} 元将超过上限 {cap:yuan} 元。",
            (
                "The bank has issued {outstanding:yuan} yuan that are not redeemed; with {amount:yuan} more "
                "it would be beyond its cap of {cap:yuan} yuan."
            ),
        ),
        (
            "请先赎回，或向监管部门申请提高上限。",
            "Redeem money first, or ask the regulator for a higher cap.",
        ),
    ),
    "contract.budget": (
        (
            "{year} 年度贴息预算还剩 {left:yuan} 元，需要 {needed:yuan} 元。",
            "The subsidy budget of {year} has {left:yuan} yuan left, {needed:yuan} yuan are needed.",
        ),
        ("请增加预算。", "Raise the budget."),
    ),
    "contract.stale": (
        (
            "无需银行审核的还款须在上链次日之前执行；这笔是 {locked} 上链的。",
            (
                "A payment that the bank does not grant executes by the day after its lock; this one was "
                "locked on {locked}."
            ),
        ),
        ("请重新还款；这笔没有划转资金。", "Pay again: this one moved no money."),
    ),
    "contract.no_budget": (
        (
            "财政部门没有 {year} 年的贴息预算，该年度不能退息。",
            "The department has no subsidy budget for {year}: nothing is refunded from a year without one.",
        ),
        ("请财政部门先设定该年度的预算。", "Let the finance department set the year's budget."),
    ),
    "contract.subsidy_granted": (
        (
            "财政部门同意为贷款 {loan:short} 贴息的余额是 {left:yuan} 元，不足 {amount:yuan} 元。",
            (
                "The finance department granted {left:yuan} yuan more of subsidy for loan {loan:short}, "
                "not {amount:yuan}."
            ),
        ),
        ("申请金额不要超过该余额。", "Ask for at most that."),
    ),
    "contract.refund_late": (
        (
            (
                "贷款 {loan:short} 第 {period} 期利息在到期日后 {days} 天才支付；逾期超过 {most} "
                "天支付的利息不贴息。"
            ),
            (
                "The interest of period {period} of loan {loan:short} was paid {days} days after its due "
                "day; what is paid more than {most} days late is not subsidised."
            ),
        ),
        common.LEAVE_PERIOD_OUT,
    ),
    "contract.refund_written_off": (
        (
            "贷款 {loan:short} 已核销 {amount:yuan} 元，其利息不再贴息。",
            "{amount:yuan} yuan of loan {loan:short} were written off: its interest is not subsidised.",
        ),
        ("请先撤销核销。", "Reverse the write-off first."),
    ),
    "contract.refund_ahead": (
        (
            "贷款 {loan:short} 第 {period} 期于 {end} 结束；利息到期计足后才能贴息。",
            "Period {period} of loan {loan:short} ends on {end}; interest is subsidised when it has accrued.",
        ),
        ("请自该日起申请。", "Ask from that day on."),
    ),
    "contract.rate_cap": (
        (
            "年利率 {rate} % 超过上限 {cap} %（{on} 发放、期限 {months} 个月）。",
            "A rate of {rate} % a year is above {cap} %, the most for {months} months on {on}.",
        ),
        ("请约定不超过上限的利率。", "Agree on a rate within it."),
    ),
    "contract.write_off_class": (
        (
            (
                "贷款 {loan:short} 的五级分类是“{tier:tier}”；只有损失类贷款，或因下列原因才能核销："
                "{reasons:writeoff}。"
            ),
            (
                "The loan {loan:short} is {tier:tier}; only a loss is written off, or for one of these "
                "reasons: {reasons:writeoff}."
            ),
        ),
        (
            "请注明其中一项原因，或待贷款归入损失类后再申请。",
            "Give one of the reasons, or wait until the loan is a loss.",
        ),
    ),
    "contract.not_written_off": (
        (
            "贷款 {loan:short} 没有已核销的金额，状态为{status:status}。",
            "Nothing of loan {loan:short} is written off: it is {status:status}.",
        ),
        common.NOTHING_TO_DO,
    ),
    "contract.deadline": (
        ("期限 {deadline} 已过。", "The deadline {deadline} has passed."),
        ("请向监管部门或相关部门申请新的期限。", "Ask the regulator or the department for a new one."),
    ),
    "contract.transfer_used": (
        ("划转 {transfer:short} 已经执行过。", "The transfer {transfer} was already executed."),
        ("无需处理：只执行一次。", "Nothing needs to be done: it is done once."),
    ),
    "contract.challenge_unknown": (
        ("没有质询 {challenge:short}。", "There is no challenge {challenge}."),
        common.CHECK_ID,
    ),
    "contract.challenge_status": (
        (
            "质询 {challenge:short} {status:challenge}。",
            "The challenge {challenge:short} is {status:challenge}.",
        ),
        common.NOTHING_TO_DO,
    ),
    "contract.challenge_target": (
        ("质询的对象有误：{why}。", "The challenge's target is wrong: {why}."),
        ("请选择已有的事件、贷款、当事方或交易。", "Choose an existing event, loan, party or transaction."),
    ),
    "contract.reader": (
        ("无权读取：{why}。", "This may not be read: {why}."),
        ("只能查询本单位的客户。", "Ask for one's own customers only."),
    ),
    "contract.prepay_forbidden": (
        ("贷款 {loan:short} 的产品不允许提前还款。", "The product of loan {loan} does not allow prepayment."),
        ("请到期时归还。", "Pay when it is due."),
    ),
    "contract.prepay_overdue": (
        ("贷款 {loan:short} 有 {due:yuan} 元到期未还。", "Loan {loan:short} has {due:yuan} yuan due."),
        ("请先归还到期部分，再提前还款。", "Pay what is due first, then prepay."),
    ),
    "contract.prepay_instead": (
        (
            "{amount:yuan} 元中超过 {most:yuan} 元的是贷款 {loan:short} 未到期的本金，提前还款才停止计息。",
            (
                "Of {amount:yuan} yuan all beyond {most:yuan} would be principal of loan {loan:short} "
                "before its day; only a prepayment ends its interest."
            ),
        ),
        ("请办理提前还款，或结清贷款。", "Prepay it, or settle the loan."),
    ),
    "contract.accrued": (
        (
            "贷款 {loan:short} 至今日的利息是 {due:yuan} 元，不是 {amount:yuan} 元。",
            "The interest of loan {loan:short} until today is {due:yuan} yuan, not {amount:yuan}.",
        ),
        ("请按此数额签署。", "Sign that amount."),
    ),
    "contract.write_off": (
        (
            "未还且未核销的余额是 {outstanding:yuan} 元，{amount:yuan} 元超过了它。",
            "{outstanding:yuan} yuan are outstanding and not written off, {amount:yuan} yuan are more.",
        ),
        ("核销金额不要超过未还余额。", "Write off at most what is outstanding."),
    ),
    "contract.effect": (
        ("处理结果“{effect:effect}”不适用：{why}。", "The effect {effect:effect} does not fit: {why}."),
        ("请选择其他处理结果。", "Choose another effect."),
    ),
    "contract.unanswered": (
        (
            "质询 {challenge:short} 尚未答复，期限 {deadline} 未到。",
            "Challenge {challenge} is unanswered and its deadline {deadline} not over.",
        ),
        ("请等待答复。", "Wait for it."),
    ),
    "contract.reversal": (
        (
            "应冲正 {due:yuan} 元，不是 {amount:yuan} 元。",
            "{due:yuan} yuan are to be reversed, not {amount:yuan}.",
        ),
        ("请按此数额冲正。", "Reverse that amount."),
    ),
    "contract.winding_down": (
        (
            (
                "已撤销的成员只办理清理：{key:short} 最多只能转入所欠的 {most:yuan} 元，不能转入 "
                "{amount:yuan} 元。"
            ),
            (
                "A revoked member winds down: {key:short} brings in at most the {most:yuan} yuan that it "
                "owes, not {amount:yuan}."
            ),
        ),
        ("请转入不超过该数额的款项。", "Bring in at most that."),
    ),
    "contract.own_conduct": (
        (
            "监管部门自己参与了此事，不能自行裁定。",
            "The regulator took part in this itself and does not judge it.",
        ),
        ("请质询相关贷款或当事方。", "Challenge the loan or the party concerned."),
    ),
    "contract.respondent": (
        (
            "{key:short}（{role:role}）不是质询对象的当事方。",
            "{key:short} ({role:role}) is no party to the challenge's target.",
        ),
        ("请质询其当事方之一。", "Ask one of its parties."),
    ),
    "contract.answer_days": (
        (
            "期限 {deadline} 不足 {days} 个工作日，最早为 {earliest}。",
            (
                "The deadline {deadline} leaves less than {days} working days to answer; the earliest is "
                "{earliest}."
            ),
        ),
        ("请选择该期限或更晚的期限。", "Choose that deadline or a later one."),
    ),
    "contract.second": (
        ("缺少会签方：{why}。", "A second authority is missing: {why}."),
        (
            "请指定另一监管部门、民政部门或财政部门，且不是被质询方。",
            "Name a second R, CAD or FD that is not asked.",
        ),
    ),
    "contract.claim": (
        (
            "欠款 {claim:short} 不能归还、收取或放弃：{why}。",
            "The claim {claim:short} cannot be paid, collected or waived: {why}.",
        ),
        common.LOOK_AT_CLAIMS,
    ),
    "contract.withdraw": (
        ("事件 {event:short} 不能撤回：{why}。", "The event {event:short} cannot be withdrawn: {why}."),
        common.LOOK_AT_EVENT,
    ),
    "contract.return": (
        (
            "不能退回申请 {event:short}，也不能附证据：{why}。",
            "Application {event:short} cannot be returned or spoken against: {why}.",
        ),
        common.LOOK_AT_EVENT,
    ),
    "contract.former": (
        (
            "新申请所更正的 {event:short} 不符：{why}。",
            "What the application corrects, {event:short}, does not fit: {why}.",
        ),
        ("请从被退回的申请重新填写。", "Begin again from the application that was returned."),
    ),
    "contract.link": (
        ("账户关联有误：{why}。", "The account link is wrong: {why}."),
        common.CHECK_ACCOUNT,
    ),
    "contract.division": (
        (
            "{part:part} {amount:yuan} 元不符合还款的抵充顺序，应为 {due:yuan} 元。",
            "{amount:yuan} yuan of {part:part} are not how a payment is divided: it is {due:yuan} yuan.",
        ),
        (
            "先还罚息，再还利息，后还本金；先还到期的，再还未到期的。",
            "Pay penalty first, then interest, then principal, what is due before what is not.",
        ),
    ),
    "contract.dated_before": (
        (
            "贷款 {loan:short} 在 {changed} 已有变动，晚于本事件的日期。",
            "Loan {loan:short} was changed on {changed}, after the day of this event.",
        ),
        ("请以今天的日期重新申请。", "Ask for it again, as of today."),
    ),
    "contract.rate_above_agreed": (
        (
            "利率 {rate:percent} 高于贷款 {loan:short} 约定的 {agreed:percent}。",
            "The rate of {rate:percent} is more than the {agreed:percent} agreed for loan {loan:short}.",
        ),
        ("展期利率不得高于约定利率。", "Reschedule at the agreed rate or a lower one."),
    ),
    "contract.extension": (
        (
            "按 {months} 个月计，贷款 {loan:short} 将晚于 {latest} 到期，超过允许的最长展期。",
            "Over {months} months loan {loan:short} would end after {latest}, the longest extension allowed.",
        ),
        common.FEWER_MONTHS,
    ),
    "contract.months_in_all": (
        (
            "按 {months} 个月计，贷款 {loan:short} 将晚于 {latest} 到期，超过产品和项目允许的最长期限。",
            "Over {months} months loan {loan:short} would end after {latest}, the longest term allowed.",
        ),
        common.FEWER_MONTHS,
    ),
    "contract.rescheduled_before": (
        (
            "贷款 {loan:short} 不能再次展期：规则只允许 {times} 次。",
            "Loan {loan:short} cannot be rescheduled again: the rules allow it {times} times.",
        ),
        ("请按计划还款，或与银行另行商议。", "Keep to the schedule, or ask the bank for another way."),
    ),
    "contract.term": (
        (
            "贷款 {loan:short} 的期限不能为 {months} 个月。",
            "{months} months are no term for loan {loan:short}.",
        ),
        ("请选择其他月数。", "Choose another number of months."),
    ),
}
