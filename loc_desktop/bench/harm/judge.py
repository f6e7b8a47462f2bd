"""Books and ledger compared after something went wrong and the connector has recovered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from loc_desktop.bank.connector.reconcile import reconcile
from loc_desktop.bench.harm.bank_world import BankWorld
from loc_desktop.bench.harm.count import Count

ENDS = ("settled", "refused", "reversed")


def judge(world: BankWorld, count: Count, told: Mapping[str, str] | None = None) -> None:
    """Add to ``count`` what the transfers came to. ``told`` is what was said of some before, by event.

    Lost: a transfer that did not end, fen that no book or ledger has, a difference between the two. Twice: an
    event that the ledger executed more than once. Wrongly told: settled in the books and not executed, or
    executed and not settled, or said to have ended otherwise.
    """
    reconciliation = reconcile(world.books, world.ledger, world.user("B"))
    transfers, _ = world.connector.transfers(limit=10**6)
    executed = Counter(
        str(executed["event"])
        for executed in world.ledger.evaluate(
            "query", ["transfers", {"bank": world.key("B")}], world.user("B")
        )
    )
    state = {transfer.event: transfer.state for transfer in transfers}
    settled = {event for event, end in state.items() if end == "settled"}
    count.lost += sum(end not in ENDS for end in state.values()) + len(reconciliation.differences)
    count.lost += int(reconciliation.difference_fen != 0) + int(reconciliation.between != 0)
    count.twice += sum(times > 1 for times in executed.values())
    count.wrongly += len(settled ^ set(executed))
    count.wrongly += sum(state.get(event) != end for event, end in (told or {}).items() if end in ENDS)
