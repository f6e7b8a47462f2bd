"""One grantor's work for every kind: opened by its oracle, signed as shown, one transaction decides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from loc_desktop.app import log
from loc_desktop.bank.office.readings import kept
from loc_desktop.desk.granting import oracles
from loc_desktop.desk.granting.case import CaseOpener
from loc_desktop.desk.granting.grants import Grants
from loc_desktop.desk.granting.oracle import OpenedCase, OracleContext
from loc_desktop.desk.granting.readings import TURN
from loc_desktop.desk.values.application import ApplicationForm, Attachment
from loc_desktop.desk.values.case import DossierCase
from loc_desktop.desk.values.event import APPLICATION
from loc_desktop.desk.values.grant import ServiceCase
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from loc_desktop.ledger.index.rows import EventRow
from loc_desktop.texts.words import say
from tests.desk.life_scene import Life
from tests.desk.signing.colleagues import colleague
from tests.desk.signing.grantors import applied, applied_by_another, functions, signed
from tests.support.away import put_away


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Life]:
    scene = Life(tmp_path_factory.mktemp("grants") / "home")
    yield scene
    scene.workplace.close()


def test_a_dossier_that_opens_only_at_the_second_look_is_on_record(
    workplace: Workplace, form: ApplicationForm, monkeypatch: pytest.MonkeyPatch
) -> None:
    event, grants = applied(workplace, form), _grants(workplace, "B")
    office = workplace.connections.office(workplace.desk_of("B").carrier.identity)
    other = workplace.connections.decryptor(colleague(workplace, "FD"), None)
    with monkeypatch.context() as away:
        away.setattr(CaseOpener, "_key", lambda _opener: other)
        (line,) = grants.check([event])
        assert not line.passes
    assert kept(office, event) == ()
    for _ in range(2):
        assert grants.check([event])[0].passes
        assert [one.purpose for one in kept(office, event)] == [TURN]


def test_what_was_opened_before_a_cancel_is_on_record(workplace: Workplace, form: ApplicationForm) -> None:
    event = applied(workplace, form)
    other = applied_by_another(workplace, form)
    office = workplace.connections.office(workplace.desk_of("B").carrier.identity)
    asked = iter((False, True))
    told = _grants(workplace, "B").what_if({}, cancelled=lambda: next(asked))
    assert told.total == 1
    assert [len(kept(office, one)) for one in (event, other)] == [1, 0]


def _reschedule(life: Life, months: int = 18) -> str:
    (loan,) = life.loans((20_000, 12), cash=None)
    loans = life.desk("C").loans
    return loans.submit(loans.prepare_reschedule(loan, months, "a flood")).event


def test_every_kind_takes_a_transaction_a_grantor_and_the_last_is_the_unlock(life: Life) -> None:
    (loan,) = life.loans((20_000, 12), cash=None)
    rescheduled = _reschedule(life)
    for role in ("B", "FD"):
        signed(life.desk(role), rescheduled)
    subsidy = life.desk("FD").subsidy
    year = life.desk("FD").carrier.today.year
    budget = subsidy.submit(subsidy.prepare_budget(year, 1_000_00, f"{year}-12-31")).event
    life.account(loan, 0)
    life.desk("B").carrier.catch_up()
    index = life.workplace.connections.index(life.desk("B").carrier.identity.ledger)
    linked = index.events(kind="account.link", party=life.customer(loan), limit=1).rows[0].id
    way = {event: functions(life.workplace, event) for event in (loan, rescheduled, budget, linked)}
    assert way == {
        loan: ["lock", "grant", "grant", "unlock"],
        rescheduled: ["lock", "grant", "unlock"],
        budget: ["lock", "unlock"],
        linked: ["lock", "unlock"],
    }


def test_a_refusal_of_what_is_judged_needs_a_reason_that_all_can_read(life: Life) -> None:
    event = _reschedule(life)
    grants = life.desk("B").grants
    case = grants.open_request(event)
    assert (case.judged, case.verdict) == (True, "Pass")
    with pytest.raises(KnownError) as refused:
        grants.prepare(case, approve=False, reason="  ")
    assert refused.value.code == "grant.reason"
    shown = grants.prepare(case, approve=False, reason="too long")
    assert "too long" in say(shown.sentence, "en")
    assert grants.sign(shown).verdict == "Failed"
    signed(life.desk("FD"), event)
    row = life.workplace.connections.index(life.desk("B").carrier.identity.ledger).event(event)
    assert row is not None
    assert (row.status, row.code, row.grantors[0].reason) == ("refused", 1, "too long")


def test_the_desk_opens_an_event_that_its_index_has_not_taken_in_yet(
    workplace: Workplace, form: ApplicationForm
) -> None:
    event = applied(workplace, form)
    bank = workplace.desk_of("B")
    index = workplace.connections.index(bank.carrier.identity.ledger)
    index.reset()
    assert index.event(event) is None
    case = bank.grants.open(event)
    assert isinstance(case, DossierCase)
    with pytest.raises(KnownError) as refused:
        bank.grants.open("0" * 32)
    assert refused.value.code == "case.unknown"


def test_a_batch_opens_each_case_once_and_passes_over_what_is_not_wanted(
    workplace: Workplace, form: ApplicationForm, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = applied(workplace, form)
    opened: list[str] = []
    real = oracles.ORACLES[APPLICATION]

    def count(context: OracleContext, row: EventRow) -> OpenedCase:
        opened.append(row.id)
        return real(context, row)

    monkeypatch.setattr(oracles, "ORACLES", {**oracles.ORACLES, APPLICATION: count})
    grants = workplace.desk_of("B").grants
    report = grants.decide([event], only=lambda _case: False)
    assert (report.signed, report.skipped, report.failed) == ((), (), ())
    report = grants.decide([event], kind="loan.refund")
    assert (report.signed, report.skipped) == ((), (event,))
    assert opened == [event]  # of another kind it is not even opened
    assert grants.decide([event]).passed == 1
    assert opened == [event, event]


@pytest.mark.parametrize(("photograph", "way"), [(0, "unlock_many"), (500_000, "unlock")])
def test_the_codes_of_one_transaction_carry_no_more_than_a_network_orders(
    workplace: Workplace, form: ApplicationForm, photograph: int, way: str
) -> None:
    """Fifty applications with photographs would be refused all together."""
    with_it = replace(form, attachments=(Attachment("house.jpg", "image/jpeg", bytes(photograph)),))
    events = [applied(workplace, with_it), applied_by_another(workplace, with_it)]
    for role in ("B", "CAD"):
        _grants(workplace, role).decide(events)
    report = _grants(workplace, "FD").decide(events)
    assert [outcome.event for outcome in report.signed] == events
    assert [functions(workplace, event)[-1] for event in events] == [way, way]


def test_what_is_shown_for_signing_is_remembered_only_as_long_as_it_is_looked_at(
    workplace: Workplace, form: ApplicationForm
) -> None:
    """What was opened is not opened again to show the text that will be signed; signing looks again."""
    event = applied(workplace, form)
    bank = workplace.desk_of("B")
    case = bank.grants.open(event)
    assert not isinstance(case, ServiceCase)
    height = bank.carrier.ledger.height()
    shown = bank.grants.prepare(case)
    assert bank.carrier.ledger.height() == height
    signed(bank, event)
    with pytest.raises(KnownError) as refused:
        bank.grants.sign(shown)
    assert refused.value.code == "case.blocked"


def test_a_name_that_cannot_be_read_is_logged(workplace: Workplace) -> None:
    log.set_up(workplace.home)
    bank = workplace.desk_of("B")
    put_away(workplace)
    CaseOpener(bank.carrier, None).name("an event", bank.names)
    text = (log.folder_of(workplace.home) / "loc-desktop.log").read_text("utf-8")
    assert "reading a customer's name: ledger.away" in text


def _grants(workplace: Workplace, role: str) -> Grants:
    desk = workplace.desk_of(role)
    return Grants(desk.carrier, desk.names)


def test_another_desk_signs_what_it_never_opened_but_nothing_else_than_was_shown(
    workplace: Workplace, form: ApplicationForm
) -> None:
    event = applied(workplace, form)
    case = _grants(workplace, "B").open(event)
    shown = _grants(workplace, "B").prepare(case)
    other = replace(shown, canonical=shown.canonical.replace('"verdict":"Pass"', '"verdict":"Failed"'))
    with pytest.raises(KnownError) as changed:
        _grants(workplace, "B").sign(other)
    assert changed.value.code == "case.changed"
    assert _grants(workplace, "B").sign(shown).verdict == "Pass"
    with pytest.raises(KnownError) as again:
        _grants(workplace, "B").sign(shown)
    assert again.value.code == "case.blocked"


def test_requests_are_no_dossiers_and_dossiers_no_requests(
    workplace: Workplace, form: ApplicationForm
) -> None:
    event = applied(workplace, form)
    grants = _grants(workplace, "B")
    with pytest.raises(AssertionError, match=APPLICATION):
        grants.open_request(event)
    assert grants.open_dossier(event).event == event
    assert grants.waiting() == ()
    assert grants.waiting("loan.refund") == ()


def test_what_is_signed_many_at_once_is_counted_and_what_is_unknown_is_told(
    workplace: Workplace, form: ApplicationForm
) -> None:
    event = applied(workplace, form)
    other = applied_by_another(workplace, replace(form, debt="900000"))
    grants = _grants(workplace, "B")
    checked = grants.check([event, other, "0" * 32])
    assert [(line.event, line.passes) for line in checked] == [(event, True), (other, False)]
    assert checked[0].why is None
    assert checked[1].why is not None
    report = grants.sign_many([event, other, "0" * 32])
    assert [outcome.event for outcome in report.signed] == [event]
    assert report.skipped == (other,)
    assert [(failure.event, failure.code) for failure in report.failed] == [("0" * 32, "case.unknown")]
    told = grants.what_if({"debt_max": 10**12})
    assert (told.total, told.passed_now, told.passed_then) == (1, 0, 1)
    rest = grants.decide()
    assert [(outcome.event, outcome.verdict) for outcome in rest.signed] == [(other, "Failed")]
    assert grants.decide().signed == ()
