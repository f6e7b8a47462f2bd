"""What a bank's books hold, as frozen values. No SQLAlchemy here: the desk and the terminal build on these.

Amounts are fen. In a posting a debit is positive and a credit negative; an account's balance is counted on
its own side, so a customer's money is a positive balance of a liability.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """Kinds of traditional accounts. The first six are the money; the others are the bank's loan book, the
    last three of them memo accounts: what is owed and is no income of the bank."""

    VAULT = "vault"
    CURRENT = "current"
    BUDGET = "budget"
    LENDING = "lending"
    TRANSIT = "transit"
    DIGITAL = "digital"
    LOANS = "loans"
    INTEREST_DUE = "interest_due"
    PENALTY_DUE = "penalty_due"
    SUBSIDY_DUE = "subsidy_due"
    CLEARING = "clearing"
    INTEREST_INCOME = "interest_income"
    PENALTY_INCOME = "penalty_income"
    WRITTEN_OFF = "written_off"
    RECOVERED = "recovered"
    PROVISION = "provision"
    PROVISION_EXPENSE = "provision_expense"
    MEMO_INTEREST = "memo_interest"
    MEMO_PENALTY = "memo_penalty"
    MEMO_CONTRA = "memo_contra"


@dataclass(frozen=True, slots=True)
class KindInfo:
    """``code`` stands in the number; ``debit``: an asset or expense, whose balance is its debits;
    ``internal``: the bank's own, one of each; ``floor``: never below zero.
    """

    code: int
    debit: bool
    internal: bool
    floor: bool
    zh: str
    en: str


KINDS: Final[Mapping[Kind, KindInfo]] = {
    Kind.CURRENT: KindInfo(10, False, False, True, "活期存款", "current account"),
    Kind.BUDGET: KindInfo(11, False, False, True, "财政专户", "budget account"),
    Kind.LENDING: KindInfo(20, False, True, True, "信贷资金", "lending money"),
    Kind.TRANSIT: KindInfo(30, False, True, True, "在途资金", "in transit"),
    Kind.DIGITAL: KindInfo(31, False, True, True, "已发行数字资产", "digital assets issued"),
    Kind.VAULT: KindInfo(40, True, True, True, "库存现金", "vault"),
    Kind.LOANS: KindInfo(50, True, True, False, "贷款本金", "loan principal"),
    Kind.INTEREST_DUE: KindInfo(51, True, True, False, "应收利息", "interest receivable"),
    Kind.PENALTY_DUE: KindInfo(52, True, True, False, "应收罚息", "penalty receivable"),
    Kind.SUBSIDY_DUE: KindInfo(53, True, True, False, "应收贴息", "subsidy receivable"),
    Kind.CLEARING: KindInfo(54, True, True, False, "贷款清算", "loan clearing on the ledger"),
    Kind.INTEREST_INCOME: KindInfo(60, False, True, False, "利息收入", "interest income"),
    Kind.PENALTY_INCOME: KindInfo(61, False, True, False, "罚息收入", "penalty income"),
    Kind.WRITTEN_OFF: KindInfo(70, True, True, False, "贷款核销", "loans written off"),
    Kind.RECOVERED: KindInfo(71, False, True, False, "核销收回", "recovered of loans written off"),
    Kind.PROVISION: KindInfo(55, False, True, False, "贷款损失准备", "provision for loan losses"),
    Kind.PROVISION_EXPENSE: KindInfo(72, True, True, False, "贷款减值损失", "provision expense"),
    Kind.MEMO_INTEREST: KindInfo(80, True, True, False, "表外应收未收利息", "memo: interest not accrued"),
    Kind.MEMO_PENALTY: KindInfo(81, True, True, False, "表外应收未收罚息", "memo: penalty not accrued"),
    Kind.MEMO_CONTRA: KindInfo(89, False, True, False, "表外对应科目", "memo: contra account"),
}
MONEY: Final = (Kind.VAULT, Kind.CURRENT, Kind.BUDGET, Kind.LENDING, Kind.TRANSIT, Kind.DIGITAL)
"""What came from outside (vault) and whose it is now. Their postings sum to zero in every entry."""

MEMO: Final = (Kind.MEMO_INTEREST, Kind.MEMO_PENALTY, Kind.MEMO_CONTRA)
"""Off the balance sheet; in every entry they sum to zero by themselves."""

TRADITIONAL: Final = (Kind.CURRENT, Kind.BUDGET, Kind.LENDING)
"""Money on the traditional side, that is neither in transit nor digital."""


@dataclass(frozen=True, slots=True)
class Client:
    """A customer of the bank (CIF). ``number`` has a check digit; ``status`` active or closed."""

    number: str
    name: str
    identity_number: str
    phone: str = ""
    address: str = ""
    status: str = "active"
    opened: str = ""


@dataclass(frozen=True, slots=True)
class BankAccount:
    """A traditional account. ``balance`` in fen on the account's own side; ``status`` open or closed.

    ``digital_key`` is the address of the linked digital account, ``link_event`` the event that linked it;
    both "" without a link. ``linked_at`` is "" while the event is not yet unlocked; ``unlink_event`` is the
    event that is about to end the link.
    """

    number: str
    kind: Kind
    name: str
    client: str
    balance: int
    status: str
    opened: str
    closed: str = ""
    digital_key: str = ""
    link_event: str = ""
    linked_at: str = ""
    unlink_event: str = ""

    @property
    def linked(self) -> bool:
        """Whether the link is in effect and not about to end."""
        return bool(self.digital_key and self.linked_at and not self.unlink_event)


@dataclass(frozen=True, slots=True)
class Posting:
    """One side of an entry: ``amount`` fen, a debit positive, a credit negative."""

    account: str
    amount: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A journal entry. ``key`` makes it happen once; ``booking_date`` is the day of the books, ``value_date``
    the day from which the money counts (both ``YYYY-MM-DD``); ``reverses`` is the id of a corrected entry.
    ``maker`` and ``checker``: the keys of who entered it and who released it, "" for the program and nobody.
    """

    key: str
    text: str
    postings: tuple[Posting, ...]
    booking_date: str = ""
    value_date: str = ""
    reverses: int = 0
    id: int = 0
    booked_at: str = ""
    maker: str = ""
    checker: str = ""


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A statement's line. ``amount`` and ``balance`` on the account's own side; ``other`` the accounts on the
    entry's other side; ``reverses`` the entry that it takes back, ``reversed_by`` the one that takes it back.
    """

    entry: int
    booking_date: str
    value_date: str
    text: str
    other: tuple[str, ...]
    amount: int
    balance: int
    reverses: int = 0
    reversed_by: int = 0


@dataclass(frozen=True, slots=True)
class Statement:
    """An account from ``start`` to ``end``, both days included, by booking date."""

    account: BankAccount
    bank: str
    start: str
    end: str
    opening: int
    closing: int
    lines: tuple[StatementLine, ...]

    @property
    def paid_in(self) -> int:
        return sum(line.amount for line in self.lines if line.amount > 0)

    @property
    def paid_out(self) -> int:
        return -sum(line.amount for line in self.lines if line.amount < 0)


@dataclass(frozen=True, slots=True)
class BooksMoney:
    """Where the bank's money is, in fen. ``difference`` is 0 in sound books."""

    vault: int
    traditional: int
    transit: int
    digital: int

    @property
    def difference(self) -> int:
        return self.vault - self.traditional - self.transit - self.digital
