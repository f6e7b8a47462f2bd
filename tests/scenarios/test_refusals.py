"""What the contract refuses, through the ledger: the contract's own code, nothing stored, no money moved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from loc_desktop.contract.client import new_id
from loc_desktop.errors import Money
from loc_desktop.ledger.api import EndorseError
from loc_desktop.script.keys import SoftwareSigner
from loc_desktop.script.unlock import sign_result
from tests.scenarios.scene import LOAN_FEN, Scene, new_member, now

Json = Any


def refused(scene: Scene, role: str, fn: str, args: list[Json], **more: Any) -> str:
    """The contract's code of a transaction that must be refused and must leave nothing."""
    height = scene.ledger(role).height()
    with pytest.raises(EndorseError) as caught:
        scene.send(role, fn, args, **more)
    assert caught.value.money is Money.NOT_MOVED
    assert caught.value.params["contract"] == caught.value.code
    scene.settle()
    assert scene.ledger(role).height() == height
    return caught.value.code.removeprefix("contract.")


def changed(cc: Json, **parts: Json) -> Json:
    return {**cc, **parts}


def of_event(cc: Json, **parts: Json) -> Json:
    """The chaincode with parts of its event changed after it was signed."""
    return {**cc, "event": {**cc["event"], **parts}}


LOCKS: dict[str, tuple[str, Callable[[Scene, Json], Json]]] = {
    "not a chaincode": ("shape", lambda _scene, _cc: {"type": "chaincode"}),
    "a kind that no row knows": ("unknown_kind", lambda _scene, cc: of_event(cc, kind="loan.gift")),
    "an id that is none": ("body", lambda _scene, cc: of_event(cc, id="short")),
    "a time that is none": ("time", lambda _scene, cc: of_event(cc, at="yesterday")),
    "another channel": ("channel", lambda _scene, cc: of_event(cc, channel="other")),
    "a body with a member more": (
        "body",
        lambda _scene, cc: of_event(cc, body={**cc["event"]["body"], "more": 1}),
    ),
    "an amount changed after signing": (
        "operations",
        lambda _scene, cc: of_event(cc, body={**cc["event"]["body"], "amount": 1}),
    ),
    "operations of another amount": (
        "operations",
        lambda _scene, cc: changed(
            cc, operations=[{**cc["operations"][0], "args": {**cc["operations"][0]["args"], "amount": 1}}]
        ),
    ),
    "a grantor left out": ("grantors", lambda _scene, cc: changed(cc, keys=cc["keys"][:2])),
    "grantors in another order": ("grantors", lambda _scene, cc: changed(cc, keys=cc["keys"][::-1])),
    "a grantor whom the event does not name": (
        "grantors",
        lambda _scene, cc: changed(
            cc, keys=[*cc["keys"][:2], {**cc["keys"][2], "key": SoftwareSigner.generate().key}]
        ),
    ),
    "a signature of another event": (
        "signature",
        lambda _scene, cc: of_event(cc, id=new_id()),
    ),
    "no signature": ("shape|signers", lambda _scene, cc: of_event(cc, signatures=[])),
}


@pytest.mark.parametrize("minutes", [-20, 20])
def test_an_event_that_is_dated_elsewhere_is_not_locked(scene: Scene, minutes: int) -> None:
    """Neither back, to save a penalty, nor ahead; nobody's signature counts for another day than the
    ledger's.
    """
    customer = scene.member()
    draft = scene.application(customer)
    at = datetime.fromisoformat(draft.event["at"]) + timedelta(minutes=minutes)
    draft.event["at"] = at.strftime("%Y-%m-%dT%H:%M:%SZ")
    cc = draft.chaincode(draft.sign(customer.signer))
    assert refused(scene, "C", "lock", [cc]) == "time_window"
    assert scene.status(cc["event"]["id"])["status"] == "unknown"


@pytest.mark.parametrize("case", LOCKS)
def test_a_wrong_chaincode_is_not_locked(scene: Scene, case: str) -> None:
    customer = scene.member()
    cc = scene.chaincode(scene.application(customer), customer)
    codes, change = LOCKS[case]
    assert refused(scene, "C", "lock", [change(scene, cc)]) in codes.split("|")


def test_an_applicant_who_is_no_member_is_refused(scene: Scene) -> None:
    stranger = new_member("C", scene.organisation("C"))
    cc = scene.chaincode(scene.application(stranger), stranger)
    assert refused(scene, "C", "lock", [cc]) == "not_member"


def test_an_event_is_carried_by_a_role_that_signed_it(scene: Scene) -> None:
    customer = scene.member()
    cc = scene.chaincode(scene.application(customer), customer)
    assert refused(scene, "CAD", "lock", [cc]) == "denied"


