"""The regulator inspects a transaction, an account, a party or a loan: a ``flow.inspect`` (spec, section 6).

It stands on the ledger, with its purpose, before anything of its answer is shown. A loan is inspected by the
transaction that paid it out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from loc_desktop.contract.fields import PURPOSES
from loc_desktop.desk.servicing.loan_lines import line_of
from loc_desktop.desk.signing.requests import Requests
from loc_desktop.desk.values.case import ToSign
from loc_desktop.desk.values.event import Stage
from loc_desktop.desk.values.inspection import FlowFinding
from loc_desktop.desk.values.ledger import FlowTarget
from loc_desktop.texts.errors import desk_error
from loc_desktop.texts.sentence import Sentence

if TYPE_CHECKING:
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.desk.signing.party_names import Names
    from loc_desktop.desk.viewer.viewer import Viewer


class FlowInspections:
    """Of one regulator. Each is prepared, shown, and then signed with :meth:`inspect`."""

    def __init__(self, carrier: Carrier, names: Names, viewer: Viewer) -> None:
        self._carrier = carrier
        self._names = names
        self._viewer = viewer
        self._requests = Requests(carrier, names)
        self._targets: dict[str, FlowTarget] = {}

    def prepare(self, target: FlowTarget, purpose: str) -> ToSign:
        """What :meth:`inspect` will sign. Raises KnownError ``inspection.purpose``,
        ``inspection.unknown``."""
        if purpose not in PURPOSES:
            raise desk_error("inspection.purpose")
        if target.what == "loan":
            body = {"transaction": self._payout(target.id), "event": target.id}
        elif target.what in ("transaction", "account", "party"):
            body = {target.what: target.id}
        else:
            raise desk_error("inspection.unknown")
        params = {"about": target.sentence, "purpose": Sentence(f"purpose.{purpose}")}
        shown = self._requests.prepare(
            "flow.inspect", {**body, "purpose": purpose}, Sentence("ask.flow.look", params)
        )
        self._targets[shown.event] = target
        return shown

    def _payout(self, loan: str) -> str:
        entries = self._carrier.connections.index(self._carrier.identity.ledger).entries_about(loan)
        paid = next((entry.tx for entry in entries if entry.code == 0), "")
        if not paid:
            raise desk_error("inspection.unknown")
        return paid

    def inspect(self, prepared: ToSign, *, pin: str | None = None) -> FlowFinding:
        """Sign, leave the record on the ledger, and give what it answered. Raises KnownError
        ``money.changed`` for what was not prepared here, ``inspection.waits`` while the ledger is away,
        ``pin.*``, the ledger's."""
        target = self._targets.get(prepared.event)
        if target is None:
            raise desk_error("money.changed")
        status = self._requests.submit(prepared, pin)
        if status.stage is not Stage.UNLOCKED:
            raise desk_error("inspection.waits")
        self._targets.pop(prepared.event, None)
        executed = self._carrier.ledger.transaction(status.tx_id)
        answer: Any = executed.result if executed is not None else None
        outputs = answer.get("outputs", ()) if isinstance(answer, dict) else ()
        if not outputs:
            raise desk_error("inspection.unknown")
        return self._found(target, status.tx_id, outputs[0])

    def _found(self, target: FlowTarget, tx_id: str, output: Any) -> FlowFinding:
        if "transaction" in output:
            events = tuple(self._viewer.event(status["id"]) for status in output["events"] if status)
            return FlowFinding(target, tx_id, events=events)
        account = output.get("account", output) if "party" in output else output
        member = output.get("party", {})
        loans = (self._carrier.query("loan", {"id": loan}) for loan in output.get("loans", ()))
        return FlowFinding(
            target,
            tx_id,
            self._names.party(account["account"], account["role"]),
            bool(member.get("frozen")),
            self._viewer.account_of(account),
            tuple(line_of(loan, self._names) for loan in loans),
        )
