"""A counter's part of its office file: the customers that it serves and the events that they signed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from loc_desktop.bank.office.file import OfficeFile, of_person
from loc_desktop.bank.office.schema import CustomerRow, SignedApplicationRow
from loc_desktop.bank.office.values import Application, Customer


class CounterFile:
    """Customers and applications in an office's file. Thread-safe as the file is."""

    def __init__(self, office: OfficeFile) -> None:
        self._office = office

    def save_customers(self, customers: Iterable[Customer]) -> None:
        """Add, or replace by identity."""
        at = self._office.now()
        rows = [{**asdict(customer), "added_at": at} for customer in customers]
        if rows:
            self._office.run(
                lambda session: session.connection().execute(
                    insert(CustomerRow).prefix_with("OR REPLACE"), rows
                )
            )

    def remove_customer(self, identity: str) -> None:
        """Forget one whom the ledger did not take."""
        self._office.run(
            lambda session: session.execute(delete(CustomerRow).where(CustomerRow.identity == identity))
        )

    def change_customer(self, identity: str, address: str, phone: str) -> None:
        """Another address and telephone number of a customer; nothing where there is none."""
        new = update(CustomerRow).where(CustomerRow.identity == identity).values(address=address, phone=phone)
        self._office.run(lambda session: session.execute(new))

    def customers(self, text: str = "", start: int = 0, limit: int = 1_000_000) -> list[Customer]:
        """Those whose name or number contains ``text``, in the order they were added."""
        query = select(CustomerRow).order_by(CustomerRow.added_at, CustomerRow.identity)
        if text:
            query = query.where(of_person(CustomerRow.identity_number, CustomerRow.name, text))
        return self._office.read(
            lambda session: [_customer(row) for row in session.scalars(query.offset(start).limit(limit))]
        )

    def customer(self, *, identity: str = "", key: str = "") -> Customer | None:
        """One by identity id or key."""
        column, value = (CustomerRow.identity, identity) if identity else (CustomerRow.key, key)

        def read(session: Session) -> Customer | None:
            row = session.scalars(select(CustomerRow).where(column == value).limit(1)).first()
            return _customer(row) if row else None

        return self._office.read(read)

    def by_number(self, numbers: Sequence[str]) -> dict[str, list[Customer]]:
        """Identity number → the customers with it, for those of ``numbers`` that are known here."""

        def read(session: Session) -> dict[str, list[Customer]]:
            customers: dict[str, list[Customer]] = {}
            for start in range(0, len(numbers), 500):
                part = select(CustomerRow).where(
                    CustomerRow.identity_number.in_(numbers[start : start + 500])
                )
                for row in session.scalars(part.order_by(CustomerRow.added_at, CustomerRow.identity)):
                    customers.setdefault(row.identity_number, []).append(_customer(row))
            return customers

        return self._office.read(read)

    def applications_of(self, keys: Sequence[str]) -> dict[str, list[str]]:
        """Key → the events of kind loan.apply that it signed here, newest first."""
        query = select(SignedApplicationRow.key, SignedApplicationRow.event).where(
            SignedApplicationRow.kind == "loan.apply"
        )

        def read(session: Session) -> dict[str, list[str]]:
            events: dict[str, list[str]] = {}
            for start in range(0, len(keys), 500):
                part = query.where(SignedApplicationRow.key.in_(keys[start : start + 500]))
                for key, event in session.execute(part.order_by(SignedApplicationRow.number.desc())):
                    events.setdefault(key, []).append(event)
            return events

        return self._office.read(read)

    def names(self, keys: Sequence[str]) -> dict[str, str]:
        """Key → name for those keys that belong to customers here."""
        query = select(CustomerRow.key, CustomerRow.name)

        def read(session: Session) -> dict[str, str]:
            names: dict[str, str] = {}
            for start in range(0, len(keys), 500):  # SQLite bounds the number of parameters
                part = query.where(CustomerRow.key.in_(keys[start : start + 500]))
                names.update((key, name) for key, name in session.execute(part))
            return names

        return self._office.read(read)

    def save_applications(self, applications: Iterable[Application]) -> None:
        """Keep what is not yet kept, numbered in the order given."""
        new = list(applications)

        def write(session: Session) -> None:
            last = session.scalar(select(func.max(SignedApplicationRow.number))) or 0
            for application in new:
                if session.get(SignedApplicationRow, application.event) is None:
                    last += 1
                    session.add(
                        SignedApplicationRow(
                            event=application.event,
                            number=last,
                            kind=application.kind,
                            key=application.key,
                            at=application.at,
                            amount=application.amount,
                            months=application.months,
                            bank=application.bank,
                        )
                    )

        if new:
            self._office.run(write)

    def applications(
        self, text: str = "", events: Sequence[str] | None = None, start: int = 0, limit: int = 100
    ) -> tuple[list[Application], int]:
        """Newest first, and how many in all. ``text`` is part of a name or number, or an id's beginning;
        ``events`` keeps only these."""
        query = select(SignedApplicationRow, CustomerRow.name).outerjoin(
            CustomerRow, CustomerRow.key == SignedApplicationRow.key
        )
        if text:
            query = query.where(
                or_(
                    of_person(CustomerRow.identity_number, CustomerRow.name, text),
                    SignedApplicationRow.event.startswith(text.lower(), autoescape=True),
                )
            )
        wanted = None if events is None else frozenset(events)

        def read(session: Session) -> tuple[list[Application], int]:
            ordered = query.order_by(SignedApplicationRow.number.desc())
            if wanted is None:
                total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
                rows = session.execute(ordered.offset(start).limit(limit)).all()
                return [_application(row, name) for row, name in rows], total
            kept = [(row, name) for row, name in session.execute(ordered) if row.event in wanted]
            return [_application(row, name) for row, name in kept[start : start + limit]], len(kept)

        return self._office.read(read)

    def known(self, events: Sequence[str]) -> set[str]:
        """Those of ``events`` that are kept here."""

        def read(session: Session) -> set[str]:
            known: set[str] = set()
            for start in range(0, len(events), 500):
                part = select(SignedApplicationRow.event).where(
                    SignedApplicationRow.event.in_(events[start : start + 500])
                )
                known.update(session.scalars(part))
            return known

        return self._office.read(read)


def _customer(row: CustomerRow) -> Customer:
    return Customer(
        row.identity, row.key, row.identity_number, row.name, row.address, row.phone, row.record, row.salt
    )


def _application(row: SignedApplicationRow, name: str | None) -> Application:
    return Application(
        row.event, row.kind, row.key, row.at, row.amount, row.months, row.bank, row.number, name or ""
    )
