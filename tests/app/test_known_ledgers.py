"""The ledgers to choose from, and who can work on which."""

from __future__ import annotations

from dataclasses import replace

import pytest

from loc_desktop.app.known_ledgers import is_demonstration, is_on, profile_file, usable, zone_of
from loc_desktop.errors import KnownError
from loc_desktop.identity.keystore import Keystore
from loc_desktop.loan.calendar import DEFAULT_ZONE

HOME = {"kind": "fabric", "network": "n", "channel": "loan", "profile B": "profiles/1.json", "setup": "done"}
KNOWN = {
    "z own": {"kind": "embedded", "setup": "done"},
    "half": {"kind": "embedded", "setup": "begun"},
    "loan": HOME,
    "fund": {**HOME, "channel": "fund", "setup": "begun"},
    "other": {**HOME, "network": "a", "profile B": "profiles/2.json"},
}


def test_this_computers_own_stand_first_and_one_half_set_up_is_not_there() -> None:
    assert usable(KNOWN) == ("z own", "other", "fund", "loan")
    assert usable({}) == ()


def test_days_are_the_ledgers_or_the_usual_zones() -> None:
    assert (zone_of({}), zone_of({"zone": ""}), zone_of({"zone": "Asia/Urumqi"})) == (
        DEFAULT_ZONE,
        DEFAULT_ZONE,
        "Asia/Urumqi",
    )
    assert [is_demonstration(entry) for entry in ({}, {"clock": "events"}, {"clock": "x"})] == [
        False,
        True,
        False,
    ]


def test_a_member_is_on_the_channels_of_its_own_profile(file_keystore: Keystore) -> None:
    bank = file_keystore.create("B", "林", "B", "loan")
    assert [is_on(bank, ledger, KNOWN) for ledger in KNOWN] == [False, False, True, True, False]
    # Another organisation has no profile there; on its own ledger one is without any.
    assert not is_on(replace(bank, organisation="C"), "fund", KNOWN)
    assert is_on(replace(bank, organisation="C"), "loan", {})
    assert not is_on(replace(bank, ledger="gone"), "loan", KNOWN)


def test_a_profile_is_the_organisations() -> None:
    assert profile_file(HOME, "B") == "profiles/1.json"
    for entry, organisation in ((HOME, "C"), ({}, "B"), ({"profile B": ""}, "B")):
        with pytest.raises(KnownError) as lacking:
            profile_file(entry, organisation)
        assert (lacking.value.code, lacking.value.params["organisation"]) == ("join.no_profile", organisation)
