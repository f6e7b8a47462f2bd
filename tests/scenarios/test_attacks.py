"""Replay and tampering: what an attacker on the network can send, and the return code it gets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from loc_desktop.contract.client import new_id
from loc_desktop.contract.members import MEMBER_TAG
from loc_desktop.ledger.api import EndorseError
from loc_desktop.script import canonical
from loc_desktop.script.keys import SoftwareSigner
from loc_desktop.script.unlock import sign_result
from tests.scenarios.scene import LOAN_FEN, Member, Scene, new_member, now

Json = Any


def refusal(scene: Scene, role: str, fn: str, args: list[Json]) -> str:
    with pytest.raises(EndorseError) as caught:
        scene.send(role, fn, args)
    return caught.value.code


def test_an_unlocking_code_pays_once(scene: Scene) -> None:
    customer = scene.member()
    cc = scene.lock(scene.application(customer), customer)
    code = scene.code(cc)
    assert scene.submit("C", "unlock", [code, 0])["code"] == 0
    for role in ("C", "B", "FD"):
        assert refusal(scene, role, "unlock", [code, 5]) == "contract.duplicate"
    (answer,) = scene.submit("B", "unlock_many", [[code], 0])
    assert answer["error"] == "contract.duplicate"
    assert scene.balance(customer) == LOAN_FEN


def test_an_event_is_locked_once(scene: Scene) -> None:
    customer = scene.member()
    cc = scene.lock(scene.application(customer), customer)
    assert refusal(scene, "C", "lock", [cc]) == "contract.duplicate"
    scene.unlock(cc)
    assert refusal(scene, "C", "lock", [cc]) == "contract.duplicate"


def test_a_result_for_one_event_does_not_unlock_another(scene: Scene) -> None:
    customer = scene.member()
    first = scene.lock(scene.application(customer), customer)
    second = scene.lock(scene.application(customer, amount=4_000_000), customer)
    borrowed = {**scene.code(second), "results": scene.results(first)}
    outcome = scene.submit("C", "unlock", [borrowed, 0])
    assert (outcome["code"], outcome["status"]) == (1, "pending")
    assert scene.balance(customer) == 0
    assert scene.unlock(second)["code"] == 0  # the attempt has harmed nobody


def forged(scene: Scene, code: Json) -> Json:
    """The last result as somebody without the key would make it."""
    last = sign_result(code["event"], "FD", SoftwareSigner.generate(), "Pass", now())
    return {**code, "results": [*code["results"][:2], {**last, "key": code["results"][2]["key"]}]}


TAMPERED: dict[str, tuple[int, Callable[[Scene, Json], Json]]] = {
    "a result by somebody without the key": (1, forged),
    "a verdict turned round": (
        1,
        lambda _scene, code: {
            **code,
            "results": [{**code["results"][0], "verdict": "Failed"}, *code["results"][1:]],
        },
    ),
    "results in another order": (1, lambda _scene, code: {**code, "results": code["results"][::-1]}),
    "another amount in the event": (
        2,
        lambda _scene, code: {
            **code,
            "event": {**code["event"], "body": {**code["event"]["body"], "amount": LOAN_FEN - 1}},
        },
    ),
    "a result too many": (
        3,
        lambda _scene, code: {**code, "results": [code["results"][0], *code["results"]]},
    ),
    "the first result too few": (3, lambda _scene, code: {**code, "results": code["results"][1:]}),
    "the last result too few": (1, lambda _scene, code: {**code, "results": code["results"][:2]}),
    "a member that does not belong": (3, lambda _scene, code: {**code, "more": 1}),
}


@pytest.mark.parametrize("case", TAMPERED)
def test_a_tampered_code_gets_its_return_code_and_moves_nothing(scene: Scene, case: str) -> None:
    customer = scene.member()
    cc = scene.lock(scene.application(customer), customer)
    wanted, tamper = TAMPERED[case]
    outcome = scene.submit("C", "unlock", [tamper(scene, scene.code(cc)), 0])
    # An event with another amount no longer agrees with the results either: the first check counts.
    assert outcome["code"] in {wanted, 1} if wanted == 2 else outcome["code"] == wanted
    assert outcome["status"] == "pending"
    assert scene.balance(customer) == 0
    assert scene.unlock(cc)["code"] == 0


def test_a_genuine_failed_is_final(scene: Scene) -> None:
    customer = scene.member()
    cc = scene.lock(scene.application(customer), customer)
    outcome = scene.unlock(cc, failed=["CAD"])
    assert (outcome["code"], outcome["status"]) == (1, "refused")
    assert refusal(scene, "C", "unlock", [scene.code(cc), 0]) == "contract.duplicate"


def test_a_failed_on_the_ledger_is_not_undone_by_a_pass_that_is_not(scene: Scene) -> None:
    customer = scene.member()
    cc = scene.lock(scene.application(customer), customer)
    bank, _civil, _finance = scene.results(cc, failed=["B"])
    scene.submit("B", "grant", [cc["event"]["id"], bank])
    assert refusal(scene, "C", "unlock", [scene.code(cc), 0]) == "contract.result"


def test_one_bad_code_among_many_stops_no_other(scene: Scene) -> None:
    people = [scene.member() for _ in range(4)]
    codes: list[Json] = [scene.code(scene.lock(scene.application(person), person)) for person in people]
    codes[1] = {**codes[1], "results": codes[1]["results"][1:]}
    codes[2] = {"type": "unlocking"}
    answers = scene.submit("B", "unlock_many", [codes, 0])
    assert [answer.get("code", answer.get("error")) for answer in answers] == [
        0, 3, "contract.unknown_event", 0,
    ]  # fmt: skip
    assert [scene.balance(person) for person in people] == [LOAN_FEN, 0, 0, LOAN_FEN]


def test_a_result_on_the_ledger_is_final_and_the_code_carries_it(scene: Scene) -> None:
    """A grantor that has passed does not kill the loan later, by a Failed in a code of its own."""
    customer = scene.member()
    cc = scene.lock(scene.application(customer), customer)
    code = scene.code(cc)
    scene.submit("B", "grant", [cc["event"]["id"], code["results"][0]])
    failed = scene.results(cc, failed=["B"])
    for results in (failed, failed[:1], scene.results(cc), [], {"0": code["results"][0]}, {}, 5, "x"):
        assert refusal(scene, "B", "unlock", [{**code, "results": results}, 0]) == "contract.result"
    assert scene.status(cc["event"]["id"])["status"] == "pending"
    assert scene.submit("C", "unlock", [code, 0])["code"] == 0


def test_an_amount_is_a_number_also_where_it_is_one(scene: Scene) -> None:
    customer = scene.member()
    body: dict[str, Json] = {"bank": scene.key("B"), "account": customer.key, "transfer": new_id()}
    cc = scene.chaincode(scene.draft("asset.deposit", amount=1, **body), customer)
    (operation,) = cc["operations"]
    changed = {**operation, "args": {**operation["args"], "amount": True}}
    assert refusal(scene, "C", "lock", [{**cc, "operations": [changed]}]) == "contract.operations"


def test_a_code_with_one_signature_many_times_is_no_attempt(scene: Scene) -> None:
    customer = scene.member()
    cc = scene.lock(scene.application(customer), customer)
    code = scene.code(cc)
    swollen = {**code["event"], "signatures": code["event"]["signatures"] * 2000}
    assert refusal(scene, "C", "unlock", [{**code, "event": swollen}, 0]) == "contract.too_large"
    made_up = [{**code["results"][2], "key": scene.key("R")}] * 2000
    assert refusal(scene, "C", "unlock", [{**code, "results": made_up}, 0]) == "contract.too_large"
    assert scene.unlock(cc)["code"] == 0


UNSEALABLE: dict[str, Callable[[dict[str, str]], Json]] = {
    "off the curve": lambda key: {**key, "x": "A" * 43},
    "no kid": lambda key: {name: value for name, value in key.items() if name != "kid"},
    "another kid": lambda key: {**key, "kid": "somebody else"},
    "a kid of 100 KB": lambda key: {**key, "kid": "k" * 100_000},
    "for signing": lambda key: {**key, "use": "sig"},
    "more": lambda key: {**key, "alg": "RSA-OAEP"},
}


@pytest.mark.parametrize("case", UNSEALABLE)
def test_a_member_that_nobody_can_seal_to_is_not_registered(scene: Scene, case: str) -> None:
    """One such record stopped every application: dossiers are sealed to all who audit."""
    member = new_member("C", scene.organisation("C"))
    record = with_encryption(member, UNSEALABLE[case](member.identity.member_record()["encryption"]))
    expected = "contract.too_large" if "100 KB" in case else "contract.record"
    assert refusal(scene, "C", "register", [record]) == expected


def test_an_encryption_key_is_changed_by_its_owner_only(scene: Scene) -> None:
    """A counter that puts an old key back would read with it what was sealed since."""
    member, other = scene.member(), new_member("C", scene.organisation("C"))
    key = {**other.identity.member_record()["encryption"], "kid": member.key}
    assert refusal(scene, "C", "register", [with_encryption(member, key)]) == "contract.denied"
    assert scene.submit("C", "register", [member.identity.member_record()])["status"] == "active"


def with_encryption(member: Member, key: Json) -> Json:
    """The member's record with another encryption key, which its signing key vouches for."""
    statement = {"role": member.role, "key": member.key, "encryption_key": key}
    signature = member.signer.sign(MEMBER_TAG + canonical.encode(statement))
    return {**member.identity.member_record(), "encryption": key, "encryption_signature": signature}


def test_a_counter_of_another_organisation_takes_no_customer_over(scene: Scene) -> None:
    """Its own customers' counter has read the customer's record in the blocks and calls it its own."""
    customer, organisation = scene.member(), scene.outside("C")
    stranger = scene.certified("C", registrar=True, organisation=organisation)
    scene.submit("C", "register", [stranger.identity.member_record()], stranger.user)
    asked = ["member", {"role": "C", "key": customer.key}]
    stored = scene.ledger("C").evaluate("query", asked, scene.carrier("C"))
    record = customer.identity.member_record()
    for taken in (record, {**record, "organisation": organisation}):
        with pytest.raises(EndorseError) as caught:
            scene.submit("C", "register", [taken], stranger.user)
        assert caught.value.code == "contract.denied"
    with pytest.raises(EndorseError) as caught:
        scene.submit("C", "revoke", ["C", customer.key], stranger.user)
    assert caught.value.code == "contract.denied"
    assert scene.ledger("C").evaluate("query", asked, scene.carrier("C")) == stored
