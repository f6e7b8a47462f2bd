"""A reading is signed with the reader's key and kept in the office's file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from loc_desktop.bank.office.readings import is_signed, kept
from loc_desktop.desk.granting.readings import NAME, TURN, reading, record
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError

EVENT = "e" * 32


def test_a_reading_of_now_names_its_reader_and_is_not_signed_yet(workplace: Workplace) -> None:
    carrier = workplace.desk_of("FD").carrier
    unsigned = reading(carrier, EVENT, "complaint", "来信")
    assert (unsigned.event, unsigned.key, unsigned.name) == (
        EVENT,
        carrier.identity.key,
        carrier.identity.name,
    )
    assert (unsigned.purpose, unsigned.note, unsigned.value) == ("complaint", "来信", "")
    assert unsigned.at == workplace.connections.clock()
    assert not is_signed(unsigned)


def test_what_is_recorded_is_signed_and_each_change_of_it_is_seen(workplace: Workplace) -> None:
    carrier = workplace.desk_of("B").carrier
    office = workplace.connections.office(carrier.identity)
    before = len(kept(office))
    record(carrier, (reading(carrier, EVENT, purpose) for purpose in (TURN, NAME)), None)
    newest, first = kept(office, EVENT)
    assert (newest.purpose, first.purpose, len(kept(office))) == (NAME, TURN, before + 2)
    assert is_signed(newest)
    other = workplace.desk_of("FD").carrier.identity
    for change in (
        {"event": "f" * 32},
        {"key": other.key},
        {"name": "Somebody"},
        {"at": "2026-01-01T00:00:00Z"},
        {"purpose": TURN},
        {"note": "x"},
    ):
        assert not is_signed(replace(newest, **change)), change


def test_nothing_to_record_asks_for_no_key(workplace: Workplace) -> None:
    """The PIN would be refused: it is not looked at."""
    carrier = workplace.desk_of("B").carrier
    office = workplace.connections.office(carrier.identity)
    before = kept(office)
    record(carrier, [], "a PIN that is none")
    assert kept(office) == before


def test_without_its_key_nothing_is_recorded(workplace: Workplace) -> None:
    carrier = workplace.desk_of("CAD").carrier
    office = workplace.connections.office(carrier.identity)
    asked = reading(carrier, EVENT, TURN)
    workplace.connections.keystore().delete(carrier.identity)
    with pytest.raises(KnownError) as refused:
        record(carrier, [asked], None)
    assert refused.value.code == "keyring.entry_missing"
    assert kept(office, EVENT) == ()
