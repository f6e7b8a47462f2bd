"""An application goes back with what is missing, is sent again; own evidence fails what meets every term."""

from __future__ import annotations

from dataclasses import replace

import pytest

from loc_desktop.contract.flow_rules.explained import seen_in
from loc_desktop.desk.granting.returns import Returns
from loc_desktop.desk.signing.explanations import MOST
from loc_desktop.desk.values.application import ApplicationForm, ApplicationRow
from loc_desktop.desk.values.case import DossierCase
from loc_desktop.desk.values.event import Stage
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from loc_desktop.texts.words import say
from tests.desk.signing.grantors import applied, signed

SECRET = "三次上门均无人，邻居说已外出"


def _row(workplace: Workplace, event: str) -> ApplicationRow:
    return next(row for row in workplace.desk_of("C").applications.mine().rows if row.event == event)


def test_a_returned_application_is_corrected_and_sent_again_in_one_step(
    workplace: Workplace, form: ApplicationForm
) -> None:
    event = applied(workplace, form, "B")
    desk, customer = workplace.desk_of("CAD"), workplace.desk_of("C")
    assert isinstance(desk.returns, Returns)
    for missing, text in (((), "x"), (("other",), " "), (("identity_card",), "x" * (MOST + 1))):
        with pytest.raises(KnownError) as told:
            desk.returns.prepare(event, missing, text)
        assert told.value.code == "explanation.invalid"
    shown = desk.returns.prepare(event, ("other", "income_proof"), SECRET)
    assert SECRET in say(shown.sentence, "zh")
    assert SECRET not in shown.canonical
    done = desk.returns.submit(shown)
    assert done.stage is Stage.UNLOCKED
    assert desk.inbox.count() == 0
    row = _row(workplace, event)
    assert (row.stage, row.refused_by.role if row.refused_by else "") == (Stage.RETURNED, "CAD")
    assert row.reason is not None
    assert "收入证明" in say(row.reason, "zh")
    (read,) = customer.applications.explanations(event)
    assert (read.text, read.codes, read.by.role, read.unreadable) == (
        SECRET, ("income_proof", "other"), "CAD", None,
    )  # fmt: skip
    draft = customer.applications.corrected(event)
    assert draft.form.former == event
    again = customer.applications.apply(replace(draft.form, purpose="养猪"), draft=draft.id)
    locked = customer.carrier.query("event", {"id": again.event})["cc"]["event"]
    assert locked["body"]["former"] == event
    for role in ("B", "CAD", "FD"):
        signed(workplace.desk_of(role), again.event)
    assert _row(workplace, again.event).stage is Stage.UNLOCKED
    assert _row(workplace, event).stage is Stage.RETURNED
    assert customer.applications.explanations(again.event) == ()


def test_an_application_that_was_not_returned_to_this_key_names_none(
    workplace: Workplace, form: ApplicationForm
) -> None:
    applications = workplace.desk_of("C").applications
    event = applied(workplace, form)
    waits = applications.apply(replace(form, former=event))
    body = workplace.desk_of("C").carrier.query("event", {"id": waits.event})["cc"]["event"]["body"]
    assert "former" not in body


def test_own_evidence_fails_what_meets_every_term_and_only_those_it_is_for_read_why(
    workplace: Workplace, form: ApplicationForm
) -> None:
    event = applied(workplace, form, "B")
    desk = workplace.desk_of("CAD")
    case = desk.grants.open_dossier(event)
    assert case.verdict == "Pass"
    with pytest.raises(KnownError) as told:
        desk.grants.prepare_own_evidence(case, "visit", " ")
    assert told.value.code == "explanation.invalid"
    shown = desk.grants.prepare_own_evidence(case, "visit", SECRET)
    assert SECRET in say(shown.sentence, "zh")
    assert SECRET not in shown.canonical
    outcome = desk.grants.sign(shown)
    assert (outcome.verdict, outcome.unlock) == ("Failed", None)
    finance = workplace.desk_of("FD").grants.open_dossier(event)
    assert isinstance(finance, DossierCase)
    (read,) = finance.explanations
    assert (read.text, read.codes, read.by.role, read.unreadable) == (SECRET, ("visit",), "CAD", None)
    assert finance.earlier[1].exception == 0
    assert set(finance.earlier[1].terms.values()) == {1}
    last = signed(workplace.desk_of("FD"), event)
    assert last.unlock is not None
    assert last.unlock.code == 1
    row = _row(workplace, event)
    assert row.stage is Stage.REFUSED
    assert row.reason is not None
    assert "走访" in say(row.reason, "zh")
    (theirs,) = workplace.desk_of("C").applications.explanations(event)
    assert theirs.text == SECRET
    regulator = workplace.desk_of("R").inspections
    opened = regulator.open(regulator.prepare(event, "complaint"))
    assert [one.text for one in opened.explanations] == [SECRET]
    ledger = workplace.connections.ledger_of(desk.carrier.identity)
    blocks = [block for number in range(ledger.height()) for block in (ledger.block(number),)]
    assert SECRET not in "".join(
        str(transaction.args) for block in blocks for transaction in block.transactions
    )


def test_an_explanation_that_is_not_the_grantor_s_own_is_told(
    workplace: Workplace, form: ApplicationForm, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A Failed whose reason names no explanation, or another's, is shown with that; it can be challenged."""
    event = applied(workplace, form)
    desk = workplace.desk_of("B")
    shown = desk.grants.prepare_own_evidence(desk.grants.open_dossier(event), "use", SECRET)
    with monkeypatch.context() as without:
        without.setattr(desk.grants._notes, "submit", lambda *_args: None)
        desk.grants.sign(shown)
    (read,) = workplace.desk_of("CAD").grants.open_dossier(event).explanations
    assert (read.text, read.unreadable is not None) == ("", True)


def test_terms_that_are_not_met_need_no_own_evidence(workplace: Workplace, form: ApplicationForm) -> None:
    event = applied(workplace, form)
    desk = workplace.desk_of("B")
    limits = dict(desk.office.terms().limits)
    case = desk.grants.open_dossier(event)
    shown = desk.grants.prepare_own_evidence(case, "visit", SECRET)
    desk.office.save_terms({**limits, "loan_limit": 1}, "less")
    with pytest.raises(KnownError) as told:
        desk.grants.sign(shown)
    assert told.value.code == "case.changed"
    case = desk.grants.open_dossier(event)
    with pytest.raises(KnownError) as told:
        desk.grants.prepare_own_evidence(case, "visit", SECRET)
    assert told.value.code == "case.changed"
    assert seen_in(desk.grants.prepare(case).canonical) == ("", "")
