"""Grantors for this room's tests: an application brought to the last of them, and a bank without money."""

from __future__ import annotations

from dataclasses import replace

from loc_desktop.desk.application import made_people as made
from loc_desktop.desk.desk import Desk
from loc_desktop.desk.values.applicants import ImportPreview, ImportRow
from loc_desktop.desk.values.application import ApplicationForm
from loc_desktop.desk.values.case import SignOutcome
from loc_desktop.desk.workplace import Workplace


def applied(workplace: Workplace, form: ApplicationForm, *roles: str) -> str:
    """An application, and the roles that sign it."""
    event = workplace.desk_of("C").applications.apply(form).event
    for role in roles:
        signed(workplace.desk_of(role), event)
    return event


def applied_by_another(workplace: Workplace, form: ApplicationForm, *roles: str) -> str:
    """The same application by another of the counter's customers."""
    theirs = replace(form, name=made.person_name("901"), identity_number=made.identity_number("901"))
    preview = ImportPreview("test", (ImportRow(1, 2, theirs),), made=True)
    (event,) = workplace.desk_of("C").applications.import_rows(preview, form.bank).events
    for role in roles:
        signed(workplace.desk_of(role), event)
    return event


def signed(desk: Desk, event: str) -> SignOutcome:
    """What became of the desk's result on an event, as its oracle finds."""
    return desk.grants.sign(desk.grants.prepare(desk.grants.open(event)))


def take_lending_money(workplace: Workplace) -> int:
    """The bank redeems what it has to lend, so that payouts end in return code 4; how much, fen."""
    bank = workplace.desk_of("B")
    lent = bank.viewer.account().balance
    bank.branch.submit(bank.branch.prepare_redeem(lent))
    return lent


def functions(workplace: Workplace, event: str) -> list[str]:
    """The contract functions of the transactions on an event, in their order."""
    index = workplace.connections.index(workplace.desk_of("B").carrier.identity.ledger)
    return [entry.fn for entry in index.entries_about(event)]
