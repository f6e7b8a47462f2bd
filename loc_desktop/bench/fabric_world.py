"""The members and events that ``bench fabric`` needs on a network: five desktops, a counter, many customers.

Identities are registered with the organisations' authorities for this run and enrolled with keys that live in
this process's memory only. All chaincodes are locked and all unlocking codes made before anything is
measured, as in the paper's section 5.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from loc_network.layout import Layout
from loc_network.membership.profiles import invite

from loc_desktop import clock
from loc_desktop.app.business_clock import later
from loc_desktop.bench.world import ROLES, World, tag_of
from loc_desktop.contract.client import new_id
from loc_desktop.contract.state import Json
from loc_desktop.errors import KnownError
from loc_desktop.identity.entry import Secrets
from loc_desktop.identity.keys import new_identity, signing_request
from loc_desktop.identity.keystore import check_certificate
from loc_desktop.identity.model import Identity
from loc_desktop.identity.sealing import seal
from loc_desktop.ledger.api import LedgerError, User
from loc_desktop.ledger.fabric.client import FabricLedger
from loc_desktop.ledger.fabric.enrol import join
from loc_desktop.ledger.fabric.profile import Profile, load_profile
from loc_desktop.loan.calendar import civil_day
from loc_desktop.script.keys import Signer, SoftwareSigner

LOAN_FEN = 1_000_000
INTEREST_FEN = 300
PREPARING = 40
"""Transactions in flight while things are prepared."""

REFUND_DAYS = 62
"""A loan's first period has ended so many days after its payout: only then its interest is refunded."""

BATCH = 25


class BenchError(KnownError):
    """The measurement cannot be made here: ``bench.network``, ``bench.floor``, ``bench.calendar``,
    ``bench.prepare``."""


@dataclass(frozen=True, slots=True)
class NetworkMember:
    """A member whose key is in this process's memory."""

    identity: Identity
    secrets: Secrets
    signer: Signer

    @property
    def key(self) -> str:
        return self.identity.key

    @property
    def user(self) -> User:
        return User(self.identity.organisation, self.identity.certificate, self.signer)


def new_member(role: str, organisation: str, registrar: bool = False) -> NetworkMember:
    """A member without a certificate."""
    secrets = Secrets.generate()
    identity = new_identity(
        secrets,
        role=role,
        name="bench",
        organisation=organisation,
        ledger="bench",
        protection="keyring",
        registrar=registrar,
    )
    if role == "C" and not registrar:
        identity = replace(identity, person=tag_of(identity.key))
    return NetworkMember(identity, secrets, SoftwareSigner.from_scalar(secrets.sign))


class _SessionStore:
    """The key store of a :class:`NetworkMember` as ``enrol.join`` needs it, nothing kept."""

    def __init__(self, person: NetworkMember) -> None:
        self._person = person

    def csr(self, identity: Identity, common_name: str = "", pin: str | None = None) -> Any:
        return signing_request(self._person.secrets, common_name)

    def signer(self, identity: Identity, pin: str | None = None) -> Signer:
        return self._person.signer

    def install_certificate(self, identity: Identity, pem: str, roots: Sequence[str], at: str) -> Identity:
        return check_certificate(identity, pem, roots, at)


@dataclass(frozen=True, slots=True)
class Request:
    """One request of the measurement: which event of the paper, through whose desktop, what."""

    event: str
    role: str
    fn: str
    args: list[Json]
    query: bool = False


