"""A request: built by the ledger's rules, shown as it will be signed, locked."""

from __future__ import annotations

from typing import Any

import pytest

from loc_desktop.contract.client import new_id
from loc_desktop.desk.signing.request import build_request, lock_once, sign_and_lock
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from loc_desktop.script.canonical import decode
from loc_desktop.script.items import EVENT_TAG
from loc_desktop.script.keys import verify
from loc_desktop.texts.sentence import Sentence


def _budget(workplace: Workplace, amount: int = 5_00) -> dict[str, Any]:
    carrier = workplace.desk_of("FD").carrier
    year = carrier.today.year
    return {
        "department": carrier.identity.key, "year": year, "amount": amount, "deadline": f"{year}-12-31",
    }  # fmt: skip


def test_what_is_shown_is_to_the_byte_what_the_signature_on_the_ledger_covers(workplace: Workplace) -> None:
    desk = workplace.desk_of("FD")
    carrier = desk.carrier
    request = build_request(carrier, "subsidy.budget", _budget(workplace))
    shown = request.to_sign(Sentence("ask.unlock"), desk.names)
    sign_and_lock(carrier, request)
    event = carrier.query("event", {"id": request.event})["cc"]["event"]
    (signature,) = event["signatures"]
    assert verify(signature["key"], signature["value"], EVENT_TAG + shown.canonical.encode())
    unsigned = {name: value for name, value in event.items() if name != "signatures"}
    assert decode(shown.canonical.encode()) == unsigned
    assert (shown.event, signature["key"]) == (request.event, carrier.identity.key)


def test_what_the_contract_would_not_take_is_refused_before_anybody_signs(workplace: Workplace) -> None:
    carrier = workplace.desk_of("FD").carrier
    height = carrier.ledger.height()
    for body, code in (
        (_budget(workplace) | {"amount": -1}, "contract.body"),
        (_budget(workplace) | {"surplus": 1}, "contract.body"),
    ):
        with pytest.raises(KnownError) as refused:
            build_request(carrier, "subsidy.budget", body)
        assert refused.value.code == code
    with pytest.raises(KnownError) as refused:
        build_request(carrier, "subsidy.nothing", {})
    assert refused.value.code == "contract.unknown_kind"
    assert carrier.ledger.height() == height


def test_grantors_that_the_body_does_not_name_are_the_networks_or_the_callers(workplace: Workplace) -> None:
    carrier = workplace.desk_of("FD").carrier
    request = build_request(carrier, "subsidy.budget", _budget(workplace))
    assert request.draft.grantors == (("FD", carrier.identity.key),)  # oneself in one's own role
    other = workplace.desk_of("B").carrier.identity.key
    chosen = build_request(carrier, "subsidy.budget", _budget(workplace), grantors={"FD": other})
    assert chosen.draft.grantors == (("FD", other),)


def test_a_request_of_a_fixed_id_is_locked_once(workplace: Workplace) -> None:
    carrier = workplace.desk_of("FD").carrier
    event = new_id()
    assert lock_once(carrier, "subsidy.budget", _budget(workplace), event) == "unknown"
    height = carrier.ledger.height()
    assert lock_once(carrier, "subsidy.budget", _budget(workplace, 9_00), event) == "pending"
    assert carrier.ledger.height() == height
    assert carrier.query("event", {"id": event})["cc"]["event"]["body"]["amount"] == 5_00
