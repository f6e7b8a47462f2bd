"""A loan from the form to the money, through all the roles' desks, on a real ledger with real keys."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from loc_desktop.bank.office.values import RegisterEntry
from loc_desktop.desk.desk import Desk
from loc_desktop.desk.values.application import ApplicationForm
from loc_desktop.desk.values.event import Stage
from loc_desktop.desk.values.ledger import SearchQuery
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from loc_desktop.identity.errors import NotRecipient
from loc_desktop.identity.sealing import open_dossier
from loc_desktop.script.evaluate import Trace
from loc_desktop.texts import catalogue, words
from tests.support.workplace import sample

FLOW = ("B", "CAD", "FD")


def _sign_all(workplace: Workplace, event: str) -> int:
    """Every grantor opens and signs; the return code of the unlock."""
    for role in FLOW:
        grants = workplace.desk_of(role).grants
        outcome = grants.sign(grants.prepare(grants.open_dossier(event)))
    assert outcome.unlock is not None
    return outcome.unlock.code


def test_an_application_that_meets_every_term_is_paid_out(
    workplace: Workplace, form: ApplicationForm
) -> None:
    customer = workplace.desk_of("C")
    prepared = customer.applications.prepare(form)
    assert "30,000.00 元（叁万元整）" in words.say(prepared.sentence, "zh")
    applied = customer.applications.apply(form, prepared=prepared)
    assert applied.stage is Stage.ON_LEDGER
    (row,) = customer.applications.mine().rows
    assert (row.stage, row.waits_for and row.waits_for.role, row.granted) == (Stage.ON_LEDGER, "B", 0)
    before = workplace.desk_of("B").viewer.account().balance

    assert _sign_all(workplace, applied.event) == 0

    row = customer.applications.mine(text=applied.event).rows[0]
    assert (row.stage, row.code, row.refused_by) == (Stage.UNLOCKED, 0, None)
    assert customer.viewer.account().balance == 3_000_000
    assert workplace.desk_of("B").viewer.account().balance == before - 3_000_000
    trace = workplace.desk_of("R").viewer.trace(applied.event)
    assert isinstance(trace.trace, Trace)
    assert (trace.trace.code, [step.kind for step in trace.trace.steps]) == (
        0,
        ["key", "key", "key", "event", "operation"],
    )


def test_what_is_on_the_ledger_names_nobody(workplace: Workplace, form: ApplicationForm) -> None:
    applied = workplace.desk_of("C").applications.apply(form)
    _sign_all(workplace, applied.event)
    ledger = workplace.connections.ledger(workplace.identities()[0].ledger)
    text = "".join(
        json.dumps([transaction.raw, transaction.result], ensure_ascii=False)
        for number in range(ledger.height())
        for transaction in ledger.block(number).transactions
    )
    for secret in (form.identity_number, form.purpose, '"income": 2000000', '"asset": 100000'):
        assert secret not in text
    assert form.name not in text


def test_a_term_that_is_not_met_refuses_the_loan_and_says_which(
    workplace: Workplace, form: ApplicationForm
) -> None:
    applied = workplace.desk_of("C").applications.apply(replace(form, debt="31000"))
    grants = workplace.desk_of("B").grants
    case = grants.open_dossier(applied.event)
    assert (case.verdict, case.product, case.exception) == ("Failed", 0, 1)
    assert case.formula == "f(e) = (1·1·1·1·1·1·1·1·1·1·0·1 mod 2) × 1 = 0"
    (unmet,) = [row for row in case.terms if not row.met]
    assert (unmet.item, unmet.limit, unmet.difference) == ("debt", 3_000_000, 100_000)
    assert _sign_all(workplace, applied.event) == 1
    row = workplace.desk_of("C").applications.mine(text=applied.event).rows[0]
    assert row.stage is Stage.REFUSED
    assert row.refused_by is not None
    assert row.refused_by.role == "B"
    assert row.reason is not None
    assert words.say(row.reason, "zh") == "未满足：负债"
    view = workplace.desk_of("C").viewer.trace(applied.event)
    assert view.trace.code == 1
    assert view.trace.steps[-1].failed.name == "verdict"


def test_what_is_signed_is_exactly_what_was_shown(workplace: Workplace, form: ApplicationForm) -> None:
    applied = workplace.desk_of("C").applications.apply(form)
    grants = workplace.desk_of("B").grants
    shown = grants.prepare(grants.open_dossier(applied.event))
    grants.sign(shown)
    event = workplace.desk_of("B").carrier.query("event", {"id": applied.event})
    signed = dict(event["grants"][0])
    signed.pop("value")
    assert signed == json.loads(shown.canonical)
    assert signed["terms"] == dict.fromkeys(
        (
            "id_c",
            "key",
            "age",
            "amount",
            "in_all",
            "months",
            "rate",
            "use",
            "income",
            "asset",
            "debt",
            "issue",
        ),
        1,
    )


def test_a_case_that_changed_since_it_was_shown_is_not_signed(
    workplace: Workplace, form: ApplicationForm
) -> None:
    applied = workplace.desk_of("C").applications.apply(form)
    desk = workplace.desk_of("B")
    shown = desk.grants.prepare(desk.grants.open_dossier(applied.event))
    desk.office.save_terms({**desk.office.terms().limits, "loan_limit": 2_000_000}, "lower")
    with pytest.raises(KnownError) as told:
        desk.grants.sign(shown)
    assert told.value.code == "case.changed"
    assert desk.grants.open_dossier(applied.event).verdict == "Failed"
    assert [terms.version for terms in desk.office.terms_history()] == [2, 1]


def test_a_form_that_changed_since_it_was_shown_is_not_signed(
    workplace: Workplace, form: ApplicationForm
) -> None:
    applications = workplace.desk_of("C").applications
    prepared = applications.prepare(form)
    with pytest.raises(KnownError) as told:
        applications.apply(replace(form, amount="40000"), prepared=prepared)
    assert told.value.code == "form.changed"
    assert applications.mine().total == 0


def test_evidence_makes_the_exception_zero_until_it_is_lifted(
    workplace: Workplace, form: ApplicationForm
) -> None:
    applied = workplace.desk_of("C").applications.apply(form)
    desk = workplace.desk_of("CAD")
    bank = workplace.desk_of("B")
    bank.grants.sign(bank.grants.prepare(bank.grants.open_dossier(applied.event)))
    entry = desk.office.add_evidence(form.identity_number, "two unpaid loans", "court", "2026-01-02")
    case = desk.grants.open_dossier(applied.event)
    assert (case.verdict, case.product, case.exception) == ("Failed", 1, 0)
    assert [evidence.reason for evidence in case.evidence] == ["two unpaid loans"]
    desk.office.lift(entry.id)
    assert desk.grants.open_dossier(applied.event).verdict == "Pass"


def test_the_same_person_is_not_given_a_second_loan(workplace: Workplace, form: ApplicationForm) -> None:
    applications = workplace.desk_of("C").applications
    first = applications.apply(form)
    _sign_all(workplace, first.event)
    second = applications.apply(form)
    case = workplace.desk_of("B").grants.open_dossier(second.event)
    issue = next(row for row in case.terms if row.item == "issue")
    assert (issue.met, issue.register, case.verdict) == (False, 1, "Failed")
    # Nor is there a second key of the same person at the counter.
    with pytest.raises(KnownError) as told:
        applications.applicants.add(form.name, form.identity_number, "246810")
    problems: Any = told.value.params["problems"]
    assert [problem.code for problem in problems] == ["known_customer"]


def test_a_customer_with_a_pin_signs_with_it_only(workplace: Workplace, form: ApplicationForm) -> None:
    applications = workplace.desk_of("C").applications
    person = applications.applicants.add("陈秀英", sample(1).rows[0].identity_number, "135790")
    assert person.needs_pin
    theirs = replace(form, name="陈秀英", identity_number=person.identity_number, applicant=person.identity)
    for wrong in (None, "135791"):
        with pytest.raises(KnownError) as told:
            applications.apply(theirs, pin=wrong)
        assert told.value.code.split(".")[0] in ("keyring", "pin", "identity")
    applied = applications.apply(theirs, pin="135790")
    assert applications.mine(text=applied.event).rows[0].applicant.name == "陈秀英"


def test_a_person_who_is_in_no_register_fails_the_identity_term(
    workplace: Workplace, form: ApplicationForm
) -> None:
    desk = workplace.desk_of("B")
    desk.office.remove_person(form.identity_number)
    applied = workplace.desk_of("C").applications.apply(form)
    case = desk.grants.open_dossier(applied.event)
    assert [row.item for row in case.terms if not row.met] == ["id_c"]
    desk.office.save_person(RegisterEntry(form.identity_number, form.name))
    assert desk.grants.open_dossier(applied.event).verdict == "Pass"


def test_only_those_to_whom_a_dossier_is_sealed_can_open_it(
    workplace: Workplace, form: ApplicationForm
) -> None:
    """A desk opens with its own key: with another identity's key on the same machine the case is blocked."""
    customer = workplace.desk_of("C")
    applied = customer.applications.apply(form)
    stranger = customer.applications.applicants.add("陈秀英", sample(1).rows[0].identity_number, "135790")
    bank = workplace.desk_of("B")
    dossier = bank.carrier.query("event", {"id": applied.event})["cc"]["event"]["body"]["dossier"]
    kids = {recipient["header"]["kid"] for recipient in dossier["recipients"]}
    groups = {group["role"]: group["current"]["jwk"]["kid"] for group in bank.carrier.groups()}
    assert set(groups) == {"B", "CAD", "FD", "R"}
    assert kids == {customer.carrier.identity.key, *groups.values()}
    assert stranger.key not in kids
    keystore = workplace.connections.keystore()
    with pytest.raises(NotRecipient):
        open_dossier(dossier, keystore.decryptor(keystore.get(stranger.identity), "135790"))
    for identity in workplace.identities():
        if identity.role != "C":
            opener = workplace.connections.decryptor(workplace.connections.identity(identity.id), None)
            assert open_dossier(dossier, opener)["name"] == form.name


