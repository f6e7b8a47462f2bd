"""How much a bank may have issued and not redeemed: the rules' cap, or the one that R granted this bank.

A bank is an organisation here, its *house*: whoever enrols its members could else have as many caps as keys.
``issued/<house>/<slot>`` is ``{"issued", "redeemed"}``, fen, what this slot has counted; ``cap/<house>``
``{"amount", "event", "at"}`` what R granted instead of the rules' ``lending.limits.issued``. A cap is
divided evenly over the slots, so that issues of one block touch different keys; an issue takes room where its
hint says, and in the following slots where that is short. All that a house ever issues stays below 2^53.

``ceiling/<house>`` is ``{"amount", "size"}``: the highest cap under which the house issued, and under how
many keys it did. Under a lower cap a slot may hold more than its share, which only all slots together show:
an issue then reads them all and takes no more than what the house as a whole has room for, until every slot
is within its share again. ``issuer/<house>/<key>`` stands for a key that issued: an account keeps a lot of
each, so their number is bounded.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Final

from loc_desktop.contract.errors import ExecutionError
from loc_desktop.contract.flow_rules.base import Rule, Run
from loc_desktop.contract.members import member_key
from loc_desktop.contract.rulebook.adopted import in_force
from loc_desktop.contract.work import Work
from loc_desktop.script.canonical import MAX_INTEGER

MOST_ISSUERS: Final = 100
"""Keys under which a house ever issues."""

_NONE: Final[Mapping[str, int]] = {"issued": 0, "redeemed": 0}


def cap_key(house: str) -> str:
    """The state key of the cap that R granted to a house."""
    return f"cap/{house}"


def slot_key(house: str, slot: int) -> str:
    """The state key of a slot of what a house has issued and not redeemed."""
    return f"issued/{house}/{slot:03d}"


def ceiling_key(house: str) -> str:
    """The state key of the highest cap under which a house issued."""
    return f"ceiling/{house}"


def issuer_key(house: str, bank: str) -> str:
    """The state key that stands for a house's key that issued."""
    return f"issuer/{house}/{bank}"


def house_of(work: Work, bank: str) -> str:
    """What stands in state keys for the organisation of a bank's key; of a key that is no bank's, the key."""
    record = work.get(member_key("B", bank))
    return bank if record is None else hashlib.sha256(record["organisation"].encode()).hexdigest()[:32]


def cap_of(work: Work, house: str, by_rule: int) -> int:
    """The house's cap, fen; ``by_rule`` where R granted it none of its own."""
    granted = work.get(cap_key(house))
    return by_rule if granted is None else int(granted["amount"])


def outstanding(work: Work, house: str, slots: int) -> int:
    """What a house has issued and not redeemed, fen. Reads every slot."""
    keys = [slot_key(house, slot) for slot in range(slots)]
    work.load(keys)
    counted = [work.get(key) or _NONE for key in keys]
    return sum(count["issued"] - count["redeemed"] for count in counted)


def count_issue(run: Run, bank: str, amount: int) -> None:
    """Take room for an issue. Raises ExecutionError ``issue_cap``, ``issue_keys``, nothing taken."""
    work, slots, house = run.work, run.slots, house_of(run.work, bank)
    work.load(
        [cap_key(house), ceiling_key(house), issuer_key(house, bank), slot_key(house, run.hint % slots)]
    )
    # What was locked under other rules is issued under those of today, as under the cap that R granted today.
    cap = cap_of(work, house, in_force(work, run.today).lending.limits.issued)
    known = work.get(ceiling_key(house))
    highest, count = (known["amount"], known["size"]) if known else (cap, 0)
    lowered, fresh = highest > cap, work.get(issuer_key(house, bank)) is None
    if fresh and count >= MOST_ISSUERS:
        raise ExecutionError("issue_keys", bank=bank, most=MOST_ISSUERS)
    if lowered and outstanding(work, house, slots) + amount > cap:
        raise _over(run, bank, amount, cap)
    missing, changed = amount, []
    for step in range(slots):
        if step == 1:
            work.load([slot_key(house, slot) for slot in range(slots)])
        slot = (run.hint + step) % slots
        key = slot_key(house, slot)
        counted = work.get(key) or _NONE
        share = _share(cap, slots, slot)
        room = min(share - counted["issued"] + counted["redeemed"], MAX_INTEGER // slots - counted["issued"])
        part = max(0, min(missing, room))
        if part:
            changed.append((key, {**counted, "issued": counted["issued"] + part}))
            missing -= part
        if not missing:
            for key, value in changed:
                work.put(key, value)
            if fresh:
                work.put(issuer_key(house, bank), {"at": run.time})
            whole = not lowered or _within(work, house, cap, slots)
            ceiling = {"amount": cap if whole else highest, "size": count + fresh}
            if ceiling != known:
                work.put(ceiling_key(house), ceiling)
            return
    raise _over(run, bank, amount, cap)


def _share(cap: int, slots: int, slot: int) -> int:
    """What a slot holds of a cap."""
    return cap // slots + (slot < cap % slots)


def _within(work: Work, house: str, cap: int, slots: int) -> bool:
    """Whether every slot is within its share. All were read before."""
    counted = [work.get(slot_key(house, slot)) or _NONE for slot in range(slots)]
    return all(
        count["issued"] - count["redeemed"] <= _share(cap, slots, slot) for slot, count in enumerate(counted)
    )


def _over(run: Run, bank: str, amount: int, cap: int) -> ExecutionError:
    issued = outstanding(run.work, house_of(run.work, bank), run.slots)
    return ExecutionError("issue_cap", bank=bank, amount=amount, cap=cap, outstanding=issued)


def count_redemption(run: Run, bank: str, amount: int) -> None:
    """Give the room of what was redeemed back."""
    key = slot_key(house_of(run.work, bank), run.hint % run.slots)
    count = run.work.get(key) or _NONE
    run.work.put(key, {**count, "redeemed": count["redeemed"] + amount})


def _set_cap(run: Run) -> None:
    body = run.body
    run.work.put(
        cap_key(house_of(run.work, body["bank"])), {"amount": body["amount"], "event": run.id, "at": run.time}
    )


ISSUING_RULES: dict[str, Rule] = {"fund.cap": Rule(apply=_set_cap)}
