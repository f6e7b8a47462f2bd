"""The oracle of what carries a dossier: the role's terms on the dossier and its own register (paper,
equations 3 to 5). The verdict is the oracle function's; nothing here chooses another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from loc_desktop.contract.flow_rules.explained import seen_in
from loc_desktop.contract.persons import reason_of
from loc_desktop.desk.granting.case import OpenCase, case_of
from loc_desktop.desk.granting.oracle import LockedEvent, OracleContext
from loc_desktop.desk.signing.result import OracleFinding, PreparedResult, send_result
from loc_desktop.desk.values.case import DossierCase
from loc_desktop.desk.values.event import APPLICATION
from loc_desktop.script.oracle import reason_text
from loc_desktop.texts.sentence import Sentence

if TYPE_CHECKING:
    from loc_desktop.desk.values.case import SignOutcome
    from loc_desktop.ledger.api import User
    from loc_desktop.ledger.index.rows import EventRow


@dataclass(frozen=True, slots=True)
class OpenedDossier:
    """``audited``: the oracle's work, which can be done again under other limits."""

    context: OracleContext
    audited: OpenCase
    case: DossierCase

    @property
    def changed(self) -> Sentence:
        return Sentence("why.terms_changed")

    def finding(self, approve: bool = True, reason: str = "") -> OracleFinding:
        """The verdict follows the terms, whatever a person says; but by evidence of its own (a ``reason`` of
        :func:`~loc_desktop.contract.flow_rules.explained.reason_of`) a grantor fails what meets them: ex = 0.
        """
        case = self.case
        if not approve and seen_in(reason)[0] and case.verdict == "Pass" and case.kind == APPLICATION:
            met = {row.item: int(row.met) for row in case.terms}
            return OracleFinding("Failed", met, 0, reason)
        terms = {row.item: int(row.met) for row in case.terms}
        return OracleFinding(case.verdict, terms, case.exception, public_reason(case))

    def ask(self, finding: OracleFinding) -> Sentence:
        case, identity = self.case, self.context.carrier.identity
        return Sentence(
            f"sign.{case.kind}.{finding.verdict}",
            {
                "role": identity.role,
                "name": self.context.carrier.name,
                "kind": case.kind,
                "event": case.event,
                "customer": case.customer.name,
                "amount": case.amount,
                "months": case.months,
                "reason": case.reason,
                **case.cost,
            },
        )

    def locked(self) -> LockedEvent:
        return LockedEvent.of(self.audited.cc, self.audited.results)

    def send(self, result: PreparedResult, user: User, *, queue: bool) -> SignOutcome:
        return send_result(self.context.carrier, result, user, queue=queue)


def open_dossier(context: OracleContext, row: EventRow) -> OpenedDossier:
    """A dossier that does not fit gives a blocked case. Raises as :data:`Oracle`."""
    audited = context.opener.open(row.id, context.office, context.names)
    return OpenedDossier(context, audited, case_of(audited, context.names, context.carrier.identity))


def public_reason(case: DossierCase) -> str:
    """What goes on the ledger: the names of the unmet items, never a value or the evidence itself; of civil
    affairs' Pass, whose key it is, by the person's tag."""
    if case.tag:
        return reason_of(case.tag)
    return reason_text([row.item for row in case.terms if not row.met], case.exception)
