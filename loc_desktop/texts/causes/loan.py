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
}
