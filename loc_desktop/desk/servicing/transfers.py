"""A transfer in its two phases, from what this computer can know: the ledger's event, the outbox, and where
the bank's books are here, the connector's own state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loc_desktop.desk.signing.event_stage import refused_by, seat_reason, trouble_in
from loc_desktop.desk.values.account import AT_BANK, DIGITAL, TRADITIONAL, TRANSIT
from loc_desktop.desk.values.transfer import TransferStep, TransferView
from loc_desktop.errors import Trouble
from loc_desktop.texts.sentence import Sentence

if TYPE_CHECKING:
    from loc_desktop.bank.connector.values import Transfer
    from loc_desktop.desk.signing.party_names import Names
    from loc_desktop.ledger.index.rows import EventRow
    from loc_desktop.ledger.outbox import Item

OUTWARD = ("asset.withdraw", "fund.redeem", "fund.withdraw")
KINDS = ("asset.deposit", "asset.withdraw", "fund.issue", "fund.redeem", "fund.deposit",
         "fund.withdraw", "loan.collect")  # fmt: skip

_STEPS = ("asked", "held", "executed", "settled")
_REACHED = {
    # connector's state: how many of the steps are done
    "received": 1, "refusing": 1, "refused": 1, "held": 2, "failing": 2, "returning": 2, "reversed": 2,
    "executed": 3, "settled": 4,
}  # fmt: skip


def by_connector(transfer: Transfer, names: Names, bank: str) -> TransferView:
    """As the bank's own machine sees it."""
    final = transfer.state in ("settled", "refused", "reversed")
    return TransferView(
        event=transfer.event,
        key=transfer.key,
        kind=transfer.kind,
        inward=transfer.inward,
        amount=transfer.amount,
        at=transfer.asked_at,
        customer=names.party(transfer.digital),
        bank=names.party(bank, "B"),
        account=transfer.account,
        state=transfer.state,
        where=transfer.where,
        final=final,
        steps=_steps(transfer.state, transfer.inward, _REACHED[transfer.state], final),
        sentence=_sentence(transfer.state, transfer.inward, transfer.amount, transfer.where),
        reason=_reason(transfer),
        tx_id=transfer.tx_id,
        tries=transfer.tries,
        trouble=transfer.trouble,
    )


def by_ledger(event: EventRow, names: Names) -> TransferView:
    """As everyone else sees it: whether the bank has answered, not how its books stand."""
    inward = event.kind not in OUTWARD
    body = event.body
    refused = event.status in ("refused", "withdrawn", "expired")
    if event.status == "unlocked":
        state, where, reached = "executed", DIGITAL if inward else AT_BANK, 3
    elif refused:
        state, where, reached = "refused", TRADITIONAL if inward else DIGITAL, 1
    else:
        state, where, reached = "asked", AT_BANK if inward else DIGITAL, 1
    seat = refused_by(event)
    steps = _steps(state, inward, reached, refused)
    if not refused:
        # The bank's own two steps are not seen from here.
        steps = tuple(
            TransferStep(step.name, "unknown", step.sentence) if step.name in ("held", "settled") else step
            for step in steps
        )
    amount = event.amount or 0
    return TransferView(
        event=event.id,
        key=str(body.get("transfer", "")),
        kind=event.kind,
        inward=inward,
        amount=amount,
        at=event.at,
        customer=names.party(str(body.get("account") or body.get("bank", ""))),
        bank=names.party(str(body.get("bank", "")), "B"),
        account=str(body.get("number", "")),
        state=state,
        where=where,
        final=event.status != "pending",
        steps=steps,
        sentence=_sentence(state, inward, amount, where),
        reason=_refusal(seat.reason) or seat_reason(seat) if seat and refused else None,
        tx_id=event.changed_tx,
        tries=event.attempts,
    )


def in_outbox(item: Item, names: Names) -> TransferView:
    """Signed on this computer, not on the ledger."""
    event = item.args[0]["event"]
    body, inward = event["body"], event["kind"] not in OUTWARD
    where = TRADITIONAL if inward else DIGITAL
    return TransferView(
        event=event["id"],
        key=body["transfer"],
        kind=event["kind"],
        inward=inward,
        amount=body["amount"],
        at=event["at"],
        customer=names.party(body.get("account", body["bank"])),
        bank=names.party(body["bank"], "B"),
        account="",
        state="waiting",
        where=where,
        final=False,
        steps=_steps("waiting", inward, 0, False),
        sentence=_sentence("waiting", inward, body["amount"], where),
        trouble=trouble_in(item) if item.code else None,
    )


def _steps(state: str, inward: bool, reached: int, ended: bool) -> tuple[TransferStep, ...]:
    way = "in" if inward else "out"
    failing = state in ("refusing", "refused", "failing", "returning", "reversed")
    steps = []
    for number, name in enumerate(_STEPS):
        if number >= reached and failing:
            break
        told = "done" if number < reached else "now" if number == reached else "ahead"
        steps.append(TransferStep(name, told, Sentence(f"step.{way}.{name}")))
    if failing:
        name = "refused" if reached == 1 else "reversed"
        steps.append(TransferStep(name, "done" if ended else "now", Sentence(f"step.{way}.{name}")))
    return tuple(steps)


def _sentence(state: str, inward: bool, amount: int, where: str) -> Sentence:
    way = "in" if inward else "out"
    return Sentence(f"transfer.{way}.{state}", {"amount": amount, "where": Sentence(f"where.{where}")})


def _reason(transfer: Transfer) -> Sentence | None:
    if not transfer.reason:
        return None
    params: dict[str, str | int | Sentence | Trouble] = {
        name: value for name, value in transfer.params.items() if isinstance(value, str | int)
    }
    if transfer.cause is not None:
        params["why"] = transfer.cause
    return Sentence(f"refusal.{transfer.reason}", params)


def _refusal(code: str) -> Sentence | None:
    """The bank signs only the code of its reason; amounts stay in its books."""
    known = ("no_link", "closed", "funds", "digital_funds", "limit_single", "limit_day", "duplicate",
             "not_executed", "bank")  # fmt: skip
    return Sentence(f"said.{code}") if code in known else None


__all__ = ["KINDS", "OUTWARD", "TRANSIT", "by_connector", "by_ledger", "in_outbox"]
