"""A ledger with its members, the same to a scenario whether it is embedded or Fabric.

A scene has one member for each institution's role, made once, and as many more as a scenario asks for. Events
are signed by members' own keys and carried by whoever may: the institution of the role, for customers their
counter.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from loc_desktop import clock
from loc_desktop.app.business_clock import later
from loc_desktop.bench.world import attested, tag_of
from loc_desktop.contract.client import EventDraft, build, code_of, new_id
from loc_desktop.contract.flow_rules.challenge import TWO_KEYS
from loc_desktop.identity.entry import Secrets
from loc_desktop.identity.keys import new_identity
from loc_desktop.identity.model import Identity
from loc_desktop.ledger.api import Ledger, Submission, Transaction, User
from loc_desktop.script.items import Chaincode, UnlockingCode, Verdict
from loc_desktop.script.keys import Signer, SoftwareSigner
from loc_desktop.script.unlock import sign_result

Json = Any
CHANNEL = "loan"
SEALED = {"protected": "e30", "recipients": [], "iv": "A" * 16, "ciphertext": "AA", "tag": "A" * 22}
LOAN_FEN = 5_000_000
ROLES = ("C", "B", "CAD", "FD", "R")


def now(days: int = 0) -> str:
    """RFC 3339 UTC, whole seconds, ``days`` from now."""
    return later(clock.now(), days)


@dataclass(frozen=True)
class Member:
    """Somebody with a key. Institutions also have a certificate and carry transactions themselves."""

    identity: Identity
    secrets: Secrets

    @property
    def role(self) -> str:
        return self.identity.role

    @property
    def key(self) -> str:
        return self.identity.key

    @property
    def signer(self) -> Signer:
        return SoftwareSigner.from_scalar(self.secrets.sign)

    @property
    def user(self) -> User:
        return User(self.identity.organisation, self.identity.certificate, self.signer)


def new_member(role: str, organisation: str, registrar: bool = False) -> Member:
    """A member that no ledger knows."""
    secrets = Secrets.generate()
    identity = new_identity(
        secrets,
        role=role,
        name="scenario",
        organisation=organisation,
        ledger="scenario",
        protection="keyring",
        registrar=registrar,
    )
    if role == "C":
        identity = replace(identity, person=tag_of(identity.key))
    return Member(identity, secrets)


@dataclass(frozen=True)
class Frail:
    """A desktop's own connection to the ledger that can be ``cut`` and mended."""

    ledger: Ledger
    cut: Callable[[], None]
    mend: Callable[[], None]


