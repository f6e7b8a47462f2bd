"""A transaction of the embedded ledger: the signed envelope, its identity, and the hashes of blocks.

The envelope is canonical JSON: ``type`` "transaction", ``version`` 1, ``channel``, ``fn``, ``args``, ``at``,
``nonce``, ``certificate`` (PEM). Signed bytes: ``LoC-tx-1``, a line feed, the envelope; the transaction id is
their SHA-256. Block 0 holds the genesis instead: ``type`` "genesis", ``version`` 2, ``channel``, ``config``,
``rules`` (the document that the ledger begins with), ``roots`` (PEM), ``at``, ``nonce``; unsigned, because
its hash is the ledger's name.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import orjson

from loc_desktop.contract.certificate import CertificateError, CertificateInfo, verify_chain
from loc_desktop.contract.state import Caller, Json
from loc_desktop.errors import KnownError, Trouble
from loc_desktop.ledger.api import Block, EndorseError, Endorsement, Transaction, User
from loc_desktop.ledger.causes import cause
from loc_desktop.script.canonical import CanonicalError, b64u_encode, decode, encode
from loc_desktop.script.keys import signature_bytes, verify, verify_digest

TAG: Final = b"LoC-tx-1\n"
_RECORD: Final = b"LoC-record-1\n"
_DATA: Final = b"LoC-data-1\n"
_BLOCK: Final = b"LoC-block-1\n"
GENESIS_CALLER: Final = Caller(organisation="", role="", key="", registrar=True)
NO_BLOCK: Final = "0" * 64
"""The previous hash of block 0."""

MAX_ENVELOPE: Final = 64 * 1024 * 1024
"""Bytes of one transaction; an unlock of 50 loans with attachments stays far below."""

_MEMBERS: Final = {"type", "version", "channel", "fn", "args", "at", "nonce", "certificate"}
_GENESIS: Final = {"type", "version", "channel", "config", "rules", "roots", "at", "nonce"}


@dataclass(frozen=True, slots=True)
class Record:
    """What the ledger stores of one transaction: canonical signed bytes, signature, canonical result."""

    id: str
    signed: bytes
    value: str
    result: bytes

    @property
    def named_right(self) -> bool:
        """Whether the id is the digest of the signed bytes."""
        return hashlib.sha256(TAG + self.signed).hexdigest() == self.id

    def digest(self) -> bytes:
        """SHA-256 over all of it: the signed bytes by their digest, which is the id, signature and result."""
        head = f"{self.id} {self.value} {len(self.result)}\n".encode()
        return hashlib.sha256(b"%s%s%s" % (_RECORD, head, self.result)).digest()


@dataclass(frozen=True, slots=True)
class Sealed:
    """An envelope that is signed and vouched for, ready to be executed."""

    id: str
    signed: bytes
    value: str
    fn: str
    args: list[Json]
    at: str
    caller: Caller


class Membership:
    """The root certificates of a ledger and what was already checked against them."""

    def __init__(self, roots: Iterable[str]) -> None:
        self.roots = tuple(roots)
        self._known: dict[str, CertificateInfo] = {}

    def caller(self, certificate: str, at: str) -> Caller:
        """Who the certificate says is calling at ``at``. Raises CertificateError."""
        info = self._known.get(certificate)
        if info is None or not info.not_before <= at <= info.not_after:
            info = verify_chain(certificate, self.roots, at)
            if len(self._known) >= 10_000:
                self._known.clear()
            self._known[certificate] = info
        return Caller(info.organisation, info.role, info.key, info.registrar, info.common_name)


def sign(channel: str, fn: str, args: list[Json], user: User, members: Membership, at: str) -> Sealed:
    """Build, sign and check one envelope. Raises EndorseError for what no ledger would take."""
    envelope = {
        "type": "transaction",
        "version": 1,
        "channel": channel,
        "fn": fn,
        "args": args,
        "at": at,
        "nonce": b64u_encode(secrets.token_bytes(18)),
        "certificate": user.certificate,
    }
    try:
        signed = encode(envelope)
    except CanonicalError as error:
        raise EndorseError(
            "ledger.not_canonical",
            params={"fn": fn, "why": error.trouble, "contract": ""},
        ) from error
    if len(signed) > MAX_ENVELOPE:
        raise EndorseError(
            "ledger.too_large",
            params={"bytes": len(signed), "limit": MAX_ENVELOPE, "contract": ""},
        )
    message = TAG + signed
    value = user.signer.sign(message)
    caller = vouched(members, user.certificate, at)
    digest = hashlib.sha256(message)
    der = signature_bytes(value)
    if der is None or not verify_digest(caller.key, der, digest.digest()):
        raise EndorseError(
            "ledger.signature",
            params={"contract": ""},
        )
    return Sealed(digest.hexdigest(), signed, value, fn, args, at, caller)


def vouched(members: Membership, certificate: str, at: str) -> Caller:
    """The caller of a certificate; raises EndorseError where the ledger's authority does not vouch for it."""
    try:
        return members.caller(certificate, at)
    except CertificateError as error:
        raise EndorseError(
            error.code, params={**error.params, "contract": ""}, details=error.details
        ) from error


class RecordError(KnownError):
    """A stored transaction that is not what was signed. ``why`` says which part."""

    def __init__(self, why: Trouble) -> None:
        self.why = why
        super().__init__("ledger.record", params={"why": why})


