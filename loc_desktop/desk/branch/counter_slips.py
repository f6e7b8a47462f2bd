"""What is done at the bank's counter, and who releases it: cash, reversals, accounts closed, the limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loc_desktop.app.bank_books import house_books
from loc_desktop.app.identity_info import info
from loc_desktop.bank.books.slip_values import Clerk, Deed, Slip, SlipState
from loc_desktop.desk.values.branch import CashReceipt
from loc_desktop.desk.values.field_checks import check_pin, check_same, check_text
from loc_desktop.texts.errors import desk_error, invalid

if TYPE_CHECKING:
    from loc_desktop.app.values import IdentityInfo
    from loc_desktop.bank.books.books import Books
    from loc_desktop.bank.books.counter_book import CounterBook
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.identity.model import Identity


class CounterSlips:
    """Deeds are made as slips, shown, then entered; above the bank's limit another person of the bank, with a
    key and PIN of its own, releases them. Raises KnownError ``books.*``, ``counter.*``, ``bank.no_books``."""

    def __init__(self, carrier: Carrier) -> None:
        self._carrier = carrier
        self._connections = carrier.connections
        self._identity = carrier.identity

    @property
    def _books(self) -> Books:
        return house_books(self._connections, self._identity)

    @property
    def _book(self) -> CounterBook:
        from loc_desktop.bank.books.counter_book import CounterBook

        return CounterBook(self._books)

    @property
    def _me(self) -> Clerk:
        return Clerk(self._identity.key, self._carrier.name)

    # ------------------------------------------------------------------ entering

    def limit(self) -> int:
        """Fen above which a second person is needed."""
        return self._book.limit()

    def prepare_cash(self, deed: Deed, number: str, amount: int, text: str = "") -> Slip:
        """Cash in or out, not entered yet. Raises ``books.funds``."""
        if amount <= 0:
            raise desk_error("money.amount")
        return self._book.cash(deed, number, amount, text, self._me)

    def prepare_close(self, number: str) -> Slip:
        """An account closed; what it holds is paid out."""
        return self._book.close(number, self._me)

    def prepare_reversal(self, entry: int, reason: str) -> Slip:
        """A cash entry taken back."""
        return self._book.reverse(entry, reason, self._me)

    def prepare_limit(self, amount: int, reason: str) -> Slip:
        """Another limit."""
        return self._book.set_limit(amount, reason, self._me)

    def enter(self, slip: Slip, *, pin: str | None = None) -> Slip:
        """Book a slip, or where a second person is needed sign it and let it wait. Raises ``pin.*`` then."""
        if not slip.second:
            return self._book.enter(slip)
        signer = self._connections.signer(self._identity, pin)
        return self._book.enter(slip, signer.sign(slip.said(self._books.bank)))

    # ------------------------------------------------------------------ the second person

    def colleagues(self, slip: Slip) -> tuple[IdentityInfo, ...]:
        """Who of this computer may release a slip: of the same bank, not its maker, with a PIN."""
        return tuple(
            info(self._connections, identity)
            for identity in self._connections.identities_on(self._identity.ledger)
            if identity.protection == "pin" and identity.key != slip.maker.key and self._is_house(identity)
        )

    def release(self, slip: str, identity: str, pin: str | None) -> Slip:
        """Book what waits, released by ``identity`` (its id; "" = who works here) with its PIN. Raises
        ``counter.not_colleague``, ``counter.no_pin``, ``counter.not_member``, ``pin.*``."""
        checker = self._connections.identity(identity) if identity else self._identity
        if not self._is_house(checker):
            raise desk_error("counter.not_colleague", name=checker.name)
        if checker.protection != "pin":
            raise desk_error("counter.no_pin", name=self._connections.name_of(checker, ask=True))
        self._check_membership(checker)
        waiting = self._book.slip(slip)
        signature = self._connections.signer(checker, pin).sign(waiting.said(self._books.bank, checker.key))
        name = self._connections.name_of(checker, ask=True)
        return self._book.release(slip, Clerk(checker.key, name), signature)

    def withdraw(self, slip: str) -> Slip:
        """Take back what oneself has entered, or refuse what another has."""
        return self._book.withdraw(slip, self._me)

    def _is_house(self, identity: Identity) -> bool:
        own = self._identity
        return (identity.role, identity.organisation) == ("B", own.organisation) and bool(
            identity.certificate
        )

    def _check_membership(self, checker: Identity) -> None:
        """A member of this house on the ledger, not revoked, and the certificate has not expired: what the
        identity's own file says, whoever made it wrote."""
        self._carrier.catch_up()
        shown = info(self._connections, checker)
        member = self._connections.index(self._identity.ledger).member(checker.key, "B")
        own = member is not None and (member.status, member.organisation) == (
            "active",
            self._identity.organisation,
        )
        if not own or (shown.days_left or 0) < 0:
            raise desk_error("counter.not_member", name=shown.name)

    # ------------------------------------------------------------------ a colleague on the sample

    @property
    def can_add_colleague(self) -> bool:
        """Whether this ledger is a sample's: elsewhere a colleague joins the network as everybody does."""
        entry = self._connections.settings.ledgers().get(self._identity.ledger, {})
        return entry.get("sample") == "yes"

    def add_colleague(self, name: str, pin: str, again: str) -> IdentityInfo:
        """A second person of the sample's bank, with a key and PIN of its own, as a member of its ledger.
        Raises KnownError ``colleague.invalid`` (problems in params), ``keyring.*``, the ledger's errors."""
        from loc_desktop.desk.join import this_computer

        if problems := (
            *check_text("name", name, 60, needed=True), *check_pin("new_pin", pin), *check_same(pin, again),
        ):  # fmt: skip
            raise invalid("colleague.invalid", problems)
        own = self._identity
        made = self._connections.keystore().create(
            "B", name.strip(), own.organisation, own.ledger, "pin", pin
        )
        certified = this_computer.certify(self._connections, made, False)
        user = self._connections.user(certified, pin)
        self._carrier.send("register", [certified.member_record()], "", user, queue=False)
        return info(self._connections, certified)

    # ------------------------------------------------------------------ what is listed

    def slips(self, *, text: str = "", start: int = 0, limit: int = 100) -> tuple[tuple[Slip, ...], int]:
        """All, newest first, and how many match."""
        rows, total = self._book.slips(text, start, limit)
        return tuple(rows), total

    def waiting(self) -> tuple[Slip, ...]:
        """What waits for a second person, oldest first."""
        return self._book.waiting()

    def of_entry(self, entry: int) -> Slip | None:
        """The slip that booked a journal entry; None for one that was not made at the counter."""
        return self._book.of_entry(entry)

    def receipt(self, slip: str) -> CashReceipt:
        """Of what is booked. Raises ``counter.no_receipt``."""
        done = self._book.slip(slip)
        if done.state is not SlipState.DONE:
            raise desk_error("counter.no_receipt")
        return CashReceipt(
            done.number, self._books.name, done.deed, done.day, done.decided_at, done.account, done.holder,
            done.amount, done.balance, done.text, done.entry, done.reverses, done.reversed_by,
            done.maker.name, done.checker.name if done.checker else "",
        )  # fmt: skip
