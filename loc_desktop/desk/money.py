"""Role C: the customer's accounts side by side, and money between them in two phases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loc_desktop.desk.model import Applicant, Party, ToSign
from loc_desktop.desk.money_model import Accounts, Asked, Movement, TransferPage, TransferView

if TYPE_CHECKING:
    from loc_desktop.desk.carry import Carrier
    from loc_desktop.desk.names import Names


class Money:
    """What a customer, or the counter that serves customers, does with money. ``customer`` is everywhere a
    customer's key ("" = the desk's own).

    A request is prepared (``prepare_…`` gives the sentence and the text that will be signed) and then signed
    and sent with :meth:`submit`. Preparing raises KnownError ``money.*`` for what would be refused anyway.
    """

    def __init__(self, carrier: Carrier, names: Names) -> None:
        raise NotImplementedError

    def customers(self) -> tuple[Applicant, ...]:
        """Those whose keys this counter holds; the desk's own first."""
        raise NotImplementedError

    def banks(self) -> tuple[Party, ...]:
        """Where one can have an account."""
        raise NotImplementedError

    def accounts(self, customer: str = "") -> Accounts:
        """Traditional accounts (linked ones, and where the bank's books are on this computer the customer's
        others too), and the digital account by issuer with every lot's origin."""
        raise NotImplementedError

    def movements(self, customer: str = "") -> tuple[Movement, ...]:
        """The digital account's changes, newest first, each with the event behind it."""
        raise NotImplementedError

    def prepare_link(self, number: str, bank: str, customer: str = "") -> ToSign:
        """``account.link``: the traditional account ``number`` at ``bank`` (key) belongs to this digital
        account. Raises KnownError ``money.number``, ``money.linked``."""
        raise NotImplementedError

    def prepare_unlink(self, number: str, bank: str, customer: str = "") -> ToSign:
        raise NotImplementedError

    def prepare_deposit(self, amount: int, bank: str, customer: str = "") -> ToSign:
        """``asset.deposit`` of ``amount`` fen from the linked account at ``bank``. Raises KnownError
        ``money.amount``, ``money.no_link``, ``money.funds``."""
        raise NotImplementedError

    def prepare_withdraw(self, amount: int, bank: str, customer: str = "") -> ToSign:
        """``asset.withdraw`` of assets that ``bank`` issued, to the linked account there. Raises KnownError
        as :meth:`prepare_deposit`."""
        raise NotImplementedError

    def submit(self, prepared: ToSign, *, pin: str | None = None) -> Asked:
        """Sign exactly what was prepared and send it. The same request twice (a double click) is sent once.
        Where the bank's clerk runs on this computer it is decided at once. Raises KnownError ``money.changed``
        for what was not prepared here, ``keyring.*``, the contract's refusal."""
        raise NotImplementedError

    def transfers(self, customer: str = "", *, start: int = 0, limit: int = 50) -> TransferPage:
        """Deposits and withdrawals, newest first, those in the outbox included."""
        raise NotImplementedError

    def transfer(self, event: str) -> TransferView:
        """One of them. Raises KnownError ``ledger.unknown_event``."""
        raise NotImplementedError
