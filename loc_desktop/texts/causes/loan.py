"""Why a plan or a table of rules is none: name → (Chinese, English)."""

from __future__ import annotations

from collections.abc import Mapping

from loc_desktop.texts import common

CAUSES: Mapping[str, tuple[str, str]] = {
    "plan_amount": ("金额应为 1 分至 {most} 分", "the amount is from 1 to {most} fen"),
    "plan_months": ("期限应为 1 至 {most} 个月", "the term is from 1 to {most} months"),
    "plan_rate": ("年利率应为 0 至 1,000 %", "the rate is from 0 to 1,000 % a year"),
    "plan_method": ("没有这种还款方式", "unknown method of repayment"),
    "plan_day_count": ("没有这种计息天数规则", "unknown day count"),
    "plan_payment_day": ("还款日应为 1 至 31 日", "the payment day is from 1 to 31"),
    "plan_holidays": (
        "没有这种节假日规则，或缺少节假日表",
        "unknown rule for holidays, or no calendar for it",
    ),
    "plan_years": ("贷款到期日将晚于 {most} 年", "the loan would end after the year {most}"),
    "version": common.VERSION_ONE,
    "object": common.OBJECT_NEEDED,
    "lacks": common.MEMBER_MISSING,
    "foreign": common.FOREIGN_MEMBER,
    "date": ("{text} 不是 2026-11-22 这样的日期", "{text} is no date such as 2026-11-22"),
    "method": ("没有这种还款方式或计息天数规则", "unknown method or day count"),
    "habits": ("没有这种提前还款、节假日或还款日的办法", "unknown prepayment, holidays or payment day"),
    "range": ("利率、宽限期、罚息或贴息超出范围", "rate, grace, penalty or subsidy out of range"),
    "limits": ("上下限颠倒", "limits the wrong way round"),
    "twice": ("{name} 出现了两次", "{name} twice"),
    "missing": ("缺失", "missing"),
    "text": ("不是文本", "not a text"),
    "list": ("不是列表", "not a list"),
    "one_of": ("只能是：{names}", "one of {names}"),
    "whole": ("应为 {least} 至 {most} 的整数", "a whole number from {least} to {most}"),
    "true_or_false": ("应为是或否", "true or false"),
    "replay_day": (
        "应为 2027-01-15 这样的日期，不晚于 9999 年",
        "a day such as 2027-01-15, until the year 9999",
    ),
    "replay_percent": (
        "应为文本形式的年利率，0 至 1000，最多两位小数，如 15.4",
        "percent a year as text, 0 to 1000, at most two decimals, such as 15.4",
    ),
    "replay_holidays": (
        "应为一种规则（“none”、“next”、“previous”）、休息日列表，或规则、休息日和上班日",
        "a rule (none, next, previous), days off, or rule, off and work",
    ),
    "replay_unknown": ("没有这一项，只有：{names}", "unknown here: {names} are known"),
    "replay_or_due": ("缺失；或写“due”", "missing; or give due"),
    "replay_not_with_due": (
        "不能与“due”同用；多付的部分另写",
        "not with due; more_fen is what is paid beyond it",
    ),
    "replay_only_with_due": ("只能与“due”同用", "only with due"),
    "replay_one_of_two": ("此项与还款总额只能写一项", "this or amount_fen, one of the two"),
}
