"""Why the books refuse an entry, and what is wrong with an account number, in Chinese; the English stands in
:data:`loc_desktop.bank.causes.CAUSES`."""

from __future__ import annotations

from collections.abc import Mapping

CAUSES: Mapping[str, str] = {
    "sealed": "分录已封存",
    "closed": "账户已销户",
    "two_postings": "一笔分录至少有两条记账",
    "unbalanced": "借贷不平",
    "money_unbalanced": "资金账户借贷不平",
    "entry_exists": "分录已存在",
    "kind_stays": "账户种类不能更改",
    "account_stays": "账户不能删除",
    "nothing_changed": "已记的账不能更改或删除，请记冲正分录",
    "constraint": "数据库的规则（{said}）",
    "number_empty": "没有填写",
    "number_characters": "只能是数字",
    "number_length": "位数不对",
    "number_prefix": "不是本系统的账号",
    "number_checksum": "校验位不符，请核对是否抄错",
}
