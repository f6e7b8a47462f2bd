"""Why a plan or a table of rules is none, in Chinese; the English stands in
:data:`loc_desktop.loan.causes.CAUSES`."""

from __future__ import annotations

from collections.abc import Mapping

CAUSES: Mapping[str, str] = {
    "plan_amount": "金额应为 1 分至 {most} 分",
    "plan_months": "期限应为 1 至 {most} 个月",
    "plan_rate": "年利率应为 0 至 1,000 %",
    "plan_method": "没有这种还款方式",
    "plan_day_count": "没有这种计息天数规则",
    "plan_payment_day": "还款日应为 1 至 31 日",
    "plan_holidays": "没有这种节假日规则，或缺少节假日表",
    "plan_years": "贷款到期日将晚于 {most} 年",
    "version": "只认得第 1 版",
    "object": "应为一个对象",
    "lacks": "缺少 {name}",
    "foreign": "有多余的一项：{name}",
    "date": "{text} 不是 2026-11-22 这样的日期",
    "method": "没有这种还款方式或计息天数规则",
    "habits": "没有这种提前还款、节假日或还款日的办法",
    "range": "利率、宽限期、罚息或贴息超出范围",
    "limits": "上下限颠倒",
    "twice": "{name} 出现了两次",
    "missing": "缺失",
    "text": "不是文本",
    "list": "不是列表",
    "one_of": "只能是：{names}",
    "whole": "应为 {least} 至 {most} 的整数",
    "true_or_false": "应为是或否",
    "replay_day": "应为 2027-01-15 这样的日期，不晚于 9999 年",
    "replay_percent": "应为文本形式的年利率，0 至 1000，最多两位小数，如 15.4",
    "replay_holidays": "应为一种规则（“none”、“next”、“previous”）、休息日列表，或规则、休息日和上班日",
    "replay_unknown": "没有这一项，只有：{names}",
    "replay_or_due": "缺失；或写“due”",
    "replay_not_with_due": "不能与“due”同用；多付的部分另写",
    "replay_only_with_due": "只能与“due”同用",
    "replay_one_of_two": "此项与还款总额只能写一项",
}
