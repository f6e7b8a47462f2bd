"""The lending rules: for which purposes the programme lends."""

from __future__ import annotations

from dataclasses import replace

import pytest

from loc_desktop.loan import lending

BORROWER = lending.shipped().borrower

PRODUCTION = (
    "种茶", "养鸡", "hens", "开饭店", "建养殖大棚", "建猪舍", "建鸡舍和库房", "建厂房", "建烤房",
    "盖猪圈", "修建机房", "装修店面", "店面装修", "厂房装修", "装修饭店", "装修理发店",
    "装修民宿", "开装修公司",
    "装修队买工具", "建养殖用房", "租房开店", "家具厂",
    "开家具店",
    "家具加工", "卖家具", "家电维修店",
    "销售彩电", "开家电批发门市", "饭店用家具", "婚庆公司", "买种子和化肥", "购买农机", "退耕还林",
    "经营合作社", "买机床", "防治病虫害", "开寿衣店", "卖消费品", "买校车接学生上学",
)  # fmt: skip
CONSUMPTION = (
    "盖房", "买房", "购房", "建房", "自建住房", "修缮住房", "修缮房屋", "盖两间新房", "买一套商品房",
    "在县城买房子", "翻修老房", "建三层楼房", "盖 房", "盖房，开店", "买房开饭店", "开公司，另外买房",
    "家具厂工人买房", "结婚", "给儿子结婚用", "办婚礼", "饭店办婚礼", "彩礼", "付彩礼开店", "娶媳妇",
    "还债", "开店还债", "开厂还旧债", "还贷", "归还债务", "买彩电", "买家具", "开店，买家具",
    "买家具开店", "买家具 店面租金", "饭店买彩电", "装修", "装修、开店", "家 具", "理财", "炒股",
    "入股合作社", "转贷给公司", "孩子上学", "交学费", "看病", "住院", "家庭生活费", "个人消费", "办丧事",
)  # fmt: skip


@pytest.mark.parametrize("purpose", PRODUCTION)
def test_production_and_business_are_lent_for(purpose: str) -> None:
    assert BORROWER.refused_use(purpose) == ""


@pytest.mark.parametrize("purpose", CONSUMPTION)
def test_a_refused_use_is_refused_whatever_stands_beside_it(purpose: str) -> None:
    use = BORROWER.refused_use(purpose)
    assert use
    assert "".join(use.split()) in "".join(purpose.split())


def test_the_words_are_those_of_the_rules() -> None:
    none = replace(BORROWER, refused_uses=(), refused_goods=(), trades=())
    assert none.refused_use("盖房") == none.refused_use("买家具") == ""
    county = replace(BORROWER, refused_uses=("Wedding",), refused_goods=("家具",), trades=())
    assert county.refused_use("a wedding in May") == "wedding"
    assert (county.refused_use("盖房"), county.refused_use("家具厂")) == ("", "家具")


def test_rules_from_before_there_were_goods_refuse_what_they_name() -> None:
    table = dict(lending.shipped_table())
    borrower = {key: table["borrower"][key] for key in ("age_min", "age_max", "household_amount")}
    borrower |= {"household_amount_second": 1, "refused_uses": ["装修", "还债"]}
    old = lending.of_json({**table, "borrower": borrower}).borrower
    assert [old.refused_use(use) for use in ("开店还债", "装修", "养鸡")] == ["还债", "装修", ""]
