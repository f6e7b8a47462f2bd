"""Fabric's blocks as :class:`~loc_desktop.ledger.api.Block`.

A block or transaction that is asked for is decoded by hfc (:func:`decode_block`). A stream of blocks is read
by :func:`read_block`, nearly three times as fast: hfc makes all of a block into dictionaries, every
certificate anew, and a desktop that was away for a week would wait for that. Both give the same
:class:`Block`.
"""

from __future__ import annotations

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
from loc_desktop.ledger.fabric import compat
from loc_desktop.ledger.fabric.times import rfc3339
from loc_desktop.script.canonical import b64u_encode

compat.install()

from hfc.fabric.block_decoder import BlockDecoder, HeaderType  # noqa: E402  (after compat.install)

_FILTER = 2
"""Place of the validation codes in a block's metadata."""


def decode_block(data: bytes, contract: str) -> Block:
    """A serialised block. ``contract`` is whose functions and arguments are read; a transaction of another
    contract has the name ``contract.function`` and no arguments. Raises ValueError for what is no block."""
    from loc_desktop.ledger.fabric.sdk import block_hash

    decoded = BlockDecoder.decode(data)
    header = decoded["header"]
    number = int(header["number"])
    codes = decoded["metadata"]["metadata"][_FILTER] or []
    transactions = tuple(
        _transaction(envelope, number, position, _name_of(codes, position), contract)
        for position, envelope in enumerate(decoded["data"]["data"])
    )
    previous, data_hash = header["previous_hash"].decode(), header["data_hash"].decode()
    return Block(
        number=number,
        hash=block_hash(number, bytes.fromhex(previous), bytes.fromhex(data_hash)),
        previous_hash=previous,
        data_hash=data_hash,
        at=transactions[0].at if transactions else "",
        transactions=transactions,
    )


@lru_cache(maxsize=64)
def validation_name(code: int) -> str:
    """Fabric's name of a validation code, such as ``MVCC_READ_CONFLICT``."""
    try:
        return str(transaction_pb2.TxValidationCode.Name(code))
    except ValueError:
        return f"CODE_{code}"


@lru_cache(maxsize=4096)
def caller_of(organisation: str, certificate: str) -> Caller:
    """Who a certificate names; a node's or administrator's gives a caller without role or key."""
    try:
        info = read_certificate(certificate)
    except CertificateError:
        return Caller(organisation, "", "")
    return Caller(organisation, info.role, info.key, info.registrar)


def _name_of(codes: list[int], position: int) -> str:
    return validation_name(codes[position]) if position < len(codes) else "NOT_VALIDATED"


def _transaction(envelope: Any, block: int, position: int, validation: str, contract: str) -> Transaction:
    payload = envelope["payload"]
    channel_header = payload["header"]["channel_header"]
    creator = payload["header"]["signature_header"]["creator"]
    at = channel_header["timestamp"].replace(" ", "T") + "Z"
    caller = caller_of(creator["mspid"], creator["id_bytes"])
    kind = HeaderType.convert_to_string(channel_header["type"])
    actions = payload["data"].get("actions") if kind == "ENDORSER_TRANSACTION" else None
    if not actions:
        name = kind.lower()
        return Transaction(channel_header["tx_id"], block, position, at, name, (), caller, None, validation)
    action = actions[0]["payload"]
    endorsed = action["action"]
    extension = endorsed["proposal_response_payload"]["extension"]
    fn, args, result = _call(
        action["chaincode_proposal_payload"]["input"], extension["response"]["payload"], contract
    )
    return Transaction(
        id=channel_header["tx_id"],
        block=block,
        position=position,
        at=at,
        fn=fn,
        args=args,
        caller=caller,
        result=result,
        validation=validation,
        endorsements=tuple(
            Endorsement(
                part["endorser"]["mspid"], part["endorser"]["id_bytes"], b64u_encode(part["signature"])
            )
            for part in endorsed["endorsements"]
        ),
        raw=_raw(creator, payload["header"]["signature_header"]["nonce"], envelope["signature"], extension),
    )


def _call(invocation: bytes, payload: bytes, contract: str) -> tuple[str, tuple[Json, ...], Json | None]:
    spec = chaincode_pb2.ChaincodeInvocationSpec.FromString(invocation).chaincode_spec
    args = spec.input.args
    fn = args[0].decode(errors="replace") if args else ""
    if spec.chaincode_id.name != contract:
        return f"{spec.chaincode_id.name}.{fn}", (), None
    try:
        given = orjson.loads(args[1]) if len(args) > 1 else []
        result = orjson.loads(payload) if payload else None
    except ValueError:
        return fn, (), None
    return fn, tuple(given) if isinstance(given, list) else (given,), result


def _raw(creator: Any, nonce: bytes, signature: bytes, extension: Any) -> Json:
    """What Fabric keeps beside the call: who signed, and the keys read and written in each namespace."""
    sets = [
        {
            "namespace": part["namespace"],
            "reads": [read["key"] for read in part["rwset"]["reads"]],
            "writes": [write["key"] for write in part["rwset"]["writes"]],
        }
        for part in extension["results"]["ns_rwset"]
        if part["rwset"]["reads"] or part["rwset"]["writes"]
    ]
    return _signed(creator["id_bytes"], nonce.decode(), signature, sets)


def _signed(certificate: str, nonce: str, signature: bytes, sets: list[Json]) -> Json:
    return {"certificate": certificate, "nonce": nonce, "signature": b64u_encode(signature), "sets": sets}


# --- a stream of blocks -------------------------------------------------------------------------------------


def read_block(block: Any, contract: str) -> Block:
    """:func:`decode_block` for a block message (``common.Block``) as the peer delivers it. Raises ValueError
    for what is none.
    """
    from loc_desktop.ledger.fabric.sdk import block_hash

    header, metadata = block.header, block.metadata.metadata
    codes = list(metadata[_FILTER]) if len(metadata) > _FILTER else []
    try:
        transactions = tuple(
            _read_transaction(envelope, header.number, position, _name_of(codes, position), contract)
            for position, envelope in enumerate(block.data.data)
        )
    except DecodeError as error:
        raise ValueError(f"block {header.number} is not well-formed: {error}") from error
    return Block(
        number=header.number,
        hash=block_hash(header.number, header.previous_hash, header.data_hash),
        previous_hash=header.previous_hash.hex(),
        data_hash=header.data_hash.hex(),
        at=transactions[0].at if transactions else "",
        transactions=transactions,
    )


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
        name = HeaderType.convert_to_string(channel_header.type).lower()
        return Transaction(tx_id, block, position, at, name, (), caller, None, validation)
    action = transaction_pb2.ChaincodeActionPayload.FromString(actions[0].payload)
    endorsed = action.action
    answer = proposal_response_pb2.ProposalResponsePayload.FromString(endorsed.proposal_response_payload)
    extension = proposal_pb2.ChaincodeAction.FromString(answer.extension)
    called = proposal_pb2.ChaincodeProposalPayload.FromString(action.chaincode_proposal_payload)
    fn, args, result = _call(called.input, extension.response.payload, contract)
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