def reopen(record: Record, channel: str, members: Membership) -> Sealed:
    """A stored record, checked as when it was submitted. Raises RecordError."""
    message = TAG + record.signed
    if not record.named_right:
        raise RecordError(cause("id"))
    envelope = _canonical(record.signed)
    if not isinstance(envelope, dict) or set(envelope) != _MEMBERS or envelope["type"] != "transaction":
        raise RecordError(cause("members"))
    if envelope["version"] != 1 or envelope["channel"] != channel:
        raise RecordError(cause("version"))
    texts = (envelope["fn"], envelope["at"], envelope["certificate"])
    if not all(isinstance(text, str) for text in texts) or not isinstance(envelope["args"], list):
        raise RecordError(cause("types"))
    fn, at, certificate = texts
    try:
        caller = members.caller(certificate, at)
    except CertificateError as error:
        raise RecordError(cause("certificate", why=error.trouble)) from error
    if not verify(caller.key, record.value, message):
        raise RecordError(cause("signature"))
    return Sealed(record.id, record.signed, record.value, fn, envelope["args"], at, caller)


def genesis(channel: str, config: Json, rules: Json, roots: Sequence[str], at: str) -> Record:
    """Block 0's only record. Raises CanonicalError if ``config`` or ``rules`` have no canonical form."""
    signed = encode(
        {
            "type": "genesis",
            "version": 2,
            "channel": channel,
            "config": config,
            "rules": rules,
            "roots": list(roots),
            "at": at,
            "nonce": b64u_encode(secrets.token_bytes(18)),
        }
    )
    return Record(hashlib.sha256(TAG + signed).hexdigest(), signed, "", b"")


@dataclass(frozen=True, slots=True)
class Genesis:
    """What block 0 fixes for good."""

    channel: str
    config: Json
    rules: Json
    roots: tuple[str, ...]
    at: str


def read_genesis(record: Record) -> Genesis:
    """Raises RecordError."""
    if not record.named_right:
        raise RecordError(cause("genesis_id"))
    content = _canonical(record.signed)
    if not isinstance(content, dict) or set(content) != _GENESIS or content["type"] != "genesis":
        raise RecordError(cause("no_genesis"))
    channel, roots, at = content["channel"], content["roots"], content["at"]
    if content["version"] != 2 or not isinstance(channel, str) or not isinstance(at, str):
        raise RecordError(cause("genesis_version"))
    if not isinstance(roots, list) or not all(isinstance(root, str) for root in roots):
        raise RecordError(cause("genesis_roots"))
    if record.value:
        raise RecordError(cause("genesis_signed"))
    return Genesis(channel, content["config"], content["rules"], tuple(roots), at)


def sealed_genesis(record: Record, content: Genesis) -> Sealed:
    """Block 0 as a transaction: the contract's ``init`` on the configuration and the first rules."""
    args = [content.config, content.rules]
    return Sealed(record.id, record.signed, "", "init", args, content.at, GENESIS_CALLER)


def data_hash(records: Sequence[Record]) -> str:
    """Over the records in order, signatures and results included. Lowercase hex."""
    whole = hashlib.sha256(_DATA)
    for record in records:
        whole.update(record.digest())
    return whole.hexdigest()


def block_hash(number: int, previous: str, data: str) -> str:
    """The header's hash: number, previous block's hash, data hash. Lowercase hex."""
    header = encode({"data": data, "number": number, "previous": previous})
    return hashlib.sha256(_BLOCK + header).hexdigest()


def transaction(record: Record, block: int, position: int, members: Membership) -> Transaction:
    """A record as readers see it. The certificate was checked when the record was written."""
    content = orjson.loads(record.signed)
    if content["type"] == "genesis":
        return transaction_of(record, block, position, GENESIS_CALLER)
    caller = members.caller(content["certificate"], content["at"])
    return transaction_of(record, block, position, caller, content)


def transaction_of(
    record: Record, block: int, position: int, caller: Caller, content: Json = None
) -> Transaction:
    """As :func:`transaction`, where the caller is known; ``content``: the signed bytes read."""
    content = orjson.loads(record.signed) if content is None else content
    result = orjson.loads(record.result) if record.result else None
    if content["type"] == "genesis":
        fn, args = "init", (content["config"], content["rules"])
        endorsements: tuple[Endorsement, ...] = ()
    else:
        fn, args = content["fn"], tuple(content["args"])
        endorsements = (Endorsement(caller.organisation, content["certificate"], record.value),)
    raw = {**content, "value": record.value} if record.value else content
    return Transaction(
        record.id, block, position, content["at"], fn, args, caller, result, "VALID", endorsements, raw
    )


def as_block(
    number: int, hashes: tuple[str, str, str], at: str, records: Sequence[Record], members: Membership
) -> Block:
    """``hashes``: own, previous, data."""
    transactions = tuple(
        transaction(record, number, position, members) for position, record in enumerate(records)
    )
    return Block(number, *hashes, at, transactions)


def _canonical(data: bytes) -> Json:
    try:
        value = decode(data, MAX_ENVELOPE)
        if encode(value) != data:
            raise RecordError(cause("form"))
    except CanonicalError as error:
        raise RecordError(cause("unreadable", why=error.trouble)) from error
    return value
