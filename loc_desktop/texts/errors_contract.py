"""What the contract refuses, in Chinese: code → (what happened, what to do). The English stands in
:data:`loc_desktop.contract.errors.CODES`, with the same parameters.
"""

from __future__ import annotations

from collections.abc import Mapping

ERRORS: Mapping[str, tuple[str, str]] = {
    "contract.unknown_function": (
        "合约没有功能 {fn}。",
        "请检查程序与账本的版本是否一致。",
    ),
    "contract.arguments": (
        "{fn} 的参数有误：{why}。",
        "请检查程序与账本的版本是否一致。",
    ),
    "contract.not_initialised": (
        "该账本尚未建立。",
        "请先建立账本。",
    ),
    "contract.initialised": (
        "该账本已经建立。",
        "无需处理。",
    ),
    "contract.config": (
        "账本的配置有误：{why}。",
        "请更正配置。",
    ),
    "contract.shape": (
        "数据不符合规定的格式：{where}，{why}。",
        "请用本程序重新生成。",
    ),
    "contract.unknown_kind": (
        "没有“{kind:kind}”的业务流程。",
        "请选择已知的种类。",
    ),
    "contract.body": (
        "事件内容的 {field} 有误：{why}。",
        "请更正该项后重新签署。",
    ),
    "contract.signers": (
        "事件的签署角色与流程不符：{why}。",
        "请由正确的角色签名。",
    ),
    "contract.signature": (
        "{role:role}对事件的签名验证不通过。",
        "请用正确的密钥重新签名。",
    ),
    "contract.grantors": (
        "审批方与流程不符：{why}。",
        "请按流程顺序列出审批方。",
    ),
    "contract.operations": (
        "操作与事件不一致。",
        "请由事件重新生成链码。",
    ),
    "contract.channel": (
        "事件属于通道 {channel}，此处是 {here}。",
        "请更换通道后重新签署。",
    ),
    "contract.time": (
        "时间 {at} 不是整秒的 UTC 时间。",
        "请检查本机时钟后重新签署。",
    ),
    "contract.time_window": (
        "事件写明的时间是 {at}，账本的时间是 {time}：相差超过 {minutes} 分钟。",
        "请检查本机时钟，然后重新签名。",
    ),
    "contract.rules_document": (
        "规则文件在 {where} 处有误：{why}。",
        "请改正文件后重新提出。",
    ),
    "contract.rules_digest": (
        "事件中的摘要与其规则不符。",
        "请重新提出规则。",
    ),
    "contract.rules_same": (
        "这些规则已经通过。",
        "无需处理。",
    ),
    "contract.rules_stale": (
        "该提案要替换规则 {replaces:short}，但其间已通过规则 {latest:short}。",
        "请查看最新规则，在其基础上重新提出修改。",
    ),
    "contract.rules_waiting": (
        "此前通过的规则自 {start} 起才生效。",
        "请选择 {start} 或更早的日期，或等到那一天。",
    ),
    "contract.rules_day": (
        "规则不能自 {effective} 起生效：最早为 {earliest}。",
        "请选择该日或更晚的日期。",
    ),
    "contract.not_member": (
        "{key:short} 不是有效的{role:role}成员。",
        "请先登记该成员，或查明是谁撤销了它。",
    ),
    "contract.duplicate": (
        "事件 {id:short} 已在账本上（{status:status}）；一个编号只执行一次。",
        "无需处理。",
    ),
    "contract.unknown_event": (
        "账本上没有事件 {id}。",
        "请核对编号；事件可能尚未发送。",
    ),
    "contract.not_pending": (
        "事件 {id:short} 已有结论：{status:status}。",
        "无需处理。",
    ),
    "contract.turn": (
        "还没有轮到这个审批方：{why}。",
        "请等前面的审批方签署。",
    ),
    "contract.result": (
        "审核结果有误：{why}。",
        "请重新审核并签署。",
    ),
    "contract.frozen": (
        "{what:subject} {id:short} 因质询 {challenge:short} 被冻结。",
        "请等监管部门的决定。",
    ),
    "contract.denied": (
        "{role:role}不能这样做：{why}。",
        "请使用有权的角色的身份。",
    ),
    "contract.record": (
        "成员记录有误：{why}。",
        "请重新建立身份。",
    ),
    "contract.other_role": (
        "该公钥已登记为{role:role}。",
        "请为此角色另建身份。",
    ),
    "contract.revoked": (
        "成员 {key:short} 已被撤销。",
        "请建立新身份。",
    ),
    "contract.succeeded": (
        "密钥 {key} 已由 {successor} 取代。",
        "请使用新密钥；旧密钥已作废。",
    ),
    "contract.person_fixed": (
        "密钥 {key} 的持有人已经认定，其成员记录不能改为他人。",
        "请为他人另行登记新密钥。",
    ),
    "contract.person_unknown": (
        "密钥 {key} 的成员记录没有登记持有人。",
        "请先以姓名和身份证号登记该客户。",
    ),
    "contract.person_unattested": (
        "民政部门没有认定密钥 {key} 属于谁。",
        "请民政部门审核身份。",
    ),
    "contract.person_other_key": (
        "此人已另有密钥 {other}，不是 {key}。",
        "请用该密钥申请；如已遗失，请到柜台更换。",
    ),
    "contract.person_other": (
        "密钥 {key} 已认定属于他人。",
        "请使用本人的密钥。",
    ),
    "contract.department": (
        "{key} 不是本部门的其他成员。",
        "请选择同一单位的成员。",
    ),
    "contract.group": (
        "本组的密钥没有被接受：{why}。",
        "无需处理，之后会自动再试。",
    ),
    "contract.group_full": (
        "本组已有 {most} 名成员。",
        "无需处理：由该成员审批的资料会密封给其本人的密钥。",
    ),
    "contract.succession_key": (
        "密钥 {key} 已在使用，不能取代另一把密钥。",
        "请为此登记新密钥。",
    ),
    "contract.succession_counter": (
        "只有{organisation}的柜台可以更换密钥 {key}。",
        "请联系登记该客户的柜台。",
    ),
    "contract.unknown_query": (
        "合约没有查询 {name}。",
        "请检查程序与账本的版本是否一致。",
    ),
    "contract.query_only": (
        "“{kind:kind}”会改变账本，需要解锁码。",
        "请先锁定该事件。",
    ),
    "contract.too_many": (
        "一次 {count} 个解锁码，超过上限 {limit}。",
        "请分小批发送。",
    ),
    "contract.not_found": (
        "账本上没有{what:subject} {id:short}。",
        "请核对编号。",
    ),
    "contract.funds": (
        "账户 {account:short} 有 {held:yuan} 元，需要 {needed:yuan} 元。",
        "请先向该账户转入资金。",
    ),
    "contract.product": (
        "贷款产品 {product} 不允许：{why}。",
        "请更改金额、期限或产品。",
    ),
    "contract.loan_unknown": (
        "没有贷款 {loan:short}。",
        "请核对贷款编号。",
    ),
    "contract.loan_status": (
        "贷款 {loan:short} {status:status}。",
        "只有正常履行的贷款可以办理。",
    ),
    "contract.loan_party": (
        "{key:short} 不是贷款 {loan:short} 的{role:part}。",
        "请选择该贷款的各方。",
    ),
    "contract.sum": (
        "本金、利息与罚息之和 {sum:yuan} 元，不等于金额 {amount:yuan} 元。",
        "请更正各部分。",
    ),
    "contract.more_than_due": (
        "{part:part} {amount:yuan} 元，超过应还的 {due:yuan} 元。",
        "还款不能超过应还金额。",
    ),
    "contract.more_than_paid": (
        "{amount:yuan} 元超过这些期次已付的利息 {paid:yuan} 元。",
        "请减少数额。",
    ),
    "contract.refunded": (
        "贷款 {loan:short} 第 {period} 期的利息已经贴息。",
        "请去掉该期。",
    ),
    "contract.period": (
        "贷款 {loan:short} 没有第 {period} 期，或该期利息未付。",
        "请选择已付的期次。",
    ),
    "contract.not_expired": (
        "贷款 {loan:short} 要到 {due} 才到期。",
        "请等贷款到期。",
    ),
    "contract.account_full": (
        "账户 {account:short} 的一部分将超过 {most:yuan} 元。",
        "请先转出该账户的资金。",
    ),
    "contract.too_large": (
        "提交给 {fn} 的内容超过 {parts} 项或 {characters} 个字符。",
        "请去掉多余的内容。",
    ),
    "contract.name_taken": (
        "名称“{name}”已为 {organisation} 的成员所用。",
        "请使用不会与他人混淆的名称。",
    ),
    "contract.expired": (
        "该事件 {id:short} 已于 {expires} 过期，不能再审核或执行。",
        "如仍需要，请重新签名。",
    ),
    "contract.attempts": (
        "该事件 {id:short} 的解锁已失败 {most} 次，不再受理失败的尝试。",
        "请提交可以执行的解锁码。",
    ),
    "contract.pending_most": (
        "{key:short} 已有 {most} 个事件等待处理，不再受理新的。",
        "请先撤回一个，或等待审核。",
    ),
    "contract.issue_cap": (
        "该行已发行未赎回 {outstanding:yuan} 元，再发行 {amount:yuan} 元将超过上限 {cap:yuan} 元。",
        "请先赎回，或向监管部门申请提高上限。",
    ),
    "contract.budget": (
        "{year} 年度贴息预算还剩 {left:yuan} 元，需要 {needed:yuan} 元。",
        "请增加预算。",
    ),
    "contract.stale": (
        "无需银行审核的还款须在上链次日之前执行；这笔是 {locked} 上链的。",
        "请重新还款；这笔没有划转资金。",
    ),
    "contract.no_budget": (
        "财政部门没有 {year} 年的贴息预算，该年度不能退息。",
        "请财政部门先设定该年度的预算。",
    ),
    "contract.subsidy_granted": (
        "财政部门同意为贷款 {loan:short} 贴息的余额是 {left:yuan} 元，不足 {amount:yuan} 元。",
        "申请金额不要超过该余额。",
    ),
    "contract.refund_late": (
        "贷款 {loan:short} 第 {period} 期利息在到期日后 {days} 天才支付；"
        "逾期超过 {most} 天支付的利息不贴息。",
        "请去掉该期。",
    ),
    "contract.refund_written_off": (
        "贷款 {loan:short} 已核销 {amount:yuan} 元，其利息不再贴息。",
        "请先撤销核销。",
    ),
    "contract.refund_ahead": (
        "贷款 {loan:short} 第 {period} 期于 {end} 结束；利息到期计足后才能贴息。",
        "请自该日起申请。",
    ),
    "contract.rate_cap": (
        "年利率 {rate} % 超过上限 {cap} %（{on} 发放、期限 {months} 个月）。",
        "请约定不超过上限的利率。",
    ),
    "contract.write_off_class": (
        "贷款 {loan:short} 的五级分类是“{tier:tier}”；只有损失类贷款，或因下列原因才能核销："
        "{reasons:writeoff}。",
        "请注明其中一项原因，或待贷款归入损失类后再申请。",
    ),
    "contract.not_written_off": (
        "贷款 {loan:short} 没有已核销的金额，状态为{status:status}。",
        "无需处理。",
    ),
    "contract.deadline": (
        "期限 {deadline} 已过。",
        "请向监管部门或相关部门申请新的期限。",
    ),
    "contract.transfer_used": (
        "划转 {transfer:short} 已经执行过。",
        "无需处理：只执行一次。",
    ),
    "contract.challenge_unknown": (
        "没有质询 {challenge:short}。",
        "请核对编号。",
    ),
    "contract.challenge_status": (
        "质询 {challenge:short} {status:challenge}。",
        "无需处理。",
    ),
    "contract.challenge_target": (
        "质询的对象有误：{why}。",
        "请选择已有的事件、贷款、当事方或交易。",
    ),
    "contract.reader": (
        "无权读取：{why}。",
        "只能查询本单位的客户。",
    ),
    "contract.prepay_forbidden": (
        "贷款 {loan:short} 的产品不允许提前还款。",
        "请到期时归还。",
    ),
    "contract.prepay_overdue": (
        "贷款 {loan:short} 有 {due:yuan} 元到期未还。",
        "请先归还到期部分，再提前还款。",
    ),
    "contract.prepay_instead": (
        "{amount:yuan} 元中超过 {most:yuan} 元的是贷款 {loan:short} 未到期的本金，提前还款才停止计息。",
        "请办理提前还款，或结清贷款。",
    ),
    "contract.accrued": (
        "贷款 {loan:short} 至今日的利息是 {due:yuan} 元，不是 {amount:yuan} 元。",
        "请按此数额签署。",
    ),
    "contract.write_off": (
        "未还且未核销的余额是 {outstanding:yuan} 元，{amount:yuan} 元超过了它。",
        "核销金额不要超过未还余额。",
    ),
    "contract.effect": (
        "处理结果“{effect:effect}”不适用：{why}。",
        "请选择其他处理结果。",
    ),
    "contract.unanswered": (
        "质询 {challenge:short} 尚未答复，期限 {deadline} 未到。",
        "请等待答复。",
    ),
    "contract.reversal": (
        "应冲正 {due:yuan} 元，不是 {amount:yuan} 元。",
        "请按此数额冲正。",
    ),
    "contract.winding_down": (
        "已撤销的成员只办理清理：{key:short} 最多只能转入所欠的 {most:yuan} 元，不能转入 {amount:yuan} 元。",
        "请转入不超过该数额的款项。",
    ),
    "contract.own_conduct": (
        "监管部门自己参与了此事，不能自行裁定。",
        "请质询相关贷款或当事方。",
    ),
    "contract.respondent": (
        "{key:short}（{role:role}）不是质询对象的当事方。",
        "请质询其当事方之一。",
    ),
    "contract.answer_days": (
        "期限 {deadline} 不足 {days} 个工作日，最早为 {earliest}。",
        "请选择该期限或更晚的期限。",
    ),
    "contract.second": (
        "缺少会签方：{why}。",
        "请指定另一监管部门、民政部门或财政部门，且不是被质询方。",
    ),
    "contract.claim": (
        "欠款 {claim:short} 不能归还、收取或放弃：{why}。",
        "请重新查看欠款。",
    ),
    "contract.withdraw": (
        "事件 {event:short} 不能撤回：{why}。",
        "请重新查看该事件。",
    ),
    "contract.link": (
        "账户关联有误：{why}。",
        "请核对账号。",
    ),
    "contract.division": (
        "{part:part} {amount:yuan} 元不符合还款的抵充顺序，应为 {due:yuan} 元。",
        "先还罚息，再还利息，后还本金；先还到期的，再还未到期的。",
    ),
    "contract.dated_before": (
        "贷款 {loan:short} 在 {changed} 已有变动，晚于本事件的日期。",
        "请以今天的日期重新申请。",
    ),
    "contract.rate_above_agreed": (
        "利率 {rate:percent} 高于贷款 {loan:short} 约定的 {agreed:percent}。",
        "展期利率不得高于约定利率。",
    ),
    "contract.extension": (
        "按 {months} 个月计，贷款 {loan:short} 将晚于 {latest} 到期，超过允许的最长展期。",
        "请选择较少的月数。",
    ),
    "contract.months_in_all": (
        "按 {months} 个月计，贷款 {loan:short} 将晚于 {latest} 到期，超过产品和项目允许的最长期限。",
        "请选择较少的月数。",
    ),
    "contract.rescheduled_before": (
        "贷款 {loan:short} 不能再次展期：规则只允许 {times} 次。",
        "请按计划还款，或与银行另行商议。",
    ),
    "contract.term": (
        "贷款 {loan:short} 的期限不能为 {months} 个月。",
        "请选择其他月数。",
    ),
}
