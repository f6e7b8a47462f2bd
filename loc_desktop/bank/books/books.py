"""A bank's traditional books in one SQLite file: customers, accounts, the double-entry journal.

The bank's money is what it booked from outside (vault); it belongs to customers, to the bank's own lending
money, is in transit, or was issued as digital assets. Every entry keeps this sum (the database refuses any
other), so ``money().difference`` is 0; whether the digital part is what the ledger says is the
reconciliation's question.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from loc_desktop.bank.books import account_numbers as numbers
from loc_desktop.bank.books import journal
from loc_desktop.bank.books.errors import BooksError, refused
from loc_desktop.bank.books.schema import HEAD
from loc_desktop.bank.books.values import (
    KINDS,
    MONEY,
    TRADITIONAL,
    BankAccount,
    BooksMoney,
    Client,
    Entry,
    Kind,
    Statement,
)
from loc_desktop.bank.database import Database, FileKind
from loc_desktop.bank.trouble import of_difference
from loc_desktop.clock import now
from loc_desktop.data_file import ANY, Access
from loc_desktop.errors import Trouble
from loc_desktop.loan.calendar import DEFAULT_ZONE, civil_day, is_day
from loc_desktop.loan.identity_number import normalise

_FILE: Final = FileKind(
    "books",
    0x4C6F4231,
    HEAD,
    Path(__file__).parent / "migrations",
    BooksError,
)
_ACCOUNT: Final = (
    "number, kind, name, client, balance, status, opened, closed, digital_key, link_event, linked_at,"
    " unlink_event"
)
_CLIENT: Final = "number, name, identity_number, phone, address, status, opened"


_SECRET = "reference"
"""The setting that holds the key of :meth:`Books.reference`, 32 random bytes in hex."""


class Books:
    """The books of the bank with member key ``bank``. Thread-safe; several processes may share the file.

    A new file is set up for ``bank`` (its ``name`` for statements, its two-digit ``institution`` for account
    numbers); an existing one is opened, and ``bank`` may be left out. Raises BooksError ``books.empty``,
    ``books.other_bank``, ``books.newer``, ``books.unreadable``, ``books.disk``.
    """

    def __init__(
        self,
        path: Path,
        bank: str = "",
        name: str = "",
        institution: int = 1,
        clock: Callable[[], str] = now,
        zone: str = DEFAULT_ZONE,
        access: Access = ANY,
    ) -> None:
        """``clock``: this second, RFC 3339 UTC; ``zone``: the ledger's, whose civil days are the bank's."""
        self.path = path
        self.clock = clock
        self.zone = zone
        if not bank and (not path.exists() or not path.stat().st_size):
            raise refused("empty", file=path.name)
        self.db = Database(path, _FILE, access)
        try:
            self._settings = self._set_up(bank, name, institution)
            self._internal = self._internal_accounts()
        except BaseException:
            self.db.close()
            raise

    @property
    def stamp(self) -> int:
        """The number in the file's header."""
        return self.db.stamp

    def _set_up(self, bank: str, name: str, institution: int) -> dict[str, str]:
        def work(connection: Connection) -> dict[str, str]:
            settings = {
                row[0]: row[1] for row in connection.exec_driver_sql("SELECT name, value FROM setting")
            }
            if not settings:
                if not bank:
                    raise refused("empty", file=self.path.name)
                settings = {"bank": bank, "name": name, "institution": f"{institution:02d}"}
                connection.exec_driver_sql(
                    "INSERT INTO setting (name, value) VALUES (?, ?)", list(settings.items())
                )
            if _SECRET not in settings:
                settings[_SECRET] = secrets.token_hex(32)
                connection.exec_driver_sql("INSERT INTO setting VALUES (?, ?)", (_SECRET, settings[_SECRET]))
            if bank and settings["bank"] != bank:
                raise refused("other_bank", file=self.path.name)
            rows = connection.exec_driver_sql("SELECT kind FROM account WHERE client = ''").scalars()
            there = set(rows)
            for kind, info in KINDS.items():
                # New books have none of them yet.
                if info.internal and kind not in there:
                    key = settings["bank"] if kind is Kind.LENDING else ""
                    own = int(settings["institution"])
                    _insert_account(connection, own, kind, info.en, "", self.clock(), self.zone, key)
            return settings

        return self.db.write(work)

    def _internal_accounts(self) -> dict[Kind, str]:
        rows = self.db.read(
            lambda connection: connection.exec_driver_sql(
                "SELECT kind, number FROM account WHERE client = ''"
            ).all()
        )
        return {Kind(kind): number for kind, number in rows}

    def close(self) -> None:
        self.db.close()

    @property
    def today(self) -> date:
        """The bank's business day: the civil day in the ledger's zone."""
        return civil_day(self.clock(), self.zone)

    @property
    def bank(self) -> str:
        """The bank's member key."""
        return self._settings["bank"]

    @property
    def name(self) -> str:
        return self._settings["name"]

    def reference(self, text: str) -> str:
        """32 hex characters that stand for ``text``, always the same in these books: HMAC-SHA-256 with a key
        of their own. Nobody else can foresee an id that the bank will use and put an event of it first."""
        return hmac.digest(bytes.fromhex(self._settings[_SECRET]), text.encode(), "sha256").hex()[:32]

    def tag(self, number: str) -> str:
        """What stands for an account's number on the ledger: HMAC-SHA-256 with the key of these books, 64 hex
        characters. Numbers can be guessed, so nobody else can make it."""
        text = f"account number\n{number}"
        return hmac.digest(bytes.fromhex(self._settings[_SECRET]), text.encode(), "sha256").hex()

    def tagged(self, tag: str) -> BankAccount:
        """The account that a tag stands for. Raises BooksError ``books.no_account``."""

        def read(connection: Connection) -> BankAccount:
            numbers_ = connection.exec_driver_sql("SELECT number FROM account WHERE client <> ''").scalars()
            number = next((number for number in numbers_ if self.tag(number) == tag), f"#{tag[:8]}")
            return find_account(connection, number)

        return self.db.read(read)

    def internal(self, kind: Kind) -> str:
        """The number of the bank's own account of a kind."""
        return self._internal[kind]

    # ------------------------------------------------------------------ customers and accounts

    def open_client(self, name: str, identity_number: str, phone: str = "", address: str = "") -> Client:
        """A new customer; one with this identity number who is known is given back as it is."""

        def work(connection: Connection) -> Client:
            row = connection.exec_driver_sql(
                f"SELECT {_CLIENT} FROM client WHERE identity_number = ?", (normalise(identity_number),)
            ).first()
            if row is not None:
                return Client(*row)
            serial = connection.exec_driver_sql("SELECT COUNT(*) + 1 FROM client").scalar_one()
            client = Client(
                numbers.customer_number(serial),
                name,
                normalise(identity_number),
                phone,
                address,
                "active",
                self.today.isoformat(),
            )
            connection.exec_driver_sql(
                f"INSERT INTO client ({_CLIENT}) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    client.number,
                    client.name,
                    client.identity_number,
                    client.phone,
                    client.address,
                    client.status,
                    client.opened,
                ),
            )
            return client

        return self.db.write(work)

    def client(self, number: str) -> Client | None:
        """The customer with this CIF."""
        return self._client("number", number)

    def client_of(self, identity_number: str) -> Client | None:
        """The customer with this identity number."""
        return self._client("identity_number", normalise(identity_number))

    def _client(self, column: str, value: str) -> Client | None:
        def work(connection: Connection) -> Client | None:
            row = connection.exec_driver_sql(
                f"SELECT {_CLIENT} FROM client WHERE {column} = ?", (value,)
            ).first()
            return None if row is None else Client(*row)

        return self.db.read(work)

    def clients(self, text: str = "", start: int = 0, limit: int = 100) -> tuple[list[Client], int]:
        """Customers whose name, CIF or identity number contains ``text``; and how many match in all."""
        columns = ("name", "number", "identity_number")
        where = "WHERE " + " OR ".join(f"{column} LIKE ? ESCAPE '\\'" for column in columns)
        pattern = (_like(text),) * 3

        def work(connection: Connection) -> tuple[list[Client], int]:
            total = connection.exec_driver_sql(f"SELECT COUNT(*) FROM client {where}", pattern).scalar_one()
            rows = connection.exec_driver_sql(
                f"SELECT {_CLIENT} FROM client {where} ORDER BY number LIMIT ? OFFSET ?",
                (*pattern, limit, start),
            )
            return [Client(*row) for row in rows], int(total)

        return self.db.read(work)

    def open_account(self, client: str, kind: Kind = Kind.CURRENT, name: str = "") -> BankAccount:
        """A new account of a customer (CIF number). Raises BooksError ``books.no_client``, ``books.kind``."""
        if KINDS[kind].internal:
            raise refused("kind", kind=kind.value)

        def work(connection: Connection) -> BankAccount:
            owner = connection.exec_driver_sql(
                "SELECT name FROM client WHERE number = ? AND status = 'active'", (client,)
            ).scalar()
            if owner is None:
                raise refused("no_client", number=client)
            number = _insert_account(
                connection,
                int(self._settings["institution"]),
                kind,
                name or owner,
                client,
                self.clock(),
                self.zone,
                "",
            )
            return find_account(connection, number)

        return self.db.write(work)

    def close_account(self, number: str) -> BankAccount:
        """Close an account for good. Raises BooksError ``books.not_empty``, ``books.in_transit``,
        ``books.internal``.
        """

        def work(connection: Connection) -> BankAccount:
            account = find_account(connection, number)
            if not account.client:
                raise refused("internal", number=number)
            if account.balance:
                raise refused("not_empty", number=number, held=account.balance)
            check_still(connection, number)
            connection.exec_driver_sql(
                "UPDATE account SET status = 'closed', closed = ? WHERE number = ? AND status = 'open'",
                (self.today.isoformat(), number),
            )
            return find_account(connection, number)

        return self.db.write(work)

    def account(self, number: str) -> BankAccount:
        """Raises BooksError ``books.number`` (mistyped) or ``books.no_account``."""
        plain = numbers.normalise(number)
        why = numbers.problem(plain)
        if why:
            raise refused("number", number=number[:40], why=why)
        return self.db.read(lambda connection: find_account(connection, plain))

    def accounts(
        self, text: str = "", kind: Kind | None = None, start: int = 0, limit: int = 100
    ) -> tuple[list[BankAccount], int]:
        """Accounts whose number, name, CIF or digital address contains ``text``; and how many match."""
        columns = ("number", "name", "client", "digital_key")
        where = "(" + " OR ".join(f"{column} LIKE ? ESCAPE '\\'" for column in columns) + ")"
        params: tuple[Any, ...] = (_like(text),) * len(columns)
        if kind is not None:
            where += " AND kind = ?"
            params += (kind.value,)

        def work(connection: Connection) -> tuple[list[BankAccount], int]:
            total = connection.exec_driver_sql(
                f"SELECT COUNT(*) FROM account WHERE {where}", params
            ).scalar_one()
            rows = connection.exec_driver_sql(
                f"SELECT {_ACCOUNT} FROM account WHERE {where} ORDER BY number LIMIT ? OFFSET ?",
                (*params, limit, start),
            )
            return [_read_account(row) for row in rows], int(total)

        return self.db.read(work)

    def account_of(self, digital_key: str) -> BankAccount | None:
        """The account that is linked to a digital account."""
        return self.db.read(lambda connection: account_of(connection, digital_key))

    # ------------------------------------------------------------------ the journal

    def post(self, entry: Entry) -> Entry:
        """Book an entry, once by its key; the entry as it stands. Raises BooksError, see ``journal.book``."""

        def work(connection: Connection) -> Entry:
            number = journal.book(connection, entry, self.clock(), self.zone)
            booked = journal.find(connection, number)
            assert booked is not None
            return booked

        return self.db.write(work)

    def reverse(self, entry: int, reason: str) -> Entry:
        """Correct an entry by its opposite. Raises BooksError ``books.no_entry``, ``books.reversed``."""

        def work(connection: Connection) -> Entry:
            number = journal.reverse(
                connection, entry, f"reversal/{entry}", reason or "reversal", self.clock(), self.zone
            )
            booked = journal.find(connection, number)
            assert booked is not None
            return booked

        return self.db.write(work)

    def entry(self, entry: int) -> Entry | None:
        return self.db.read(lambda connection: journal.find(connection, entry))

    def pay_in(self, number: str, amount: int, key: str, text: str = "cash paid in") -> Entry:
        """Money from outside onto an account: the vault is debited. ``key`` makes it happen once."""
        plain, vault = numbers.normalise(number), self.internal(Kind.VAULT)
        return self.post(journal.move(key, text, vault, plain, amount))

    def pay_out(self, number: str, amount: int, key: str, text: str = "cash paid out") -> Entry:
        """Money from an account to the outside. Raises BooksError ``books.funds``."""
        plain, vault = numbers.normalise(number), self.internal(Kind.VAULT)
        return self.post(journal.move(key, text, plain, vault, amount))

    def transfer(self, source: str, to: str, amount: int, key: str, text: str = "transfer") -> Entry:
        """Money from one account of these books to another."""
        plain, other = numbers.normalise(source), numbers.normalise(to)
        return self.post(journal.move(key, text, plain, other, amount))

    # ------------------------------------------------------------------ what the books say

    def statement(self, number: str, start: str, end: str) -> Statement:
        """An account's entries by booking date, ``start`` and ``end`` (``YYYY-MM-DD``) included.

        Raises BooksError ``books.date``, ``books.no_account``.
        """
        for day in (start, end):
            if not is_day(day):
                raise refused("date", date=day[:40])

        def work(connection: Connection) -> Statement:
            account = find_account(connection, numbers.normalise(number))
            sign = 1 if KINDS[account.kind].debit else -1
            opening, lines = journal.lines(connection, account.number, sign, start, end)
            closing = lines[-1].balance if lines else opening
            return Statement(account, self.name, start, end, opening, closing, lines)

        return self.db.read(work)

    def money(self) -> BooksMoney:
        """Where the money is now."""
        return self.db.read(money_in)

    def check(self) -> list[Trouble]:
        """What in the books does not fit together: accounts whose balance is not the sum of their postings,
        entries that do not balance, SQLite's own findings. Empty in sound books.
        """

        def work(connection: Connection) -> list[Trouble]:
            differences = [
                of_difference("account", number=number, balance=balance, posted=posted)
                for number, balance, posted in connection.exec_driver_sql(
                    "SELECT a.number, a.balance, COALESCE(SUM(CASE a.debit WHEN 1 THEN p.amount"
                    " ELSE -p.amount END), 0) AS posted FROM account a"
                    " LEFT JOIN posting p ON p.account = a.number"
                    " GROUP BY a.number HAVING posted <> a.balance"
                )
            ]
            differences += [
                of_difference("entry", entry=entry, count=count, total=total)
                for entry, count, total in connection.exec_driver_sql(
                    "SELECT e.id, COUNT(p.line), COALESCE(SUM(p.amount), 0) FROM entry e"
                    " LEFT JOIN posting p ON p.entry = e.id"
                    " GROUP BY e.id HAVING COUNT(p.line) < 2 OR COALESCE(SUM(p.amount), 0) <> 0"
                )
            ]
            for row in connection.exec_driver_sql("PRAGMA integrity_check"):
                if row[0] != "ok":
                    differences.append(of_difference("file", why=str(row[0])))
            return differences

        return self.db.read(work)


