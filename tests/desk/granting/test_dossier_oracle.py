"""The oracle of a dossier: the verdict follows the terms, and what goes on the ledger names no value."""

from __future__ import annotations

from dataclasses import replace

import pytest

from loc_desktop.contract.persons import reason_of
from loc_desktop.desk.granting.dossier_oracle import OpenedDossier, open_dossier, public_reason
from loc_desktop.desk.granting.oracle import OracleContext
from loc_desktop.desk.values.application import ApplicationForm
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from loc_desktop.texts.words import say
from tests.desk.signing.grantors import applied, signed


def _opened(workplace: Workplace, event: str, role: str, purpose: str = "") -> OpenedDossier:
    desk = workplace.desk_of(role)
    context = OracleContext.of(desk.carrier, desk.names, None, purpose)
    row = workplace.connections.index(desk.carrier.identity.ledger).event(event)
    assert row is not None
    return open_dossier(context, row)


def test_whatever_a_person_says_the_verdict_follows_the_terms(
    workplace: Workplace, form: ApplicationForm
) -> None:
    opened = _opened(workplace, applied(workplace, form), "B")
    finding = opened.finding(approve=False, reason="I do not like it")
    terms = dict(finding.terms or {})
    assert (finding.verdict, set(terms.values()), finding.exception) == ("Pass", {1}, 1)
    assert finding == opened.finding()
    told = opened.ask(finding)
    assert told.code == "sign.loan.apply.Pass"
    assert form.name in say(told, "zh")
    assert (opened.locked().results, opened.locked().last) == ((), False)


def test_a_term_that_is_not_met_is_named_without_its_value(
    workplace: Workplace, form: ApplicationForm
) -> None:
    opened = _opened(workplace, applied(workplace, replace(form, debt="900000")), "B")
    finding = opened.finding()
    terms = dict(finding.terms or {})
    assert (finding.verdict, terms["debt"], terms["income"]) == ("Failed", 0, 1)
    assert "debt" in finding.reason
    assert "900000" not in finding.reason
    assert opened.ask(finding).code == "sign.loan.apply.Failed"


def test_evidence_is_an_exception_without_its_words(workplace: Workplace, form: ApplicationForm) -> None:
    workplace.desk_of("B").office.add_evidence(form.identity_number, "拖欠货款", "法院", "2026-01-05")
    finding = _opened(workplace, applied(workplace, form), "B").finding()
    assert (finding.verdict, finding.exception) == ("Failed", 0)
    assert "拖欠" not in finding.reason


def test_civil_affairs_pass_says_whose_key_it_is_and_the_last_grantor_is_known(
    workplace: Workplace, form: ApplicationForm
) -> None:
    event = applied(workplace, form, "B")
    opened = _opened(workplace, event, "CAD")
    assert public_reason(opened.case) == reason_of(opened.case.tag) != ""
    assert public_reason(replace(opened.case, tag="")) == ""
    signed(workplace.desk_of("CAD"), event)
    last = _opened(workplace, event, "FD").locked()
    assert ([result["role"] for result in last.results], last.last) == (["B", "CAD"], True)


def test_outside_ones_turn_a_purpose_opens_a_case_that_cannot_be_signed(
    workplace: Workplace, form: ApplicationForm
) -> None:
    event = applied(workplace, form)
    with pytest.raises(KnownError) as closed:
        _opened(workplace, event, "FD")
    assert closed.value.code == "case.purpose"
    with pytest.raises(KnownError) as invented:
        _opened(workplace, event, "FD", "curiosity")
    assert invented.value.code == "case.purpose"
    assert _opened(workplace, event, "FD", "complaint").case.blocked is not None
    assert _opened(workplace, event, "B").case.blocked is None
