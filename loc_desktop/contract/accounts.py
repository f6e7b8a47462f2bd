"""Digital accounts: lots of assets per issuing bank, spread over slots (paper 4.1; spec section 7).

``asset/<key>/<slot>`` holds ``{"lots": [{"issuer", "event", "value", "amount"}]}``, amounts in fen. A lot
keeps its issuer, the issuing event's id and the issuing bank's signature (its oracle result's value) through
transfer and split. A customer has one slot, an institution ``config.slots``, so that payments of one block
touch different keys.

A slot has at most :data:`MOST_LOTS`, or one an issuer: where one more comes, the lots of each issuer become
one of its issue that came last, so that no number of payments or collections lets a slot grow.

Which lots a payment takes: the oldest first in the slot that the submission hints at, then the following
slots in order, the first after the last. Lots are in order of arrival; equal lots are joined.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypedDict

from loc_desktop.contract.errors import ExecutionError
from loc_desktop.contract.work import Work
from loc_desktop.script.canonical import MAX_INTEGER

CUSTOMER_SLOTS: Final = 1
DEFAULT_SLOTS: Final = 64
"""Over how many keys an institution's balance is spread, unless the configuration says otherwise."""

MOST_LOTS: Final = 16
"""Lots of a slot; where one more comes, those of each issuer become one."""
MOST_SLOTS: Final = 256
MOST_IN_A_SLOT: Final = MAX_INTEGER // MOST_SLOTS
"""Fen: a sum over every slot of an account stays a number of the script."""

# When the hinted slot is short, the next ones are fetched in groups, so that few keys are touched if few
# suffice.
_GROUP: Final = 8


class Lot(TypedDict):
    """Money of one issue: ``value`` is the issuing bank's signature over its result for ``event``."""

    issuer: str
    event: str
    value: str
    amount: int


def slots_of(role: str, slots: int) -> int:
    """How many slots an account of ``role`` has."""
    return CUSTOMER_SLOTS if role == "C" else slots


def slot_key(key: str, slot: int) -> str:
    """The state key of an account's slot."""
    return f"asset/{key}/{slot:03d}"


def first_slot(key: str, role: str, slots: int, hint: int) -> str:
    """The state key of the slot that a payment with this hint tries first."""
    return slot_key(key, hint % slots_of(role, slots))


def lots_at(work: Work, state_key: str) -> list[Lot]:
    """The lots under a state key, in order of arrival; none where there is no slot yet."""
    value = work.get(state_key)
    return [] if value is None else value["lots"]


def total(lots: Iterable[Lot]) -> int:
    """Fen of these lots."""
    return sum(lot["amount"] for lot in lots)


def take(
    work: Work, key: str, count: int, hint: int, amount: int, issuer: str = "", event: str = ""
) -> list[Lot]:
    """Take ``amount`` fen out of an account of ``count`` slots, of one issuer's lots if ``issuer`` is given,
    of one issue if ``event`` is.

    Raises ExecutionError ``funds``, with nothing changed, if the whole account does not hold that much.
    """
    taken: list[Lot] = []
    changed: list[tuple[str, list[Lot]]] = []
    missing = amount
    start = hint % count
    for step in range(count):
        if step % _GROUP == 1:
            group = range(step, min(step + _GROUP, count))
            work.load([slot_key(key, (start + further) % count) for further in group])
        state_key = slot_key(key, (start + step) % count)
        before = missing
        missing, left = _take_here(lots_at(work, state_key), missing, issuer, event, taken)
        if missing != before:
            changed.append((state_key, left))
        if not missing:
            for state_key, left in changed:
                work.put(state_key, {"lots": left})
            return join(taken)
    raise ExecutionError("funds", account=key, held=amount - missing, needed=amount)


def _take_here(
    lots: list[Lot], missing: int, issuer: str, event: str, taken: list[Lot]
) -> tuple[int, list[Lot]]:
    """Move lots of one slot to ``taken``; what is still missing then, and what is left in the slot."""
    left: list[Lot] = []
    for lot in lots:
        other = (issuer and lot["issuer"] != issuer) or (event and lot["event"] != event)
        if not missing or other:
            left.append(lot)
        elif lot["amount"] <= missing:
            taken.append(lot)
            missing -= lot["amount"]
        else:
            taken.append({**lot, "amount": missing})
            left.append({**lot, "amount": lot["amount"] - missing})
            missing = 0
    return missing, left


def add(work: Work, state_key: str, lots: list[Lot]) -> None:
    """Put lots into a slot. Raises ExecutionError ``account_full`` beyond what sums of slots bear."""
    held = join([*lots_at(work, state_key), *lots])
    if len(held) > MOST_LOTS:
        held = by_issuer(held)
    if total(held) > MOST_IN_A_SLOT:
        raise ExecutionError("account_full", account=state_key.split("/")[1], most=MOST_IN_A_SLOT)
    work.put(state_key, {"lots": held})


def by_issuer(lots: list[Lot]) -> list[Lot]:
    """The same money with one lot an issuer, at the place of its first: that of the issue that came last."""
    joined: dict[str, Lot] = {}
    for lot in lots:
        before = joined.get(lot["issuer"])
        joined[lot["issuer"]] = {**lot, "amount": lot["amount"] + (before["amount"] if before else 0)}
    return list(joined.values())


def spread(work: Work, key: str, count: int, lot: Lot) -> None:
    """Put a new lot into an account evenly over its slots; what does not divide goes to the first ones."""
    if count == 1:
        add(work, slot_key(key, 0), [lot])
        return
    work.load([slot_key(key, slot) for slot in range(count)])
    share, remainder = divmod(lot["amount"], count)
    for slot in range(count):
        part = share + (slot < remainder)
        if part:
            add(work, slot_key(key, slot), [{**lot, "amount": part}])


def join(lots: list[Lot]) -> list[Lot]:
    """The same lots with those of one issue joined, at the place of the first of them."""
    if len(lots) < 2:
        return lots
    joined: dict[str, Lot] = {}
    for lot in lots:
        # The signature is over the issuing event and unlike for two issues, so it alone tells lots apart.
        same = joined.get(lot["value"])
        joined[lot["value"]] = lot if same is None else {**same, "amount": same["amount"] + lot["amount"]}
    return list(joined.values())


def lots_of(work: Work, key: str, count: int) -> list[Lot]:
    """All lots of an account, in the order of its slots, joined."""
    keys = [slot_key(key, slot) for slot in range(count)]
    work.load(keys)
    return join([lot for state_key in keys for lot in lots_at(work, state_key)])