def money_in(connection: Connection) -> BooksMoney:
    """Where the money is, as one transaction sees it."""
    sums = {
        kind: int(total)
        for kind, total in connection.exec_driver_sql(
            "SELECT kind, SUM(balance) FROM account WHERE money = 1 GROUP BY kind"
        )
    }
    return BooksMoney(
        vault=sums.get(Kind.VAULT, 0),
        traditional=sum(sums.get(kind, 0) for kind in TRADITIONAL),
        transit=sums.get(Kind.TRANSIT, 0),
        digital=sums.get(Kind.DIGITAL, 0),
    )


def account_of(connection: Connection, digital_key: str) -> BankAccount | None:
    """The account that is linked to a digital account, inside a transaction."""
    row = connection.exec_driver_sql(
        f"SELECT {_ACCOUNT} FROM account WHERE digital_key = ? AND digital_key <> '' AND linked_at <> ''"
        " AND unlink_event = ''",
        (digital_key,),
    ).first()
    return None if row is None else _read_account(row)


def find_account(connection: Connection, number: str) -> BankAccount:
    """The account with this number. Raises BooksError ``books.no_account``."""
    row = connection.exec_driver_sql(f"SELECT {_ACCOUNT} FROM account WHERE number = ?", (number,)).first()
    if row is None:
        raise refused("no_account", number=number)
    return _read_account(row)


