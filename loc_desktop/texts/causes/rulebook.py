"""Why a document of rules is not adopted: name → (Chinese, English)."""

from __future__ import annotations

from collections.abc import Mapping

from loc_desktop.texts import common

CAUSES: Mapping[str, tuple[str, str]] = {
    "members": ("应有且只有这几项：{names}", "its members are {names}"),
    "version": common.VERSION_ONE,
    "size": ("最多 {most} 字节", "they have at most {most} bytes"),
    "object": common.OBJECT_NEEDED,
    "lacks": common.MEMBER_MISSING,
    "form": ("无法读取，其中一部分的类型不对", "it cannot be read: a part of it is of another sort"),
    "stay_sort": ("类型应仍为{sort:sort}", "it has to stay of the sort {sort}"),
    "negative": ("应为 0 至 {most} 的数", "a number from 0 to {most} is needed"),
    "twice": ("{name} 出现了两次", "{name} twice"),
    "operation_unknown": ("没有 {op} 这种操作", "unknown operation {op}"),
    "not_of_body": ("{name} 不是其内容中的一项", "{name} is no field of its body"),
    "no_operation": ("业务至少要有一个操作", "a flow needs an operation"),
    "role_unknown": ("没有 {role} 这个角色", "unknown role {role}"),
    "type_unknown": ("没有 {text} 这种类型", "unknown type {text}"),
    "foreign": common.FOREIGN_MEMBER,
    "sort": ("{name} 的类型应为{sort:sort}", "{name} has to be of the sort {sort}"),
    "key_of_no_role": ("{name} 写的公钥没有对应的角色", "{name} names a key of no role"),
    "one_of": (
        "几项中只能有其一的 {name} 应是可以省略的项",
        "one_of: {name} is no field that may be left out",
    ),
    "no_role": ("{role} 没有写明角色", "{role} names no role"),
    "true_or_false": ("{name} 应为是或否", "{name} is true or false"),
    "short_kind": ("业务名称应简短", "a kind is a short name"),
    "no_rule": ("合约没有 {rule} 这条规则", "this contract has no rule {rule}"),
    "no_signer": ("应有签名方", "somebody has to sign"),
    "operation_needs": ("操作 {op} 需要 {names}", "the operation {op} needs {names}"),
    "key_with_role": ("{name} 应为写明角色的公钥", "{name} has to name a key with its role"),
    "no_key": ("{name} 不是公钥", "{name} is no key"),
    "no_adoption": ("没有它，规则就再也不能修订", "without it the rules could never change again"),
    "kind_stays": ("业务不能取消", "a kind of event cannot be taken away"),
    "part_stays": ("其 {part} 不能改变", "its {part} cannot change"),
    "field_stays": ("{name} 项应保留，类型为 {sort}", "the field {name} has to stay, as {sort}"),
    "field_sort_stays": ("{name} 项的类型应仍为 {sort}", "the field {name} has to stay {sort}"),
    "operations_stay": ("其操作不能改变", "its operations cannot change"),
    "adoption_stays": (
        "修订规则的办法不能由修订规则来改变",
        "how rules are adopted cannot change by adopting rules",
    ),
    "new_kind": ("新业务应采用已有业务的规则", "a new kind has the rule of a kind that there is"),
    "only_reads": (
        "不改变账本的业务只能查询、检查",
        "a kind that leaves the ledger as it is only queries and inspects",
    ),
    "rule_field": (
        "规则 {rule} 需要 {name} 项，类型为 {sort}",
        "the rule {rule} needs the field {name}, as {sort}",
    ),
    "rule_operations": ("规则 {rule} 的操作不是这些", "the rule {rule} goes with other operations"),
    "party": ("须由{role:role}签署或审批", "{role} has to sign or grant it"),
    "party_of": (
        "须由 {name} 项所写的{role:role}签署或审批",
        "{role}, by the field {name}, has to sign or grant it",
    ),
    "one_at_least": ("至少应有一项", "one at least is needed"),
    "product_id": ("编号由小写字母、数字和连字符组成", "an id has small letters, digits and hyphens"),
    "whole": ("{name} 应为 {low} 至 {high} 的整数", "{name} is a whole number from {low} to {high}"),
    "rate_max": ("利率高于其最高利率", "its rate is above its rate_max"),
    "payment_day": ("还款日应为放款日的对应日，或 1 至 31 日", "payment_day is payout or a day from 1 to 31"),
    "holidays": ("遇节假日的办法只能是顺延、提前或不变", "holidays is next, previous or none"),
    "prepayment": (
        "提前还款的办法只能是缩短期限、减少每期金额或不允许",
        "prepayment is reduce_months, reduce_instalment or forbidden",
    ),
    "names": ("名称应有中文和英文两种", "its name stands there in zh and en"),
    "days": ("{part} 应为最多 {most} 天的列表", "{part} is a list of at most {most} days"),
    "day": ("{text} 不是 10-01 这样的日期", "{text} is no day such as 10-01"),
    "year": ("年份应为四位数字", "a year has four digits"),
    "day_of_year": (
        "{text} 不是该年的日期（例如 {example}）",
        "{text} is no day of that year such as {example}",
    ),
    "off_and_worked": ("{day} 既休息又上班", "{day} is off and worked at once"),
    "rates_stay": (
        "{day} 以来的利率应保留，贷款展期要用到",
        "the rates since {day} stay: loans are extended by them",
    ),
    "one_rate": ("至少应有一个利率", "one rate at least is needed"),
    "one_share": ("至少应有一个比例", "one share at least is needed"),
    "limits": (
        "允许的天数、事件数和尝试次数至少为一",
        "days, events and attempts that are allowed are one at least",
    ),
    "pending_days": ("事件最多等待 {most} 天", "an event waits at most {most} days"),
    "few_days": ("{name} 最多 {most} 天", "{name} is at most {most} days"),
    "two_persons": (
        "双人审核只能用于以下环节，每处一行：{names}",
        "two persons decide, one row each, in these places only: {names}",
    ),
    "answer_days": ("答复期限最长为 {most} 个工作日", "at most {most} working days are left to answer"),
    "tier": ("没有 {name} 这一类，只有：{names}", "{name} is none of {names}"),
    "settlement": (
        "结算日应为 1 至 31 日，结算月应为 1 至 12 月",
        "it is settled on a day from 1 to 31, in months from 1 to 12",
    ),
    "payments": (
        "逾期天数不超过 3650，收款方式只有：{names}",
        "the days are 3650 at most, payments are booked by one of {names}",
    ),
    "provision_day": ("计提时间只有：{names}", "provisions are made at one of {names}"),
    "provisions": (
        "计提比例不超过百分之百，且后一类不低于前一类",
        "a share is one hundred percent at most, and none is less than that of a better class",
    ),
    "retention": (
        "密封的资料保存 {least} 至 {most} 年",
        "what was sealed is kept for {least} to {most} years",
    ),
}
