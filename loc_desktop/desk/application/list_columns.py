"""The columns of a list of applicants: what people call them, in Chinese and English, and in which unit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

TEXTS: Final = ("name", "identity_number", "purpose", "group", "phone", "address", "product")
MONEY: Final = ("amount", "income", "asset", "debt")

HEADERS: Final = {
    "name": ("姓名", "name"),
    "identity_number": ("身份证号", "identity number"),
    "amount": ("金额（元）", "amount (yuan)"),
    "months": ("期限（月）", "term (months)"),
    "purpose": ("用途", "purpose"),
    "income": ("年收入（元）", "annual income (yuan)"),
    "asset": ("资产（元）", "assets (yuan)"),
    "debt": ("负债（元）", "debts (yuan)"),
    "group": ("村组", "village group"),
    "phone": ("电话", "telephone"),
    "address": ("住址", "address"),
    "product": ("产品", "product"),
}
"""Column → its header in a template, in Chinese and English."""

OPTIONAL: Final = frozenset({"product"})

_NAMES: Final = {
    "name": "姓名 名字 申请人 借款人 贷款人 客户 客户名称 借款人名称 贷款人名称 申请人名称 贷款户 借款户 "
    "name fullname applicant borrower customer applicantname borrowername customername nameofapplicant "
    "nameofborrower",
    "identity_number": "身份证号 身份证号码 身份证 公民身份号码 公民身份证号码 居民身份证号 "
    "居民身份证号码 证件号 证件号码 identitynumber identityno identitycard identitycardnumber idnumber idno "
    "idcard idcardno idcardnumber residentid residentidnumber nationalid nationalidnumber citizenid",
    "amount": "金额 贷款金额 借款金额 申请金额 贷款额 借款额 申请额 贷款额度 申请额度 申请贷款金额 amount "
    "loanamount principal amountrequested requestedamount",
    "months": "期限 贷款期限 借款期限 申请期限 月数 期数 贷款月数 months term loanterm duration "
    "numberofmonths termmonths",
    "purpose": "用途 贷款用途 借款用途 资金用途 申请用途 purpose use loanpurpose useofloan useoffunds",
    "income": "收入 年收入 家庭年收入 家庭收入 年总收入 家庭年总收入 income annualincome yearlyincome "
    "householdincome familyincome annualhouseholdincome incomeayear incomeperyear",
    "asset": "资产 家庭资产 资产总额 总资产 财产 asset assets totalassets householdassets",
    "debt": "负债 家庭负债 负债总额 总负债 债务 欠款 现有负债 debt debts liabilities totaldebt totaldebts",
    "group": "村组 小组 组别 村民小组 村民组 所在村组 所属村组 村社 "
    "村 所在村 行政村 group villagegroup village",
    "phone": "电话 联系电话 电话号码 手机 手机号 手机号码 联系方式 phone telephone mobile phonenumber "
    "telephonenumber mobilephone mobilenumber tel",
    "address": "住址 地址 家庭住址 家庭地址 住所 现住址 居住地址 详细地址 详细住址 "
    "现居住地址 联系地址 address homeaddress",
    "product": "产品 贷款产品 产品名称 产品编号 产品代码 贷款品种 贷款种类 product loanproduct productid "
    "productname",
}
_BY_NAME: Final = {name: column for column, names in _NAMES.items() for name in names.split()}
_LONGEST_FIRST: Final = sorted(_BY_NAME, key=len, reverse=True)

_MONEY_UNITS: Final = {
    **dict.fromkeys(
        ("rmb元", "元", "人民币", "人民币元", "圆", "rmb", "cny", "yuan", "¥", "yuanrmb", "rmbyuan"), 100
    ),
    **dict.fromkeys(("元/年", "yuan/year", "yuanayear", "yuanperyear", "yuanp.a."), 100),
    **dict.fromkeys(("千元", "千"), 100_000),
    **dict.fromkeys(("万元", "万", "人民币万元", "万元/年", "10000yuan", "tenthousandyuan"), 1_000_000),
    **dict.fromkeys(("角",), 10),
    **dict.fromkeys(("分", "fen"), 1),
}
"""Unit → fen."""

_MONTH_UNITS: Final = {
    **dict.fromkeys(("月", "个月", "月数", "以月计", "按月", "months", "month", "mo"), 1),
    **dict.fromkeys(("年", "years", "year", "yr"), 12),
}

_NOISE: Final = re.compile(
    r"(?:小写|必填|选填|可选|可不填|必须|单位|整数|数字|小数|文本|required|optional|unit|in|wholenumbers?|whole|text)\Z"
)
_RANGE: Final = re.compile(r"[\d\-~～至到—.]+(?:位|字|characters|digits)?\Z")
_BRACKETS: Final = re.compile(r"[(\[【〔{〈<「『](.*?)[)\]】〕}〉>」』]")
_PREFIX: Final = re.compile(r"(?:申请人|借款人|贷款人|贷款户|借款户|客户|本人|农户)的?(?=.)")
_HEAD: Final = re.compile(r"(?:家庭)?户主的?")
_SIMPLIFIED: Final = str.maketrans(
    "證號碼額貸資產負債電話組機聯繫係萬個幣單戶請種類編稱總務現詳細圓數計農員屬鄉鎮莊應選",
    "证号码额贷资产负债电话组机联系系万个币单户请种类编称总务现详细圆数计农员属乡镇庄应选",
)
"""Traditional signs in headers."""
_SPLIT: Final = re.compile(r"[,;:、，；：|\s]+")


@dataclass(frozen=True, slots=True)
class ListColumn:
    """What a header means. ``unit``: fen or months for one of what stands in the cells (1 for texts); 0: a
    unit that is not known, named by ``unknown``. ``weak``: only where no other header means the same, because
    it may as well be a serial number (``id``). ``head``: of the head of the household, who is the borrower
    only where no header names another."""

    name: str
    unit: int = 1
    unknown: str = ""
    weak: bool = False
    head: bool = False


def meaning(header: str) -> ListColumn | None:
    """The column that a header names; None if it names none. Brackets, spaces, case, width, marks for
    needed columns and a unit do not matter: ``*贷款金额（万元）``, ``Amount_(Yuan)``."""
    text = unicodedata.normalize("NFKC", header[:200]).lower().translate(_SIMPLIFIED)
    text = "".join(sign for sign in text if unicodedata.category(sign) != "Cf").strip()
    bare_head = _HEAD.sub("", text, count=1)
    if bare_head != text:
        whose = meaning(bare_head or "姓名")
        return replace(whose, weak=True, head=True) if whose else None
    inside = [part for bracket in _BRACKETS.findall(text) for part in _SPLIT.split(bracket)]
    outside = _SPLIT.split(_BRACKETS.sub(" ", text).replace("*", " ").strip())
    if not any(outside):
        outside, inside = inside, []
    if _plain("".join(outside)) == "id":
        return ListColumn("identity_number", weak=True)
    if "大写" in inside or "大写" in outside:
        return None  # the amount once more, in words
    for used in range(len(outside), 0, -1):
        column = _named(_plain("".join(outside[:used])))
        if column is not None and all(_is_unit(column, word) for word in outside[used:]):
            return _with_unit(column, [*outside[used:], *inside])
    bare = _PREFIX.sub("", _plain("".join(outside)), count=1)
    for name in _LONGEST_FIRST:
        unit = bare.removeprefix(name).strip("/").removeprefix("in") if bare.startswith(name) else ""
        if unit and unit in _units(_BY_NAME[name]):
            return _with_unit(_BY_NAME[name], [unit, *inside])
    return None


def _is_unit(column: str, word: str) -> bool:
    plain = _unit(word)
    return not plain or _is_noise(column, plain) or plain in _units(column)


def _is_noise(column: str, plain: str) -> bool:
    """A remark that changes no value. A number does beside an amount: "10000 yuan"."""
    return bool(_NOISE.match(plain)) or (column not in MONEY and bool(_RANGE.match(plain)))


def _unit(word: str) -> str:
    return re.sub(r"[\s_]+", "", word).removeprefix("单位").strip("/")


def _plain(text: str) -> str:
    return re.sub(r"[\s_\-'\"“”‘’.。#*]+", "", text).strip("/")


def _named(bare: str) -> str | None:
    bare = bare.replace("/", "")
    return _BY_NAME.get(bare) or _BY_NAME.get(_PREFIX.sub("", bare, count=1))


def _units(column: str) -> dict[str, int]:
    return _MONEY_UNITS if column in MONEY else _MONTH_UNITS if column == "months" else {}


def _with_unit(column: str, words: list[str]) -> ListColumn:
    units = _units(column)
    if not units:
        return ListColumn(column)
    default = 100 if column in MONEY else 1
    factors: list[int] = []
    for word in words:
        plain = _unit(word)
        if not plain or _is_noise(column, plain):
            continue
        if plain not in units:
            return ListColumn(column, 0, word)
        factors.append(units[plain])
    if len(set(factors)) > 1:
        return ListColumn(column, 0, " ".join(words))
    return ListColumn(column, factors[0] if factors else default)


def known(texts: Sequence[str]) -> int:
    """How many different columns a row of texts names."""
    return len({column.name for column in map(meaning, texts) if column is not None})
