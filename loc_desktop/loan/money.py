"""Amounts: integer fen inside, yuan as people write them outside, and the capitals of Chinese forms.

No float ever holds money. 1 yuan = 10 jiao = 100 fen.
"""

from __future__ import annotations

import re
from typing import Final

FEN_PER_YUAN: Final = 100
MAX_FEN: Final = 10**14 - 1
"""Just under a trillion yuan: the largest amount that is read and written."""

# Full-width digits, signs and the separators that people type are read as what they mean.
_TYPED: Final = str.maketrans("０１２３４５６７８９．，　¥￥", "0123456789., \0\0")
_PLAIN: Final = re.compile(r"(?P<yuan>\d+)(?:\.(?P<fen>\d{0,2}))?\Z")
_GROUPED: Final = re.compile(r"\d{1,3}(?:[ ,\u00a0\u2009\u202f]\d{3})+(?:\.\d{0,2})?\Z")
_POINT_GROUPS: Final = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d*)?\Z", re.ASCII)
_DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
_UNITS: Final = ("", "拾", "佰", "仟")
_GROUPS: Final = ("", "万", "亿")


class AmountError(ValueError):
    """Text that is no amount. ``code``: ``empty``, ``not_a_number``, ``too_fine`` (below a fen) or
    ``too_large``.
    """

    def __init__(self, code: str, text: str) -> None:
        self.code = code
        super().__init__(f"{code}: {text[:40]!r}")


def parse_yuan(text: str) -> int:
    """Yuan as typed (``50000``, ``50,000.5``, ``￥50 000``, ``12元``) as fen. Raises AmountError."""
    plain = text.translate(_TYPED).replace("\0", "").strip().removesuffix("元").strip()
    if not plain:
        raise AmountError("empty", text)
    if _GROUPED.match(plain):
        plain = re.sub(r"[ ,\u00a0\u2009\u202f]", "", plain)
    match = _PLAIN.match(plain)
    if match is None:
        code = "too_fine" if re.match(r"\d+\.\d{3,}\Z", plain) else "not_a_number"
        raise AmountError(code, text)
    # The length is looked at before int(): a million digits would take very long.
    if len(match["yuan"].lstrip("0")) > len(str(MAX_FEN)) - 2:
        raise AmountError("too_large", text)
    return int(match["yuan"]) * FEN_PER_YUAN + int((match["fen"] or "").ljust(2, "0"))


def is_point_grouped(text: str) -> bool:
    """Whether points may stand between the thousands (``20.000``, ``1.234,56``): such an amount could mean
    two things, a thousand times apart, and is never read as either.
    """
    return _POINT_GROUPS.match(text.translate(_TYPED).strip("\0 元")) is not None


def yuan_text(fen: int, group: str = "") -> str:
    """Fen as yuan with two decimals, ``group`` between groups of three digits: ``yuan_text(5000050, ",")`` is
    ``50,000.50``."""
    sign, amount = ("-", -fen) if fen < 0 else ("", fen)
    whole = f"{amount // FEN_PER_YUAN:,}".replace(",", group)
    return f"{sign}{whole}.{amount % FEN_PER_YUAN:02d}"


def capitals(fen: int) -> str:
    """An amount in Chinese capitals, as bills and forms demand: ``伍万元整``, ``壹仟零捌拾柒元伍角整``.

    After the People's Bank of China's rules for filling in bills (支付结算办法, annex 1): 整 after yuan,
    and after jiao where no fen follow, never after fen; a run of zeros inside is one 零; zero jiao
    before fen is 零. Raises ValueError outside of 0 … :data:`MAX_FEN`.
    """
    if not 0 <= fen <= MAX_FEN:
        raise ValueError(f"{fen} fen are outside of what capitals are written for")
    yuan, below_yuan = divmod(fen, FEN_PER_YUAN)
    jiao, last = divmod(below_yuan, 10)
    text = f"{_integer(yuan)}元" if yuan else ""
    if not below_yuan:
        return (text or "零元") + "整"
    if jiao:
        text += f"{_DIGITS[jiao]}角"
    elif yuan:
        text += "零"
    return text + (f"{_DIGITS[last]}分" if last else "整")


def _integer(number: int) -> str:
    groups: list[int] = []
    while number:
        number, low = divmod(number, 10_000)
        groups.append(low)
    text, gap = "", False
    for place in range(len(groups) - 1, -1, -1):
        value = groups[place]
        if not value:
            gap = bool(text)
            continue
        if gap or (text and value < 1000):
            text += "零"
        text += _group(value) + _GROUPS[place]
        gap = False
    return text


def _group(value: int) -> str:
    """1 … 9999 with its units, zeros inside as one 零."""
    text, gap = "", False
    for place in (3, 2, 1, 0):
        digit = value // 10**place % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + _UNITS[place]
            gap = False
        else:
            gap = True
    return text


def percent(hundredths: int) -> str:
    """Hundredths of a percent: 435 is ``4.35 %``."""
    return f"{hundredths // 100}.{hundredths % 100:02d} %"
