"""One identity at one ledger: what it can do, part by part."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from loc_desktop.app.connections import Connections
from loc_desktop.app.identity_info import info
from loc_desktop.app.values import IdentityInfo, OutboxRow, Party
from loc_desktop.desk.values.work import Cancelled, never_cancelled
from loc_desktop.texts.errors import desk_error

if TYPE_CHECKING:
    from loc_desktop.desk.application.applications import Applications
    from loc_desktop.desk.application.key_succession import Successions
    from loc_desktop.desk.branch.branch import Branch
    from loc_desktop.desk.challenge.challenges import Challenges
    from loc_desktop.desk.challenge.claims import Claims
    from loc_desktop.desk.challenge.revocations import Revocations
    from loc_desktop.desk.granting.grants import Grants
    from loc_desktop.desk.granting.inbox import Inbox
    from loc_desktop.desk.granting.office import Office
    from loc_desktop.desk.granting.returns import Returns
    from loc_desktop.desk.granting.substitutes import Substitutes
    from loc_desktop.desk.join.erasure import Erasures
    from loc_desktop.desk.papers.papers import Papers
    from loc_desktop.desk.rules.rules import Rules
    from loc_desktop.desk.servicing.accounts import CustomerAccounts
    from loc_desktop.desk.servicing.loans import Loans
    from loc_desktop.desk.servicing.subsidy import Subsidies
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.desk.signing.escalation import Escalations
    from loc_desktop.desk.signing.party_names import Names
    from loc_desktop.desk.signing.unlock import SecondUnlock
    from loc_desktop.desk.signing.withdrawals import Withdrawals
    from loc_desktop.desk.values.applicants import RegisterWriter
    from loc_desktop.desk.viewer.flow_inspections import FlowInspections
    from loc_desktop.desk.viewer.inspections import Inspections
    from loc_desktop.desk.viewer.reading_record import ReadingRecord
    from loc_desktop.desk.viewer.report import RegulatorReport
    from loc_desktop.desk.viewer.viewer import Viewer
    from loc_desktop.identity.model import Identity
    from loc_desktop.ledger.outbox import Item

CAN: dict[str, tuple[str, ...]] = {
    "apply": ("C",),
    "audit": ("B", "CAD", "FD", "R"),
    "office": ("B", "CAD", "FD"),
    "inspect": ("R",),
    "erase": ("B", "CAD", "FD", "R"),
    "money": ("C",),
    "bank": ("B",),
    "subsidy": ("FD",),
    "report": ("B", "CAD", "FD", "R"),
}
"""What each capability asks for. R grants answers to challenges, so it has an inbox too."""


class Desk:
    """``applications`` is for role C, ``grants`` and ``office`` for B, CAD, FD, ``viewer`` for everyone.

    A part that the role does not have raises KnownError ``desk.role``. A desk opens dossiers with its own
    identity only, whatever else is on this computer.
    """

    def __init__(
        self,
        connections: Connections,
        identity: Identity,
        add_to_registers: RegisterWriter | None = None,
    ) -> None:
        self._connections = connections
        self._identity = identity
        self._add_to_registers = add_to_registers

    # The parts are imported when they are first used: the window opens before anything is signed.

    @cached_property
    def carrier(self) -> Carrier:
        """Sends and asks as this identity."""
        from loc_desktop.desk.signing.carrier import Carrier

        return Carrier(self._connections, self._identity)

    @cached_property
    def names(self) -> Names:
        """Whose key is whose."""
        from loc_desktop.desk.signing.party_names import Names

        return Names(self._connections, self._identity)

    @cached_property
    def applications(self) -> Applications:
        from loc_desktop.desk.application.applications import Applications

        self._need("apply")
        return Applications(self.carrier, self.names, self._add_to_registers)

    @cached_property
    def successions(self) -> Successions:
        """Role C: new keys for lost ones."""
        from loc_desktop.desk.application.key_succession import Successions

        self._need("apply")
        return Successions(self.carrier, self.applications.applicants)

    @cached_property
    def inbox(self) -> Inbox:
        """What waits for me, with and without a dossier."""
        from loc_desktop.desk.granting.inbox import Inbox

        self._need("audit")
        return Inbox(self.carrier, self.names)

    @cached_property
    def substitutes(self) -> Substitutes:
        """Who of the own office stands in for whom."""
        from loc_desktop.desk.granting.substitutes import Substitutes

        self._need("office")
        return Substitutes(self.carrier, self.names)

    @cached_property
    def escalations(self) -> Escalations:
        """For everyone: cases that nobody answers."""
        from loc_desktop.desk.signing.escalation import Escalations

        return Escalations(self.carrier, self.names)

    @cached_property
    def office(self) -> Office:
        from loc_desktop.desk.granting.office import Office

        self._need("office")
        return Office(self._connections, self._identity)

    @cached_property
    def viewer(self) -> Viewer:
        from loc_desktop.desk.viewer.viewer import Viewer

        return Viewer(self.carrier, self.names)

    @cached_property
    def accounts(self) -> CustomerAccounts:
        """Role C: accounts side by side, deposits and withdrawals."""
        from loc_desktop.desk.servicing.accounts import CustomerAccounts

        self._need("money")
        return CustomerAccounts(self.carrier, self.names)

    @cached_property
    def loans(self) -> Loans:
        """Loans after their payout. For everyone."""
        from loc_desktop.desk.servicing.loans import Loans

        return Loans(self.carrier, self.names)

    @cached_property
    def inspections(self) -> Inspections:
        """Reading a dossier outside one's turn, for a purpose, and who read which."""
        from loc_desktop.desk.viewer.inspections import Inspections

        self._need("audit")
        return Inspections(self.carrier, self.names)

    @cached_property
    def flow_inspections(self) -> FlowInspections:
        """Role R: a transaction, account, party or loan inspected for a purpose, on record."""
        from loc_desktop.desk.viewer.flow_inspections import FlowInspections

        self._need("inspect")
        return FlowInspections(self.carrier, self.names, self.viewer)

    @cached_property
    def reading_record(self) -> ReadingRecord:
        """For everyone: who read or inspected what, when and why, as far as it concerns them."""
        from loc_desktop.desk.viewer.reading_record import ReadingRecord

        return ReadingRecord(self.carrier, self.names)

    @cached_property
    def revocations(self) -> Revocations:
        """Role R: a membership taken away, with a second authority."""
        from loc_desktop.desk.challenge.revocations import Revocations

        self._need("inspect")
        return Revocations(self.carrier, self.names)

    @cached_property
    def grants(self) -> Grants:
        """What waits for me: opened, checked, signed."""
        from loc_desktop.desk.granting.grants import Grants

        self._need("audit")
        return Grants(self.carrier, self.names)

    @cached_property
    def branch(self) -> Branch:
        """Role B: books, day's end, arrears, connector, reconciliation."""
        from loc_desktop.desk.branch.branch import Branch

        self._need("bank")
        return Branch(self.carrier, self.names)

    @cached_property
    def subsidy(self) -> Subsidies:
        """Role FD: budget, refunds, expiry."""
        from loc_desktop.desk.servicing.subsidy import Subsidies

        self._need("subsidy")
        return Subsidies(self.carrier, self.names, self.grants)

    @cached_property
    def challenges(self) -> Challenges:
        """For everyone; R raises and decides."""
        from loc_desktop.desk.challenge.challenges import Challenges

        return Challenges(self.carrier, self.names)

    @cached_property
    def erasures(self) -> Erasures:
        """Keys destroyed by rule, for the roles that have groups."""
        from loc_desktop.desk.join.erasure import Erasures

        self._need("erase")
        return Erasures(self.carrier, self.names)

    @cached_property
    def claims(self) -> Claims:
        """For everyone: what reversals left to be paid."""
        from loc_desktop.desk.challenge.claims import Claims

        return Claims(self.carrier, self.names)

    @cached_property
    def second_unlock(self) -> SecondUnlock:
        """For everyone with a part in it: an event whose code could not be executed, unlocked once more."""
        from loc_desktop.desk.signing.unlock import SecondUnlock

        return SecondUnlock(self.carrier, self.names)

    @cached_property
    def returns(self) -> Returns:
        """For grantors: an application goes back with what is missing."""
        from loc_desktop.desk.granting.returns import Returns

        self._need("audit")
        return Returns(self.carrier, self.names)

    @cached_property
    def withdrawals(self) -> Withdrawals:
        """For everyone: one's own pending events."""
        from loc_desktop.desk.signing.withdrawals import Withdrawals

        return Withdrawals(self.carrier, self.names)

    @cached_property
    def papers(self) -> Papers:
        """For everyone: papers made, numbered and checked."""
        from loc_desktop.desk.papers.papers import Papers

        return Papers(self.carrier, self.names)

    def paper_kinds(self, event: str) -> tuple[str, ...]:
        """Which papers can be made of an event as it stands. Fast."""
        from loc_desktop.desk.papers.kinds import kinds_of

        row = self._connections.index(self._identity.ledger).event(event) if event else None
        return kinds_of(row, self._identity.role)

    def opens_papers(self, event: str) -> str:
        """Whose key opens the dossier of an event for a paper, by name: at a counter the customer's. Fast."""
        row = self._connections.index(self._identity.ledger).event(event)
        customer = str(row.body.get("payee", "")) if row is not None and self._identity.role == "C" else ""
        return self.names.party(customer, "C").name if customer else self.me.name

    @cached_property
    def rules(self) -> Rules:
        """The rules on the ledger. For everyone; a bank proposes others."""
        from loc_desktop.desk.rules.rules import Rules

        return Rules(self.carrier, self.names)

    @cached_property
    def report(self) -> RegulatorReport:
        """The regulator's numbers; other institutions see those of their own loans."""
        from loc_desktop.desk.viewer.report import RegulatorReport

        self._need("report")
        return RegulatorReport(self.carrier)

    @property
    def identity(self) -> IdentityInfo:
        return info(self._connections, self._identity)

    def holds(self, identity: Identity) -> bool:
        """Whether this is the desk of exactly this identity (a renewed certificate makes another one)."""
        return self._identity == identity

    @property
    def me(self) -> Party:
        return Party(self._identity.role, self._identity.key, self._connections.name_of(self._identity))

    def can(self, what: str) -> bool:
        """Capabilities for the interface: "apply", "audit", "office", "inspect"."""
        return self._identity.role in CAN.get(what, ())

    def _need(self, what: str) -> None:
        if not self.can(what):
            raise desk_error("desk.role", role=self._identity.role, needed=", ".join(CAN[what]))

    def waiting(self) -> int:
        """How many events wait for me: the number beside "inbox"."""
        if not self.can("audit"):
            return 0
        index = self._connections.index(self._identity.ledger)
        return index.inbox(self._identity.role, self._identity.key, limit=1).total

    def news(self) -> int:
        """How many of them are new or changed since the list was last looked at."""
        return len(self.inbox.news()) if self.can("audit") else 0

    def outbox(self) -> tuple[OutboxRow, ...]:
        """What waits on this computer for the ledger."""
        from loc_desktop.desk.signing.event_stage import trouble_in

        return tuple(
            OutboxRow(
                str(item.id),
                item.fn,
                item.event,
                item.created,
                item.state.value,
                item.attempts,
                trouble_in(item) if item.code else None,
            )
            for item in self._connections.outbox_items(self._identity)
        )

    def send_outbox(self, cancelled: Cancelled = never_cancelled) -> int:
        """Try to send what waits for this ledger; returns how many went through. What nobody else has to
        grant is unlocked then.
        """
        sent = self._connections.outbox_send(self._identity.ledger, cancelled)
        if sent:
            self.carrier.catch_up()
            self._unlock_own(sent)
            self.carrier.catch_up()
        return len(sent)

    def _unlock_own(self, sent: Sequence[Item]) -> None:
        from loc_desktop.desk.signing.carrier import Carrier
        from loc_desktop.desk.signing.result import unlock_own

        for item in sent:
            if item.fn == "lock":
                chaincode = item.args[0]
                carrier = Carrier(self._connections, self._connections.identity(item.identity))
                user = carrier.user()
                grantors = [(key["role"], key["key"]) for key in chaincode["keys"]]
                with self._connections.asides.beside(item.event), self._connections.asides.after_commit():
                    unlock_own(carrier, chaincode["event"], grantors, user.signer, user)

    def queue_outbox(self, item: str) -> bool:
        """Let a refused item wait again, to be sent as it is. False if it is not refused any more."""
        queued = self._connections.outbox().queue(int(item))
        return queued is not None and queued.state.value == "waiting"

    def drop_outbox(self, item: str) -> bool:
        """Forget an item that was refused or never tried. False: it may be on the ledger, so it stays."""
        return self._connections.outbox().remove(int(item))
