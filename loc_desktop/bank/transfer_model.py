"""A transfer between the traditional books and the ledger: its states, and where the money is in each.

::

    received ─┬─ held ──────┬─ executed ─── settled
              │             └─ failing ───── returning ─── reversed
              └─ refusing ── refused

``held``: booked into "in transit", the bank's Pass may be on its way. ``refusing``: the bank's Failed is.
``failing``: the ledger could not execute the Pass (return code 4, or a party who is no member any more), so
the bank sends its Failed after it. Which of the two the ledger takes first decides, once; the books follow
the ledger, never the other way round: from every state on, an event that turns out to be executed is settled.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from loc_desktop.bank import trouble
from loc_desktop.bank.trouble import Trouble
from loc_desktop.errors import KnownError
from loc_desktop.loan.money import yuan_text

COLLECT: Final = "loan.collect"
"""What is due on a loan is taken from the linked account: digital, and at once repaid."""

INWARD: Final = ("asset.deposit", "fund.issue", "fund.deposit", COLLECT)
"""Traditional money becomes digital assets."""

OUTWARD: Final = ("asset.withdraw", "fund.redeem", "fund.withdraw")
"""Digital assets become traditional money."""

FINAL: Final = ("settled", "refused", "reversed")
STATES: Final = ("received", "held", "refusing", "failing", "executed", "returning", *FINAL)

TRADITIONAL: Final = "traditional"
TRANSIT: Final = "in_transit"
DIGITAL: Final = "digital"
LOAN: Final = "loan"

REASONS: Final[Mapping[str, tuple[str, str]]] = {
    # code: (what is wrong, what to do)
    "no_link": (
        "The digital account is not linked to an account of this bank.",
        "Link an account of one's own first.",
    ),
    "closed": ("The linked account {number} is closed.", "Link an account that is open."),
    "funds": ("The account holds {held} fen, {needed} fen are needed.", "Choose a smaller amount."),
    "digital_funds": (
        "The digital account holds {held} fen issued by this bank, {needed} fen are needed.",
        "Choose a smaller amount, or withdraw at the bank that issued the rest.",
    ),
    "limit_single": (
        "{amount} fen are above the limit of {limit} fen for one transfer.",
        "Transfer a smaller amount.",
    ),
    "limit_day": (
        "With this transfer {amount} fen would be above the day's limit of {limit} fen.",
        "Transfer the rest tomorrow.",
    ),
    "duplicate": ("The transfer {key} was already asked for by event {event}.", "Nothing needs to be done."),
    "not_executed": ("The ledger could not execute it: {why}.", "Correct this and ask again."),
    "bank": ("The bank's own books cannot take it: {why}.", "Ask the bank."),
}
"""Why a transfer is refused. The code is what the bank signs as its reason; amounts stay in the books."""

_REASONS_ZH: Final[Mapping[str, tuple[str, str]]] = {
    "no_link": ("该数字账户未关联本行账户。", "请先关联本人账户。"),
    "closed": ("关联账户 {number} 已销户。", "请关联正常的账户。"),
    "funds": ("账户余额 {held} 元，需要 {needed} 元。", "请减少金额。"),
    "digital_funds": (
        "数字账户中本行发行的资产为 {held} 元，需要 {needed} 元。",
        "请减少金额，或到其他发行银行转回其余部分。",
    ),
    "limit_single": ("{amount} 元超过单笔限额 {limit} 元。", "请减少金额。"),
    "limit_day": ("连同本笔共 {amount} 元，超过当日限额 {limit} 元。", "其余部分请明天再转。"),
    "duplicate": ("该笔划转 {key} 已由事件 {event} 申请。", "无需处理。"),
    "not_executed": ("账本未能执行：{why}。", "请更正后重新申请。"),
    "bank": ("银行账务无法处理：{why}。", "请咨询银行。"),
}
_STATE_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "received": ("银行已收到划转 {amount} 元的申请。", "The bank has received the transfer of {amount} fen."),
    "held": ("划转 {amount} 元正等待账本执行。", "The transfer of {amount} fen waits for the ledger."),
    "refusing": (
        "银行拒绝划转 {amount} 元，正等待账本确认。",
        "The bank refuses the transfer of {amount} fen; this waits for the ledger.",
    ),
    "failing": ("划转 {amount} 元正在撤回。", "The transfer of {amount} fen is being taken back."),
    "returning": (
        "账本已拒绝划转 {amount} 元，银行正在退回。",
        "The ledger has refused the transfer of {amount} fen; the bank is giving it back.",
    ),
    "executed": (
        "账本已执行划转 {amount} 元，银行正在入账。",
        "The ledger has executed the transfer of {amount} fen; the bank is settling it.",
    ),
    "settled": ("划转 {amount} 元已完成。", "The transfer of {amount} fen is done."),
    "refused": ("划转 {amount} 元被拒绝。", "The transfer of {amount} fen was refused."),
    "reversed": ("划转 {amount} 元已退回。", "The transfer of {amount} fen was taken back."),
}
_WHERE_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    TRADITIONAL: ("资金在传统账户。", "The money is on the traditional account."),
    TRANSIT: (
        "资金在途，记在银行账上，将自动到账或退回。",
        "The money is in transit, in the bank's books; it will arrive or come back by itself.",
    ),
    DIGITAL: ("资金在数字账户。", "The money is on the digital account."),
    LOAN: ("资金已用于还款。", "The money has repaid the loan."),
}
_AMOUNTS: Final = ("amount", "held", "needed", "limit")


class ConnectorError(KnownError):
    """Something that is no transfer of this bank. No money has moved."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The most in one transfer and of one account in a day and direction, fen."""

    single: int = 100_000_00
    day: int = 500_000_00