class Scene(ABC):
    """One ledger, embedded or Fabric. ``kind`` names it; ``people`` are the institutions by role."""

    kind: str
    people: dict[str, Member]
    registrars: dict[str, Member]
    days = 0
    """How many days later than on the calendar it is."""
    base = 0
    """The day, so counted, from which a journey starts: where time does not run backwards, the last."""
    reached = 0
    wall = ""
    """The time to the second, RFC 3339 UTC, where :meth:`clock_by_hand` has set it."""

    # --- what differs ---------------------------------------------------------------------------------------

    @abstractmethod
    def ledger(self, role: str) -> Ledger:
        """The ledger as the desktop of ``role`` sees it: on Fabric through its own organisation's peer."""

    @abstractmethod
    def organisation(self, role: str) -> str:
        """The organisation of a role as certificates name it."""

    @abstractmethod
    def settle(self) -> None:
        """Wait until every organisation has what any of them has."""

    @abstractmethod
    def restart(self) -> None:
        """Stop the ledger's processes, or close its file, and start again. Connections are made anew."""

    @abstractmethod
    def days_later(self, days: int) -> AbstractContextManager[None]:
        """Inside, transactions have a time ``days`` from now, or that of :meth:`on_day`."""

    @abstractmethod
    def certified(self, role: str, registrar: bool = False, organisation: str = "") -> Member:
        """A member with a certificate of its organisation's authority (default: the role's first), for a key
        made here."""

    @abstractmethod
    def outside(self, role: str) -> str:
        """Another organisation of a role, "" where there is none."""

    @abstractmethod
    def nodes(self) -> Mapping[str, Sequence[tuple[str, User]]]:
        """The network's own certificates, by kind (see ``contract.permissions``): whose role's peer to ask,
        and who asks."""

    @abstractmethod
    def frail(self, role: str) -> AbstractContextManager[Frail]:
        """A connection of a role's desktop that a scenario can cut."""

    # --- time -----------------------------------------------------------------------------------------------

    @contextmanager
    def on_day(self, days: int) -> Iterator[None]:
        """Inside, it is ``days`` from where journeys start; on Fabric within reach of :meth:`days_later`."""
        before, self.days = self.days, self.base + days
        self.reached = max(self.reached, self.days)
        try:
            yield
        finally:
            self.days = before

    @contextmanager
    def clock_by_hand(self, until: str) -> Iterator[None]:
        """Inside, time stands at ``wall``, which may be set on, as far as ``until`` (RFC 3339 UTC)."""
        ahead, began = (datetime.fromisoformat(until) - clock.moment()).days + 1, self.now()
        with self.days_later(ahead - self.base):
            self.wall = began
            try:
                yield
            finally:
                self.wall = ""

    def now(self) -> str:
        """The time of the scene, RFC 3339 UTC."""
        return self.wall or now(self.days)

    # --- members --------------------------------------------------------------------------------------------

    def member(self, role: str = "C") -> Member:
        """A new member, registered by the counter of its organisation."""
        made = new_member(role, self.organisation(role))
        self.submit(role, "register", [made.identity.member_record()], self.registrars[role].user)
        return made

    def institution(self, role: str) -> Member:
        """Another institution of a role, which carries its own transactions."""
        made = self.certified(role)
        self.submit(role, "register", [made.identity.member_record()], made.user)
        return made

    def key(self, role: str) -> str:
        return self.people[role].key

    def carrier(self, role: str) -> User:
        """Who carries transactions of a role."""
        return (self.registrars if role == "C" else self.people)[role].user

    # --- transactions ---------------------------------------------------------------------------------------

    def send(self, role: str, fn: str, args: list[Json], user: User | None = None) -> Submission:
        return self.ledger(role).submit(fn, args, user or self.carrier(role))

    def submit(self, role: str, fn: str, args: list[Json], user: User | None = None) -> Any:
        """The result of one committed transaction that every organisation has."""
        submission = self.send(role, fn, args, user)
        self.commit(submission)
        return submission.result

    def commit(self, submission: Submission) -> Transaction:
        committed = submission.wait(timeout=60)
        assert committed is not None
        self.settle()
        return committed

    def query(self, role: str, name: str, user: User | None = None, **args: Json) -> Any:
        return self.ledger(role).evaluate("query", [name, args], user or self.carrier(role))

    # --- events ---------------------------------------------------------------------------------------------

    def draft(self, kind: str, *others: Member, **body: Json) -> EventDraft:
        """An event that nobody has signed; ``others`` as for :meth:`keys`."""
        return build(kind, channel=CHANNEL, at=self.now(), grantors=self.keys(others), **body)

    def keys(self, others: Sequence[Member] = ()) -> Mapping[str, str]:
        """Who grants where the event does not say: the institutions, or one of ``others`` in its role."""
        named = {role: member.key for role, member in self.people.items()}
        return {**named, **{member.role: member.key for member in others}}

    def chaincode(self, draft: EventDraft, *signers: Member) -> Chaincode:
        """Algorithm 1: signed, not locked."""
        return draft.chaincode(draft.sign(*(signer.signer for signer in signers)))

    def lock(self, draft: EventDraft, *signers: Member) -> Chaincode:
        """Signed and locked."""
        cc = self.chaincode(draft, *signers)
        self.submit(signers[0].role, "lock", [cc])
        return cc

    def results(self, cc: Chaincode, failed: Sequence[str] = (), members: Sequence[Member] = ()) -> list[Any]:
        """Every grantor's signed result, Failed for the roles in ``failed``."""
        results = []
        by_key = {member.key: member for member in (*self.people.values(), *members)}
        for grantor in cc["keys"]:
            verdict: Verdict = "Failed" if grantor["role"] in failed else "Pass"
            signer = by_key[grantor["key"]].signer
            reason = attested(grantor["role"], cc["event"]) if verdict == "Pass" else None
            results.append(
                sign_result(cc["event"], grantor["role"], signer, verdict, self.now(), reason=reason)
            )
        return results

    def code(
        self, cc: Chaincode, failed: Sequence[str] = (), members: Sequence[Member] = ()
    ) -> UnlockingCode:
        return code_of(cc["event"], self.results(cc, failed, members))

    def unlock(
        self,
        cc: Chaincode,
        failed: Sequence[str] = (),
        members: Sequence[Member] = (),
        hint: int = 0,
        role: str = "",
    ) -> Any:
        """The outcome of the whole unlocking code, carried by a signer's role unless ``role`` is named."""
        carrier = role or cc["event"]["signatures"][0]["role"]
        return self.submit(carrier, "unlock", [self.code(cc, failed, members), hint])

    def run(self, kind: str, *signers: Member, members: Sequence[Member] = (), **body: Json) -> Any:
        """Lock and unlock; the outcome, which must be a success."""
        outcome = self.unlock(self.lock(self.draft(kind, **body), *signers), members=members)
        assert outcome["code"] == 0, outcome
        return outcome

    def run_alone(self, kind: str, signer: Member, **body: Json) -> Any:
        """As :meth:`run`, without the grantors that the flow leaves to its rule."""
        cc = self.lock(self.draft(kind, **body).alone(), signer)
        assert cc["keys"] == []
        outcome = self.unlock(cc)
        assert outcome["code"] == 0, outcome
        return outcome

    # --- common events --------------------------------------------------------------------------------------

    def application(
        self,
        customer: Member,
        bank: str = "",
        amount: int = LOAN_FEN,
        others: Sequence[Member] = (),
        **more: Json,
    ) -> EventDraft:
        body: dict[str, Json] = {
            "amount": amount, "months": 12, "product": "poverty-micro", "bank": bank or self.key("B"),
            "payee": customer.key, "dossier": SEALED, "commitment": "0" * 64, **more,
        }  # fmt: skip
        return self.draft("loan.apply", *others, **body)

    def loan(self, customer: Member, amount: int = LOAN_FEN, hint: int = 0) -> str:
        """A loan that was paid out; its id."""
        cc = self.lock(self.application(customer, amount=amount), customer)
        outcome = self.unlock(cc, hint=hint)
        assert outcome["code"] == 0, outcome
        return str(cc["event"]["id"])

    def repay(self, customer: Member, loan: str, principal: int = 0, interest: int = 0) -> Any:
        """A payment of what is due or of the current period."""
        return self.run(
            "principal.repay", customer, loan=loan, amount=principal + interest, principal=principal,
            interest=interest, penalty=0, payer=customer.key, bank=self.key("B"),
        )  # fmt: skip

    def prepay(self, customer: Member, loan: str, principal: int) -> Any:
        """Principal before it is due, on the day of the payout: no interest has accrued."""
        return self.run(
            "loan.prepay", customer, loan=loan, amount=principal, principal=principal, interest=0,
            payer=customer.key, bank=self.key("B"),
        )  # fmt: skip

    def decide(self, challenge: str, decision: str, effect: str) -> None:
        """R's decision; what takes rights or money is granted by the civil affairs department."""
        body: dict[str, Json] = {
            "challenge": challenge,
            "decision": decision,
            "effect": effect,
            "ruling": "so it is",
        }
        if effect in TWO_KEYS:
            body |= self.second
        self.run("challenge.decide", self.people["R"], **body)

    def revoke(self, member: Member) -> None:
        """The regulator takes a membership away; the civil affairs department grants it."""
        body: dict[str, Json] = {"role": member.role, "member": member.key, "reason": "why", **self.second}
        self.run("member.revoke", self.people["R"], **body)

    @property
    def second(self) -> dict[str, str]:
        """The second authority, as the body of an event names it."""
        return {"second_role": "CAD", "second": self.key("CAD")}

    def funded_bank(self, amount: int) -> Member:
        """Another bank with ``amount`` fen of digital assets."""
        bank = self.member("B")
        if amount:
            self._make_room(bank, amount)
            self.run("fund.issue", bank, members=[bank], amount=amount, bank=bank.key, transfer=new_id())
        return bank

    def _make_room(self, bank: Member, amount: int) -> None:
        """The cap on what a house issues leaves room for ``amount`` more: on a network all scenes' banks are
        of one house."""
        stands = self.query("R", "cap", bank=bank.key)
        if stands["cap"] - stands["outstanding"] < amount:
            raised = stands["outstanding"] + 10 * amount
            self.run("fund.cap", bank, members=[bank], amount=raised, bank=bank.key, reason="another scene")

    def balance(self, member: Member) -> int:
        """What an account holds, in fen, as the regulator sees it."""
        account = self.query("R", "account", key=member.key)
        return int(account["total"])

    def status(self, event: str) -> Any:
        return self.query("R", "status", id=event)

    # --- made once ------------------------------------------------------------------------------------------

    def found(self, funds: int = 10**11) -> None:
        """Register the institutions and give the bank and the finance department digital assets."""
        for member in (*self.registrars.values(), *self.people.values()):
            # Whose key a customer's is, its counter says.
            by = self.registrars["C"] if member.role == "C" else member
            self.submit(member.role, "register", [member.identity.member_record()], by.user)
        bank, finance = self.people["B"], self.people["FD"]
        self._make_room(bank, 2 * funds)
        self.run("fund.issue", bank, amount=funds, bank=bank.key, transfer=new_id())
        self.run("fund.deposit", finance, amount=funds, bank=bank.key, account=finance.key, transfer=new_id())
        first = int(self.now()[:4])
        for year in range(first, first + 3):
            body: dict[str, Json] = {
                "department": finance.key,
                "year": year,
                "amount": funds,
                "deadline": f"{year}-12-31",
            }
            self.run("subsidy.budget", finance, **body)