def test_a_grant_is_given_by_the_one_whose_turn_it_is_once_and_for_this_event(scene: Scene) -> None:
    customer = scene.member()
    cc = scene.lock(scene.application(customer), customer)
    other = scene.lock(scene.application(customer), customer)
    event = cc["event"]["id"]
    bank, civil, _finance = scene.results(cc)
    assert refused(scene, "CAD", "grant", [event, civil]) == "turn"
    assert refused(scene, "CAD", "grant", [event, bank]) == "denied"
    assert refused(scene, "B", "grant", [other["event"]["id"], bank]) == "result"
    assert refused(scene, "B", "grant", [event, {**bank, "verdict": "Failed"}]) == "result"
    assert refused(scene, "B", "grant", [new_id(), bank]) == "unknown_event"
    stranger = SoftwareSigner.generate()
    forged = sign_result(cc["event"], "B", stranger, "Pass", now())
    assert refused(scene, "B", "grant", [event, forged]) in ("turn", "not_member")
    scene.submit("B", "grant", [event, bank])
    assert refused(scene, "B", "grant", [event, bank]) == "turn"


def test_an_event_that_nobody_locked_cannot_be_unlocked(scene: Scene) -> None:
    customer = scene.member()
    cc = scene.chaincode(scene.application(customer), customer)
    assert refused(scene, "C", "unlock", [scene.code(cc), 0]) == "unknown_event"


def test_a_loan_is_not_unlocked_by_a_role_that_has_no_part_in_it(scene: Scene) -> None:
    customer = scene.member()
    loan = scene.loan(customer)
    cc = scene.lock(
        scene.draft(
            "loan.prepay", loan=loan, amount=1_000, principal=1_000, interest=0, payer=customer.key,
            bank=scene.key("B"),
        ),
        customer,
    )  # fmt: skip
    assert refused(scene, "CAD", "unlock", [scene.code(cc), 0]) == "denied"


def test_a_revoked_member_signs_nothing_and_is_not_registered_again(scene: Scene) -> None:
    customer = scene.member()
    scene.submit("C", "revoke", ["C", customer.key])
    cc = scene.chaincode(scene.application(customer), customer)
    assert refused(scene, "C", "lock", [cc]) == "not_member"
    record = customer.identity.member_record()
    assert refused(scene, "C", "register", [record]) == "revoked"


def test_nobody_registers_or_revokes_for_another_role_or_organisation(scene: Scene) -> None:
    bank = new_member("B", scene.organisation("B"))
    record = bank.identity.member_record()
    assert refused(scene, "CAD", "register", [record]) == "denied"
    assert refused(scene, "B", "register", [record]) == "denied"  # the bank's own user is no counter
    assert refused(scene, "CAD", "revoke", ["B", scene.key("B")]) == "denied"


def test_a_member_record_must_be_signed_and_must_not_name_a_customer(scene: Scene) -> None:
    record = new_member("C", scene.organisation("C")).identity.member_record()
    other = new_member("C", scene.organisation("C")).identity.member_record()
    assert refused(scene, "C", "register", [{**record, "name": "Zhang San"}]) == "record"
    assert refused(scene, "C", "register", [{**record, "encryption": other["encryption"]}]) == "record"
    assert refused(scene, "C", "register", [{**record, "more": ""}]) == "record"


def test_the_ledger_is_set_up_once(scene: Scene) -> None:
    assert refused(scene, "B", "init", [{"channel": "loan", "slots": 64}]) == "initialised"


