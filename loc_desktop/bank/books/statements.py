"""An account's statement on paper: CSV and PDF, in Chinese or English.

Chinese in the PDF is set in STSong-Light, one of the fonts that every PDF reader brings by Adobe's
Asian-language convention: nothing is embedded, and no font file is shipped. reportlab is imported when a PDF
is made.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from typing import Any, Final, Literal
from xml.sax.saxutils import escape

from loc_desktop.bank.books.account_numbers import grouped
from loc_desktop.bank.books.values import KINDS, Statement, StatementLine
from loc_desktop.loan.money import yuan_text
from loc_desktop.spreadsheet import harmless

Language = Literal["zh", "en"]

_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "title": ("账户对账单", "Account statement"),
    "account": ("账号", "Account"),
    "holder": ("户名", "Holder"),
    "kind": ("账户种类", "Kind"),
    "digital": ("关联数字账户", "Linked digital account"),
    "none": ("无", "none"),
    "period": ("对账期间", "Period"),
    "until": ("至", "to"),
    "opening": ("期初余额", "Opening balance"),
    "closing": ("期末余额", "Closing balance"),
    "paid_in": ("转入合计", "Paid in"),
    "paid_out": ("转出合计", "Paid out"),
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
    "unit": ("金额单位：元", "Amounts in yuan"),
    "page": ("第 {page} 页", "Page {page}"),
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
_FONT: Final = "STSong-Light"


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


def to_pdf(statement: Statement, language: Language = "zh") -> bytes:
    """An A4 document; long statements have several pages, each with the column heads."""
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import mm
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    word = _words(language)
    body = ParagraphStyle("body", fontName=_FONT, fontSize=8.5, leading=12, wordWrap="CJK")
    right = ParagraphStyle("right", parent=body, alignment=2)
    title = ParagraphStyle("title", parent=body, fontSize=15, leading=22)

    def cell(text: str, style: Any = body) -> Any:
        return Paragraph(escape(text), style)

    heads = ("booked", "value", "entry", "text", "other", "in", "out", "balance")
    rows = [[cell(word[name], right if index > 4 else body) for index, name in enumerate(heads)]]
    rows.append(_balance_row(cell, right, statement.start, word["opening"], statement.opening))
    for line in _rows(statement, language, group=","):
        rows.append([cell(text, right if index > 4 else body) for index, text in enumerate(line)])
    rows.append(_balance_row(cell, right, statement.end, word["closing"], statement.closing))
    table = Table(rows, colWidths=[w * mm for w in (20, 20, 13, 36, 34, 21, 21, 23)], repeatRows=1)
    table.setStyle(
        TableStyle(
            [
                ("LINEBELOW", (0, 0), (-1, 0), 0.7, colors.black),
                ("LINEBELOW", (0, 1), (-1, -1), 0.25, colors.lightgrey),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 2),
                ("RIGHTPADDING", (0, 0), (-1, -1), 2),
            ]
        )
    )
    account = statement.account
    facts = [
        (word["account"], grouped(account.number)),
        (word["holder"], account.name),
        (word["kind"], KINDS[account.kind].zh if language == "zh" else KINDS[account.kind].en),
        (word["digital"], account.digital_key if account.linked else word["none"]),
        (word["period"], f"{statement.start} {word['until']} {statement.end}"),
        (word["paid_in"], yuan_text(statement.paid_in, ",")),
        (word["paid_out"], yuan_text(statement.paid_out, ",")),
    ]
    story: list[Any] = [cell(f"{statement.bank}　{word['title']}", title)]
    story += [cell(f"{name}：{value}" if language == "zh" else f"{name}: {value}") for name, value in facts]
    story += [cell(word["unit"], right), Spacer(1, 2 * mm), table]

    def footer(canvas: Any, document: Any) -> None:
        canvas.setFont(_FONT, 8)
        canvas.drawRightString(A4[0] - 11 * mm, 8 * mm, word["page"].format(page=document.page))

    out = io.BytesIO()
    margin = 11 * mm
    document = SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=margin,
        rightMargin=margin,
        topMargin=margin,
        bottomMargin=15 * mm,
        title=f"{word['title']} {account.number}",
        author=statement.bank,
        lang="zh-CN" if language == "zh" else "en",
    )
    document.build(story, onFirstPage=footer, onLaterPages=footer)
    return out.getvalue()


def _balance_row(cell: Any, right: Any, day: str, name: str, balance: int) -> list[Any]:
    return [cell(day), "", "", cell(name), "", "", "", cell(yuan_text(balance, ","), right)]


def _rows(statement: Statement, language: Language, group: str = "") -> list[list[str]]:
    rows = []
    for line in statement.lines:
        text = line_text(line, language)
        paid_in = yuan_text(line.amount, group) if line.amount > 0 else ""
        paid_out = yuan_text(-line.amount, group) if line.amount < 0 else ""
        balance = yuan_text(line.balance, group)
        other = " ".join(line.other)
        rows.append(
            [line.booking_date, line.value_date, str(line.entry), text, other, paid_in, paid_out, balance]
        )
    return rows


def _words(language: Language) -> dict[str, str]:
    return {name: both[0 if language == "zh" else 1] for name, both in _WORDS.items()}
