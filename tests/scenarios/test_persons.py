"""Who borrows: a person has one living key, and a lost one is succeeded by the rules of that alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from loc_desktop.bench.world import tag_of
from loc_desktop.contract.client import EventDraft, new_id
from loc_desktop.contract.persons import reason_of
from loc_desktop.ledger.api import EndorseError
from loc_desktop.script.items import Chaincode
from loc_desktop.script.unlock import sign_result
from tests.scenarios.scene import LOAN_FEN, SEALED, Member, Scene, new_member
from tests.scenarios.test_refusals import refused

Json = Any
DOSSIER: dict[str, Json] = {"dossier": SEALED, "commitment": "0" * 64}


def found_to_be(scene: Scene, cc: Chaincode, reason: str | None, members: Sequence[Member] = ()) -> Json:
    """The unlocking code in which civil affairs passes with this reason."""
    code = scene.code(cc, members=members)
    signer = scene.people["CAD"].signer
    civil = sign_result(cc["event"], "CAD", signer, "Pass", scene.now(), reason=reason)
    return {**code, "results": [civil if result["role"] == "CAD" else result for result in code["results"]]}


def failure(outcome: Json) -> tuple[int, str]:
    return outcome["code"], outcome["failure"]["code"].removeprefix("contract.")


def succession(scene: Scene, old: Member, new: Member) -> EventDraft:
    counter = scene.registrars["C"].key
    return scene.draft("identity.succeed", counter=counter, old=old.key, new=new.key, **DOSSIER)


def test_a_person_has_one_living_key_at_whichever_bank(scene: Scene) -> None:
    first, again, bank = scene.member(), scene.member(), scene.funded_bank(LOAN_FEN)
    scene.loan(first)
    same = reason_of(tag_of(first.key))
    cc = scene.lock(scene.application(again, bank.key), again)
    outcome = scene.submit("C", "unlock", [found_to_be(scene, cc, same, [bank]), 0])
    assert failure(outcome) == (4, "person_other_key")
    assert outcome["failure"]["params"] == {"key": again.key, "other": first.key}
    attest = scene.lock(scene.draft("identity.attest", member=again.key, **DOSSIER), again)
    outcome = scene.submit("C", "unlock", [found_to_be(scene, attest, same), 0])
    assert failure(outcome) == (4, "person_other_key")
    assert (scene.balance(again), scene.balance(bank)) == (0, LOAN_FEN)


def test_a_key_stands_for_one_person_and_a_pass_that_names_none_opens_no_loan(scene: Scene) -> None:
    customer = scene.member()
    scene.loan(customer)
    cc = scene.lock(scene.application(customer), customer)
    for reason, code in ((reason_of("0" * 64), "person_other"), (None, "person_unattested")):
        outcome = scene.submit("C", "unlock", [found_to_be(scene, cc, reason), 0])
        assert failure(outcome) == (4, code)
    assert scene.balance(customer) == LOAN_FEN


def test_a_key_of_nobody_cannot_apply(scene: Scene) -> None:
    made = new_member("C", scene.organisation("C"))
    nobody = replace(made, identity=replace(made.identity, person=""))
    scene.submit("C", "register", [nobody.identity.member_record()], scene.registrars["C"].user)
    cc = scene.chaincode(scene.application(nobody), nobody)
    assert refused(scene, "C", "lock", [cc]) == "person_unknown"


def test_only_what_runs_is_issued_before(scene: Scene) -> None:
    customer = scene.member()
    loan = scene.loan(customer)
    assert scene.query("CAD", "issued", customer=customer.key)["open"] == 1
    scene.prepay(customer, loan, LOAN_FEN)
    assert scene.query("CAD", "issued", customer=customer.key)["open"] == 0


def test_a_person_s_tag_is_read_by_departments_and_the_regulator_alone(scene: Scene) -> None:
    customer = scene.member()
    loan = scene.loan(customer)
    for role in ("CAD", "R"):
        person = scene.query(role, "person", tag=tag_of(customer.key))
        assert (person["key"], person["loans"]) == (customer.key, [loan])
    for role in ("C", "B", "FD"):
        with pytest.raises(EndorseError) as caught:
            scene.query(role, "person", tag=tag_of(customer.key))
        assert caught.value.code == "contract.denied"


def test_a_lost_key_is_succeeded_for_its_counter_and_the_same_person_once(scene: Scene) -> None:
    old, new, third, counter = scene.member(), scene.member(), scene.member(), scene.registrars["C"]
    loan = scene.loan(old)
    wanted = scene.chaincode(succession(scene, old, new), counter)
    own = scene.people["C"].user  # of the counter's organisation, but no counter
    assert refused(scene, "C", "lock", [wanted], user=own) == "succession_counter"
    # The department finds somebody else behind the old key, or nobody.
    scene.submit("C", "lock", [wanted])
    outcome = scene.submit("C", "unlock", [found_to_be(scene, wanted, reason_of("0" * 64)), 0])
    assert failure(outcome) == (4, "person_other")
    assert scene.unlock(wanted, failed=("CAD",))["code"] == 1
    assert scene.balance(old) == LOAN_FEN
    assert scene.unlock(scene.lock(succession(scene, old, new), counter))["code"] == 0
    assert scene.query("R", "loan", id=loan)["payee"] == new.key
    # The old key is dead for good, and one that is in use succeeds nobody.
    assert refused(scene, "C", "register", [old.identity.member_record()]) == "succeeded"
    assert refused(scene, "C", "revoke", ["C", old.key]) == "succeeded"
    again = scene.chaincode(succession(scene, old, third), counter)
    assert refused(scene, "C", "lock", [again]) == "succeeded"
    in_use = scene.chaincode(succession(scene, third, new), counter)
    assert refused(scene, "C", "lock", [in_use]) == "succession_key"


def test_a_frozen_customer_is_not_succeeded(scene: Scene) -> None:
    old, new = scene.member(), scene.member()
    scene.run(
        "challenge.raise", scene.people["R"], challenge=new_id(), target={"kind": "party", "id": old.key},
        reason="who is this", deadline="2099-01-01T00:00:00Z", role="C", respondent=old.key,
    )  # fmt: skip
    cc = scene.chaincode(succession(scene, old, new), scene.registrars["C"])
    assert refused(scene, "C", "lock", [cc]) == "frozen"