def test_many_at_once_signs_those_that_meet_every_term_and_leaves_the_others(workplace: Workplace) -> None:
    counter = workplace.desk_of("C").applications
    counter.import_rows(sample(24), counter.banks()[0].key)
    bank = workplace.desk_of("B")
    passing = [line.event for line in bank.grants.check(bank.inbox.ids()) if line.passes]
    assert 0 < len(passing) < 24
    report = bank.grants.sign_many()
    assert {grant.event for grant in report.signed} == set(passing)
    assert all(grant.verdict == "Pass" for grant in report.signed)
    assert len(report.skipped) == 24 - len(passing)
    assert (report.failed, report.cancelled) == ((), False)
    assert bank.waiting() == 24 - len(passing)
    for role in ("CAD", "FD"):
        workplace.desk_of(role).grants.decide()
    rows = counter.mine(stage=Stage.UNLOCKED)
    assert 0 < rows.total <= len(passing)


def test_a_cancelled_batch_signs_nothing_further(workplace: Workplace) -> None:
    counter = workplace.desk_of("C").applications
    counter.import_rows(sample(40), counter.banks()[0].key)
    bank = workplace.desk_of("B")
    signed: list[int] = []
    report = bank.grants.decide(
        progress=lambda step, _: signed.append(step), cancelled=lambda: len(signed) > 3
    )
    assert report.cancelled
    assert 0 < len(report.signed) < 40
    assert bank.waiting() == 40 - len(report.signed)