@dataclass(frozen=True, slots=True)
class Transfer:
    """A transfer and how far it is. ``key`` is the idempotency key, ``account`` the traditional account (""
    if none is linked), ``digital`` the digital one; ``hold``, ``settle``, ``reverse`` the journal entries of
    its steps (0: none); ``tx_id`` the ledger's transaction that decided it; ``trouble`` why the last attempt
    gave no answer (None if it gave one). ``params`` fill the reason's sentence; ``cause`` among them is the
    refusal behind ``not_executed`` and ``bank``.
    """

    event: str
    key: str
    kind: str
    amount: int
    account: str
    digital: str
    state: str
    reason: str = ""
    params: Mapping[str, object] = field(default_factory=dict)
    hold: int = 0
    settle: int = 0
    reverse: int = 0
    tx_id: str = ""
    seen_at: str = ""
    changed_at: str = ""
    tries: int = 0
    trouble: Trouble | None = None

    @property
    def inward(self) -> bool:
        """Whether traditional money becomes digital."""
        return self.kind in INWARD

    @property
    def final(self) -> bool:
        return self.state in FINAL

    @property
    def where(self) -> str:
        """Where the money is now: ``traditional``, ``in_transit``, ``digital`` or ``loan`` (repaid)."""
        if self.state in ("held", "failing", "returning"):
            return TRANSIT
        if self.state == "executed":
            return self._target if self.inward else TRANSIT
        arrived = self.state == "settled"
        return self._target if arrived == self.inward else TRADITIONAL

    @property
    def _target(self) -> str:
        return LOAN if self.kind == COLLECT else DIGITAL

    @property
    def cause(self) -> Trouble | None:
        """What the ledger or the books refused, behind the reasons ``not_executed`` and ``bank``."""
        cause: Any = self.params.get("cause")
        return None if cause is None else trouble.from_json(cause)

    @property
    def todo(self) -> str:
        return REASONS[self.reason][1] if self.reason else ""

    def sentence(self, language: Literal["zh", "en"] = "en") -> str:
        """What happened, where the money is, what to do. Chinese amounts are in yuan."""
        chinese = language == "zh"
        place = 0 if chinese else 1
        params = dict(self.params) | {"amount": self.params.get("amount", self.amount)}
        amount: object = self.amount
        if chinese:
            amount = yuan_text(self.amount, ",")
            for name in _AMOUNTS:
                value = params.get(name)
                if isinstance(value, int):
                    params[name] = yuan_text(value, ",")
        parts = [_STATE_WORDS[self.state][place].format(amount=amount)]
        reason = (_REASONS_ZH if chinese else REASONS).get(self.reason)
        if reason:
            parts.append(reason[0].format(**params))
        if self.trouble and not self.final:
            parts.append(
                f"账本没有答复：{self.trouble}" if chinese else f"The ledger has not answered: {self.trouble}"
            )
        parts.append(_WHERE_WORDS[self.where][place])
        if reason:
            parts.append(reason[1])
        return ("" if chinese else " ").join(parts)


@dataclass(frozen=True, slots=True)
class Difference:
    """One disagreement of books and ledger, named by its transfer where it has one.

    ``kind``: ``not_booked`` (the ledger executed what the books do not have), ``not_executed`` (settled in
    the books, not on the ledger), ``amount``, ``transit`` (the account in transit against its transfers),
    ``total`` (a sum that no transfer explains), ``ledger`` or ``books`` (that side is unsound in itself).
    ``books`` and ``ledger``: what each side has, fen. ``what`` says it; its codes are
    :data:`loc_desktop.bank.trouble.DIFFERENCES`.
    """

    kind: str
    event: str
    key: str
    books: int
    ledger: int
    what: Trouble
