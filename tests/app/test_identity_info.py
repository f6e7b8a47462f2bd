"""What is shown of an identity: whole days until its certificate ends, read once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from loc_desktop.app.identity_info import info
from loc_desktop.contract.certificate import read_certificate
from loc_desktop.desk.workplace import Workplace


def test_the_days_of_a_certificate_are_counted_down_and_past_its_end(workplace: Workplace) -> None:
    connections = workplace.connections
    bank = workplace.desk_of("B").carrier.identity
    until = datetime.fromisoformat(read_certificate(bank.certificate).not_after)
    for before, days in ((timedelta(days=3), 3), (timedelta(hours=1), 0), (timedelta(days=-2), -2)):
        moment = (until - before).strftime("%Y-%m-%dT%H:%M:%SZ")
        connections.calendar = partial(str, moment)
        assert info(connections, bank).days_left == days
    assert info(connections, replace(bank, certificate="")).days_left is None


def test_another_certificate_is_read_anew_and_the_same_is_not(workplace: Workplace) -> None:
    connections = workplace.connections
    bank, civil = (workplace.desk_of(role).carrier.identity for role in ("B", "CAD"))
    first = info(connections, bank)
    name = f"expires {bank.id}"
    digest, _, _ = connections.settings.cached(name).partition(" ")
    connections.settings.cache(name, f"{digest} {connections.calendar()}")
    assert info(connections, bank).days_left == 0, "what is kept is not read again"
    assert info(connections, replace(bank, certificate=civil.certificate)).days_left == first.days_left


def test_who_it_is(workplace: Workplace) -> None:
    bank = workplace.desk_of("B").carrier.identity
    shown = info(workplace.connections, bank)
    assert (shown.id, shown.role, shown.key, shown.ledger) == (bank.id, "B", bank.key, bank.ledger)
    assert (shown.needs_pin, shown.organisation) == (False, bank.shown_organisation)
    assert info(workplace.connections, replace(bank, protection="pin", title="行")).organisation == "行"
    assert info(workplace.connections, replace(bank, protection="pin")).needs_pin
