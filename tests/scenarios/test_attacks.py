"""Replay and tampering: what an attacker on the network can send, and the return code it gets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from loc_desktop.ledger.api import EndorseError
from loc_desktop.script.keys import SoftwareSigner
from loc_desktop.script.unlock import sign_result
from tests.scenarios.scene import LOAN_FEN, Scene, now

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
    codes: list[Json] = [scene.code(scene.lock(scene.application(one), one)) for one in people]
    codes[1] = {**codes[1], "results": codes[1]["results"][1:]}
    codes[2] = {"type": "unlocking"}
    answers = scene.submit("B", "unlock_many", [codes, 0])
    assert [answer.get("code", answer.get("error")) for answer in answers] == [
        0, 3, "contract.unknown_event", 0,
    ]  # fmt: skip
    assert [scene.balance(person) for person in people] == [LOAN_FEN, 0, 0, LOAN_FEN]
