"""Why the books refuse an entry, and what is wrong with an account number: name → (Chinese, English)."""

from __future__ import annotations

from collections.abc import Mapping

CAUSES: Mapping[str, tuple[str, str]] = {
    "sealed": ("分录已封存", "the entry is sealed"),
    "closed": ("账户已销户", "the account is closed"),
    "two_postings": ("一笔分录至少有两条记账", "an entry has at least two postings"),
    "unbalanced": ("借贷不平", "the postings do not balance"),
    "money_unbalanced": ("资金账户借贷不平", "the postings on money accounts do not balance"),
    "entry_exists": ("分录已存在", "the entry exists"),
    "kind_stays": ("账户种类不能更改", "an account keeps its kind"),
    "account_stays": ("账户不能删除", "accounts are never deleted"),
    "nothing_changed": (
        "已记的账不能更改或删除，请记冲正分录",
        "nothing is ever changed or deleted; book a reversal",
    ),
    "second_person": ("须由另一人复核", "another person has to release it"),
    "constraint": ("数据库的规则（{said}）", "a rule of the database ({said})"),
    "number_empty": ("没有填写", "it is empty"),
    "number_characters": ("只能是数字", "it has other characters than digits"),
    "number_length": ("位数不对", "it has too many digits or too few"),
    "number_prefix": ("不是本系统的账号", "it is no number of this system"),
    "number_checksum": (
        "校验位不符，请核对是否抄错",
        "its check digit does not fit: compare it with the original",
    ),
}
