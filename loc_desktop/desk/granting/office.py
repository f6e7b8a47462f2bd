"""Roles B, CAD, FD: the role's own register of persons, blacklist, and terms with their history."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date as calendar_date
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from loc_desktop import resources
from loc_desktop.bank.office.values import BlacklistEntry, OfficeTerms, RegisterEntry
from loc_desktop.desk.values.field_checks import (
    check_identity_number,
    check_money,
    check_text,
    read_yuan,
    shortened,
)
from loc_desktop.loan.calendar import typed_day
from loc_desktop.loan.identity_number import normalise
from loc_desktop.script.oracle import limit_names
from loc_desktop.texts.errors import invalid
from loc_desktop.texts.sentence import FieldProblem

if TYPE_CHECKING:
    from loc_desktop.app.connections import Connections
    from loc_desktop.bank.office.file import OfficeFile
    from loc_desktop.bank.office.values import OfficeKnowledge
    from loc_desktop.identity.model import Identity

MOST_FEN = 10**13
MOST_MONTHS = 600
MEANS = ("income", "asset", "debt")
"""What a register may know of a person's means, fen."""
_PAIRS = (("income_min", "income_max"), ("asset_min", "asset_max"))


@cache
def default_limits(role: str) -> Mapping[str, int]:
    """The limits that come with the program (``resources/terms.json``): fen and months."""
    table = json.loads(resources.text("terms.json"))
    return MappingProxyType(dict(table["terms"].get(role, {})))


class Office:
    """This role's own files on this computer. Nothing here is on the ledger."""

    def __init__(self, connections: Connections, identity: Identity) -> None:
        self._connections = connections
        self._identity = identity

    @property
    def _file(self) -> OfficeFile:
        return self._connections.office(self._identity)

    @property
    def _who(self) -> str:
        return self._connections.name_of(self._identity, ask=True)

    @property
    def _today(self) -> calendar_date:
        return self._connections.today(self._identity.ledger)

    def register(
        self, *, text: str = "", start: int = 0, limit: int = 100
    ) -> tuple[tuple[RegisterEntry, ...], int]:
        """Persons whose number or name contains ``text``, by number, and how many there are in all."""
        rows, total = self._file.people(text.strip(), start, limit)
        return tuple(rows), total

    def person(self, identity_number: str) -> RegisterEntry | None:
        """The register's row of a number, None if there is none."""
        return self._file.person(identity_number.strip())

    def save_person(self, entry: RegisterEntry) -> RegisterEntry:
        """Add or change. Raises KnownError ``register.invalid`` with the problems in params."""
        entry = replace(entry, identity_number=normalise(entry.identity_number), name=entry.name.strip())
        problems = [
            *check_identity_number(entry.identity_number, self._today),
            *check_text("name", entry.name, 60, needed=True),
            *check_text("address", entry.address, 200),
            *check_text("phone", entry.phone, 40),
            *check_text("group", entry.group, 60),
            *check_text("note", entry.note, 500),
            *check_text("household", entry.household, 60),
        ]
        if problems:
            raise invalid("register.invalid", problems)
        self._file.save_people([entry], self._who)
        return self._file.person(entry.identity_number) or entry

    def save_typed(self, values: Mapping[str, str]) -> RegisterEntry:
        """:meth:`save_person` of a form as typed: income, asset and debt in yuan, empty where the register
        has none. Raises KnownError ``register.invalid``."""
        texts: dict[str, Any] = {name: value for name, value in values.items() if name not in MEANS}
        problems: list[FieldProblem] = []
        for name in MEANS:
            typed = values.get(name, "").strip()
            problems += check_money(name, typed) if typed else ()
            texts[name] = read_yuan(typed) if typed else None
        if problems:
            raise invalid("register.invalid", problems)
        return self.save_person(RegisterEntry(**texts))

    def save_people(self, entries: Iterable[RegisterEntry]) -> int:
        """Add or replace many at once, all or nothing; numbers are taken as they are."""
        return self._file.save_people(entries, self._who)

    def remove_person(self, identity_number: str) -> None:
        """Remove the row of a number from the register."""
        self._file.remove_person(identity_number.strip())

    def blacklist(
        self, *, text: str = "", lifted: bool = False, start: int = 0, limit: int = 100
    ) -> tuple[tuple[BlacklistEntry, ...], int]:
        """Standing entries (``lifted``: also those no longer standing), newest first, and how many in all."""
        rows, total = self._file.blacklist(text.strip(), lifted, start, limit)
        return tuple(rows), total

    def add_evidence(self, identity_number: str, reason: str, source: str, date: str) -> BlacklistEntry:
        """Raises KnownError ``blacklist.invalid``."""
        number = normalise(identity_number)
        problems = [
            *check_identity_number(number, self._today),
            *check_text("reason", reason, 500, needed=True),
            *check_text("source", source, 200, needed=True),
            *_check_date(date),
        ]
        if problems:
            raise invalid("blacklist.invalid", problems)
        entry = BlacklistEntry(0, number, reason.strip(), source.strip(), typed_day(date).isoformat())
        return self._file.add_evidence([entry], self._who)[0]

    def look_up(self, identity_number: str) -> OfficeKnowledge:
        """What this office knows about a person: register, standing evidence, applications passed before."""
        return self._file.look_up(identity_number)

    def lift(self, entry: int) -> None:
        """The entry no longer stands; it stays on record."""
        self._file.lift(entry, self._who)

    def terms(self) -> OfficeTerms:
        """The terms in force; before anyone changed them those that come with the program, as version 0."""
        role = self._identity.role
        return self._file.terms() or OfficeTerms(role, 0, default_limits(role), "", "", "")

    def check_terms(self, limits: Mapping[str, int]) -> tuple[FieldProblem, ...]:
        """Every limit of the role, each a whole number of fen or months within bounds."""
        problems: list[FieldProblem] = []
        names = limit_names(self._identity.role)
        for name in names:
            value = limits.get(name)
            if value is None:
                problems.append(FieldProblem(name, "missing"))
            elif type(value) is not int:
                problems.append(FieldProblem(name, "not_whole", {"given": shortened(str(value))}))
            elif value < 0:
                problems.append(FieldProblem(name, "too_small", {"least": 0, "given": value}))
            elif name == "month_max" and not 1 <= value <= MOST_MONTHS:
                limits_of = {"least": 1, "most": MOST_MONTHS, "given": value}
                problems.append(FieldProblem(name, "months_range", limits_of))
            elif value > MOST_FEN:
                problems.append(FieldProblem(name, "too_large", {"most": MOST_FEN, "given": value}))
        problems.extend(FieldProblem(name, "unknown_limit") for name in limits if name not in names)
        for low, high in _PAIRS:
            if low in names and high in names and not problems and limits[high] < limits[low]:
                problems.append(FieldProblem(high, "limits_order", {"other": low}))
        return tuple(problems)

    def save_terms(self, limits: Mapping[str, int], note: str) -> OfficeTerms:
        """A new version. Raises KnownError ``terms.invalid``."""
        problems = [*self.check_terms(limits), *check_text("note", note, 500, needed=True)]
        if problems:
            raise invalid("terms.invalid", problems)
        return self._file.save_terms(self._identity.role, limits, self._who, note.strip())

    def terms_history(self) -> tuple[OfficeTerms, ...]:
        """Every version, newest first."""
        return tuple(self._file.terms_history())


def _check_date(text: str) -> tuple[FieldProblem, ...]:
    try:
        typed_day(text)
    except ValueError:
        return (FieldProblem("date", "date"),)
    return ()