@pytest.mark.parametrize(
    ("fn", "args", "code"),
    [
        ("no_such_function", [], "unknown_function"),
        ("lock", [], "arguments"),
        ("unlock", [{}, -1], "arguments"),
        ("unlock_many", [[{}] * 501, 0], "too_many"),
        ("grant", [1, {}], "arguments|shape"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(scene: Scene, fn: str, args: list[Json], code: str) -> None:
    assert refused(scene, "B", fn, args) in code.split("|")


def test_more_than_an_account_holds_is_not_paid_and_the_attempt_is_on_record(scene: Scene) -> None:
    customer, bank = scene.member(), scene.funded_bank(LOAN_FEN - 1)
    cc = scene.lock(scene.application(customer, bank.key), customer)
    outcome = scene.submit("C", "unlock", [scene.code(cc, members=[bank]), 0])
    assert (outcome["code"], outcome["status"]) == (4, "pending")
    assert outcome["failure"]["code"] == "contract.funds"
    assert (scene.balance(bank), scene.balance(customer)) == (LOAN_FEN - 1, 0)
    assert scene.status(cc["event"]["id"])["code"] == 4


def test_a_transfer_between_the_books_is_executed_once(scene: Scene) -> None:
    customer, transfer = scene.member(), new_id()
    body = {"amount": 10_000, "bank": scene.key("B"), "account": customer.key, "transfer": transfer}
    scene.run("asset.deposit", customer, members=(), **body)
    again = scene.chaincode(scene.draft("asset.deposit", **body), customer)
    assert refused(scene, "C", "lock", [again]) == "transfer_used"
    assert scene.balance(customer) == 10_000


def test_interest_is_not_subsidised_before_it_has_accrued(scene: Scene) -> None:
    customer, finance = scene.member(), scene.people["FD"]
    loan = scene.loan(customer)
    body: dict[str, Json] = {
        "loan": loan, "amount": 1_000, "periods": [1], "payer": finance.key, "payee": customer.key,
        "bank": scene.key("B"),
    }  # fmt: skip

    def refund() -> Json:
        return scene.chaincode(scene.draft("loan.refund", **body), customer)

    assert refused(scene, "C", "lock", [refund()]) == "period"
    scene.repay(customer, loan, interest=1_000)
    assert refused(scene, "C", "lock", [refund()]) == "refund_ahead"


def test_payments_fit_the_loan_and_its_parties(scene: Scene) -> None:
    customer, other = scene.member(), scene.member()
    loan = scene.loan(customer)
    body: dict[str, Json] = {
        "loan": loan, "amount": 100, "principal": 100, "interest": 0, "penalty": 0, "payer": customer.key,
        "bank": scene.key("B"),
    }  # fmt: skip

    def payment(**more: Json) -> Json:
        payer = other if more.get("payer") == other.key else customer
        return scene.chaincode(scene.draft("principal.repay", **{**body, **more}), payer)

    assert refused(scene, "C", "lock", [payment(loan=new_id())]) == "loan_unknown"
    assert refused(scene, "C", "lock", [payment(payer=other.key)]) == "loan_party"
    assert refused(scene, "C", "lock", [payment(interest=1)]) == "sum"
    assert refused(scene, "C", "lock", [payment(amount=LOAN_FEN, principal=LOAN_FEN)]) == "more_than_due"
    early = {"loan": loan, "amount": 1, "payer": scene.key("FD"), "bank": scene.key("B")}
    expiry = scene.chaincode(scene.draft("interest.repay", **early), scene.people["FD"])
    assert refused(scene, "FD", "lock", [expiry]) == "not_expired"


def test_what_is_challenged_stands_still(scene: Scene) -> None:
    customer, name = scene.member(), new_id()
    loan = scene.loan(customer)
    pending = scene.lock(scene.application(customer), customer)
    scene.run(
        "challenge.raise", scene.people["R"], challenge=name, target={"kind": "party", "id": customer.key},
        reason="who is this", deadline="2099-01-01T00:00:00Z", role="C", respondent=customer.key,
    )  # fmt: skip
    another = scene.chaincode(scene.application(customer), customer)
    assert refused(scene, "C", "lock", [another]) == "frozen"
    # Its loan can be paid, and stands still.
    scene.prepay(customer, loan, 1_000)
    # R alone freezes for a time that stands there from the beginning.
    (span,) = scene.query("R", "loan", id=loan)["paused"]
    assert span[0] < span[1]
    assert refused(scene, "C", "unlock", [scene.code(pending), 0]) == "frozen"


def test_a_challenge_asks_a_party_leaves_working_days_and_takes_two_keys(scene: Scene) -> None:
    customer, name = scene.member(), new_id()
    loan = scene.loan(customer)
    regulator = scene.people["R"]

    def asked(**other: Any) -> str:
        body: dict[str, Any] = {
            "challenge": name, "target": {"kind": "loan", "id": loan}, "reason": "why",
            "deadline": "2099-01-01T00:00:00Z", "role": "C", "respondent": customer.key, **other,
        }  # fmt: skip
        return refused(
            scene, "R", "lock", [scene.chaincode(scene.draft("challenge.raise", **body), regulator)]
        )

    assert asked(respondent=scene.member().key) == "respondent"
    assert asked(role="R", respondent=regulator.key) == "own_conduct"
    assert asked(deadline=scene.now()) == "answer_days"
    body: dict[str, Any] = {"challenge": name, "target": {"kind": "loan", "id": loan}, "reason": "why"}
    body |= {"deadline": "2099-01-01T00:00:00Z", "role": "C", "respondent": customer.key}
    scene.run("challenge.raise", regulator, **body)
    said = scene.draft("challenge.answer", challenge=name, role="C", respondent=customer.key, answer="x")
    scene.lock(said, customer)
    alone: dict[str, Any] = {"challenge": name, "decision": "upheld", "effect": "reversal", "ruling": "x"}
    draft = scene.draft("challenge.decide", **alone)
    assert refused(scene, "R", "lock", [scene.chaincode(draft, regulator)]) == "second"


def test_a_revoked_member_begins_nothing_and_has_no_rights(scene: Scene) -> None:
    customer = scene.member()
    loan = scene.loan(customer)
    scene.revoke(customer)
    again = scene.chaincode(scene.application(customer), customer)
    assert refused(scene, "C", "lock", [again]) == "not_member"
    scene.prepay(customer, loan, 1_000)
    other = scene.institution("R")
    scene.revoke(other)
    assert refused(scene, "R", "revoke", ["B", scene.key("B")], user=other.user) == "denied"
    with pytest.raises(EndorseError) as caught:
        scene.query("R", "loan", other.user, id=loan)
    assert caught.value.code == "contract.denied"


def test_only_the_regulator_challenges(scene: Scene) -> None:
    customer = scene.member()
    loan = scene.loan(customer)
    bank = scene.people["B"]
    raised = scene.chaincode(
        scene.draft(
            "challenge.raise", challenge=new_id(), target={"kind": "loan", "id": loan}, reason="x",
            deadline="2099-01-01T00:00:00Z", role="C", respondent=customer.key,
        ),
        scene.people["R"],
    )  # fmt: skip
    signature = {**raised["event"]["signatures"][0], "role": "B", "key": bank.key}
    assert refused(scene, "B", "lock", [of_event(raised, signatures=[signature])]) in ("signers", "signature")


# --- who may read -----------------------------------------------------------------------------------------


def unread(scene: Scene, role: str, name: str, user: Any = None, **args: Json) -> str:
    with pytest.raises(EndorseError) as caught:
        scene.query(role, name, user, **args)
    return caught.value.code.removeprefix("contract.")


def test_each_role_reads_what_concerns_it_and_the_regulator_all(scene: Scene) -> None:
    customer = scene.member()
    loan = scene.loan(customer)
    strange = scene.funded_bank(0)
    for role in ("C", "B", "CAD", "FD", "R"):
        assert scene.query(role, "loan", id=loan)["id"] == loan
    for role in ("C", "B", "R"):
        assert scene.query(role, "account", key=customer.key)["total"] == LOAN_FEN
    assert unread(scene, "CAD", "account", key=scene.key("B")) == "denied"
    assert unread(scene, "B", "account", key=scene.key("FD")) == "denied"
    # A customer's own identity (not the counter) reads nobody else's.
    own = scene.people["C"].user
    assert unread(scene, "C", "loan", own, id=loan) == "denied"
    assert unread(scene, "C", "account", own, key=customer.key) == "denied"
    assert unread(scene, "C", "report", own) == "denied"
    assert strange.key not in str(scene.query("C", "account", key=customer.key))


def test_a_query_flow_is_carried_by_its_signer(scene: Scene) -> None:
    customer = scene.member()
    loan = scene.loan(customer)
    cc = scene.chaincode(scene.draft("loan.query", loan=loan, bank=scene.key("B")), customer)
    assert unread(scene, "C", "chaincode", scene.people["C"].user, cc=cc) == "denied"
    other = scene.member()
    cc = scene.chaincode(scene.draft("loan.query", loan=loan, bank=scene.key("B")), other)
    assert unread(scene, "C", "chaincode", cc=cc) == "loan_party"
    changing = scene.chaincode(scene.application(customer), customer)
    assert unread(scene, "C", "chaincode", cc=changing) == "query_only"


def test_an_unknown_query_and_an_unknown_thing_are_told_apart(scene: Scene) -> None:
    assert unread(scene, "R", "no_such_query") == "unknown_query"
    assert unread(scene, "R", "loan", id=new_id()) in ("not_found", "loan_unknown")
    assert unread(scene, "R", "event", id=new_id()) == "not_found"
    assert scene.query("R", "status", id=new_id())["status"] == "unknown"


def test_an_identity_that_the_network_does_not_know_is_refused(scene: Scene) -> None:
    customer = scene.people["C"]
    stranger = new_member("C", scene.organisation("C"))
    user = replace(customer.user, signer=stranger.signer)
    with pytest.raises(EndorseError) as caught:
        scene.send("C", "register", [stranger.identity.member_record()], user)
    assert not caught.value.code.startswith("contract.")
