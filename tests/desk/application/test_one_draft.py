"""A draft makes one application, whichever window sends it; what is known before one too many is signed; what
was refused is corrected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from loc_desktop.desk.application.made_people import identity_number
from loc_desktop.desk.values.application import ApplicationForm, Attachment
from loc_desktop.desk.values.event import Stage
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from loc_desktop.texts.words import error_sentences
from tests.support.away import put_away
from tests.support.workplace import PASSPHRASE


@pytest.fixture
def window(workplace: Workplace) -> Iterator[Workplace]:
    """A second window on the same data folder."""
    other = Workplace(workplace.home)
    other.use_passphrase(PASSPHRASE)
    yield other
    other.close()


def _pending(workplace: Workplace) -> list[str]:
    return [row.event for row in workplace.desk_of("C").applications.mine().rows]


def test_a_draft_that_another_window_sent_is_refused_and_names_the_application(
    workplace: Workplace, window: Workplace, form: ApplicationForm
) -> None:
    first, second = workplace.desk_of("C").applications, window.desk_of("C").applications
    draft = first.save_draft(form).id
    assert [row.id for row in second.drafts()] == [draft]
    shown = second.prepare(replace(form, amount="20000"), draft=draft)  # both windows look at the sentence
    sent = first.apply(form, draft=draft)
    for refused in (
        lambda: second.apply(replace(form, amount="20000"), draft=draft, prepared=shown),
        lambda: second.prepare(form, draft=draft),
        lambda: second.apply(form, draft=draft),
    ):
        with pytest.raises(KnownError) as told:
            refused()
        assert (told.value.code, told.value.params["event"]) == ("form.draft_sent", sent.event)
        assert sent.event[:8] in " ".join(error_sentences(told.value, "en"))
        assert told.value.params["amount"] == 3_000_000
    assert _pending(workplace) == [sent.event]


def test_a_draft_that_a_slow_window_saves_again_is_no_draft_any_more(
    workplace: Workplace, window: Workplace, form: ApplicationForm
) -> None:
    first, second = workplace.desk_of("C").applications, window.desk_of("C").applications
    draft = first.save_draft(form).id
    first.apply(form, draft=draft)
    second.save_draft(replace(form, purpose="养蜂"), draft)
    assert first.drafts() == second.drafts() == ()


def test_a_draft_that_waits_in_the_outbox_is_not_sent_again(
    workplace: Workplace, window: Workplace, form: ApplicationForm
) -> None:
    first, second = workplace.desk_of("C").applications, window.desk_of("C").applications
    draft = first.save_draft(form).id
    put_away(workplace)
    sent = first.apply(form, draft=draft)
    assert sent.stage is Stage.WAITING
    with pytest.raises(KnownError) as told:
        second.apply(form, draft=draft)
    assert (told.value.code, told.value.params["event"]) == ("form.draft_sent", sent.event)


def test_what_waits_or_runs_is_known_before_another_application_is_signed(
    workplace: Workplace, form: ApplicationForm
) -> None:
    applications = workplace.desk_of("C").applications
    assert applications.going_on(form) == ()
    sent = applications.apply(form)
    (same,) = applications.going_on(form)
    assert (same.code, same.params["event"], same.params["amount"]) == (
        "applying.waits_same", sent.event, 3_000_000,
    )  # fmt: skip
    (other,) = applications.going_on(replace(form, amount="20000"))
    assert other.code == "applying.waits"
    for role in ("B", "CAD", "FD"):
        grants = workplace.desk_of(role).grants
        grants.sign(grants.prepare(grants.open_dossier(sent.event)))
    applications.mine()
    (runs,) = applications.going_on(form)
    assert (runs.code, runs.params["outstanding"]) == ("applying.runs", 3_000_000)


def test_the_cost_of_what_is_typed_is_known_at_once(workplace: Workplace, form: ApplicationForm) -> None:
    applications = workplace.desk_of("C").applications
    cost = applications.cost(replace(form, amount="３００００", months="２４"))
    assert cost is not None
    assert cost == applications.cost(form)
    assert cost.payments == 24
    assert cost.first * 23 + cost.last == 3_000_000 + cost.interest
    said = applications.prepare(form).sentence.params
    assert {name: said[name] for name in ("rate", "interest", "subsidy", "payments", "first", "last")} == {
        **cost.params(), **cost.payments_params(),
    }  # fmt: skip
    wrong = (
        replace(form, amount=""), replace(form, months="x"), replace(form, product="none"),
        replace(form, rate="abc"),
    )  # fmt: skip
    assert [applications.cost(one) for one in wrong] == [None] * 4


def test_what_was_withdrawn_is_corrected_and_sent_again_as_another(
    workplace: Workplace, form: ApplicationForm
) -> None:
    desk = workplace.desk_of("C")
    applications, number = desk.applications, identity_number("77")
    person = applications.applicants.add("陈秀英", number, "246810")
    paper = Attachment("身份证.pdf", "application/pdf", b"%PDF-1.7")
    theirs = replace(
        form, name="陈秀英", identity_number=number, applicant=person.identity, address="东肖镇", phone="138",
        group="二组", attachments=(paper,),
    )  # fmt: skip
    sent = applications.apply(theirs, pin="246810")
    desk.withdrawals.submit(desk.withdrawals.prepare(sent.event), pin="246810")
    with pytest.raises(KnownError) as told:
        applications.corrected(sent.event)
    assert told.value.code == "pin.needed"
    draft = applications.corrected(sent.event, pin="246810")
    assert [row.id for row in applications.drafts()] == [draft.id]
    same = (
        "name",
        "identity_number",
        "address",
        "phone",
        "group",
        "purpose",
        "applicant",
        "bank",
        "attachments",
    )
    assert {name: getattr(draft.form, name) for name in same} == {
        name: getattr(theirs, name) for name in same
    }
    assert (draft.form.amount, draft.form.months, draft.form.income) == ("30000.00", "24", "20000.00")
    again = applications.apply(draft.form, pin="246810", draft=draft.id)
    assert again.event != sent.event
    assert {row.event: row.stage for row in applications.of_customer(person.identity)} == {
        sent.event: Stage.WITHDRAWN, again.event: Stage.ON_LEDGER,
    }  # fmt: skip
    with pytest.raises(KnownError) as strange:
        workplace.desk_of("C").applications.corrected("0" * 32)
    assert strange.value.code.startswith("contract.")
