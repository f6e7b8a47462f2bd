"""Fabric's blocks as :class:`~loc_desktop.ledger.api.Block`, read from their protobuf messages.

hfc's own decoder is three times as slow: it makes all of a block into dictionaries, every certificate anew.
The tests compare with it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

import orjson
from fabric_protos.common import common_pb2
from fabric_protos.ledger.rwset import rwset_pb2
from fabric_protos.ledger.rwset.kvrwset import kv_rwset_pb2
from fabric_protos.msp import identities_pb2
from fabric_protos.peer import chaincode_pb2, proposal_pb2, proposal_response_pb2, transaction_pb2
from google.protobuf.message import DecodeError

from loc_desktop.contract.certificate import CertificateError, read_certificate
from loc_desktop.contract.state import Caller, Json
from loc_desktop.ledger.api import Block, Endorsement, Transaction
from loc_desktop.ledger.fabric.sdk import block_hash
from loc_desktop.ledger.fabric.times import rfc3339
from loc_desktop.script.canonical import b64u_encode

_FILTER = 2
"""Place of the validation codes in a block's metadata."""
UNREADABLE = "unreadable"
"""The name of a transaction that nobody can read."""
_MOST_NAME = 128


@lru_cache(maxsize=64)
def validation_name(code: int) -> str:
    """Fabric's name of a validation code, such as ``MVCC_READ_CONFLICT``."""
    try:
        return str(transaction_pb2.TxValidationCode.Name(code))
    except ValueError:
        return f"CODE_{code}"


@lru_cache(maxsize=64)
def header_name(kind: int) -> str:
    """Fabric's name of a channel header's type in small letters, such as ``config``."""
    try:
        return str(common_pb2.HeaderType.Name(kind)).lower()
    except ValueError:
        return "unknown_type"


@lru_cache(maxsize=4096)
def caller_of(organisation: str, certificate: str) -> Caller:
    """Who a certificate names; a node's or administrator's gives a caller without role or key."""
    try:
        info = read_certificate(certificate)
    except CertificateError:
        return Caller(organisation, "", "")
    return Caller(organisation, info.role, info.key, info.registrar, info.common_name)


def _name_of(codes: list[int], position: int) -> str:
    return validation_name(codes[position]) if position < len(codes) else "NOT_VALIDATED"


def _call(
    executed: str, invocation: bytes, payload: bytes, contract: str
) -> tuple[str, tuple[Json, ...], Json | None]:
    """Function, arguments and result. ``executed`` names the contract that the endorsers executed, which
    peers compare before they commit; the name beside the arguments is what the client wrote, compared by
    nobody.
    """
    spec = chaincode_pb2.ChaincodeInvocationSpec.FromString(invocation).chaincode_spec
    args = spec.input.args
    fn = args[0].decode(errors="replace") if args else ""
    if executed != contract:
        return f"{executed}.{fn}", (), None
    try:
        given = orjson.loads(args[1]) if len(args) > 1 else []
        result = orjson.loads(payload) if payload else None
    except ValueError:
        return fn, (), None
    return fn, tuple(given) if isinstance(given, list) else (given,), result


def _signed(certificate: str, nonce: str, signature: bytes, sets: list[Json]) -> Json:
    return {"certificate": certificate, "nonce": nonce, "signature": b64u_encode(signature), "sets": sets}


def parse_block(data: bytes, contract: str) -> Block:
    """:func:`read_block` of a serialised block. Raises ValueError for what is none."""
    try:
        block = common_pb2.Block.FromString(data)
    except DecodeError as error:
        raise ValueError(f"this is no block: {error}") from error
    return read_block(block, contract)