def test_what_if_counts_the_inbox_under_other_limits_and_changes_nothing(workplace: Workplace) -> None:
    counter = workplace.desk_of("C").applications
    counter.import_rows(sample(24), counter.banks()[0].key)
    bank = workplace.desk_of("B")
    told = bank.grants.what_if({"debt_max": 0, "month_max": 600, "loan_limit": 10**9})
    passing = sum(line.passes for line in bank.grants.check(bank.inbox.ids()))
    assert (told.total, told.passed_now, told.unreadable) == (24, passing, 0)
    assert told.failed_by_term_then.get("debt", 0) > told.failed_by_term_now.get("debt", 0)
    assert "months" not in told.failed_by_term_then
    assert bank.office.terms().limits["debt_max"] == 3_000_000


def test_search_finds_by_id_amount_date_kind_and_known_name(workplace: Workplace) -> None:
    counter = workplace.desk_of("C")
    counter.applications.import_rows(sample(5), counter.applications.banks()[0].key)
    row = counter.applications.mine().rows[0]
    viewer = counter.viewer
    assert {record.event for record in viewer.search(SearchQuery(text=row.event[:10])).rows} == {row.event}
    assert row.event in {record.event for record in viewer.search(SearchQuery(text=row.applicant.name)).rows}
    amount = str(row.amount // 100)
    assert row.event in {record.event for record in viewer.search(SearchQuery(text=amount)).rows}
    today = counter.carrier.today.isoformat()
    assert viewer.search(SearchQuery(text=today)).total == viewer.recent().total
    assert viewer.search(SearchQuery(until="2001-01-01")).total == 0
    assert viewer.search(SearchQuery(kind="loan.apply")).total == 5
    first = viewer.recent(limit=3)
    second = viewer.recent(before=first.next, limit=3)
    assert len({(record.id, record.event) for record in (*first.rows, *second.rows)}) == 6


def test_every_transaction_has_a_sentence_in_both_languages_and_a_detail(
    workplace: Workplace, form: ApplicationForm
) -> None:
    applied = workplace.desk_of("C").applications.apply(form)
    _sign_all(workplace, applied.event)
    viewer = workplace.desk_of("R").viewer
    rows = viewer.recent(limit=1000).rows
    assert {row.fn for row in rows} == {"init", "register", "lock", "grant", "unlock"}
    for row in rows:
        for language in catalogue.LANGUAGES:
            told = words.say(row.sentence, language)
            assert told
            assert not told.startswith(row.sentence.code)
        detail = viewer.transaction(row.id)
        assert detail.row == row
        assert json.loads(detail.raw)
    event = viewer.event(applied.event)
    assert [signature.party.role for signature in event.signed] == ["C", "B", "CAD", "FD"]
    assert event.dossier_sealed
    assert [attempt.code for attempt in event.attempts] == [0]
    flow = viewer.fund_flow()
    assert [(edge.source.role, edge.target.role, edge.amount) for edge in flow.edges] == [
        ("B", "C", 3_000_000)
    ]


def test_parts_and_ids_that_are_not_there_are_told(workplace: Workplace) -> None:
    customer: Desk = workplace.desk_of("C")
    cases: list[tuple[Callable[[], object], str | None]] = [
        (lambda: customer.grants, "desk.role"),
        (lambda: workplace.desk_of("B").grants.open_dossier("0" * 32), "case.unknown"),
        (lambda: customer.viewer.trace("0" * 32), "ledger.unknown_event"),
        (lambda: customer.viewer.transaction("0" * 64), "ledger.unknown_transaction"),
        (lambda: workplace.desk("nobody"), None),
        (lambda: workplace.desk_of("B").office.save_terms({"debt_max": -1}, ""), "terms.invalid"),
        (lambda: workplace.desk_of("B").office.save_person(RegisterEntry("1", "")), "register.invalid"),
    ]
    for call, code in cases:
        if code is None:
            assert call()
            continue
        with pytest.raises(KnownError) as told:
            call()
        assert told.value.code == code


def test_drafts_are_kept_and_leave_with_the_application(workplace: Workplace, form: ApplicationForm) -> None:
    applications = workplace.desk_of("C").applications
    half = applications.save_draft(replace(form, amount="3"))
    again = applications.save_draft(form, half.id)
    assert again.id == half.id
    assert [draft.form for draft in applications.drafts()] == [form]
    assert applications.check(replace(form, amount=""), complete=False) == ()
    applications.apply(form, draft=half.id)
    assert applications.drafts() == ()
