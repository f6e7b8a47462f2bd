"""What a member with a good key tries against the others, on both ledgers."""

from __future__ import annotations

from typing import Any

import pytest

from loc_desktop.contract.client import new_id
from loc_desktop.ledger.api import EndorseError
from tests.scenarios.scene import Scene, new_member

Json = Any


def refusal(scene: Scene, role: str, fn: str, args: list[Json]) -> tuple[str, str]:
    """The contract's code, and the name of the cause inside ("" without one)."""
    with pytest.raises(EndorseError) as caught:
        scene.send(role, fn, args)
    why = caught.value.params.get("why")
    return caught.value.code, getattr(why, "code", "").rpartition(".")[2]


def test_who_grants_an_event_stands_under_its_signature(scene: Scene) -> None:
    """Another of the customers' organisations locks a victim's event with departments of its own choice."""
    customer, civil, finance = scene.member(), scene.institution("CAD"), scene.institution("FD")
    cc = scene.chaincode(scene.application(customer), customer)
    for place, other in ((1, civil), (2, finance)):
        keys = [dict(key) for key in cc["keys"]]
        keys[place]["key"] = other.key
        assert refusal(scene, "C", "lock", [{**cc, "keys": keys}]) == (
            "contract.grantors",
            "grantors_signed",
        )
        body = dict(cc["event"]["body"])
        body["grantors"] = [{"role": one["role"], "key": one["key"]} for one in keys]
        forged = {**cc, "keys": keys, "event": {**cc["event"], "body": body}}
        assert refusal(scene, "C", "lock", [forged])[0] == "contract.signature"
    scene.submit("C", "lock", [cc])
    assert scene.unlock(cc)["code"] == 0


def test_a_grantor_is_a_member(scene: Scene) -> None:
    customer, stranger = scene.member(), new_member("FD", scene.organisation("FD"))
    cc = scene.chaincode(scene.application(customer, others=[stranger]), customer)
    assert refusal(scene, "C", "lock", [cc])[0] == "contract.not_member"


def test_a_bank_issues_no_more_than_its_cap_until_the_regulator_raises_it(scene: Scene) -> None:
    bank = scene.funded_bank(0)
    cap = scene.query("R", "cap", bank=bank.key)["cap"]

    def issue(amount: int) -> Json:
        draft = scene.draft("fund.issue", amount=amount, bank=bank.key, transfer=new_id())
        return scene.unlock(scene.lock(draft, bank), members=[bank])

    beyond = issue(cap + 1)
    assert (beyond["code"], beyond["failure"]["code"]) == (4, "contract.issue_cap")
    assert beyond["failure"]["params"]["outstanding"] == 0
    assert issue(cap)["code"] == 0
    assert issue(1)["code"] == 4
    scene.run("fund.cap", bank, amount=cap + 1, bank=bank.key, reason="one fen more")
    assert issue(1)["code"] == 0
    assert scene.query("R", "cap", bank=bank.key) == {
        "bank": bank.key,
        "cap": cap + 1,
        "outstanding": cap + 1,
    }