def read_block(block: Any, contract: str) -> Block:
    """A block message (``common.Block``).

    ``contract`` is whose functions and arguments are read; a transaction of another contract has the name
    ``contract.function`` and no arguments. What cannot be read is a transaction ``unreadable``: an orderer
    takes any envelope of any client, and peers keep in the block what they found void. The block's time is
    that of its first valid transaction of the contract, which endorsers have looked at, or of a
    configuration; of others, whatever they say, it is not taken, nor is a void one's own.
    """
    header, metadata = block.header, block.metadata.metadata
    codes = list(metadata[_FILTER]) if len(metadata) > _FILTER else []
    read = [
        _read_or_not(envelope, header.number, position, _name_of(codes, position), contract)
        for position, envelope in enumerate(block.data.data)
    ]
    at = next((entry.at for entry in read if entry.valid and "." not in entry.fn and entry.at), "")
    transactions = tuple(entry if entry.valid else replace(entry, at=at) for entry in read)
    return Block(
        number=header.number,
        hash=block_hash(header.number, header.previous_hash, header.data_hash),
        previous_hash=header.previous_hash.hex(),
        data_hash=header.data_hash.hex(),
        at=at,
        transactions=transactions,
    )


def _read_or_not(envelope: bytes, block: int, position: int, validation: str, contract: str) -> Transaction:
    try:
        transaction = _read_transaction(envelope, block, position, validation, contract)
    except (DecodeError, ValueError, OverflowError, OSError, RecursionError):
        return Transaction("", block, position, "", UNREADABLE, (), Caller("", "", ""), None, validation)
    return replace(transaction, id=transaction.id[:_MOST_NAME], fn=transaction.fn[:_MOST_NAME])


def _read_transaction(
    envelope_bytes: bytes, block: int, position: int, validation: str, contract: str
) -> Transaction:
    envelope = common_pb2.Envelope.FromString(envelope_bytes)
    payload = common_pb2.Payload.FromString(envelope.payload)
    channel_header = common_pb2.ChannelHeader.FromString(payload.header.channel_header)
    signature_header = common_pb2.SignatureHeader.FromString(payload.header.signature_header)
    organisation, certificate = _identity(signature_header.creator)
    caller = caller_of(organisation, certificate)
    at = rfc3339(channel_header.timestamp)
    tx_id = channel_header.tx_id
    actions = ()
    if channel_header.type == common_pb2.ENDORSER_TRANSACTION:
        actions = transaction_pb2.Transaction.FromString(payload.data).actions
    if not actions:
        name = header_name(channel_header.type)
        return Transaction(tx_id, block, position, at, name, (), caller, None, validation)
    action = transaction_pb2.ChaincodeActionPayload.FromString(actions[0].payload)
    endorsed = action.action
    answer = proposal_response_pb2.ProposalResponsePayload.FromString(endorsed.proposal_response_payload)
    extension = proposal_pb2.ChaincodeAction.FromString(answer.extension)
    called = proposal_pb2.ChaincodeProposalPayload.FromString(action.chaincode_proposal_payload)
    executed = extension.chaincode_id.name
    if _is_private(extension.results):
        # The contract keeps nothing in a collection; one organisation endorses alone what goes into its own.
        executed = f"{executed}.private"
    fn, args, result = _call(executed, called.input, extension.response.payload, contract)
    return Transaction(
        id=tx_id,
        block=block,
        position=position,
        at=at,
        fn=fn,
        args=args,
        caller=caller,
        result=result,
        validation=validation,
        endorsements=tuple(
            Endorsement(*_identity(part.endorser), b64u_encode(part.signature))
            for part in endorsed.endorsements
        ),
        raw=_signed(certificate, signature_header.nonce.hex(), envelope.signature, _sets(extension.results)),
    )


def _is_private(results: bytes) -> bool:
    return any(part.collection_hashed_rwset for part in rwset_pb2.TxReadWriteSet.FromString(results).ns_rwset)


def _sets(results: bytes) -> list[Json]:
    """The keys read and written, by namespace; namespaces without any are left out."""
    sets: list[Json] = []
    for part in rwset_pb2.TxReadWriteSet.FromString(results).ns_rwset:
        keys = kv_rwset_pb2.KVRWSet.FromString(part.rwset)
        if keys.reads or keys.writes:
            reads, writes = [read.key for read in keys.reads], [write.key for write in keys.writes]
            sets.append({"namespace": part.namespace, "reads": reads, "writes": writes})
    return sets


@lru_cache(maxsize=4096)
def _identity(serialised: bytes) -> tuple[str, str]:
    """MSP id and certificate (PEM): few identities sign many transactions."""
    identity = identities_pb2.SerializedIdentity.FromString(serialised)
    return identity.mspid, identity.id_bytes.decode()
