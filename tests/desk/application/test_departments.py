"""Which departments grant an application: by place, never by key; the person may choose."""

from __future__ import annotations

from dataclasses import replace

from loc_desktop.desk.join import this_computer as setup
from loc_desktop.desk.signing.carrier import Carrier
from loc_desktop.desk.signing.readers import readers_of
from loc_desktop.desk.values.application import ApplicationForm
from loc_desktop.desk.workplace import Workplace
from loc_desktop.identity.model import Identity
from loc_desktop.texts.words import say


def newcomer(workplace: Workplace, role: str, organisation: str = "") -> Identity:
    """Another member of a role, whose key is smaller than the first one's."""
    connections = workplace.connections
    own = workplace.desk_of(role).carrier.identity
    made = own
    while made.key >= own.key:
        made = connections.keystore().create(role, "新来的", organisation or own.organisation, own.ledger)
    member = setup.certify(connections, made, False)
    Carrier(connections, member).send("register", [member.member_record()], "", queue=False)
    workplace.desk_of("C").carrier.catch_up()
    return member


def elsewhere(workplace: Workplace, identity: Identity) -> None:
    """The identity is no longer on this computer."""
    workplace.connections.keystore().delete(identity)


def test_who_tries_many_keys_becomes_nobodys_first_grantor(
    workplace: Workplace, form: ApplicationForm
) -> None:
    desk = workplace.desk_of("C")
    first = {role: workplace.desk_of(role).carrier.identity for role in ("CAD", "FD", "R")}
    later = {role: newcomer(workplace, role) for role in first}
    for identity in (*first.values(), *later.values()):
        elsewhere(workplace, identity)
    for role, identity in first.items():
        assert later[role].key < identity.key
        assert desk.carrier.grantor(role) == identity.key
    assert desk.applications.grantors_of(form) == {role: first[role].key for role in ("CAD", "FD")}
    records = desk.carrier.members("R")
    assert [record["key"] for record in records] == sorted(record["key"] for record in records)
    named = {"B": form.bank, **{role: first[role].key for role in ("CAD", "FD")}}
    assert [one.purpose for one in readers_of(desk.carrier, named).recipients] == ["group"] * 4


def test_the_person_chooses_the_departments_and_the_next_form_offers_them_first(
    workplace: Workplace, form: ApplicationForm
) -> None:
    desk = workplace.desk_of("C")
    first = workplace.desk_of("CAD").carrier.identity
    other = newcomer(workplace, "CAD", "上杭县民政局")
    offered = [party.key for party in desk.applications.departments()["CAD"]]
    assert set(offered) == {first.key, other.key}
    chosen = replace(form, civil=other.key)
    assert desk.applications.check(replace(form, civil=form.bank))[0].code == "unknown_department"
    prepared = desk.applications.prepare(chosen)
    assert prepared.granted_by is not None
    assert "、上杭县民政局、" in say(prepared.granted_by, "zh")
    applied = desk.applications.apply(chosen, prepared=prepared)
    view = desk.carrier.query("event", {"id": applied.event})
    assert [key["key"] for key in view["cc"]["keys"]][1] == other.key
    sealed_to = [
        recipient["header"]["kid"] for recipient in view["cc"]["event"]["body"]["dossier"]["recipients"]
    ]
    assert other.key in sealed_to
    assert first.key not in sealed_to
    assert desk.applications.departments()["CAD"][0].key == other.key
