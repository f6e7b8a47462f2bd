"""Made-up people for the sample and for imported rows: valid identity numbers, names.

Everything follows from a number or text and a seed, so the same row is always the same person. The region
codes are Longyan's; whoever really has one of these numbers is not meant.
"""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

from loc_desktop.loan.identity_number import make

REGIONS = ("350802", "350803", "350821", "350823", "350824", "350825", "350881")
VILLAGES = ("东肖镇", "江山镇", "白沙镇", "古田镇", "中都镇", "十方镇", "新泉镇")
_FIRST_BIRTH = date(1970, 1, 1)  # within the ages at which one may borrow, until 2035
_DAYS = 10_957  # a prime: births until 1999
_STEP = 7_919  # a prime too, so that numbers of one serial get different birthdays

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁"
    "沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严赖覃"
    "洪武莫孔汤"
)
_GIVEN_ONE = "建秀志丽国文春玉海明桂美金晓小永德雪红水德家天立新光庆云凤"
_GIVEN_TWO = "国英强华军芳平兰生珍林梅东霞伟燕民香福莲辉娟龙琴山凤贵花才玲宝萍"


def _number(text: str, seed: str) -> int:
    return int.from_bytes(hashlib.sha256(f"LoC-made-1\n{seed}\n{text}".encode()).digest()[:8], "big")


def identity_number(source_id: str) -> str:
    """The identity number of the applicant of row ``source_id``: 18 characters, check character by GB 11643.

    Whole numbers below 10 million give different numbers; other texts go through a digest.
    """
    whole = source_id.isascii() and source_id.isdigit() and len(source_id) < 15
    value = int(source_id) if whole else _number(source_id, "identity")
    serial = value % 1000
    born = _FIRST_BIRTH + timedelta(days=(value // 1000 * _STEP + serial * 16) % _DAYS)
    return make(int(REGIONS[value % len(REGIONS)]), born, serial)


def person_name(source_id: str, seed: str = "1") -> str:
    """A Chinese name of two or three characters."""
    value = _number(source_id, f"name {seed}")
    surname = _SURNAMES[value % len(_SURNAMES)]
    value //= len(_SURNAMES)
    given, second = _GIVEN_ONE[value % len(_GIVEN_ONE)], _GIVEN_TWO[value // 64 % len(_GIVEN_TWO)]
    return surname + second if value // 4096 % 5 == 0 else surname + given + second


def village(source_id: str) -> str:
    """A made-up person's village, always the same for one id."""
    return VILLAGES[_number(source_id, "village") % len(VILLAGES)]


def phone(source_id: str) -> str:
    """A telephone number that nobody has: mobile numbers do not begin with 100."""
    return f"100{_number(source_id, 'phone') % 10**8:08d}"
