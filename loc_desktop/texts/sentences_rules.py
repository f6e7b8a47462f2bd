"""Words about the rules on the ledger: names of what they say, and what changes between two versions: code →
(Chinese, English).
"""

from __future__ import annotations

from collections.abc import Mapping

from loc_desktop.texts.values import METHODS, PREPAYMENTS, TIERS

Table = Mapping[str, tuple[str, str]]

_LINES: Table = {
    # products; amounts are shown in yuan, rates in percent a year
    "product.rate": ("年利率", "rate a year"),
    "product.rate_max": ("最高年利率", "highest rate a year"),
    "product.amount_min": ("最低金额（元）", "least amount, yuan"),
    "product.amount_max": ("最高金额（元）", "largest amount, yuan"),
    "product.months_min": ("最短期限（月）", "shortest term, months"),
    "product.months_max": ("最长期限（月）", "longest term, months"),
    "product.method": ("还款方式", "repaid by"),
    "product.day_count": ("计息天数", "day count"),
    "product.payment_day": ("还款日", "payment day"),
    "product.holidays": ("遇节假日", "on a day off"),
    "product.grace_days": ("宽限期（天）", "days of grace"),
    "product.penalty_factor": ("逾期利率为合同利率的（%）", "overdue rate, % of the contract's"),
    "product.compound": ("逾期利息计复利", "interest on overdue interest"),
    "product.prepayment": ("提前还款", "prepayment"),
    "product.collateral": ("抵押担保", "collateral"),
    "product.subsidy": ("贴息比例（%）", "subsidy, % of the interest"),
    "product.name.zh": ("中文名称", "Chinese name"),
    "product.name.en": ("英文名称", "English name"),
    # lending rules
    "lending.source": ("依据", "source"),
    "lending.rates.lpr": ("报价利率（起始日：一年期／五年期以上）", "prime rate (from: 1 year / above 5)"),
    "lending.rates.above_lpr": ("可高于报价利率", "may be above the prime rate by"),
    "lending.extension.short_months": ("短期贷款不超过（月）", "a short loan has at most, months"),
    "lending.extension.medium_months": ("中期贷款不超过（月）", "a medium loan has at most, months"),
    "lending.extension.long_extension_months": ("长期贷款展期最多（月）", "long loan extended by, months"),
    "lending.extension.months_in_all": ("连同展期总期限最长（月）", "term with extension, months"),
    "lending.extension.times": ("展期次数最多", "extensions at most"),
    "lending.classification.observation_months": ("重组后观察期（月）", "observation, months"),
    "lending.classification.at_least": ("重组贷款至少为", "a restructured loan is at least"),
    "lending.classification.signs": ("分类另看的迹象", "other signs for the class"),
    "lending.writeoff.classes": ("可核销的分类", "classes that may be written off"),
    "lending.writeoff.reasons": ("可核销的事由", "reasons for a write-off"),
    "lending.non_accrual.days": ("逾期超过此天数转为非应计（天）", "non-accrual when later than, days"),
    "lending.non_accrual.payments": ("非应计贷款收款入账方式", "payments on a loan in non-accrual"),
    "lending.provisions.at": ("计提贷款损失准备的时间", "provisions are made at"),
    **{
        f"lending.provisions.{tier}": (f"{zh}类准备金比例", f"provision, {en}")
        for tier, (zh, en) in TIERS.items()
    },
    "lending.subsidy.shares": ("贴息比例（起始年：%）", "share of subsidy (from year: %)"),
    "lending.subsidy.late_days": ("逾期超过此天数不贴息", "no subsidy when paid later than, days"),
    "lending.subsidy.settlement_months": ("贴息结算月份", "months of settlement"),
    "lending.subsidy.settlement_day": ("贴息结算日", "day of settlement"),
    "lending.borrower.age_min": ("最低年龄", "least age"),
    "lending.borrower.age_max": ("最高年龄", "highest age"),
    "lending.borrower.household_amount": ("每户金额（元）", "most for a household, yuan"),
    "lending.borrower.household_amount_second": (
        "每户追加后总额（元，须允许同时两笔）",
        "most with a second loan, where two may run, yuan",
    ),
    "lending.borrower.loans_at_once": ("每户同时最多贷款笔数", "loans of a household at once"),
    "lending.borrower.refused_uses": ("不予贷款的用途", "uses that are refused"),
    "lending.borrower.refused_goods": ("非经营不予贷款的物品", "goods that are refused unless traded in"),
    "lending.borrower.trades": ("表示经营的用语", "words of a trade"),
    "lending.challenge.freeze_working_days": ("监管单独冻结的工作日", "working days of a freeze by R alone"),
    "lending.challenge.freeze_again_days": (
        "监管单独再次冻结须间隔天数",
        "days until R alone freezes the same again",
    ),
    "lending.challenge.answer_working_days": ("质询答复至少留工作日", "working days to answer a challenge"),
    "lending.calendar.move_later_due_days": ("新日历可推迟以后的还款日", "a new calendar moves due days"),
    "lending.retention_years": ("贷款结清后资料保存（年）", "years of keeping dossiers after a loan"),
    "lending.limits.pending_days": ("事件最多等待（天）", "days that an event waits at most"),
    "lending.limits.pending_events": ("每人最多等待的事件", "events of a customer that may wait"),
    "lending.limits.attempts": ("每个事件最多记录的失败尝试", "failing attempts that are kept of an event"),
    "lending.limits.issued": ("每家银行发行上限（元）", "most that a bank has issued, yuan"),
    "lending.limits.answer_working_days": (
        "审核超过此工作日未答复即提示催办",
        "working days after which a case that nobody answered is escalated",
    ),
    "lending.limits.substitute_days": ("代办最长（天）", "days that a substitute stands in at most"),
    "lending.two_persons": ("双人审核（环节：起点金额，元）", "two persons decide (place: from yuan)"),
    # days and events
    "days.off": ("休息日", "days off"),
    "days.work": ("调休上班日", "weekend days worked"),
    "days.fixed": ("每年固定的休息日", "days off of every year"),
    "flow.signers": ("签名方", "signed by"),
    "flow.grantors": ("审核方", "granted by"),
    "flow.body": ("内容", "content"),
    "flow.source": ("依据", "source"),
    "flow.one_of": ("其中必有一项", "one of"),
}  # fmt: skip

