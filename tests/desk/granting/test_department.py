"""A department of several members: its secret, and what is said to whoever has not got it yet."""

from __future__ import annotations

from dataclasses import replace

from loc_desktop.app import log
from loc_desktop.desk.desk import Desk
from loc_desktop.desk.granting.department import Department
from loc_desktop.desk.join import this_computer as setup
from loc_desktop.desk.signing.carrier import Carrier
from loc_desktop.desk.values.application import ApplicationForm
from loc_desktop.desk.workplace import Workplace
from loc_desktop.texts.words import say
from tests.desk.signing.grantors import applied, signed


def colleague(workplace: Workplace, name: str) -> Desk:
    """Another member of the civil affairs department, registered after the first."""
    connections, own = workplace.connections, workplace.desk_of("CAD").carrier.identity
    made = connections.keystore().create("CAD", name, own.organisation, own.ledger)
    member = setup.certify(connections, made, False)
    Carrier(connections, member).send("register", [member.member_record()], "", queue=False)
    desk = workplace.desk(member.id)
    desk.carrier.catch_up()
    return desk


def has_the_secret(desk: Desk) -> bool:
    return Department(desk.carrier, None).shared()


def test_who_has_not_got_the_secret_is_told_whose_signature_brings_it(
    workplace: Workplace, form: ApplicationForm
) -> None:
    first = workplace.desk_of("CAD")
    applied(workplace, form, "B", "CAD", "FD")  # the customer's key has the department's tag now
    second = colleague(workplace, "郑美玲")
    event = applied(workplace, replace(form, civil=second.carrier.identity.key), "B")
    opened = second.grants.open_dossier(event)
    assert opened.blocked is not None
    assert opened.blocked.code == "blocked.no_secret"
    name = first.carrier.identity.public_name
    for language, words in (("zh", "尚未交到本机"), ("en", "has not come to this computer yet")):
        told = say(opened.blocked, language)
        assert words in told
        assert name in told
    assert not has_the_secret(second)
    signed(first, applied(workplace, replace(form, civil=first.carrier.identity.key), "B"))
    assert has_the_secret(second)
    assert second.grants.open_dossier(event).blocked is None


def test_that_one_colleague_could_not_be_sent_the_secret_is_logged_and_stops_no_other(
    workplace: Workplace, form: ApplicationForm
) -> None:
    """The regulator has frozen one of them: the ledger takes no share for it until that ends."""
    log.set_up(workplace.home)
    first, frozen, other = workplace.desk_of("CAD"), colleague(workplace, "甲"), colleague(workplace, "乙")
    challenges, key = workplace.desk_of("R").challenges, frozen.carrier.identity.key
    challenges.submit(challenges.prepare_raise("party", key, key, "why", challenges.earliest()))
    signed(first, applied(workplace, form, "B"))
    assert not has_the_secret(frozen)
    assert has_the_secret(other)
    text = (log.folder_of(workplace.home) / "loc-desktop.log").read_text("utf-8")
    assert "sharing a department's secret" in text
    assert "contract.frozen" in text