class NetworkWorld(World[NetworkMember]):
    """A network with its members. ``desktops`` maps each role to its desktop's ledger."""

    amount = LOAN_FEN

    def __init__(self, data: Path, profiles: dict[str, Profile], say: Callable[[str], None]) -> None:
        self.data = data
        self._say = say
        self.profiles = profiles
        super().__init__("", {role: self._enrolled(role) for role in ROLES})
        self.counter = self._enrolled("C", registrar=True)
        self.desktops = {
            role: FabricLedger(profiles[role], self.members[role].user, contract="loc") for role in ROLES
        }
        self.floors = {
            role: FabricLedger(profiles[role], self.members[role].user, contract="floor") for role in ROLES
        }
        self.channel = self.desktops["C"].channel
        self.sealed, self.commitment = seal(
            {
                "name": "Zhang San",
                "identity": "110101199003070000",
                "income": 1_800_000,
                "asset": 5_000_000,
                "debt": 200_000,
                "documents": [],
            },
            [self.members[role].identity.member_record() for role in ROLES],
        )

    @classmethod
    def open(cls, profile: Path, say: Callable[[str], None]) -> NetworkWorld:
        """The world of the network that ``profile`` (DATA/profiles/ORGANISATION.json) belongs to."""
        load_profile(profile)
        folder = profile.resolve().parent
        profiles: dict[str, Profile] = {}
        for path in sorted(folder.glob("*.json")):
            candidate = load_profile(path)
            profiles.setdefault(candidate.role, candidate)
        missing = [role for role in ROLES if role not in profiles]
        if missing or not (folder.parent / "topology.yaml").is_file():
            raise BenchError(
                "bench.network", params={"file": profile.name, "roles": ", ".join(missing) or "–"}
            )
        return cls(folder.parent, profiles, say)

    def user(self, role: str) -> User:
        """Who carries an event of ``role``: for customers their counter."""
        return self.counter.user if role == "C" else self.members[role].user

    def close(self) -> None:
        for ledger in (*self.desktops.values(), *self.floors.values()):
            ledger.close()

    # --- preparing ----------------------------------------------------------------------------------------

    def set_up(self) -> None:
        """Members registered; the bank and the finance department have digital money, the latter a budget."""
        self.submit("C", "register", [self.counter.identity.member_record()], self.counter.user)
        for role in ROLES:
            by = self.counter if role == "C" else self.members[role]
            self.submit(role, "register", [self.members[role].identity.member_record()], by.user)
        self.wait_for_same_height()
        bank, finance = self.members["B"], self.members["FD"]
        issue = self.draft("fund.issue", amount=10**11, bank=bank.key, transfer=new_id())
        deposit = self.draft(
            "fund.deposit", amount=10**11, bank=bank.key, account=finance.key, transfer=new_id()
        )
        chaincodes = [self.chaincode(issue), self.chaincode(deposit)]
        self.lock(zip(("B", "FD"), chaincodes, strict=True))
        self.unlock_all("B", chaincodes)
        year = civil_day(later(clock.now(), REFUND_DAYS)).year
        budget = self.draft(
            "subsidy.budget", department=finance.key, year=year, amount=10**11, deadline=f"{year}-12-31"
        )
        chaincodes = [self.chaincode(budget)]
        self.lock([("FD", chaincodes[0])])
        self.unlock_all("FD", chaincodes)

    def customers(self, count: int) -> list[NetworkMember]:
        """Registered customers."""
        people = [new_member("C", self.counter.identity.organisation) for _ in range(count)]
        self._each(
            lambda person: self.submit("C", "register", [person.identity.member_record()], self.counter.user),
            people,
        )
        self.wait_for_same_height()
        return people

    def applications(self, people: Iterable[NetworkMember]) -> list[Json]:
        """Locked loan.apply chaincodes, one a person."""
        made = [self.application(person) for person in people]
        self.lock(("C", cc) for cc in made)
        return made

    def refunds(self, people: Sequence[NetworkMember]) -> tuple[list[Json], list[Json]]:
        """Loans paid out, their interest paid; then locked loan.refund (dated :data:`REFUND_DAYS` later) and
        signed loan.query chaincodes.
        """
        loans = self.applications(people)
        self.unlock_all("B", loans)
        bank, finance = self.members["B"].key, self.members["FD"].key
        paid, refunds, queries = [], [], []
        for person, loan in zip(people, loans, strict=True):
            name = loan["event"]["id"]
            parts: dict[str, Any] = {"principal": 0, "interest": INTEREST_FEN, "penalty": 0}
            paid.append(
                self.chaincode(
                    self.draft(
                        "principal.repay",
                        loan=name,
                        amount=INTEREST_FEN,
                        payer=person.key,
                        bank=bank,
                        **parts,
                    ),
                    person,
                )
            )
            refund = self.draft(
                "loan.refund",
                at=later(clock.now(), REFUND_DAYS),
                loan=name,
                amount=INTEREST_FEN,
                periods=[1],
                payer=finance,
                payee=person.key,
                bank=bank,
            )
            refunds.append(self.chaincode(refund, person))
            queries.append(self.chaincode(self.draft("loan.query", loan=name, bank=bank), person))
        self.lock(("C", cc) for cc in paid)
        self.unlock_all("B", paid)
        self.lock(("C", cc) for cc in refunds)
        return refunds, queries

    def lock(self, owned: Iterable[tuple[str, Json]]) -> None:
        """Lock chaincodes, each through the desktop of a role; all peers know them afterwards."""

        def lock(pair: tuple[str, Json]) -> None:
            role, cc = pair
            self.submit(role, "lock", [cc], self.user(role))

        self._each(lock, list(owned))
        self.wait_for_same_height()

    def unlock_all(self, role: str, chaincodes: Sequence[Json]) -> None:
        """Unlock chaincodes, several a transaction."""
        groups = [chaincodes[i : i + BATCH] for i in range(0, len(chaincodes), BATCH)]
        for group in groups:
            answer = self.submit(
                role, "unlock_many", [[self.code(cc) for cc in group], self.hint()], self.user(role)
            )
            wrong = [part for part in answer if part.get("code") != 0]
            if wrong:
                raise BenchError("bench.unlock", params={"answer": str(wrong[0])})
        self.wait_for_same_height()

    def need_floor(self) -> None:
        """Raises BenchError where the network does not run the floor contract: a run would only time out."""
        try:
            self.floors["B"].evaluate("read", [uuid.uuid4().hex], self.user("B"))
        except LedgerError as error:
            raise BenchError("bench.floor", params={"why": error.trouble}) from error

    def need_days(self) -> None:
        """Raises BenchError where the ledger follows the calendar: no refund can be measured there."""
        channel = self.channel
        if not any(
            kept.demonstration for kept in Layout(self.data).topology().channels if kept.name == channel
        ):
            raise BenchError("bench.calendar")

    def submit(self, role: str, fn: str, args: list[Json], user: User) -> Json:
        """One committed transaction's result, through the desktop of ``role``."""
        submission = self.desktops[role].submit(fn, args, user)
        submission.wait()
        return submission.result

    def wait_for_same_height(self, seconds: float = 30.0) -> None:
        """Wait until every organisation's peer has the blocks that the highest has."""
        end = time.monotonic() + seconds
        ledgers = self.desktops.values()
        highest = max(ledger.height() for ledger in ledgers)
        while min(ledger.height() for ledger in ledgers) < highest:
            if time.monotonic() > end:
                raise BenchError("bench.height")
            time.sleep(0.02)

    # --- inside -------------------------------------------------------------------------------------------

    def _enrolled(self, role: str, registrar: bool = False) -> NetworkMember:
        """A person known to the organisation's authority, its certificate issued for a key made here."""
        profile = self.profiles[role]
        layout = Layout(self.data)
        topology = layout.topology()
        organisation = next(
            candidate for candidate in topology.organisations if candidate.name == profile.organisation
        )
        name = f"bench-{uuid.uuid4().hex[:8]}.{profile.organisation}"
        invitation = invite(layout, topology, organisation, name, registrar=registrar)
        person = new_member(role, profile.msp_id, registrar)
        certified = join(
            _SessionStore(person), person.identity, profile, invitation.id, invitation.secret, clock.now()
        )
        return replace(person, identity=certified)

    def _each(self, work: Callable[[Any], Any], items: Sequence[Any]) -> None:
        with ThreadPoolExecutor(PREPARING) as pool:
            for _ in pool.map(work, items):
                pass
