"""Who decides: every kind that one asks another to grant has its row, and the machine takes no other up."""

from __future__ import annotations

from loc_desktop.contract.flows import shipped
from loc_desktop.desk.granting.decided_by import DECIDED_BY, DecidedBy, decided_by, is_automatic, is_judged
from loc_desktop.desk.values.event import WITH_DOSSIER


def test_every_kind_that_another_grants_has_its_row() -> None:
    asked = {
        flow.kind
        for flow in shipped().values()
        if flow.state
        and flow.grantors
        and [party.role for party in flow.grantors] != [signer.role for signer in flow.signers]
    }
    assert asked <= {*WITH_DOSSIER, *DECIDED_BY}
    assert {*DECIDED_BY} <= {*shipped()}


def test_what_the_machine_takes_up_is_money_links_and_facts() -> None:
    automatic = {kind for kind in shipped() if is_automatic(kind)}
    assert {decided_by(kind) for kind in automatic} == {*DecidedBy} - {DecidedBy.PERSON}
    assert automatic.isdisjoint(WITH_DOSSIER)
    assert "loan.writeoff" not in automatic


def test_a_person_may_refuse_a_link_and_what_is_judged_but_no_fact() -> None:
    judged = {kind: is_judged(kind) for kind in ("account.link", "loan.writeoff", "principal.repay")}
    assert judged == {"account.link": True, "loan.writeoff": True, "principal.repay": False}


def test_a_kind_that_the_program_does_not_know_is_a_persons() -> None:
    assert decided_by("something.new") is DecidedBy.PERSON