def accounts_where(connection: Connection, condition: str) -> list[BankAccount]:
    """Accounts by a condition of this program in SQL."""
    rows = connection.exec_driver_sql(f"SELECT {_ACCOUNT} FROM account WHERE {condition}")
    return [_read_account(row) for row in rows]


def check_still(connection: Connection, number: str) -> None:
    """Raises BooksError ``books.in_transit``: what is on its way back to this account needs it as it is."""
    moving = connection.exec_driver_sql(
        "SELECT COUNT(*) FROM transfer WHERE account = ? AND state NOT IN ('settled', 'refused', 'reversed')",
        (number,),
    ).scalar_one()
    if moving:
        raise refused("in_transit", number=number, count=moving)


def _read_account(row: Sequence[Any]) -> BankAccount:
    number, kind, *columns = row
    return BankAccount(number, Kind(kind), *columns)


def _insert_account(
    connection: Connection,
    institution: int,
    kind: Kind,
    name: str,
    client: str,
    at: str,
    zone: str,
    digital_key: str,
) -> str:
    info = KINDS[kind]
    serial = connection.exec_driver_sql(
        "SELECT COUNT(*) + 1 FROM account WHERE kind = ?", (kind.value,)
    ).scalar_one()
    number = numbers.account_number(institution, info.code, serial)
    try:
        connection.exec_driver_sql(
            "INSERT INTO account (number, kind, name, client, debit, floor, money, balance, status, opened,"
            " closed, digital_key, link_event, linked_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, 0, 'open', ?, '', ?, '', ?)",
            (
                number,
                kind.value,
                name,
                client,
                int(info.debit),
                int(info.floor),
                int(kind in MONEY),
                civil_day(at, zone).isoformat(),
                digital_key,
                at if digital_key else "",
            ),
        )
    except IntegrityError as failure:
        raise journal.refusal(failure) from failure
    return number


def _like(text: str) -> str:
    plain = text.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{plain}%"
