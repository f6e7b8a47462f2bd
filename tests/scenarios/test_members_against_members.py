"""What a member with a good key tries against the others, on both ledgers."""

from __future__ import annotations

from typing import Any

import pytest

from loc_desktop.ledger.api import EndorseError
from tests.scenarios.scene import Scene, new_member

Json = Any


def refusal(scene: Scene, role: str, fn: str, args: list[Json]) -> tuple[str, str]:
    """The contract's code, and the code of the cause inside ("" without one)."""
    with pytest.raises(EndorseError) as caught:
        scene.send(role, fn, args)
    why = caught.value.params.get("why")
    return caught.value.code, getattr(why, "code", "")


def test_who_grants_an_event_stands_under_its_signature(scene: Scene) -> None:
    """Another of the customers' organisations locks a victim's event with departments of its own choice."""
    customer, civil, finance = scene.member(), scene.institution("CAD"), scene.institution("FD")
    cc = scene.chaincode(scene.application(customer), customer)
    for place, other in ((1, civil), (2, finance)):
        keys = [dict(key) for key in cc["keys"]]
        keys[place]["key"] = other.key
        assert refusal(scene, "C", "lock", [{**cc, "keys": keys}]) == (
            "contract.grantors",
            "cause.grantors_signed",
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
