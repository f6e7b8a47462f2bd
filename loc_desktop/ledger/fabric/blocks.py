"""Fabric's blocks as :class:`~loc_desktop.ledger.api.Block`, decoded by hfc's block decoder."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import orjson
from fabric_protos.peer import chaincode_pb2, transaction_pb2

from loc_desktop.contract.certificate import CertificateError, read_certificate
from loc_desktop.contract.state import Caller, Json
from loc_desktop.ledger.api import Block, Endorsement, Transaction
from loc_desktop.ledger.fabric import compat
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


def timestamp_text(timestamp: Any) -> str:
    """A protobuf timestamp as RFC 3339 UTC; fractions of a second are dropped."""
    return datetime.fromtimestamp(timestamp.seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


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
    fn, args, result = _call(action["chaincode_proposal_payload"]["input"], extension["response"], contract)
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


def _call(invocation: bytes, response: Any, contract: str) -> tuple[str, tuple[Json, ...], Json | None]:
    spec = chaincode_pb2.ChaincodeInvocationSpec.FromString(invocation).chaincode_spec
    args = spec.input.args
    fn = args[0].decode(errors="replace") if args else ""
    if spec.chaincode_id.name != contract:
        return f"{spec.chaincode_id.name}.{fn}", (), None
    try:
        given = orjson.loads(args[1]) if len(args) > 1 else []
        result = orjson.loads(response["payload"]) if response["payload"] else None
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
    return {
        "certificate": creator["id_bytes"],
        "nonce": nonce.decode(),
        "signature": b64u_encode(signature),
        "sets": sets,
    }
