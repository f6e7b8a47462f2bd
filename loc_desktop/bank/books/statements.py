"""An account's statement as CSV, in Chinese or English, and what stands in the journal in words."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from typing import Final, Literal

from loc_desktop.bank.books.values import Statement, StatementLine
from loc_desktop.loan.money import yuan_text
from loc_desktop.spreadsheet import harmless

Language = Literal["zh", "en"]

_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "opening": ("期初余额", "Opening balance"),
    "closing": ("期末余额", "Closing balance"),
    "booked": ("记账日", "Booked"),
    "value": ("起息日", "Value date"),
    "entry": ("凭证号", "Entry"),
    "text": ("摘要", "Text"),
    "other": ("对方账号", "Other account"),
    "in": ("转入", "In"),
    "out": ("转出", "Out"),
    "balance": ("余额", "Balance"),
    "corrects": ("冲正凭证", "corrects entry"),
    "corrected": ("已由凭证冲正", "corrected by entry"),
}
_TEXTS: Final[Mapping[str, str]] = {
    # What the program itself writes into the journal; other texts are shown as they were written.
    "cash paid in": "现金存入",
    "cash paid out": "现金支取",
    "capital paid in": "资本金存入",
    "account closed": "销户支取",
    "transfer": "转账",
    "reversal": "冲正",
    "lending money": "信贷资金",
}
_KINDS: Final[Mapping[str, tuple[str, str]]] = {
    "asset.deposit": ("转入数字账户", "to the digital account"),
    "asset.withdraw": ("数字账户转回", "from the digital account"),
    "fund.issue": ("发行数字资产", "lending money onto the ledger"),
    "fund.redeem": ("赎回数字资产", "lending money off the ledger"),
    "fund.deposit": ("财政资金转入数字账户", "budget money onto the ledger"),
    "fund.withdraw": ("财政资金转回", "budget money off the ledger"),
    "loan.collect": ("贷款扣款", "loan collection"),
}
_STEPS: Final[Mapping[str, tuple[str, str]]] = {
    "hold": ("在途", "in transit"),
    "settle": ("入账", "settled"),
    "refused": ("退回", "taken back"),
}
_TRANSFER: Final = re.compile(r"(?P<kind>[a-z]+\.[a-z]+)(?: (?P<key>\S+):)? (?P<step>hold|settle|refused)")
_DAY_END: Final = re.compile(r"day's end (?P<day>[0-9-]{10}): (?P<loans>[0-9]+) loans")
_PROVISIONS: Final = re.compile(r"provisions (?P<day>[0-9-]{10})")


def text_of(text: str, language: Language) -> str:
    """A journal text for people: what the program wrote is said in words, other texts as they were written.

    The books keep a transfer as ``asset.deposit 1f0c9a2b: hold``, with the beginning of its key.
    """
    place = 0 if language == "zh" else 1
    moved = _TRANSFER.fullmatch(text)
    if moved is not None and moved["kind"] in _KINDS:
        words = [_KINDS[moved["kind"]][place], _STEPS[moved["step"]][place]]
        return " · ".join([*words, moved["key"]] if moved["key"] else words)
    if language == "en":
        return text
    ended = _DAY_END.fullmatch(text)
    if ended is not None:
        return f"{ended['day']} 日终，{ended['loans']} 笔贷款"
    provided = _PROVISIONS.fullmatch(text)
    if provided is not None:
        return f"{provided['day']} 计提贷款损失准备"
    return _TEXTS.get(text, text)


def line_text(line: StatementLine, language: Language) -> str:
    """A line's text, with the entry that it takes back or that takes it back."""
    words = _words(language)
    text = text_of(line.text, language)
    if line.reverses:
        text += f" ({words['corrects']} {line.reverses})"
    if line.reversed_by:
        text += f" ({words['corrected']} {line.reversed_by})"
    return text


def to_csv(statement: Statement, language: Language = "zh") -> str:
    """One row an entry, the first row names the columns, amounts in yuan with two decimals; opening and
    closing balance are rows of their own. Write it as UTF-8 with a byte order mark, so that spreadsheets
    read the Chinese.
    """
    word = _words(language)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(
        [word[name] for name in ("booked", "value", "entry", "text", "other", "in", "out", "balance")]
    )
    writer.writerow([statement.start, "", "", word["opening"], "", "", "", yuan_text(statement.opening)])
    for row in _rows(statement, language):
        writer.writerow([harmless(cell) for cell in row])
    writer.writerow([statement.end, "", "", word["closing"], "", "", "", yuan_text(statement.closing)])
    return out.getvalue()


def _rows(statement: Statement, language: Language) -> list[list[str]]:
    rows = []
    for line in statement.lines:
        text = line_text(line, language)
        paid_in = yuan_text(line.amount) if line.amount > 0 else ""
        paid_out = yuan_text(-line.amount) if line.amount < 0 else ""
        balance = yuan_text(line.balance)
        other = " ".join(line.other)
        rows.append(
            [line.booking_date, line.value_date, str(line.entry), text, other, paid_in, paid_out, balance]
        )
    return rows


def _words(language: Language) -> dict[str, str]:
    return {name: both[0 if language == "zh" else 1] for name, both in _WORDS.items()}
