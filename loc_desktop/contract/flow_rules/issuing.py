"""How much a bank may have issued and not redeemed: the rules' cap, or the one that R granted this bank.

``issued/<bank>/<slot>`` is ``{"issued", "redeemed"}``, fen, what this slot has counted; ``cap/<bank>``
``{"amount", "event", "at"}`` what R granted instead of the rules' ``lending.limits.issued``. A cap is
divided evenly over the slots, so that issues of one block touch different keys; an issue takes room where its
hint says, and in the following slots where that is short. All that a bank ever issues stays below 2^53.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from loc_desktop.contract.accounts import DEFAULT_SLOTS
from loc_desktop.contract.errors import ExecutionError
from loc_desktop.contract.flow_rules.base import Rule, Run
from loc_desktop.contract.work import Work
from loc_desktop.script.canonical import MAX_INTEGER

_NONE: Final[Mapping[str, int]] = {"issued": 0, "redeemed": 0}


def cap_key(bank: str) -> str:
    """The state key of the cap that R granted to a bank."""
    return f"cap/{bank}"


def slot_key(bank: str, slot: int) -> str:
    """The state key of a slot of what a bank has issued and not redeemed."""
    return f"issued/{bank}/{slot:03d}"


def unlock_reads(bank: str, hint: int) -> list[str]:
    """What issuing or redeeming reads first."""
    return [cap_key(bank), slot_key(bank, hint % DEFAULT_SLOTS)]


def cap_of(work: Work, bank: str, by_rule: int) -> int:
    """The bank's cap, fen; ``by_rule`` where R granted it none of its own."""
    granted = work.get(cap_key(bank))
    return by_rule if granted is None else int(granted["amount"])


def outstanding(work: Work, bank: str, slots: int) -> int:
    """What a bank has issued and not redeemed, fen. Reads every slot."""
    keys = [slot_key(bank, slot) for slot in range(slots)]
    work.load(keys)
    counted = [work.get(key) or _NONE for key in keys]
    return sum(count["issued"] - count["redeemed"] for count in counted)


def count_issue(run: Run, bank: str, amount: int) -> None:
    """Take room for an issue. Raises ExecutionError ``issue_cap``, nothing taken."""
    work, slots = run.work, run.slots
    cap = cap_of(work, bank, run.rules.lending.limits.issued)
    missing, changed = amount, []
    for step in range(slots):
        if step == 1:
            work.load([slot_key(bank, slot) for slot in range(slots)])
        slot = (run.hint + step) % slots
        key = slot_key(bank, slot)
        count = work.get(key) or _NONE
        share = cap // slots + (slot < cap % slots)
        room = min(share - count["issued"] + count["redeemed"], MAX_INTEGER // slots - count["issued"])
        part = max(0, min(missing, room))
        if part:
            changed.append((key, {**count, "issued": count["issued"] + part}))
            missing -= part
        if not missing:
            for key, counted in changed:
                work.put(key, counted)
            return
    raise ExecutionError(
        "issue_cap", bank=bank, amount=amount, cap=cap, outstanding=outstanding(work, bank, slots)
    )


def count_redemption(run: Run, bank: str, amount: int) -> None:
    """Give the room of what was redeemed back."""
    key = slot_key(bank, run.hint % run.slots)
    count = run.work.get(key) or _NONE
    run.work.put(key, {**count, "redeemed": count["redeemed"] + amount})


def _set_cap(run: Run) -> None:
    body = run.body
    run.work.put(cap_key(body["bank"]), {"amount": body["amount"], "event": run.id, "at": run.time})


ISSUING_RULES: dict[str, Rule] = {"fund.cap": Rule(apply=_set_cap)}
