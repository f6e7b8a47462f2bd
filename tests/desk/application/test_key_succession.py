"""A lost key replaced and a key attested, as the counter asks: what is signed, kept, refused."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from loc_desktop.desk.application.key_succession import ATTEST, KIND, Successions
from loc_desktop.desk.application.made_people import identity_number
from loc_desktop.desk.values.application import Applicant
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from loc_desktop.identity.sealing import open_dossier
from loc_desktop.ledger.api import ConnectError
from loc_desktop.texts.words import say
from tests.support.away import put_away

PIN, NEW = "246810", "135791"


@pytest.fixture
def customer(workplace: Workplace) -> Applicant:
    applicants = workplace.desk_of("C").applications.applicants
    return applicants.add("王小明", identity_number("succession"), PIN)


def _successions(workplace: Workplace) -> Successions:
    desk = workplace.desk_of("C")
    return Successions(desk.carrier, desk.applications.applicants)


def test_the_counter_signs_old_and_new_key_over_a_dossier_for_civil_affairs_and_r(
    workplace: Workplace, customer: Applicant
) -> None:
    shown = _successions(workplace).prepare(customer.identity, NEW)
    event = json.loads(shown.canonical)
    body, counter = event["body"], workplace.desk_of("C").carrier.identity
    assert (event["kind"], body["old"], body["counter"]) == (KIND, customer.key, counter.key)
    assert body["new"] not in (customer.key, counter.key)
    assert "王小明" in say(shown.sentence, "zh")
    assert "王小明" not in shown.canonical
    connections = workplace.connections
    for role in ("CAD", "R"):
        reader = workplace.desk_of(role).carrier.identity
        content = open_dossier(body["dossier"], connections.decryptor(reader, None))
        assert (content["name"], content["identity_number"]) == ("王小明", customer.identity_number)
    for role in ("B", "FD"):
        with pytest.raises(KnownError) as closed:
            open_dossier(
                body["dossier"], connections.decryptor(workplace.desk_of(role).carrier.identity, None)
            )
        assert closed.value.code == "dossier.not_recipient"


def test_what_is_only_prepared_leaves_the_counter_and_the_ledger_as_they_are(
    workplace: Workplace, customer: Applicant
) -> None:
    desk = workplace.desk_of("C")
    height, known = desk.carrier.ledger.height(), desk.applications.applicants.all()
    _successions(workplace).prepare(customer.identity, NEW)
    assert (desk.carrier.ledger.height(), desk.applications.applicants.all()) == (height, known)


def test_only_customers_of_the_counter_with_a_good_pin_get_another_key(
    workplace: Workplace, customer: Applicant
) -> None:
    successions, own = _successions(workplace), workplace.desk_of("C").carrier.identity.id
    for asked in (own, "nobody", ""):
        with pytest.raises(KnownError) as refused:
            successions.prepare(asked, NEW)
        assert refused.value.code == "money.no_customer"
    before = len(workplace.connections.identities())
    with pytest.raises(KnownError) as weak:
        successions.prepare(customer.identity, "111111")
    assert weak.value.code == "applicant.invalid"
    assert len(workplace.connections.identities()) == before


def test_an_attestation_is_signed_by_the_customer_itself(workplace: Workplace, customer: Applicant) -> None:
    successions = _successions(workplace)
    shown = successions.prepare_attestation(customer.identity)
    event = json.loads(shown.canonical)
    assert (event["kind"], event["body"]["member"]) == (ATTEST, customer.key)
    with pytest.raises(KnownError) as wrong:
        successions.submit(shown, pin=NEW)
    assert wrong.value.code == "pin.wrong"
    asked = successions.submit(shown, pin=PIN)
    row = workplace.connections.index(workplace.desk_of("C").carrier.identity.ledger).event(asked.event)
    assert row is not None
    assert [seat.key for seat in row.signers] == [customer.key]
    assert [seat.role for seat in row.grantors] == ["CAD"]


def test_who_has_not_entered_its_number_is_asked_for_it(workplace: Workplace) -> None:
    desk = workplace.desk_of("C")
    counter = desk.applications.applicants.counter
    own = counter.customer(identity=desk.carrier.identity.id)
    assert own is not None
    counter.save_customers([replace(own, salt="")])
    with pytest.raises(KnownError) as told:
        _successions(workplace).prepare_attestation()
    assert told.value.code == "form.invalid"
    problems: Any = told.value.params["problems"]
    assert [(problem.field, problem.code) for problem in problems] == [("applicant", "no_person")]


def test_while_the_ledger_is_away_the_new_key_is_kept_and_the_request_can_be_sent_again(
    workplace: Workplace, customer: Applicant
) -> None:
    successions = _successions(workplace)
    shown = successions.prepare(customer.identity, NEW)
    ledger = put_away(workplace)
    with pytest.raises(ConnectError):
        successions.submit(shown)
    ledger.away = False
    asked = successions.submit(shown)
    civil = workplace.desk_of("CAD")
    assert asked.event in civil.inbox.ids()
