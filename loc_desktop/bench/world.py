"""Five members with keys in memory, one a role, and the events that they sign in a measurement."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, Final, Generic, Protocol, TypeVar, cast

from loc_desktop import clock
from loc_desktop.contract.certificate import pseudonym
from loc_desktop.contract.client import EventDraft, build, code_of
from loc_desktop.contract.flow_rules import links
from loc_desktop.contract.persons import ATTESTING, reason_of
from loc_desktop.identity.authority import Authority
from loc_desktop.identity.keys import jwk
from loc_desktop.identity.store import Store
from loc_desktop.ledger.api import User
from loc_desktop.script.canonical import b64u_decode, b64u_encode, encode
from loc_desktop.script.items import Chaincode, OracleResult, UnlockingCode
from loc_desktop.script.keys import Signer, SoftwareSigner, load_key
from loc_desktop.script.unlock import sign_result

ROLES: Final = ("C", "B", "CAD", "FD", "R")


class WorldMember(Protocol):
    """Who signs events and results, and submits."""

    @property
    def key(self) -> str: ...

    @property
    def signer(self) -> Signer: ...

    @property
    def user(self) -> User: ...


M = TypeVar("M", bound=WorldMember)


@dataclass(frozen=True, slots=True)
class EmbeddedMember:
    """A member of an embedded ledger: who submits, and the signer of events and results."""

    role: str
    user: User
    signer: SoftwareSigner

    @property
    def key(self) -> str:
        return self.signer.key


class _Memory:
    """A key store of no duration."""

    def set(self, entry: str, name: str, value: str) -> None:
        """The authority's key stays in the authority that made it."""


def memory_authority(name: str) -> Authority:
    """An authority whose key is kept nowhere."""
    return Authority.create(cast(Store, _Memory()), name)


def member_record(role: str, signer: Signer, name: str, certificate: str) -> dict[str, Any]:
    """What is registered of a member of the organisation ``org-<role>``; a customer's name is its pseudonym.

    Nothing is opened in these worlds: one key does for signing and sealing."""
    encryption = jwk(load_key(signer.key), signer.key)
    statement = {"role": role, "key": signer.key, "encryption_key": encryption}
    return {
        "role": role,
        "key": signer.key,
        "name": public_name(role, signer.key, name),
        "organisation": f"org-{role}",
        "certificate": certificate,
        "encryption": encryption,
        "encryption_signature": signer.sign(b"LoC-member-1\n" + encode(statement)),
        "person": tag_of(signer.key) if role == "C" else "",
    }


def public_name(role: str, key: str, name: str) -> str:
    """The name in a member's certificate: a customer's is a pseudonym."""
    return pseudonym(key) if role == "C" else name


def tag_of(key: str) -> str:
    """A tag for whoever has this key, and as good a commitment: nobody opens it here."""
    return hashlib.sha256(key.encode()).hexdigest()


def sealed_number(number: str) -> dict[str, Any]:
    """An account number as a link's event carries it, sealed in form only: nobody has a key to it."""
    ciphertext = b64u_encode(number.encode())
    return {"protected": "e30", "recipients": [], "iv": "A" * 16, "ciphertext": ciphertext, "tag": "A" * 22}


def account_tag(number: str) -> str:
    """What a bank without books says of an account number."""
    return hashlib.sha256(f"account {number}".encode()).hexdigest()


def attested(role: str, event: Any) -> str | None:
    """The reason of a Pass by which civil affairs says whose key an event is about, or a bank which account;
    else None.
    """
    if role == "B" and event["kind"] in ("account.link", "fund.link"):
        return links.reason_of(account_tag(b64u_decode(event["body"]["number"]["ciphertext"]).decode()))
    named = {"loan.apply": "payee", "identity.attest": "member", "identity.succeed": "old"}
    if role != ATTESTING or event["kind"] not in named:
        return None
    return reason_of(tag_of(event["body"][named[event["kind"]]]))


class World(Generic[M]):
    """``members`` maps each role to its member. ``amount`` (fen), ``sealed`` and ``commitment`` are those of
    every application: a ledger never opens a dossier."""

    amount: int
    sealed: Any
    commitment: str

    def __init__(self, channel: str, members: dict[str, M]) -> None:
        self.channel = channel
        self.members = members
        self._hints = count(1)

    def hint(self) -> int:
        """The next slot to try first, counted up as a desktop does."""
        return next(self._hints)

    def draft(self, kind: str, at: str = "", **body: Any) -> EventDraft:
        """An event of this channel that is not yet signed; ``at`` is RFC 3339, this second without."""
        granting = {role: member.key for role, member in self.members.items()}
        return build(kind, channel=self.channel, at=at or clock.now(), grantors=granting, **body)

    def chaincode(self, draft: EventDraft, customer: M | None = None) -> Chaincode:
        """The draft signed by the members whom it names, with the grantors of its flow."""
        signers = {**self.members, **({"C": customer} if customer is not None else {})}
        signed = draft.sign(*(signers[role].signer for role, _ in draft.signers))
        return draft.chaincode(signed)

    def application(self, customer: M | None = None, amount: int = 0) -> Chaincode:
        """A signed loan.apply that is not yet on the ledger, of the member in role C or another customer."""
        draft = self.draft(
            "loan.apply",
            amount=amount or self.amount,
            months=12,
            product="poverty-micro",
            bank=self.members["B"].key,
            payee=(customer or self.members["C"]).key,
            dossier=self.sealed,
            commitment=self.commitment,
        )
        return self.chaincode(draft, customer)

    def results(self, cc: Chaincode, failed: Sequence[str] = ()) -> list[OracleResult]:
        """Every grantor's signed result: Pass, or Failed of the roles in ``failed``."""
        return [
            sign_result(
                cc["event"],
                grantor["role"],
                self.members[grantor["role"]].signer,
                "Failed" if grantor["role"] in failed else "Pass",
                clock.now(),
                reason=None if grantor["role"] in failed else attested(grantor["role"], cc["event"]),
            )
            for grantor in cc["keys"]
        ]

    def code(self, cc: Chaincode, failed: Sequence[str] = ()) -> UnlockingCode:
        """The unlocking code of :meth:`results`."""
        return code_of(cc["event"], self.results(cc, failed))
