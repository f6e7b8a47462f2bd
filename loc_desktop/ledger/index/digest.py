"""What one transaction of the contract means for the index: read from its arguments and result, nothing else.

The same on both ledgers. What is not understood (another contract's transaction, a newer function) becomes an
entry without an event, so that a block is never left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from loc_desktop.contract.state import Json
from loc_desktop.ledger.api import Transaction
from loc_desktop.script.canonical import encode

_LARGE: Final = 2_048
"""Bytes of a body's member from which on the index leaves it to the ledger."""


@dataclass(frozen=True, slots=True)
class Locked:
    """A chaincode that was put on the ledger."""

    id: str
    kind: str
    at: str
    body: dict[str, Json]
    sealed: bool
    operations: list[Json]
    signers: list[tuple[str, str]]
    grantors: list[tuple[str, str]]
    expires: str

    @property
    def amount(self) -> int | None:
        amount = self.body.get("amount")
        return amount if type(amount) is int else None

    @property
    def loan(self) -> str:
        loan = self.body.get("loan")
        return loan if isinstance(loan, str) else ""

    @property
    def money(self) -> tuple[str, str]:
        """Payer and payee of the first operation that moves something, or two empty texts."""
        for operation in self.operations:
            payer, payee, amount = payment(operation)
            if amount:
                return payer, payee
        return "", ""


@dataclass(frozen=True, slots=True)
class SignedResult:
    """An oracle result."""

    role: str
    key: str
    verdict: str
    at: str
    reason: str
    exception: int | None
    terms: dict[str, Json]


@dataclass(frozen=True, slots=True)
class GrantedResult:
    """A grantor's signed result of an event."""

    event: str
    result: SignedResult


@dataclass(frozen=True, slots=True)
class Unlocked:
    """An unlock attempt. ``check`` names the failing check; ``status`` is the event's afterwards.

    ``moves`` (operation, payer, payee, fen) are what it moved, ``unearned`` interest paid before that it took
    for principal. ``code`` is None for what was no attempt at
    all: a code that the contract turned away among others of ``unlock_many``.
    """

    event: str
    code: int | None
    check: str
    failure: Json
    results: list[SignedResult]
    status: str
    moves: list[tuple[str, str, str, int]]
    unearned: int = 0


@dataclass(frozen=True, slots=True)
class RegisteredMember:
    """A member registered (``record`` given) or revoked (empty)."""

    role: str
    key: str
    record: dict[str, Json] = field(default_factory=dict)


Item = Locked | GrantedResult | Unlocked | RegisteredMember


def digest(transaction: Transaction) -> list[Item]:
    """The items of a valid transaction, in order; empty for what the index does not know."""
    if not transaction.valid:
        return []
    try:
        return _items(transaction.fn, transaction.args, transaction.result)
    except (KeyError, TypeError, IndexError, AttributeError, ValueError):
        return []


def _items(fn: str, args: tuple[Any, ...], result: Any) -> list[Item]:
    match fn:
        case "lock":
            return [_locked(args[0], result)]
        case "grant":
            return [GrantedResult(args[0], _signed_result(args[1]))]
        case "unlock":
            return [_unlocked(args[0], result)]
        case "unlock_many":
            return [_unlocked(uc, outcome) for uc, outcome in zip(args[0], result, strict=True)]
        case "register":
            record = dict(args[0])
            return [RegisteredMember(str(record["role"]), str(record["key"]), record)]
        case "revoke":
            return [RegisteredMember(str(args[0]), str(args[1]))]
    return []


def _locked(cc: Mapping[str, Any], outcome: Any) -> Locked:
    event = cc["event"]
    body, sealed = {}, False
    for name, value in event["body"].items():
        if isinstance(value, (dict, list)) and ("ciphertext" in value or len(encode(value)) > _LARGE):
            sealed = True
        else:
            body[name] = value
    return Locked(
        id=event["id"],
        kind=event["kind"],
        at=event["at"],
        body=body,
        sealed=sealed,
        operations=list(cc["operations"]),
        signers=[(signature["role"], signature["key"]) for signature in event["signatures"]],
        grantors=[(grantor["role"], grantor["key"]) for grantor in cc["keys"]],
        expires=str(outcome["expires"]),
    )


def _signed_result(result: Mapping[str, Any]) -> SignedResult:
    return SignedResult(
        role=result["role"],
        key=result["key"],
        verdict=result["verdict"],
        at=result["at"],
        reason=str(result.get("reason", "")),
        exception=result.get("exception"),
        terms=dict(result.get("terms", {})),
    )


def _unlocked(uc: Mapping[str, Any], result: Mapping[str, Any]) -> Unlocked:
    code = result.get("code")
    code = code if type(code) is int else None
    trace = result.get("trace")
    check = str(trace.get("check", "")) if isinstance(trace, Mapping) else ""
    return Unlocked(
        event=str(result.get("event") or uc["event"]["id"]),
        code=code,
        check=check,
        failure=result.get("failure"),
        results=_results(uc),
        status=str(result.get("status", "pending")),
        moves=[_move(move) for move in result.get("moves", ())],
        unearned=sum(int(output.get("unearned", 0)) for output in result.get("outputs", ())),
    )


def _move(move: Mapping[str, Any]) -> tuple[str, str, str, int]:
    # Money that is issued comes from its issuer, and what is redeemed goes back there.
    issuer = move["lots"][0]["issuer"] if move["lots"] else ""
    return str(move["op"]), str(move["from"] or issuer), str(move["to"] or issuer), int(move["amount"])


def _results(uc: Any) -> list[SignedResult]:
    # A code that did not unlock may hold anything; what cannot be read says nothing.
    try:
        return [_signed_result(said) for said in uc["results"]]
    except (KeyError, TypeError, AttributeError, ValueError):
        return []


def payment(operation: Mapping[str, Any]) -> tuple[str, str, int]:
    """Payer, payee and fen of an operation; zero fen for one that moves nothing."""
    args = operation.get("args", {})
    amount = args.get("amount")
    if type(amount) is not int:
        return "", "", 0
    payer = str(args.get("from") or args.get("issuer") or "")
    payee = str(args.get("to") or args.get("issuer") or "")
    return (payer, payee, amount) if payer and payee else ("", "", 0)
