"""What is sealed belongs to one key: copied out of a block into another key's event, it is of no use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from loc_desktop.contract.client import build
from loc_desktop.desk.signing.linked_numbers import opened_number
from loc_desktop.desk.values.application import ApplicationForm
from loc_desktop.desk.workplace import Workplace
from tests.desk.signing.grantors import applied_by_another, signed
from tests.scenarios.scene import Member, new_member


def _thief(workplace: Workplace, victim: str) -> Member:
    """A key of the counter's organisation that is registered with the victim's commitment."""
    carrier = workplace.desk_of("C").carrier
    record = carrier.query("member", {"role": "C", "key": victim})
    thief = new_member("C", carrier.identity.organisation)
    identity = replace(thief.identity, person=record["person"])
    carrier.send("register", [identity.member_record()], "", queue=False)
    return thief


def _locked(workplace: Workplace, copied: Mapping[str, Any], thief: Member, **changed: Any) -> str:
    carrier = workplace.desk_of("C").carrier
    event = copied["cc"]["event"]
    grantors = {grantor["role"]: grantor["key"] for grantor in copied["cc"]["keys"]}
    body = {name: value for name, value in event["body"].items() if name != "grantors"} | changed
    clock = workplace.connections.clock()
    draft = build(event["kind"], channel=event["channel"], at=clock, grantors=grantors, **body)
    cc = draft.chaincode(draft.sign(thief.signer))
    carrier.send("lock", [cc], "", queue=False)
    workplace.catch_up()
    return str(cc["event"]["id"])


def test_a_copied_dossier_and_commitment_borrow_nothing_in_another_persons_name(
    workplace: Workplace, form: ApplicationForm
) -> None:
    copied = workplace.desk_of("C").carrier.query("event", {"id": applied_by_another(workplace, form)})
    thief = _thief(workplace, copied["cc"]["event"]["body"]["payee"])
    stolen = _locked(workplace, copied, thief, payee=thief.key)
    case = workplace.desk_of("B").grants.open(stolen)
    assert case.verdict == "Failed"
    assert signed(workplace.desk_of("B"), stolen).verdict == "Failed"
    # Nor does the public result tell anything of the person whose dossier it is.
    (result,) = workplace.desk_of("C").carrier.query("event", {"id": stolen})["grants"]
    assert (result["terms"], result["exception"]) == ({"key": 0}, 1)
    for role in ("B", "CAD", "FD"):
        assert signed(workplace.desk_of(role), copied["cc"]["event"]["id"]).verdict == "Pass"


def test_a_copied_account_number_opens_to_none(workplace: Workplace) -> None:
    bank = workplace.desk_of("B").carrier
    index = workplace.connections.index(bank.identity.ledger)
    link = index.events(kind="account.link").rows[0].id
    copied = workplace.desk_of("C").carrier.query("event", {"id": link})
    assert opened_number(bank, link, bank.identity)
    thief = _thief(workplace, copied["cc"]["event"]["body"]["account"])
    stolen = _locked(workplace, copied, thief, account=thief.key)
    assert opened_number(bank, stolen, bank.identity) == ""