_VALUES: Table = {
    **METHODS,
    "payout": ("放款日的对应日", "the day of the payout"),
    "next": ("顺延至下一工作日", "the next business day"),
    "previous": ("提前至上一工作日", "the business day before"),
    "none": ("不变", "stays"),
    **PREPAYMENTS,
    "true": ("是", "yes"),
    "false": ("否", "no"),
    **TIERS,
    "rescheduled": ("已展期或调整", "rescheduled"),
    "partly_written_off": ("已部分核销", "written off in part"),
    "other_default": ("同一借款人另有违约", "another loan of the person in default"),
    "as_divided": ("按账本分配的本金、利息、罚息入账", "as the ledger divides them"),
    "principal_first": ("先冲减本金", "on the principal first"),
    "month_end": ("每月末日终", "the end of each month"),
    "day_end": ("每日日终", "the end of each day"),
    "death": ("死亡", "death"),
    "disaster": ("重大灾害", "disaster"),
    "bankruptcy": ("破产", "bankruptcy"),
    "court_ruling": ("法院裁定", "court ruling"),
}

RULES: Table = {
    **{f"rules.line.{name}": pair for name, pair in _LINES.items()},
    **{f"rules.value.{name}": pair for name, pair in _VALUES.items()},
    "rules.line.other": ("{name}", "{name}"),
    "rules.list": ("{first}、{rest}", "{first}, {rest}"),
    "rules.and": ("{first}；{rest}", "{first}; {rest}"),
    "rules.nothing": ("没有改变", "nothing changes"),
    "rules.more": ("另有 {count} 处改变", "{count} further changes"),
    "rules.empty": ("无", "none"),
    "rules.changed": ("{what}由 {before} 改为 {after}", "{what}: {before} becomes {after}"),
    "rules.changed_in": (
        "“{name}”的{what}由 {before} 改为 {after}",
        "“{name}”: {what}, {before} becomes {after}",
    ),
    "rules.product_new": ("新增产品“{name}”（{id}）", "new product “{name}” ({id})"),
    "rules.product_gone": ("取消产品“{name}”（{id}）", "product “{name}” ({id}) is taken away"),
    "rules.days_new": (
        "{year} 年：新增{what} {days}",
        "{year}: added to the {what}: {days}",
    ),
    "rules.days_gone": (
        "{year} 年：取消{what} {days}",
        "{year}: no longer among the {what}: {days}",
    ),
    "rules.fixed_new": ("新增{what} {days}", "added to the {what}: {days}"),
    "rules.fixed_gone": ("取消{what} {days}", "no longer among the {what}: {days}"),
    "rules.flow_new": (
        "新增业务{kind:kind}，所做同“{like:kind}”，由{signers:roles}签名，由{grantors:roles}审批",
        "new kind of event: {kind:kind}; it does what “{like:kind}” does; signed by {signers:roles}, granted"
        " by {grantors:roles}",
    ),
    "rules.flow_changed": ("{kind:kind}：{what}改变", "{kind:kind}: {what} changes"),
    "rules.rates": ("{start} 起 {short}／{long}", "from {start} {short} / {long}"),
    "rules.share": ("{year} 年起 {percent}%", "from {year} {percent} %"),
    "rules.past": ("曾生效", "past"),
    "rules.current": ("现行", "in force"),
    "rules.next": ("待生效", "adopted, not yet in force"),
    "rules.proposed": ("待审核", "proposed"),
    "rules.genesis": ("建立账本时", "when the ledger was set up"),
    "ask.rules.adopt": (
        "我行提议自 {effective} 起修订账本规则（替换 {replaces:short}）：{changes}。理由：{reason}",
        "We propose to change the ledger's rules (replacing {replaces:short}) from {effective} on: "
        "{changes}. Reason: {reason}",
    ),
    "wants.rules.adopt": (
        "{bank} 提议自 {effective} 起修订账本规则：{changes}。理由：{reason}",
        "{bank} proposes to change the ledger's rules from {effective} on: {changes}. Reason: {reason}",
    ),
}
"""``rules.line.<name>`` names a line of the rules, ``rules.value.<value>`` a word that stands in them."""
