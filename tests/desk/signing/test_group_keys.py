"""A member's part in its group: who makes the key, who gets it, when it changes."""

from __future__ import annotations

from typing import Any

import pytest

from loc_desktop.desk.signing.carrier import Carrier
from loc_desktop.desk.signing.group_keys import GroupKeys
from loc_desktop.desk.values.application import ApplicationForm
from loc_desktop.desk.workplace import Workplace
from loc_desktop.identity.errors import NotRecipient
from loc_desktop.identity.group_keys import new_group_key, seal_secret
from loc_desktop.identity.model import Identity
from loc_desktop.identity.sealing import of_group, open_dossier
from tests.desk.signing.colleagues import colleague


def group(workplace: Workplace, role: str) -> Any:
    return next(row for row in workplace.desk_of(role).carrier.groups() if row["role"] == role)


def holders(workplace: Workplace, role: str) -> set[str]:
    return {key for key, event in group(workplace, role)["current"]["shares"].items() if event}


def tend(workplace: Workplace, identity: Identity) -> None:
    carrier = Carrier(workplace.connections, identity)
    carrier.catch_up()
    GroupKeys(carrier).tend()
    carrier.catch_up()


def dossier_of(workplace: Workplace, event: str) -> Any:
    view = workplace.desk_of("R").carrier.query("event", {"id": event})
    return view["cc"]["event"]["body"]["dossier"]


def opens(workplace: Workplace, identity: Identity, dossier: Any) -> bool:
    try:
        open_dossier(dossier, workplace.connections.decryptor(identity, None))
    except NotRecipient:
        return False
    return True


def test_after_joining_each_house_has_a_key(workplace: Workplace) -> None:
    for role in ("B", "CAD", "FD", "R"):
        own = workplace.desk_of(role).carrier.identity
        assert holders(workplace, role) == {own.key}
        assert group(workplace, role)["current"]["maker"] == own.key


def test_a_colleague_gets_the_key_when_one_who_has_it_signs_next(
    workplace: Workplace, form: ApplicationForm
) -> None:
    applied = workplace.desk_of("C").applications.apply(form)
    bank = workplace.desk_of("B")
    own, late = bank.carrier.identity, colleague(workplace, "B")
    tend(workplace, late)
    assert holders(workplace, "B") == {own.key}
    before = dossier_of(workplace, applied.event)
    assert not opens(workplace, late, before)
    bank.grants.sign(bank.grants.prepare(bank.grants.open(applied.event)))
    assert holders(workplace, "B") == {own.key, late.key}
    assert opens(workplace, late, before)


def test_nothing_is_asked_while_nothing_changed(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = workplace.desk_of("FD").carrier.identity
    tend(workplace, own)
    monkeypatch.setattr(Carrier, "query", None)
    GroupKeys(Carrier(workplace.connections, own)).tend()


def test_who_is_revoked_reads_no_new_dossier_from_that_moment(
    workplace: Workplace, form: ApplicationForm
) -> None:
    desk = workplace.desk_of("C")
    own, leaving = workplace.desk_of("FD").carrier.identity, colleague(workplace, "FD")
    tend(workplace, leaving)
    tend(workplace, own)
    assert holders(workplace, "FD") == {own.key, leaving.key}
    old_kid = group(workplace, "FD")["current"]["jwk"]["kid"]
    Carrier(workplace.connections, leaving).send("revoke", ["FD", leaving.key], "", queue=False)
    # Before anybody made a new key: the grantor's own key of the year takes its place.
    first = dossier_of(workplace, desk.applications.apply(form).event)
    tend(workplace, own)
    current = group(workplace, "FD")["current"]
    assert (current["turn"], set(current["shares"])) == (2, {own.key})
    second = dossier_of(workplace, desk.applications.apply(form).event)
    for dossier in (first, second):
        kids = {recipient["header"]["kid"] for recipient in dossier["recipients"]}
        assert old_kid not in kids
        assert not opens(workplace, leaving, dossier)
        assert opens(workplace, own, dossier)


def test_who_asks_anew_just_before_it_is_revoked_reads_no_new_dossier(
    workplace: Workplace, form: ApplicationForm
) -> None:
    """It has the secret, whatever it said: between its word and the new key its house's own keys are used."""
    desk = workplace.desk_of("C")
    own, leaving = workplace.desk_of("R").carrier.identity, colleague(workplace, "R")
    tend(workplace, leaving)
    tend(workplace, own)
    carrier = Carrier(workplace.connections, leaving)
    jwk = workplace.connections.keystore().year_key(leaving, carrier.today.year, None)
    assert jwk is not None
    GroupKeys(carrier)._join(dict(jwk))
    carrier.send("revoke", ["R", leaving.key], "", queue=False)
    first = dossier_of(workplace, desk.applications.apply(form).event)
    tend(workplace, own)
    assert group(workplace, "R")["current"]["turn"] == 2
    second = dossier_of(workplace, desk.applications.apply(form).event)
    for dossier in (first, second):
        assert not opens(workplace, leaving, dossier)
        assert opens(workplace, own, dossier)


def test_a_new_year_has_a_new_key_and_the_old_one_still_opens(
    workplace: Workplace, form: ApplicationForm
) -> None:
    applied = workplace.desk_of("C").applications.apply(form)
    own = workplace.desk_of("CAD").carrier.identity
    before = group(workplace, "CAD")["current"]
    workplace.connections.clock = lambda: f"{before['year'] + 1}-02-01T02:00:00Z"
    tend(workplace, own)
    after = group(workplace, "CAD")["current"]
    assert (after["year"], after["turn"]) == (before["year"] + 1, 1)
    assert opens(workplace, own, dossier_of(workplace, applied.event))


def test_who_was_given_what_does_not_open_says_so_and_gets_it_anew(workplace: Workplace) -> None:
    own, late = workplace.desk_of("R").carrier.identity, colleague(workplace, "R")
    tend(workplace, late)
    entry = group(workplace, "R")["members"][late.key]
    current = group(workplace, "R")["current"]
    wrong = seal_secret(new_group_key(current["year"])[0], of_group("year", "", "R", late.key, entry))
    bad = GroupKeys(Carrier(workplace.connections, own))
    bad._send("group.share", receiver=late.key, kid=current["jwk"]["kid"], secret=wrong)
    assert holders(workplace, "R") == {own.key, late.key}
    tend(workplace, late)
    assert holders(workplace, "R") == {own.key}
    tend(workplace, own)
    assert holders(workplace, "R") == {own.key, late.key}
    tend(workplace, late)
    assert holders(workplace, "R") == {own.key, late.key}
